"""Whole publications written to disk for one test, and what comes of building them."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import process_time

from PIL import Image

from edition.build import check_issue
from edition.document import Document
from edition.findings import Finding
from edition.look import find_look
from edition.makeup.plan import Flatplan, Module
from edition.pdf import newspaper, truth
from edition.pdf.complaints import complaints
from edition.pdf.developing import develop
from edition.pdf.engine import Setting
from edition.pdf.newspaper import Planned
from edition.pdf.press_job import press_job
from edition.pdf.pull_quotes import quoted
from edition.pictures.derive import workers
from tests.makeup.generated import Ruled, ruled

BERLINER = 'size = "berliner"\ncolumns = 6\n'
A4 = 'size = "A4"\ncolumns = 3\n'


_STOCK = re.findall(
    r"\w+",
    """
    harbour ferry council bench winter paper reel press type letter island crane quay bridge
    market street baker compositor proof galley margin ink roller school garden window night
    morning engine tide rope barrel ledger auction lantern carpenter bicycle orchard chimney
    station platform kettle library stamp parcel weather fog lighthouse captain passenger dog
    slowly nearly always seldom once twice again under over beside beyond against without opens
    closes carries turns prints reads folds counts weighs mends paints sells keeps finds green
    narrow early late cold bright heavy quiet common broken patient honest spare wooden
    """,
)


def words(count: int, *, seed: int = 0, stock: list[str] | None = None) -> str:
    """Return so many words in paragraphs of thirty to ninety, in sentences, no two alike."""
    chance, left, paragraphs = random.Random(seed), count, []
    while left > 0:
        room = min(left, chance.randint(30, 90))
        left -= room
        sentences = []
        while room > 0:
            long = min(room, chance.randint(6, 16))
            room -= long
            said = " ".join(chance.choice(stock or _STOCK) for _ in range(long))
            sentences.append(f"{said[0].upper()}{said[1:]}.")
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def story(body: str, *, headline: str = "The ferry is back", **front: object) -> str:
    """Return the file of a story; ``front`` is the rest of its front matter."""
    keys = {"headline": headline, **front}
    return (
        "---\n" + "".join(f"{key}: {value!s}\n" for key, value in keys.items()) + f"---\n{body}\n"
    )


def pieces(folder: Path, count: int = 10, *, each: int = 300) -> dict[str, str]:
    """Return ``count`` stories by their names, half of them with a picture, as a weekly has them.

    They have ``each`` words, more or less, and the picture is in ``folder`` then.
    """
    picture(folder, "view.jpg", 1800, 1200)
    found = {}
    for at in range(count):
        chance = random.Random(at)
        body = words(chance.randint(each // 2, each * 3 // 2), seed=100 + at)
        found[f"piece-{at}"] = story(
            (figure("view.jpg") if at % 2 == 0 else "") + body,
            headline=words(chance.randint(3, 7), seed=at)[:-1],
            rank="second" if at % 3 == 0 else "story",
            standfirst=words(12, seed=50 + at),
            byline="Ada Penhallow",
        )
    return found


def picture(folder: Path, name: str, width: int, height: int) -> None:
    """Write a grey picture into the issue's ``images``; there is ink all over it."""
    path = folder / "issues/2026-03-06/images" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.linear_gradient("L").point(lambda value: 60 + value // 3).resize((width, height)).save(
        path
    )


def figure(name: str, caption: str = "What is to be seen.", more: str = "") -> str:
    """Return a picture on a line of its own."""
    return (
        f'![A view of the quay.](images/{name} "{caption}"){{credit="Photo: The Quay"{more}}}\n\n'
    )


HOUSE = {
    f"house-{at}": (
        f"---\nkind: house-ad\nheadline: Take out number {at}\n"
        'sizes: ["1x8", "1x14", "1x22", "1x30", "2x8", "2x14", "2x22", "3x8", "3x14", "4x10"]\n'
        "---\nThe Quay comes to your door.\n"
    )
    for at in range(8)
}
"""House ads in many sizes, so that a small paper can be filled."""


def paper(
    folder: Path,
    stories: Mapping[str, str],
    *,
    sections: Mapping[str, list[str]] | None = None,
    page: str = BERLINER,
    newspaper: str = "",
    publication: str = "",
    language: str = "en-GB",
    issue: str = "",
    tables: str = "",
    standing: Mapping[str, str] | None = None,
) -> Path:
    """Write a newspaper into ``folder`` and return the folder of its one issue.

    ``issue`` are keys at the top of ``issue.toml``, ``tables`` what follows its
    sections; without ``sections`` all stories stand in one, without ``standing``
    there are house ads.
    """
    place = folder / "issues/2026-03-06"
    place.mkdir(parents=True, exist_ok=True)
    settings = f'name = "The Quay"\nlanguage = "{language}"\npublisher = "Quay Press"\n'
    settings += f'layout = "newspaper"\n{publication}\n[page]\n{page}\n[newspaper]\n{newspaper}\n'
    (folder / "publication.toml").write_text(settings, "utf-8")
    order = "".join(
        f'[[section]]\ntitle = "{title}"\narticles = {names!r}\n'
        for title, names in (sections or {"News": list(stories)}).items()
    )
    text = f"date = 2026-03-06\nnumber = 12\n{issue}\n{order}\n{tables}\n"
    (place / "issue.toml").write_text(text, "utf-8")
    for name, words_ in stories.items():
        (place / f"{name}.md").write_text(words_, "utf-8")
    (folder / "standing").mkdir(exist_ok=True)
    for name, words_ in (HOUSE if standing is None else standing).items():
        (folder / "standing" / f"{name}.md").write_text(words_, "utf-8")
    return place


@dataclass(frozen=True)
class Made:
    """An issue after everything: its plan, its pages, what was said, how long it took (seconds)."""

    document: Document
    planned: Planned
    setting: Setting
    data: bytes
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def plan(self) -> Flatplan:
        return self.planned.plan

    @property
    def codes(self) -> set[str]:
        return {one.code for one in self.findings}

    @property
    def faults(self) -> list[Ruled]:
        """What is doubly taken or empty on the pages of the plan."""
        return ruled(self.plan, self.planned.measured.policy)

    @property
    def full(self) -> bool:
        return not self.faults and not self.plan.left_out

    def story(self, name: str) -> list[tuple[int, Module]]:
        """Return the parts of the story ``name``, each with its page."""
        return [(sheet.number, one) for sheet, one in self.plan.modules() if one.name == name]

    def told(self) -> str:
        lines = [f"{one.code} {one.origin}: {one.message}" for one in self.findings]
        return "\n".join([*lines, *map(str, self.setting.flaws), *map(str, self.faults)])


def made(issue: Path, *, proof: bool = False) -> Made:
    """Make up the issue in its folder and paint it, as a build does."""
    start = process_time()
    document, found = check_issue(issue)
    document = quoted(document)
    look = find_look(document.publication, document.issue, proof=proof)
    planned = newspaper.plan(document, look)
    description, setting = newspaper.paint(planned, document, look, edition="print")
    setting = replace(setting, job=press_job(document, description.css))
    with workers(1) as pool:
        develop(document, description, setting, pool=pool)
        data, remarks = setting.write()
    _, untrue = truth.compare(document, setting.painted)
    heard = complaints(document, look, description, setting, remarks=remarks)
    seconds = process_time() - start
    findings = tuple(dict.fromkeys((*found, *description.findings, *untrue, *heard)))
    return Made(document, planned, setting, data, findings, seconds)
