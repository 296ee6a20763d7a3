"""``issue.toml``: one dated number, and the order of what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding, Severity, finding
from ..model import Article, Figure, Issue, Origin, Publication, Section, Slug, slugified
from .adverts import read_adverts, shown_in
from .article import read_article, slug_of
from .captions import (
    Captions,
    Desk,
    PictureFolder,
    outside,
    read_captions,
    unused,
)
from .folder import ISSUE_FILE, lies_inside, names_in, origin_of
from .markup import FigureReference
from .nearest import did_you_mean, shortened
from .pins import read_pages, read_pins, unplaced
from .schema import HIGHEST_NUMBER, IssueKeys
from .settings import Settings, Values
from .text import read_text, same_letters
from .toml_settings import read_toml
from .validation import validated

if TYPE_CHECKING:
    from ..pictures.derive import Darkroom

_RANKS = ("lead", "second", "story", "brief")
_NOT_STORIES = frozenset({"readme", "changelog", "todo", "notes"})
_NO_WORDS_ASKED = frozenset({"PIC-006", "PIC-007", "PIC-008", "PIC-013"})
_MOST_HINTS = 50
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An article file that has a place in the order."""

    slug: Slug
    path: Path
    origin: Origin


@dataclass(frozen=True, slots=True)
class Place:
    """A section of the order: its title, where that is written, and its stories."""

    title: str
    origin: Origin
    stories: tuple[Story, ...]


def read_issue(
    folder: Path, publication: Publication, *, room: Darkroom | None = None
) -> tuple[Issue | None, Findings]:
    """Return the issue in ``folder``; ``None`` when nothing sensible can be made of it.

    ``room`` begins with its pictures while the stories are still being read.
    """
    root = publication.folder
    origin = origin_of(folder / ISSUE_FILE, root)
    if not lies_inside(folder / ISSUE_FILE, root):
        return None, (outside(ISSUE_FILE, origin),)
    text, found = read_text(folder / ISSUE_FILE, origin=origin)
    settings, more = read_toml(text, origin=origin) if text is not None else (None, ())
    found += more
    if settings is None:
        return None, found
    fallbacks = _fallbacks(folder, root, settings)
    keys, settings, more = validated(settings, IssueKeys, fallbacks=fallbacks, likely=fallbacks)
    found += more
    if keys is None:
        return None, found
    found += _compared_with_name(folder, keys.date, settings)

    captions, more = read_captions(folder, root)
    found += more
    pictures = PictureFolder(folder, root, publication.pictures, room)
    reader = _Reader(publication, folder, pictures, captions)
    sections, more = reader.sections(keys, settings)
    found += more
    if not sections:
        said = "The issue has no story that can be read."
        hint = 'Name stories in issue.toml: articles = ["harbour-reopens"], each a file beside it.'
        return None, (*found, finding("SRC-007", said, origin=origin, hint=hint))

    lead, more = _lead(keys.lead, sections, settings)
    found += more
    sections = tuple(_led(section, lead) for section in sections)
    sections = _related_at_hand(sections)
    cover, more = reader.cover(keys.cover, lead, sections, settings)
    found += more
    pages, more = read_pages(keys, settings, publication)
    found += more
    adverts, more = read_adverts(
        keys.ad, settings, pages=pages, publication=publication, desk=(pictures, captions)
    )
    found += more
    pins, more = read_pins(
        keys,
        settings,
        stories=[story.slug for section in sections for story in section.articles],
        lead=lead,
        pages=pages,
        publication=publication,
    )
    found += more + unplaced(adverts, pins, publication)
    figures = [figure for one in sections for story in one.articles for figure in story.figures()]
    figures += [*([cover] if cover else []), *shown_in(adverts)]
    found += unused(captions, reader.pictures, figures=figures, root=root)
    issue = Issue(
        date=keys.date,
        number=keys.number,
        sections=sections,
        folder=folder,
        origin=origin,
        lead=lead,
        volume=keys.volume,
        price=_line(keys.price),
        title=_line(keys.title),
        cover=cover,
        correction=_line(keys.correction),
        revised=keys.revised,
        pages=pages,
        adverts=adverts,
        pins=pins,
    )
    return issue, found


