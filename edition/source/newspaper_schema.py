"""The keys of a newspaper's pages: its policy, the advertisements, what is pinned where."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from ..model import LAST_PAGE
from .values import Address, Millimetres, Needed, Table, problem

MOST_PAGES = 999


def _pages(value: object) -> object:
    return [value] if isinstance(value, int) and not isinstance(value, bool) else value


def _page_or_last(value: object) -> int:
    if value == "last":
        return LAST_PAGE
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_PAGES:
        return value
    raise problem("page", 'must be the number of a page, or "last"')


PageNumber = Annotated[int, Field(ge=1, le=MOST_PAGES)]
PageNumbers = Annotated[
    list[PageNumber],
    BeforeValidator(_pages),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1},
                {"type": "array", "items": {"type": "integer", "minimum": 1}},
            ]
        }
    ),
]
PageOrLast = Annotated[
    int,
    PlainValidator(_page_or_last),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"const": "last"}]}),
]


class NewspaperKeys(Table):
    """How pages are made up when the layout is "newspaper"."""

    jumps: int | None = Field(
        None, ge=0, le=99, examples=[1],
        description="How many stories may go on on another page; without it one, on pages of A4 "
        "and smaller ones as many as it takes.",
    )  # fmt: skip
    front: int | None = Field(
        None, ge=1, le=20, examples=[3],
        description="How many stories begin on the front page at most; without it three, and more "
        "where three do not fill it.",
    )  # fmt: skip
    openers: list[str] = Field(
        [], description="Sections that begin a page of their own.", examples=[["Sport"]]
    )
    pull_quotes: bool = Field(
        True, examples=[False],
        description="Whether sentences may be lifted from stories with few pictures.",
    )  # fmt: skip


class AdKeys(Table):
    """An advertisement somebody paid for."""

    name: Needed = Field(description="Who it is for, for messages.", examples=["Harbour Bank"])
    picture: Needed = Field(
        description="Its file: JPEG, PNG, SVG, or a PDF of one page.", examples=["ads/bank.pdf"]
    )
    columns: int = Field(ge=1, le=12, description="How many columns wide it is.", examples=[2])
    height: Millimetres = Field(description="How high it is.", examples=["60mm"])
    page: PageOrLast | None = Field(
        None, description='The page it is booked on, or "last".', examples=[3]
    )
    side: Literal["left", "right"] | None = Field(
        None, description="The side of an opening it is booked on.", examples=["right"]
    )
    apart: str | None = Field(
        None, description="Its trade: never beside another of the same word.", examples=["bank"]
    )
    alt: str | None = Field(
        None,
        description="What it says, for those who cannot see it.",
        examples=["Harbour Bank: savings at four per cent."],
    )
    link: Address | None = Field(
        None, description="Where it points on screens.", examples=["https://bank.example"]
    )


class AdsKeys(Table):
    """ads.toml: the advertisements of an issue, when issue.toml does not hold them."""

    ad: list[AdKeys] = Field([], description="The advertisements.")


class PinKeys(Table):
    """What is settled about the place and shape of one story."""

    story: Needed = Field(description="Its file name without .md.", examples=["harbour-reopens"])
    page: PageNumber | None = Field(None, description="The page it begins on.", examples=[5])
    never: PageNumbers = Field([], description="Pages it may not stand on.", examples=[[1]])
    columns: int | None = Field(
        None, ge=1, le=12, description="How many columns wide it is.", examples=[3]
    )
    picture: int | None = Field(
        None, ge=1, le=12, description="How many columns wide its first picture is.", examples=[2]
    )
    alone: bool = Field(False, description="No other story on its pages.", examples=[True])
    spread: bool = Field(False, description="Over both pages of an opening.", examples=[True])
    jump: bool | None = Field(
        None, description="Whether it may go on on another page.", examples=[False]
    )


class PageOrderKeys(Table):
    """The stories of one page: these, and no others."""

    number: PageNumber = Field(description="The number of the page.", examples=[5])
    stories: list[str] = Field(
        description="File names without .md.", examples=[["harbour-reopens", "council-votes"]]
    )
