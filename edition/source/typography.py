"""House typography on the way in: quotes, dashes, ellipses and spaces that do not break.

Works on the whole text of a paragraph, so that a quotation may begin inside
emphasis and end outside it; runs of code and web addresses are only context.
Doing it twice changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from .houses import NO_BREAK, House, house

Edit = tuple[int, int, str]
"""Replace the characters from start to end by the string."""

_ELLIPSIS = re.compile(r"(?<![.…])(?<![.…] )(?:\.{3,4}|\. \. \.)(?! ?[.…])")
_ADDRESS = re.compile(r"""(?:(?:https?|ftp)://|mailto:|tel:|www\.)[^\s<>"“”«»]+|@""")
_MAILBOX = re.compile(r"[\w.+-]+(?:'[\w.+-]+)*\Z")
_MAIL_HOST = re.compile(r"@[\w-]+(?:\.[\w-]+)+")
_HYPHENS = re.compile(r"(?<![-<!])-{2,3}(?![->])")
_OPTION = re.compile(r"(?:^|(?<=\s))--[a-z]")
_SPACED_HYPHEN = re.compile(r"(?<=\S[ \n])-(?=[ \n]\S)")
_RANGE = re.compile(
    r"(?<![\w.…,/:+#\-–—])([1-9]\d{0,3})-([1-9]\d{0,3})(?![\w\-/+]|[.,:]\d)"
    r"|(?<![\w.…,/:–—-])\d{1,2}:\d\d(-)\d{1,2}:\d\d(?![\w:-])"
)
_NO_RANGE_AFTER = re.compile(
    r"(?:[A-Z]{2,}|\b[Tt]el\.?|\b[Pp]hone|\b[Cc]all|\b[Ff]ax):?[ \u00a0]?\Z"
)
_LAST_YEAR = 2100
_UNITS = (
    "%|‰|°C|°F|°|µm|mm|cm|dm|km²|km/h|km|m²|m³|m|ha|pt|pc|px|em|ppi|dpi|lpi|lpcm|gsm|g/m²|kg|mg|g|t|"
    "ml|cl|hl|l|kB|MB|GB|TB|Hz|kHz|MHz|GHz|kWh|kW|MW|W|V|mph|lb|oz|ft|MP|€|kr|zł|Kč|Ft|₽|грн|руб|CHF|"
    "EUR|GBP|USD|million|millions|billion|Mio|Mrd|Uhr|h|min|s"
)
_MEASURE = re.compile(rf"(?<=\d)[ \n](?=(?:{_UNITS})(?![\w'’]))")
_UPPER = "".join(chr(one) for one in range(0x41, 0x530) if chr(one).isupper())
_INITIALS = re.compile(rf"(?<![\w.…])(?:[{_UPPER}]\.){{1,3}}([ \n])(?=[{_UPPER}]\.)")

_BRACKETS = frozenset("([{<¿¡")
_DASHES = frozenset("-–—/=")
_FOLLOWS = frozenset(".,;:!?)]}…%")
_ANY_OPENING = frozenset("“‘„‚«‹")


@dataclass(slots=True)
class _Mark:
    """One straight quote: where it is and what it turned out to be."""

    position: int
    sign: str
    role: str = ""
    """``open``, ``close``, ``apostrophe`` or ``prime``."""
    partner: _Mark | None = None
    swapped: bool = False


def set_typography(text: str, language: str) -> str:
    """Return running ``text`` as the typesetters of ``language`` (BCP 47) would set it.

    Not for code or addresses. A language nobody has described gets its ellipses only.
    """
    return set_runs([(text, False)], language)[0]


def set_runs(runs: Sequence[tuple[str, bool]], language: str) -> list[str]:
    """Set the runs of one paragraph together; a run marked ``True`` is context only."""
    text = "".join(run for run, _ in runs)
    starts: list[int] = []
    frozen: list[tuple[int, int]] = []
    position = 0
    for run, kept in runs:
        starts.append(position)
        if kept:
            frozen.append((position, position + len(run)))
        position += len(run)
    if "@" in text or ":" in text or "www." in text:
        frozen = sorted((*frozen, *_addresses(text)))
    edits = _without_overlaps(_edits(text, house(language)), frozen)
    return _applied(text, starts, edits) if edits else [run for run, _ in runs]


def straight_quotes(text: str) -> list[int]:
    """Return where straight quotes and apostrophes stand in ``text``."""
    return [found.start() for found in re.finditer("[\"']", text)]


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the web and mail addresses in ``text`` begin and end."""
    for found in _ADDRESS.finditer(text):
        start = found.start()
        if found[0] == "@":
            host = _MAIL_HOST.match(text, start)
            mailbox = _MAILBOX.search(text, max(0, start - 64), start)
            if host and mailbox:
                yield mailbox.start(), host.end()
            continue
        address = found[0].rstrip(".,;:!?)]’”…")
        if address.endswith("'") and address.count("'") % 2:
            address = address[:-1].rstrip(".,;:!?)]")
        yield start, start + len(address)


def _edits(text: str, one: House | None) -> Iterator[Edit]:
    if ". ." in text or "..." in text:
        for found in _ELLIPSIS.finditer(text):
            yield found.start(), found.end(), "…" + "." * (len(found[0]) == 4)
    if one is None:
        return
    if '"' in text or "'" in text:
        yield from _quotes(text, one)
    if "-" in text:
        yield from _dashes(text, one)
    yield from _spaces(text, one)


def _without_overlaps(edits: Iterable[Edit], frozen: Sequence[tuple[int, int]]) -> list[Edit]:
    kept: list[Edit] = []
    reached = 0
    ice = iter((*frozen, (1 << 62, 1 << 62)))
    cold = next(ice)
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        while cold[1] <= start:
            cold = next(ice)
        if start < reached or end > cold[0]:
            continue
        kept.append((start, end, new))
        reached = max(end, start)
    return kept


def _applied(text: str, starts: Sequence[int], edits: Sequence[Edit]) -> list[str]:
    pieces: list[list[str]] = [[] for _ in starts]

    def copy(start: int, end: int) -> None:
        while start < end:
            run = bisect_right(starts, start) - 1
            stop = min(end, starts[run + 1]) if run + 1 < len(starts) else end
            pieces[run].append(text[start:stop])
            start = stop

    position = 0
    for start, end, new in edits:
        copy(position, start)
        pieces[bisect_right(starts, start) - 1].append(new)
        position = end
    copy(position, len(text))
    return ["".join(piece) for piece in pieces]


# Dashes


def _dashes(text: str, one: House) -> Iterator[Edit]:
    for found in _HYPHENS.finditer(text):
        if not (len(found[0]) == 2 and _OPTION.match(text, found.start())):
            yield found.start(), found.end(), "–" if len(found[0]) == 2 else "—"
    for found in _SPACED_HYPHEN.finditer(text):
        if one.dash_held:
            yield found.start() - 1, found.end(), NO_BREAK + one.dash
        else:
            yield found.start(), found.end(), one.dash
    for found in _RANGE.finditer(text):
        if found[3]:
            yield found.start(3), found.end(3), "–"
        elif _is_range(found[1], found[2]) and not _NO_RANGE_AFTER.search(
            text, max(0, found.start() - 12), found.start()
        ):
            yield found.end(1), found.start(2), "–"


def _is_range(first: str, last: str) -> bool:
    """Say whether ``1914-18``, ``10-12`` and the like plainly run from one number to another."""
    if len(first) > len(last):
        return len(last) == 2 and int(last) > int(first[-2:])
    if len(last) > len(first) and (len(last) > 3 or len(last) - len(first) > 1):
        return False
    if len(last) == 4 and int(last) > _LAST_YEAR:
        return False  # an ISSN or a telephone number as likely as not
    return int(last) > int(first)


# Spaces


def _spaces(text: str, one: House) -> Iterator[Edit]:
    for found in _MEASURE.finditer(text):
        yield found.start(), found.end(), NO_BREAK
    if "." in text:
        for found in _INITIALS.finditer(text):
            yield found.start(1), found.end(1), NO_BREAK
    if one.counted:
        for found in _beside_numbers(one.counted).finditer(text):
            yield found.end() - 1, found.end(), NO_BREAK
    if one.held:
        for found in _short_words(one.held).finditer(text):
            yield found.end() - 1, found.end(), NO_BREAK
    if one.before:
        yield from _before_marks(text, one)
    if one.inside:
        for found in _GUILLEMETS.finditer(text):
            new = f"«{one.inside}" if found[0][0] == "«" else f"{one.inside}»"
            if found[0] != new:
                yield found.start(), found.end(), new


_GUILLEMETS = re.compile(r"«[ \u00a0\u202f]?(?=\S)|(?<=\S)[ \u00a0\u202f]?»")
_BEFORE_HIGH = re.compile(
    r"(?<=[\w)\]»”’\"'%€°\ufffc])([ \u00a0\u202f]?)([;!?])[!?]*(?=\s|$|[»\"”’')\]])"
)
_BEFORE_COLON = re.compile(r"(?<=[\w)\]»”’\"'%€°\ufffc])([ \u00a0\u202f]?)(:)(?=\s|$|[»\"”'’])")


def _before_marks(text: str, one: House) -> Iterator[Edit]:
    for pattern in (_BEFORE_HIGH, _BEFORE_COLON):
        for found in pattern.finditer(text):
            space = one.before.get(found[2], NO_BREAK if found[1] else "")
            if found[1] != space:
                yield found.start(1), found.end(1), space


@cache
def _beside_numbers(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))}|§§?|№)[ \n](?=\d)")


@cache
def _short_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.…–—-])(?:{'|'.join(words)})[ \n](?=\w)", re.IGNORECASE)


# Quotes


def _quotes(text: str, one: House) -> Iterator[Edit]:
    marks = [_Mark(found.start(), found[0]) for found in re.finditer("[\"']", text)]
    _assign(text, marks, one)
    for mark in marks:
        yield _edit(text, mark, one)


def _assign(text: str, marks: Sequence[_Mark], one: House) -> None:
    """Decide what each mark is; openings and closings are paired."""
    opening = (_ANY_OPENING | {one.double[0], one.single[0]}) - {one.double[1], one.single[1]}
    by_position = {mark.position: mark for mark in marks}
    waiting: list[_Mark] = []
    depth = {'"': 0, "'": 0}
    for mark in marks:
        if mark.role:
            continue
        if mark.sign == "'" and _is_apostrophe(text, mark, by_position, one):
            mark.role = "apostrophe"
            continue
        before = by_position.get(mark.position - 1)
        is_open = depth[mark.sign] > 0
        if _opens(text, mark, before, opening, is_open=is_open):
            mark.role = "open"
            waiting.append(mark)
            depth[mark.sign] += 1
        elif is_open:
            mark.role = "close"
            _pair(waiting, mark, depth)
        else:
            mark.role = _loose(text, mark)
    for mark in marks:
        if mark.role == "open" and mark.partner is None and mark.sign == "'":
            mark.role = "apostrophe"


def _pair(waiting: list[_Mark], mark: _Mark, depth: dict[str, int]) -> None:
    while True:
        other = waiting.pop()
        depth[other.sign] -= 1
        if other.sign == mark.sign:
            break
    mark.partner, other.partner = other, mark
    mark.swapped = other.swapped = depth[mark.sign] % 2 == 1


def _is_apostrophe(text: str, mark: _Mark, marks: dict[int, _Mark], one: House) -> bool:
    """Say whether a straight single quote is plainly an apostrophe."""
    before = text[mark.position - 1 : mark.position]
    after = text[mark.position + 1 : mark.position + 2]
    if before.isalnum() and after.isalnum():
        if before.isdigit() and re.compile(r"\d{1,2}\"").match(text, mark.position + 1):
            mark.role = "prime"
            return False
        return True
    if before.isalnum():
        return False
    if _DECADE.match(text, mark.position):
        return True
    found = _clipped(one.clipped).match(text, mark.position) if one.clipped else None
    if found and (second := marks.get(found.end() - 1)) is not None and second is not mark:
        second.role = "apostrophe"
    return found is not None


_DECADE = re.compile(r"'\d\d(?:s|er|ern)?(?![\w'])")


@cache
def _clipped(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"'n'(?=[\s\u00a0]\w)|'(?:{'|'.join(words)})(?![\w'])", re.IGNORECASE)


def _opens(
    text: str, mark: _Mark, before: _Mark | None, opening: frozenset[str] | set[str], *,
    is_open: bool,
) -> bool:  # fmt: skip
    last = text[mark.position - 1 : mark.position]
    following = text[mark.position + 1 : mark.position + 2]
    no_word_follows = not following or following.isspace()
    if before is not None and before.role == "apostrophe":
        return following.isalnum() and not is_open
    if before is not None:
        fresh = before.role == "open"
    else:
        fresh = not last or last.isspace() or last in _BRACKETS or last in opening
    if fresh:
        return not (no_word_follows and (is_open or not following))
    if last in _DASHES:
        return (
            not no_word_follows
            and following not in _FOLLOWS
            and not (is_open and following in "\"'")
        )
    return last.isalpha() and following.isalpha() and not is_open


def _loose(text: str, mark: _Mark) -> str:
    """Name a closing mark that closes nothing."""
    if text[mark.position - 1 : mark.position].isdigit():
        return "prime"
    return "apostrophe" if mark.sign == "'" else "close"


def _edit(text: str, mark: _Mark, one: House) -> Edit:
    start, end = mark.position, mark.position + 1
    match mark.role:
        case "apostrophe":
            return start, end, "’"
        case "prime":
            return start, end, "′" if mark.sign == "'" else "″"
    double = (mark.sign == '"') != mark.swapped
    pair = one.double if double else one.single
    space = one.inside if double else ""
    if mark.role == "open":
        if space and text[end : end + 1] in (" ", "\u00a0", "\u202f"):
            end += 1
        return start, end, pair[0] + space
    if space and text[start - 1 : start] in (" ", "\u00a0", "\u202f"):
        start -= 1
    return start, end, space + pair[1]
