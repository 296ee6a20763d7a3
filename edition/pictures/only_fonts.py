"""Hides the machine's fonts from the library that draws the cover."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from . import cache

SETTINGS = "FONTCONFIG_FILE"
"""Where fontconfig looks for the name of its settings, once, when it first needs a font."""


@contextmanager
def only_fonts_in(folders: Collection[Path]) -> Iterator[None]:
    """Let text find the fonts in ``folders`` and no other, for as long as the context lasts.

    The library asks once in a process, so the folders of the first drawing with
    text in it hold for all that follow.
    """
    named = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in sorted(folders))
    kept = f"<cachedir>{escape(str(cache.folder() / 'fontconfig'))}</cachedir>"
    before = os.environ.get(SETTINGS)
    with TemporaryDirectory() as folder:
        settings = Path(folder) / "fonts.conf"
        settings.write_text(f"<fontconfig>{named}{kept}</fontconfig>", encoding="utf-8")
        os.environ[SETTINGS] = str(settings)
        try:
            yield
        finally:
            if before is None:
                del os.environ[SETTINGS]
            else:
                os.environ[SETTINGS] = before
