"""What is said of a mailing: what would be sent, what was sent, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import parseaddr
from functools import cached_property

from ..model import Issue, Publication
from ..outlets import Mailing
from ..sending.clearance import stale
from ..sending.consignment import Consignment
from ..sending.journal import Journal
from ..sending.letter import LetterWriter
from ..sending.recipients import Kind, LeftOut, Recipient, by_kind
from ..sending.to_readers import Tally

_OFTEN_TOO_LARGE = 25_000_000
"""Bytes of a letter that many mailboxes do not take more than."""

_SHOWN = 20
"""More readers than this are counted, not listed."""

_KINDS: dict[Kind, str] = {
    "attachment": "with the EPUB",
    "link": "with a link",
    "kindle": "for a Kindle",
}


@dataclass(frozen=True)
class Post:
    """All that is needed to write to the readers of one issue."""

    publication: Publication
    issue: Issue
    mailing: Mailing
    consignment: Consignment
    link: str | None

    @property
    def title(self) -> str:
        """The issue as people call it."""
        return f"{self.publication.name} of {self.issue.date.isoformat()}"

    @property
    def sender(self) -> str:
        """The address letters come from, without a name."""
        return parseaddr(self.mailing.sender)[1]

    @cached_property
    def _sample(self) -> LetterWriter:
        return self.writer("sample")

    def writer(self, round_began: str) -> LetterWriter:
        """Return who writes the letters of the round that ``round_began`` then."""
        (epub,) = self.consignment.items
        return LetterWriter(
            self.publication,
            self.issue,
            self.mailing,
            epub,
            link=self.link,
            round_began=round_began,
        )

    def subject(self) -> str:
        """Return what stands over the letters."""
        return self._sample.letter(self.mailing.send).subject

    def travelling(self, kind: Kind) -> int:
        """Return how many bytes a letter of ``kind`` has as it travels."""
        return self._sample.travelling(kind)


def to_do(
    readers: Sequence[Recipient], journal: Journal, *, doubtful: bool
) -> tuple[Recipient, ...]:
    """Return who is still to be written to; the ``doubtful`` may have a letter already."""
    done = {"accepted"} if doubtful else {"accepted", "handed"}
    return tuple(one for one in readers if journal.state(one) not in done)


def counted(number: int, thing: str) -> str:
    """Return ``1 reader``, ``2 readers``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def plan(
    post: Post, readers: tuple[Recipient, ...], left_out: Sequence[LeftOut], journal: Journal
) -> str:
    """Return what would be sent to whom, with nothing sent."""
    return "".join(f"{line}\n" for line in _plan(post, readers, left_out, journal))


def _plan(
    post: Post, readers: tuple[Recipient, ...], left_out: Sequence[LeftOut], journal: Journal
) -> Iterator[str]:
    mailing = post.mailing
    (epub,) = post.consignment.items
    kinds = ", ".join(f"{count:,} {_KINDS[kind]}" for kind, count in by_kind(readers))
    yield f"{post.title}: {counted(len(readers), 'reader')}" + (f" ({kinds})" if kinds else "")
    yield f"    From     {mailing.sender}"
    yield f"    Subject  {post.subject()}"
    largest = max((post.travelling(one.kind) for one in readers), default=0)
    yield f"    With     {epub.name}, {_megabytes(len(epub.data))}; a letter is up to" + (
        f" {_megabytes(largest)} as it travels"
    )
    if post.link:
        yield f"    Link     {post.link}"
    who = f", as {mailing.user}" if mailing.user else ""
    yield f"    Through  {mailing.server}, port {mailing.port}, encrypted{who}"
    todo = to_do(readers, journal, doubtful=False)
    yield f"    Takes    about {_minutes(len(todo) / mailing.per_minute)}"
    if len(todo) < len(readers):
        yield f"    Already  {counted(len(readers) - len(todo), 'reader')} of these; not again"
    yield from _doubtful(readers, journal, post)
    yield from _left_out(left_out, mailing)
    if largest > _OFTEN_TOO_LARGE:
        yield "Many mailboxes take no letter over 25 MB. A link would reach them all:"
        yield '    send = "link" in [readers]'
    against = stale(post.consignment)
    if against is not None:
        yield f"{against} Build it again before you send it."
    day = post.issue.date.isoformat()
    yield ""
    yield "Nothing was sent. To look at it first, one letter to yourself:"
    yield f"    edition send readers {day} --try you@example.org"
    yield "To send it to them all:"
    yield f"    edition send readers {day} --yes"


