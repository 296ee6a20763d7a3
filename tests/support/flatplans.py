"""Flatplans made by hand: a small newspaper of four pages, and the pieces of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from edition.document import Document, assemble
from edition.makeup.copy import FillerKind, Grid, Head, HeadSize, Position
from edition.makeup.plan import Filled, Flatplan, Form, Leg, Module, Placed, Rect, Sheet, Strip
from edition.model import Advert, Issue, Publication, Slug

from .documents import HERE, article, issue, publication, section

GRID = Grid(5, 96)
HEADS: dict[HeadSize, int] = {"deck": 3, "small": 4, "middle": 7, "large": 11, "lead": 16}

HEADLINES = {
    "harbour": "Harbour reopens after two winters",
    "council": "Council votes to keep the old press running in the cellar",
    "ferry": "A ferry for the price of a bus",
    "bridge": "Bridge to be painted green, then grey",
    "rain": "Rain",
    "fair": "Type fair moves to May",
    "match": "Compositors beat binders by a length",
    "long-run": "The long run: forty thousand sheets in a night, and nobody slept",
    "left": "Nobody found room for this one",
}


def story(name: str, column: int, line: int, columns: int, lines: int, **more: Any) -> Module:
    """Return a story in its rectangle, its legs full.

    ``head`` is the size of its headline, ``picture`` the columns and lines of a picture under
    the head at the right, ``box`` the lines of a box at the foot of the last column; ``flag``
    takes two lines at the top, ``end`` the last line of the last leg. All else goes to the
    module or its form.
    """
    size: HeadSize = more.pop("head", "middle")
    high = HEADS[size]
    wide, deep = more.pop("picture", (0, 0))
    box = more.pop("box", 0)
    form_keys = {key: more.pop(key) for key in ("left_out", "end", "cost") if key in more}
    top = line + (2 if more.get("flag") else 0)
    first, foot = top + high, line + lines
    insets = []
    if wide:
        at = Rect(column + columns - wide, first, wide, deep)
        insets.append(Placed(f"{name}-figure-1", "picture", at, more.pop("cropped", 0)))
    if box:
        insets.append(Placed(f"{name}-box", "box", Rect(column + columns - 1, foot - box, 1, box)))
    legs = []
    for leg in range(column, column + columns):
        begin = first + (deep + 1 if wide and leg >= column + columns - wide else 0)
        end = foot - (box + 1 if box and leg == column + columns - 1 else 0)
        if end - begin > 3:
            turns = "end" in form_keys and leg == column + columns - 1
            strips = (Strip(0, 0, end - begin - turns, 0),)
            legs.append(Leg(Rect(leg, begin, 1, end - begin), strips))
    form = Form(
        columns,
        lines,
        form_keys.pop("cost", 1.5),
        Head(size, columns, high, turns=2 if size == "lead" else 1),
        Rect(column, top, columns, high),
        tuple(insets),
        tuple(legs),
        **form_keys,
    )
    section = more.pop("section", "News")
    return Module(name, section, Rect(column, line, columns, lines), form, **more)


def ready(name: str, kind: FillerKind, *rect: int) -> Filled:
    return Filled(name, kind, Rect(*rect))


def paper(folder: Path = Path("/paper"), *, language: str = "en-GB") -> Document:
    """Return the document that ``plan`` is of."""
    made: Publication = publication(folder, layout="newspaper", language=language)
    news, town = list(HEADLINES)[:6], list(HEADLINES)[6:]
    number: Issue = issue(
        folder,
        section("News", *(_article(name) for name in news)),
        section("Town", *(_article(name) for name in town)),
        lead=Slug("harbour"),
        adverts=(Advert(Slug("ad-bank"), "Harbour Bank & Sons", None, 2, 100.0, HERE),),
    )
    return assemble(made, number)[0]


def _article(name: str) -> Any:
    return article(name, headline=HEADLINES[name].replace("&", "&amp;"))


def plan(**more: Any) -> Flatplan:
    """Return four pages, each of them full."""
    front = Sheet(
        1,
        "News",
        (
            story("harbour", 0, 16, 4, 79, head="lead", picture=(3, 34), cropped=-3,
                  end=Position(0, 40), onto=3, cost=2.25),
            story("ferry", 4, 16, 1, 49),
        ),
        (ready("contents", "contents", 4, 66, 1, 29), ready("barcode", "barcode", 4, 95, 1, 1)),
        2.25,
    )  # fmt: skip
    second = Sheet(
        2,
        "News",
        (
            story("council", 0, 0, 3, 60, head="large", picture=(2, 25), box=12),
            story("bridge", 3, 0, 2, 60, head="middle", picture=(1, 12), cropped=2),
            story("rain", 0, 61, 3, 35, gathered=("rain", "fair"), head="small"),
        ),
        (ready("ad-bank", "advert", 3, 61, 2, 35),),
        4.0,
        ("Two headlines of one size stand side by side.",),
    )
    third = Sheet(
        3,
        "Town",
        (
            story("harbour", 0, 0, 5, 30, head="small", back=1),
            story("match", 0, 31, 5, 65, head="lead", picture=(5, 30), flag="Town",
                  section="Town", left_out=("match-quote",)),
        ),
        (),
        3.5,
    )  # fmt: skip
    last = Sheet(
        4,
        "Town",
        (story("long-run", 0, 0, 5, 70, head="large", picture=(3, 40), section="Town"),),
        (ready("imprint", "standing", 0, 71, 2, 25), ready("house", "house-ad", 2, 71, 3, 25)),
        1.0,
    )
    sheets = (front, second, third, last)
    made = Flatplan(GRID, sheets, cost=10.75, left_out=("left",), over=41)
    return replace(made, **more)
