"""Everything that reads an editor's files, and nothing else does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Finding, finding
from ..model import Issue, Origin, Publication
from .folder import IMAGES, existing_issue, find_publication, photographs_in

if TYPE_CHECKING:
    from ..pictures.derive import Darkroom

__all__ = ["existing_issue", "find_publication", "load"]

_MOST_OF_A_KIND = 50
"""More findings of one code in one file help nobody."""


def load(
    issue_folder: Path, *, room: Darkroom | None = None
) -> tuple[Publication, Issue, tuple[Finding, ...]]:
    """Read the issue in ``issue_folder`` and the publication it belongs to.

    In ``room`` work on the pictures begins while the stories are still being read; ``None``
    when nobody will want them for screens.

    The publication is the nearest folder upwards that holds
    ``publication.toml``. Whatever can be read of broken files is kept, so that
    everything wrong with an issue is found at once.

    Raises:
        SourceError: nothing sensible can be built; what was found is attached.
    """
    folder = existing_issue(issue_folder)
    root = find_publication(folder)
    if room is not None:
        room.expect(photographs_in(folder / IMAGES, root))
    # The schema's library takes a tenth of a second that `edition --version` must not wait for.
    from .issue import read_issue
    from .publication import read_publication, stopped

    publication, found = read_publication(root, room=room)
    issue, more = read_issue(folder, publication, room=room)
    if issue is None:
        raise stopped(_few_of_a_kind(found + more), folder.name)
    return publication, issue, _few_of_a_kind(found + more)


def _few_of_a_kind(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return ``found`` with the number in place of whatever is said too often of one file."""
    kept: list[Finding] = []
    counts: dict[tuple[str, Path | None], int] = {}
    for one in found:
        kind = (one.code, one.origin.path if one.origin else None)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _MOST_OF_A_KIND:
            kept.append(one)
    for (code, path), count in counts.items():
        if count > _MOST_OF_A_KIND:
            said = f"The same can be said {count - _MOST_OF_A_KIND:,} times more in this file."
            kept.append(finding(code, said, origin=Origin(path) if path else None))
    return tuple(kept)
