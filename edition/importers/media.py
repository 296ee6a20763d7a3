"""Pictures an export refers to by address, found in the folders that lie beside it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from .found import FoundPicture, LooseFile

_MOST = 200_000
"""Files that are looked at for pictures."""
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".svg", ".jfif")
_SIZE = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w+$)|-scaled(?=\.\w+$)")


@dataclass(slots=True)
class Media:
    """The pictures below ``folder``, by their names; nothing outside it is ever taken."""

    folder: Path
    _by_name: dict[str, list[str]] | None = field(default=None)

    def picture(self, addresses: tuple[str, ...]) -> FoundPicture:
        """Return the picture that ``addresses`` lead to, the first that is at hand."""
        for address in addresses:
            for wanted in (without_size(address), address):
                path = self._find(wanted)
                if path is not None:
                    return FoundPicture(address, wanted, LooseFile(path))
        return FoundPicture(addresses[0], without_size(addresses[0]), None)

    def _find(self, address: str) -> Path | None:
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return None
        parts = [one for one in PurePosixPath(path).parts if one not in ("/", "..", ".")]
        if not parts:
            return None
        candidates = self._files().get(parts[-1].casefold(), [])
        # Of several files of one name, that whose folders agree most with the address.
        best = max(candidates, key=lambda one: (_agreeing(one, parts), -len(one)), default=None)
        return self.folder / best if best is not None else None

    def _files(self) -> dict[str, list[str]]:
        if self._by_name is None:
            found: dict[str, list[str]] = {}
            count = 0
            for home, folders, names in os.walk(self.folder):
                folders[:] = sorted(
                    one for one in folders if not one.startswith(".") and one != "node_modules"
                )
                for name in sorted(names):
                    count += 1
                    if name.lower().endswith(_ENDINGS) and count < _MOST:
                        path = Path(home, name).relative_to(self.folder).as_posix()
                        found.setdefault(name.casefold(), []).append(path)
            self._by_name = found
        return self._by_name


def _agreeing(path: str, parts: list[str]) -> int:
    """Return how many folders at the end of ``path`` are those of the address."""
    count = 0
    for one, other in zip(reversed(path.split("/")), reversed(parts), strict=False):
        if one.casefold() != other.casefold():
            break
        count += 1
    return count


def without_size(address: str) -> str:
    """Return the address of the whole picture where this is that of a smaller copy."""
    head = address.partition("?")[0]
    return _SIZE.sub("", head)
