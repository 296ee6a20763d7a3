"""What the press gets of a picture: its size, its crop, its inks, and nothing it has not got."""

from __future__ import annotations

import io
import math
import shutil
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, ImageDraw

from edition.model import Picture
from edition.pictures import separation as separations
from edition.pictures.pixels import cropped, vips
from edition.pictures.press import (
    WHOLE,
    Placement,
    Printed,
    View,
    begun,
    lay_ready,
    places,
    printed,
)  # fmt: skip
from edition.pictures.separation import (
    PAPER,
    Inks,
    blacks_of_greys,
    heaviest,
    in_four,
    limited,
    most_ink,
    separation,
)
from edition.press_profile import PressProfile
from edition.source.press import read_press

from .conftest import Measured, decoded, diagram, encoded, exif, photograph


def press(name: str = "newsprint") -> PressProfile:
    profile, _ = read_press(name, folder=Path())
    assert profile is not None
    return profile


def on_paper(
    picture: Picture,
    wide: float = 30.0,
    *,
    profile: PressProfile | None = None,
    view: View = WHOLE,
    below: Inks = PAPER,
) -> Printed:
    """Return the picture as the press gets it, its whole ``wide`` millimetres across."""
    placement = Placement(picture, wide, wide * picture.height / picture.width, view, below)
    made, findings = printed([placement], profile or press(), jobs=1)
    assert not findings
    return made[placement]


def inks_in(shown: Printed) -> np.ndarray:
    """Return the ink at every pixel, 0 to 255: four, or black alone in the last of four."""
    if shown.encoding == "jpeg":
        samples = np.asarray(decoded(shown.data))  # Pillow knows of Adobe's inverted inks
    else:
        rows = np.frombuffer(zlib.decompress(shown.data), np.uint8)
        if shown.bits == 1:
            rows = rows.reshape(shown.height, -1)
            samples = np.unpackbits(rows, axis=1)[:, : shown.width] * 255
        else:
            bands = 4 if shown.inks == "four" else 1
            samples = rows.reshape(shown.height, shown.width, bands).squeeze()
    assert samples.shape[:2] == (shown.height, shown.width)
    if shown.inks == "four":
        return samples
    four = np.zeros((*samples.shape, 4), np.uint8)
    four[..., 3] = 255 - samples
    return four


def on_screen(shown: Printed, profile: PressProfile | None = None) -> np.ndarray:
    """Return how light the print is at every pixel, 0 to 255, seen by its own profile."""
    icc = str((profile or press()).intent.icc)
    back = ImageCms.buildTransform(icc, ImageCms.createProfile("sRGB"), "CMYK", "RGB", 1)
    seen = ImageCms.applyTransform(Image.fromarray(inks_in(shown), "CMYK"), back)
    return np.asarray(seen.convert("L")).astype(float)


# Size and crop -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["newsprint", "coated"])
def test_a_picture_has_the_pixels_the_press_can_show(measured: Measured, name: str) -> None:
    picture = measured(encoded(photograph(900, 600), "JPEG"), "a.jpg")
    target = press(name).resolution.target
    shown = on_paper(picture, 25.4, profile=press(name))
    assert (shown.width, shown.height) == (target, math.ceil(target * 2 / 3))


@pytest.mark.parametrize("times", [1.3, 2.1, 2.5, 4.9, 9.7])
def test_a_picture_made_smaller_is_as_good_as_one_that_was_decoded_whole(
    measured: Measured, times: float
) -> None:
    picture = measured(encoded(photograph(1800, 1200), "JPEG"), "a.jpg")
    size = round(1800 / times), round(1200 / times)
    data = picture.path.read_bytes()
    made = cropped(data, picture, (0, 0, 1800, 1200), size, "error")
    whole = vips().Image.new_from_buffer(data, "").resize(size[0] / 1800, vscale=size[1] / 1200)
    assert (made.width, made.height) == size
    off = (made.numpy().astype(float) - whole.numpy()) ** 2
    assert 10 * math.log10(255**2 / max(off.mean(), 1e-9)) > 40


