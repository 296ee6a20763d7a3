"""Lays ready what Pango has to know of a style, once for all the texts that wear it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

_FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip
_METRICS = (
    "ascent", "underline_position", "strikethrough_position", "underline_thickness",
    "strikethrough_thickness",
)  # fmt: skip
_STRETCHED = ("letter_spacing", "white_space", "word_break", "direction", "text_decoration_line")
_USUAL = ("normal", "normal", "normal", "ltr", "none")
_SEEN = (
    *_FEATURES, *_STRETCHED, "font_family", "font_style", "font_stretch", "font_weight",
    "font_size", "font_variation_settings", "font_language_override", "lang", "word_spacing",
    "overflow_wrap", "hyphens", "hyphenate_character", "hyphenate_limit_chars",
    "hyphenate_limit_zone", "tab_size",
)  # fmt: skip
"""What of a style decides how its text is shaped and where its lines end."""


class Dressed:
    """What the layouts of a style have in common; ``usual`` is whether lines break plainly.

    ``widths`` are those of pieces of text, in Pango's units, as they were asked for; ``pairs``
    are letters of which it was asked whether they stand closer together. ``coming`` are words
    that will be drawn, ``words`` what draws them, once it was asked for.
    """

    __slots__ = (
        "coming", "context", "decoration", "description", "features", "language", "pairs", "usual",
        "widths", "words",
    )  # fmt: skip

    def __init__(self, style: Any) -> None:
        """Do once what the engine does for every layout."""
        from weasyprint.text import line_break as engine

        ffi, pango = engine.ffi, engine.pango
        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map),
            engine.gobject.g_object_unref,
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)
        direction = engine.PANGO_DIRECTION[style["direction"]]
        pango.pango_context_set_base_dir(self.context, direction)
        name = style["lang"]
        if style["font_language_override"] != "normal":
            override = style["font_language_override"]
            name = engine.LST_TO_ISO.get(override.lower(), override)
        self.language = pango.pango_language_get_default()
        if name:
            pointer, _kept = engine.unicode_to_char_p(name)
            self.language = pango.pango_language_from_string(pointer)
            pango.pango_context_set_language(self.context, self.language)
        self.description = engine.get_font_description(style)
        features = engine.font_features(*(style[name] for name in _FEATURES))
        self.features = ",".join(f"{one} {value}" for one, value in features.items()).encode()
        self.decoration = self._decoration(style, engine)
        self.usual = tuple(style[name] for name in _STRETCHED) == _USUAL
        self.widths: dict[str, int] = {}
        self.pairs: dict[str, bool] = {}
        self.coming: set[str] = set()
        self.words: Any = None

    def _decoration(self, style: Any, engine: Any) -> tuple[float, ...]:
        """Return where lines over, under and through the text stand, and how thick they are."""
        if style["text_decoration_line"] == "none":
            return ()
        pango = engine.pango
        metrics = engine.ffi.gc(
            pango.pango_context_get_metrics(self.context, self.description, self.language),
            pango.pango_font_metrics_unref,
        )
        names = (f"pango_font_metrics_get_{name}" for name in _METRICS)
        return tuple(engine.FROM_UNITS * getattr(pango, name)(metrics) for name in names)


def dressed(style: Any) -> Dressed:
    """Return what is laid ready for ``style``, which does not change once text is set in it.

    Styles alike in all that text shows share one answer, kept with their fonts.
    """
    known: Dressed | None = style.__dict__.get("dressed")
    if known is None:
        key = tuple(str(style[name]) for name in _SEEN)
        wardrobe = style.font_config.__dict__.setdefault("wardrobe", {})
        known = wardrobe.get(key)
        if known is None:
            known = wardrobe[key] = Dressed(style)
        style.dressed = known
    return known


def set_up(layout: Any, style: Any) -> None:
    """Do what the engine's ``Layout.setup`` does, with what is laid ready."""
    from weasyprint.text.line_break import ffi, gobject, pango

    ready = dressed(style)
    layout.style, layout.first_line_direction = style, 0
    layout.language = ready.language
    layout.layout = ffi.gc(pango.pango_layout_new(ready.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, ready.description)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    if ready.decoration:
        for name, value in zip(_METRICS, ready.decoration, strict=True):
            setattr(layout, name, value)
    if ready.features:
        known = style.font_config.font_features
        if ready.features not in known:
            known[ready.features] = pango.pango_attr_font_features_new(ready.features)
        attributes = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(attributes, known[ready.features])
        pango.pango_layout_set_attributes(layout.layout, attributes)


# Fonts by their descriptions ---------------------------------------------------------------------


def description_of(font: Any) -> str:
    """Return how Pango describes its ``font``, with its size."""
    from weasyprint.text.ffi import ffi, pango

    description = ffi.gc(
        pango.pango_font_describe_with_absolute_size(font), pango.pango_font_description_free
    )
    return str(ffi.string(pango.pango_font_description_to_string(description)).decode())


def described_font(described: str, fonts: Any) -> tuple[Any, str, str]:
    """Return Pango's font of that description, its name in a PDF, and the SHA-256 of its file.

    Raises:
        LookupError: none of ``fonts`` is described so.
    """
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import get_pango_font_key

    if not hasattr(pango, "pango_font_description_from_string"):
        ffi.cdef("PangoFontDescription * pango_font_description_from_string (const char *str);")
    description = ffi.gc(
        pango.pango_font_description_from_string(described.encode()),
        pango.pango_font_description_free,
    )
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    font = pango.pango_font_map_load_font(fonts.font_map, context, description)
    if font == ffi.NULL or description_of(font) != described:
        raise LookupError("another font")
    _, described_again, size = get_pango_font_key(font)
    told = Font(font, described_again, size)
    return font, told.hash, sha256(told.file_content).hexdigest()
