"""Whole issue folders with anything in any file at once: findings or a reason to stop."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.build import build, check_issue
from edition.errors import EditionError
from edition.findings import RULES, Finding

from .conftest import SECRET, Paper, fresh, insides

PIECES = [
    # Words of front matter and settings.
    "---\n", "+++\n", "headline", "byline", "kicker", "standfirst", "rank", "language", "related",
    "date", "number", "lead", "cover", "[[section]]\n", "title", "articles", "caption", "credit",
    "alt", "focus", "decorative", "kind", "sizes", "page", "columns", "leading", "margins",
    ": ", " = ", "[", "]", "{", "}", '"', "'", '"""', ",", "2026-03-06", "-1", "1e999", "true",
    "289mm", "0mm", "40% 30%", "2x12", "fr", "ar", "en-UK", "lead", "brief", "imprint", "house-ad",
    # Markdown.
    "\n", "\n\n", "# ", "## ", "#### ", "- ", "1. ", "> ", "    ", "* * *\n", "|a|b|\n|-|-|\n|c|",
    "::: box Words\n", "::: pull\n", "::: qa\nQ: a\nA: b\n", ":::\n", "[^1]", "[^1]: note\n",
    "![", "![](crane.jpg)", '![A](images/crane.jpg "C"){size=full}', "](", ")", "<", ">", "`", "**",
    "[a](#b)", "[a](council-votes.md#x)", "[a](/old/x.html)", "https://x.example/%zz", "Table: t\n",
    "<b>", "</b>", "<br>", "<span dir=rtl>", "<script>", "<svg>", "<img src=x>", "<!--", "{{ 7 }}",
    "&amp;", "&#0;", "&bogus;", "<your name here>", "\\", "— Somebody",
    # Letters that are hard to hold.
    "\0", "\x1b", "\u202e", "\u2066", "\ufeff", "\u2028", "\x85", "\r", "\t", "\u0301",
    "\U0001f5de", "م", "Ж", "漢", "שלום", "fi", "\u00ad", "\u200d", "x" * 60,
]  # fmt: skip

words = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60)
values = words.map(lambda text: text.replace("\n", " "))


@st.composite
def stories(draw: st.DrawFn) -> str:
    """Mostly well-formed, so that many get as far as the pages."""
    if draw(st.integers(0, 5)) == 0:
        return draw(words)
    lines = [f"headline: {_quoted(draw(values))}"]
    for key in draw(st.lists(st.sampled_from(["kicker", "standfirst", "byline", "author_note"]))):
        lines.append(f"{key}: {_quoted(draw(values))}")
    if draw(st.integers(0, 3)) == 0:
        lines.append(draw(words))
    return "---\n" + "\n".join(dict.fromkeys(lines)) + "\n---\n" + draw(words) + draw(words)


@st.composite
def captions(draw: st.DrawFn) -> str:
    keys = draw(st.lists(st.sampled_from(["caption", "credit", "alt", "focus"]), unique=True))
    lines = "\n".join(f"{key} = {_quoted(draw(values))}" for key in keys)
    return f'["crane.jpg"]\n{lines}\n' + (draw(words) if draw(st.integers(0, 3)) == 0 else "")


def _quoted(text: str) -> str:
    """Return ``text`` between quotes, which is mostly, and not always, YAML and TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "") + '"'


tails = st.one_of(st.just(""), words)
issues = st.fixed_dictionaries(
    {
        "harbour-reopens.md": stories(),
        "council-votes.md": stories(),
        "captions.toml": captions(),
        "/standing/imprint.md": st.one_of(st.none(), stories(), words),
        "issue.toml": tails,
        "/publication.toml": tails,
    }
)


@contextmanager
def written(files: dict[str, str | None]) -> Iterator[Paper]:
    """Write an issue: settings are added to, all else is put in place of the base's."""
    with TemporaryDirectory() as folder:
        os.environ["EDITION_CACHE"] = str(Path(folder) / "cache")
        paper = fresh(Path(folder))
        for name, content in files.items():
            if content is None:
                continue
            path = paper.root / name[1:] if name.startswith("/") else paper.issue / name
            if name in ("issue.toml", "/publication.toml"):
                before = path.read_text("utf-8")
                # Half of them before the tables, where keys of the issue itself stand.
                content = f"{content}\n{before}" if len(content) % 2 else f"{before}\n{content}"
            paper.put(name, content.encode("utf-8", "replace"))
        yield paper


def assert_said_well(findings: tuple[Finding, ...], paper: Paper) -> None:
    for one in findings:
        assert one.code in RULES
        told = f"{one.message} {one.hint} {one.origin}"
        told.encode()
        assert str(paper.root) not in told
        assert SECRET not in told


@given(issues)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_issue_is_checked(files: dict[str, str | None]) -> None:
    with written(files) as paper:
        try:
            _, findings = check_issue(paper.issue)
        except EditionError as error:
            findings = getattr(error, "findings", ())
            assert str(error)
        assert_said_well(findings, paper)


@given(issues)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_issue_makes_a_sound_epub(files: dict[str, str | None]) -> None:
    """As a proof, so that an issue with errors is made, too; its own check is content with it."""
    with written(files) as paper:
        try:
            made = build(paper.issue, ("epub",), proof=True, jobs=1)
        except EditionError as error:
            assert str(error)
            return
        assert_said_well(made.findings, paper)
        assert [one.message for one in made.findings if one.code == "EPUB-001"] == []
        for output in made.outputs:
            assert not any(SECRET.encode() in one for one in insides(output.name, output.data))
