"""The issue in reading order, with every reference settled.

``assemble`` is the one place where blocks get anchors, figures get numbers and
links between articles are resolved. Every edition starts from its result, which
is why the EPUB and the print edition cannot disagree about contents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from .findings import Finding, finding
from .look.words import words
from .model import (
    Article,
    Block,
    BlockQuote,
    Box,
    CodeBlock,
    Crosshead,
    Figure,
    Issue,
    ItemList,
    Paragraph,
    Picture,
    Publication,
    PullQuote,
    QuestionAndAnswer,
    Section,
    StandingKind,
    StandingMatter,
    Table,
    nested,
    slugified,
)
from .references import References, Scope, place_name, plain_text, unlinked

PartKind = Literal["cover", "contents", "section", "article", "standing"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, with what only its place in the issue can give it.

    ``anchor`` is unique in the issue; ``None`` for blocks nothing can point at.
    ``number`` counts the figures of one article from 1. ``children`` are the
    placed blocks of a box, block quote or list (one run of children an item).
    ``level`` is that of the heading a crosshead or a box's title is set as: the
    headline is 1 and no level is skipped; ``None`` for blocks without a heading.
    """

    block: Block
    anchor: str | None = None
    number: int | None = None
    children: tuple[tuple[Placed, ...], ...] = ()
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the EPUB and one run of the print edition."""

    kind: PartKind
    anchor: str
    title: str
    language: str
    """BCP 47."""
    direction: Literal["ltr", "rtl"]
    subject: Issue | Section | Article | StandingMatter
    body: tuple[Placed, ...] = ()
    section: str | None = None
    """The title of the section an article stands in."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    title: str
    anchor: str
    language: str
    children: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    publication: Publication
    issue: Issue
    parts: tuple[Part, ...]
    contents: tuple[ContentsEntry, ...]

    def figures(self) -> Iterator[Figure]:
        """Yield every figure of every part in reading order."""
        for part in self.parts:
            yield from _figures(part.body)

    def pictures(self) -> Iterator[Picture]:
        """Yield every picture once, in the order of its first use."""
        seen: set[str] = set()
        for figure in self.figures():
            if figure.picture is not None and figure.picture.digest not in seen:
                seen.add(figure.picture.digest)
                yield figure.picture


def _figures(body: tuple[Placed, ...]) -> Iterator[Figure]:
    for placed in body:
        if isinstance(placed.block, Figure):
            yield placed.block
        for run in placed.children:
            yield from _figures(run)


def assemble(publication: Publication, issue: Issue) -> tuple[Document, tuple[Finding, ...]]:
    """Put ``issue`` in reading order and settle its references.

    Links inside the issue come out as ``edition:#anchor``; one that leads
    nowhere becomes plain text and a finding. Calls of footnotes stay as they
    are: ``ANCHOR-note-N`` and ``ANCHOR-call-N`` are kept free for their ends,
    ``ANCHOR`` being that of the part. Anchors differ in more than capitals, so
    that they can be file names as well.
    """
    anchors = _Anchors()
    articles = tuple(issue.articles())
    standing = _in_closing_order(publication.standing)
    texts = _texts((*articles, *standing), anchors, publication.language)
    stories = {one.slug: text for one, text in zip(articles, texts, strict=False)}
    matters = {one.slug: text for one, text in zip(standing, texts[len(articles) :], strict=True)}
    # A story comes before standing matter of the same name.
    scopes = {text.scope.slug.casefold(): text.scope for text in reversed(texts)}
    references = References(scopes)

    parts: list[Part] = []
    entries: list[ContentsEntry] = []
    sections: list[Section] = []
    for section in issue.sections:
        settled = tuple(
            references.article(article, stories[article.slug].scope) for article in section.articles
        )
        section = replace(section, articles=settled)
        sections.append(section)
        anchor = anchors.new(f"section-{section.slug}")
        language = publication.language
        chapter = [
            stories[article.slug].part("article", article, section=section.title)
            for article in settled
        ]
        direction = direction_of(language)
        parts += (Part("section", anchor, section.title, language, direction, section), *chapter)
        entries.append(ContentsEntry(section.title, anchor, language, tuple(map(_entry, chapter))))
    closing = {
        matter.slug: references.standing(matter, matters[matter.slug].scope) for matter in standing
    }
    for matter in closing.values():
        part = matters[matter.slug].part("standing", matter)
        parts.append(part)
        if matter.kind != "house-ad":
            entries.append(_entry(part))

    cover = replace(issue.cover, caption=unlinked(issue.cover.caption)) if issue.cover else None
    issue = replace(issue, sections=tuple(sections), cover=cover)
    standing = tuple(closing[matter.slug] for matter in publication.standing)
    publication = replace(publication, standing=standing)
    found = (*references.findings, *_same_headlines(articles), *_empty(articles))
    opening = _opening(publication, issue)
    return Document(publication, issue, (*opening, *parts), tuple(entries)), found


