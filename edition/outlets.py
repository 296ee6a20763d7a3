"""Where finished editions go: the printer's drop-box, and the readers' post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Way = Literal["sftp", "ftps", "webdav", "folder"]
"""How a file travels. There is none that is not encrypted, but into a folder."""

Protection = Literal["starttls", "tls"]
"""How the way to the post office is encrypted: from the second word on, or from the first."""

USUAL_PORTS: dict[Way, int] = {"sftp": 22, "ftps": 21, "webdav": 443}


@dataclass(frozen=True, slots=True)
class DropBox:
    """Where one printer takes files. It holds no password, and no file does.

    ``folder`` is the folder on the server, or on this machine when ``way`` is ``folder``.
    ``user`` is ``None`` where nobody has to say who they are. Files named by ``key``,
    ``known_hosts`` and ``certificate`` are seen from the publication's folder; ``None`` for
    what the system has. ``contact`` is whom the printer may ring about the job.
    """

    name: str
    way: Way
    folder: str
    server: str = ""
    port: int = 0
    user: str | None = None
    key: str | None = None
    known_hosts: str | None = None
    certificate: str | None = None
    """One more authority to trust, or the server's own certificate."""
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Mailing:
    """How an issue is posted to its readers.

    ``list`` is the file of their addresses, seen from the publication's folder. ``sender``
    and ``reply_to`` are addresses with or without a name. ``largest`` is in megabytes of
    the message as it travels; ``per_minute`` is how many are posted at most.
    """

    list: str
    sender: str
    server: str
    port: int
    protection: Protection
    user: str | None = None
    reply_to: str | None = None
    unsubscribe: str | None = None
    """An address of the web or of mail; ``{address}`` stands for the reader's."""
    send: Literal["attachment", "link"] = "attachment"
    certificate: str | None = None
    largest: float = 50.0
    per_minute: int = 30
