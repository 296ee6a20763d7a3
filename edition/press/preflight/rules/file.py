"""Rules about the file as a whole: damage, protection, identity, the press it is made for."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from ....findings import Severity
from ..geometry import box_of, touches
from ..intents import OutputIntent
from ..opened import inherited
from ..values import get, is_dictionary, items, name, numbers
from ..verdict import Spot
from .kinds import Case, Leaf, Whole, is_advert, is_x1a, on_file, on_page

X4 = "ISO 15930-7 (PDF/X-4); GWG 2022 R0001"
X1A = "ISO 15930-4 (PDF/X-1a:2003)"
BOTH = f"{X4}; {X1A}"
_NEW = "Write the PDF anew with the program it was made in, as {standard}."
_AS_X = "Write the PDF anew as PDF/X, from the program the pages were made in."
_INTENTS = ("Perceptual", "RelativeColorimetric", "Saturation", "AbsoluteColorimetric")
_BOXES = ("MediaBox", "BleedBox")


def _file(what: str, *, severity: Severity | None = None, page: int | None = None) -> Spot:
    return Spot(page, what, severity=severity)


@on_file(
    "PRS-001",
    "ISO 32000-1, 7.5",
    do="Write the PDF anew; what is mended today may fail at the printer's.",
)
def damaged(whole: Whole) -> Iterator[Spot]:
    """A file has to be read without mending (ISO 32000-1, 7.5: file structure)."""
    for trouble in whole.file.troubles:
        yield _file(f"The file had to be mended to be read: {trouble[:160]}.")


@on_page("PRS-002", "ISO 32000-1, 7.8", do="Write the PDF anew from the program it was made in.")
def broken_content(leaf: Leaf) -> Iterator[Spot]:
    """What a page draws has to be there, and to be written as content is (ISO 32000-1, 7.8)."""
    for one in leaf.painted.remarked("damage"):
        yield leaf.spot(one.box, f"Something on the page is damaged: {one.what}.")
    for one in leaf.painted.remarked("overdone"):
        yield leaf.spot(one.box, f"The page cannot be judged to its end: {one.what}.")


@on_file("PRS-003", BOTH, do="Ask for the file without a password or restrictions.")
def protected(whole: Whole) -> Iterator[Spot]:
    """A file for a press is not encrypted (both standards: no Encrypt key)."""
    if whole.file.encrypted:
        yield _file("The file is protected: a printer's machines refuse it.")


@on_file("PRS-004", BOTH, do=_NEW.format(standard="the version the standard asks for"))
def version(whole: Whole) -> Iterator[Spot]:
    """PDF/X-1a:2003 is PDF 1.4, without objects in streams; PDF/X-4 is PDF 1.6 (both)."""
    file = whole.file
    if whole.case.standard == "X-1a":
        if file.version > "1.4":
            yield _file(f"PDF {file.version}, where PDF/X-1a:2003 goes to 1.4.")
        if file.packed:
            yield _file("Objects stand in streams, which came after PDF 1.4.")
    elif file.version > "1.7":
        yield _file(f"PDF {file.version}, which came after PDF/X-4.")
    elif file.version == "1.7":
        yield _file("PDF 1.7, where PDF/X-4 says 1.6.", severity=Severity.WARNING)


@on_file("PRS-005", BOTH, do=_AS_X)
def identifiers(whole: Whole) -> Iterator[Spot]:
    """The trailer has an ID of two strings (ISO 15930-7 and -4, file identification)."""
    found = list(items(get(whole.file.trailer, "/ID")))[:3]
    if len(found) != 2 or not all(
        isinstance(one, pikepdf.String) and len(bytes(one)) for one in found
    ):
        yield _file("The file has no identifiers (ID).")


@on_file("PRS-006", BOTH, do=_AS_X)
def identity(whole: Whole) -> Iterator[Spot]:
    """The file says which standard it keeps: in its XMP for X-4, in its Info for X-1a."""
    said, case = whole.claims.standard, whole.case
    if not said:
        yield _file(f"The file does not say that it is PDF/{case.profile.standard}.")
    elif case.standard == "X-4":
        if said != "PDF/X-4":
            yield _file(f"The file says it is {said}, not PDF/X-4.")
    elif not said.startswith("PDF/X-1a"):
        yield _file(f"The file says it is {said}, not PDF/X-1a.")
    elif case.profile.standard == "X-4":
        said = f"The file is {said}, older than the PDF/X-4 this printer asks for."
        yield _file(said, severity=Severity.WARNING)


_X4_XMP = (
    "dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID",
    "xmpMM:VersionID", "xmpMM:RenditionClass",
)  # fmt: skip
_X1A_INFO = ("Title", "CreationDate", "ModDate")


@on_file("PRS-007", BOTH, do=_AS_X)
def metadata(whole: Whole) -> Iterator[Spot]:
    """Title, dates and identifiers are there (X-4 in the XMP, X-1a in the Info), and agree."""
    claims = whole.claims
    if whole.case.standard == "X-1a":
        for key in _X1A_INFO:
            if not claims.info.get(key):
                yield _file(f"The file has no {key} in its Info.")
        return
    if claims.xmp is None:
        yield _file("The file has no metadata (XMP) that can be read.")
        return
    for key in _X4_XMP:
        if not claims.xmp.get(key):
            yield _file(f"The file has no {key} in its metadata.")
    title = claims.info.get("Title")
    if title and claims.xmp.get("dc:title") and title != claims.xmp["dc:title"]:
        yield _file("Two titles that differ, one in the Info and one in the metadata.")


@on_file("PRS-008", BOTH, do=_AS_X)
def trapped(whole: Whole) -> Iterator[Spot]:
    """Trapped is True or False (ISO 15930-4: Info; ISO 15930-7: XMP, and Info if it is there)."""
    claims = whole.claims
    info, xmp = claims.info.get("Trapped"), (claims.xmp or {}).get("pdf:Trapped")
    said = info if whole.case.standard == "X-1a" else xmp or info
    if said not in ("True", "False"):
        yield _file("The file does not say whether it is trapped.")
    elif info and xmp and info != xmp:
        yield _file("The file says in one place that it is trapped, in another that it is not.")


@on_file("PRS-009", BOTH, do=_AS_X)
def output_intent(whole: Whole) -> Iterator[Spot]:
    """There is one output intent for a press, and it names its condition (both; GWG R0001)."""
    found = whole.claims.press
    if not found:
        yield _file("The file does not say for which press it is made (no output intent).")
        return
    if len(found) > 1:
        yield _file(f"The file names {len(found)} presses; one is allowed.")
    if not found[0].identifier:
        yield _file("The press the file is made for has no name (OutputConditionIdentifier).")
    keys = {one.key for one in whole.claims.intents if one.header}
    if len(keys) > 1:
        yield _file("Its output intents bring profiles that differ.")


@on_file(
    "PRS-010",
    f"{BOTH}; GWG 2022 R0035",
    do="Write the PDF anew with a profile of the press embedded.",
)
def intent_profile(whole: Whole) -> Iterator[Spot]:
    """The output intent's profile is embedded, of class prtr, for four inks (GWG 2022 R0035)."""
    if not whole.claims.press:
        return
    yield from (_file(said) for said in _wrong_profile(whole.claims.press[0], whole.case))


