"""The keys of what a publication offers online."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from ..offer import EVERY
from .values import Address, Day, Table, problem

MOST_ISSUES = 9_999

Edition = Literal["epub", "replica", "print"]


def _issues_or_all(value: object) -> int:
    if value == "all":
        return EVERY
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_ISSUES:
        return value
    raise problem("issues", 'must be a number of issues, or "all"')


def _web_address(value: object) -> object:
    if isinstance(value, str) and not value.strip().startswith(("https://", "http://")):
        raise problem("web_address", "must be a web address that begins with https://")
    return value


WebAddress = Annotated[Address, BeforeValidator(_web_address)]
IssuesOrAll = Annotated[
    int,
    PlainValidator(_issues_or_all),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"const": "all"}]}),
]


class WithdrawnKeys(Table):
    """An issue that readers shall not find any more."""

    issue: Day = Field(description="The date of the issue.", examples=["2026-02-27"])
    day: Day = Field(description="The day it was withdrawn.", examples=["2026-03-02"])
    reason: str | None = Field(
        None,
        description="What readers are told in its place.",
        examples=["A court has asked for it."],
    )


class CatalogueKeys(Table):
    """The catalogue on the web that `edition publish` makes."""

    base_url: WebAddress | None = Field(
        None,
        description="Where it will stand; the publication's url when nothing is said.",
        examples=["https://forme.example/issues/"],
    )
    editions: list[Edition] = Field(
        ["epub", "replica"],
        description="Which editions readers may download, where they have been built.",
        examples=[["epub", "replica"]],
    )
    reading_pages: bool = Field(
        False, description="Whether every story has a web page of its own.", examples=[True]
    )
    for_subscribers: IssuesOrAll = Field(
        0,
        description="How many of the newest issues only subscribers get; or all of them. They are"
        " shown, but their files and stories are not in the catalogue.",
        examples=[4],
    )
    subscribe: WebAddress | None = Field(
        None,
        description="Where readers subscribe or buy.",
        examples=["https://forme.example/subscribe"],
    )
    withdrawn: list[WithdrawnKeys] = Field([], description="Issues that have been taken back.")
