"""What is to be placed: stories, their first parts and their rests, and ready-made things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .copy import Copy, Grid, Pin, Position, Ready
from .forms import Sketch, first_sketches, sketches
from .plan import Form
from .slicing import Block
from .spreads import halves

LEAST_REST = 24
"""A reader is not sent to another page for fewer lines than this, all its columns counted."""

PART_OF_PAGE = 4
"""Where a page has few lines, so many parts of it are enough."""

FILLER = 6.0
"""What a house ad costs where a story could stand: it is no news."""

FILLER_CELL = 0.02

AIR_IN_STANDING = 0.3
"""What a line of air in the imprint or the contacts costs, four times that for two of them."""

FILLER_KINDS = 5
"""Kinds of fillers that are told apart while pages are sought."""

BLANK = 500.0
"""What leaving lines of a page unfilled costs: only ever in a plan for a proof."""

BLANK_CELL = 2.0


@dataclass(frozen=True, eq=False)
class Carried:
    """What is left of a story, or a story put off, for the next page; the same one every time."""

    copy: Copy


class Matter:
    """The blocks of an issue, each worked out when it is first asked for."""

    def __init__(self, copies: Iterable[Copy], ready: Iterable[Ready], grid: Grid) -> None:
        self.copies = tuple(copies)
        self.ready = tuple(ready)
        self.grid = grid
        self._blocks: dict[tuple[str, str], Block] = {}
        self._held: dict[str, Block] = {}
        self.rests = 0
        """Rests of stories set so far: they are what takes longest."""
        self._carried: dict[str, Carried] = {}
        self._cells: dict[str, int] = {}
        self._fillers: tuple[Block, ...] | None = None
        self._halves: dict[tuple[str, Position], Form] = {}
        """The second halves of stories over the middle sheet, by where the first ones end."""
        self._order = {copy.name: place for place, copy in enumerate(self.copies)}

    def number(self, copy: Copy) -> int:
        """Return the place of the story in the editor's order, from 0."""
        return self._order[copy.name]

    def whole(self, copy: Copy) -> Block:
        """Return the story set whole; it has no forms when it fits no page."""
        return self._block("whole", copy)

    def opening(self, copy: Copy) -> Block:
        """Return the first part of the story, the rest of it left for a later page.

        What goes on for the second time does so over the page's whole width.
        """
        return self._block("opening", copy)

    def on_page(self, copy: Copy, *, across: int = 0, cells: int | None = None) -> Block:
        """Return the story whole, or its first part when it fits no page whole.

        ``across``: what does not end on the page has all of it, so many lines deep, and
        nothing less is tried; 0: any size will do. ``cells`` are those the page has,
        ``None`` for all of them.
        """
        whole = self.grid.columns * self.grid.lines
        if self._fewest(copy) <= (whole if cells is None else min(cells, whole)):
            block = self.whole(copy)
            if block.shapes:
                return block
        if across and copy.continued:
            return self._block("page", copy, across)
        return self.opening(copy)

    def _fewest(self, copy: Copy) -> int:
        """Return about the fewest cells the story can take; it is asked for very often."""
        key = label(copy)
        if key not in self._cells:
            self._cells[key] = least(copy)
        return self._cells[key]

    def spread(self, copy: Copy, *, middle: bool) -> Block:
        """Return the first part of a story that runs over both pages of an opening.

        It is as wide as the page; a story that cannot be parted so stands on one page. In the
        ``middle`` of the issue headline and picture cross the fold, if they can.
        """
        if middle:
            block = self._across(copy)
            if block.shapes:
                return block
        block = self._block("spread", copy)
        return block if block.shapes else self.on_page(copy)

    def crosses(self, copy: Copy, form: Form) -> bool:
        """Return whether ``form`` is a half of a way to set ``copy`` over the middle sheet."""
        if form.half == "first":
            return form in self._across(copy).forms
        return self._halves.get((copy.name, copy.start)) == form

    def _across(self, copy: Copy) -> Block:
        key = ("across", label(copy))
        if key not in self._blocks:
            pairs = halves(copy, self.grid)
            self._halves |= {(copy.name, one.end): other for one, other in pairs if one.end}
            first = self._order.get(copy.name, len(self._order))
            shapes = tuple(one for one, _ in pairs)
            self._blocks[key] = Block(" ".join(key), shapes, copy, first=first)
        return self._blocks[key]

    def keep(self, other: Matter, *, but: str) -> None:
        """Take over the blocks of ``other``, those of the story ``but`` left out."""
        for key, block in other._blocks.items():
            if block.copy is None or block.copy.name != but:
                self._blocks[key] = block
        self._halves |= other._halves

    def hold(self, copy: Copy, block: Block) -> None:
        """Let ``block`` be the one way to set the story, whatever is asked for."""
        self._held[label(copy)] = block

    def _block(self, kind: str, copy: Copy, across: int = 0) -> Block:
        if label(copy) in self._held:
            return self._held[label(copy)]
        key = (f"{kind} {across}" if across else kind, label(copy))
        if key not in self._blocks:
            depth = across or self.grid.lines
            self.rests += copy.continued
            if kind == "whole":
                found = sketches(copy, self.grid, depth=depth)
            else:
                wide = copy.continued or kind == "spread"
                parted = replace(copy, pin=Pin(columns=self.grid.columns)) if wide else copy
                low = across
                few = min(LEAST_REST, self.grid.columns * self.grid.lines // PART_OF_PAGE)
                found = first_sketches(parted, self.grid, depth=depth, least=few, low=low)
            found = tuple(one for one in found if _pinned(copy, one))
            first = self._order.get(copy.name, len(self._order))
            self._blocks[key] = Block(" ".join(key), found, copy, first=first)
        return self._blocks[key]

    def wide(self, block: Block, columns: int) -> Block:
        """Return ``block`` with its forms of at least so many columns, where the page has them."""
        key = ("wide", block.key)
        if key not in self._blocks:
            wide = min(columns, self.grid.columns)
            found = tuple(one for one in block.shapes if one.columns >= wide)
            self._blocks[key] = replace(block, key=" ".join(key), shapes=found or block.shapes)
        return self._blocks[key]

    def carried(self, copy: Copy) -> Carried:
        """Return the story as something the next page must hold."""
        return self._carried.setdefault(label(copy), Carried(copy))

    def rest(self, block: Block, form: Form) -> Carried:
        """Return what ``form`` leaves of the story of ``block``."""
        assert block.copy is not None and form.end is not None
        stands = {one.name for one in form.insets} | set(form.left_out)
        insets = tuple(one for one in block.copy.insets if one.name not in stands)
        pin = Pin(never=block.copy.pin.never, alone=block.copy.pin.alone)
        rest = replace(block.copy.rest(form.end, insets), pin=pin)
        if form.half == "first":
            second = self._halves.get((rest.name, form.end))
            if second is not None:
                key = f"second half {label(rest)}"
                self.hold(rest, Block(key, (second,), rest, first=block.first))
        return self.carried(rest)

    def ready_made(self, ready: Ready) -> Block:
        """Return something ready-made as a block that fills any room it may take."""
        key = ("ready", ready.name)
        if key not in self._blocks:
            found = {
                (room.columns, lines): Form(
                    room.columns, lines, _air(ready, lines - room.least), None, None, (), ()
                )
                for room in ready.rooms
                for lines in range(room.least, room.most + 1)
            }
            self._blocks[key] = Block(" ".join(key), tuple(found.values()), ready=(ready,))
        return self._blocks[key]

    def fillers(self) -> tuple[Block, ...]:
        """Return a block for each kind of optional ready-made things: those that take the same
        room are one kind, and so are all that come after many kinds.
        """
        if self._fillers is None:
            kinds: dict[object, list[Ready]] = {}
            for one in self.ready:
                if not one.required and not one.corner:
                    key = (one.rooms, one.side, one.page) if len(kinds) < FILLER_KINDS else "more"
                    kinds.setdefault(key, []).append(one)
            self._fillers = tuple(
                Block(f"filler {number}", _fillings(kind), ready=tuple(kind))
                for number, kind in enumerate(kinds.values())
            )
        return self._fillers

    def blank(self) -> Block:
        """Return lines left unfilled, as wide as need be."""
        key = ("blank", "")
        if key not in self._blocks:
            found = tuple(
                Form(columns, lines, BLANK + BLANK_CELL * columns * lines, None, None, (), ())
                for columns in range(1, self.grid.columns + 1)
                for lines in range(self.grid.lines + 1)
            )
            self._blocks[key] = Block("blank", found)
        return self._blocks[key]


def least(copy: Copy) -> int:
    """Return about the fewest cells the story can take: its text, its pictures at their smallest.

    Air of which there is none at the head of a column is not counted.
    """
    air = sum(run.air for run in copy.galley[copy.start.run :])
    pictures = (
        min((size.columns * size.least for size in one.sizes), default=0)
        for one in copy.insets
        if not one.optional
    )
    return copy.lines - air + sum(pictures)


def label(copy: Copy) -> str:
    """Return a word for the story or its rest that no other has."""
    if not copy.continued:
        return copy.name
    insets = ",".join(one.name for one in copy.insets)
    return f"{copy.name} {copy.start.run}.{copy.start.line} {insets}"


def _air(ready: Ready, lines: int) -> float:
    """Return what so many lines of air inside something ready-made cost."""
    return AIR_IN_STANDING * lines * lines if ready.kind == "standing" else 0.0


def _pinned(copy: Copy, form: Sketch) -> bool:
    return copy.pin.columns is None or copy.continued or form.columns == copy.pin.columns


def _fillings(kind: Iterable[Ready]) -> tuple[Form, ...]:
    sizes = {
        (room.columns, lines)
        for one in kind
        for room in one.rooms
        for lines in range(room.least, room.most + 1)
    }
    return tuple(_filling(columns, lines) for columns, lines in sorted(sizes))


def _filling(columns: int, lines: int) -> Form:
    cost = FILLER + FILLER_CELL * columns * lines
    return Form(columns, lines, cost, None, None, (), ())
