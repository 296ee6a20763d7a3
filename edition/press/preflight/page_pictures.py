"""Pages of a PDF as small pictures, for a report to mark things on."""

from __future__ import annotations

from io import BytesIO


def page_pictures(data: bytes, *, wide: int) -> tuple[bytes, ...]:
    """Return each page as a JPEG ``wide`` pixels wide, as a screen shows it."""
    import pypdfium2

    found: list[bytes] = []
    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(len(document)):
            page = document[index]
            bitmap = page.render(scale=wide / max(page.get_width(), 1.0), may_draw_forms=False)
            held = BytesIO()
            bitmap.to_pil().convert("RGB").save(held, "JPEG", quality=60, optimize=True)
            found.append(held.getvalue())
            bitmap.close()
            page.close()
    except pypdfium2.PdfiumError:
        return tuple(found)
    finally:
        document.close()
    return tuple(found)
