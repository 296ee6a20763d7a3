"""``[[printer]]`` and ``[readers]`` of ``publication.toml``: where editions are sent."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from ..findings import Finding, finding
from ..outlets import USUAL_PORTS, DropBox, Mailing
from .nearest import shortened
from .outlet_schema import PrinterKeys, ReadersKeys
from .settings import Settings

Findings = tuple[Finding, ...]

_SCHEMES = {"sftp": ("sftp", "ssh"), "ftps": ("ftps", "ftp", "ftpes"), "webdav": ("https", "davs")}
_SERVER = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?|\[?[0-9A-Fa-f:]+\]?")


def drop_boxes(
    printers: list[PrinterKeys], settings: Settings
) -> tuple[tuple[DropBox, ...], Findings]:
    """Return the printers that files can be sent to, and what is wrong with the others."""
    boxes: dict[str, DropBox] = {}
    found: list[Finding] = []
    for number, keys in enumerate(printers):
        name = " ".join(keys.name.split())
        box, said = _drop_box(keys, name)
        if box is not None and name.casefold() in {one.casefold() for one in boxes}:
            box, said = None, ("name", f'Two printers are called "{shortened(name)}".', _OTHER_NAME)
        if said is not None:
            key, sentence, hint = said
            place = settings.place("printer", number, key)
            code = "SRC-004" if getattr(keys, key) is not None else "SRC-005"
            found.append(finding(code, sentence, origin=place, hint=hint))
        if box is not None:
            boxes[name] = box
    return tuple(boxes.values()), tuple(found)


_OTHER_NAME = "Give one of them another name; edition send printer --to NAME tells them apart."

Problem = tuple[str, str, str]
"""The key, the sentence, the hint."""


def _drop_box(keys: PrinterKeys, name: str) -> tuple[DropBox | None, Problem | None]:
    if keys.by == "folder":
        if not (keys.folder or "").strip():
            said = f'The folder of the printer "{shortened(name)}" is missing.'
            return None, ("folder", said, 'Add folder = "/mnt/harbourpress/incoming".')
        return DropBox(name, "folder", (keys.folder or "").strip(), contact=keys.contact), None
    if not (keys.server or "").strip():
        said = f'The server of the printer "{shortened(name)}" is missing.'
        return None, ("server", said, 'Add server = "files.harbourpress.example".')
    server, port, folder = _server((keys.server or "").strip(), _SCHEMES[keys.by])
    if server is None:
        said = f'"{shortened(keys.server or "")}" is not a server that {keys.by} goes to.'
        return None, ("server", said, 'Write its name: server = "files.harbourpress.example".')
    if keys.by != "webdav" and not (keys.user or "").strip():
        said = f'The user of the printer "{shortened(name)}" is missing.'
        return None, ("user", said, 'Add user = "forme", as the printer calls you.')
    box = DropBox(
        name,
        keys.by,
        "/".join(part for part in (folder, (keys.folder or "").strip()) if part) or ".",
        server=server,
        port=keys.port or port or USUAL_PORTS[keys.by],
        user=(keys.user or "").strip() or None,
        key=keys.key,
        known_hosts=keys.known_hosts,
        certificate=keys.certificate,
        contact=keys.contact,
    )
    return box, None


def _server(text: str, schemes: tuple[str, ...]) -> tuple[str | None, int | None, str]:
    """Return server, port and folder of what may be a name or a whole address."""
    if "://" not in text:
        return (text if _SERVER.fullmatch(text) else None), None, ""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None, None, ""
    known = parts.scheme.lower() in schemes and parts.hostname and not parts.password
    return (parts.hostname if known else None), port, parts.path.rstrip("/")


def mailing(keys: ReadersKeys | None, settings: Settings) -> tuple[Mailing | None, Findings]:
    """Return how issues are posted; ``None`` when they are not, or cannot be."""
    if keys is None:
        return None, ()
    for key in ("sender", "reply_to"):
        value = getattr(keys, key)
        if value is not None and not is_mail_address(value):
            said = f'"{shortened(value)}" is not an address that mail comes from.'
            hint = f'Write {key} = "The Forme <post@forme.example>".'
            place = settings.place("readers", key)
            return None, (finding("SRC-004", said, origin=place, hint=hint),)
    server, port, _ = _server(keys.server.strip(), ("smtp", "smtps", "submission"))
    place = settings.place("readers", "server")
    if server is None:
        said = f'"{shortened(keys.server)}" is not the name of a server.'
        hint = 'Write its name: server = "smtp.forme.example".'
        return None, (finding("SRC-004", said, origin=place, hint=hint),)
    security = keys.security or ("tls" if (keys.port or port) == 465 else "starttls")
    return (
        Mailing(
            keys.list,
            sender=" ".join(keys.sender.split()),
            server=server,
            port=keys.port or port or (465 if security == "tls" else 587),
            protection=security,
            user=(keys.user or "").strip() or None,
            reply_to=keys.reply_to,
            unsubscribe=keys.unsubscribe,
            send=keys.send,
            certificate=keys.certificate,
            largest=keys.largest,
            per_minute=keys.per_minute,
        ),
        (),
    )


def is_mail_address(text: str) -> bool:
    """Whether ``text`` is an address of mail, with or without a name before it."""
    _, address = parseaddr(text)
    try:
        parts = Address(addr_spec=address)
    except (ValueError, IndexError):
        return False
    return bool(parts.username and "." in parts.domain) and not re.search(r"[\x00-\x1f]", text)
