"""An article's Markdown as typed blocks, and a single line of it as inline markup.

The only module that knows markdown-it. Its tokens go into a ``Tree``, raw HTML
into the same tree through ``clean``; ``blocks`` reads the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.footnote import footnote_plugin

from ..findings import Finding
from ..model import Block, Footnote, Origin
from .blocks import Composing, pictures_left, read_blocks, read_footnotes
from .clean import feed, feed_tag
from .containers import FENCE, KINDS, Containers, pair
from .figures import FigureReference, PictureDesk, read_attributes
from .inline import Setting, set_inline
from .remarks import Remarks
from .text import without_controls
from .tree import DEEPEST, Element, Tree

__all__ = ["Body", "FigureReference", "PictureDesk", "read_body", "read_inline"]

_DEEPEST_TOKEN = 2 * DEEPEST
"""Block levels markdown-it may go down: a list is two."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of one article."""

    blocks: tuple[Block, ...]
    notes: tuple[Footnote, ...] = ()


def read_body(
    text: str,
    *,
    origin: Origin,
    first_line: int,
    language: str,
    typography: bool,
    desk: PictureDesk,
) -> tuple[Body, tuple[Finding, ...]]:
    """Read an article's body, which begins on ``first_line`` of its file.

    ``language`` is BCP 47. Whatever the text holds, every inline text of the
    result is well-formed XHTML of the allow-list in ``clean``.
    """
    text, found = without_controls(text, origin=Origin(origin.path, first_line))
    remarks = Remarks(origin)
    remarks.take(found)
    _say_direction_marks(text, first_line, remarks)
    tree = Tree(remarks)
    containers = pair(text)
    env: dict[str, Any] = {"containers": containers}
    tokens = _parser().parse(text, env)
    _Planter(tree, remarks, first_line, text.split("\n")).blocks(tokens)
    _say_stray_fences(containers, env, first_line, remarks)
    setting = Setting(language, typography, remarks)
    at_hand = Composing(setting, desk)
    texts = _numbered(tree.root, setting)
    blocks = read_blocks(tree.root.children, at_hand)
    notes = read_footnotes(texts, at_hand)
    blocks += pictures_left(at_hand)
    _say_straight(setting)
    return Body(blocks, notes), remarks.findings()


def read_inline(
    text: str, *, origin: Origin, language: str, typography: bool
) -> tuple[Markup, tuple[Finding, ...]]:
    """Read one line of inline Markdown: a headline, a standfirst, a caption.

    ``origin`` is where it stands; its line may be ``None``.
    """
    text, found = without_controls(text, origin=origin)
    remarks = Remarks(origin)
    remarks.take(found)
    _say_direction_marks(text, origin.line, remarks)
    tree = Tree(remarks)
    planter = _Planter(tree, remarks, origin.line or 1, ())
    planter.words(_inline_tokens(text.strip()), origin.line)
    setting = Setting(language, typography, remarks)
    markup = set_inline(tree.root.children, setting, line=origin.line)
    for picture in setting.pictures:
        remarks.add(
            "TXT-002",
            "A picture cannot stand here; it was left out.",
            line=picture.line,
            hint="Pictures stand in the article's text, in paragraphs of their own.",
        )
    return markup, remarks.findings()


# The parser


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
    parser.inline.ruler.after("image", "picture_attributes", _picture_attributes)
    # Addresses are judged in ``addresses``, where an editor can be told about them.
    parser.validateLink = _as_written_is_valid  # type: ignore[method-assign]
    parser.normalizeLink = _as_written  # type: ignore[method-assign]
    parser.normalizeLinkText = _as_written_link  # type: ignore[method-assign]
    return parser


def _as_written(url: str) -> str:
    return url


def _as_written_link(link: str) -> str:
    return link


def _as_written_is_valid(url: str) -> bool:
    return True


def _inline_tokens(text: str) -> list[Token]:
    return _parser().inline.parse(text, _parser(), {}, [])


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take everything below the deepest level as one paragraph."""
    if state.level < _DEEPEST_TOKEN:
        return False
    if not silent:
        lines = state.getLines(start, end, state.blkIndent, False)
        state.line = end
        token = state.push("paragraph_open", "p", 1)
        token.map = [start, end]
        token = state.push("inline", "", 0)
        token.content = re.sub(r"^[ \t>*+-]+", "", lines, flags=re.MULTILINE).strip()
        token.map = [start, end]
        token.children = []
        state.push("paragraph_close", "p", -1)
    return True


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a ``:::`` block; an odd ``:::`` line is passed over."""
    if state.is_code_block(start):
        return False
    mark = FENCE.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if mark is None:
        return False
    if silent:
        return True
    containers: Containers = state.env["containers"]
    close = containers.ends.get(start, end)
    word, _, title = mark[1].partition(" ")
    kind = word.lower().strip("{}.")
    if not word or close >= end:
        state.env.setdefault("odd_fences", []).append((start, word))
        state.line = start + 1
        return True
    if kind not in KINDS:
        state.env.setdefault("unknown_fences", []).append((start, word))
    token = state.push("container_open", kind if kind in KINDS else "div", 1)
    token.map = [start, close]
    token.info = title.strip() if kind == "box" else ""
    parent, last = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", close
    state.md.block.tokenize(state, start + 1, close)
    state.parentType, state.lineMax = parent, last
    state.push("container_close", token.tag, -1)
    state.line = close + 1
    return True


