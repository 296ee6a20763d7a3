"""The list of readers: a table that never leaves the machine and is never shown in full."""

from __future__ import annotations

import csv
import hmac
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from pathlib import Path
from typing import Literal, get_args

from ..errors import DeliveryError

Kind = Literal["attachment", "link", "kindle"]
"""What a reader gets: the EPUB itself, a link to it, or a file as a Kindle wants it."""

KINDS: tuple[Kind, ...] = get_args(Kind)

_KINDLE = ("kindle.com", "free.kindle.com")
_LARGEST = 50_000_000
_LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3)."""

_HEADERS = {
    "address": {"address", "email", "e-mail", "mail", "email address"},
    "name": {"name", "full name"},
    "kind": {"kind", "type", "format"},
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader; ``line`` is where in the list. ``address`` is as mail servers write it."""

    address: str
    name: str | None
    kind: Kind
    line: int

    @property
    def masked(self) -> str:
        """The address as it may be shown: ``a…@example.org``."""
        return masked(self.address)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the list that nobody is written to for, and why."""

    line: int
    reason: str


def masked(address: str) -> str:
    """Return ``address`` so that whoever knows it knows it again, and nobody else learns it."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else "…"


def hashed(address: str, salt: str) -> str:
    """Return what stands for ``address`` in records: the same for the same ``salt``."""
    return hmac.digest(bytes.fromhex(salt), _same(address).encode(), "sha256").hex()[:32]


def _same(address: str) -> str:
    return address.casefold()


def read_recipients(
    path: Path, *, usual: Kind
) -> tuple[tuple[Recipient, ...], tuple[LeftOut, ...]]:
    """Return the readers in the table ``path``, each once, and the lines that are left out.

    The first line names the columns: address, and if you like name and kind. ``usual`` is the
    kind where none is given; addresses of Kindles are always of theirs.

    Raises:
        DeliveryError: there is no such table, or it is none.
    """
    rows = csv.reader(io.StringIO(_text(path)), dialect=_dialect(path))
    readers: dict[str, Recipient] = {}
    left_out: list[LeftOut] = []
    columns: Mapping[str, int] | None = None
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if not any(cells):
                continue
            if columns is None:
                columns = _columns(cells, path)
                continue
            one = _recipient(cells, columns, rows.line_num, usual)
            if isinstance(one, LeftOut):
                left_out.append(one)
            elif (first := readers.get(_same(one.address))) is not None:
                said = f"the same address as in line {first.line}; it gets one mail"
                left_out.append(LeftOut(one.line, said))
            else:
                readers[_same(one.address)] = one
    except csv.Error as error:
        raise DeliveryError(
            f"{path.name}:{rows.line_num}: the table cannot be read from here on: {error}.",
            hint="Save it again as CSV, UTF-8.",
        ) from error
    return tuple(readers.values()), tuple(left_out)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise DeliveryError(
            f"There is no list of readers: {path}.",
            hint="Save it there as CSV, with a first line: address,name,kind",
        ) from None
    except OSError as error:
        raise DeliveryError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > _LARGEST:
        raise DeliveryError(f"{path.name} is too large to be a list of readers.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DeliveryError(
            f"{path.name}:{line}: the table is not UTF-8.",
            hint='Save it again as "CSV UTF-8".',
        ) from error


def _dialect(path: Path) -> type[csv.Dialect]:
    """Return how the cells of ``path`` are parted, by its first line."""
    first = next((line for line in _text(path).splitlines() if line.strip()), "")

    class Found(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Found


def _columns(cells: list[str], path: Path) -> Mapping[str, int]:
    names = [cell.casefold() for cell in cells]
    columns = {
        column: next(place for place, name in enumerate(names) if name in also)
        for column, also in _HEADERS.items()
        if any(name in also for name in names)
    }
    if "address" not in columns:
        raise DeliveryError(
            f"{path.name}:1: the first line does not name a column address.",
            hint="Let the table begin with a line: address,name,kind",
        )
    return columns


def _recipient(
    cells: list[str], columns: Mapping[str, int], line: int, usual: Kind
) -> Recipient | LeftOut:
    values = {name: cells[place] for name, place in columns.items() if place < len(cells)}
    written = values.get("address", "")
    if not written:
        return LeftOut(line, "no address")
    address = parsed_address(written)
    if address is None:
        return LeftOut(line, "not an address of mail")
    kind = "kindle" if is_kindle(address) else values.get("kind", "").casefold() or usual
    found = next((one for one in KINDS if one == kind), None)
    if found is None:
        shown = re.sub(r"[^\w -]", "", kind)[:20]
        return LeftOut(line, f'"{shown}" is no kind; there is {", ".join(KINDS)}')
    return Recipient(address, values.get("name") or None, found, line)


def is_kindle(address: str) -> bool:
    """Whether ``address`` is that of a Kindle."""
    return address.rpartition("@")[2] in _KINDLE


def parsed_address(written: str) -> str | None:
    """Return ``written`` as servers want it; ``None`` when it is none."""
    if len(written) > _LONGEST or re.search(r"[\s\x00-\x1f<>,;:\"\\()\[\]\ufffd]", written):
        return None
    local, _, domain = written.rpartition("@")
    try:
        plain = domain.encode("idna").decode("ascii").lower()
        Address(username=local, domain=plain)
    except (UnicodeError, ValueError, IndexError):
        return None
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*", plain):
        return None
    if not local or "@" in local or len(local) > 64 or local.startswith(".") or local.endswith("."):
        return None
    return None if ".." in local else f"{local}@{plain}"


def by_kind(readers: tuple[Recipient, ...]) -> Iterator[tuple[Kind, int]]:
    """Yield how many of ``readers`` there are of each kind that there is any of."""
    for kind in KINDS:
        count = sum(reader.kind == kind for reader in readers)
        if count:
            yield kind, count
