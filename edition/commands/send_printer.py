"""``edition send printer``: the print edition into the printer's folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..endings import CLEAN, INTERRUPTED
from ..errors import DeliveryError
from ..model import Publication
from ..outlets import DropBox
from ..sending.carriers import place_of
from ..sending.clearance import Clearance, cleared
from ..sending.consignment import Consignment, Item
from ..sending.passwords import PRINTER, password_for, save_password, variables
from ..sending.print_file import read_print_file
from ..sending.records import Book, Record, opened, printer_records, read_records
from ..sending.ticket import Job, tickets
from ..sending.to_printer import Handed, hand_over, way_to
from ..shelf import publication_around
from ..source.publication import read_publication
from ..terminal import Terminal
from .sending import asked, chosen, consignment_of, refuse_wrong_settings


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for on the command line. ``again`` sends what has been sent before."""

    to: str | None = None
    out: Path | None = None
    despite: str | None = None
    again: bool = False
    trusted: str | None = None


def run(issue: str | None, terminal: Terminal, *, wishes: Wishes) -> int:
    """Send the print edition of ``issue`` and return 0 when it is there."""
    choice, root = chosen(issue, terminal)
    publication = _publication(root)
    box = _drop_box(publication, wishes.to)
    consignment = consignment_of("print", choice, root, terminal, out=wishes.out)
    with terminal.step("Preflight"):
        clearance = cleared(consignment, publication, despite=wishes.despite)
    for line in clearance.remarks:
        terminal.remark(line)
    path = printer_records(root)
    with opened(path) as book:
        earlier = _of_this(read_records(path), consignment, box)
        sent = [one for one in earlier if one.get("event") == "sent"]
        if not wishes.again and sent and _digests(sent[-1]) == _wanted(consignment):
            terminal.say(_already(sent[-1], box, choice.folder.name))
            return CLEAN
        try:
            handed = _hand_over(
                _items(publication, consignment, box, clearance),
                (book, _about(consignment, box, clearance.despite)),
                box,
                terminal,
                wishes=wishes,
                home=root,
                began=bool(earlier) and earlier[-1]["event"] == "placing" and not wishes.again,
            )
        except KeyboardInterrupt:
            terminal.complain(
                f"Stopped. {box.name} does not have the issue, or not all of it. Send again with "
                "the same command: it goes on from here."
            )
            return INTERRUPTED
    terminal.say("".join(f"{line}\n" for line in _summary(handed, consignment, box, sent)))
    return CLEAN


def keep_password(to: str | None, terminal: Terminal) -> int:
    """Ask for the password of a printer and keep it in the system's keyring."""
    publication = _publication(publication_around(Path.cwd()))
    box = _drop_box(publication, to)
    if box.user is None:
        raise DeliveryError(
            f"{box.name} asks for no user, so there is no password to save.",
            hint="Add user to the printer in publication.toml.",
        )
    save_password(
        asked(f"Password of {box.user} at {box.server}: "),
        server=box.server,
        user=box.user,
        places=variables(PRINTER, box.name),
    )
    terminal.remark(f"The password for {box.name} is in this system's keyring.")
    return CLEAN


def _publication(root: Path) -> Publication:
    publication, found = read_publication(root)
    refuse_wrong_settings(found)
    return publication


def _drop_box(publication: Publication, named: str | None) -> DropBox:
    boxes = publication.printers
    if not boxes:
        raise DeliveryError(
            f"{publication.name} has no printer yet.",
            hint="Add [[printer]] to publication.toml, with name, by, server, user and folder from "
            "the printer's letter: docs/sending.md shows how.",
        )
    names = ", ".join(f'"{box.name}"' for box in boxes)
    if named is None:
        if len(boxes) == 1:
            return boxes[0]
        raise DeliveryError(
            f"{publication.name} has {len(boxes)} printers. Nothing was sent.",
            hint=f"Say which one: --to with one of {names}.",
        )
    meant = [box for box in boxes if box.name.casefold() == " ".join(named.split()).casefold()]
    if not meant:
        raise DeliveryError(
            f'There is no printer called "{named}" in publication.toml. Nothing was sent.',
            hint=f"There is {names}.",
        )
    return meant[0]


