"""What went into a delivery and what came out, so that anybody can check either later."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from .. import __version__
from ..document import Document
from ..look import shared
from ..outputs import Output
from ..versions import version_of

MADE_BY = "edition"

_ENGINES = ("ebooklib", "jinja2", "pikepdf", "pyvips", "pyvips-binary", "weasyprint")
_NOTES = frozenset({"readme.md", "changelog.md", "todo.md", "notes.md"})
_OF_THE_PUBLICATION = ("standing", "styles", "templates")


def manifest(document: Document, outputs: Collection[Output], *, folder: Path) -> bytes:
    """Return the manifest of ``outputs``, to be delivered into ``folder``, as JSON.

    It names no clock and no absolute path: the same input gives the same bytes.
    """
    issue = document.issue
    content = {
        "made_by": MADE_BY,
        "publication": document.publication.name,
        "issue": {
            "date": issue.date.isoformat(),
            "number": issue.number,
            "revised": issue.revised.isoformat() if issue.revised else None,
        },
        "versions": {"edition": __version__} | dict(_engines()),
        "inputs": dict(_inputs(document, folder)),
        "outputs": [
            {
                "name": output.name,
                "edition": output.target,
                "media_type": output.media_type,
                "bytes": len(output.data),
                "sha256": output.sha256,
            }
            for output in outputs
        ],
    }
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace")  # File names need not be UTF-8.


def made_from(manifest: bytes) -> str:
    """Return one digest of all that went into a delivery, by its ``manifest``."""
    content = json.loads(manifest)
    parts = json.dumps([content["versions"], content["inputs"]], sort_keys=True)
    return sha256(parts.encode("utf-8", "backslashreplace")).hexdigest()


def is_ours(data: bytes) -> bool:
    """Return whether ``data`` is a manifest that this program wrote."""
    try:
        content = json.loads(data)
    except ValueError:
        return False
    return isinstance(content, dict) and content.get("made_by") == MADE_BY


def _engines() -> Iterator[tuple[str, str]]:
    for name in _ENGINES:
        found = version_of(name)
        if found is not None:
            yield name, found


def changed_since(
    record: Mapping[str, Any], *, publication: Path, issue: Path, out: Path
) -> tuple[str, ...]:
    """Return the names of the editor's files that are not as the manifest ``record`` has them.

    ``publication`` and ``issue`` are the folders it was made from, ``out`` the one it was to be
    delivered into. ``publication.toml`` is not looked at: much of it is on no page.
    """
    then = {name: digest for name, digest in record["inputs"].items() if _is_copy(name)}
    now = {name: digest for name, digest in _written(publication, issue, out) if _is_copy(name)}
    for name in then.keys() - now.keys():  # A press profile may lie anywhere in the publication.
        if (publication / name).is_file():
            now[name] = _digest(publication / name)
    return tuple(
        sorted(name for name in then.keys() | now.keys() if then.get(name) != now.get(name))
    )


def _is_copy(name: str) -> bool:
    """Whether the file ``name`` may stand on a page: drafts and notes never do."""
    if name == "publication.toml" or name.startswith("shared/"):
        return False
    last = name.rpartition("/")[2]
    return not last.startswith("_") and last.lower() not in _NOTES


def _inputs(document: Document, out: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and SHA-256 of every file the editions may depend on.

    The shared files count as three: their folders, as ``sha256sum`` lists them.
    """
    publication = document.publication.folder
    yield from _written(publication, document.issue.folder, out)
    press = document.publication.press
    for path in press.made_of if press else ():
        if path.is_file():
            own = path.resolve().is_relative_to(publication)
            named = path.resolve().relative_to(publication) if own else Path("shared") / path.name
            yield named.as_posix(), _digest(path)
    for kind in ("fonts", "styles", "templates"):
        yield f"shared/{kind}", _digest_of_all(shared(kind), out)


def _written(publication: Path, issue: Path, out: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and SHA-256 of every file of the editor's."""
    yield "publication.toml", _digest(publication / "publication.toml")
    homes = (issue, *(publication / name for name in _OF_THE_PUBLICATION))
    for home in sorted(homes):
        for path in _files(home, out):
            name = Path(os.path.relpath(path, publication)).as_posix()
            yield name.encode("utf-8", "backslashreplace").decode(), _digest(path)


def _digest_of_all(home: Path, out: Path) -> str:
    """Return one digest of the names and contents of all files in ``home``."""
    listed = (
        f"{_digest(path)}  {path.relative_to(home).as_posix()}\n" for path in _files(home, out)
    )
    return sha256(b"".join(map(os.fsencode, listed))).hexdigest()


def _files(home: Path, out: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(home):
        folders[:] = sorted(
            one
            for one in folders
            if not one.startswith(".") and (Path(parent) / one).resolve() != out.resolve()
        )
        for name in sorted(names):
            path = Path(parent) / name
            if not name.startswith(".") and path.is_file():
                yield path


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
