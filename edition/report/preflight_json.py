"""A preflight for machines, and the schema of what it says."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from .. import __version__
from ..findings import RULES, Severity
from ..press.preflight import PageFacts, Preflight, RuleResult, Spot

_VERDICTS = ("pass", "warning", "error", "not applicable")


def as_json(preflight: Preflight, name: str) -> str:
    """Return one object: the file, the press, pages and rules with their spots."""
    count = Counter[str](one.verdict for one in preflight.results)
    content = {
        "edition": __version__,
        "file": name,
        "press": preflight.press,
        "press_title": preflight.title,
        "standard": preflight.standard,
        "purpose": preflight.purpose,
        "counts": {verdict.replace(" ", "_"): count[verdict] for verdict in _VERDICTS},
        "pages": [_page(one) for one in preflight.pages],
        "rules": [_rule(one) for one in preflight.results],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _page(page: PageFacts) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "inks": dict(zip("CMYK", page.inks, strict=True)) if page.inks else None,
        "heaviest_window": page.heaviest,
        "heaviest_3_87_mm": page.darkest,
    }


def _rule(result: RuleResult) -> dict[str, Any]:
    return {
        "code": result.code,
        "title": result.title,
        "verdict": result.verdict,
        "source": result.source,
        "do": result.do,
        "note": result.note,
        "found": result.found,
        "spots": [_spot(one, result.code) for one in result.spots],
    }


def _spot(spot: Spot, code: str) -> dict[str, Any]:
    severity = spot.severity or RULES[code].severity
    return {
        "page": spot.page,
        "area": list(spot.area) if spot.area else None,
        "what": spot.what,
        "severity": "error" if severity is Severity.ERROR else "warning",
        "values": dict(spot.values),
        "story": spot.story,
        "picture": spot.picture,
    }


def _object(properties: dict[str, Any], description: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {**made, "description": description} if description else made


def _said(description: str, kind: Any = "string", **more: Any) -> dict[str, Any]:
    return {"type": kind, "description": description, **more}


_PERCENT = ["number", "null"]
_SPOT = _object(
    {
        "page": _said("Of the file, from 1; null for the file as a whole.", ["integer", "null"]),
        "area": {
            "description": "Left, top, right, bottom in mm from the trim's upper left corner.",
            "anyOf": [
                {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
                {"type": "null"},
            ],
        },
        "what": _said("What is there, in an operator's words."),
        "severity": {"enum": ["error", "warning"]},
        "values": _said("The numbers in it, such as ppi or size.", "object"),
        "story": _said("The story that stands there, in a file of ours.", ["string", "null"]),
        "picture": _said("The picture's file name, in a file of ours.", ["string", "null"]),
    }
)
PREFLIGHT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "What edition preflight --format json says",
    **_object(
        {
            "edition": _said("The version of the program."),
            "file": _said("The file's name."),
            "press": _said("The press profile's name."),
            "press_title": _said("The press profile's title."),
            "standard": {"enum": ["PDF/X-4", "PDF/X-1a"]},
            "purpose": {"enum": ["issue", "advert"]},
            "counts": _object(
                {verdict.replace(" ", "_"): {"type": "integer"} for verdict in _VERDICTS},
                "How many rules came to which verdict.",
            ),
            "pages": {
                "type": "array",
                "items": _object(
                    {
                        "number": {"type": "integer", "minimum": 1},
                        "width": _said("Trimmed, as shown, in mm.", "number"),
                        "height": _said("Trimmed, as shown, in mm.", "number"),
                        "inks": {
                            "description": "How much of the page each ink covers, in per cent.",
                            "anyOf": [
                                _object({ink: {"type": "number"} for ink in "CMYK"}),
                                {"type": "null"},
                            ],
                        },
                        "heaviest_window": _said(
                            "The most ink in a square of the profile's window, %.", _PERCENT
                        ),
                        "heaviest_3_87_mm": _said("The same for 15 mm².", _PERCENT),
                    }
                ),
            },
            "rules": {
                "type": "array",
                "items": _object(
                    {
                        "code": _said("For ever the same.", pattern="^PRS-[0-9]{3}$"),
                        "title": {"type": "string"},
                        "verdict": {"enum": list(_VERDICTS)},
                        "source": _said("Where the rule is written."),
                        "do": _said("What to do about it."),
                        "note": _said("What there is to say even if it is kept."),
                        "found": _said("How many spots, more than listed perhaps.", "integer"),
                        "spots": {"type": "array", "items": _SPOT},
                    }
                ),
            },
        }
    ),
}
