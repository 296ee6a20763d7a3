"""The Jinja environment and the few filters every edition's templates may use."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ..errors import LookError
from ..model import Origin, Paragraph
from ..patience import OverdoneError, patience
from . import Look, shared
from .words import listed, long_date

if TYPE_CHECKING:
    from ..document import Placed

SECONDS = 10.0
"""Of processor time for one page; the longest of ours takes a quarter of one."""

MEGABYTES = 1_000
"""Of memory for one page, over what is held already."""

LONGEST = 20_000_000
"""Characters of one page; a feature of 1,500 words has 20,000."""

BLOAT = "Look for a loop over too many things, or a macro or include that leads back to itself."


class Renderer:
    """Fills templates of one look for one edition."""

    def __init__(
        self, environment: ImmutableSandboxedEnvironment, folders: Sequence[Path] = ()
    ) -> None:
        self._environment = environment
        self._folders = folders

    def render(self, name: str, **values: object) -> Markup:
        """Return the template ``name`` filled with ``values``.

        A name the template uses and nobody gives is an error, never an empty string.

        Raises:
            LookError: the template is missing, broken, or uses an unknown name.
        """
        return self.render_each(name, (values,))[0]

    def render_each(self, name: str, values: Iterable[Mapping[str, object]]) -> tuple[Markup, ...]:
        """Return the template ``name`` filled with each of ``values``, which are few and short.

        They share what one page may take.

        Raises:
            LookError: as ``render``.
        """
        try:
            with patience(seconds=SECONDS, megabytes=MEGABYTES):
                return tuple(Markup(self._filled(name, one)) for one in values)
        except TemplateSyntaxError as error:
            raise _broken(error.name or name, error.message or str(error), error.lineno) from error
        except TemplateNotFound as error:
            raise LookError(
                f"The template {error.name} is in none of the folders templates are looked for in.",
                hint="Templates of a publication stand in its folder templates/.",
            ) from error
        except RecursionError as error:
            place, _, line = _place(error, name, self._folders)
            raise _broken(place, "it leads back to itself.", line, BLOAT) from error
        except OverdoneError as error:
            place, spent, line = _place(error, name, self._folders)
            raise _broken(place, f"it draws without end ({spent}).", line, BLOAT) from error
        except (MemoryError, OverflowError) as error:
            place, _, line = _place(error, name, self._folders)
            raise _broken(place, "what it draws is larger than any page.", line, BLOAT) from error
        except _FAILURES as error:
            raise _broken(*_place(error, name, self._folders)) from error

    def slips(self, name: str) -> Iterator[LookError]:
        """Yield what can be seen to be wrong in the template ``name`` without drawing it.

        Raises:
            LookError: it cannot be opened.
            TemplateSyntaxError: it is no template.
        """
        jinja = self._environment
        assert jinja.loader is not None
        source, _, _ = jinja.loader.get_source(jinja, name)
        tree = jinja.parse(source, name)
        jinja.compile(tree, name)
        for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
            wanted = getattr(getattr(node, "template", None), "value", None)
            if getattr(node, "ignore_missing", False) or not isinstance(wanted, str):
                continue
            try:
                jinja.loader.get_source(jinja, wanted)
            except TemplateNotFound:
                yield _broken(name, f"there is no template {wanted}.", node.lineno)

    def _filled(self, name: str, values: Mapping[str, object]) -> str:
        pieces: list[str] = []
        length = 0
        drawing = self._environment.get_template(name).generate(values)
        assert isinstance(drawing, Generator)
        for piece in drawing:
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:  # Said where the template is at, so that its line is known.
                drawing.throw(OverdoneError(f"more than {LONGEST:,} characters"))
        return "".join(pieces)


_FAILURES = (
    TemplateError,
    TypeError,
    AttributeError,
    ValueError,
    ArithmeticError,
    LookupError,
)
"""What a template can do wrong."""


def environment(look: Look, *, filters: Mapping[str, Callable[..., Any]]) -> Renderer:
    """Return a renderer for ``look`` with ``filters`` added to the common ones.

    A template may extend the shared file it replaces as ``shared/<name>``. Text
    is escaped whatever the template is called; only ``Markup`` is not. A template
    can draw, and nothing else: it reaches no file and no part of Python.
    """
    jinja = _Sandbox(
        loader=_loader(look),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        optimized=False,  # what it would win in one issue is less than it takes
    )
    jinja.filters.update({**COMMON_FILTERS, **filters})
    return Renderer(jinja, (*look.templates.folders, shared("templates")))


def unusable(name: str, look: Look) -> LookError | None:
    """Return what keeps the template ``name`` from being used, ``None`` when it can be read.

    It is read and not drawn: what it asks of an issue is seen when pages are made.
    """
    renderer = environment(look, filters=dict.fromkeys(_filters_of_ours(), str))
    try:
        with patience(seconds=SECONDS, megabytes=MEGABYTES):
            return next(renderer.slips(name), None)
    except LookError as error:
        return error
    except TemplateSyntaxError as error:
        return _broken(name, error.message or str(error), error.lineno)
    except (OverdoneError, RecursionError, MemoryError):
        return _broken(name, "it is nested too deep, or too long.", None, BLOAT)


@lru_cache(maxsize=1)
def _filters_of_ours() -> frozenset[str]:
    """Return the names of all filters the shared templates use: editions bring them."""
    texts = (path.read_text("utf-8") for path in sorted(shared("templates").rglob("*.j2")))
    return frozenset(name for text in texts for name in _FILTER.findall(text))


_FILTER = re.compile(r"\|\s*([a-z_]+)")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with a measure for what one sign can blow up."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        times = [one for one in (left, right) if isinstance(one, int)]
        things = [one for one in (left, right) if isinstance(one, str | list | tuple)]
        if operator == "*" and times and things and len(things[0]) * times[0] > LONGEST:
            raise OverflowError
        if operator == "**" and len(times) == 2 and left.bit_length() * right > DIGITS:
            raise OverflowError
        return super().call_binop(context, operator, left, right)


DIGITS = 10_000
"""Binary digits a power may come to."""


def kind(block: object) -> str:
    """Return the name of a block's kind as its template and class have it: ``pull-quote``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(block).__name__).lower()


