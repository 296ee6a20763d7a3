"""Labelled web pages in the shapes that web sites of papers have, each from a story of our own."""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path

from . import copy_deck as deck
from .copy_deck import B, F, P, Story
from .dressing import (
    ADVERT,
    COMMENTS,
    COOKIES,
    FOOTER,
    NAVIGATION,
    NEWSLETTER,
    SHARING,
    Wardrobe,
    graph,
    linked_data,
    open_graph,
    page,
    related,
)


@dataclass(frozen=True)
class Shape:
    """A page, the files saved with it, and what must come out of it."""

    name: str
    data: bytes
    story: Story
    files: dict[str, bytes] = field(default_factory=dict)
    suffix: str = ".html"
    kicker: bool = False
    unseen: bool = False

    def lay_down(self, folder: Path) -> Path:
        """Write the page and what belongs to it into ``folder``; return the page's path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}{self.suffix}"
        path.write_bytes(self.data)
        for name, data in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        return path


MAKERS: list[Callable[[], Shape]] = []


def shape(make: Callable[[], Shape]) -> Callable[[], Shape]:
    MAKERS.append(make)
    return make


def png(seed: int, width: int = 1200, height: int = 800) -> bytes:
    """Return a small picture file that differs from others of another ``seed``."""
    row = b"\0" + bytes((seed * 37 + n // 50) % 256 for n in range(width))
    packed = zlib.compress(row * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def saved(story: Story, folder: str) -> dict[str, bytes]:
    """Return the pictures of ``story`` as they are saved beside a page."""
    return {f"{folder}/{one.file}": png(len(one.file)) for one in story.of(F)}


def url(story: Story) -> str:
    return f"https://forme.example/{story.date.replace('-', '/')}/{len(story.title)}"


def make(name: str, story: Story, text: str, *, encoding: str = "utf-8", **more: object) -> Shape:
    files = saved(story, f"{name}_files")
    return Shape(name, text.encode(encoding, "xmlcharrefreplace"), story, files, **more)  # type: ignore[arg-type]


@shape
def wordpress_blocks() -> Shape:
    story = replace(deck.FOLDER, kicker=None, byline=("Ada Penhallow",))
    wear = Wardrobe(
        f=lambda one, src: f'<figure class="wp-block-image size-large"><img decoding="async" src="{src}" alt="{escape(one.alt or "")}" class="wp-image-77"/><figcaption class="wp-element-caption">{escape(one.caption or "")} ({escape(one.credit or "")})</figcaption></figure>',
        h=lambda text: f'<h2 class="wp-block-heading">{escape(text)}</h2>',
        q=lambda one: f'<blockquote class="wp-block-quote"><p>{escape(one.text)}</p><cite>{escape(one.who or "")}</cite></blockquote>',
        b=lambda title, inner: f'<div class="wp-block-group is-style-callout has-background"><div class="wp-block-group__inner-container"><h3 class="wp-block-heading">{escape(title)}</h3>{inner}</div></div>',
        between=(f'<p><strong>Read more:</strong> <a href="/1">{"The harbour reopens"}</a></p>', ADVERT),
    )
    body = wear.dress(story.items, "wordpress_blocks")
    text = page(
        story,
        head=graph(story, url(story)) + f'<link rel="canonical" href="{url(story)}">',
        title=f"{story.title} - The Forme",
        body=f"""<a class="skip-link screen-reader-text" href="#main">Skip to content</a>{NAVIGATION}{COOKIES}
<main id="main"><article class="post type-post hentry category-pressroom"><header class="entry-header"><span class="cat-links"><a href="/c">Pressroom</a></span>
<h1 class="entry-title">{escape(story.title)}</h1><p class="entry-subtitle standfirst">{escape(story.standfirst or "")}</p>
<div class="entry-meta"><span class="byline">by <a class="url fn n" rel="author" href="/a">Ada Penhallow</a></span> <time class="entry-date published" datetime="2026-03-04T06:00:00+00:00">4 March 2026</time></div></header>
<div class="entry-content">{body}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Print</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts">{related()}</div></div></article>{COMMENTS}</main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent posts</h2><ul><li><a href="/2">Council votes on benches</a></li></ul></section></aside>{FOOTER}""",
    )
    return make("wordpress_blocks", story, text)


@shape
def wordpress_classic() -> Shape:
    story = replace(deck.GALLERY, standfirst=None)
    wear = Wardrobe(
        f=lambda one, src: f'<div id="attachment_9" style="width: 610px" class="wp-caption aligncenter"><a href="{src}"><img class="size-medium" src="{src}" alt="{escape(one.alt or "")}" width="600" height="400" /></a><p class="wp-caption-text">{escape(one.caption or "")} Photo: {escape(one.credit or "")}</p></div>',
    )
    story = replace(story, items=tuple(replace(i, credit=f"Photo: {i.credit}") if isinstance(i, F) else i for i in story.items))
    bare = replace(story, items=tuple(replace(i, credit=i.credit.removeprefix("Photo: ")) if isinstance(i, F) and i.credit else i for i in story.items))
    text = page(
        story,
        head=open_graph(replace(story, standfirst="Every town has one. It stands in a cellar, a stable or the back of a shop that sells lamps, and […]"), url(story)),
        body=f"""<div id="page"><div id="header"><h1><a href="/">The Forme</a></h1><div class="description">A paper about printing</div></div>{NAVIGATION}
<div id="content" class="narrowcolumn"><div class="post" id="post-12"><h2 class="posttitle">{escape(story.title)}</h2><small>January 30th, 2026 by Maud Ferrier</small>
<div class="entry">{wear.dress(bare.items, "wordpress_classic")}<p class="postmetadata alt">Posted in <a href="/h">History</a> | <a href="#respond">4 Comments</a></p></div></div>{COMMENTS}</div>
<div id="sidebar"><ul><li><h2>Archives</h2><ul><li><a href="/2025/12">December 2025</a></li></ul></li></ul></div>{FOOTER}</div>""",
    )
    return make("wordpress_classic", story, text)


