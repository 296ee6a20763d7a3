"""What is inside: the contents list of a front page, in as much detail as its room allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..document import Document, Part
from ..model import Article, Section
from . import furniture
from .castoff import Grid, Scale
from .shapes import article
from .wording import print_headline

TITLE_LINES = 2
_WEIGHTS = ("lead", "second", "story", "brief")
_PAGE_WIDE = 20.0
"""Points kept free for the number of the page at the end of an entry's line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in the list, its lines turned."""

    part: Part
    lines: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ListedSection:
    """A section in the list; ``air`` is what stands above it in lines, its hairline included."""

    part: Part
    entries: tuple[Entry, ...]
    air: int = 1

    @property
    def lines(self) -> int:
        return self.air + 1 + sum(len(entry.lines) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Listed:
    """The list as it is set: sections one under the other, in one or more columns."""

    columns: tuple[tuple[ListedSection, ...], ...]
    correction: tuple[Markup, ...] = ()

    @property
    def lines(self) -> int:
        deepest = max((sum(one.lines for one in column) for column in self.columns), default=0)
        return TITLE_LINES + len(self.correction) + deepest


class Inside:
    """The contents list of one issue, at every width and height it can have."""

    def __init__(self, document: Document, grid: Grid, scale: Scale) -> None:
        self._document, self._grid, self._scale = document, grid, scale
        self._whole = tuple(_stories_of(document))

    def rooms(self, columns: int) -> tuple[int, int]:
        """Return the least and the most lines the list may take ``columns`` columns wide."""
        detail = [one.lines for one in self._details(columns)]
        return min(detail), max(detail) + len(self._whole)

    def listed(self, columns: int, lines: int | None = None) -> Listed:
        """Return the list in as much detail as ``lines`` allow; ``None``: with every story."""
        details = list(self._details(columns))
        if lines is None:
            return details[0]
        fitting = next((at for at, one in enumerate(details) if one.lines <= lines), None)
        if fitting is None:
            return _spread(details[-1], lines)
        return _spread(self._filled(details[fitting], columns, lines), lines)

    def _filled(self, listed: Listed, columns: int, lines: int) -> Listed:
        """Return the list with as many more stories as find room, one a section in turn."""
        shown = {entry.part.anchor for one in _sections(listed) for entry in one.entries}
        waiting = [
            [part for part in _ranked(parts) if part.anchor not in shown]
            for _, parts in self._whole
        ]
        while any(waiting):
            for section in waiting:
                if not section:
                    continue
                tried = shown | {section.pop(0).anchor}
                detail = [
                    (one, tuple(part for part in parts if part.anchor in tried))
                    for one, parts in self._whole
                ]
                more = self._set(detail, columns)
                if more.lines <= lines:
                    listed, shown = more, tried
        return listed

    def _details(self, columns: int) -> Iterator[Listed]:
        """Yield the list with all stories; without briefs; with two a section, one, and none."""
        whole = self._whole
        yield self._set(whole, columns)
        yield self._set([(one, _without_briefs(parts)) for one, parts in whole], columns)
        for most in (2, 1, 0):
            some = [(one, _without_briefs(parts)[:most]) for one, parts in whole]
            yield self._set(some, columns)

    def _set(self, detail: Iterable[tuple[Part, tuple[Part, ...]]], columns: int) -> Listed:
        sections = [
            ListedSection(section, tuple(self._entry(one) for one in parts))
            for section, parts in detail
        ]
        correction: tuple[Markup, ...] = ()
        if self._document.issue.correction:
            text = Markup.escape(self._document.issue.correction)
            correction = self._turned(text, self._grid.measure(columns))
        return Listed(_in_columns(sections, columns), correction)

    def _entry(self, part: Part) -> Entry:
        title = print_headline(article(part))
        return Entry(part, self._turned(title, self._grid.column - _PAGE_WIDE))

    def _turned(self, text: Markup, measure: float) -> tuple[Markup, ...]:
        size = self._scale.label.points
        turned = furniture.turn(text, "Edition Sans", size, measure, forced=True, even=False)
        assert turned is not None
        return turned.lines


def _in_columns(
    sections: list[ListedSection], columns: int
) -> tuple[tuple[ListedSection, ...], ...]:
    """Share ``sections`` out over ``columns``, in order, so that the deepest is least deep."""
    high = max((one.lines for one in sections), default=0)
    while True:
        shared: list[list[ListedSection]] = [[]]
        for one in sections:
            if sum(other.lines for other in shared[-1]) + one.lines > high and shared[-1]:
                shared.append([])
            shared[-1].append(one)
        if len(shared) <= columns:
            return tuple(tuple(column) for column in shared)
        high += 1


def _spread(listed: Listed, lines: int) -> Listed:
    """Return the list with the lines it has to spare shared out above its sections."""
    columns = []
    for column in listed.columns:
        used = TITLE_LINES + len(listed.correction) + sum(one.lines for one in column)
        more = min(2, max(0, lines - used) // max(1, len(column)))
        columns.append(tuple(replace(one, air=one.air + more) for one in column))
    return replace(listed, columns=tuple(columns))


def _sections(listed: Listed) -> Iterator[ListedSection]:
    for column in listed.columns:
        yield from column


def _ranked(parts: tuple[Part, ...]) -> list[Part]:
    """Return stories, those that weigh most first, briefs last."""
    return sorted(parts, key=lambda part: _WEIGHTS.index(article(part).rank))


def _without_briefs(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(part for part in parts if article(part).rank != "brief")


def _stories_of(document: Document) -> Iterator[tuple[Part, tuple[Part, ...]]]:
    section: Part | None = None
    stories: list[Part] = []
    for part in document.parts:
        if isinstance(part.subject, Section):
            if section:
                yield section, tuple(stories)
            section, stories = part, []
        elif isinstance(part.subject, Article):
            stories.append(part)
    if section:
        yield section, tuple(stories)
