"""What is sent: the files of one issue exactly as they were built and checked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..delivery.manifest import changed_since, is_ours
from ..errors import DeliveryError
from ..model import Day
from ..outputs import Target

MANIFEST = "manifest.json"

_KINDS: dict[Target, str] = {
    "print": "print PDF",
    "epub": "EPUB",
    "replica": "PDF for screens",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be sent; ``digest`` is its SHA-256, hexadecimal."""

    name: str
    media_type: str
    data: bytes
    digest: str

    @classmethod
    def of(cls, name: str, media_type: str, data: bytes) -> Item:
        """Return ``data`` as a file called ``name``."""
        return cls(name, media_type, data, sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Consignment:
    """The files of one edition of an issue, and what the record of the build says of them.

    ``changed`` names the files an editor has changed since they were built.
    """

    publication: str
    date: Day
    number: int
    items: tuple[Item, ...]
    changed: tuple[str, ...] = ()
    revised: Day | None = None

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(len(item.data) for item in self.items)


def read_consignment(
    edition: Target, folder: Path, *, publication: Path, issue: Path
) -> Consignment:
    """Return the files of ``edition`` that were built into ``folder``.

    ``publication`` and ``issue`` are the editor's folders they were built from. Every file is
    read once, here, and held against the record of the build; what is sent are these bytes.

    Raises:
        DeliveryError: it has not been built, or is not what was built.
    """
    record = _record(folder, issue)
    about = record["issue"]
    entries = [one for one in record["outputs"] if one.get("edition") == edition]
    if not entries:
        only = "--replica" if edition == "replica" else f"--only {edition}"
        raise DeliveryError(
            f"There is no {_KINDS[edition]} of {issue.name} in {folder}.",
            hint=f"Make it with: edition build {issue.name} {only}",
        )
    return Consignment(
        publication=str(record["publication"]),
        date=date.fromisoformat(about["date"]),
        number=int(about["number"]),
        revised=date.fromisoformat(about["revised"]) if about.get("revised") else None,
        items=tuple(_items(entries, folder, issue)),
        changed=changed_since(record, publication=publication, issue=issue, out=folder.parent),
    )


def _record(folder: Path, issue: Path) -> Mapping[str, Any]:
    """Return the manifest in ``folder``, with the keys that are needed here."""
    hint = f"Build it first: edition build {issue.name}"
    try:
        data = (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise DeliveryError(
            f"Nothing has been built of {issue.name}: there is no {folder / MANIFEST}.", hint=hint
        ) from None
    except OSError as error:
        raise DeliveryError(
            f"{folder / MANIFEST} cannot be read: {error.strerror}.", hint=hint
        ) from error
    record = json.loads(data) if is_ours(data) else None
    try:
        assert record is not None
        date.fromisoformat(record["issue"]["date"])
        if record["issue"].get("revised"):
            date.fromisoformat(record["issue"]["revised"])
        int(record["issue"]["number"])
        for one in record["outputs"]:
            one["name"], one["sha256"], one["media_type"]
        str(record["publication"])
        dict(record["inputs"])
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError):
        raise DeliveryError(
            f"{folder / MANIFEST} is not the record of a build.", hint=hint
        ) from None
    return dict(record)


def _items(entries: list[dict[str, Any]], folder: Path, issue: Path) -> Iterator[Item]:
    for entry in entries:
        name = str(entry["name"])
        path = folder / name
        again = f"Build it again: edition build {issue.name}"
        if path.name != name or name.startswith("."):
            raise DeliveryError(f"{folder / MANIFEST} is not the record of a build.", hint=again)
        try:
            item = Item.of(name, str(entry["media_type"]), path.read_bytes())
        except FileNotFoundError:
            raise DeliveryError(
                f"{path} was built, and is not there any more.", hint=again
            ) from None
        except OSError as error:
            raise DeliveryError(f"{path} cannot be read: {error.strerror}.", hint=again) from error
        if item.digest != entry["sha256"]:
            raise DeliveryError(
                f"{path} is not what was built: it has been changed since, or is damaged.",
                hint=again,
            )
        yield item
