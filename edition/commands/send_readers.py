"""``edition send readers``: the EPUB, or a link to it, by mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from ..endings import CLEAN, INTERRUPTED, WARNINGS
from ..errors import DeliveryError
from ..model import Issue, Publication
from ..outlets import Mailing
from ..sending.clearance import stale
from ..sending.consignment import Consignment
from ..sending.journal import Clerk, Journal, new_salt, now, read_journal
from ..sending.kindle import refusal
from ..sending.passwords import READERS, password_for, save_password
from ..sending.post import post_office
from ..sending.recipients import LeftOut, Recipient, is_kindle, parsed_address, read_recipients
from ..sending.records import opened, read_records, reader_records
from ..sending.to_readers import Pace, Round, Tally
from ..shelf import publication_around
from ..source import load
from ..source.publication import read_publication
from ..terminal import Terminal
from .readers_report import Post, counted, plan, result, to_do
from .sending import asked, chosen, consignment_of, refuse_wrong_settings


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for on the command line.

    ``yes`` is that letters are to go out; ``trial`` is the one address they go to instead of
    the list. ``again`` begins anew, ``doubtful`` writes to those who may have it already.
    """

    yes: bool = False
    out: Path | None = None
    despite: str | None = None
    again: bool = False
    doubtful: bool = False
    trial: str | None = None
    preview: Path | None = None


def run(issue: str | None, terminal: Terminal, *, wishes: Wishes) -> int:
    """Write to the readers of ``issue``, or say what would be written; return the exit code."""
    choice, root = chosen(issue, terminal)
    publication, number, found = load(choice.folder)
    refuse_wrong_settings(found)
    mailing = publication.mailing
    if mailing is None:
        raise DeliveryError(
            f"{publication.name} does not post to readers yet.",
            hint="Add [readers] to publication.toml, with sender, server and user: "
            "docs/sending.md shows how.",
        )
    consignment = consignment_of("epub", choice, root, terminal, out=wishes.out)
    post = Post(publication, number, mailing, consignment, _link(publication, number, mailing))
    if wishes.preview is not None:
        return _preview(post, wishes.preview, terminal)
    if wishes.trial is not None:
        return _try_out(post, wishes.trial, terminal)
    readers, left_out = read_recipients(root / mailing.list, usual=mailing.send)
    readers, more = _without_refused_kindles(readers, post)
    left_out = tuple(sorted((*left_out, *more), key=lambda one: one.line))
    path = reader_records(root, number.date.isoformat())
    if not wishes.yes:
        journal = read_journal(read_records(path), anew=wishes.again)
        terminal.say(plan(post, readers, left_out, journal))
        return CLEAN
    _refuse_stale(consignment, wishes.despite)
    if not readers:
        raise DeliveryError(f"There is nobody in {mailing.list} to write to. Nothing was sent.")
    _refuse_too_large(post, readers)
    with opened(path, secret=True) as book:
        journal = read_journal(read_records(path), anew=wishes.again)
        clerk = Clerk(journal, book)
        todo = to_do(readers, journal, doubtful=wishes.doubtful)
        earlier = len(readers) - len(todo)
        if todo:
            _begin(post, clerk, terminal, despite=wishes.despite)
        tally = Tally()
        if todo:
            terminal.remark(f"Writing to {counted(len(todo), 'reader')} through {mailing.server}.")
            tally = _written_to(todo, post, clerk, terminal, pace=Pace(mailing.per_minute))
        terminal.say(result(post, readers, left_out, (journal, tally), earlier))
    if tally.interrupted:
        return INTERRUPTED
    if tally.stopped:
        return DeliveryError.exit_code
    return CLEAN if all(journal.state(one) == "accepted" for one in readers) else WARNINGS


def _begin(post: Post, clerk: Clerk, terminal: Terminal, *, despite: str | None) -> None:
    """Begin a round, or go on with the one that has begun."""
    (epub,) = post.consignment.items
    if clerk.journal.began is None:
        clerk.begin({"issue": post.issue.date.isoformat(), "despite": despite}, epub=epub.digest)
    elif clerk.journal.digest != epub.digest:
        terminal.remark(
            "The issue has been built anew since the first letters went out: those who are left "
            "get the new one. To send it to everybody once more: --again"
        )


def keep_password(terminal: Terminal) -> int:
    """Ask for the password at the mail server and keep it in the system's keyring."""
    publication, found = read_publication(publication_around(Path.cwd()))
    refuse_wrong_settings(found)
    mailing = publication.mailing
    if mailing is None or mailing.user is None:
        raise DeliveryError(
            "No user is named in [readers], so there is no password to save.",
            hint='Add user = "post@forme.example" to [readers] in publication.toml.',
        )
    word = asked(f"Password of {mailing.user} at {mailing.server}: ")
    save_password(word, server=mailing.server, user=mailing.user, places=(READERS,))
    terminal.remark(f"The password for {mailing.server} is in this system's keyring.")
    return CLEAN


