"""Finds the newest pandoc at hand and says how it is asked for an EPUB."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SPLITS_BY_LEVEL = (3, 0)
"""Before this the option for it had another name."""


@dataclass(frozen=True, slots=True)
class Pandoc:
    """A pandoc and its version."""

    program: str
    version: tuple[int, ...]

    @property
    def name(self) -> str:
        return f"pandoc {'.'.join(map(str, self.version))}"

    def command(self, text: Path) -> tuple[str, ...]:
        """Return the command that makes an EPUB of ``text``, one file a story."""
        new = self.version >= _SPLITS_BY_LEVEL
        split = "--split-level=2" if new else "--epub-chapter-level=2"
        return (self.program, text.name, "--to", "epub3", "--toc", split, "--output", "x.epub")


def find() -> Pandoc:
    """Return ``$PANDOC``, or else the newest of the one ``pypandoc`` brings and the one in PATH.

    Raises:
        RuntimeError: there is none.
    """
    chosen = os.environ.get("PANDOC")
    found = [_known(program) for program in ([chosen] if chosen else _at_hand())]
    if not found:
        raise RuntimeError("There is no pandoc here; pip install pypandoc-binary brings one.")
    return max(found, key=lambda one: one.version)


def _at_hand() -> Iterator[str]:
    try:
        import pypandoc
    except ImportError:
        pass
    else:
        yield pypandoc.get_pandoc_path()
    in_path = shutil.which("pandoc")
    if in_path:
        yield in_path


def _known(program: str) -> Pandoc:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    found = re.search(r"(\d+(?:\.\d+)+)", said.stdout.splitlines()[0])
    if found is None:
        raise RuntimeError(f"{program} does not say which version it is.")
    return Pandoc(program, tuple(map(int, found[1].split("."))))
