"""Handing files over to a printer: under a temporary name, compared, and only then in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never

from ..errors import DeliveryError
from ..outlets import DropBox
from .carriers import CHUNK, BrokenOffError, Carrier, Told, Way
from .consignment import Item

WAITS = (2.0, 5.0, 15.0, 30.0, 60.0)
"""Seconds before each new try when the way broke off and nothing got through since."""

Watch = Callable[[str, int, int], None]
"""Is told what travels, how many bytes of it are there, and how many there are."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that lies in the printer's folder under its name.

    ``checked`` is how it was compared there: every byte read back, or its size alone where
    the printer does not let us read. ``before`` says it lay there already, just so.
    """

    item: Item
    checked: Literal["bytes", "size", "not at all"]
    before: bool = False


def way_to(box: DropBox, *, home: Path, password: str | None, trusted: str | None = None) -> Way:
    """Return the way to the folder of ``box``; files it names are seen from ``home``.

    ``trusted`` is the fingerprint of an SSH server that is to be known from now on.
    """

    @contextmanager
    def opened() -> Iterator[Carrier]:
        match box.way:
            case "sftp":
                from .by_sftp import by_sftp

                way = by_sftp(box, home=home, password=password, trusted=trusted)
            case "ftps":
                from .by_ftps import by_ftps

                way = by_ftps(box, home=home, password=password)
            case "webdav":
                from .by_webdav import by_webdav

                way = by_webdav(box, home=home, password=password)
            case "folder":
                from .by_folder import to_folder

                way = to_folder(home / Path(box.folder).expanduser())
            case _:
                assert_never(box.way)
        with way as carrier:
            yield carrier

    return opened


def hand_over(
    items: Sequence[Item],
    way: Way,
    *,
    watch: Watch,
    remark: Callable[[str], None],
    placing: Callable[[], None],
    began_placing: bool = False,
    waits: Sequence[float] = WAITS,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[Handed, ...]:
    """Put ``items`` into the folder ``way`` leads to, and return how they lie there.

    All of them lie complete under temporary names, and have been compared, before ``placing``
    is called and the first is renamed. What got through before a break is not sent again.
    ``began_placing`` says that an earlier run was broken off while it renamed.

    Raises:
        DeliveryError: it cannot be done, or the way broke off too often.
    """
    staged: dict[str, Handed] = {}
    tries = 0
    furthest = 0
    travelled = 0
    met = False

    def told(name: str, done: int, total: int) -> None:
        nonlocal travelled
        travelled = max(travelled, done + sum(len(one.item.data) for one in staged.values()))
        watch(name, done, total)

    while True:
        try:
            with way() as carrier:
                met = True
                if began_placing:
                    _refuse_what_was_taken(items, carrier)
                for item in items:
                    if item.name not in staged:
                        staged[item.name] = _stage(item, carrier, told)
                placing()
                began_placing = True
                return tuple(_place(staged[item.name], carrier) for item in items)
        except BrokenOffError as error:
            if travelled > furthest:  # It goes on, if slowly.
                furthest, tries = travelled, 0
            if tries == len(waits):
                raise _given_up(items, staged, error, met=met) from error
            what = "The connection broke off" if met else "No connection"
            remark(f"{what}: {error}. Trying again in {waits[tries]:g} s.")
            sleep(waits[tries])
            tries += 1


def _stage(item: Item, carrier: Carrier, told: Watch) -> Handed:
    """Bring ``item`` into the folder under its temporary name, unless it is in place already."""
    total = len(item.data)

    def upward(done: int) -> None:
        told(f"Sending {item.name}", done, total)

    def back(done: int) -> None:
        told(f"Comparing {item.name}", done, total)

    if carrier.size(item.name) == total and carrier.digest(item.name, back) == item.digest:
        return Handed(item, "bytes", before=True)
    name = _temporary(item)
    for begin_anew in (False, True):
        there = 0 if begin_anew else carrier.size(name) or 0
        if there != total:
            # The last piece may have holes: it travelled in parts that overtook one another.
            start = max(0, there - CHUNK) if there < total else 0
            carrier.put(name, item.data, start=start, told=upward)
        checked = _compared(item, name, carrier, back)
        if checked is not None:
            return Handed(item, checked)
        carrier.remove(name)
    raise DeliveryError(
        f"{item.name} arrives damaged, twice in a row. What came last was deleted.",
        hint="The line or the disk over there changes what it is given. Ring the printer.",
    )


def _temporary(item: Item) -> str:
    """Return the name ``item`` has on the way: that of these bytes and no others."""
    return f"{item.name}.{item.digest[:8]}.part"


def _compared(
    item: Item, name: str, carrier: Carrier, told: Told
) -> Literal["bytes", "size", "not at all"] | None:
    """Return how ``name`` was compared with ``item``; ``None`` when it is not the same."""
    size = carrier.size(name)
    if size is not None and size != len(item.data):
        return None
    digest = carrier.digest(name, told)
    if digest is not None:
        return "bytes" if digest == item.digest else None
    return "not at all" if size is None else "size"


def _place(handed: Handed, carrier: Carrier) -> Handed:
    item = handed.item
    if not handed.before:
        # A break may have come between the renaming and the word that it is done.
        if carrier.size(_temporary(item)) is None and carrier.size(item.name) == len(item.data):
            return handed
        carrier.rename(_temporary(item), item.name)
    return handed


def _refuse_what_was_taken(items: Sequence[Item], carrier: Carrier) -> None:
    """Stop when a file may have been taken by the printer just as an earlier run broke off."""
    for item in items:
        if carrier.size(item.name) is None and carrier.size(_temporary(item)) is None:
            raise DeliveryError(
                f"Sending broke off in its last step the time before, and {item.name} is not in "
                "the folder. The printer may have taken it already. Nothing was sent now.",
                hint="Ring the printer. If they do not have it, send again with --again",
            )


def _given_up(
    items: Sequence[Item], staged: dict[str, Handed], error: BrokenOffError, *, met: bool
) -> DeliveryError:
    there = [item.name for item in items if item.name in staged]
    missing = [item.name for item in items if item.name not in staged]
    arrived = f"{', '.join(there)} arrived under a temporary name. " if there else ""
    absent = f"{', '.join(missing)} did not arrive. " if missing else ""
    what = "The connection broke off again and again" if met else "The printer cannot be reached"
    return DeliveryError(
        f"{what}: {error}. {arrived}{absent}The printer does not have the issue.",
        hint="Is this machine online? Send again with the same command: it goes on where it "
        "stopped.",
    )
