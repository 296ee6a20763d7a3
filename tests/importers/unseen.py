"""Shapes nothing was adjusted to: written last, their figures reported as they came."""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from . import copy_deck as deck
from .copy_deck import F
from .dressing import COOKIES, FOOTER, Wardrobe, linked_data, open_graph, page
from .shapes import Shape, make, url

MAKERS: list[Callable[[], Shape]] = []


def unseen(make_one: Callable[[], Shape]) -> Callable[[], Shape]:
    MAKERS.append(lambda: replace(make_one(), unseen=True))
    return make_one


@unseen
def italian_weekly() -> Shape:
    story = replace(
        deck.Story(
            "Il correttore che non leggeva",
            ("Lucia Marchetti",),
            "2026-02-06",
            "Per trovare gli errori guardava la pagina capovolta, e ne trovava più di tutti.",
            (
                deck.P("Nella tipografia di via dei Banchi il correttore lavorava in piedi, con la bozza girata al contrario. Diceva che le parole, quando si capiscono, coprono le lettere, e che solo una riga illeggibile si lascia guardare davvero."),
                F("bozza.jpg", "Una bozza del 1954, con le correzioni in matita blu.", "Foto di Lucia Marchetti", "Un foglio stampato pieno di segni"),
                deck.H("Il metodo"),
                deck.P("Cominciava dall’ultima riga e risaliva. Ogni lettera rotta, ogni spazio doppio gli saltava agli occhi come una macchia sul vestito, e lo segnava senza sapere in quale frase si trovasse."),
                deck.P("Il direttore provò una volta a imitarlo e dovette sedersi. Da allora la sedia accanto al tavolo delle bozze porta il suo nome, e nessuno la usa."),
            ),
            language="it",
            section="Mestieri",
        ),
    )
    wear = Wardrobe(
        f=lambda one, src: f'<div class="foto-articolo"><img src="{src}" alt="{escape(one.alt or "")}"/><span class="didascalia">{escape(one.caption or "")}</span><span class="crediti-foto">{escape(one.credit or "")}</span></div>',
        between=('<div class="box-correlati"><strong>Leggi anche</strong> <a href="/a">Il porto riapre</a></div>',),
    )
    text = page(story, head=open_graph(story, url(story)), body=f"""<div class="testata"><a href="/"><img src="logo.png" alt="La Forma"></a></div><ul class="menu-principale"><li><a href="/c">Cronaca</a></li><li><a href="/s">Sport</a></li><li><a href="/m">Meteo</a></li></ul>
<div class="colonna-centrale"><span class="occhiello-sezione">Mestieri</span><h1 class="titolo">{escape(story.title)}</h1><h2 class="sottotitolo">{escape(story.standfirst or "")}</h2><div class="firma-data">di <b>Lucia Marchetti</b> - 6 febbraio 2026</div><div class="testo">{wear.dress(story.items, "italian_weekly")}</div><div class="condividi"><span>Condividi</span></div></div><div class="colonna-destra"><h3>I più letti</h3><ol><li><a href="/b">Orari dei traghetti</a></li><li><a href="/d">Panchine nuove</a></li></ol></div>{FOOTER}""")
    return make("italian_weekly", story, text)


@unseen
def press_association() -> Shape:
    """A wire story: dateline in the first paragraph, the agency as the only author."""
    story = replace(deck.SHORT, byline=(), section="Regional")
    text = page(story, head=linked_data(story, author={"@type": "Organization", "name": "Type Street Agency"}), body=f"""<div class="topbar"><a href="/">Wire</a><a href="/latest">Latest</a></div><section class="wire"><div class="wire__hd"><h1 class="wire__hl">{escape(story.title)}</h1><div class="wire__ts">Mar 1, 2026, 11:42 AM GMT</div></div><div class="wire__txt">{Wardrobe().dress(story.items)}<p class="wire__end">Copyright 2026 Type Street Agency. All rights reserved.</p></div></section><section class="wire-more"><h2>More from the wire</h2><a href="/x"><h3>Council votes on benches</h3></a><a href="/y"><h3>Ferry times for the spring</h3></a></section>{FOOTER}""")
    return make("press_association", story, text)


