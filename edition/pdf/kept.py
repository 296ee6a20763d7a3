"""Keeps the finished pages of an edition, by all that is on them, until something changes.

The name of an entry is made from the whole document, its pictures' contents, the
look's files, the fonts, the engine and this program. An entry is a line of JSON and
a PDF; one that is not what was written is made anew.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..cache import PAGES, key
from ..document import Document
from ..findings import Finding
from ..look import Look, SearchPath, shared
from ..page_plan import PagePlan, Place, Stand
from ..told import heard, measure, place, placed, text, text_or_none, told, whole, whole_or_none
from ..versions import PROGRAM, code_in, facts, versions

_ENGINES = (
    "weasyprint", "pydyf", "fonttools", "pillow", "tinycss2", "tinyhtml5", "cssselect2", "pyphen",
    "jinja2", "pyvips", "pyvips-binary", "pikepdf", "numpy",
)  # fmt: skip
_LIBRARIES = (
    "libpango-1.0",
    "libpangoft2-1.0",
    "libharfbuzz",
    "libharfbuzz-subset",
    "libfontconfig",
)
_NAME = re.compile(r"[0-9a-f]{64}")
_PLACES = ("/usr/lib", "/usr/lib/*-linux-*", "/usr/local/lib", "/opt/homebrew/lib")


@dataclass(frozen=True, slots=True)
class Kept:
    """Finished pages: the PDF, its page plan, what stands where on it, and what there is to say.

    ``made_up`` is what a later build is told of them; ``None``: nothing.
    """

    data: bytes
    plan: PagePlan
    findings: tuple[Finding, ...] = ()
    stands: tuple[Stand, ...] = ()
    made_up: bytes | None = None


_ELSEWHERE = b"as "
"""What an entry begins with that is the name of another one, with the same pages."""


def made_of(
    document: Document, look: Look, *, target: str, marks: tuple[Finding, ...] = ()
) -> str | None:
    """Return one name for all that pages are made of, ``None`` when a file cannot be read.

    All but the pages delivered before, which those of now may have been left as.
    """
    try:
        dressed = "".join((*_files(look.templates), *_files(look.styles), *_fonts()))
        press = document.publication.press
        inks = sha256(press.intent.icc.read_bytes()).hexdigest() if press else ""
        proof = str(look.proof)
        return key(target, repr(document), repr(marks), proof, dressed, made_by(), inks)
    except OSError:
        return None


def name(made_of: str, *, last: bytes | None = None) -> str:
    """Return the name under which pages are kept that are ``made_of`` this.

    ``last`` are the pages delivered before.
    """
    return key(made_of, sha256(last).hexdigest() if last else "")


def read(name: str) -> Kept | None:
    """Return the pages kept under ``name``; ``None``: make them."""
    stored = PAGES.read(name)
    if stored is not None and stored.startswith(_ELSEWHERE):
        name = stored.removeprefix(_ELSEWHERE).decode("ascii", "replace")
        stored = PAGES.read(name) if _NAME.fullmatch(name) else None
    if stored is None:
        return None
    words, _, data = stored.partition(b"\n")
    try:
        said = json.loads(words)
        plan, findings = _plan(said["plan"]), tuple(heard(one) for one in said["findings"])
        stands = tuple(_stand(one) for one in said["stands"])
        made_up = said["made_up"]
        if not data.startswith(b"%PDF-"):
            raise ValueError("no PDF")
        told_of = None if made_up is None else text(made_up).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        PAGES.forget(name)
        return None
    return Kept(data, plan, findings, stands, told_of)


def write(name: str, kept: Kept, *, again: str | None = None) -> None:
    """Keep finished pages under ``name``.

    ``again`` is the name they are asked for by the next build, when they are delivered and
    nothing else has changed.
    """
    plan = kept.plan
    if again is not None and again != name:
        PAGES.write(name, _ELSEWHERE + again.encode())
        name = again
    said = {
        "made_up": kept.made_up.decode() if kept.made_up else None,
        "plan": {
            "pages": plan.pages,
            "anchors": dict(plan.anchors),
            "breaks": [[page, one.part, one.block] for page, one in plan.breaks.items()],
            "source": plan.source,
        },
        "findings": [told(one) for one in kept.findings],
        "stands": [
            [one.page, one.left, one.top, one.width, one.height, one.story, one.picture,
             placed(one.origin)]
            for one in kept.stands
        ],
    }  # fmt: skip
    PAGES.write(name, json.dumps(said).encode(), b"\n", kept.data)
    PAGES.trim()


# What the pages hang on ---------------------------------------------------------------------------


def _files(path: SearchPath) -> Iterator[str]:
    """Yield the name and the content of every file of a look."""
    for one in path.names():
        found = path.find(one)
        if found is not None:
            yield f"{one} {sha256(found.read_bytes()).hexdigest()}\n"


def _fonts() -> Iterator[str]:
    for path in sorted(shared("fonts").iterdir()):
        yield facts(path, path.name)


@cache
def made_by() -> str:
    """Return what this program and the engine below it are: no two that differ say the same."""
    libraries = "".join(
        facts(found, str(found))
        for place in _PLACES
        for library in _LIBRARIES
        for path in sorted(Path("/").glob(f"{place[1:]}/{library}.*"))
        for found in (path.resolve(),)
    )
    return f"{sys.version} {versions(_ENGINES)} {code_in(PROGRAM)} {libraries}"


# As JSON and back ---------------------------------------------------------------------------------


def _plan(said: Mapping[str, Any]) -> PagePlan:
    anchors = {text(anchor): whole(page) for anchor, page in said["anchors"].items()}
    breaks = {
        whole(page): Place(text(part), whole_or_none(block)) for page, part, block in said["breaks"]
    }
    return PagePlan(whole(said["pages"]), anchors, breaks, text(said["source"]))


def _stand(said: Any) -> Stand:
    page, left, top, width, height, story, picture, origin = said
    area = measure(left), measure(top), measure(width), measure(height)
    return Stand(whole(page), *area, text_or_none(story), text_or_none(picture), place(origin))
