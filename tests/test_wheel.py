"""What a stranger installs: the wheel and the sdist build an issue far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONSTRAINTS = ROOT / "constraints.txt"


def run(*command: object, folder: Path, expected: tuple[int, ...] = (0,)) -> str:
    """Run ``command`` in ``folder`` with no trace of the checkout in the environment."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {
        "PIP_CONSTRAINT": str(CONSTRAINTS),
        "PIP_BUILD_CONSTRAINT": str(CONSTRAINTS),
        "EDITION_CACHE": str(folder / "cache"),
    }
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode in expected, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from the sdist, as a release would."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, folder=folder)
    return folder


@pytest.fixture(scope="module")
def installed(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a clean environment and return the folder of its commands."""
    home = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", home / "venv", folder=home)
    (wheel,) = distributions.glob("*.whl")
    run(home / "venv/bin/pip", "install", "--quiet", wheel, folder=home)
    return home / "venv" / "bin"


def test_wheel_carries_templates_styles_and_fonts(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for folder, suffix in (("templates", ".j2"), ("styles", ".css"), ("fonts", ".ttf")):
        own = [name for name in names if name.startswith(f"edition/shared/{folder}/")]
        assert any(name.endswith(suffix) for name in own), f"no {suffix} in {folder}"
    inks = {name for name in names if name.startswith("edition/press/inks/")}
    assert {Path(name).name for name in inks} >= {
        "newsprint.icc", "coated.icc", "uncoated.icc", "README.md", "LICENSE-zlib.txt"
    }  # fmt: skip
    assert not [name for name in names if name.startswith(("tests/", "issues/", "tools/"))]


def test_wheel_builds_the_sample_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    shutil.copytree(ROOT / "issues", paper)
    out = tmp_path / "out"
    issue = paper / "2026-02-27"
    run(installed / "edition", "build", issue, "--out", out, folder=tmp_path, expected=(0, 1))
    made = sorted(path.suffix for path in out.rglob("*") if path.suffix in {".epub", ".pdf"})
    assert made == [".epub", ".pdf"]


def test_wheel_starts_a_publication_that_builds(installed: Path, tmp_path: Path) -> None:
    run(installed / "edition", "init", tmp_path / "mine", folder=tmp_path)
    run(installed / "edition", "build", "--out", tmp_path / "out", folder=tmp_path / "mine")
    assert list((tmp_path / "out").rglob("*.epub"))


def test_constraints_name_no_address() -> None:
    for line in CONSTRAINTS.read_text("utf-8").splitlines():
        assert "://" not in line, line
        assert not line.startswith("-"), line
