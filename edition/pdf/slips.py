"""Sets pieces of text apart from the pages: galleys, and what is to be measured."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from .engine import PIXEL, Case, patiently, render, setting_out, weasyprint_loaded
from .fetcher import BASE
from .galley import classes

WIDER = 0.15
"""How much wider the spaces of a paragraph become, in ems, that is to be a line longer."""


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


def set_slips(
    case: Case, slips: Sequence[Slip], *, language: str, direction: str, apart: bool = False
) -> Proof:
    """Set ``slips``, each in one column of its width and as deep as it likes.

    ``apart``: each on a page of its own, so that not even the last figure of a
    coordinate depends on what else is set at the same time.

    The box of a slip is that of the first element of class ``galley`` in it, else of
    the whole slip. ``language`` (BCP 47) and ``direction`` are the page's.

    Raises:
        EngineError: the text defeats the engine.
    """
    kind = "slip apart" if apart else "slip"
    drawn = "".join(
        f'<div class="{kind}" data-slip="{escape(slip.name)}" style="width:{slip.width:.4f}pt">'
        f"{_IMAGE.sub(_BLANK, slip.html)}</div>"
        for slip in slips
    )
    html = (
        f'<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"/>'
        f'</head><body class="slips">{drawn}</body></html>'
    )
    return patiently(html, lambda: _proof(case, html))


def set_again(case: Case, proof: Proof, *, wide: Collection[Any], others: Collection[Any]) -> Any:
    """Return the boxes of the paragraphs ``wide``, set once more with wider spaces.

    Both are elements of slips in ``proof``; ``others`` are paragraphs that only have
    to be there, so that the styles find what they look for. The answer is keyed by
    element.
    """
    return patiently(" " * 1000, lambda: _set_again(case, proof, wide, others))


_IMAGE = re.compile(r'(<img\b[^>]*?\bsrc=")[^"]*')
_BLANK = rf"\g<1>{PIXEL.address}"

_SLIPS = """
@page slips { size: 2000mm 500000mm; margin: 0; bleed: 0; marks: none;
  @top-left { content: none } @top-center { content: none } @top-right { content: none }
  @bottom-left { content: none } @bottom-center { content: none } @bottom-right { content: none } }
body.slips { page: slips; margin: 0 }
.slip { display: flow-root; position: relative; margin: 0 }
.apart + .apart { break-before: page }
.slip > .inset, .slip > .ready { position: relative }
"""


def _proof(case: Case, html: str) -> Proof:
    weasyprint = weasyprint_loaded()
    with setting_out(case):
        tree = weasyprint.HTML(string=html, base_url=BASE).etree_element
        return Proof(dict(_slips(render(case, tree, weasyprint.CSS(string=_SLIPS)))), tree)


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
    with setting_out(case):
        document = render(case, tree, weasyprint_loaded().CSS(string=_SLIPS))
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    for box in boxes:
        if getattr(box, "element", None) in first and type(box).__name__ == "BlockBox":
            found[first[box.element]] = box
    return found
