"""The keys of where editions are sent: to the printer, and to the readers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..outlets import Protection, Way
from .values import Address, Needed, Table

Port = Annotated[int, Field(ge=1, le=65535)]


class PrinterKeys(Table):
    """Where a printer takes files: what stands in the letter with the access data."""

    name: Needed = Field(description="The printer's name.", examples=["Harbour Press"])
    by: Way = Field(description="How files travel.", examples=["sftp"])
    server: str | None = Field(
        None, description="The name of the server.", examples=["files.harbourpress.example"]
    )
    port: Port | None = Field(
        None, description="Its port, when it is not the usual one.", examples=[22]
    )
    user: str | None = Field(None, description="Who you are there.", examples=["forme"])
    folder: str | None = Field(
        None, description="The folder files go into.", examples=["incoming/forme"]
    )
    key: str | None = Field(
        None,
        description="SFTP: the file of your key; without it, those of the agent and of ~/.ssh.",
        examples=["~/.ssh/forme"],
    )
    known_hosts: str | None = Field(
        None,
        description="SFTP: the file of keys of servers that are known.",
        examples=["~/.ssh/known_hosts"],
    )
    certificate: str | None = Field(
        None,
        description="FTPS and WebDAV: a certificate to trust besides those of the system.",
        examples=["printer.pem"],
    )
    contact: str | None = Field(
        None,
        description="Whom the printer may ring about the job.",
        examples=["Ada Penhallow, +44 117 496 0000"],
    )


class ReadersKeys(Table):
    """How an issue is posted to its readers."""

    list: str = Field(
        "readers.csv",
        min_length=1,
        description="The file of their addresses: address, name, kind.",
        examples=["readers.csv"],
    )
    sender: Needed = Field(
        description="Whom the mail is from.", examples=["The Forme <post@forme.example>"]
    )
    reply_to: str | None = Field(
        None, description="Where answers go, when not to the sender.",
        examples=["editor@forme.example"],
    )  # fmt: skip
    server: Needed = Field(
        description="Your outgoing mail server.", examples=["smtp.forme.example"]
    )
    port: Port | None = Field(
        None, description="Its port: 587, or 465 when it is encrypted at once.", examples=[587]
    )
    security: Protection | None = Field(
        None,
        description="How the way there is encrypted; made from the port when left out.",
        examples=["starttls"],
    )
    user: str | None = Field(
        None, description="Who you are there.", examples=["post@forme.example"]
    )
    send: Literal["attachment", "link"] = Field(
        "attachment",
        description="The EPUB itself, or a link to where the catalogue has it.",
        examples=["attachment"],
    )
    unsubscribe: Address | None = Field(
        None,
        description="Where readers leave the list; {address} becomes theirs. Without it, by mail"
        " to the sender.",
        examples=["https://forme.example/leave?who={address}"],
    )
    certificate: str | None = Field(
        None,
        description="A certificate to trust besides those of the system.",
        examples=["mail.pem"],
    )
    largest: float = Field(
        50.0, gt=0, le=1000, description="Megabytes of a mail at most.", examples=[25.0]
    )
    per_minute: int = Field(
        30, ge=1, le=10_000, description="How many mails are posted a minute.", examples=[30]
    )
