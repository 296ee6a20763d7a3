"""The head of a web page as readers see it: headline, standfirst, kicker, byline, date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from lxml import etree

from .dates import date_in, iso_date
from .found import Fact
from .html_inline import REFUSED
from .html_words import holds_story, words_in
from .matter import is_named, is_unseen, matter_of, words_set

_HEADLINE = words_set(
    "headline entrytitle posttitle articletitle storytitle articleheadline storyheadline"
    " title articlehead pagetitle pname nodetitle headtitle titel titre titulo titolo"
)
_STANDFIRST = words_set(
    "standfirst subtitle subhead subheading subheadline deck dek lede lead leadtext vorspann"
    " teaser teasertext chapo chapeau bajada entradilla sommario occhiello ingress manchet"
    " intro introtext summary excerpt articlesummary articlelead strapline sottotitolo"
    " subtitulo abstract description psummary underrubrik preamble"
)
_KICKER = words_set(
    "kicker overline eyebrow dachzeile spitzmarke rubrik toplabel surtitre antetitulo"
    " occhiello volanta label shoulder articlekicker topline roofline category sectionlabel"
)
_BYLINE = words_set(
    "byline author authors authorname bylinename autor autorname autoren auteur auteurs"
    " autore articlebyline byauthor pauthor entryauthor postauthor signature firma forfatter"
    " skribent contributor writer verfasser storybyline articleauthor"
)
_DATE = words_set(
    "date published pubdate publishdate posted postdate entrydate datetime timestamp time"
    " dateline articledate datum fecha data published publishedon publicationdate dtpublished"
    " storydate postedon entrymeta articlemeta"
)


CLOCK = re.compile(r"\d\s*(?:min|minutes?|Minuten|mins)\b", re.IGNORECASE)
_MOST_AROUND = 400
_BY = re.compile(
    r"\A\s*(?:(?:written |story |text |words |report(?:ed)? |interview |posted"
    r" |published )?by|words|text"
    r"|von|par|por|di|af|av"
    r"|door|da|tekst|texte|texto|testo|autore?s?|autoren|auteurs?|author|reporter|przez|od|от|автор"
    r"|بقلم|كتب|كتبت|مאת|מאת|文|記者|作者)\s*[:：]?\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s+(?:and|und|et|y|e|och|og|en|i|и|و|ו|with|mit|avec|con)\s+|\s*[&;/،、]\s*|,\s+"
)
_AFTER = re.compile(r"\s*[|•·–—]\s*|\s+(?:\d{1,2}[ ./]|in [A-Z]|for [A-Z]|@)|\s*[(<]")
_ROLES = words_set(
    "editor correspondent reporter writer columnist staff redakteur redakteurin redaktion editors"
    " critic contributor journalist photographer desk bureau journaliste redactor redacción"
    " rédaction correspondant corresponsal agency agencies updated published posted admin guest"
)
_PARTICLES = words_set(
    "von van de der den del della di da du la le dos das al el bin ibn ben ter ten zu af av y e"
)
_PARTED = re.compile(r"\s+[|–—»·•:-]+\s+|\s*\|\s*")


def plain(text: str) -> str:
    """Return ``text`` on one line without what nobody sees; HTML in it is taken out."""
    if ("<" in text and ">" in text) or "&" in text:
        text = _without_markup(text)
    text = re.sub(
        "[\u00ad\u200b\u2060\ufeff\x00-\x1f]", lambda one: " " if one[0] < " " else "", text
    )
    return " ".join(text.split())


@lru_cache(maxsize=500)
def _without_markup(text: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^<>]{0,500}>", " ", unescape(text)))


def letters(text: str) -> str:
    """Return the letters and figures of ``text`` alone, to compare by."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if one.isalnum())


def nearly(one: str, other: str) -> bool:
    """Say whether two texts are the same but for signs, or one is the other cut short."""
    first, second = letters(one), letters(other)
    if not first or not second:
        return False
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    return len(short) >= 20 and long.startswith(short)


