"""Commands about the press: preflight."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..terminal import Terminal
from .application import app
from .arguments import QuietOption, spoken


class PreflightForm(StrEnum):
    """A form for what a preflight says."""

    text = "text"
    json = "json"
    html = "html"


def _form_named(text: str) -> PreflightForm:
    if text not in list(PreflightForm):
        raise typer.BadParameter(f"“{text}” is none of {', '.join(PreflightForm)}")
    return PreflightForm(text)


@app.command(
    epilog="""\b
Exit codes:
  0  every rule is kept
  1  warnings: a printer will ask
  3  errors: a printer refuses it
  5  the file cannot be read at all

\b
Examples:
  edition preflight out/2026-03-06/forme-2026-03-06-print.pdf
  edition preflight bakery.pdf --advert --press newsprint-tabloid
  edition preflight cover.pdf --press ../printer.toml
  edition preflight pages.pdf --format html --out preflight.html

Every rule, where its numbers come from and what to do about it: docs/preflight.md."""
)
def preflight(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A PDF: ours or anybody's.", show_default=False),
    ],
    press: Annotated[
        str | None,
        typer.Option(
            "--press",
            metavar="NAME|PATH",
            help="The press profile it is held to: one of ours, or a printer's own .toml file.",
            show_default="that of the publication you are in",
        ),
    ] = None,
    advert: Annotated[
        bool,
        typer.Option("--advert", help="It is an advertisement: one page of any size, no issue."),
    ] = False,
    form: Annotated[
        PreflightForm,
        typer.Option(
            "--format",
            metavar="FORM",
            parser=_form_named,
            autocompletion=lambda: [one.value for one in PreflightForm],
            help="How it is put: text, json, html.",
        ),
    ] = PreflightForm.text,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Where to write it, instead of showing it."
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="List the rules that are kept as well.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Say what a printer would send a PDF back for."""

    def command(terminal: Terminal) -> int:
        from ..commands.preflight import run

        return run(
            file, terminal, press=press, form=form.value, out=out, advert=advert, every=every
        )

    spoken(command, quiet=quiet)