def _fallbacks(folder: Path, root: Path, settings: Settings) -> Values:
    """Return the date the folder's name says, and the number that would be next."""
    named = _day_in(folder.name)
    known = isinstance(settings.values.get("number"), int)
    number = 1 if known else _next_number(folder, root)
    return {"number": number, **({"date": named} if named else {})}


def _next_number(folder: Path, root: Path) -> int:
    """Return one more than the highest number of the issues beside ``folder``."""
    numbers = [0]
    for path in sorted(folder.parent.glob(f"*/{ISSUE_FILE}")):
        if path.parent == folder or not lies_inside(path, root):
            continue
        origin = origin_of(path, root)
        text, _ = read_text(path, origin=origin)
        settings, _ = read_toml(text, origin=origin) if text is not None else (None, ())
        number = settings.values.get("number") if settings is not None else None
        if isinstance(number, int) and 0 < number < HIGHEST_NUMBER:
            numbers.append(number)
    return max(numbers) + 1


def _day_in(name: str) -> date | None:
    try:
        return date.fromisoformat(name) if _DAY.fullmatch(name) else None
    except ValueError:
        return None


def _compared_with_name(folder: Path, day: date, settings: Settings) -> Findings:
    if _DAY.fullmatch(folder.name) is None or _day_in(folder.name) == day:
        return ()
    said = f"The folder is called {folder.name}, but the issue is dated {day.isoformat()}."
    hint = "Correct the date, or rename the folder."
    return (finding("SRC-013", said, origin=settings.place("date"), hint=hint),)


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


