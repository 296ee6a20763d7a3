"""The words of pictures: article over ``captions.toml`` over what the picture file carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup

from ..findings import Finding, finding
from ..model import Figure, Focus, Origin, Picture, PicturePolicy
from ..pictures.measure import measure
from ..pictures.words import EmbeddedWords, words_in
from .folder import IMAGES, lies_inside, names_in, origin_of
from .markup import FigureReference, read_inline
from .nearest import did_you_mean, shortened
from .schema import CaptionKeys, PictureWordKeys
from .settings import Settings
from .text import read_text, same_letters, without_controls
from .toml_settings import read_toml
from .typography import set_typography
from .validation import validated

if TYPE_CHECKING:
    from ..pictures.derive import Darkroom

CAPTIONS_FILE = "captions.toml"

_PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".tif", ".tiff", ".svg"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_WORD = re.compile(r"\w+")
_SAYS_NOTHING = frozenset(
    {"image", "picture", "photo", "photograph", "drawing", "diagram", "chart", "graphic", "figure"}
)

_LIKENESS = 0.75
"""Names of pictures are often much alike; a hint must be nearer than for other words."""

_MOST_HINTS = 50
"""Finding the nearest of many names takes its time; so many hints are enough for one issue."""

Findings = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Captions:
    """What ``captions.toml`` says, by the name of the picture."""

    entries: Mapping[str, PictureWordKeys]
    settings: Settings

    def entry(self, name: str) -> tuple[PictureWordKeys | None, str]:
        """Return the entry of the picture ``name``, and the name it stands under."""
        for spelling in (same_letters(name), f"{IMAGES}/{same_letters(name)}"):
            if spelling in self.entries:
                return self.entries[spelling], spelling
        return None, name


def read_captions(folder: Path, root: Path) -> tuple[Captions, Findings]:
    """Return the words of ``captions.toml`` in ``folder``; nothing when there is no such file."""
    path = folder / CAPTIONS_FILE
    origin = origin_of(path, root)
    nothing = Captions({}, Settings({}, {}, origin))
    if not path.exists():
        return nothing, ()
    if not lies_inside(path, root):
        return nothing, (outside(CAPTIONS_FILE, origin),)
    text, found = read_text(path, origin=origin)
    if text is None:
        return nothing, found
    settings, more = read_toml(text, origin=origin)
    found += more
    if settings is None:
        return nothing, found
    keys, settings, more = validated(_with_whole_names(settings), CaptionKeys)
    if keys is None:
        return nothing, found + more
    entries = {same_letters(name.strip()): entry for name, entry in keys.root.items()}
    return Captions(entries, settings), found + more


def _with_whole_names(settings: Settings) -> Settings:
    """Undo what TOML makes of a file name without quotes: ``[press.jpg]`` is press, then jpg."""
    values = {}
    lines = dict(settings.lines)
    for name, value in settings.values.items():
        inner = value if isinstance(value, dict) else {}
        parts = {
            suffix: words
            for suffix, words in inner.items()
            if f".{suffix.lower()}" in _PICTURE_SUFFIXES and isinstance(words, dict)
        }
        rest = {key: one for key, one in inner.items() if key not in parts}
        for suffix, words in parts.items():
            whole = f"{name}.{suffix}"
            values[whole] = words
            for path, line in settings.lines.items():
                if path[:2] == (name, suffix):
                    lines[(whole, *path[2:])] = line
        if rest or not parts:
            values[name] = rest if isinstance(value, dict) else value
    return replace(settings, values=values, lines=lines)


def outside(name: str, origin: Origin) -> Finding:
    """Return the finding for a file that is not the publication's own."""
    return finding(
        "SRC-018",
        f'"{shortened(name)}" lies outside the publication\'s folder and is not read.',
        origin=origin,
        hint="Copy the file into the issue's folder.",
    )


