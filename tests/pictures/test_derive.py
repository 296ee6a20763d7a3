"""Each edition gets the picture it can use, and nothing is decoded that need not be."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from edition.findings import Finding, Severity
from edition.model import Picture, PicturePolicy
from edition.pictures import pixels
from edition.pictures.derive import Derivative, for_print, for_screen

from .conftest import Measured, decoded, diagram, encoded, exif, jpeg_with, photograph

POLICY = PicturePolicy()


def screen(picture: Picture, policy: PicturePolicy = POLICY) -> Derivative:
    derivatives, findings = for_screen([picture], policy, jobs=1)
    assert findings == ()
    return derivatives[picture.digest]


def paper(picture: Picture, limit: int | None = None) -> Derivative:
    limits = {picture.digest: limit} if limit else None
    derivatives, findings = for_print([picture], jobs=1, limits=limits)
    assert findings == ()
    return derivatives[picture.digest]


def colour_at(data: bytes, left: int, top: int) -> tuple[int, ...]:
    pixel = decoded(data).convert("RGB").getpixel((left, top))
    assert isinstance(pixel, tuple)
    return tuple(int(one) for one in pixel)


PLAIN_JPEG = encoded(photograph(), "JPEG", quality=60)


@pytest.mark.parametrize("edition", [screen, paper])
def test_a_jpeg_that_needs_no_change_passes_byte_for_byte(
    edition: Callable[[Picture], Derivative], measured: Measured
) -> None:
    assert edition(measured(PLAIN_JPEG, "a.jpg")).data == PLAIN_JPEG


@pytest.mark.parametrize("edition", [screen, paper])
def test_metadata_is_taken_out_without_touching_the_picture(
    edition: Callable[[Picture], Derivative], measured: Measured
) -> None:
    data = encoded(photograph(), "JPEG", quality=60, exif=exif(1), comment=b"secret")
    data = jpeg_with(data, 0xED, b"Photoshop 3.0\0secret") + b"trailer"
    derivative = edition(measured(data, "a.jpg"))
    assert b"photographer" in data
    assert not any(word in derivative.data for word in (b"photographer", b"secret", b"trailer"))
    assert decoded(derivative.data).tobytes() == decoded(data).tobytes()


@pytest.mark.parametrize("edition", [screen, paper])
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_every_picture_comes_upright(
    edition: Callable[[Picture], Derivative], kind: str, orientation: int, measured: Measured
) -> None:
    """The corner that is dark in the file is where a camera's orientation puts it."""
    picture = Image.new("RGB", (240, 160), "white")
    picture.paste("black", (0, 0, 80, 60))
    corners = {1: "nw", 2: "ne", 3: "se", 4: "sw", 5: "nw", 6: "ne", 7: "se", 8: "sw"}
    derivative = edition(measured(encoded(picture, kind, exif=exif(orientation)), "a"))
    wide, high = (240, 160) if orientation < 5 else (160, 240)
    assert decoded(derivative.data).size == (derivative.width, derivative.height) == (wide, high)
    places = {"nw": (9, 9), "ne": (-9, 9), "sw": (9, -9), "se": (-9, -9)}
    dark = {
        name
        for name, (left, top) in places.items()
        if max(colour_at(derivative.data, left % wide, top % high)) < 60
    }
    assert dark == {corners[orientation]}
    assert "exif" not in decoded(derivative.data).info


def test_screens_get_no_more_pixels_and_bytes_than_the_policy_allows(measured: Measured) -> None:
    picture = measured(encoded(photograph(1200, 800), "JPEG", quality=95), "a.jpg")
    policy = PicturePolicy(screen_megapixels=0.5, screen_megabytes=0.05)
    derivative = screen(picture, policy)
    assert derivative.width * derivative.height <= 500_000
    assert len(derivative.data) <= 50_000
    assert abs(derivative.width / derivative.height - 1.5) < 0.01


def test_a_heavy_photograph_is_made_lighter_for_screens_only(measured: Measured) -> None:
    data = encoded(photograph(800, 600), "JPEG", quality=100, subsampling=0)
    picture = measured(data, "a.jpg")
    assert len(screen(picture).data) < len(data) / 2
    assert paper(picture).data == data


