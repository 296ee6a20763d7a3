"""Lay out a page description and write it as a PDF: the only module that knows WeasyPrint."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from ..errors import EngineError
from ..model import Picture
from ..patience import OverdoneError
from .drawn import KeptSheet, Recorded, Replayed, draw, kept_sheets, stands_again
from .fetcher import BASE, ConfinedFetcher, Refusal, Supply
from .finish import Pressed, describe_links, for_press, for_screen
from .foreign import Artwork
from .grafting import Flaw
from .mending import mend, remembering_lines
from .placements import Shown, shown
from .positions import Found, Spill, Spot, Words, number_pages, positions, together
from .press_identity import VERSIONS
from .press_job import PressJob, plain_job
from .tints import shorten
from .workroom import Remark, Result, gave_up, listening, on_a_deep_stack, sweep
from .writing import Leaving, drained

_LONGEST = 60_000_000
_SECONDS, _SECONDS_A_CHARACTER, _SECONDS_A_PAGE = 60.0, 0.0005, 5.0
"""Of processor time for an issue: eight times what ours takes, and a minute on top."""
_MEGABYTES, _MEGABYTES_A_CHARACTER, _MEGABYTES_A_PAGE = 2_000, 0.005, 50

Edition = Literal["print", "replica"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A page description after layout: what stands where, before it is written."""

    pages: int
    anchors: Mapping[str, Spot]
    """Where each ``id`` stands first."""
    boxes: Mapping[str, tuple[Spot, ...]]
    """The rectangles of the elements that ask for it with a class ``watch-…``, by that class."""
    filled: tuple[float, ...]
    """How deep each page is filled, in millimetres from the trim's top edge."""
    articles: Mapping[str, tuple[Spot, ...]]
    """Where each article stands, one rectangle a page, by its ``id``."""
    headlines: Mapping[str, int]
    """How many lines the headline of each article takes, by the article's ``id``."""
    stranded: tuple[str, ...]
    """The articles whose headline stands on a page without a line of text."""
    spilled: tuple[Spill, ...]
    """Words that stand over the edge of their page, column or cell."""
    painted: Mapping[str, tuple[Words, ...]]
    """The text to be seen of each article and standing matter, in order, by its ``id``."""
    faces: frozenset[tuple[str, bool, int]]
    """The families text is set in, each with whether it is slanted, and its weight."""
    remarks: tuple[Remark, ...]
    refusals: tuple[Refusal, ...]
    _document: Any
    _identifier: UUID
    _variant: str | None
    flaws: tuple[Flaw, ...] = ()
    """What is not where a flatplan has it; always empty for pages that were not made up."""
    drawings: Mapping[str, Artwork] = field(default_factory=dict)
    """What takes the places of pictures when the pages are written, by the engine's names."""
    job: PressJob = field(default_factory=plain_job)
    """What the printer demands; nobody's demands for pages that no printer sees."""
    keep: Callable[[Mapping[int, KeptSheet]], None] | None = None
    """Keeps the pages that were drawn, by their numbers, once they are written."""
    stale: frozenset[int] = frozenset()
    """The pages drawn before on which another page number has to stand now."""
    stands: list[Shown] = field(default_factory=list)
    """Where pictures stand, once it was asked."""
    pressed: list[Pressed] = field(default_factory=list)
    """What was noticed when the pages were made ready for the press."""

    @property
    def identifier(self) -> str:
        """The name the PDF bears for ever, a URN."""
        return self._identifier.urn

    def shown(self, pictures: Mapping[str, Picture]) -> tuple[Shown, ...]:
        """Return where ``pictures`` stand, which are given by their addresses on the pages."""
        from weasyprint.layout.replaced import replacedbox_layout as whole

        pages = enumerate(self._document.pages[-self.pages :], start=1)
        for number, page in pages:
            if isinstance(page, Replayed):
                self.stands.extend(stands_again(page, pictures))
            else:
                self.stands.extend(shown([page], pictures, self.job, whole=whole, first=number))
        return tuple(self.stands)

    def sheets(self) -> Mapping[int, KeptSheet]:
        """Return the pages that can be drawn again as they are, once they are written."""
        pages = enumerate(self._document.pages[-self.pages :], start=1)
        return kept_sheets(dict(pages), self.stands)

    def drawn(self) -> tuple[Mapping[int, KeptSheet], tuple[Remark, ...]]:
        """Return the pages that can be drawn again, and what the engine said; nothing is written.

        Their pictures must be asked for before, and put in.
        """
        remarks = on_a_deep_stack(
            lambda: _draw(self),
            seconds=_SECONDS + self.pages * _SECONDS_A_PAGE,
            megabytes=_MEGABYTES + self.pages * _MEGABYTES_A_PAGE,
        )
        return self.sheets(), remarks

    def write(self) -> tuple[bytes, tuple[Remark, ...]]:
        """Return the PDF's bytes and what the engine said while writing them."""
        return on_a_deep_stack(
            lambda: _write(self),
            seconds=_SECONDS + self.pages * _SECONDS_A_PAGE,
            megabytes=_MEGABYTES + self.pages * _MEGABYTES_A_PAGE,
        )


