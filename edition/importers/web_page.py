"""A saved web page: one story out of it, with its pictures as far as they were saved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from markupsafe import Markup, escape

from ..findings import Finding, finding
from ..model import Block, Box, Crosshead, Origin, Paragraph, figures_in
from .dates import date_in
from .extraction import between_ends, main_text
from .found import Dropped, Fact, Found, FoundPicture, IssueFacts, LooseFile, Story, UnreadableError
from .html_blocks import Body, read_body
from .html_heads import levelled
from .html_tree import PackedData, Page, read_page
from .inline_markdown import plain_words
from .packed import PackedPicture
from .page_body import article_root
from .page_facts import PageFacts, page_facts
from .page_head import letters, names_in
from .sample import Sample
from .selection import Selection

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|title|meta)[\s>]", re.IGNORECASE)
_ANY_TAG = re.compile(rb"<[A-Za-z][A-Za-z0-9]{0,15}[\s>]")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_HEAD_BLOCKS = 10
"""Blocks at the head of a body that may be the story's furniture over again."""


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is HTML, by what is in it."""
    if sample.suffix in (
        ".mhtml",
        ".mht",
        ".eml",
        ".md",
        ".markdown",
        ".txt",
        ".xml",
        ".svg",
        ".js",
        ".css",
        ".json",
    ):
        return False
    head = sample.head.replace(b"\0", b"")
    if sample.suffix in (".html", ".htm", ".xhtml", ".shtml"):
        return bool(_ANY_TAG.search(head))
    return bool(_HTML.search(head)) and not _FEED.search(head[:2000])


def read(sample: Sample, selection: Selection) -> Found:
    """Return the story of the page.

    Raises:
        UnreadableError: it is too large, too deep or no HTML.
    """
    page = read_page(sample.path.read_bytes(), name=sample.name)
    return story_of(page, sample, selection, SavedBeside(sample.path, page.packed))


@dataclass
class SavedBeside:
    """Finds the pictures that were saved with a page: beside it, or packed into it."""

    path: Path
    packed: tuple[PackedData, ...] = ()
    base: str | None = None
    _names: dict[str, Path] | None = None
    given: dict[str, FoundPicture] = field(default_factory=dict)

    def __call__(self, addresses: tuple[str, ...]) -> FoundPicture:
        """Return the picture for ``addresses``: the first that is at hand, else the first."""
        for address in addresses:
            if picture := self.at_hand(address):
                return self.given.setdefault(picture.key, picture)
        first = next((one for one in addresses if not one.startswith("packed:")), addresses[0])
        try:
            whole = urljoin(self.base, first) if self.base else first
        except ValueError:
            whole = first
        return self.given.setdefault(whole, FoundPicture(whole, whole, None))

    def at_hand(self, address: str) -> FoundPicture | None:
        """Return the picture for ``address`` if it was saved with the page."""
        if address.startswith("packed:"):
            number = address.removeprefix("packed:")
            if number.isdigit() and int(number) < len(self.packed):
                one = self.packed[int(number)]
                return FoundPicture(address, "", PackedPicture(self.path, one.start, one.end))
            return None
        path = self._beside(address)
        return FoundPicture(address, address, LooseFile(path)) if path is not None else None

    def _beside(self, address: str) -> Path | None:
        """Return the file saved for ``address`` in the page's folder, never one outside of it."""
        try:
            parts = urlsplit(address)
            plain = unquote(parts.path)
        except ValueError:
            return None
        if parts.scheme in ("http", "https") or address.startswith("//"):
            plain = plain.rsplit("/", 1)[-1]
            return self._companions().get(plain) if plain else None
        if parts.scheme not in ("", "file") or not plain or "\0" in plain:
            return None
        if parts.scheme == "file" or plain.startswith("/"):
            return self._companions().get(plain.rsplit("/", 1)[-1])
        home = self.path.parent.resolve()
        try:
            path = (home / plain.replace("\\", "/")).resolve()
            inside = path.is_relative_to(home) and path.is_file()
        except (OSError, ValueError):
            return None
        return path if inside else None

    def _companions(self) -> dict[str, Path]:
        """Return the files of the folder that was saved with the page, by name."""
        if self._names is None:
            stem = self.path.stem
            folders = [
                one
                for one in sorted(self.path.parent.glob("*"))
                if one.is_dir() and not one.is_symlink() and one.name.startswith(stem)
                and one.name[len(stem) : len(stem) + 1] in ("_", "-", ".")
            ]  # fmt: skip
            self._names = {
                file.name: file
                for folder in folders
                for file in sorted(folder.glob("*"))
                if file.is_file() and not file.is_symlink()
            }
        return self._names


