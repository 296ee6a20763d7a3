"""What the print engine may read: files handed to it by name, from memory, and nothing else."""

from __future__ import annotations

import re
import warnings
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import md5
from typing import Any
from urllib.parse import unquote, urlsplit

from .loading import sooner

with warnings.catch_warnings(), sooner():
    # That the engine finds no font of the machine is what we want of it.
    warnings.simplefilter("ignore")
    from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..pictures.containers import DamagedPictureError
from ..pictures.headers import MAX_PIXELS, read_header

SCHEME = "edition"
BASE = f"{SCHEME}:/"
"""Every address on a page begins with this, so that no folder's name gets into the PDF."""


_PICTURE = re.compile(r"data:(image/(?:png|jpe?g|gif)) ?; ?base64 ?,", re.IGNORECASE)
_MOST_PIXELS = MAX_PIXELS // 10


@dataclass(frozen=True, slots=True)
class Supply:
    """A file the engine may ask for; ``name`` is like ``fonts/text.ttf``."""

    name: str
    media_type: str
    data: bytes

    @property
    def address(self) -> str:
        """The address that finds this file on a page."""
        return BASE + self.name


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address the engine asked for and did not get."""

    address: str
    reason: str
    missing: bool
    """``True`` for a name of ours nobody supplied, ``False`` for an address outside the issue."""


class ConfinedFetcher(URLFetcher):  # type: ignore[misc]
    """Serve ``supplies`` under ``edition:/`` and refuse everything else.

    What is refused is remembered, and the engine carries on without it, so that
    one layout finds everything that is missing. A page without its picture never
    reaches a printer: what is missing is an error, and errors keep the files back.
    """

    def __init__(self, supplies: Mapping[str, Supply]) -> None:
        super().__init__(allowed_protocols=(SCHEME,), allow_redirects=False)
        self._supplies = dict(supplies)
        self.refusals: list[Refusal] = []

    def add(self, supplies: Iterable[Supply]) -> None:
        """Serve ``supplies`` as well from now on."""
        self._supplies.update({one.name: one for one in supplies})

    def names(self) -> dict[str, str]:
        """Return the addresses of all supplies by the names the engine gives their pictures."""
        addresses = (one.address for one in self._supplies.values())
        return {md5(one.encode(), usedforsecurity=False).hexdigest(): one for one in addresses}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        """Return the supply ``url`` names.

        Raises:
            ValueError: the address leads outside, or the file is not there; the engine logs it
                and goes on.
        """
        if found := _PICTURE.match(url):
            return self._within(url, found)
        parts = urlsplit(url)
        # The engine does not join a bare name to our base; it is a name of ours all the same.
        if parts.scheme.lower() not in (SCHEME, "") or parts.netloc:
            self.refusals.append(Refusal(url[:200], "it leads outside the issue", False))
            raise ValueError("an address outside the issue")
        name = unquote(parts.path).lstrip("/")
        supply = self._supplies.get(name)
        if supply is None:
            self.refusals.append(Refusal(url[:200], "no such file was prepared", True))
            raise ValueError("no such file was prepared")
        return URLFetcherResponse(supply.address, supply.data, {"Content-Type": supply.media_type})

    def _within(self, url: str, found: re.Match[str]) -> Any:
        """Return the picture that stands in the address itself: drawings are exported so.

        Raises:
            ValueError: it is none, or larger than anything a drawing needs.
        """
        try:
            data = b64decode(unquote(url[found.end() :]), validate=True)
            header = read_header(data)
            if header is not None and header.width * header.height <= _MOST_PIXELS:
                return URLFetcherResponse(url[:100], data, {"Content-Type": found[1].lower()})
        except (ValueError, DamagedPictureError):
            pass
        self.refusals.append(Refusal(url[:200], "it holds no picture", False))
        raise ValueError("no picture in the address")
