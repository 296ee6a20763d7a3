"""A small paper built for a press, and what is in the file."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf

from edition.build import Build, build

BASE = Path(__file__).parents[1] / "cases" / "_base"


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper built for one press."""

    path: Path
    data: bytes
    made: Build

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data))

    def codes(self) -> list[str]:
        return [one.code for one in self.made.findings]


def printed(
    folder: Path,
    *,
    press: str,
    layout: str = "flow",
    css: str = "",
    more: str = "",
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Printed:
    """Build the small paper of the cases for ``press``: a name, or the text of a profile.

    ``files`` are laid into it, by their paths.
    """
    paper = folder / "paper"
    shutil.copytree(BASE, paper)
    named = press
    if "\n" in press:
        (paper / "ours.toml").write_text(press)
        named = "ours.toml"
    settings = (paper / "publication.toml").read_text("utf-8").replace('size = "tabloid"\n', more)
    top = f'press = "{named}"\nlayout = "{layout}"\n'
    (paper / "publication.toml").write_text(top + settings, "utf-8")
    if css:
        (paper / "styles").mkdir(exist_ok=True)
        (paper / "styles" / "publication.css").write_text(css, "utf-8")
    for name, data in files.items():
        (paper / name).parent.mkdir(parents=True, exist_ok=True)
        (paper / name).write_bytes(data)
    made = build(paper / "issues" / "2026-03-06", ["print"], proof=layout == "newspaper", jobs=1)
    assert made.outputs, [str(one) for one in made.findings]
    path = folder / "print.pdf"
    path.write_bytes(made.outputs[0].data)
    return Printed(path, made.outputs[0].data, made)


def instructions(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every instruction of every page, form, pattern and glyph drawn by hand."""
    for page in pdf.pages:
        yield from pikepdf.parse_content_stream(page)
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and (
            one.get("/Subtype") == "/Form" or "/PatternType" in one
        ):
            yield from pikepdf.parse_content_stream(one)


def objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every object of a file and all that stands inside it."""
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        one = waiting.pop()
        yield one
        inner = one.items() if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) else ()
        waiting += [kid for _, kid in inner if _stands_inside(kid)]
        if isinstance(one, pikepdf.Array):
            waiting += [kid for kid in one if _stands_inside(kid)]


def _stands_inside(one: Any) -> bool:
    return isinstance(one, pikepdf.Object) and not one.is_indirect


def boxes(page: pikepdf.Page) -> dict[str, list[float]]:
    """Return the boxes of a page, in points."""
    names = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
    return {name[1:]: [float(edge) for edge in page[name]] for name in names if name in page}
