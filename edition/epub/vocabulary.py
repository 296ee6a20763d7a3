"""The words of XHTML an EPUB's page may use, and which may stand in which.

A short form of what bookshops' checks enforce (HTML, "The elements of HTML"; EPUB 3.3,
"XHTML content documents"): enough to know a page that would be refused.
"""

from __future__ import annotations

from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PHRASING = _words(
    "a abbr area audio b bdi bdo br button canvas cite code data datalist del dfn em embed i "
    "iframe img input ins kbd label link map mark meta meter noscript object output picture "
    "progress q ruby s samp script select slot small span strong sub sup svg template "
    "textarea time u var video wbr math"
)
FLOW = PHRASING | _words(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul"
)
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
INTERACTIVE = _words("a button details embed iframe input label select textarea")
TRANSPARENT = _words("a ins del map object canvas noscript slot")
"""Elements that take what their own parent takes."""

_FLOW_PARENTS = _words(
    "address article aside blockquote body caption dd details dialog div dt fieldset figcaption "
    "figure footer form header li main nav search section td th"
)
_PHRASING_PARENTS = HEADINGS | _words(
    "abbr b bdi bdo button cite code data dfn em i kbd label legend mark meter output p pre "
    "progress q rp rt s samp small span strong sub summary sup time u var"
)
_EMPTY = _words("area br col embed hr img input link meta source title track wbr")
_ROWS = _words("tr script template")
_ITEMS = _words("li script template")

CHILDREN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(_PHRASING_PARENTS, PHRASING),
    **dict.fromkeys(_FLOW_PARENTS, FLOW),
    **dict.fromkeys(_EMPTY, frozenset[str]()),
    **dict.fromkeys(_words("thead tbody tfoot"), _ROWS),
    **dict.fromkeys(_words("ol ul menu"), _ITEMS),
    "html": _words("head body"),
    "head": _words("base link meta noscript script style template title"),
    "figure": FLOW | _words("figcaption"),
    "details": FLOW | _words("summary"),
    "fieldset": FLOW | _words("legend"),
    "dl": _words("dt dd div script template"),
    "table": _words("caption colgroup thead tbody tfoot tr script template"),
    "tr": _words("td th script template"),
    "colgroup": _words("col template"),
    "hgroup": HEADINGS | _words("p"),
    "ruby": PHRASING | _words("rt rp"),
    "picture": _words("source img"),
    "video": FLOW | _words("source track"),
    "audio": FLOW | _words("source track"),
}
"""What may stand in an element; what is not here takes anything."""

ELEMENTS = frozenset(CHILDREN) | FLOW | TRANSPARENT | _words("script style template")

GLOBAL_ATTRIBUTES = _words(
    "accesskey class dir draggable hidden id inert itemid itemprop itemref itemscope itemtype lang "
    "role spellcheck style tabindex title translate"
)
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": _words("href hreflang rel target type download"),
    "area": _words("alt coords shape href rel target"),
    "audio": _words("src controls preload loop muted autoplay crossorigin"),
    "blockquote": _words("cite"),
    "col": _words("span"),
    "colgroup": _words("span"),
    "data": _words("value"),
    "del": _words("cite datetime"),
    "details": _words("open"),
    "img": _words("src alt srcset sizes width height usemap ismap crossorigin"),
    "ins": _words("cite datetime"),
    "li": _words("value"),
    "link": _words("href rel type media hreflang sizes crossorigin"),
    "map": _words("name"),
    "meta": _words("charset name content http-equiv property"),
    "ol": _words("start reversed type"),
    "q": _words("cite"),
    "source": _words("src type srcset sizes media"),
    "style": _words("type media"),
    "td": _words("colspan rowspan headers"),
    "th": _words("colspan rowspan headers scope abbr"),
    "time": _words("datetime"),
    "track": _words("src kind srclang label default"),
    "video": _words("src poster controls preload loop muted autoplay width height crossorigin"),
}
"""Attributes an element has besides the global ones, ``aria-`` and ``data-``."""

ONLY_IN_HEAD = _words("base title style")

ROLES = _words(
    "alert alertdialog application article banner blockquote button caption cell checkbox code "
    "columnheader combobox comment complementary contentinfo definition deletion dialog directory "
    "document emphasis feed figure form generic grid gridcell group heading img insertion link "
    "list listbox listitem log main mark marquee math menu menubar menuitem meter navigation none "
    "note option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader "
    "search searchbox separator slider spinbutton status strong subscript suggestion superscript "
    "switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid "
    "treeitem "
    "doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-biblioentry "
    "doc-bibliography doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover doc-credit "
    "doc-credits doc-dedication doc-endnote doc-endnotes doc-epigraph doc-epilogue doc-errata "
    "doc-example doc-footnote doc-foreword doc-glossary doc-glossref doc-index doc-introduction "
    "doc-noteref doc-notice doc-pagebreak doc-pagelist doc-part doc-preface doc-prologue "
    "doc-pullquote doc-qna doc-subtitle doc-tip doc-toc"
)
ARIA = _words(
    "activedescendant atomic autocomplete braillelabel brailleroledescription busy checked "
    "colcount colindex colspan controls current describedby description details disabled "
    "errormessage expanded flowto haspopup hidden invalid keyshortcuts label labelledby level live "
    "modal multiline multiselectable orientation owns placeholder posinset pressed readonly "
    "relevant required roledescription rowcount rowindex rowspan selected setsize sort valuemax "
    "valuemin valuenow valuetext"
)
"""What may follow ``aria-`` (WAI-ARIA 1.2)."""

VALUES: Mapping[str, frozenset[str]] = {
    "dir": _words("ltr rtl auto"),
    "draggable": _words("true false"),
    "hidden": frozenset({"", "hidden"}),
    "scope": _words("row col rowgroup colgroup"),
    "spellcheck": frozenset({"", "true", "false"}),
    "translate": frozenset({"", "yes", "no"}),
}
"""Attributes that take one of a few words."""

ADDRESSES = _words("href src cite poster")
NUMBERS = _words("start value colspan rowspan tabindex span width height")

DRAWING = _words(
    "a circle clipPath defs desc ellipse g image line linearGradient marker mask metadata path "
    "pattern polygon polyline radialGradient rect stop style svg switch symbol text textPath title "
    "tspan use view"
)
"""The elements of SVG a page may draw with."""
