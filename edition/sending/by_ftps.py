"""By FTPS: FTP with words and data encrypted (RFC 4217)."""

from __future__ import annotations

import ftplib
import io
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

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
from .tls import context, distrusted

_IMPLICIT = 990
"""The port where encryption begins before the first word."""


@contextmanager
def by_ftps(box: DropBox, *, home: Path, password: str | None) -> Iterator[Carrier]:
    """Open the folder of ``box``; files it names are seen from ``home``.

    Raises:
        BrokenOffError: the server does not answer, or broke off.
        DeliveryError: it is not the server it should be, or does not let us in.
    """
    place = place_of(box)
    client = _Client(context=context(box.certificate, home), timeout=PATIENCE, encoding="utf-8")
    try:
        with _said(box):
            client.implicit = box.port == _IMPLICIT
            client.connect(box.server, box.port)
            try:
                client.login(box.user or "", password or "")
            except ftplib.error_perm as error:
                raise _no_entry(box, password, error) from error
            client.prot_p()
            if box.folder not in ("", "."):
                try:
                    client.cwd(box.folder)
                except ftplib.error_perm as error:
                    raise no_such_folder(place) from error
            client.voidcmd("TYPE I")
        yield _Ftps(client, box)
        with suppress(*ftplib.all_errors):
            client.quit()
    finally:
        client.close()


class _Client(ftplib.FTP_TLS):
    """What many servers ask of a client, and the standard library's does not do.

    Its data connections go on with the session of its words, so that nobody else can take
    them over; and it can begin encrypted.
    """

    implicit = False

    def connect(self, *words: Any, **more: Any) -> str:
        if not self.implicit:
            return super().connect(*words, **more)
        host, port = words
        self.host, self.port = host, port
        raw = socket.create_connection((host, port), self.timeout)
        self.sock = self.context.wrap_socket(raw, server_hostname=host)
        self.af = raw.family
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int]:
        plain, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        assert isinstance(self.sock, ssl.SSLSocket)
        return (
            self.context.wrap_socket(plain, server_hostname=self.host, session=self.sock.session),
            size or 0,
        )


def _no_entry(box: DropBox, password: str | None, error: Exception) -> DeliveryError:
    hint = "The password may have changed: edition send printer --save-password"
    if password is None:
        hint = "No password is known. Save it: edition send printer --save-password"
    return DeliveryError(
        f"{box.server} does not let {box.user} in ({_words(error)}). Nothing was sent.", hint=hint
    )


def _words(error: BaseException) -> str:
    match error:
        case TimeoutError():
            return f"it did not answer for {PATIENCE:.0f} seconds"
        case ConnectionRefusedError():
            return "nobody answers at that port"
        case OSError() if error.strerror:
            return error.strerror
        case _:
            return " ".join(str(error).split()) or "the connection was cut"


@contextmanager
def _said(box: DropBox) -> Iterator[None]:
    place = place_of(box)
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise distrusted(box.server, error, whose="the printer") from error
    except (ftplib.error_perm, ftplib.error_temp) as error:
        code = str(error)[:3]
        if code in ("452", "552") or "space" in str(error).lower() or "quota" in str(error).lower():
            raise no_room(place) from error
        if code in ("550", "553", "532"):
            raise not_allowed(place, f"write ({_words(error)})") from error
        if code in ("421", "425", "426", "450", "451"):
            raise BrokenOffError(_words(error)) from error
        raise DeliveryError(f"{place} cannot be used: {_words(error)}.") from error
    except (OSError, EOFError, ftplib.Error) as error:
        raise BrokenOffError(_words(error)) from error


class _Ftps:
    def __init__(self, client: _Client, box: DropBox) -> None:
        self._client = client
        self._box = box

    def size(self, name: str) -> int | None:
        try:
            return self._client.size(name)
        except (ftplib.error_perm, ftplib.error_temp):
            return None
        except (OSError, EOFError) as error:
            raise BrokenOffError(_words(error)) from error

    def put(self, name: str, data: bytes, *, start: int, told: Told) -> None:
        done = start

        def count(block: bytes) -> None:
            nonlocal done
            done += len(block)
            told(done)

        with _said(self._box):
            try:
                self._client.storbinary(
                    f"STOR {name}",
                    io.BytesIO(data[start:]),
                    blocksize=CHUNK // 4,
                    callback=count,
                    rest=start or None,
                )
            except OSError:
                self._client.voidresp()  # Why it hung up counts for more than that it did.
                raise

    def digest(self, name: str, told: Told) -> str | None:
        reckoner = Reckoner(told)
        try:
            self._client.retrbinary(f"RETR {name}", reckoner.take, blocksize=CHUNK // 4)
        except ftplib.error_perm:
            return None
        except (OSError, EOFError, ftplib.Error) as error:
            raise BrokenOffError(_words(error)) from error
        return reckoner.digest

    def rename(self, old: str, new: str) -> None:
        with _said(self._box):
            try:
                self._client.rename(old, new)
            except ftplib.error_perm:  # A server that replaces nothing.
                if self.size(new) is None:
                    raise
                self._client.delete(new)
                self._client.rename(old, new)

    def remove(self, name: str) -> None:
        with suppress(*ftplib.all_errors):
            self._client.delete(name)
