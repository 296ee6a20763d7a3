"""Shortcodes of content systems: those of figures, quotes and boxes understood, others out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape, unescape

from ..findings import Finding, finding
from .found import Dropped

_ATTRIBUTE = re.compile(
    r"""([\w:-]+)\s*[=:]\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|“([^”]*)”|([^\s"'\]}>]+))"""
)
_POSITIONAL = re.compile(r""""([^"]*)"|'([^']*)'|([^\s"']+)""")
_WORDPRESS = re.compile(
    r"\[(\[?)(/?)([a-z][\w-]{1,40})((?:\s[^\[\]]{0,2000})?)(/?)\](\]?)", re.IGNORECASE
)
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b([^\]]{0,1000})\](.{0,20000}?)\[/(?:wp_)?caption\]",
    re.IGNORECASE | re.DOTALL,
)
_IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_KNOWN = {
    "quote": "blockquote", "blockquote": "blockquote", "pullquote": "pull", "pull_quote": "pull",
    "pull": "pull", "box": "box", "infobox": "box", "factbox": "box", "sidebar": "box",
}  # fmt: skip
_OPENS = {
    "blockquote": "<blockquote>", "pull": '<blockquote class="pullquote">',
    "box": '<aside class="box">',
}  # fmt: skip
_CLOSES = {"blockquote": "</blockquote>", "pull": "</blockquote>", "box": "</aside>"}
_EVERYDAY = frozenset(("gallery", "caption", "embed", "audio", "video", "playlist", "more"))


def unknown(dropped: Sequence[Dropped]) -> tuple[Finding, ...]:
    """Return what there is to say about codes that were left out of one story."""
    codes = [one.text for one in dropped if one.kind == "shortcode"]
    if not codes:
        return ()
    named = ", ".join(
        dict.fromkeys(code if len(code) < 50 else f"{code[:48]}…" for code in codes[:3])
    )
    said = f"{len(codes)} codes of the web site mean nothing here and were left out: {named}."
    if len(codes) == 1:
        said = f"A code of the web site means nothing here and was left out: {named}."
    hint = "Look at the page to see what stood there."
    return (finding("IMP-013", said, hint=hint),)


def attributes_of(text: str) -> dict[str, str]:
    """Return ``name="value"`` pairs, however they are quoted."""
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text[:5000]):
        value = next((part for part in one.groups()[1:] if part is not None), "")
        found[one[1].lower()] = unescape(re.sub(r"\\(.)", r"\1", value))
    return found


def figure_html(
    source: str, *, alt: str = "", caption: str = "", credit: str = "", link: str = ""
) -> str:
    """Return a picture with its words as HTML; ``caption`` may hold HTML of its own."""
    image = f'<img src="{escape(source)}" alt="{escape(alt)}"/>'
    shown = f'<a href="{escape(link)}">{image}</a>' if link else image
    words = caption + (f' <span class="credit">{escape(credit)}</span>' if credit else "")
    said = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{shown}{said}</figure>\n\n"


def shortcodes_as_html(text: str, gallery: Mapping[str, str]) -> tuple[str, tuple[Dropped, ...]]:
    """Return WordPress's ``[…]`` codes as HTML, and those that mean nothing here.

    ``gallery`` has the addresses of pictures by their numbers in the media library.
    """
    dropped: list[Dropped] = []
    made = _CAPTION.sub(_captioned, text)
    return _WORDPRESS.sub(_one_of_wordpress(made, gallery, dropped), made), tuple(dropped)


def _captioned(code: re.Match[str]) -> str:
    """Return ``[caption]`` as a figure: the picture, and what stands after it."""
    inside = code[2]
    image = _IMAGE.search(inside)
    if image is None:
        return inside
    said = attributes_of(code[1]).get("caption") or (
        inside[: image.start()] + inside[image.end() :]
    )
    return f"\n\n<figure>{image[0]}<figcaption>{said.strip()}</figcaption></figure>\n\n"


def _one_of_wordpress(
    text: str, gallery: Mapping[str, str], dropped: list[Dropped]
) -> Callable[[re.Match[str]], str]:
    closed = {name.lower() for name in re.findall(r"\[/([a-z][\w-]{1,40})\]", text, re.IGNORECASE)}

    def put(code: re.Match[str]) -> str:
        name = code[3].lower()
        if code[1] and code[6]:  # [[so]] is how a shortcode is shown and not meant
            return code[0][1:-1]
        if name in _KNOWN and (name in closed or code[2]):
            kind = _KNOWN[name]
            return f"\n\n{_CLOSES[kind] if code[2] else _OPENS[kind]}\n\n"
        if name == "gallery" and not code[2]:
            numbers = re.findall(r"\d+", attributes_of(code[4]).get("ids", ""))
            known = [gallery[one] for one in numbers if one in gallery]
            if known:
                return "".join(figure_html(address) for address in known)
        if not _is_code(name, code, closed):
            return code[0]
        if not code[2]:
            dropped.append(Dropped("shortcode", code[0]))
        return ""

    return put


