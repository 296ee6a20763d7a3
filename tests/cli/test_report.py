"""Findings in words, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from edition.findings import RULES, Finding, finding, in_order
from edition.model import Origin
from edition.report import FORMATS, Format, report

ROOT = Path("/papers/mypaper")
HERE = Path("/papers")
STORY = Path("issues/2026-03-06/harbour.md")

FOUND = in_order(
    (
        finding(
            "PIC-008",
            "quay.jpg has no alt text.",
            origin=Origin(STORY, 14),
            hint="Say what a reader who cannot see it needs to know.",
        ),
        finding("PIC-006", "quay.jpg has no caption.", origin=Origin(STORY, 14)),
        finding("PIC-012", "crane.jpg is not used.", origin=Origin(Path("issues/b.toml"))),
        finding("PDF-001", "The engine grumbled."),
    )
)


def words(form: Format, found: tuple[Finding, ...] = FOUND, **more: object) -> str:
    return report(found, form, root=ROOT, here=HERE, **more)  # type: ignore[arg-type]


def test_people_get_a_place_they_can_click_and_a_count() -> None:
    assert words("text", ending="Nothing was written.") == (
        "warning  The engine grumbled. [PDF-001]\n"
        "\n"
        "mypaper/issues/2026-03-06/harbour.md:14  warning  quay.jpg has no caption. [PIC-006]\n"
        "mypaper/issues/2026-03-06/harbour.md:14  error    quay.jpg has no alt text. [PIC-008]\n"
        "    Say what a reader who cannot see it needs to know.\n"
        "\n"
        "mypaper/issues/b.toml  note     crane.jpg is not used. [PIC-012]\n"
        "\n"
        "1 error, 2 warnings, 1 note. Nothing was written.\n"
    )


def test_a_clean_issue_is_said_to_be_clean() -> None:
    assert words("text", ()) == "No errors, no warnings.\n"


def test_colour_only_when_asked_for() -> None:
    assert "\x1b" not in words("text")
    assert "\x1b[31merror\x1b[0m    quay" in words("text", colour=True)


def test_plain_is_what_the_cases_compare() -> None:
    assert words("plain").splitlines() == [
        "PDF-001 warning - The engine grumbled.",
        "PIC-006 warning issues/2026-03-06/harbour.md:14 quay.jpg has no caption.",
        "PIC-008 error issues/2026-03-06/harbour.md:14 quay.jpg has no alt text.",
        "PIC-012 note issues/b.toml crane.jpg is not used.",
    ]


@pytest.mark.parametrize("form", ["text", "plain", "github"])
def test_nothing_in_an_article_can_command_the_terminal(form: Format) -> None:
    bad = finding("TXT-007", "Left over: \x1b[2J\x07\u202eevil\n::error::", origin=Origin(STORY, 1))
    said = words(form, (bad,))
    assert not set("\x1b\x07\u202e") & set(said)
    assert not any(line.startswith("::error::") for line in said.splitlines())


def test_json_has_both_paths_and_the_counts() -> None:
    content = json.loads(words("json"))
    assert content["counts"] == {"error": 1, "warning": 2, "note": 1}
    assert content["findings"][2] == {
        "code": "PIC-008",
        "severity": "error",
        "message": "quay.jpg has no alt text.",
        "file": "mypaper/issues/2026-03-06/harbour.md",
        "path": "issues/2026-03-06/harbour.md",
        "line": 14,
        "hint": "Say what a reader who cannot see it needs to know.",
    }


def test_github_annotations_escape_what_would_end_them() -> None:
    odd = Origin(Path("issues/a,b:c/50%.md"), 3)
    said = words("github", (finding("TXT-007", "100% odd, as: said.", origin=odd, hint="Mend."),))
    assert said == (
        "::warning file=mypaper/issues/a%2Cb%3Ac/50%25.md,line=3,title=TXT-007"
        "::100%25 odd, as: said.%0AMend.\n"
    )


def test_github_calls_a_note_a_notice() -> None:
    assert "::notice file=mypaper/issues/b.toml,title=PIC-012::crane" in words("github")


TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {"uri": {"type": "string", "pattern": r"^[!#-;=?-\[\]_a-z~]+$"}},
                },
                "region": {
                    "type": "object",
                    "properties": {"startLine": {"type": "integer", "minimum": 1}},
                },
            },
        }
    },
}
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "pattern": "sarif-schema-2.1.0.json$"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "defaultConfiguration": {
                                                    "properties": {"level": LEVEL}
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": {"type": "array", "items": LOCATION},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""What SARIF 2.1.0 demands of the parts we use (its sections 3.13 to 3.49)."""


def test_sarif_is_as_the_standard_wants_it() -> None:
    spaced = finding("REF-004", "Bad.", origin=Origin(Path("issues/späte ausgabe/a.md"), 2))
    log = json.loads(words("sarif", (*FOUND, spaced)))
    jsonschema.validate(log, SARIF)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["shortDescription"]["text"] == (
            RULES[result["ruleId"]].title
        )
    places = [result.get("locations") for result in run["results"]]
    assert places[0] is None
    assert places[-1][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "mypaper/issues/sp%C3%A4te%20ausgabe/a.md"
    )


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_can_say_nothing(form: Format) -> None:
    said = words(form, ())
    assert said == "" or said.endswith("\n")
