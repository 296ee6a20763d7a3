"""Web addresses as editors write them: made valid, pointed into the issue, or refused.

The syntax is that of RFC 3986, read as leniently as a browser does (WHATWG URL)
and written so strictly that a bookshop's check finds nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote, unquote

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_STORY = re.compile(r"(?:\./)*([^/?#\\]+)\.(?:md|markdown)(?:#(.*))?\Z", re.IGNORECASE | re.DOTALL)
_OTHER_STORY = re.compile(r"[^?#]*/[^/?#\\]+\.(?:md|markdown)(?:#.*)?\Z", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"[^\s@/?#:<>\"]+@[^\s@/?#:<>\"]+\.[^\s@/?#:<>\"]+\Z")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\Z")
_TELEPHONE = re.compile(r"\+?[0-9*#][0-9*#.-]*(?:;[a-z-]+=[A-Za-z0-9.+-]+)*\Z")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

_PATH = "/:@!$&'()*+,;=~-._%"
_QUERY = _PATH + "?"
_LOCAL = "!$&'*+-._~%"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link may lead; ``href`` is ``None`` when it leads nowhere."""

    href: str | None
    code: str | None = None
    message: str = ""
    hint: str | None = None


def settle(written: str) -> Address:
    """Return the address an editor wrote as one that can stand in an edition.

    ``other.md#words`` becomes ``edition:other#words``, ``#words`` becomes
    ``edition:#words``; ``http``, ``https``, ``mailto`` and ``tel`` are kept.
    """
    text = re.sub(r"[\t\n\r]", "", written.strip())
    if not text:
        return _refuse("A link has no address.", "Write one, or take the link out.")
    if text.startswith("#"):
        return Address(f"edition:#{_fragment(text[1:])}")
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() in ("http", "https"):
        return _web(text, scheme[1].lower(), scheme.end())
    if scheme and scheme[1].lower() in ("mailto", "tel"):
        return _person(text, scheme[1].lower(), text[scheme.end() :])
    if story := _STORY.match(text):
        fragment = f"#{_fragment(story[2])}" if story[2] else ""
        return Address(f"edition:{quote(unquote(story[1]), safe='')}{fragment}")
    if text.startswith("//"):
        return _web(f"https:{text}", "https", len("https:"))
    if text.lower().startswith("www."):
        return _web(f"https://{text}", "https", len("https:"))
    if _MAIL.match(text):
        return _person(f"mailto:{text}", "mailto", text)
    if scheme:
        return _refuse(
            f"A link to {_shown(written)} cannot stand in an issue; only its words were kept.",
            "Links may be https, http, mailto or tel addresses, or other stories.",
        )
    return _old_site(text, written)


def _old_site(text: str, written: str) -> Address:
    if _OTHER_STORY.match(text):
        return Address(
            None,
            "REF-001",
            f"The link to {_shown(written)} leads to a story outside this issue;"
            " only its words were kept.",
            "Link to the story's address on the web, or to a story of this issue: name.md.",
        )
    return Address(
        None,
        "REF-003",
        f"The link to {_shown(written)} only worked on the old web site; only its words were kept.",
        "Write the full address, beginning with https://, or take the link out.",
    )


