"""What stands beside an element is found without making all its siblings each time."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from cssselect2 import ElementWrapper, compile_selector_list

from edition.pdf import engine

PARAGRAPHS = 200
HTML = f"<html><body>{'<p/><p/><h2/>' * (PARAGRAPHS // 2)}<p class='last'/></body></html>"


class Counted(ElementWrapper):
    """A wrapper that says how many of its kind were made."""

    made = 0

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        Counted.made += 1


def test_neighbours_are_made_once() -> None:
    engine.weasyprint_loaded()
    Counted.made = 0
    assert list(_matching(":has(+ h2)")) == ["p"] * (PARAGRAPHS // 2)
    assert list(_matching(":has(~ .last)")) == ["p", "p", "h2"] * (PARAGRAPHS // 2)
    assert list(_matching("p:last-child, body:has(> h2)")) == ["body", "p"]
    elements = len(list(ElementTree.fromstring(HTML).iter()))
    assert Counted.made == 3 * elements


def _matching(selectors: str) -> Iterator[str]:
    tests = [one.test for one in compile_selector_list(selectors)]
    root = Counted.from_html_root(ElementTree.fromstring(HTML))
    for wrapper in root.iter_subtree():
        if any(test(wrapper) for test in tests):
            yield wrapper.local_name
