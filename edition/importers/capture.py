"""The text of a web page, copied line by line: an article, and the contents of its issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup, escape

from ..findings import Finding, finding
from ..model import Block, Box, Crosshead, Figure, ItemList, ListItem, Origin, Paragraph
from .capture_parts import Line, Parts, is_heading, lines_of, parts_of
from .found import (
    Dropped,
    Fact,
    Found,
    FoundPicture,
    IssueFacts,
    Listed,
    ListedSection,
    Offered,
    Story,
    UnreadableError,
)
from .html_tree import LARGEST_TEXT, decoded
from .page_head import letters, names_in
from .sample import Sample
from .selection import Selection

_BULLET = re.compile(r"\A[•*·▪‣–-]\s+")
_BY = re.compile(r"\A(?:by|von|par|por|di|door|av|af)\s+\S", re.IGNORECASE)
_PERSON = re.compile(
    r"\A(?:[^\W\d_a-z][\w’'.-]*\s+){1,3}[^\W\d_a-z][\w’'.-]*(?:,| (?:is|was|has|writes|reports)\b)"
)
_SECTIONED = 4
"""Words a heading must have to be the title of a box; shorter ones are crossheads."""

_MOST_LINES = 20_000
"""Lines of the longest page, links and all."""

_FEWEST = 4
"""Paragraphs of an article before anything in it can be a box."""


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is plain text: nothing in it is code or data."""
    if (
        sample.suffix not in (".txt", ".text")
        or b"\0" in sample.head.replace(b"\xff\xfe", b"")[:64]
    ):
        return False
    return not re.match(rb"\s*(?:<|\{|\[\s*[\{\"])", sample.head)


def read(sample: Sample, selection: Selection) -> Found:
    """Return the article of the capture, the order of its issue, and what may be standing matter.

    Raises:
        UnreadableError: it is too large, or has nothing in it.
    """
    if sample.path.stat().st_size > LARGEST_TEXT:
        raise UnreadableError(
            f"{sample.name} is larger than any page of text.",
            hint=f"{LARGEST_TEXT // 1_000_000} MB is the most.",
        )
    text, _ = decoded(sample.path.read_bytes())
    lines = lines_of(text)
    if len(lines) > _MOST_LINES:
        raise UnreadableError(
            f"{sample.name} has {len(lines):,} lines, which is no single page.",
            hint=f"{_MOST_LINES:,} is the most. Save the article alone.",
        )
    parts = parts_of(lines)
    if parts.headline is None:
        raise UnreadableError(f"{sample.name} has nothing in it.")
    if not selection.admits(parts.day, _sections_of(parts)):
        said = f"{sample.name} is not among those asked for."
        return Found(findings=(finding("IMP-010", said, origin=Origin(Path(sample.name))),))
    story = _Article(Origin(Path(sample.name))).story(parts, sample)
    return Found(
        stories=(story,),
        order=tuple(_with_key(one, story, parts) for one in parts.contents),
        standing=tuple(_standing(parts, story.body[0].origin if story.body else Origin(Path()))),
        issue=IssueFacts(
            day=Fact(parts.day, "the line above the headline", "read") if parts.day else None,
            number=parts.number,
            publication=parts.paper,
        ),
    )


def _sections_of(parts: Parts) -> tuple[str, ...]:
    wanted = letters(parts.headline or "")
    return tuple(
        section.title
        for section in parts.contents
        if any(letters(one.title) == wanted for one in section.stories)
    )


def _with_key(section: ListedSection, story: Story, parts: Parts) -> ListedSection:
    wanted = letters(parts.headline or "")
    stories = tuple(
        Listed(one.title, story.key if letters(one.title) == wanted else None)
        for one in section.stories
    )
    return ListedSection(section.title, stories)


