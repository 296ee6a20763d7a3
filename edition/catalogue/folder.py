"""The folder a catalogue is published into: only what changed is written, and never half of it.

A web server may be reading all the while. Everything is complete on the disk before the first
file takes its place; then files move in one by one, those that nothing leads to yet first and
the pages and feeds that lead to them last; what is no longer wanted goes when nothing leads to
it any more. Whoever reads in between sees the old or the new, and no link into nothing.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from ..delivery import MADE_BY
from ..errors import DeliveryError

STATE = ".edition-catalogue.json"
PENDING = ".edition-pending.json"
STAGING = ".edition-staging"
FORM = 1
FEW = 200
"""Files up to which each is settled on the disk by itself."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A file that is taken over as it is; ``sha256`` and ``size`` are what it must have."""

    source: Path
    sha256: str
    size: int


Content = bytes | Copied
File = tuple[str, Content]


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are made together, and from what: with the same ``key`` they are the same.

    ``make`` returns the paths and contents. Units take their places in falling ``rank``: what
    only others lead to has a high one.
    """

    name: str
    key: str
    rank: int
    make: Callable[[], Iterable[File]]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of ours: its path, its size, and the beginning of its SHA-256."""

    path: str
    size: int
    digest: str


@dataclass(slots=True)
class State:
    """What was published last. ``pending`` are paths that were about to be written."""

    publication: str = ""
    units: dict[str, tuple[str, tuple[Kept, ...]]] = field(default_factory=dict)
    memory: dict[str, object] = field(default_factory=dict)
    pending: tuple[str, ...] = ()

    def files(self) -> dict[str, Kept]:
        """Return the files by path."""
        return {file.path: file for _, files in self.units.values() for file in files}


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files were written, left as they were, and deleted."""

    written: int
    kept: int
    deleted: int


class WrongFileError(Exception):
    """A file that was to be taken over is not what it must be."""

    def __init__(self, copied: Copied) -> None:
        super().__init__(str(copied.source))
        self.copied = copied


def read_state(folder: Path, publication: str) -> State:
    """Return what was published into ``folder`` last; nothing when it cannot be told.

    Raises:
        DeliveryError: it was another publication.
    """
    pending = _read_pending(folder)
    try:
        content = json.loads((folder / STATE).read_bytes())
    except (OSError, ValueError):
        return State(publication, pending=pending)
    try:
        if content["made_by"] != MADE_BY or content["form"] != FORM:
            return State(publication, pending=pending)
        units = {
            str(name): (str(key), tuple(Kept(str(a), int(b), str(c)) for a, b, c in files))
            for name, (key, files) in content["units"].items()
        }
        state = State(str(content["publication"]), units, dict(content["memory"]), pending)
    except (KeyError, TypeError, ValueError, AttributeError):
        return State(publication, pending=pending)
    if state.publication != publication:
        raise DeliveryError(
            f"{folder} holds the catalogue of another publication ({state.publication}).",
            hint="Name another folder with --to.",
        )
    return state


def put(
    folder: Path,
    units: Iterable[Unit],
    state: State,
    *,
    memory: Mapping[str, object],
    spare: frozenset[str] = frozenset(),
) -> tuple[Changes, tuple[str, ...]]:
    """Bring ``folder`` from ``state`` to what ``units`` say; return what changed, and what stood.

    Files of ``spare`` that somebody else has put there are left alone, and returned.

    Raises:
        DeliveryError: somebody else's file stands where one of ours should.
        WrongFileError: a file to be taken over has changed.
    """
    writer = _Writer(folder, state)
    try:
        for unit in units:
            writer.take(unit)
        left = writer.refuse(spare)
        return writer.swap(memory), left
    finally:
        shutil.rmtree(folder / STAGING, ignore_errors=True)


@dataclass(slots=True)
class _Staged:
    rank: int
    path: str
    source: Path


class _Writer:
    """Stages what is new, then moves it into place."""

    def __init__(self, folder: Path, state: State) -> None:
        self._folder = folder
        self._before = state
        self._ours = state.files()
        self._units: dict[str, tuple[str, tuple[Kept, ...]]] = {}
        self._staged: list[_Staged] = []
        self._kept = 0
        self._sizes: dict[str, dict[str, int]] = {}
        """Of the files that stood in each folder when we came, by name."""
        shutil.rmtree(folder / STAGING, ignore_errors=True)

    def take(self, unit: Unit) -> None:
        """Make the files of ``unit``, unless they are there."""
        key, files = self._before.units.get(unit.name, ("", ()))
        if key == unit.key and all(map(self._stands, files)):
            self._units[unit.name] = (key, files)
            self._kept += len(files)
            return
        made = tuple(self._one(path, content, unit.rank) for path, content in unit.make())
        self._units[unit.name] = (unit.key, made)

    def refuse(self, spare: frozenset[str]) -> tuple[str, ...]:
        """Make sure that nothing of anybody else's is overwritten."""
        pending = set(self._before.pending)
        theirs = [
            one
            for one in self._staged
            if one.path not in self._ours
            and one.path not in pending
            and os.path.lexists(self._folder / one.path)
        ]
        left = tuple(one.path for one in theirs if one.path in spare)
        names = sorted(one.path for one in theirs if one.path not in spare)
        if names:
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            raise DeliveryError(
                f"{self._folder} holds files that are not the catalogue's: "
                f"{', '.join(names[:3])}{more}. Nothing was written.",
                hint="Publish into a folder of its own with --to, or move those files away.",
            )
        self._staged = [one for one in self._staged if one.path not in left]
        for name, (key, files) in self._units.items():
            if any(file.path in left for file in files):
                self._units[name] = (key, tuple(one for one in files if one.path not in left))
        return left

    def swap(self, memory: Mapping[str, object]) -> Changes:
        """Move everything staged into its place, and delete what is no longer wanted."""
        after = State(self._before.publication, self._units, dict(memory))
        wanted = after.files()
        gone = [path for path in (*self._ours, *self._before.pending) if path not in wanted]
        if not (self._staged or gone) and self._same(after):
            return Changes(0, self._kept, 0)
        self._settle()
        coming = (one.path for one in self._staged)
        pending = dict.fromkeys((*self._before.pending, *coming))
        _write(self._folder / PENDING, list(pending))
        made: set[Path] = set()
        for staged in sorted(self._staged, key=lambda one: -one.rank):
            target = self._folder / staged.path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            staged.source.replace(target)
        deleted = sum(map(self._delete, dict.fromkeys(gone)))
        _write_state(self._folder, after)
        (self._folder / PENDING).unlink()
        return Changes(len(self._staged), self._kept, deleted)

    def _same(self, after: State) -> bool:
        before = self._before
        return (after.units, after.memory, ()) == (before.units, before.memory, before.pending)

    def _stands(self, file: Kept) -> bool:
        parent, _, name = file.path.rpartition("/")
        if parent not in self._sizes:
            self._sizes[parent] = _sizes(self._folder / parent)
        return self._sizes[parent].get(name) == file.size

    def _one(self, path: str, content: Content, rank: int) -> Kept:
        match content:
            case Copied():
                known = Kept(path, content.size, content.sha256[:16])
            case bytes():
                known = Kept(path, len(content), sha256(content).hexdigest()[:16])
        if self._ours.get(path) == known and self._stands(known):
            self._kept += 1
            return known
        target = self._folder / path
        staged = self._folder / STAGING / f"{len(self._staged)}"
        if not self._staged:
            staged.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else _taken(content)
        if path not in self._ours and _holds(target, data):  # The same already, whoever put it.
            self._kept += 1
            return known
        staged.write_bytes(data)
        self._staged.append(_Staged(rank, path, staged))
        return known

    def _settle(self) -> None:
        """Have the disk hold what is staged before any of it is seen."""
        if len(self._staged) > FEW:
            if hasattr(os, "sync"):
                os.sync()
            return
        for one in self._staged:
            with one.source.open("rb") as file:
                os.fsync(file.fileno())

    def _delete(self, path: str) -> bool:
        target = self._folder / path
        try:
            target.unlink()
        except OSError:
            return False
        for folder in target.parents:
            if folder == self._folder:
                break
            with suppress(OSError):  # Only what is empty goes.
                folder.rmdir()
        return True


def _sizes(folder: Path) -> dict[str, int]:
    """Return the sizes of the files in ``folder`` by name; asked of a folder, not of each file."""
    try:
        with os.scandir(folder) as found:
            return {one.name: one.stat().st_size for one in found if one.is_file()}
    except OSError:
        return {}


def _taken(copied: Copied) -> bytes:
    data = copied.source.read_bytes()
    if len(data) != copied.size or sha256(data).hexdigest() != copied.sha256:
        raise WrongFileError(copied)
    return data


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write_state(folder: Path, state: State) -> None:
    content = {
        "made_by": MADE_BY,
        "form": FORM,
        "publication": state.publication,
        "memory": state.memory,
        "units": {
            name: [key, [[file.path, file.size, file.digest] for file in files]]
            for name, (key, files) in state.units.items()
        },
    }
    _write(folder / STATE, content)


def _read_pending(folder: Path) -> tuple[str, ...]:
    """Return what a run that did not come to its end was about to write."""
    try:
        return tuple(map(str, json.loads((folder / PENDING).read_bytes())))
    except (OSError, ValueError, TypeError):
        return ()


def _write(path: Path, content: object) -> None:
    """Write ``content`` as JSON, all of it or nothing."""
    unfinished = path.with_suffix(".new")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
