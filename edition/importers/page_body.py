"""Where on a web page the story stands: named so by the page, else found by its text."""

from __future__ import annotations

from lxml import etree

from .found import Dropped
from .html_words import words_in
from .matter import is_named, is_unseen, matter_of, words_set
from .page_facts import PageFacts

_BODY = words_set(
    "articlebody storybody entrycontent postcontent articlecontent storycontent articletext"
    " storytext bodytext contentbody postbody pfcontent econtent fieldnamebody articlemain"
    " maincontentbody texttoread rte bodycopy articledetail newsbody newstext postentry"
    " articulotexto cuerponoticia cuerpo corpo testoarticolo artikeltext artikeltekst brodtext"
    " textbody fliesstext contenttext articleparagraphs liveblog livebloglist wpblockpostcontent"
)


def article_root(
    root: etree._Element, facts: PageFacts
) -> tuple[etree._Element, tuple[Dropped, ...]]:
    """Return the element the story's text stands in, and what of the page was left aside."""
    named = [
        one
        for one in root.iter()
        if isinstance(one.tag, str)
        and ("articleBody" in (one.get("itemprop") or "").split() or is_named(one, _BODY))
        and one.tag not in ("body", "html")
        and not is_unseen(one)
    ]
    best = max(named, key=lambda one: len(words_in(one)), default=None)
    if best is None or len(words_in(best)) < 200:
        for tag in ("article", "main"):
            found = [one for one in root.iter(tag) if matter_of(one) is None]
            found = found or []
            if found:
                best = max(found, key=lambda one: len(words_in(one)))
                break
    if best is None:
        best = next(iter(root.iter("body")), root)
    return best, ()