@dataclass(slots=True)
class _Article:
    """Reads the lines of the article: what stands twice is a caption, what is short a heading."""

    origin: Origin
    pictures: list[FoundPicture] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)

    def story(self, parts: Parts, sample: Sample) -> Story:
        """Return the story in ``parts``."""
        blocks, joined = self._blocks(parts.article)
        standfirst, bylines, note, body = self._head(blocks, joined)
        made = self._boxed(body)
        doubts = tuple(self._doubts(parts, made))
        aside = (("navigation", parts.above), ("related stories, archive, links", parts.rest))
        return Story(
            key=f"file:{sample.name}",
            source=sample.name,
            headline=Fact(Markup(escape(parts.headline or "")), "the first line", "read"),
            body=made,
            pictures=tuple(self.pictures),
            standfirst=Fact(standfirst, "the first passage", "read") if standfirst else None,
            bylines=Fact(bylines, "the line under the headline", "read") if bylines else None,
            author_note=Fact(note, "the passage about the writers", "read") if note else None,
            published=Fact(parts.day, "the line above the headline", "read") if parts.day else None,
            dropped=tuple(
                Dropped(kind, "\n".join(one.text for one in some)) for kind, some in aside if some
            ),
            doubts=doubts,
        )

    def _blocks(self, lines: Sequence[Line]) -> tuple[list[Block], set[int]]:
        """Return figures, headings, lists and paragraphs, and which blocks follow without a gap."""
        blocks: list[Block] = []
        joined: set[int] = set()
        place = 0
        while place < len(lines):
            line = lines[place]
            if place + 1 < len(lines) and lines[place + 1].text == line.text:
                blocks.append(self._figure(line.text))
                place += 2
                continue
            if line.gap == 0 and blocks:
                joined.add(len(blocks))
            text = Markup(escape(line.text))
            if _BULLET.match(line.text):
                item = Markup(escape(_BULLET.sub("", line.text)))
                entry = ListItem((Paragraph(item, self.origin),), self.origin)
                last = blocks[-1] if blocks else None
                if isinstance(last, ItemList):
                    blocks[-1] = ItemList((*last.items, entry), self.origin)
                else:
                    blocks.append(ItemList((entry,), self.origin))
            elif is_heading(line.text) and line.text[-1] not in "!?\"”’'" and line.gap:
                blocks.append(Crosshead(text, self.origin))
            else:
                blocks.append(Paragraph(text, self.origin))
            place += 1
        return blocks, joined

    def _figure(self, words: str) -> Figure:
        key = f"picture-{len(self.pictures) + 1}"
        self.pictures.append(FoundPicture(key, "", None, title=words))
        return Figure(None, key, self.origin, caption=Markup(escape(words.rstrip(" :"))))

    def _head(
        self, blocks: list[Block], joined: set[int]
    ) -> tuple[Markup | None, tuple[str, ...], Markup | None, tuple[Block, ...]]:
        """Take standfirst, byline and the note about the writers off the head of the article."""
        rest = list(enumerate(blocks))
        bylines: tuple[str, ...] = ()
        first = _text_of(rest[0][1]) if rest else None
        if first is not None and _BY.match(first) and len(first.split()) <= 12:
            bylines = names_in(first)
            rest = rest[1:] if bylines else rest
        standfirst: Markup | None = None
        note: Markup | None = None
        texts = [one for one in rest if isinstance(one[1], Paragraph)]
        figures_early = any(isinstance(one, Figure) for _, one in rest[:4])
        opening = rest[0][1] if rest else None
        if len(texts) > _FEWEST and figures_early and isinstance(opening, Paragraph):
            standfirst = opening.text
            rest = rest[1:]
        about = next((at for at, one in rest[:4] if _PERSON.match(_text_of(one) or "")), None)
        if about is not None and standfirst:
            run = [about]
            while run[-1] + 1 in joined:
                run.append(run[-1] + 1)
            if len(run) > 1 or len((_text_of(blocks[about]) or "").split()) < 60:
                note = Markup(" ").join(
                    one.text for at in run if isinstance(one := blocks[at], Paragraph)
                )
                rest = [one for one in rest if one[0] not in run]
        return standfirst, bylines, note, tuple(one for _, one in rest)

    def _boxed(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Return ``blocks`` with the passages that have headlines of their own as boxes."""
        made: list[Block] = []
        title: Markup | None = None
        inside: list[Block] = []

        def close() -> None:
            if title is not None and inside:
                made.append(Box(tuple(inside), self.origin, title))
            elif title is not None:
                made.append(Crosshead(title, self.origin))

        for block in blocks:
            if isinstance(block, Crosshead) and self._begins_box(block, made, title):
                close()
                title, inside = block.text, []
                self.boxes.append(Markup(block.text).unescape())
            elif title is not None:
                inside.append(block)
            else:
                made.append(block)
        close()
        return tuple(made)

    def _begins_box(self, head: Crosshead, before: Sequence[Block], title: Markup | None) -> bool:
        words = Markup(head.text).unescape()
        enough = sum(isinstance(one, Paragraph) for one in before) >= _FEWEST
        return (enough or title is not None) and (":" in words or len(words.split()) >= _SECTIONED)

    def _doubts(self, parts: Parts, body: Sequence[Block]) -> Iterator[Finding]:
        if self.boxes:
            named = "; ".join(self.boxes)
            said = f"Passages with a headline of their own were made boxes: {named}."
            yield finding("IMP-016", said, hint="Take ::: box away where one belongs to the story.")
        if self.pictures:
            count = len(self.pictures)
            said = f"{count} lines that stand twice were taken for captions of pictures."
            if count == 1:
                said = "A line that stands twice was taken for the caption of a picture."
            yield finding("IMP-016", said, hint="Compare them with the page.")
        if parts.contents:
            titles = "; ".join(one.title for one in parts.contents)
            said = (
                f"Sections were told from stories in the contents by their words alone: {titles}."
            )
            yield finding("IMP-016", said, hint="Look over the order in issue.toml.")


def _text_of(block: Block) -> str | None:
    return Markup(block.text).unescape() if isinstance(block, Paragraph) else None


def _standing(parts: Parts, origin: Origin) -> Iterator[Offered]:
    if parts.appeal:
        blocks, _ = _Article(origin)._blocks(parts.appeal[1:])
        yield Offered("appeal", "appeal", parts.appeal[0].text, tuple(blocks))
    if parts.contacts:
        body = [Paragraph(Markup(escape(one.text)), origin) for one in parts.contacts]
        yield Offered("contacts", "contacts", "Contacts", tuple(_contact_lists(body, origin)))


def _contact_lists(lines: Sequence[Paragraph], origin: Origin) -> Iterator[Block]:
    """Yield the lines as crossheads and lists: what ends with a colon heads what follows."""
    items: list[ListItem] = []
    for line in lines:
        words = str(line.text)
        if words.endswith(":") and len(words.split()) <= 6:
            if items:
                yield ItemList(tuple(items), origin)
                items = []
            yield Crosshead(Markup(words.rstrip(":")), origin)
        else:
            items.append(ListItem((line,), origin))
    if items:
        yield ItemList(tuple(items), origin)
