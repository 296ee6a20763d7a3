"""A small paper to spoil, a secret beside it, and a web server that should never be asked."""

from __future__ import annotations

import io
import shutil
import threading
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

BASE = Path(__file__).parents[1] / "cases/_base"

SECRET = "KESTREL-5F2C91"
"""Stands in files beside the publication, and nowhere in it."""

PASSWORDS = "root:x:0:0"
"""What the first line of /etc/passwd says on Linux."""


@dataclass(frozen=True)
class Paper:
    """A publication's folder with one issue in it."""

    root: Path

    @property
    def issue(self) -> Path:
        return self.root / "issues/2026-03-06"

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file of the issue; a name that begins with ``/`` is one of the publication."""
        path = self.root / name[1:] if name.startswith("/") else self.issue / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        path.write_bytes(content)
        return path

    def put_all(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            self.put(name, content)


def fresh(folder: Path) -> Paper:
    """Return a new paper in ``folder``, with secrets of several kinds beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(BASE, folder / "paper")
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    (folder / "secret.md").write_text(f'---\nheadline: "{SECRET}"\n---\n{SECRET}\n', "utf-8")
    (folder / "secret.toml").write_text(f'name = "{SECRET}"\n', "utf-8")
    (folder / "secret.css").write_text(f'p::before {{ content: "{SECRET}" }}', "utf-8")
    (folder / "secret.j2").write_text(SECRET, "utf-8")
    (folder / "secret.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><title>'
        f"{SECRET}</title><text y='50'>{SECRET}</text></svg>",
        "utf-8",
    )
    return Paper(folder / "paper")


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return fresh(tmp_path)


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path_factory.getbasetemp() / "pictures"))


@dataclass(frozen=True)
class Server:
    """A web server on this machine, and what it was asked for."""

    address: str
    asked: list[str]


@pytest.fixture(scope="session")
def _server() -> Iterator[Server]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/svg+xml")
            self.end_headers()
            self.wfile.write(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')

        do_GET = do_HEAD = do_POST = do_OPTIONS = handle_any  # noqa: N815 (the server's names)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Server(f"http://127.0.0.1:{server.server_address[1]}", asked)
        server.shutdown()
        thread.join()


@pytest.fixture
def server(_server: Server) -> Server:
    _server.asked.clear()
    return _server


def insides(name: str, data: bytes) -> Iterator[bytes]:
    """Yield everything a finished file holds, unpacked, and the text a reader would see."""
    if name.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for one in archive.namelist():
                yield one.encode()
                yield archive.read(one)
        return
    if not name.endswith(".pdf"):
        yield data
        return
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    yield thing.read_bytes()
                except pikepdf.PdfError:  # A JPEG stays packed.
                    yield thing.read_raw_bytes()
            else:
                yield thing.unparse(resolved=True)
        assert not list(pdf.attachments)
    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield page.get_textpage().get_text_range().encode()
    for bookmark in document.get_toc():
        yield bookmark.get_title().encode()