@dataclass(slots=True)
class _Reader:
    """Reads the articles of one issue in the order that ``issue.toml`` gives."""

    publication: Publication
    folder: Path
    pictures: PictureFolder
    captions: Captions

    def sections(self, keys: IssueKeys, settings: Settings) -> tuple[tuple[Section, ...], Findings]:
        """Return the sections with every article of theirs that can be read."""
        files, first = self._files()
        if keys.section:
            places, more = self._ordered(keys, settings, files)
            read: dict[Slug, Article] = {}
        else:
            places, read, more = self._by_themselves(files, settings)
        found = [*first, *more]

        slugs = frozenset(story.slug for place in places for story in place.stories)
        sections: list[Section] = []
        for place in places:
            articles: list[Article] = []
            for story in place.stories:
                article = read.get(story.slug)
                if article is None:
                    article, more = self._article(story, slugs)
                    found += more
                if article is not None:
                    articles.append(replace(article, section=place.title))
            if articles:
                slug = _section_slug(place.title, sections)
                sections.append(Section(slug, place.title, tuple(articles)))
            found += self._unlisted_section(place)
        return tuple(sections), tuple(found)

    def cover(
        self, name: str | None, lead: Slug, sections: tuple[Section, ...], settings: Settings
    ) -> tuple[Figure | None, Findings]:
        """Return the cover's picture: the one named, else the lead's first, else any."""
        if name and name.strip():
            language, typography = self.publication.language, self.publication.typography
            desk = Desk(self.pictures, self.captions, language, typography)
            reference = FigureReference(
                target=name.strip(),
                alt=None,
                caption=None,
                credit=None,
                focus=None,
                size=None,
                decorative=False,
                origin=settings.place("cover"),
            )
            figure, found = desk.figure(reference)
            return figure, tuple(one for one in found if one.code not in _NO_WORDS_ASKED)
        articles = [article for section in sections for article in section.articles]
        articles.sort(key=lambda article: article.slug != lead)
        for article in articles:
            for figure in article.figures():
                if figure.picture is not None and not figure.decorative:
                    return figure, ()
        return None, ()

    def _article(self, story: Story, slugs: frozenset[Slug]) -> tuple[Article | None, Findings]:
        return read_article(
            story.path,
            origin=story.origin,
            slug=story.slug,
            others=slugs - {story.slug},
            publication=self.publication,
            pictures=self.pictures,
            captions=self.captions,
        )

    def _files(self) -> tuple[dict[str, Story], Findings]:
        """Return the article files of the folder by name without .md; drafts begin with ``_``."""
        files: dict[str, Story] = {}
        found: Findings = ()
        by_small_letters: dict[str, str] = {}
        slugs: set[str] = set()
        for name, path in names_in(self.folder).items():
            stem = Path(name).stem
            if Path(name).suffix.lower() != ".md" or name.startswith((".", "_")):
                continue
            if stem.lower() in _NOT_STORIES:
                continue
            origin = origin_of(path, self.publication.folder)
            twin = by_small_letters.setdefault(stem.casefold(), name)
            if twin != name:
                said = f'"{name}" and "{twin}" differ only in capitals.'
                hint = "On many machines that is one file; rename one of them."
                found += (finding("SRC-009", said, origin=origin, hint=hint),)
                continue
            if not lies_inside(path, self.publication.folder):
                found += (outside(name, origin),)
                continue
            slug, more = slug_of(stem, origin=origin, taken=slugs)
            slugs.add(slug)
            found += more
            files[stem] = Story(slug, path, origin)
        return files, found

    def _ordered(
        self, keys: IssueKeys, settings: Settings, files: dict[str, Story]
    ) -> tuple[list[Place], Findings]:
        places: list[Place] = []
        found: list[Finding] = []
        named: dict[str, Origin] = {}
        wanted = {same_letters(name).casefold(): title for name, title in keys.wanted.items()}
        for number, section in enumerate(keys.section):
            stories: list[Story] = []
            for index, entry in enumerate(section.articles):
                origin = settings.place("section", number, "articles", index)
                name = same_letters(entry.strip()).removesuffix(".md")
                first = named.setdefault(name.casefold(), origin)
                if first is not origin:
                    found.append(_named_twice(name, origin, first))
                elif name in files:
                    stories.append(files[name])
                elif name.casefold() in wanted:
                    found.append(_wanted(name, wanted[name.casefold()], origin))
                elif not lies_inside(self.folder / f"{name}.md", self.publication.folder):
                    if "/" in name:  # A link beside issue.toml has been spoken of already.
                        found.append(outside(f"{name}.md", origin))
                else:
                    near = did_you_mean(name, files) if len(found) < _MOST_HINTS else None
                    found.append(_absent(name, origin, near))
            origin = settings.place("section", number, "title")
            title = " ".join(section.title.split())
            if not section.articles:
                said = f'The section "{shortened(title)}" has no stories and is left out.'
                hint = 'Name its stories: articles = ["harbour-reopens"], each a file beside it.'
                found.append(finding("SRC-020", said, origin=origin, hint=hint))
            places.append(Place(title, origin, tuple(stories)))
        titles = tuple(place.title for place in places)
        for name, story in files.items():
            if name.casefold() not in named:
                found.append(_unlisted(name, story, titles))
        return places, tuple(found)

    def _by_themselves(
        self, files: dict[str, Story], settings: Settings
    ) -> tuple[list[Place], dict[Slug, Article], Findings]:
        """Return the order that the stories' own sections, ranks and file names give."""
        said = "issue.toml gives no order, so the stories stand by their own sections and ranks."
        hint = 'Write the order down: [[section]], title = "News", articles = ["harbour-reopens"].'
        found: Findings = (
            finding("SRC-005", said, origin=settings.place(), hint=hint, severity=Severity.WARNING),
        )
        read: dict[Slug, Article] = {}
        by_title: dict[str, list[Story]] = {}
        slugs = frozenset(story.slug for story in files.values())
        for story in files.values():
            article, more = self._article(story, slugs)
            found += more
            if article is not None:
                read[story.slug] = article
                by_title.setdefault(article.section or self.publication.name, []).append(story)
        usual = self.publication.sections
        titles = sorted(
            by_title, key=lambda title: usual.index(title) if title in usual else len(usual)
        )
        places = []
        for title in titles:
            stories = sorted(by_title[title], key=lambda one: _RANKS.index(read[one.slug].rank))
            written = next((one for one in stories if read[one.slug].section), None)
            origin = written.origin if written else settings.place()
            places.append(Place(title, origin, tuple(stories)))
        return places, read, found

    def _unlisted_section(self, place: Place) -> Findings:
        usual = self.publication.sections
        known = (*usual, self.publication.name)
        if not usual or not place.stories or place.title in known:
            return ()
        said = f'The section "{shortened(place.title)}" is not among those of the publication.'
        hint = did_you_mean(place.title, usual) or "Add it to sections in publication.toml."
        return (finding("SRC-016", said, origin=place.origin, hint=hint),)


