"""The keys an editor may write, and what each must be: the one list of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field, RootModel

from ..model import Rank, StandingKind
from .catalogue_schema import CatalogueKeys
from .newspaper_schema import MOST_PAGES, AdKeys, AdsKeys, NewspaperKeys, PageOrderKeys, PinKeys
from .outlet_schema import PrinterKeys, ReadersKeys
from .press_schema import PressKeys
from .values import (
    Address,
    Day,
    FocusPoint,
    HouseAdSize,
    Millimetres,
    Names,
    Needed,
    Points,
    StandingPlace,
    Switch,
    Table,
)

PageSize = Literal[
    "tabloid", "berliner", "broadsheet", "A3", "A4", "A5", "us-tabloid", "mini"
]  # fmt: skip

HIGHEST_NUMBER = 999_999
"""No paper has had so many issues."""


class MarginKeys(Table):
    """The white edges of the page; the inside edge is the one at the fold."""

    top: Millimetres | None = Field(None, description="Above the text.", examples=["15mm"])
    bottom: Millimetres | None = Field(None, description="Below the text.", examples=["16mm"])
    inside: Millimetres | None = Field(None, description="At the fold.", examples=["15mm"])
    outside: Millimetres | None = Field(
        None, description="At the edge the reader turns.", examples=["15mm"]
    )


class PageKeys(Table):
    """The printed page. A named size brings columns and margins that suit it."""

    size: PageSize | None = Field(
        None, description="A named page size; tabloid when nothing is said.", examples=["tabloid"]
    )
    width: Millimetres | None = Field(
        None, description="Width after trimming, instead of a named size.", examples=["289mm"]
    )
    height: Millimetres | None = Field(
        None, description="Height after trimming, instead of a named size.", examples=["380mm"]
    )
    bleed: Millimetres | None = Field(
        None, description="How far pictures run over the trimmed edge.", examples=["3mm"]
    )
    columns: int | None = Field(
        None, ge=1, le=12, description="Columns of text on a page.", examples=[5]
    )
    gutter: Millimetres | None = Field(
        None, description="White between two columns.", examples=["5mm"]
    )
    leading: Points | None = Field(
        None, description="From one baseline to the next: the grid.", examples=["10.5pt"]
    )
    margins: MarginKeys | None = Field(
        None,
        description="The white edges of the page.",
        examples=[{"top": "15mm", "bottom": "16mm", "inside": "15mm", "outside": "15mm"}],
    )
    page_multiple: int | None = Field(
        None, ge=1, le=64, description="Pages are printed in lots of this many.", examples=[4]
    )


class PictureKeys(Table):
    """What pictures must be: fine enough for paper, small enough for screens."""

    print_ppi: float = Field(
        150.0,
        ge=30,
        le=2400,
        description="Pixels per inch on paper, where the press does not ask for more; fewer is a "
        "finding.",
        examples=[150],
    )
    screen_pixels: float = Field(
        4.0,
        gt=0,
        le=100,
        description="Megapixels of a picture in the EPUB at most.",
        examples=[4.0],
    )
    screen_bytes: float = Field(
        5.0, gt=0, le=100, description="Megabytes of a picture in the EPUB at most.", examples=[5.0]
    )
    mail_bytes: float = Field(
        50.0,
        gt=0,
        description="Megabytes of a whole EPUB that readers' mail takes; more is a finding.",
        examples=[25.0],
    )


class WaiverKeys(Table):
    """A finding the publication has decided to live with."""

    code: Needed = Field(description="The code of the finding.", examples=["PIC-007"])
    reason: Needed = Field(
        description="Why it may stay, for whoever reads this next year.",
        examples=["Drawings by the editors carry no credit."],
    )
    where: str | None = Field(
        None,
        description="A file, or a pattern with *, seen from the publication's folder.",
        examples=["2026-03-06/letters.md"],
    )


class PublicationKeys(Table):
    """publication.toml: the paper itself, what stays the same between issues."""

    name: Needed = Field(description="The name on the masthead.", examples=["The Forme"])
    tagline: str | None = Field(
        None, description="The line under the name.", examples=["A paper about printing"]
    )
    language: Needed = Field(
        description="The language of the paper, as a language tag.", examples=["en-GB"]
    )
    publisher: Needed = Field(description="Who publishes it.", examples=["Forme Press Ltd"])
    place: str | None = Field(None, description="Where it is published.", examples=["Bristol"])
    issn: str | None = Field(
        None, description="The eight digits of its ISSN.", examples=["1234-5679"]
    )
    url: Address | None = Field(
        None, description="Its web site.", examples=["https://forme.example"]
    )
    rights: str | None = Field(None, description="The copyright line.", examples=["© The Forme"])
    price: str | None = Field(
        None, description="What an issue costs, with the currency.", examples=["£2.50"]
    )
    frequency: str | None = Field(
        None, description="How often it appears.", examples=["weekly", "fortnightly", "monthly"]
    )
    slug: str | None = Field(
        None, description="The name in file names; made from the name when left out.",
        examples=["forme"],
    )  # fmt: skip
    sections: list[str] = Field(
        [], description="The sections in their usual order.", examples=[["News", "Sport"]]
    )
    layout: Literal["flow", "newspaper"] = Field(
        "flow", description="How pages are made up.", examples=["flow"]
    )
    typography: bool = Field(
        True, description="Whether quotes and dashes are set as printers do.", examples=[True]
    )
    headline_lines: int = Field(
        3, ge=1, le=12, description="A headline of more lines is a finding.", examples=[3]
    )
    page: PageKeys = Field(PageKeys(), description="The printed page.")  # type: ignore[call-arg]
    newspaper: NewspaperKeys = Field(
        NewspaperKeys(),  # type: ignore[call-arg]
        description="How pages are made up.",
    )
    pictures: PictureKeys = Field(PictureKeys(), description="What pictures must be.")  # type: ignore[call-arg]
    catalogue: CatalogueKeys = Field(
        CatalogueKeys(),  # type: ignore[call-arg]
        description="The catalogue on the web that edition publish makes.",
    )
    press: Needed | None = Field(
        None,
        description="The printer's demands: the name of a press profile, or a file of your own.",
        examples=["newsprint-tabloid"],
    )
    printer: list[PrinterKeys] = Field(
        [], description="Where the print edition is sent: edition send printer."
    )
    readers: ReadersKeys | None = Field(
        None, description="How readers are sent an issue: edition send readers."
    )
    waiver: list[WaiverKeys] = Field(
        [], description="Findings the publication has decided to live with."
    )


class SectionKeys(Table):
    """One section of an issue and the order of its stories."""

    title: Needed = Field(description="The section's title.", examples=["News"])
    articles: list[str] = Field(
        [],
        description="File names without .md, in reading order; a section without is left out.",
        examples=[["harbour-reopens", "council-votes"]],
    )


class IssueKeys(Table):
    """issue.toml: one dated number and the order of what stands in it."""

    date: Day = Field(description="The date on the front page.", examples=["2026-03-06"])
    number: int = Field(
        ge=1, le=HIGHEST_NUMBER, description="The number of the issue.", examples=[12]
    )
    volume: int | None = Field(
        None, ge=1, le=HIGHEST_NUMBER, description="The volume, or year.", examples=[3]
    )
    price: str | None = Field(
        None, description="The price of this issue, when it differs.", examples=["£3.00"]
    )
    title: str | None = Field(
        None, description="The title of a special number.", examples=["The newsprint number"]
    )
    lead: str | None = Field(
        None, description="The story that leads the front page; else the first.",
        examples=["harbour-reopens"],
    )  # fmt: skip
    cover: str | None = Field(
        None,
        description="The picture on the cover; else the lead's first.",
        examples=["images/press.jpg"],
    )
    correction: str | None = Field(
        None,
        description="What was corrected, when the issue is published again.",
        examples=["Page 3: the bridge opened in 1864."],
    )
    revised: Day | None = Field(
        None, description="The date of that correction.", examples=["2026-03-08"]
    )
    pages: int | None = Field(
        None, ge=1, le=MOST_PAGES, description="How many pages it shall have.", examples=[16]
    )
    section: list[SectionKeys] = Field([], description="The sections in reading order.")
    wanted: dict[str, str] = Field(
        {},
        description="Stories of the order that are not written yet: file name, then what it is.",
        examples=[{"council-votes": "The council votes on the pier"}],
    )
    pin: list[PinKeys] = Field([], description="What is settled about single stories.")
    page: list[PageOrderKeys] = Field([], description="Pages whose stories are settled.")
    ad: list[AdKeys] = Field([], description="Advertisements; they may stand in ads.toml too.")


class PictureWordKeys(Table):
    """The words of one picture."""

    caption: str | None = Field(
        None,
        description='What stands under the picture; "" when nothing shall.',
        examples=["The first sheet, still wet."],
    )
    credit: str | None = Field(
        None,
        description='Who made the picture; "" when nobody shall be named.',
        examples=["Photo: Ada Penhallow"],
    )
    alt: str | None = Field(
        None,
        description="What a reader who cannot see the picture needs.",
        examples=["A printer holds a sheet up to the light."],
    )
    focus: FocusPoint | None = Field(
        None,
        description="What must stay when it is cropped: from the left, from the top.",
        examples=["40% 30%"],
    )
    decorative: bool = Field(
        False, description="Only an ornament: no words are asked for.", examples=[True]
    )


class CaptionKeys(RootModel[dict[str, PictureWordKeys]]):
    """captions.toml: the words of pictures, by file name."""


class ArticleKeys(Table):
    """The front matter of a story."""

    headline: Needed = Field(description="The headline.", examples=["Harbour reopens"])
    print_headline: str | None = Field(
        None, description="A shorter headline for paper.", examples=["Harbour open"]
    )
    kicker: str | None = Field(None, description="Above the headline.", examples=["Transport"])
    standfirst: str | None = Field(
        None,
        description="The lines that lead into the story.",
        examples=["After two winters the ferries are back."],
    )
    byline: Names = Field([], description="Who wrote it.", examples=["Ada Penhallow"])
    author_note: str | None = Field(
        None, description="Who the writer is.", examples=["Ada Penhallow sets type."]
    )
    dateline: str | None = Field(
        None, description="Where the story was written.", examples=["Mainz"]
    )
    section: str | None = Field(
        None, description="Its section, when issue.toml gives no order.", examples=["News"]
    )
    rank: Rank = Field("story", description="How much the story matters.", examples=["lead"])
    tags: Names = Field([], description="What it is about.", examples=[["type", "history"]])
    source: Address | None = Field(
        None, description="Where it was first published.", examples=["https://forme.example/a"]
    )
    language: str | None = Field(
        None, description="Its language, when it is not the paper's.", examples=["fr"]
    )
    related: Names = Field(
        [], description="Other stories of this issue.", examples=[["council-votes"]]
    )
    typography: Switch | None = Field(
        None, description="Whether quotes and dashes are set as printers do.", examples=[False]
    )
    pull_quotes: Switch = Field(
        True, examples=[False],
        description="Whether a sentence of it may be lifted to break up its columns.",
    )  # fmt: skip


class StandingKeys(Table):
    """The front matter of standing matter."""

    kind: StandingKind = Field(description="What it is.", examples=["imprint"])
    headline: str | None = Field(None, description="Its headline.", examples=["Imprint"])
    sizes: list[HouseAdSize] = Field(
        [], description="House ads: the columns x lines it may take.", examples=[["1x20", "2x12"]]
    )
    picture: str | None = Field(
        None, description="A house ad that is a picture.", examples=["advert.svg"]
    )
    alt: str | None = Field(
        None,
        description="What that picture says, for those who cannot see it.",
        examples=["Subscribe to The Forme."],
    )
    link: Address | None = Field(
        None, description="Where it points.", examples=["https://forme.example/subscribe"]
    )
    place: StandingPlace | None = Field(
        None,
        description='Which page it stands on: "last", "page 2", or "anywhere". Imprint and contacts'
        " stand on the last when nothing is said.",
        examples=["last"],
    )
    every_issue: Switch | None = Field(
        None,
        description="Whether it must stand in every issue; else it fills space where some is left.",
        examples=[True],
    )


def json_schemas() -> Mapping[str, dict[str, Any]]:
    """Return the JSON Schema of each kind of file, by the name of the schema's own file."""
    models: dict[str, type[BaseModel]] = {
        "publication.schema.json": PublicationKeys,
        "issue.schema.json": IssueKeys,
        "captions.schema.json": CaptionKeys,
        "ads.schema.json": AdsKeys,
        "article.schema.json": ArticleKeys,
        "standing.schema.json": StandingKeys,
        "press.schema.json": PressKeys,
    }
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": (model.__doc__ or "").partition(":")[0].rstrip("."),
            **_readable(model.model_json_schema()),
        }
        for name, model in models.items()
    }


def _readable(schema: Any) -> Any:
    """Return ``schema`` without what means something to programs of ours only.

    ``None`` stands for a key that is not there, which no file can say.
    """
    if isinstance(schema, list):
        return [_readable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _readable(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str)) and not (key == "default" and not value)
    }
    choices = kept.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        rest = [one for one in choices if one != {"type": "null"}]
        del kept["anyOf"]
        kept = {**(rest[0] if len(rest) == 1 else {"anyOf": rest}), **kept}
    if isinstance(kept.get("default"), dict):
        del kept["default"]
    return kept