@shape
def ghost() -> Shape:
    story = deck.OPINION
    wear = Wardrobe(
        q=lambda one: f'<blockquote class="kg-blockquote-alt">{escape(one.text)}<br>— {escape(one.who or "")}</blockquote>',
        between=('<div class="kg-card kg-cta-card"><p>Become a member to support our work and read without interruption.</p><a href="/join" class="kg-btn">Join</a></div>',),
    )
    text = page(
        story,
        head=linked_data(story, description=story.standfirst) + open_graph(story, url(story)),
        body=f"""<div class="gh-viewport"><header id="gh-navigation" class="gh-navigation">{NAVIGATION}</header><main class="gh-main"><article class="gh-article post">
<header class="gh-article-header gh-canvas"><span class="gh-article-tag">Comment</span><h1 class="gh-article-title is-title">{escape(story.title)}</h1><p class="gh-article-excerpt is-body">{escape(story.standfirst or "")}</p>
<div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/i">Ines Albrecht</a></h4><time class="gh-article-meta-date" datetime="2026-02-11">Feb 11, 2026</time><span>4 min read</span></div></header>
<section class="gh-content gh-canvas">{wear.dress(story.items, "ghost")}</section></article><section class="gh-container"><h2 class="gh-container-title">Read more</h2><div class="gh-feed"><article class="gh-card post"><a href="/3"><h3>Ferry times for the spring</h3></a></article></div></section></main>{FOOTER}</div>""",
    )
    return make("ghost", story, text)


@shape
def drupal_microdata() -> Shape:
    story = deck.INK
    wear = Wardrobe(between=(ADVERT,))
    text = page(
        story,
        head=f'<link rel="canonical" href="{url(story)}"><meta name="description" content="Rub a newspaper and your thumb goes grey. Rub a magazine and nothing happens.">',
        body=f"""{COOKIES}<div class="region region-header">{NAVIGATION}</div><div class="layout-content"><div class="breadcrumb"><ol><li><a href="/">Home</a></li><li>Paper</li></ol></div>
<article class="node node--type-article node--view-mode-full" itemscope itemtype="http://schema.org/NewsArticle">
<h1 class="page-header"><span class="field field--name-title" itemprop="headline">{escape(story.title)}</span></h1>
<div class="field field--name-field-teaser field--type-text-long" itemprop="alternativeHeadline">{escape(story.standfirst or "")}</div>
<footer class="node__meta"><div class="node__submitted">By <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Ben Tor</span></span> and <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">Ines Albrecht</span></span> on <time itemprop="datePublished" datetime="2026-02-18T09:00:00Z">Wed, 18/02/2026</time></div><meta itemprop="articleSection" content="Paper"></footer>
{SHARING}<div class="clearfix text-formatted field field--name-body field--type-text-with-summary" itemprop="articleBody">{wear.dress(story.items, "drupal_microdata")}</div>
<div class="field field--name-field-tags"><div class="field__label">Tags</div><a href="/t">ink</a></div></article>{related("More from Paper", "views-element-container more-from")}</div>{FOOTER}""",
    )
    return make("drupal_microdata", story, text)


@shape
def letter_platform() -> Shape:
    story = replace(deck.FOLDER, kicker=None)
    wear = Wardrobe(
        f=lambda one, src: f'<div class="captioned-image-container"><figure><a class="image-link image2" target="_blank" href="{src}"><div class="image2-inset"><picture><source type="image/webp" srcset="https://cdn.example/w_424/{one.file} 424w, https://cdn.example/w_848/{one.file} 848w"><img src="{src}" width="1200" height="800" alt="{escape(one.alt or "")}" class="sizing-normal"></picture></div></a><figcaption class="image-caption">{escape(one.caption or "")} <em>{escape(one.credit or "")}</em></figcaption></figure></div>',
        h=lambda text: f'<h3 class="header-anchor-post">{escape(text)}</h3>',
        b=lambda title, inner: f'<div class="callout-block" data-callout="true"><p><strong>{escape(title)}</strong></p>{inner}</div>',
        between=('<div class="subscription-widget-wrap"><div class="subscription-widget show-subscribe"><p class="cta-caption">Thanks for reading The Forme! Subscribe for free to receive new posts.</p><form class="subscription-widget-subscribe"><input type="email"></form></div></div>',),
    )
    text = page(
        story,
        head=linked_data(story, description=story.standfirst, url=url(story)),
        body=f"""<div id="entry"><div class="main-menu">{NAVIGATION}</div><div class="single-post-container"><article class="typography newsletter-post post">
<div class="post-header"><h1 class="post-title published">{escape(story.title)}</h1><h3 class="subtitle">{escape(story.standfirst or "")}</h3><div class="byline-wrapper"><a class="profile-hover" href="/@ada">Ada Penhallow</a><div class="pencraft">Mar 04, 2026</div></div>
<div class="post-ufi"><a class="like-button">12</a><a class="post-ufi-button">Share</a></div></div>
<div class="available-content"><div class="body markup" dir="auto">{wear.dress(story.items, "letter_platform")}</div></div><div class="visibility-check"></div></article>
<div class="comments-page"><h4>Discussion about this post</h4><div class="comment"><p>A lovely piece, thank you.</p></div></div></div>{FOOTER}</div>""",
    )
    return make("letter_platform", story, text)


