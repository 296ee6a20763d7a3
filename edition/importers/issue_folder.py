"""What an import writes into an issue's folder: planned whole, so that it can be shown first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from ..findings import Finding, finding
from ..model import Origin, figures_in, slugified
from ..source.article import is_slug
from .doubts import doubts_about
from .found import Found, FoundPicture, Listed, ListedSection, Offered, Story
from .import_report import PlannedStory, report_text
from .inline_markdown import plain_words
from .markdown import MarkdownWriter, figure_line
from .order import one_order, ordered
from .pictures import Lightbox, Taken
from .record import RECORD_FILE, REPORT_FOLDER, Record, digest, read_record
from .settings_files import (
    IssueSettings,
    OrderedSection,
    captions_file,
    changed_issue_file,
    new_issue_file,
)
from .story_file import StoryFile, story_file

What = Literal["new", "updated", "unchanged", "yours"]
"""Written for the first time, written anew, as it was, or left alone because it was edited."""

_LONGEST_SLUG = 60
_NEWER = f"{REPORT_FOLDER}/newer"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of the issue, ``name`` relative to its folder; ``picture`` is copied."""

    name: str
    what: What
    data: bytes | None = None
    picture: FoundPicture | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an import would do."""

    steps: tuple[Step, ...]
    stories: tuple[PlannedStory, ...]
    findings: tuple[Finding, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Home:
    """The issue that stories are imported into, as far as an import must know it.

    ``folder`` may not be there yet; ``shown`` is its path from the publication's folder, for
    messages. ``day`` and ``number`` are what a new issue gets when the sources do not say.
    """

    folder: Path
    shown: Path
    day: date | None
    today: date
    number: int
    volume: int | None = None
    language: str | None = None
    sections: tuple[str, ...] = ()


def plan(found: Found, home: Home) -> Plan:
    """Return what is to be written for ``found`` to be in the issue ``home``."""
    return _Planner(found, home, read_record(home.folder)).plan()


@dataclass(slots=True)
class _Planner:
    found: Found
    home: Home
    record: Record
    steps: list[Step] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    slugs: dict[str, str] = field(default_factory=dict)
    captions: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def plan(self) -> Plan:
        self.findings += self.found.findings
        stories = self._each_once(self.found.stories)
        order = one_order(self.found.order, stories)
        self._name(stories)
        wanted = self._wanted(order)
        box = Lightbox(self.home.folder / "images", self.record.pictures)
        planned = tuple(self._story(story, box) for story in stories)
        self.findings += doubts_about(planned, home=self.home.shown)
        self.steps += (
            Step(f"images/{name}", "new", box.cleaned.get(name), picture)
            for name, picture in sorted(box.copies.items())
        )
        day = self._issue_file(stories, order, wanted, box)
        self._captions()
        offered = tuple(self._standing(self.found.standing))
        record = Record(
            slugs={**self.record.slugs, **self.slugs},
            files={**self.record.files, **self.files},
            captions={**self.record.captions, **self.captions},
            sections={
                **self.record.sections,
                **dict.fromkeys((*self.slugs.values(), *wanted.values()), ""),
            },
            pictures={**self.record.pictures, **box.given},
        )
        self._put(f"{REPORT_FOLDER}/{RECORD_FILE}", record.to_json())
        report = report_text(
            planned, self.findings, offered=offered, wanted=tuple(wanted), folder=self.home.shown
        )
        self._put(f"{REPORT_FOLDER}/report.md", report)
        return Plan(tuple(self.steps), planned, tuple(self.findings), day)

    # Stories

    def _each_once(self, stories: Iterable[Story]) -> tuple[Story, ...]:
        """Return ``stories`` without those that were saved twice, the longer one of each."""
        by_key: dict[str, Story] = {}
        for story in stories:
            key, number = story.key, 2
            while key in by_key and key.startswith("file:") and not _alike(by_key[key], story):
                key, number = f"{story.key}#{number}", number + 1
            twin = by_key.get(key)
            if twin is None:
                by_key[key] = replace(story, key=key)
                continue
            longer = story if len(story.body) > len(twin.body) else twin
            shorter = twin if longer is story else story
            by_key[key] = replace(longer, key=key)
            said = f"{shorter.source} is the same story as {longer.source}; only that was taken."
            self.findings.append(
                finding("IMP-011", said, origin=Origin(Path(shorter.source.partition(", ")[0])))
            )
        return tuple(by_key.values())

    def _name(self, stories: Sequence[Story]) -> None:
        """Give each story its file name: the one it had, else one made from its headline."""
        known = self.record.slugs
        taken = {slug.casefold() for slug in known.values()}
        taken |= {path.stem.casefold() for path in self.home.folder.glob("*.md")}
        for story in stories:
            slug = known.get(story.key)
            if slug is None:
                slug = self._fresh(story, taken)
            taken.add(slug.casefold())
            self.slugs[story.key] = slug

    def _fresh(self, story: Story, taken: set[str]) -> str:
        words = story.slug or plain_words(story.headline.value)
        stem = shortened_slug(words) or shortened_slug(Path(story.source).stem) or "story"
        slug, number = stem, 2
        while slug.casefold() in taken or not is_slug(slug):
            slug = f"{stem}-{number}" if slug.casefold() in taken else f"{stem}-story"
            number += slug.endswith(str(number))
        return slug

    def _wanted(self, order: Sequence[ListedSection]) -> dict[str, str]:
        """Return the file names of listed stories that are not at hand, by title."""
        wanted: dict[str, str] = {}
        taken = set(self.slugs.values())
        for one in _not_at_hand(order):
            stem = shortened_slug(one.title) or "story"
            slug, number = stem, 2
            while slug in taken or not is_slug(slug):
                slug, number = f"{stem}-{number}", number + 1
            taken.add(slug)
            if not (self.home.folder / f"{slug}.md").exists():
                wanted[one.title] = slug
        return wanted

    def _story(self, story: Story, box: Lightbox) -> PlannedStory:
        slug = self.slugs[story.key]
        pictures = {one.key: one for one in story.pictures}
        taken: dict[str, Taken] = {}
        for figure in figures_in(story.body):
            picture = pictures.get(figure.name) or FoundPicture(figure.name, "", None)
            taken[figure.name] = box.take(picture, story=story.key, slug=slug)
        made = story_file(
            story,
            taken=taken,
            slugs=self.slugs,
            language=self.home.language,
            captions=self.captions,
        )
        what = self._write(slug, made)
        self._dropped(story, slug)
        if what != "yours":
            for name, words in made.captions.items():
                self.captions.setdefault(name, dict(words))
        return PlannedStory(story, slug, what, taken)

    def _write(self, slug: str, made: StoryFile) -> What:
        """Put a story's file on the list, unless an editor has been at it."""
        name, data = f"{slug}.md", made.text.encode()
        path, before = self.home.folder / f"{slug}.md", self.record.files.get(f"{slug}.md")
        self.files[name] = digest(data)
        if before is None and not path.exists():
            self.steps.append(Step(name, "new", data))
            return "new"
        origin = Origin(self.home.shown / name)
        if not path.exists():
            self.files[name] = before or self.files[name]
            said = f"{slug}.md was taken out of the folder since it was imported, and stays out."
            hint = f"To have it again, delete its line in {REPORT_FOLDER}/{RECORD_FILE}."
            self.findings.append(finding("IMP-009", said, origin=origin, hint=hint))
            return "yours"
        now = digest(path.read_bytes())
        if now == self.files[name]:
            self.steps.append(Step(name, "unchanged"))
            return "unchanged"
        if now == before:
            self.steps.append(Step(name, "updated", data))
            return "updated"
        self.steps.append(Step(name, "yours"))
        if before != self.files[name]:
            self._put(f"{_NEWER}/{name}", made.text)
            said = f"{name} was edited since it was imported and is left alone."
            hint = f"What was imported now is in {_NEWER}/{name}; take over what you want of it."
            self.findings.append(finding("IMP-009", said, origin=origin, hint=hint))
        return "yours"

    def _dropped(self, story: Story, slug: str) -> None:
        if story.dropped:
            parts = (f"[{one.kind}]\n{one.text.strip()}\n" for one in story.dropped)
            self._put(f"{REPORT_FOLDER}/left-out/{slug}.txt", "\n".join(parts))

    # The issue

    def _issue_file(
        self,
        stories: Sequence[Story],
        order: Sequence[ListedSection],
        wanted: Mapping[str, str],
        box: Lightbox,
    ) -> date:
        """Put ``issue.toml`` on the list and return the issue's date."""
        sections = ordered(
            stories, order, slugs=self.slugs, wanted=wanted, usual=self.home.sections
        )
        titles = {slug: title for title, slug in wanted.items()}
        path = self.home.folder / "issue.toml"
        if path.exists():
            fresh = tuple(
                replace(one, stories=tuple(s for s in one.stories if s not in self.record.sections))
                for one in sections
            )
            self._change_issue(path, fresh, titles)
            return self.home.day or self.home.today
        facts = self.found.issue
        day = self._day(stories)
        cover = box.given.get(facts.cover) if facts.cover else None
        settings = IssueSettings(
            day=day,
            number=facts.number or self.home.number,
            sections=sections,
            wanted=titles,
            volume=facts.volume or self.home.volume,
            price=facts.price,
            title=facts.title,
            lead=self.slugs.get(facts.lead) if facts.lead else None,
            cover=f"images/{cover}" if cover else None,
        )
        if sections:
            self.steps.append(Step("issue.toml", "new", new_issue_file(settings).encode()))
        return day

    def _change_issue(
        self, path: Path, sections: Sequence[OrderedSection], titles: Mapping[str, str]
    ) -> None:
        text = path.read_text("utf-8", errors="replace")
        made = changed_issue_file(text, sections, titles)
        if made is None:
            said = "issue.toml cannot be read, so the new stories were not put into its order."
            hint = "Mend it (edition check says what is wrong), then import again."
            origin = Origin(self.home.shown / "issue.toml")
            self.findings.append(finding("IMP-009", said, origin=origin, hint=hint))
        elif made != text:
            self.steps.append(Step("issue.toml", "updated", made.encode()))

    def _day(self, stories: Sequence[Story]) -> date:
        """Return the date of a new issue: the folder's name, the sources', the latest story's."""
        if self.home.day is not None:
            return self.home.day
        if self.found.issue.day is not None:
            return self.found.issue.day.value
        dates = [one.published.value for one in stories if one.published is not None]
        day = max(dates, default=self.home.today)
        what = "that of the latest story" if dates else "today's"
        said = f"Nothing says the date of the issue; it was given {what}, {day.isoformat()}."
        origin = Origin(self.home.shown / "issue.toml")
        self.findings.append(
            finding("IMP-003", said, origin=origin, hint="Correct date in issue.toml.")
        )
        return day

    def _captions(self) -> None:
        if not self.captions:
            return
        path = self.home.folder / "captions.toml"
        text = path.read_text("utf-8", errors="replace") if path.exists() else None
        made = captions_file(text, self.captions, self.record.captions)
        if made is None:
            said = "captions.toml cannot be read, so the words of new pictures were not put in."
            hint = "Mend it (edition check says what is wrong), then import again."
            origin = Origin(self.home.shown / "captions.toml")
            self.findings.append(finding("IMP-009", said, origin=origin, hint=hint))
            self.captions.clear()
        elif made != text:
            what: What = "new" if text is None else "updated"
            self.steps.append(Step("captions.toml", what, made.encode()))

    def _standing(self, offered: Iterable[Offered]) -> Iterator[str]:
        """Put standing matter where it can be taken over from; yield the files' names."""
        writer = MarkdownWriter(lambda address: address, lambda figure: figure_line(figure.name))
        done: set[str] = set()
        for one in offered:
            name = f"{REPORT_FOLDER}/standing/{one.name}.md"
            if name in done:
                continue
            done.add(name)
            front = [f"kind: {one.kind}"]
            front += [f'headline: "{one.headline}"'.replace('""', '"')] if one.headline else []
            front += [f'link: "{one.link}"'] if one.link else []
            self._put(name, "---\n" + "\n".join(front) + f"\n---\n{writer.body(one.body)}")
            said = f"{one.headline or one.name}: is it worth having in every issue?"
            hint = f"Then move {name} into the publication's standing/, and look it over."
            self.findings.append(
                finding("IMP-015", said, origin=Origin(self.home.shown / name), hint=hint)
            )
            yield name

    def _put(self, name: str, text: str) -> None:
        """Put a file of the import's own on the list."""
        path, data = self.home.folder / name, text.encode("utf-8", "replace")
        known = path.is_file() and path.read_bytes() == data
        self.steps.append(Step(name, "unchanged" if known else "new", None if known else data))


def shortened_slug(words: str) -> str:
    """Return ``words`` as a file name of a handy length, cut between words."""
    slug = slugified(words)
    if len(slug) <= _LONGEST_SLUG:
        return slug
    cut = slug[: _LONGEST_SLUG + 1].rpartition("-")[0]
    return cut or slug[:_LONGEST_SLUG]


def _not_at_hand(order: Sequence[ListedSection]) -> Iterator[Listed]:
    return (one for section in order for one in section.stories if one.key is None)


def _alike(one: Story, other: Story) -> bool:
    return one.headline.value == other.headline.value and one.body == other.body
