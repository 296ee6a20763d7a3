"""What the templates of the web pages are given: finished values, and nothing to work out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..delivery.record import Record, Story
from ..document import direction_of
from ..look.catalogue_words import CatalogueWords, catalogue_words, month_alone, month_and_year
from ..look.words import listed, long_date, words
from ..model import Publication
from ..outputs import Target
from .addresses import beside, issue_page, story_page
from .shelves import Gone, Shown


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story in a list. ``path`` is ``None`` when it has no page of its own."""

    headline: str
    path: str | None
    kicker: str | None
    summary: str
    byline: str
    page: int | None
    language: str
    direction: str
    rank: str
    anchor: str


@dataclass(frozen=True, slots=True)
class SectionView:
    title: str
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A file to download; ``kind`` is what it is called, ``size`` how large it is, in words."""

    edition: Target
    kind: str
    path: str
    size: str
    media_type: str


@dataclass(frozen=True, slots=True)
class PictureView:
    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue as pages show it; ``picture`` and ``small`` are ``None`` without a front page."""

    iso_date: str
    day: str
    """The date in words."""
    number: str
    """Volume and number in words."""
    name: str | None
    title: str
    path: str
    price: str | None
    summary: str
    sections: tuple[SectionView, ...]
    """Without the story that leads the issue, which stands by itself."""
    lead: StoryView | None
    downloads: tuple[DownloadView, ...]
    picture: PictureView | None
    small: PictureView | None
    alt: str
    correction: str | None
    corrected: str | None
    """The day of the correction in words, with what was done on it."""
    pages: int | None
    held_back: bool
    stories: int


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of issues."""

    title: str
    path: str
    issues: tuple[IssueView, ...]


@dataclass(frozen=True, slots=True)
class GoneView:
    """An issue that was withdrawn, and what is said in its place."""

    day: str
    title: str
    reason: str | None
    withdrawn: str


class Views:
    """Makes views for one publication; ``reading_pages`` are those of its offer."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.language = publication.language
        self.words = words(self.language)
        self.said: CatalogueWords = catalogue_words(self.language)
        self._kinds: Mapping[Target, str] = {
            "epub": self.said.epub,
            "replica": self.said.replica,
            "print": self.said.print,
        }
        self._directions: dict[str, str] = {}
        self._cards: dict[date, IssueView] = {}

    def issue(self, shown: Shown) -> IssueView:
        """Return ``shown`` with everything that is in it."""
        sections = tuple(self._sections(shown))
        return self._issue(shown, sections)

    def card(self, shown: Shown) -> IssueView:
        """Return ``shown`` without its stories, for lists of issues."""
        if shown.date not in self._cards:
            self._cards[shown.date] = self._issue(shown, ())
        return self._cards[shown.date]

    def readable(self, shown: Shown) -> bool:
        """Whether the stories of ``shown`` have pages of their own."""
        has_epub = any(file.edition == "epub" for file in shown.record.files)
        return self.publication.offer.reading_pages and has_epub and not shown.held_back

    def story(self, shown: Shown, story: Story) -> StoryView:
        """Return one story of ``shown``."""
        path = story_page(shown.date, story.anchor) if self.readable(shown) else None
        return StoryView(
            headline=story.headline,
            path=path,
            kicker=story.kicker,
            summary=story.summary,
            byline=listed(story.bylines, story.language),
            page=story.page,
            language=story.language,
            direction=self._direction(story.language),
            rank=story.rank,
            anchor=story.anchor,
        )

    def month(self, month: str) -> str:
        """Return the month ``2026-03`` in words."""
        return month_and_year(int(month[:4]), int(month[5:]), self.language)

    def month_name(self, month: str) -> str:
        """Return the month ``2026-03`` in words, without its year."""
        return month_alone(int(month[5:]), self.language)

    def gone(self, gone: Gone) -> GoneView:
        """Return an issue that was withdrawn."""
        day = long_date(gone.date, self.language)
        return GoneView(
            day=day,
            title=gone.title or f"{self.publication.name}, {day}",
            reason=gone.withdrawal.reason,
            withdrawn=self.said.withdrawn_on.format(
                day=long_date(gone.withdrawal.day, self.language)
            ),
        )

    def number(self, record: Record) -> str:
        """Return volume and number in words: ``Vol. 3, No. 12``."""
        number = f"{self.words.number} {record.number}"
        if record.volume is not None:
            number = f"{self.words.volume} {record.volume}, {number}"
        return number

    def _issue(self, shown: Shown, sections: tuple[SectionView, ...]) -> IssueView:
        record = shown.record
        pictures = [
            PictureView(beside(shown.date, one.name), one.width, one.height)
            for one in record.pictures
        ]
        corrected = record.correction or record.modified != record.date
        lead = next(
            (one for section in sections for one in section.stories if one.anchor == record.lead),
            None,
        )
        sections = tuple(_without(section, lead) for section in sections)
        return IssueView(
            iso_date=shown.date.isoformat(),
            day=long_date(shown.date, self.language),
            number=self.number(record),
            name=record.name,
            title=record.title,
            path=issue_page(shown.date),
            price=record.price,
            summary=record.summary,
            sections=tuple(section for section in sections if section.stories),
            lead=lead,
            downloads=tuple(self._downloads(shown)),
            picture=pictures[0] if pictures else None,
            small=pictures[-1] if pictures else None,
            alt=record.alt,
            correction=record.correction,
            corrected=self.said.corrected.format(day=long_date(record.modified, self.language))
            if corrected
            else None,
            pages=record.pages,
            held_back=shown.held_back,
            stories=sum(len(section.stories) for section in record.sections),
        )

    def _sections(self, shown: Shown) -> Iterator[SectionView]:
        for section in shown.record.sections:
            if section.stories:
                stories = tuple(self.story(shown, story) for story in section.stories)
                yield SectionView(section.title, stories)

    def _downloads(self, shown: Shown) -> Iterator[DownloadView]:
        order: tuple[Target, ...] = ("epub", "replica", "print")
        for file in sorted(shown.files, key=lambda file: order.index(file.edition)):
            yield DownloadView(
                edition=file.edition,
                kind=self._kinds[file.edition],
                path=beside(shown.date, file.name),
                size=self._size(file.size),
                media_type=file.media_type,
            )

    def _size(self, octets: int) -> str:
        if octets < 1e5:
            return f"{max(1, round(octets / 1e3))} kB"
        said = f"{octets / 1e6:.1f} MB"
        return said if self.words.language in _POINTS else said.replace(".", ",")

    def _direction(self, language: str) -> str:
        if language not in self._directions:
            self._directions[language] = direction_of(language)
        return self._directions[language]


def _without(section: SectionView, lead: StoryView | None) -> SectionView:
    if lead not in section.stories:
        return section
    return replace(section, stories=tuple(one for one in section.stories if one is not lead))


_POINTS = frozenset({"en", "ga", "cy", "he", "ar", "fa"})
"""Languages whose decimals have a point."""
