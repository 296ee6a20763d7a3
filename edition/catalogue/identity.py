"""Names that stay the same for ever, and when things changed: what feeds are told apart by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from ..model import Publication
from .shelves import Gone, Shown


def identity(publication: Publication, path: str) -> str:
    """Return the identifier of the feed or list at ``path``; wherever the catalogue moves to."""
    paper = f"urn:issn:{publication.issn}" if publication.issn else publication.slug
    return uuid5(NAMESPACE_URL, f"{paper}/catalogue/{path}").urn


def moment(day: date) -> str:
    """Return ``day`` as feeds have it; the issue's dates are the only clock there is."""
    return f"{day.isoformat()}T00:00:00Z"


def latest(issues: Iterable[Shown], gone: Iterable[Gone] = ()) -> str:
    """Return when the last of these changed; a time of before all papers when there is none."""
    days = [issue.record.modified for issue in issues]
    days += (one.withdrawal.day for one in gone)
    return moment(max(days, default=date(1970, 1, 1)))