def _section_slug(title: str, sections: Iterable[Section]) -> Slug:
    taken = {section.slug for section in sections}
    words = slugified(title)[:60].strip("-")
    slug = words if words and words[0].isalpha() else f"section-{words or len(taken) + 1}"
    usable, number = slug, 2
    while usable in taken:
        usable, number = f"{slug}-{number}", number + 1
    return Slug(usable)


def _named_twice(name: str, origin: Origin, first: Origin) -> Finding:
    said = f'The order names the story "{shortened(name)}" twice.'
    return finding("SRC-009", said, origin=origin, hint=f"It stands in line {first.line} already.")


def _absent(name: str, origin: Origin, near: str | None) -> Finding:
    return finding(
        "SRC-007",
        f'The order names "{shortened(name)}", but there is no file {shortened(name)}.md.',
        origin=origin,
        hint=near or "Put the file beside issue.toml, or take out the name.",
    )


def _wanted(name: str, title: str, origin: Origin) -> Finding:
    called = f'"{shortened(" ".join(title.split()) or name)}"'
    return finding(
        "SRC-019",
        f"The story {called} is still wanted; the issue is made without it.",
        origin=origin,
        hint=f"Write it in {shortened(name)}.md, or take it out of the order.",
    )


def _unlisted(name: str, story: Story, titles: tuple[str, ...]) -> Finding:
    where = f'of the section "{titles[0]}"' if len(titles) == 1 else "of a section"
    return finding(
        "SRC-008",
        f'The order does not name the story "{shortened(name)}", so it is left out.',
        origin=story.origin,
        hint=f'Add "{name}" to the articles {where} in issue.toml, '
        f"or call the file _{name}.md while it is a draft.",
    )


def _lead(
    name: str | None, sections: tuple[Section, ...], settings: Settings
) -> tuple[Slug, Findings]:
    """Return the story that leads: the one named, else one ranked so, else the first."""
    articles = [article for section in sections for article in section.articles]
    ranked = next((one for one in articles if one.rank == "lead"), articles[0]).slug
    if name is None or not name.strip():
        return ranked, ()
    wanted = name.strip().removesuffix(".md").casefold()
    for article in articles:
        if article.slug.casefold() == wanted:
            return article.slug, ()
    said = f'The lead is to be "{shortened(name)}", which is not a story of this issue.'
    hint = did_you_mean(name, [article.slug for article in articles])
    return ranked, (finding("SRC-007", said, origin=settings.place("lead"), hint=hint),)


def _led(section: Section, lead: Slug) -> Section:
    """Give the lead its rank, whoever named it."""
    articles = tuple(
        replace(article, rank="lead") if article.slug == lead else article
        for article in section.articles
    )
    return replace(section, articles=articles)


def _related_at_hand(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Leave out related stories that turned out to be unreadable, which has been said already."""
    known = {article.slug for section in sections for article in section.articles}
    return tuple(
        replace(
            section,
            articles=tuple(
                replace(article, related=tuple(one for one in article.related if one in known))
                for article in section.articles
            ),
        )
        for section in sections
    )
