"""Pictures of a web page with their words: caption, credit and alt text told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree
from markupsafe import Markup, escape

from ..model import Figure, Origin
from .found import FoundPicture
from .html_inline import REFUSED, Wording, tidy
from .inline_markdown import plain_words
from .matter import CAPTION, CREDIT, is_named, is_unseen, names_of

Resolve = Callable[[tuple[str, ...]], FoundPicture]
"""Gives the picture for the addresses a page has for it, the best one first."""

_SOURCES = (
    "data-full-src", "data-full-url", "data-orig-file", "data-large-file", "data-hi-res-src",
    "data-src", "data-lazy-src", "data-original", "data-url", "data-srcset", "srcset",
    "data-lazy-srcset", "src",
)  # fmt: skip
_TINY = 48
"""Pixels: what is no wider is an icon or counts readers."""

_SMALL_FRY = re.compile(
    r"(?:^|[/_.-])(?:pixel|spacer|blank|clear|transparent|1x1|tracking|beacon|sprite|emoji"
    r"|gravatar|avatar|favicon|icon|icons|logo|loading|placeholder|ajax-loader)s?(?:[/_.-]|\d|$)",
    re.IGNORECASE,
)
_SAID_BY = (
    r"(?:photo(?:graph(?:y|ie)?|s)?(?: credit)?|picture|pic|image|credit|crédit(?: photo)?|fotos?"
    r"|foto[- ]?nachweis|fotograf(?:ie|ía|ia|i)?|bild(?:quelle|nachweis)?|quelle|source|drawing"
    r"|illustration|zeichnung|dessin|dibujo|disegno|grafik|graphic|imagen|immagine|zdjęcie|fot"
    r"|valokuva|kuva|фото|зображення|ilustración|crédito"
    r"|صورة|تصوير|الصورة|צילום|תמונה|写真|撮影|摄影|图片|사진)"
)
_NAME = r"[^()\[\]<>]{2,90}?"
_CREDIT = re.compile(
    r"(?:(?<=[.!?…”\"’'»)\]])|(?<=\s)|^|(?<=[|–—/·•]))\s*[|–—/·•]?\s*"
    rf"(?:[(\[]\s*(?P<inside>{_SAID_BY}\s*(?:by|by:|:|：|/|\||von|de|par|di|av|\s©)\s*{_NAME}"
    rf"|©{_NAME})\s*[)\]]"
    rf"|(?P<bare>{_SAID_BY}\s*(?:by:?|:|：|/|©)\s*{_NAME}|(?:©|\(c\))\s*{_NAME}))\s*[.]?\s*\Z",
    re.IGNORECASE,
)
_LONGEST = 5000
"""Letters of a caption; nobody writes longer ones."""

_NAMED = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*\s*){2,3}(?:\s*/\s*[^\W\d_a-z][\w.’' -]*)?\Z")
_ALL_CREDIT = re.compile(
    rf"\A\W*(?:{_SAID_BY}\s*(?:by\b|:|：|/|von\b|de\b|par\b)|©|\(c\))", re.IGNORECASE
)


@dataclass(slots=True)
class PictureReader:
    """Reads the pictures of one page and remembers them."""

    origin: Origin
    wording: Wording
    resolve: Resolve
    known: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    """Caption and credit of pictures as the page's metadata has them, by file name."""
    pictures: dict[str, FoundPicture] = field(default_factory=dict)

    def figure(self, images: list[etree._Element], words: list[etree._Element]) -> list[Figure]:
        """Return ``images`` as figures; the last takes the caption and credit in ``words``."""
        caption, credit = self.words_of(words)
        made: list[Figure] = []
        for number, image in enumerate(images, 1):
            last = number == len(images)
            one = self._one(image, caption if last else None, credit)
            if one is not None:
                made.append(one)
        return made

    def words_of(self, elements: list[etree._Element]) -> tuple[Markup | None, str | None]:
        """Return caption and credit from the elements that hold a picture's words."""
        captions: list[Markup] = []
        credits: list[str] = []
        for element in elements:
            inner = [
                one
                for one in element.iter()
                if isinstance(one.tag, str)
                and one is not element
                and is_credit(one)
                and not any(is_credit(up) for up in one.iterancestors() if up is not element)
            ]
            inner = [one for one in inner if one.tag not in REFUSED]
            if is_credit(element) and not is_named(element, CAPTION):
                credits.append(plain_words(self.wording.text(element)))
                continue
            for one in inner:
                words = plain_words(self.wording.text(one))
                if words:
                    credits.append(words)
                _silence(one)
            text, credit = without_credit(self.wording.text(element))
            if credit is None and not credits and (last := _last_set_apart(element)) is not None:
                credit = plain_words(self.wording.text(last))
                _silence(last)
                text = self.wording.text(element)
            if credit:
                credits.append(credit)
            if text and text not in captions:
                captions.append(text)
        caption = tidy("<br/>".join(captions)) if captions else None
        plain = plain_words(caption or "")
        if not credits and len(plain) < 90 and _ALL_CREDIT.match(plain):
            return None, plain.strip("()[] ")
        said = ", ".join(dict.fromkeys(one.strip(" ()[]|–—·•") for one in credits if one.strip()))
        return caption or None, said or None

    def _one(
        self, image: etree._Element, caption: Markup | None, credit: str | None
    ) -> Figure | None:
        addresses = tuple(addresses_of(image))
        if not addresses or is_tiny(image, addresses):
            return None
        picture = self.resolve(addresses)
        self.pictures.setdefault(picture.key, picture)
        known = self.known.get(file_of(picture.address)) or next(
            (self.known[name] for name in map(file_of, addresses) if name in self.known), None
        )
        if known is not None:
            caption = caption or (Markup(escape(known[0])) if known[0] else None)
            credit = credit or known[1]
        alt = " ".join((image.get("alt") or "").split()) or None
        return Figure(
            None,
            picture.key,
            self.origin,
            caption=caption,
            credit=credit,
            alt=alt if alt and not _says_nothing(alt, addresses) else None,
            decorative=image.get("role") in ("presentation", "none") and not caption,
        )


