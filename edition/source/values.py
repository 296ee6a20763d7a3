"""What single values of settings must look like: lengths, dates, sizes, addresses."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..model import LAST_PAGE, AdSize, Focus
from .figures import read_focus

DATE_PROBLEM = "date"
"""The pydantic error type of a value that should be a date."""

ANYWHERE = 0
"""What ``StandingPlace`` is for matter that no page is settled for."""

_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)")
_MILLIMETRES = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_SIZE = re.compile(r"(\d{1,2})\s*[x×]\s*(\d{1,3})")
_PLACE = re.compile(r"(?:page\s+)?(\d{1,3})")
_ADDRESS = re.compile(r"(?:https?://[^\s/]+\.?[^\s]*|mailto:[^\s@]+@[^\s@]+)")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def millimetres(length: object) -> float:
    """Return a length such as ``289mm``, ``0.125in`` or ``10.5pt`` in millimetres."""
    found = _LENGTH.fullmatch(length.strip()) if isinstance(length, str) else None
    if found is None:
        raise problem("length", "must be a length with its unit, such as 289mm, 0.125in or 10.5pt")
    return round(float(found[1]) * _MILLIMETRES[found[2]], 4)


def points(length: object) -> float:
    """Return a length such as ``10.5pt`` in points."""
    return round(millimetres(length) / _MILLIMETRES["pt"], 3)


def focus(text: object) -> Focus:
    """Return ``40% 30%`` as the point that must survive cropping."""
    point = read_focus(text) if isinstance(text, str) else None
    if point is None:
        raise problem("focus", 'must be two per cents, from the left and from the top: "40% 30%"')
    return point


def problem(kind: str, sentence: str) -> PydanticCustomError:
    """Return the error whose message is ``sentence``: what the value must be."""
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
        raise problem("ad_size", 'must be columns x lines, such as "2x12"')
    return AdSize(int(found[1]), int(found[2]))


def _standing_place(value: object) -> int:
    words = value.strip().lower() if isinstance(value, str) else ""
    if words in ("last", "anywhere"):
        return LAST_PAGE if words == "last" else ANYWHERE
    found = _PLACE.fullmatch(words)
    if found is None or found[1] == "0":
        raise problem("place", 'must be "last", "anywhere", or a page such as "page 2"')
    return int(found[1])


def _address(value: object) -> object:
    if isinstance(value, str) and not _ADDRESS.fullmatch(value.strip()):
        raise problem("address", "must be a web address that begins with https:// or mailto:")
    return value.strip() if isinstance(value, str) else value


def _json_text(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


LENGTH_SCHEMA = {"type": "string", "pattern": r"^\s*\d{1,4}(\.\d{1,4})?\s*(mm|cm|in|pt)\s*$"}
Millimetres = Annotated[float, BeforeValidator(millimetres), WithJsonSchema(LENGTH_SCHEMA)]
Points = Annotated[float, BeforeValidator(points), WithJsonSchema(LENGTH_SCHEMA)]
Day = Annotated[
    datetime.date, PlainValidator(_date), WithJsonSchema({"type": "string", "format": "date"})
]
FocusPoint = Annotated[Focus, PlainValidator(focus), WithJsonSchema({"type": "string"})]
HouseAdSize = Annotated[
    AdSize, PlainValidator(_ad_size), _json_text(r"^\s*\d{1,2}\s*[x×]\s*\d{1,3}\s*$")
]
StandingPlace = Annotated[
    int,
    PlainValidator(_standing_place),
    _json_text(r"^\s*(last|anywhere|(page\s+)?\d{1,3})\s*$"),
]
Address = Annotated[str, BeforeValidator(_address), _json_text(r"^\s*(https?://|mailto:)\S+\s*$")]
Switch = Annotated[bool, BeforeValidator(_switch)]
Names = Annotated[
    list[str],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Needed = Annotated[str, Field(min_length=1, pattern=r"\S")]


class Table(BaseModel):
    """A table of settings; a key that it does not name is a finding."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)
