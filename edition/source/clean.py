"""Raw HTML in an article: what is allowed goes into the tree, the rest is left out and said.

Nothing here trusts its input. A tag is kept only when it stands in a list
below, an attribute only when it is named for its element, and every address
passes through ``addresses`` later. What is not HTML at all is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from .remarks import Remarks
from .tree import Tree


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INLINE = _words("a abbr b bdi br cite code em i kbd mark q s small span strong sub sup")
"""Inline elements that may stand in finished text."""

_SAME_AS = {
    "acronym": "abbr", "bdo": "bdi", "del": "s", "dfn": "i", "dir": "ul", "menu": "ul",
    "samp": "code", "strike": "s", "tt": "code", "var": "i",
}  # fmt: skip
"""Elements that have a plainer name with the same look and meaning."""

BLOCKS = _words(
    "blockquote caption dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre table tbody td"
    " tfoot th thead tr ul"
)
"""Block elements that become blocks of the article."""

BLOCK_WRAPPERS = _words(
    "address article aside body center colgroup details dialog div fieldset footer form header"
    " hgroup html legend main marquee nav noembed noframes noscript optgroup option search section"
    " summary"
)
"""Block elements that are left out while the text in them stays."""

INLINE_WRAPPERS = _words(
    "big blink data font ins label nobr output picture rb rp rt rtc ruby slot time u"
)
"""Inline elements that are left out while the text in them stays."""

REFUSED = _words(
    "applet audio base basefont bgsound button canvas col command datalist embed frame frameset"
    " head iframe input keygen link listing map area math meta meter object param plaintext portal"
    " progress script select source spacer style svg template textarea title track video wbr xmp"
)
"""Elements that are left out with everything in them."""

KNOWN = INLINE | BLOCKS | {"hr", "img"} | BLOCK_WRAPPERS | INLINE_WRAPPERS | REFUSED

_EMPTY = _words(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param"
    " source spacer track wbr"
)
_SWITCHES = _words(
    "allowfullscreen async autoplay checked compact controls default defer disabled hidden inert"
    " ismap itemscope loop multiple muted nomodule noshade novalidate nowrap open playsinline"
    " readonly required reversed selected"
)
"""Attributes that are written without a value."""

_QUIET = frozenset({"picture", "source", "wbr", "col", "colgroup", "time", "html", "body", "rp"})
"""Left out without a word: nothing an editor would miss."""

_UNREAD = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed"})
"""Elements whose content a browser does not read as HTML."""

_KEPT_ATTRIBUTES = {
    "a": ("href",), "abbr": ("title",), "img": ("src", "alt"), "ol": ("start",),
    "td": ("align", "colspan"), "th": ("align", "colspan"),
}  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")
_DIRECTION_STYLE = re.compile(r"(?:^|[;\s])direction\s*:\s*(rtl|ltr)\b", re.IGNORECASE)
_ALIGN_STYLE = re.compile(r"(?:^|[;\s])text-align\s*:\s*(left|right|center)\b", re.IGNORECASE)

# An HTML end tag may be left out: opening one of these ends those.
_ENDS = {
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("td", "th", "tr"),
    "td": ("td", "th"), "th": ("td", "th"), "tbody": ("thead", "tbody"), "tfoot": ("tbody",),
}  # fmt: skip
_KEEPS_IN = {
    "li": "ul ol", "dt": "dl", "dd": "dl", "tr": "table", "td": "table", "th": "table",
    "tbody": "table", "tfoot": "table",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """One start or end tag as it was written."""

    name: str
    attributes: dict[str, str]
    ends: bool
    source: str


def feed(tree: Tree, html: str, *, line: int | None, remarks: Remarks) -> None:
    """Put raw ``html`` that begins on ``line`` into ``tree``."""
    position = 0
    while True:
        start = html.find("<", position)
        if start < 0:
            break
        end, what = _scan(html, start)
        tree.text(unescape(html[position:start]))
        if line is not None:
            line += html.count("\n", position, start)
        if isinstance(what, Tag):
            _put(tree, what, line=line, remarks=remarks)
            if what.name in _UNREAD and not what.ends and not is_placeholder(what):
                end = _unread_end(html, end, what.name)
                tree.close(what.name, raw=True)
        elif what:
            tree.text(what)
        elif html.startswith("<?", start):
            message = "A passage of program between <? and ?> was left out."
            remarks.count("TXT-002", "<?", message, line=line, hint=_INSTEAD)
        if line is not None:
            line += html.count("\n", start, end)
        position = end
    tree.text(unescape(html[position:]))


def feed_tag(tree: Tree, source: str, *, line: int | None, remarks: Remarks) -> None:
    """Put one tag or comment that stands in running text into ``tree``."""
    end, what = _scan(source, 0)
    if isinstance(what, Tag):
        _put(tree, what, line=line, remarks=remarks)
    elif what:
        tree.text(source)
    elif source.startswith("<?"):
        feed(tree, source, line=line, remarks=remarks)
        return
    if end < len(source):
        tree.text(source[end:])


_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]*)")
_SPACE = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:(["'])|([^\s"'=<>`]+)))?""")