_HTML_ALONE = re.compile(r"<(?:[!?]|/?(?:script|pre|style|textarea)\b)", re.IGNORECASE)


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an HTML block, but not one that CommonMark begins with any tag alone on its line.

    ``<span lang="fr">`` or ``<your name here>`` there is running text.
    """
    if not html_block(state, start, end, True) and not silent:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        if not _HTML_ALONE.match(line):
            return False
    return html_block(state, start, end, silent)


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


# Tokens to tree


class _Planter:
    """Puts markdown-it's tokens into a tree, with the lines they stand on."""

    def __init__(
        self, tree: Tree, remarks: Remarks, first_line: int, source: Sequence[str]
    ) -> None:
        self.tree = tree
        self.remarks = remarks
        self.first_line = first_line
        self.source = source

    def _line(self, token: Token) -> int | None:
        return self.first_line + token.map[0] if token.map else None

    def blocks(self, tokens: Sequence[Token]) -> None:
        tree = self.tree
        row: Token | None = None
        cells = 0
        line: int | None = self.first_line
        for token in tokens:
            line = self._line(token) or line
            match token.type:
                case "inline":
                    self.words(token.children or (), line)
                case "fence" | "code_block":
                    self._code(token, line)
                case "html_block":
                    feed(tree, token.content, line=line, remarks=self.remarks)
                case "hr":
                    tree.add("hr", line=line)
                case "footnote_reference_open":
                    tree.open("note", line=line, attributes={"label": token.meta["label"]})
                case "footnote_reference_close":
                    tree.close("note")
                case "container_open":
                    self._container(token, line)
                case "tr_open":
                    row, cells = token, 0
                    tree.open("tr", line=line)
                case "tr_close":
                    self._cells_beyond(row, cells, line)
                    tree.close("tr")
                case _ if token.nesting == 1:
                    cells += token.tag in ("td", "th")
                    tree.open(token.tag, line=line, attributes=self._attributes(token, row))
                case _ if token.nesting == -1:
                    tree.close(token.tag)
                case _:
                    tree.text(token.content)

    def _attributes(self, token: Token, row: Token | None) -> dict[str, str]:
        if token.tag == "ol" and "start" in token.attrs:
            return {"start": str(token.attrs["start"])}
        if token.tag in ("td", "th"):
            style = str(token.attrs.get("style", ""))
            kept = {"align": style.removeprefix("text-align:")} if style else {}
            if "|" in self._row_source(row):
                kept["piped"] = "yes"
            return kept
        return {}

    def _row_source(self, row: Token | None) -> str:
        if row is None or not row.map or row.map[0] >= len(self.source):
            return ""
        return re.sub(r"^[ \t>]+", "", self.source[row.map[0]])

    def _cells_beyond(self, row: Token | None, cells: int, line: int | None) -> None:
        """Keep the cells of a row that has more of them than its table has columns."""
        source = self._row_source(row).strip()
        if source.count("|") <= cells - 1:
            return
        written = escapedSplit(source)
        written = written[1:] if written and not written[0].strip() else written
        written = written[:-1] if written and not written[-1].strip() else written
        for extra in written[cells:]:
            self.tree.open("td", line=line)
            self.words(_inline_tokens(extra.strip()), line)
            self.tree.close("td")

    def _container(self, token: Token, line: int | None) -> None:
        self.tree.open(token.tag, line=line)
        if token.info:
            self.tree.open("box-title", line=line)
            self.words(_inline_tokens(token.info), line)
            self.tree.close("box-title")

    def _code(self, token: Token, line: int | None) -> None:
        if token.type == "code_block" and self.tree.inside_raw():
            # Indented HTML after a blank line is still HTML, whatever CommonMark says.
            feed(self.tree, token.content, line=line, remarks=self.remarks)
        else:
            self.tree.add("pre", line=line, text=token.content)

    def words(self, tokens: Sequence[Token], line: int | None) -> None:
        """Put inline tokens that begin on ``line`` into the tree."""
        tree = self.tree
        for token in tokens:
            match token.type:
                case "text":
                    tree.text(token.content)
                case "softbreak":
                    tree.text("\n")
                    line = None if line is None else line + 1
                case "hardbreak":
                    tree.add("br", line=line)
                    tree.text("\n")
                    line = None if line is None else line + 1
                case "text_special":
                    if token.info == "entity":
                        tree.text(token.content)
                    else:
                        tree.add("literal", line=line, text=token.content)
                case "code_inline":
                    tree.add("code", line=line, text=token.content)
                case "html_inline":
                    feed_tag(tree, token.content, line=line, remarks=self.remarks)
                    line = None if line is None else line + token.content.count("\n")
                case "image":
                    self._picture(token, line)
                case "footnote_ref":
                    tree.add("note-call", line=line, attributes={"label": token.meta["label"]})
                case "link_open":
                    tree.open("a", line=line, attributes={"href": str(token.attrs.get("href", ""))})
                case _ if token.nesting == 1:
                    tree.open(token.tag, line=line)
                case _ if token.nesting == -1:
                    tree.close(token.tag)
                case _:
                    tree.text(token.content)

    def _picture(self, token: Token, line: int | None) -> None:
        attributes = {
            "src": str(token.attrs.get("src", "")),
            "alt": "".join(_words_of(token.children or ())),
        }
        if token.info:
            attributes |= read_attributes(token.info, line=line, remarks=self.remarks)
        self.tree.open("img", line=line, attributes=attributes)
        if title := str(token.attrs.get("title", "")):
            self.words(_inline_tokens(title), line)
        self.tree.close("img")


