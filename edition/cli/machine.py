"""Commands about this machine: doctor, cache."""

from __future__ import annotations

from typing import Annotated

import typer

from ..terminal import Terminal
from .application import app
from .arguments import Care, spoken


@app.command()
def doctor() -> None:
    """Say what is missing here and how to get it."""

    def command(terminal: Terminal) -> int:
        from ..commands.doctor import run

        return run(terminal)

    spoken(command)


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
        from ..commands.cache import run

        return run(terminal, clear=care is Care.clear)

    spoken(command)
