"""Who has been sent an issue: written down reader by reader, before and after."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from .recipients import Recipient, hashed
from .records import Book, Record

State = Literal["handed", "accepted", "refused", "later"]
"""``handed``: all but the last dot was sent, and no answer has been written down."""

STATES: tuple[State, ...] = ("handed", "accepted", "refused", "later")


@dataclass(slots=True)
class Journal:
    """What has become of each reader in this round; ``salt`` is what addresses are hashed with.

    A round is one posting of one issue to its readers; a new one begins when the editor asks
    for it, and knows nothing of those before. ``digest`` is the SHA-256 of the EPUB that the
    round began with, ``None`` when no round has begun.
    """

    salt: str
    digest: str | None = None
    began: str | None = None
    states: dict[str, State] = field(default_factory=dict)

    def state(self, reader: Recipient) -> State | None:
        """Return what has become of ``reader``; ``None`` when nobody has tried."""
        return self.states.get(hashed(reader.address, self.salt))


def read_journal(records: Sequence[Record], *, anew: bool = False) -> Journal:
    """Return what ``records`` say of the newest round, or an empty one, ``anew``."""
    salt = next((one["salt"] for one in records if one.get("event") == "begin"), None)
    journal = Journal(str(salt) if salt else new_salt())
    if anew:
        return journal
    for one in records:
        event = one.get("event")
        if event == "begin":
            journal = Journal(journal.salt, str(one.get("epub")), str(one.get("at")))
        elif event in STATES:
            journal.states[str(one.get("reader"))] = event
    return journal


class Clerk:
    """Writes down what becomes of each reader; every line is on the disk at once."""

    def __init__(self, journal: Journal, book: Book | None) -> None:
        """Write into ``book``, or nowhere."""
        self.journal = journal
        self._book = book

    def begin(self, about: Mapping[str, object], *, epub: str) -> None:
        """Begin a round."""
        self.journal.began, self.journal.digest = now(), epub
        self._write(
            {
                "event": "begin",
                "at": self.journal.began,
                "salt": self.journal.salt,
                "epub": epub,
                **about,
            }
        )

    def note(self, reader: Recipient, state: State, words: str | None = None) -> None:
        """Write down that ``reader`` is in ``state``; ``words`` are the server's."""
        name = hashed(reader.address, self.journal.salt)
        self.journal.states[name] = state
        record: dict[str, object] = {"event": state, "at": now(), "reader": name}
        if words is not None:
            record["words"] = words
        self._write(record)

    def _write(self, record: Record) -> None:
        if self._book is not None:
            self._book.write(record)


def new_salt() -> str:
    """Return something to hash addresses with that nobody can guess."""
    return secrets.token_hex(16)


def now() -> str:
    """Return the time of day, of the whole world."""
    return datetime.now(UTC).isoformat(timespec="seconds")
