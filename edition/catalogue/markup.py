"""XML, written out: elements of names, attributes and text, with nothing left to chance."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(name: str, *children: str | None, **attributes: str | None) -> Markup:
    """Return an element; text is escaped, ``Markup`` is not, ``None`` is left out.

    An underscore in the name of an attribute stands for a colon; one at its end goes.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", ":", 1)}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(_escaped(child) for child in children if child is not None)
    return Markup(f"<{name}{said}>{inside}</{name}>\n" if inside else f"<{name}{said}/>\n")


def document(root: Markup) -> bytes:
    """Return the file of which ``root`` is the root element."""
    return (DECLARATION + str(root)).encode()


def _escaped(text: str) -> str:
    return str(text) if isinstance(text, Markup) else str(escape(_NOT_XML.sub("", text)))
