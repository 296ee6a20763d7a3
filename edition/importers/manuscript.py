"""Manuscripts out of a word processor: which paragraph is headline, byline, caption, crosshead.

Paragraph styles say it where the writer used them; where everything is in one style it is told
by place and looks, and called a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree
from markupsafe import Markup

from ..model import Origin
from .found import Certainty, Fact, Found, FoundPicture, PictureFile, Story
from .html_blocks import read_body
from .html_inline import Wording
from .inline_markdown import plain_words
from .sample import Sample
from .selection import Selection, not_asked_for


@dataclass(frozen=True, slots=True)
class Properties:
    """What a document says of itself, which nobody looks at and so is often wrong."""

    title: str | None = None
    author: str | None = None
    language: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document as a page. The class ``role-…`` of a paragraph is what its style says it is."""

    sample: Sample
    root: etree._Element
    properties: Properties
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """The files by the address their pictures have in ``root``."""


_ROLES: tuple[tuple[str, str], ...] = (
    ("headline", r"title|headline|hed|schlagzeile|titel|titre|t[ií]tulo|titolo|rubrik"),
    ("kicker", r"kicker|dachzeile|eyebrow|surtitre|antet[ií]tulo|occhiello|strapline|overline"),
    ("standfirst", r"subtitle|standfirst|lead|lede|intro(?:duction)?|deck|dek|vorspann|untertitel"
                   r"|chapeau|chapô|entradilla|sommario|ingress|unterzeile|sous-?titre|subt[ií]tulo"),
    ("byline", r"by-?line|author|autor(?:en)?(?:zeile)?|auteur|signature|firma|autore|byrad"),
    ("date", r"date|datum|fecha|data"),
    ("dateline", r"dateline|place|ortsmarke|ort"),
    ("caption", r"(?:image |picture |photo |figure |table )?caption|figure|illustration|drawing"
                r"|bildunterschrift|bildtext|beschriftung|abbildung|l[ée]gende|pie de foto"
                r"|didascalia|figurecaption"),
    ("credit", r"(?:photo |picture |image )?credit|bildnachweis|fotonachweis|cr[ée]dit(?: photo)?"),
    ("pull", r"pull ?-?quote|intense quote|zitat blickfang|exergue|blickfang|intensives zitat"),
    ("quote", r"quote|quotations?|block ?(?:text|quote)|zitat|citation|cita|citazione"),
    ("box-title", r"(?:box|sidebar) (?:title|head(?:ing|line)?)|kasten ?(?:titel|überschrift)"),
    ("box", r"(?:info ?-?)?box(?: text)?|sidebar(?: text)?|kasten(?: ?text)?|infokasten|encadr[ée]"
            r"|recuadro"),
    ("question", r"question|frage|pregunta|domanda"),
    ("answer", r"answer|antwort|r[ée]ponse|respuesta|risposta"),
    ("aside", r"author note|about the author|autorennotiz|note de l.auteur"),
    ("crosshead-1", r"cross-?head|subhead(?:ing)?|zwischen(?:titel|überschrift)|intertitre|ladillo"
                    r"|sottotitolo"),
    ("crosshead-2", r"cross-?head 2|subhead(?:ing)? 2"),
)  # fmt: skip
_ROLE = tuple(
    (role, re.compile(rf"(?:{names})(?: \d)?\Z", re.IGNORECASE)) for role, names in _ROLES
)


def role_of(style: str) -> str | None:
    """Return what a paragraph in the style of this name is, ``None`` for body text."""
    name = " ".join(style.replace("_", " ").split())
    return next((role for role, known in _ROLE if known.match(name)), None)


_BY = re.compile(
    r"(?:(?:words|text|story|report(?:ed)?|written|t[ée]xte|texto|testo)(?:\s+(?:and|und|et|y|e)\s+"
    r"(?:photos?|pictures?|fotos?|bilder))?\s*(?:by)?\s*[:：]?|by|von|par|por|di|av|af|door|od|autor:|od:)\s+(.+)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\boch\b|\bog\b|\ben\b)\s*")
_PLACEHOLDER = re.compile(
    r"[\[(<]\s*(?:picture|photo|image|foto|bild|pic|imagen|immagine)\s*[:\s]\s*([^\])>]{2,120})[\])>]\Z",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:caption|cutline|bildunterschrift|bildtext|bu|l[ée]gende|pie de foto|didascalia)"
    r"\s*[:：]\s*",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", "…", ":", ";", ",", "”", "“", '"')
