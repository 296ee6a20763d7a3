"""``edition preflight``: hold any PDF to what a printer demands."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, assert_never

from ..endings import CLEAN, ERRORS, WARNINGS
from ..errors import DeliveryError, SourceError
from ..findings import Severity
from ..press.preflight.apart import Apart, judged_apart
from ..press.preflight.verdict import Purpose
from ..press_profile import PressProfile
from ..report import preflight_html, preflight_json, preflight_text
from ..shelf import publication_around
from ..source.press import read_press, shipped
from ..source.publication import read_publication
from ..terminal import Terminal

PreflightForm = Literal["text", "json", "html"]


def run(
    file: Path,
    terminal: Terminal,
    *,
    press: str | None = None,
    form: PreflightForm = "text",
    out: Path | None = None,
    advert: bool = False,
    every: bool = False,
) -> int:
    """Report on ``file`` and return the exit code of the worst verdict."""
    here = Path.cwd()
    profile = _named(press, here) if press is not None else _own(here, terminal)
    data = _read(file)
    purpose: Purpose = "advert" if advert else "issue"
    with terminal.step(f"Reading {file.name}"):
        found = judged_apart(data, profile, purpose=purpose, pictures=form == "html")
    to_terminal = out is None
    shown = _shown(found, file.name, form, colour=to_terminal and terminal.colour, every=every)
    if out is None:
        terminal.say(shown)
    else:
        _write(shown, out)
        terminal.remark(preflight_text.verdict(found.preflight))
        terminal.remark(f"The report is in {out}.")
    match found.preflight.worst:
        case Severity.ERROR:
            return ERRORS
        case Severity.WARNING:
            return WARNINGS
        case _:
            return CLEAN


def _shown(found: Apart, name: str, form: PreflightForm, *, colour: bool, every: bool) -> str:
    match form:
        case "text":
            said = preflight_text.for_terminal(found.preflight, name, colour=colour, every=every)
        case "json":
            said = preflight_json.as_json(found.preflight, name)
        case "html":
            said = preflight_html.as_html(found.preflight, name, found.pictures)
        case _:
            assert_never(form)
    # What a foreign file holds that is no UTF-8 would break whoever reads this.
    return said.encode("utf-8", "replace").decode()


def _named(press: str, here: Path) -> PressProfile:
    profile, findings = read_press(press, folder=here)
    if profile is None:
        for one in findings:
            raise SourceError(one.message, origin=one.origin, hint=one.hint)
        raise SourceError(f"The press profile {press} cannot be used.", hint=_names())
    return profile


def _own(here: Path, terminal: Terminal) -> PressProfile:
    """Return the press of the publication we stand in."""
    try:
        root = publication_around(here)
    except SourceError as problem:
        raise SourceError(
            "Say for which press: no publication is here that names one.",
            hint=f"Add --press NAME. {_names()}",
        ) from problem
    publication, _ = read_publication(root)
    if publication.press is None:
        raise SourceError(
            f"{publication.name} names no press.", hint=f"Add --press NAME. {_names()}"
        )
    terminal.remark(f"Held to the press of {publication.name}: {publication.press.title}.")
    return publication.press


def _names() -> str:
    return f"Ours are {', '.join(shipped())}; a file of the printer's own ends in .toml."


def _read(file: Path) -> bytes:
    if file.is_dir():
        raise SourceError(f"{file} is a folder.", hint="Name a PDF in it.")
    try:
        return file.read_bytes()
    except FileNotFoundError as problem:
        raise SourceError(f"There is no file {file}.", hint="Look at its name.") from problem
    except OSError as problem:
        said = f"{file} cannot be read: {problem.strerror or 'the machine refuses it'}."
        raise SourceError(said, hint="Look whether the file may be opened.") from problem


def _write(text: str, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise DeliveryError(f"{path} cannot be written: {error.strerror}.") from error
