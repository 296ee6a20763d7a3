"""What the search without a server looks through: one small file a year, newest first."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..look.words import long_date
from .shelves import Shown
from .views import Views


def years(issues: Sequence[Shown]) -> dict[int, tuple[Shown, ...]]:
    """Return the issues year by year, newest first."""
    found: dict[int, list[Shown]] = {}
    for issue in issues:
        found.setdefault(issue.date.year, []).append(issue)
    return {year: tuple(found[year]) for year in sorted(found, reverse=True)}


def index(issues: Sequence[Shown], views: Views) -> bytes:
    """Return the stories of one year as JSON: an issue's path and day, then its stories.

    A story is its headline, its page's name (empty when it has none), summary, names, section
    and language. Lists instead of objects: this is loaded on telephones.
    """
    content = []
    for issue in issues:
        readable = views.readable(issue)
        stories = [
            [
                story.headline,
                story.anchor if readable else "",
                story.summary,
                ", ".join(story.bylines),
                section.title,
                story.language,
            ]
            for section in issue.record.sections
            for story in section.stories
        ]
        content.append([issue.date.isoformat(), long_date(issue.date, views.language), stories])
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
