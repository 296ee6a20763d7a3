"""What is written, what is left alone, and what a reader sees meanwhile."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import etree, html

from edition.catalogue import folder as writing
from edition.errors import DeliveryError
from tests.catalogue.conftest import BASE, Paper

ATOM = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "os": "http://a9.com/-/spec/opensearch/1.1/",
}
Make = Callable[..., Paper]
NEWEST = "issues/2026-01-16"


def tree(paper: Paper, path: str) -> etree._Element:
    return etree.fromstring((paper.public / path).read_bytes())


def addresses(paper: Paper) -> set[tuple[str, str]]:
    """Return every address any page, feed or list names inside the catalogue, and where."""
    found = set()
    for path in paper.public.rglob("*"):
        name = path.relative_to(paper.public).as_posix()
        if path.suffix == ".html":
            page = html.fromstring(path.read_bytes())
            named = page.xpath("//@href | //@src | //form/@action")
        elif path.suffix == ".xml":
            named = etree.fromstring(path.read_bytes()).xpath("//@href")
            named += re.findall(r"<loc>([^<]*)</loc>", path.read_text("utf-8"))
        elif path.suffix == ".json" and not path.name.startswith("."):
            named = re.findall(rf'"({BASE}[^"{{\\]*)"', path.read_text("utf-8"))
        elif path.suffix == ".css":
            named = re.findall(r'url\("([^"]*)"\)', path.read_text("utf-8"))
        else:
            continue
        for address in named:
            whole = urldefrag(urljoin(BASE + name, address))[0]
            if whole.startswith(BASE):
                found.add((name, unquote(whole.removeprefix(BASE)) or "index.html"))
    return found


def test_every_address_leads_to_a_file(paper: Make) -> None:
    made = paper(60)
    made.publish()
    found = addresses(made)
    assert len(found) > 3000
    missing = {pair for pair in found if not (made.public / pair[1]).is_file()}
    assert not missing


def test_nothing_is_written_when_nothing_changed(paper: Make) -> None:
    made = paper()
    made.publish()
    before = made.files()
    published, _ = made.publish()
    assert (published.changes.written, published.changes.deleted) == (0, 0)
    assert made.files() == before


def test_the_same_issues_give_the_same_catalogue_anywhere(paper: Make, tmp_path: Path) -> None:
    made = paper()
    made.publish()
    other = Paper(Path(shutil.copytree(tmp_path, tmp_path.parent / f"{tmp_path.name}-2")))
    shutil.rmtree(other.public)
    other.publish()
    assert {name: data for name, (data, _) in made.files().items()} == {
        name: data for name, (data, _) in other.files().items()
    }


def test_a_new_issue_leaves_old_pages_alone(paper: Make) -> None:
    made = paper(60)
    made.publish()
    before = made.files()
    made.rewrite(61)
    made.publish()
    after = made.files()
    changed = {name for name in after if after[name] != before.get(name)}
    old = {name for name in changed if name in before}
    issues = {name.split("/")[1][:10] for name in old if name.startswith("issues/")}
    assert issues == {"2027-02-19"}, "only the one before has to lead to the new one"
    assert {name for name in old if name.startswith("opds/new")} == {
        "opds/new.xml",
        "opds/new.json",
    }
    assert "index.html" in changed and "feed.xml" in changed


def test_pages_begin_at_fifty_issues_and_keep_their_addresses(paper: Make) -> None:
    made = paper(49)
    made.publish()
    assert len(tree(made, "opds/new.xml").findall("a:entry", ATOM)) == 49
    assert not (made.public / "opds/new/1.xml").exists()
    made.rewrite(50)
    made.publish()
    first = tree(made, "opds/new.xml")
    assert len(first.findall("a:entry", ATOM)) == 25
    assert first.findtext("os:totalResults", namespaces=ATOM) == "50"
    (following,) = first.xpath("a:link[@rel='next']/@href", namespaces=ATOM)
    assert following == f"{BASE}opds/new/1.xml"
    oldest = made.files()["opds/new/1.xml"]
    made.rewrite(51)
    made.publish()
    assert len(tree(made, "opds/new.xml").findall("a:entry", ATOM)) == 26
    assert made.files()["opds/new/1.xml"] == oldest


def test_a_page_that_somebody_deleted_comes_back(paper: Make) -> None:
    made = paper()
    made.publish()
    page = made.public / f"{NEWEST}.html"
    data = page.read_bytes()
    page.unlink()
    made.publish()
    assert page.read_bytes() == data


def test_what_is_not_ours_stays(paper: Make) -> None:
    made = paper()
    made.public.mkdir()
    (made.public / "about.html").write_text("mine")
    (made.public / "robots.txt").write_text("mine")
    _, found = made.publish()
    assert (made.public / "about.html").read_text() == "mine"
    assert (made.public / "robots.txt").read_text() == "mine"
    assert [one.code for one in found] == ["CAT-005"]
    made.publish()
    assert (made.public / "robots.txt").read_text() == "mine"


def test_a_file_of_somebody_elses_is_not_overwritten(paper: Make) -> None:
    made = paper()
    made.public.mkdir()
    (made.public / "index.html").write_text("mine")
    with pytest.raises(DeliveryError, match=r"not the catalogue's: index\.html"):
        made.publish()
    assert [path.name for path in made.public.iterdir()] == ["index.html"]


def test_a_run_that_was_killed_is_made_good(paper: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every moment what leads somewhere leads to what is there; the next run goes on."""
    made = paper()
    made.publish()
    made.rewrite(4)
    move, moves = Path.replace, 0

    class Killed(BaseException):
        pass

    def dying(self: Path, target: Path) -> Path:
        nonlocal moves
        moves += 1
        if moves > 12:
            raise Killed
        return move(self, target)

    monkeypatch.setattr(Path, "replace", dying)
    with pytest.raises(Killed):
        made.publish()
    monkeypatch.undo()
    assert all((made.public / path).is_file() for _, path in addresses(made))
    published, _ = made.publish()
    assert published.issues == 4
    assert not (made.public / writing.STAGING).exists()
    fresh = Paper(made.root)
    shutil.move(made.public, made.root / "before")
    fresh.publish()
    whole = {name: data for name, (data, _) in fresh.files().items()}
    shutil.rmtree(fresh.public)
    shutil.move(made.root / "before", made.public)
    assert {name: data for name, (data, _) in made.files().items()} == whole