def _entry(part: Part) -> ContentsEntry:
    return ContentsEntry(part.title, part.anchor, part.language)


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """Return which way ``language`` (BCP 47) is written."""
    subtags = language.split("-")
    scripts = [subtag.title() for subtag in subtags[1:] if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0].lower() in _RTL_LANGUAGES else "ltr"


_RTL_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)
_RTL_LANGUAGES = frozenset(
    {"ar", "arc", "arz", "ary", "apc", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw",
     "lrc", "mzn", "nqo", "pnb", "prs", "ps", "sd", "sdh", "syr", "ug", "ur", "yi"}
)  # fmt: skip

_CLOSING_ORDER: tuple[StandingKind, ...] = ("contacts", "appeal", "house-ad", "imprint")


def _in_closing_order(standing: Iterable[StandingMatter]) -> tuple[StandingMatter, ...]:
    return tuple(sorted(standing, key=lambda matter: _CLOSING_ORDER.index(matter.kind)))


@dataclass(slots=True)
class _Anchors:
    """Names each given once, capitals or not."""

    taken: set[str] = field(default_factory=lambda: {"cover", "contents", "contents-title", "nav"})

    def keep(self, *names: str) -> None:
        """Keep ``names`` from being given."""
        self.taken.update(name.casefold() for name in names)

    def new(self, wanted: str) -> str:
        """Return ``wanted``, with a number behind it when it is taken."""
        name, number = wanted, 2
        while name.casefold() in self.taken:
            name, number = f"{wanted}-{number}", number + 1
        self.taken.add(name.casefold())
        return name


def _anchor(slug: str) -> str:
    """Return ``slug`` as an XML id, which may not begin with a digit."""
    return slug if slug[0].isalpha() else f"story-{slug}"


_NOTE_ENDS = ("note", "call")


@dataclass(slots=True)
class _Text:
    """An article, or standing matter, on its way to becoming a part."""

    scope: Scope
    language: str
    blocks: tuple[Placed, ...]

    def part(
        self, kind: PartKind, subject: Article | StandingMatter, *, section: str | None = None
    ) -> Part:
        """Return this text as a part, its placed blocks holding the settled ones of ``subject``."""
        return Part(
            kind,
            self.scope.anchor,
            plain_text(subject.headline or "") or _spoken(subject.slug),
            self.language,
            direction_of(self.language),
            subject,
            _levelled(_with_blocks(self.blocks, subject.body)),
            section,
        )


def _texts(
    subjects: tuple[Article | StandingMatter, ...], anchors: _Anchors, usual_language: str
) -> tuple[_Text, ...]:
    """Return ``subjects`` with their anchors; those of the parts are given before all others."""
    scopes = [Scope(subject.slug, anchors.new(_anchor(subject.slug))) for subject in subjects]
    for subject, scope in zip(subjects, scopes, strict=True):
        for note in subject.notes:
            anchors.keep(*(f"{scope.anchor}-{end}-{note.number}" for end in _NOTE_ENDS))
    texts = []
    for subject, scope in zip(subjects, scopes, strict=True):
        language = subject.language if isinstance(subject, Article) else None
        blocks = _placed(subject.body, scope, anchors, _Count())
        texts.append(_Text(scope, language or usual_language, blocks))
    return tuple(texts)


@dataclass(slots=True)
class _Count:
    figures: int = 0
    tables: int = 0
    boxes: int = 0
    crossheads: int = 0


