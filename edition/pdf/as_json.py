"""Values of our own as JSON and back; what comes back is checked against its type, part by part.

What is kept between builds may have been damaged or put there by somebody else:
nothing in it is believed but what has the shape it must have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Value = TypeVar("Value")
_LISTED = (list, tuple, frozenset, set)


def told(value: Any) -> Any:
    """Return ``value``, a dataclass or what those are made of, as JSON has it."""
    if is_dataclass(value):
        return [told(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, Mapping):
        return [[told(key), told(one)] for key, one in value.items()]
    if isinstance(value, set | frozenset):
        return [told(one) for one in sorted(value)]
    if isinstance(value, list | tuple):
        return [told(one) for one in value]
    return value


def read(kind: type[Value], said: Any) -> Value:
    """Return the value of ``kind`` that was told as ``said``.

    Raises:
        TypeError: it was not; nothing is said about where.
    """
    return cast(Value, _read(kind, said))


def _read(kind: Any, said: Any) -> Any:
    if kind in (str, int, float, bool, NoneType):
        return _plain(kind, said)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _either(get_args(kind), said)
    if origin is Literal:
        if said not in get_args(kind):
            raise TypeError("none of the words allowed")
        return said
    if not isinstance(said, list):
        raise TypeError("no list")
    if origin is None:  # A dataclass, or a named tuple
        return kind(*_parts(_hints(kind), said))
    inner = get_args(kind)
    if origin in _LISTED:
        if origin is tuple and inner[-1] is not Ellipsis:
            return tuple(_parts(inner, said))
        return origin(_read(inner[0], one) for one in said)
    pairs = [_parts(inner, one) for one in said]
    return {key: value for key, value in pairs}


def _plain(kind: Any, said: Any) -> Any:
    if type(said) is kind:
        return said
    if kind is float and type(said) is int:
        return float(said)
    raise TypeError("another kind")


def _either(kinds: tuple[Any, ...], said: Any) -> Any:
    for kind in kinds:
        try:
            return _read(kind, said)
        except (TypeError, ValueError):
            continue
    raise TypeError("none of the kinds allowed")


def _parts(kinds: tuple[Any, ...], said: Any) -> Iterator[Any]:
    if not isinstance(said, list) or len(said) != len(kinds):
        raise TypeError("another number of parts")
    return (_read(kind, one) for kind, one in zip(kinds, said, strict=True))


@lru_cache(maxsize=128)
def _hints(kind: Any) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)] if is_dataclass(kind) else list(hints)
    return tuple(hints[name] for name in names)
