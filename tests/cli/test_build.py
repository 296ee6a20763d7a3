"""``edition build``, through the real command: what it makes, says and leaves alone."""

from __future__ import annotations

import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from .conftest import Edition

STEM = "the-paper-2026-03-06"
LEAD = "issues/2026-03-06/a-newsletter-writer-buys-a-press.md"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def built(pristine: Path, pictures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything there is to make of the new paper, one thing at a time."""
    out = tmp_path_factory.mktemp("built")
    subprocess.run(
        [sys.executable, "-m", "edition", "build", "--replica", "-j", "1", "--out", str(out), "-q"],
        cwd=pristine,
        env=os.environ | {"EDITION_CACHE": str(pictures)},
        check=True,
        timeout=300,
    )
    return out / "2026-03-06"


def test_the_editions_and_a_manifest_stand_in_the_folder_of_the_date(built: Path) -> None:
    assert sorted(digests(built)) == [
        "front-small.jpg",
        "front.jpg",
        "issue.json",
        "manifest.json",
        f"{STEM}-print.pdf",
        f"{STEM}-replica.pdf",
        f"{STEM}.epub",
    ]
    assert (built / f"{STEM}.epub").read_bytes().startswith(b"PK")
    assert (built / f"{STEM}-print.pdf").read_bytes().startswith(b"%PDF-")


def test_the_manifest_tells_what_went_in_and_what_came_out(built: Path, pristine: Path) -> None:
    content = json.loads((built / "manifest.json").read_text("utf-8"))
    for one in content["outputs"]:
        data = (built / one["name"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), sha256(data).hexdigest())
    assert len(content["outputs"]) == 3
    lead = sha256((pristine / LEAD).read_bytes()).hexdigest()
    assert content["inputs"][LEAD] == lead
    assert "issues/2026-03-06/images/hand-press.svg" in content["inputs"]
    assert {"edition", "weasyprint", "ebooklib"} <= set(content["versions"])
    assert str(pristine) not in json.dumps(content)


def test_the_bytes_are_the_same_anywhere_and_with_more_at_a_time(
    built: Path, paper: Path, edition: Edition, tmp_path: Path
) -> None:
    """Another folder, two processes, a cold cache, another time zone."""
    cold = str(tmp_path / "cold")
    done = edition(
        "build", "--replica", "-j", "2", folder=paper, EDITION_CACHE=cold, TZ="Asia/Tokyo"
    )
    assert done.returncode == 0, done.stderr
    assert digests(paper / "out/2026-03-06") == digests(built)


def test_it_says_which_issue_which_files_and_how_long(paper: Path, edition: Edition) -> None:
    done = edition("build", "--only", "epub", folder=paper)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("Building 2026-03-06, the newest issue.\n")
    files, manifest, time_taken = done.stdout.splitlines()
    assert files.startswith(f"out/2026-03-06/{STEM}.epub ") and files.endswith("MB")
    assert manifest.startswith("out/2026-03-06/manifest.json")
    assert "making the EPUB" in time_taken
    assert "\x1b" not in done.stdout + done.stderr


def test_quiet_says_nothing_of_a_clean_issue(paper: Path, edition: Edition) -> None:
    done = edition("build", "--only", "epub", "--quiet", folder=paper)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_for_a_machine_the_result_is_nothing_but_json(paper: Path, edition: Edition) -> None:
    done = edition("build", "--only", "epub", "--format", "json", folder=paper)
    assert json.loads(done.stdout)["findings"] == []
    assert f"{STEM}.epub" in done.stderr


@pytest.mark.parametrize(
    ("stand", "named", "out"),
    [
        (".", "2026-03-06", "out"),
        ("issues/2026-03-06", None, "out"),
        ("..", "paper", "../out"),
    ],
)
def test_files_go_beside_the_publication_or_where_we_stand(
    paper: Path, edition: Edition, stand: str, named: str | None, out: str
) -> None:
    words = ("build", named) if named else ("build",)
    done = edition(*words, "--only", "epub", folder=paper / stand)
    assert done.returncode == 0, done.stderr
    assert (paper / out / "2026-03-06" / f"{STEM}.epub").is_file()
    assert not list((paper / "issues").rglob("out"))


def test_files_of_an_earlier_build_are_named(paper: Path, built: Path, edition: Edition) -> None:
    folder = paper / "out/2026-03-06"
    folder.mkdir(parents=True)
    (folder / f"{STEM}-print.pdf").write_bytes((built / f"{STEM}-print.pdf").read_bytes())
    done = edition("build", "--only", "epub", folder=paper)
    assert f"{STEM}-print.pdf is from an earlier build." in done.stdout


def test_errors_keep_the_last_good_files(paper: Path, edition: Edition) -> None:
    edition("build", "--only", "epub", folder=paper)
    before = digests(paper / "out/2026-03-06")
    change(paper / LEAD, "(hand-press.svg)", "(missing.svg)")
    done = edition("build", "--only", "epub", folder=paper)
    assert done.returncode == 3
    assert "PIC-001" in done.stdout
    assert done.stdout.endswith(
        " Nothing was written. To look at it all the same: edition build --proof\n"
    )
    assert digests(paper / "out/2026-03-06") == before


def test_errors_that_only_the_making_shows_keep_the_files_back(
    paper: Path, edition: Edition
) -> None:
    part = paper / "templates/parts/article.xhtml.j2"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_text(
        '{% extends "shared/parts/article.xhtml.j2" %}'
        "{% block closing %}<center>Subscribe</center>{% endblock %}",
        "utf-8",
    )
    done = edition("build", "--only", "epub", folder=paper)
    assert done.returncode == 3, done.stderr
    assert "EPUB-001" in done.stdout
    assert done.stdout.endswith(
        " Nothing was written. To look at it all the same: edition build --proof\n"
    )
    assert not (paper / "out").exists()


def test_a_proof_is_made_in_spite_of_errors_and_leaves_the_good_files_alone(
    paper: Path, edition: Edition
) -> None:
    edition("build", "--only", "epub", folder=paper)
    before = digests(paper / "out/2026-03-06")
    change(paper / LEAD, "(hand-press.svg)", "(missing.svg)")
    done = edition("build", "--proof", folder=paper)
    assert done.returncode == 0, done.stderr
    assert "PIC-001" in done.stdout
    after = digests(paper / "out/2026-03-06")
    assert before.items() <= after.items()
    assert set(after) - set(before) == {
        "manifest-proof.json",
        f"{STEM}-print-proof.pdf",
        f"{STEM}-proof.epub",
    }


def test_settings_that_cannot_be_read_stop_the_build_with_their_place(
    paper: Path, edition: Edition
) -> None:
    change(paper / "issues/2026-03-06/issue.toml", "number = 1", "number = = 1")
    done = edition("build", folder=paper)
    assert done.returncode == 3
    assert "issues/2026-03-06/issue.toml:5  error" in done.stdout
    assert done.stdout.endswith("Nothing was written.\n")


def test_a_folder_that_cannot_be_written_is_said_before_any_work(
    paper: Path, edition: Edition
) -> None:
    (paper / "taken").write_text("a note")
    done = edition("build", "--out", "taken", folder=paper)
    assert done.returncode == 8
    assert "is a file" in done.stderr
    assert "Traceback" not in done.stderr


def start(paper: Path, pictures: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "edition", "build", "-j", "2"],
        cwd=paper,
        env=os.environ | {"EDITION_CACHE": str(pictures), "XDG_STATE_HOME": str(paper / "state")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def survivors(group: int) -> list[str]:
    """Return what still runs in the process group ``group`` after it had time to end."""
    listed = ["ps", "-o", "stat=,args=", "-g", str(group)]
    running: list[str] = []
    for _ in range(300):
        done = subprocess.run(listed, capture_output=True, text=True, check=False)
        running = [line for line in done.stdout.splitlines() if not line.startswith("Z")]
        if not running:
            break
        time.sleep(0.1)
    return running


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold ``folder`` as a build that is writing into it does, so that no other can end."""
    folder.mkdir(parents=True)
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("after", [0, 0.6, 1.6])
def test_ctrl_c_is_one_line_and_leaves_nothing_running(
    paper: Path, pictures: Path, after: float
) -> None:
    """However fast the machine: the build cannot be done before it is stopped."""
    folder = paper / "out/2026-03-06"
    with held(folder):
        process = start(paper, pictures)
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Building")
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=120)
    # Python ends itself by the signal when it came while a dataclass was being made; a shell
    # calls both 130.
    assert process.returncode in (130, -signal.SIGINT), err
    assert "Traceback" not in out + err
    assert not survivors(process.pid)
    assert not list(folder.iterdir())


def test_a_killed_build_leaves_the_last_good_files(
    paper: Path, pictures: Path, built: Path
) -> None:
    folder = paper / "out/2026-03-06"
    folder.mkdir(parents=True)
    good = {f"{STEM}.epub", f"{STEM}-print.pdf", "manifest.json"}
    for name in good:
        (folder / name).write_bytes((built / name).read_bytes())
    whole = {name: {digest} for name, digest in digests(folder).items()}
    whole["manifest.json"].add("")
    chance = random.Random(7)
    for _ in range(4):
        process = start(paper, pictures)
        time.sleep(chance.uniform(0.2, 4))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        found = digests(folder)
        assert found[f"{STEM}.epub"] in whole[f"{STEM}.epub"]
        assert found[f"{STEM}-print.pdf"] in whole[f"{STEM}-print.pdf"]
        json.loads((folder / "manifest.json").read_text("utf-8"))
