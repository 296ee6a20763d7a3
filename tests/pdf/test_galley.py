"""Galleys counted in lines: where they may be parted, where air is, what can be a line longer."""

from __future__ import annotations

import pytest

from edition.makeup.copy import Run
from edition.pdf import engine, galley, slips
from edition.pdf.galley import Galley
from edition.pdf.truth import letters

from . import setting as make

HTML = (
    '<p class="byline">Ada Penhallow</p>'
    f"<p style='margin-top:10.5pt'>{make.prose(60)}</p>"
    '<h2 class="crosshead">A crosshead</h2>'
    f"<p>{make.prose(14)}</p>"
    "<p>One line.</p>"
    f'<div style="break-inside:avoid"><p>{make.prose(30)}</p><p>{make.prose(30)}</p></div>'
    f'<p style="line-height: 16pt">{make.prose(12)}</p>'
    f'<aside class="related"><p class="label">Related</p><p>{make.prose(20)}</p></aside>'
)


@pytest.fixture(scope="module")
def case() -> engine.Case:
    return make.open_case()


@pytest.fixture(scope="module")
def runs(case: engine.Case) -> tuple[Run, ...]:
    return make.set_stories(case, {"a": HTML})["a"].runs


@pytest.mark.parametrize(
    ("lines", "hung", "breaks"),
    [
        (1, 0, ()),
        (2, 0, ()),
        (3, 0, (1,)),
        (4, 0, (2,)),
        (6, 0, (2, 3, 4)),
        (6, 3, (3, 4)),
        (4, 3, ()),
    ],
)
def test_no_line_is_left_alone_at_the_head_of_a_column(
    lines: int, hung: int, breaks: tuple[int, ...]
) -> None:
    assert galley._breaks(lines, hung) == breaks


def test_a_run_is_a_block_of_text_in_whole_lines(runs: tuple[Run, ...]) -> None:
    assert len(runs) == 10
    assert runs[4] == Run(1)
    assert runs[3].lines == 3 and runs[3].breaks == (1,)


def test_what_heads_something_holds_it(runs: tuple[Run, ...]) -> None:
    byline, crosshead, label = runs[0], runs[2], runs[8]
    assert byline.holds and crosshead.holds and label.holds
    assert not runs[1].holds and not runs[9].holds


def test_what_stays_whole_is_not_parted(runs: tuple[Run, ...]) -> None:
    first, second = runs[5], runs[6]
    assert first.holds and not first.breaks
    assert not second.holds and not second.breaks


def test_air_is_whole_lines_and_can_be_stretched_where_the_eye_allows_it(
    runs: tuple[Run, ...],
) -> None:
    assert [run.air for run in runs] == [0, 1, 1, 0, 0, 0, 0, 0, 1, 0]
    assert [run.stretch for run in runs] == [0, 2, 1, 0, 0, 0, 0, 0, 2, 0]


def test_lines_of_another_height_take_whole_lines_of_the_grid(runs: tuple[Run, ...]) -> None:
    assert runs[7].lines == 5 and not runs[7].breaks  # three of 16 pt in lines of 10.5 pt


def test_a_hanging_letter_is_not_cut_through(case: engine.Case) -> None:
    html = f"<p><span class='drop'>T</span>{make.prose(60)}</p><p>{make.prose(20)}</p>"
    run, *_ = make.set_stories(case, {"a": html})["a"].runs
    assert run.breaks[0] == 3


def test_a_paragraph_no_longer_than_its_hanging_letter_stays_with_the_next(
    case: engine.Case,
) -> None:
    html = f"<p><span class='drop'>T</span>{make.prose(8)}</p><p>{make.prose(60)}</p>"
    short, *_ = make.set_stories(case, {"a": html})["a"].runs
    assert short.lines < 3 and short.holds


def test_a_loose_paragraph_has_really_been_set_a_line_longer(case: engine.Case) -> None:
    stories = {
        "a": "".join(f"<p>{make.prose(50 + at, seed=at)}</p>" for at in range(40)),
        "ragged": f"<div style='text-align:left'>{make.prose(70)}</div>" * 20,
    }
    found = make.set_stories(case, stories)
    one: Galley = found["a"]
    loose = [at for at, run in enumerate(one.runs) if run.loose]
    assert len(loose) > 3
    for at in loose:
        assert len(one.loose[at].lines) == one.runs[at].lines + 1
        plain = letters(galley.words_of(one.held[at].leaf))
        assert letters(galley.words_of(one.loose[at].leaf)) == plain
    assert not any(run.loose for run in found["ragged"].runs)


def test_the_height_of_a_slip_is_whole_lines_or_none_when_words_stand_out(
    case: engine.Case,
) -> None:
    pieces = [
        slips.Slip("box", f'<aside style="padding:5pt">{make.prose(40)}</aside>', 136),
        slips.Slip("wide", '<p style="white-space:nowrap">' + make.prose(40) + "</p>", 136),
        slips.Slip("picture", '<img src="x.jpg" style="display:block;height:40pt"/>', 136),
    ]
    boxes = slips.set_slips(case, pieces, language="en", direction="ltr")
    high = {name: galley.height(box, leading=10.5) for name, box in boxes.items()}
    assert high["box"] is not None and high["box"] >= 8
    assert high["wide"] is None
    assert high["picture"] == 4
    assert not case._fetcher.refusals
