"""The pictures in the finished PDF: inks alone, as large as they stand, byte for byte ours."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import documents as make
import numpy as np
import pikepdf
import pytest
from documents import HERE
from PIL import Image, ImageDraw

from edition.document import Document, assemble
from edition.findings import Finding
from edition.look import find_look
from edition.model import Advert, Page, Picture, Slug
from edition.pdf import render_with_plan
from edition.pdf.developing import develop
from edition.pdf.fetcher import ConfinedFetcher
from edition.pdf.flow_setting import set_flow
from edition.pdf.placements import Shown
from edition.pdf.press_job import press_job
from edition.pictures.derive import workers
from edition.pictures.measure import measure
from edition.pictures.press import printed as for_press

from .conftest import SENTENCES

BOOKED = Image.new("CMYK", (790, 472), (0, 30, 60, 0))
"""An advertisement in inks, 2 columns by 60 mm at 200 pixels an inch."""


def copy(paragraphs: int, start: int = 0) -> tuple[object, ...]:
    """Return paragraphs of some seventy words each, no two alike."""
    return tuple(
        make.paragraph(f"Entry {start + at}. " + "".join(SENTENCES).strip())
        for at in range(paragraphs)
    )


def measured(path: Path) -> Picture:
    picture, findings = measure(path, name=path.name, origin=HERE)
    assert picture is not None, findings
    return picture


def scene(width: int, height: int) -> Image.Image:
    """Return a photograph of sorts: smooth, coloured, with a dark corner."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (down, across, Image.blend(across, down, 0.3)))


def drawing_with_photograph() -> bytes:
    """Return a drawing with a photograph and a grey screen in it, as people export them."""
    parts = []
    for at, image in enumerate((scene(120, 80), scene(120, 80).convert("L"))):
        file = io.BytesIO()
        image.save(file, "PNG")
        data = base64.b64encode(file.getvalue()).decode()
        parts.append(
            f'<image x="{at * 130}" y="5" width="120" height="80" '
            f'href="data:image/png;base64,{data}"/>'
        )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="260" height="90">'
        f'<rect width="260" height="90" fill="#fed"/>{"".join(parts)}</svg>'
    ).encode()


TINT = (0.0, 0.1, 0.3, 0.0)
STYLES = """
.standfirst { background: url("dots.png") }
.figure { background: device-cmyk(0 0.1 0.3 0) }
"""


def paper(folder: Path, layout: str = "flow") -> Document:
    """Return a paper with a picture of every kind that reaches a press."""
    images = folder / "2026-03-06" / "images"
    images.mkdir(parents=True, exist_ok=True)
    camera = Image.Exif()
    camera[0x0112] = 1
    scene(2400, 1600).save(images / "wide.jpg", exif=camera)
    scene(1500, 1600).convert("L").save(images / "grey.jpg")
    scene(1800, 1200).convert("L").convert("RGB").save(images / "grey-in-rgb.jpg", quality=80)
    scene(240, 156).save(images / "small.jpg")
    dark = Image.new("CMYK", (1600, 1200), (255, 240, 230, 220))
    ImageDraw.Draw(dark).rectangle((0, 0, 800, 600), fill=(0, 0, 0, 0))
    dark.save(images / "heavy.jpg")
    BOOKED.save(images / "booked.jpg", exif=camera)
    logo = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    ImageDraw.Draw(logo).ellipse((50, 50, 550, 350), fill=(180, 20, 40, 255))
    logo.save(images / "logo.png")
    (images / "plan.svg").write_bytes(drawing_with_photograph())
    styles = folder / "styles"
    styles.mkdir(exist_ok=True)
    scene(40, 40).save(styles / "dots.png")
    (styles / "publication.css").write_text(STYLES)

    def figure(name: str, **values: Any) -> Any:
        return make.figure(measured(images / name), **values)

    first = make.article(
        "first", figure("wide.jpg"), *copy(6, 0), figure("grey.jpg", size="column"), *copy(3, 20),
        figure("plan.svg"), *copy(6, 40), standfirst=make.Markup("What it came to, and who paid."),
    )  # fmt: skip
    second = make.article(
        "second",
        figure("grey-in-rgb.jpg"),
        *copy(6, 60),
        figure("heavy.jpg"),
        *copy(6, 80),
        rank="second",
    )
    third = make.article(
        "third", figure("logo.png"), *copy(5, 100), figure("small.jpg"), *copy(5, 120),
        figure("wide.jpg", size="column"), *copy(5, 140),
    )  # fmt: skip
    publication = make.publication(folder, page=Page(), layout=layout)
    sold = Advert(
        Slug("ad-booked"), "Booked", measured(images / "booked.jpg"), 2, 60.0, HERE, alt="Offcuts."
    )
    issue = make.issue(folder, make.section("News", first, second, third), adverts=(sold,))
    document, findings = assemble(publication, issue)
    assert not findings
    return document