@shape
def big_daily() -> Shape:
    story = deck.FOLDER
    wear = Wardrobe(
        p=lambda text: f'<p class="dcr-1b6" data-component="text">{escape(text)}</p>',
        f=lambda one, src: f'<figure id="8" data-spacefinder-role="inline" class="dcr-xy"><div><picture class="dcr-e"><source srcset="https://i.example/master/{one.file}?width=1300 1300w"><img alt="{escape(one.alt or "")}" src="{src}" loading="lazy"></picture></div><figcaption data-testid="caption" class="dcr-9"><span class="dcr-1"><svg width="18"><path d="M1 1"/></svg></span><span class="dcr-2">{escape(one.caption or "")}</span> <span class="image-credit">{escape(one.credit or "")}</span></figcaption></figure>',
        q=lambda one: f'<aside class="pullquote dcr-p"><blockquote><p>{escape(one.text)}</p><footer><cite>{escape(one.who or "")}</cite></footer></blockquote></aside>',
        b=lambda title, inner: f'<div class="fact-box" role="note"><h2 class="fact-box__title">{escape(title)}</h2><div class="fact-box__body">{inner}</div></div>',
        between=(ADVERT, '<aside data-component="rich-link" class="rich-link"><a href="/4"><span>Related:</span> What the tide brought in</a></aside>', '<figure class="newsletter-embed"><div class="email-sub"><h3>Sign up to First Proof</h3><p>Our morning letter, free every day</p><form><input></form></div></figure>'),
    )
    text = page(
        story,
        head=linked_data(story, description=story.standfirst, image=[{"@type": "ImageObject", "url": "https://i.example/master/folder-cam.jpg"}]) + open_graph(story, url(story)),
        body=f"""<div id="bannerandheader"><header>{NAVIGATION}</header></div>{COOKIES}<main data-layout="Standard"><article><div class="content__labels"><a class="content__label kicker" href="/p">{story.kicker}</a></div>
<div data-gu-name="headline"><div class="headline"><h1>{escape(story.title)}</h1></div></div><div data-gu-name="standfirst"><div class="standfirst dcr-s"><p>{escape(story.standfirst or "")}</p></div></div>
<aside data-gu-name="meta"><address data-component="meta-byline"><div><a rel="author" href="/ada">Ada Penhallow</a></div></address><details><summary>Wed 4 Mar 2026 07.30 CET</summary>First published on Wed 4 Mar 2026 07.30 CET</details>{SHARING}</aside>
<div data-gu-name="body"><div id="maincontent" class="article-body-commercial-selector article-body-viewer-selector">{wear.dress(story.items, "big_daily")}</div>
<div class="submeta"><div class="submeta__keywords"><ul><li><a href="/t">Printing</a></li><li><a href="/u">News</a></li></ul></div></div></div></article></main>
<section id="most-viewed" class="most-popular"><h2>Most viewed</h2><ol><li><a href="/5">A map of the old ropewalk</a></li></ol></section>{FOOTER}""",
    )
    return make("big_daily", story, text, kicker=True)


@shape
def german_publisher() -> Shape:
    story = deck.GERMAN
    wear = Wardrobe(
        f=lambda one, src: f'<div class="artikel-bild"><img src="{src}" alt="{escape(one.alt or "")}"><div class="bildunterschrift">{escape(one.caption or "")} <span class="fotograf">{escape(one.credit or "")}</span></div></div>',
        h=lambda text: f'<h3 class="zwischentitel">{escape(text)}</h3>',
        between=('<p><b>Lesen Sie auch:</b> <a href="/x">Der Hafen ist wieder offen</a></p>', '<div class="anzeige"><span>Anzeige</span><a href="https://ads.example">Drucken Sie bei uns</a></div>'),
    )
    text = page(
        story,
        head=linked_data(story, description=story.standfirst) + f'<link rel="canonical" href="{url(story)}">',
        body=f"""<div class="kopf">{NAVIGATION}</div><div class="inhalt"><div class="artikel" id="artikel"><div class="artikelkopf"><span class="dachzeile">{story.kicker}</span><h1>{escape(story.title)}</h1><p class="vorspann">{escape(story.standfirst or "")}</p>
<div class="autorenzeile">Von <span class="autor">Ines Albrecht</span></div><div class="datum">20.02.2026, 14:05 Uhr</div></div><div class="teilen-leiste"><a href="#">Teilen</a><a href="#">Drucken</a></div>
<div class="artikeltext">{wear.dress(story.items, "german_publisher")}</div><div class="abo-hinweis"><h4>Jetzt abonnieren</h4><p>Lesen Sie vier Wochen lang gratis und entscheiden Sie dann.</p></div></div>
<div class="marginalspalte"><h4>Meistgelesen</h4><ol><li><a href="/y">Fahrplan für das Frühjahr</a></li></ol></div></div><div class="fuss">Impressum Datenschutz</div>""",
    )
    return make("german_publisher", story, text, kicker=True)


