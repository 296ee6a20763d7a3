"""The engine is loaded without asking compilers, and what it seldom needs is there when it does."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = """
import subprocess, sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
from edition.pdf.engine import weasyprint_loaded
weasyprint_loaded()
"""


def said(code: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", LOADED + code],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="libraries are looked for otherwise elsewhere")
def test_no_program_is_run_to_find_a_library() -> None:
    assert said("print(started)") == "[]"
    looked_for = (
        "import ctypes.util; print(ctypes.util.find_library('c') is not None, len(started))"
    )
    assert said(looked_for).startswith("True "), "for others it is as it was"


def test_what_is_put_off_is_loaded_when_it_is_called() -> None:
    code = """
from weasyprint.pdf import fonts
print("fontTools.subset" in sys.modules, fonts.subset.Options(retain_gids=True).retain_gids)
print("fontTools.varLib.instancer" in sys.modules)
try:
    fonts.instantiateVariableFont({}, {})
except Exception as error:
    print(type(error).__name__)
import fontTools.subset, fontTools.varLib.instancer
print(fontTools.subset.Options().retain_gids, type(fontTools.varLib.instancer).__name__)
"""
    assert said(code).splitlines() == ["False True", "False", "ValueError", "False module"]
