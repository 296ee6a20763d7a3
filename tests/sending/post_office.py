"""A real mail server on the loopback, with the moods of real ones."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from edition.outlets import Mailing, Protection

from .servers import Certificate, free_port

USER, PASSWORD = "post@paper.example", "open sesame"


@dataclass
class Moods:
    """What the server does amiss; addresses are those of readers."""

    refuses: set[str] = field(default_factory=set)
    puts_off: Counter[str] = field(default_factory=Counter)
    """How often it asks a reader's letter to come back later."""
    refuses_all: str | None = None
    hangs_up_after: int = -1
    """After this many letters it hangs up and answers nobody for a while."""
    away: int = 0
    """How many connections it hangs up on at once."""
    silent_after_dot: set[str] = field(default_factory=set)
    """It takes these letters, and hangs up instead of saying so."""
    slow: float = 0.0
    """Seconds it takes for every letter."""


class Office:
    """What it took, and from whom for whom."""

    def __init__(self, moods: Moods) -> None:
        self.moods = moods
        self.taken: list[tuple[str, EmailMessage]] = []
        self.size: int | None = 33554432
        self.port = 0
        self.gone = False
        self.mail_sizes: list[int] = []

    def readers(self) -> list[str]:
        return [reader for reader, _ in self.taken]

    async def handle_RCPT(  # noqa: N802  # aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self.gone and len(self.taken) == self.moods.hangs_up_after:
            self.gone = True
            hang_up(server)
        if self.moods.refuses_all:
            return self.moods.refuses_all
        if address in self.moods.refuses:
            return f"550 5.1.1 <{address}>: no such user here"
        if self.moods.puts_off[address] > 0:
            self.moods.puts_off[address] -= 1
            return "451 4.7.1 Greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        (reader,) = envelope.rcpt_tos
        content = cast(bytes, envelope.content)
        if self.moods.slow:
            await asyncio.sleep(self.moods.slow)
        self.mail_sizes.append(len(content))
        self.taken.append((reader, cast(EmailMessage, message_from_bytes(content, policy=default))))
        if reader in self.moods.silent_after_dot:
            hang_up(server)
        return "250 taken"


def hang_up(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.abort()


class _Server(SMTP):
    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        office = self.event_handler
        if office.gone and office.moods.away:
            office.moods.away -= 1
            transport.abort()


class _Controller(Controller):
    def __init__(self, office: Office, *words: Any, **more: Any) -> None:
        self.office = office
        super().__init__(office, *words, **more)

    def factory(self) -> SMTP:
        return _Server(self.handler, data_size_limit=self.office.size, **self.SMTP_kwargs)


def _knows(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=known, handled=False)


@contextmanager
def post_office(
    certificate: Certificate,
    *,
    moods: Moods | None = None,
    protection: Protection = "starttls",
    asks: bool = False,
    size: int | None = 33554432,
) -> Iterator[Office]:
    """Run a mail server; it ``asks`` who we are if that is wanted."""
    office = Office(moods or Moods())
    office.size = size
    office.port = free_port()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate.certificate, certificate.key)
    more: dict[str, Any] = {"auth_required": asks, "authenticator": _knows if asks else None}
    if protection == "tls":
        more |= {"ssl_context": tls, "auth_require_tls": False}
    else:
        more |= {"tls_context": tls, "require_starttls": True}
    controller = _Controller(office, hostname="127.0.0.1", port=office.port, **more)
    controller.start()
    try:
        yield office
    finally:
        controller.stop(no_assert=True)


def mailing(office: Office, certificate: Certificate, **more: Any) -> Mailing:
    """Return settings for ``office``."""
    settings: dict[str, Any] = {
        "list": "readers.csv",
        "sender": "The Paper <post@paper.example>",
        "server": "localhost",
        "port": office.port,
        "protection": "starttls",
        "certificate": str(certificate.certificate),
        "per_minute": 60_000,
    }
    return Mailing(**{**settings, **more})


def settings(office: Office, certificate: Certificate, more: str = "") -> str:
    """Return the same as it stands in publication.toml."""
    return (
        '[readers]\nsender = "The Paper <post@paper.example>"\nserver = "localhost"\n'
        f'port = {office.port}\ncertificate = "{certificate.certificate}"\n'
        f"per_minute = 10000\n{more}\n"
    )
