"""The ``edition`` command: words in, exit code out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import typer

from . import __version__
from .endings import INTERRUPTED, ended
from .terminal import Terminal, standard

# Commands import what they need when they run: "edition --version" should not wait for an engine.

app = typer.Typer(
    name="edition",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")]


def _day(text: str) -> date:
    """Read the argument ``DATE``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text} is not a date. Write year, month and day like this: 2026-03-06"
        ) from error


def _edition_named(text: str) -> Edition:
    """Read a value of ``--only``."""
    return _one_of(Edition, text)


def _form_named(text: str) -> Form:
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
        parser=_form_named,
        autocompletion=lambda: [one.value for one in Form],
        help="How findings are put: text, plain, json, sarif, github.",
    ),
]


def _at_a_time(text: str) -> int:
    """Read the value of ``--jobs``."""
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:9]) <= MOST_JOBS:
        raise typer.BadParameter(f"“{text}” is no whole number from 1 to {MOST_JOBS}")
    return int(text)


def _page_counts(text: str) -> tuple[int, ...]:
    """Read numbers of pages with commas between them."""
    counts = [one.strip() for one in text.split(",") if one.strip()]
    if not counts or not all(one.isdecimal() and 1 <= int(one) <= 999 for one in counts):
        raise typer.BadParameter(f"{text} is not a number of pages. Write 16, or 12,16,20.")
    return tuple(dict.fromkeys(map(int, counts)))


def _spoken(command: Callable[[Terminal], int], *, quiet: bool = False) -> None:
    """Run ``command`` and leave with the exit code it ends in."""
    terminal = standard(quiet=quiet)
    raise typer.Exit(ended(lambda: command(terminal), terminal))


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"edition {__version__}")
        raise typer.Exit


@app.callback(
    epilog="""\b
A first issue in three lines:
  edition init mypaper
  cd mypaper
  edition build

\b
Exit codes:
  0  done                  3  the issue has errors    70  a fault of edition's own
  1  warnings, by check    4 to 8  could not go on    130  stopped with Ctrl-C
  2  wrong usage
"""
)
def _edition(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say which version this is."
        ),
    ] = False,
) -> None:
    """Make the EPUB and print editions of a newspaper or magazine from one folder."""


@app.command(
    epilog="""\b
Examples:
  edition build                          the issue you are in, or the newest
  edition build 2026-03-06               the issue of that date
  edition build --only epub              only the EPUB
  edition build --replica                the screen PDF as well
  edition build --proof                  pages in spite of errors, findings marked

Errors keep the files back: those of the last good build stay as they are."""
)
def build(
    issue: IssueArgument = None,
    only: Annotated[
        list[Edition] | None,
        typer.Option(
            "--only",
            metavar="epub|print|replica",
            parser=_edition_named,
            autocompletion=lambda: [one.value for one in Edition],
            help="Make only this edition; may be given again.",
            show_default="epub and print",
        ),
    ] = None,
    replica: Annotated[
        bool, typer.Option("--replica", help="Make the PDF for screens as well.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            help="Where finished files go, in a folder named after the date. Without it: out,"
            " beside publication.toml when you are in the publication, else where you are.",
            show_default=False,
        ),
    ] = None,
    proof: Annotated[
        bool,
        typer.Option("--proof", help="Build in spite of errors, with the findings on the pages."),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            parser=_at_a_time,
            metavar="NUMBER",
            help="How much to do at a time.",
            show_default="processors",
        ),
    ] = None,
    quiet: QuietOption = False,
    form: FormOption = Form.text,
) -> None:
    """Make the EPUB and the print PDF of an issue."""
    from .outputs import TARGETS

    wanted = {one.value for one in only or (Edition.epub, Edition.print)}
    if replica:
        wanted.add("replica")
    targets = tuple(target for target in TARGETS if target in wanted)

    def command(terminal: Terminal) -> int:
        from .commands.build import run

        return run(
            issue, terminal, targets=targets, out=out, proof=proof, jobs=jobs, form=form.value
        )

    _spoken(command, quiet=quiet)


