"""``edition build``: make the editions of an issue and put them where they belong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from ..build import JOBS, Build, Timing, build
from ..delivery import check_folder, deliver, manifest
from ..delivery.front import front_pictures
from ..delivery.last_pages import LAST_PAGES
from ..delivery.manifest import made_from
from ..delivery.record import RECORD, Record, joined, read, record, written
from ..endings import CLEAN, ERRORS
from ..errors import SourceError
from ..findings import Finding, Severity
from ..outputs import Target
from ..report import Format, report
from ..shelf import Choice, choose
from ..source import find_publication
from ..terminal import Terminal

UNWRITTEN = "Nothing was written."
_KEPT_BACK = f"{UNWRITTEN} To look at it all the same: edition build --proof"


def run(
    issue: str | None,
    terminal: Terminal,
    *,
    targets: Collection[Target] = ("epub", "print"),
    out: Path | None = None,
    proof: bool = False,
    afresh: bool = False,
    jobs: int | None = None,
    form: Format = "text",
) -> int:
    """Build ``issue`` and return the exit code: 0 when the files are there."""
    here = Path.cwd()
    choice = choose(issue, here)
    root = find_publication(choice.folder)
    home = out or default_out(root, here)
    check_folder(home)
    _announce(choice, terminal)
    try:
        result = build(
            choice.folder, targets, proof=proof, jobs=jobs or JOBS, progress=terminal,
            delivered=None if afresh else home,
        )  # fmt: skip
    except SourceError as error:
        if not error.findings:
            raise
        say_findings(error.findings, root, terminal, form=form, ending=UNWRITTEN)
        return ERRORS
    if not (proof or result.deliverable):
        say_findings(result.findings, root, terminal, form=form, ending=_KEPT_BACK)
        return ERRORS
    folder = home / result.document.issue.date.isoformat()
    paths = _deliver(result, folder, terminal, proof=proof)
    say_findings(result.findings, root, terminal, form=form)
    summary = "".join(f"{line}\n" for line in _summary(result, paths, here))
    if form != "text":
        terminal.remark(summary.rstrip())  # The result is for a machine; this is for who watches.
    elif not terminal.quiet:
        terminal.say(summary)
    return CLEAN


def default_out(publication: Path, here: Path) -> Path:
    """Return where finished files go when nobody says: ``out``, but not among an issue's files."""
    inside = here.resolve().is_relative_to(publication.resolve())
    return publication / "out" if inside else here / "out"


def _deliver(result: Build, folder: Path, terminal: Terminal, *, proof: bool) -> tuple[Path, ...]:
    with terminal.step("Writing the files"):
        listed = manifest(result.document, result.outputs, folder=folder.parent)
        if proof:  # It leaves the last good files, their manifest and their record alone.
            return deliver(
                result.outputs, folder, manifest=listed, manifest_name="manifest-proof.json"
            )
        return deliver(
            result.outputs, folder, manifest=listed, beside=_beside(result, listed, folder)
        )


def _beside(result: Build, listed: bytes, folder: Path) -> Mapping[str, bytes]:
    """Return the front page as pictures, the record of the issue and where its pages stand."""
    pictures, files = front_pictures(result.outputs)
    new = record(
        result.document,
        result.outputs,
        plan=result.plan,
        made_from=made_from(listed),
        pictures=pictures,
    )
    kept = joined(new, _recorded(folder))
    shown = files if kept.pictures == new.pictures else {}
    made_up = {LAST_PAGES: result.made_up} if result.made_up else {}
    return {**shown, RECORD: written(kept), **made_up}


def _recorded(folder: Path) -> Record | None:
    try:
        return read((folder / RECORD).read_bytes())
    except OSError:
        return None


def _announce(choice: Choice, terminal: Terminal) -> None:
    if choice.why:
        terminal.remark(f"Building {choice.folder.name}, {choice.why}.")


def say_findings(
    findings: tuple[Finding, ...],
    root: Path,
    terminal: Terminal,
    *,
    form: Format,
    ending: str = "",
) -> None:
    """Say what was found; ``ending`` is the last line."""
    shown = findings
    if terminal.quiet:
        shown = tuple(one for one in findings if one.severity > Severity.NOTE)
    if shown or form in ("json", "sarif"):
        text = report(
            shown, form, root=root, here=Path.cwd(), ending=ending, colour=terminal.colour
        )
        terminal.say(text)


def _summary(result: Build, paths: tuple[Path, ...], here: Path) -> Iterator[str]:
    """Yield which files there are and how large, then where the time went."""
    made = {output.name for output in result.outputs}
    paths = tuple(path for path in paths if path.name in made or path.name.startswith("manifest"))
    shown = [str(path.relative_to(here) if path.is_relative_to(here) else path) for path in paths]
    widest = max(map(len, shown))
    for path, name in zip(paths, shown, strict=True):
        yield f"{name:{widest}}  {_size(path.stat().st_size):>8}"
    for path in _left_over(result, paths):
        yield f"{path.name} is from an earlier build."
    total = sum(one.seconds for one in result.timings)
    steps = ", ".join(_spell(one) for one in result.timings)
    yield f"{total:.1f} s: {steps}"


def _left_over(result: Build, paths: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the editions of this issue that stand in the folder and were not made now."""
    folder = paths[0].parent
    stem = f"{result.document.publication.slug}-{result.document.issue.date.isoformat()}"
    for path in sorted(folder.glob(f"{stem}*")):
        if path not in paths and not path.stem.endswith("-proof"):
            yield path


def _spell(timing: Timing) -> str:
    return f"{timing.step[0].lower()}{timing.step[1:]} {timing.seconds:.1f} s"


def _size(octets: int) -> str:
    return f"{octets / 1e6:.1f} MB" if octets >= 1e5 else f"{octets / 1e3:.0f} kB"
