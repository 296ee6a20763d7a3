"""Posting an issue to its readers: one letter each, none lost, none twice."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field

from ..errors import DeliveryError
from .journal import Clerk
from .post import LostError, Post, RefusedError
from .recipients import Recipient

LATER = (60.0, 300.0, 900.0, 1800.0)
"""Seconds until a reader whose server asked us to come back is tried again."""

GONE = (5.0, 15.0, 60.0, 120.0)
"""Seconds until a server that has gone is asked again."""

_STRANGER = 2
"""How often a server is waited for that has never answered."""

MOST_REFUSALS = 5
"""Readers refused one after the other; after these it is not the readers."""

Opened = Callable[[], AbstractContextManager[Post]]
Compose = Callable[[Recipient], bytes]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast letters go, and how long we wait. ``sleep`` and ``clock`` are the system's."""

    per_minute: float
    later: Sequence[float] = LATER
    gone: Sequence[float] = GONE
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass(slots=True)
class Tally:
    """What became of a run. ``stopped`` is why it ended before its end, with what to do."""

    accepted: list[Recipient] = field(default_factory=list)
    refused: list[tuple[Recipient, str]] = field(default_factory=list)
    later: list[tuple[Recipient, str]] = field(default_factory=list)
    untried: list[Recipient] = field(default_factory=list)
    stopped: tuple[str, str] | None = None
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class _Turn:
    reader: Recipient
    tries: int = 0
    due: float = 0.0


class Round:
    """One run over the readers who are still to be written to."""

    def __init__(
        self,
        sender: str,
        compose: Compose,
        opened: Opened,
        clerk: Clerk,
        pace: Pace,
        *,
        said: Callable[[str], None],
        watch: Callable[[int, int], None],
    ) -> None:
        self._sender = sender
        self._compose = compose
        self._opened = opened
        self._clerk = clerk
        self._pace = pace
        self._said = said
        self._watch = watch
        self._refusals = 0
        self._losses = 0
        self._met = False
        self._next = 0.0
        self.tally = Tally()

    def run(self, readers: Sequence[Recipient]) -> Tally:
        """Write to ``readers``; the tally holds what became of them even when this breaks off."""
        queue = deque(_Turn(reader) for reader in readers)
        self.tally.untried = list(readers)
        while queue and self.tally.stopped is None:
            try:
                self._through(queue, len(readers))
            except LostError as error:
                self._lost(error)
            except DeliveryError as error:
                self.tally.stopped = (error.message, error.hint or "")
        return self.tally

    def _through(self, queue: deque[_Turn], total: int) -> None:
        """Work at ``queue`` over one connection, opened when the first letter is due."""
        with ExitStack() as way:
            post: Post | None = None
            while queue and self.tally.stopped is None:
                turn = min(queue, key=lambda one: one.due)
                if turn.due - self._pace.clock() > self._pace.gone[0]:
                    way.close()  # Servers do not like to be kept waiting.
                    post = None
                self._wait_for(turn, queue)
                if post is None:
                    post = way.enter_context(self._opened())
                    self._met = True
                queue.remove(turn)
                again = self._one(post, turn, queue)
                if again is not None:
                    queue.append(again)
                self._watch(len(self.tally.accepted), total)

    def _wait_for(self, turn: _Turn, queue: deque[_Turn]) -> None:
        pause = turn.due - self._pace.clock()
        if pause > self._pace.gone[0]:
            many = f"{len(queue)} readers' servers ask" if len(queue) > 1 else "One server asks"
            self._said(
                f"{many} us to come back later, as many do with strangers. Waiting "
                f"{_minutes(pause)}; Ctrl-C is safe, the same command goes on from here."
            )
        pause = max(pause, self._next - self._pace.clock())
        if pause > 0:
            self._pace.sleep(pause)

    def _one(self, post: Post, turn: _Turn, queue: deque[_Turn]) -> _Turn | None:
        """Write to one reader; return the turn to be taken again, if any."""
        reader = turn.reader
        clerk, tally = self._clerk, self.tally
        self._next = self._pace.clock() + 60.0 / self._pace.per_minute
        if not reader.address.isascii() and not post.takes_any_letters:
            self._refuse(reader, "this mail server takes plain letters in addresses only")
            return None
        letter = self._compose(reader)
        if post.largest is not None and len(letter) > post.largest:
            queue.append(turn)
            tally.stopped = _too_large(len(letter), post.largest)
            return None
        try:
            post.hand_in(
                self._sender,
                reader.address,
                letter,
                committed=lambda: clerk.note(reader, "handed"),
            )
        except RefusedError as error:
            words = without(reader, error.words)
            if error.wholly and error.lasting:
                queue.append(turn)
                tally.stopped = (
                    f"The mail server takes nothing from {self._sender}: {words}.",
                    "Is sender in [readers] an address you may send from? Ask your provider.",
                )
                return None
            if error.lasting:
                clerk.note(reader, "refused", words)
                self._refuse(reader, words)
                self._count_refusal(words)
                return None
            return self._put_off(turn, words)
        except LostError as error:
            if error.certain:
                queue.append(turn)  # At the end: it may be this reader that the server minds.
            else:
                tally.untried.remove(reader)
            raise
        clerk.note(reader, "accepted")
        tally.accepted.append(reader)
        tally.untried.remove(reader)
        self._refusals = self._losses = 0
        return None

    def _put_off(self, turn: _Turn, words: str) -> _Turn | None:
        self._clerk.note(turn.reader, "later", words)
        if turn.tries == len(self._pace.later):
            self.tally.later.append((turn.reader, words))
            self.tally.untried.remove(turn.reader)
            return None
        due = self._pace.clock() + self._pace.later[turn.tries]
        return _Turn(turn.reader, turn.tries + 1, due)

    def _refuse(self, reader: Recipient, words: str) -> None:
        self.tally.refused.append((reader, words))
        self.tally.untried.remove(reader)

    def _count_refusal(self, words: str) -> None:
        self._refusals += 1
        if self._refusals == MOST_REFUSALS:
            self.tally.stopped = (
                f"{MOST_REFUSALS} readers in a row were refused, so it may not be their "
                f"addresses. The last words were: {words}.",
                "If the server speaks of spam, policy or too many, ask your provider. If the "
                "addresses are old, take them out of the list. Then send again: it goes on here.",
            )

    def _lost(self, error: LostError) -> None:
        """Wait for a server that has gone, or give it up."""
        patience = self._pace.gone if self._met else self._pace.gone[:_STRANGER]
        if self._losses >= len(patience):
            what = "has gone" if self._met else "cannot be reached"
            self.tally.stopped = (
                f"The mail server {what}: {str(error).rstrip('.')}.",
                "Is this machine online? Send again with the same command: it goes on where it "
                "stopped.",
            )
            return
        pause = self._pace.gone[self._losses]
        self._losses += 1
        self._said(f"No connection to the mail server: {error}. Trying again in {pause:g} s.")
        self._pace.sleep(pause)


def _too_large(size: int, largest: int) -> tuple[str, str]:
    return (
        f"A letter has {size / 1e6:.1f} MB as it travels, and this mail server takes "
        f"{largest / 1e6:.1f} MB.",
        'Send a link: send = "link" in [readers]. Or make the EPUB smaller: screen_pixels and '
        "screen_bytes in [pictures].",
    )


def without(reader: Recipient, words: str) -> str:
    """Return the ``words`` of a server without the address of ``reader`` in full."""
    found = re.compile(re.escape(reader.address), re.IGNORECASE)
    return found.sub(reader.masked, words).rstrip(".")


def _minutes(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes"
