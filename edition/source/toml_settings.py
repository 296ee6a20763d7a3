"""TOML text as settings, and what is wrong with it in an editor's words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

from ..findings import Finding, finding
from ..model import Origin
from .locate import toml_lines
from .settings import DEPTH, Settings, Values, cannot_read, without_escapes

# A key of very many parts makes the parser's work grow with their square.
_ENDLESS_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){24}"""
)
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_BARE_DATE = re.compile(
    r"^([ \t]*(?:date|revised)[ \t]*=[ \t]*)([^\"'#\n]*[^\"'#\s])", re.MULTILINE
)

_NUMBERS = (
    *("columns", "front", "headline_lines", "jumps", "least", "most", "multiple", "number"),
    *("page_multiple", "pages", "volume"),
)
"""Keys that take a number and nothing else, in whichever file they stand."""


def read_toml(text: str, *, origin: Origin) -> tuple[Settings | None, tuple[Finding, ...]]:
    """Return what the TOML ``text`` says; ``None`` when it cannot be read.

    ``origin.line`` is the line before the first of ``text``, ``None`` when the
    text is a whole file.
    """
    before = origin.line or 0
    too_deep = finding(
        "SRC-011",
        "The settings are nested deeper than any that edition knows.",
        origin=origin,
        hint="Look for a run of brackets or dots that came in by mistake.",
    )
    endless = _ENDLESS_KEY.search(text)
    if endless:
        line = before + text.count("\n", 0, endless.start()) + 1
        return None, (replace(too_deep, origin=Origin(origin.path, line)),)
    try:
        values, text = _parsed(text)
    except RecursionError:
        return None, (too_deep,)
    except ValueError as error:
        return None, (_broken_toml(error, text, origin),)
    if _depth(values) > DEPTH:
        return None, (too_deep,)
    lines = {path: line + before for path, line in toml_lines(text).items()}
    return without_escapes(Settings(values, lines, origin))


def _parsed(text: str) -> tuple[Values, str]:
    """Return what ``text`` says, and the text that was read: a bad date in it becomes text.

    So a bad date is reported as one, and the rest of the file is read.
    """
    try:
        return tomllib.loads(text), text
    except ValueError:
        mended = _BARE_DATE.sub(_quoted_unless_date, text)
        if mended == text:
            raise
        return tomllib.loads(mended), mended


def _quoted_unless_date(found: re.Match[str]) -> str:
    try:
        tomllib.loads(f"date = {found[2]}")
    except ValueError:
        return f"{found[1]}{_toml_string(found[2])}"
    return found[0]


def _toml_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _broken_toml(error: ValueError, text: str, origin: Origin) -> Finding:
    rows = text.split("\n")
    place = _TOML_PLACE.search(str(error))
    number = int(place[1]) if place and place[1] else len(text.rstrip("\n").split("\n"))
    row = rows[number - 1] if number <= len(rows) else ""
    number = _begun(rows, number)
    row = rows[number - 1] if number <= len(rows) else ""
    reason = _TOML_PLACE.sub("", str(error)) or "something is missing"
    hint = _toml_hint(row, reason)
    where = Origin(origin.path, number + (origin.line or 0))
    return finding("SRC-002", cannot_read(row), origin=where, hint=hint)


def _begun(rows: list[str], number: int) -> int:
    """Return the line where the value begins that is found wrong in line ``number``.

    An unfinished list is noticed only where the next key or table comes.
    """
    before = number - 1
    while before > 0 and not rows[before - 1].strip():
        before -= 1
    if number > len(rows) or not rows[number - 1].strip():
        return max(before, 1)
    earlier = rows[before - 1] if before else ""
    open_list = "=" in earlier and earlier.count("[") > earlier.count("]")
    return before if open_list and re.match(r"\s*(\[|[\w-]+\s*=)", rows[number - 1]) else number


def _toml_hint(row: str, reason: str) -> str:
    key, equals, value = row.partition("=")
    value = value.strip()
    if not equals and re.match(r"\s*[\w-]+\s*:", row):
        name = row.partition(":")[0].strip()
        return f'Write = between a key and its value: {name} = "…"'
    if "“" in row or "”" in row or "„" in row:
        return 'Put straight quotes (") round the text; curly ones may stand inside it.'
    if "overwrite" in reason.lower() or "twice" in reason.lower() or "declare" in reason.lower():
        return "The same key stands twice; keep one of them."
    if equals and not value:
        return f'A value is missing after {key.strip()} =; leave the line out or write "".'
    if "\\" in value:
        return "Write \\\\ for a backslash, or put the text between single quotes (')."
    if equals and value[:1].isalpha() and key.strip() in _NUMBERS:
        return f"It must be a number in figures, like 12: {key.strip()} = 12"
    if equals and value[:1].isalpha() and value not in ("true", "false"):
        return f"Put the text in quotes: {key.strip()} = {_toml_string(value)}"
    if value.count('"') % 2:
        return "A quotation mark is missing at the end, or one inside the text needs \\ before it."
    if row.count("[") != row.count("]") or "array" in reason.lower():
        return "Look for a missing ] or a missing comma between two items."
    return f"What the reader of the file says: {reason}."


def _depth(value: object) -> int:
    deepest = 0
    waiting: list[tuple[object, int]] = [(value, 1)]
    while waiting:
        one, depth = waiting.pop()
        inner: list[object] = []
        if isinstance(one, dict):
            inner = list(one.values())
        elif isinstance(one, list):
            inner = list(one)
        deepest = max(deepest, depth)
        if depth <= DEPTH:
            waiting += ((value, depth + 1) for value in inner)
    return deepest