@unseen
def village_site() -> Shape:
    """Made by hand with a site generator of 2015: a container, rows, columns, panels."""
    story = replace(deck.INK, standfirst=None)
    wear = Wardrobe(h=lambda text: f"<h4>{escape(text)}</h4>", q=lambda one: f'<div class="well"><em>{escape(one.text)}</em></div>')
    text = page(story, head='<meta name="viewport" content="width=device-width">', body=f"""<div class="navbar navbar-default navbar-fixed-top"><div class="container"><a class="navbar-brand" href="#">The Forme</a><ul class="nav navbar-nav"><li><a href="#">Home</a></li></ul></div></div><div class="container"><div class="row"><div class="col-md-8"><div class="page-header"><h1>{escape(story.title)}</h1><p class="text-muted"><i class="fa fa-user"></i> Ben Tor and Ines Albrecht <i class="fa fa-calendar"></i> 18th February 2026</p></div>{wear.dress(story.items)}<hr><p><a class="btn btn-default" href="/news">Back to the news</a></p></div><div class="col-md-4"><div class="panel panel-default"><div class="panel-heading">Opening hours</div><div class="panel-body">Monday to Friday, nine to five</div></div></div></div></div>""")
    return make("village_site", story, text)


@unseen
def magazine_feature() -> Shape:
    story = replace(deck.GALLERY, byline=("Maud Ferrier",))
    wear = Wardrobe(
        f=lambda one, src: f'<div class="fullbleed"><div class="fullbleed__media" style="padding-top:66%"><img srcset="{src} 1600w, small_{one.file} 400w" sizes="100vw" src="small_{one.file}" alt="{escape(one.alt or "")}"></div><p class="fullbleed__cutline">{escape(one.caption or "")} <i>{escape(one.credit or "")}</i></p></div>',
        p=lambda text: f'<p class="has-dropcap"><span class="dropcap">{escape(text[0])}</span>{escape(text[1:])}</p>' if text.startswith("Every") else f"<p>{escape(text)}</p>",
    )
    text = page(story, head=linked_data(story) + open_graph(story, url(story)), body=f"""<div class="masthead"><nav aria-label="Main"><a href="/">Issues</a></nav></div><main id="content"><article class="feature feature--immersive"><div class="feature__opener"><p class="feature__rubric">The long read</p><h1 class="feature__hed">{escape(story.title)}</h1><p class="feature__dek">{escape(story.standfirst or "")}</p><ul class="feature__credits"><li>Words <a href="/m">Maud Ferrier</a></li><li>30 January 2026</li></ul></div><div class="feature__body">{wear.dress(story.items, "magazine_feature")}</div><div class="feature__subscribe"><p>Like what you read? Four issues a year, by post, wherever you live.</p><a href="/s">Subscribe</a></div></article></main>{FOOTER}""")
    return make("magazine_feature", story, text)


@unseen
def dutch_regional() -> Shape:
    story = deck.Story(
        "De letterkast die te zwaar was",
        ("Joris van Dam",),
        "2026-02-12",
        "Een kast vol houten letters zakte door de vloer van het museum en belandde in de koffiekamer.",
        (
            deck.P("Het gebeurde op een dinsdag, buiten de openingstijden. De kast woog met inhoud bijna zeshonderd kilo en stond al een jaar op een plek waar de tekening van de architect een bezem had voorzien."),
            deck.P("Geen letter brak. De conservator heeft de hele nacht geteld en miste alleen een kleine q, die de volgende ochtend in de suikerpot werd gevonden."),
            deck.H("Nieuwe balken"),
            deck.P("De gemeente betaalt de vloer. Tot die klaar is, blijft de kast waar ze is, en drinkt het personeel zijn koffie tussen de kapitalen."),
        ),
        language="nl",
        section="Regio",
    )
    text = page(story, head=linked_data(story, description=story.standfirst), body=f"""{COOKIES}<div id="app"><header class="hdr"><a href="/">Voorpagina</a><a href="/regio">Regio</a><a href="/sport">Sport</a></header><article data-element="article"><div data-element="article-head"><h1>{story.title}</h1><p data-element="article-intro"><b>{story.standfirst}</b></p><div data-element="article-meta"><span>Joris van Dam</span> <span>12-02-26, 08:00</span> <span>Laatste update: 12-02-26, 09:12</span></div></div><div data-element="article-element-text">{Wardrobe(between=('<div data-element="article-element-inlineteaser"><span>Lees ook</span><a href="/h">De haven gaat weer open</a></div>',)).dress(story.items)}</div><div data-element="reactions">Reageren kan alleen met je volledige naam.</div></article></div>{FOOTER}""")
    return make("dutch_regional", story, text)


