"""Issues nobody wishes for: what each lays over the base, and the exit code it deserves."""

# ruff: noqa: E501 - what is hostile stands on the line that names it
from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

CLEAN, ERRORS, STOPPED, LOOK = 0, 3, 5, 6

HEAD = '---\nheadline: "Harbour reopens"\nbyline: "Ada"\n---\n'
STORY = "harbour-reopens.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
BOX = 'viewBox="0 0 400 300">'


@dataclass(frozen=True)
class Case:
    """``files`` are laid over the base; ``links`` are symbolic links, by name and target."""

    name: str
    files: Mapping[str, str | bytes]
    ends: int
    says: str | None = None
    """The code that must be among the findings."""
    links: Mapping[str, str] | None = None
    printed: bool = False
    """Whether the print edition is worth its time, too."""


def story(text: str) -> dict[str, str | bytes]:
    return {STORY: f"{HEAD}{text}\n"}


def front(lines: str) -> dict[str, str | bytes]:
    return {STORY: f'---\nheadline: "Harbour"\nbyline: "Ada"\n{lines}\n---\nText of some words.\n'}


def picture(name: str, data: str | bytes) -> dict[str, str | bytes]:
    shown = f'Text.\n\n![A crane](images/{name} "A caption"){{credit="Ada"}}'
    return {STORY: f"{HEAD}{shown}\n", f"images/{name}": data}


def drawing(inside: str, before: str = "", attributes: str = "") -> dict[str, str | bytes]:
    return picture("x.svg", f"{before}{SVG}{attributes} {BOX}{inside}<path d='M0 0h9v9'/></svg>")


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """Return a PNG whose header says ``width`` by ``height`` pixels, whatever there is of it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(rows, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def photograph(kind: str, size: tuple[int, int] = (600, 400)) -> bytes:
    file = BytesIO()
    Image.effect_noise(size, 40).convert("RGB").save(file, kind)
    return file.getvalue()


def gif(frames: int) -> bytes:
    """Return a GIF of so many frames, each a few bytes."""
    head = b"GIF89a" + struct.pack("<HHBBB", 200, 200, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    control = b"\x21\xf9\x04\x04\x01\0\0\0"
    frame = control + b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"


def zipped_zeros(size: int) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * size)
    return file.getvalue()


def laughs(depth: int) -> str:
    """Return YAML anchors that would stand for ten to the power of ``depth`` words."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for at in range(1, depth):
        lines.append(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]")
    return "\n".join(lines)