def story_of(page: Page, sample: Sample, selection: Selection, pictures: SavedBeside) -> Found:
    """Return the story of ``page``; nothing when ``selection`` does not admit it.

    Raises:
        UnreadableError: there is no story in it.
    """
    facts = page_facts(page.root, name=sample.name)
    published = facts.published.value if facts.published else None
    tags = facts.tags.value if facts.tags else ()
    sections = (*facts.categories, *((facts.section.value,) if facts.section else ()))
    if not selection.admits(published, sections, tags):
        return Found(findings=(_not_admitted(sample, facts, selection),))
    base = next((one.get("href") for one in page.root.iter("base") if one.get("href")), None)
    address = facts.address.value if facts.address else None
    pictures.base = base or address
    origin = Origin(Path(sample.name))
    text = None
    root, named = article_root(page.root, facts.head)
    if not named:
        text = main_text(page.root)
    body = read_body(
        root, origin=origin, base=pictures.base, resolve=pictures, known=facts.pictures
    )
    blocks, facts = without_head(body.blocks, facts)
    cut = ""
    if text is not None:
        blocks, cut = between_ends(blocks, text)
    if facts.headline is None:
        raise UnreadableError(
            f"{sample.name} has neither a headline nor a title.",
            hint="Is it the page of a story? Save that page from the browser.",
        )
    used = {figure.name for figure in figures_in(blocks)}
    story = Story(
        key=address or f"file:{sample.name}",
        source=sample.name,
        headline=Fact(Markup(escape(facts.headline.value)), facts.headline.where,
                      facts.headline.certainty),
        body=blocks,
        notes=body.notes,
        pictures=tuple(one for one in body.pictures if one.key in used),
        kicker=facts.kicker,
        standfirst=_marked(facts.standfirst),
        bylines=facts.bylines,
        published=facts.published,
        section=facts.section,
        tags=facts.tags,
        language=facts.language,
        address=facts.address,
        categories=sections,
        dropped=(*body.dropped, *([Dropped("before and after the story", cut)] if cut else [])),
        doubts=tuple(_doubts(page.root, body, blocks)),
    )  # fmt: skip
    return Found(stories=(story,), issue=IssueFacts(publication=facts.publication,
                 language=facts.language.value if facts.language else None))  # fmt: skip


def _marked(fact: Fact[str] | None) -> Fact[Markup] | None:
    return Fact(Markup(escape(fact.value)), fact.where, fact.certainty) if fact else None


def without_head(
    blocks: tuple[Block, ...], facts: PageFacts
) -> tuple[tuple[Block, ...], PageFacts]:
    """Return the body without the headline, standfirst, byline and date at its head.

    A description made of the story's own first words is not its standfirst.
    """
    said = [one.value for one in (facts.headline, facts.standfirst, facts.kicker) if one]
    said += [facts.section.value] if facts.section else []
    names = facts.bylines.value if facts.bylines else ()
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if place < _HEAD_BLOCKS and isinstance(block, Paragraph | Crosshead):
            words = plain_words(block.text)
            if _is_furniture(words, said, names):
                continue
        if isinstance(block, Box) and not any(isinstance(one, Paragraph) for one in kept):
            # What is folded away under the headline: when and by whom.
            texts = [block.title or Markup(), *_first_texts(block.body)]
            if all(_is_furniture(plain_words(one), said, names) for one in texts if one):
                continue
        kept.append(block)
    if facts.standfirst is not None and facts.standfirst.certainty != "read":
        start = letters(" ".join(_first_words(tuple(kept))))[:4000]
        if start.startswith(letters(facts.standfirst.value)[:80]):
            facts = replace(facts, standfirst=None)
            return without_head(blocks, facts)
    return levelled(tuple(kept)), facts


def _first_texts(blocks: tuple[Block, ...]) -> Iterator[Markup]:
    return (one.text for one in blocks if isinstance(one, Paragraph | Crosshead))


def _first_words(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks[:6]:
        if isinstance(block, Paragraph | Crosshead):
            yield plain_words(block.text)


def _is_furniture(words: str, said: list[str], names: tuple[str, ...]) -> bool:
    if any(letters(words) == letters(one) for one in said):
        return True
    if len(words.split()) > 25:
        return False
    rest = letters(words)
    for name in names:
        rest = rest.replace(letters(name), "")
    byline = bool(names) and rest != letters(words)
    if byline and (len(rest) <= 12 or set(names_in(words)) == set(names) or date_in(words)):
        return True
    return _only_a_date(words)


def _only_a_date(words: str) -> bool:
    if len(words.split()) > 12 or not any(one.isdigit() for one in words):
        return False
    return date_in(words) is not None and len(re.findall(r"[^\W\d_]{3,}", words)) <= 5


def _doubts(root: etree._Element, body: Body, blocks: tuple[Block, ...]) -> Iterator[Finding]:
    films = [one for one in body.dropped if one.kind.startswith("film")]
    if films:
        one = len(films) == 1
        said = (
            "A film, sound or embedded page was left out."
            if one
            else f"{len(films)} films, sounds or embedded pages were left out."
        )
        hint = "import-report/left-out has the address; a link in the story can stand in for it."
        yield finding("IMP-008", said, hint=hint)
    asked = any(one.kind == "appeal" and _PAYWALL.search(one.text) for one in body.dropped)
    if asked and sum(len(words.split()) for words in _first_words(blocks)) < 120:
        said = "The page asked for a subscription; perhaps only the story's beginning is here."
        yield finding("IMP-012", said, hint="Log in and save the page again.")


_PAYWALL = re.compile(
    r"subscri|log in|paywall|member|abonn|angemeldet|suscri|abbonat|weiterlesen|continue reading",
    re.IGNORECASE,
)


def _not_admitted(sample: Sample, facts: PageFacts, selection: Selection) -> Finding:
    if selection.by_date and facts.published is None:
        said = f"{sample.name} has no date that could be compared, so it was left out."
        hint = "Import it by itself, without --since and --until."
        return finding("IMP-010", said, origin=Origin(Path(sample.name)), hint=hint)
    when = f" It is of {facts.published.value.isoformat()}." if facts.published else ""
    said = f"{sample.name} is not among those asked for.{when}"
    return finding("IMP-010", said, origin=Origin(Path(sample.name)))