def lay_out(
    html: str,
    css: str,
    *,
    supplies: Mapping[str, Supply],
    identifier: str,
    edition: Edition,
    before: str | None = None,
) -> Setting:
    """Lay out ``html`` dressed in ``css``; it may use ``supplies`` and nothing else.

    ``before`` is another page description whose sheets are bound in front and not counted.
    ``identifier`` names the issue for ever; equal input gives equal bytes.

    A file that is not among them is left out, and is among the ``refusals``.

    Raises:
        EngineError: the engine is not installed, or the text defeats it.
    """
    if len(html) > _LONGEST:
        raise EngineError(
            "The issue is longer than the print engine can take.",
            hint="Split the issue, or look for a story that was pasted in many times.",
        )
    return on_a_deep_stack(
        lambda: _lay_out(
            html, css, supplies=supplies, identifier=identifier, edition=edition, before=before
        ),
        seconds=_SECONDS + len(html) * _SECONDS_A_CHARACTER,
        megabytes=_MEGABYTES + int(len(html) * _MEGABYTES_A_CHARACTER),
    )


def version() -> str:
    """Return the engine's name and version."""
    return f"WeasyPrint {weasyprint_loaded().__version__}"


def _lay_out(
    html: str,
    css: str,
    *,
    supplies: Mapping[str, Supply],
    identifier: str,
    edition: Edition,
    before: str | None,
) -> Setting:
    case = _open(css, supplies, edition)
    with setting_out(case):
        document = render(case, html)
        shorten(document.pages, _ground)
        front = render(case, before).pages if before else []
    return _set(case, document, document.pages, front=front, identifier=identifier)


# The case, and what is set from it --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """Fonts and styles laid ready: galleys and pages set from one case can be put together."""

    edition: Edition
    remarks: list[Remark]
    """What the engine said so far."""
    _sheet: Any
    _fonts: Any
    _fetcher: ConfinedFetcher

    @property
    def fonts(self) -> Any:
        """The engine's fonts."""
        return self._fonts

    def supply(self, supplies: Iterable[Supply]) -> None:
        """Lay ``supplies`` ready as well: pictures, once it is known how large they are printed."""
        self._fetcher.add(supplies)


def open_case(css: str, *, supplies: Mapping[str, Supply], edition: Edition) -> Case:
    """Return the case for pages dressed in ``css``, with ``supplies`` and nothing else.

    Raises:
        EngineError: the engine is not installed, or none of the fonts can be read.
    """
    return on_a_deep_stack(
        lambda: _open(css, supplies, edition), seconds=_SECONDS, megabytes=_MEGABYTES
    )


def paint(
    case: Case,
    html: str,
    *,
    fill: Callable[[Sequence[Any], Callable[[Any, Any], None]], tuple[Flaw, ...]],
    identifier: str,
    before: str | None = None,
    numbers: Sequence[int] = (),
    elsewhere: Mapping[str, int] = MappingProxyType({}),
    kept: Mapping[int, KeptSheet] | None = None,
) -> Setting:
    """Lay out ``html``, pages with places left open, and let ``fill`` put boxes into them.

    ``fill`` is given the engine's boxes of the pages and what draws grounds anew; it
    returns what it found wrong. ``before`` is bound in front, as in ``lay_out``.
    ``numbers`` are those of the pages when they are only some of the issue's, and
    ``elsewhere`` the pages of what stands on the others, by its ``id``. ``kept`` are pages
    drawn before, by their numbers: they take the places of those in ``html``, which may be
    empty; the others are taken down, to be kept. ``None``: neither.

    Raises:
        EngineError: the pages defeat the engine.
    """

    def work() -> Setting:
        with setting_out(case):
            document = render(case, html)
            front = render(case, before).pages if before else []
            leaves = [page._page_box for page in document.pages]
            flaws = fill(leaves, _ground)
            pages = [type(page)(page._page_box) for page in document.pages]
            if kept is not None:
                pages = _taken_down(case, pages, kept)
        setting = _set(
            case, document, pages, front=front, identifier=identifier, numbers=numbers,
            elsewhere=elsewhere,
        )  # fmt: skip
        again = {number for number in kept or () if isinstance(pages[number - 1], Recorded)}
        return replace(setting, flaws=flaws, stale=setting.stale | again)

    return patiently(html, work)