def entities(depth: int) -> str:
    lines = ['<!ENTITY e0 "ha">']
    for at in range(1, depth):
        lines.append(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">')
    return f"<!DOCTYPE svg [{''.join(lines)}]>"


def uses(depth: int) -> str:
    groups = ['<g id="u0"><path d="M0 0h1v1z"/></g>']
    for at in range(1, depth):
        groups.append(f'<g id="u{at}">' + f'<use xlink:href="#u{at - 1}"/>' * 10 + "</g>")
    return f'<defs>{"".join(groups)}</defs><use href="#u{depth - 1}"/>'


def front_matter() -> Iterator[Case]:
    yield Case("yaml-laughs", front(laughs(12)), ERRORS, "SRC-002")
    yield Case(
        "yaml-python", front("tags: !!python/object/apply:os.system ['id']"), ERRORS, "SRC-002"
    )
    yield Case("yaml-merge", front("<<: {byline: x}"), CLEAN)
    yield Case("yaml-itself", front("tags: &a [*a]"), ERRORS, "SRC-002")
    yield Case("yaml-deep", front("tags: " + "[" * 20_000 + "]" * 20_000), ERRORS)
    yield Case("yaml-deep-maps", front("tags: " + "{a: " * 5_000 + "}" * 5_000), ERRORS)
    yield Case(
        "yaml-deep-block", front("tags:\n" + "".join(" " * at + "-\n" for at in range(300))), ERRORS
    )
    yield Case("yaml-number", front("tags: [1" + "0" * 50_000 + "]"), CLEAN)
    yield Case(
        "yaml-many-keys", front("\n".join(f"k{at}: 1" for at in range(5_000))), ERRORS, "SRC-003"
    )
    yield Case("yaml-endless", {STORY: "---\n" + "headline: x\n" * 9_000}, ERRORS)
    yield Case("toml-deep", {"issue.toml": "a = " + "[" * 50_000}, ERRORS, "SRC-011")
    yield Case("toml-deep-keys", {"issue.toml": "a." * 3_000 + "b = 1\n"}, ERRORS)
    yield Case("toml-number", {"issue.toml": "date = 2026-03-06\nnumber = " + "9" * 50_000}, ERRORS)
    yield Case(
        "toml-huge-number", {"issue.toml": "date = 2026-03-06\nnumber = " + "9" * 300}, ERRORS
    )
    yield Case(
        "toml-front", {STORY: "+++\na = " + "[" * 50_000 + "\n+++\nText.\n"}, ERRORS, "SRC-011"
    )
    yield Case(
        "toml-captions", {"captions.toml": "['crane.jpg']\nx." + "y." * 3_000 + "z=1"}, ERRORS
    )
    yield Case("toml-publication", {"/publication.toml": "[[" * 9_000}, ERRORS)
    yield Case(
        "publication-folder-name",
        {"/publication.toml": 'name="x"\nlanguage="en"\npublisher="x"\nslug="../../up"\n'},
        ERRORS,
    )
    yield Case(
        "date-of-year-1", {"issue.toml": "date = 0001-01-01\nnumber = 1\n"}, ERRORS, "SRC-006"
    )
    yield Case(
        "page-of-a-mile",
        {
            "/publication.toml": 'name="x"\nlanguage="en"\npublisher="x"\n[page]\nwidth="1600000mm"\nheight="1mm"\ncolumns=900\n'
        },
        ERRORS,
    )


def text() -> Iterator[Case]:
    yield Case("line-of-10-mb", story("x" * 10_000_000), ERRORS, "SRC-011")
    yield Case("line-of-900-kb", story("word & <b " * 90_000), CLEAN)
    yield Case("nul-bytes", story("A\0B\0\0C" * 300), CLEAN, "SRC-012")
    yield Case("lone-surrogate", story("A \ud800 B"), ERRORS, "SRC-001")
    yield Case("utf-16", {STORY: (HEAD + "Text.").encode("utf-16")}, ERRORS, "SRC-001")
    yield Case("no-bytes", {STORY: b""}, ERRORS)
    yield Case("quotes-deep", story(">" * 20_000 + " x"), ERRORS)
    yield Case("lists-deep", story("\n".join("  " * at + "- x" for at in range(400))), ERRORS)
    yield Case("brackets", story("[" * 30_000), CLEAN)
    yield Case("link-brackets", story("[a](" * 20_000), CLEAN)
    yield Case("picture-brackets", story("![" * 20_000 + "](x)" * 20_000), ERRORS)
    yield Case("stars", story("*a **a " * 20_000), CLEAN)
    yield Case("backticks", story("".join("`" * at + " x " for at in range(1, 600))), CLEAN)
    yield Case("html-deep", story("<b>" * 20_000 + "x"), ERRORS)
    yield Case("html-deep-blocks", story("<div>" * 5_000 + "\n\nx"), ERRORS)
    yield Case("boxes-deep", story("::: box x\n" * 3_000 + "x\n" + ":::\n" * 3_000), ERRORS)
    yield Case(
        "notes",
        story(
            "".join(f"a[^{at}] " for at in range(3_000))
            + "\n\n"
            + "".join(f"[^{at}]: x[^{at + 1}]\n\n" for at in range(1_500))
        ),
        CLEAN,
        "TXT-012",
    )
    yield Case("many-blocks", story("x\n\n" * 30_000), ERRORS, "SRC-011")
    yield Case(
        "wide-table", story("|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n|" + "b|" * 3_000), CLEAN
    )
    yield Case("marks-upon-a-letter", story("a" + "\u0301" * 20_000), CLEAN)
    yield Case("direction-marks", story("a\u202e\u2066\u202a" * 2_000), ERRORS, "TXT-009")
    braces = "{{ 7191 * 7193 }} {% include '/etc/passwd' %} {{ ''.__class__ }} {{ issue.folder }}"
    everywhere = front(
        f'kicker: "{braces}"\nstandfirst: "{braces}"\nauthor_note: "{braces}"\ntags: ["{braces}"]'
    ) | {
        "council-votes.md": f'---\nheadline: "{braces}"\nbyline: "{braces}"\n---\n## {braces}\n\n{braces}\n',
        "captions.toml": f'["crane.jpg"]\ncaption = "{braces}"\ncredit = "{braces}"\nalt = "{braces}"\n',
        "/standing/imprint.md": f'---\nkind: imprint\nheadline: "{braces}"\n---\n{braces}\n',
    }
    yield Case("braces", everywhere, CLEAN, "TXT-007", printed=True)


def pictures() -> Iterator[Case]:
    jpeg = photograph("JPEG")
    yield Case("text-as-jpeg", picture("x.jpg", "I am text.\n" * 50), ERRORS, "PIC-002")
    yield Case("zip-bomb-as-png", picture("x.png", zipped_zeros(200_000_000)), ERRORS, "PIC-002")
    yield Case("png-header-60000", picture("x.png", png(60_000, 60_000)), ERRORS, "PIC-004")
    yield Case(
        "png-bomb", picture("x.png", png(60_000, 60_000, b"\0" * 20_000_000)), ERRORS, "PIC-004"
    )
    yield Case("png-no-rows", picture("x.png", png(600, 400)), ERRORS, "PIC-002", printed=True)
    yield Case("png-no-width", picture("x.png", png(0, 0)), ERRORS, "PIC-002")
    yield Case("png-line", picture("x.png", png(3_000_000, 1)), ERRORS)
    yield Case(
        "truncated-jpeg", picture("x.jpg", jpeg[: len(jpeg) // 2]), ERRORS, "PIC-002", printed=True
    )
    yield Case("empty-jpeg", picture("x.jpg", b""), ERRORS, "PIC-002")
    yield Case("gif-of-5000-frames", picture("x.gif", gif(5_000)), CLEAN, "PIC-010")
    yield Case("tiff-as-jpeg", picture("x.jpg", photograph("TIFF")), CLEAN, "PIC-005", printed=True)
    yield Case(
        "pdf-as-picture", picture("x.jpg", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"), ERRORS, "PIC-002"
    )
    yield Case(
        "eps-as-picture",
        picture(
            "x.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file"
        ),
        ERRORS,
        "PIC-002",
    )
    yield Case(
        "mvg-as-picture",
        picture("x.png", b"push graphic-context\nimage over 0,0 0,0 '/etc/passwd'\n"),
        ERRORS,
        "PIC-002",
    )
    yield Case(
        "svg-as-jpeg",
        picture("x.jpg", f"{SVG}{BOX}<script>x</script><path d='M0 0h9'/></svg>"),
        CLEAN,
    )
    yield Case("svg-laughs", drawing("<text y='9'>&e9;</text>", entities(10)), ERRORS, "PIC-004")
    yield Case(
        "svg-entity-file",
        drawing(
            "<text y='9'>&x;</text>", "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        ),
        ERRORS,
    )
    yield Case(
        "svg-entity-beside",
        drawing(
            "<text y='9'>&x;</text>", "<!DOCTYPE svg [<!ENTITY x SYSTEM '../../../../secret.txt'>]>"
        ),
        ERRORS,
    )
    yield Case("svg-doctype-file", drawing("", "<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>"), CLEAN)
    yield Case(
        "svg-include",
        drawing(
            "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/>"
        ),
        CLEAN,
        printed=True,
    )
    yield Case(
        "svg-scripts",
        drawing(
            "<script>fetch('x')</script><a href='javascript:x()'><text y='9'>x</text></a><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script/></body></foreignObject>",
            attributes="onload='x()'",
        ),
        CLEAN,
        "PIC-009",
    )
    yield Case("svg-use-bomb", drawing(uses(10)), ERRORS)
    yield Case(
        "svg-use-itself",
        drawing("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g><use href='#a'/>"),
        CLEAN,
        "PIC-009",
    )
    yield Case(
        "svg-pattern-itself",
        drawing(
            "<pattern id='a' width='9' height='9'><rect width='9' height='9' fill='url(#a)'/></pattern><rect width='99' height='99' fill='url(#a)'/>"
        ),
        CLEAN,
        printed=True,
    )
    yield Case(
        "svg-mask-itself",
        drawing(
            "<mask id='a'><rect mask='url(#a)' width='9' height='9'/></mask><clipPath id='c'><rect clip-path='url(#c)' width='9' height='9'/></clipPath><rect mask='url(#a)' clip-path='url(#c)' width='9' height='9'/>"
        ),
        CLEAN,
        printed=True,
    )
    yield Case(
        "svg-marker-itself",
        drawing(
            "<marker id='m'><path d='M0 0h9' marker-start='url(#m)'/></marker><path d='M0 0h9v9' marker-start='url(#m)'/>"
        ),
        CLEAN,
        printed=True,
    )
    yield Case("svg-deep", drawing("<g>" * 20_000 + "</g>" * 20_000), ERRORS)
    yield Case("svg-wide", drawing("<path d='M0 0h1'/>" * 300_000), ERRORS)
    yield Case(
        "svg-huge",
        picture("x.svg", f"{SVG}width='1e30' height='1e30'><path d='M0 0h9'/></svg>"),
        ERRORS,
    )
    yield Case(
        "svg-nan",
        picture("x.svg", f"{SVG}viewBox='nan nan inf -1'><path d='M0 0h9'/></svg>"),
        CLEAN,
    )
    yield Case("svg-same-ids", drawing("<g id='a'/><g id='a'/><use href='#a'/>"), CLEAN)
    yield Case(
        "svg-embedded-bomb",
        drawing(
            f"<image width='9' height='9' href='data:image/png;base64,{_base64(png(60_000, 60_000))}'/>"
        ),
        CLEAN,
        printed=True,
    )
    inner = f"{SVG}{BOX}<image href='file:///etc/passwd'/></svg>".encode()
    yield Case(
        "svg-embedded-svg",
        drawing(f"<image width='9' height='9' href='data:image/svg+xml;base64,{_base64(inner)}'/>"),
        CLEAN,
        printed=True,
    )


def paths() -> Iterator[Case]:
    up = "../../../secret"
    yield Case("picture-up", story(f"![A]({up}.svg)\n\n![A](../../../../../../etc/passwd)"), ERRORS)
    yield Case("picture-absolute", story("![A](/etc/passwd)\n\n![A](file:///etc/passwd)"), ERRORS)
    yield Case("picture-escaped", story("![A](%2e%2e/%2e%2e/%2e%2e/secret.svg)"), ERRORS)
    yield Case("picture-backslash", story(r"![A](..\\..\\..\\secret.svg)"), ERRORS)
    yield Case("picture-device", story("![A](/dev/zero)\n\n![A](/dev/stdin)"), ERRORS)
    yield Case("picture-is-a-folder", story("![A](images)\n\n![A](.)"), ERRORS)
    order = 'date = 2026-03-06\nnumber = 1\n[[section]]\ntitle = "News"\narticles = [{}]\n'
    yield Case(
        "article-up",
        {"issue.toml": order.format(f'"harbour-reopens", "council-votes", "{up}"')},
        ERRORS,
    )
    yield Case(
        "article-absolute",
        {"issue.toml": order.format('"harbour-reopens", "council-votes", "/etc/passwd"')},
        ERRORS,
    )
    both = order.format('"harbour-reopens", "council-votes"')
    yield Case("lead-up", {"issue.toml": f'lead = "{up}"\n{both}'}, ERRORS)
    yield Case("cover-up", {"issue.toml": f'cover = "{up}.svg"\n{both}'}, ERRORS)
    yield Case("cover-passwords", {"issue.toml": f'cover = "/etc/passwd"\n{both}'}, ERRORS)
    yield Case(
        "captions-up", {"captions.toml": f'["{up}.svg"]\ncaption = "x"\nalt = "x"\n'}, ERRORS
    )
    yield Case(
        "house-ad-up",
        {
            "/standing/ad.md": f'---\nkind: house-ad\npicture: "../{up}.svg"\nalt: x\nsizes: ["1x20"]\n---\n'
        },
        ERRORS,
    )
    yield Case("related-up", front(f'related: ["{up}"]'), CLEAN, "SRC-017")
    outside = {"images/x.svg": "../../../../../secret.svg"}
    yield Case(
        "picture-link",
        picture("y.svg", "") | story("![A](images/x.svg)"),
        ERRORS,
        "SRC-018",
        links=outside,
    )
    yield Case("picture-loop", story("![A](images/x.svg)"), ERRORS, links={"images/x.svg": "x.svg"})
    yield Case(
        "picture-fifo", story("![A](images/x.svg)"), ERRORS, links={"images/x.svg": "/dev/zero"}
    )
    yield Case("story-link", {}, ERRORS, "SRC-018", links={STORY: "../../../secret.md"})
    yield Case("issue-link", {}, ERRORS, "SRC-018", links={"issue.toml": "../../../secret.toml"})
    yield Case(
        "captions-link", {}, ERRORS, "SRC-018", links={"captions.toml": "../../../secret.toml"}
    )
    yield Case(
        "standing-link", {}, ERRORS, "SRC-018", links={"/standing/imprint.md": "../../secret.md"}
    )
    yield Case("publication-link", {}, STOPPED, links={"/publication.toml": "../secret.toml"})
    yield Case(
        "styles-link", {}, ERRORS, "SRC-018", links={"/styles/publication.css": "../../secret.css"}
    )
    yield Case(
        "styles-folder-link",
        {"/styles/publication.css": '@import "x/secret.css";'},
        ERRORS,
        "LOOK-004",
        links={"/styles/x": "../.."},
    )
    yield Case(
        "template-link",
        {},
        ERRORS,
        "SRC-018",
        links={"/templates/parts/article.xhtml.j2": "../../../secret.j2"},
    )
    yield Case(
        "story-is-a-folder",
        {"harbour-reopens.md": "", "council-votes.md": "", "x.md/y": ""},
        ERRORS,
    )


def looks() -> Iterator[Case]:
    def css(text: str) -> dict[str, str | bytes]:
        return {"/styles/publication.css": text}

    def article(text: str) -> dict[str, str | bytes]:
        return {"/templates/parts/article.xhtml.j2": text}

    yield Case("css-import-up", css('@import "../../secret.css";'), ERRORS, "LOOK-004")
    yield Case("css-import-file", css('@import url("file:///etc/passwd");'), ERRORS, "LOOK-004")
    yield Case("css-import-itself", css('@import "publication.css";'), ERRORS, "LOOK-004")
    yield Case(
        "css-url-up",
        css('p { background: url("../../secret.svg"); content: url(../../secret.svg) }'),
        ERRORS,
        "PDF-004",
        printed=True,
    )
    yield Case(
        "css-url-passwords",
        css("p { background: url(/etc/passwd) } q { background: url(file:///etc/passwd) }"),
        ERRORS,
        "PDF-004",
        printed=True,
    )
    yield Case(
        "css-font-up",
        css('@font-face { font-family: "Edition Text"; src: url(../../secret.txt) }'),
        ERRORS,
        "PDF-004",
        printed=True,
    )
    yield Case("css-deep", css("@media print {" * 5_000), ERRORS, "LOOK-004")
    yield Case("css-brackets", css("p { width: " + "(" * 50_000), ERRORS, "LOOK-004")
    yield Case(
        "css-variables",
        css(
            ":root { --a: x; "
            + "".join(f"--v{at}: var(--v{at - 1}) var(--v{at - 1}); " for at in range(1, 40))
            + "--v0: y y } p { content: var(--v39) }"
        ),
        ERRORS,
        "LOOK-004",
    )
    yield Case(
        "css-token-itself",
        css(":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }"),
        CLEAN,
    )
    yield Case(
        "css-nonsense", css("}}}{{{ p { color: } @@@ \0 <!-- </style><script>x</script>"), CLEAN
    )
    yield Case(
        "css-attachment",
        css("p { -weasy-link: url(file:///etc/passwd); link: attachment url(/etc/passwd) }"),
        ERRORS,
        "PDF-004",
        printed=True,
    )
    yield Case("css-type-of-a-mile", css("p { font-size: 1e9pt }"), ERRORS, "LOOK-004")
    yield Case("css-lines-of-a-mile", css("p { line-height: 1e12mm }"), ERRORS, "LOOK-004")
    yield Case("css-width", css("p { width: 1e300px }"), ERRORS, "LOOK-004")
    yield Case("css-columns", css(".body { columns: 1e9 }"), ERRORS, "LOOK-004")
    yield Case("css-token-of-a-mile", css(":root { --leading: 1e9pt }"), ERRORS, "LOOK-004")
    yield Case("css-many-rules", css("@media print { p { color: black } }\n" * 5_000), CLEAN)
    yield Case("css-without-end", css("p { color: black }\n" * 200_000), ERRORS, "LOOK-004")
    yield Case(
        "template-include-up", article('{% include "../../../secret.j2" %}'), ERRORS, "LOOK-004"
    )
    yield Case("template-include-file", article('{% include "/etc/passwd" %}'), ERRORS, "LOOK-004")
    yield Case("template-endless", article('{% include "parts/article.xhtml.j2" %}'), LOOK)
    yield Case(
        "template-in-bytes",
        {"/templates/parts/article.xhtml.j2": b"\xff\xfe\0"},
        ERRORS,
        "LOOK-004",
    )
    yield Case("template-too-large", article("{{ 'x' * 10 ** 15 }}"), LOOK)
    yield Case("template-counts", article("{% for i in range(10**9) %}x{% endfor %}"), LOOK)
    yield Case(
        "template-loops",
        article("{% for i in range(9**5) %}{% for j in range(9**5) %}{% endfor %}{% endfor %}"),
        LOOK,
    )
    yield Case(
        "template-output", article("{% for i in range(9**5) %}{{ 'x' * 999 }}{% endfor %}"), LOOK
    )
    yield Case("template-macro", article("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"), LOOK)
    yield Case("template-key", article("{{ '%(nobody)s' % {} }}"), LOOK)
    yield Case("template-classes", article("{{ ''.__class__.__mro__[1].__subclasses__() }}"), LOOK)
    yield Case(
        "template-shell", article("{{ cycler.__init__.__globals__.os.popen('id').read() }}"), LOOK
    )


def _base64(data: bytes) -> str:
    from base64 import b64encode

    return b64encode(data).decode()


CASES = (*front_matter(), *text(), *pictures(), *paths(), *looks())