@shape
def french_daily() -> Shape:
    story = replace(
        deck.FRENCH,
        items=(
            *deck.FRENCH.items[:2],
            F("marbre.jpg", "Le marbre de l’atelier, aujourd’hui table de ping-pong.", "Photo Maud Ferrier", "Une grande table de métal"),
            *deck.FRENCH.items[2:],
            B("Trois mots de l’atelier", (P("La casse est le tiroir des lettres, le composteur la règle où on les aligne, la forme la page prête à imprimer."),)),
        ),
    )
    wear = Wardrobe(
        f=lambda one, src: f'<figure class="article__media"><img src="{src}" alt="{escape(one.alt or "")}"><figcaption class="article__legende">{escape(one.caption or "")} <span class="article__credit">{escape(one.credit or "")}</span></figcaption></figure>',
        h=lambda text: f'<h2 class="article__sub-title">{escape(text)}</h2>',
        p=lambda text: f'<p class="article__paragraph">{escape(text)}</p>',
        b=lambda title, inner: f'<section class="encadre"><h3>{escape(title)}</h3>{inner}</section>',
        between=('<p class="article__cross-ref">Lire aussi : <a href="/m">Le port rouvre</a></p>', '<section class="catcher"><p class="catcher__desc">À lire aussi <a href="/n">Les horaires du printemps</a></p></section>'),
    )
    text = page(
        story,
        head=linked_data(story, description=story.standfirst) + open_graph(story, url(story)),
        title=f"{story.title} – La Forme",
        body=f"""{NAVIGATION}<main><section class="article__wrapper"><article class="article article--content"><header><h1 class="article__title">{escape(story.title)}</h1><p class="article__desc chapo">{escape(story.standfirst or "")}</p>
<section class="meta"><span class="meta__author">Par <a href="/mf" class="article__author-link">Maud Ferrier</a></span> <span class="meta__date">Publié le 15 janvier 2026 à 06h00, mis à jour le 16 janvier 2026</span></section></header>
<div class="article__content">{wear.dress(story.items, "french_daily")}<section class="article__reactions"><p>Contribuer</p></section><section class="services__abo paywall"><p>Il vous reste à découvrir nos offres d’abonnement dès un euro le premier mois.</p></section></div></article></section></main>{FOOTER}""",
    )
    return make("french_daily", story, text)


@shape
def spanish_daily() -> Shape:
    story = replace(
        deck.SPANISH,
        items=(*deck.SPANISH.items, B("Fe de erratas", (P("Donde el periódico decía sopa debía decir copa, y donde decía cuchara no debía decir nada."),))),
    )
    wear = Wardrobe(
        b=lambda title, inner: f'<div class="despiece"><p class="titulo-despiece"><strong>{escape(title)}</strong></p>{inner}</div>',
        between=('<p class="raw-html">Lea también: <a href="/p">Reabre el puerto</a></p>', '<div class="publicidad">Publicidad</div>'),
    )
    text = page(
        story,
        head=open_graph(story, url(story)),
        body=f"""{NAVIGATION}<div id="cuerpo"><article><header class="cabecera"><a class="antetitulo" href="/o">Historias del oficio</a><h1 class="titular">{escape(story.title)}</h1><h2 class="entradilla">{escape(story.standfirst or "")}</h2><div class="firma"><span class="autor">Por <a href="/t">Tomas Rell</a></span><time datetime="2025-12-03T10:00:00+01:00">3 dic 2025</time></div></header>
<div class="compartir"><a href="#">Compartir</a></div><div class="cuerpo-noticia">{wear.dress(story.items, "spanish_daily")}</div><div class="comentarios"><p>Para comentar es necesario registrarse en la página.</p></div></article></div><div class="noticias-relacionadas"><h3>Noticias relacionadas</h3><ul><li><a href="/q">Bancos nuevos en el muelle</a></li></ul></div>{FOOTER}""",
    )
    return make("spanish_daily", story, text)


@shape
def no_names() -> Shape:
    """Classes are hashes that mean nothing; only the elements speak."""
    story = replace(deck.INK, standfirst=None)
    wear = Wardrobe(
        p=lambda text: f'<p id="a1" class="pw-post ni nj b fd">{escape(text)}</p>',
        h=lambda text: f'<h1 class="or os fc bd ot">{escape(text)}</h1>',
    )
    text = page(
        story,
        head=f'<meta property="og:title" content="{story.title}"><meta name="author" content="Ben Tor and Ines Albrecht"><meta property="article:published_time" content="2026-02-18T20:00:00.000Z">',
        title=f"{story.title} | by Ben Tor | Feb, 2026",
        body=f"""<div id="root"><div class="a b c"><div class="d e"><a href="/">Home</a><a href="/in">Sign in</a></div><article><div class="l"><div class="m n"><div><h1 class="pw-post-title gs gt">{escape(story.title)}</h1></div><div class="x y"><a href="/@b">Ben Tor</a><span>·</span><span>4 min read</span><span>·</span><span>Feb 18, 2026</span></div></div><section><div>{wear.dress(story.items, "no_names")}</div></section></div></article><div class="z"><div><h2>Written by Ben Tor</h2><p>412 followers</p></div><div><h2>More from Ben Tor</h2><a href="/6">Council votes on benches</a></div></div></div></div>""",
    )
    return make("no_names", story, text)


