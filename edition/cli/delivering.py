"""Commands that bring finished issues to others: publish, send."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..terminal import Terminal
from .application import app
from .arguments import IssueArgument, QuietOption, spoken


@app.command(
    epilog="""\b
Examples:
  edition publish                        every issue that has been built, into public
  edition publish --to /srv/www/paper    into the folder a web server serves
  edition publish --base-url https://forme.example/paper/

The folder holds pages for readers, OPDS 1.2 and 2.0 for reading apps, Atom and JSON Feed, and
the files themselves: any web server can serve it. Only what has changed is written. An issue
stays in it until it is withdrawn under [catalogue] in publication.toml."""
)
def publish(
    publication: Annotated[
        str | None,
        typer.Argument(
            metavar="PUBLICATION",
            help="A publication's folder. Without it: the publication you are in.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FOLDER",
            help="Where the catalogue goes. Without it: public, beside out.",
            show_default=False,
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(
            "--base-url",
            metavar="ADDRESS",
            help="Where the catalogue will stand on the web, such as https://forme.example/paper/.",
            show_default="base_url or url in publication.toml",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="FOLDER",
            help="Where the issues have been built to, when build was given a folder.",
            show_default=False,
        ),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Make the web catalogue of all issues built so far."""

    def command(terminal: Terminal) -> int:
        from ..commands.publish import run

        return run(publication, terminal, to=to, out=out, address=base_url)

    spoken(command, quiet=quiet)


send = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Send an issue to the printer or to its readers.",
)
app.add_typer(send, name="send")

OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FOLDER",
        help="Where edition build put the files, when it was told with --out.",
        show_default=False,
    ),
]
DespiteOption = Annotated[
    str | None,
    typer.Option(
        "--despite",
        metavar="REASON",
        help="Send although something speaks against it; the reason is written down.",
    ),
]
SaveOption = Annotated[
    bool,
    typer.Option(
        "--save-password", help="Ask for the password, keep it in the keyring, and send nothing."
    ),
]


@send.command(
    epilog="""\b
Examples:
  edition send printer                   the newest issue, to the printer
  edition send printer 2026-03-06        the issue of that date
  edition send printer --to "Harbour Press"
                                         when there is more than one
  edition send printer --save-password   once, before the first time

\b
Files travel under temporary names, are read back and compared byte for byte, and only then get
their own. After a break the same command goes on where it stopped; when all has been sent, it
says so and sends nothing. sent/printer.jsonl has what went where, and when.
Who the printer is stands in publication.toml, under [[printer]]: see docs/sending.md."""
)
def printer(
    issue: IssueArgument = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Which printer, when there are several."),
    ] = None,
    out: OutOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="Send what has been sent already once more.")
    ] = False,
    despite: DespiteOption = None,
    trust: Annotated[
        str | None,
        typer.Option(
            "--trust",
            metavar="FINGERPRINT",
            help="The fingerprint of an SFTP server that is new; the printer can read it out.",
        ),
    ] = None,
    save: SaveOption = False,
    quiet: QuietOption = False,
) -> None:
    """Send the print PDF and a job ticket."""

    def command(terminal: Terminal) -> int:
        from ..commands.send_printer import Wishes, keep_password, run

        if save:
            return keep_password(to, terminal)
        wishes = Wishes(to=to, out=out, despite=despite, again=again, trusted=trust)
        return run(issue, terminal, wishes=wishes)

    spoken(command, quiet=quiet)


@send.command(
    epilog="""\b
Examples:
  edition send readers                   who would get the newest issue; sends nothing
  edition send readers --try you@example.org
                                         one letter, to yourself
  edition send readers --yes             to the whole list
  edition send readers --save-password   once, before the first time

\b
One letter a reader, at the pace your provider allows. What broke off goes on with the same
command, and nobody gets it twice: sent/readers-DATE.jsonl has who has it, not by name.
Sender, server and list stand in publication.toml, under [readers]: see docs/sending.md."""
)
def readers(
    issue: IssueArgument = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Send it. Without this, it is only said what would be.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Only say what would be sent, which is so without --yes."),
    ] = False,
    trial: Annotated[
        str | None,
        typer.Option("--try", metavar="ADDRESS", help="Send one letter, to this address alone."),
    ] = None,
    preview: Annotated[
        Path | None,
        typer.Option(
            "--preview",
            metavar="FOLDER",
            help="Write the letter into FOLDER, for a browser and for a mail program.",
        ),
    ] = None,
    out: OutOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="Begin anew: everybody gets it once more.")
    ] = False,
    doubtful: Annotated[
        bool,
        typer.Option("--doubtful", help="Write to those as well who may have it already."),
    ] = False,
    despite: DespiteOption = None,
    save: SaveOption = False,
    quiet: QuietOption = False,
) -> None:
    """Mail the EPUB, or a link to it, to the readers."""
    if sum((yes, dry_run, trial is not None, preview is not None)) > 1:
        raise typer.BadParameter("Ask for one of --yes, --dry-run, --try and --preview.")

    def command(terminal: Terminal) -> int:
        from ..commands.send_readers import Wishes, keep_password, run

        if save:
            return keep_password(terminal)
        wishes = Wishes(
            yes=yes,
            out=out,
            despite=despite,
            again=again,
            doubtful=doubtful,
            trial=trial,
            preview=preview,
        )
        return run(issue, terminal, wishes=wishes)

    spoken(command, quiet=quiet)
