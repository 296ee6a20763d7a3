"""What the parts of a web page are for, told by their elements, classes and first words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from lxml import etree

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"[^0-9A-Za-z\u00c0-\u024f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def words_set(text: str) -> frozenset[str]:
    """Return the words of ``text``."""
    return frozenset(text.split())


_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("cookie notice", words_set("cookie cookies consent gdpr cmp onetrust cookiebar cookiebanner")),
    ("advertisement", words_set(
        "ad ads advert adverts advertisement advertisements advertising adsbygoogle adslot adunit"
        " sponsor sponsored sponsors dfp outbrain taboola anzeige anzeigen werbung publicidad"
        " pubblicita publicite reklama reklame annonce annons promo promos promotion mpu adbox"
        " advertorial promotional"
    )),
    ("navigation", words_set(
        "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager skiplink"
        " toolbar sitemap jumplinks prevnext brotkrumen"
    )),
    ("sharing", words_set(
        "share sharing shares sharebar sharedaddy addtoany addthis social socials socialmedia"
        " sharethis follow teilen partager compartir condividi printlink"
    )),
    ("appeal", words_set(
        "newsletter newsletters subscribe subscription subscriptions donate donation donations"
        " donation appeal paywall membership signup abonnement abo spenden spende cta paybox"
        " regwall piano suscripcion suscribete soutenez abbonati prenumerera upsell"
    )),
    ("comments", words_set(
        "comment comments commentlist commentform disqus respond kommentar kommentare commentaires"
        " comentarios commenti kommentarer discussion reactions"
    )),
    ("related stories", words_set(
        "related recommended recommendations trending popular mostread moreon readmore readnext"
        " seealso teaser teasers recirculation recirc verwandt verwandte relacionadas relacionados"
        " relate correlati onward jp-relatedposts relatedposts yarpp liens-lies moreposts"
        " storylist newslist latestnews upnext"
    )),
    ("tags", words_set("keywords taglist tagcloud topics postmetadata entrytags posttags")),
    ("about the author", words_set("authorbio authorbox aboutauthor aboutauthors bio")),
    ("foot of the page", words_set("footer fuss sitefooter colophon pagefooter bottombar")),
    ("tools of the page", words_set(
        "toolbox textsize fontsize listen audioplayer readability-tools actions action"
        " backtotop tts bookmark print printer"
    )),
)  # fmt: skip
"""What a class or id names; the first kind that fits counts."""

_PAIRS: tuple[tuple[str, frozenset[str]], ...] = (
    ("related stories", frozenset((
        "read more", "read next", "read also", "see also", "more from", "more stories",
        "more news", "most read", "most viewed", "up next", "more on", "lire aussi", "a lire",
        "siehe auch", "mehr zum", "mehr dazu", "leggi anche", "mas noticias", "latest news",
        "you may", "post navigation", "nav links",
    ))),
    ("appeal", frozenset((
        "sign up", "support us", "call to", "mailing list", "mail chimp", "mc embed", "pay wall",
        "join us",
    ))),
    ("sharing", frozenset(("email this", "print this", "follow us"))),
    ("navigation", frozenset(("skip link", "skip to", "table of", "jump to"))),
)  # fmt: skip

BOX = words_set(
    "box infobox factbox fact facts factfile callout kasten infokasten encadre encart recuadro"
    " despiece riquadro scheda faktaboks faktaruta sidebox sidebar textbox panel keypoints"
    " explainer atglance keyfacts takeaways highlights inset aside boxout boxed kader faktboks"
)
PULL = words_set("pullquote pullquotes pull zitat blickfang exergue sumario destacado citat")
CAPTION = words_set(
    "caption captions cutline bildunterschrift bildtext legende pie piefoto piedefoto didascalia"
    " onderschrift figcaption imagecaption photocaption bildtexte legend undertext"
)
CREDIT = words_set(
    "credit credits copyright photographer fotograf fotografo photographe quelle urheber"
    " photocredit imagecredit mediacredit credito crediti bildquelle photoby fotonachweis rights"
    " agency courtesy attribution"
)
FIGURE = words_set(
    "image photo figure media bild foto picture img photograph imagebox imageblock bildbox"
    " illustration thumb thumbnail imgright imgleft imageright imageleft alignright alignleft"
    " picright picleft photoright photoleft imgcenter aligncenter"
)
_UNSEEN_NAMES = ("sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "u-hidden")

_DROPPED_TAGS = {
    "nav": "navigation", "form": "form", "button": "form", "select": "form",
    "dialog": "cookie notice",
}  # fmt: skip
_KEPT_IN = ("blockquote", "figure", "q")
_ROLES = {
    "navigation": "navigation", "search": "form", "banner": "navigation",
    "contentinfo": "navigation", "dialog": "cookie notice", "alertdialog": "cookie notice",
    "menu": "navigation", "tablist": "navigation",
}  # fmt: skip


def _lead(*phrases: str, ends: str = r"\b") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(phrases)}){ends}", re.IGNORECASE)


_LEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("related stories", _lead(
        r"read (?:more|also|next|on)|see also|don.t miss|you (?:may|might) (?:also )?(?:like|be)",
        r"related(?: (?:stories|articles?|posts|links|content))?|more (?:on|from|about) ",
        r"lesen sie (?:auch|mehr)|mehr zum thema|siehe auch|auch interessant",
        r"lire (?:aussi|également)|à lire(?: aussi)?|sur le même sujet",
        r"lea también|le puede interesar|más información|noticias relacionadas",
        r"leggi anche|ti potrebbe interessare|leia (?:também|mais)|veja também",
        r"lees ook|läs (?:också|även|mer)|les også|læs også",
        r"czytaj (?:także|też|również)|zobacz także|читайте (?:также|ещё)|по теме",
        r"اقرأ أيضا|اقرأ أيضًا|קראו גם|関連記事|相关阅读",
    )),
    ("advertisement", _lead(
        r"advertisement|advertising|sponsored(?: content)?|anzeige|werbung|publicité|publicidad",
        r"pubblicità|reklama|reklame|annonce|annons|реклама|إعلان|פרסומת|広告",
        ends=r"\W*\Z",
    )),
    ("sharing", _lead(
        r"share (?:this|on|via|article)|tweet this|(?:diesen artikel )?teilen|follow us",
        r"printer.friendly|print(?:able)? version|(?:mail|send) (?:this )?to a friend",
        r"partager(?: cet article)?|compartir|condividi|print this (?:page|article)|email this",
    )),
    ("appeal", _lead(
        r"sign up (?:for|to)|subscribe (?:to|now|today|for)|get our newsletter",
        r"support (?:our|independent) journalism|already a subscriber",
        r"to (?:read|continue reading) (?:the|this)|this (?:article|story) is for subscribers",
        r"newsletter (?:abonnieren|bestellen)|jetzt abonnieren|abonnez-vous|suscríbete",
        r"iscriviti alla newsletter|log in to (?:read|continue)|you have reached your limit",
    )),
    ("comments", _lead(
        r"\d+ (?:comments?|kommentare|commentaires|comentarios)|leave a (?:reply|comment)",
        r"comments? (?:are closed|\(\d+\))",
    )),
)  # fmt: skip
"""How matter that is no part of a story begins, where no class says so."""


@lru_cache(maxsize=20_000)
def parts_of(names: str) -> tuple[str, ...]:
    """Return the words of a class attribute or an id: ``articleBody-2`` gives article, body, 2."""
    return tuple(one.lower() for one in _PARTS.split(_CAMEL.sub(" ", names)) if one)


def names_of(element: etree._Element) -> tuple[str, ...]:
    """Return the words of the element's classes and id, and each class as one word."""
    given = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    return _names(given) if given else ()


