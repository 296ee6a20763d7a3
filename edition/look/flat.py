"""Keeps stylesheets made flat, and what their tokens are, by all they were made from.

An entry is text, and says which addresses were asked for and what they became: it counts where
the same becomes of them again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any, TypeVar

from ..cache import STYLES, key
from ..versions import PROGRAM, code_in, versions
from . import SearchPath
from .stylesheets import Resolve, bundle, tokens_of

_ENGINES = ("tinycss2",)
_MOST = 20_000_000
Value = TypeVar("Value")


def flat(entry: str, styles: SearchPath, *, resolve: Resolve) -> str:
    """Return what ``bundle`` does, which is asked only when a file of ``styles`` has changed.

    Raises:
        LookError: as ``bundle``.
    """
    try:
        files = [f"{name} {_digest(styles, name)}" for name in styles.names()]
    except OSError:  # ``bundle`` says of which file.
        return bundle(entry, styles, resolve=resolve)
    name = key("flat", _made_by(), entry, *files)
    kept = _read(name, _sheet)
    if kept is not None:
        css, asked = kept
        if all(resolve(address, sheet) == settled for address, sheet, settled in asked):
            return css
    addresses: list[tuple[str, str, str]] = []

    def noted(address: str, sheet: str) -> str:
        settled = resolve(address, sheet)
        addresses.append((address, sheet, settled))
        return settled

    css = bundle(entry, styles, resolve=noted)
    _write(name, [css, addresses])
    return css


def tokens(css: str) -> Mapping[str, str]:
    """Return what ``tokens_of`` does, which is asked once for each ``css``."""
    name = key("tokens", _made_by(), css)
    kept = _read(name, _pairs)
    if kept is None:
        kept = dict(tokens_of(css))
        _write(name, kept)
    return kept


def _digest(styles: SearchPath, name: str) -> str:
    found = styles.find(name)
    return sha256(found.read_bytes()).hexdigest() if found else ""


def _made_by() -> str:
    return f"{versions(_ENGINES)} {code_in(PROGRAM / 'look')}"


def _write(name: str, said: object) -> None:
    STYLES.write(name, json.dumps(said).encode())
    STYLES.trim(_MOST)


def _read(name: str, understood: Callable[[Any], Value]) -> Value | None:
    """Return the entry called ``name`` as it is ``understood``; ``None``: make it."""
    stored = STYLES.read(name)
    if stored is None:
        return None
    try:
        return understood(json.loads(stored))
    except (ValueError, TypeError, AttributeError, RecursionError):
        STYLES.forget(name)
        return None


def _sheet(said: Any) -> tuple[str, list[tuple[str, str, str]]]:
    css, asked = said
    return _text(css), [
        (_text(address), _text(sheet), _text(settled)) for address, sheet, settled in asked
    ]


def _pairs(said: Any) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in said.items()}


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError("no text")
    return said
