"""What is computed of a style is shared by all that are styled alike, and by nothing else."""

from __future__ import annotations

from typing import Any

from .test_engine import lay_out

BODY = """<body>
<p class="a" style="width: 40mm">One.</p><p class="b" style="width: 40mm">Two.</p>
<p class="c" style="width: 41mm">Three.</p><p class="d" style="width: 40mm" id="d">Four.</p>
<p class="e" lang="cy">Five.</p><p class="f" lang="cy">Six.</p><p class="g" lang="fr">Seven.</p>
<p class="h" lang="cy" style="width: 40mm">Eight.</p>
<p class="i" lang="cy" style="width: 42mm">Nine.</p>
</body>"""


def test_alike_is_what_has_the_same_attributes() -> None:
    box: dict[str, Any] = {}
    for page in lay_out(BODY)._document.pages:
        for one in page._page_box.descendants():
            if one.element_tag == "p" and type(one).__name__ == "BlockBox":
                box[one.element.get("class")] = one
    assert box["a"].style is box["b"].style
    assert box["e"].style is box["f"].style
    alone = [box[name].style for name in "acdeghi"]
    assert len({id(style) for style in alone}) == len(alone)
    wide = {name: round(one.width / 96 * 25.4) for name, one in box.items()}
    assert [wide[name] for name in "abcdefghi"] == [40, 40, 41, 40, 90, 90, 90, 40, 42]
    assert [box[name].style["lang"] for name in "efghi"] == ["cy", "cy", "fr", "cy", "cy"]
    assert box["d"].style["anchor"] == "d" and not box["a"].style["anchor"]
