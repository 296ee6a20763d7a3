"""TOML and YAML text as plain values, each with the line it stands on."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import yaml

from ..findings import Finding, finding
from ..model import Origin
from .locate import KeyPath, Lines, line_of, toml_lines
from .nearest import shortened
from .text import without_controls

DEPTH = 12
"""How deep values may be nested; the deepest that is asked for is 4."""

YAML_LIMIT = 64_000
"""Characters of the longest front matter that is read."""

Values = dict[str, Any]

# A key of very many parts makes the parser's work grow with their square.
_ENDLESS_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){24}"""
)
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_BARE_DATE = re.compile(
    r"^([ \t]*(?:date|revised)[ \t]*=[ \t]*)([^\"'#\n]*[^\"'#\s])", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a settings file or front matter says, and where."""

    values: Values
    lines: Lines
    origin: Origin
    """The file, and the line before the first of its settings; ``None`` for a whole file."""
    form: Literal["toml", "yaml"] = "toml"

    def place(self, *path: str | int) -> Origin:
        """Return where the value at ``path`` stands, or where it is missing from."""
        return Origin(self.origin.path, line_of(self.lines, path) or self.origin.line or 1)

    def with_value(self, key: str, value: object) -> Settings:
        """Return the settings with ``value`` at the top-level ``key``."""
        return replace(self, values={**self.values, key: value})

    def without(self, paths: Collection[KeyPath]) -> Settings:
        """Return the settings without the values at ``paths``; later list items move up.

        None of ``paths`` may lie inside another.
        """
        values = _copied(self.values)
        gone: dict[KeyPath, set[str | int]] = {}
        for path in paths:
            gone.setdefault(path[:-1], set()).add(path[-1])
        # What lies deepest first, so that the way to it is still the one it was.
        for way in sorted(gone, key=len, reverse=True):
            holder: Any = values
            for step in way:
                holder = holder[step]
            if isinstance(holder, list):
                holder[:] = [one for index, one in enumerate(holder) if index not in gone[way]]
            else:
                for key in gone[way]:
                    del holder[key]

        numbers = {
            way: sorted(step for step in steps if isinstance(step, int))
            for way, steps in gone.items()
        }
        lines = {}
        for path, line in self.lines.items():
            moved = _moved(path, numbers)
            if moved is not None:
                lines[moved] = line
        return replace(self, values=values, lines=lines)


def _moved(path: KeyPath, gone: Mapping[KeyPath, list[int]]) -> KeyPath | None:
    """Return where ``path`` leads after the list items ``gone``; ``None`` when it went with one."""
    steps = list(path)
    for depth, step in enumerate(path):
        removed = gone.get(path[:depth])
        if removed and isinstance(step, int):
            before = bisect_left(removed, step)
            if before < len(removed) and removed[before] == step:
                return None
            steps[depth] = step - before
    return tuple(steps)


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_copied(inner) for inner in value]
    return value


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
    return _clean(Settings(values, lines, origin))


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
    return finding("SRC-002", _cannot_read(row), origin=where, hint=hint)


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


def _cannot_read(row: str) -> str:
    shown = shortened(row)
    if not shown:
        return "The settings cannot be read from here on."
    return f"The settings cannot be read at this line: {shown}"


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
    if equals and value[:1].isalpha() and value not in ("true", "false"):
        return f"Put the text in quotes: {key.strip()} = {_toml_string(value)}"
    if value.count('"') % 2:
        return "A quotation mark is missing at the end, or one inside the text needs \\ before it."
    if row.count("[") != row.count("]") or "array" in reason.lower():
        return "Look for a missing ] or a missing comma between two items."
    return f"What the reader of the file says: {reason}."


def read_yaml(text: str, *, origin: Origin) -> tuple[Settings | None, tuple[Finding, ...]]:
    """Return what the YAML ``text`` says, every single value as text; ``None`` when unreadable.

    Nothing is guessed from how a value looks, so that a headline may be ``No``
    or ``1984``. Anchors, aliases and tags are refused. ``origin.line`` is the
    line before the first of ``text``.
    """
    before = origin.line or 0
    if len(text) > YAML_LIMIT:
        return None, (_too_much(origin),)
    try:
        refused = _refused(text)
        if refused is not None:
            return None, (_with_place(refused, origin),)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        return None, (_broken_yaml(error, text, origin),)
    except (yaml.YAMLError, ValueError) as error:
        hint = f"What the reader of the file says: {str(error).splitlines()[0]}."
        return None, (finding("SRC-002", _cannot_read(""), origin=origin, hint=hint),)
    if root is None:
        return Settings({}, {}, origin, "yaml"), ()
    if not isinstance(root, yaml.MappingNode):
        said = "The front matter is not a list of keys and values."
        hint = 'Write one key a line: headline: "Harbour reopens"'
        return None, (finding("SRC-002", said, origin=Origin(origin.path, before + 1), hint=hint),)
    lines: dict[KeyPath, int] = {}
    twice: list[Finding] = []
    values = _mapping(root, (), lines, twice, Origin(origin.path, before))
    settings, found = _clean(Settings(values, lines, origin, "yaml"))
    return settings, tuple(twice) + found


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _too_much(origin: Origin) -> Finding:
    return finding(
        "SRC-011",
        "The front matter is longer or deeper than any that edition knows.",
        origin=origin,
        hint="Close it with a line of three dashes, and put the story below.",
    )


def _refused(text: str) -> tuple[int, str] | None:
    """Return the line and the words of what YAML can do and front matter must not.

    Events come from a loop, not from a recursion, so this is safe on any depth.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.AliasEvent():
                return line, "*"
            case yaml.CollectionStartEvent():
                depth += 1
            case yaml.CollectionEndEvent():
                depth -= 1
            case _:
                pass
        if depth > DEPTH:
            return line, ""
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            return line, "&"
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            return line, "!"
    return None


def _with_place(refused: tuple[int, str], origin: Origin) -> Finding:
    line, sign = refused
    where = Origin(origin.path, (origin.line or 0) + line)
    if not sign:
        return _too_much(where)
    said = f"A value that begins with {sign} means something else in YAML."
    return finding("SRC-002", said, origin=where, hint="Put the whole value in quotes.")


def _mapping(
    node: yaml.MappingNode,
    path: KeyPath,
    lines: dict[KeyPath, int],
    twice: list[Finding],
    origin: Origin,
) -> Values:
    values: Values = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        line = (origin.line or 0) + key_node.start_mark.line + 1
        if key in values:
            said = f'The key "{key}" stands twice; the first is used.'
            where = Origin(origin.path, line)
            twice.append(finding("SRC-002", said, origin=where, hint="Keep one of them."))
            continue
        lines[(*path, key)] = line
        value = _value(value_node, (*path, key), lines, twice, origin)
        if value is not None:
            values[key] = value
    return values


def _value(
    node: yaml.Node,
    path: KeyPath,
    lines: dict[KeyPath, int],
    twice: list[Finding],
    origin: Origin,
) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, twice, origin)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[(*path, index)] = (origin.line or 0) + item.start_mark.line + 1
        return [
            _value(item, (*path, index), lines, twice, origin)
            for index, item in enumerate(node.value)
        ]
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null"):
        return None
    return node.value