def test_nothing_is_enlarged(measured: Measured) -> None:
    for data, name in (
        (encoded(photograph(20, 10), "TIFF"), "a.tif"),
        (encoded(photograph(20, 10), "JPEG", exif=exif(3)), "b.jpg"),
    ):
        picture = measured(data, name)
        assert (screen(picture).width, paper(picture, 500).width) == (20, 20)


def test_print_keeps_the_pixels_its_size_needs(measured: Measured) -> None:
    picture = measured(encoded(photograph(1200, 800), "JPEG"), "a.jpg")
    assert paper(picture, 600).width == 600
    assert paper(picture, 1150).data == encoded(photograph(1200, 800), "JPEG"), "too little to gain"


def test_photographs_become_jpeg_and_drawings_stay_png(measured: Measured) -> None:
    for kind in ("PNG", "TIFF", "WEBP"):
        picture = measured(encoded(photograph(600, 400), kind), f"photograph.{kind.lower()}")
        assert screen(picture).media_type == "image/jpeg", kind
    for kind in ("PNG", "TIFF", "GIF"):
        flat = diagram(mode="P" if kind == "GIF" else "RGB")
        picture = measured(encoded(flat, kind), f"diagram.{kind.lower()}")
        for derivative in (screen(picture), paper(picture)):
            assert derivative.media_type == "image/png", kind
            assert (
                decoded(derivative.data).convert("RGB").tobytes() == flat.convert("RGB").tobytes()
            )


def test_transparency_is_laid_on_white_for_screens(measured: Measured) -> None:
    see_through = diagram(mode="RGBA")
    see_through.putalpha(0)
    picture = measured(encoded(see_through, "PNG"), "a.png")
    derivative = screen(picture)
    assert decoded(derivative.data).mode in ("RGB", "L")
    assert colour_at(derivative.data, 50, 50) == (255, 255, 255)
    assert decoded(paper(picture).data).mode == "RGBA"


def test_an_animation_stands_still(measured: Measured) -> None:
    first = diagram(mode="P")
    for kind in ("GIF", "PNG", "WEBP"):
        options = {"lossless": True} if kind == "WEBP" else {}
        frames = {"save_all": True, "append_images": [photograph(mode="P")], **options}
        picture = measured(encoded(first, kind, **frames), f"a.{kind.lower()}")
        for derivative in (screen(picture), paper(picture)):
            still = decoded(derivative.data)
            assert getattr(still, "n_frames", 1) == 1, kind
            assert still.convert("RGB").tobytes() == first.convert("RGB").tobytes(), kind


def test_cmyk_becomes_srgb_on_screens_and_stays_on_paper(measured: Measured) -> None:
    red = Image.new("CMYK", (240, 160), (0, 255, 255, 0))
    picture = measured(encoded(red, "JPEG"), "red.jpg")
    assert decoded(screen(picture).data).mode == "RGB"
    left, middle, right = colour_at(screen(picture).data, 9, 9)
    assert left > 180 > 80 > max(middle, right)
    assert paper(picture).data == encoded(red, "JPEG")
    from_tiff = decoded(paper(measured(encoded(red, "TIFF"), "red.tif")).data)
    assert from_tiff.mode == "CMYK"
    cyan, magenta, yellow, black = from_tiff.getpixel((9, 9))  # type: ignore[misc]
    assert cyan < 12 and black < 12
    assert magenta > 240 and yellow > 240


def test_a_foreign_profile_is_converted_and_srgb_is_left_alone(measured: Measured) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tagged = encoded(photograph(), "JPEG", quality=60, icc_profile=srgb)
    assert paper(measured(tagged, "a.jpg")).data == tagged
    foreign = encoded(photograph(), "JPEG", quality=60, icc_profile=lab)
    assert "icc_profile" not in decoded(paper(measured(foreign, "b.jpg")).data).info


def test_sixteen_bits_become_eight(measured: Measured) -> None:
    deep = Image.linear_gradient("L").convert("I;16").point(lambda value: value * 257)
    picture = measured(encoded(deep, "PNG"), "deep.png")
    for derivative in (screen(picture), paper(picture)):
        assert decoded(derivative.data).mode == "L"
        assert abs(colour_at(derivative.data, 0, 200)[0] - 200) < 4


