"""An article's Markdown as typed blocks, and a single line of it as inline markup.

The text is parsed (``dialect``), its tokens and its raw HTML go into one tree
(``tokens``, ``clean``), and the tree is read as blocks (``blocks``, ``inline``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..findings import Finding
from ..model import Block, Footnote, Origin
from .blocks import pictures_left, read_blocks, read_footnotes
from .clean import say_refused
from .composing import Composing
from .dialect import Fence, parse, parse_words
from .figures import FigureReference, PictureDesk
from .footnotes import numbered
from .inline import Setting, set_inline
from .remarks import Remarks
from .text import without_controls
from .tokens import Planter
from .tree import Element, Tree

__all__ = ["Body", "FigureReference", "PictureDesk", "read_body", "read_inline"]


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
    try:
        tokens, odd = parse(text)
    except RecursionError:
        _plant_plainly(tree, text, first_line, remarks)
    else:
        Planter(tree, remarks, first_line, text.split("\n")).blocks(tokens)
        _say_odd_fences(odd, first_line, remarks)
    say_refused(tree, remarks)
    setting = Setting(language, typography, remarks)
    at_hand = Composing(setting, desk)
    texts = numbered(tree.root, setting)
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
    planter = Planter(tree, remarks, origin.line or 1, ())
    try:
        planter.words(parse_words(text.strip()), origin.line)
    except RecursionError:
        _plant_plainly(tree, text, origin.line, remarks)
    say_refused(tree, remarks)
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


def _plant_plainly(tree: Tree, text: str, line: int | None, remarks: Remarks) -> None:
    """Put ``text`` into the tree as bare paragraphs: it cannot be read in any other way."""
    remarks.add(
        "SRC-011",
        "Brackets stand in one another too deep to be read; the text was set as it stands.",
        line=line,
        hint="Look for rows of [ or ![ that nobody meant.",
    )
    for paragraph in re.finditer(r"\S.*?(?=\n[ \t]*\n|\Z)", text, re.DOTALL):
        at = None if line is None else line + text.count("\n", 0, paragraph.start())
        tree.add("p", line=at).children.append(Element("literal", at, children=[paragraph[0]]))


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
        f"{marks} replaced by markup or taken out; the first is U+{ord(found[0]):04X}.",
        line=line,
        hint='Write <bdi>…</bdi> or <span dir="rtl">…</span> where the direction changes.',
    )


def _say_odd_fences(fences: Sequence[Fence], first_line: int, remarks: Remarks) -> None:
    for fence in fences:
        message = "A ::: closes a block that was never opened."
        hint = "Take it out, or write ::: pull, ::: box Title or ::: qa where it begins."
        if fence.word and not fence.closed:
            message = (
                f"The block ::: {fence.word} is never closed; its text stands as ordinary"
                " paragraphs."
            )
            hint = "Put ::: on a line of its own where the block ends."
        elif fence.word:
            message = (
                f"There is no block called ::: {fence.word}; its text stands as ordinary"
                " paragraphs."
            )
            hint = "The blocks are ::: pull, ::: box Title and ::: qa."
        remarks.add("TXT-011", message, line=first_line + fence.line, hint=hint)


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
