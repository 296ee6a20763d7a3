"""PDFs that are damaged, protected or made to harm: a clear word in bounded time and memory."""

from __future__ import annotations

import io
import random
import time
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream

from edition.press.preflight import Preflight, UnreadableError, preflight
from edition.press.preflight.apart import judged_apart

from .known import KNOWN
from .made import NEWS, Made, area, form, picture, placed

SECONDS = 40.0
"""Processor time any of these may take; most take less than one."""


def judged(data: bytes) -> Preflight | str:
    """Return what a preflight comes to, or the words it is refused with."""
    start = time.process_time()
    try:
        found = preflight(data, NEWS)
    except UnreadableError as problem:
        return problem.message
    finally:
        assert time.process_time() - start < SECONDS
    return found


def broken(found: Preflight | str) -> set[str]:
    assert isinstance(found, Preflight), found
    return {one.code for one in found.results if one.verdict in ("error", "warning")}


def password() -> bytes:
    return Made(save={"encryption": Encryption(owner="o", user="u", R=4)}).bytes()


def shortened() -> bytes:
    data = Made().bytes()
    return data[: len(data) // 2]


def no_pages() -> bytes:
    pdf = pikepdf.new()
    held = io.BytesIO()
    pdf.save(held)
    return held.getvalue()


def round_and_round() -> bytes:
    """Pages in pages that are themselves."""
    return (
        b"%PDF-1.6\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type /Pages /Count 1 /Kids [2 0 R]>> endobj\n"
        b"trailer <</Root 1 0 R /Size 3>>\nstartxref\n0\n%%EOF\n"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04 a book", "not a PDF"),
        (b"%PDF-1.6\n" + bytes(range(256)) * 50, "damaged"),
        (b"%PDF-1.6\n%%EOF", "damaged"),
        (password(), "password"),
        (no_pages(), "damaged"),
        (round_and_round(), "damaged"),
    ],
    ids=["empty", "a book", "noise", "a header", "password", "no pages", "pages in themselves"],
)
def test_what_cannot_be_read_is_told_in_a_sentence(data: bytes, said: str) -> None:
    told = judged(data)
    assert isinstance(told, str) and said in told and told.endswith(".")


def test_half_a_file_is_damaged_or_beyond_reading() -> None:
    found = judged(shortened())
    assert isinstance(found, str) or "PRS-001" in broken(found)


def calls_of_calls(pdf: Pdf) -> Any:
    """Ten forms, each of which draws the next one ten times: ten milliards of rectangles."""
    inner = form(pdf, area("0.1 0 0 0 k"))
    for _ in range(10):
        inner = form(pdf, "/X Do " * 10, shared=Dictionary(XObject=Dictionary(X=inner)))
    return inner


def deep(pdf: Pdf) -> Any:
    inner = form(pdf, area("0.1 0 0 0 k"))
    for _ in range(500):
        inner = form(pdf, "/X Do", shared=Dictionary(XObject=Dictionary(X=inner)))
    return inner


def pattern_in_itself(pdf: Pdf) -> Any:
    made = Stream(pdf, b"/Pattern cs /P scn 0 0 5 5 re f")
    for key, value in {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 9, "YStep": 9,
                       "BBox": Array([0, 0, 9, 9])}.items():  # fmt: skip
        made[f"/{key}"] = value
    again = pdf.make_indirect(made)
    made["/Resources"] = Dictionary(Pattern=Dictionary(P=again))
    return again


def unpacks_to(size: int) -> Callable[[Pdf], Any]:
    def make(pdf: Pdf) -> Any:
        packer = zlib.compressobj(9)
        data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(size)) + packer.flush()
        made = Stream(pdf, b"")
        made.write(data, filter=Name.FlateDecode)
        for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": 1000,
                           "Height": 1000, "BitsPerComponent": 8,
                           "ColorSpace": Name.DeviceGray}.items():  # fmt: skip
            made[f"/{key}"] = value
        return pdf.make_indirect(made)

    return make


