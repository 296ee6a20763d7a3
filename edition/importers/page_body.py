"""Where on a web page the story stands: named so by the page, else found by its text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .html_figures import is_caption, shown_images
from .html_words import holds_story, linked, take_out, words_in
from .matter import is_named, is_unseen, matter_of, words_set

_BODY = words_set(
    "articlebody storybody entrycontent postcontent articlecontent storycontent articletext"
    " storytext bodytext contentbody postbody pfcontent econtent fieldnamebody articlemain"
    " maincontentbody texttoread rte bodycopy articledetail newsbody newstext postentry"
    " articulotexto cuerponoticia cuerpo corpo testoarticolo artikeltext artikeltekst brodtext"
    " textbody fliesstext contenttext articleparagraphs liveblog livebloglist wpblockpostcontent"
    " ghcontent bodymarkup"
)
_HOLDERS = frozenset(
    ("div", "section", "article", "main", "td", "tr", "tbody", "table", "center", "font", "form")
)
"""Elements that hold a story's passages; a paragraph is one of them."""

_FEWEST = 60
"""Letters of an element that may be the story's text."""

_PASSAGE = 80
"""Letters of a passage that counts as running text."""


def article_root(root: etree._Element, head: etree._Element | None) -> tuple[etree._Element, bool]:
    """Return the element the story's text stands in, and whether the page names it so.

    ``head`` is the element of the headline. Pictures above the text are moved into the element.
    """
    named = [
        one
        for one in root.iter()
        if isinstance(one.tag, str)
        and ("articleBody" in (one.get("itemprop") or "").split() or is_named(one, _BODY))
        and one.tag not in ("body", "html")
        and not is_unseen(one)
        and not _is_aside(one)
    ]
    best = max(named, key=lambda one: len(words_in(one)), default=None)
    if best is not None and len(words_in(best)) >= _FEWEST:
        best = _together(best, named)
        return _with_pictures(best, head), True
    found = [
        one for one in root.iter("article") if matter_of(one) is None and not _is_aside(one)
    ] or [one for one in root.iter("main") if not is_unseen(one)]
    best = max(found, key=lambda one: len(words_in(one)), default=None)
    if best is not None and len(words_in(best)) >= _FEWEST:
        return best, False
    return _densest(root, head), False


def _is_aside(element: etree._Element) -> bool:
    return any(
        (up.tag in ("aside", "nav", "footer") or matter_of(up) == "related stories")
        and not holds_story(up)
        for up in element.iterancestors()
        if up.tag not in ("html", "body")
    )


def _together(best: etree._Element, named: list[etree._Element]) -> etree._Element:
    """Return what holds all parts of a body that advertisements have cut into several."""
    others = [
        one
        for one in named
        if one is not best
        and one.get("class") == best.get("class")
        and best not in one.iterancestors()
        and len(words_in(one)) >= _PASSAGE
    ]
    home = best.getparent()
    if not others or home is None or any(home is not one.getparent() for one in others):
        return best
    return home


def _densest(root: etree._Element, head: etree._Element | None) -> etree._Element:
    """Return the smallest element with most of the page's running text, headline and all."""
    body = next(iter(root.iter("body")), root)
    scores: dict[etree._Element, float] = {}
    whole = 0.0
    for words, element in _passages(body):
        whole += words
        for up in (element, *element.iterancestors()):
            scores[up] = scores.get(up, 0.0) + words
            if up is body:
                break
    best = body
    while True:
        inner = [one for one in best if one.tag in _HOLDERS and scores.get(one, 0.0) > 0.75 * whole]
        if len(inner) != 1 or not whole:
            return best
        best = inner[0]


def _passages(body: etree._Element) -> Iterator[tuple[float, etree._Element]]:
    """Yield the weight of every run of text in ``body`` and the element it stands in."""
    for one in body.iter():
        if not isinstance(one.tag, str) or one.tag in ("script", "style", "noscript", "a"):
            continue
        own = " ".join("".join([one.text or "", *(child.tail or "" for child in one)]).split())
        if len(own) >= _PASSAGE and not is_unseen(one) and not _is_put_aside(one):
            yield float(len(own)), one


def _is_put_aside(element: etree._Element) -> bool:
    return any(
        matter_of(up) is not None and not holds_story(up)
        for up in (element, *element.iterancestors())
        if up.tag not in ("html", "body", "article", "main")
    )


def _with_pictures(body: etree._Element, head: etree._Element | None) -> etree._Element:
    """Return ``body`` with the pictures that stand between it and the headline, or around it."""
    home = next((up for up in body.iterancestors() if up.tag in ("article", "main")), None)
    if home is None and head is not None:
        above = set(head.iterancestors())
        home = next((up for up in body.iterancestors() if up in above), None)
        if home is not None and home.tag in ("body", "html"):
            home = None
    if home is None:
        return body
    inside = set(body.iter())
    leading: list[etree._Element] = []
    for one in home.iter("figure", "img", "div", "picture"):
        if (
            one in inside
            or body in one.iterdescendants()
            or any(up in leading for up in one.iterancestors())
        ):
            continue
        if _is_leading(one):
            leading.append(one)
    if not leading:
        return body
    whole = etree.Element("div")
    for one in leading:
        take_out(one)
        one.tail = None
        whole.append(one)
    parent = body.getparent()
    if parent is not None:
        take_out(body)
    body.tail = None
    whole.append(body)
    return whole


def _is_leading(element: etree._Element) -> bool:
    """Say whether ``element`` is a picture with its words, beside the story's text."""
    if _is_put_aside(element) or is_unseen(element) or _is_aside(element):
        return False
    images = shown_images(element)
    if not images:
        return False
    if element.tag in ("figure", "img", "picture"):
        return True
    words = [one for one in element.iter() if isinstance(one.tag, str) and is_caption(one)]
    return bool(words) and len(words_in(element).split()) < 80 and linked(element) < 0.5
