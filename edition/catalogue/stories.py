"""The alphabetical list of stories, in pages by first letters, so that few change at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from ..delivery.record import Story
from .shelves import Shown

MOST = 400
"""Stories of one letter beyond which the letter is divided by its second one."""

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


@dataclass(frozen=True, slots=True)
class Group:
    """Stories whose headlines begin alike, in order; ``name`` is its name in addresses."""

    name: str
    title: str
    letter: str
    stories: tuple[tuple[Shown, Story], ...]


def grouped(stories: Iterable[tuple[Shown, Story]]) -> tuple[Group, ...]:
    """Return ``stories`` by their first letters, in the order of the alphabet.

    As few as fit on one page are one group, called ``all``.
    """
    letters: dict[str, list[tuple[str, int, tuple[Shown, Story]]]] = {}
    for number, found in enumerate(stories):
        key = filed(found[1].headline, found[1].language)
        letters.setdefault(_letter(key), []).append((key, number, found))
    groups: list[Group] = []
    for letter in sorted(letters):
        one = sorted(letters[letter], key=lambda entry: entry[:2])
        if len(one) <= MOST or letter == OTHER:
            groups.append(_group(letter, letter, one))
            continue
        # The page of the letter itself stays, whatever is on it: its address has been given out.
        second: dict[str, list[tuple[str, int, tuple[Shown, Story]]]] = {" ": []}
        for entry in one:
            second.setdefault(_second(entry[0]), []).append(entry)
        groups += (_group(letter + more, letter, second[more]) for more in sorted(second))
    return tuple(groups)


@lru_cache(maxsize=100_000)
def filed(headline: str, language: str) -> str:
    """Return what ``headline`` is filed under: small letters, no accents, no article before."""
    text = headline.casefold().lstrip("‘’“”„«»\"'¿¡–—…([ ")
    for article in _ARTICLES.get(language.split("-")[0].lower(), ()):
        if text.startswith(article) and len(text) > len(article):
            text = text[len(article) :].lstrip("‘’“”„«»\"' ")
            break
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(one for one in plain if not unicodedata.combining(one))


def letters(groups: Sequence[Group]) -> tuple[tuple[str, Group], ...]:
    """Return every letter there is with the first of its groups."""
    first: dict[str, Group] = {}
    for group in groups:
        first.setdefault(group.letter, group)
    return tuple((_shown(letter), group) for letter, group in first.items())


def _group(
    prefix: str, letter: str, entries: Sequence[tuple[str, int, tuple[Shown, Story]]]
) -> Group:
    name = prefix.replace(" ", "") or OTHER
    if not (name.isascii() and name.isalnum()):
        name = f"x{sha256(prefix.encode()).hexdigest()[:8]}"
    return Group(name, _shown(prefix), letter, tuple(entry[2] for entry in entries))


def _shown(prefix: str) -> str:
    return "0–9" if prefix == OTHER else prefix[:1].upper() + prefix[1:].strip()


def _letter(key: str) -> str:
    return key[0] if key and key[0].isalpha() else OTHER


def _second(key: str) -> str:
    return key[1] if len(key) > 1 and key[1].isalpha() else " "
