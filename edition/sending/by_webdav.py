"""By WebDAV over HTTPS (RFC 4918)."""

from __future__ import annotations

import http.client
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from .. import __version__
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


@contextmanager
def by_webdav(box: DropBox, *, home: Path, password: str | None) -> Iterator[Carrier]:
    """Open the folder of ``box``; files it names are seen from ``home``.

    Raises:
        BrokenOffError: the server does not answer, or broke off.
        DeliveryError: it is not the server it should be, or does not let us in.
    """
    connection = http.client.HTTPSConnection(
        box.server, box.port, timeout=PATIENCE, context=context(box.certificate, home)
    )
    carrier = _WebDav(connection, box, password)
    try:
        carrier.greet()
        yield carrier
    finally:
        connection.close()


def _folder(box: DropBox) -> str:
    names = [name for name in box.folder.split("/") if name not in ("", ".")]
    return quote("/" + "".join(f"{name}/" for name in names))


class _WebDav:
    def __init__(
        self, connection: http.client.HTTPSConnection, box: DropBox, password: str | None
    ) -> None:
        self._connection = connection
        self._box = box
        self._headers = {"User-Agent": f"edition/{__version__}"}
        if box.user is not None:
            secret = b64encode(f"{box.user}:{password or ''}".encode()).decode()
            self._headers["Authorization"] = f"Basic {secret}"
        self._knows_us = password is not None

    def greet(self) -> None:
        """Find out whether the folder is there and lets us in, before anything is sent."""
        answer, _ = self._ask("PROPFIND", "", {"Depth": "0"}, b"")
        if answer == http.HTTPStatus.NOT_FOUND:
            raise no_such_folder(place_of(self._box))
        self._accepted(answer, "look", (200, 207))

    def size(self, name: str) -> int | None:
        answer, headers = self._ask("HEAD", name)
        length = headers.get("Content-Length")
        return int(length) if answer == http.HTTPStatus.OK and length else None

    def put(self, name: str, data: bytes, *, start: int, told: Told) -> None:
        # The standard knows no way to go on in the middle: it begins again (RFC 9110, 14.5).
        def pieces() -> Iterator[bytes]:
            for place in range(0, len(data), CHUNK // 4):
                yield data[place : place + CHUNK // 4]
                told(min(place + CHUNK // 4, len(data)))

        headers = {"Content-Length": str(len(data)), "Content-Type": "application/octet-stream"}
        try:
            answer, _ = self._ask("PUT", name, headers, pieces())
        except BrokenOffError as error:
            last = self._last_word()  # Who says no in the middle hangs up.
            if last is None:
                raise error
            answer = last
        self._accepted(answer, "write", (200, 201, 204))

    def _last_word(self) -> int | None:
        try:
            response = self._connection.getresponse()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            self._connection.close()
        return response.status if response.status >= http.HTTPStatus.BAD_REQUEST else None

    def digest(self, name: str, told: Told) -> str | None:
        reckoner = Reckoner(told)
        with self._said():
            self._connection.request("GET", self._path(name), headers=self._headers)
            response = self._connection.getresponse()
            while piece := response.read(CHUNK // 4):
                if response.status == http.HTTPStatus.OK:
                    reckoner.take(piece)
        return reckoner.digest if response.status == http.HTTPStatus.OK else None

    def rename(self, old: str, new: str) -> None:
        target = f"https://{self._box.server}:{self._box.port}{self._path(new)}"
        if self._box.port == http.client.HTTPS_PORT:
            target = f"https://{self._box.server}{self._path(new)}"
        answer, _ = self._ask("MOVE", old, {"Destination": target, "Overwrite": "T"})
        self._accepted(answer, "rename", (201, 204))

    def remove(self, name: str) -> None:
        with suppress(BrokenOffError):
            self._ask("DELETE", name)

    def _path(self, name: str) -> str:
        return _folder(self._box) + quote(name)

    def _ask(
        self,
        method: str,
        name: str,
        headers: dict[str, str] | None = None,
        body: bytes | Iterator[bytes] | None = None,
    ) -> tuple[int, http.client.HTTPMessage]:
        with self._said():
            self._connection.request(
                method, self._path(name), body=body, headers=self._headers | (headers or {})
            )
            response = self._connection.getresponse()
            response.read()
            return response.status, response.headers

    def _accepted(self, answer: int, what: str, good: tuple[int, ...]) -> None:
        """Do nothing when ``answer`` is one of ``good``; else raise what it means."""
        place = place_of(self._box)
        match answer:
            case _ if answer in good:
                return
            case http.HTTPStatus.UNAUTHORIZED:
                hint = "The password may have changed: edition send printer --save-password"
                if not self._knows_us:
                    hint = "No password is known. Save it: edition send printer --save-password"
                who = self._box.user or "us"
                raise DeliveryError(
                    f"{self._box.server} does not let {who} in. Nothing was sent.", hint=hint
                )
            case http.HTTPStatus.FORBIDDEN | http.HTTPStatus.METHOD_NOT_ALLOWED:
                raise not_allowed(place, what)
            case http.HTTPStatus.NOT_FOUND | http.HTTPStatus.CONFLICT:
                raise no_such_folder(place)
            case http.HTTPStatus.INSUFFICIENT_STORAGE | http.HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
                raise no_room(place)
            case 429 | 500 | 502 | 503 | 504:
                reason = http.client.responses.get(answer, "too busy")
                raise BrokenOffError(f"it cannot just now ({answer} {reason})")
            case 423:
                raise BrokenOffError("somebody holds the file there (423)")
            case _:
                reason = http.client.responses.get(answer, "an answer nobody knows")
                raise DeliveryError(f"{place} cannot be used: {reason} ({answer}).")

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            raise distrusted(self._box.server, error, whose="the printer") from error
        except TimeoutError as error:
            self._connection.close()
            raise BrokenOffError(f"it did not answer for {PATIENCE:.0f} seconds") from error
        except ConnectionRefusedError as error:
            raise BrokenOffError("nobody answers at that port") from error
        except (OSError, http.client.HTTPException) as error:
            words = getattr(error, "strerror", None) or str(error) or "the connection was cut"
            raise BrokenOffError(str(words)) from error
