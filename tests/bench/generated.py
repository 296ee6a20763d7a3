"""An issue of any size, made of the sample's sentences and of drawn photographs."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFilter

from edition.model import Paragraph
from edition.source import load

SECTIONS = ("News", "Town", "Work", "Letters", "Arts", "Sport", "Back page")
_RANKS = ("second", "story", "story", "story", "brief")


def write(
    sample: Path, folder: Path, *, stories: int = 35, words: int = 25_000, photographs: int = 50
) -> Path:
    """Write a publication into ``folder`` and return its one issue; equal sizes, equal bytes.

    The stories' lengths differ as a paper's do: a few of over a thousand words, some
    briefs, most between three and six hundred.
    """
    chance = random.Random(stories)
    sentences = tuple(_sentences(sample))
    issue = folder / "issues" / "2026-03-06"
    (issue / "images").mkdir(parents=True, exist_ok=True)
    weights = [chance.choice((2, 3, 3, 4, 5, 5, 6, 8)) for _ in range(stories)]
    weights[0] = 10
    owners = sorted(chance.choices(range(stories), weights, k=photographs))
    for number in range(photographs):
        _photograph(issue / "images" / f"photograph-{number}.jpg", chance)
    order: dict[str, list[str]] = {section: [] for section in SECTIONS}
    for at, weight in enumerate(weights):
        slug = f"story-{at:03}"
        section = SECTIONS[at * len(SECTIONS) // stories]
        order[section].append(slug)
        mine = [number for number, owner in enumerate(owners) if owner == at]
        length = max(60, round(words * weight / sum(weights)))
        rank = "lead" if not at else "brief" if length < 120 else chance.choice(_RANKS[:4])
        text = _story(sentences, chance, length, rank=rank, pictures=mine)
        (issue / f"{slug}.md").write_text(text, "utf-8")
    (folder / "publication.toml").write_text(_publication(), "utf-8")
    (issue / "issue.toml").write_text(_issue(order), "utf-8")
    return issue


def _sentences(sample: Path) -> Iterator[str]:
    _, issue, _ = load(sample)
    for article in issue.articles():
        if article.language is None:
            for block in article.body:
                if isinstance(block, Paragraph):
                    text = " ".join(re.sub(r"<[^>]*>", "", str(block.text)).split())
                    yield from re.split(r"(?<=[.?!]) (?=[A-Z])", text)


def _story(
    sentences: tuple[str, ...],
    chance: random.Random,
    words: int,
    *,
    rank: str,
    pictures: list[int],
) -> str:
    plain: list[str] = []
    while len(plain) < 8:
        plain += [word for word in chance.choice(sentences).split() if word.isalpha()]
    headline = " ".join(plain[: chance.randint(4, 8)]).capitalize()
    paragraphs, count = [], 0
    while count < words:
        paragraph = " ".join(chance.choices(sentences, k=chance.randint(2, 5)))
        paragraphs.append(paragraph)
        count += len(paragraph.split())
        if rank != "brief" and len(paragraphs) % 5 == 0:
            paragraphs.append(f"## {' '.join(plain[:3]).capitalize()}")
    for place, number in enumerate(pictures):
        figure = (
            f'![A drawn landscape](images/photograph-{number}.jpg "{chance.choice(sentences)}")'
            '{credit="The Forme"}'
        )
        paragraphs.insert(min(len(paragraphs), place * 3), figure)
    standfirst = f'standfirst: "{_quoted(chance.choice(sentences))}"\n' if rank != "brief" else ""
    byline = 'byline: "A. Compositor"\n' if rank != "brief" else ""
    front = f'headline: "{headline}"\nrank: {rank}\n{standfirst}{byline}'
    return f"---\n{front}---\n" + "\n\n".join(paragraphs) + "\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "").replace('"', "'")


def _photograph(path: Path, chance: random.Random) -> None:
    """Draw a picture with the tones and the noise of a photograph, 2000 pixels across."""
    width, height = chance.choice(((2000, 1333), (2000, 1500), (1500, 2000), (2000, 1125)))
    small = Image.new("RGB", (40, 30))
    small.putdata([tuple(chance.randrange(256) for _ in range(3)) for _ in range(1200)])
    tones = small.resize((width, height), Image.Resampling.BICUBIC)
    noise = Image.effect_noise((width // 2, height // 2), 30).resize((width, height))
    grain = Image.merge("RGB", (noise,) * 3).filter(ImageFilter.GaussianBlur(1))
    Image.blend(tones, grain, 0.25).save(path, quality=88)


def _publication() -> str:
    names = ", ".join(f'"{section}"' for section in SECTIONS)
    return (
        'name = "The Long Forme"\nlanguage = "en-GB"\npublisher = "The Forme"\n'
        f'place = "Bristol"\nsections = [{names}]\nlayout = "newspaper"\n\n'
        '[page]\nsize = "tabloid"\ncolumns = 5\npage_multiple = 4\n'
    )


def _issue(order: dict[str, list[str]]) -> str:
    head = "date = 2026-03-06\nnumber = 1\n"
    return head + "".join(
        f'\n[[section]]\ntitle = "{section}"\narticles = [{", ".join(map(repr, slugs))}]\n'
        for section, slugs in order.items()
        if slugs
    )
