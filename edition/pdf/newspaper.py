"""The newspaper layout, from an issue to its pages: measured, made up, drawn, painted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Any

from ..cache import key
from ..document import Document, Placed
from ..findings import Finding, finding, in_order
from ..look import Look
from ..look.fonts import faces
from ..makeup import make_up
from ..makeup.copy import Policy
from ..makeup.last import Last, noted
from ..makeup.plan import Flatplan, Rect
from ..model import Article, Figure, Origin, Paragraph, Picture, StandingMatter, nested
from ..patience import lookout
from ..pictures.derive import Derivative, for_print
from ..pictures.press import places
from ..progress import Now, unsaid
from ..told import heard, told
from . import across, adverts, as_json, castoff, engine, kept_sheets, last_pages
from .counting import Galleys
from .description import PPI, Description, Styles, kept_places
from .desk import counting_of, drawing_of, filled, on_paper, open_desk
from .drawn import KeptSheet
from .engine import Case, Edition, Setting
from .fetcher import BASE, Supply
from .grafting import Flaw, Ground
from .measures import Measured, measure
from .newspaper_drawing import NewspaperDrawing
from .notes import Notes, are_noted, notes_of
from .pull_quotes import quoted
from .second_desk import Order, SecondDesk, begins, second_desk
from .wording import Wording
from .workroom import seldom_swept, sweep


@dataclass(frozen=True, slots=True)
class Planned:
    """An issue that is made up and not yet drawn: its flatplan, and all that drawing it takes."""

    plan: Flatplan
    findings: tuple[Finding, ...]
    measured: Measured
    case: Case
    css: str
    text: str
    styles: Styles
    made_of: str
    """All that is the same for its galleys and pages, as one name."""
    flags: tuple[str, ...]
    """The styles that show findings on a proof."""
    told: bytes | None = None
    """What a later build is told of these pages; ``None``: they are not fit to be kept."""


def plan(
    document: Document,
    look: Look,
    *,
    edition: Edition = "print",
    pages: int | None = None,
    marks: tuple[Finding, ...] = (),
    keep: bool = False,
    last: bytes | None = None,
    second: SecondDesk | None = None,
    now: Now = unsaid,
) -> Planned:
    """Measure and make up ``document``; ``pages`` wanted, ``None`` for as many as it takes.

    ``marks`` are the findings a proof shows where they stand. With ``keep`` what was
    found at the last build is not looked for again where nothing about it has changed. ``last``
    is what was told of the pages delivered last: they stay as they were where they can. A
    ``second`` desk measures its share. ``now`` is told what is being done.

    Raises:
        EngineError: the engine is not there, or the text defeats it.
        LookError: a template or stylesheet is broken.
    """
    now("measuring the stories")
    document = quoted(document)
    notes = notes_of(_name(document, edition)) if keep else None
    with seldom_swept(), lookout():
        desk = open_desk(document, look, edition, marks)
        measured = measure(
            document, desk.drawing, counting_of(document, desk, notes),
            grid=desk.grid, scale=desk.scale,
            beside=second.beside(desk.case) if second else None,
        )  # fmt: skip
        sweep()
        policy = measured.policy if pages is None else replace(measured.policy, pages=pages)
        now("making up pages")
        before = last_pages.heard(last, document) if last else None
        flatplan, findings = _made_up(
            measured, policy, notes, before,
            made_of=desk.made_of, words=_words_a_line(document, measured),
        )  # fmt: skip
        sweep()
    findings = tuple(_with_origin(one, document) for one in findings)
    if notes:
        notes.keep()
    return Planned(
        flatplan, findings, measured, desk.case, desk.css, desk.text, desk.styles, desk.made_of,
        desk.flags, _told(flatplan, measured, policy, document),
    )  # fmt: skip


def _told(plan: Flatplan, measured: Measured, policy: Policy, document: Document) -> bytes | None:
    if plan.over or plan.left_out:
        return None
    return last_pages.told(noted(plan, measured.copies, measured.ready, policy), document)


def _made_up(
    measured: Measured,
    policy: Policy,
    notes: Notes | None,
    last: Last | None,
    *,
    made_of: str,
    words: float | None,
) -> tuple[Flatplan, tuple[Finding, ...]]:
    """Return the issue made up; it is noted with all it was made from, and found again."""
    facts = (measured.copies, measured.ready, measured.grid, policy)
    if notes is None:
        return make_up(*facts, last=last, words=words)
    asked = json.dumps(as_json.told((facts, last, words))), made_of
    known, said = notes.known(Flatplan, "plan", *asked), notes.known(str, "said", *asked)
    if known is not None and said is not None:
        with suppress(ValueError, TypeError, KeyError):
            return known, tuple(heard(one) for one in json.loads(said))
    plan, findings = make_up(*facts, last=last, words=words)
    notes.note(plan, "plan", *asked)
    notes.note(json.dumps([told(one) for one in findings]), "said", *asked)
    return plan, findings


def _words_a_line(document: Document, measured: Measured) -> float | None:
    """Return how many words a line of text has, rounded to halves; ``None``: nobody can say.

    Where words are not parted by spaces, as in Chinese, an editor does not count them.
    """
    told = sum(
        len(block.text.split())
        for story in document.issue.articles()
        for block in nested(story.body)
        if isinstance(block, Paragraph)
    )
    lines = sum(copy.lines for copy in measured.copies)
    words = round(2 * told / lines) / 2 if lines else 0.0
    return words if words > 1 else None


def _with_origin(one: Finding, document: Document) -> Finding:
    """Return what make-up found with the file of the story or advertisement it speaks of.

    What is of the whole issue stands in the file that orders it.
    """
    places: dict[str | None, Origin] = {one.slug: one.origin for one in document.issue.adverts}
    for part in document.parts:
        if isinstance(part.subject, Article | StandingMatter):
            places[part.anchor] = part.subject.origin
    if one.code == "PLN-004":  # What was settled is where it was settled, not in the story.
        places |= {pin.story: pin.origin for pin in document.issue.pins}
    return replace(one, origin=places.get(one.part) or one.origin or document.issue.origin)


def set_newspaper(
    document: Document,
    look: Look,
    *,
    target: Edition,
    jobs: int,
    marks: tuple[Finding, ...],
    keep: bool = False,
    last: bytes | None = None,
    now: Now = unsaid,
) -> tuple[Description, Setting, tuple[Finding, ...]]:
    """Return the pages made up and painted, and what there is to say about them.

    Raises:
        EngineError: the engine is not there, or the pages defeat it.
        LookError: a template or stylesheet is broken.
    """
    # Where most is kept of an earlier build, there is nothing to share.
    apart = jobs > 1 and not (keep and are_noted(_name(document, target)))
    with second_desk(document, look, target, marks, apart=apart) as second:
        planned = plan(
            document, look, edition=target, marks=marks, keep=keep, last=last, second=second,
            now=now,
        )  # fmt: skip
        now("drawing pages")
        description, setting = paint(
            planned, document, look, edition=target, jobs=jobs, marks=marks, keep=keep,
            second=second,
        )  # fmt: skip
    small = () if target == "print" else _small_pictures(planned, document)
    seen = (*_displaced(document, setting), *small)
    return description, setting, seen


def paint(
    planned: Planned,
    document: Document,
    look: Look,
    *,
    edition: Edition,
    jobs: int = 1,
    marks: tuple[Finding, ...] = (),
    keep: bool = False,
    second: SecondDesk | None = None,
) -> tuple[Description, Setting]:
    """Draw the pages of ``planned``; for the press, the places of its photographs are kept.

    With ``keep`` pages that were drawn before are not drawn again, as long as nothing on
    them has changed, and a ``second`` desk draws those of its stories.

    Raises:
        EngineError: the pages defeat the engine.
        LookError: a template is broken.
    """
    shown = on_paper(document)
    if second:
        second.looked_over()
    pressed = edition == "print"
    derived, complaints = (
        places(shown, jobs=jobs)
        if pressed
        else for_print(shown, jobs=jobs, limits=_limits(planned, document, edition))
    )
    names = {digest: one.name for digest, one in derived.items()}
    drawing = drawing_of(document, look, planned.css, names)
    with lookout():
        sheets = drawing.sheets(planned.plan)
    pictures = tuple(_pictures(derived))
    planned.case.supply(pictures)
    drawings, refused = adverts.taken_out(document)
    sheet = None
    if look.proof:
        wording = Wording(document, look, names)
        told = in_order((*marks, *_unwaived(planned.findings, document)))
        sheet = str(wording.render("print/proof.xhtml.j2", None, marks=told))
    description = Description(
        html=drawing.bound(sheets),
        css=planned.css,
        supplies={one.name: one for one in (*pictures, *planned.styles.supplies())},
        sheet=sheet,
        fonts=(*(face.path for face in faces(planned.text)), *planned.styles.fonts()),
        asked=planned.styles.asked,
        findings=(*planned.findings, *planned.styles.findings(), *complaints, *refused),
        foreign=frozenset(name for one in drawings.values() for name in one.fonts),
        places=kept_places(shown, derived) if pressed else {},
        made_up=planned.told,
        left_out=frozenset(_left_out(planned)),
    )
    page = partial(
        engine.paint,
        planned.case,
        identifier=_name(document, edition),
        before=sheet,
    )
    if keep and pressed and _is_kept_apart(planned.css):
        digests = {one.name: sha256(one.data).hexdigest() for one in derived.values()}
        digests |= {derived[one.digest].name: one.digest for one in shown if one.digest in derived}
        wanted = kept_sheets.names(
            planned.plan,
            sheets,
            planned.measured.galleys,
            made_of=key(planned.made_of, kept_sheets.press_of(document), drawing.bound(())),
            pictures=digests,
            flags=planned.flags,
        )
        addresses = {f"{BASE}pictures/{name}": one for name, one in description.places.items()}
        order = Order(
            planned.plan, "", _name(document, edition), pictures, begins(planned.plan), addresses
        )
        setting = _painted(planned, drawing, sheets, wanted, page, second, order)
    else:
        fill = partial(filled, planned.measured.galleys, planned.plan)
        setting = page(description.html, fill=fill)
    return description, replace(setting, drawings=drawings)


def _unwaived(findings: Sequence[Finding], document: Document) -> Iterator[Finding]:
    """Yield what is told on a proof of what make-up found: nothing that is waived everywhere."""
    waived = {one.code for one in document.publication.waivers if one.where is None}
    yield from (one for one in findings if one.code not in waived)


def _left_out(planned: Planned) -> Iterator[str]:
    """Yield the stories that found no room, the briefs among them one by one."""
    for copy in planned.measured.copies:
        if copy.name in planned.plan.left_out:
            yield from (copy.name, *copy.gathered)


_COUNTED = re.compile(r"counters?\(|string\(|target-|running\(|element\(|string-set")


def _is_kept_apart(css: str) -> bool:
    """Return whether what a page shows hangs on nothing that stands on another one."""
    return _COUNTED.search(css) is None


def _painted(
    planned: Planned,
    drawing: NewspaperDrawing,
    sheets: Sequence[str],
    wanted: Mapping[int, str],
    page: Callable[..., Setting],
    second: SecondDesk | None,
    order: Order,
) -> Setting:
    """Return the pages, those kept under the names ``wanted`` as they are, the others painted.

    Those whose text stands on the ``second`` desk are drawn there, as ``order`` says.
    """
    galleys, drawn = planned.measured.galleys, dict(zip(wanted, sheets, strict=True))
    known, lent = kept_sheets.read(wanted), dict[int, KeptSheet]()
    while True:
        before = len(planned.case.remarks)
        missing = tuple(one for one in planned.plan.sheets if one.number not in known)
        theirs = second.pages(missing, drawn, galleys, order.elsewhere) if second else frozenset()
        if second and theirs:
            second.draw(_bound(order, drawing, drawn, theirs))
        ours = _bound(order, drawing, drawn, {one.number for one in missing} - theirs)
        galleys.fetch(kept_sheets.stories_on(ours.plan.sheets))
        wait = second.drawn if second and theirs else dict[int, KeptSheet]
        fill = partial(_filled, galleys, ours.plan, wait, (lent, known))
        setting = page(ours.html, fill=fill, kept=known)
        if not setting.stale and theirs <= lent.keys():
            break
        known = {number: one for number, one in known.items() if number not in setting.stale}
        second, lent = None, {number: one for number, one in lent.items() if number in known}
    if len(planned.case.remarks) > before or setting.flaws or setting.refusals:
        return setting
    return replace(setting, keep=lambda done: kept_sheets.write(wanted, {**lent, **done}))


def _filled(
    galleys: Galleys,
    plan: Flatplan,
    wait: Callable[[], Mapping[int, KeptSheet]],
    arrive: Sequence[dict[int, KeptSheet]],
    leaves: Sequence[Any],
    ground: Ground,
) -> tuple[Flaw, ...]:
    """Fill the columns of the pages painted here, then ``wait`` for those drawn elsewhere."""
    flaws = filled(galleys, plan, leaves, ground)
    sheets = wait()
    for known in arrive:
        known.update(sheets)
    return flaws


def _bound(
    order: Order, drawing: NewspaperDrawing, drawn: Mapping[int, str], numbers: Collection[int]
) -> Order:
    """Return the order for the pages of these ``numbers``, the others empty."""
    html = drawing.bound(
        [html if number in numbers else kept_sheets.emptied(html) for number, html in drawn.items()]
    )
    sheets = tuple(one for one in order.plan.sheets if one.number in numbers)
    return replace(order, plan=replace(order.plan, sheets=sheets), html=html)


def _name(document: Document, edition: Edition) -> str:
    """Return what an edition of this issue is called for ever."""
    return f"{document.publication.slug}/{document.issue.date.isoformat()}/{edition}"


def _limits(planned: Planned, document: Document, edition: Edition) -> dict[str, int]:
    """Return the most pixels across each picture needs at the width it is printed."""
    widths: dict[str, float] = {}
    for picture, wide, _ in _printed(planned, document):
        widths[picture.digest] = max(wide, widths.get(picture.digest, 0.0))
    return {digest: max(1, round(wide / 72 * PPI[edition])) for digest, wide in widths.items()}


def _pictures(derived: Mapping[str, Derivative]) -> Iterator[Supply]:
    for one in derived.values():
        yield Supply(f"pictures/{one.name}", one.media_type, one.data)


# Pictures as they are printed --------------------------------------------------------------------


def _printed(planned: Planned, document: Document) -> Iterator[tuple[Picture, float, Figure]]:
    """Yield every picture on paper with the width it is printed, in points, and its figure.

    Of a photograph that is cropped at its sides it is the width of the whole.
    """
    grid = castoff.grid(document.publication.page)
    insets = {
        one.name: one.rect for _, module in planned.plan.modules() for one in module.form.insets
    }
    crossing = {
        one.name for _, module in planned.plan.modules() if (one := across.crossing(module))
    }
    inside = document.publication.page.margins.inside / 25.4 * 72
    ready = {one.name: one.rect for sheet in planned.plan.sheets for one in sheet.ready}
    for part in document.parts:
        if isinstance(part.subject, StandingMatter) and part.subject.figure is not None:
            yield from _one(part.subject.figure, grid, ready.get(part.anchor))
        for placed in part.body:
            rect = insets.get(placed.anchor or "") or ready.get(part.anchor)
            alone = isinstance(placed.block, Figure)
            for figure in _figures(placed):
                over = inside if placed.anchor in crossing else None
                yield from _one(figure, grid, rect, cropped=alone, over=over)
    for advert in document.issue.adverts:
        if isinstance(advert.artwork, Picture):
            shown = advert.artwork
            wide = advert.height / 25.4 * 72 * shown.width / max(1, shown.height)
            wide = min(wide, grid.measure(min(advert.columns, grid.columns)))
            yield shown, wide, Figure(shown, shown.name, advert.origin)


def _one(
    figure: Figure,
    grid: castoff.Grid,
    rect: Rect | None,
    *,
    cropped: bool = False,
    over: float | None = None,
) -> Iterator[tuple[Picture, float, Figure]]:
    picture = figure.picture
    if picture is None:
        return
    wide = grid.measure(rect.columns if rect else grid.columns)
    if rect and cropped and picture.kind != "svg":
        wide = max(wide, rect.lines * grid.leading * picture.width / max(1, picture.height))
    if rect and over is not None:  # As wide on the facing page, and over both margins.
        wide = max(wide, 2 * (grid.measure(rect.columns) + over))
    yield picture, wide, figure


def _figures(placed: Placed) -> Iterator[Figure]:
    if isinstance(placed.block, Figure):
        yield placed.block
    for run in placed.children:
        for one in run:
            yield from _figures(one)


# What there is to say about the pages ------------------------------------------------------------


def _displaced(document: Document, setting: Setting) -> Iterator[Finding]:
    """Yield what the engine set otherwise than it was made up."""
    for flaw in setting.flaws:
        part = next((one for one in document.parts if one.anchor == flaw.part), None)
        subject = getattr(part, "subject", None)
        yield finding(
            "PDF-007",
            f"On page {flaw.page}, “{part.title if part else flaw.part}” does not stand as it was "
            f"made up: {flaw.message}",
            origin=getattr(subject, "origin", None),
            hint="Look in publication.css for a rule that changes sizes or lines on the page.",
            part=flaw.part,
        )


def _small_pictures(planned: Planned, document: Document) -> Iterator[Finding]:
    least = document.publication.pictures.print_ppi
    for picture, wide, figure in _printed(planned, document):
        width = wide / 72 * 25.4
        ppi = picture.resolution(width)
        if picture.kind == "svg" or ppi >= least:
            continue
        yield finding(
            "PIC-003",
            f"The picture {figure.name} is printed {width:.0f} mm wide at {ppi:.0f} pixels "
            f"an inch; {least:.0f} are needed.",
            origin=figure.origin,
            hint=f"Find it {round(width / 25.4 * least)} pixels wide, or print it smaller.",
        )
