"""What is fetched from the web: only from public hosts, politely, within bounds."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from edition.errors import SourceError
from edition.importers import fetched as module
from edition.importers.fetched import fetched, is_public
from edition.importers.selection import Selection
from edition.importers.sources import find

WORDS = "The reel weighs as much as a small car and runs out in eleven minutes. " * 4
PAGE = (
    f"<html><head><title>Night</title></head><body><article><h1>The night shift</h1><p>{WORDS}</p>"
    f'<p>{WORDS}<a href="/other">more</a></p></article></body></html>'
)


class Site(BaseHTTPRequestHandler):
    """A small site with what can go wrong on one."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        match self.path:
            case "/robots.txt":
                self.answer(200, "User-agent: *\nDisallow: /secret\n", "text/plain")
            case "/round":
                self.answer(302, "", "text/html", location="/round")
            case "/away":
                self.answer(301, "", "text/html", location="/night")
            case "/inside":
                self.answer(302, "", "text/html", location="http://169.254.169.254/latest")
            case "/file":
                self.answer(302, "", "text/html", location="file:///etc/passwd")
            case "/film":
                self.answer(200, "x", "video/mp4")
            case "/long":
                self.answer(200, "x" * 300_000, "text/html")
            case "/night":
                self.answer(200, PAGE, "text/html; charset=utf-8")
            case _:
                self.answer(404, "no", "text/html")

    def answer(self, status: int, text: str, kind: str, *, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture()
def site() -> Iterator[str]:
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join(5)


def loopback(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Permit this machine, which no user's command does."""
    return address.is_loopback


def test_a_page_is_fetched_shown_and_read(site: str) -> None:
    said: list[str] = []
    with fetched((f"{site}/away",), say=said.append, permits=loopback) as files:
        assert said == [f"{site}/away", f"{site}/night"]
        (story,) = find(files, Selection()).stories
    assert story.headline.value == "The night shift"
    assert f"{site}/other" in str(story.body)
    assert Site.asked == ["/robots.txt", "/away", "/night"]
    assert not Path(files[0]).exists()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/secret/page", "asks programs not to fetch"), ("/round", "more than 5 times"),
        ("/inside", "private network"), ("/file", "no address that can be fetched"),
        ("/film", "video/mp4"), ("/gone", "404 Not Found"),
    ],
)  # fmt: skip
def test_what_is_refused(site: str, path: str, said: str) -> None:
    with (
        pytest.raises(SourceError, match=said) as caught,
        fetched((site + path,), say=lambda _: None, permits=loopback),
    ):
        pass
    assert caught.value.hint


def test_a_page_without_end_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 100_000)
    with (
        pytest.raises(SourceError, match="was not fetched"),
        fetched((f"{site}/long",), say=lambda _: None, permits=loopback),
    ):
        pass


def test_this_machine_is_not_the_open_web(site: str) -> None:
    with (
        pytest.raises(SourceError, match="private network"),
        fetched((f"{site}/night",), say=lambda _: None),
    ):
        pass
    assert Site.asked == []


@pytest.mark.parametrize(
    "number",
    ["10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "169.254.169.254", "0.0.0.0", "::1",
     "fe80::1", "fd00::1", "::ffff:10.0.0.1", "100.64.0.1", "224.0.0.1", "240.0.0.1"],
)  # fmt: skip
def test_private_numbers(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


def test_a_public_number() -> None:
    assert is_public(ipaddress.ip_address("93.184.215.14"))


def test_a_host_that_is_not_there() -> None:
    with (
        pytest.raises(SourceError, match="cannot be reached"),
        fetched(("http://127.0.0.1:9/x",), say=lambda _: None, permits=loopback),
    ):
        pass