def _web(text: str, scheme: str, start: int) -> Address:
    rest = text[start:].replace("\\", "/").lstrip("/")
    authority, path = re.match(r"([^/?#]*)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    host = _authority(authority)
    if host is None:
        return _refuse(
            f"The web address {_shown(text)} is not one; only the link's words were kept.",
            "Copy the address from the browser's address line.",
        )
    port = f":{host[1]}" if host[1] and host[1] != {"http": 80, "https": 443}[scheme] else ""
    path, hash_mark, fragment = path.partition("#")
    path, question, query = path.partition("?")
    return Address(
        f"{scheme}://{host[0]}{port}{_encode(path, _PATH)}"
        + (f"?{_encode(query, _QUERY)}" if question else "")
        + (f"#{_encode(fragment, _QUERY)}" if hash_mark else "")
    )


def _authority(authority: str) -> tuple[str, int] | None:
    """Return host and port (0: the usual one), or ``None`` when it is no host."""
    if "@" in authority:
        return None
    if authority.startswith("["):
        return _numbered(authority)
    name, _, port = authority.partition(":")
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        return None
    host = host_name(name)
    return (host, int(port or 0)) if host else None


def _numbered(authority: str) -> tuple[str, int] | None:
    found = re.fullmatch(r"\[([0-9A-Fa-f:.]+)\](?::([0-9]{1,5}))?", authority)
    if found is None:
        return None
    try:
        return f"[{IPv6Address(found[1]).compressed}]", int(found[2] or 0)
    except AddressValueError:
        return None


def host_name(name: str) -> str | None:
    """Return a host name in its ASCII form (``xn--…``), or ``None`` when it is none."""
    name = unicodedata.normalize("NFKC", unquote(name)).lower()
    name = re.sub("[\u3002\uff0e\uff61]", ".", name.replace("\u00ad", ""))
    labels = [_label(label) for label in name.removesuffix(".").split(".")]
    host = ".".join(labels)
    if len(host) > 253 or not all(_LABEL.match(label) for label in labels):
        return None
    if labels[-1].isdigit() and not _is_ipv4(labels):
        return None
    return host


def _label(label: str) -> str:
    """Return one part of a host name in ASCII, "" when it cannot be one."""
    if label.startswith("xn--"):
        try:
            plain = label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            return ""
        return label if not plain.isascii() and _label(plain) == label else ""
    if label.isascii():
        return label
    kinds = [unicodedata.category(one)[0] for one in label]
    runs = [unicodedata.bidirectional(one) for one in label]
    leftwards = "R" in runs or "AL" in runs
    # RFC 5891, 4.2.3, and the gist of the Bidi Rule of RFC 5893.
    if kinds[0] == "M" or label[0] == "-" or label[-1] == "-" or label[2:4] == "--":
        return ""
    if leftwards and (runs[0] not in ("R", "AL") or "L" in runs):
        return ""
    if not all(kind in "LMN" or one == "-" for kind, one in zip(kinds, label, strict=True)):
        return ""
    return "xn--" + label.encode("punycode").decode("ascii")


def _is_ipv4(labels: list[str]) -> bool:
    return len(labels) == 4 and all(
        label.isdigit() and len(label) <= 3 and int(label) < 256 for label in labels
    )


def _person(text: str, scheme: str, rest: str) -> Address:
    if scheme == "tel":
        number = re.sub(r"[\s()\u00a0/]", "", unquote(rest))
        if _TELEPHONE.match(number):
            return Address(f"tel:{number}")
        return _refuse(f"{_shown(text)} is not a telephone number.", "Write tel:+44….")
    address, question, query = unquote_once(rest).partition("?")
    if not all(_MAIL.match(one) for one in address.split(",")):
        return _refuse(f"{_shown(text)} is not a mail address.", "Write mailto:name@….")
    parts = []
    for one in address.split(","):
        local, _, name = one.partition("@")
        host = host_name(name)
        if host is None:
            return _refuse(f"{_shown(text)} is not a mail address.", "Write mailto:name@….")
        parts.append(_encode(local, _LOCAL) + "@" + host)
    return Address(f"mailto:{','.join(parts)}" + (f"?{_encode(query, _QUERY)}" if question else ""))


def unquote_once(text: str) -> str:
    """Return ``text`` with an encoded ``@`` (as in ``%40``) written plainly."""
    return text.replace("%40", "@")


def _encode(text: str, safe: str) -> str:
    return quote(_BARE_PERCENT.sub("%25", text), safe=safe, errors="replace")


def _fragment(text: str) -> str:
    """Return the words after ``#`` plainly, so that they can be compared with crossheads."""
    return "-".join(unquote(text).split())


def _refuse(message: str, hint: str) -> Address:
    return Address(None, "REF-004", message, hint)


def _shown(text: str) -> str:
    text = "".join(one if one.isprintable() else " " for one in text.strip())
    return text if len(text) <= 70 else f"{text[:69]}…"
