"""Values of our own as JSON and back; what comes back is checked against its type, part by part.

What is kept between builds may have been damaged or put there by somebody else:
nothing in it is believed but what has the shape it must have.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
_LISTED = (list, tuple, frozenset, set)
_PLAIN = frozenset({str, int, float, bool, NoneType})
_MOST_KINDS = 512
"""More than there are, each once; what reads and tells them is made when the first one comes."""


def told(value: Any) -> Any:
    """Return ``value``, a dataclass or what those are made of, as JSON has it."""
    kind: Any = type(value)
    return value if kind in _PLAIN else _teller(kind)(value)


@lru_cache(_MOST_KINDS)
def _teller(kind: Any) -> Callable[[Any], Any]:
    """Return what tells values of ``kind``."""
    if is_dataclass(kind):
        names = [one.name for one in fields(kind)]
        if len(names) == 1:
            return lambda value: [told(getattr(value, names[0]))]
        parts = attrgetter(*names) if names else lambda value: ()
        return lambda value: _listed(parts(value))
    if issubclass(kind, Mapping):
        return lambda value: [[told(key), told(one)] for key, one in value.items()]
    if issubclass(kind, set | frozenset):
        return lambda value: _listed(sorted(value))
    if issubclass(kind, list | tuple):
        return _listed
    return lambda value: value


def _listed(values: Any) -> list[Any]:
    return [one if type(one) in _PLAIN else told(one) for one in values]


def read(kind: type[Value], said: Any) -> Value:
    """Return the value of ``kind`` that was told as ``said``.

    Raises:
        TypeError: it was not; nothing is said about where.
    """
    of: Any = kind
    return cast(Value, _reader(of)(said))


@lru_cache(_MOST_KINDS)
def _reader(kind: Any) -> Callable[[Any], Any]:
    """Return what reads values of ``kind``, and raises a TypeError for everything else."""
    if kind in _PLAIN:
        return _number if kind is float else _exactly(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _either(inner)
    if origin is Literal:
        return _one_of(inner)
    if origin is None:  # A dataclass, or a named tuple
        return _made(kind)
    if origin is tuple and inner[-1] is not Ellipsis:
        parts = _Parts(inner)
        return lambda said: tuple(parts(said))
    if origin in _LISTED:
        each = _reader(inner[0])
        return lambda said: origin([each(one) for one in _list(said)])
    pair = _Parts(inner)
    return lambda said: dict(pair(one) for one in _list(said))


def _exactly(kind: Any) -> Callable[[Any], Any]:
    def exactly(said: Any) -> Any:
        if type(said) is kind:
            return said
        raise TypeError("another kind")

    return exactly


def _number(said: Any) -> float:
    if type(said) is float or type(said) is int:
        return float(said)
    raise TypeError("another kind")


def _either(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    def either(said: Any) -> Any:
        if said is None and NoneType in kinds:
            return None
        for kind in kinds:
            try:
                return _reader(kind)(said)
            except (TypeError, ValueError):
                continue
        raise TypeError("none of the kinds allowed")

    return either


def _one_of(words: tuple[Any, ...]) -> Callable[[Any], Any]:
    def one_of(said: Any) -> Any:
        if said not in words:
            raise TypeError("none of the words allowed")
        return said

    return one_of


def _made(kind: Any) -> Callable[[Any], Any]:
    parts = _Parts(())

    def made(said: Any) -> Any:
        if not parts.kinds:  # Not before it is needed: a kind may hold others of its own.
            parts.kinds = _hints(kind)
        return kind(*parts(said))

    return made


class _Parts:
    """Reads a list of as many values as there are ``kinds``, each of its own."""

    def __init__(self, kinds: tuple[Any, ...]) -> None:
        self.kinds = kinds
        self._readers: tuple[Callable[[Any], Any], ...] = ()

    def __call__(self, said: Any) -> list[Any]:
        if len(_list(said)) != len(self.kinds):
            raise TypeError("another number of parts")
        self._readers = self._readers or tuple(map(_reader, self.kinds))
        return [read(one) for read, one in zip(self._readers, said, strict=True)]


def _list(said: Any) -> list[Any]:
    if not isinstance(said, list):
        raise TypeError("no list")
    return said


def _hints(kind: Any) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)] if is_dataclass(kind) else list(hints)
    return tuple(hints[name] for name in names)
