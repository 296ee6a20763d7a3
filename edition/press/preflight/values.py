"""Reads values out of a PDF that may be anything: numbers, names, streams of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

MOST_NUMBERS = 4096
"""Numbers in an array that we look at."""
MOST_ITEMS = 20_000
"""Items of a list or dictionary that we look at."""
_FARTHEST = 1e12


def number(value: Any, otherwise: float = 0.0) -> float:
    """Return a number as one, and ``otherwise`` for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return otherwise
    plain = float(value)
    return plain if -_FARTHEST < plain < _FARTHEST else otherwise


def integer(value: Any, otherwise: int = 0) -> int:
    """Return a whole number as one, and ``otherwise`` for anything else."""
    return int(number(value, otherwise))


def numbers(value: Any) -> list[float]:
    """Return the numbers of an array; none when there is something else in it."""
    if value is None or isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        return []
    found: list[float] = []
    for one in islice(items(value), MOST_NUMBERS):
        if isinstance(one, bool) or not isinstance(one, (int, float, Decimal)):
            return []
        found.append(number(one))
    return found


def items(value: Any) -> Iterator[Any]:
    """Yield the items of an array; of a single thing that thing, of nothing nothing."""
    import pikepdf

    if isinstance(value, (list, tuple)):
        yield from islice(value, MOST_ITEMS)
    elif isinstance(value, pikepdf.Array):
        for index in range(min(len(value), MOST_ITEMS)):
            yield value[index]
    elif value is not None:
        yield value


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a dictionary or of a stream's, keys with their slash."""
    import pikepdf

    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in islice(value.keys(), MOST_ITEMS):
            try:
                yield key, value.get(key)
            except (TypeError, UnicodeError):  # A name of bytes that are no letters.
                continue


def name(value: Any) -> str:
    """Return a name without its slash, and nothing for anything else."""
    import pikepdf

    if isinstance(value, pikepdf.Name):
        try:
            return str(value)[1:]
        except UnicodeError:
            return bytes(value.unparse())[1:].decode("latin-1")
    return str(value) if type(value).__name__ == "Name" else ""


def text(value: Any) -> str:
    """Return a string as text, and nothing for anything else."""
    import pikepdf

    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except UnicodeError:
        return bytes(value).decode("latin-1")


def get(value: Any, *path: str) -> Any:
    """Return what stands at ``path`` in dictionaries in dictionaries, ``None`` for nothing."""
    import pikepdf

    for key in path:
        if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
            return None
        value = value.get(key)
    return value


def is_stream(value: Any) -> bool:
    """Return whether ``value`` is a stream."""
    import pikepdf

    return isinstance(value, pikepdf.Stream)


def is_dictionary(value: Any) -> bool:
    """Return whether ``value`` is a dictionary, or a stream, which has one."""
    import pikepdf

    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream))


def identity(value: Any) -> tuple[int, int]:
    """Return the number of an object, 0, 0 when it stands in another one."""
    found: tuple[int, int] = getattr(value, "objgen", (0, 0))
    return found


def stream_bytes(value: Any, most: int) -> bytes:
    """Return what a stream holds, unpacked.

    Raises:
        StreamError: it cannot be unpacked, or holds more than ``most`` bytes.
    """
    import pikepdf

    try:
        found = bytes(value.read_bytes())
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RuntimeError, ValueError) as problem:
        raise StreamError("cannot be unpacked") from problem
    if len(found) > most:
        raise StreamError("is larger than anything of its kind")
    return found


class StreamError(Exception):
    """What a stream holds cannot be had; its text ends the sentence "The data …"."""
