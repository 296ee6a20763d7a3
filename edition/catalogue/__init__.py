"""The catalogue of a publication: a folder that any web server can serve.

It holds pages for people, OPDS 1.2 and 2.0 for reading apps, Atom and JSON Feed, and the files
themselves. ``planning`` says which files there are and what each is made from, ``folder`` writes
those that changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..delivery import alone_in, check_folder, said_plainly
from ..errors import DeliveryError
from ..findings import Finding, finding
from ..model import Origin, Publication
from ..offer import Withdrawal
from .addresses import ROBOTS, Web
from .folder import Changes, State, WrongFileError, put, read_state
from .planning import Plan
from .shelves import Gone, Shown, gather

__all__ = ["Published", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a catalogue: how many issues it shows, and what was written."""

    issues: int
    withdrawn: int
    changes: Changes


def publish(
    publication: Publication, built: Path, folder: Path, *, address: str
) -> tuple[Published, tuple[Finding, ...]]:
    """Publish every issue of ``publication`` that stands in ``built`` into ``folder``.

    ``address`` is where the folder will be on the web.

    Raises:
        DeliveryError: ``folder`` cannot be written, or holds what is not the catalogue's.
        LookError: a template or stylesheet is missing or broken.
    """
    check_folder(folder, otherwise="Name another folder with --to")
    web = Web(address.rstrip("/") + "/")
    with said_plainly(folder, option="--to"):
        made = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with alone_in(folder, who="publish"):
                return _publish(publication, built, folder, web)
        except BaseException:
            for one in made:
                with suppress(OSError):
                    one.rmdir()  # Only what is empty goes.
            raise


def _publish(
    publication: Publication, built: Path, folder: Path, web: Web
) -> tuple[Published, tuple[Finding, ...]]:
    state = read_state(folder, publication.slug)
    issues, gone, found = gather(built, folder, publication, _known_gone(state))
    if not issues and not state.units:
        raise DeliveryError(
            f"There is nothing to publish yet: no issue has been built into {built}.",
            hint="Build one with: edition build",
        )
    plan = Plan(publication, web, issues, gone)
    found += (*_unsettled(publication, issues), *_unnoticed(issues, state))
    try:
        changes, left = put(
            folder,
            plan.units(),
            state,
            memory=_memory(issues, gone),
            spare=frozenset({ROBOTS}),
        )
    except WrongFileError as error:
        day = error.copied.source.parent.name
        raise DeliveryError(
            f"{error.copied.source.name} is not as it was built. Nothing was published.",
            hint=f"Build the issue again: edition build {day}",
        ) from error
    found += tuple(
        finding(
            "CAT-005",
            f"There is a {name} of somebody else's; it was left as it is.",
            origin=Origin(Path(name)),
            hint=f"Write into it: Sitemap: {web('sitemap.xml')}",
        )
        for name in left
    )
    return Published(len(issues), len(gone), changes), found


def _unsettled(publication: Publication, issues: tuple[Shown, ...]) -> Iterator[Finding]:
    """CAT-004: readers are told to subscribe, and not where."""
    if publication.offer.subscribe is None and any(issue.held_back for issue in issues):
        yield finding(
            "CAT-004",
            "Some issues are for subscribers, but nobody is told where to subscribe.",
            origin=publication.origin,
            hint='Write subscribe = "https://…" under [catalogue].',
        )


def _unnoticed(issues: tuple[Shown, ...], state: State) -> Iterator[Finding]:
    """CAT-003: readers' apps will not notice a change that has no date."""
    before = state.files()
    days = state.memory.get("modified")
    known: Mapping[str, object] = days if isinstance(days, dict) else {}
    for issue in issues:
        day = issue.date.isoformat()
        if known.get(day) != issue.record.modified.isoformat():
            continue
        for file in issue.files:
            kept = before.get(f"issues/{day}/{file.name}")
            if kept is not None and not file.sha256.startswith(kept.digest):
                yield finding(
                    "CAT-003",
                    f"{file.name} has changed since it was published, and the issue does not say"
                    " when: reading apps that have it will not fetch it again.",
                    origin=Origin(Path(issue.record.folder) / "issue.toml"),
                    hint="Write revised = and the day of the correction into issue.toml, and what"
                    " was corrected as correction; then build and publish again.",
                )
                break


def _memory(issues: tuple[Shown, ...], gone: tuple[Gone, ...]) -> Mapping[str, object]:
    """Return what the next time has to know."""
    return {
        "modified": {issue.date.isoformat(): issue.record.modified.isoformat() for issue in issues},
        "gone": {one.date.isoformat(): [one.identifier, one.title] for one in gone},
    }


def _known_gone(state: State) -> Mapping[date, Gone]:
    told = state.memory.get("gone")
    known: dict[date, Gone] = {}
    for day, said in told.items() if isinstance(told, dict) else ():
        match said:
            case [str(identifier), str(title)]:
                when = date.fromisoformat(day)
                known[when] = Gone(Withdrawal(when, when), identifier, title)
            case _:
                continue
    return known