def _placed(
    blocks: tuple[Block, ...], scope: Scope, anchors: _Anchors, count: _Count
) -> tuple[Placed, ...]:
    """Give the blocks of one text their anchors and numbers, in reading order."""

    def name(word: str, title: str | None = None) -> str:
        plain = plain_text(title) if title else ""
        anchor = anchors.new(f"{scope.anchor}-{slugified(plain)[:60].strip('-') or word}")
        scope.name(anchor, plain, word)
        return anchor

    placed = []
    for block in blocks:
        anchor: str | None = None
        number: int | None = None
        runs: tuple[tuple[Block, ...], ...] = ()
        match block:
            case Crosshead(text=text):
                count.crossheads += 1
                anchor = name(f"part-{count.crossheads}", text)
            case Figure(decorative=False):
                count.figures += 1
                number = count.figures
                anchor = name(f"figure-{number}")
            case Table():
                count.tables += 1
                anchor = name(f"table-{count.tables}")
            case Box(body=body, title=title):
                count.boxes += 1
                anchor = name(f"box-{count.boxes}", title)
                runs = (body,)
            case BlockQuote(body=body):
                runs = (body,)
            case ItemList(items=items):
                runs = tuple(item.body for item in items)
            case _:
                pass
        children = tuple(_placed(run, scope, anchors, count) for run in runs)
        placed.append(Placed(block, anchor, number, children))
    return tuple(placed)


def _with_blocks(placed: tuple[Placed, ...], blocks: tuple[Block, ...]) -> tuple[Placed, ...]:
    """Return ``placed`` with ``blocks``, which are the same ones with their links settled."""
    return tuple(
        replace(
            one,
            block=block,
            children=tuple(
                _with_blocks(run, inner)
                for run, inner in zip(one.children, _runs(block), strict=True)
            ),
        )
        for one, block in zip(placed, blocks, strict=True)
    )


def _levelled(placed: tuple[Placed, ...], above: int = 1) -> tuple[Placed, ...]:
    """Return ``placed`` with the levels of their headings, none skipped under ``above``."""
    levelled = []
    last = above
    for one in placed:
        level, inside = None, above
        match one.block:
            case Crosshead(level=wanted):
                last = level = min(above + wanted - 1, last + 1)
            case Box(title=title) if title:
                level = inside = above + 1
            case _:
                pass
        children = tuple(_levelled(run, inside) for run in one.children)
        levelled.append(replace(one, level=level, children=children))
    return tuple(levelled)


def _runs(block: Block) -> tuple[tuple[Block, ...], ...]:
    match block:
        case Box(body=body) | BlockQuote(body=body):
            return (body,)
        case ItemList(items=items):
            return tuple(item.body for item in items)
        case _:
            return ()


def _opening(publication: Publication, issue: Issue) -> tuple[Part, Part]:
    language = publication.language
    direction = direction_of(language)
    title = words(language).contents
    return (
        Part("cover", "cover", publication.name, language, direction, issue),
        Part("contents", "contents", title, language, direction, issue),
    )


def _spoken(slug: str) -> str:
    named = slug.replace("-", " ").replace("_", " ")
    return named[:1].upper() + named[1:]


def _same_headlines(articles: Iterable[Article]) -> Iterator[Finding]:
    first: dict[str, Article] = {}
    for article in articles:
        headline = plain_text(article.headline)
        other = first.setdefault(place_name(headline) or headline, article)
        if other is not article:
            yield finding(
                "TXT-006",
                f'The headline "{headline[:80]}" stands over two stories.',
                origin=article.origin,
                hint=f"The other is {other.origin}.",
            )


def _empty(articles: Iterable[Article]) -> Iterator[Finding]:
    for article in articles:
        if not any(_says_something(block) for block in nested(article.body)):
            yield finding(
                "TXT-008",
                f'The story "{plain_text(article.headline)[:80]}" has no text.',
                origin=article.origin,
                hint="Write it below the front matter, or take it out of the order.",
            )


def _says_something(block: Block) -> bool:
    match block:
        case Paragraph(text=text) | PullQuote(text=text) | CodeBlock(text=text):
            return bool(plain_text(text))
        case Figure(caption=caption):
            return bool(caption and plain_text(caption))
        case Table(rows=rows):
            return any(plain_text(cell) for row in rows for cell in row)
        case QuestionAndAnswer(turns=turns):
            return any(plain_text(turn.text) for turn in turns)
        case _:
            return False
