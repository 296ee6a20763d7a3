"""One article: its front matter and its body."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from markupsafe import Markup
from pydantic import BaseModel

from ..findings import Finding, finding
from ..model import Article, Origin, Publication, Slug, nested, slugified
from .captions import Captions, Desk, PictureFolder
from .language import known_language
from .markup import Body, read_body, read_inline
from .nearest import did_you_mean, shortened
from .schema import ArticleKeys
from .settings import Settings, Values, recovered
from .text import read_text
from .toml_settings import read_toml
from .typography import set_typography
from .validation import validated
from .yaml_settings import read_yaml

MOST_BLOCKS = 2000
"""Paragraphs, pictures and the like of the longest article."""

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
# Windows cannot open files of these names; the others are names of the editions' own parts.
_RESERVED = frozenset({"con", "prn", "aux", "nul", "cover", "contents", "nav", "toc"}) | frozenset(
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
)

Findings = tuple[Finding, ...]
Keys = TypeVar("Keys", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two halves of a Markdown file."""

    settings: Settings
    body: str
    first_line: int
    """The line of the file on which ``body`` begins."""
    broken: bool = False
    """Whether the settings were only guessed at, so that a missing key means nothing."""


def read_front_matter(text: str, *, origin: Origin) -> tuple[FrontMatter, Findings]:
    """Return the front matter at the head of ``text``, and the text below it.

    It stands between lines of ``---`` (YAML) or ``+++`` (TOML). Where it cannot
    be read, its simple lines are used, so that the story is read all the same.
    """
    rows = text.split("\n")
    first = next((number for number, row in enumerate(rows) if row.strip()), 0)
    fence = rows[first].rstrip()
    if fence not in _FENCES:
        return FrontMatter(Settings({}, {}, Origin(origin.path, 1), "yaml"), text, 1), ()

    start = first + 1
    end = next((n for n in range(start, len(rows)) if rows[n].rstrip() in _FENCES[fence]), None)
    found: Findings = ()
    if end is None:
        end = next((n for n in range(start, len(rows)) if not rows[n].strip()), len(rows))
        said = f"The front matter that begins here with {fence} does not end."
        hint = f"Put a line of {fence} between the front matter and the story."
        where = Origin(origin.path, start)
        found = (finding("SRC-002", said, origin=where, hint=hint),)
    inside = "\n".join(rows[start:end])
    body_from = min(end + 1, len(rows))
    where = Origin(origin.path, start)
    read = read_yaml if fence == "---" else read_toml
    settings, more = read(inside, origin=where)
    broken = settings is None or bool(found)
    if settings is None:
        form = "yaml" if fence == "---" else "toml"
        settings = Settings(recovered(inside), {}, where, form)  # type: ignore[arg-type]
    body = "\n".join(rows[body_from:])
    return FrontMatter(settings, body, body_from + 1, broken), found + more


def read_keys(
    front: FrontMatter, model: type[Keys], *, fallbacks: Values
) -> tuple[Keys, Settings, Findings]:
    """Return the settings of ``front`` as ``model``, with ``fallbacks`` for what is missing.

    Settings that had to be guessed at are not complained of a second time.
    """
    keys, settings, found = validated(front.settings, model, fallbacks=fallbacks)
    if keys is None:
        keys = model.model_validate(fallbacks)
    return keys, settings, () if front.broken else found


def is_slug(name: str) -> bool:
    """Whether ``name`` is safe in a web address and a file name, on every machine."""
    return _SLUG.fullmatch(name) is not None and name.casefold() not in _RESERVED


def slug_of(name: str, *, origin: Origin, taken: Iterable[str]) -> tuple[Slug, Findings]:
    """Return the slug of the article file called ``name`` (without .md)."""
    if is_slug(name):
        return Slug(name), ()
    reserved = name.casefold() in _RESERVED
    better = slugified(name)[:100].strip("-")
    if not better:
        better = "story"
    if better in _RESERVED:
        better = f"{better}-story"
    usable, number = better, 2
    while usable in taken:
        usable, number = f"{better}-{number}", number + 1
    return Slug(usable), (
        finding(
            "SRC-010",
            f'The file name "{name[:80]}" is one that is needed for something else.'
            if reserved
            else f'The file name "{name[:80]}" cannot become a web address.',
            origin=origin,
            hint=f'Rename it "{usable}.md": letters, digits and hyphens.',
        ),
    )


