"""Issues made to do harm: a sentence and an exit code, and nothing that was not given."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from typer.testing import CliRunner

from edition.build import build
from edition.cli import app
from edition.errors import EditionError
from edition.outputs import Target

from .conftest import PASSWORDS, SECRET, Paper, Server, fresh, insides
from .hostile import CASES, CLEAN, HEAD, STORY, SVG, Case, story

PRODUCT = "51724863"
"""What 7191 * 7193 comes to, if anybody evaluates it."""

Invoked = tuple[int, str]
Edition = Callable[..., Invoked]


@pytest.fixture
def edition(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Edition:
    """Run ``edition`` in this process, in the folder ``folder``: exit code and all it said."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: str, folder: Path) -> Invoked:
        monkeypatch.chdir(folder)
        done = CliRunner().invoke(app, words)
        return done.exit_code, done.output

    return run


@pytest.fixture(scope="session")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a good build of the base left behind."""
    paper = fresh(tmp_path_factory.mktemp("earlier"))
    out = paper.root / "out/2026-03-06"
    out.mkdir(parents=True)
    for output in build(paper.issue, ("epub",), jobs=1).outputs:
        (out / output.name).write_bytes(output.data)
    assert list(out.iterdir())
    return out.parent


def lay(case: Case, paper: Paper) -> None:
    paper.put_all(case.files)
    for name, target in (case.links or {}).items():
        path = paper.put(name, "")
        path.unlink()
        path.symlink_to(target)


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def assert_holds_nothing_foreign(name: str, data: bytes) -> None:
    foreign = [SECRET, PASSWORDS, PRODUCT]
    for inside in insides(name, data):
        for one in foreign:
            assert one.encode() not in inside, (name, one)
            assert one.encode("utf-16-be") not in inside, (name, one)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_issue_ends_in_a_sentence(
    case: Case, paper: Paper, edition: Edition, earlier: Path
) -> None:
    out = paper.root / "out"
    shutil.copytree(earlier, out)
    before = contents(out)
    lay(case, paper)
    spent = processor_seconds()

    code, said = edition("build", "--only", "epub", "-j1", "--format", "plain", folder=paper.root)

    assert code == case.ends, said[:2000]
    assert "Traceback" not in said
    assert case.says is None or case.says in said, said[:2000]
    assert len(said) < 60_000
    assert_holds_nothing_foreign("said", said.encode("utf-8", "replace"))
    if code != CLEAN:
        assert contents(out) == before
    for name, (data, _) in contents(out).items():
        assert_holds_nothing_foreign(name, data)
    if case.printed:
        assert_prints_nothing_foreign(paper)
    assert processor_seconds() - spent < 20


def assert_prints_nothing_foreign(paper: Paper) -> None:
    editions: tuple[Target, ...] = ("print", "replica")
    try:
        outputs = build(paper.issue, editions, proof=True, jobs=1).outputs
    except EditionError as error:
        assert_holds_nothing_foreign("said", str(error).encode())
        return
    assert len(outputs) == 2
    for output in outputs:
        assert_holds_nothing_foreign(output.name, output.data)


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def places(url: str) -> dict[str, str]:
    """Return every place of an article an address can stand in, by what asks for it."""
    drawn = f"{SVG}viewBox='0 0 9 9'><image href='{url}' width='9' height='9'/></svg>"
    return {
        "link": f"[a link]({url})",
        "picture": f"![A picture]({url})",
        "picture in a line": f"Text ![A picture]({url}) text",
        "reference": f"[a reference][r] ![p][r]\n\n[r]: {url}",
        "autolink": f"<{url}>",
        "caption": f'![A crane](crane.jpg "See [it]({url}) ![x]({url})"){{credit="<{url}>"}}',
        "note": f"Words.[^1]\n\n[^1]: A note ![x]({url}) <img src='{url}'>",
        "table": f"|a|b|\n|-|-|\n|![x]({url})|<img src={url}>|",
        "box": f"::: box <img src='{url}'>\n![x]({url})\n:::",
        "stylesheet": f'<link rel="stylesheet" href="{url}">',
        "import": f'<style>@import "{url}"; @import url({url});</style>',
        "font": f"<style>@font-face {{ font-family: X; src: url({url}) }}</style>",
        "background": f'<p style="background: url({url})">x</p><body background="{url}">',
        "list": f'<ul style="list-style-image: url({url})"><li>x</li></ul>',
        "content": f'<span style="content: url({url}); cursor: url({url})">x</span>',
        "image": f'<img src="{url}" srcset="{url} 2x" longdesc="{url}" '
        f'style="border-image: url({url})">',
        "source": f'<picture><source srcset="{url}"><img src="{url}"></picture>',
        "object": f'<object data="{url}" type="image/svg+xml"></object>',
        "embed": f'<embed src="{url}" type="image/svg+xml">',
        "drawing": drawn,
        "data": f'<img src="data:image/svg+xml,{quote(drawn)}">',
        "attachment": f'<link rel="attachment" href="{url}"><a rel="attachment" href="{url}">x</a>',
        "base": f'<base href="{url}"><img src="x.png">',
        "script": f'<script src="{url}"></script><script>fetch("{url}")</script>',
        "frame": f'<iframe src="{url}"></iframe><frame src="{url}">',
        "media": f'<video src="{url}" poster="{url}"></video><audio src="{url}"></audio>'
        f'<track src="{url}">',
        "form": f'<form action="{url}"><input type="image" src="{url}" formaction="{url}"></form>',
        "meta": f'<meta http-equiv="refresh" content="0; url={url}">',
        "include": f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}"/>',
        "quote": f'<q cite="{url}">x</q> <blockquote cite="{url}">x</blockquote>',
        "input": f'<input type="image" src="{url}"><menuitem icon="{url}">',
        "svg in html": f"<svg><use href='{url}'/><image xlink:href='{url}'/>"
        f"<style>@import '{url}'</style></svg>",
    }


def hostile_drawing(url: str) -> str:
    return (
        f"<?xml version='1.0'?><?xml-stylesheet href='{url}' type='text/css'?>"
        f"<!DOCTYPE svg PUBLIC 'x' '{url}'>"
        f"{SVG}viewBox='0 0 400 300' style='background: url({url})' xml:base='{url}'>"
        f"<style>@import '{url}'; @import url({url}); rect {{ fill: url({url}#a) }} "
        f"@font-face {{ font-family: x; src: url({url}) }} text {{ font-family: x }}</style>"
        f"<defs><linearGradient id='g' href='{url}#g'/><filter id='f'><feImage href='{url}'/>"
        f"</filter></defs><image href='{url}' width='9' height='9'/>"
        f"<image xlink:href='{url}' width='9' height='9'/><use href='{url}#x'/>"
        f"<use xlink:href='{url}'/><a href='{url}'><text y='20'>x</text></a>"
        f"<rect width='9' height='9' fill='url({url}#g)' mask='url({url}#m)' filter='url({url})'/>"
        f"<rect width='9' height='9' style='fill: u\\72l({url}); clip-path: url({url}#c)'/>"
        f"<text y='40'><textPath href='{url}#p'>x</textPath><tref href='{url}'/></text>"
        f"<animate attributeName='href' values='{url}'/><set attributeName='href' to='{url}'/>"
        f"<script href='{url}'/><foreignObject><img src='{url}'/></foreignObject>"
        f"<path d='M0 0h99v99z' marker-start='url({url}#m)' cursor='url({url})'/></svg>"
    )


def addresses(server: Server, folder: Path) -> dict[str, str]:
    secret = folder / "secret.svg"
    return {
        "web": f"{server.address}/hit",
        "no-scheme": f"{server.address.removeprefix('http:')}/hit",
        "file": secret.as_uri(),
        "passwords": "file:///etc/passwd",
        "up": "../../../secret.svg",
        "escaped": "..%2F..%2F..%2Fsecret.svg",
    }


def everywhere(url: str, paper: Paper) -> None:
    """Write ``url`` into every place of ``paper`` an address can stand in."""
    text = "\n\n".join(places(url).values())
    quoted = url.replace('"', "")
    paper.put(
        STORY,
        f'---\nheadline: "Harbour [x]({quoted}) <img src={quoted}>"\nbyline: "[Ada]({quoted})"\n'
        f'kicker: "![x]({quoted})"\nstandfirst: "![x]({quoted}) <img src={quoted}> [y]({quoted})"\n'
        f'author_note: "![x]({quoted}) [y]({quoted})"\nsource: "{quoted}"\n---\n'
        f'Text.\n\n![A drawing](images/x.svg "Caption")\n\n{text}\n',
    )
    paper.put("images/x.svg", hostile_drawing(url))
    paper.put(
        "captions.toml",
        f'["x.svg"]\ncaption = "![x]({quoted}) [y]({quoted})"\ncredit = "<img src={quoted}>"\n'
        f'["crane.jpg"]\nalt = "<img src={quoted}>"\n',
    )
    paper.put(
        "/standing/imprint.md",
        f'---\nkind: imprint\nheadline: "Imprint ![x]({quoted})"\n---\n{text}\n',
    )
    paper.put(
        "/standing/ad.md",
        f'---\nkind: house-ad\nsizes: ["1x20"]\npicture: "ad.svg"\nalt: "x"\n'
        f'link: "{quoted}"\n---\n',
    )
    paper.put("/standing/ad.svg", hostile_drawing(url))


EDITIONS: dict[str, tuple[Target, ...]] = {
    "web": ("epub", "print", "replica"),
    "file": ("epub", "print"),
    "up": ("epub", "print"),
    "no-scheme": ("epub",),
    "passwords": ("epub",),
    "escaped": ("epub",),
}


@pytest.mark.parametrize("kind", EDITIONS)
def test_no_address_is_followed_wherever_it_stands(
    kind: str, paper: Paper, server: Server, tmp_path: Path
) -> None:
    everywhere(addresses(server, tmp_path)[kind], paper)
    made = build(paper.issue, EDITIONS[kind], proof=True, jobs=1)
    assert [output.target for output in made.outputs] == list(EDITIONS[kind])
    assert len(made.findings) > 40, "the addresses have to get as far as the cleaning"
    for output in made.outputs:
        assert_holds_nothing_foreign(output.name, output.data)
    assert server.asked == []
    assert [one.message for one in made.findings if one.code == "EPUB-001"] == []


SHEETS = {
    "import": '@import "{url}";',
    "import-url": "@import url({url}) screen;",
    "rules": """
