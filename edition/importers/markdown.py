"""A story's body in our dialect of Markdown, as a person would have typed it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup

from ..model import (
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    ItemList,
    Paragraph,
    PullQuote,
    QuestionAndAnswer,
    Table,
)
from .inline_markdown import Links, escaped, inline_markdown

Pictures = Callable[[Figure], str]
"""The line that stands for a figure."""


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Writes blocks; knows what pictures and other stories are called in the issue."""

    links: Links
    pictures: Pictures

    def body(self, blocks: tuple[Block, ...], notes: tuple[Footnote, ...] = ()) -> str:
        """Return ``blocks``, an empty line between two of them, then the footnotes."""
        parts = [*self._parts(blocks), *(self._note(note) for note in notes)]
        return "\n\n".join(part for part in parts if part.strip()) + "\n" if parts else ""

    def words(self, text: Markup, *, head: bool = False) -> str:
        """Return one running text."""
        return inline_markdown(text, links=self.links, head=head)

    def line(self, text: Markup) -> str:
        """Return a running text on one line: a headline, a cell, a caption."""
        return self.words(text).replace("\\\n", " ")

    def _parts(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        before: Block | None = None
        for block in blocks:
            if isinstance(block, ItemList) and isinstance(before, ItemList):
                yield "<!-- -->"  # Otherwise the two lists would be one.
            yield self._block(block)
            before = block

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(text=text, direction=direction):
                words = self.words(text, head=True)
                return f'<span dir="{direction}">{words}</span>' if direction else words
            case Crosshead(text=text, level=level):
                return f"{'#' * level} {self.line(text)}"
            case Figure():
                return self.pictures(block)
            case PullQuote(text=text, attribution=said_by):
                return f"::: pull\n{self._quoted(self.words(text, head=True), said_by)}\n:::"
            case BlockQuote(body=body, attribution=said_by):
                inside = self._quoted("\n\n".join(self._parts(body)), said_by)
                return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
            case ItemList():
                return self._list(block)
            case Table():
                return self._table(block)
            case QuestionAndAnswer(turns=turns):
                said = (
                    f"{'Q' if turn.speaker == 'question' else 'A'}: {self.words(turn.text)}"
                    for turn in turns
                )
                return "::: qa\n" + "\n\n".join(said) + "\n:::"
            case CodeBlock(text=text):
                fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
                return f"{fence}\n{text.rstrip()}\n{fence}"
            case Break():
                return "***"
            case Box(body=body, title=title):
                opening = f"::: box {self.line(title)}" if title else "::: box"
                return f"{opening.rstrip()}\n" + "\n\n".join(self._parts(body)) + "\n:::"
            case _:
                assert_never(block)

    def _quoted(self, words: str, said_by: Markup | None) -> str:
        return f"{words}\n— {self.line(said_by)}" if said_by else words

    def _note(self, note: Footnote) -> str:
        return f"[^{note.number}]: {self.line(note.text)}"

    def _list(self, block: ItemList) -> str:
        lines = []
        loose = any(
            sum(not isinstance(one, ItemList) for one in item.body) > 1 for item in block.items
        )
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}. " if block.ordered else "- "
            between = "\n\n" if loose else "\n"
            body = between.join(self._parts(item.body)) or "\\"
            first, *rest = body.split("\n")
            indent = " " * len(mark)
            lines.append("\n".join([mark + first, *(f"{indent}{line}".rstrip() for line in rest)]))
        return ("\n\n" if loose else "\n").join(lines)

    def _table(self, table: Table) -> str:
        columns = max((len(row) for row in (table.header, *table.rows)), default=0)
        if not columns:
            return ""
        rows = [_row([self._cell(cell) for cell in table.header], columns)]
        marks = {"left": ":--", "right": "--:", "center": ":-:", None: "---"}
        aligned = [*table.alignments, *[None] * columns][:columns]
        rows.append(_row([marks[one] for one in aligned], columns))
        rows += [_row([self._cell(cell) for cell in row], columns) for row in table.rows]
        text = "\n".join(rows)
        return f"{text}\n\nTable: {self.line(table.caption)}" if table.caption else text

    def _cell(self, cell: Markup) -> str:
        words = self.words(cell).replace("\\\n", "<br>")
        return re.sub(r"(?<!\\)\|", r"\\|", words)


def _row(cells: list[str], columns: int) -> str:
    padded = [*cells, *[""] * columns][:columns]
    return "| " + " | ".join(padded) + " |"


def figure_line(
    name: str,
    *,
    alt: str | None = None,
    caption: str | None = None,
    attributes: tuple[tuple[str, str], ...] = (),
) -> str:
    """Return the line of a figure; ``caption`` is Markdown, ``alt`` plain words."""
    target = name if re.fullmatch(r"[\w./-]+", name) else f"<{name}>"
    shown = f' "{_in_quotes(caption)}"' if caption else ""
    said = re.sub(r"(?<!\\)([\[\]])", r"\\\1", escaped(alt, head=False)) if alt else ""
    braces = " ".join(f"{key}={value}" for key, value in attributes)
    return f"![{said}]({target}{shown})" + (f"{{{braces}}}" if braces else "")


def _in_quotes(words: str) -> str:
    """Return ``words`` for a place whose backslashes are read once more than elsewhere."""
    return words.replace("\n", " ").replace("\\", "\\\\").replace('"', '\\"')
