"""The print engine, its confinement and its faults."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Literal

import pikepdf
import pytest

from edition.errors import EngineError
from edition.look.fonts import faces, font_face_css
from edition.pdf import engine
from edition.pdf.engine import Setting
from edition.pdf.fetcher import Supply

FONTS = {
    f"fonts/{face.name}": Supply(f"fonts/{face.name}", "font/ttf", face.path.read_bytes())
    for face in faces()
}
CSS = (
    font_face_css("edition:/fonts/")
    + 'html { font: 9pt/10.5pt "Edition Text" } body, p { margin: 0 }'
    + "@page { size: 100mm; margin: 5mm }"
)


def lay_out(body: str, css: str = "", head: str = "") -> Setting:
    html = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head>{body}</html>'
    return engine.lay_out(html, CSS + css, supplies=FONTS, identifier="test", edition="print")


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A web server that remembers what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


HOSTILE = {
    "linked stylesheet": ('<link rel="stylesheet" href="{web}/1.css">', "", ""),
    "imported stylesheet": ("<style>@import url({web}/2.css);</style>", "", ""),
    "font": (
        "<style>@font-face{{font-family:x;src:url({web}/3.ttf)}}p{{font-family:x}}</style>",
        "<p>x",
        "",
    ),
    "background": ("", "<p>x", "p {{ background: url({web}/4.png) }}"),
    "list mark": ("", "<ul><li>x</ul>", "li {{ list-style-image: url({web}/5.png) }}"),
    "picture": ("", '<img src="{web}/6.png">', ""),
    "object": ("", '<object data="{web}/7.png"></object>', ""),
    "embed": ("", '<embed src="{web}/8.png">', ""),
    "picture in a drawing": (
        "",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
        "<image href='{web}/9.png' width='9' height='9'/></svg>",
        "",
    ),
    "attached file": ('<link rel="attachment" href="file://{secret}">', "<p>x", ""),
    "attached by a link": ("", '<a rel="attachment" href="file://{secret}">x</a>', ""),
    "base": ('<base href="{web}/">', '<img src="11.png">', ""),
    "file": ("", '<img src="file://{secret}">', ""),
    "file as text": ("", '<object data="file:///etc/passwd" type="text/plain"></object>', ""),
    "steps up": ("", '<object data="edition:/../../../..{secret}">x</object>', ""),
    "data": (
        "",
        '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">',
        "",
    ),
    "shape in a drawing": (
        "",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
        "<use href='{web}/17.svg#a'/></svg>",
        "",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_request_leaves_the_issue(
    name: str, outside: tuple[str, list[str]], tmp_path: Path
) -> None:
    web, asked = outside
    secret = tmp_path / "secret.txt"
    secret.write_text("the editor's password is forme")
    head, body, css = (part.format(web=web, secret=secret) for part in HOSTILE[name])
    setting = lay_out(f"<body>{body}</body>", css, head)
    data, _ = setting.write()
    assert asked == []
    path = tmp_path / "out.pdf"
    path.write_bytes(data)
    with pikepdf.open(path) as pdf:
        assert not pdf.attachments
        assert all(b"password" not in page.Contents.read_bytes() for page in pdf.pages)


def test_the_hostile_requests_would_be_made_without_the_fetcher(
    outside: tuple[str, list[str]],
) -> None:
    """Shows that the test above can fail."""
    import weasyprint

    web, asked = outside
    body = f'<body><img src="{web}/6.png"></body>'
    weasyprint.HTML(string=body).render()
    assert asked == ["/6.png"]


@pytest.mark.parametrize("address", ["edition:/pictures/gone.jpg", "gone.jpg", "../../etc/motd"])
def test_a_missing_picture_is_remembered(address: str) -> None:
    (refusal,) = lay_out(f'<body><img src="{address}"></body>').refusals
    assert refusal.missing
    assert refusal.address == address


def test_a_missing_font_is_remembered() -> None:
    setting = lay_out(
        "<body>x</body>",
        '@font-face { font-family: gone; src: url("edition:/fonts/gone.ttf") }',
    )
    assert [one.missing for one in setting.refusals] == [True]
    assert "Font-face 'gone' cannot be loaded" in [one.message for one in setting.remarks]


def test_no_font_at_all_is_told_and_does_not_crash() -> None:
    with pytest.raises(EngineError, match="None of the fonts"):
        engine.lay_out("<body>x</body>", "", supplies={}, identifier="x", edition="print")


def test_no_font_of_the_machine_is_used(tmp_path: Path) -> None:
    setting = lay_out("<body><p>one</p></body>", "p { font-family: 'DejaVu Sans', sans-serif }")
    (tmp_path / "out.pdf").write_bytes(setting.write()[0])
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        names = {
            str(one.FontName).partition("+")[2]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }
    assert names
    assert all(name.startswith("Edition-") for name in names)


def test_deep_nesting_is_set_or_told() -> None:
    assert lay_out("<body>" + "<div>" * 400 + "x").pages == 1


def test_a_fault_of_the_engine_is_told_as_a_sentence() -> None:
    """Columns in the footnote area make WeasyPrint 70 raise a TypeError."""
    with pytest.raises(EngineError, match="gave up on these pages"):
        lay_out(
            '<body><p>a<span class="note">b</span></p></body>',
            ".note { float: footnote } @page { @footnote { columns: 2 } }",
        )


def test_a_line_that_fits_but_for_its_last_space_is_kept_whole() -> None:
    """WeasyPrint 70 breaks such a line after its first word, wherever emphasis follows."""
    text = (
        "Schoolchildren used to recite &amp; at the end of the alphabet. A letter that was also "
        "a word was announced with the Latin <em>per se</em>, by itself"
    )
    setting = lay_out(f"<body><p>{text}</p></body>", "p { width: 47.8mm }")
    lines = [
        "".join(getattr(one, "text", "") for one in line.descendants())
        for line in setting._document.pages[0]._page_box.descendants()
        if type(line).__name__ == "LineBox"
    ]
    assert "was announced with the Latin" in [line.strip() for line in lines]


def test_page_numbers_are_written_after_layout() -> None:
    body = (
        '<body><p>see <span data-page-of="there">00</span></p>'
        '<p id="there" style="break-before: page">here</p></body>'
    )
    setting = lay_out(body)
    texts = [
        one.text
        for one in setting._document.pages[0]._page_box.descendants()
        if type(one).__name__ == "TextBox"
    ]
    assert texts == ["see ", "2"]


TWICE = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from conftest import set_paper
printed = set_paper(Path({folder!r}), {target!r})
"""


