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
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ..cache import PAGES, key
from ..document import Document
from ..findings import Finding
from ..look import Look, SearchPath, shared
from ..page_plan import PagePlan, Place
from ..told import heard, text, told, whole, whole_or_none

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

Kept = tuple[bytes, PagePlan, tuple[Finding, ...], bytes | None]

_ELSEWHERE = b"as "
"""What an entry begins with that is the name of another one, with the same pages."""


def name(
    document: Document,
    look: Look,
    *,
    target: str,
    marks: tuple[Finding, ...] = (),
    last: bytes | None = None,
) -> str | None:
    """Return the name under which the pages are kept, ``None`` when a file cannot be read.

    ``last`` are the pages delivered before, which those of now may have been left as.
    """
    try:
        dressed = "".join((*_files(look.templates), *_files(look.styles), *_fonts()))
        press = document.publication.press
        inks = sha256(press.intent.icc.read_bytes()).hexdigest() if press else ""
        before = sha256(last).hexdigest() if last else ""
        proof = str(look.proof)
        return key(target, repr(document), repr(marks), proof, dressed, made_by(), inks, before)
    except OSError:
        return None


def read(name: str) -> Kept | None:
    """Return the PDF kept under ``name``, its page plan, its findings and what a later build is
    told of its pages; ``None``: make it.
    """
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
        made_up = said["made_up"]
        if not data.startswith(b"%PDF-"):
            raise ValueError("no PDF")
        told_of = None if made_up is None else text(made_up).encode()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        PAGES.forget(name)
        return None
    return data, plan, findings, told_of


def write(
    name: str,
    data: bytes,
    plan: PagePlan,
    findings: tuple[Finding, ...],
    *,
    made_up: bytes | None = None,
    again: str | None = None,
) -> None:
    """Keep the PDF ``data`` with its page plan and its findings.

    ``made_up`` is what a later build is told of its pages, ``again`` the name they are asked
    for by then, when they are delivered and nothing else has changed.
    """
    if again is not None and again != name:
        PAGES.write(name, _ELSEWHERE + again.encode())
        name = again
    said = {
        "made_up": made_up.decode() if made_up else None,
        "plan": {
            "pages": plan.pages,
            "anchors": dict(plan.anchors),
            "breaks": [[page, one.part, one.block] for page, one in plan.breaks.items()],
            "source": plan.source,
        },
        "findings": [told(one) for one in findings],
    }
    PAGES.write(name, json.dumps(said).encode(), b"\n", data)
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
        yield _facts(path)


def made_by() -> str:
    """Return what this program and the engine below it are: no two that differ say the same."""
    package = Path(__file__).resolve().parent.parent
    own = "".join(_facts(path, package) for path in sorted(package.rglob("*.py")))
    libraries = "".join(
        _facts(path.resolve())
        for place in _PLACES
        for library in _LIBRARIES
        for path in sorted(Path("/").glob(f"{place[1:]}/{library}.*"))
    )
    return f"{sys.version} {' '.join(_versions())} {own} {libraries}"


def _versions() -> Iterator[str]:
    for one in _ENGINES:
        try:
            yield f"{one} {version(one)}"
        except PackageNotFoundError:
            yield f"{one} none"


def _facts(path: Path, below: Path | None = None) -> str:
    facts = path.stat()
    named = path.relative_to(below) if below else path.name
    return f"{named} {facts.st_size} {facts.st_mtime_ns}\n"


# As JSON and back ---------------------------------------------------------------------------------


def _plan(said: Mapping[str, Any]) -> PagePlan:
    anchors = {text(anchor): whole(page) for anchor, page in said["anchors"].items()}
    breaks = {
        whole(page): Place(text(part), whole_or_none(block)) for page, part, block in said["breaks"]
    }
    return PagePlan(whole(said["pages"]), anchors, breaks, text(said["source"]))
