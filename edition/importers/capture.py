"""The text of a web page, copied line by line: an article, and the contents of its issue."""

from __future__ import annotations

from .found import Found
from .sample import Sample
from .selection import Selection


def recognises(sample: Sample) -> bool:
    """Say whether ``sample`` is plain text."""
    return False


def read(sample: Sample, selection: Selection) -> Found:
    """Return what the capture holds."""
    return Found()
