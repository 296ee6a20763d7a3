"""The parts of a page that was copied as plain text: its head, article, appeal, contents, rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import date_in
from .found import Listed, ListedSection
from .matter import words_set

HEAD_LINES = 40
"""Lines at the top among which the line with paper and date must be."""

_FROM = re.compile(
    r"\A(?:from|aus|de|da|dal|du|extrait de|published in|first published in|erschienen in"
    r"|taken from)\s*:?\s+(?P<paper>.{2,80}?)(?:\s+(?:newspaper|magazine|weekly|zeitung|journal))?"
    r"(?:,?\s+(?:issue|no\.?|number|nr\.?|ausgabe)\s*(?P<number>\d{1,5}))?"
    r"\s*[,:|–-]\s*(?P<when>.+)\Z",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\A(?:(?:also )?in this (?:week.s )?(?:issue|paper|edition)|contents(?: of this issue)?"
    r"|in diesem heft|in dieser ausgabe|inhalt|dans ce numéro|sommaire|en este número"
    r"|in questo numero)\b.{0,60}\Z",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:donat\w+|appeal|support us|subscrib\w+|fighting fund|become a member|join us"
    r"|spenden?\w*|unterstütz\w+|soutenez|faire un don|donaci\w+|sostieni|crowdfund\w+|pledge)\b",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\A(?:related|more (?:on|from|about|stories)|see also|read (?:more|also)|links?"
    r"|siehe auch|mehr"
    r"|voir aussi|ver también|home\b|print(?:able|er)|share|comments?|archive|alphabetical)\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"(?<![\d])(?:\+|\(?0)[\d()][\d ()/.-]{7,18}\d(?!\d)")
_MAIL = re.compile(r"\b[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}\b")
_FORM = re.compile(
    r"\A(?:my donation|your (?:message|name|e-?mail)|amount|submit|send|all payments|name|e-?mail"
    r"|postcode|phone)\b.{0,60}\Z",
    re.IGNORECASE,
)
DEPARTMENTS = words_set(
    "news analysis editorial editorials campaign campaigns students letters sport sports reviews"
    " review features feature opinion opinions culture comment comments arts business politics"
    " world international home local national workplace leader leaders obituaries books music"
    " science technology education environment history diary classified notices columns column"
    " reports interviews essays fiction poetry youth people town country briefs nachrichten politik"
    " kultur meinung leserbriefe wirtschaft lokales société culture sports économie tribune cronaca"
    " cultura economía deportes opinión trade craft pressroom type paper bookshelf workshop"
)
_SIGNS = re.compile(r"[?!:;\"“”«»]|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the capture and how many empty ones stand before it."""

    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a capture, part by part; ``contents`` are sections with story titles."""

    paper: str | None
    day: date | None
    number: int | None
    headline: str | None
    article: tuple[Line, ...]
    appeal: tuple[Line, ...]
    contents: tuple[ListedSection, ...]
    contacts: tuple[Line, ...]
    above: tuple[Line, ...]
    rest: tuple[Line, ...]


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines that say something."""
    found: list[Line] = []
    gap = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        words = " ".join(line.split())
        if words:
            found.append(Line(words, gap))
            gap = 0
        else:
            gap += 1
    return tuple(found)


def parts_of(lines: Sequence[Line]) -> Parts:
    """Return the parts of the capture, each of which may be empty."""
    start, paper, day, number = _dateline(lines)
    contents_at = _contents_at(lines, start, day)
    contents, after = _contents(lines, contents_at)
    end = contents_at if contents_at is not None else _end_without_contents(lines, start)
    appeal_at = _appeal_at(lines, start, end, has_contents=contents_at is not None)
    article_end = appeal_at if appeal_at is not None else end
    tail = lines[after:] if contents_at is not None else lines[end:]
    contacts = _contacts(tail)
    headline = lines[start].text if start < len(lines) else None
    known = set(contacts)
    return Parts(
        paper=paper,
        day=day,
        number=number,
        headline=headline,
        article=tuple(lines[start + 1 : article_end]),
        appeal=tuple(one for one in lines[article_end:end] if not _FORM.match(one.text)),
        contents=contents,
        contacts=contacts,
        above=tuple(lines[: max(start - 1, 0)]) if day else (),
        rest=tuple(one for one in tail if one not in known),
    )


