"""In which sections, and in which order, imported stories stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model import slugified
from .found import Listed, ListedSection, Story
from .inline_markdown import plain_words
from .settings_files import OrderedSection


def one_order(
    order: Iterable[ListedSection], stories: Sequence[Story]
) -> tuple[ListedSection, ...]:
    """Return the lists of contents as one, each story once, those at hand by their keys.

    Captures of several pages of one issue each bring the whole list.
    """
    by_title = {_same(plain_words(one.headline.value)): one.key for one in stories}
    sections: dict[str, tuple[str, dict[str, Listed]]] = {}
    placed: set[str] = set()
    for section in order:
        _, listed = sections.setdefault(_same(section.title), (section.title, {}))
        for one in section.stories:
            key = one.key or by_title.get(_same(one.title))
            known = _same(one.title)
            if known in placed and known not in listed:
                continue
            placed.add(known)
            listed[known] = Listed(one.title, key)
    return tuple(
        ListedSection(title, tuple(listed.values())) for title, listed in sections.values()
    )


def ordered(
    stories: Sequence[Story],
    order: Sequence[ListedSection],
    *,
    slugs: Mapping[str, str],
    wanted: Mapping[str, str],
    usual: Sequence[str],
) -> tuple[OrderedSection, ...]:
    """Return the sections with the file names of ``stories`` and of what is ``wanted``.

    ``wanted`` has file names by title; ``usual`` are the paper's sections in their order. What
    no list of contents names comes after it, by the section it says itself.
    """
    sections: dict[str, tuple[str, list[str]]] = {}
    done: set[str] = set()
    for section in order:
        _, names = sections.setdefault(_same(section.title), (section.title, []))
        for one in section.stories:
            slug = slugs.get(one.key) if one.key else wanted.get(one.title)
            if slug is not None and slug not in done:
                names.append(slug)
                done.add(slug)
    loose: dict[str, tuple[str, list[str]]] = {}
    for story in stories:
        slug = slugs[story.key]
        if slug in done:
            continue
        done.add(slug)
        title = section_of(story, usual)
        home = sections if _same(title) in sections else loose
        home.setdefault(_same(title), (title, []))[1].append(slug)
    rank = {_same(title): place for place, title in enumerate(usual)}
    last = sorted(loose.values(), key=lambda one: rank.get(_same(one[0]), len(rank)))
    every = [*sections.values(), *last]
    return tuple(OrderedSection(title, tuple(names)) for title, names in every if names)


def section_of(story: Story, usual: Sequence[str]) -> str:
    """Return the section of ``story`` as the paper spells it; the first when it says none."""
    if story.section is None:
        return usual[0] if usual else "News"
    found = " ".join(story.section.value.split())
    return next((one for one in usual if _same(one) == _same(found)), found)


def _same(title: str) -> str:
    return slugified(title) or " ".join(title.casefold().split())