@shape
def table_layout() -> Shape:
    """A page of about 2001: tables for columns, font elements, Windows-1252 without saying so."""
    story = replace(deck.SHORT, section="News")
    wear = Wardrobe(p=lambda text: f"<P><FONT face=Verdana size=2>{escape(text)}</FONT>")
    text = f"""<HTML><HEAD><TITLE>The Forme - {story.title}</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=760 border=0 cellpadding=0><TR><TD colspan=3><IMG src="spacer.gif" width=760 height=1><FONT size=5>THE FORME</FONT></TD></TR>
<TR><TD width=120 valign=top><FONT size=1><A href="/">Home</A><BR><A href="/news">News</A><BR><A href="/links">Links</A><BR><A href="/shop">Shop</A></FONT></TD>
<TD width=500 valign=top><H1><FONT face=Georgia>{story.title}</FONT></H1><FONT size=1>By Tomas Rell, 1 March 2026</FONT>{wear.dress(story.items)}<P><FONT size=1><A href="/print">Printer friendly version</A> – caf\u00e9 society</FONT></TD>
<TD width=140 valign=top><FONT size=1>Poll: how do you read us?<BR><A href="/poll">Vote</A></FONT></TD></TR></TABLE><CENTER><FONT size=1>© The Forme 2026</FONT></CENTER></BODY></HTML>"""
    return make("table_layout", story, text, encoding="cp1252")


@shape
def double_breaks() -> Shape:
    """No paragraphs at all: text between pairs of line breaks, in a div."""
    story = deck.OPINION
    wear = Wardrobe(
        p=lambda text: f"{escape(text)}<br><br>",
        q=lambda one: f"<blockquote>{escape(one.text)}<br>— {escape(one.who or '')}</blockquote>",
    )
    text = page(
        story,
        charset="windows-1252",
        head=f'<meta name="author" content="Ines Albrecht"><meta name="date" content="2026-02-11"><meta name="description" content="{escape(story.standfirst or "")}">',
        body=f"""<div id=menu><a href=/>Home</a> | <a href=/archive>Archive</a> | <a href=/contact>Contact</a></div><div id=story><h1>{escape(story.title)}</h1><div class=intro>{escape(story.standfirst or "")}</div><div class=text>{wear.dress(story.items)}</div></div><div id=bottom><a href=/x>Back to top</a></div>""",
    )
    return make("double_breaks", story, text, encoding="cp1252")


@shape
def russian_1251() -> Shape:
    story = deck.RUSSIAN
    text = page(
        story,
        charset="windows-1251",
        head=open_graph(story, url(story)),
        body=f"""{NAVIGATION}<div class="b-topic"><div class="b-topic__header"><div class="b-topic__info"><span class="g-date">2 февраля 2026, 09:15</span></div><h1 class="b-topic__title">{story.title}</h1><h2 class="b-topic__rightcol lead">{story.standfirst}</h2></div>
<div class="b-text clearfix js-topic__text" itemprop="articleBody">{Wardrobe(between=('<p>Читайте также: <a href="/m">Порт снова открыт</a></p>',)).dress(story.items)}</div><p class="b-topic__content__author"><span class="name" itemprop="author">Анна Левина</span></p><div class="b-social">Поделиться</div></div>{FOOTER}""",
    )
    return make("russian_1251", story, text, encoding="cp1251")


@shape
def arabic() -> Shape:
    story = replace(
        deck.ARABIC,
        items=(*deck.ARABIC.items[:1], F("camel.jpg", "صندوق من الصناديق الأربعة عشر، وقد كُتب عليه الرقم سبعة.", "صورة: ليلى حداد", "صندوق خشبي قديم"), *deck.ARABIC.items[1:]),
    )
    text = page(
        story,
        head=linked_data(story) + f'<link rel="canonical" href="{url(story)}">',
        body=f"""{NAVIGATION}<main><article class="article-container"><header><h1 class="article-title">{story.title}</h1><p class="article-subtitle">{story.standfirst}</p><div class="article-author">بقلم <a href="/l">ليلى حداد</a></div><div class="article-dates">٢٢ يناير ٢٠٢٦</div></header>{SHARING}
<div class="wysiwyg article-body">{Wardrobe(between=('<p>اقرأ أيضًا: <a href="/n">الميناء يُفتح من جديد</a></p>',)).dress(story.items, "arabic")}</div></article></main>{FOOTER}""",
    )
    return make("arabic", story, text)


@shape
def hebrew_1255() -> Shape:
    story = deck.HEBREW
    text = page(
        story,
        charset="windows-1255",
        head=open_graph(story, url(story), author=False),
        body=f"""{NAVIGATION}<div class="article-wrap"><h1>{story.title}</h1><h2 class="subtitle">{story.standfirst}</h2><div class="author">מאת: נועה ברק</div><div class="text14">{Wardrobe().dress(story.items)}</div></div><div class="talkbacks comments"><p>תגובה ראשונה של קורא שלא הסכים עם דבר.</p></div>{FOOTER}""",
    )
    return make("hebrew_1255", story, text, encoding="cp1255")


@shape
def polish_8859() -> Shape:
    story = deck.POLISH
    text = page(
        story,
        charset="iso-8859-2",
        head=open_graph(story, url(story), author=False),
        body=f"""{NAVIGATION}<div id="artykul"><div class="naglowek"><h1 class="title">{story.title}</h1><div class="data">14 lutego 2026</div><div class="autor">Marta Zielona</div><p class="lead">{story.standfirst}</p></div><div class="tresc">{Wardrobe(between=('<p>Czytaj także: <a href="/c">Port znów otwarty</a></p>',)).dress(story.items)}</div><div class="reklama">Reklama</div></div>{FOOTER}""",
    )
    return make("polish_8859", story, text, encoding="iso-8859-2")


