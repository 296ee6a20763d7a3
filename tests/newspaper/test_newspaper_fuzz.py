"""Odd settings of a newspaper's issue: something is said, and nothing falls over."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edition.build import check_issue, plan_issue
from edition.errors import EditionError

from .papers import paper, story, words

PAGE = 'width = "140mm"\nheight = "180mm"\ncolumns = 3\n'

odd: st.SearchStrategy[str] = st.one_of(
    st.integers(-2, 1200).map(str),
    st.sampled_from(
        ["true", "false", "[]", "[1]", "[0]", "[2, 2, 99]", '""', '"last"', '"first"', '"right"']
    ),
    st.sampled_from(['"60mm"', '"-3mm"', '"0mm"', '"9999mm"', "1.5", "nan", "inf", '"🦊"', "{}"]),
)
small = st.integers(1, 4).map(str)
slugs = st.sampled_from(["one", "two", "brief-a", "brief-b", "gone", "", "../one", "one.md"])


def table(name: str, keys: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[str]:
    """Return tables with some of ``keys``, mostly with what may stand there."""
    some = st.fixed_dictionaries({}, optional=keys)
    return some.map(
        lambda kept: "\n".join([f"[[{name}]]", *(f"{key} = {kept[key]}" for key in kept), ""])
    )


story_name = slugs.map(lambda slug: f'"{slug}"')
pin = st.tuples(
    story_name,
    table(
        "pin",
        {
            "page": small | odd,
            "never": odd,
            "columns": small | odd,
            "picture": small | odd,
            "alone": st.just("true") | odd,
            "spread": st.just("true") | odd,
            "jump": st.sampled_from(["true", "false"]) | odd,
        },
    ),
).map(lambda pair: f"{pair[1]}story = {pair[0]}\n")
ordered = st.tuples(small | odd, st.lists(story_name, max_size=3)).map(
    lambda pair: f"[[page]]\nnumber = {pair[0]}\nstories = [{', '.join(pair[1])}]\n"
)
ad = st.tuples(
    small | odd,
    st.sampled_from(['"20mm"', '"60mm"', '"150mm"']) | odd,
    table("ad", {"page": small | odd, "side": odd, "apart": st.just('"bank"') | odd}),
).map(
    lambda one: (
        f'{one[2]}name = "Bank"\npicture = "bank.svg"\nalt = "A bank."\n'
        f"columns = {one[0]}\nheight = {one[1]}\n"
    )
)
front = st.dictionaries(
    st.sampled_from(["rank", "kicker", "standfirst", "byline", "language", "related", "dateline"]),
    st.sampled_from(
        ["lead", "brief", "second", "[]", "ar", "one", "''", "x" * 300, "- a", "مرحبا"]
    ),
)


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.one_of(pin, ordered, ad), max_size=5),
    st.sampled_from(["", "pages = 1", "pages = 2", "pages = 4"]),
    st.sampled_from(["", "jumps = 0", "front = 1", 'openers = ["Town"]', 'openers = ["Gone"]']),
    front,
)
def test_no_setting_gives_a_traceback(
    tables: list[str], pages: str, newspaper: str, keys: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stories = {
            "one": story(words(160), headline="One", **keys),
            "two": story(words(220, seed=2), headline="Two", rank="second"),
            "brief-a": story(words(40, seed=3), headline="A brief", rank="brief"),
            "brief-b": story(words(50, seed=4), headline="B brief", rank="brief"),
        }
        issue = paper(
            Path(folder),
            stories,
            sections={"News": ["one", "brief-a"], "Town": ["two", "brief-b"]},
            page=PAGE,
            issue=pages,
            newspaper=newspaper,
            tables="\n".join(tables),
        )
        (issue / "bank.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
        for look_at in (check_issue, plan_issue):
            try:
                findings = look_at(issue)[-1]
            except EditionError as reason:
                assert str(reason)
            else:
                assert all(one.message for one in findings)  # type: ignore[attr-defined]
