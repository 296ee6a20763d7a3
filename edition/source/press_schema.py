"""The keys of a press profile: what a printer asks for, in the printer's own units."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..page import Edges
from .values import LENGTH_SCHEMA, Millimetres, Needed, Points, Table, millimetres, problem

_EDGES = ("top", "bottom", "inside", "outside")


def _edges(value: object) -> Edges:
    """Return one length for all edges, or one for each; what is not named is nothing."""
    with_all = isinstance(value, str)
    named = value if isinstance(value, dict) else {}
    if not with_all and (not named or set(named) - set(_EDGES)):
        raise _no_edges()
    try:
        lengths = {edge: millimetres(value if with_all else named[edge])
                   for edge in _EDGES if with_all or edge in named}  # fmt: skip
    except PydanticCustomError:
        raise _no_edges() from None
    return Edges(**{edge: lengths.get(edge, 0.0) for edge in _EDGES})


def _no_edges() -> PydanticCustomError:
    sentence = 'must be a length for all edges, such as "3mm", or a table of top, bottom, inside '
    return problem("edges", sentence + "and outside")


Sides = Annotated[
    Edges,
    PlainValidator(_edges),
    WithJsonSchema(
        {
            "anyOf": [
                LENGTH_SCHEMA,
                {
                    "type": "object",
                    "properties": dict.fromkeys(_EDGES, LENGTH_SCHEMA),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }
    ),
]


class PressPageKeys(Table):
    """The page as the printer trims it, and how many of them there may be."""

    width: Millimetres | None = Field(
        None, description="Width after trimming; any when nothing is said.", examples=["289mm"]
    )
    height: Millimetres | None = Field(
        None, description="Height after trimming; any when nothing is said.", examples=["380mm"]
    )
    bleed: Sides | None = Field(
        None, description="How far pictures run over the trimmed edge.", examples=["3mm"]
    )
    margin: Sides | None = Field(
        None, description="What stays free of words along the trimmed edge.", examples=["10mm"]
    )
    multiple: int | None = Field(
        None, ge=1, le=64, description="Pages are printed in lots of this many.", examples=[4]
    )
    least: int | None = Field(None, ge=1, le=999, description="Fewest pages.", examples=[8])
    most: int | None = Field(None, ge=1, le=999, description="Most pages.", examples=[64])
    blank: Literal["error", "warning"] | None = Field(
        None, description="How grave a page without any ink is.", examples=["error"]
    )


class IntentKeys(Table):
    """The printing condition by its registered name."""

    identifier: Needed | None = Field(
        None, description="Its name in the registry.", examples=["FOGRA39"]
    )
    condition: str | None = Field(
        None,
        description="The same in words.",
        examples=["Offset on coated paper, ISO 12647-2"],
    )
    registry: str | None = Field(
        None,
        description='The address of the registry; "" for a condition that is in none.',
        examples=["http://www.color.org"],
    )


class InkKeys(Table):
    """How much ink the paper takes, in per cent, all four together."""

    target: float | None = Field(
        None, ge=100, le=400, description="What pictures are converted to.", examples=[220]
    )
    limit: float | None = Field(
        None, ge=100, le=400, description="What no patch of the page exceeds.", examples=[240]
    )
    window: Millimetres | None = Field(
        None, description="The side of the square the limit is a mean of.", examples=["15mm"]
    )
    rich_black: float | None = Field(
        None, ge=100, le=400, description="Most ink in words that are nearly black.", examples=[220]
    )
    spots: int | None = Field(
        None, ge=0, le=16, description="Spot colours the printer takes.", examples=[0]
    )


class FloorKeys(Table):
    """Two limits: below the first the printer refuses, below the second asks."""

    error: float = Field(gt=0, le=10_000, description="Below this it is refused.", examples=[100])
    warning: float = Field(
        gt=0, le=10_000, description="Below this it is reported.", examples=[150]
    )


class PressPictureKeys(Table):
    """Pixels per inch at the size a picture is printed."""

    contone: FloorKeys | None = Field(
        None, description="Photographs.", examples=[{"error": 100, "warning": 150}]
    )
    line: FloorKeys | None = Field(
        None, description="Pictures in black and white only.",
        examples=[{"error": 550, "warning": 800}],
    )  # fmt: skip
    target: float | None = Field(
        None, gt=0, le=10_000, description="What photographs are made to.", examples=[200]
    )
    line_target: float | None = Field(
        None,
        gt=0,
        le=10_000,
        description="What pictures in black and white are made to.",
        examples=[1200],
    )
    sharpen: bool | None = Field(
        None, description="Whether to sharpen lightly, for a coarse screen.", examples=[True]
    )


class SmallestKeys(Table):
    """The smallest that this press holds."""

    type: Points | None = Field(None, description="Words in one ink.", examples=["6pt"])
    type_inks: Points | None = Field(
        None, description="Words in several inks, or white on a ground.", examples=["10pt"]
    )
    rule: Points | None = Field(None, description="Rules in one ink.", examples=["0.25pt"])
    rule_inks: Points | None = Field(
        None, description="Rules in several inks, or white on a ground.", examples=["0.25pt"]
    )


class OverprintKeys(Table):
    """Below which size black is printed over what is there, not into a hole in it."""

    type: Points | None = Field(None, description="Black words.", examples=["12pt"])
    rule: Points | None = Field(None, description="Black rules.", examples=["2pt"])


class MarkKeys(Table):
    """The marks outside the bleed. Many newspaper printers forbid them."""

    allowed: bool | None = Field(
        None, description="Whether there are marks at all.", examples=[True]
    )
    crop: bool | None = Field(None, description="Where to cut.", examples=[True])
    registration: bool | None = Field(
        None, description="Crosses that show whether the inks stand on one another.",
        examples=[True],
    )  # fmt: skip
    colour_bar: bool | None = Field(
        None, description="Patches of ink for the pressman to measure.", examples=[False]
    )
    slug: bool | None = Field(
        None, description="The paper's name, its date and the page beside the marks.",
        examples=[True],
    )  # fmt: skip
    offset: Millimetres | None = Field(
        None, description="From the trimmed corner to where a crop mark begins.", examples=["3mm"]
    )
    length: Millimetres | None = Field(
        None, description="How long crop marks are.", examples=["5mm"]
    )
    weight: Points | None = Field(None, description="How thick marks are.", examples=["0.25pt"])


class FileKeys(Table):
    """The files that go to the printer."""

    per: Literal["issue", "page"] | None = Field(
        None, description="One PDF for the issue, or one for every page.", examples=["issue"]
    )
    pattern: Needed | None = Field(
        None,
        description="Their names: {slug}, {date}, {number} and {page} are filled in.",
        examples=["{slug}-{date}-print"],
    )


class PressKeys(Table):
    """A press profile: what one printer demands of a page."""

    title: Needed | None = Field(
        None, description="What it is for.", examples=["Newsprint, coldset, tabloid"]
    )
    source: Needed | None = Field(
        None,
        description="Where its numbers come from.",
        examples=["The printer's data sheet of March 2026"],
    )
    extends: Needed | None = Field(
        None,
        description="The profile this one changes: a name, or a file beside this one.",
        examples=["newsprint-tabloid"],
    )
    icc: Needed | None = Field(
        None, description="The ICC profile of the press, a file.", examples=["our-printer.icc"]
    )
    standard: Literal["X-4", "X-1a"] | None = Field(
        None, description="PDF/X-4, or PDF/X-1a:2003 for older presses.", examples=["X-4"]
    )
    page: PressPageKeys | None = Field(
        None, description="The page as the printer trims it.",
        examples=[{"width": "289mm", "height": "380mm", "multiple": 4}],
    )  # fmt: skip
    intent: IntentKeys | None = Field(
        None, description="The printing condition.", examples=[{"identifier": "FOGRA39"}]
    )
    ink: InkKeys | None = Field(
        None, description="How much ink the paper takes.", examples=[{"target": 220, "limit": 240}]
    )
    pictures: PressPictureKeys | None = Field(
        None, description="How fine pictures must be.", examples=[{"target": 200}]
    )
    smallest: SmallestKeys | None = Field(
        None, description="The smallest this press holds.", examples=[{"type": "6pt"}]
    )
    overprint: OverprintKeys | None = Field(
        None, description="Below which size black overprints.", examples=[{"type": "12pt"}]
    )
    marks: MarkKeys | None = Field(
        None, description="The marks outside the bleed.", examples=[{"allowed": False}]
    )
    files: FileKeys | None = Field(
        None, description="The files that go to the printer.", examples=[{"per": "issue"}]
    )
