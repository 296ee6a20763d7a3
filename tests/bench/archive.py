"""An archive of built issues of any size: what publishing takes in, without building any of it."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image, ImageDraw

from edition.delivery.record import (
    RECORD,
    FrontPicture,
    Record,
    StoredFile,
    StoredSection,
    Story,
    written,
)
from edition.model import slugified

SECTIONS = ("Front page", "News", "Town", "Work", "Letters", "Arts", "Sport")
FIRST = ("Ada", "Ben", "Cora", "Dan", "Elin", "Fay", "Gus", "Hana", "Ivo", "Jo")
LAST = ("Penhallow", "Stannard", "Ockwell", "Trew", "Vane", "Yates")
NOUNS = [
    "harbour",
    "bridge",
    "council",
    "ferry",
    "market",
    "school",
    "quarry",
    "river",
    "library",
    "garden",
    "mill",
    "station",
    "orchard",
    "lighthouse",
    "tram",
    "theatre",
    "bakery",
    "clinic",
    "reservoir",
    "museum",
]
VERBS = [
    "reopens",
    "closes",
    "floods",
    "wins",
    "loses",
    "grows",
    "moves",
    "waits",
    "returns",
    "burns",
    "changes",
    "sleeps",
]
PLACES = [
    "at last",
    "in the rain",
    "for good",
    "without notice",
    "by night",
    "after a vote",
    "again",
]

PUBLICATION = """\
name = "The Archive"
language = "en-GB"
publisher = "The Archive"
issn = "1234-5679"
url = "https://archive.example"
slug = "archive"
sections = ["Front page", "News", "Town", "Work", "Letters", "Arts", "Sport"]

[catalogue]
reading_pages = true
subscribe = "https://archive.example/subscribe"
"""


def write(
    folder: Path, *, issues: int = 1500, stories: int = 30, first: date = date(1997, 1, 3),
    start: int = 0, pictures: bool = True,
) -> Path:  # fmt: skip
    """Write a publication of ``issues`` weekly numbers and return where they have been built.

    ``start`` leaves out those that are there already. Equal arguments give equal bytes.
    """
    (folder / "publication.toml").parent.mkdir(parents=True, exist_ok=True)
    (folder / "publication.toml").write_text(PUBLICATION, "utf-8")
    out = folder / "out"
    bodies = tuple(_bodies())
    fronts = tuple(_fronts()) if pictures else ()
    for number in range(start, issues):
        issue(out, first + timedelta(weeks=number), number + 1, stories, bodies, fronts)
    return out


def issue(
    out: Path, day: date, number: int, stories: int, bodies: Sequence[str],
    fronts: Sequence[tuple[bytes, bytes]], **changes: object,
) -> Record:  # fmt: skip
    """Write one issue into ``out``; ``changes`` are to its record."""
    chance = random.Random(number)
    home = out / day.isoformat()
    home.mkdir(parents=True, exist_ok=True)
    told = tuple(_story(chance, at) for at in range(stories))
    share = max(1, -(-len(told) // len(SECTIONS)))
    sections = tuple(
        StoredSection(slugified(title), title, told[at * share : (at + 1) * share])
        for at, title in enumerate(SECTIONS)
    )
    epub = _epub(told, bodies, number)
    name = f"archive-{day.isoformat()}.epub"
    (home / name).write_bytes(epub)
    shown = []
    if fronts:
        for label, data, width in zip(
            ("front.jpg", "front-small.jpg"), fronts[number % len(fronts)], (620, 220), strict=True
        ):
            (home / label).write_bytes(data)
            height = width * 4 // 3
            digest = sha256(data).hexdigest()
            shown.append(FrontPicture(label, width, height, digest, "page"))
    record = Record(
        publication="archive",
        folder=f"issues/{day.isoformat()}",
        identifier=f"urn:uuid:00000000-0000-5000-8000-{number:012}",
        title=f"The Archive, {day.isoformat()}",
        date=day,
        number=number,
        modified=day,
        languages=("en-GB",),
        made_from=sha256(epub).hexdigest(),
        sections=sections,
        lead=told[0].anchor if told else None,
        volume=1 + number // 52,
        summary=told[0].headline if told else "",
        pages=16,
        files=(
            StoredFile("epub", name, "application/epub+zip", len(epub), sha256(epub).hexdigest()),
        ),
        pictures=tuple(shown),
        alt=f"Front page of The Archive, number {number}.",
    )
    record = replace(record, **changes)  # type: ignore[arg-type]
    (home / RECORD).write_bytes(written(record))
    return record


def _story(chance: random.Random, at: int) -> Story:
    noun, verb, place = chance.choice(NOUNS), chance.choice(VERBS), chance.choice(PLACES)
    headline = f"{chance.choice(('The', 'A', 'Our', 'Old', 'New'))} {noun} {verb} {place}"
    summary = (
        f"The {noun} {verb}, and the {chance.choice(NOUNS)} with it; nobody in the "
        f"{chance.choice(NOUNS)} had expected as much."
    )
    return Story(
        anchor=f"{slugified(headline)}-{at}",
        headline=headline,
        language="en-GB",
        rank="lead" if not at else "second" if at % 5 == 0 else "story",
        summary=summary,
        bylines=(f"{chance.choice(FIRST)} {chance.choice(LAST)}",),
        page=1 + at // 2,
    )


def _bodies() -> Iterator[str]:
    chance = random.Random(1)
    for _ in range(20):
        paragraphs = []
        for _ in range(8):
            words = (
                f"The {chance.choice(NOUNS)} {chance.choice(VERBS)} {chance.choice(PLACES)}."
                for _ in range(12)
            )
            paragraphs.append(f"<p>{' '.join(words)}</p>")
        yield "\n".join(paragraphs)


def _epub(stories: Sequence[Story], bodies: Sequence[str], number: int) -> bytes:
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for at, story in enumerate(stories):
            page = (
                '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
                f'<article class="article {story.rank}" id="{story.anchor}" lang="en-GB" '
                'xml:lang="en-GB" dir="ltr"><header class="furniture"><h1 class="headline">'
                f"{story.headline}</h1></header>"
                f'<div class="body">{bodies[(number + at) % len(bodies)]}</div></article>'
                "</body></html>"
            )
            archive.writestr(f"EPUB/text/{story.anchor}.xhtml", page)
    return packed.getvalue()


def _fronts() -> Iterator[tuple[bytes, bytes]]:
    for number in range(12):
        image = Image.new("RGB", (620, 826), "#fdfcf9")
        drawing = ImageDraw.Draw(image)
        drawing.rectangle((40, 40, 580, 120), fill="#16130f")
        for line in range(150, 780, 14):
            drawing.line((40, line, 580 - (line * (number + 3)) % 160, line), fill="#555555")
        yield _jpeg(image), _jpeg(image.resize((220, 293)))


def _jpeg(image: Image.Image) -> bytes:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=70)
    return packed.getvalue()
