"""What a new publication and a new issue hold before anybody has written a word."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template

from ..errors import DeliveryError
from ..model import slugified

_HOME = Path(__file__).parent


def start_publication(folder: Path, *, name: str, language: str, day: date) -> tuple[Path, ...]:
    """Write a small complete publication into ``folder`` and return the paths of its files.

    Its first issue comes out on ``day``.

    Raises:
        DeliveryError: ``folder`` has something in it already, or cannot be written.
    """
    if folder.is_file():
        raise DeliveryError(
            f"{folder} is a file. Nothing was written.",
            hint="Name a new folder, or an empty one.",
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise DeliveryError(
            f"{folder} is there already and is not empty. Nothing was written.",
            hint="Name a new folder, or an empty one.",
        )
    english = language.lower().split("-")[0] == "en"
    words = {
        "name": _quoted(name),
        "plain_name": name,
        "slug": slugified(name) or "paper",
        "language": _quoted(language),
        "rights": _quoted(f"© {day.year} {name}"),
        "date": day.isoformat(),
        "drawn_by": _quoted(f"Drawing: {name}"),
        "byline": _quoted(name),
        # The stories are in English, whatever the paper is going to be in.
        "language_line": "" if english else "language: en-GB\n",
    }
    return _write(_HOME / "paper", folder, words, renamed={"first": day.isoformat()})


def start_issue(
    folder: Path,
    *,
    day: date,
    number: int,
    volume: int | None,
    section: str,
    schema: Path | None = None,
) -> tuple[Path, ...]:
    """Write an issue with one story into ``folder`` and return the paths of its files.

    ``schema`` is the JSON Schema of its settings, ``None`` when there is none.

    Raises:
        DeliveryError: ``folder`` is there already, or cannot be written.
    """
    if os.path.lexists(folder):
        raise DeliveryError(f"{folder} is there already. Nothing was written.")
    reference = Path(os.path.relpath(schema, folder)).as_posix() if schema else None
    words = {
        "date": day.isoformat(),
        "number": str(number),
        "volume_line": f"volume = {volume}\n" if volume is not None else "",
        "section": _quoted(section),
        "schema_line": f"#:schema {reference}\n" if reference else "",
    }
    paths = _write(_HOME / "issue", folder, words)
    (folder / "images").mkdir(exist_ok=True)
    return paths


def _write(
    source: Path, folder: Path, words: Mapping[str, str], *, renamed: Mapping[str, str] = {}
) -> tuple[Path, ...]:
    written = []
    try:
        for original in sorted(path for path in source.rglob("*") if path.is_file()):
            parts = (renamed.get(part, part) for part in original.relative_to(source).parts)
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            text = Template(original.read_text("utf-8")).safe_substitute(words)
            path.write_text(text, "utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        raise DeliveryError(
            f"{folder} cannot be written: {error.strerror}.",
            hint="Stand in a folder where you may write, or name one.",
        ) from error
    return tuple(written)


def _quoted(words: str) -> str:
    """Return ``words`` as a string of TOML and of YAML, which agree on JSON's."""
    return json.dumps(words, ensure_ascii=False)
