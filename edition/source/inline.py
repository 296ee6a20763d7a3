"""Running text: the inline part of the tree becomes well-formed XHTML, typeset on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from .addresses import settle
from .clean import BLOCKS, INLINE, REFUSED, say_kept
from .remarks import Remarks
from .tree import Element, Node
from .typography import set_runs, straight_quotes

_UNSEEN = re.compile("[\u200b\u2061-\u2064\ufeff\ufffc\u202a-\u202e\u2066-\u2069]")
"""Characters nobody sees: left by other programs, or taken out because markup says it better."""

_ZERO_WIDTH_SPACE_LANGUAGES = frozenset({"bo", "dz", "km", "lo", "my", "th"})
_UNSPACED = frozenset({"zh", "yue", "ja"})
_BETWEEN_IDEOGRAPHS = re.compile(
    "(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])"
)
_SPACES = re.compile("  +")
_BRACES = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$\{[^{}\n]*\}"
    r"|\[\w[\w-]*(?:\s+[\w-]+=[^\s\]]+)+[^\]\n]{0,200}\]|\[/[A-Za-z][\w-]*\]"
    r"|\{\s*(?:credit|focus|size|decorative|wanted)\s*=[^{}\n]*\}?"
)
_LOOKS_LIKE_LINK = re.compile(r"\][ \n]?\((?:https?://|www\.|mailto:)[^\s()]*\)?")
_LOOKS_LIKE_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,80}>|<!--")


@dataclass(slots=True)
class Setting:
    """How one text is set, and what is found while setting it.

    ``notes`` gives the number of a footnote by its label; a label that is not
    in it has no text.
    """

    language: str
    typography: bool
    remarks: Remarks
    notes: Mapping[str, int] = field(default_factory=dict)
    pictures: list[Element] = field(default_factory=list)
    """Pictures met in running text, waiting for a place after it."""
    held_calls: list[str] = field(default_factory=list)
    """Calls of footnotes met in a link, waiting for its end: a link cannot stand in a link."""
    straight: int = 0
    first_straight: int | None = None


def set_inline(nodes: Iterable[Node], setting: Setting, *, line: int | None) -> Markup:
    """Return ``nodes`` as markup; pictures among them are put aside in ``setting``."""
    return Markup(_SPACES.sub(" ", _set(nodes, setting, setting.language, line)).strip(" "))


def plain(nodes: Iterable[Node]) -> str:
    """Return the words of ``nodes`` without any markup."""
    return "".join(one if isinstance(one, str) else plain(one.children) for one in nodes)


def has_words(nodes: Iterable[Node]) -> bool:
    """Say whether ``nodes`` hold anything that would be printed."""
    return any(
        one.strip() != ""
        if isinstance(one, str)
        else one.tag in ("note-call", "img") or has_words(one.children)
        for one in nodes
    )


def _set(
    nodes: Iterable[Node],
    setting: Setting,
    language: str,
    line: int | None,
    *,
    in_link: bool = False,
) -> str:
    copy = _Copy(setting, language)
    copy.take(nodes, in_link=in_link)
    runs = [(text, fixed) for _, text, fixed in copy.texts]
    whole = "".join("\ufffc" if fixed else text for text, fixed in runs)
    _look_over(whole, setting, line)
    finished = set_runs(runs, language) if setting.typography else [text for text, _ in runs]
    for (place, _, _), text in zip(copy.texts, finished, strict=True):
        if place >= 0:
            copy.pieces[place] = _escaped(text, language)
    return "".join(copy.pieces).replace("<br/> ", "<br/>").replace(" <br/>", "<br/>")


@dataclass(slots=True)
class _Copy:
    """The pieces of one paragraph in order: markup as it is, text to be set, text to be left."""

    setting: Setting
    language: str
    pieces: list[str] = field(default_factory=list)
    texts: list[tuple[int, str, bool]] = field(default_factory=list)
    """Place in ``pieces``, the text as context, and whether it must stay as it is."""

    def text(self, text: str, *, fixed: bool = False) -> None:
        if self.texts and not fixed:
            place, before, before_fixed = self.texts[-1]
            if place == len(self.pieces) - 1 and not before_fixed:
                self.texts[-1] = place, before + text, False
                return
        self.texts.append((len(self.pieces), text, fixed))
        self.pieces.append("")

    def opaque(self, markup: str, *, reads_as: str = "\ufffc") -> None:
        """Add finished markup; to the text around it, it is the letter ``reads_as``."""
        self.texts.append((-1, reads_as, True))
        self.pieces.append(markup)

    def take(self, nodes: Iterable[Node], *, in_link: bool) -> None:
        """Add ``nodes``; ``in_link`` says that they stand in a link, where no link may stand."""
        for node in nodes:
            if isinstance(node, str):
                self.text(node)
            elif node.tag == "img":
                self.setting.pictures.append(node)
            elif node.tag == "note-call":
                self._take_call(node, in_link=in_link)
            elif node.tag == "literal":
                self.text(plain(node.children), fixed=True)
            elif node.tag in ("br", "hr"):
                self.opaque("<br/>", reads_as="\n")
            elif node.tag in ("code", "kbd"):
                self.opaque(_element(node, _escaped(plain(node.children), self.language)))
            elif not (node.tag in REFUSED and node.ended):
                self._take_element(node, in_link=in_link)

    def _take_element(self, node: Element, *, in_link: bool) -> None:
        href = _href(node, self.setting) if node.tag == "a" and not in_link else None
        inside = in_link or href is not None
        if node.tag in BLOCKS:
            self.text(" ")
        if node.tag not in INLINE or not _is_worth_a_tag(node):
            self.take(node.children, in_link=inside)
        elif _is_foreign(node, self.language):
            own = node.attributes["lang"]
            inner = _set(node.children, self.setting, own, node.line, in_link=inside)
            self.opaque(_element(node, inner, href=href))
        elif (node.tag == "a" and href is None) or (
            node.tag == "span" and not _kept_attributes(node)
        ):
            self.take(node.children, in_link=inside)
        else:
            self.pieces.append(_start(node, href))
            self.take(node.children, in_link=inside)
            self.pieces.append(f"</{node.tag}>")
        if node.tag in BLOCKS:
            self.text(" ")
        if href is not None:
            self.pieces += self.setting.held_calls
            self.setting.held_calls.clear()

    def _take_call(self, node: Element, *, in_link: bool) -> None:
        label = node.attributes["label"]
        number = self.setting.notes.get(label)
        if number is None:
            self.setting.remarks.add(
                "TXT-012",
                f"There is no text for the footnote [^{label}]; the call was taken out.",
                line=node.line,
                hint=f"Write [^{label}]: and the note in a paragraph of its own.",
            )
            return
        call = f'<a class="note" href="edition:note/{number}"></a>'
        (self.setting.held_calls if in_link else self.pieces).append(call)


def _is_worth_a_tag(node: Element) -> bool:
    """Say whether more is in ``node`` than pictures and calls, which are set elsewhere."""
    return any(
        one.strip() != "" if isinstance(one, str) else one.tag != "img" and _is_worth_a_tag(one)
        for one in node.children
    )


def _is_foreign(node: Element, language: str) -> bool:
    own = node.attributes.get("lang", "")
    return own != "" and own.split("-")[0].lower() != language.split("-")[0].lower()


def _href(node: Element, setting: Setting) -> str | None:
    address = settle(node.attributes.get("href", ""))
    if address.code is not None and not (node.raw and "href" not in node.attributes):
        setting.remarks.add(address.code, address.message, line=node.line, hint=address.hint)
    return address.href


def _element(node: Element, inner: str, *, href: str | None = None) -> str:
    if node.tag == "a" and href is None:
        return inner
    return f"{_start(node, href)}{inner}</{node.tag}>"


def _start(node: Element, href: str | None) -> str:
    attributes = _kept_attributes(node)
    if href is not None:
        attributes["href"] = href
    written = "".join(f' {key}="{_escaped_attribute(attributes[key])}"' for key in attributes)
    return f"<{node.tag}{written}>"


def _kept_attributes(node: Element) -> dict[str, str]:
    wanted = ("title",) if node.tag == "abbr" else ()
    return {
        key: node.attributes[key] for key in (*wanted, "lang", "dir") if node.attributes.get(key)
    }


def _escaped(text: str, language: str) -> str:
    if not text.isascii():
        primary = language.split("-")[0].lower()
        keep = "\u200b" if primary in _ZERO_WIDTH_SPACE_LANGUAGES else ""
        text = _UNSEEN.sub(lambda found: found[0] if found[0] == keep else "", text)
        if primary in _UNSPACED:
            text = _BETWEEN_IDEOGRAPHS.sub("", text)
    return str(escape(text.replace("\n", " ")))


def _escaped_attribute(text: str) -> str:
    return str(escape(" ".join(_UNSEEN.sub("", text).split())))


def _look_over(whole: str, setting: Setting, line: int | None) -> None:
    """Say what is odd in the words of one paragraph that begins on ``line``."""

    def at(position: int) -> int | None:
        return None if line is None else line + whole.count("\n", 0, position)

    if "{" in whole or "]" in whole:
        for found in _BRACES.finditer(whole):
            setting.remarks.add(
                "TXT-007",
                f"{_short(found[0])} looks left over from a template; it will be printed as it"
                " stands.",
                line=at(found.start()),
                hint="Take it out, or set it as `code` if it is meant.",
            )
        for found in _LOOKS_LIKE_LINK.finditer(whole):
            setting.remarks.add(
                "REF-004",
                f"{_short(found[0])} looks like a link but is none; it will be printed as it"
                " stands.",
                line=at(found.start()),
                hint="Write [words](https://…) with nothing between ] and (.",
            )
    if "<" in whole:
        for found in _LOOKS_LIKE_TAG.finditer(whole):
            say_kept(found[0], line=at(found.start()), remarks=setting.remarks)
    if not setting.typography:
        places = straight_quotes(whole)
        if places and not setting.straight:
            setting.first_straight = at(places[0])
        setting.straight += len(places)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def lines_of(nodes: Sequence[Node]) -> list[list[Node]]:
    """Split running text at its line ends, those in nested elements excepted."""
    lines: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, str):
            first, *rest = node.split("\n")
            lines[-1].append(first)
            lines.extend([piece] for piece in rest)
        elif node.tag == "br":
            lines.append([])
        else:
            lines[-1].append(node)
    return lines
