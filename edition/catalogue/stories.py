"""The alphabetical list of stories, in pages by first letters, so that few change at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from ..delivery.record import Story
from .shelves import Shown

MOST = 400
"""Stories on a page: beyond it every letter has a page, beyond it again every two."""

LONGEST = 6
"""Letters after which no group is divided any further."""

OTHER = "0"
"""The group of headlines that begin with no letter."""

_ARTICLES: Mapping[str, tuple[str, ...]] = {
    "en": ("the ", "a ", "an "),
    "de": ("der ", "die ", "das ", "ein ", "eine "),
    "fr": ("le ", "la ", "les ", "l’", "l'", "un ", "une "),
    "es": ("el ", "la ", "los ", "las ", "un ", "una "),
    "it": ("il ", "lo ", "la ", "i ", "gli ", "le ", "l’", "l'", "un ", "una "),
    "nl": ("de ", "het ", "een "),
    "pt": ("o ", "a ", "os ", "as ", "um ", "uma "),
}
"""What a headline is not filed under."""


_Filed = tuple[str, int, tuple[Shown, Story]]
"""What a story is filed under, its place among all, and itself."""


@dataclass(frozen=True, slots=True)
class Group:
    """Stories whose headlines begin alike, in order; ``name`` is its name in addresses."""

    name: str
    title: str
    letter: str
    stories: tuple[tuple[Shown, Story], ...]


def grouped(stories: Iterable[tuple[Shown, Story]]) -> tuple[Group, ...]:
    """Return ``stories`` by their first letters, in the order of the alphabet."""
    letters: dict[str, list[_Filed]] = {}
    for number, found in enumerate(stories):
        key = filed(found[1].headline, found[1].language)
        letters.setdefault(_letter(key), []).append((key, number, found))
    groups: list[Group] = []
    for letter in sorted(letters):
        groups += _divided(letter, letter, sorted(letters[letter], key=_order))
    return tuple(groups)


def _divided(prefix: str, letter: str, entries: Sequence[_Filed]) -> Iterator[Group]:
    """Yield the groups that ``entries``, which all begin with ``prefix``, are shared out over."""
    if len(entries) <= MOST or letter == OTHER or len(prefix) == LONGEST:
        yield _group(prefix, letter, entries)
        return
    further: dict[str, list[_Filed]] = {}
    for entry in entries:
        further.setdefault(entry[0][: len(prefix) + 1], []).append(entry)
    # The page of the prefix itself stays, whatever is on it: its address has been given out.
    yield _group(prefix, letter, further.pop(prefix, []))
    for longer in sorted(further):
        yield from _divided(longer, letter, further[longer])


def _order(entry: _Filed) -> tuple[str, int]:
    return entry[:2]


@lru_cache(maxsize=100_000)
def filed(headline: str, language: str) -> str:
    """Return what ``headline`` is filed under: its letters and figures alone, small.

    Without an article before them, without accents, and without what parts words: letter by
    letter, as most encyclopaedias do.
    """
    text = headline.casefold().lstrip("‘’“”„«»\"'¿¡–—…([ ")
    for article in _ARTICLES.get(language.split("-")[0].lower(), ()):
        if text.startswith(article) and len(text) > len(article):
            text = text[len(article) :].lstrip("‘’“”„«»\"' ")
            break
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, plain))


def letters(groups: Sequence[Group]) -> tuple[tuple[str, Group], ...]:
    """Return every letter there is with the first of its groups."""
    first: dict[str, Group] = {}
    for group in groups:
        first.setdefault(group.letter, group)
    return tuple((_shown(letter), group) for letter, group in first.items())


def _group(prefix: str, letter: str, entries: Sequence[_Filed]) -> Group:
    name = prefix
    if not (name.isascii() and name.isalnum()):
        name = f"x{sha256(prefix.encode()).hexdigest()[:8]}"
    return Group(name, _shown(prefix), letter, tuple(entry[2] for entry in entries))


def _shown(prefix: str) -> str:
    return "0–9" if prefix == OTHER else prefix[:1].upper() + prefix[1:]


def _letter(key: str) -> str:
    return key[0] if key and key[0].isalpha() else OTHER