@shape
def japanese_sjis() -> Shape:
    story = deck.JAPANESE
    text = page(
        story,
        charset="shift_jis",
        head=open_graph(story, url(story)),
        body=f"""{NAVIGATION}<div class="ArticleTitle"><h1>{story.title}</h1><p class="LastUpdated">2026年3月2日 5時30分</p></div><div class="ArticleLead lead"><p>{story.standfirst}</p></div><div class="ArticleText">{Wardrobe().dress(story.items)}</div><div class="Related"><h2>関連記事</h2><ul><li><a href="/j">港がふたたび開く</a></li></ul></div>{FOOTER}""",
    )
    return make("japanese_sjis", story, text, encoding="shift_jis")


@shape
def swedish_app() -> Shape:
    """A page made by a program in the browser: divs, test names, state as JSON at the end."""
    story = deck.SWEDISH
    wear = Wardrobe(p=lambda text: f'<div class="sc-a1 hBx"><p class="sc-b2 kLm">{escape(text)}</p></div>')
    text = page(
        story,
        head=linked_data(story),
        body=f"""<div id="__next"><div data-testid="header">{NAVIGATION}</div><div data-testid="article-page"><div class="sc-c3"><h1 data-testid="headline" class="sc-d4">{story.title}</h1><div data-testid="preamble" class="preamble sc-e5">{story.standfirst}</div><div class="sc-f6"><span data-testid="byline">Elin Sjögren</span><time datetime="2026-02-25T12:00:00+01:00">25 feb 2026</time></div></div><div data-testid="article-body" class="sc-g7">{wear.dress(story.items)}</div><div data-testid="paywall-gate" class="hidden" style="display:none">Logga in för att läsa</div></div></div><script id="__NEXT_DATA__" type="application/json">{{"props":{{"text":"{"x" * 4000}"}}}}</script>""",
    )
    return make("swedish_app", story, text)


@shape
def live_blog() -> Shape:
    story = deck.LIVE
    wear = Wardrobe(
        h=lambda text: f'</div><div class="liveblog-entry" itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><h3 class="entry-headline">{escape(text)}</h3>',
    )
    text = page(
        story,
        head=linked_data(story, **{"@type": "LiveBlogPosting", "coverageStartTime": "2026-02-27T20:00:00Z"}) + open_graph(story, url(story)),
        body=f"""{NAVIGATION}<main><article><header><h1>{escape(story.title)}</h1><p class="dek">{escape(story.standfirst or "")}</p><div class="byline">By Ada Penhallow and Tomas Rell</div></header><div class="live-controls"><button>Newest first</button></div>
<div class="liveblog"><div class="liveblog-intro">{wear.dress(story.items)}</div></div>{SHARING}</article></main>{FOOTER}""",
    )
    return make("live_blog", story, text)


@shape
def list_of_briefs() -> Shape:
    story = replace(deck.BRIEFS, byline=())
    text = page(
        story,
        head=linked_data(story, author={"@type": "Organization", "name": "The Forme"}),
        body=f"""{NAVIGATION}<main><article class="briefs"><h1>{escape(story.title)}</h1><time datetime="2026-03-05">5 March 2026</time><div class="article-content">{Wardrobe().dress(story.items)}</div></article>{related("More in brief")}</main>{FOOTER}""",
    )
    return make("list_of_briefs", story, text)


@shape
def gallery() -> Shape:
    story = deck.GALLERY
    pictures = story.of(F)
    slides = "".join(
        f'<li class="swiper-slide"><figure><img data-src="gallery_files/{one.file}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" class="lazyload" alt="{escape(one.alt or "")}"><noscript><img src="gallery_files/{one.file}"></noscript><figcaption><span class="caption-text">{escape(one.caption or "")}</span><span class="photographer">{escape(one.credit or "")}</span></figcaption></figure></li>'
        for one in pictures
    )
    words = Wardrobe().dress(tuple(one for one in story.items if not isinstance(one, F)))
    text = page(
        story,
        head=linked_data(story, description=story.standfirst),
        body=f"""{NAVIGATION}<main><article><h1>{escape(story.title)}</h1><p class="summary">{escape(story.standfirst or "")}</p><p class="author-line">By Maud Ferrier</p><div class="gallery swiper-container"><ul class="swiper-wrapper">{slides}</ul><div class="swiper-pagination">1 / 3</div></div><div class="story-body">{words}</div></article></main>{FOOTER}""",
    )
    return make("gallery", story, text)


@shape
def paywalled() -> Shape:
    story = replace(deck.FOLDER, items=deck.FOLDER.items[:2], kicker=None)
    text = page(
        story,
        head=linked_data(story, isAccessibleForFree=False),
        body=f"""{NAVIGATION}<article><h1>{escape(story.title)}</h1><p class="standfirst">{escape(story.standfirst or "")}</p><p class="byline">By Ada Penhallow</p><div class="article-body">{Wardrobe().dress(story.items)}<div class="paywall-overlay"><h2>To read the rest of this story</h2><p>Subscribe for two pounds a week and read everything we print, wherever you are.</p><a href="/buy">Subscribe</a><p>Already a subscriber? <a href="/in">Log in</a></p></div></div></article>{FOOTER}""",
    )
    return make("paywalled", story, text)