def _wrong_profile(intent: OutputIntent, case: Case) -> Iterator[str]:
    if intent.external and case.standard == "X-4":
        yield "The profile of the press is not in the file (that would be PDF/X-4p)."
    elif not intent.header:
        if case.standard == "X-4":
            yield "The profile of the press is not embedded."
        elif not intent.registry:
            yield "The press is neither a registered one nor is its profile embedded."
    elif not intent.is_profile:
        yield "What is embedded as the profile of the press is no ICC profile."
    elif intent.profile_class != "prtr":
        yield "The profile of the press is not that of a printing process."
    elif intent.profile_space != "CMYK" or intent.parts != 4:
        yield "The profile of the press is not for four inks (CMYK)."


@on_file(
    "PRS-011", "House rule", do="Ask the printer whether that is the press they mean.",
    limit="`intent.identifier` of the press profile",
)  # fmt: skip
def other_press(whole: Whole) -> Iterator[Spot]:
    """The file is made for the printing condition the press profile names."""
    expected = whole.case.profile.intent.identifier
    for intent in whole.claims.press[:1]:
        if intent.identifier and intent.identifier.casefold() != expected.casefold():
            yield _file(f"The file is made for {intent.identifier[:60]}, this press is {expected}.")


_ACTIVE = (
    ("/AcroForm", "a form to be filled in"),
    ("/AA", "actions"),
    ("/OpenAction", "an action on opening"),
)


@on_file(
    "PRS-012", BOTH, do="Take out forms, scripts and attachments; a press has no use for them."
)
def active(whole: Whole) -> Iterator[Spot]:
    """No JavaScript, actions, forms, multimedia; in X-1a no files attached (both standards)."""
    root = whole.file.root
    for key, said in _ACTIVE:
        if key == "/OpenAction" and not is_dictionary(get(root, key)):
            continue  # a place to open at is no action
        if get(root, key) is not None:
            yield _file(f"The file has {said}.")
    if get(root, "/Names", "/JavaScript") is not None:
        yield _file("The file has scripts in it.")
    attached = get(root, "/Names", "/EmbeddedFiles") or get(root, "/AF")
    if attached is not None and whole.case.standard == "X-1a":
        yield _file("Other files are attached to it.")
    for page in whole.file.pages:
        if get(page.written, "/AA") is not None:
            yield _file("The page has actions.", page=page.number)


@on_page("PRS-013", BOTH, do="Place the picture itself in the page, and write the PDF anew.")
def foreign(leaf: Leaf) -> Iterator[Spot]:
    """No PostScript, OPI, reference XObjects, alternates for printing, data elsewhere (both)."""
    for one in leaf.painted.remarked("foreign"):
        yield leaf.spot(one.box, f"The page draws {one.what}.")


