"""Findings for machines: JSON, SARIF 2.1.0 and GitHub's workflow commands."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

from .. import __version__
from ..findings import RULES, Finding, Severity
from .text import clean

_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(findings: Collection[Finding], *, prefix: Path) -> str:
    """Return one object: the findings, and how many there are of each severity.

    ``file`` is the path from the folder the command was given in, ``path`` the
    path from the publication's folder.
    """
    count = Counter(one.severity for one in findings)
    content = {
        "edition": __version__,
        "counts": {severity.name.lower(): count[severity] for severity in sorted(Severity)[::-1]},
        "findings": [
            {
                "code": one.code,
                "severity": one.severity.name.lower(),
                "message": one.message,
                "file": (prefix / one.origin.path).as_posix() if one.origin else None,
                "path": one.origin.path.as_posix() if one.origin else None,
                "line": one.origin.line if one.origin else None,
                "hint": one.hint,
            }
            for one in findings
        ],
    }
    return _dumped(content)


def as_sarif(findings: Collection[Finding], *, prefix: Path) -> str:
    """Return a SARIF 2.1.0 log, for editors and code hosts that show it beside the text.

    Source: OASIS, Static Analysis Results Interchange Format 2.1.0, 3.13-3.49.
    """
    codes = sorted({one.code for one in findings})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": RULES[code].title},
            "defaultConfiguration": {"level": _LEVEL[RULES[code].severity]},
        }
        for code in codes
    ]
    run = {
        "tool": {"driver": {"name": "edition", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.code), prefix) for one in findings],
    }
    return _dumped({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(one: Finding, rule: int, prefix: Path) -> dict[str, object]:
    words = f"{one.message} {one.hint}" if one.hint else one.message
    result: dict[str, object] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVEL[one.severity],
        "message": {"text": words},
    }
    if one.origin:
        # As bytes, for a file name need not be UTF-8.
        uri = quote(os.fsencode((prefix / one.origin.path).as_posix()))
        location: dict[str, object] = {"artifactLocation": {"uri": uri}}
        if one.origin.line:
            location["region"] = {"startLine": one.origin.line}
        result["locations"] = [{"physicalLocation": location}]
    return result


def as_annotations(findings: Collection[Finding], *, prefix: Path) -> str:
    """Return GitHub workflow commands, one line a finding.

    Source: GitHub's "Workflow commands" page and its toolkit's escaping of
    messages (per cent, CR, LF) and of properties (colon and comma as well).
    """
    return "".join(f"{_annotation(one, prefix)}\n" for one in findings)


def _annotation(one: Finding, prefix: Path) -> str:
    properties = {"title": one.code}
    if one.origin:
        properties["file"] = (prefix / one.origin.path).as_posix()
        if one.origin.line:
            properties["line"] = str(one.origin.line)
    listed = ",".join(f"{key}={_property(value)}" for key, value in sorted(properties.items()))
    words = f"{clean(one.message)}\n{clean(one.hint)}" if one.hint else clean(one.message)
    return f"::{_COMMAND[one.severity]} {listed}::{_message(words)}"


def _message(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _message(words).replace(":", "%3A").replace(",", "%2C")


def _dumped(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