@app.command(
    epilog="""\b
Exit codes:
  0  nothing, or notes only
  1  warnings
  3  errors (with --strict: warnings as well)

\b
Examples:
  edition check                          what an editor wants to know
  edition check --format github          annotations in a GitHub workflow
  edition check --format sarif > f.sarif for a code host or an editor

A finding the publication can live with is waived, with a reason, in publication.toml."""
)
def check(
    issue: IssueArgument = None,
    form: FormOption = Form.text,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with the code for errors on warnings, too.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Say what is wrong with an issue; make nothing."""

    def command(terminal: Terminal) -> int:
        from .commands.check import run

        return run(issue, terminal, form=form.value, strict=strict)

    _spoken(command, quiet=quiet)


@app.command(
    epilog="""\b
Examples:
  edition plan                           the pages drawn small, and how the copy fits
  edition plan --pages 16                the same on 16 pages
  edition plan --pages 12,16,20          what each number of pages comes to
  edition plan --html --out plan.html    a page for a browser

Heads, shapes and pictures are counted in columns and in lines of the baseline grid. In brackets:
the lines a picture is cropped by (-) or enlarged. Nothing is painted, nothing is delivered."""
)
def plan(
    issue: IssueArgument = None,
    html: Annotated[bool, typer.Option("--html", help="As a page for a browser.")] = False,
    svg: Annotated[bool, typer.Option("--svg", help="As a drawing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Where to write it, instead of showing it."
        ),
    ] = None,
    pages: Annotated[
        str | None,
        typer.Option(
            "--pages",
            metavar="NUMBERS",
            help="How many pages; several, such as 12,16,20, are compared.",
            show_default="as issue.toml says",
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Show which story stands where, and how it fits."""
    if html + svg + as_json > 1:
        raise typer.BadParameter("Ask for one of --html, --svg and --json.")
    counts = _page_counts(pages) if pages is not None else ()
    if len(counts) > 1 and (html or svg):
        raise typer.BadParameter("Several numbers of pages are compared in text or with --json.")
    form: Literal["text", "html", "svg", "json"] = "text"
    if html or svg or as_json:
        form = "html" if html else "svg" if svg else "json"

    def command(terminal: Terminal) -> int:
        from .commands.plan import run

        return run(issue, terminal, form=form, out=out, pages=counts)

    _spoken(command, quiet=quiet)


@app.command(
    epilog="""\b
Example:
  edition new 2026-03-13                 issues/2026-03-13 with the next number"""
)
def new(
    day: Annotated[
        date,
        typer.Argument(
            metavar="DATE",
            parser=_day,
            help="The day it comes out, such as 2026-03-13.",
            show_default=False,
        ),
    ],
) -> None:
    """Start the next issue of a publication."""

    def command(terminal: Terminal) -> int:
        from .commands.new import run

        return run(day, terminal)

    _spoken(command)


@app.command(
    epilog="""\b
Examples:
  edition init mypaper
  edition init harbour-news --name "The Harbour News" --language en-GB"""
)
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder to make.", show_default=False)
    ],
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="NAME", help="The paper's name.", show_default="the folder's name"
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="CODE", help="The language it is written in.")
    ] = "en-GB",
    day: Annotated[
        date | None,
        typer.Option(
            "--date",
            metavar="DATE",
            parser=_day,
            help="The day the first issue comes out, such as 2026-03-13.",
            show_default="today",
        ),
    ] = None,
) -> None:
    """Start a publication that builds at once."""

    def command(terminal: Terminal) -> int:
        from .commands.init import run

        first = day or date.today()
        return run(folder, terminal, name=name, language=language, day=first)

    _spoken(command)


@app.command(
    epilog="""\b
Examples:
  edition look                           every file in use and where it is from
  edition look --copy parts/article.xhtml.j2
  edition look --diff parts/article.xhtml.j2

The first folder that has a name wins: the issue, the publication, the shared files. Try the
values in publication.toml and the rules in styles/publication.css before you copy a file."""
)
def look(
    issue: IssueArgument = None,
    copy: Annotated[
        str | None,
        typer.Option(
            "--copy",
            metavar="FILE",
            help="Copy a shared file into the publication (or into ISSUE, when it is named).",
        ),
    ] = None,
    diff: Annotated[
        str | None,
        typer.Option(
            "--diff", metavar="FILE", help="Show what your file changes in the shared one."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="List as JSON.")] = False,
) -> None:
    """List the templates and styles in use, or copy one."""

    def command(terminal: Terminal) -> int:
        from .commands.look import run

        return run(issue, terminal, copy=copy, diff=diff, as_json=as_json)

    _spoken(command)


@app.command()
def doctor() -> None:
    """Say what is missing here and how to get it."""

    def command(terminal: Terminal) -> int:
        from .commands.doctor import run

        return run(terminal)

    _spoken(command)


@app.command(
    epilog="""\b
Examples:
  edition cache                          where it is, and how much is in it
  edition cache clear                    make everything anew next time"""
)
def cache(
    care: Annotated[
        Care | None,
        typer.Argument(metavar="[clear]", help="Delete all that is kept.", show_default=False),
    ] = None,
) -> None:
    """Say what is kept between builds, or delete it."""

    def command(terminal: Terminal) -> int:
        from .commands.cache import run

        return run(terminal, clear=care is Care.clear)

    _spoken(command)


@app.command(
    epilog="""\b
Example:
  edition schema schemas                 then, first in publication.toml:
                                         #:schema schemas/publication.schema.json"""
)
def schema(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write them.", show_default=False)
    ],
) -> None:
    """Write JSON Schemas of the settings files."""

    def command(terminal: Terminal) -> int:
        from .commands.schema import run

        return run(folder, terminal)

    _spoken(command)


def main() -> None:
    """Run the command and leave with its exit code."""
    # A run makes much and throws little away; looking for rubbish takes a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    # Otherwise every package installed beside this one is asked whether it has a plugin.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        app(prog_name="edition")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # nor need it look for rubbish once more in all that goes now anyway
