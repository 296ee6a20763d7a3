"""Writes a PDF that has been changed: the one place where it is done."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


def as_read(pdf: pikepdf.Pdf) -> bytes:
    """Return ``pdf`` as bytes, its streams packed as they are: quick, for a reader at hand."""
    import pikepdf

    held = BytesIO()
    pdf.save(
        held,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        static_id=True,
    )
    return held.getvalue()


def as_finished(pdf: pikepdf.Pdf) -> bytes:
    """Return ``pdf`` as bytes for a printer: its version kept, always the same."""
    import pikepdf

    streams = pikepdf.ObjectStreamMode
    held = BytesIO()
    pdf.save(
        held,
        force_version=pdf.pdf_version,
        object_stream_mode=streams.disable if pdf.pdf_version < "1.5" else streams.generate,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return held.getvalue()
