"""The reference pages say what the program does, and the program says what its words mean."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main

from edition.cli import app
from edition.findings import RULES

ROOT = Path(__file__).parent.parent


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools/reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands_below(command: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for name, below in getattr(command, "commands", {}).items():
        yield f"{above}{name}", below
        yield from commands_below(below, f"{above}{name} ")


COMMANDS = dict(commands_below(typer.main.get_command(app)))
PARAMETERS = [(name, one) for name, command in COMMANDS.items() for one in command.params]


@pytest.mark.parametrize("page", ["commands.md", "findings.md", "preflight.md"])
def test_a_reference_page_is_as_the_program_would_write_it(page: str) -> None:
    written = (ROOT / "docs" / page).read_text("utf-8")
    assert written == reference().PAGES[page](), "run: python tools/reference.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_is_for_in_one_short_line(name: str) -> None:
    words = COMMANDS[name].help
    assert words and words.endswith(".") and len(words) <= 52, "longer ones are cut in the list"


@pytest.mark.parametrize(("command", "parameter"), PARAMETERS, ids=lambda one: str(one))
def test_every_option_has_help_and_stands_in_the_manual(command: str, parameter: Any) -> None:
    assert parameter.help and parameter.help.endswith("."), f"{command} {parameter.name}"
    manual = (ROOT / "docs/commands.md").read_text("utf-8").split(f"## `edition {command}`")[1]
    for name in parameter.opts:
        if name.startswith("--"):
            assert name in manual.split("\n## ")[0]


@pytest.mark.parametrize("code", RULES)
def test_every_code_stands_in_the_manual(code: str) -> None:
    assert f"| {code}" in (ROOT / "docs/findings.md").read_text("utf-8")