def read_article(
    path: Path,
    *,
    origin: Origin,
    slug: Slug,
    others: frozenset[Slug],
    publication: Publication,
    pictures: PictureFolder,
    captions: Captions,
) -> tuple[Article | None, Findings]:
    """Return the article at ``path``; ``None`` when the file must not be read at all.

    ``others`` are the other stories of the issue, which related ones must be
    among. What can be read of a broken article is kept, so that everything that is
    wrong with it is found at once.
    """
    text, found = read_text(path, origin=origin)
    if text is None:
        return None, found
    front, more = read_front_matter(text, origin=origin)
    found += more
    keys, settings, more = read_keys(front, ArticleKeys, fallbacks={"headline": _words_of(slug)})
    found += more
    language, more = _language(keys.language, settings)
    found += more

    setter = Setter(
        language or publication.language,
        publication.typography if keys.typography is None else keys.typography,
    )
    body, more = setter.body(front, Desk(pictures, captions, *setter.manner), origin=origin)
    found += more
    inline: dict[str, Markup | None] = {}
    for key in ("headline", "print_headline", "standfirst", "author_note"):
        inline[key], more = setter.inline(getattr(keys, key), settings.place(key))
        found += more
    related, more = _related(keys.related, others, settings)
    found += more
    article = Article(
        slug=slug,
        headline=inline["headline"] or Markup.escape(_words_of(slug)),
        body=body.blocks,
        origin=Origin(origin.path, settings.place("headline").line),
        print_headline=inline["print_headline"],
        kicker=setter.line(keys.kicker),
        standfirst=inline["standfirst"],
        bylines=tuple(filter(None, map(setter.line, keys.byline))),
        author_note=inline["author_note"],
        dateline=setter.line(keys.dateline),
        section=" ".join(keys.section.split()) or None if keys.section else None,
        rank=keys.rank,
        tags=tuple(tag.strip() for tag in keys.tags if tag.strip()),
        source=keys.source,
        language=language,
        related=related,
        notes=body.notes,
        pull_quotes=keys.pull_quotes,
    )
    return article, found


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets the pieces of one text in its language."""

    language: str
    typography: bool

    @property
    def manner(self) -> tuple[str, bool]:
        """The language, and whether quotes and dashes are set."""
        return self.language, self.typography

    def body(self, front: FrontMatter, desk: Desk, *, origin: Origin) -> tuple[Body, Findings]:
        """Return the text below the front matter, no longer than a story may be."""
        body, found = read_body(
            front.body,
            origin=origin,
            first_line=front.first_line,
            language=self.language,
            typography=self.typography,
            desk=desk,
        )
        body, more = limited(body, origin=origin)
        return body, found + more

    def inline(self, text: str | None, origin: Origin) -> tuple[Markup | None, Findings]:
        """Return a line of inline Markdown, or ``None`` when there is nothing in it."""
        if text is None or not text.strip():
            return None, ()
        markup, found = read_inline(
            text, origin=origin, language=self.language, typography=self.typography
        )
        return markup or None, found

    def line(self, text: str | None) -> str | None:
        """Return plain words on one line, or ``None`` when there are none."""
        words = " ".join(text.split()) if text else ""
        return (set_typography(words, self.language) if self.typography else words) or None


def _related(
    names: list[str], others: frozenset[Slug], settings: Settings
) -> tuple[tuple[Slug, ...], Findings]:
    by_name = {slug.casefold(): slug for slug in sorted(others)}
    related: dict[Slug, None] = {}
    found: list[Finding] = []
    for number, name in enumerate(names):
        slug = by_name.get(name.strip().removesuffix(".md").casefold())
        if slug is not None:
            related[slug] = None
            continue
        said = f'The related story "{shortened(name)}" is not another story of this issue.'
        origin = settings.place("related", number)
        hint = did_you_mean(name, by_name.values())
        found.append(finding("SRC-017", said, origin=origin, hint=hint))
    return tuple(related), tuple(found)


def _language(tag: str | None, settings: Settings) -> tuple[str | None, Findings]:
    if tag is None or not tag.strip():
        return None, ()
    return known_language(tag, origin=settings.place("language"))


def limited(body: Body, *, origin: Origin) -> tuple[Body, Findings]:
    """Return ``body`` cut to the blocks an article may have."""
    count = sum(1 for _ in nested(body.blocks))
    if count <= MOST_BLOCKS:
        return body, ()
    said = (
        f"The article has {count:,} paragraphs, pictures and the like; {MOST_BLOCKS:,} is the most."
    )
    hint = "Split it into several stories."
    kept, room = [], MOST_BLOCKS
    for block in body.blocks:
        room -= sum(1 for _ in nested((block,)))
        if room < 0:
            break
        kept.append(block)
    return replace(body, blocks=tuple(kept)), (finding("SRC-011", said, origin=origin, hint=hint),)


def _words_of(slug: str) -> str:
    words = slug.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
