"""What the pages of a catalogue wear: one stylesheet, the faces it names, and a script."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from ..cache import WEB_FONTS, key
from ..errors import LookError
from ..look import Look, fonts
from ..look.stylesheets import OUTSIDE, beside_entry, bundle, place_of
from .addresses import FONTS, STYLES, to_root

ENTRY = "catalogue.css"
OWN_FILES = (".ttf", ".otf", ".woff", ".woff2", ".png", ".jpg", ".svg", ".webp")
"""What a publication's stylesheet may bring along, by suffix."""


def digest(look: Look) -> str:
    """Return one digest of every file ``look`` may dress a page in."""
    listed = []
    for search in (look.templates, look.styles):
        for name in search.names():
            path = search.find(name)
            if path is not None:
                listed.append(f"{name} {sha256(path.read_bytes()).hexdigest()}")
    listed += (f"{face.name} {face.path.stat().st_size}" for face in fonts.faces())
    return key(*listed)


def styles(look: Look, sheet_path: str = STYLES) -> Iterator[tuple[str, bytes]]:
    """Yield the stylesheet, to stand at ``sheet_path``, and the files it names, with their paths.

    Raises:
        LookError: a sheet is broken, or names something on another site.
    """
    faces = {face.name: face.path for face in fonts.faces()}
    files: dict[str, Path] = {}
    home = sheet_path.rsplit("/", 1)[0] + "/"

    def resolve(address: str, sheet: str) -> str:
        if address.startswith(("data:", "#")):
            return address
        name = beside_entry(address, sheet)
        own = look.styles.find(name)
        face = address.rsplit("/", 1)[-1]
        if own is not None and own.suffix.lower() in OWN_FILES:
            files[f"{home}own/{name}"] = own
            return f"own/{name}"
        if face in faces:
            path = f"{FONTS}{Path(face).stem}.woff2"
            files[path] = faces[face]
            return path.removeprefix(home) if path.startswith(home) else to_root(sheet_path) + path
        outside = OUTSIDE.match(address)
        raise LookError(
            f"The stylesheet asks for {address}, "
            + ("which is on another site." if outside else "which is nowhere to be found."),
            origin=place_of(address, sheet, look.styles),
            hint="Put the file into styles/ and name it there: readers are not sent elsewhere.",
        )

    css = bundle(ENTRY, look.styles, resolve=resolve)
    yield sheet_path, css.encode()
    for path in sorted(files):
        data = files[path].read_bytes()
        yield path, _for_the_web(data) if path.startswith(FONTS) else data


def _for_the_web(font: bytes) -> bytes:
    """Return ``font`` as WOFF 2.0: the same letters in half the bytes."""
    entry = key("woff2", sha256(font).hexdigest())
    kept = WEB_FONTS.read(entry)
    if kept is not None:
        return kept
    from fontTools.ttLib import TTFont

    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    opened.flavor = "woff2"
    packed = io.BytesIO()
    opened.save(packed)
    WEB_FONTS.write(entry, packed.getvalue())
    return packed.getvalue()