@on_page("PRS-014", BOTH, do="Write the PDF anew with pictures as JPEG or ZIP.")
def packing(leaf: Leaf) -> Iterator[Spot]:
    """No LZW or Crypt; in X-1a neither JBIG2 nor JPEG 2000 (ISO 15930-7 and -4, filters)."""
    refused = {"LZWDecode": "LZW", "LZW": "LZW", "Crypt": "a filter for secrets"}
    if leaf.case.standard == "X-1a":
        refused |= {"JBIG2Decode": "JBIG2", "JPXDecode": "JPEG 2000"}
    written = [name(one) for stream in items(get(leaf.page.written, "/Contents"))
               for one in items(get(stream, "/Filter"))]  # fmt: skip
    met = [one.what for one in leaf.painted.remarked("filter")]
    for word in dict.fromkeys([*written, *met]):
        if word in refused:
            yield leaf.spot(None, f"Something is packed with {refused[word]}.")


@on_page(
    "PRS-015",
    "GWG 2022, notes on PDF/X-4",
    do="Write the PDF anew with pictures of 8 bits, as JPEG or ZIP.",
)
def modern_pictures(leaf: Leaf) -> Iterator[Spot]:
    """JPEG 2000 and 16 bits are allowed by X-4, and older machines stumble over both."""
    for one in leaf.painted.pictures:
        if one.picture.bits == 16:
            yield leaf.spot(one.box, "A picture with 16 bits a colour.")
        elif "JPXDecode" in one.picture.filters and leaf.case.standard == "X-4":
            yield leaf.spot(one.box, "A picture packed with JPEG 2000.")


@on_file("PRS-016", f"{BOTH}; GWG 2022 R0034", do="Merge the layers before the PDF is written.")
def layers(whole: Whole) -> Iterator[Spot]:
    """X-1a has no layers; those of X-4 have a default; in an advertisement, no Configs (R0034)."""
    written = get(whole.file.root, "/OCProperties")
    if not is_dictionary(written):
        return
    if is_x1a(whole.case):
        yield _file("The file has layers, which PDF/X-1a does not know.")
        return
    if not is_dictionary(get(written, "/D")):
        yield _file("The file has layers and does not say which of them are shown.")
    if is_advert(whole.case) and get(written, "/Configs") is not None:
        yield _file("The file brings several versions of itself, as sets of layers (Configs).")
    for config in (get(written, "/D"), *items(get(written, "/Configs"))):
        if get(config, "/AS") is not None:
            yield _file("Its layers switch themselves on and off (AS).")
            return


@on_page(
    "PRS-017", BOTH, do="Write the PDF anew without screening or transfer curves of a machine."
)
def machine_matters(leaf: Leaf) -> Iterator[Spot]:
    """No transfer curves (TR, TR2 but Default), halftones of type 1 or 5 and unnamed (both)."""
    for one in leaf.painted.remarked("transfer"):
        yield leaf.spot(None, f"A transfer curve ({one.what}) changes what is printed.")
    for one in leaf.painted.remarked("halftone"):
        yield leaf.spot(None, f"The page brings {one.what}.")


@on_page("PRS-018", BOTH, do="Write the PDF anew; the intent should be relative colorimetric.")
def rendering_intent(leaf: Leaf) -> Iterator[Spot]:
    """Rendering intents are the four that are named in ISO 32000-1, 8.6.5.8 (both standards)."""
    for one in leaf.painted.remarked("intent"):
        if one.what not in _INTENTS:
            yield leaf.spot(None, f"A rendering intent nobody knows: {one.what[:40] or 'no name'}.")


@on_file("PRS-019", BOTH, do="Write the PDF anew without wishes for how it is viewed.")
def view(whole: Whole) -> Iterator[Spot]:
    """ViewerPreferences name no area but the media or bleed box (both standards)."""
    wishes = get(whole.file.root, "/ViewerPreferences")
    for key in ("/ViewArea", "/ViewClip", "/PrintArea", "/PrintClip"):
        found = name(get(wishes, key))
        if found and found not in _BOXES:
            yield _file(f"The file asks to be shown or printed from its {found} only.")


@on_file("PRS-035", BOTH, do="Write the PDF as a composite file; the printer separates it.")
def plates(whole: Whole) -> Iterator[Spot]:
    """Pages are not separated into plates beforehand (both standards: no SeparationInfo)."""
    for page in whole.file.pages:
        if get(page.written, "/SeparationInfo") is not None:
            yield _file("The page is a plate of one ink.", page=page.number)


_PRINTERS = ("PrinterMark", "TrapNet")


@on_page("PRS-034", BOTH, do="Take links, notes and fields out of the PDF for the printer.")
def notes(leaf: Leaf) -> Iterator[Spot]:
    """Annotations lie outside the bleed, or the trim without one (both; printer's marks may)."""
    for one in items(inherited(leaf.page.written, "/Annots")):
        kind = name(get(one, "/Subtype"))
        box = box_of([side * leaf.page.unit for side in numbers(get(one, "/Rect"))])
        if kind in _PRINTERS or (box is not None and not touches(box, leaf.page.bled)):
            continue
        said = {"Link": "A link", "Widget": "A field to be filled in"}.get(kind, f"A note ({kind})")
        yield leaf.spot(box, f"{said} on the page.")
