"""What a file tells of the pages delivered last: read back as it was told, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.document import Document
from edition.makeup.last import Last, noted
from edition.pdf.last_pages import heard, told
from tests.support.flatplans import paper, plan


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return paper(tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def last() -> Last:
    from edition.makeup.copy import Policy

    return noted(plan(), (), (), Policy())


def test_it_is_read_back_as_it_was_told(document: Document, last: Last) -> None:
    data = told(last, document)
    assert heard(data, document) == last
    assert told(heard(data, document) or last, document) == data


def _changed(key: str, value: object) -> Callable[[dict[str, Any]], bytes]:
    def change(content: dict[str, Any]) -> bytes:
        return json.dumps(content | {key: value}).encode()

    return change


def _touched(content: dict[str, Any]) -> bytes:
    content["pages"][0][0][0] += 1
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    "harm",
    (
        _changed("form", 0),
        _changed("publication", "another-paper"),
        _changed("issue", "2026-02-27"),
        _changed("sha256", None),
        _changed("pages", None),
        _touched,
        lambda content: json.dumps(content).encode()[:-20],
        lambda content: json.dumps(content).replace("[", "[NaN, ", 1).encode(),
        lambda content: b"[" * 100_000,
        lambda content: b'{"form": 1' + b"0" * 5000 + b"}",
        lambda content: b"\xff\xfe",
        lambda content: b"[]",
        lambda content: b"",
    ),
)
def test_what_is_not_what_was_told_is_not_heard(
    document: Document, last: Last, harm: Callable[[dict[str, Any]], bytes]
) -> None:
    content = json.loads(told(last, document))
    assert heard(harm(content), document) is None


def test_pages_of_another_shape_are_not_heard_whatever_they_are_sealed_with(
    document: Document, last: Last
) -> None:
    from edition.pdf import last_pages

    content = json.loads(told(last, document))
    content["pages"][1] = 7
    content["sha256"] = last_pages._digest(content["pages"])
    assert heard(json.dumps(content).encode(), document) is None


def test_what_lies_in_the_folder_and_is_no_such_file_is_nothing(tmp_path: Path) -> None:
    from edition.delivery.last_pages import LAST_PAGES, MOST, last_pages

    assert last_pages(tmp_path) is None
    (tmp_path / LAST_PAGES).write_bytes(b"{}")
    assert last_pages(tmp_path) == b"{}"
    (tmp_path / LAST_PAGES).write_bytes(b" " * (MOST + 1))
    assert last_pages(tmp_path) is None
    (tmp_path / LAST_PAGES).unlink()
    (tmp_path / LAST_PAGES).mkdir()
    assert last_pages(tmp_path) is None