def _words_of(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.children:
            yield from _words_of(token.children)
        elif token.type != "html_inline":
            yield token.content


# Footnotes


def _numbered(root: Element, setting: Setting) -> list[tuple[int, Element]]:
    """Number the footnotes in the order of their first calls and return those that have a text."""
    notes: dict[str, Element] = {}
    for note in _find(root, "note"):
        label = note.attributes["label"]
        if label in notes:
            setting.remarks.add(
                "TXT-012",
                f"There are two texts for the footnote [^{label}]; the second was left out.",
                line=note.line,
            )
        notes.setdefault(label, note)
    numbers: dict[str, int] = {}
    texts: list[tuple[int, Element]] = []
    waiting = [root]
    for element in waiting:
        for call in _find(element, "note-call", outside="note"):
            label = call.attributes["label"]
            if label in notes and label not in numbers:
                numbers[label] = len(numbers) + 1
                texts.append((numbers[label], notes[label]))
                waiting.append(notes[label])
    for label, note in notes.items():
        if label not in numbers:
            setting.remarks.add(
                "TXT-012",
                f"No place in the text calls the footnote [^{label}]; it was left out.",
                line=note.line,
                hint=f"Write [^{label}] after the word it belongs to.",
            )
    setting.notes = numbers
    return texts


def _find(element: Element, tag: str, *, outside: str = "") -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == tag:
                yield child
            if child.tag != outside:
                yield from _find(child, tag, outside=outside)


# Findings


_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def _say_direction_marks(text: str, first_line: int | None, remarks: Remarks) -> None:
    if text.isascii() or not (found := _DIRECTION_MARKS.search(text)):
        return
    count = len(_DIRECTION_MARKS.findall(text))
    marks = "An invisible direction mark was" if count == 1 else (
        f"{count} invisible direction marks were"
    )  # fmt: skip
    line = None if first_line is None else first_line + text.count("\n", 0, found.start())
    remarks.add(
        "TXT-009",
        f"{marks} taken out; the first is U+{ord(found[0]):04X}.",
        line=line,
        hint='Write <bdi>…</bdi> or <span dir="rtl">…</span> where the direction changes.',
    )


def _say_stray_fences(
    containers: Containers, env: dict[str, Any], first_line: int, remarks: Remarks
) -> None:
    for start, word in env.get("unknown_fences", ()):
        remarks.add(
            "TXT-011",
            f"There is no block called ::: {word}; its text stands as ordinary paragraphs.",
            line=first_line + start,
            hint="The blocks are ::: pull, ::: box Title and ::: qa.",
        )
    for start, word in env.get("odd_fences", ()):
        if word:
            remarks.add(
                "TXT-011",
                f"The block ::: {word} is never closed; its text stands as ordinary paragraphs.",
                line=first_line + start,
                hint="Put ::: on a line of its own where the block ends.",
            )
        else:
            remarks.add(
                "TXT-011",
                "A ::: closes a block that was never opened.",
                line=first_line + start,
                hint="Take it out, or write ::: pull, ::: box Title or ::: qa where it begins.",
            )


def _say_straight(setting: Setting) -> None:
    if setting.straight:
        many = setting.straight > 1
        setting.remarks.add(
            "TXT-004",
            f"{setting.straight} straight quote{'s' if many else ''} or apostrophe"
            f"{'s' if many else ''} will be printed as typed; typography is off here.",
            line=setting.first_straight,
            hint="Set typography = true, or type “ ” and ’.",
        )
