"""The issues a catalogue is made of, in order of time, and how they are shared out over lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from ..delivery.record import RECORD, Record, StoredFile, StoredSection, Story, read
from ..findings import Finding, finding
from ..model import Origin, Publication
from ..offer import EVERY, Offer, Withdrawal
from .addresses import ISSUES, slug_of

Titles = Callable[["Shown"], Iterator[str]]

PAGE = 25
"""Issues on a page of a feed; the newest page has up to one short of twice as many.

Pages are counted from the oldest issue, so that a new one changes the newest page alone, and
there is a second page from 50 issues on.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """An issue as the catalogue has it: what is in it, where its files lie, what of it is free.

    ``key`` is the SHA-256 of its record. ``home`` is the folder with its files: that of the
    build, or the catalogue's own when there is no build of it any more. ``files`` are those
    that readers may download.
    """

    record: Record
    key: str
    home: Path
    files: tuple[StoredFile, ...]
    held_back: bool

    @property
    def date(self) -> date:
        return self.record.date

    @property
    def month(self) -> str:
        return self.record.date.isoformat()[:7]


@dataclass(frozen=True, slots=True)
class Gone:
    """An issue that was withdrawn; ``identifier`` is ``None`` when it never was published."""

    withdrawal: Withdrawal
    identifier: str | None = None
    title: str | None = None

    @property
    def date(self) -> date:
        return self.withdrawal.issue


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list of issues, newest first: a section's, an author's, a month's.

    ``slug`` is its name in addresses.
    """

    slug: str
    title: str
    issues: tuple[Shown, ...]

    def pages(self) -> tuple[tuple[Shown, ...], ...]:
        """Return its issues in pages, newest first."""
        return paged(self.issues)


def paged(issues: Sequence[Shown]) -> tuple[tuple[Shown, ...], ...]:
    """Return ``issues``, which stand newest first, in pages; an empty list is one empty page."""
    older = max(0, len(issues) // PAGE - 1)
    first = len(issues) - older * PAGE
    starts = range(first, len(issues), PAGE)
    return (tuple(issues[:first]), *(tuple(issues[at : at + PAGE]) for at in starts))


def page_name(path: str, number: int, count: int) -> str:
    """Return the path of page ``number`` of ``count`` (from 1, newest first) of the list ``path``.

    Older pages are numbered from the oldest, so that they keep their addresses.
    """
    return path if number == 1 else f"{path}/{count - number + 1}"


def gather(
    built: Path, catalogue: Path, publication: Publication, known: Mapping[date, Gone]
) -> tuple[tuple[Shown, ...], tuple[Gone, ...], tuple[Finding, ...]]:
    """Return the issues to be shown, newest first, those withdrawn, and what is amiss.

    ``built`` holds a folder for every issue that has been built, ``catalogue`` what was
    published before: an issue stays there until it is withdrawn, whatever becomes of its build.
    ``known`` is what is remembered of issues withdrawn before.
    """
    offer = publication.offer
    found: list[Finding] = []
    records: dict[date, tuple[Record, str, Path]] = {}
    for folder in _folders(built):
        kept = _record(folder)
        if kept is not None and kept[0].publication == publication.slug:
            records[kept[0].date] = (*kept, folder)
        elif kept is None and any(folder.glob(f"{publication.slug}-*.epub")):
            found.append(_unknown(folder))
    days = {day.isoformat() for day in records}
    for folder in _folders(catalogue / ISSUES):
        kept = _record(folder) if folder.name not in days else None
        if kept is not None and kept[0].publication == publication.slug:
            records[kept[0].date] = (*kept, folder)
    withdrawn = []
    for withdrawal in reversed(offer.withdrawn):
        day = withdrawal.issue
        kept_record = records.pop(day)[0] if day in records else None
        before = known.get(day) or Gone(withdrawal)
        withdrawn.append(
            Gone(withdrawal, kept_record.identifier, kept_record.title)
            if kept_record
            else Gone(withdrawal, before.identifier, before.title)
        )
    shown = []
    for number, day in enumerate(sorted(records, reverse=True)):
        held_back = offer.for_subscribers == EVERY or number < offer.for_subscribers
        record, key, home = records[day]
        files, more = _offered(record, home, offer)
        found += more
        shown.append(Shown(record, key, home, () if held_back else files, held_back))
    return tuple(shown), tuple(withdrawn), tuple(found)


def _folders(home: Path) -> Iterator[Path]:
    if home.is_dir():
        yield from sorted(one for one in home.iterdir() if one.is_dir() and one.name[:1] != ".")


def _record(folder: Path) -> tuple[Record, str] | None:
    try:
        data = (folder / RECORD).read_bytes()
    except OSError:
        return None
    record = read(data)
    return (record, sha256(data).hexdigest()) if record is not None else None


def _unknown(folder: Path) -> Finding:
    return finding(
        "CAT-001",
        f"The issue in {folder.name} says nothing of what is in it, so it is not published.",
        origin=Origin(Path(folder.name)),
        hint=f"It was built by an earlier version. Build it again: edition build {folder.name}",
    )


def _offered(
    record: Record, home: Path, offer: Offer
) -> tuple[tuple[StoredFile, ...], tuple[Finding, ...]]:
    """Return the files of an issue that are there as they were built, of those readers may have."""
    files, found = [], []
    for file in record.files:
        if file.edition not in offer.editions:
            continue
        try:
            size = (home / file.name).stat().st_size
        except OSError:
            size = -1
        if size == file.size:
            files.append(file)
        else:
            found.append(unlike(file, record))
    return tuple(files), tuple(found)


def unlike(file: StoredFile, record: Record) -> Finding:
    """CAT-002: a file that is not as it was built."""
    return finding(
        "CAT-002",
        f"{file.name} is not as it was built, so it is not in the catalogue.",
        origin=Origin(Path(record.date.isoformat()) / file.name),
        hint=f"Build the issue again: edition build {record.date.isoformat()}",
    )


def by_month(issues: Sequence[Shown]) -> tuple[Shelf, ...]:
    """Return the issues month by month, the newest month first."""
    months: dict[str, list[Shown]] = {}
    for issue in issues:
        months.setdefault(issue.month, []).append(issue)
    return tuple(Shelf(month, month, tuple(found)) for month, found in months.items())


def by_section(issues: Sequence[Shown], usual: Sequence[str]) -> tuple[Shelf, ...]:
    """Return the issues that have a section, for every section, in the publication's order."""

    def sections(issue: Shown) -> Iterator[str]:
        return (section.title for section in issue.record.sections if section.stories)

    found = _shelved(issues, sections)
    first = [slug_of(title) for title in usual]
    rest = sorted(slug for slug in found if slug not in first)
    return tuple(found[slug] for slug in dict.fromkeys((*first, *rest)) if slug in found)


