"""All that real text holds, in one issue, before EPUBCheck."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from edition.build import Build, build
from edition.findings import Severity

BASE = Path(__file__).parents[1] / "cases/_base"
Judge = Callable[[bytes], tuple[tuple[str, str, str], ...]]

DRAWING = """<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 400 300"
     direction="rtl" inkscape:version="1.2" onload="x()">
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
  <style>@import url(https://elsewhere.example/a.css); #a { direction: rtl; fill: red }</style>
  <g id="a"><path id="a" d="M0 0h9v9z"/></g><g id="1 2"><path id="" d="M0 9h9"/></g>
  <use xlink:href="#a"/><use href="#nowhere"/><rect width="9" height="9" fill="url(#nothing)"/>
  <image xlink:href="https://elsewhere.example/a.png" width="9" height="9"/>
  <a xlink:href="javascript:x()"><text x="9" y="20" xml:lang="not a tag">Words</text></a>
  <flowRoot><flowRegion/></flowRoot><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p>
  </foreignObject><script>x()</script>
</svg>
"""

TEXT = """Dear <your name here>, {{ reader.first_name }}, {% if price %}it is £2.50{% endif %}.

An <unknown-tag class="x">odd one</unknown-tag>, <o:p></o:p><font color="red">red</font>,
<center>centred</center> and <b onclick="x()">bold <i>crossed</b></i>.

Links: [the archive](/archive/2019/story.html), [up](../old/index.php?a=1&b=2), [here](#nowhere),
[there](council-votes.md#nowhere), [gone](no-such-story.md), [a](http://exa mple.com/),
[b](http://[::1/), [c](https://x.example/%zz), [d](<https://x.example/a b|c>), [e](https://),
[f](javascript:alert(1)), [g](file:///etc/passwd), [h](//x.example/y), [i](mailto:a b@c),
[j](https://user:pa ss@x.example/), <https://x.example/é?q=ü>, [k](https://x.example:port/).

Marks: \u202eright to left\u202c, \u2066isolated, control \x01\x0b\x1f\x7f characters,
\ufffe, &bogus;
&nbsp; AT&T <span dir="sideways" style="direction: rtl; unicode-bidi: bidi-override">x</span>.

<p style="direction: rtl">A paragraph of the old site.</p>

<div id="a"><div id="a">Twice the same id</div></div> <span id="a">thrice</span>

![A drawing of the old site](images/drawing.svg "A drawing"){credit="Ada"}

![The same again](images/drawing.svg "Again"){credit="Ada"}

![A photograph](images/wrong.jpg "A PNG with another name"){credit="Ada"}

## Twice

One[^1], two[^1], and [a call in a link[^2]](https://x.example/).

## Twice

<!-- a -- b --> <![CDATA[x]]> <?php echo 1 ?> <script>x()</script><style>p{color:red}</style>

[^1]: A note with <your note here> and [a link](/gone).

[^2]: A second note.
"""

REFUSED = """
A lost character: &#0;.

![](images/gone.jpg)

![Elsewhere](https://elsewhere.example/a.jpg)

![Of the old site](/wp-content/uploads/2019/a.png)
"""


def written(folder: Path, text: str) -> Path:
    shutil.copytree(BASE, folder / "paper")
    issue = folder / "paper/issues/2026-03-06"
    story = issue / "harbour-reopens.md"
    story.write_text(f"{story.read_text('utf-8')}\n\n{text}\n", encoding="utf-8")
    (issue / "images/drawing.svg").write_text(DRAWING, encoding="utf-8")
    photograph = BytesIO()
    Image.linear_gradient("L").resize((1600, 1000)).convert("RGB").save(photograph, "PNG")
    (issue / "images/wrong.jpg").write_bytes(photograph.getvalue())
    imprint = folder / "paper/standing/imprint.md"
    imprint.write_text(
        f"{imprint.read_text('utf-8')}\n<your address here> {{{{ x }}}} [old](/imprint.html)\n",
        encoding="utf-8",
    )
    captions = issue / "captions.toml"
    words = captions.read_text("utf-8").replace(
        'credit = "Drawing: The Quay"', 'credit = "<photographer> & [him](/staff) {{ x }}"'
    )
    captions.write_text(words, encoding="utf-8")
    return issue


def grave(judgement: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str, str]]:
    return [one for one in judgement if one[0] in ("FATAL", "ERROR", "WARNING")]


def codes(made: Build) -> set[str]:
    return {one.code for one in made.findings}


def test_all_of_it_at_once_is_mended_and_delivered(tmp_path: Path, epubcheck: Judge) -> None:
    made = build(written(tmp_path, TEXT), ["epub"], jobs=1)
    assert [one for one in made.findings if one.severity is Severity.ERROR] == []
    assert made.deliverable
    assert grave(epubcheck(made.outputs[0].data)) == []
    mended = {"TXT-002", "TXT-003", "TXT-007", "TXT-009", "SRC-012", "REF-001", "REF-002"}
    mended |= {"REF-003", "REF-004", "PIC-005", "PIC-009"}
    assert mended - codes(made) == set()


def test_what_cannot_be_mended_is_refused_with_its_line(tmp_path: Path, epubcheck: Judge) -> None:
    folder = written(tmp_path, TEXT + REFUSED)
    made = build(folder, ["epub"], jobs=1)
    assert made.outputs == ()
    lines = (folder / "harbour-reopens.md").read_text("utf-8").split("\n")
    refused = [one for one in made.findings if one.severity is Severity.ERROR]
    assert {"PIC-001", "PIC-014", "TXT-010"} <= {one.code for one in refused}
    for one in refused:
        assert one.origin is not None and one.origin.line is not None, one
        named = re.search(r"gone\.jpg|elsewhere\.example|a\.png|lost", one.message)
        assert named and named[0] in lines[one.origin.line - 1], one
    proof = build(folder, ["epub"], proof=True, jobs=1)
    assert grave(epubcheck(proof.outputs[0].data)) == []
