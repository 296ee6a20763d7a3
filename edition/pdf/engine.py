"""Lay out a page description and write it as a PDF: the only module that knows WeasyPrint."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from markupsafe import escape

from ..errors import EngineError
from ..model import Picture
from ..patience import OverdoneError
from .fetcher import BASE, ConfinedFetcher, Refusal, Supply
from .finish import Pressed, describe_links, for_press, for_screen
from .foreign import Artwork
from .galley import classes
from .grafting import Flaw
from .mending import mend, remembering_lines
from .placements import Shown, shown
from .positions import Spill, Spot, Words, number_pages, positions
from .press_identity import VERSIONS
from .press_job import PressJob, plain_job
from .workroom import Remark, Result, gave_up, listening, on_a_deep_stack

_LONGEST = 60_000_000
_SECONDS, _SECONDS_A_CHARACTER, _SECONDS_A_PAGE = 60.0, 0.0005, 5.0
"""Of processor time for an issue: eight times what ours takes, and a minute on top."""
_MEGABYTES, _MEGABYTES_A_CHARACTER, _MEGABYTES_A_PAGE = 2_000, 0.005, 50

WIDER = 0.15
"""How much wider the spaces of a paragraph become, in ems, that is to be a line longer."""

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
    pressed: list[Pressed] = field(default_factory=list)
    """What was noticed when the pages were made ready for the press."""

    @property
    def identifier(self) -> str:
        """The name the PDF bears for ever, a URN."""
        return self._identifier.urn

    def shown(self, pictures: Mapping[str, Picture]) -> tuple[Shown, ...]:
        """Return where ``pictures`` stand, which are given by their addresses on the pages."""
        from weasyprint.layout.replaced import replacedbox_layout as whole

        return tuple(shown(self._document.pages[-self.pages :], pictures, self.job, whole=whole))

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
    return f"WeasyPrint {_weasyprint().__version__}"


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
    with _setting_out(case):
        document = _render(case, html)
        front = _render(case, before).pages if before else []
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

    def supply(self, supplies: Iterable[Supply]) -> None:
        """Lay ``supplies`` ready as well: pictures, once it is known how large they are printed."""
        self._fetcher.add(supplies)


@dataclass(frozen=True, slots=True)
class Slip:
    """Something to be set apart from the pages, at its natural height in ``width`` points."""

    name: str
    html: str
    width: float


@dataclass(frozen=True, slots=True)
class Proof:
    """Slips after setting: the engine's box of each, by its name."""

    boxes: Mapping[str, Any]
    _tree: Any


def open_case(css: str, *, supplies: Mapping[str, Supply], edition: Edition) -> Case:
    """Return the case for pages dressed in ``css``, with ``supplies`` and nothing else.

    Raises:
        EngineError: the engine is not installed, or none of the fonts can be read.
    """
    return on_a_deep_stack(
        lambda: _open(css, supplies, edition), seconds=_SECONDS, megabytes=_MEGABYTES
    )


def set_slips(case: Case, slips: Sequence[Slip], *, language: str, direction: str) -> Proof:
    """Set ``slips``, each in one column of its width and as deep as it likes.

    The box of a slip is that of the first element of class ``galley`` in it, else of
    the whole slip. ``language`` (BCP 47) and ``direction`` are the page's.

    Raises:
        EngineError: the text defeats the engine.
    """
    drawn = "".join(
        f'<div class="slip" data-slip="{escape(slip.name)}" style="width:{slip.width:.4f}pt">'
        f"{_IMAGE.sub(_BLANK, slip.html)}</div>"
        for slip in slips
    )
    html = (
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"/>'
        f'</head><body class="slips">{drawn}</body></html>'
    )
    return _patiently(html, lambda: _proof(case, html))


def set_again(case: Case, proof: Proof, *, wide: Collection[Any], others: Collection[Any]) -> Any:
    """Return the boxes of the paragraphs ``wide``, set once more with wider spaces.

    Both are elements of slips in ``proof``; ``others`` are paragraphs that only have
    to be there, so that the styles find what they look for. The answer is keyed by
    element.
    """
    return _patiently(" " * 1000, lambda: _set_again(case, proof, wide, others))


def paint(
    case: Case,
    html: str,
    *,
    fill: Callable[[Sequence[Any], Callable[[Any, Any], None]], tuple[Flaw, ...]],
    identifier: str,
    before: str | None = None,
    numbers: Sequence[int] = (),
    elsewhere: Mapping[str, int] = MappingProxyType({}),
) -> Setting:
    """Lay out ``html``, pages with places left open, and let ``fill`` put boxes into them.

    ``fill`` is given the engine's boxes of the pages and what draws grounds anew; it
    returns what it found wrong. ``before`` is bound in front, as in ``lay_out``.
    ``numbers`` are those of the pages when they are only some of the issue's, and
    ``elsewhere`` the pages of what stands on the others, by its ``id``.

    Raises:
        EngineError: the pages defeat the engine.
    """

    def work() -> Setting:
        with _setting_out(case):
            document = _render(case, html)
            front = _render(case, before).pages if before else []
            leaves = [page._page_box for page in document.pages]
            flaws = fill(leaves, _ground)
            pages = [type(page)(page._page_box) for page in document.pages]
        setting = _set(
            case, document, pages, front=front, identifier=identifier, numbers=numbers,
            elsewhere=elsewhere,
        )  # fmt: skip
        return replace(setting, flaws=flaws)

    return _patiently(html, work)


