"""Dresses a story in the markup of one kind of web site or another."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from .copy_deck import B, F, H, Item, L, P, Q, Story, T

LOREM = (
    "The harbour reopens",
    "Council votes on benches",
    "Ferry times for the spring",
    "What the tide brought in",
    "A map of the old ropewalk",
)
"""Headlines of other stories, which no story here should have in it."""


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def figure(one: F, src: str) -> str:
    alt = f' alt="{escape(one.alt)}"' if one.alt else ""
    credit = f' <span class="credit">{escape(one.credit)}</span>' if one.credit else ""
    return (
        f'<figure><img src="{src}"{alt}><figcaption>{escape(one.caption or "")}{credit}'
        "</figcaption></figure>"
    )


def listing(one: L) -> str:
    tag = "ol" if one.ordered else "ul"
    return f"<{tag}>" + "".join(f"<li>{escape(item)}</li>" for item in one.items) + f"</{tag}>"


def quote(one: Q) -> str:
    who = f"<cite>{escape(one.who)}</cite>" if one.who else ""
    return f"<blockquote><p>{escape(one.text)}</p>{who}</blockquote>"


def table(one: T) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in one.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in one.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


@dataclass(frozen=True)
class Wardrobe:
    """How one site writes each thing; ``between`` is put after every second item."""

    p: Callable[[str], str] = paragraph
    h: Callable[[str], str] = lambda text: f"<h2>{escape(text)}</h2>"
    f: Callable[[F, str], str] = figure
    l: Callable[[L], str] = listing  # noqa: E741
    q: Callable[[Q], str] = quote
    t: Callable[[T], str] = table
    b: Callable[[str, str], str] = lambda title, inner: (
        f'<aside class="box"><h3>{escape(title)}</h3>{inner}</aside>'
    )
    src: str = "{stem}_files/{file}"
    between: tuple[str, ...] = field(default=())

    def dress(self, items: tuple[Item, ...], stem: str = "page") -> str:
        out = []
        junk = list(self.between)
        for number, item in enumerate(items):
            out.append(self.one(item, stem))
            if junk and number % 2 == 1:
                out.append(junk.pop(0))
        return "\n".join(out)

    def one(self, item: Item, stem: str) -> str:
        match item:
            case P(text):
                return self.p(text)
            case H(text):
                return self.h(text)
            case L():
                return self.l(item)
            case Q():
                return self.q(item)
            case T():
                return self.t(item)
            case F():
                return self.f(item, self.src.format(stem=stem, file=item.file))
            case B(title, inner):
                return self.b(title, "".join(self.one(one, stem) for one in inner))


def linked_data(story: Story, **more: object) -> str:
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": f"{story.date}T07:30:00+01:00",
        "author": [{"@type": "Person", "name": name} for name in story.byline],
        "articleSection": story.section,
        "publisher": {"@type": "Organization", "name": "The Forme"},
        "inLanguage": story.language,
    }
    data.update(more)
    text = json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{text}</script>'


def graph(story: Story, url: str) -> str:
    """Return JSON-LD as one well-known plugin writes it: a graph with references."""
    nodes: list[dict[str, object]] = [
        {"@type": "WebPage", "@id": url, "name": f"{story.title} - The Forme"},
        {"@type": "BreadcrumbList", "itemListElement": []},
        {"@type": "Article", "@id": f"{url}#article", "isPartOf": {"@id": url},
         "author": {"@id": "https://forme.example/#/person/1"}, "headline": story.title,
         "datePublished": f"{story.date}T06:00:00+00:00",
         "dateModified": "2026-03-09T06:00:00+00:00", "articleSection": [story.section],
         "keywords": ["printing", "craft"], "mainEntityOfPage": {"@id": url}},
        {"@type": "Person", "@id": "https://forme.example/#/person/1", "name": story.byline[0]},
        {"@type": "Organization", "@id": "https://forme.example/#org", "name": "The Forme"},
    ]  # fmt: skip
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)
    return f'<script type="application/ld+json" class="seo-graph">{text}</script>'


def open_graph(story: Story, url: str, *, author: bool = True) -> str:
    said = {
        "og:title": f"{story.title}",
        "og:site_name": "The Forme",
        "og:url": url,
        "og:type": "article",
        "og:locale": story.language.replace("-", "_"),
        "article:published_time": f"{story.date}T05:00:00Z",
        "article:section": story.section,
    }
    if story.standfirst:
        said["og:description"] = story.standfirst
    lines = [f'<meta property="{k}" content="{escape(v)}">' for k, v in said.items()]
    if author:
        lines.append(f'<meta name="author" content="{escape(", ".join(story.byline))}">')
    return "\n".join(lines)


NAVIGATION = (
    '<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li>'
    '<li><a href="/sport">Sport</a></li><li><a href="/shop">Shop</a></li></ul></nav>'
)
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent"><p>We use cookies to measure how our pages are'
    " read. By going on you agree to this and to our partners doing the same.</p>"
    "<button>Accept all</button></div>"
)
SHARING = (
    '<div class="share-buttons"><span>Share this</span><a href="https://social.example/s">Post</a>'
    '<a href="mailto:?subject=x">Mail</a></div>'
)
NEWSLETTER = (
    '<div class="newsletter-signup"><h3>Never miss an issue</h3><p>Sign up for our weekly letter'
    ' and get the best of the trade in your mailbox every Friday.</p><form><input name="mail">'
    "<button>Sign up</button></form></div>"
)
ADVERT = (
    '<div class="ad-slot" data-ad="mpu"><span>Advertisement</span>'
    '<a href="https://ads.example/1"><img src="https://ads.example/banner.gif" alt=""></a></div>'
)
COMMENTS = (
    '<section id="comments" class="comments-area"><h2>3 comments</h2><ol><li><p>I remember that'
    " press, my uncle lost a button to it and never got it back.</p></li><li><p>It was not 1862"
    " but 1864, as anybody who has looked under the platen can tell you.</p></li></ol></section>"
)
FOOTER = (
    '<footer class="site-footer"><p>© 2026 The Forme Press. All rights reserved.</p><ul><li>'
    '<a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>'
)


def related(heading: str = "Related stories", css: str = "related-posts") -> str:
    items = "".join(f'<li><a href="/{n}">{title}</a></li>' for n, title in enumerate(LOREM))
    return f'<div class="{css}"><h3>{heading}</h3><ul>{items}</ul></div>'


def page(
    story: Story, *, head: str, body: str, charset: str = "utf-8", title: str | None = None
) -> str:
    direction = ' dir="rtl"' if story.language in ("ar", "he") else ""
    shown = title or f"{story.title} | The Forme"
    return (
        f'<!DOCTYPE html>\n<html lang="{story.language}"{direction}>\n<head>\n'
        f'<meta charset="{charset}">\n<title>{escape(shown)}</title>\n{head}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
