"""Where everything in a catalogue stands: addresses that stay the same for ever.

All are paths seen from the catalogue's root; ``Web`` says what they are on the web. Every
page is a file of its own name, so that a catalogue can be read from a disk as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from urllib.parse import quote

from ..model import slugified

HOME = "index.html"
ARCHIVE = "archive.html"
STORIES = "stories.html"
SEARCH = "search.html"
SCRIPT = "look/search.js"
STYLES = "look/catalogue.css"
FONTS = "look/fonts/"
FEED = "feed"
"""Atom with ``.xml``, JSON Feed with ``.json``."""
ROOT = "opds/root"
NEW = "opds/new"
DESCRIPTION = "opds/search.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
CODE = "look/qr.svg"
HOUSE_AD = "look/house-ad.svg"
ISSUES = "issues/"


@dataclass(frozen=True, slots=True)
class Web:
    """Where the catalogue stands on the web; ``base`` ends with a slash."""

    base: str

    def __call__(self, path: str) -> str:
        """Return the address of ``path``."""
        return self.base + ("" if path == HOME else quote(path))


def issue_page(day: date) -> str:
    """Return the path of the page of the issue of ``day``."""
    return f"{ISSUES}{day.isoformat()}.html"


def beside(day: date, name: str) -> str:
    """Return the path of a file that belongs to the issue of ``day``."""
    return f"{ISSUES}{day.isoformat()}/{name}"


def story_page(day: date, anchor: str) -> str:
    """Return the path of the reading page of a story."""
    return beside(day, f"{anchor}.html")


def month_page(month: str) -> str:
    """Return the path of the page of a month, such as ``2026-03``."""
    return f"archive/{month}.html"


def stories_page(group: str) -> str:
    """Return the path of one page of the list of stories."""
    return f"stories/{group}.html"


def search_data(year: int) -> str:
    """Return the path of what the search knows of one year."""
    return f"search/{year}.json"


def section_feed(slug: str) -> str:
    """Return the path of the feeds of a section, without suffix."""
    return f"feeds/{slug}"


def to_root(path: str) -> str:
    """Return how the catalogue's root is called on the page ``path``: ``../``."""
    return "../" * path.count("/") or "./"


def slug_of(title: str) -> str:
    """Return ``title`` as it stands in an address, in any script; never empty."""
    plain = slugified(title)[:60].strip("-")
    if plain and plain.isascii():
        return plain
    return f"n{sha256(title.casefold().encode()).hexdigest()[:10]}"