def _patiently(html: str, work: Callable[[], Result]) -> Result:
    return on_a_deep_stack(
        work,
        seconds=_SECONDS + len(html) * _SECONDS_A_CHARACTER,
        megabytes=_MEGABYTES + int(len(html) * _MEGABYTES_A_CHARACTER),
    )


def _open(css: str, supplies: Mapping[str, Supply], edition: Edition) -> Case:
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fetcher = ConfinedFetcher({**supplies, _PIXEL.name: _PIXEL})
    with listening() as remarks:
        fonts = FontConfiguration()
        sheet = weasyprint.CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
        _require_fonts(fonts, css)
    return Case(edition, remarks, sheet, fonts, fetcher)


@contextmanager
def _setting_out(case: Case) -> Iterator[None]:
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


def _render(case: Case, page: str | Any, *more: Any) -> Any:
    """Return the engine's document of ``page``: HTML, or a tree it has read before."""
    weasyprint = _weasyprint()
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


_PIXEL = Supply(
    "slips/pixel.svg",
    "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
)
"""What stands for a picture on a slip; its styles give its size."""
_IMAGE = re.compile(r'(<img\b[^>]*?\bsrc=")[^"]*')
_BLANK = rf"\g<1>{_PIXEL.address}"

_SLIPS = """
@page slips { size: 2000mm 500000mm; margin: 0; bleed: 0; marks: none;
  @top-left { content: none } @top-center { content: none } @top-right { content: none }
  @bottom-left { content: none } @bottom-center { content: none } @bottom-right { content: none } }
body.slips { page: slips; margin: 0 }
.slip { display: flow-root; position: relative; margin: 0 }
.slip > .inset, .slip > .ready { position: relative }
"""


def _proof(case: Case, html: str) -> Proof:
    weasyprint = _weasyprint()
    with _setting_out(case):
        tree = weasyprint.HTML(string=html, base_url=BASE).etree_element
        return Proof(dict(_slips(_render(case, tree, weasyprint.CSS(string=_SLIPS)))), tree)


def _slips(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the box of every slip by its name."""
    for page in document.pages:
        for body in page._page_box.children[0].children:
            for slip in body.children:
                marked = (one for one in slip.descendants() if "galley" in classes(one))
                yield slip.element.get("data-slip"), next(marked, slip)


def _set_again(case: Case, proof: Proof, wide: Collection[Any], others: Collection[Any]) -> Any:
    tree = deepcopy(proof._tree)
    again = dict(zip(proof._tree.iter(), tree.iter(), strict=True))
    for element in others:
        again[element].text = None
        again[element][:] = []
    for element in wide:
        kept = again[element].get("style", "")
        again[element].set("style", f"{kept};word-spacing:{WIDER}em")
    body = next(tree.iter("body"))
    wanted = {again[element] for element in wide}
    body[:] = [slip for slip in body if any(one in wanted for one in slip.iter())]
    first = {again[element]: element for element in wide}
    found: dict[Any, Any] = {}
    with _setting_out(case):
        document = _render(case, tree, _weasyprint().CSS(string=_SLIPS))
    for box in document.pages[0]._page_box.descendants():
        if getattr(box, "element", None) in first and type(box).__name__ == "BlockBox":
            found[first[box.element]] = box
    return found


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
    found = positions(pages, numbers)
    here = {name: spot.page for name, spot in found.anchors.items()}
    number_pages(pages, {**elsewhere, **here})
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
    )


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
    with listening() as remarks:
        # The engine numbers its documents at random; the issue's own number takes its place.
        metadata.uuid4 = lambda: setting._identifier
        try:
            data = setting._document.write_pdf(
                pdf_variant=setting._variant,
                pdf_identifier=setting._identifier.bytes,
                pdf_version=None if setting._variant else VERSIONS[setting.job.press.standard],
                custom_metadata=False,
                finisher=partial(_finish, setting),
            )
        except (EngineError, OverdoneError, MemoryError):
            raise
        except Exception as reason:
            raise gave_up(reason) from reason
        finally:
            metadata.uuid4 = kept
    return data, tuple(remarks)


def _finish(setting: Setting, document: Any, pdf: Any) -> None:
    if setting._variant:
        describe_links(document)
        for_screen(pdf, setting.drawings)
        return
    front = len(document.pages) - setting.pages
    job, named = setting.job, setting.identifier
    noticed = for_press(pdf, setting.drawings, job, identifier=named, front=front)
    setting.pressed.append(noticed)


# The engine's surroundings -----------------------------------------------------------------------


def _weasyprint() -> Any:
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
