"""Names for programs and libraries change when these do."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from edition.versions import PROGRAM, code_in, version_of, versions


def test_versions_are_those_that_are_installed() -> None:
    for library in ("weasyprint", "pyvips", "Pillow", "pytest"):
        assert version_of(library) == version(library)
    assert (
        versions(("jinja2", "no-such-library"))
        == f"jinja2 {version('jinja2')} no-such-library none"
    )


def test_the_name_of_code_changes_with_any_file_of_it(tmp_path: Path) -> None:
    def named() -> str:
        code_in.cache_clear()
        return code_in(tmp_path)

    (tmp_path / "deep").mkdir()
    found = [named()]
    for name, code in (("a.py", "1"), ("deep/b.py", "1"), ("deep/b.py", "10")):
        (tmp_path / name).write_text(code, "utf-8")
        found.append(named())
    os.utime(tmp_path / "a.py", (1, 1))
    found.append(named())
    assert len(set(found)) == len(found)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.py").write_text("", "utf-8")
    (tmp_path / "a.txt").write_text("", "utf-8")
    assert named() == found[-1]
    assert "pdf/engine.py " in code_in(PROGRAM)
