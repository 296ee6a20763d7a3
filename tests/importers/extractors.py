"""Extractors of others on the same pages: ``python -m tests.importers.extractors`` compares them.

Needs what is not installed for anything else: pip install trafilatura readability-lxml justext
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable

from edition.importers.html_tree import decoded

from .quality import mean, words
from .shapes import Shape, all_shapes

Extract = Callable[[str], str]


def by_trafilatura(page: str) -> str:
    import trafilatura

    return trafilatura.extract(page, include_tables=True, include_comments=False) or ""


def by_trafilatura_wide(page: str) -> str:
    import trafilatura

    return trafilatura.extract(page, favor_recall=True, include_comments=False) or ""


def by_readability(page: str) -> str:
    from lxml import html
    from readability import Document

    return " ".join(html.fromstring(Document(page).summary()).itertext())


def by_justext(page: str) -> str:
    import justext

    found = justext.justext(page.encode(), justext.get_stoplist("English"), encoding="utf-8")
    return " ".join(one.text for one in found if not one.is_boilerplate)


EXTRACTORS: dict[str, Extract] = {
    "trafilatura": by_trafilatura,
    "trafilatura, for recall": by_trafilatura_wide,
    "readability-lxml": by_readability,
    "justext": by_justext,
}


def measured(extract: Extract, shapes: tuple[Shape, ...]) -> tuple[float, float, float, float]:
    """Return mean precision, recall and F1 of the words, and seconds of processor time a page."""
    precision, recall, both = [], [], []
    began = time.process_time()
    for one in shapes:
        page, _ = decoded(one.data)
        try:
            given = Counter(words(extract(page)))
        except Exception:  # What an extractor cannot read counts as nothing found.
            given = Counter()
        wanted = Counter(words(one.story.words()))
        common = sum((given & wanted).values())
        precision.append(common / max(1, sum(given.values())))
        recall.append(common / sum(wanted.values()))
        total = precision[-1] + recall[-1]
        both.append(2 * precision[-1] * recall[-1] / total if total else 0.0)
    spent = (time.process_time() - began) / len(shapes)
    return mean(precision), mean(recall), mean(both), spent


if __name__ == "__main__":
    pages = tuple(one for one in all_shapes() if one.suffix == ".html")
    for name, extract in EXTRACTORS.items():
        extract(decoded(pages[0].data)[0])  # What it loads once does not count.
        line = " ".join(f"{value:.3f}" for value in measured(extract, pages))
        sys.stdout.write(f"{name:26} {line}\n")
