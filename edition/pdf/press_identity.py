"""What a file for the press says of itself: PDF/X part, printing condition, title, dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from ..press_profile import PressProfile, Standard
from .press_job import PressJob

VERSIONS: dict[Standard, str] = {"X-4": "1.6", "X-1a": "1.4"}
"""The version of PDF each standard is written in (ISO 15930-7, ISO 15930-4)."""
_CALLED: dict[Standard, str] = {"X-4": "PDF/X-4", "X-1a": "PDF/X-1a:2003"}


def identify(pdf: Any, job: PressJob, identifier: str) -> None:
    """Write the output intent, the document's facts and its XMP; dates are the issue's.

    ``identifier`` is the name the file bears for ever, a URN.
    """
    import pydyf

    press = job.press
    info = pdf.info
    info["CreationDate"] = pydyf.String(_pdf_date(job.issued))
    info["ModDate"] = pydyf.String(_pdf_date(job.revised))
    info["Trapped"] = "/False"
    info["GTS_PDFXVersion"] = pydyf.String(_CALLED[press.standard])
    info.setdefault("Title", pydyf.String(job.title or job.slug))
    pdf.catalog["OutputIntents"] = pydyf.Array([_intent(pdf, press)])
    packet = pydyf.Stream(
        [_xmp(info, job, identifier)], {"Type": "/Metadata", "Subtype": "/XML"}, compress=False
    )
    pdf.add_object(packet)
    pdf.catalog["Metadata"] = packet.reference


def _intent(pdf: Any, press: PressProfile) -> Any:
    import pydyf

    profile = pydyf.Stream([press.intent.icc.read_bytes()], {"N": 4}, compress=True)
    pdf.add_object(profile)
    told = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFX",
        "OutputConditionIdentifier": pydyf.String(press.intent.identifier),
        "OutputCondition": pydyf.String(press.intent.condition),
        "Info": pydyf.String(press.intent.condition),
        "DestOutputProfile": profile.reference,
    }
    if press.intent.registry:
        told["RegistryName"] = pydyf.String(press.intent.registry)
    return pydyf.Dictionary(told)


# XMP ----------------------------------------------------------------------------------------------

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfx": "http://ns.adobe.com/pdfx/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


def _xmp(info: Any, job: PressJob, identifier: str) -> bytes:
    """Return the packet; whatever ``info`` says as well it says in the same words."""
    spaces = "".join(f' xmlns:{name}="{address}"' for name, address in _SPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>'
        f"{''.join(_properties(info, job, identifier))}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _properties(info: Any, job: PressJob, identifier: str) -> Iterator[str]:
    version = _CALLED[job.press.standard]
    yield f"<dc:title>{_alternatives(_text(info['Title']))}</dc:title>"
    if "Author" in info:
        author = escape(_text(info["Author"]))
        yield f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
    if "Subject" in info:
        yield f"<dc:description>{_alternatives(_text(info['Subject']))}</dc:description>"
    plain = {
        "dc:format": "application/pdf",
        "xmp:CreateDate": _xmp_date(job.issued),
        "xmp:ModifyDate": _xmp_date(job.revised),
        "xmp:MetadataDate": _xmp_date(job.revised),
        "xmp:CreatorTool": _text(info.get("Creator", "")),
        "pdf:Producer": _text(info.get("Producer", "")),
        "pdf:Keywords": _text(info.get("Keywords", "")),
        "pdf:Trapped": "False",
        "xmpMM:DocumentID": identifier.replace("urn:uuid:", "uuid:"),
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
        "pdfxid:GTS_PDFXVersion"
        if job.press.standard == "X-4"
        else "pdfx:GTS_PDFXVersion": version,
    }
    yield from (f"<{name}>{escape(value)}</{name}>" for name, value in plain.items() if value)


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _text(one: Any) -> str:
    """Return the words of one of the engine's strings."""
    return str(getattr(one, "string", one))


def _pdf_date(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"


def _xmp_date(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