@font-face {{ font-family: "Edition Text"; src: url("{url}") }}
body {{ background: url({url}) }} p {{ background-image: url('{url}') }}
li {{ list-style: url({url}) }} p {{ content: url({url}); border-image: url({url}) }}
p {{ background: u\\72l({url}) }} q {{ background: URL({url}) }}
p {{ background: image-set('{url}' 1x); mask: url({url}); cursor: url({url}) }}
:root {{ --a: url({url}) }} p {{ background: var(--a) }}
p::before {{ content: target-text(url({url})) }} a {{ -weasy-link: url({url}) }}
@namespace x url({url}); @document url({url}) {{ p {{ color: red }} }}
@page {{ background: url({url}); @top-left {{ content: url({url}) }} }}
""",
}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("kind", ["web", "file", "up"])
def test_no_stylesheet_of_a_paper_fetches(
    kind: str, sheet: str, paper: Paper, server: Server, tmp_path: Path
) -> None:
    url = addresses(server, tmp_path)[kind].replace("../../../", "../../")
    paper.put("/styles/publication.css", SHEETS[sheet].format(url=url))
    editions: tuple[Target, ...] = ("epub", "print")
    for target in editions:
        try:
            outputs = build(paper.issue, (target,), proof=True, jobs=1).outputs
        except EditionError as error:
            assert_holds_nothing_foreign("said", str(error).encode())
            continue
        for output in outputs:
            assert_holds_nothing_foreign(output.name, output.data)
    assert server.asked == []


def test_the_server_would_have_noticed(server: Server) -> None:
    """Else the tests above would show nothing."""
    from urllib.request import urlopen

    with urlopen(f"{server.address}/hit", timeout=10) as answer:
        assert answer.read()
    assert server.asked == ["/hit"]


def test_the_secret_would_have_been_found(paper: Paper, tmp_path: Path) -> None:
    """In every edition: as text, as a drawing's text, and in a file's name."""
    drawing = (tmp_path / "secret.svg").read_text("utf-8")
    paper.put("images/x.svg", drawing)
    editions: tuple[Target, ...] = ("epub", "print", "replica")
    paper.put_all(story(f"Text {SECRET} text.\n\n![A drawing](images/x.svg)"))
    for output in build(paper.issue, editions, proof=True, jobs=1).outputs:
        found = [one for one in insides(output.name, output.data) if SECRET.encode() in one]
        assert found, output.name


def test_a_whole_folder_that_is_a_link_is_an_issue_still(paper: Paper, edition: Edition) -> None:
    """A publication may lie behind a link; only what leads out of it is refused."""
    door = paper.root.parent / "door"
    door.symlink_to(paper.root, target_is_directory=True)
    paper.put("/styles/publication.css", "p { color: black }")
    code, said = edition("check", "--strict", folder=door)
    assert (code, "No errors" in said) == (CLEAN, True), said


def test_a_good_story_still_builds(paper: Paper, edition: Edition) -> None:
    paper.put(STORY, f"{HEAD}Text.\n\n![](crane.jpg)\n\n## What it cost\n\nMuch.\n")
    assert edition("build", "--only", "epub", "-j1", folder=paper.root)[0] == CLEAN