def _is_code(name: str, code: re.Match[str], closed: set[str]) -> bool:
    """Say whether brackets are a shortcode and not words somebody put in brackets."""
    return (
        name in _EVERYDAY
        or bool(code[2])
        or name in closed
        or "=" in code[4]
        or "_" in name
        or bool(code[5])
    )


# Liquid, Hugo, Nunjucks ---------------------------------------------------------------------------

_HUGO = re.compile(r"\{\{([<%])\s*(/?)\s*([\w./-]+)\s*(.{0,3000}?)\s*/?\s*[>%]\}\}", re.DOTALL)
_LIQUID = re.compile(r"\{%-?\s*(\w+)\s*(.{0,3000}?)\s*-?%\}", re.DOTALL)
_OUTPUT = re.compile(r"\{\{-?\s*(.{0,500}?)\s*-?\}\}", re.DOTALL)
_FIGURES = ("figure", "image", "img", "picture", "photo", "responsive_image", "responsive-image",
            "respimg", "imgproc", "bild", "lightbox")  # fmt: skip
_SOURCES = ("src", "url", "path", "image_path", "image", "file", "source", "filename", "img")
_CAPTIONS = ("caption", "title", "text", "description", "bildunterschrift", "legend")
_CREDITS = (
    "attr",
    "credit",
    "credits",
    "attribution",
    "photographer",
    "author",
    "source_name",
    "by",
)
_BASE = re.compile(r"\{\{-?\s*(?:site\.(?:baseurl|url)|\.Site\.BaseURL|site\.BaseURL)\s*-?\}\}")
_FILTER = re.compile(
    r"""\{\{-?\s*["']([^"']{1,500})["']\s*\|\s*(?:relative_url|absolute_url|relURL|absURL|url|relref|ref)[^{}]{0,100}\}\}"""
)


def template_codes_as_html(text: str) -> tuple[str, tuple[Dropped, ...]]:
    """Return the codes of Jekyll, Hugo and Eleventy as HTML, and those that mean nothing here."""
    dropped: list[Dropped] = []

    def drop(code: re.Match[str]) -> str:
        dropped.append(Dropped("shortcode", code[0]))
        return ""

    def hugo(code: re.Match[str]) -> str:
        return _coded(code[3].rpartition("/")[2], code[4], code, drop, closing=bool(code[2]))

    def liquid(code: re.Match[str]) -> str:
        name, rest = code[1], code[2]
        if name in ("include", "include_cached", "render", "partial"):
            first, _, rest = rest.partition(" ")
            name = re.sub(r"\.\w+$", "", first.strip("\"'").rpartition("/")[2])
        if name in ("raw", "endraw", "comment", "endcomment"):
            return ""
        if name in ("highlight", "endhighlight"):
            return "\n```\n"
        if name in ("post_url", "link"):
            return rest.strip("\"' ")
        return _coded(name.removeprefix("end"), rest, code, drop, closing=name.startswith("end"))

    text = _BASE.sub("", text)
    text = _FILTER.sub(lambda code: code[1], text)
    text = _HUGO.sub(hugo, text)
    text = _LIQUID.sub(liquid, text)
    return _OUTPUT.sub(drop, text), tuple(dropped)


def _coded(
    name: str,
    rest: str,
    code: re.Match[str],
    drop: Callable[[re.Match[str]], str],
    *,
    closing: bool,
) -> str:
    plain = name.lower()
    if plain in _KNOWN:
        kind = _KNOWN[plain]
        return f"\n\n{_CLOSES[kind] if closing else _OPENS[kind]}\n\n"
    if closing:
        return ""
    if plain in _FIGURES:
        made = _figure(rest)
        if made:
            return made
    if plain in ("ref", "relref"):
        return rest.strip("\"' ")
    return drop(code)


def _figure(rest: str) -> str:
    """Return the figure that a code's arguments describe, named ones or by their order."""
    named = attributes_of(rest)
    first = [
        next(part for part in one if part)
        for one in _POSITIONAL.findall(re.sub(r"\s*,\s*", " ", _ATTRIBUTE.sub(" ", rest)))
        if any(one)
    ]
    source = next((named[key] for key in _SOURCES if named.get(key)), first[0] if first else "")
    if not source:
        return ""
    alt = named.get("alt") or (first[1] if len(first) > 1 and not named.get("src") else "")
    caption = next((named[key] for key in _CAPTIONS if named.get(key)), "")
    credit = next((named[key] for key in _CREDITS if named.get(key)), "")
    return figure_html(source, alt=alt, caption=escape(caption, quote=False), credit=credit)
