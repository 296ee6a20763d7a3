"""What both commands of ``edition send`` need: settings, files, passwords."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path

from ..errors import DeliveryError, SourceError
from ..findings import Finding, Severity
from ..outputs import Target
from ..sending.consignment import Consignment, read_consignment
from ..shelf import Choice, choose, shelved
from ..source import find_publication
from ..terminal import Terminal
from .build import default_out


def chosen(issue: str | None, terminal: Terminal) -> tuple[Choice, Path]:
    """Return the issue that is meant and its publication's folder, having said which it is."""
    choice = choose(issue, Path.cwd())
    if choice.why:
        terminal.remark(f"Sending {choice.folder.name}, {choice.why}.")
    return choice, find_publication(choice.folder)


def consignment_of(
    edition: Target, choice: Choice, root: Path, terminal: Terminal, *, out: Path | None
) -> Consignment:
    """Return what was built of the issue, whole and as it was built.

    Raises:
        DeliveryError: it was not built, or has been changed since.
    """
    home = out or default_out(root, Path.cwd())
    with terminal.step("Reading what was built"):
        return read_consignment(
            edition,
            home / shelved(choice.folder).when,
            publication=root,
            issue=choice.folder,
        )


_OF_AN_ISSUE = ("issue.toml", "captions.toml", "ads.toml")


def refuse_wrong_settings(found: tuple[Finding, ...]) -> None:
    """Stop when a value in the publication's settings, or in its press profile, is wrong.

    What is wrong there has been left out, and something else would count in its place.
    """
    for one in found:
        name = one.origin.path.name if one.origin else ""
        settings = name.endswith(".toml") and name not in _OF_AN_ISSUE
        if settings and one.severity is Severity.ERROR:
            raise SourceError(one.message, origin=one.origin, hint=one.hint)


def asked(question: str) -> str:
    """Ask for a password, which is not shown; or take the first line of what is piped in."""
    word = getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not word:
        raise DeliveryError("No password was given. Nothing was saved.")
    return word