def test_a_full_disk_leaves_the_old_catalogue(paper: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    made = paper()
    made.publish()
    before = made.files()
    made.rewrite(4)
    write, writes = Path.write_bytes, 0

    def full(self: Path, data: bytes) -> int:
        nonlocal writes
        writes += 1
        if writes > 8:
            raise OSError(28, os.strerror(28))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DeliveryError, match="no room left"):
        made.publish()
    monkeypatch.undo()
    assert made.files() == before
    assert not (made.public / writing.STAGING).exists()


def test_a_corrected_issue_is_the_same_one_with_a_later_day(paper: Make) -> None:
    made = paper()
    made.publish()
    identifier = tree(made, f"{NEWEST}/entry.xml").findtext("a:id", namespaces=ATOM)
    note = "Page 3: the bridge opened in 1864."
    made.rewrite(3, modified=date(2026, 1, 20), correction=note)
    _, found = made.publish()
    assert not found
    for path in ("opds/new.xml", "feed.xml"):
        entries = tree(made, path).findall("a:entry", ATOM)
        assert len(entries) == 3
        assert entries[0].findtext("a:id", namespaces=ATOM) == identifier
        assert entries[0].findtext("a:updated", namespaces=ATOM) == "2026-01-20T00:00:00Z"
        assert entries[0].findtext("a:published", namespaces=ATOM) == "2026-01-16T00:00:00Z"
        assert note in etree.tostring(entries[0], encoding="unicode")
    assert note in made.text(f"{NEWEST}.html")
    assert "Corrected on 20 January 2026" in made.text(f"{NEWEST}.html")
    publication = json.loads(made.text(f"{NEWEST}/publication.json"))
    assert publication["metadata"]["modified"] == "2026-01-20T00:00:00Z"
    assert note in publication["metadata"]["description"]


def test_a_change_without_a_day_is_told(paper: Make) -> None:
    made = paper()
    made.publish()
    path = made.out / "2026-01-16/issue.json"
    record = json.loads(path.read_bytes())
    epub = made.out / "2026-01-16" / record["files"][0]["name"]
    data = epub.read_bytes() + b" "
    epub.write_bytes(data)
    from hashlib import sha256

    record["files"][0] |= {"size": len(data), "sha256": sha256(data).hexdigest()}
    path.write_text(json.dumps(record))
    _, found = made.publish()
    assert [one.code for one in found] == ["CAT-003"]
    _, found = made.publish()
    assert not found, "it is told once"


