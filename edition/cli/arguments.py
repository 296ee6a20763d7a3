"""What several commands are given: arguments, options, and how their words are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

import typer

from ..endings import ended
from ..terminal import Terminal, standard

MOST_JOBS = 1000
"""More at a time than any machine can do."""

Named = TypeVar("Named", bound=StrEnum)


class Edition(StrEnum):
    """An edition by the name it has on the command line."""

    epub = "epub"
    print = "print"
    replica = "replica"


class Form(StrEnum):
    """A form for findings."""

    text = "text"
    plain = "plain"
    json = "json"
    sarif = "sarif"
    github = "github"


class Care(StrEnum):
    """What can be done with the cache."""

    clear = "clear"


IssueArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="ISSUE",
        help="An issue's folder, a date such as 2026-03-06, or a publication's folder. Without it:"
        " the issue you are in, or the newest one of the publication you are in.",
        show_default=False,
    ),
]
AfreshOption = Annotated[
    bool,
    typer.Option(
        "--afresh",
        help="Make up the pages anew instead of keeping them where they were delivered last.",
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")]


def day_of(text: str) -> date:
    """Read the argument ``DATE``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text} is not a date. Write year, month and day like this: 2026-03-06"
        ) from error


def edition_named(text: str) -> Edition:
    """Read a value of ``--only``."""
    return _one_of(Edition, text)


def form_named(text: str) -> Form:
    """Read the value of ``--format``."""
    return _one_of(Form, text)


def _one_of(kind: type[Named], text: str) -> Named:
    names = [one.value for one in kind]
    if text not in names:
        raise typer.BadParameter(f"“{text}” is none of {', '.join(names)}")
    return kind(text)


FormOption = Annotated[
    Form,
    typer.Option(
        "--format",
        metavar="FORM",
        parser=form_named,
        autocompletion=lambda: [one.value for one in Form],
        help="How findings are put: text, plain, json, sarif, github.",
    ),
]


def at_a_time(text: str) -> int:
    """Read the value of ``--jobs``."""
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:9]) <= MOST_JOBS:
        raise typer.BadParameter(f"“{text}” is no whole number from 1 to {MOST_JOBS}")
    return int(text)


def page_counts(text: str) -> tuple[int, ...]:
    """Read numbers of pages with commas between them."""
    counts = [one.strip() for one in text.split(",") if one.strip()]
    if not counts or not all(one.isdecimal() and 1 <= int(one) <= 999 for one in counts):
        raise typer.BadParameter(f"{text} is not a number of pages. Write 16, or 12,16,20.")
    return tuple(dict.fromkeys(map(int, counts)))


def paper_named(text: str) -> str:
    """Read the name of a size of paper."""
    from ..press.imposition import SHEETS

    known = {name.casefold(): name for name in (*SHEETS, "natural")}
    if text.strip().casefold() not in known:
        raise typer.BadParameter(
            f"{text} is no paper known here. Take {', '.join(known.values())}."
        )
    return known[text.strip().casefold()]


def thickness(text: str | float) -> float:
    """Read how thick paper is, in millimetres."""
    if isinstance(text, float):
        return text
    found = re.fullmatch(r"(\d(?:\.\d{1,3})?)\s*(?:mm)?", text.strip())
    if found is None or float(found[1]) > 2:
        raise typer.BadParameter(f"{text} is not the thickness of a paper. Write 0.1mm.")
    return float(found[1])


def spoken(command: Callable[[Terminal], int], *, quiet: bool = False) -> None:
    """Run ``command`` and leave with the exit code it ends in."""
    terminal = standard(quiet=quiet)
    raise typer.Exit(ended(lambda: command(terminal), terminal))
