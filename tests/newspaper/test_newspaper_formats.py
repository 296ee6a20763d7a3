"""The larger sample on other pages than its own: made up only, every page full."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from edition.document import assemble
from edition.look import find_look
from edition.page import Newspaper
from edition.pdf import newspaper
from edition.source import load
from edition.source.printed_page import PAGES
from edition.source.schema import PageSize
from tests.makeup.generated import ruled

SAMPLE = Path(__file__).parents[2] / "issues" / "2026-03-06"


@pytest.mark.parametrize(("size", "columns"), [("A4", 3), ("A4", 4), ("berliner", 6)])
def test_the_sample_fills_pages_of_other_sizes(size: PageSize, columns: int) -> None:
    publication, issue, _ = load(SAMPLE)
    page = replace(PAGES[size], columns=columns, page_multiple=4)
    publication = replace(publication, page=page, newspaper=Newspaper())
    document, _ = assemble(publication, issue)
    begun = process_time()
    planned = newspaper.plan(document, find_look(publication, issue))
    assert process_time() - begun < 60
    assert [one.message for one in planned.findings if one.code.startswith("PLN")] == []
    assert planned.plan.pages % 4 == 0
    assert ruled(planned.plan, planned.measured.policy) == []