def test_an_issue_withdrawn_is_gone_and_says_so(paper: Make) -> None:
    made = paper()
    made.publish()
    identifier = tree(made, f"{NEWEST}/entry.xml").findtext("a:id", namespaces=ATOM)
    made.settings(
        "[[catalogue.withdrawn]]", "issue = 2026-01-16", "day = 2026-02-01", 'reason = "By order."'
    )
    shutil.rmtree(made.out / "2026-01-16")
    for _ in range(2):  # the second time nothing but memory knows what it was called
        published, _ = made.publish()
        assert (published.issues, published.withdrawn) == (2, 1)
        assert not (made.public / NEWEST).exists()
        page = made.text(f"{NEWEST}.html")
        assert "By order." in page and "noindex" in page
        for path in ("opds/new.xml", "feed.xml"):
            (gone,) = tree(made, path).findall("at:deleted-entry", ATOM)
            assert gone.attrib == {"ref": identifier, "when": "2026-02-01T00:00:00Z"}
            assert len(tree(made, path).findall("a:entry", ATOM)) == 2
        assert "2026-01-16" not in made.text("sitemaps/2026.xml")
        assert "2026-01-16" not in made.text("search/2026.json")
        made.settings("# touched")


def test_an_issue_whose_build_is_gone_stays_published(paper: Make) -> None:
    """A new machine builds the newest issue only: nobody loses the others."""
    made = paper()
    made.publish()
    before = made.files()
    shutil.rmtree(made.out / "2026-01-09")
    published, found = made.publish()
    assert published.issues == 3 and not found
    assert made.files() == before
    published, _ = made.publish("https://elsewhere.example/")
    assert published.issues == 3
    assert "https://elsewhere.example/" in made.text("issues/2026-01-09.html")
    assert (made.public / "issues/2026-01-09/archive-2026-01-09.epub").is_file()


def test_issues_for_subscribers_are_shown_and_not_given_away(paper: Make) -> None:
    made = paper()
    text = (made.root / "publication.toml").read_text("utf-8")
    (made.root / "publication.toml").write_text(f"{text}for_subscribers = 1\n", "utf-8")
    made.publish()
    assert not list(made.public.glob(f"{NEWEST}/*.epub"))
    assert not list(made.public.glob(f"{NEWEST}/*.html"))
    assert list(made.public.glob("issues/2026-01-09/*.epub"))
    page = made.text(f"{NEWEST}.html")
    assert "https://archive.example/subscribe" in page and "for subscribers" in page
    entry = tree(made, f"{NEWEST}/entry.xml")
    (link,) = entry.xpath("a:link[contains(@rel, 'acquisition')]", namespaces=ATOM)
    assert link.get("rel") == "http://opds-spec.org/acquisition/subscribe"
    assert not tree(made, "feed.xml").xpath("a:entry[1]/a:link[@rel='enclosure']", namespaces=ATOM)


def test_nobody_is_told_to_subscribe_nowhere(paper: Make) -> None:
    made = paper()
    path = made.root / "publication.toml"
    text = re.sub(r'subscribe = "[^"]*"', 'for_subscribers = "all"', path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    _, found = made.publish()
    assert [one.code for one in found] == ["CAT-004"]


def test_a_file_that_changed_on_the_disk_is_left_out(paper: Make) -> None:
    made = paper()
    (made.out / "2026-01-16/archive-2026-01-16.epub").write_bytes(b"half")
    _, found = made.publish()
    assert [one.code for one in found] == ["CAT-002"]
    assert not list(made.public.glob(f"{NEWEST}/*.epub"))


def test_a_file_of_the_same_size_and_other_bytes_is_not_published(paper: Make) -> None:
    made = paper()
    epub = made.out / "2026-01-16/archive-2026-01-16.epub"
    epub.write_bytes(epub.read_bytes()[:-1] + b"\xff")
    with pytest.raises(DeliveryError, match="not as it was built"):
        made.publish()
    assert not made.public.exists()


def test_a_build_from_before_there_were_records_is_named(paper: Make) -> None:
    made = paper()
    (made.out / "2026-01-16/issue.json").unlink()
    published, found = made.publish()
    assert published.issues == 2
    assert [one.code for one in found] == ["CAT-001"]
    assert "edition build 2026-01-16" in (found[0].hint or "")


def test_another_papers_catalogue_is_not_touched(paper: Make, tmp_path: Path) -> None:
    made = paper()
    made.publish()
    path = made.root / "publication.toml"
    path.write_text(path.read_text("utf-8").replace('"archive"', '"other"'), "utf-8")
    with pytest.raises(DeliveryError, match="another publication"):
        made.publish()


def test_nothing_to_publish_is_said(paper: Make) -> None:
    with pytest.raises(DeliveryError, match="nothing to publish"):
        paper(0).publish()