@shape
def with_author_box() -> Shape:
    story = deck.OPINION
    wear = Wardrobe(q=lambda one: f"<blockquote><p>{escape(one.text)}</p><p>— {escape(one.who or '')}</p></blockquote>")
    text = page(
        story,
        head=open_graph(story, url(story)),
        body=f"""{NAVIGATION}<main><article class="opinion"><div class="article-header"><h1 class="headline">{escape(story.title)}</h1><div class="deck">{escape(story.standfirst or "")}</div><div class="author-byline"><img class="avatar" src="ines.jpg" width="40" height="40" alt="Ines Albrecht"><span>By <a href="/i" rel="author">Ines Albrecht</a></span></div></div>
<div class="article-text">{wear.dress(story.items)}</div><div class="author-bio"><h4>About the author</h4><p>Ines Albrecht has set type by hand and by other means for thirty years.</p></div>{NEWSLETTER}</article></main>{FOOTER}""",
    )
    return make("with_author_box", story, text)


@shape
def broken() -> Shape:
    """Elements not closed, closed twice and crossed; a second body; attributes without quotes."""
    story = deck.INK
    wear = Wardrobe(p=lambda text: f"<p class=para><span>{escape(text)}", h=lambda text: f"<h2>{escape(text)}</h3>")
    text = f"""<html><head><title>{story.title}</title><meta property=og:title content="{story.title}"><meta name=author content="Ben Tor, Ines Albrecht"><meta property=article:published_time content=2026-02-18>
<body><div class=nav><ul><li><a href=/>Home<li><a href=/n>News</ul><body><article><h1>{story.title}</h1></h1><div class="standfirst"><b><i>{escape(story.standfirst or "")}</b></i></div>
<div class=article-body>{wear.dress(story.items)}</div></span></p></article></div></div><div class=related><h3>Related</h3><a href=/1>The harbour reopens</a><footer>© The Forme</html></html>"""
    return make("broken", story, text)


@shape
def utf16() -> Shape:
    story = deck.SHORT
    text = page(story, charset="utf-16", head=linked_data(story), body=f"{NAVIGATION}<article><h1>{escape(story.title)}</h1>{Wardrobe().dress(story.items)}</article>{FOOTER}")
    return replace(make("utf16", story, text), data=b"\xff\xfe" + text.encode("utf-16-le"))


@shape
def amp() -> Shape:
    story = replace(deck.FOLDER, kicker=None)
    wear = Wardrobe(
        f=lambda one, src: f'<figure><amp-img src="{src}" width="1200" height="800" layout="responsive" alt="{escape(one.alt or "")}"><noscript><img src="{src}"></noscript></amp-img><figcaption>{escape(one.caption or "")} <small class="copyright">{escape(one.credit or "")}</small></figcaption></figure>',
        between=('<amp-ad width="300" height="250" type="x"></amp-ad>', '<amp-iframe src="https://film.example/1"></amp-iframe>'),
    )
    text = page(
        story,
        head=linked_data(story) + f'<link rel="canonical" href="{url(story)}">',
        body=f"""<header class="amp-header"><a href="/">The Forme</a></header><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{escape(story.title)}</h1><p class="amp-wp-excerpt excerpt">{escape(story.standfirst or "")}</p><div class="amp-wp-meta amp-wp-byline"><span class="amp-wp-author author vcard">Ada Penhallow</span></div></header><div class="amp-wp-article-content">{wear.dress(story.items, "amp")}</div><footer class="amp-wp-article-footer"><a href="#comments">Leave a comment</a></footer></article>{FOOTER}""",
    )
    return make("amp", story, text)


@shape
def site_builder() -> Shape:
    story = replace(deck.GALLERY, items=deck.GALLERY.items[:5], standfirst=None)
    wear = Wardrobe(
        p=lambda text: f'<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content"><p style="white-space:pre-wrap;">{escape(text)}</p></div></div></div>',
        f=lambda one, src: f'<div class="sqs-block image-block sqs-block-image"><div class="sqs-block-content"><div class="image-block-outer-wrapper"><figure class="sqs-block-image-figure intrinsic"><div class="image-block-wrapper"><img class="thumb-image" data-src="{src}" data-image="{src}" alt="{escape(one.alt or "")}"></div><figcaption class="image-caption-wrapper"><div class="image-caption"><p>{escape(one.caption or "")}</p><p><em>Photo: {escape(one.credit or "")}</em></p></div></figcaption></figure></div></div></div>',
    )
    shown = replace(story, items=tuple(replace(i, credit=f"Photo: {i.credit}") if isinstance(i, F) else i for i in story.items))
    text = page(
        story,
        head=f'<meta property="og:title" content="{story.title} — The Forme"><meta property="og:site_name" content="The Forme"><meta itemprop="author" content="Maud Ferrier"><meta itemprop="datePublished" content="2026-01-30T12:00:00+0000">',
        title=f"{story.title} — The Forme",
        body=f"""<div id="siteWrapper">{NAVIGATION}<main id="page"><article class="blog-item entry"><div class="blog-item-top-wrapper"><h1 class="entry-title entry-title--large">{escape(story.title)}</h1><div class="blog-meta-item"><time class="dt-published">30 Jan</time></div></div><div class="blog-item-content-wrapper"><div class="blog-item-content e-content">{wear.dress(story.items, "site_builder")}</div></div></article><section class="item-pagination"><a href="/prev">Previous: Ferry times for the spring</a></section></main>{FOOTER}</div>""",
    )
    return make("site_builder", shown, text)


