"""The keys an editor may write, and what each must be: the one list of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    RootModel,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from ..model import AdSize, Focus, Rank, StandingKind
from .figures import read_focus

DATE_PROBLEM = "date"
"""The pydantic error type of a value that should be a date."""

PageSize = Literal[
    "tabloid", "berliner", "broadsheet", "A3", "A4", "A5", "us-tabloid", "mini"
]  # fmt: skip

_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_SIZE = re.compile(r"(\d{1,2})\s*[x×]\s*(\d{1,3})")
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\.?[^\s]*|mailto:[^\s@]+@[^\s@]+)")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def millimetres(length: object) -> float:
    """Return a length such as ``289mm``, ``0.125in`` or ``10.5pt`` in millimetres."""
    found = _LENGTH.fullmatch(length.strip()) if isinstance(length, str) else None
    if found is None:
        raise _problem("length", "must be a length with its unit, such as 289mm, 0.125in or 10.5pt")
    return round(float(found[1]) * _MILLIMETRES[found[2]], 4)


def points(length: object) -> float:
    """Return a length such as ``10.5pt`` in points."""
    return round(millimetres(length) / _MILLIMETRES["pt"], 3)


def focus(text: object) -> Focus:
    """Return ``40% 30%`` as the point that must survive cropping."""
    point = read_focus(text) if isinstance(text, str) else None
    if point is None:
        raise _problem("focus", 'must be two per cents, from the left and from the top: "40% 30%"')
    return point


def _problem(kind: str, sentence: str) -> PydanticCustomError:
    return PydanticCustomError(f"edition_{kind}", "{sentence}", {"sentence": sentence})


def _date(value: object) -> datetime.date:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, str) and _ISO_DATE.fullmatch(value.strip()):
        with suppress(ValueError):
            value = datetime.date.fromisoformat(value.strip())
    if not isinstance(value, datetime.date):
        raise PydanticCustomError(DATE_PROBLEM, "must be a date")
    if not 1600 <= value.year <= 2200:
        raise PydanticCustomError(DATE_PROBLEM, "must be a date of this time")
    return value


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _switch(value: object) -> object:
    """YAML front matter arrives as text, so ``false`` does too."""
    if isinstance(value, str):
        return {
            "true": True,
            "yes": True,
            "on": True,
            "false": False,
            "no": False,
            "off": False,
        }.get(value.strip().lower(), value)
    return value


def _ad_size(value: object) -> AdSize:
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or not (1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 400):
        raise _problem("ad_size", 'must be columns x lines, such as "2x12"')
    return AdSize(int(found[1]), int(found[2]))


def _address(value: object) -> object:
    if isinstance(value, str) and not _ADDRESS.fullmatch(value.strip()):
        raise _problem("address", "must be a web address that begins with https:// or mailto:")
    return value.strip() if isinstance(value, str) else value


def _json_text(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


_LENGTH_SCHEMA = _json_text(r"^\s*\d{1,4}(\.\d{1,4})?\s*(mm|cm|in|pt)\s*$")
Millimetres = Annotated[float, BeforeValidator(millimetres), _LENGTH_SCHEMA]
Points = Annotated[float, BeforeValidator(points), _LENGTH_SCHEMA]
Day = Annotated[
    datetime.date, PlainValidator(_date), WithJsonSchema({"type": "string", "format": "date"})
]
FocusPoint = Annotated[Focus, PlainValidator(focus), WithJsonSchema({"type": "string"})]
HouseAdSize = Annotated[
    AdSize, PlainValidator(_ad_size), _json_text(r"^\s*\d{1,2}\s*[x×]\s*\d{1,3}\s*$")
]
Address = Annotated[str, BeforeValidator(_address), _json_text(r"^\s*(https?://|mailto:)\S+\s*$")]
Switch = Annotated[bool, BeforeValidator(_switch)]
Names = Annotated[
    list[str],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Needed = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Keys(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class MarginKeys(_Keys):
    """The white edges of the page; the inside edge is the one at the fold."""

    top: Millimetres | None = Field(None, description="Above the text.", examples=["15mm"])
    bottom: Millimetres | None = Field(None, description="Below the text.", examples=["16mm"])
    inside: Millimetres | None = Field(None, description="At the fold.", examples=["15mm"])
    outside: Millimetres | None = Field(
        None, description="At the edge the reader turns.", examples=["15mm"]
    )


class PageKeys(_Keys):
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


class PictureKeys(_Keys):
    """What pictures must be: fine enough for paper, small enough for screens."""

    print_ppi: float = Field(
        150.0,
        ge=30,
        le=2400,
        description="Pixels per inch on paper; fewer is a finding.",
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


class WaiverKeys(_Keys):
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


class PublicationKeys(_Keys):
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
    pictures: PictureKeys = Field(PictureKeys(), description="What pictures must be.")  # type: ignore[call-arg]
    waiver: list[WaiverKeys] = Field(
        [], description="Findings the publication has decided to live with."
    )


class SectionKeys(_Keys):
    """One section of an issue and the order of its stories."""

    title: Needed = Field(description="The section's title.", examples=["News"])
    articles: list[str] = Field(
        description="File names without .md, in reading order.",
        examples=[["harbour-reopens", "council-votes"]],
    )


class IssueKeys(_Keys):
    """issue.toml: one dated number and the order of what stands in it."""

    date: Day = Field(description="The date on the front page.", examples=["2026-03-06"])
    number: int = Field(ge=1, le=999_999, description="The number of the issue.", examples=[12])
    volume: int | None = Field(
        None, ge=1, le=999_999, description="The volume, or year.", examples=[3]
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
    section: list[SectionKeys] = Field([], description="The sections in reading order.")


class PictureWordKeys(_Keys):
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


class ArticleKeys(_Keys):
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


class StandingKeys(_Keys):
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


def json_schemas() -> Mapping[str, dict[str, Any]]:
    """Return the JSON Schema of each kind of file, by the name of the schema's own file."""
    models: dict[str, type[BaseModel]] = {
        "publication.schema.json": PublicationKeys,
        "issue.schema.json": IssueKeys,
        "captions.schema.json": CaptionKeys,
        "article.schema.json": ArticleKeys,
        "standing.schema.json": StandingKeys,
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
