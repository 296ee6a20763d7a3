"""Putting finished files where they belong: all of them, or none."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from ..errors import DeliveryError
from ..outputs import Output
from .manifest import MADE_BY, is_ours, manifest

__all__ = ["MADE_BY", "alone_in", "check_folder", "deliver", "manifest", "said_plainly"]

_STAGING = ".edition-delivery-"
_PATIENCE = 20.0
"""Seconds to wait for another build that is writing into the same folder."""


def deliver(
    outputs: Collection[Output],
    folder: Path,
    *,
    manifest: bytes,
    manifest_name: str = "manifest.json",
    beside: Mapping[str, bytes] | None = None,
) -> tuple[Path, ...]:
    """Write ``outputs`` and ``manifest`` into ``folder`` and return the paths, the manifest last.

    ``beside`` is what goes along with the outputs, by name.

    Every file is complete on the disk before the first one appears under its
    name; the manifest appears last. When anything fails the files of the last
    delivery stand as they stood. A killed delivery leaves a hidden folder that
    the next one clears away.

    Raises:
        DeliveryError: ``folder`` cannot be written into, or something that is
            not ours stands in the way.
    """
    check_folder(folder)
    files = {output.name: output.data for output in outputs}
    files |= beside or {}
    files[manifest_name] = manifest
    with said_plainly(folder):
        made = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with alone_in(folder):
                _refuse_what_is_not_ours(folder, files, manifest_name)
                _replace_all(folder, files)
        except BaseException:
            for one in made:
                with suppress(OSError):
                    one.rmdir()  # Only what is empty goes.
            raise
    return tuple(folder / name for name in files)


def check_folder(folder: Path, *, otherwise: str = "Name another folder with --out") -> None:
    """Make sure, before any work is done, that files could be written into ``folder``.

    ``otherwise`` is what to do if not.

    Raises:
        DeliveryError: they could not.
    """
    nearest = next(one for one in (folder, *folder.absolute().parents) if os.path.lexists(one))
    if not nearest.is_dir():
        raise DeliveryError(
            f"{nearest} is a file, so no folder can stand there.", hint=f"{otherwise}."
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise DeliveryError(
            f"Nothing may be written into {nearest}.",
            hint=f"{otherwise}, or ask whoever owns that one.",
        )


def _refuse_what_is_not_ours(folder: Path, files: Mapping[str, bytes], manifest_name: str) -> None:
    for name in files:
        target = folder / name
        if os.path.lexists(target) and not stat.S_ISREG(target.lstat().st_mode):
            raise DeliveryError(
                f"{target} stands in the way and is not a file of ours.",
                hint="Move it away, or name another folder with --out.",
            )
    if (folder / manifest_name).exists() and not is_ours((folder / manifest_name).read_bytes()):
        raise DeliveryError(
            f"{folder / manifest_name} belongs to something else and was left alone.",
            hint="Name another folder with --out.",
        )


def _replace_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Stage all ``files`` beside their places, then move each into its own."""
    for debris in folder.glob(f"{_STAGING}*"):
        shutil.rmtree(debris, ignore_errors=True)  # We are alone: its maker is dead.
    staging = Path(mkdtemp(prefix=_STAGING, dir=folder))
    try:
        for name, data in files.items():
            _write(staging / name, data)
            _keep(folder / name, staging / f"{name}.last")
        done: list[str] = []
        try:
            for name in files:
                (staging / name).replace(folder / name)
                done.append(name)
        except BaseException:
            for name in done:
                _put_back(staging / f"{name}.last", folder / name)
            raise
        _settle(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path, copy: Path) -> None:
    """Keep hold of the file at ``path``, if there is one, under the name ``copy``."""
    if path.exists():
        try:
            os.link(path, copy)
        except OSError:  # Not every file system knows links.
            shutil.copy2(path, copy)


def _put_back(copy: Path, path: Path) -> None:
    if copy.exists():
        copy.replace(path)
    else:
        path.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the disk remember the new names as well as the new bytes."""
    with suppress(OSError), _opened(folder) as descriptor:
        os.fsync(descriptor)


@contextmanager
def alone_in(folder: Path, *, who: str = "build") -> Iterator[None]:
    """Hold ``folder`` for this run; the system lets go of it even when we are killed.

    ``who`` is what else may be writing into it.

    Raises:
        DeliveryError: another one holds it, and for longer than is worth waiting.
    """
    if sys.platform == "win32":  # Folders cannot be locked there: we take the risk.
        yield
        return
    with _opened(folder) as descriptor:
        until = time.monotonic() + _PATIENCE
        while not _lock(descriptor):
            if time.monotonic() > until:
                raise DeliveryError(
                    f"Another {who} is writing into {folder}.",
                    hint=f"Wait until it is done, then {who} again.",
                )
            time.sleep(0.05)
        yield


def _lock(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # A network folder without locks: we take the risk.
        return True
    return True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def said_plainly(folder: Path, *, option: str = "--out") -> Iterator[None]:
    """Turn what the system says into what an editor understands.

    ``option`` is the one that names another folder.

    Raises:
        DeliveryError: something could not be written.
    """
    try:
        yield
    except OSError as error:
        match error.errno:
            case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
                message = f"There is no room left on the disk of {folder}."
                hint = f"Make room, or name a folder on another disk with {option}."
            case errno.EACCES | errno.EPERM | errno.EROFS:
                message = f"Nothing may be written into {folder}."
                hint = f"Name another folder with {option}, or ask whoever owns that one."
            case _:
                message = f"The files could not be written into {folder}: {error.strerror}."
                hint = f"Name another folder with {option}."
        raise DeliveryError(f"{message} The last good files are untouched.", hint=hint) from error