@dataclass(slots=True)
class PictureFolder:
    """The pictures an issue, or the standing matter, can name; each is opened once."""

    folder: Path
    root: Path
    policy: PicturePolicy
    room: Darkroom | None = None
    wanted: set[str] = field(default_factory=set)
    """Pictures that a story marks as wanted and that are not there yet."""
    _listings: dict[Path, dict[str, Path]] = field(default_factory=dict)
    _pictures: dict[Path, Picture | None] = field(default_factory=dict)
    _words: dict[Path, EmbeddedWords] = field(default_factory=dict)
    _missed: int = 0

    def find(self, target: str) -> Path | None:
        """Return the file an editor calls ``target``, or ``None``; capitals count."""
        for spelling in dict.fromkeys((target, unquote(target), target.replace("\\", "/"))):
            plain = spelling.removeprefix("./")
            homes = (self.folder / IMAGES, self.folder) if "/" not in plain else (self.folder,)
            for home in homes:
                path = home / plain
                found = self._listing(path.parent).get(same_letters(path.name))
                if found is not None and found.is_file():
                    return found
        return None

    def name_of(self, path: Path) -> str:
        """Return what editors call the picture at ``path``: its name in ``images/``."""
        for home in (self.folder / IMAGES, self.folder, self.root):
            if path.is_relative_to(home):
                return same_letters(path.relative_to(home).as_posix())
        return same_letters(path.name)

    def names(self) -> tuple[str, ...]:
        """Return what editors call each picture in ``images/`` and the folders in it."""
        waiting, found = [self.folder / IMAGES], []
        if not lies_inside(self.folder / IMAGES, self.root):
            return ()
        while waiting:
            for name, path in self._listing(waiting.pop()).items():
                if name.startswith(".") or path.is_symlink():
                    continue
                if path.is_dir():
                    waiting.append(path)
                elif path.suffix.lower() in _PICTURE_SUFFIXES:
                    found.append(self.name_of(path))
        return tuple(sorted(found))

    def meant(self, target: str) -> str | None:
        """Return the hint for a picture that is not there, or ``None``."""
        self._missed += 1
        if self._missed > _MOST_HINTS:
            return None
        name = PurePosixPath(target.replace("\\", "/")).name or target
        return did_you_mean(name, self.names(), likeness=_LIKENESS)

    def picture(self, path: Path, *, origin: Origin) -> tuple[Picture | None, Findings]:
        """Return the picture at ``path``, measured; what is wrong with it is said once."""
        if path in self._pictures:
            return self._pictures[path], ()
        picture, found = measure(path, name=self.name_of(path), origin=origin)
        self._pictures[path] = picture
        if picture is not None and self.room is not None:
            self.room.begin(picture, self.policy)
        return picture, found

    def embedded(self, path: Path) -> EmbeddedWords:
        """Return the words inside the picture file at ``path``."""
        if path not in self._words:
            self._words[path] = words_in(path)
        return self._words[path]

    def _listing(self, folder: Path) -> dict[str, Path]:
        if folder not in self._listings:
            self._listings[folder] = names_in(folder)
        return self._listings[folder]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one picture, from wherever they came."""

    caption: Markup | None
    credit: str | None
    alt: str | None
    no_caption_wanted: bool = False
    no_credit_wanted: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The picture desk of one text: gives each picture it names its words."""

    pictures: PictureFolder
    captions: Captions
    language: str
    typography: bool

    def figure(self, reference: FigureReference) -> tuple[Figure, Findings]:
        """Return ``reference`` as a figure; with ``picture=None`` when it cannot be had."""
        missing = Figure(
            None,
            reference.target,
            reference.origin,
            caption=reference.caption,
            credit=reference.credit,
            alt=reference.alt,
            size=reference.size,
            decorative=reference.decorative,
        )
        path, found = self.path(reference)
        if path is None:
            return missing, self._wanted(reference) if reference.wanted else found
        name = self.pictures.name_of(path)
        picture, found = self.pictures.picture(path, origin=reference.origin)
        entry, key = self.captions.entry(name)
        decorative = reference.decorative or (entry is not None and entry.decorative)
        words, more = self._words(reference, entry, key, path if picture else None)
        figure = Figure(
            picture,
            name,
            reference.origin,
            caption=words.caption,
            credit=words.credit,
            alt=None if decorative else words.alt,
            focus=reference.focus or (entry.focus if entry else None) or Focus(),
            size=reference.size,
            decorative=decorative,
        )
        if not decorative:
            more += _wanting(figure, words)
        return figure, found + more

    def path(self, reference: FigureReference) -> tuple[Path | None, Findings]:
        """Return the file that ``reference`` names; ``None`` when there is none to be used."""
        target, origin = reference.target, reference.origin
        if _SCHEME.match(target) or target.startswith("//"):
            said = f"The picture {shortened(target)} is on a web site, not in the issue."
            hint = "Save it in images/, if you may use it, and name it here."
            return None, (finding("PIC-014", said, origin=origin, hint=hint),)
        plain = PurePosixPath(unquote(target).replace("\\", "/"))
        if "\0" in target or len(target) > 1000:
            return None, (_absent(target, origin, None),)
        if plain.is_absolute() or not lies_inside(self.pictures.folder / plain, self.pictures.root):
            return None, (outside(target, origin),)
        path = self.pictures.find(target)
        if path is None:
            return None, (_absent(target, origin, self.pictures.meant(target)),)
        if not lies_inside(path, self.pictures.root):
            return None, (outside(target, origin),)
        return path, ()

    def _wanted(self, reference: FigureReference) -> Findings:
        """Return the finding for a picture that may be absent, whose words wait for it."""
        name = same_letters(reference.target.removeprefix(f"{IMAGES}/"))
        self.pictures.wanted.add(name)
        said = f'The picture "{shortened(name)}" is still wanted; until it comes nothing is shown.'
        hint = f"Put it into images/ as {shortened(name)}, or take it out of the story."
        return (finding("PIC-016", said, origin=reference.origin, hint=hint),)

    def _words(
        self, reference: FigureReference, entry: PictureWordKeys | None, key: str, path: Path | None
    ) -> tuple[Words, Findings]:
        found: Findings = ()
        caption, credit, alt = reference.caption, reference.credit, reference.alt
        no_caption = no_credit = False
        if entry is not None:
            alt = alt or self._set(entry.alt)
            if credit is None:
                credit, no_credit = self._set(entry.credit), entry.credit == ""
            if caption is None:
                no_caption = entry.caption == ""
                caption, found = self._caption(entry, key)
        complete = (caption or no_caption) and (credit or no_credit) and alt
        if path is not None and not complete:
            embedded = self.pictures.embedded(path)
            alt = alt or self._set(embedded.alt)
            if not no_credit:
                credit = credit or self._set(embedded.credit) or self._set(embedded.copyright)
            if not no_caption and not caption:
                plain = self._set(embedded.caption)
                caption = Markup.escape(plain) if plain else None
        return Words(caption or None, credit or None, alt or None, no_caption, no_credit), found

    def _caption(self, entry: PictureWordKeys, key: str) -> tuple[Markup | None, Findings]:
        if not entry.caption or not entry.caption.strip():
            return None, ()
        markup, found = read_inline(
            entry.caption,
            origin=self.captions.settings.place(key, "caption"),
            language=self.language,
            typography=self.typography,
        )
        return markup or None, found

    def _set(self, text: str | None) -> str | None:
        """Return plain ``text`` on one line, with the typography of this desk's text."""
        if text is None or not text.strip():
            return None
        plain, _ = without_controls(" ".join(text.split()), origin=Origin(Path()))
        return set_typography(plain, self.language) if self.typography else plain


