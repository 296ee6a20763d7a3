"""Through a mail server, letter by letter; the only user of smtplib."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import DeliveryError
from ..outlets import Mailing
from .tls import context, distrusted

PATIENCE = 60.0
"""Seconds a mail server may be silent; some look a sender up before they speak."""

_OUR_PATH = 421
_ENTRY = 354
_ACCEPTED = 250
_TOO_LARGE = 552


class RefusedError(Exception):
    """The server will not take this letter.

    ``lasting`` says it will not do so later either; ``wholly``, that no letter of ours is
    taken, whoever it is for. ``words`` are the server's own.
    """

    def __init__(self, code: int, words: bytes | str, *, wholly: bool = False) -> None:
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        self.code = code
        self.words = " ".join(f"{code} {text}".split())[:200]
        self.lasting = code >= 500
        self.wholly = wholly
        super().__init__(self.words)


class LostError(Exception):
    """The server has gone. ``certain`` says that it has not taken the letter."""

    def __init__(self, words: str, *, certain: bool) -> None:
        super().__init__(words)
        self.certain = certain


class Post:
    """An open way to the mail server."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    @property
    def largest(self) -> int | None:
        """How many bytes a letter may have, if the server says so."""
        said = self._server.esmtp_features.get("size", "")
        return int(said) or None if said.isdigit() else None

    @property
    def takes_any_letters(self) -> bool:
        """Whether addresses may hold other letters than those of ASCII before the ``@``."""
        return self._server.has_extn("smtputf8")

    def hand_in(
        self, sender: str, address: str, letter: bytes, *, committed: Callable[[], None]
    ) -> None:
        """Hand in ``letter`` for ``address``.

        ``committed`` is called when all has been sent but the dot that ends it: what fails
        before has not been taken for certain, what fails afterwards may have been.

        Raises:
            RefusedError: it is not taken.
            LostError: the server has gone.
        """
        stage = "before"
        try:
            self._begin(sender, address, len(letter))
            self._server.send(_stuffed(letter))
            committed()
            stage = "after"
            self._server.send(b".\r\n")
            code, words = self._server.getreply()
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            raise LostError(_reason(error), certain=stage == "before") from error
        if code != _ACCEPTED:
            self._forget(code, words)
            raise RefusedError(code, words)

    def _begin(self, sender: str, address: str, size: int) -> None:
        options = [f"size={size}"] if self._server.has_extn("size") else []
        if not address.isascii():
            options.append("smtputf8")
        code, words = self._server.mail(sender, options)
        if code != _ACCEPTED:
            self._forget(code, words)
            raise RefusedError(code, words, wholly=code != _TOO_LARGE)
        code, words = self._server.rcpt(address)
        if code not in (_ACCEPTED, 251):
            self._forget(code, words)
            raise RefusedError(code, words)
        code, words = self._server.docmd("DATA")
        if code != _ENTRY:
            self._forget(code, words)
            raise RefusedError(code, words)

    def _forget(self, code: int, words: bytes) -> None:
        """Take back what was begun, so that the next letter can be."""
        if code == _OUR_PATH:  # It hangs up.
            raise LostError(words.decode("utf-8", "replace"), certain=True)
        with suppress(OSError, smtplib.SMTPException):  # If it has gone, the next will tell.
            self._server.rset()


def _stuffed(letter: bytes) -> bytes:
    """Return ``letter`` as it travels (RFC 5321, 4.5.2), without the dot that ends it."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", letter)
    lines = re.sub(rb"(?m)^\.", b"..", lines)
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def _reason(error: BaseException) -> str:
    match error:
        case TimeoutError():
            return f"it did not answer for {PATIENCE:.0f} seconds"
        case ConnectionRefusedError():
            return "nobody answers at that port"
        case smtplib.SMTPResponseException():
            said = error.smtp_error
            words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
            return f"{error.smtp_code} {words}"
        case OSError() if error.strerror:
            return error.strerror
        case _:
            return str(error) or "the connection was cut"


@contextmanager
def post_office(mailing: Mailing, *, home: Path, password: str | None) -> Iterator[Post]:
    """Open the way to the server of ``mailing``; files it names are seen from ``home``.

    Raises:
        LostError: nobody answers.
        DeliveryError: it is not the server it should be, or does not let us in.
    """
    checks = context(mailing.certificate, home)
    server = _connected(mailing, checks)
    try:
        if mailing.user is not None:
            _log_in(server, mailing, password)
        yield Post(server)
        # Not after a letter that was broken off: the server would take the goodbye for words of it.
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
    finally:
        server.close()


def _connected(mailing: Mailing, checks: ssl.SSLContext) -> smtplib.SMTP:
    name = mailing.server
    try:
        if mailing.protection == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                name, mailing.port, timeout=PATIENCE, context=checks
            )
            server.ehlo_or_helo_if_needed()
            return server
        server = smtplib.SMTP(name, mailing.port, timeout=PATIENCE)
        server.ehlo_or_helo_if_needed()
        if not server.has_extn("starttls"):
            server.close()
            raise DeliveryError(
                f"{name} does not encrypt at port {mailing.port}.",
                hint='Mostly port = 465 with security = "tls" is the other way: compare '
                "[readers] in publication.toml with what your mail provider says.",
            )
        server.starttls(context=checks)
        server.ehlo()
        return server
    except ssl.SSLCertVerificationError as error:
        raise distrusted(name, error, whose="whoever runs it") from error
    except ssl.SSLError as error:
        raise DeliveryError(
            f"{name} does not speak TLS at port {mailing.port}.",
            hint='Mostly port = 587 goes with security = "starttls", and 465 with "tls".',
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise LostError(_reason(error), certain=True) from error


def _log_in(server: smtplib.SMTP, mailing: Mailing, password: str | None) -> None:
    if password is None:
        raise DeliveryError(
            f"No password of {mailing.user} at {mailing.server} is known.",
            hint="Save it: edition send readers --save-password",
        )
    try:
        server.login(mailing.user or "", password)
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code < 500:
            raise LostError(_reason(error), certain=True) from error
        raise DeliveryError(
            f"{mailing.server} does not let {mailing.user} in ({error.smtp_code}).",
            hint="The password may have changed, or your provider wants one made for programs: "
            "edition send readers --save-password",
        ) from error
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(
            f"{mailing.server} asks nobody who they are.",
            hint="Take user out of [readers] in publication.toml.",
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise LostError(_reason(error), certain=True) from error
