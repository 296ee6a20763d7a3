"""By SFTP, with keys and known hosts; the only user of asyncssh."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import asyncssh

from ..errors import DeliveryError
from ..outlets import DropBox
from .carriers import (
    CHUNK,
    PATIENCE,
    BrokenOffError,
    Carrier,
    Reckoner,
    Told,
    no_room,
    no_such_folder,
    not_allowed,
    place_of,
)

Result = TypeVar("Result")


@contextmanager
def by_sftp(
    box: DropBox,
    *,
    home: Path,
    password: str | None,
    trusted: str | None = None,
) -> Iterator[Carrier]:
    """Open the folder of ``box``; files it names are seen from ``home``.

    ``trusted`` is the fingerprint of a server's key that is to be known from now on.

    Raises:
        BrokenOffError: the server does not answer, or broke off.
        DeliveryError: it is not the server it should be, or does not let us in.
    """
    with asyncio.Runner() as runner:
        greeter = _Greeter()
        connection = runner.run(_connected(box, home, password, trusted, greeter))
        try:
            with _said(box):
                client = runner.run(_started(connection))
                folder = "." if box.folder in ("", ".") else box.folder
                if not runner.run(client.isdir(folder)):
                    raise no_such_folder(place_of(box))
                yield _Sftp(runner, client, box, folder)
        finally:
            connection.abort()
            with suppress(Exception):
                runner.run(asyncio.wait_for(connection.wait_closed(), 5))


class _Greeter(asyncssh.SSHClient):
    """Takes down the key of a server that is not known."""

    def __init__(self) -> None:
        self.shown: asyncssh.SSHKey | None = None

    def validate_host_public_key(
        self, host: str, addr: str, port: int, key: asyncssh.SSHKey
    ) -> bool:
        self.shown = key
        return False


async def _connected(
    box: DropBox, home: Path, password: str | None, trusted: str | None, greeter: _Greeter
) -> asyncssh.SSHClientConnection:
    known = _path(box.known_hosts or "~/.ssh/known_hosts", home)
    options: dict[str, Any] = {"keepalive_interval": 15}
    if box.key is not None:
        key = _path(box.key, home)
        if not key.is_file():
            raise DeliveryError(
                f"There is no key {key}.", hint="Compare key in publication.toml, or take it out."
            )
        with suppress(_KeyInAgent):
            options["client_keys"] = [_opened_key(key, password)]
    elif password is not None:
        options["password"] = password
    try:
        return await asyncssh.connect(
            box.server,
            box.port,
            username=box.user,
            known_hosts=known.read_bytes() if known.is_file() else b"",
            client_factory=lambda: greeter,
            config=None,
            connect_timeout=PATIENCE,
            login_timeout=PATIENCE,
            **options,
        )
    except asyncssh.HostKeyNotVerifiable as error:
        if greeter.shown is None:
            raise DeliveryError(
                f"{box.server} showed a key that cannot be used: {error}."
            ) from error
        shown = greeter.shown.get_fingerprint()
        if trusted == shown and not _known_keys(known, box):
            _remember(known, box, greeter.shown)
            return await _connected(box, home, password, None, _Greeter())
        raise _stranger(box, known, shown) from error
    except (asyncssh.PermissionDenied, asyncssh.KeyImportError) as error:
        raise _no_entry(box, password) from error
    except (OSError, asyncssh.Error) as error:
        raise BrokenOffError(_reason(error)) from error


async def _started(connection: asyncssh.SSHClientConnection) -> asyncssh.SFTPClient:
    return await connection.start_sftp_client()


class _KeyInAgent(Exception):  # noqa: N818
    """The key is locked, and the agent may have it open."""


def _opened_key(key: Path, password: str | None) -> asyncssh.SSHKey:
    """Return the key in the file ``key``.

    Raises:
        _KeyInAgent: it is locked, nobody knows its password, and there is an agent.
        DeliveryError: it cannot be used.
    """
    try:
        return asyncssh.read_private_key(str(key), password)
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, OSError) as error:
        locked = "passphrase" in str(error).lower() or "decrypt" in str(error).lower()
        if locked and password is None and os.environ.get("SSH_AUTH_SOCK"):
            raise _KeyInAgent from error
        if locked:
            raise DeliveryError(
                f"The key {key} is locked with a password, and "
                f"{'none is known' if password is None else 'the one that is known does not fit'}.",
                hint="Save it: edition send printer --save-password",
            ) from error
        raise DeliveryError(
            f"The key {key} cannot be used: {error}.",
            hint="Name the private half, the file without .pub.",
        ) from error


def _path(name: str, home: Path) -> Path:
    return home / Path(name).expanduser()


def _known_keys(known: Path, box: DropBox) -> bool:
    """Whether another key of this server is known."""
    if not known.is_file():
        return False
    keys = asyncssh.match_known_hosts(known.read_bytes(), box.server, "", box.port)
    return any(keys[:3])


def _stranger(box: DropBox, known: Path, shown: str) -> DeliveryError:
    if _known_keys(known, box):
        name = box.server if box.port == 22 else f"[{box.server}]:{box.port}"
        return DeliveryError(
            f"{box.server} is not the server it was: the key it shows, {shown}, is not the one "
            f"in {known}. Nothing was sent.",
            hint="Either the printer has a new server or somebody stands in between. Ring the "
            "printer, on a number you know, and have them read out their fingerprint. Only if it "
            f"is this one: ssh-keygen -R '{name}' -f {known}, then send again with "
            f"--trust {shown}",
        )
    return DeliveryError(
        f"{box.server} is not known yet. It shows the key {shown}. Nothing was sent.",
        hint="Compare it with the fingerprint in the printer's letter, or ring them and have it "
        f"read out. If it is the same, send again with --trust {shown}",
    )


def _remember(known: Path, box: DropBox, key: asyncssh.SSHKey) -> None:
    name = box.server if box.port == 22 else f"[{box.server}]:{box.port}"
    line = f"{name} {key.export_public_key('openssh').decode().strip()}\n"
    try:
        known.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = known.read_text("utf-8", errors="surrogateescape") if known.is_file() else ""
        with known.open("a", encoding="utf-8") as file:
            file.write(line if not before or before.endswith("\n") else f"\n{line}")
    except OSError as error:
        raise DeliveryError(f"{known} cannot be written: {error.strerror}.") from error


def _no_entry(box: DropBox, password: str | None) -> DeliveryError:
    if box.key is not None:
        hint = (
            f"Does the printer have the other half of your key, {box.key}.pub? If the key has a "
            "password, give it with --save-password."
        )
    elif password is not None:
        hint = "The password may have changed: edition send printer --save-password"
    else:
        hint = (
            "No key of yours was taken and no password is known. Name the file of your key in "
            "publication.toml, or save the password: edition send printer --save-password"
        )
    return DeliveryError(f"{box.server} does not let {box.user} in. Nothing was sent.", hint=hint)


def _reason(error: BaseException) -> str:
    match error:
        case TimeoutError():
            return f"it did not answer for {PATIENCE:.0f} seconds"
        case ConnectionRefusedError():
            return "nobody answers at that port"
        case _:
            return str(getattr(error, "reason", "") or error or "the connection was cut").rstrip(
                "."
            )


@contextmanager
def _said(box: DropBox) -> Iterator[None]:
    place = place_of(box)
    try:
        yield
    except asyncssh.SFTPNoSpaceOnFilesystem as error:
        raise no_room(place) from error
    except asyncssh.SFTPQuotaExceeded as error:
        raise no_room(place) from error
    except (asyncssh.SFTPPermissionDenied, asyncssh.SFTPWriteProtect) as error:
        raise not_allowed(place, "write") from error
    except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath) as error:
        raise no_such_folder(place) from error
    except (asyncssh.SFTPNoConnection, asyncssh.SFTPConnectionLost) as error:
        raise BrokenOffError(_reason(error)) from error
    except asyncssh.SFTPError as error:
        raise DeliveryError(f"{place} cannot be used: {_reason(error)}.") from error
    except (OSError, asyncssh.Error) as error:
        raise BrokenOffError(_reason(error)) from error


class _Sftp:
    def __init__(
        self, runner: asyncio.Runner, client: asyncssh.SFTPClient, box: DropBox, folder: str
    ) -> None:
        self._runner = runner
        self._client = client
        self._box = box
        self._folder = folder

    def size(self, name: str) -> int | None:
        try:
            return self._run(self._client.stat(self._path(name))).size
        except asyncssh.SFTPError as error:
            if isinstance(error, asyncssh.SFTPConnectionLost | asyncssh.SFTPNoConnection):
                raise BrokenOffError(_reason(error)) from error
            return None

    def put(self, name: str, data: bytes, *, start: int, told: Told) -> None:
        with _said(self._box):
            try:
                self._run(self._put(self._path(name), data, start, told))
            except asyncssh.SFTPFailure as error:  # OpenSSH has no other word for a full disk.
                if self._is_full(len(data) - start):
                    raise no_room(place_of(self._box)) from error
                raise DeliveryError(
                    f"{place_of(self._box)} takes no more of {name}.",
                    hint="Ring the printer: most often their disk, or your share of it, is full. "
                    "Then send again.",
                ) from error

    async def _put(self, path: str, data: bytes, start: int, told: Told) -> None:
        async with self._client.open(path, "r+b" if start else "wb", encoding=None) as file:
            for place in range(start, len(data), CHUNK):
                await asyncio.wait_for(file.write(data[place : place + CHUNK], place), PATIENCE * 4)
                told(min(place + CHUNK, len(data)))
            with suppress(asyncssh.SFTPError):
                await file.fsync()

    def _is_full(self, wanted: int) -> bool:
        try:
            room = self._run(self._client.statvfs(self._folder))
        except asyncssh.SFTPError:
            return False
        return bool(room.bavail * room.frsize < wanted)

    def digest(self, name: str, told: Told) -> str | None:
        reckoner = Reckoner(told)
        try:
            self._run(self._read(self._path(name), reckoner))
        except (asyncssh.SFTPPermissionDenied, asyncssh.SFTPNoSuchFile):
            return None
        return reckoner.digest

    async def _read(self, path: str, reckoner: Reckoner) -> None:
        async with self._client.open(path, "rb", encoding=None) as file:
            place = 0
            while data := await asyncio.wait_for(file.read(CHUNK, place), PATIENCE * 4):
                place += len(data)
                reckoner.take(cast(bytes, data))

    def rename(self, old: str, new: str) -> None:
        old, new = self._path(old), self._path(new)
        with _said(self._box):
            try:
                self._run(self._client.posix_rename(old, new))
            except asyncssh.SFTPOpUnsupported:
                with suppress(asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
                    self._run(self._client.remove(new))
                self._run(self._client.rename(old, new))

    def remove(self, name: str) -> None:
        with suppress(asyncssh.SFTPError):
            self._run(self._client.remove(self._path(name)))

    def _path(self, name: str) -> str:
        return f"{self._folder.rstrip('/')}/{name}"

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._runner.run(work)