def _scan(html: str, start: int) -> tuple[int, Tag | str]:
    """Read what begins with the ``<`` at ``start``: a tag, text, or nothing ("")."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return (len(html), "") if end < 0 else (end + 3, "")
    if html.startswith("<![CDATA[", start):
        end = html.find("]]>", start)
        return (start + 9, "") if end < 0 else (end + 3, html[start + 9 : end])
    if html.startswith(("<!", "<?"), start) and (end := html.find(">", start)) > 0:
        return end + 1, ""
    name = _NAME.match(html, start + 1)
    if name is None:
        return start + 1, "<"
    return _scan_attributes(html, start, name)


def _scan_attributes(html: str, start: int, name: re.Match[str]) -> tuple[int, Tag | str]:
    attributes: dict[str, str] = {}
    position = name.end()
    while True:
        space = _SPACE.match(html, position)
        position = space.end() if space else position
        if html.startswith(">", position):
            position += 1
            break
        one = _ATTRIBUTE.match(html, position)
        if one is None:
            return start + 1, "<"
        position = one.end()
        value = one[3] or ""
        if one[2]:
            end = html.find(one[2], position)
            if end < 0:
                return start + 1, "<"
            value, position = html[position:end], end + 1
        attributes.setdefault(one[1].lower(), unescape(value))
    ends = html[start + 1] == "/"
    return position, Tag(name[1].lower(), attributes, ends, html[start:position])


def _unread_end(html: str, start: int, name: str) -> int:
    found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, start)
    return found.end() if found else len(html)


def _put(tree: Tree, tag: Tag, *, line: int | None, remarks: Remarks) -> None:
    name = _SAME_AS.get(tag.name, tag.name)
    if name not in KNOWN or is_placeholder(tag):
        _put_unknown(tree, tag, line=line, remarks=remarks)
        return
    if name in ("br", "hr", "img"):
        if not tag.ends:
            tree.add(name, line=line, attributes=_attributes(name, tag, line, remarks)).raw = True
        return
    if tag.ends:
        tree.close(name, raw=True)
        return
    _say_left_out(name, line, remarks)
    if name in _EMPTY:
        return
    for ended in _ENDS.get(name, ()):
        tree.close_within(ended, _KEEPS_IN[name].split())
    if name in BLOCKS or name in BLOCK_WRAPPERS:
        tree.close_within("p", ["li", "td", "th", "dd", "blockquote", "figure"])
    element = tree.open(name, line=line, attributes=_attributes(name, tag, line, remarks), raw=True)
    if element is not None and name in REFUSED:
        tree.refused.append(element)


def is_placeholder(tag: Tag) -> bool:
    """Say whether a tag is rather something to be filled in: ``<caption to follow>``."""
    return bool(tag.attributes) and "=" not in tag.source and not _SWITCHES & tag.attributes.keys()


def placeholder_begins(line: str) -> bool:
    """Say whether ``line`` begins with something in angle brackets that is to be filled in."""
    what = _scan(line, 0)[1] if line.startswith("<") else ""
    return isinstance(what, Tag) and is_placeholder(what)


def _put_unknown(tree: Tree, tag: Tag, *, line: int | None, remarks: Remarks) -> None:
    if ":" in tag.name or "-" in tag.name:
        # Word and web components write <o:p> and <my-widget>; people do not.
        _say_tags_left_out(tag.name, line, remarks)
        return
    tree.text(tag.source)


def say_kept(source: str, *, line: int | None, remarks: Remarks) -> None:
    """Say that ``source`` looks like a tag but is printed as it stands."""
    shown = " ".join(source.split())
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    remarks.add(
        "TXT-003",
        f"{shown} is not a tag; it will be printed as it stands.",
        line=line,
        hint="Fill it in or take it out; a backslash before the < says that it is meant.",
    )


def _say_left_out(name: str, line: int | None, remarks: Remarks) -> None:
    if name in _QUIET:
        return
    if name in _EMPTY:
        remarks.count("TXT-002", name, f"The <{name}> was left out.", line=line, hint=_INSTEAD)
    elif name in BLOCK_WRAPPERS or name in INLINE_WRAPPERS:
        _say_tags_left_out(name, line, remarks)


_INSTEAD = "An issue cannot run or load anything; a link or a picture can stand in for it."


def _say_tags_left_out(name: str, line: int | None, remarks: Remarks) -> None:
    remarks.count(
        "TXT-002", name, f"The tags <{name}> were left out; the text in them is kept.", line=line
    )


def say_refused(tree: Tree, remarks: Remarks) -> None:
    """Say which elements of the finished ``tree`` are left out, and whether their text is too."""
    for one in tree.refused:
        if one.ended:
            message = f"The <{one.tag}> element was left out with all that is in it."
            remarks.count("TXT-002", one.tag, message, line=one.line, hint=_INSTEAD)
        else:
            _say_tags_left_out(one.tag, one.line, remarks)


def _attributes(name: str, tag: Tag, line: int | None, remarks: Remarks) -> dict[str, str]:
    given = tag.attributes
    kept = {key: given[key] for key in _KEPT_ATTRIBUTES.get(name, ()) if key in given}
    language = given.get("lang") or given.get("xml:lang") or ""
    if _LANGUAGE.match(language):
        kept["lang"] = language
    direction = given.get("dir", "").lower()
    style = given.get("style", "")
    if found := _DIRECTION_STYLE.search(style):
        direction = direction or found[1].lower()
        remarks.count(
            "TXT-009", "style", "The direction written as a style was made an attribute.",
            line=line, hint='Write dir="rtl" or dir="ltr".',
        )  # fmt: skip
    if direction in ("ltr", "rtl", "auto"):
        kept["dir"] = direction
    if name in ("td", "th") and "align" not in kept and (found := _ALIGN_STYLE.search(style)):
        kept["align"] = found[1].lower()
    for key in given:
        if key.startswith("on"):
            remarks.count(
                "TXT-002", key, f"The script in the attribute {key} was left out.", line=line
            )
    return kept
