"""The parser's tokens, put into a tree with the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .clean import feed, feed_tag
from .dialect import Token, cells_of, parse_words
from .figures import read_attributes
from .remarks import Remarks
from .tree import Tree


class Planter:
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
        for extra in cells_of(source)[cells:]:
            self.tree.open("td", line=line)
            self.words(parse_words(extra.strip()), line)
            self.tree.close("td")

    def _container(self, token: Token, line: int | None) -> None:
        self.tree.open(token.tag, line=line)
        if token.info:
            self.tree.open("box-title", line=line)
            self.words(parse_words(token.info), line)
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
            self.words(parse_words(title), line)
        self.tree.close("img")


def _words_of(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.children:
            yield from _words_of(token.children)
        elif token.type != "html_inline":
            yield token.content
