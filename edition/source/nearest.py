"""What somebody probably meant who wrote something else."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 100
"""Characters compared; comparing takes time that grows with their square."""


def nearest(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the one of ``known`` that ``word`` was probably meant to be, or ``None``.

    ``likeness`` is how much of both must agree, from 0 to 1.
    """
    by_form = {_form(one): one for one in known}
    close = get_close_matches(_form(word[:_LONGEST]), by_form, n=1, cutoff=likeness)
    return by_form[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Return the hint that names the nearest of ``known``, or ``None`` when none is near."""
    near = nearest(word, known, likeness=likeness)
    return f'Did you mean "{near}"?' if near is not None else None


def shortened(text: str, length: int = 60) -> str:
    """Return ``text`` for a message: on one line, with an ellipsis beyond ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _form(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")