@lru_cache(maxsize=20_000)
def _names(given: str) -> tuple[str, ...]:
    whole = ("".join(_PARTS.split(one)).lower() for one in given.split()[:30])
    return (*parts_of(given[:2000]), *whole)


def is_named(element: etree._Element, words: frozenset[str]) -> bool:
    """Say whether a class or the id of ``element`` has one of ``words`` in it."""
    return not words.isdisjoint(names_of(element))


def matter_of(element: etree._Element) -> str | None:
    """Return what ``element`` is if it is no part of a story; ``None`` when it may be one."""
    tag = element.tag
    if tag in _DROPPED_TAGS:
        return _DROPPED_TAGS[tag]
    if tag == "footer" and not any(up.tag in _KEPT_IN for up in element.iterancestors()):
        return "foot of the page"
    if role := element.get("role"):
        kind = _ROLES.get(role.lower())
        if kind is not None:
            return kind
    given = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    return _matter(given) if given else None


@lru_cache(maxsize=20_000)
def _matter(given: str) -> str | None:
    names = _names(given)
    words = frozenset(names)
    for kind, known in _KINDS:
        if not words.isdisjoint(known):
            return kind
    parts = parts_of(given[:2000])
    pairs = {f"{one} {other}" for one, other in pairwise(parts)}
    for kind, known in _PAIRS:
        if not pairs.isdisjoint(known):
            return kind
    return None


def matter_said(words: str) -> str | None:
    """Return what a short passage is if its first words say that it is no part of the story."""
    text = words.lstrip(" \t\n»›▶►•*-–—:→")
    return next((kind for kind, lead in _LEADS if lead.match(text)), None)


def is_unseen(element: etree._Element) -> bool:
    """Say whether readers of the page would not have seen ``element``."""
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    if style and _HIDDEN.search(style):
        return True
    given = element.get("class")
    return given is not None and any(name in given for name in _UNSEEN_NAMES)
