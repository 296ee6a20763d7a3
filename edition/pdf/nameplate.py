"""The paper's name on its front page: the room its letters take under their line."""

from __future__ import annotations

import unicodedata

_BELOW = 0.2
"""Lines of the name's own size under its line, so that what hangs keeps clear of the rule."""
_HANGING = frozenset("gjpqyQŋþ" + "друфцщђјџДЦЩЏ" + "βγζημξρςφχψϡ")
"""Letters that hang under the line, as some marks do and all scripts read from the right."""
_MARKS_BELOW = (202, 220, 240)


def lines_below(name: str, size: float, leading: float) -> int:
    """Return the lines under those of ``name`` that its letters need, 0 when none hangs.

    ``size`` and ``leading`` are points.
    """
    return max(1, round(size * _BELOW / leading)) if _hangs(name) else 0


def _hangs(name: str) -> bool:
    """Return whether a letter of the paper's name goes below the line it stands on."""
    return any(
        one in _HANGING
        or unicodedata.combining(one) in _MARKS_BELOW
        or unicodedata.bidirectional(one) in ("R", "AL")
        for one in unicodedata.normalize("NFD", name)
    )
