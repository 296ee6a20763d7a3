"""``issue.toml`` and ``captions.toml`` with what was imported: new, or added to what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Table

from ..model import slugified

_WIDE = 90
"""Characters of a list of stories that still stands on one line."""


@dataclass(frozen=True, slots=True)
class OrderedSection:
    """A section as it shall stand in the order; of ``stories`` the file names without .md."""

    title: str
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueSettings:
    """What a new ``issue.toml`` says; ``wanted`` are titles of stories by file name."""

    day: date
    number: int
    sections: tuple[OrderedSection, ...]
    wanted: Mapping[str, str]
    volume: int | None = None
    price: str | None = None
    title: str | None = None
    lead: str | None = None
    cover: str | None = None


def new_issue_file(settings: IssueSettings) -> str:
    """Return the text of ``issue.toml`` for an issue that has none."""
    document = tomlkit.document()
    document.add("date", tomlkit.date(settings.day.isoformat()))
    document.add("number", tomlkit.integer(settings.number))
    for key in ("volume", "price", "title", "lead", "cover"):
        value = getattr(settings, key)
        if value is not None:
            document.add(key, value)
    text = tomlkit.dumps(document)
    for section in settings.sections:
        text += f"\n[[section]]\ntitle = {_quoted(section.title)}\n"
        text += f"articles = {_list(section.stories)}\n"
    return text + _wanted(settings.wanted)


def changed_issue_file(
    text: str, sections: Sequence[OrderedSection], wanted: Mapping[str, str]
) -> str | None:
    """Return ``text`` with the stories of ``sections`` that it does not name put in.

    ``None`` when it cannot be read. Nothing that stands in it is moved or taken out.
    """
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError):
        return None
    given = document.get("section", [])
    named = {str(one).removesuffix(".md").casefold() for table in given for one in _articles(table)}
    tables = {slugified(str(table.get("title", ""))): table for table in given}
    added = ""
    for section in sections:
        fresh = [slug for slug in section.stories if slug.casefold() not in named]
        if not fresh:
            continue
        table = tables.get(slugified(section.title))
        if table is not None and isinstance(table.get("articles"), list):
            _add(table["articles"], fresh)
        else:
            added += f"\n[[section]]\ntitle = {_quoted(section.title)}\n"
            added += f"articles = {_list(tuple(fresh))}\n"
    more = {slug: title for slug, title in wanted.items() if slug.casefold() not in named}
    known = document.get("wanted")
    if isinstance(known, Table):
        for slug, title in more.items():
            known.setdefault(slug, title)
        more = {}
    made = tomlkit.dumps(document).rstrip("\n") + "\n"
    if added and isinstance(known, Table):
        # A section after [wanted] reads badly but means the same.
        return made + added
    return made + added + _wanted(more)


def captions_file(
    text: str | None,
    words: Mapping[str, Mapping[str, str]],
    before: Mapping[str, Mapping[str, str]],
) -> str | None:
    """Return ``captions.toml`` with ``words`` put in; ``None`` when ``text`` cannot be read.

    ``before`` are the words as they were imported last: what still reads so is brought up to
    date, everything else was written by an editor and stays.
    """
    if text is None:
        head = "# The picture desk's file: the words that belong to each picture in images/.\n"
        return head + "".join(f"\n{_entry(name, said)}" for name, said in words.items())
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError):
        return None
    added = ""
    for name, said in words.items():
        table = document.get(name, document.get(f"images/{name}"))
        if not isinstance(table, dict):
            added += f"\n{_entry(name, said)}"
            continue
        last = before.get(name, {})
        for key in ("caption", "credit", "alt"):
            if key in said and table.get(key) == last.get(key) and table.get(key) != said[key]:
                table[key] = said[key]
    return tomlkit.dumps(document).rstrip("\n") + "\n" + added


def _entry(name: str, said: Mapping[str, str]) -> str:
    lines = [f"[{_quoted(name)}]"]
    lines += [
        f"{key} = {_quoted(said[key])}" for key in ("caption", "credit", "alt") if key in said
    ]
    return "\n".join(lines) + "\n"


def _wanted(wanted: Mapping[str, str]) -> str:
    if not wanted:
        return ""
    lines = [f"{slug} = {_quoted(title)}" for slug, title in wanted.items()]
    return "\n# Named in the order, but not written yet.\n[wanted]\n" + "\n".join(lines) + "\n"


def _articles(table: Any) -> Sequence[Any]:
    articles = table.get("articles", []) if isinstance(table, dict) else []
    return articles if isinstance(articles, list) else []


def _add(articles: Any, slugs: Sequence[str]) -> None:
    for slug in slugs:
        if isinstance(articles, Array) and "\n" in articles.as_string():
            articles.add_line(slug, indent="    ")
        else:
            articles.append(slug)


def _list(slugs: tuple[str, ...]) -> str:
    line = "[" + ", ".join(map(_quoted, slugs)) + "]"
    if len(line) <= _WIDE:
        return line
    return "[\n" + "".join(f"    {_quoted(slug)},\n" for slug in slugs) + "]"


def _quoted(words: str) -> str:
    return tomlkit.string(" ".join(words.split())).as_string()