def addresses_of(image: etree._Element) -> Iterator[str]:
    """Yield the addresses a page has for a picture, the largest first as far as that is known."""
    given: dict[str, None] = {}
    parent = image.getparent()
    sources = [image]
    if parent is not None and parent.tag == "picture":
        sources += [one for one in parent if one.tag == "source"]
    sets: list[str] = []
    for element in sources:
        for name in _SOURCES:
            value = (element.get(name) or "").strip()
            if not value:
                continue
            if name.endswith("srcset"):
                sets += _largest(value)
            else:
                given[value] = None
    if parent is not None and parent.tag == "a":
        href = (parent.get("href") or "").split("?")[0]
        if re.search(r"\.(?:jpe?g|png|gif|webp|tiff?)$", href, re.IGNORECASE):
            yield parent.get("href") or ""
    yield from dict.fromkeys([*sets, *given])


def _largest(srcset: str) -> list[str]:
    """Return the addresses of a ``srcset``, the largest first."""
    found = []
    for place, one in enumerate(re.split(r",\s+|,(?=https?:|/|\./|packed:)", srcset)[:40]):
        parts = one.split()
        if not parts:
            continue
        size = re.fullmatch(r"([\d.]{1,8})[wx]", parts[-1]) if len(parts) > 1 else None
        found.append((-float(size[1]) if size else 0.0, place, parts[0].rstrip(",")))
    return [address for _, _, address in sorted(found)]


def is_tiny(image: etree._Element, addresses: tuple[str, ...]) -> bool:
    """Say whether a picture is an icon, a sign or a counter rather than a picture."""
    sides = [_pixels(image.get(name)) for name in ("width", "height")]
    known = [side for side in sides if side is not None]
    if known and min(known) <= _TINY:
        return True
    if any(name in ("emoji", "avatar", "icon", "logo", "gravatar") for name in names_of(image)):
        return True
    return all(
        _SMALL_FRY.search(one.split("?")[0][-120:]) or one.startswith("data:") for one in addresses
    )


