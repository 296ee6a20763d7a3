"""The EPUB's zip archive, packed so that the same contents are the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

MIMETYPE = "mimetype"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first day a zip archive can name."""

PACKED_ALREADY = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".woff", ".woff2")
LEVEL = 4
"""Of deflate: the usual 6 takes three times as long and wins a fortieth."""

Change = Callable[[bytes], bytes]

_FIRST = (MIMETYPE, "META-INF/container.xml", "EPUB/content.opf")


def repack(archive: bytes, *, change: Mapping[str, Change]) -> bytes:
    """Return ``archive`` without dates, in a fixed order, with ``change`` applied to some files.

    The ``mimetype`` comes first and is stored, so that an EPUB can be told from
    other archives (OCF 3.3, "ZIP container requirements"). Pictures are stored as
    they are: deflating them costs time and wins nothing.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=_order):
            data = old.read(name)
            new.writestr(_entry(name), change.get(name, _as_it_is)(data), compresslevel=LEVEL)
    return packed.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=LONG_AGO)
    stored = name == MIMETYPE or name.lower().endswith(PACKED_ALREADY)
    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same on Windows
    return entry


def _as_it_is(data: bytes) -> bytes:
    return data
