"""What a human must look at after an import, one finding a story and kind of doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..findings import Finding, finding
from ..model import Figure, Origin, figures_in
from .import_report import PlannedStory
from .inline_markdown import plain_words


def doubts_about(planned: Iterable[PlannedStory], *, home: Path) -> tuple[Finding, ...]:
    """Return the findings about the stories ``planned`` for the issue's folder ``home``."""
    return tuple(one for story in planned for one in _about(story, home))


def _about(planned: PlannedStory, home: Path) -> Iterator[Finding]:
    story, origin = planned.story, Origin(home / f"{planned.slug}.md")
    for one in story.doubts:
        yield replace(one, origin=one.origin or origin)
    if story.published is None:
        said = f"Nothing in {story.source} says when the story was published."
        yield finding("IMP-003", said, origin=origin)
    elif story.published.certainty == "guessed":
        when = story.published
        said = f"The date {when.value.isoformat()} is only likely: {when.where}."
        yield finding("IMP-003", said, origin=origin)
    if story.headline.certainty == "guessed":
        said = f"The headline is only likely: {story.headline.where}."
        yield finding("IMP-004", said, origin=origin, hint="Compare it with the original.")
    if story.bylines is not None and story.bylines.certainty == "guessed":
        names = ", ".join(story.bylines.value)
        said = f"The byline {names} is only likely: {story.bylines.where}."
        yield finding("IMP-004", said, origin=origin, hint="Compare it with the original.")
    if not story.body:
        said = f"No text of the story was found in {story.source}."
        hint = "Copy it in from the original, or take the story out of the order."
        yield finding("IMP-012", said, origin=origin, hint=hint)
    yield from _about_pictures(planned, origin)


def _about_pictures(planned: PlannedStory, origin: Origin) -> Iterator[Finding]:
    figures = tuple(figures_in(planned.story.body))
    shown = [one for one in figures if not one.decorative and planned.taken[one.name].at_hand]
    without = [one for one in shown if one.alt is None or _says_the_caption(one)]
    if without:
        bare = sum(one.caption is None for one in without)
        said = f"{_pictures(len(without), planned, without)} no alt text"
        stands = "the caption stands in for it" if len(without) == 1 else "captions stand in"
        said += f"; {stands}." if not bare else "." if bare == len(without) else (
            f", {bare} of them not even a caption to stand in."
        )  # fmt: skip
        hint = "Say in captions.toml what is to be seen, as alt; or decorative = true."
        yield finding("IMP-005", said, origin=origin, hint=hint)
    without = [one for one in shown if one.credit is None]
    if without:
        said = f"{_pictures(len(without), planned, without)} no credit."
        hint = "Write credit in captions.toml: who made the picture."
        yield finding("IMP-006", said, origin=origin, hint=hint)
    missing = list(
        dict.fromkeys(one.name for one in figures if not planned.taken[one.name].at_hand)
    )
    if missing:
        names = _named([planned.taken[key].name for key in missing])
        are = "is" if len(missing) == 1 else "are"
        said = f"{len(missing)} of its pictures {are} not at hand and marked as wanted: {names}."
        if len(missing) == 1:
            said = f"One of its pictures is not at hand and is marked as wanted: {names}."
        yield finding("IMP-007", said, origin=origin, hint="Put the files into images/.")
    for one in dict.fromkeys(planned.taken.values()):
        if one.why is not None:
            said = f"The picture {one.name}: {one.why}."
            yield finding("IMP-014", said, origin=origin)


def _says_the_caption(figure: Figure) -> bool:
    return bool(figure.caption) and figure.alt == plain_words(figure.caption or "")


def _pictures(count: int, planned: PlannedStory, figures: list[Figure]) -> str:
    names = _named([planned.taken[one.name].name for one in figures])
    return f"The picture {names} has" if count == 1 else f"{count} pictures ({names}) have"


def _named(names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
