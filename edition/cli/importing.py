"""The command that brings in what was made elsewhere: import."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ..terminal import Terminal
from .application import app
from .arguments import Form, FormOption, QuietOption, day_of, spoken


@app.command(
    name="import",
    epilog="""\b
Examples:
  edition import saved-pages --into issues/2026-03-13
  edition import story.html --into 2026-03-13
  edition import saved-pages --into 2026-03-13 --since 2026-03-06 --category News
  edition import manuscripts/*.docx --into 2026-03-13
  edition import wordpress-export/ --into 2026-03-13 --since 2026-03-06
  edition import saved-pages --into 2026-03-13 --dry-run

The issue may be new. What was found where, what was left out and what to look at stands in
import-report/report.md in its folder. Import again as often as you like: stories you have edited
are left alone.""",
)
def bring_in(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            help="Files, or folders of them: saved web pages (.html, .mhtml) or the text of one"
            " (.txt), Word (.docx), LibreOffice (.odt), exports of WordPress (.xml) and Ghost"
            " (.json) with their pictures beside them, Markdown, feeds, EPUBs; or the address of"
            " a page or feed.",
            show_default=False,
        ),
    ],
    into: Annotated[
        str,
        typer.Option(
            "--into",
            metavar="ISSUE",
            help="The issue's folder, which may be new, or its date.",
            show_default=False,
        ),
    ],
    since: Annotated[
        date | None,
        typer.Option(
            "--since", metavar="DATE", parser=day_of, help="Only stories of that day and later."
        ),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            "--until", metavar="DATE", parser=day_of, help="Only stories of that day and earlier."
        ),
    ] = None,
    category: Annotated[
        list[str] | None,
        typer.Option("--category", metavar="NAME", help="Only stories of that section."),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="NAME", help="Only stories so tagged.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be written.")
    ] = False,
    form: FormOption = Form.text,
    quiet: QuietOption = False,
) -> None:
    """Turn saved web pages and other copy into an issue."""

    def command(terminal: Terminal) -> int:
        from ..commands.bring_in import run
        from ..importers.selection import Selection

        selection = Selection(since, until, tuple(category or ()), tuple(tag or ()))
        return run(
            sources,
            into,
            terminal,
            selection=selection,
            today=date.today(),
            dry_run=dry_run,
            form=form.value,
        )

    spoken(command, quiet=quiet)