def opening(body: Iterable[Placed]) -> Placed | None:
    """Return the first paragraph of a story, ``None`` when it has none outside its boxes."""
    return next((placed for placed in body if isinstance(placed.block, Paragraph)), None)


def bare_address(url: str) -> str:
    """Return a web address as a reader would say it: without scheme and ``www``."""
    parts = urlsplit(url)
    if not parts.netloc:
        return url
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/")


def no_flags(place: object) -> tuple[()]:
    """Return nothing: only an edition that marks findings on its pages has flags to show."""
    return ()


def no_page_breaks(place: object) -> tuple[()]:
    """Return nothing: only an EPUB made together with a paper says where its pages begin."""
    return ()


COMMON_FILTERS: Mapping[str, Callable[..., Any]] = {
    "kind": kind,
    "opening": opening,
    "bare_address": bare_address,
    "flags": no_flags,
    "page_breaks": no_page_breaks,
    "names": listed,
    "long_date": long_date,
}


def _loader(look: Look) -> BaseLoader:
    ours = FileSystemLoader(shared("templates"))

    def found(name: str) -> tuple[str, str, None] | None:
        path = look.templates.find(name)
        if path is None:
            return None
        try:
            return path.read_text("utf-8"), str(path), None
        except UnicodeDecodeError as error:
            raise _broken(name, "it is not saved as UTF-8.", None) from error
        except OSError as error:
            raise _broken(name, f"{error.strerror}.", None) from error

    return ChoiceLoader([FunctionLoader(found), PrefixLoader({"shared": ours}), ours])


def _broken(name: str, message: str, line: int | None, hint: str | None = None) -> LookError:
    return LookError(
        f"The template cannot be used: {message.rstrip('.')}.",
        origin=Origin(Path("templates") / name, line),
        hint=hint
        or "Take the shared template of the same name for comparison: edition look --copy.",
    )


def _place(error: Exception, name: str, folders: Sequence[Path]) -> tuple[str, str, int | None]:
    """Return template, message and line of the innermost template an error passed through."""
    line, found, trace = None, name, error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        home = next((one for one in folders if file.is_relative_to(one)), None)
        if home is not None:
            found, line = file.relative_to(home).as_posix(), trace.tb_lineno
        trace = trace.tb_next
    return found, str(error), line
