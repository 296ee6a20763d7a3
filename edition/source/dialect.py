"""The dialect of Markdown that articles are written in: CommonMark and what a paper adds.

The only module that knows markdown-it. What it adds: tables, footnotes, ``~~``,
``:::`` blocks, ``{…}`` after a picture, addresses with spaces in them, Word's
tags, direction marks; what it takes away: the power of rows of brackets to stop
the press.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from .clean import placeholder_begins
from .containers import KINDS, fence_words, pair
from .tree import DEEPEST

__all__ = ["Fence", "Token", "cells_of", "foreign_html", "parse", "parse_words"]

_DEEPEST_LEVEL = 2 * DEEPEST
"""Block levels markdown-it may go down: a list is two."""

_DEEPEST_BRACKET = 16
_MOST_FAILURES = 300
_FAILURES = -1
"""Where the count is kept in the parser's cache for one paragraph, whose keys are positions."""


@dataclass(frozen=True, slots=True)
class Fence:
    """An odd ``:::`` line, counted from 0, and the word on it.

    One with a word is of an unknown kind or never ``closed``; one without
    closes nothing.
    """

    line: int
    word: str
    closed: bool


@dataclass(slots=True)
class _Environment:
    containers: dict[int, int]
    odd: list[Fence] = field(default_factory=list)


def parse(text: str) -> tuple[list[Token], list[Fence]]:
    """Return the tokens of an article's body and the ``:::`` lines in it that are odd.

    Raises: RecursionError when brackets stand in one another too deep.
    """
    env = _Environment(pair(text))
    return _parser().parse(text, {"edition": env}), env.odd


def parse_words(text: str) -> list[Token]:
    """Return the inline tokens of one running text.

    Raises: RecursionError when brackets stand in one another too deep.
    """
    return _parser().inline.parse(text, _parser(), {}, [])


def cells_of(row: str) -> list[str]:
    """Return what stands between the pipes of a table's row."""
    cells = escapedSplit(row.strip())
    cells = cells[1:] if cells and not cells[0].strip() else cells
    return cells[:-1] if cells and not cells[-1].strip() else cells


def foreign_html(text: str) -> str:
    """Return Markdown written for a web site as HTML, its own HTML left as it is: not yet clean.

    Raises: RecursionError when brackets stand in one another too deep.
    """
    return str(_foreign_parser().render(text))


@cache
def _foreign_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100, "html": True})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=True, always_match_refs=True)
    parser.use(deflist_plugin)
    # What is refused as an address is refused where HTML is read.
    parser.validateLink = _as_written_is_valid  # type: ignore[method-assign]
    return parser


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.enable(["table", "strikethrough"])
    # Escaped characters stay apart from the text around them: they are meant as typed.
    parser.disable("text_join")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    ruler = parser.block.ruler
    ends: RuleOptionsType = {
        "alt": ["paragraph", "reference", "blockquote", "list", "table", "footnote_def"]
    }
    ruler.before("table", "too_deep", _too_deep)
    ruler.before("fence", "container", _container, ends)
    ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    inline = parser.inline
    inline.ruler.after("image", "picture_attributes", _picture_attributes)
    inline.ruler.before("autolink", "foreign_tag", _foreign_tag)
    inline.ruler.push("direction", _direction_mark)
    for mark in _DIRECTION:
        inline.add_terminator_char(mark)
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkLabel=_label,
        parseLinkTitle=helpers.parseLinkTitle,
        parseLinkDestination=_destination,
    )
    # Addresses are judged in ``addresses``, where an editor can be told about them.
    parser.validateLink = _as_written_is_valid  # type: ignore[method-assign]
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.normalizeLinkText = _as_written_link  # type: ignore[method-assign]
    return parser