def _pixels(text: str | None) -> float | None:
    found = re.fullmatch(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", text or "")
    return float(found[1]) if found else None


def _says_nothing(alt: str, addresses: tuple[str, ...]) -> bool:
    """Say whether an alt text is only a file name."""
    plain = alt.casefold()
    if re.search(r"\.(?:jpe?g|png|gif|webp|svg|tiff?)$", plain):
        return True
    return any(plain == file_of(one).rpartition(".")[0].casefold() for one in addresses)


def file_of(address: str) -> str:
    """Return the file name at the end of an address, without the size some programs put in."""
    name = re.split(r"[?#]", address)[0].rstrip("/").rpartition("/")[2]
    return re.sub(r"-\d{2,4}x\d{2,4}(?=\.\w+$)", "", name)


def is_credit(element: etree._Element) -> bool:
    """Say whether ``element`` names who made a picture."""
    if element.get("itemprop") in ("creditText", "copyrightHolder", "author", "creator"):
        return True
    return element.tag not in ("figure", "img", "picture") and is_named(element, CREDIT)


def is_caption(element: etree._Element) -> bool:
    """Say whether ``element`` holds the words of a picture."""
    if element.tag == "figcaption" or element.get("itemprop") in ("caption", "description"):
        return True
    return element.tag not in ("figure", "img", "table") and is_named(element, CAPTION)


def without_credit(text: Markup) -> tuple[Markup, str | None]:
    """Return a caption and the credit that stands at its end."""
    if len(text) > _LONGEST:
        return text, None
    found = _CREDIT.search(text)
    if found is not None and "<" not in found[0]:
        said = Markup(found["inside"] or found["bare"]).unescape().strip(" ()[]|–—")
        return Markup(text[: found.start()].rstrip(" |–—/·•")), " ".join(said.split())
    plain = plain_words(text)
    found = _CREDIT.search(plain)
    if found is None or "<" not in text:
        return text, None
    said = (found["inside"] or found["bare"]).strip(" ()[]|–—")
    head = text[: _place(text, said)] if _place(text, said) >= 0 else None
    if head is None:
        return text, None
    cut = re.sub(r"<(\w+)(?: [^<>]*)?>\s*[(\[|–—]?\s*\Z", "", head)
    return _closed(cut.rstrip(" ([|–—/·•")), said


def _last_set_apart(element: etree._Element) -> etree._Element | None:
    """Return the slanted or small words a caption ends in, if they are the name of somebody."""
    for one in reversed(list(element.iter("i", "em", "small", "span"))):
        parent = one.getparent()
        words = " ".join("".join(map(str, one.itertext())).split())
        if one is element or parent is None or not words or (one.tail or "").strip():
            continue
        before = one.getprevious() is not None or bool((parent.text or "").strip())
        last = one.getnext() is None and (parent is element or not (parent.tail or "").strip())
        if before and last:
            short = len(words) <= 60 and len(words.split()) <= 6
            return one if short and _NAMED.match(words) else None
    return None


def _place(text: Markup, said: str) -> int:
    return text.rfind(str(escape(said[:12])))


def _closed(text: str) -> Markup:
    """Return ``text`` with the elements closed that were cut through."""
    open_tags: list[str] = []
    for slash, tag in re.findall(r"<(/?)(\w+)[^<>]*?(?<!/)>", text):
        if not slash:
            open_tags.append(tag)
        elif open_tags:
            open_tags.pop()
    return tidy(text + "".join(f"</{tag}>" for tag in reversed(open_tags)))


def _silence(element: etree._Element) -> None:
    """Take the words out of an element that has been read."""
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.text = None
    element.tail = tail


def shown_images(element: etree._Element) -> list[etree._Element]:
    """Return the pictures in ``element``; of one that comes in later, only the one that is it."""
    found = [one for one in element.iter("img", "amp-img") if not is_unseen(one)]
    return [one for one in found if not any(up.tag == "noscript" for up in one.iterancestors())]
