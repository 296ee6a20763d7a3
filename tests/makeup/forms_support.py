"""What must hold for every form, and stories to try it with."""

from __future__ import annotations

from hypothesis import strategies as st

from edition.makeup.copy import HEAD_SIZES, Copy, Head, Inset, InsetSize, Position, Run
from edition.makeup.plan import Form, Leg, Rect, Strip


def check(copy: Copy, form: Form) -> None:
    """Assert everything a form promises."""
    check_rectangles(form)
    check_insets(copy, form)
    check_text(copy, form)


def check_rectangles(form: Form) -> None:
    """Every cell belongs to one rectangle, or is a line of air by an inset."""
    rects = [leg.rect for leg in form.legs] + [one.rect for one in form.insets]
    if form.head_at:
        rects.append(form.head_at)
    owner: dict[tuple[int, int], Rect] = {}
    for rect in rects:
        assert rect.columns > 0 and rect.lines > 0, rect
        assert rect.column >= 0 and rect.right <= form.columns, rect
        assert rect.line >= 0 and rect.bottom <= form.lines, rect
        for column in range(rect.column, rect.right):
            for line in range(rect.line, rect.bottom):
                assert (column, line) not in owner, (form, column, line)
                owner[column, line] = rect
    inset_rects = [one.rect for one in form.insets]
    for column in range(form.columns):
        for line in range(form.lines):
            if (column, line) in owner:
                continue
            above, below = owner.get((column, line - 1)), owner.get((column, line + 1))
            assert above and below, ("a hole", form, column, line)
            assert above in inset_rects or below in inset_rects, ("air", form, column, line)


def check_insets(copy: Copy, form: Form) -> None:
    """Every inset is placed once at most, in a size it allows."""
    named = {inset.name: inset for inset in copy.insets}
    names = [one.name for one in form.insets]
    assert len(set(names)) == len(names)
    assert not set(names) & set(form.left_out)
    if form.end is None:
        assert {*names, *form.left_out} == set(named)
    for one in form.insets:
        size = named[one.name].size(one.rect.columns)
        assert size is not None
        assert size.least <= one.rect.lines <= size.most
        assert one.cropped == one.rect.lines - size.natural
        assert one.kind == named[one.name].kind
    for name in form.left_out:
        assert named[name].optional or named[name].kind == "picture"


def check_text(copy: Copy, form: Form) -> None:
    """The text is there once and in order, its columns full, their ends allowed."""
    at = copy.start
    loose = 0
    ordered = sorted(form.legs, key=lambda leg: (leg.rect.column, leg.rect.line))
    assert list(form.legs) == ordered
    for number, leg in enumerate(form.legs):
        last = number == len(form.legs) - 1
        assert leg.rect.columns == 1 and leg.strips
        free = 1 if last and form.end is not None else 0
        at, more = _follow(copy, leg, at, leg.rect.lines - free)
        loose += more
        if not (last and form.end is None):
            _check_end(copy, at)
    if form.end is None:
        assert at.run == len(copy.galley) or not any(r.lines for r in copy.galley[at.run :])
    else:
        assert form.end == at
        run = copy.galley[at.run]
        assert at.line == 0 or (at.line >= 2 and run.lines - at.line >= 2)
    assert loose <= len(copy.galley) // 5


def _follow(copy: Copy, leg: Leg, at: Position, high: int) -> tuple[Position, int]:
    line, loose = 0, 0
    for number, strip in enumerate(leg.strips):
        run = copy.galley[strip.run]
        assert (strip.run, strip.first) == (at.run, at.line), (leg, at)
        if number == 0:
            assert strip.at == 0
        else:
            assert strip.first == 0
            assert run.air <= strip.at - line <= run.air + run.stretch, leg
        at, more = _after(copy, strip)
        loose += more
        line = strip.at + strip.last - strip.first
    assert line == high, (leg, high)
    return at, loose


def _after(copy: Copy, strip: Strip) -> tuple[Position, int]:
    run = copy.galley[strip.run]
    lines = run.lines + strip.loose
    assert 0 <= strip.first < strip.last <= lines
    if strip.loose:
        assert run.loose and strip.first == 0 and strip.last == lines
    if strip.last == lines:
        return Position(strip.run + 1, 0), int(strip.loose)
    return Position(strip.run, strip.last), 0


def _check_end(copy: Copy, at: Position) -> None:
    if at.line:
        assert at.line in copy.galley[at.run].breaks
    else:
        assert not copy.galley[at.run - 1].holds


def paragraph(lines: int, *, loose: bool = False, air: int = 0, stretch: int = 0) -> Run:
    """Return a paragraph that leaves neither its first nor its last line alone."""
    return Run(lines, tuple(range(2, lines - 1)), False, air, stretch, loose)


def crosshead() -> Run:
    return Run(1, (), True, 1, 2)


def heads(columns: int) -> tuple[Head, ...]:
    """Return one head of every size for every width."""
    return tuple(
        Head(size, wide, number + 2, 1 + (wide == 1))
        for wide in range(1, columns + 1)
        for number, size in enumerate(HEAD_SIZES)
    )


def picture(name: str, *, high: int = 12, columns: int = 5, first: bool = False) -> Inset:
    """Return a picture ``high`` lines high for each column of its width."""
    sizes = (
        InsetSize(wide, high * wide, high * wide * 3 // 4, high * wide * 5 // 4)
        for wide in range(1, columns + 1)
    )
    return Inset(name, "picture", tuple(sizes), first=first)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    lines = draw(st.integers(1, 9))
    if lines == 1 and draw(st.booleans()):
        return crosshead()
    breaks = [line for line in range(1, lines) if draw(st.integers(0, 3))]
    return Run(
        lines, tuple(breaks), False, 0, draw(st.sampled_from((0, 0, 1))), draw(st.booleans())
    )


@st.composite
def insets(draw: st.DrawFn, name: str, first: bool) -> Inset:
    kind = draw(st.sampled_from(("picture", "picture", "picture", "box", "table", "quote")))
    sizes = []
    for wide in range(draw(st.integers(1, 2)), draw(st.integers(2, 6)) + 1):
        natural = draw(st.integers(3, 60))
        least = draw(st.integers(max(2, natural - 8), natural))
        sizes.append(InsetSize(wide, natural, least, draw(st.integers(natural, natural + 9))))
    return Inset(
        name,
        kind,
        tuple(sizes),
        wish=draw(st.sampled_from((0, 0, 2))),
        first=first and kind == "picture",
        optional=kind == "quote",
        weight=draw(st.sampled_from((1.0, 0.5))),
    )


@st.composite
def copies(draw: st.DrawFn, most_insets: int = 5) -> Copy:
    galley = tuple(draw(st.lists(runs(), max_size=30)))
    count = draw(st.integers(0, most_insets))
    places = tuple(draw(insets(f"inset-{n}", n == 0)) for n in range(count))
    widths = draw(st.sets(st.integers(1, 6), max_size=6))
    over = tuple(head for head in heads(6) if head.columns in widths)
    start = Position()
    if galley and draw(st.integers(0, 3)) == 0:
        run = draw(st.integers(0, len(galley) - 1))
        start = Position(run, draw(st.sampled_from((0, *galley[run].breaks))))
    return Copy(
        "story",
        "news",
        draw(st.sampled_from(("lead", "second", "story", "brief"))),
        galley,
        over,
        places,
        turned=heads(6),
        start=start,
        gathered=draw(st.sampled_from(((), ("a", "b")))),
    )