def _broken_yaml(error: yaml.MarkedYAMLError, text: str, origin: Origin) -> Finding:
    rows = text.split("\n")
    mark = error.problem_mark or error.context_mark
    number = min(mark.line + 1 if mark else 1, len(rows))
    start = error.context_mark.line + 1 if error.context_mark else number
    # What was opened and never closed is noticed much later: the opening line is the one to mend.
    unanswered = "':'" in (error.problem or "")
    if start < number and (unanswered or _opens(rows[start - 1])):
        number = start
    row = rows[number - 1]
    where = Origin(origin.path, (origin.line or 0) + number)
    return finding("SRC-002", _cannot_read(row), origin=where, hint=_yaml_hint(row, error))


def _opens(row: str) -> bool:
    value = row.partition(":")[2].strip()
    return value[:1] in ("[", "{", '"', "'")


def _yaml_hint(row: str, error: yaml.MarkedYAMLError) -> str:
    key, colon, value = row.partition(":")
    key, value = key.strip(), value.strip()
    if row.startswith("\t") or "\t" in row[: len(row) - len(row.lstrip())]:
        return "Indent with spaces, not with a tab."
    if "escape" in (error.problem or ""):
        return "Write \\\\ for a backslash, or put the text between single quotes."
    if colon and value[:1] in ('"', "'"):
        if value.count(value[0]) < 2:
            return f"The closing {value[0]} is missing."
        return f"Quotes inside the text need the other kind outside: {key}: {_yaml_string(value)}"
    if colon and value[:1] in ("[", "{"):
        return (
            f"A closing {']' if value[0] == '[' else '}'} is missing, or a comma between two items."
        )
    if colon and (": " in value or value.endswith(":")):
        return f"A colon inside the text needs quotes round it: {key}: {_yaml_string(value)}"
    if colon and value[:1] and value[0] in "*&!@`%|>#?-":
        return f"Text that begins with {value[0]} needs quotes: {key}: {_yaml_string(value)}"
    if not colon:
        return "Write key: value, or indent the line when it goes on with the text above."
    return f"What the reader of the file says: {error.problem}."


def _yaml_string(value: str) -> str:
    inner = value.strip()
    if len(inner) > 1 and inner[0] == inner[-1] and inner[0] in "\"'":
        inner = inner[1:-1]
    inner = shortened(inner)
    if '"' not in inner and "\\" not in inner:
        return f'"{inner}"'
    doubled = inner.replace("'", "''")
    return f"'{doubled}'"


def recovered(text: str) -> Values:
    """Return what the simple lines of unreadable front matter say, as text.

    It is only good enough to go on reading the story and find what else is wrong.
    """
    values: Values = {}
    for row in text.split("\n"):
        found = re.match(r"([A-Za-z_]+)[ \t]*[:=][ \t]*([^\s\[{|>&*!].*)$", row)
        if found:
            values.setdefault(found[1], found[2].strip().strip("\"'“”").strip())
    return values


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


def _clean(settings: Settings) -> tuple[Settings, tuple[Finding, ...]]:
    """Take out the control characters that escapes such as ``\\u0008`` bring in."""
    found: list[Finding] = []

    def cleaned(value: Any, path: KeyPath) -> Any:
        match value:
            case str():
                text, more = without_controls(value, origin=settings.place(*path))
                found.extend(more)
                return text
            case Mapping():
                return {
                    without_controls(key, origin=settings.origin)[0]: cleaned(inner, (*path, key))
                    for key, inner in value.items()
                }
            case list():
                return [cleaned(inner, (*path, index)) for index, inner in enumerate(value)]
            case _:
                return value

    return replace(settings, values=cleaned(settings.values, ())), tuple(found)