@pytest.mark.parametrize("target", ["print", "replica"])
def test_two_folders_two_processes_and_two_hash_seeds_give_the_same_bytes(
    target: str, tmp_path: Path
) -> None:
    made = []
    for seed in ("1", "77"):
        folder = tmp_path / f"paper-{seed}"
        folder.mkdir()
        script = TWICE.format(tests=str(Path(__file__).parent), folder=str(folder), target=target)
        subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed[0]}"},
        )
        (data,) = [path.read_bytes() for path in folder.glob("*.pdf")]
        made.append(data)
    assert made[0] == made[1]


def test_lines_found_once_are_the_lines_found_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remembering lines while columns are balanced saves time and changes no byte."""
    from edition.pdf.mending import Lines

    words = "Nobody who had seen the winter believed that the <em>ferry</em> would come back. " * 40
    body, css = f"<body><div>{words}</div></body>", "div { columns: 3; text-align: justify }"
    asked = []

    def counted(self: Lines, original: object, *given: object, **named: object) -> object:
        asked.append(given[0])
        return original(*given, **named)  # type: ignore[operator]

    remembered = lay_out(body, css).write()[0]
    monkeypatch.setattr(Lines, "split", counted)
    assert lay_out(body, css).write()[0] == remembered
    assert len(set(asked)) < len(asked) / 2


@pytest.mark.parametrize("edition", ["print", "replica"])
def test_streams_are_compressed_once(
    edition: Literal["print", "replica"], monkeypatch: pytest.MonkeyPatch
) -> None:
    """pydyf would compress what the finisher leaves to it, and twice over to number the file."""
    import zlib

    import pydyf

    made = []

    def counted(*given: object, **named: object) -> object:
        made.append(1)
        return zlib.compressobj(*given, **named)  # type: ignore[call-overload]

    html = '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><h1>x</h1></body>'
    setting = engine.lay_out(html, CSS, supplies=FONTS, identifier="test", edition=edition)
    with monkeypatch.context() as patched:
        patched.setattr(pydyf, "zlib", type("Counting", (), {"compressobj": counted}))
        data, _ = setting.write()
    assert sum(made) <= 3  # the tables written after the finisher; with the pages it is nine
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"BT" in pdf.pages[0].Contents.read_bytes()
        assert pdf.pages[0].Contents.Filter == "/FlateDecode"