_NOBODY = re.compile(
    r"(?:microsoft.*|admin.*|user.*|office.*|owner|windows.*|unknown|benutzer.*|python-docx|editor|.*\d.*)\Z",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ENOUGH = 40
"""Words that make a story of what stands under a heading of its own."""


def day_in(text: str) -> date | None:
    """Return the date that ``text`` begins with, written year, month, day."""
    found = _DAY.match(text.strip())
    try:
        return date(*(int(one) for one in found.groups())) if found else None
    except ValueError:
        return None


def story_of(manuscript: Manuscript, selection: Selection) -> Found:
    """Return the stories in ``manuscript``: one, or one for each headline of several."""
    stories, left = [], 0
    for number, part in enumerate(_parts(manuscript.root), 1):
        story = _Reading(manuscript, part, number).story()
        day = story.published.value if story.published else None
        if selection.admits(day, story.categories, story.tags.value if story.tags else ()):
            stories.append(story)
        else:
            left += 1
    return Found(tuple(stories), findings=not_asked_for(manuscript.sample, left))


def _parts(root: etree._Element) -> Iterator[list[etree._Element]]:
    """Yield the blocks of each story: a document can hold all the stories of a page."""
    body = root.find("body")
    blocks = [one for one in (body if body is not None else root) if isinstance(one.tag, str)]
    notes = [one for one in blocks if one.tag == "ol" and _is_notes(one)]
    blocks = [one for one in blocks if one not in notes]
    starts = _beginnings(blocks)
    if len(starts) < 2:
        yield blocks + notes
        return
    for first, last in zip([0, *starts[1:]], [*starts[1:], len(blocks)], strict=True):
        part = blocks[first:last]
        yield part + _called(part, notes)


def _beginnings(blocks: Sequence[etree._Element]) -> list[int]:
    """Return where the stories begin, if headlines divide the whole into stories."""
    titled = [place for place, one in enumerate(blocks) if _role(one) == "headline"]
    if len(titled) < 2:
        titled = [place for place, one in enumerate(blocks) if one.tag in ("h1", "h2")]
        level = min((blocks[place].tag for place in titled), default="")
        titled = [place for place in titled if blocks[place].tag == level and level == "h1"]
        if not titled or titled[0] > 1:
            return []
    for first, last in zip(titled, [*titled[1:], len(blocks)], strict=True):
        if sum(len(_plain(one).split()) for one in blocks[first + 1 : last]) < _ENOUGH:
            return []
    return titled


def _called(
    part: Sequence[etree._Element], notes: Sequence[etree._Element]
) -> list[etree._Element]:
    """Return a list of those ``notes`` that ``part`` calls."""
    wanted = {(link.get("href") or "")[1:] for one in part for link in one.iter("a")}
    found = [item for one in notes for item in one if item.get("id") in wanted]
    if not found:
        return []
    listed = etree.Element("ol")
    listed.extend(found)
    return [listed]


def _is_notes(listed: etree._Element) -> bool:
    return len(listed) > 0 and all("footnote" in (item.get("id") or "") or "endnote" in (
        item.get("id") or ""
    ) for item in listed)  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """One story of a manuscript while it is read, from the top down."""

    manuscript: Manuscript
    blocks: list[etree._Element]
    number: int
    headline: Fact[Markup] | None = None
    kicker: Fact[str] | None = None
    standfirst: Fact[Markup] | None = None
    bylines: Fact[tuple[str, ...]] | None = None
    dateline: Fact[str] | None = None
    author_note: Fact[Markup] | None = None
    day: date | None = None

    def story(self) -> Story:
        """Return the story, its fields taken out of the text."""
        self.blocks = [one for one in self.blocks if _plain(one) or _has_picture(one)]
        self._by_style()
        self._by_place()
        page = etree.Element("html")
        etree.SubElement(page, "body").extend(_set_out(self.blocks))
        name, said = self.manuscript.sample.name, self.manuscript.properties
        origin = Origin(Path(name))
        body = read_body(page, origin=origin, base=None, resolve=self._picture, whole=True)
        title = said.title if said.title and self.number == 1 else None
        words = title or name.rpartition("/")[2].rpartition(".")[0]
        where = "the document's properties" if title else "the file's name"
        headline = self.headline or Fact(Markup.escape(words), where, "guessed")
        return Story(
            key=f"file:{name}" if self.number == 1 else f"file:{name}#{self.number}",
            source=name,
            headline=headline,
            body=body.blocks,
            notes=body.notes,
            pictures=body.pictures,
            kicker=self.kicker,
            standfirst=self.standfirst,
            bylines=self.bylines or self._author(),
            author_note=self.author_note,
            dateline=self.dateline,
            published=self._day(),
            language=Fact(said.language, "the document's language", "read")
            if said.language
            else None,
            dropped=body.dropped,
        )

    def _day(self) -> Fact[date] | None:
        saved = self.manuscript.properties.day
        if self.day:
            return Fact(self.day, "style date")
        return Fact(saved, "when the document was last saved", "guessed") if saved else None

    def _author(self) -> Fact[tuple[str, ...]] | None:
        """Return the author of the file, unless that is only a machine's name."""
        author = " ".join((self.manuscript.properties.author or "").split())
        if not author or _NOBODY.match(author) or len(author.split()) < 2:
            return None
        return Fact((author,), "the document's properties", "guessed")

    def _picture(self, addresses: tuple[str, ...]) -> FoundPicture:
        address = addresses[0]
        return FoundPicture(address, address, self.manuscript.pictures.get(address))

    def _by_style(self) -> None:
        """Take what the styles name out of the text."""
        for block in list(self.blocks):
            role, text = _role(block), _words(block)
            if role is None or not _plain(block):
                continue
            where = f"style {role}"
            match role:
                case "headline" if self.headline is None:
                    self.headline = Fact(text, where)
                case "kicker" if self.kicker is None:
                    self.kicker = Fact(plain_words(text), where)
                case "standfirst" if self.standfirst is None:
                    self.standfirst = Fact(text, where)
                case "byline" if self.bylines is None:
                    self.bylines = Fact(_names(plain_words(text)), where)
                case "dateline" if self.dateline is None:
                    self.dateline = Fact(plain_words(text).rstrip(" .:–—-"), where)
                case "date" if self.day is None and day_in(_plain(block)):
                    self.day = day_in(_plain(block))
                case "aside" if self.author_note is None:
                    self.author_note = Fact(text, where)
                case _:
                    continue
            self.blocks.remove(block)

    def _by_place(self) -> None:
        """Take what stands at the top where headline, byline and standfirst stand."""
        if self.headline is None:
            self._first_line()
        top = 0
        while top < min(3, len(self.blocks)):
            block = self.blocks[top]
            plain = _plain(block)
            if block.tag != "p" or _role(block) or _has_picture(block):
                return
            by = _BY.match(plain)
            if self.bylines is None and by and len(plain) < 90 and not plain.endswith(("!", "?")):
                self.bylines = Fact(_names(by[1]), "the line under the headline", "read")
            elif self.standfirst is None and _whole(block) and 7 < len(plain.split()) < 90:
                text = Markup(re.sub(r"\A<(strong|em)>(.*)</\1>\Z", r"\2", _words(block)))
                self.standfirst = Fact(text, "the bold paragraph under the headline", "guessed")
            else:
                return
            self.blocks.remove(block)

    def _first_line(self) -> None:
        if not self.blocks:
            return
        first, plain = self.blocks[0], _plain(self.blocks[0])
        heading = first.tag in ("h1", "h2", "h3")
        short = first.tag == "p" and not _role(first) and len(plain) <= 140
        if not plain or not (heading or (short and (not plain.endswith(".") or _whole(first)))):
            return
        certain: Certainty = "read" if heading or _whole(first) else "guessed"
        text = Markup(re.sub(r"\A<(strong|em)>(.*)</\1>\Z", r"\2", _words(first)))
        self.headline = Fact(text, "the first line", certain)
        self.blocks.remove(first)


def _set_out(blocks: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Yield ``blocks`` as a page has them: figures with their words, boxes, crossheads."""
    highest = min(
        (int(one.tag[1]) for one in blocks if re.fullmatch("h[1-6]", str(one.tag))), default=2
    )
    figure: etree._Element | None = None
    box: etree._Element | None = None
    for block in blocks:
        role = _role(block)
        if role in ("box", "box-title") and block.tag == "p":
            if box is None or (role == "box-title" and len(box)):
                box = etree.Element("aside", {"class": "box"})
                yield box
            block.tag = "h3" if role == "box-title" else "p"
            box.append(block)
            continue
        box = None
        if _has_picture(block) or _PLACEHOLDER.match(_plain(block)):
            figure = None
            for one in _pictures(block):
                figure = one
                yield one
            continue
        if figure is not None and _is_caption(block, figure):
            _caption(figure, block)
            continue
        figure = None
        yield _as_a_page_has_it(block, role, highest)


def _as_a_page_has_it(block: etree._Element, role: str | None, highest: int) -> etree._Element:
    if (block.tag == "div" and role == "box") or _is_framed(block):
        made = etree.Element("aside", {"class": "box"})
        inside = list(block) if block.tag == "div" else list(next(block.iter("td", "th")))
        if inside and inside[0].tag == "p" and len(_plain(inside[0])) < 80 and _whole(inside[0]):
            inside[0].tag = "h3"
            _unwrap(inside[0])
        made.extend(inside)
        return made
    if role == "pull":
        made = etree.Element("blockquote", {"class": "pullquote"})
        made.append(block)
        return made
    if re.fullmatch("h[1-6]", str(block.tag)):
        block.tag = f"h{min(3, int(block.tag[1]) - highest + 2)}"
    elif block.tag == "p" and role is None and _is_crosshead(block):
        block.tag = "h2"
        _unwrap(block)
    if role is not None:
        del block.attrib["class"]
    return block


def _is_crosshead(block: etree._Element) -> bool:
    """Say whether a paragraph is a crosshead by its looks: short, bold, no sentence."""
    plain = _plain(block)
    return len(plain) <= 80 and not plain.endswith(_ENDS) and _whole(block, "strong")


def _unwrap(block: etree._Element) -> None:
    """Take ``strong`` from all the words of ``block``."""
    for one in list(block.iter("strong", "b")):
        one.tag = "span"


def _is_framed(block: etree._Element) -> bool:
    """Say whether ``block`` is a table of one cell, which is how many people draw a box."""
    return block.tag == "table" and sum(1 for _ in block.iter("td", "th")) == 1


def _pictures(block: etree._Element) -> Iterator[etree._Element]:
    """Yield a figure for each picture in ``block``, then the words that stand beside them."""
    placeholder = _PLACEHOLDER.match(_plain(block))
    if placeholder and not _has_picture(block):
        figure = etree.Element("figure")
        etree.SubElement(figure, "img", src=placeholder[1].strip())
        yield figure
        return
    images = list(block.iter("img"))
    for image in images:
        parent, tail = image.getparent(), image.tail
        if parent is not None:
            before = image.getprevious()
            if tail and before is not None:
                before.tail = (before.tail or "") + tail
            elif tail:
                parent.text = (parent.text or "") + tail
            parent.remove(image)
        image.tail = None
        figure = etree.Element("figure")
        figure.append(image)
        if image is images[-1] and _plain(block) and _role(block) in (None, "caption"):
            _caption(figure, block)
        yield figure


def _is_caption(block: etree._Element, figure: etree._Element) -> bool:
    """Say whether ``block`` under a picture holds its words."""
    role, plain = _role(block), _plain(block)
    if role in ("caption", "credit"):
        return True
    if role is not None or block.tag != "p" or figure.find("figcaption") is not None:
        return False
    return bool(_CAPTION.match(plain)) or (_whole(block, "em") and len(plain.split()) < 60)


def _caption(figure: etree._Element, block: etree._Element) -> None:
    caption = figure.find("figcaption")
    if caption is None:
        caption = etree.SubElement(figure, "figcaption")
    if _whole(block, "em"):
        for one in list(block.iter("em", "i")):
            one.tag = "span"
    if block.text:
        block.text = _CAPTION.sub("", block.text, count=1)
    credit = _role(block) == "credit"
    block.tag = "p"
    if "class" in block.attrib:
        del block.attrib["class"]
    if credit:
        block.set("class", "credit")
    caption.append(block)


def _role(block: etree._Element) -> str | None:
    names = (block.get("class") or "").split()
    return next((name.removeprefix("role-") for name in names if name.startswith("role-")), None)


def _plain(block: etree._Element) -> str:
    return " ".join("".join(str(one) for one in block.itertext()).split())


def _has_picture(block: etree._Element) -> bool:
    return block.tag not in ("table", "div", "ul", "ol") and block.find(".//img") is not None


def _whole(block: etree._Element, *names: str) -> bool:
    """Say whether all the words of ``block`` are bold, or slanted, or what ``names`` say."""
    marked = [
        one
        for one in block.iter(*(names or ("strong", "em")))
        if not any(up.tag in (names or ("strong", "em")) for up in one.iterancestors())
    ]
    words = "".join("".join(str(text) for text in one.itertext()) for one in marked)
    return bool(words.strip()) and "".join(words.split()) == "".join(_plain(block).split())


def _words(block: etree._Element) -> Markup:
    return Wording().text(block)


def _names(text: str) -> tuple[str, ...]:
    """Return the names in a byline, each for itself."""
    found = _BY.match(text)
    names = _NAMES.split((found[1] if found else text).strip(" .:–—"))
    return tuple(name.strip() for name in names if name.strip())
