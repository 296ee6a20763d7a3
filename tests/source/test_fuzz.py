"""Whatever stands in an editor's files: findings or a reason to stop, never a traceback."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from edition.document import assemble
from edition.errors import SourceError
from edition.findings import RULES
from edition.source import load
from edition.source.locate import toml_lines

from .conftest import BASE, Paper

TRIES = settings(max_examples=200, deadline=None)

# Pieces that settings are made of, right and wrong, so that many tries get past the first line.
PIECES = [
    "headline", "print_headline", "byline", "rank", "tags", "related", "language", "source",
    "typography", "name", "publisher", "page", "size", "margins", "columns", "width", "leading",
    "date", "revised", "number", "lead", "cover", "section", "title", "articles", "waiver", "code",
    "reason", "crane.jpg", "jpg", "caption", "credit", "alt", "focus", "decorative", "kind",
    "sizes", "picture", "issn", "slug", "sections",
    ": ", " = ", "\n", "\n\n", "  ", "- ", "[", "]", "[[", "]]", "{", "}", ",", '"', "'", '"""',
    "'''", "#", "&a ", "*a", "!!str ", "!", "|\n", ">\n", "---\n", "+++\n", "...", "<<: ", "\\",
    "\\u0000", "\\ud800", "\\x", "\t", "\r", "\0", "\x85", "\u2028", "\ufeff", "é", "م", "😀",
    "“", "true", "false", "null", "~", "1", "0", "-1", "1e999", "nan", "0x1F", "2026-03-06",
    "2026-02-30", "12:30", "289mm", "0.1in", "99999pt", "40% 30%", "2x12", "en-UK", "lead",
    "harbour-reopens", "council-votes", "../../../x", "/etc/passwd", "https://x", "javascript:x",
    "1234-5678", "PIC-007", "tabloid", "a" * 200,
]  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
)
files = st.one_of(texts.map(lambda text: text.encode("utf-8", "replace")), st.binary(max_size=200))


def spoiled(name: str, content: bytes) -> None:
    """Read the base with ``content`` as the file ``name``; anything but an answer is a failure."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "paper"
        shutil.copytree(BASE, root)
        paper = Paper(root)
        paper.write(name, content)
        try:
            publication, issue, found = load(paper.issue)
            document, more = assemble(publication, issue)
        except SourceError as stopped:
            found, more, document = stopped.findings, (), None
            assert str(stopped)
        for one in (*found, *more):
            assert one.code in RULES
            assert folder not in f"{one.message} {one.hint} {one.origin}"
            f"{one.message}{one.hint}".encode()
        if document is not None:
            repr(document).encode()


@TRIES
@given(texts, texts, st.sampled_from(["---", "+++"]))
def test_any_front_matter(front: str, body: str, fence: str) -> None:
    text = f"{fence}\n{front}\n{fence}\n{body}"
    spoiled("council-votes.md", text.encode("utf-8", "replace"))


@TRIES
@given(files)
def test_any_story(content: bytes) -> None:
    spoiled("council-votes.md", content)


@TRIES
@given(files)
def test_any_publication(content: bytes) -> None:
    spoiled("/publication.toml", content)


@TRIES
@given(texts)
def test_any_lines_in_the_publication(text: str) -> None:
    base = (BASE / "publication.toml").read_text("utf-8")
    spoiled("/publication.toml", f"{base}\n{text}".encode("utf-8", "replace"))


@TRIES
@given(files)
def test_any_issue(content: bytes) -> None:
    spoiled("issue.toml", b"number = 3\n" + content)


@TRIES
@given(files)
def test_any_captions(content: bytes) -> None:
    spoiled("captions.toml", content)


@TRIES
@given(texts)
def test_any_words_of_a_picture(text: str) -> None:
    spoiled("captions.toml", f'["crane.jpg"]\n{text}'.encode("utf-8", "replace"))


@TRIES
@given(files)
def test_any_standing_matter(content: bytes) -> None:
    spoiled("/standing/ad.md", b"---\nkind: house-ad\n" + content)


words = st.one_of(st.sampled_from(PIECES), st.text(max_size=12))
values = st.recursive(
    st.one_of(st.integers(-3, 99), st.booleans(), words, st.floats(allow_nan=False), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(PIECES), inner, max_size=4)
    ),
    max_leaves=10,
)
tables = st.dictionaries(st.sampled_from(PIECES), values, max_size=8)


def as_toml(value: object) -> str:
    """Return ``value`` as TOML; what YAML and JSON write alike is left to ``json``."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{as_toml(k)} = {as_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_toml, value)) + "]"
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=True)


def lines(table: dict[str, object]) -> bytes:
    return "".join(f"{as_toml(key)} = {as_toml(value)}\n" for key, value in table.items()).encode()


@TRIES
@given(tables)
def test_any_kind_of_value_in_front_matter(table: dict[str, object]) -> None:
    front = json.dumps(table, default=str)
    spoiled("council-votes.md", f"---\n{front}\n---\nWords.\n".encode())


@TRIES
@given(tables)
def test_any_kind_of_value_in_the_publication(table: dict[str, object]) -> None:
    spoiled("/publication.toml", lines({"name": "A", "language": "en", **table}))


@TRIES
@given(tables)
def test_any_kind_of_value_in_the_issue(table: dict[str, object]) -> None:
    spoiled("issue.toml", lines({"number": 1, **table}))


@TRIES
@given(tables)
def test_any_kind_of_value_in_the_captions(table: dict[str, object]) -> None:
    spoiled("captions.toml", lines({"crane.jpg": table, **table}))


@TRIES
@given(text=st.text())
def test_lines_are_found_in_any_text(text: str) -> None:
    assert all(line >= 1 for line in toml_lines(text).values())
