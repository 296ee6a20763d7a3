"""The kinds of sources there are, and which of them a file is: told by what is in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import EditionError, SourceError
from ..findings import Finding, Severity, finding
from ..model import Origin
from ..patience import OverdoneError, patience
from . import (
    capture,
    epub_book,
    feed,
    ghost,
    markdown_site,
    mhtml,
    open_document,
    web_page,
    word,
    wordpress,
)
from .found import Found
from .sample import HEAD, Sample
from .selection import Selection

MOST_FILES = 20_000
"""Files in a folder that is imported."""

_COPY = frozenset(
    (".pdf", ".doc", ".rtf", ".pages", ".wpd", ".wps", ".eml", ".msg", ".indd", ".idml", ".qxd",
     ".zip", ".rar", ".7z", ".tar", ".gz")
)  # fmt: skip
"""Files that copy may be in, though nothing here reads them."""

_SECONDS = 60.0
_MEGABYTES = 1500
"""What one file may take, in processor time and memory."""

Read = Callable[[Sample, Selection], Found]


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of source. ``recognises`` and ``read`` may be given folders only if ``folders``."""

    name: str
    """As in "this is not …": ``a saved web page``."""
    recognises: Callable[[Sample], bool]
    read: Read
    folders: bool = False


# The first that recognises a file reads it; the one that asks least comes last.
SOURCES: tuple[Source, ...] = (
    Source("an EPUB", epub_book.recognises, epub_book.read, folders=True),
    Source("a Word document", word.recognises, word.read),
    Source("a text of LibreOffice's", open_document.recognises, open_document.read),
    Source("an export of WordPress", wordpress.recognises, wordpress.read),
    Source("an export of Ghost", ghost.recognises, ghost.read),
    Source("a feed", feed.recognises, feed.read),
    Source("a web page saved as one file", mhtml.recognises, mhtml.read),
    Source("a saved web page", web_page.recognises, web_page.read),
    Source("Markdown", markdown_site.recognises, markdown_site.read),
    Source("the text of a web page", capture.recognises, capture.read),
)


def find(
    sources: Sequence[str], selection: Selection, *, say: Callable[[str], None] = lambda name: None
) -> Found:
    """Return what all ``sources`` hold, in their order; ``say`` is told the name of each file.

    What cannot be read is a finding; everything else is found all the same.

    Raises:
        SourceError: one of the sources does not exist.
    """
    total = Found()
    for named in sources:
        for sample, source in _files(Path(named)):
            if isinstance(source, Source):
                say(sample.name)
                found = _read(sample, source, selection)
            else:
                found = Found(findings=(source,))
            total = merged(total, found)
    return total


def merged(first: Found, second: Found) -> Found:
    """Return both together; what the first says of the issue counts for more."""
    facts = {
        name: value if value is not None else getattr(second.issue, name)
        for name in type(first.issue).__dataclass_fields__
        for value in (getattr(first.issue, name),)
    }
    return Found(
        stories=first.stories + second.stories,
        order=first.order + second.order,
        standing=first.standing + second.standing,
        issue=type(first.issue)(**facts),
        findings=first.findings + second.findings,
    )


def _files(path: Path) -> Iterator[tuple[Sample, Source | Finding]]:
    if not path.exists():
        raise SourceError(
            f"There is no {path}.",
            hint="Name the files or folders to be imported; see the spelling.",
        )
    whole = _sample(path, path.name or path.resolve().name)
    source = _source_of(whole)
    if source is not None:
        yield whole, source
    elif not path.is_dir():
        yield whole, _unknown(whole)
    else:
        known = False
        others: list[str] = []
        for sample in _inside(path):
            source = _source_of(sample)
            known |= source is not None
            if source is not None:
                yield sample, source
            elif sample.suffix in _COPY:
                others.append(sample.name)
        if not known:
            yield whole, _unknown(whole)
        elif others:
            yield whole, _passed_over(others)


def _inside(folder: Path) -> Iterator[Sample]:
    """Yield the files in ``folder``, not those that belong to a page saved beside them."""
    count = 0
    for home, folders, names in os.walk(folder):
        names.sort()
        stems = {name.rpartition(".")[0] for name in names}
        folders[:] = sorted(one for one in folders if not _belongs(one, stems))
        for name in names:
            path = Path(home) / name
            if name.startswith((".", "_")) or not path.is_file():
                continue
            count += 1
            if count > MOST_FILES:
                raise SourceError(
                    f"{folder} holds more than {MOST_FILES:,} files.",
                    hint="Name the folder the stories are in.",
                )
            yield _sample(path, path.relative_to(folder.parent).as_posix())


def _belongs(folder: str, stems: set[str]) -> bool:
    """Say whether ``folder`` holds the pictures and styles of a page saved beside it."""
    if folder.startswith("."):
        return True
    for ending in ("_files", "-files", "_dateien", "-Dateien", "_fichiers", "_archivos", ".files"):
        if folder.endswith(ending) and folder[: -len(ending)] in stems:
            return True
    return False


def _sample(path: Path, name: str) -> Sample:
    if path.is_dir():
        return Sample(path, name, b"", folder=True)
    try:
        with path.open("rb") as file:
            return Sample(path, name, file.read(HEAD))
    except OSError as error:
        raise SourceError(f"{name} cannot be read: {error.strerror}.") from error


def _source_of(sample: Sample) -> Source | None:
    return next(
        (one for one in SOURCES if (one.folders or not sample.folder) and one.recognises(sample)),
        None,
    )


def _read(sample: Sample, source: Source, selection: Selection) -> Found:
    try:
        with patience(seconds=_SECONDS, megabytes=_MEGABYTES):
            return source.read(sample, selection)
    except (OverdoneError, MemoryError, RecursionError):
        said = f"{sample.name} could not be read in reasonable time and memory; it was left out."
        hint = "It is damaged, or made to do harm. Save the page again, or copy the text out of it."
        return Found(findings=(finding("IMP-002", said, origin=_origin(sample), hint=hint),))
    except EditionError as error:
        one = finding("IMP-001", error.message, origin=_origin(sample), hint=error.hint)
        return Found(findings=(one,))
    except OSError as error:
        said = f"{sample.name} cannot be read: {error.strerror or error}."
        return Found(findings=(finding("IMP-001", said, origin=_origin(sample)),))


def _passed_over(names: Sequence[str]) -> Finding:
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    are = "is a file" if len(names) == 1 else f"are {len(names)} files"
    said = f"There {are} beside the stories that cannot be imported: {shown}."
    hint = "Is there copy in them? Save them as Word documents or web pages first."
    origin = Origin(Path(names[0]))
    return finding("IMP-001", said, origin=origin, hint=hint, severity=Severity.WARNING)


def _unknown(sample: Sample) -> Finding:
    kinds = ", ".join(one.name for one in SOURCES)
    what = "holds nothing that can be imported" if sample.folder else "cannot be imported"
    return finding(
        "IMP-001",
        f"{sample.name} {what}.",
        origin=_origin(sample),
        hint=f"What can be: {kinds}.",
    )


def _origin(sample: Sample) -> Origin:
    return Origin(Path(sample.name))