def test_a_drawing_comes_clean(measured: Measured) -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/><g/></svg>'
    picture = measured(data, "Plän 1.svg")
    for derivative in (screen(picture), paper(picture)):
        assert derivative.media_type == "image/svg+xml"
        assert b"script" not in derivative.data
        assert derivative.name.startswith("plan-1-")
        assert derivative.name.endswith(".svg")


def test_the_same_picture_is_stored_once(measured: Measured) -> None:
    one = measured(PLAIN_JPEG, "one.jpg")
    copy = measured(PLAIN_JPEG, "copy.jpg")
    with_words = measured(jpeg_with(PLAIN_JPEG, 0xED, b"Photoshop 3.0\0"), "words.jpg")
    derivatives, _ = for_screen([one, copy, with_words], POLICY, jobs=2)
    assert len(derivatives) == 2
    assert {one.name for one in derivatives.values()} == {derivatives[one.digest].name}
    assert derivatives[one.digest].name.startswith("one-")


def test_names_follow_the_content(measured: Measured) -> None:
    derivative = screen(measured(PLAIN_JPEG, "Harbour Café (2).JPG"))
    digest = hashlib.sha256(derivative.data).hexdigest()
    assert derivative.name == f"harbour-cafe-2-{digest[:8]}.jpg"


Outcome = tuple[Mapping[str, Derivative], tuple[Finding, ...]]


def test_the_same_input_gives_the_same_bytes_with_any_number_of_jobs(
    measured: Measured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pictures = [
        measured(encoded(photograph(600, 400), "JPEG", quality=98), "a.jpg"),
        measured(encoded(photograph(300, 200), "TIFF"), "b.tif"),
        measured(encoded(diagram(mode="RGBA"), "PNG"), "c.png"),
        measured(encoded(photograph(mode="CMYK"), "JPEG", exif=exif(6)), "d.jpg"),
    ]
    outcomes: list[tuple[Outcome, Outcome]] = []
    for number, jobs in enumerate((1, 2, 2)):  # the last time from the cache of the second
        monkeypatch.setenv("EDITION_CACHE", str(tmp_path / f"cache-{min(number, 1)}"))
        outcomes.append((for_screen(pictures, POLICY, jobs=jobs), for_print(pictures, jobs=jobs)))
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_the_second_time_nothing_is_decoded(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = [measured(PLAIN_JPEG, "a.jpg"), measured(encoded(photograph(), "TIFF"), "b.tif")]
    first = for_screen(pictures, POLICY, jobs=1)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("decoded again")

    monkeypatch.setattr(pixels, "opened", refuse)
    monkeypatch.setattr(pixels, "decoded_once", refuse)
    assert for_screen(pictures, POLICY, jobs=1) == first


def test_one_bad_picture_does_not_hold_up_the_others(measured: Measured) -> None:
    good = measured(PLAIN_JPEG, "good.jpg")
    webp = bytearray(encoded(photograph(), "WEBP", lossless=True))
    webp[60:160] = bytes(100)
    bad = measured(bytes(webp), "bad.webp")
    gone = measured(encoded(photograph(9, 9), "PNG"), "gone.png")
    gone.path.unlink()
    changed = measured(encoded(photograph(8, 8), "PNG"), "changed.png")
    changed.path.write_bytes(PLAIN_JPEG)
    derivatives, findings = for_screen([bad, gone, changed, good], POLICY, jobs=2)
    assert set(derivatives) == {good.digest}
    assert [(one.code, str(one.origin)) for one in findings] == [
        ("PIC-002", "bad.webp"),
        ("PIC-002", "gone.png"),
        ("PIC-002", "changed.png"),
    ]


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_jpeg_that_is_damaged_inside_is_shown_with_a_warning(
    orientation: int, measured: Measured
) -> None:
    whole = encoded(photograph(600, 400), "JPEG", quality=60, exif=exif(orientation))
    picture = measured(whole[: len(whole) // 2] + b"\xff\xd9", "a.jpg")
    for _ in range(2):  # the second time from the cache
        derivatives, findings = for_print([picture], jobs=1)
        assert set(derivatives) == {picture.digest}
        assert [(one.code, one.severity) for one in findings] == [("PIC-002", Severity.WARNING)]


def test_jpegs_for_screens_are_baseline(measured: Measured) -> None:
    picture = measured(encoded(photograph(600, 400), "PNG"), "a.png")
    assert "progressive" not in Image.open(BytesIO(screen(picture).data)).info
