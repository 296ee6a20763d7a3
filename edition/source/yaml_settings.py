"""YAML front matter as settings, and what is wrong with it in an editor's words.

Only what front matter needs of YAML is read: keys, lists and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..findings import Finding, Severity, finding
from ..model import Origin
from .locate import KeyPath
from .nearest import shortened
from .settings import DEPTH, Settings, Values, cannot_read, without_escapes

YAML_LIMIT = 64_000
"""Characters of the longest front matter that is read."""

_GLUED_REMARK = re.compile(r"\s*#\S")


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
        return None, (finding("SRC-002", cannot_read(""), origin=origin, hint=hint),)
    if root is None:
        return Settings({}, {}, origin, "yaml"), ()
    if not isinstance(root, yaml.MappingNode):
        said = "The front matter is not a list of keys and values."
        hint = 'Write one key a line: headline: "Harbour reopens"'
        return None, (finding("SRC-002", said, origin=Origin(origin.path, before + 1), hint=hint),)
    lines: dict[KeyPath, int] = {}
    remarks: list[Finding] = []
    values = _mapping(root, (), lines, remarks, Origin(origin.path, before))
    remarks += _taken_for_remarks(root, text.split("\n"), origin)
    settings, found = without_escapes(Settings(values, lines, origin, "yaml"))
    return settings, tuple(remarks) + found


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
    remarks: list[Finding],
    origin: Origin,
) -> Values:
    values: Values = {}
    for key_node, value_node in node.value:
        key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        line = (origin.line or 0) + key_node.start_mark.line + 1
        if key in values:
            said = f'The key "{key}" stands twice; the first is used.'
            where = Origin(origin.path, line)
            remarks.append(finding("SRC-002", said, origin=where, hint="Keep one of them."))
            continue
        lines[(*path, key)] = line
        value = _value(value_node, (*path, key), lines, remarks, origin)
        if value is not None:
            values[key] = value
    return values


def _value(
    node: yaml.Node,
    path: KeyPath,
    lines: dict[KeyPath, int],
    remarks: list[Finding],
    origin: Origin,
) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, remarks, origin)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            lines[(*path, index)] = (origin.line or 0) + item.start_mark.line + 1
        return [
            _value(item, (*path, index), lines, remarks, origin)
            for index, item in enumerate(node.value)
        ]
    if isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null"):
        return None
    return node.value


def _taken_for_remarks(
    root: yaml.MappingNode, rows: list[str], origin: Origin
) -> Iterator[Finding]:
    """Yield a finding for each ``headline: Issue #5``, of which YAML keeps one word only."""
    for _, value in root.value:
        if not isinstance(value, yaml.ScalarNode) or value.style or value.end_mark is None:
            continue
        line = value.end_mark.line
        rest = rows[line][value.end_mark.column :] if line < len(rows) else ""
        if _GLUED_REMARK.match(rest):
            yield finding(
                "SRC-002",
                f"The words from # on are not read: {shortened(rest)}",
                origin=Origin(origin.path, (origin.line or 0) + line + 1),
                hint="Put the whole value in quotes, or a space behind # when it is a remark.",
                severity=Severity.WARNING,
            )


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
    return finding("SRC-002", cannot_read(row), origin=where, hint=_yaml_hint(row, error))


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
