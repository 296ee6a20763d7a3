"""The schemas for editors' tools say what the readers do."""

from __future__ import annotations

import datetime
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from edition.source.schema import json_schemas

from .conftest import BASE

SHIPPED = Path(__file__).parents[2] / "docs" / "schemas"
ISSUES = Path(__file__).parents[2] / "issues"
SCHEMAS = json_schemas()


def as_json(value: Any) -> Any:
    """Return what an editor's tool makes of TOML and YAML: dates are text to it."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def complaints(name: str, value: Any) -> list[str]:
    schema = SCHEMAS[f"{name}.schema.json"]
    Draft202012Validator.check_schema(schema)
    return [one.message for one in Draft202012Validator(schema).iter_errors(as_json(value))]


def front_matter(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8").split("---\n")[1])


def properties(schema: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for table in (schema, *schema.get("$defs", {}).values()):
        found += table.get("properties", {}).items()
    return found


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_shipped_schema_is_the_programs(name: str) -> None:
    """`edition schema docs/schemas` writes them anew."""
    assert json.loads((SHIPPED / name).read_text("utf-8")) == SCHEMAS[name]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_key_says_what_it_is_for(name: str) -> None:
    for key, schema in properties(SCHEMAS[name]):
        assert schema.get("description"), key
        if "$ref" not in schema and schema.get("items", {}).get("$ref") is None:
            assert schema.get("examples"), key


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_examples_are_right(name: str) -> None:
    schema = SCHEMAS[name]
    for key, one in properties(schema):
        for example in one.get("examples", []):
            whole = {**one, "$defs": schema.get("$defs", {})}
            assert list(Draft202012Validator(whole).iter_errors(example)) == [], key


def test_correct_files_pass() -> None:
    issue = BASE / "issues/2026-03-06"
    for name, path in (
        ("publication", BASE / "publication.toml"),
        ("issue", issue / "issue.toml"),
        ("captions", issue / "captions.toml"),
    ):
        assert complaints(name, tomllib.loads(path.read_text("utf-8"))) == []
    assert complaints("article", front_matter(issue / "harbour-reopens.md")) == []
    assert complaints("standing", front_matter(BASE / "standing/imprint.md")) == []


@pytest.mark.parametrize(
    "path", sorted(ISSUES.glob("*/*.toml")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_sample_settings_pass(path: Path) -> None:
    assert complaints(path.stem, tomllib.loads(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("publication", {"name": "A", "language": "en"}),
        ("publication", {"name": "A", "language": "en", "publisher": "B", "pages": 3}),
        ("publication", {"name": "A", "language": "en", "publisher": "B", "page": {"width": 289}}),
        ("publication", {"name": "A", "language": "en", "publisher": "B", "page": {"size": "A2"}}),
        ("issue", {"date": "2026-03-06", "number": 0}),
        ("issue", {"date": "2026-03-06", "number": 1, "section": [{"articles": ["harbour"]}]}),
        ("captions", {"a.jpg": {"captoin": "B"}}),
        ("article", {"headline": ""}),
        ("article", {"headline": "A", "rank": "huge"}),
        ("standing", {"kind": "house-ad", "sizes": ["2 by 12"]}),
    ],
)
def test_wrong_files_do_not_pass(name: str, value: Any) -> None:
    assert complaints(name, value) != []
