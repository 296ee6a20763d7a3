"""Pictures are begun before anybody waits for them, and what comes out is the same."""

from __future__ import annotations

import sys
from dataclasses import replace
from threading import Event

from edition.model import PicturePolicy
from edition.pictures.derive import Darkroom, darkroom, for_screen

from .conftest import Measured, encoded, photograph

USUAL = PicturePolicy()
SMALL = replace(USUAL, screen_megapixels=0.01)
JPEG = encoded(photograph(), "JPEG", quality=60)


def caught_up(room: Darkroom) -> None:
    """Wait until all is done that was begun in a room for one."""
    room.pool.submit(int).result()


def test_a_photograph_that_was_expected_is_ready_when_it_is_wanted(measured: Measured) -> None:
    picture = measured(JPEG, "crane.jpg")
    first = for_screen([picture], USUAL, jobs=1)
    with darkroom(jobs=1) as room:
        room.expect([picture.path])
        caught_up(room)
        picture.path.unlink()
        assert room.all([picture], USUAL) == first


def test_a_picture_that_was_begun_is_called_what_it_is_called_in_the_end(
    measured: Measured,
) -> None:
    picture = measured(JPEG, "crane.jpg")
    copy = replace(picture, name="harbour.jpg")
    with darkroom(jobs=1) as room:
        assert room.begin(picture, USUAL) is room.begin(copy, USUAL)
        derived, findings = room.all([copy], USUAL)
    assert findings == ()
    assert derived[picture.digest].name.startswith("harbour-")


def test_what_was_expected_in_another_size_is_made_again(measured: Measured) -> None:
    picture = measured(JPEG, "crane.jpg")
    with darkroom(jobs=1) as room:
        room.expect([picture.path])
        caught_up(room)
        derived, _ = room.all([picture], SMALL)
    assert derived[picture.digest].width * derived[picture.digest].height <= 10_000


def test_what_was_expected_and_nobody_wants_is_left(measured: Measured) -> None:
    wanted, other = measured(JPEG, "a.jpg"), measured(encoded(photograph(90, 60), "PNG"), "b.png")
    busy = Event()
    with darkroom(jobs=2) as room:
        room.begin(wanted, USUAL).result()
        for _ in range(2):
            room.pool.submit(busy.wait)
        room.expect([other.path])
        room.all([wanted], USUAL)
        busy.set()
        for _ in range(2):
            caught_up(room)
        other.path.unlink()
        assert room.one(other, USUAL) is None, "it was made although nobody wanted it"


def test_a_file_that_was_expected_and_is_no_picture_says_nothing(measured: Measured) -> None:
    picture = measured(JPEG, "crane.jpg")
    odd = picture.path.with_name("odd.jpg")
    odd.write_bytes(b"no picture")
    with darkroom(jobs=2) as room:
        room.expect([odd, odd.with_name("absent.jpg")])
        derived, findings = room.all([picture], USUAL)
    assert (set(derived), findings) == ({picture.digest}, ())


def test_the_interpreter_is_handed_over_as_usual_afterwards() -> None:
    before = sys.getswitchinterval()
    with darkroom(jobs=1):
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before
