"""Which module may import which: one way only, and every engine in one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "edition"
MODULES = sorted(PACKAGE.rglob("*.py"))

ORDER = (
    ("page",),
    ("press_profile", "offer", "outlets"),
    ("model",),
    ("findings",),
    ("errors",),
    ("outputs",),
    ("page_plan",),
    ("patience", "progress"),
    ("beside",),
    ("cache", "told", "versions"),
    ("look",),
    ("references",),
    ("references",),
    ("document",),
    ("passages",),
    ("makeup",),
    ("pictures",),
    ("source",),
    ("importers",),
    ("epub", "pdf", "press"),
    ("checks",),
    ("delivery",),
    ("catalogue", "sending"),
    ("foreseen",),
    ("build",),
    ("report", "shelf", "starter", "doctor", "terminal"),
    ("endings",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
LAYERS = {name: layer for layer, names in enumerate(ORDER) for name in names}

CLI = (
    "application",
    "arguments",
    "making",
    "pressing",
    "delivering",
    "folders",
    "importing",
    "machine",
)

ENGINES = {
    "ebooklib": {"epub/package.py"},
    # what lays out, what feeds it, and what is mended in it
    "weasyprint": {
        *(f"pdf/{name}.py" for name in ("engine", "fetcher", "mending", "lines", "dressing")),
        *(f"pdf/{name}.py" for name in ("lettering", "straight", "wider")),
    },
    "cssselect2": {"pdf/siblings.py"},
    "jinja2": {"look/templates.py"},
    "tinycss2": {"look/stylesheets.py", "look/slips.py"},
    "markdown_it": {"source/dialect.py"},
    "mdit_py_plugins": {"source/dialect.py"},
    "pyvips": {"pictures/pixels.py"},
    "segno": {"catalogue/advert.py"},
    "asyncssh": {"sending/by_sftp.py"},
    "ftplib": {"sending/by_ftps.py"},
    "smtplib": {"sending/post.py"},
    "keyring": {"sending/passwords.py"},
    "tomlkit": {"importers/settings_files.py"},
    "trafilatura": {"importers/extraction.py"},
    "mammoth": {"importers/word.py"},
    "odfdo": {"importers/open_document.py"},
    "feedparser": {"importers/feed.py"},
    "typer": {f"cli/{name}.py" for name in CLI},
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def own_imports(tree: ast.AST, home: tuple[str, ...]) -> Iterator[str]:
    """Yield the first name below ``edition`` of every module of ours that is imported.

    ``home`` is the package the module stands in, as the parts of its path. What
    is imported for the type checker alone does not count.
    """
    for node in _run(tree):
        match node:
            case ast.ImportFrom(level=0, module=str(module)) if module.startswith("edition"):
                yield from _first(module.split(".")[1:], node)
            case ast.ImportFrom(level=level, module=module) if level:
                base = home[: len(home) - (level - 1)]
                yield from _first([*base, *(module or "").split(".")], node)
            case ast.Import(names=names):
                for alias in names:
                    if alias.name.startswith("edition."):
                        yield alias.name.split(".")[1]


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that a running program reaches."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from _run(node)


def _first(parts: list[str], node: ast.ImportFrom) -> Iterator[str]:
    named = [part for part in parts if part]
    if named:
        yield named[0]
    else:  # from . import x: the names themselves are the modules
        yield from (alias.name for alias in node.names)


def outside_imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.split(".")[0] for alias in names)
            case ast.ImportFrom(level=0, module=str(module)):
                yield module.split(".")[0]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    own = parts[0]
    if own == "__init__":
        return
    assert own in LAYERS, f"{own} has no place in ORDER yet"
    for imported in own_imports(parsed(path), parts[:-1]):
        if imported in LAYERS:
            assert LAYERS[imported] <= LAYERS[own], f"{own} must not import {imported}"
        else:
            assert imported == "__version__", f"{imported} has no place in ORDER yet"
        if imported != own and imported in LAYERS:
            assert LAYERS[imported] < LAYERS[own], f"{own} and {imported} are neighbours"


def test_the_reading_of_imports_sees_both_forms() -> None:
    code = "from ..pdf import engine\nfrom .. import epub\nfrom . import same\nimport edition.cli"
    assert list(own_imports(ast.parse(code), ("source",))) == ["pdf", "epub", "source", "cli"]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_is_imported_in_one_place(engine: str) -> None:
    users = {name_of(path) for path in MODULES if engine in set(outside_imports(parsed(path)))}
    assert users <= ENGINES[engine], f"{engine} belongs to {ENGINES[engine]} alone"


def test_the_writing_side_of_pikepdf_is_in_one_module() -> None:
    writers = {
        name_of(path)
        for path in MODULES
        if "pikepdf" in set(outside_imports(parsed(path))) and ".save(" in path.read_text("utf-8")
    }
    assert len(writers) <= 1, f"pikepdf writes in {sorted(writers)}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    words = ast.get_docstring(parsed(path))
    assert words
    assert words.splitlines()[0].rstrip().endswith((".", ":")), "a sentence, in one line"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_prints(path: Path) -> None:
    calls = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))
    named = (call.func for call in calls)
    assert not any(isinstance(name, ast.Name) and name.id == "print" for name in named)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_can_be_taken_in(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_functions_can_be_taken_in() -> None:
    long = {
        f"{name_of(path)}: {node.name}": size
        for path in MODULES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > 80
    }
    assert not long