def _absent(target: str, origin: Origin, near: str | None) -> Finding:
    return finding(
        "PIC-001",
        f'There is no picture "{shortened(target)}" in the issue.',
        origin=origin,
        hint=near or "Put the file into images/, or take the picture out of the story.",
    )


def _wanting(figure: Figure, words: Words) -> Findings:
    """Return what the words of ``figure`` lack."""
    name, origin = figure.name, figure.origin
    found: list[Finding] = []
    if figure.caption is None and not words.no_caption_wanted:
        hint = f'Write caption = "…" under ["{name}"] in {CAPTIONS_FILE}, or "" if none is wanted.'
        said = f'The picture "{name}" has no caption.'
        found.append(finding("PIC-006", said, origin=origin, hint=hint))
    if figure.credit is None and not words.no_credit_wanted:
        hint = f'Write credit = "…" under ["{name}"] in {CAPTIONS_FILE}: who made it.'
        said = f'The picture "{name}" has no credit.'
        found.append(finding("PIC-007", said, origin=origin, hint=hint))
    found.extend(wanting_alt(figure))
    return tuple(found)


def wanting_alt(figure: Figure) -> Findings:
    """Return what the alt text of ``figure`` lacks for a reader who cannot see it."""
    name, origin = figure.name, figure.origin
    if figure.decorative:
        return ()
    if figure.alt is None:
        said = f'The picture "{name}" has no text for readers who cannot see it.'
        hint = "Say in a sentence what is to be seen, as alt; or decorative = true for an ornament."
        return (finding("PIC-008", said, origin=origin, hint=hint),)
    alt = _plain(figure.alt)
    caption = _plain(Markup(figure.caption).striptags()) if figure.caption else None
    file = PurePosixPath(name)
    if alt == caption:
        said = f'The alt text of "{name}" is its caption over again.'
    elif alt in (_plain(file.name), _plain(file.stem)):
        said = f'The alt text of "{name}" is only its file name.'
    elif alt in _SAYS_NOTHING or not alt:
        said = f'The alt text of "{name}" says nothing about it: "{shortened(figure.alt)}".'
    else:
        return ()
    hint = "Say what is to be seen there and matters to the story."
    return (finding("PIC-013", said, origin=origin, hint=hint),)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold().replace("_", " ")))


def unused(
    captions: Captions, pictures: PictureFolder, *, figures: Iterable[Figure], root: Path
) -> Findings:
    """Return the words and pictures that none of ``figures`` shows."""
    used = {figure.name for figure in figures}
    names = pictures.names()
    found: list[Finding] = []
    for key in captions.entries:
        name = key.removeprefix(f"{IMAGES}/")
        if name in used or key in used or name in pictures.wanted:
            continue
        found.append(
            finding(
                "PIC-011",
                f'{CAPTIONS_FILE} has words for "{shortened(key)}", which no story shows.',
                origin=captions.settings.place(key),
                hint=None
                if name in names or len(found) > _MOST_HINTS
                else did_you_mean(name, used | set(names), likeness=_LIKENESS),
            )
        )
    for name in names:
        if name not in used:
            found.append(
                finding(
                    "PIC-012",
                    f'No story shows the picture "{name}".',
                    origin=origin_of(pictures.folder / IMAGES / name, root),
                    hint="Use it, or take it out of images/.",
                )
            )
    return tuple(found)