def without_site(title: str, site: str | None) -> str:
    """Return a page's title without the name of the site at its end or beginning."""
    if site:
        for pattern in (
            rf"\s*[|–—»·•:-]+\s*{re.escape(site)}\s*\Z",
            rf"\A{re.escape(site)}\s*[|–—»·•:-]+\s*",
        ):
            cut = re.sub(pattern, "", title, flags=re.IGNORECASE)
            if cut and cut != title:
                return cut
    parts = _PARTED.split(title)
    if len(parts) > 1:
        head = title[: title.rindex(parts[-1])].rstrip(" |–—»·•:-")
        if len(head.split()) >= 3 and len(parts[-1].split()) <= 4:
            return head
    return title


def headline_element(root: etree._Element, known: str | None) -> etree._Element | None:
    """Return the element that shows the headline; ``known`` is what the page says it is."""
    ranked: list[tuple[float, int, etree._Element]] = []
    for place, one in enumerate(root.iter("h1", "h2", "h3", "p", "div", "span", "font", "b")):
        marked = one.get("itemprop") == "headline" or is_named(one, _HEADLINE)
        if one.tag != "h1" and not marked and not (known and one.tag in ("h2", "h3")):
            continue
        words = words_in(one)
        if not 0 < len(words) <= 300 or is_unseen(one) or _put_aside(one):
            continue
        score = 2.0 * (one.tag == "h1") + (one.tag in ("h2", "h3")) + marked
        score += 1.0 if any(up.tag in ("article", "main") for up in one.iterancestors()) else 0
        if known:
            score += 6.0 if letters(words) == letters(known) else 4.0 if nearly(words, known) else 0
            score -= 0.5 * (one.tag in ("div", "span")) * bool(len(one))
        elif one.tag not in ("h1", "h2", "h3"):
            score -= 1
        ranked.append((-score, place, one))
    if not ranked:
        return None
    score, _, best = min(ranked, key=lambda one: one[:2])
    return best if score <= (-4 if known else -2) else None


def _put_aside(element: etree._Element) -> bool:
    return any(
        (up.tag in ("nav", "footer", "aside") or matter_of(up) in ("related stories", "navigation"))
        and not holds_story(up)
        for up in (element, *element.iterancestors())
        if up.tag not in ("html", "body")
    )


def around_headline(
    root: etree._Element, head: etree._Element | None
) -> tuple[etree._Element, ...]:
    """Return the elements near the headline: those of its article or page, from the top."""
    home = root
    if head is not None:
        for up in head.iterancestors():
            home = up
            if up.tag in ("article", "main", "body") or len(words_in(up)) > 1500:
                break
    found = []
    for one in home.iter():
        if not isinstance(one.tag, str) or one.tag in REFUSED or is_unseen(one):
            continue
        found.append(one)
        if len(found) >= _MOST_AROUND:
            break
    return tuple(one for one in found if not _put_aside(one))


def standfirst_in(
    around: Sequence[etree._Element], head: etree._Element | None, headline: str
) -> str | None:
    """Return the words between headline and story that lead into it."""
    start = around.index(head) if head is not None and head in around else 0
    for one in around[start:]:
        if not (is_named(one, _STANDFIRST) or one.get("itemprop") == "alternativeHeadline"):
            continue
        if one.tag in ("img", "figure", "figcaption", "a", "article", "main", "body", "ul"):
            continue
        if any(up.tag in ("figure", "blockquote", "li") for up in one.iterancestors()):
            continue
        words = words_in(one)
        few = sum(bool(words_in(inner)) for inner in one.iter("p")) <= 2
        if few and 4 <= len(words.split()) <= 120 and not nearly(words, headline):
            return words
    return None


def is_shown(around: Sequence[etree._Element], words: str) -> bool:
    """Say whether ``words`` are to be read near the headline."""
    wanted = letters(words)
    return any(wanted in letters(words_in(one)) for one in around if one.tag in ("p", "h2", "div"))


