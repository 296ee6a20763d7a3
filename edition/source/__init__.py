"""Everything that reads an editor's files, and nothing else does."""

from __future__ import annotations

from pathlib import Path

from ..findings import Finding
from ..model import Issue, Publication
from .folder import existing_issue, find_publication

__all__ = ["find_publication", "load"]


def load(issue_folder: Path) -> tuple[Publication, Issue, tuple[Finding, ...]]:
    """Read the issue in ``issue_folder`` and the publication it belongs to.

    The publication is the nearest folder upwards that holds
    ``publication.toml``. Whatever can be read of broken files is kept, so that
    everything wrong with an issue is found at once.

    Raises:
        SourceError: nothing sensible can be built; what was found is attached.
    """
    # The schema's library takes a tenth of a second that `edition --version` must not wait for.
    from .issue import read_issue
    from .publication import read_publication, stopped

    folder = existing_issue(issue_folder)
    publication, found = read_publication(find_publication(folder))
    issue, more = read_issue(folder, publication)
    if issue is None:
        raise stopped(found + more, folder.name)
    return publication, issue, found + more