@unseen
def greek_blog() -> Shape:
    story = deck.Story(
        "Το στοιχείο που έγινε φυλαχτό",
        ("Ελένη Μαύρου",),
        "2026-01-09",
        None,
        (
            deck.P("Ο παππούς μου ήταν στοιχειοθέτης και κρατούσε πάντα στην τσέπη του ένα ωμέγα από μολύβι. Έλεγε πως όποιος έχει το τελευταίο γράμμα δεν μένει ποτέ από λέξεις."),
            deck.P("Όταν έκλεισε το τυπογραφείο, το ωμέγα ήταν το μόνο που πήρε μαζί του. Οι κάσες πουλήθηκαν με το κιλό, και το πιεστήριο πήγε σε ένα ξενοδοχείο που το έβαψε κόκκινο."),
            deck.P("Σήμερα το γράμμα βρίσκεται στο δικό μου γραφείο. Κάθε φορά που δεν βρίσκω τέλος σε ένα κείμενο, το πιάνω στο χέρι και περιμένω."),
        ),
        language="el",
        section="Μνήμη",
    )
    text = page(story, head=open_graph(story, url(story), author=False), body=f"""<div id="wrap"><div id="top"><a href="/">Αρχική</a> <a href="/about">Σχετικά</a></div><div id="main-col"><div class="hentry"><h1>{story.title}</h1><p class="meta">Γράφει η Ελένη Μαύρου στις 9 Ιανουαρίου 2026</p>{Wardrobe().dress(story.items)}<p class="filed">Κατηγορία: <a href="/c">Μνήμη</a></p></div><div id="respond"><h3>Αφήστε ένα σχόλιο</h3></div></div></div>{FOOTER}""")
    return make("greek_blog", story, text)


@unseen
def old_weekly() -> Shape:
    """A weekly of about 2005 with a style sheet: columns that float, boxes by id."""
    story = replace(deck.FOLDER, kicker=None)
    wear = Wardrobe(
        f=lambda one, src: f'<div class="imgright" style="width:250px"><img src="{src}" width="250" height="180" alt="{escape(one.alt or "")}" /><p>{escape(one.caption or "")}<br /><small>{escape(one.credit or "")}</small></p></div>',
        b=lambda title, inner: f'<div id="factbox"><h4>{escape(title)}</h4>{inner}</div>',
        h=lambda text: f"<p><strong>{escape(text)}</strong></p>",
    )
    text = page(story, charset="iso-8859-1", head=f'<meta name="description" content="{escape(story.standfirst or "")}" /><meta name="DC.date" content="2026-03-04" />', body=f"""<div id="banner"><h1>The Forme</h1></div><div id="leftcol"><ul><li><a href="/">This week</a></li><li><a href="/back">Back numbers</a></li></ul></div><div id="centercol"><h2>{escape(story.title)}</h2><p class="byline">By Ada Penhallow</p><p class="intro">{escape(story.standfirst or "")}</p>{wear.dress(story.items, "old_weekly")}<p class="small"><a href="#banner">Top</a> | <a href="/print">Print</a> | <a href="/mail">Mail to a friend</a></p></div><div id="rightcol"><h3>Also this week</h3><p><a href="/1">The harbour reopens</a></p></div>""")
    return make("old_weekly", story, text, encoding="iso-8859-1")


@unseen
def newsletter_archive() -> Shape:
    """A letter sent by mail, archived as a page: tables in tables, styles in every cell."""
    story = replace(deck.OPINION, section="Comment")
    cell = 'style="padding:0 18px 9px;font-size:16px;line-height:150%;text-align:left;"'
    wear = Wardrobe(p=lambda text: f'<table width="100%" cellpadding="0"><tbody><tr><td {cell}>{escape(text)}</td></tr></tbody></table>')
    text = page(story, head=f'<meta property="og:title" content="{story.title}">', body=f"""<center><table align="center" width="100%" id="bodyTable"><tr><td align="center"><table width="600" class="templateContainer"><tr><td class="headerContainer"><a href="https://forme.example">View this email in your browser</a></td></tr><tr><td class="bodyContainer"><h1 style="font-size:26px">{escape(story.title)}</h1><h3>{escape(story.standfirst or "")}</h3><p><em>By Ines Albrecht, 11 February 2026</em></p>{wear.dress(story.items)}</td></tr><tr><td class="footerContainer"><p>You receive this because you asked for it. <a href="/out">Unsubscribe</a> or <a href="/prefs">change your preferences</a>.</p></td></tr></table></td></tr></table></center>""")
    return make("newsletter_archive", story, text)