def kicker_in(
    around: Sequence[etree._Element], head: etree._Element | None, headline: str
) -> str | None:
    """Return the words above the headline."""
    end = around.index(head) if head is not None and head in around else len(around)
    for one in around[:end]:
        if is_named(one, _KICKER) and one.tag not in ("article", "main", "body", "ul", "nav"):
            words = words_in(one)
            if 0 < len(words.split()) <= 8 and not nearly(words, headline):
                return words.rstrip(":") if letters(words) else None
    return None


def byline_in(around: Sequence[etree._Element]) -> Fact[tuple[str, ...]] | None:
    """Return who wrote the story, from an element named so, a link, or a line that begins "By"."""
    for one in around:
        named = is_named(one, _BYLINE) or "author" in (one.get("rel") or "").split()
        if not named or one.tag in ("article", "main", "body"):
            continue
        if any(up.tag in ("figure", "blockquote") for up in one.iterancestors()):
            continue
        links = [a for a in one.iter("a") if words_in(a)]
        words = words_in(one)
        if not 0 < len(words.split()) <= 30:
            continue
        names = names_in(words) if not links else tuple(
            name for a in links if not _is_service(a) for name in names_in(words_in(a))
        ) or names_in(words)  # fmt: skip
        if names:
            return Fact(names, "the page's byline", "read")
    for one in around:
        if one.tag in ("p", "div", "span", "address", "td", "font", "em", "i", "b", "strong"):
            words = words_in(one)
            if len(words.split()) <= 14 and _BY.match(words) and (names := names_in(words)):
                return Fact(names, "a line that begins as bylines do", "guessed")
    return None


def _is_service(link: etree._Element) -> bool:
    href = link.get("href") or ""
    return href.startswith("mailto:") or any(
        one in href for one in ("twitter.com", "facebook.com", "x.com/", "instagram.com")
    )


def names_in(words: str) -> tuple[str, ...]:
    """Return the names of persons in a byline: ``By Ada Penhallow and Ben Tor, Mainz``."""
    text = _BY.sub("", plain(words))
    text = _AFTER.split(text)[0]
    names: dict[str, None] = {}
    for part in _BETWEEN.split(text):
        name = _BY.sub("", part).strip(" ,.:-–—|\u200f")
        if _is_name(name):
            names[name] = None
    return tuple(names)


def _is_name(text: str) -> bool:
    parts = text.split()
    if not 0 < len(parts) <= 6 or len(text) > 60 or any(one.isdigit() for one in text):
        return False
    if parts[-1].casefold() in _ROLES or parts[0].casefold() in _ROLES:
        return False
    return all(
        one[0].isupper() or not one[0].isascii() or one.casefold() in _PARTICLES or one[1:2] == "’"
        for one in parts
    )


def date_near(
    root: etree._Element, around: Sequence[etree._Element], *, month_first: bool
) -> Fact[date] | None:
    """Return when the story was published: a ``<time>``, a place named so, a date by itself."""
    times = [one for one in around if one.tag == "time" and not _is_later(one)]
    times += [one for one in root.iter("time") if not _is_later(one) and not _put_aside(one)][:3]
    for one in times:
        written = one.get("datetime") or ""
        day = iso_date(written) or date_in(words_in(one), month_first=month_first)
        if day is not None:
            return Fact(day, "the page's <time>", "read")
    for one in around:
        if not is_named(one, _DATE) or _is_later(one) or len(words_in(one).split()) > 40:
            continue
        day = date_in(words_in(one), month_first=month_first)
        if day is not None:
            certain = "guessed" if re.search(r"\d/\d", words_in(one)) else "read"
            return Fact(day, "the page's date line", certain)  # type: ignore[arg-type]
    for one in around:
        own = "".join((one.text or "", *(child.tail or "" for child in one)))
        if any(sign.isdigit() for sign in own) and len(words_in(one).split()) <= 20:
            day = date_in(words_in(one), month_first=month_first)
            if day is not None:
                return Fact(day, "a date near the headline", "guessed")
    return None


def _is_later(element: etree._Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return any(one in names for one in ("updated", "modified", "aktualisiert", "maj"))
