"""Files as editors have them, made from a few lines each: Word, LibreOffice, exports."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def picture(colour: str = "navy") -> bytes:
    """Return a small PNG; another colour gives other bytes."""
    made = BytesIO()
    Image.new("RGB", (60, 40), colour).save(made, "PNG")
    return made.getvalue()


def packed(path: Path, members: Mapping[str, bytes | str]) -> Path:
    """Write an archive with ``members`` to ``path``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


# Word ---------------------------------------------------------------------------------------------

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OOXML = "application/vnd.openxmlformats"
_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_OOXML}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType='
    f'"{_OOXML}-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def _relations(*targets: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    opening = f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">'
    return f"{opening}{listed}</Relationships>"


def paragraph(words: str, style: str | None = None, *, runs: str = "") -> str:
    """Return a paragraph of Word's; ``runs`` stands after the words."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    said = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    return f"<w:p>{named}{said}{runs}</w:p>"


def bold(words: str) -> str:
    """Return a run of bold words."""
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def shown(alt: str) -> str:
    """Return a run that shows the document's picture."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="Picture 1" descr="{alt}"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">'
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:blipFill><a:blip xmlns:r="{_RELATION}" '
        'r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def word_file(
    path: Path,
    body: str,
    *,
    styles: Mapping[str, str] | None = None,
    note: str = "",
    author: str = "Ada Quoin",
    more: Mapping[str, bytes | str] | None = None,
) -> Path:
    """Write a document of Word's; ``styles`` has the names of its paragraph styles by id."""
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (styles or {}).items()
    )
    head, space = '<?xml version="1.0" encoding="UTF-8"?>', f'xmlns:w="{WORD}"'
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("s1", "styles", "styles.xml"), ("f1", "footnotes", "footnotes.xml"),
            ("c1", "comments", "comments.xml"), ("p1", "image", "media/image1.png"),
        ),
        "word/document.xml": f"{head}<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"{head}<w:styles {space}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>{named}</w:styles>',
        "word/footnotes.xml": f'{head}<w:footnotes {space}><w:footnote w:id="2">'
        f"{paragraph(note)}</w:footnote></w:footnotes>",
        "word/comments.xml": f'{head}<w:comments {space}><w:comment w:id="7">'
        f"{paragraph('Is this true? Ask legal.')}</w:comment></w:comments>",
        "word/media/image1.png": picture(),
        "docProps/core.xml": f"{head}<cp:coreProperties "
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:creator>{author}</dc:creator><dcterms:modified>2026-03-03T20:15:00Z"
        "</dcterms:modified></cp:coreProperties>",
    }  # fmt: skip
    return packed(path, members | dict(more or {}))


# LibreOffice --------------------------------------------------------------------------------------

_SPACES = " ".join(
    f'xmlns:{name}="{ODF}:{where}"'
    for name, where in (
        ("office", "office:1.0"), ("text", "text:1.0"), ("style", "style:1.0"),
        ("table", "table:1.0"), ("draw", "drawing:1.0"), ("fo", "xsl-fo-compatible:1.0"),
        ("svg", "svg-compatible:1.0"), ("meta", "meta:1.0"),
    )
)  # fmt: skip
_MORE = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def odt_file(path: Path, body: str, *, automatic: str = "", styles: str = "") -> Path:
    """Write a text of LibreOffice's with the styles it makes itself, and the named ones."""
    head, space = '<?xml version="1.0" encoding="UTF-8"?>', f"{_SPACES} {_MORE}"
    kind = "application/vnd.oasis.opendocument.text"
    return packed(
        path,
        {
            "mimetype": kind,
            "content.xml": f"{head}<office:document-content {space}><office:automatic-styles>"
            f"{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "styles.xml": f"{head}<office:document-styles {space}><office:styles>{styles}"
            "</office:styles></office:document-styles>",
            "meta.xml": f"{head}<office:document-meta {space}><office:meta>"
            "<meta:initial-creator>Ada Quoin</meta:initial-creator>"
            "<dc:date>2026-03-03T20:15:00</dc:date></office:meta></office:document-meta>",
            "Pictures/press.png": picture(),
            "META-INF/manifest.xml": f"{head}<manifest:manifest "
            f'xmlns:manifest="{ODF}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        },
    )


# Exports ------------------------------------------------------------------------------------------


def wordpress_item(
    number: int,
    title: str,
    content: str,
    *,
    day: str = "2026-03-04",
    kind: str = "post",
    status: str = "publish",
    terms: str = "",
    excerpt: str = "",
    meta: Mapping[str, str] | None = None,
    more: str = "",
) -> str:
    """Return one item of a WordPress export."""
    fields = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]>"
        "</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return (
        f"<item><title><![CDATA[{title}]]></title><link>https://forme.example/{number}/</link>"
        f"<dc:creator>aq</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>{day} 18:30:00</wp:post_date><wp:post_name>story-{number}</wp:post_name>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{terms}{fields}{more}"
        "</item>"
    )


def wordpress_export(*items: str) -> str:
    """Return a WordPress export with ``items``."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
        "<channel><title>The Small Forme</title><link>https://forme.example</link>"
        "<language>en-GB</language><wp:author><wp:author_login>aq</wp:author_login>"
        "<wp:author_display_name>Ada Quoin</wp:author_display_name></wp:author>"
        f"{''.join(items)}</channel></rss>"
    )