def _taken_down(case: Case, pages: list[Any], kept: Mapping[int, KeptSheet]) -> list[Any]:
    """Return ``pages`` such that they are taken down, those ``kept`` as they were."""
    from weasyprint import DEFAULT_OPTIONS
    from weasyprint.images import get_image_from_uri

    read = partial(get_image_from_uri, {}, case._fetcher, DEFAULT_OPTIONS)
    addresses = case._fetcher.names()
    known: dict[int, Replayed] = {}
    for number, one in kept.items():
        with suppress(LookupError):  # Its fonts or pictures are others; it is drawn again.
            known[number] = Replayed(one, case._fonts, read)
    return [known.get(number) or Recorded(page, addresses) for number, page in enumerate(pages, 1)]


def patiently(html: str, work: Callable[[], Result]) -> Result:
    return on_a_deep_stack(
        work,
        seconds=_SECONDS + len(html) * _SECONDS_A_CHARACTER,
        megabytes=_MEGABYTES + int(len(html) * _MEGABYTES_A_CHARACTER),
    )


def _open(css: str, supplies: Mapping[str, Supply], edition: Edition) -> Case:
    weasyprint = weasyprint_loaded()
    from weasyprint.text.fonts import FontConfiguration

    fetcher = ConfinedFetcher({**supplies, PIXEL.name: PIXEL})
    with listening() as remarks:
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
        _require_fonts(fonts, css)
    return Case(edition, remarks, sheet, fonts, fetcher)


@contextmanager
def setting_out(case: Case) -> Iterator[None]:
    """Turn what the engine stumbles over into words; what it mutters is kept in the case."""
    with listening() as remarks:
        try:
            yield
        except RecursionError:
            raise EngineError(
                "The text is nested too deep for the print engine.",
                hint="Look for quotes in quotes or lists in lists, many levels down.",
            ) from None
        except (EngineError, OverdoneError, MemoryError):
            raise
        except Exception as reason:
            raise gave_up(reason) from reason
        finally:
            case.remarks.extend(remarks)


def render(case: Case, page: str | Any, *more: Any) -> Any:
    """Return the engine's document of ``page``: HTML, or a tree it has read before."""
    weasyprint = weasyprint_loaded()
    html = page if isinstance(page, str) else "<!DOCTYPE html>"
    source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=case._fetcher)
    if not isinstance(page, str):
        wrapper = type(source.wrapper_element).from_html_root(page, content_language=None)
        source.wrapper_element, source.etree_element = wrapper, wrapper.etree_element
    variant = "pdf/ua-1" if case.edition == "replica" else None
    with remembering_lines():
        return source.render(
            font_config=case._fonts, stylesheets=[case._sheet, *more], pdf_variant=variant
        )


PIXEL = Supply(
    "slips/pixel.svg",
    "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
)
"""What stands for a picture on a slip; its styles give its size."""


def _ground(page: Any, box: Any) -> None:
    """Draw the background of ``box`` anew where the box stands now."""
    from weasyprint.layout.background import layout_box_backgrounds

    if box.background is not None:
        layers = iter([layer.image for layer in box.background.layers])
        layout_box_backgrounds(page, box, lambda **_: next(layers), layout_children=False)


