"""Papers built once for all tests of the press."""

from __future__ import annotations

import os

import pytest

from .finished import Printed, printed

X1A = 'extends = "magazine-a4-coated"\nstandard = "X-1a"\n[marks]\ncolour_bar = true\n'
X1A_NEWS = 'extends = "newsprint-tabloid"\nstandard = "X-1a"\n'


@pytest.fixture(scope="session", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing that was kept before makes a test pass."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="session")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The flow layout on coated paper, PDF/X-4, with marks."""
    return printed(tmp_path_factory.mktemp("magazine"), press="magazine-a4-coated")


@pytest.fixture(scope="session")
def magazine_x1a(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The same as PDF/X-1a, with a colour bar."""
    return printed(tmp_path_factory.mktemp("magazine-x1a"), press=X1A)


@pytest.fixture(scope="session")
def tabloid(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The newspaper layout on newsprint, PDF/X-4; two stories do not fill it, so it is a proof."""
    return printed(
        tmp_path_factory.mktemp("tabloid"), press="newsprint-tabloid", layout="newspaper"
    )


@pytest.fixture(scope="session")
def tabloid_x1a(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The same as PDF/X-1a."""
    return printed(tmp_path_factory.mktemp("tabloid-x1a"), press=X1A_NEWS, layout="newspaper")


EVERY = ("magazine", "magazine_x1a", "tabloid", "tabloid_x1a")


@pytest.fixture(params=EVERY)
def each(request: pytest.FixtureRequest) -> Printed:
    """Every combination of layout, press and standard."""
    found: Printed = request.getfixturevalue(request.param)
    return found
