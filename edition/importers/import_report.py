"""The report of an import: per story what was found where, what was left out, what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from ..findings import Finding
from ..model import Box, Figure, PullQuote, Table, nested
from .found import Story
from .inline_markdown import plain_words
from .pictures import Taken
from .record import REPORT_FOLDER

_SURE = {"said": "", "read": "", "guessed": " (a guess)"}
_WHAT = {
    "new": "new", "updated": "brought up to date", "unchanged": "as before",
    "yours": "edited by you, left alone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlannedStory:
    """A story, its file name without .md, what is done with the file, and its pictures by key."""

    story: Story
    slug: str
    what: Literal["new", "updated", "unchanged", "yours"]
    taken: Mapping[str, Taken]


def report_text(
    planned: Sequence[PlannedStory],
    findings: Sequence[Finding],
    *,
    offered: Sequence[str],
    wanted: Sequence[str],
    folder: Path,
) -> str:
    """Return the report as Markdown; ``offered`` are files, ``wanted`` titles."""
    lines = ["# What was imported", ""]
    about: dict[str, list[Finding]] = {}
    for one in findings:
        about.setdefault(one.origin.path.as_posix() if one.origin else "", []).append(one)
    for story in planned:
        mine = about.pop((folder / f"{story.slug}.md").as_posix(), [])
        lines += [*_story(story, mine), ""]
    if wanted:
        lines += ["## Wanted", "", "Named in the list of contents, but not among the sources:", ""]
        lines += [*(f"- {title}" for title in wanted), ""]
    if offered:
        lines += [
            "## Standing matter",
            "",
            "Worth having in every issue? Then move it to standing/:",
        ]
        lines += ["", *(f"- {name}" for name in offered), ""]
    rest = [one for some in about.values() for one in some if one.code != "IMP-015"]
    if rest:
        lines += ["## Besides", "", *(f"- {_said(one)}" for one in rest), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _story(planned: PlannedStory, findings: Sequence[Finding]) -> Iterator[str]:
    story = planned.story
    yield f"## {planned.slug}.md: {_WHAT[planned.what]}"
    yield ""
    yield f"From {story.source}."
    yield ""
    for name, fact in story.facts():
        yield f"- {name}: {_shown(fact.value)}, from {fact.where}{_SURE[fact.certainty]}"
    yield f"- body: {_body(story)}"
    for key, one in planned.taken.items():
        where = f", was {key}" if not key.startswith("picture-") else ""
        yield f"- picture: {one.name}{where}{'' if one.at_hand else ', wanted'}"
    if story.dropped:
        kinds = Counter(one.kind for one in story.dropped)
        listed = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
        yield f"- left out, kept in {REPORT_FOLDER}/left-out/{planned.slug}.txt: {listed}"
    if findings:
        yield ""
        yield "To look at:"
        yield ""
        yield from (f"- {_said(one)}" for one in findings)


def _said(one: Finding) -> str:
    return f"{one.message} {one.hint}" if one.hint else one.message


def _shown(value: object) -> str:
    match value:
        case Markup():
            words = plain_words(value)
        case tuple():
            words = "; ".join(str(one) for one in value)
        case date():
            words = value.isoformat()
        case _:
            words = str(value)
    return words if len(words) <= 100 else f"{words[:99]}…"


def _body(story: Story) -> str:
    blocks = Counter(type(one) for one in nested(story.body))
    named = (
        (Figure, "picture", "pictures"),
        (Box, "box", "boxes"),
        (Table, "table", "tables"),
        (PullQuote, "pull quote", "pull quotes"),
    )
    count = sum(len(plain_words(text).split()) for text in texts_of(story))
    parts = (
        f"{blocks[kind]} {one if blocks[kind] == 1 else many}"
        for kind, one, many in named
        if blocks[kind]
    )
    return ", ".join((f"{count:,} words", *parts))


def texts_of(story: Story) -> Iterator[Markup]:
    """Yield every running text of the body, captions left out."""
    for block in nested(story.body):
        match block:
            case Figure():
                pass
            case Table(header=header, rows=rows):
                yield from header
                yield from (cell for row in rows for cell in row)
            case _:
                text = getattr(block, "text", None)
                if isinstance(text, str):
                    yield Markup(text) if isinstance(text, Markup) else Markup.escape(text)
                title = getattr(block, "title", None)
                if isinstance(title, Markup):
                    yield title
