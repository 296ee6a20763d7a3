"""Where the templates, styles and fonts of an issue are found.

An issue may bring its own files, a publication may bring its own files, and
the shared ones stand behind both. The first folder that has a name wins; there
is no other rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ..model import Issue, Publication

Kind = Literal["templates", "styles", "fonts"]


@dataclass(frozen=True, slots=True)
class SearchPath:
    """Folders to look in, most particular first; a folder need not exist.

    With a ``root``, files of all folders but the last must really lie in it:
    links of the file system that lead out of a publication find nothing.
    """

    folders: tuple[Path, ...]
    root: Path | None = None

    def find(self, name: str) -> Path | None:
        """Return the first file called ``name`` (with ``/`` between folders), or ``None``.

        A name that leads out of the folders finds nothing.
        """
        if name.startswith("/") or ".." in name.split("/"):
            return None
        candidates = (folder / name for folder in self.folders)
        return next((one for one in candidates if one.is_file() and self.may_read(one)), None)

    def may_read(self, path: Path) -> bool:
        """Whether ``path``, which begins with one of the folders, is where it says it is."""
        if self.root is None or path.is_relative_to(self.folders[-1]):
            return True
        try:
            return path.resolve().is_relative_to(self.root.resolve())
        except (OSError, RuntimeError, ValueError):  # A loop of links.
            return False

    def names(self) -> Iterator[str]:
        """Yield the name of every file in any of the folders once, sorted."""
        found = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith(".") and self.may_read(path)
        }
        yield from sorted(found)


@dataclass(frozen=True, slots=True)
class Look:
    """The templates and styles one issue is dressed in; ``proof`` asks for proofreading marks."""

    templates: SearchPath
    styles: SearchPath
    proof: bool = False


def shared(kind: Kind) -> Path:
    """Return the folder of shared files that came with this installation.

    A wheel carries them inside the package. A checkout has templates and styles
    beside the package, and those win there, because an editable install may
    leave an old copy inside it. Fonts are made, and always lie in the package.
    """
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / kind
    in_checkout = (package.parent / "pyproject.toml").is_file() and beside.is_dir()
    return beside if in_checkout and kind != "fonts" else package / "shared" / kind


def find_look(publication: Publication, issue: Issue, *, proof: bool = False) -> Look:
    """Return the look of ``issue``: its own files, then the publication's, then the shared ones."""
    return look_in(issue.folder, publication.folder, proof=proof)


def look_in(*homes: Path, proof: bool = False) -> Look:
    """Return the look of the folders ``homes``, most particular first, with the shared one last.

    The last of them is the publication's; nothing outside it is read but what is shared.
    """

    def search(kind: Kind) -> SearchPath:
        return SearchPath((*(home / kind for home in homes), shared(kind)), homes[-1])

    return Look(search("templates"), search("styles"), proof)
