"""Findings in words: for people, for a test, and for machines."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Literal, assert_never

from ..findings import Finding
from . import machine, text

Format = Literal["text", "plain", "json", "sarif", "github"]

FORMATS: tuple[Format, ...] = ("text", "plain", "json", "sarif", "github")


def report(
    findings: Collection[Finding],
    form: Format,
    *,
    root: Path,
    here: Path,
    ending: str = "",
    colour: bool = False,
) -> str:
    """Return ``findings`` in the form ``form``, ending in a line break when there is any text.

    ``root`` is the publication's folder, which origins are relative to;
    ``here`` is the folder the reader stands in, which paths are shown from
    where they are to be opened. ``ending`` is what became of the files; only
    the text for people says it.
    """
    prefix = Path(os.path.relpath(root, here))
    match form:
        case "text":
            said = text.for_people(findings, prefix=prefix, ending=ending, colour=colour)
        case "plain":
            said = text.plain(findings)
        case "json":
            said = machine.as_json(findings, prefix=prefix)
        case "sarif":
            said = machine.as_sarif(findings, prefix=prefix)
        case "github":
            said = machine.as_annotations(findings, prefix=prefix)
        case _:
            assert_never(form)
    # What file names hold that is no UTF-8 would break whoever reads this.
    return said.encode("utf-8", "replace").decode()
