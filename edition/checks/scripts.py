"""Finds words in scripts that no font at hand can write, before the pages show boxes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from markupsafe import Markup

from ..document import Document
from ..findings import Finding, finding
from ..look.fonts import MissingScript, missing_scripts
from ..model import (
    Article,
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    Issue,
    ItemList,
    Origin,
    Paragraph,
    Publication,
    PullQuote,
    QuestionAndAnswer,
    StandingMatter,
    Table,
    nested,
)

LOST = "\ufffd"
"""What programs write for a character they could not read."""

FONT_SUFFIXES = (".ttf", ".otf", ".woff", ".woff2")

_Words = Iterator[tuple[str, Origin]]


def script_findings(document: Document) -> Iterator[Finding]:
    """Yield a finding for each script of each file that would come out as empty boxes (TXT-010).

    Fonts a publication or issue keeps in ``styles/fonts/`` count as at hand.
    """
    passages = tuple(_passages(document))
    if not missing_scripts("".join(text for text, _ in passages)):
        return
    own = _own_coverage(document)
    said: set[tuple[Path, str]] = set()
    for text, origin in passages:
        for missing in missing_scripts(text, also=own):
            if (origin.path, missing.name) not in said:
                said.add((origin.path, missing.name))
                yield _finding(missing, origin)


def _finding(missing: MissingScript, origin: Origin) -> Finding:
    if LOST in missing.sample:
        return finding(
            "TXT-010",
            f"A character was lost before it got here, and {LOST} stands in its place.",
            origin=origin,
            hint=f"Look it up in the manuscript, and write it where {LOST} is.",
        )
    what = (
        "The text has signs no font at hand can write"
        if missing.name == "signs"
        else f"There is {missing.name} in the text, and no font at hand can write it"
    )
    hint = (
        f"Install a font for it: pip install {missing.package}"
        f" (or: pipx inject edition {missing.package})"
        if missing.package
        else "Write it in other characters, or put a font that has them into styles/fonts/ and "
        "name it with @font-face in styles/publication.css."
    )
    return finding(
        "TXT-010",
        f"{what}: {missing.sample}",
        origin=origin,
        hint=hint,
    )


def _own_coverage(document: Document) -> frozenset[int]:
    """Return the codepoints of the fonts the publication and the issue bring along."""
    folders = (document.publication.folder, document.issue.folder)
    files = [
        path
        for folder in folders
        for path in sorted((folder / "styles" / "fonts").glob("*"))
        if path.suffix.lower() in FONT_SUFFIXES
    ]
    return frozenset(point for path in files for point in _covered_by(path))


def _covered_by(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except Exception:  # fontTools raises nearly anything on a broken file; the engine will say so
        return frozenset()


def _passages(document: Document) -> _Words:
    """Yield every run of words that is drawn, with its place."""
    publication = document.publication
    yield from _words_of_publication(publication)
    yield from _words_of_issue(document.issue)
    for article in document.issue.articles():
        yield from _words_of_article(article)
    for matter in publication.standing:
        yield from _words_of_standing(matter)


def _words_of_publication(publication: Publication) -> _Words:
    words = (publication.name, publication.tagline, publication.publisher, publication.place)
    yield _join(*words, publication.rights, publication.price), publication.origin


def _words_of_issue(issue: Issue) -> _Words:
    sections = (section.title for section in issue.sections)
    yield _join(issue.title, issue.price, issue.correction, *sections), issue.origin


def _words_of_article(article: Article) -> _Words:
    words = (article.headline, article.print_headline, article.kicker, article.standfirst)
    yield _join(*words, *article.bylines, article.author_note, article.dateline), article.origin
    yield from _words_of_body(article.body, article.notes)


def _words_of_standing(matter: StandingMatter) -> _Words:
    yield _join(matter.headline), matter.origin
    figure = (matter.figure,) if matter.figure else ()
    yield from _words_of_body((*figure, *matter.body), matter.notes)


def _words_of_body(body: tuple[Block, ...], notes: tuple[Footnote, ...]) -> _Words:
    for block in nested(body):
        yield _words_of_block(block), block.origin
    for note in notes:
        yield _join(note.text), note.origin


def _words_of_block(block: Block) -> str:
    """Return the words of ``block`` itself; the blocks inside it come by themselves."""
    match block:
        case Paragraph(text=text) | Crosshead(text=text) | CodeBlock(text=text):
            return _join(text)
        case PullQuote(text=text, attribution=attribution):
            return _join(text, attribution)
        case BlockQuote(attribution=attribution):
            return _join(attribution)
        case Box(title=title):
            return _join(title)
        case Figure(caption=caption, credit=credit):
            return _join(caption, credit)
        case Table(header=header, rows=rows, caption=caption):
            return _join(caption, *header, *(cell for row in rows for cell in row))
        case QuestionAndAnswer(turns=turns):
            return _join(*(turn.text for turn in turns))
        case ItemList() | Break():
            return ""
        case _:
            assert_never(block)


def _join(*words: str | None) -> str:
    plain = (one.striptags() if isinstance(one, Markup) else one for one in words if one)
    return " ".join(plain)
