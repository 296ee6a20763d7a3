"""Commands that make an issue, or say what would become of it: build, check, plan."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..terminal import Terminal
from .application import app
from .arguments import (
    AfreshOption,
    Edition,
    Form,
    FormOption,
    IssueArgument,
    QuietOption,
    at_a_time,
    edition_named,
    page_counts,
    paper_named,
    spoken,
    thickness,
)


@app.command(
    epilog="""\b
Examples:
  edition build                          the issue you are in, or the newest
  edition build 2026-03-06               the issue of that date
  edition build --only epub              only the EPUB
  edition build --replica                the screen PDF as well
  edition build --proof                  pages in spite of errors, findings marked
  edition build --afresh                 no page kept for having stood so before

Errors keep the files back: those of the last good build stay as they are. Pages of a newspaper
stay where they stood in it, but for those of stories that have changed."""
)
def build(
    issue: IssueArgument = None,
    only: Annotated[
        list[Edition] | None,
        typer.Option(
            "--only",
            metavar="epub|print|replica",
            parser=edition_named,
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
    afresh: AfreshOption = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            parser=at_a_time,
            metavar="NUMBER",
            help="How much to do at a time.",
            show_default="processors",
        ),
    ] = None,
    quiet: QuietOption = False,
    form: FormOption = Form.text,
) -> None:
    """Make the EPUB and the print PDF of an issue."""
    from ..outputs import TARGETS

    wanted = {one.value for one in only or (Edition.epub, Edition.print)}
    if replica:
        wanted.add("replica")
    targets = tuple(target for target in TARGETS if target in wanted)

    def command(terminal: Terminal) -> int:
        from ..commands.build import run

        return run(
            issue, terminal, targets=targets, out=out, proof=proof, afresh=afresh, jobs=jobs,
            form=form.value,
        )  # fmt: skip

    spoken(command, quiet=quiet)


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
        from ..commands.check import run

        return run(issue, terminal, form=form.value, strict=strict)

    spoken(command, quiet=quiet)


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
    delivered: Annotated[
        Path | None,
        typer.Option(
            "--delivered",
            metavar="FOLDER",
            help="Where finished files went, if build was given --out.",
            show_default=False,
        ),
    ] = None,
    afresh: AfreshOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show which story stands where, and how it fits."""
    if html + svg + as_json > 1:
        raise typer.BadParameter("Ask for one of --html, --svg and --json.")
    counts = page_counts(pages) if pages is not None else ()
    if len(counts) > 1 and (html or svg):
        raise typer.BadParameter("Several numbers of pages are compared in text or with --json.")
    form: Literal["text", "html", "svg", "json"] = "text"
    if html or svg or as_json:
        form = "html" if html else "svg" if svg else "json"

    def command(terminal: Terminal) -> int:
        from ..commands.plan import run

        return run(
            issue, terminal, form=form, out=out, pages=counts, delivered=delivered, afresh=afresh
        )

    spoken(command, quiet=quiet)


class Scheme(StrEnum):
    """How pages are laid on sheets."""

    booklet = "booklet"
    two = "2-up"
    four = "4-up"


@app.command(
    epilog="""\b
Examples:
  edition impose                         the newest issue as a booklet, to be folded and stapled
  edition impose 2026-03-06 --sheet A3   an A4 paper on A3
  edition impose --sheet A3 --fit        a tabloid made smaller, for the office machine
  edition impose advert.pdf --scheme 4-up --sheet SRA3
  edition impose --creep 0.1mm           inner sheets of a thick booklet drawn in

An offset printer wants single pages and imposes them himself: send the print PDF as it is."""
)
def impose(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="ISSUE-OR-PDF",
            help="An issue, as for build, or any PDF of single pages.",
            show_default="the issue you are in",
        ),
    ] = None,
    scheme: Annotated[
        Scheme,
        typer.Option(
            "--scheme",
            "-s",
            help="Folded and stapled, or two or four pages side by side as they are read.",
        ),
    ] = Scheme.booklet,
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet",
            metavar="PAPER",
            parser=paper_named,
            help="A3, A4, SRA3, letter, tabloid and others; natural is as large as the pages.",
        ),
    ] = "natural",
    creep: Annotated[
        float,
        typer.Option(
            "--creep",
            metavar="LENGTH",
            parser=thickness,
            help="How thick the paper is: inner sheets are drawn in by so much.",
            show_default="0mm",
        ),
    ] = 0.0,
    fit: Annotated[
        bool, typer.Option("--fit", help="Make the pages as large as the sheet allows.")
    ] = False,
    right_to_left: Annotated[
        bool,
        typer.Option("--right-to-left", help="The spine is on the right; an issue says it itself."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Where to write it.", show_default=False),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Lay pages on sheets, to print the paper yourself."""

    def command(terminal: Terminal) -> int:
        from ..commands.impose import Wanted, run

        wanted = Wanted(scheme.value, sheet, creep, fit=fit, backwards=right_to_left)
        return run(source, terminal, wanted=wanted, out=out)

    spoken(command, quiet=quiet)
