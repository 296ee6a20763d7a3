"""Lay out a page description and write it as a PDF: the only module that knows WeasyPrint."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from ..errors import EngineError
from ..patience import OverdoneError, patience
from .fetcher import BASE, ConfinedFetcher, Refusal, Supply
from .finish import for_press, for_screen
from .mending import mend, remembering_lines
from .positions import Spill, Spot, number_pages, positions

_STACK = 256 * 1024 * 1024
_DEPTH = 20_000
_LONGEST = 60_000_000
_SECONDS, _SECONDS_A_CHARACTER, _SECONDS_A_PAGE = 60.0, 0.0005, 5.0
"""Of processor time for an issue: eight times what ours takes, and a minute on top."""
_MEGABYTES, _MEGABYTES_A_CHARACTER, _MEGABYTES_A_PAGE = 2_000, 0.005, 50

Edition = Literal["print", "replica"]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence from the engine's log; ``line`` of the stylesheet, ``None`` if unknown."""

    message: str
    grave: bool
    line: int | None = None


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
    faces: frozenset[tuple[str, bool, int]]
    """The families text is set in, each with whether it is slanted, and its weight."""
    remarks: tuple[Remark, ...]
    refusals: tuple[Refusal, ...]
    _document: Any
    _identifier: UUID
    _variant: str | None

    def write(self) -> tuple[bytes, tuple[Remark, ...]]:
        """Return the PDF's bytes and what the engine said while writing them."""
        return _on_a_deep_stack(
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
    return _on_a_deep_stack(
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
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fetcher = ConfinedFetcher(supplies)
    variant = "pdf/ua-1" if edition == "replica" else None
    with _listening() as remarks:
        try:
            fonts = FontConfiguration()
            sheet = weasyprint.CSS(
                string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts
            )
            _require_fonts(fonts, css)

            def render(page: str) -> Any:
                source = weasyprint.HTML(string=page, base_url=BASE, url_fetcher=fetcher)
                with remembering_lines():
                    return source.render(
                        font_config=fonts, stylesheets=[sheet], pdf_variant=variant
                    )

            document = render(html)
            front = render(before).pages if before else []
        except RecursionError:
            raise EngineError(
                "The text is nested too deep for the print engine.",
                hint="Look for quotes in quotes or lists in lists, many levels down.",
            ) from None
        except (EngineError, OverdoneError, MemoryError):
            raise
        except Exception as reason:
            raise _gave_up(reason) from reason
    for leaf in (*front, *document.pages):
        # A link on a press sheet is a fault in the file; on a screen only the link itself is one,
        # not also what stands inside it.
        leaf.links[:] = [
            link for link in leaf.links if edition == "replica" and link[3].element_tag == "a"
        ]
    found = positions(document.pages)
    number_pages(document.pages, {name: spot.page for name, spot in found.anchors.items()})
    return Setting(
        pages=len(document.pages),
        anchors=found.anchors,
        boxes={name: tuple(spots) for name, spots in found.boxes.items()},
        filled=tuple(found.filled),
        articles={name: tuple(spots.values()) for name, spots in found.articles.items()},
        headlines=found.headlines,
        stranded=tuple(found.stranded),
        spilled=tuple(found.spilled),
        faces=frozenset(found.faces),
        remarks=tuple(remarks),
        refusals=tuple(fetcher.refusals),
        _document=document.copy([*front, *document.pages]) if front else document,
        _identifier=uuid5(NAMESPACE_URL, identifier),
        _variant=variant,
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
    with _listening() as remarks:
        # The engine numbers its documents at random; the issue's own number takes its place.
        metadata.uuid4 = lambda: setting._identifier
        try:
            data = setting._document.write_pdf(
                pdf_variant=setting._variant,
                pdf_identifier=setting._identifier.bytes,
                custom_metadata=False,
                finisher=_for_screen if setting._variant else for_press,
            )
        except (EngineError, OverdoneError, MemoryError):
            raise
        except Exception as reason:
            raise _gave_up(reason) from reason
        finally:
            metadata.uuid4 = kept
    return data, tuple(remarks)


def _for_screen(document: Any, pdf: Any) -> None:
    _describe_links(document)
    for_screen(document, pdf)


# Links ------------------------------------------------------------------------------------------


def _describe_links(document: Any) -> None:
    """Say of every link what its words are, for those who cannot see where it leads."""
    import pydyf

    links = [(target, box) for page in document.pages for _, target, _, box in page.links]
    words: dict[tuple[Any, str], str] = {}
    for _, box in links:  # A link broken over lines is several boxes and one element.
        line = " ".join(one.text for one in box.descendants() if type(one).__name__ == "TextBox")
        key = box.element, str(box.element_tag)
        words[key] = f"{words.get(key, '')} {line}"
    for target, box in links:
        if box.link_annotation:
            told = " ".join(words[box.element, str(box.element_tag)].split())
            box.link_annotation["Contents"] = pydyf.String(told or target)


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
    mend()
    return weasyprint


_PLACE = re.compile(r" at (\d+):\d+")


class _Ear(logging.Handler):
    def __init__(self, heard: list[Remark]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        place = _PLACE.search(message)
        line = int(place[1]) if place else None
        self._heard.append(Remark(message, record.levelno >= logging.ERROR, line))


@contextmanager
def _listening() -> Iterator[list[Remark]]:
    """Collect what the engine logs; nothing of it reaches the terminal."""
    heard: list[Remark] = []
    logger = logging.getLogger("weasyprint")
    kept, spread, ear = logger.handlers[:], logger.propagate, _Ear(heard)
    logger.handlers[:], logger.propagate = [ear], False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield heard
    finally:
        logger.handlers[:], logger.propagate = kept, spread


def _on_a_deep_stack(work: Callable[[], Result], *, seconds: float, megabytes: int) -> Result:
    """Return ``work()``, done where deep nesting cannot exhaust the stack, in measured time.

    Raises:
        EngineError: it took more than ``seconds`` or ``megabytes``.
    """
    answers: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            with patience(seconds=seconds, megabytes=megabytes):
                answers.append(work())
        except (OverdoneError, MemoryError) as failure:
            failures.append(_endless(str(failure) or "too much memory"))
        except BaseException as failure:
            failures.append(failure)

    depth, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    sys.setrecursionlimit(max(depth, _DEPTH))
    try:
        thread = threading.Thread(target=run, name="print engine")
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(depth)
        threading.stack_size(size)
    if failures:
        raise failures[0]
    return answers[0]


def _gave_up(reason: Exception) -> EngineError:
    return EngineError(
        f"The print engine gave up on these pages: {type(reason).__name__}, {reason}",
        hint="If it began with a change to a stylesheet of yours, take that change back.",
    )


def _endless(spent: str) -> EngineError:
    return EngineError(
        f"The print engine comes to no end with these pages ({spent}).",
        hint="If it began with a change to a stylesheet or template of yours, take that change "
        "back; look for lengths or numbers that are far too large or too small.",
    )