def _label(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Find the end of a link's words; brackets in brackets without end are no link.

    Nor are brackets in a paragraph in which hundreds have failed to be one. Without
    this, a page of ``[`` takes seconds.
    """
    close = state.src.find("]", start, state.posMax)
    if close < 0 or state.src.count("[", start, min(close, start + 300)) > _DEEPEST_BRACKET:
        return -1
    failed = state.cache.get(_FAILURES, 0)
    if failed > _MOST_FAILURES:
        return -1
    end = helpers.parseLinkLabel(state, start, disable_nested)
    if end < 0 and disable_nested and state.src.find("[^", start, start + 500) > 0:
        # A footnote may be called from a link's words; another link may not stand in them.
        end = helpers.parseLinkLabel(state, start, False)
        end = -1 if "](" in state.src[start : max(end, start)] else end
    if end < 0:
        state.cache[_FAILURES] = failed + 1
    return end


_SPACED = re.compile(r"[^()<>\n\"']*[^()<>\n\"'\s](?=[ \t]*(?:\"[^\"\n]*\"[ \t]*)?\))")


def _destination(string: str, start: int, end: int) -> Any:
    """Read the address of a link or picture; unlike in CommonMark it may have spaces in it.

    ``![A press](my press.jpg)`` is what people write.
    """
    result = helpers.parseLinkDestination(string, start, end)
    if result.ok and string[result.pos : result.pos + 1] == " " and string[start - 1] == "(":
        found = _SPACED.match(string, start, end)
        if found is not None and found.end() > result.pos:
            result.pos, result.str = found.end(), found[0]
    return result


_FOREIGN = re.compile(r"</?(?:[A-Za-z]{1,2}\d?|xsl|svg|math|dgm):[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>")


def _foreign_tag(state: StateInline, silent: bool) -> bool:
    """Take a tag such as Word's ``<o:p>`` for the HTML it is meant to be."""
    if state.src[state.pos] != "<":
        return False
    found = _FOREIGN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = found[0]
    state.pos = found.end()
    return True


_DIRECTION = {
    "\u202a": ("span", "ltr"), "\u202b": ("span", "rtl"), "\u202c": ("/span", ""),
    "\u2066": ("bdi", "ltr"), "\u2067": ("bdi", "rtl"), "\u2068": ("bdi", "auto"),
    "\u2069": ("/bdi", ""), "\u202d": ("", ""), "\u202e": ("", ""),
}  # fmt: skip
"""What the invisible direction marks are in markup; overrides have no place in print."""


def _direction_mark(state: StateInline, silent: bool) -> bool:
    mark = _DIRECTION.get(state.src[state.pos])
    if mark is None:
        return False
    if not silent and mark[0]:
        tag, direction = mark
        state.push("html_inline", "", 0).content = f'<{tag} dir="{direction}">'
    state.pos += 1
    return True


def _as_written(url: str) -> str:
    return url


def _as_written_link(link: str) -> str:
    return link


def _as_written_is_valid(url: str) -> bool:
    return True


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take everything below the deepest level as one paragraph."""
    if state.level < _DEEPEST_LEVEL:
        return False
    if not silent:
        lines = state.getLines(start, end, state.blkIndent, False)
        state.line = end
        _push_words(state, re.sub(r"^[ 	>*+-]+", "", lines, flags=re.MULTILINE), start, end)
    return True


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a ``:::`` block; of an odd ``:::`` line only the words are kept."""
    if state.is_code_block(start):
        return False
    words = fence_words(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
    if words is None:
        return False
    if silent:
        return True
    env: _Environment = state.env["edition"]
    kind, _, title = words.partition(" ")
    close = env.containers.get(start, end)
    if not words or close >= end:
        env.odd.append(Fence(start, kind, closed=not words))
        _push_words(state, title, start)
        state.line = start + 1
        return True
    known = kind.lower() in KINDS
    if not known:
        env.odd.append(Fence(start, kind, closed=True))
    token = state.push("container_open", kind.lower() if known else "div", 1)
    token.map = [start, close]
    if kind.lower() == "box":
        token.info = title.strip()
    else:
        _push_words(state, title, start)
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, last
    state.push("container_close", token.tag, -1)
    state.line = close + 1
    return True


def _push_words(state: StateBlock, words: str, line: int, until: int | None = None) -> None:
    """Add a paragraph of ``words``."""
    if not words.strip():
        return
    lines = [line, until or line + 1]
    state.push("paragraph_open", "p", 1).map = lines
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = words.strip(), lines, []
    state.push("paragraph_close", "p", -1)


_HTML_ALONE = re.compile(r"<(?:[!?]|/?(?:script|pre|style|textarea)\b)", re.IGNORECASE)


_HTML_WHOLE = re.compile(r"<(applet|audio|canvas|math|object|svg|template|video)\b", re.IGNORECASE)


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an HTML block, but not one that CommonMark begins with any tag alone on its line.

    ``<span lang="fr">`` or ``<your name here>`` there is running text. What is
    refused as a whole, such as ``<svg>``, is taken to its end tag, over empty
    lines as well.
    """
    first = state.bMarks[start] + state.tShift[start]
    line = state.src[first : state.eMarks[start]]
    if (whole := _HTML_WHOLE.match(line)) and not state.is_code_block(start):
        return _whole_element(state, start, end, f"</{whole[1]}", silent)
    if line.startswith("<!--") and state.src.find("-->", first, state.eMarks[end - 1]) < 0:
        return False  # else the rest of the story would be a comment
    if placeholder_begins(line):
        return False
    if not html_block(state, start, end, True) and not silent and not _HTML_ALONE.match(line):
        return False
    return html_block(state, start, end, silent)


def _whole_element(state: StateBlock, start: int, end: int, end_tag: str, silent: bool) -> bool:
    close = state.src.find(end_tag, state.bMarks[start], state.eMarks[end - 1])
    if close < 0:
        return False
    if silent:
        return True
    last = start
    while state.eMarks[last] < close:
        last += 1
    token = state.push("html_block", "", 0)
    token.map = [start, last + 1]
    token.content = state.getLines(start, last + 1, state.blkIndent, True)
    state.line = last + 1
    return True


_BRACES = re.compile(r"\{(?:[^{}\"“]|\"[^\"]*\"|“[^”]*”)*\}")


def _picture_attributes(state: StateInline, silent: bool) -> bool:
    """Read ``{credit=…}`` straight after a picture."""
    if silent or state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    if state.tokens[-1].type != "image":
        return False
    found = _BRACES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    state.tokens[-1].info = found[0]
    state.pos = found.end()
    return True
