"""The ``edition`` command itself, before it has a single subcommand."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__

app = typer.Typer(
    name="edition",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