def result(
    post: Post,
    readers: tuple[Recipient, ...],
    left_out: Sequence[LeftOut],
    became: tuple[Journal, Tally],
    earlier: int,
) -> str:
    """Return what was sent to whom, what was not, and what to do next.

    ``earlier`` is how many have been dealt with in runs before this one.
    """
    return "".join(f"{line}\n" for line in _result(post, readers, left_out, became, earlier))


def _result(
    post: Post,
    readers: tuple[Recipient, ...],
    left_out: Sequence[LeftOut],
    became: tuple[Journal, Tally],
    earlier: int,
) -> Iterator[str]:
    journal, tally = became
    have = sum(journal.state(one) == "accepted" for one in readers)
    now = len(tally.accepted)
    whole = have == len(readers)
    if tally.stopped:
        yield tally.stopped[0]
    if whole and not now:
        yield f"All {counted(have, 'reader')} have {post.title} already. Nothing was sent."
    else:
        before = f", {have - now:,} of them before" if have - now else ""
        yield f"{post.title}: {have:,} of {counted(len(readers), 'reader')} have it{before}."
    day = post.issue.date.isoformat()
    for what, some in (("refused for good", tally.refused), ("asked to come later", tally.later)):
        if some:
            yield f"{counted(len(some), 'reader')} {what}:"
            yield from _listed(post.mailing, [(reader, words) for reader, words in some])
    yield from _doubtful(readers, journal, post)
    if tally.untried:
        yield f"{counted(len(tally.untried), 'reader')} not written to yet."
    yield from _left_out(left_out, post.mailing)
    if tally.stopped and tally.stopped[1]:
        yield tally.stopped[1]
    elif tally.later or tally.untried:
        yield "Send again in half an hour, with the same command; nobody gets it twice:"
        yield f"    edition send readers {day} --yes"
    elif tally.refused:
        yield f"Put these addresses right in {post.mailing.list}, or take them out, and send again."
    if whole and not now:
        yield f"    To send it all the same: edition send readers {day} --again --yes"


def _doubtful(readers: Sequence[Recipient], journal: Journal, post: Post) -> Iterator[str]:
    """Yield who may have a letter or not: the answer of the server never came."""
    some = [one for one in readers if journal.state(one) == "handed"]
    if some:
        them = "They are" if len(some) > 1 else "It is"
        yield f"{counted(len(some), 'reader')} may have it or not: it broke off in the last moment."
        yield from _listed(post.mailing, [(reader, "") for reader in some])
        day = post.issue.date.isoformat()
        yield f"    {them} not written to again unless you say so:"
        yield f"    edition send readers {day} --doubtful --yes"


def _listed(mailing: Mailing, some: Sequence[tuple[Recipient, str]]) -> Iterator[str]:
    for reader, words in some[:_SHOWN]:
        yield f"    {mailing.list}:{reader.line}  {reader.masked}  {words}".rstrip()
    if len(some) > _SHOWN:
        yield f"    and {len(some) - _SHOWN:,} more"


def _left_out(left_out: Sequence[LeftOut], mailing: Mailing) -> Iterator[str]:
    if left_out:
        yield f"{counted(len(left_out), 'line')} of the list left out:"
        for one in left_out[:_SHOWN]:
            yield f"    {mailing.list}:{one.line}  {one.reason}"
        if len(left_out) > _SHOWN:
            yield f"    and {len(left_out) - _SHOWN:,} more"


def _megabytes(octets: int) -> str:
    return f"{octets / 1e6:.1f} MB"


def _minutes(minutes: float) -> str:
    if minutes < 1.5:
        return "a minute"
    return f"{minutes:.0f} minutes" if minutes < 90 else f"{minutes / 60:.1f} hours"