def _set(
    case: Case,
    document: Any,
    pages: list[Any],
    *,
    front: list[Any],
    identifier: str,
    numbers: Sequence[int] = (),
    elsewhere: Mapping[str, int] = MappingProxyType({}),
) -> Setting:
    """Return ``pages`` with where everything stands on them, page numbers filled in."""
    for leaf in (*front, *pages):
        # A link on a press sheet is a fault in the file; on a screen only the link itself is one,
        # not also what stands inside it.
        leaf.links[:] = [
            link for link in leaf.links if case.edition == "replica" and link[3].element_tag == "a"
        ]
    found, stale = _looked_over(pages, numbers, elsewhere)
    return Setting(
        pages=len(pages),
        anchors=found.anchors,
        boxes={name: tuple(spots) for name, spots in found.boxes.items()},
        filled=tuple(found.filled),
        articles={name: tuple(spots.values()) for name, spots in found.articles.items()},
        headlines=found.headlines,
        stranded=tuple(found.stranded),
        spilled=tuple(found.spilled),
        painted={name: tuple(texts) for name, texts in found.painted.items()},
        faces=frozenset(found.faces),
        remarks=tuple(case.remarks),
        refusals=tuple(case._fetcher.refusals),
        _document=document.copy([*front, *pages]),
        _identifier=uuid5(NAMESPACE_URL, identifier),
        _variant="pdf/ua-1" if case.edition == "replica" else None,
        stale=frozenset(stale),
    )


def _looked_over(
    pages: Sequence[Any], numbers: Sequence[int], elsewhere: Mapping[str, int]
) -> tuple[Found, list[int]]:
    """Return what stands where on ``pages``, whose numbers are filled in.

    Then the pages drawn before on which they cannot be.
    """
    each = {
        number: page.kept.found if isinstance(page, Replayed) else positions([page], [number])
        for number, page in zip(numbers or range(1, len(pages) + 1), pages, strict=True)
    }
    found = together(each.values())
    here = {name: spot.page for name, spot in found.anchors.items()}
    stale = []
    for (number, facts), page in zip(each.items(), pages, strict=True):
        if isinstance(page, Replayed):
            if any({**elsewhere, **here}.get(name) != at for name, at in page.kept.pointed.items()):
                stale.append(number)
            continue
        pointed = number_pages([page], {**elsewhere, **here})
        if isinstance(page, Recorded):
            page.found, page.pointed = facts, pointed
    return found, stale


def _require_fonts(fonts: Any, css: str) -> None:
    """Refuse to go on without a single font: the engine's text library would crash the program."""
    folder = fonts._folder
    if folder is None or not any(folder.iterdir()):
        raise EngineError(
            "None of the fonts could be read; no page can be made. (PDF-004)",
            hint="Run “edition doctor”; fonts of your own must be TrueType, OpenType or WOFF.",
        )


def _write(setting: Setting) -> tuple[bytes, tuple[Remark, ...]]:
    from weasyprint.pdf import metadata

    kept = metadata.uuid4
    leaving, files = Leaving(), list[Any]()
    with listening() as remarks:
        # The engine numbers its documents at random; the issue's own number takes its place.
        metadata.uuid4 = lambda: setting._identifier
        try:
            setting._document.write_pdf(
                leaving,
                pdf_variant=setting._variant,
                pdf_identifier=False,
                pdf_version=None if setting._variant else VERSIONS[setting.job.press.standard],
                custom_metadata=False,
                finisher=partial(_finish, setting, files),
            )
        except (EngineError, OverdoneError, MemoryError):
            raise
        except Exception as reason:
            raise gave_up(reason) from reason
        finally:
            metadata.uuid4 = kept
    return leaving.numbered(files[0], setting._identifier.bytes), tuple(remarks)


def _draw(setting: Setting) -> tuple[Remark, ...]:
    from weasyprint.pdf.stream import Stream

    with listening() as remarks:
        try:
            draw(setting._document, setting.pages, Stream)
        except (EngineError, OverdoneError, MemoryError):
            raise
        except Exception as reason:
            raise gave_up(reason) from reason
    return tuple(remarks)


def _finish(setting: Setting, files: list[Any], document: Any, pdf: Any) -> None:
    files.append(pdf)
    if setting._variant:
        describe_links(document)
        for_screen(pdf, setting.drawings)
    else:
        front = len(document.pages) - setting.pages
        job, named = setting.job, setting.identifier
        noticed = for_press(pdf, setting.drawings, job, identifier=named, front=front)
        setting.pressed.append(noticed)
    drained(pdf)
    sweep()


# The engine's surroundings -----------------------------------------------------------------------


def weasyprint_loaded() -> Any:
    """Return the engine, loaded so that it sees no font of the machine.

    Raises:
        EngineError: the engine or one of its system libraries is missing.
    """
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fontconfig.conf"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import weasyprint
    except (ImportError, OSError) as reason:
        raise EngineError(
            f"The print engine cannot start: {str(reason).splitlines()[0]}",
            hint="Run “edition doctor” to see which system library is missing and how to get it.",
        ) from None
    # That it finds no font of the machine is what we want of it.
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
    mend()
    return weasyprint