def huge(pdf: Pdf) -> Any:
    made = picture(pdf, 10, 10)
    made["/Width"] = made["/Height"] = 200_000
    return made


HARMFUL: dict[str, tuple[Callable[[], Made], str]] = {
    "forms in forms in forms": (
        lambda: Made().add("/F Do").resource("XObject", "F", calls_of_calls), "PRS-002"),
    "five hundred deep": (lambda: Made().add("/F Do").resource("XObject", "F", deep), "PRS-002"),
    "a pattern in itself": (lambda: Made().add("q /Pattern cs /P scn 9 9 99 99 re f Q").resource(
        "Pattern", "P", pattern_in_itself), "PRS-002"),
    "a picture that unpacks to a gigabyte": (
        lambda: Made().add(placed("B", 72, 72)).resource("XObject", "B", unpacks_to(1000)),
        "PRS-064"),
    "a picture of forty thousand megapixels": (
        lambda: Made().add(placed("H", 72, 72)).resource("XObject", "H", huge), "PRS-064"),
    "brackets in brackets": (lambda: Made().add("[" * 5000 + "]" * 5000 + " TJ"), "PRS-002"),
    "more operands than any operator takes": (
        lambda: Made().add("1 " * 200_000 + "scn"), "PRS-002"),
    "states saved and never restored": (lambda: Made().add("q " * 200_000), ""),
    "numbers beyond all measure": (
        lambda: Made().add("q 1e9 0 0 9999999999999999999999 99 9 cm 0 0 9 9 re f Q 5 w"), ""),
    "a font of a million widths": (lambda: Made(on_page=[many_widths]), ""),
    "a million layers": (lambda: Made(on_pdf=[many_layers]), ""),
}  # fmt: skip


def many_widths(_: Pdf, page: Any) -> None:
    below = page.Resources.Font.F1.DescendantFonts[0]
    below["/W"] = Array([0, 2_000_000_000, 500])


def many_layers(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("x")))
    every = Array([group] * 100_000)
    pdf.Root["/OCProperties"] = Dictionary(OCGs=every, D=Dictionary(OFF=every))


@pytest.mark.parametrize("name", HARMFUL)
def test_what_is_made_to_harm_is_bounded(name: str) -> None:
    make, code = HARMFUL[name]
    found = judged(make().bytes())
    if code:
        assert code in broken(found)
    else:
        assert isinstance(found, Preflight)


def test_a_million_operators_are_gone_through() -> None:
    lines = "0 0 m 9 9 l S\n" * 350_000
    found = judged(Made().add(lines).bytes())
    assert isinstance(found, Preflight)
    assert "PRS-002" not in broken(found)


def test_files_spoilt_at_random_never_end_in_a_traceback() -> None:
    chance = random.Random(20260306)
    codes = ("PRS-036", "PRS-040", "PRS-050", "PRS-062", "PRS-016", "PRS-053")
    pool = [one.make().bytes() for one in KNOWN if one.code in codes]
    for _ in range(80):
        data = bytearray(chance.choice(pool))
        for _ in range(chance.randint(1, 12)):
            at = chance.choice((chance.randrange(9000), len(data) - 1 - chance.randrange(9000)))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randint(1, 8)]
                case _:
                    data[at:at] = chance.choice((b"/", b"[", b"<<", b"99999999", b"null", b"("))
        judged(bytes(data))


def test_a_process_apart_says_the_same_and_survives_the_worst() -> None:
    data = Made().bytes()
    apart = judged_apart(data, NEWS, purpose="issue", pictures=True)
    assert apart.preflight == preflight(data, NEWS)
    assert len(apart.pictures) == 1 and apart.pictures[0].startswith(b"\xff\xd8")
    with pytest.raises(UnreadableError, match="password"):
        judged_apart(password(), NEWS, purpose="issue", pictures=False)