@pytest.mark.parametrize("wide", [25.4, 127.0, 900.0])
def test_a_picture_is_never_enlarged(measured: Measured, wide: float) -> None:
    picture = measured(encoded(photograph(), "JPEG"), "a.jpg")
    shown = on_paper(picture, wide)
    assert shown.width <= picture.width
    assert shown.width == min(240, 200 if wide == 25.4 else 240)


def quarters(width: int = 1200, height: int = 800) -> Image.Image:
    """Return a picture of four greys: black, dark, light and white, clockwise from top left."""
    picture = Image.new("RGB", (width, height), "black")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((width // 2, 0, width, height // 2), fill=(90, 90, 90))
    pen.rectangle((width // 2, height // 2, width, height), fill=(180, 180, 180))
    pen.rectangle((0, height // 2, width // 2, height), fill="white")
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("view", "greys"),
    [
        ((0.0, 0.0, 0.5, 0.5), {0}),
        ((0.5, 0.0, 1.0, 0.5), {90}),
        ((0.5, 0.5, 1.0, 1.0), {180}),
        ((0.0, 0.5, 0.5, 1.0), {255}),
        ((0.0, 0.2, 0.5, 0.8), {0, 255}),
    ],
)
def test_only_what_is_seen_is_in_the_file(
    measured: Measured, kind: str, view: View, greys: set[int]
) -> None:
    picture = measured(encoded(quarters(), kind), f"a.{kind.lower()}")
    shown = on_paper(picture, 60, view=view)
    assert shown.view == pytest.approx(view, abs=1 / 800)
    seen = on_screen(shown)
    inner = seen[4:-4, 4:-4]
    blacks = blacks_of_greys(separation(press()))
    wanted = sorted(round(255 * blacks[grey]) for grey in greys)
    black = inks_in(shown)[4:-4, 4:-4, 3].astype(int)
    # In a drawing the nearly black is black; quarters of a JPEG have soft edges.
    assert black.min() == pytest.approx(wanted[0], abs=3)
    assert black.max() == pytest.approx(wanted[-1], abs=3)
    assert inner.size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_crop_is_that_of_the_picture_as_seen(measured: Measured, orientation: int) -> None:
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = quarters()
    if orientation in turns:
        stored = stored.transpose(turns[orientation])
    picture = measured(encoded(stored, "JPEG", exif=exif(orientation)), "a.jpg")
    assert (picture.width, picture.height) == (1200, 800)
    shown = on_paper(picture, 60, view=(0.5, 0.5, 1.0, 1.0))
    wanted = 255 * blacks_of_greys(separation(press()))[180]
    assert inks_in(shown)[4:-4, 4:-4, 3] == pytest.approx(wanted, abs=3)


def test_a_picture_drawn_out_of_shape_has_enough_pixels_both_ways(measured: Measured) -> None:
    picture = measured(encoded(photograph(800, 800), "JPEG"), "a.jpg")
    placement = Placement(picture, 50.8, 12.7)
    made, _ = printed([placement], press(), jobs=1)
    assert (made[placement].width, made[placement].height) == (400, 100)


# Inks --------------------------------------------------------------------------------------------


def colours(width: int = 480, height: int = 320) -> Image.Image:
    """Return smooth colours, with little for a JPEG to lose."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge(
        "RGB", (across, down, Image.blend(across, down, 0.5).point(lambda v: 255 - v))
    )


@pytest.mark.parametrize("name", ["newsprint", "coated", "uncoated"])
def test_colours_are_those_another_engine_makes(measured: Measured, name: str) -> None:
    profile = replace(press(name), sharpen=False)
    shown = on_paper(measured(encoded(colours(), "TIFF"), "a.tif"), 900, profile=profile)
    there = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), str(profile.intent.icc), "RGB", "CMYK", 0
    )
    wanted = np.asarray(ImageCms.applyTransform(colours(), there)).astype(int)
    apart = np.abs(inks_in(shown).astype(int) - wanted)
    assert apart.mean() < 1.0
    assert np.percentile(apart, 99) <= 5  # a JPEG lies between


def test_the_profile_in_a_picture_is_honoured(measured: Measured) -> None:
    plain = colours()
    image = vips().Image.new_from_buffer(encoded(plain, "PNG"), "")
    wide = image.icc_transform("p3", input_profile="srgb").jpegsave_buffer(
        Q=98, subsample_mode="off", keep="icc"
    )
    profile = replace(press("coated"), sharpen=False)
    expected = inks_in(on_paper(measured(encoded(plain, "TIFF"), "a.tif"), 900, profile=profile))
    found = inks_in(on_paper(measured(wide, "b.jpg"), 900, profile=profile))
    stripped = decoded(wide)
    bare = encoded(stripped, "JPEG", quality=98, subsampling=0)
    ignored = inks_in(on_paper(measured(bare, "c.jpg"), 900, profile=profile))
    apart = np.abs(found.astype(int) - expected.astype(int)).mean()
    wrong = np.abs(ignored.astype(int) - expected.astype(int)).mean()
    assert apart < 1.5 < wrong


@pytest.mark.parametrize("name", ["newsprint", "coated", "uncoated"])
def test_our_profiles_keep_to_their_ink_and_their_greys(name: str) -> None:
    inks = separation(press(name))
    assert most_ink(inks, "perceptual") <= inks.target
    assert most_ink(inks, "relative") <= inks.target
    blacks = blacks_of_greys(inks)
    assert blacks[0] == 1.0 and blacks[255] == 0.0
    assert all(dark >= light for dark, light in pairwise(blacks))
    assert inks.icc.stat().st_size < 400_000


@pytest.mark.parametrize("target", [120.0, 200.0])
def test_more_ink_than_the_press_takes_is_taken_back(measured: Measured, target: float) -> None:
    profile = replace(press("coated"), ink=replace(press("coated").ink, target=target))
    shown = on_paper(measured(encoded(colours(), "TIFF"), "a.tif"), 900, profile=profile)
    total = inks_in(shown).astype(int).sum(-1) / 2.55
    assert np.percentile(total, 99.9) <= target + 4  # a JPEG lies between
    steps = np.abs(np.diff(total, axis=1))
    assert steps.max() < 12, "no edge where the limit begins"


@pytest.mark.parametrize("name", ["newsprint", "coated"])
def test_a_photograph_found_in_a_table_is_what_the_profile_says(name: str) -> None:
    inks = separation(press(name))
    levels = np.random.default_rng(1).integers(0, 256, (200, 300, 3)).astype(np.uint8)
    levels = levels.repeat(4, 0).repeat(4, 1)
    levels[:4] = 255
    image = vips().Image.new_from_memory(levels.tobytes(), 1200, 800, 3, "uchar")
    image = image.copy(interpretation="srgb")
    exact = limited(
        image.icc_transform(str(inks.icc), input_profile="srgb", intent="perceptual", depth=8),
        inks.target,
    )
    found = in_four(image, inks, "perceptual")
    assert found.interpretation == "cmyk"
    assert np.array_equal(found.numpy()[:4], exact.numpy()[:4])  # white is paper
    off = found.numpy().astype(int) - exact.numpy().astype(int)
    assert abs(off).max() <= 16
    squares = abs(off.reshape(200, 4, 300, 4, 4).mean((1, 3)))
    assert np.percentile(squares, 99) < 2
    assert abs(off.mean((0, 1))).max() < 0.25  # no colour is favoured


def test_what_is_limited_keeps_its_black() -> None:
    rows = np.array([[[255, 255, 255, 255], [200, 100, 0, 128], [10, 0, 0, 255]]], np.uint8)
    image = vips().Image.new_from_memory(rows.tobytes(), 3, 1, 4, "uchar")
    found = limited(image.copy(interpretation="cmyk"), 220).numpy()[0]
    assert found[0].tolist() == [102, 102, 102, 255]
    assert found[1:].tolist() == rows[0, 1:].tolist()


# Greys -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["L", "RGB", "LA"])
def test_what_has_no_colour_is_black_ink_alone(measured: Measured, mode: str) -> None:
    grey = photograph(480, 320, "L").convert(mode)
    kind = "PNG" if mode == "LA" else "JPEG"
    shown = on_paper(measured(encoded(grey, kind), "a"), 50)
    assert shown.inks == "black"


def test_a_grey_photograph_saved_as_a_screen_would_is_black_ink_alone(measured: Measured) -> None:
    noisy = encoded(photograph(480, 320, "L").convert("RGB"), "JPEG", quality=70)
    assert on_paper(measured(noisy, "a.jpg"), 50).inks == "black"
    toned = Image.merge("RGB", [photograph(480, 320, "L").point(lambda v, by=by: min(255, v + by))
                                for by in (20, 8, 0)])  # fmt: skip
    assert on_paper(measured(encoded(toned, "JPEG"), "b.jpg"), 50).inks == "four"


@pytest.mark.parametrize("name", ["newsprint", "coated", "uncoated"])
def test_greys_are_as_light_as_colours_of_their_lightness(measured: Measured, name: str) -> None:
    ramp = Image.linear_gradient("L").rotate(90).resize((512, 64))
    grey = on_screen(on_paper(measured(encoded(ramp, "JPEG"), "a.jpg"), 900, profile=press(name)),
                     press(name))  # fmt: skip
    levels = grey.mean(0)
    assert (np.diff(levels) > -2).all() or (np.diff(levels) < 2).all()
    assert levels.max() == pytest.approx(255, abs=3)


@pytest.mark.parametrize(
    ("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("LA", "PNG"), ("P", "PNG"), ("P", "GIF")]
)
def test_unusual_samples_come_out_right(measured: Measured, mode: str, kind: str) -> None:
    grey = photograph(300, 200, "L")
    if mode == "I;16":
        samples = np.asarray(grey).astype(np.uint16) * 257
        odd = Image.fromarray(samples)
    else:
        odd = grey.convert(mode)
    profile = replace(press(), sharpen=False)
    found = inks_in(on_paper(measured(encoded(odd, kind), f"a.{kind}"), 900, profile=profile))
    wanted = inks_in(on_paper(measured(encoded(grey, "TIFF"), "b.tif"), 900, profile=profile))
    assert np.abs(found.astype(int) - wanted.astype(int)).mean() < 3


# Drawings ----------------------------------------------------------------------------------------


def lines(width: int, height: int) -> Image.Image:
    picture = Image.new("1", (width, height), 1)
    pen = ImageDraw.Draw(picture)
    for at in range(0, width, 16):
        pen.line((at, 0, width - at, height), fill=0, width=3)
    return picture


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "GIF"])
def test_line_art_stays_black_and_white(measured: Measured, kind: str) -> None:
    shown = on_paper(measured(encoded(lines(1000, 600), kind), "a"), 25.4)
    assert (shown.bits, shown.inks, shown.line, shown.width) == (1, "black", True, 1000)
    assert (inks_in(shown)[..., 3] == 255 - np.asarray(lines(1000, 600)) * 255).all()


def test_line_art_finer_than_a_plate_is_brought_down_and_stays_sharp(measured: Measured) -> None:
    shown = on_paper(measured(encoded(lines(4000, 1000), "PNG"), "a.png"), 50.8)
    assert (shown.bits, shown.width) == (1, 2400)
    assert set(np.unique(inks_in(shown)[..., 3])) == {0, 255}


def test_coarse_line_art_is_handed_over_as_tones(measured: Measured) -> None:
    shown = on_paper(measured(encoded(lines(400, 200), "PNG"), "a.png"), 25.4)
    assert (shown.bits, shown.line, shown.encoding) == (8, True, "flate")
    assert set(np.unique(inks_in(shown)[..., 3])) == {0, 255}


def test_a_drawing_loses_nothing(measured: Measured) -> None:
    shown = on_paper(measured(encoded(diagram(480, 320), "PNG"), "a.png"), 50.8)
    assert (shown.encoding, shown.width) == ("flate", 480)
    assert len(np.unique(inks_in(shown).reshape(-1, 4), axis=0)) == 3


# See-through pictures ----------------------------------------------------------------------------


def cut_out(width: int = 300, height: int = 200) -> Image.Image:
    """Return a photograph cut out in a circle."""
    picture = photograph(width, height).convert("RGBA")
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).ellipse((50, 20, 250, 180), fill=255)
    picture.putalpha(mask)
    return picture


def test_what_can_be_seen_through_shows_paper(measured: Measured) -> None:
    found = inks_in(on_paper(measured(encoded(cut_out(), "PNG"), "a.png"), 900))
    assert found[:10, :10].max() <= 2
    assert found[100, 100].sum() > 20


@pytest.mark.parametrize("below", [(0.0, 0.1, 0.2, 0.05), (0.0, 0.0, 0.0, 0.12)])
def test_what_can_be_seen_through_shows_the_tint_below(measured: Measured, below: Inks) -> None:
    shown = on_paper(measured(encoded(cut_out(), "PNG"), "a.png"), 900, below=below)
    found = inks_in(shown)
    assert shown.encoding == "flate"
    assert (found[:10, :10] == [round(255 * ink) for ink in below]).all()
    assert found[100, 100].tolist() != found[0, 0].tolist()


# Pictures that come in inks ----------------------------------------------------------------------


def advertisement(heavy: bool = False) -> Image.Image:
    """Return a picture in four inks: a tint, words in black alone, and a dark field."""
    picture = Image.new("CMYK", (320, 200), (0, 0, 40, 0))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((160, 0, 320, 200), fill=(230, 220, 210, 200) if heavy else (60, 50, 40, 90))
    pen.rectangle((20, 40, 120, 160), fill=(0, 0, 0, 255))
    return picture


def test_inks_the_press_takes_pass_byte_for_byte(measured: Measured) -> None:
    data = encoded(advertisement(), "JPEG", quality=90)
    shown = on_paper(measured(data, "a.jpg"), 30)
    assert shown.data == data
    assert shown.inverted


def test_what_is_not_picture_is_taken_out(measured: Measured) -> None:
    icc = press("coated").intent.icc.read_bytes()
    data = encoded(advertisement(), "JPEG", quality=90, exif=exif(1), icc_profile=icc)
    shown = on_paper(measured(data, "a.jpg"), 30)
    assert shown.data == encoded(advertisement(), "JPEG", quality=90)


def test_inks_without_adobes_marker_are_read_as_everybody_does(measured: Measured) -> None:
    adobe = encoded(advertisement(), "JPEG", quality=95)
    start = adobe.index(b"\xff\xee")
    bare = adobe[:start] + adobe[start + 16 :]
    shown = on_paper(measured(bare, "a.jpg"), 30)
    assert shown.data == bare
    assert shown.inverted
    bottom = on_paper(measured(bare, "a.jpg"), 30, view=(0.0, 0.5, 1.0, 1.0))
    assert inks_in(bottom)[-1, 0].astype(int) == pytest.approx([0, 0, 40, 0], abs=6)


def test_more_ink_than_the_press_takes_is_parted_anew_and_black_words_stay(
    measured: Measured,
) -> None:
    picture = measured(encoded(advertisement(heavy=True), "JPEG", quality=95), "a.jpg")
    shown = on_paper(picture, 60)
    found = inks_in(shown).astype(int)
    high, wide = found.shape[:2]
    word = found[high // 3 : high // 2, wide // 8 : wide // 4]
    assert word[..., :3].max() <= 6
    assert word[..., 3].min() >= 250
    assert found.sum(-1).max() / 2.55 <= 220 + 8  # a JPEG lies between
    coated = on_paper(picture, 60, profile=press("coated"))
    assert inks_in(coated).astype(int).sum(-1).max() / 2.55 <= 300 + 8


def test_ink_is_measured_over_a_square() -> None:
    rows = np.zeros((100, 200, 4), np.uint8)
    rows[:10, :10] = 255
    image = vips().Image.new_from_memory(rows.tobytes(), 200, 100, 4, "uchar")
    image = image.copy(interpretation="cmyk")
    assert heaviest(image, 10) == pytest.approx(400, abs=1)
    assert heaviest(image, 20) == pytest.approx(100, abs=5)
    assert heaviest(image, 1000) == pytest.approx(2, abs=0.2)


# What cannot be made, and what was made before ---------------------------------------------------


def test_a_damaged_picture_is_said_before_and_after(measured: Measured, tmp_path: Path) -> None:
    data = bytearray(encoded(photograph(), "PNG"))
    picture = measured(bytes(data), "a.png")
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    picture.path.write_bytes(bytes(data))
    kept, findings = places([picture], jobs=1)
    assert not kept
    assert [one.code for one in findings] == ["PIC-002"]
    made, findings = printed([Placement(picture, 30, 20)], press(), jobs=1)
    assert not made
    assert [one.code for one in findings] == ["PIC-002"]


def test_places_have_the_proportions_of_their_pictures(measured: Measured) -> None:
    picture = measured(encoded(photograph(), "JPEG", exif=exif(6)), "Ä picture.jpg")
    kept, findings = places([picture], jobs=1)
    assert not findings
    place = kept[picture.digest]
    assert place.name.endswith(".svg")
    assert b'width="160" height="240"' in place.data


def every_kind(measured: Measured) -> Iterator[Placement]:
    for number, data in enumerate(
        (
            encoded(photograph(600, 400), "JPEG"),
            encoded(diagram(), "PNG"),
            encoded(cut_out(), "PNG"),
            encoded(lines(800, 600), "PNG"),
            encoded(advertisement(heavy=True), "JPEG"),
        )
    ):
        yield Placement(measured(data, f"{number}"), 40, 30, (0.1, 0.0, 0.9, 1.0), (0, 0.2, 0, 0))


def test_the_same_picture_is_the_same_bytes_and_is_made_once(
    measured: Measured, own_cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted = list(every_kind(measured))
    first, _ = printed(wanted, press(), jobs=1)
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "another"))
    again, _ = printed(wanted, press(), jobs=2)
    assert again == first
    monkeypatch.setenv("EDITION_CACHE", str(own_cache))
    for one in wanted:
        one.picture.path.unlink()
    kept, findings = printed(wanted, press(), jobs=1)
    assert kept == first and not findings


def test_two_sizes_are_two_pictures_and_one_size_is_one(measured: Measured) -> None:
    picture = measured(encoded(photograph(900, 600), "JPEG"), "a.jpg")
    sizes = [Placement(picture, wide, wide * 2 / 3) for wide in (30.0, 60.0, 30.0)]
    made, _ = printed(sizes, press(), jobs=1)
    assert len(made) == 2
    assert len({one.data for one in made.values()}) == 2


def test_nothing_but_the_picture_is_in_a_jpeg(measured: Measured) -> None:
    data = encoded(photograph(480, 320), "JPEG", exif=exif(1), comment=b"Canary")
    shown = on_paper(measured(data, "a.jpg"), 25.4)
    found = Image.open(io.BytesIO(shown.data))
    assert not found.getexif() and "icc_profile" not in found.info and "comment" not in found.info
    assert [one[0] for one in found.applist] == ["APP14"]


def test_what_is_put_away_is_what_is_made(
    measured: Measured, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placement = Placement(measured(encoded(photograph(300, 200), "JPEG"), "a.jpg"), 30, 20)
    held, _ = printed([placement], press(), jobs=1)
    monkeypatch.setattr("edition.pictures.press._MANY", 0)
    with ThreadPoolExecutor(1) as pool:
        making = begun([placement], press(), pool=pool)
        away = making.one(placement)
        assert away == replace(held[placement], data=b"")
        assert making.data(placement) == held[placement].data
        shutil.rmtree(own_cache)  # It is made again when it is not where it was put.
        assert making.data(placement) == held[placement].data


def test_what_parts_photographs_can_be_worked_out_beforehand(tmp_path: Path) -> None:
    profile = press("coated")
    separations._table.cache_clear()
    lay_ready(replace(profile, intent=replace(profile.intent, icc=tmp_path / "nowhere.icc")))
    assert separations._table.cache_info().currsize == 0
    lay_ready(profile)
    before = separations._table.cache_info().misses
    levels = np.zeros((40, 40, 3), np.uint8)
    image = vips().Image.new_from_array(levels).copy(interpretation="srgb")
    in_four(image, separation(profile), "perceptual")
    assert separations._table.cache_info().misses == before
