"""Links from one story of an issue to another, settled."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import assert_never
from urllib.parse import unquote

from markupsafe import Markup

from .findings import Finding, finding
from .model import (
    Article,
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    Origin,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    StandingMatter,
    Table,
    slugified,
)

_LINK = re.compile(r'<a\b([^>]*?)\shref="edition:([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Scope:
    """One text of the issue, and the places in it that links can lead to.

    ``places`` gives anchors by what an editor would call them: the words of a
    crosshead, ``figure-2``, ``table-1``.
    """

    slug: str
    anchor: str
    places: dict[str, str] = field(default_factory=dict)

    def name(self, anchor: str, *names: str) -> None:
        """Let links find ``anchor`` under ``names``; the first to have a name keeps it."""
        for name in names:
            for form in (place_name(name), slugified(name)):
                if form:
                    self.places.setdefault(form, anchor)


Settle = Callable[[Markup, Origin], Markup]


@dataclass(slots=True)
class References:
    """Settles the links of one text after the other, and keeps what it found."""

    scopes: Mapping[str, Scope]
    findings: list[Finding] = field(default_factory=list)

    def article(self, article: Article, scope: Scope) -> Article:
        """Return ``article`` with its links settled."""

        def settle(markup: Markup, origin: Origin) -> Markup:
            return self._settled(markup, origin, scope)

        at = article.origin
        return replace(
            article,
            headline=settle(article.headline, at),
            print_headline=_if_any(article.print_headline, at, settle),
            standfirst=_if_any(article.standfirst, at, settle),
            author_note=_if_any(article.author_note, at, settle),
            body=tuple(_settled_block(block, settle) for block in article.body),
            notes=_settled_notes(article.notes, settle),
        )

    def standing(self, matter: StandingMatter, scope: Scope) -> StandingMatter:
        """Return ``matter`` with its links settled."""

        def settle(markup: Markup, origin: Origin) -> Markup:
            return self._settled(markup, origin, scope)

        return replace(
            matter,
            headline=_if_any(matter.headline, matter.origin, settle),
            body=tuple(_settled_block(block, settle) for block in matter.body),
            notes=_settled_notes(matter.notes, settle),
        )

    def _settled(self, markup: Markup, origin: Origin, scope: Scope) -> Markup:
        if '"edition:' not in markup:
            return markup

        def link(element: re.Match[str]) -> str:
            before, target, after, inner = element.groups()
            if target.startswith("note/"):
                return element[0]
            anchor = self._anchor(html.unescape(target), inner, origin=origin, scope=scope)
            if anchor is None:
                return inner
            return f'<a{before} href="edition:#{anchor}"{after}>{inner}</a>'

        return Markup(_LINK.sub(link, markup))

    def _anchor(self, target: str, inner: str, *, origin: Origin, scope: Scope) -> str | None:
        slug, _, fragment = (unquote(piece) for piece in target.partition("#"))
        here = not slug or slug.casefold() == scope.slug.casefold()
        there = scope if here else self._scope_called(slug)
        said = f'The link "{plain_text(inner)[:60]}" leads to'
        if there is None:
            self.findings.append(
                finding(
                    "REF-001",
                    f'{said} the story "{slug[:60]}", which is not in this issue.',
                    origin=origin,
                    hint=self._near(slug) or "Its words stay, without the link.",
                )
            )
            return None
        if not fragment:
            return there.anchor
        place = there.places.get(place_name(fragment)) or there.places.get(slugified(fragment))
        if place is not None:
            return place
        where = "in this story" if here else f'in the story "{slug[:60]}"'
        self.findings.append(
            finding(
                "REF-002",
                f'{said} "#{fragment[:60]}", which is no crosshead {where}.',
                origin=origin,
                hint=_near_place(fragment, there),
            )
        )
        return None if here else there.anchor

    def _near(self, slug: str) -> str | None:
        close = get_close_matches(slug.casefold()[:100], self.scopes, n=1)
        return f'Did you mean "{self.scopes[close[0]].slug}.md"?' if close else None

    def _scope_called(self, slug: str) -> Scope | None:
        name = slug.casefold().removesuffix(".md")
        return self.scopes.get(name) or self.scopes.get(slugified(name))


def _near_place(fragment: str, scope: Scope) -> str:
    close = get_close_matches(place_name(fragment)[:100], scope.places, n=1)
    if close:
        return f'Did you mean "#{close[0]}"?'
    return "A link names a crosshead by its words in small letters: #what-it-cost."


def _if_any(markup: Markup | None, origin: Origin, settle: Settle) -> Markup | None:
    return None if markup is None else settle(markup, origin)


def _settled_notes(notes: tuple[Footnote, ...], settle: Settle) -> tuple[Footnote, ...]:
    return tuple(replace(note, text=settle(note.text, note.origin)) for note in notes)


def _settled_block(block: Block, settle: Settle) -> Block:
    """Return ``block`` with every piece of inline markup in it settled."""
    at = block.origin
    match block:
        case Paragraph(text=text) | Crosshead(text=text):
            return replace(block, text=settle(text, at))
        case PullQuote(text=text, attribution=attribution):
            return replace(
                block, text=settle(text, at), attribution=_if_any(attribution, at, settle)
            )
        case Figure(caption=caption):
            return replace(block, caption=_if_any(caption, at, settle))
        case BlockQuote(body=body, attribution=attribution):
            inner = tuple(_settled_block(one, settle) for one in body)
            return replace(block, body=inner, attribution=_if_any(attribution, at, settle))
        case Box(body=body, title=title):
            inner = tuple(_settled_block(one, settle) for one in body)
            return replace(block, body=inner, title=_if_any(title, at, settle))
        case ItemList(items=items):
            return replace(
                block,
                items=tuple(
                    replace(item, body=tuple(_settled_block(one, settle) for one in item.body))
                    for item in items
                ),
            )
        case Table(header=header, rows=rows, caption=caption):
            return replace(
                block,
                header=tuple(settle(cell, at) for cell in header),
                rows=tuple(tuple(settle(cell, at) for cell in row) for row in rows),
                caption=_if_any(caption, at, settle),
            )
        case QuestionAndAnswer(turns=turns):
            return replace(
                block,
                turns=tuple(replace(turn, text=settle(turn.text, turn.origin)) for turn in turns),
            )
        case CodeBlock() | Break():
            return block
        case _:
            assert_never(block)


def plain_text(markup: str) -> str:
    """Return the words of inline ``markup``; a non-breaking space stays one."""
    return html.unescape(_TAG.sub("", markup.replace("<br/>", " "))).strip()


def place_name(words: str) -> str:
    """Return ``words`` in the form in which a link names a crosshead, in any script."""
    return _NOT_LETTERS.sub("-", words.casefold()).strip("-")


def unlinked(markup: Markup | None) -> Markup | None:
    """Return the caption of a cover without links: it stands outside every story."""
    return None if markup is None else Markup(_LINK.sub(lambda link: link[4], markup))