def by_author(issues: Sequence[Shown]) -> tuple[Shelf, ...]:
    """Return the issues somebody wrote for, for every name, by name."""

    def names(issue: Shown) -> Iterator[str]:
        return (name for story in issue.record.stories() for name in story.bylines)

    found = _shelved(issues, names)
    return tuple(sorted(found.values(), key=lambda shelf: (shelf.title.casefold(), shelf.slug)))


def _shelved(issues: Sequence[Shown], titles: Titles) -> Mapping[str, Shelf]:
    """Return a shelf for every title any issue has; the newest spelling of it counts."""
    found: dict[str, list[Shown]] = {}
    spelt: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for issue in issues:
        seen = set()
        for title in titles(issue):
            if title not in slugs:
                slugs[title] = slug_of(title)
            slug = slugs[title]
            if slug not in seen:
                seen.add(slug)
                spelt.setdefault(slug, title)
                found.setdefault(slug, []).append(issue)
    return {slug: Shelf(slug, spelt[slug], tuple(one)) for slug, one in found.items()}


def section_of(issue: Shown, slug: str) -> StoredSection | None:
    """Return the section of ``issue`` that is called ``slug`` in addresses."""
    sections = issue.record.sections
    return next((one for one in sections if slug_of(one.title) == slug and one.stories), None)


def stories_of(issues: Sequence[Shown]) -> Iterator[tuple[Shown, Story]]:
    """Yield every story with its issue, newest first."""
    return ((issue, story) for issue in issues for story in issue.record.stories())
