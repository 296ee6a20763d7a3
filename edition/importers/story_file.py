"""A found story as the text of its file: front matter, then Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from ..model import Figure
from .found import IN_THE_BOOK, Story
from .inline_markdown import inline_markdown, plain_words
from .markdown import MarkdownWriter, figure_line
from .pictures import Taken

_PLAIN = re.compile(r"[A-Za-z][\w .’-]*\Z")
_TAG = re.compile(r"[\w’-]+(?: [\w’-]+)*\Z")
_ADDRESS = re.compile(r"https?://[^\s/]+\.?[^\s]*\Z")


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story's text and the words of its pictures that are kept beside it, by picture."""

    text: str
    captions: Mapping[str, Mapping[str, str]]


def story_file(
    story: Story,
    *,
    taken: Mapping[str, Taken],
    slugs: Mapping[str, str],
    language: str | None,
    captions: Mapping[str, Mapping[str, str]],
) -> StoryFile:
    """Return the file of ``story``.

    ``taken`` is what became of its pictures, by their keys; ``slugs`` the file names of all
    stories by key; ``language`` that of the paper, which need not be written; ``captions`` the
    words of pictures other stories show as well.
    """
    words: dict[str, Mapping[str, str]] = {}

    def links(address: str) -> str:
        return _inside(address, slugs)

    def picture(figure: Figure) -> str:
        one = taken[figure.name]
        said = _words_of(figure, writer)
        known = words.get(one.name, captions.get(one.name))
        if known is None:
            words[one.name] = said
        beside = known is None or known == said
        attributes = _attributes(figure, one)
        if beside:
            return figure_line(one.name, attributes=attributes)
        credit = (("credit", _in_braces(said["credit"])),) if said.get("credit") else ()
        return figure_line(
            one.name,
            alt=said.get("alt"),
            caption=said.get("caption"),
            attributes=(*credit, *attributes),
        )

    writer = MarkdownWriter(links, picture)
    body = writer.body(story.body, story.notes)
    front = "\n".join(_front_matter(story, writer, slugs, language))
    return StoryFile(f"---\n{front}\n---\n{body}", {k: v for k, v in words.items() if v})


def _words_of(figure: Figure, writer: MarkdownWriter) -> dict[str, str]:
    """Return the words of ``figure`` as ``captions.toml`` has them; what is absent is left out.

    The caption stands in for an alt text nobody wrote: ``edition check`` asks for a better one.
    """
    alt = figure.alt or (plain_words(figure.caption) if figure.caption else None)
    said = {
        "caption": writer.line(figure.caption) if figure.caption else None,
        "credit": figure.credit,
        "alt": None if figure.decorative else alt,
    }
    return {key: " ".join(value.split()) for key, value in said.items() if value}


def _attributes(figure: Figure, taken: Taken) -> tuple[tuple[str, str], ...]:
    given: list[tuple[str, str]] = []
    if figure.focus.left != 50 or figure.focus.top != 50:
        given.append(("focus", f'"{figure.focus.left:g}% {figure.focus.top:g}%"'))
    if figure.size:
        given.append(("size", figure.size))
    if figure.decorative:
        given.append(("decorative", "true"))
    if not taken.at_hand:
        given.append(("wanted", "true"))
    return tuple(given)


def _in_braces(words: str) -> str:
    return '"' + words.replace('"', "”").replace("{", "(").replace("}", ")") + '"'


def _front_matter(
    story: Story, writer: MarkdownWriter, slugs: Mapping[str, str], language: str | None
) -> Iterator[str]:
    yield f"headline: {_quoted(writer.line(story.headline.value))}"
    if story.print_headline:
        yield f"print_headline: {_quoted(writer.line(story.print_headline.value))}"
    if story.kicker:
        yield f"kicker: {_quoted(story.kicker.value)}"
    if story.standfirst:
        yield f"standfirst: {_quoted(writer.line(story.standfirst.value))}"
    if story.bylines and story.bylines.value:
        names = [_quoted(name) for name in story.bylines.value]
        yield f"byline: {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}"
    if story.author_note:
        yield f"author_note: {_quoted(inline_markdown(story.author_note.value, head=False))}"
    if story.dateline:
        yield f"dateline: {_quoted(story.dateline.value)}"
    if story.rank != "story":
        yield f"rank: {story.rank}"
    if story.tags and story.tags.value:
        tags = [one if _TAG.match(one) else _quoted(one) for one in story.tags.value]
        yield f"tags: [{', '.join(tags)}]"
    if story.language and not _same_language(story.language.value, language):
        yield f"language: {story.language.value}"
    if story.address and _ADDRESS.match(story.address.value):
        yield f"source: {_quoted(story.address.value)}"
    related = [slugs[key] for key in story.related if key in slugs]
    if related:
        yield f"related: [{', '.join(related)}]"


def _same_language(found: str, paper: str | None) -> bool:
    """Say whether ``found`` need not be written: it is the paper's, or only less exact."""
    if paper is None:
        return False
    one, other = found.lower(), paper.lower()
    return one == other or ("-" not in one and other.split("-")[0] == one)


def _quoted(words: str) -> str:
    """Return ``words`` as a string of YAML, which agrees with JSON's."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _inside(address: str, slugs: Mapping[str, str]) -> str:
    """Return the file of the story that ``address`` leads to, or the address itself."""
    whole, fragment = urldefrag(address)
    place = f"#{fragment}" if fragment and whole.startswith(IN_THE_BOOK) else ""
    for key in (address, whole):
        for spelling in (key, key.rstrip("/"), f"{key.rstrip('/')}/"):
            if spelling in slugs:
                return f"{slugs[spelling]}.md{place}"
    return address
