"""What search engines are told: every page of the catalogue, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from .addresses import ARCHIVE, HOME, SITEMAP, STORIES, Web, issue_page, month_page, story_page
from .markup import document, element
from .shelves import Shown
from .views import Views

MOST = 50_000
"""Pages one file may list (sitemaps.org)."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def year_path(year: int) -> str:
    """Return the path of the list of one year."""
    return f"sitemaps/{year}.xml"


def of_year(issues: Sequence[Shown], views: Views, web: Web) -> bytes:
    """Return the pages of the issues of one year."""
    pages: list[Markup] = []
    for month in dict.fromkeys(issue.month for issue in issues):
        changed = max(issue.record.modified for issue in issues if issue.month == month)
        pages.append(_page(web(month_page(month)), changed))
    for issue in issues:
        changed = issue.record.modified
        pages.append(_page(web(issue_page(issue.date)), changed))
        if views.readable(issue):
            pages += (
                _page(web(story_page(issue.date, story.anchor)), changed)
                for story in issue.record.stories()
            )
    return document(element("urlset", *pages[:MOST], xmlns=_NAMESPACE))


def index(years: Iterable[tuple[int, Sequence[Shown]]], web: Web) -> bytes:
    """Return the list of the lists, with the catalogue's own pages in the first of them."""
    lists = [
        element(
            "sitemap",
            element("loc", web(year_path(year))),
            element("lastmod", max(issue.record.modified for issue in issues).isoformat()),
        )
        for year, issues in years
    ]
    own = element("sitemap", element("loc", web("sitemaps/pages.xml")))
    return document(element("sitemapindex", own, *lists, xmlns=_NAMESPACE))


def own_pages(web: Web, more: Iterable[str]) -> bytes:
    """Return the pages that belong to no issue."""
    pages = (_page(web(path), None) for path in (HOME, ARCHIVE, STORIES, *more))
    return document(element("urlset", *pages, xmlns=_NAMESPACE))


def robots(web: Web) -> bytes:
    """Return what crawlers ask for first."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {web(SITEMAP)}\n".encode()


def _page(address: str, changed: date | None) -> Markup:
    return element(
        "url",
        element("loc", address),
        element("lastmod", changed.isoformat()) if changed else None,
    )
