"""Sets pieces of text apart from the pages: galleys, and what is to be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from .engine import PIXEL, Case, patiently, render, setting_out, weasyprint_loaded
from .fetcher import BASE
from .galley import classes


@dataclass(frozen=True, slots=True)
class Slip:
    """Something to be set apart from the pages, at its natural height in ``width`` points."""

    name: str
    html: str
    width: float


def set_slips(
    case: Case, slips: Sequence[Slip], *, language: str, direction: str, apart: bool = False
) -> dict[str, Any]:
    """Return the boxes of ``slips`` by name, each set in its width and as deep as it likes.

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


def _proof(case: Case, html: str) -> dict[str, Any]:
    weasyprint = weasyprint_loaded()
    with setting_out(case):
        tree = weasyprint.HTML(string=html, base_url=BASE).etree_element
        return dict(_slips(render(case, tree, weasyprint.CSS(string=_SLIPS))))


def _slips(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the box of every slip by its name."""
    for page in document.pages:
        for body in page._page_box.children[0].children:
            for slip in body.children:
                marked = (one for one in slip.descendants() if "galley" in classes(one))
                yield slip.element.get("data-slip"), next(marked, slip)