@shape
def joomla() -> Shape:
    story = replace(deck.GERMAN, kicker=None, standfirst=None)
    wear = Wardrobe(f=lambda one, src: f'<p><img src="{src}" alt="{escape(one.alt or "")}" /><br /><em>{escape(one.caption or "")} {escape(one.credit or "")}</em></p>')
    text = page(
        story,
        head='<meta name="author" content="Ines Albrecht"><meta name="generator" content="CMS">',
        title=story.title,
        body=f"""{NAVIGATION}<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{story.title}</h2></div><dl class="article-info muted"><dd class="createdby" itemprop="author">Geschrieben von: <span itemprop="name">Ines Albrecht</span></dd><dd class="category-name">Kategorie: <a href="/h">Handwerk</a></dd><dd class="published"><time datetime="2026-02-20T10:00:00+01:00" itemprop="datePublished">Veröffentlicht: 20. Februar 2026</time></dd></dl>
<div itemprop="articleBody">{wear.dress(story.items, "joomla")}</div><ul class="pager pagenav"><li><a href="/w">Weiter</a></li></ul></div>{FOOTER}""",
    )
    return make("joomla", story, text)


@shape
def blogger() -> Shape:
    story = replace(deck.GALLERY, standfirst=None, byline=("Maud",))
    wear = Wardrobe(
        f=lambda one, src: f'<table align="center" cellpadding="0" cellspacing="0" class="tr-caption-container" style="margin-left: auto;"><tbody><tr><td style="text-align: center;"><a href="https://blog.example/s1600/{one.file}"><img border="0" src="{src}" width="640" height="426" alt="{escape(one.alt or "")}"></a></td></tr><tr><td class="tr-caption" style="text-align: center;">{escape(one.caption or "")} © {escape(one.credit or "")}</td></tr></tbody></table>',
        p=lambda text: f"<div>{escape(text)}</div><div><br></div>",
    )
    shown = replace(story, items=tuple(replace(i, credit=f"© {i.credit}") if isinstance(i, F) else i for i in story.items))
    text = page(
        story,
        head=f'<meta property="og:title" content="{story.title}">',
        title=f"The Forme: {story.title}",
        body=f"""<div class="header-outer"><h1 class="title">The Forme</h1></div><div class="main"><div class="date-outer"><h2 class="date-header"><span>Friday, 30 January 2026</span></h2><div class="post hentry"><h3 class="post-title entry-title" itemprop="name">{story.title}</h3><div class="post-body entry-content">{wear.dress(story.items, "blogger")}</div><div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">Maud</span></span> <span class="post-timestamp">at <a href="#"><abbr class="published" title="2026-01-30T09:00:00Z">09:00</abbr></a></span> <span class="post-comment-link">2 comments:</span></div></div></div></div><div class="sidebar"><h2>Blog Archive</h2><ul><li><a href="/a">January (3)</a></li></ul></div>""",
    )
    return make("blogger", shown, text)


@shape
def single_file() -> Shape:
    """Everything packed into one file, as an extension for browsers saves it."""
    story = replace(deck.GERMAN, kicker=None)
    packed = base64.b64encode(png(11)).decode()
    wear = Wardrobe(f=lambda one, src: f'<figure><img src="data:image/png;base64,{packed}" alt="{one.alt}"><figcaption>{one.caption} {one.credit}</figcaption></figure>')
    text = page(
        story,
        head=linked_data(story, description=story.standfirst) + "<style>" + "p{margin:0}" * 500 + "</style>",
        body=f"""<!-- Page saved with a program --><header>{NAVIGATION}</header><article><h1>{story.title}</h1><p class=standfirst>{story.standfirst}</p><div class=article-body>{wear.dress(story.items)}</div></article>{FOOTER}""",
    )
    return replace(make("single_file", story, text), files={})


@shape
def mhtml() -> Shape:
    story = replace(deck.FOLDER, kicker=None)
    wear = Wardrobe(src="https://forme.example/i/{file}")
    text = page(
        story,
        head=linked_data(story, description=story.standfirst),
        body=f"""{NAVIGATION}<article><h1>{escape(story.title)}</h1><p class="standfirst">{escape(story.standfirst or "")}</p><div class="article-body">{wear.dress(story.items)}</div></article>{FOOTER}""",
    )
    import quopri

    picture = base64.encodebytes(png(5)).decode()
    bound = "----MultipartBoundary--x7----"
    parts = [
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {url(story)}\r\nSubject: =?utf-8?Q?The=20folder?=\r\nDate: Thu, 5 Mar 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"{bound}\"\r\n\r\n",
        f"--{bound}\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {url(story)}\r\n\r\n{quopri.encodestring(text.encode()).decode()}\r\n",
        f"--{bound}\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://forme.example/i/folder-cam.jpg\r\n\r\n{picture}\r\n",
        f"--{bound}--\r\n",
    ]
    return Shape("mhtml", "".join(parts).encode(), story, {}, ".mhtml")


@shape
def only_a_title() -> Shape:
    story = replace(deck.SHORT, byline=(), section="News")
    text = f"<html><head><title>{story.title}</title></head><body><h1>{story.title}</h1><p>1 March 2026</p>{Wardrobe().dress(story.items)}</body></html>"
    return make("only_a_title", story, text)


def all_shapes() -> tuple[Shape, ...]:
    from . import unseen

    return tuple(one() for one in (*MAKERS, *unseen.MAKERS))
