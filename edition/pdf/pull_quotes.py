"""Pull quotes taken from a story's own words, where few pictures break up its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Final

from markupsafe import Markup

from ..document import Document, Part, Placed
from ..model import Article, Figure, Origin, Paragraph, PullQuote

LEAST_WORDS, MOST_WORDS = 6, 25
"""Fewer say nothing by themselves; more are no longer read at a glance."""

BEST_WORDS: Final = 12
MOST_LETTERS: Final = 140

WORDS_EACH: Final = 300
"""Words of a story for each picture, box or quotation that breaks them up."""

MOST_QUOTES: Final = 2

NAMED: Final = "--pull-quote-"
"""What stands between the story's name and the number in the name of a quotation lifted from it."""

_TAG = re.compile(r"<[^>]*>")
_MARKED: Final = "\x00"
"""Stands for whatever the words alone do not say: emphasis, a link, the call of a note."""

_END = re.compile(r"(?<=[.!?…؟])(?=\s+)|(?<=[.!?…؟][”’\"»“)])(?=\s+)")
_SAID = re.compile(r"[“„«]([^“”„«»]+)[”“»]")
_NUMBERS = re.compile(r"\d")
_AWKWARD = re.compile(rf"[{_MARKED}:;()\[\]=*/|{{}}<>]")

# Words a sentence begins with when it leans on the one before it.
_LEANING: Final = {
    "en": "a also and another because both but either he hence her here his however i in it its "
    "neither nor of one or she so some such that their then there therefore these they this "
    "those thus too we which who you yet",
    "de": "aber also auch da dabei dafür damit dann daran darauf darin darum das dass dem den denn "
    "dennoch der des deshalb die dies diese dieser dieses doch dort er es ich ihr ihre ja jedoch "
    "nun oder sein seine sie so solche trotzdem und wir",
    "fr": "ainsi alors aussi ce cela celle celui ces cet cette ceux ci car dans donc elle elles "
    "en et il ils je là leur leurs lui mais ni nous on or ou pourtant puis sa ses son vous y",
}

# Words that point at what was said before: the fewer, the better it stands alone.
_POINTING: Final = {
    "en": "he her him his it its she such that their them then they this those these",
    "de": "das dies diese dieser dieses er es ihm ihn ihr ihre sein seine sie",
    "fr": "ce cela ces elle elles il ils leur lui ça",
}


@dataclass(frozen=True, slots=True)
class _Found:
    cost: float
    at: int
    words: str
    origin: Origin


def quoted(document: Document) -> Document:
    """Return ``document`` with quotations lifted from its stories, after the last block of each.

    Make-up puts them among the columns, or leaves them out: they say nothing that the story
    does not. Stories that have theirs already are left alone.
    """
    if not document.publication.newspaper.pull_quotes:
        return document
    return replace(document, parts=tuple(map(_with_quotes, document.parts)))


def _with_quotes(part: Part) -> Part:
    story = part.subject
    if not isinstance(story, Article) or not story.pull_quotes or story.rank == "brief":
        return part
    if any(isinstance(placed.block, PullQuote) for placed in part.body):
        return part
    wanted = _wanted(part)
    found = _chosen(tuple(_candidates(part)), wanted) if wanted else ()
    lifted = (
        Placed(PullQuote(Markup.escape(one.words), one.origin), f"{part.anchor}{NAMED}{number}")
        for number, one in enumerate(found, 1)
    )
    return replace(part, body=(*part.body, *lifted))


def _wanted(part: Part) -> int:
    """Return how many quotations the story has room for: fewer, the more else stands in it."""
    words = sum(
        len(placed.block.text.striptags().split())
        for placed in part.body
        if isinstance(placed.block, Paragraph)
    )
    taken = sum(isinstance(placed.block, Figure) or bool(placed.children) for placed in part.body)
    return max(0, min(MOST_QUOTES, words // WORDS_EACH - taken))


def _candidates(part: Part) -> Iterator[_Found]:
    """Yield what could be lifted, with what speaks against it."""
    paragraphs = [placed.block for placed in part.body if isinstance(placed.block, Paragraph)]
    language = part.language.partition("-")[0].lower()
    leaning = frozenset(_LEANING.get(language, "").split())
    pointing = frozenset(_POINTING.get(language, "").split())
    for at, paragraph in enumerate(paragraphs[1:], 1):
        place = at / len(paragraphs)
        text = unescape(_TAG.sub(_MARKED, str(paragraph.text)))
        for cost, words in _sentences(text, leaning, pointing):
            away = abs(len(words.split()) - BEST_WORDS) / 4
            away += sum(word.strip(",.’") in pointing for word in words.casefold().split())
            away += 6 * max(0.0, place - 0.75, 0.2 - place)
            yield _Found(round(cost + away, 3), at, words, paragraph.origin)


def _sentences(
    text: str, leaning: frozenset[str], pointing: frozenset[str]
) -> Iterator[tuple[float, str]]:
    """Yield sentences that can stand alone: what somebody says first, then the writer's own."""
    for said in _SAID.finditer(text):
        inside = said[1]
        if inside[:1].isupper() and inside[-1:] in ",.!?…" and _stands_alone(inside, pointing):
            whole = said[0]
            yield 0.0, whole[:-2] + "." + whole[-1] if inside.endswith(",") else whole
    for sentence in (one.strip() for one in _END.split(text)):
        plain = not set(sentence) & set('“”„«»‘"')
        ends = sentence[-1:] in ".!?…؟" and not sentence[-3:-2].isspace()
        if plain and ends and not sentence[:1].islower() and _stands_alone(sentence, leaning):
            yield 3.0, sentence


def _stands_alone(words: str, leaning: frozenset[str]) -> bool:
    split = words.split()
    if not LEAST_WORDS <= len(split) <= MOST_WORDS or len(words) > MOST_LETTERS:
        return False
    if _AWKWARD.search(words) or _NUMBERS.search(words):
        return False
    return split[0].strip("’'“„«").casefold() not in leaning and words[:1].isalpha()


def _chosen(found: tuple[_Found, ...], wanted: int) -> tuple[_Found, ...]:
    """Return the best of what was found, no two from one paragraph, in the story's order."""
    best: list[_Found] = []
    for one in sorted(found, key=lambda one: (one.cost, one.at, one.words)):
        if all(abs(one.at - other.at) > 2 for other in best):
            best.append(one)
        if len(best) == wanted:
            break
    return tuple(sorted(best, key=lambda one: one.at))