def _items(
    publication: Publication, consignment: Consignment, box: DropBox, clearance: Clearance
) -> tuple[Item, ...]:
    files = tuple(read_print_file(item.name, item.data) for item in consignment.items)
    profile = publication.press.title if publication.press else None
    job = Job(publication, consignment, files, box.name, box.contact, profile, clearance)
    return (*consignment.items, *tickets(job))


def _hand_over(
    items: Sequence[Item],
    record: tuple[Book, Record],
    box: DropBox,
    terminal: Terminal,
    *,
    wishes: Wishes,
    home: Path,
    began: bool,
) -> tuple[Handed, ...]:
    book, about = record
    password = password_for(box.server, box.user, variables(PRINTER, box.name))
    terminal.remark(f"Sending {len(items)} files to {box.name}, {place_of(box)}")
    with terminal.meter() as meter:

        def remark(line: str) -> None:
            meter.wipe()
            terminal.remark(line)

        handed = hand_over(
            items,
            way_to(box, home=home, password=password, trusted=wishes.trusted),
            watch=meter.show,
            remark=remark,
            placing=lambda: book.write({"event": "placing", "at": _now(), **about}),
            began_placing=began,
        )
    files = [
        {
            "name": one.item.name,
            "bytes": len(one.item.data),
            "sha256": one.item.digest,
            "checked": one.checked,
        }
        for one in handed
    ]
    book.write({"event": "sent", "at": _now(), **about, "files": files})
    return handed


def _about(consignment: Consignment, box: DropBox, despite: str | None) -> Record:
    return {
        "issue": consignment.date.isoformat(),
        "printer": box.name,
        "place": place_of(box),
        "despite": despite,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _of_this(
    records: Sequence[Record], consignment: Consignment, box: DropBox
) -> tuple[Record, ...]:
    day = consignment.date.isoformat()
    return tuple(
        one for one in records if one.get("issue") == day and one.get("printer") == box.name
    )


def _digests(record: Record) -> dict[str, str]:
    files = record.get("files", ())
    return {one["name"]: one["sha256"] for one in files if one["name"].endswith(".pdf")}


def _wanted(consignment: Consignment) -> dict[str, str]:
    return {item.name: item.digest for item in consignment.items}


def _already(record: Record, box: DropBox, issue: str) -> str:
    names = ", ".join(_digests(record))
    return (
        f"{box.name} has this already: {names}, the very same bytes, sent on "
        f"{_when(record)}. Nothing was sent now.\n"
        f"    To send it all the same: edition send printer {issue} --again\n"
    )


def _when(record: Record) -> str:
    moment = datetime.fromisoformat(record["at"]).astimezone()
    return f"{moment:%Y-%m-%d} at {moment:%H:%M}"


def _summary(
    handed: Sequence[Handed],
    consignment: Consignment,
    box: DropBox,
    earlier: Sequence[Record],
) -> Iterator[str]:
    """Yield what lies where now, how that is known, and what is to be done next."""
    yield f"{box.name} has {consignment.publication} of {consignment.date.isoformat()}."
    widest = max(len(one.item.name) for one in handed)
    for one in handed:
        size = f"{len(one.item.data):,} bytes"
        yield f"    {one.item.name:{widest}}  {size:>18}  sha256 {one.item.digest[:16]}…"
    yield f"    in {place_of(box)}"
    how = {one.checked for one in handed}
    if how == {"bytes"}:
        yield "Every file was read back from there and is the same to the last byte."
    elif "not at all" in how:
        yield "The printer's server shows nothing of what it has: ask them whether all is there."
    else:
        yield "Sizes were compared; the printer's server does not let files be read back."
    if all(one.before for one in handed):
        yield "It lay there already, just so; nothing was written over."
    elif earlier and _digests(earlier[-1]) != _wanted(consignment):
        yield (
            f"An earlier version went there on {_when(earlier[-1])}. Ring {box.name}: they must "
            "print the one that came now."
        )
    if consignment.changed:
        yield "What was changed after the build is not in it."
