"""Pages and feeds fetched from an address somebody named: politely, bounded, from the open web.

Nothing on them is followed but redirects. An address that leads into a private network is
refused, at the connection itself, so that no name can be turned round in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from .. import __version__
from ..errors import SourceError

MOST_BYTES = 20_000_000
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
AGENT = f"edition/{__version__}"

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_HEAD = re.compile(rb"<head(?:\s[^>]{0,500})?>", re.IGNORECASE)
_BASE = re.compile(rb"<base\s", re.IGNORECASE)
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/rss+xml": ".rss",
    "application/atom+xml": ".atom", "application/feed+json": ".json", "application/json": ".json",
    "application/xml": ".xml", "text/xml": ".xml", "text/plain": ".txt", "text/markdown": ".md",
    "application/epub+zip": ".epub",
}  # fmt: skip
Permits = Callable[[ipaddress.IPv4Address | ipaddress.IPv6Address], bool]


def is_address(source: str) -> bool:
    """Say whether ``source`` is a web address and not a file."""
    return bool(_ADDRESS.match(source))


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Say whether ``address`` is one of the open internet."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(mapped)
    return address.is_global and not address.is_multicast and not address.is_reserved


@contextmanager
def fetched(
    sources: Sequence[str], *, say: Callable[[str], None], permits: Permits = is_public
) -> Iterator[tuple[str, ...]]:
    """Yield ``sources`` with a file in the place of every web address, for as long as it lasts.

    ``say`` is told each address before it is asked for; ``permits`` which hosts may be.

    Raises:
        SourceError: an address cannot be fetched, or may not be.
    """
    if not any(map(is_address, sources)):
        yield tuple(sources)
        return
    with TemporaryDirectory(prefix="edition-") as home:
        made = []
        for number, source in enumerate(sources):
            if is_address(source):
                folder = Path(home, str(number))
                folder.mkdir()
                source = str(_saved(source, folder, say, permits))
            made.append(source)
        yield tuple(made)


@dataclass(frozen=True, slots=True)
class _Answer:
    address: str
    status: int
    kind: str
    charset: str
    location: str | None
    data: bytes


def _saved(address: str, folder: Path, say: Callable[[str], None], permits: Permits) -> Path:
    """Fetch ``address`` and return the file it was written to."""
    until = monotonic() + MOST_SECONDS
    answer = _followed(address, until, say, permits)
    suffix = _SUFFIXES.get(answer.kind)
    if suffix is None:
        raise SourceError(
            f"{answer.address} is no page: the server calls it {answer.kind or 'nothing at all'}.",
            hint="Give the address of a page or a feed; save anything else yourself.",
        )
    parts = urlsplit(answer.address)
    name = re.sub(r"\.\w{1,5}$", "", parts.path.rstrip("/").rpartition("/")[2]) or parts.hostname
    path = folder / (re.sub(r"[^\w.-]+", "-", name or "page")[:80] + suffix)
    path.write_bytes(_with_base(answer) if suffix == ".html" else answer.data)
    return path


def _with_base(answer: _Answer) -> bytes:
    """Return a page that says where it is from, and in which letters, as the server did."""
    said = f'<base href="{escape(answer.address)}">'
    said += f'<meta charset="{escape(answer.charset)}">' if answer.charset else ""
    head = _HEAD.search(answer.data[:100_000])
    if _BASE.search(answer.data[:100_000]) or head is None:
        return answer.data
    return answer.data[: head.end()] + said.encode() + answer.data[head.end() :]


def _followed(address: str, until: float, say: Callable[[str], None], permits: Permits) -> _Answer:
    rules: dict[str, RobotFileParser] = {}
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in rules:
            rules[host] = _robots(host, until, permits)
        if not rules[host].can_fetch(AGENT, address):
            raise SourceError(
                f"{parts.hostname} asks programs not to fetch {address}.",
                hint="Open the page in a browser, save it, and import the file.",
            )
        say(address)
        answer = _asked(address, until, permits)
        if answer.location is None:
            if answer.status != 200:
                raise SourceError(
                    f"{address} answers with {answer.status} {_reason(answer.status)}.",
                    hint="Open it in a browser to see whether the address is right.",
                )
            return answer
        address = urljoin(address, answer.location)
    raise SourceError(
        f"{address} leads from one address to the next, more than {MOST_REDIRECTS} times.",
        hint="Open the page in a browser, save it, and import the file.",
    )


def _robots(host: str, until: float, permits: Permits) -> RobotFileParser:
    """Return what a host allows programs (RFC 9309): all, when it has no robots.txt."""
    rules = RobotFileParser()
    answer = _asked(f"{host}/robots.txt", until, permits)
    if answer.status == 200:
        rules.parse(answer.data[:500_000].decode("utf-8", "replace").splitlines())
    elif answer.status >= 500:
        rules.parse(["User-agent: *", "Disallow: /"])
    else:
        rules.parse([])
    return rules


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        known = False
    if not known or parts.username or parts.password:
        raise SourceError(
            f"{address} is no address that can be fetched.",
            hint="It begins with https:// and has no password in it.",
        )
    return parts


def _asked(address: str, until: float, permits: Permits) -> _Answer:
    parts = _checked(address)
    connection = _connection(parts, until, permits)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?") if parts.query else ""
    try:
        # The host is named here: the connection knows no usual port but that of http.
        named = {"Host": parts.netloc, "User-Agent": AGENT}
        plain = {"Accept-Encoding": "identity", "Connection": "close"}
        connection.request("GET", path + query, headers=named | plain)
        response = connection.getresponse()
        location = response.headers.get("Location") if 300 <= response.status < 400 else None
        data = b"" if location else _read(response, address, until)
        return _Answer(
            address,
            response.status,
            response.headers.get_content_type() if "Content-Type" in response.headers else "",
            response.headers.get_content_charset() or "",
            location,
            data,
        )
    except (OSError, http.client.HTTPException) as error:
        raise _unreached(address, error) from error
    finally:
        connection.close()


def _connection(parts: SplitResult, until: float, permits: Permits) -> http.client.HTTPConnection:
    """Return a connection to the host, made to an address that has been looked at."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    left = max(0.1, until - monotonic())
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _unreached(parts.geturl(), error) from error
    numbers = [str(one[4][0]) for one in found]
    if not all(permits(ipaddress.ip_address(number.partition("%")[0])) for number in numbers):
        raise SourceError(
            f"{host} is in a private network; nothing is fetched from there.",
            hint="Save the page in a browser and import the file.",
        )
    try:
        stream = socket.create_connection((numbers[0], port), timeout=left)
        if parts.scheme == "https":
            stream = ssl.create_default_context().wrap_socket(stream, server_hostname=host)
    except OSError as error:
        raise _unreached(parts.geturl(), error) from error
    connection = http.client.HTTPConnection(host, port, timeout=left)
    connection.sock = stream
    return connection


def _read(response: http.client.HTTPResponse, address: str, until: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(65_536):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise SourceError(
                f"{address} has more than {MOST_BYTES // 1_000_000} MB and was not fetched.",
                hint="Save it yourself and import the file.",
            )
        if monotonic() > until:
            raise SourceError(
                f"{address} takes longer than {MOST_SECONDS:.0f} seconds and was given up.",
                hint="Try again later, or save the page in a browser and import the file.",
            )
    return b"".join(pieces)


def _unreached(address: str, error: Exception) -> SourceError:
    why = "it does not answer in time" if isinstance(error, TimeoutError) else str(error)
    if isinstance(error, ssl.SSLError):
        why = "its certificate is not in order"
    elif isinstance(error, socket.gaierror):
        why = "there is no such host, or no connection to the internet"
    return SourceError(
        f"{address} cannot be reached: {why or 'the connection broke off'}.",
        hint="See the spelling, or save the page in a browser and import the file.",
    )


def _reason(status: int) -> str:
    return http.client.responses.get(status, "an unknown answer")
