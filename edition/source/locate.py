"""On which line of a settings file a value stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]
"""The way to a value: ``("section", 0, "articles", 2)``."""

Lines = Mapping[KeyPath, int]

_SPACE = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_OTHER_VALUE = re.compile(r"[^,\]}\n#]+")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}


def line_of(lines: Lines, path: KeyPath) -> int | None:
    """Return the line of ``path``, or of the nearest value around it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def toml_lines(text: str) -> Lines:
    """Return the line of every key and list item of ``text``, which must be valid TOML.

    Where the scanner loses its way, it gives what it has found so far: a line
    is a help for a person, and no line is better than a traceback.
    """
    scanner = _TomlScanner(text)
    with suppress(_LostError, RecursionError):
        scanner.document()
    return scanner.lines


class _LostError(Exception):
    pass


@dataclass(slots=True)
class _TomlScanner:
    text: str
    at: int = 0
    lines: dict[KeyPath, int] = field(default_factory=dict)
    _counted_to: int = 0
    _line: int = 1

    def document(self) -> None:
        """Scan the whole text."""
        table: KeyPath = ()
        counts: dict[KeyPath, int] = {}
        while self._skip(_SPACE) < len(self.text):
            if self.text.startswith("[[", self.at):
                table = self._header(2, counts, repeated=True)
            elif self.text[self.at] == "[":
                table = self._header(1, counts, repeated=False)
            else:
                self._pair(table)

    def _header(self, brackets: int, counts: dict[KeyPath, int], *, repeated: bool) -> KeyPath:
        line = self._here()
        self.at += brackets
        *parents, last = self._key()
        self.at += brackets
        path: KeyPath = ()
        for name in parents:
            path = (*path, name)
            if path in counts:
                path = (*path, counts[path])
        path = (*path, last)
        self.lines.setdefault(path, line)
        if repeated:
            counts[path] = counts.get(path, -1) + 1
            path = (*path, counts[path])
            self.lines[path] = line
        return path

    def _pair(self, table: KeyPath) -> None:
        line = self._here()
        path = table
        for name in self._key():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self._expect("=")
        self._skip(_BLANK)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self.at >= len(self.text):
            raise _LostError
        match self.text[self.at]:
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._string()
            case _:
                self._take(_OTHER_VALUE)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        while not self._closes("]"):
            self.lines[(*path, index)] = self._here()
            self._value((*path, index))
            index += 1
            self._skip(_SPACE)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while not self._closes("}"):
            self._pair(path)
            self._skip(_SPACE)
            if self.text.startswith(",", self.at):
                self.at += 1

    def _closes(self, bracket: str) -> bool:
        self._skip(_SPACE)
        if not self.text.startswith(bracket, self.at):
            return False
        self.at += 1
        return True

    def _key(self) -> list[str]:
        names = [self._name()]
        while self.text.startswith(".", self._skip(_BLANK)):
            self.at += 1
            names.append(self._name())
        return names

    def _name(self) -> str:
        self._skip(_BLANK)
        if self.text.startswith(('"', "'"), self.at):
            return self._string()
        return self._take(_BARE_KEY)

    def _string(self) -> str:
        raw = self._take(_STRING)
        quote = raw[:3] if raw.startswith(('"""', "'''")) else raw[0]
        inner = raw[len(quote) : -len(quote)]
        return inner if quote[0] == "'" else _ESCAPE.sub(_unescaped, inner)

    def _expect(self, character: str) -> None:
        self._skip(_BLANK)
        if not self.text.startswith(character, self.at):
            raise _LostError
        self.at += 1

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None or not found[0]:
            raise _LostError
        self.at = found.end()
        return found[0]

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _here(self) -> int:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        return self._line


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16))
    return _ESCAPED.get(found[3], found[3])
