"""The publication around an imported issue where there is none yet: as little as can be built."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from .found import Found
from .order import one_order


def publication_for(found: Found, folder: Path) -> str:
    """Return ``publication.toml`` for the paper in ``folder``, as far as ``found`` says what it is.

    The name is what the sources call the paper, else the folder's; the language is that of most
    stories.
    """
    words = folder.name.replace("-", " ").replace("_", " ").split()
    name = found.issue.publication or " ".join(one[:1].upper() + one[1:] for one in words)
    said = Counter(one.language.value for one in found.stories if one.language is not None)
    language = found.issue.language if not said else said.most_common(1)[0][0]
    sections = [one.title for one in one_order(found.order, found.stories)]
    sections += [one.section.value for one in found.stories if one.section is not None]
    lines = [
        "# Made by edition import: only what must be here. Look it over.",
        f"name = {_quoted(name)}",
        f"language = {_quoted(language or 'en-GB')}",
        f"publisher = {_quoted(name)}",
    ]
    if sections:
        lines.append(f"sections = [{', '.join(map(_quoted, dict.fromkeys(sections)))}]")
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)
