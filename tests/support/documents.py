"""Documents built by hand: a small paper with every kind of block, and pieces of it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from edition.model import (
    Article,
    Block,
    BlockQuote,
    Box,
    Break,
    CodeBlock,
    Crosshead,
    Figure,
    Footnote,
    Issue,
    ItemList,
    ListItem,
    Origin,
    Paragraph,
    Picture,
    Publication,
    PullQuote,
    QuestionAndAnswer,
    Section,
    Slug,
    StandingMatter,
    Table,
    Turn,
)

HERE = Origin(Path("2026-03-06/story.md"), 12)


def paragraph(text: str, line: int = 12, **values: Any) -> Paragraph:
    return Paragraph(Markup(text), Origin(HERE.path, line), **values)


def article(slug: str, *blocks: Block, **values: Any) -> Article:
    """Return a story called ``slug`` with one paragraph when no blocks are given."""
    headline = values.pop("headline", slug.replace("-", " ").capitalize())
    origin = Origin(Path(f"2026-03-06/{slug}.md"), 1)
    body = blocks or (paragraph("One paragraph of text is all this story has to tell."),)
    return Article(Slug(slug), Markup(headline), body, origin, **values)


def publication(folder: Path, **values: Any) -> Publication:
    settings: dict[str, Any] = {
        "slug": Slug("forme"),
        "name": "The Forme",
        "publisher": "Forme Press",
        "language": "en-GB",
        "tagline": "A paper about printing, type and publishing",
        "issn": "1234-5679",
        "rights": "© The Forme",
        "url": "https://forme.example",
        "price": "£2.50",
        "folder": folder,
        "origin": Origin(Path("publication.toml"), 1),
        "standing": (imprint(),),
    }
    return Publication(**{**settings, **values})


def imprint() -> StandingMatter:
    return StandingMatter(
        slug=Slug("imprint"),
        kind="imprint",
        headline=Markup("Imprint"),
        body=(paragraph("The Forme is published weekly by Forme Press, Bristol."),),
        origin=Origin(Path("standing/imprint.md"), 1),
    )


def issue(folder: Path, *sections: Section, **values: Any) -> Issue:
    settings: dict[str, Any] = {
        "date": date(2026, 3, 6),
        "number": 12,
        "volume": 3,
        "sections": sections,
        "folder": folder / "2026-03-06",
        "origin": Origin(Path("2026-03-06/issue.toml"), 1),
        "lead": sections[0].articles[0].slug,
    }
    return Issue(**{**settings, **values})


def section(title: str, *articles: Article) -> Section:
    return Section(Slug(title.lower().replace(" ", "-")), title, articles)


def picture(path: Path, width: int, height: int, **values: Any) -> Picture:
    settings: dict[str, Any] = {"kind": "jpeg", "colour": "rgb"}
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Picture(path, path.name, width, height, digest=digest, **{**settings, **values})


def figure(shown: Picture | None, **values: Any) -> Figure:
    settings: dict[str, Any] = {
        "alt": "Three reels of newsprint on a concrete floor.",
        "caption": Markup("Reels of newsprint, <em>waiting</em> for the press."),
        "credit": "Rendering: The Forme",
    }
    return Figure(shown, shown.name if shown else "gone.jpg", HERE, **{**settings, **values})


def every_block(*figures: Figure) -> tuple[Block, ...]:
    """Return one of each kind of block, with footnote 1 called once and a link to ``second``."""
    here = HERE
    return (
        paragraph(
            "Newsprint is the lightest paper most people ever handle. A sheet of it weighs "
            "forty-five grams a square metre, about half of what an office copier "
            'takes.<a class="note" href="edition:note/1"></a> It is made to be read once, '
            "and it is made in kilometres."
        ),
        paragraph(
            'It yellows, because nobody takes the lignin out; see <a href="edition:second">the '
            'other story</a> or <a href="https://forme.example/a?b=1&amp;c=2">the web</a>. Water '
            'is H<sub>2</sub>O, and <abbr title="grams per square metre">gsm</abbr> is what the '
            "trade says."
        ),
        *figures,
        Crosshead(Markup("What a reel holds"), here),
        paragraph("A full reel is a metre and a quarter across and holds about twenty kilometres."),
        Crosshead(Markup("And what it costs"), here, 3),
        PullQuote(
            Markup("It is made to be read once, and it is made in kilometres."),
            here,
            Markup("A paper maker"),
        ),
        ItemList(
            (
                ListItem((paragraph("Pulp, ground from spruce."),), here),
                ListItem(
                    (
                        paragraph("Filler:"),
                        ItemList((ListItem((paragraph("chalk"),), here),), here),
                    ),
                    here,
                ),
            ),
            here,
            ordered=True,
            start=3,
        ),
        Table(
            (Markup(""), Markup("Weight"), Markup("g/m<sup>2</sup>")),
            (
                (Markup("Newsprint"), Markup("light"), Markup("45")),
                (Markup("Copier"), Markup("medium"), Markup("80")),
            ),
            here,
            (None, "left", "right"),
            Markup("Papers and what they weigh"),
        ),
        BlockQuote(
            (
                paragraph("A newspaper is a device for making the ignorant more ignorant."),
                paragraph("And the crazy crazier."),
            ),
            here,
            Markup("H. L. Mencken"),
        ),
        QuestionAndAnswer(
            (
                Turn("question", Markup("Why is it grey?"), here),
                Turn("answer", Markup("Because white costs chemicals."), here),
            ),
            here,
        ),
        CodeBlock("for page in paper:\n    print(page < 3)\n", here),
        Break(here),
        Box(
            (
                Crosshead(Markup("In figures"), here),
                paragraph("Forty-five grams; 578 millimetres; one side first."),
                *figures[:1],
            ),
            here,
            Markup("Weights at a glance"),
        ),
        paragraph("That is all there is to say about it."),
    )


def note() -> Footnote:
    return Footnote(1, Markup("Most copier paper is <em>80 g/m²</em>."), HERE)
