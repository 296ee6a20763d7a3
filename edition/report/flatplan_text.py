"""A flatplan for a terminal: each page drawn small, then how the copy fits."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from ..makeup.plan import Flatplan, Module, Rect, Sheet
from .flatplan import (
    Copyfit,
    Measure,
    PageFit,
    ReadyFit,
    StoryFit,
    best,
    from_right,
    masthead_lines,
    openings,
)
from .text import clean

WIDTH = 80

_ROWS = 15
_MOST_ACROSS = 18
_BOXES = {
    # north, east, south, west
    (False, True, True, False): "┌",
    (False, False, True, True): "┐",
    (True, True, False, False): "└",
    (True, False, False, True): "┘",
    (True, True, True, False): "├",
    (True, False, True, True): "┤",
    (False, True, True, True): "┬",
    (True, True, False, True): "┴",
    (True, True, True, True): "┼",
    (False, True, False, True): "─",
    (True, False, True, False): "│",
}
_HEAD, _PICTURE, _INSET, _ADVERT, _READY, _TEXT, _EMPTY = "▀", "▒", "░", "╱", "·", " ", "╳"
MARKS = "".join(_BOXES.values()) + "▀▒░╱╳·×→←−…"
"""What a terminal has to know for a plan to be drawn in anything but ASCII."""

_PLAIN = str.maketrans(
    {**dict.fromkeys("┌┐└┘├┤┬┴┼", "+"), "─": "-", "│": "|", "▀": "=", "▒": "#", "░": ":",
     "╱": "/", "╳": "X", "·": ".", "→": ">", "←": "<", "×": "x", "…": "...", "−": "-", "–": "-",
     "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'}
)  # fmt: skip


def for_terminal(fit: Copyfit, *, plain: bool = False) -> str:
    """Return the pages of ``fit`` and its report; ``plain`` where a terminal knows ASCII only."""
    lines = [*_drawn(fit), _legend(fit), "", *_report(fit), *_measures(fit), *_ending(fit)]
    return _spelled(lines, plain=plain)


def compared(fits: Sequence[Copyfit], *, plain: bool = False) -> str:
    """Return what each of ``fits`` comes to, one line a page count."""
    lines = ["pages     cost   over  empty  left out  fillers  jumps"]
    chosen = best(tuple(fits))
    for fit in fits:
        lost = len(fit.missing) + len(fit.plan.left_out)
        lines.append(
            f"{fit.plan.pages:>5} {fit.plan.cost:>8.1f} {max(fit.plan.over, 0):>6} {fit.empty:>6}"
            f" {lost:>9} {fit.fillers:>8} {fit.jumps:>6}"
            f"{'   best' if fit is chosen and len(fits) > 1 else ''}"
        )
    lines += ["", "over, empty: lines of one column. A lower cost is a better paper."]
    return _spelled(lines, plain=plain)


def _spelled(lines: Sequence[str], *, plain: bool) -> str:
    text = "".join(f"{line.rstrip()}\n" for line in lines)
    return text.translate(_PLAIN).encode("ascii", "replace").decode() if plain else text


def _drawn(fit: Copyfit) -> Iterator[str]:
    """Yield the pages, two openings side by side."""
    backwards = from_right(fit.document)
    name = fit.document.publication.name
    keys = {page.number: page for page in fit.pages}
    pairs = []
    for early, late in openings(fit.plan):
        drawn = [
            _page(keys[sheet.number], fit.plan, name, backwards=backwards)
            if sheet
            else _nothing(fit.plan)
            for sheet in (early, late)
        ]
        pairs.append(_beside(drawn[::-1] if backwards else drawn, " "))
    left = iter(pairs)
    while row := list(islice(left, 2)):
        across = _beside(row[::-1] if backwards and len(row) > 1 else row, "  ")
        yield from (line for line in across if line.strip())
        yield ""


def _beside(blocks: Sequence[Sequence[str]], between: str) -> list[str]:
    return [between.join(parts) for parts in zip_longest(*blocks, fillvalue="")]


def _nothing(plan: Flatplan) -> list[str]:
    return [" " * (plan.grid.columns * _across(plan) + 1)] * (_ROWS + 2)


def _across(plan: Flatplan) -> int:
    """Return how many characters a column is wide, the line beside it included."""
    return max(_MOST_ACROSS // plan.grid.columns, 1)


def _page(page: PageFit, plan: Flatplan, name: str, *, backwards: bool) -> list[str]:
    canvas = _Canvas(plan, backwards=backwards)
    canvas.outline(Rect(0, 0, plan.grid.columns, plan.grid.lines))
    for module, story in zip(page.sheet.modules, page.stories, strict=True):
        canvas.module(module, story)
    for ready in page.ready:
        canvas.ready(ready)
    if page.number == 1:
        canvas.masthead(clean(name), page.sheet)
    if page.empty:
        canvas.hole(page.sheet)
    width = plan.grid.columns * _across(plan) + 1
    label = f"{page.number} {clean(page.sheet.label)}"
    label = label if len(label) <= width else f"{label[: width - 1]}…"
    return [f"{label:<{width}}", *canvas.lines()]


class _Canvas:
    """A page of characters: lines between its cells, and what fills them."""

    def __init__(self, plan: Flatplan, *, backwards: bool) -> None:
        self._grid = plan.grid
        self._step = _across(plan)
        self._backwards = backwards
        self._width = plan.grid.columns * self._step
        self._across: set[tuple[int, int]] = set()
        self._down: set[tuple[int, int]] = set()
        self._filled: dict[tuple[int, int], str] = {}
        self._letters: dict[tuple[int, int], str] = {}

    def outline(self, rect: Rect, key: str = "") -> None:
        """Draw the lines round ``rect``, with ``key`` in the upper one."""
        left, right, top, bottom = self._box(rect)
        for x in range(left, right):
            self._across |= {(x, top), (x, bottom)}
        for y in range(top, bottom):
            self._down |= {(left, y), (right, y)}
        for number, letter in enumerate(key):
            self._letters[left + 1 + number, top] = letter

    def module(self, module: Module, story: StoryFit) -> None:
        """Draw a story: its head, its pictures, what else stands in it."""
        self.outline(module.rect, story.key)
        form = module.form
        for inset in form.insets:
            self._fill(inset.rect, module.rect, _PICTURE if inset.kind == "picture" else _INSET)
        if form.head_at is not None:
            self._fill(form.head_at, module.rect, _HEAD)

    def ready(self, ready: ReadyFit) -> None:
        """Draw something ready-made."""
        self.outline(ready.rect, ready.key)
        self._fill(ready.rect, ready.rect, _ADVERT if ready.kind == "advert" else _READY)

    def masthead(self, name: str, sheet: Sheet) -> None:
        """Write ``name`` in the middle of the lines above the first story."""
        below = self._row(masthead_lines(sheet))
        shown = name[: self._width - 1]
        left = (self._width + 1 - len(shown)) // 2
        if below > 1:
            self._filled.update(((left + x, below // 2), letter) for x, letter in enumerate(shown))

    def hole(self, sheet: Sheet) -> None:
        """Cross out what nothing fills."""
        taken = [module.rect for module in sheet.modules] + [one.rect for one in sheet.ready]
        boxes = [self._box(rect) for rect in taken]
        boxes.append((0, self._width, 0, self._row(masthead_lines(sheet))))
        for y in range(1, _ROWS):
            for x in range(1, self._width):
                if not any(
                    left <= x <= right and top <= y <= bottom for left, right, top, bottom in boxes
                ):
                    self._filled.setdefault((x, y), _EMPTY)

    def lines(self) -> Iterator[str]:
        """Yield the page, a line of characters at a time."""
        for y in range(_ROWS + 1):
            yield "".join(self._character(x, y) for x in range(self._width + 1))

    def _character(self, x: int, y: int) -> str:
        arms = (
            (x, y - 1) in self._down,
            (x, y) in self._across,
            (x, y) in self._down,
            (x - 1, y) in self._across,
        )
        return self._letters.get((x, y)) or _BOXES.get(arms) or self._filled.get((x, y), _TEXT)

    def _fill(self, rect: Rect, inside: Rect, mark: str) -> None:
        """Fill the cells of ``rect`` with ``mark``, within the lines round ``inside``."""
        west, east, north, south = self._box(inside)
        left, right, top, bottom = self._box(rect)
        # What stands at an edge begins behind its line, and is a row high at least.
        top = min(max(top, north + 1), south - 1)
        bottom = max(min(bottom, south), top + 1)
        for y in range(top, bottom):
            for x in range(max(left, west + 1), min(right, east)):
                self._filled[x, y] = mark

    def _box(self, rect: Rect) -> tuple[int, int, int, int]:
        columns = self._grid.columns
        first, end = rect.column, rect.right
        if self._backwards:
            first, end = columns - end, columns - first
        below = rect.bottom + (self._grid.gap if rect.bottom < self._grid.lines else 0)
        return first * self._step, end * self._step, self._row(rect.line), self._row(below)

    def _row(self, line: int) -> int:
        return min(round(line * _ROWS / self._grid.lines), _ROWS)


def _legend(fit: Copyfit) -> str:
    empty = f"  {_EMPTY} empty" if fit.empty else ""
    return (
        f"{_HEAD} headline  {_PICTURE} picture  {_INSET} box, quote"
        f"  {_ADVERT} advert  {_READY} standing matter{empty}"
    )


_ROW = "{:<36} {:<6} {:>7} {:>5}  {:<12} {}"
_INDENT = " " * 5


def _report(fit: Copyfit) -> Iterator[str]:
    """Yield every story with its measures, page by page, and what is to be said of the page."""
    yield _ROW.format("", "head", "shape", "lines", "pictures", "")
    for page in fit.pages:
        yield f"Page {page.number}  {clean(page.sheet.label)}{_standing(page)}"
        for story in page.stories:
            yield _ROW.format(
                _keyed(story.title, story.key),
                story.head or "-",
                f"{story.rect.columns} × {story.rect.lines}",
                story.text,
                _pictures(story),
                _turn(story),
            )
            if story.left_out:
                names = ", ".join(clean(fit.title(name)) for name in story.left_out)
                yield from _wrapped(f"without {names}", _INDENT)
        for ready in page.ready:
            shape = f"{ready.rect.columns} × {ready.rect.lines}"
            yield _ROW.format(_keyed(ready.title, ready.key), "", shape, "", "", "")
        if page.empty:
            yield from _wrapped(f"{_many(page.empty, 'line')} empty", _INDENT)
        for remark in page.remarks:
            yield from _wrapped(clean(remark), _INDENT)
    yield ""


def _standing(page: PageFit) -> str:
    return f"  ({page.standing})" if page.standing else ""


def _keyed(title: str, key: str) -> str:
    words = f"  {key}  {clean(title)}"
    return words if len(words) <= 36 else f"{words[:35].rstrip()}…"


def _pictures(story: StoryFit) -> str:
    """Return the columns of each picture, and the lines it is cropped by or enlarged."""
    shown = [
        f"{one.columns} ({_signed(one.cropped)})" if one.cropped else f"{one.columns}"
        for one in story.pictures
    ]
    text = ", ".join(shown)
    if len(text) > 12:  # The widths alone say more than half of everything.
        text = ", ".join(str(one.columns) for one in story.pictures)
    return text if len(text) <= 12 else f"{text[:11].rstrip(', ')}…"


def _signed(lines: int) -> str:
    return f"+{lines}" if lines > 0 else f"−{-lines}"


def _turn(story: StoryFit) -> str:
    came = f"← {story.back}" if story.back is not None else ""
    goes = f"→ {story.onto}" if story.onto is not None else ""
    return f"{came} {goes}".strip()


def _wrapped(text: str, indent: str, *, first: str = "") -> list[str]:
    begin = first or indent
    return textwrap.wrap(text, WIDTH, initial_indent=begin, subsequent_indent=indent)


def _measures(fit: Copyfit) -> Iterator[str]:
    """Yield every rule of design with how often it is broken, and where."""
    if not fit.measures:
        return
    yield "How often the rules of design are broken"
    for one in fit.measures:
        yield from _wrapped(f"{one.title}{on_pages(one)}", " " * 7, first=f"{one.count:>5}  ")
    yield ""


def on_pages(one: Measure) -> str:
    """Return on which pages a rule is broken, as the end of a sentence."""
    if not one.pages:
        return ""
    named = ", ".join(map(str, one.pages))
    return f": page{'' if len(one.pages) == 1 else 's'} {named}"


def _ending(fit: Copyfit) -> Iterator[str]:
    """Yield what is left out, and what the plan comes to."""
    for name in (*fit.plan.left_out, *fit.missing):
        yield from _wrapped(f"Left out: {clean(fit.title(name))}", "")
    yield from _wrapped(summary(fit), "")


def summary(fit: Copyfit) -> str:
    """Return what the plan comes to, in a line."""
    parts = [_many(fit.plan.pages, "page")]
    if fit.full:
        parts.append("full to the last line")
    if fit.plan.over > 0:
        parts.append(f"{_many(fit.plan.over, 'line')} over")
    if fit.empty:
        parts.append(f"{_many(fit.empty, 'line')} empty")
    if fit.jumps:
        parts.append(_many(fit.jumps, "jump"))
    if fit.plan.kept is not None:
        parts.append(f"{len(fit.plan.kept)} as delivered")
    return f"{', '.join(parts)}. Cost {fit.plan.cost:.1f}."


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