def _link(publication: Publication, issue: Issue, mailing: Mailing) -> str | None:
    """Return where the catalogue has the page of ``issue``."""
    base = publication.offer.address
    if base is None:
        base = publication.url if mailing.send == "link" else None
    if base is None:
        if mailing.send == "link":
            raise DeliveryError(
                "Readers are to be sent a link, and nothing says where the catalogue is.",
                hint='Add [catalogue] with base_url = "https://forme.example/issues/" to '
                "publication.toml: where you put what edition publish makes.",
            )
        return None
    return f"{base.rstrip('/')}/issues/{issue.date.isoformat()}.html"


def _refuse_stale(consignment: Consignment, despite: str | None) -> None:
    against = stale(consignment)
    if against is not None and despite is None:
        raise DeliveryError(
            f"{against} Nothing was sent.",
            hint=f"Build it again: edition build {consignment.date.isoformat()}. Or send what was "
            'built, and say why: --despite "only a note to ourselves"',
        )


def _without_refused_kindles(
    readers: tuple[Recipient, ...], post: Post
) -> tuple[tuple[Recipient, ...], tuple[LeftOut, ...]]:
    """Return ``readers`` without those whose Kindle would send the file back, and why."""
    kindles = [one for one in readers if one.kind == "kindle"]
    if not kindles:
        return readers, ()
    (epub,) = post.consignment.items
    said = refusal(epub.name, epub.data, travelling=post.travelling("kindle"))
    if said is None:
        return readers, ()
    why = f"a Kindle would send it back: {said}"
    return (
        tuple(one for one in readers if one.kind != "kindle"),
        tuple(LeftOut(one.line, why) for one in kindles),
    )


def _refuse_too_large(post: Post, readers: Sequence[Recipient]) -> None:
    """Stop when a letter is larger than [readers] says letters may be."""
    largest = max(post.travelling(kind) for kind in {one.kind for one in readers})
    if largest > post.mailing.largest * 1e6:
        raise DeliveryError(
            f"A letter with the EPUB has {largest / 1e6:.1f} MB as it travels, and "
            f"{post.mailing.largest:g} MB is the most [readers] allows. Nothing was sent.",
            hint='Send a link: send = "link" in [readers]. Or make the EPUB smaller: '
            "screen_pixels and screen_bytes in [pictures].",
        )


def _preview(post: Post, folder: Path, terminal: Terminal) -> int:
    """Write the letter into ``folder``, for a browser and for a mail program."""
    writer = post.writer(now())
    letter = writer.letter(post.mailing.send)
    sample = Recipient("reader@example.org", None, post.mailing.send, 0)
    files = {
        "letter.html": letter.html.encode(),
        "letter.txt": letter.text.encode(),
        "letter.eml": writer.write(sample, datetime.now(UTC)),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise DeliveryError(f"{folder} cannot be written into: {error.strerror}.") from error
    terminal.say("".join(f"{folder / name}\n" for name in files))
    return CLEAN


def _try_out(post: Post, address: str, terminal: Terminal) -> int:
    """Send one letter to one address, and write nothing down."""
    plain = parsed_address(address)
    if plain is None:
        raise DeliveryError(f'"{address}" is not an address of mail. Nothing was sent.')
    reader = Recipient(plain, None, "kindle" if is_kindle(plain) else post.mailing.send, 0)
    clerk = Clerk(Journal(new_salt(), began=now()), None)
    tally = _written_to([reader], post, clerk, terminal, pace=Pace(60.0, later=(), gone=(5.0,)))
    if tally.accepted:
        terminal.say(f"One letter went to {plain}, for you to look at, and to nobody else.\n")
        return CLEAN
    words = next((words for _, words in (*tally.refused, *tally.later)), "no reason given")
    why, hint = tally.stopped or (f"The mail server does not take it: {words}.", "")
    raise DeliveryError(f"{why} Nothing was sent.", hint=hint or None)


def _written_to(
    readers: Sequence[Recipient],
    post: Post,
    clerk: Clerk,
    terminal: Terminal,
    *,
    pace: Pace,
) -> Tally:
    """Write to ``readers`` and return what became of them, even when it is broken off."""
    mailing = post.mailing
    writer = post.writer(clerk.journal.began or now())
    way = partial(
        post_office,
        mailing,
        home=post.publication.folder,
        password=password_for(mailing.server, mailing.user, (READERS,)),
    )
    with terminal.meter() as meter:

        def remark(line: str) -> None:
            meter.wipe()
            terminal.remark(line)

        journey = Round(
            post.sender,
            lambda reader: writer.write(reader, datetime.now(UTC)),
            way,
            clerk,
            pace,
            said=remark,
            watch=lambda done, total: meter.count("Letters", done, total),
        )
        try:
            return journey.run(readers)
        except KeyboardInterrupt:
            journey.tally.stopped = (
                "Stopped.",
                "Send again with the same command: it goes on where it stopped.",
            )
            journey.tally.interrupted = True
            return journey.tally
