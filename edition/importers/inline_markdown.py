"""Running text as Markdown: markup of the allow-list in, what a person would have typed out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from lxml import etree
from markupsafe import Markup

Links = Callable[[str], str]
"""What a web address is called in the issue: ``other-story.md``, or the address itself."""

_PARSER = etree.XMLParser(resolve_entities=False, recover=True, no_network=True)

# Escaped wherever they stand: they mean something in the middle of a line as well.
_ALWAYS = re.compile(r"([\\`*])")
_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_BRACKET = re.compile(r"\](?=[(\[:{])|\[(?=\^)|!(?=\[)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_TILDES = re.compile(r"~(?=~)|(?<=~)~")
_TRIPLE = re.compile(r"\A(:{3,})")
# Only at the head of a line.
_HEAD = re.compile(r"\A(#{1,6}(?=\s|\Z)|>|[-+](?=\s|\Z)|=+\s*\Z|-{2,}\s*\Z|~{3,}|\|)")
_NUMBER = re.compile(r"\A(\d{1,9})([.)])(?=\s|\Z)")
_TABLE = re.compile(r"\ATable:", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n]+")
_STARS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**", "s": "~~"}
_AS_HTML = {"em": "em", "i": "i", "cite": "cite", "strong": "strong", "b": "b", "s": "s"}
_RAW = frozenset(["abbr", "bdi", "kbd", "mark", "q", "small", "span", "sub", "sup"])
_RAW_ATTRIBUTES = ("title", "lang", "dir")
_PLAIN_ADDRESS = re.compile(r"[^\s()<>\"'\\]+\Z")


def inline_markdown(text: Markup, *, links: Links | None = None, head: bool = True) -> str:
    """Return ``text`` as one or more lines of Markdown; ``head``: it may begin a paragraph."""
    root = etree.fromstring(f"<text>{_legal(text)}</text>", _PARSER)
    if root is None:  # Nothing but what XML cannot hold.
        return escaped(Markup(text).striptags(), head=head)
    words = _of(root, links or _as_it_is).strip()
    words = re.sub(r" *\\\n *", "\\\n", words)
    words = words.strip("\\\n ") if words.endswith("\\\n") else words
    return _headed(words) if head else words


def plain_words(text: str) -> str:
    """Return the words of ``text``, which may be markup, on one line."""
    return _SPACE.sub(" ", Markup(text).striptags() if isinstance(text, Markup) else text).strip()


def escaped(words: str, *, head: bool = True) -> str:
    """Return plain ``words`` so that Markdown reads them as they stand."""
    made = _escaped(_SPACE.sub(" ", words).strip())
    return _headed(made) if head else made


def _as_it_is(address: str) -> str:
    return address


def _legal(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _escaped(words: str) -> str:
    words = _ALWAYS.sub(r"\\\1", words)
    for pattern in (_UNDERSCORE, _BRACKET, _TAG, _ENTITY, _TILDES):
        words = pattern.sub(lambda one: f"\\{one[0]}", words)
    return words


def _headed(words: str) -> str:
    """Keep every line of a paragraph from being read as a heading, a list, a quote."""
    return "\n".join(_line_headed(line) for line in words.split("\n"))


def _line_headed(line: str) -> str:
    line = _NUMBER.sub(r"\1\\\2", line)
    line = _TRIPLE.sub(r"\\\1", line)
    line = _TABLE.sub(r"Table\\:", line) if _TABLE.match(line) else line
    return _HEAD.sub(r"\\\1", line)


def _of(element: etree._Element, links: Links) -> str:
    return "".join(_pieces(element, links))


def _pieces(element: etree._Element, links: Links) -> Iterator[str]:
    yield _words_of(element.text)
    for child in element:
        if isinstance(child.tag, str):
            before = _last(element, child)
            yield _marked(child, links, before=before, after=(child.tail or "")[:1])
        yield _words_of(child.tail)


def _last(element: etree._Element, child: etree._Element) -> str:
    """Return the letter before ``child``."""
    previous = child.getprevious()
    text = element.text if previous is None else previous.tail
    return (text or "")[-1:]


def _words_of(text: str | None) -> str:
    return _escaped(_SPACE.sub(" ", text)) if text else ""


def _marked(element: etree._Element, links: Links, *, before: str, after: str) -> str:
    tag = str(element.tag)
    if tag == "br":
        return "\\\n"
    if tag == "a":
        return _link(element, links)
    inner = _of(element, links)
    words = inner.strip(" ")
    if not words.replace("\\\n", "").strip():
        return " " if inner else ""
    lead = " " if inner.startswith(" ") else ""
    tail = " " if inner.endswith(" ") else ""
    if tag == "code":
        return f"{lead}{_code(element)}{tail}"
    if tag in _STARS:
        mark = _STARS[tag]
        if not _stands(words, before=lead or before, after=tail or after) or "\n" in words:
            tag = _AS_HTML[tag]
            return f"{lead}<{tag}>{words}</{tag}>{tail}"
        return f"{lead}{mark}{words}{mark}{tail}"
    if tag in _RAW:
        given = "".join(
            f' {key}="{Markup.escape(value)}"'
            for key in _RAW_ATTRIBUTES
            if (value := element.get(key))
        )
        if given or tag not in ("span", "bdi"):
            return f"{lead}<{tag}{given}>{words}</{tag}>{tail}"
    return f"{lead}{words}{tail}"


def _stands(words: str, *, before: str, after: str) -> bool:
    """Say whether stars around ``words`` open and close them (CommonMark 6.2, flanking runs)."""
    if {words[0], words[-1], before, after} & {"*", "~"}:
        return False
    opens = _is_letter(words[0]) or not _is_letter(before)
    return opens and (_is_letter(words[-1]) or not _is_letter(after))


def _is_letter(one: str) -> bool:
    """Say whether ``one`` is neither nothing, nor white, nor a sign of punctuation."""
    return bool(one.strip()) and unicodedata.category(one)[0] not in "PS"


def _code(element: etree._Element) -> str:
    words = _SPACE.sub(" ", "".join(str(one) for one in element.itertext())).strip()
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    edge = " " if words[:1] == "`" or words[-1:] == "`" else ""
    return f"{fence}{edge}{words}{edge}{fence}"


def _link(element: etree._Element, links: Links) -> str:
    address = element.get("href", "")
    if element.get("class") == "note" and address.startswith("edition:note/"):
        return f"[^{address.removeprefix('edition:note/')}]"
    inner = _of(element, links)
    words = inner.strip().replace("\\\n", " ")
    if not words or not address:
        return inner
    lead = " " if inner[:1] == " " else ""
    tail = " " if inner[-1:] == " " else ""
    target = links(address)
    if not _PLAIN_ADDRESS.match(target):
        target = f"<{re.sub('[<>]', '', _SPACE.sub('%20', target))}>"
    return f"{lead}[{_balanced(words)}]({target}){tail}"


def _balanced(words: str) -> str:
    """Escape brackets in a link's words, which would end them early."""
    return re.sub(r"(?<!\\)([\[\]])(?!\()", r"\\\1", words)