@dataclass(frozen=True)
class Made:
    """A paper after setting."""

    document: Document
    path: Path
    findings: tuple[Finding, ...]

    def images(self) -> Iterator[pikepdf.Stream]:
        with pikepdf.open(self.path) as pdf:
            for one in pdf.objects:
                if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image":
                    yield one


def rendered(folder: Path, layout: str) -> Made:
    document = paper(folder, layout)
    look = find_look(document.publication, document.issue)
    output, _, findings = render_with_plan(document, look, target="print")
    path = folder / "print.pdf"
    path.write_bytes(output.data)
    return Made(document, path, findings)


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return rendered(tmp_path_factory.mktemp("flow"), "flow")


@pytest.fixture(scope="module")
def newspaper(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return rendered(tmp_path_factory.mktemp("newspaper"), "newspaper")


@pytest.fixture(params=["flow", "newspaper"])
def made(request: pytest.FixtureRequest) -> Made:
    found: Made = request.getfixturevalue(request.param)
    return found


def test_no_picture_is_in_screen_colours(made: Made) -> None:
    spaces = [str(one.ColorSpace) for one in made.images()]
    assert set(spaces) == {"/DeviceCMYK", "/DeviceGray"}
    assert len(spaces) > 8
    assert not [one for one in made.findings if one.code.startswith(("PIC-002", "PDF-"))]


def listed(path: Path) -> Iterator[tuple[str, str, int, float]]:
    """Yield colour, encoding, pixels across and pixels an inch of every picture, by poppler."""
    rows = subprocess.run(
        ["pdfimages", "-list", str(path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    for row in rows:
        words = row.split()
        if words[2] == "image":
            yield words[5], words[8], int(words[3]), min(float(words[12]), float(words[13]))


def test_photographs_are_as_fine_as_the_press_can_show(made: Made) -> None:
    target = 200.0 if made.document.publication.layout == "newspaper" else 300.0
    fine = [
        ppi for _, encoding, wide, ppi in listed(made.path) if encoding == "jpeg" and wide > 420
    ]
    assert fine
    # The advertisement in inks passes as it is.
    assert all(ppi <= target * 1.12 for ppi in fine)
    assert sum(abs(ppi - target) < 4 for ppi in fine) >= 2


def test_a_picture_placed_twice_is_made_twice(flow: Made) -> None:
    wide = [wide for colour, encoding, wide, _ in listed(flow.path)
            if (colour, encoding) == ("cmyk", "jpeg")]  # fmt: skip
    assert len(set(wide)) >= 3, "the same photograph at two sizes, and the others"


def test_what_has_no_colour_is_black_ink_alone(made: Made) -> None:
    greys = [one for one in listed(made.path) if one[0] == "gray" and one[1] == "jpeg"]
    assert len(greys) >= 2  # one grey in its file, one grey to the eye


def test_inks_the_press_takes_are_the_file_the_advertiser_sent(newspaper: Made) -> None:
    (plain,) = (one for one in plain_jpegs(newspaper) if b"\xff\xee" in one)
    with pikepdf.open(newspaper.path) as pdf:
        streams = [one.read_raw_bytes() for one in pdf.objects if is_jpeg(one)]
    assert plain in streams


def plain_jpegs(made: Made) -> Iterator[bytes]:
    """Yield the advertisement without what its camera wrote into it."""
    file = io.BytesIO()
    BOOKED.save(file, "JPEG")
    yield file.getvalue()


def is_jpeg(one: Any) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Filter") == "/DCTDecode"


def test_what_is_made_is_what_is_in_the_file(tmp_path: Path) -> None:
    document = paper(tmp_path)
    look = find_look(document.publication, document.issue)
    description, setting, _ = set_flow(document, look, target="print", jobs=1, marks=())
    setting = replace(setting, job=press_job(document, description.css))
    addresses = {f"edition:/pictures/{name}": one for name, one in description.places.items()}
    stands: tuple[Shown, ...] = setting.shown(addresses)
    with workers(1) as pool:
        develop(document, description, setting, pool=pool)
        data, _ = setting.write()
    expected, _ = for_press((one.placement for one in stands), setting.job.press, jobs=1)
    assert len(expected) >= 6
    with pikepdf.open(io.BytesIO(data)) as pdf:
        raw = [one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    assert all(one.data in raw for one in expected.values())


def test_a_picture_that_changes_after_layout_leaves_its_place_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "cache"))
    document = paper(tmp_path)
    look = find_look(document.publication, document.issue)
    description, setting, _ = set_flow(document, look, target="print", jobs=1, marks=())
    setting = replace(setting, job=press_job(document, description.css))
    scene(300, 200).save(tmp_path / "2026-03-06" / "images" / "wide.jpg")
    with workers(1) as pool:
        pictures = develop(document, description, setting, pool=pool)
        data, remarks = setting.write()
        told = [one for one in pictures.findings() if one.code == "PIC-002"]
    assert not remarks
    assert [one.message for one in told] == [
        'The picture "wide.jpg" was changed while it was being read.'
    ]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        shown = [one for page in pdf.pages for one in page.Resources.XObject.values()]
        empty = [one for one in shown if one.Subtype == "/Form" and not one.read_bytes().strip()]
    assert empty


def test_a_picture_too_small_is_told_by_the_limits_of_the_press(made: Made) -> None:
    told = {one.message.split(" is ")[0]: one for one in made.findings if one.code == "PIC-003"}
    assert set(told) == {"The picture small.jpg"}
    floor = 150 if made.document.publication.layout == "newspaper" else 225
    assert f"{floor} are needed" in told["The picture small.jpg"].message


def test_a_house_may_want_more_than_the_press(tmp_path: Path) -> None:
    document = paper(tmp_path)
    wanting = replace(document.publication.pictures, print_ppi=299.0)
    document = replace(document, publication=replace(document.publication, pictures=wanting))
    look = find_look(document.publication, document.issue)
    _, _, findings = render_with_plan(document, look, target="print")
    assert any("299 are needed" in one.message for one in findings if one.code == "PIC-003")


# What a renderer sees ----------------------------------------------------------------------------


def separations(path: Path, folder: Path, dpi: int = 50) -> np.ndarray:
    """Return the ink of every page, 0 to 1, as Ghostscript parts it: page, row, column, ink."""
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}"]
    subprocess.run([*command, "-o", str(folder / "s%03d.tif"), str(path)], check=True)
    pages = []
    for first in sorted(folder.glob("s*(Cyan).tif")):
        stem = first.name.removesuffix("(Cyan).tif")
        plates = [folder / f"{stem}({ink}).tif" for ink in ("Cyan", "Magenta", "Yellow", "Black")]
        pages.append(np.stack([1 - np.asarray(Image.open(one)) / 255 for one in plates], -1))
    return np.stack(pages)


@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript parts the inks")
def test_no_square_has_more_ink_than_the_press_takes(made: Made, tmp_path: Path) -> None:
    limit = 2.4 if made.document.publication.layout == "newspaper" else 3.0
    pages = separations(made.path, tmp_path)
    side = round(15 / 25.4 * 50)
    worst = 0.0
    for page in pages:
        sums = np.pad(page.sum(-1), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
        squares = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side]
        worst = max(worst, float((squares + sums[:-side, :-side]).max()) / side**2)
    assert 1.0 < worst <= limit


@pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript parts the inks")
def test_what_can_be_seen_through_is_the_tint_around_it(made: Made, tmp_path: Path) -> None:
    pages = separations(made.path, tmp_path)
    levels = (pages * 255).round().astype(int)
    dark = levels[levels[..., 1] > 180]
    kinds, counts = np.unique(dark, axis=0, return_counts=True)
    logo = kinds[counts.argmax()]  # flat, and larger than any other colour of its kind
    red = (levels == logo).all(-1)
    page = int(red.sum((1, 2)).argmax())
    rows, columns = np.nonzero(red[page])
    top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
    # The corners of the square that the round logo fills: its own pixels, and see-through.
    corners = [pages[page][row, column] for row in (top, bottom) for column in (left, right)]
    assert bottom - top > 20 and right - left > 20
    for corner in corners:
        assert corner == pytest.approx(TINT, abs=0.02)


def looks(path: Path, page: int, dpi: int = 40) -> Image.Image:
    data = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-png", str(path)],
        capture_output=True,
        check=True,
    ).stdout
    return Image.open(io.BytesIO(data)).convert("L")


@pytest.mark.parametrize("layout", ["flow", "newspaper"])
def test_the_crop_is_the_one_the_screen_edition_shows(
    layout: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made: Made = request.getfixturevalue(layout)
    look = find_look(made.document.publication, made.document.issue)
    output, plan, _ = render_with_plan(made.document, look, target="replica")
    screen = tmp_path / "replica.pdf"
    screen.write_bytes(output.data)
    with pikepdf.open(made.path) as pdf:
        assert len(pdf.pages) == plan.pages
    for page in range(1, plan.pages + 1):
        one, other = looks(made.path, page), looks(screen, page)
        assert one.size == other.size
        first = np.asarray(one.reduce(4)).astype(float).reshape(-1)
        second = np.asarray(other.reduce(4)).astype(float).reshape(-1)
        if first.std() > 20:
            assert np.corrcoef(first, second)[0, 1] > 0.9, f"page {page}"


def test_the_same_issue_is_the_same_bytes(
    tmp_path: Path, newspaper: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_CACHE", str(tmp_path / "another"))
    again = rendered(tmp_path / "elsewhere", "newspaper")
    assert again.path.read_bytes() == newspaper.path.read_bytes()


def test_the_screen_edition_is_left_alone(newspaper: Made) -> None:
    look = find_look(newspaper.document.publication, newspaper.document.issue)
    output, _, findings = render_with_plan(newspaper.document, look, target="replica")
    with pikepdf.open(io.BytesIO(output.data)) as pdf:
        spaces = {
            str(one.ColorSpace)
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        }
    assert "/DeviceRGB" in spaces
    assert not re.search(b"/OutputIntents", output.data)
    assert [one for one in findings if one.code == "PIC-003"]


# Pictures that stand in an address ---------------------------------------------------------------


def address(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def test_a_picture_in_an_address_is_served() -> None:
    file = io.BytesIO()
    scene(8, 8).save(file, "PNG")
    fetcher = ConfinedFetcher({})
    assert fetcher.fetch(address(file.getvalue())).read() == file.getvalue()
    assert not fetcher.refusals


@pytest.mark.parametrize(
    "asked",
    [
        address(b"<html>", "text/html"),
        address(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        address(b"no picture"),
        "data:image/png;base64,!!!!",
        "data:image/png,plain",
        "data:,",
        address(
            b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\x7f\xff\xff\xff" * 2 + b"\x08\x02\0\0\0"
        ),
    ],
)
def test_nothing_else_in_an_address_is_served(asked: str) -> None:
    fetcher = ConfinedFetcher({})
    with pytest.raises(ValueError):
        fetcher.fetch(asked)
    assert len(fetcher.refusals) == 1