def is_heading(text: str) -> bool:
    """Say whether a line alone is a heading by its look: short, and no sentence."""
    if len(text) > 90 or len(text.split()) > 12 or text[-1] in ".,;…":
        return False
    if re.match(r"[•*·▪–—-]\s", text) or _TELEPHONE.search(text):
        return False
    return text[0].isupper() or not text[0].isascii() or text[0] in "'\"‘“«" or text[0].isdigit()


def _dateline(
    lines: Sequence[Line],
) -> tuple[int, str | None, date | None, int | None]:
    """Return where the headline is, and paper, date and number from the line above it."""
    for place, line in enumerate(lines[:HEAD_LINES]):
        found = _FROM.match(line.text)
        day = date_in(found["when"]) if found else None
        if found and day and place + 1 < len(lines):
            return place + 1, found["paper"], day, int(found["number"]) if found["number"] else None
    for place, line in enumerate(lines[:HEAD_LINES]):
        day = date_in(line.text)
        if day and len(line.text.split()) <= 10 and place + 1 < len(lines):
            return place + 1 if place else 1, None, day, None
    return 0, None, None, None


def _contents_at(lines: Sequence[Line], start: int, day: date | None) -> int | None:
    for place, line in enumerate(lines):
        if place <= start:
            continue
        if _CONTENTS.match(line.text):
            return place
        if day and line.text.endswith(":") and len(line.text) < 90 and date_in(line.text) == day:
            return place
    return None


def _contents(lines: Sequence[Line], place: int | None) -> tuple[tuple[ListedSection, ...], int]:
    """Return the contents from the line after ``place``, and where they end."""
    if place is None:
        return (), len(lines)
    end = place + 1
    while end < len(lines):
        text = lines[end].text
        if text.count("|") >= 2 or _RELATED.match(text) or len(text) > 160:
            break
        end += 1
    titles = [one.text for one in lines[place + 1 : end]]
    heads = _section_titles(titles)
    sections: list[tuple[str, list[Listed]]] = []
    for title in titles:
        if title in heads:
            sections.append((title, []))
        else:
            if not sections:
                sections.append(("Front page", []))
            sections[-1][1].append(Listed(title))
    return tuple(ListedSection(title, tuple(some)) for title, some in sections), end


def _section_titles(titles: Sequence[str]) -> frozenset[str]:
    """Return which of the lines are titles of sections: labels, where stories have headlines."""
    openings = Counter(" ".join(one.split()[:2]) for one in titles if len(one.split()) > 2)
    found = set()
    for title in titles:
        words = [one.casefold() for one in re.findall(r"[^\W\d_]+", title)]
        if not 0 < len(words) <= 6 or _SIGNS.search(title) or "in brief" in title.casefold():
            continue
        label = words[-1] in DEPARTMENTS and not title.endswith(".")
        # "Our Paper campaigns", "Our Paper letters": what many lines begin with is a name.
        repeated = openings[" ".join(title.split()[:2])] >= 3 and len(words) <= 5
        if label or repeated:
            found.add(title)
    return frozenset(found)


def _end_without_contents(lines: Sequence[Line], start: int) -> int:
    """Return where the article ends when no list of contents follows it."""
    for place in range(start + 3, len(lines)):
        text = lines[place].text
        if text.count("|") >= 2 or (_RELATED.match(text) and is_heading(text.rstrip(":"))):
            return place
        if _TELEPHONE.search(text) and len(text) < 60 and place > len(lines) // 2:
            return place
    return len(lines)


def _appeal_at(lines: Sequence[Line], start: int, end: int, *, has_contents: bool) -> int | None:
    """Return where an appeal for money or members begins, by its heading."""
    for place in range(start + 1 + (end - start) * (1 if has_contents else 2) // 3, end):
        text = lines[place].text
        if _APPEAL.search(text) and is_heading(text) and len(text.split()) <= 9:
            after = " ".join(one.text for one in lines[place:end])
            if len(_APPEAL.findall(after)) >= 2:
                return place
    return None


def _contacts(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with telephone numbers and addresses, and the headings among them."""
    spoken = [
        place
        for place, one in enumerate(lines)
        if _TELEPHONE.search(one.text) or _MAIL.search(one.text)
    ]
    if len(spoken) < 2:
        return ()
    first, last = spoken[0], spoken[-1]
    if first > 0 and lines[first - 1].text.endswith(":"):
        first -= 1
    return tuple(lines[first : last + 1])
