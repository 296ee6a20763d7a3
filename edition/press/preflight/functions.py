"""Functions as PDF writes them (ISO 32000-1, 7.10), worked out for many values at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy

from .values import MOST_NUMBERS, integer, numbers, stream_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[numpy.float64]
    """One row a colour, one column a component."""

Function = Callable[["Values"], "Values"]

_DEEPEST = 8
_MOST_SAMPLES = 4_000_000
_MOST_WORDS = 20_000


class FunctionError(Exception):
    """A function that is none."""


def function(written: Any, depth: int = 0) -> Function:
    """Return what ``written`` does to rows of values.

    Raises:
        FunctionError: it is damaged, or larger than any function is.
    """
    import pikepdf

    if depth > _DEEPEST:
        raise FunctionError("nested too deep")
    if isinstance(written, pikepdf.Array):
        if len(written) > 32:
            raise FunctionError("too many parts")
        parts = [function(one, depth + 1) for one in written]
        return lambda values: numpy.concatenate([part(values) for part in parts], axis=1)
    if not isinstance(written, (pikepdf.Dictionary, pikepdf.Stream)):
        raise FunctionError("no function")
    domain = _pairs(written, "/Domain")
    result_range = _pairs(written, "/Range")
    inner = _of_type(written, domain, result_range, depth)

    def worked_out(values: Values) -> Values:
        if domain is not None:
            if values.shape[1] < len(domain):
                raise FunctionError("too few values")
            values = numpy.clip(values[:, : len(domain)], domain[:, 0], domain[:, 1])
        result = inner(values)
        if result_range is not None and result.shape[1] == len(result_range):
            result = numpy.clip(result, result_range[:, 0], result_range[:, 1])
        return result

    return worked_out


def _pairs(written: Any, key: str) -> Values | None:
    found = numbers(written.get(key))
    if not found or len(found) % 2:
        return None
    return numpy.array(found, dtype=float).reshape(-1, 2)


def _of_type(written: Any, domain: Values | None, ranged: Values | None, depth: int) -> Function:
    match integer(written.get("/FunctionType"), -1):
        case 0 if domain is not None and ranged is not None:
            return _sampled(written, domain, ranged)
        case 2:
            return _exponential(written)
        case 3 if domain is not None:
            return _stitched(written, domain, depth)
        case 4 if ranged is not None:
            return _calculated(stream_bytes(written, 1_000_000), len(ranged))
    raise FunctionError("of no known kind")


def _exponential(written: Any) -> Function:
    first = numpy.array(numbers(written.get("/C0")) or [0.0])
    last = numpy.array(numbers(written.get("/C1")) or [1.0])
    (power,) = numbers([written.get("/N", 1)]) or [1.0]
    if first.shape != last.shape:
        raise FunctionError("ends that differ in number")
    return lambda values: (
        first + numpy.power(numpy.maximum(values[:, :1], 1e-12), power) * (last - first)
    )


def _stitched(written: Any, domain: Values, depth: int) -> Function:
    listed = written.get("/Functions")
    if listed is None or not 0 < len(listed) <= 256:
        raise FunctionError("no parts")
    parts = [function(one, depth + 1) for one in listed]
    bounds = numbers(written.get("/Bounds"))
    encode = numbers(written.get("/Encode"))
    if len(bounds) != len(parts) - 1 or len(encode) != 2 * len(parts):
        raise FunctionError("parts without their bounds")
    edges = [float(domain[0, 0]), *bounds, float(domain[0, 1])]

    def worked_out(values: Values) -> Values:
        which = numpy.clip(numpy.searchsorted(bounds, values[:, 0], "right"), 0, len(parts) - 1)
        result: Values | None = None
        for index, part in enumerate(parts):
            chosen = which == index
            low, high = edges[index], edges[index + 1]
            start, end = encode[2 * index], encode[2 * index + 1]
            share = (values[chosen, 0] - low) / (high - low) if high > low else 0.0
            found = part((start + share * (end - start) + numpy.zeros(chosen.sum())).reshape(-1, 1))
            if result is None:
                result = numpy.zeros((len(values), found.shape[1]))
            result[chosen] = found
        return result if result is not None else values

    return worked_out


def _sampled(written: Any, domain: Values, ranged: Values) -> Function:
    size = [int(one) for one in numbers(written.get("/Size"))]
    bits = integer(written.get("/BitsPerSample"), 8)
    outputs = len(ranged)
    total = outputs
    for one in size:
        total *= one
        if one < 1 or total > _MOST_SAMPLES:
            raise FunctionError("too many samples")
    if len(size) != len(domain) or len(size) > 6 or bits not in (1, 2, 4, 8, 16, 32):
        raise FunctionError("samples without order")
    raw = stream_bytes(written, (total * bits + 7) // 8 + 1024)
    samples = _unpacked(raw, bits, total).reshape(*reversed(size), outputs)
    flat = numbers(written.get("/Encode"))
    encode = numpy.array(flat or [end for one in size for end in (0, one - 1)]).reshape(-1, 2)
    decode = _pairs(written, "/Decode")
    decode = ranged if decode is None or len(decode) != outputs else decode
    spread = domain[:, 1] - domain[:, 0]
    spread[spread == 0] = 1.0

    def worked_out(values: Values) -> Values:
        share = (values - domain[:, 0]) / spread
        places = encode[:, 0] + share * (encode[:, 1] - encode[:, 0])
        places = numpy.clip(places, 0, numpy.array(size) - 1)
        low = numpy.floor(places).astype(int)
        high = numpy.minimum(low + 1, numpy.array(size) - 1)
        part = places - low
        result = numpy.zeros((len(values), outputs))
        for corner in range(1 << len(size)):
            weight = numpy.ones(len(values))
            index = []
            for axis in range(len(size)):
                up = corner >> axis & 1
                weight *= part[:, axis] if up else 1 - part[:, axis]
                index.append(high[:, axis] if up else low[:, axis])
            result += weight[:, None] * samples[tuple(reversed(index))]
        return decode[:, 0] + result * (decode[:, 1] - decode[:, 0])

    return worked_out


def _unpacked(raw: bytes, bits: int, total: int) -> Values:
    """Return samples from 0 to 1."""
    if bits < 8:
        loose = numpy.unpackbits(numpy.frombuffer(raw, numpy.uint8))
        rows = loose[: len(loose) // bits * bits].reshape(-1, bits)
        samples: Any = rows @ (1 << numpy.arange(bits)[::-1])
    else:
        whole = len(raw) // (bits // 8) * (bits // 8)
        samples = numpy.frombuffer(raw[:whole], f">u{bits // 8}")
    if len(samples) < total:
        raise FunctionError("too few samples")
    plain: Values = samples[:total].astype(float) / (2**bits - 1)
    return plain


# Calculations ------------------------------------------------------------------------------------

_WORD = re.compile(rb"[{}]|[^\0\t\n\f\r {}%]+|%[^\r\n]*")


@dataclass(frozen=True, slots=True)
class _Block:
    steps: tuple[bytes | float | _Block, ...]


def _calculated(source: bytes, outputs: int) -> Function:
    words = [one for one in _WORD.findall(source) if not one.startswith(b"%")]
    if len(words) > _MOST_WORDS or not words or words[0] != b"{":
        raise FunctionError("no calculation")
    block, _ = _block(words, 1, 0)

    def worked_out(values: Values) -> Values:
        stack = [values[:, index] for index in range(values.shape[1])]
        with numpy.errstate(all="ignore"):
            _run(block, stack)
        if len(stack) < outputs:
            raise FunctionError("too few results")
        rows = [numpy.broadcast_to(one, len(values)) for one in stack[-outputs:]]
        result: Values = numpy.nan_to_num(numpy.stack(rows, axis=1).astype(float))
        return result

    return worked_out


def _block(words: list[bytes], position: int, depth: int) -> tuple[_Block, int]:
    steps: list[bytes | float | _Block] = []
    if depth > 30:
        raise FunctionError("nested too deep")
    while position < len(words):
        word = words[position]
        position += 1
        if word == b"}":
            break
        if word == b"{":
            inner, position = _block(words, position, depth + 1)
            steps.append(inner)
            continue
        try:
            steps.append(float(word))
        except ValueError:
            steps.append(word)
    return _Block(tuple(steps)), position


_ONE: dict[bytes, Callable[[Any], Any]] = {
    b"abs": numpy.abs, b"ceiling": numpy.ceil, b"floor": numpy.floor, b"round": numpy.round,
    b"truncate": numpy.trunc, b"sqrt": numpy.sqrt, b"ln": numpy.log, b"log": numpy.log10,
    b"neg": numpy.negative, b"cvi": numpy.trunc, b"cvr": lambda one: one,
    b"sin": lambda one: numpy.sin(numpy.radians(one)),
    b"cos": lambda one: numpy.cos(numpy.radians(one)),
    b"not": lambda one: numpy.where(numpy.asarray(one) == 0, 1.0, 0.0),
}  # fmt: skip
_TWO: dict[bytes, Callable[[Any, Any], Any]] = {
    b"add": numpy.add, b"sub": numpy.subtract, b"mul": numpy.multiply, b"div": numpy.divide,
    b"idiv": lambda a, b: numpy.trunc(numpy.divide(a, b)), b"mod": numpy.fmod,
    b"exp": numpy.power, b"atan": lambda a, b: numpy.degrees(numpy.arctan2(a, b)) % 360,
    b"eq": numpy.equal, b"ne": numpy.not_equal, b"gt": numpy.greater,
    b"ge": numpy.greater_equal, b"lt": numpy.less, b"le": numpy.less_equal,
    b"and": lambda a, b: numpy.asarray(a).astype(int) & numpy.asarray(b).astype(int),
    b"or": lambda a, b: numpy.asarray(a).astype(int) | numpy.asarray(b).astype(int),
    b"xor": lambda a, b: numpy.asarray(a).astype(int) ^ numpy.asarray(b).astype(int),
    b"bitshift": lambda a, b: numpy.asarray(a) * 2.0 ** numpy.asarray(b),
}  # fmt: skip


def _run(block: _Block, stack: list[Any]) -> None:
    pending: list[_Block] = []
    for step in block.steps:
        if len(stack) > 100:
            raise FunctionError("more values than a stack holds")
        match step:
            case float():
                stack.append(step)
            case _Block():
                pending.append(step)
            case b"if" | b"ifelse":
                _choose(step == b"ifelse", pending, stack)
            case _:
                _do(step, stack)


def _choose(either: bool, pending: list[_Block], stack: list[Any]) -> None:
    """Do both, and take of each row what its condition says."""
    if len(pending) < 1 + either or not stack:
        raise FunctionError("a choice of nothing")
    otherwise = pending.pop() if either else None
    then = pending.pop()
    condition = numpy.asarray(stack.pop()).astype(bool)
    one, other = list(stack), list(stack)
    _run(then, one)
    if otherwise is not None:
        _run(otherwise, other)
    if len(one) != len(other):
        raise FunctionError("a choice of results that differ in number")
    stack[:] = [numpy.where(condition, a, b) for a, b in zip(one, other, strict=True)]


def _do(word: bytes, stack: list[Any]) -> None:
    try:
        if word in _TWO:
            second, first = stack.pop(), stack.pop()
            stack.append(_TWO[word](first, second))
        elif word in _ONE:
            stack.append(_ONE[word](stack.pop()))
        else:
            _shuffle(word, stack)
    except (IndexError, TypeError, ValueError) as problem:
        raise FunctionError("a calculation that cannot be done") from problem


def _shuffle(word: bytes, stack: list[Any]) -> None:
    match word:
        case b"pop":
            stack.pop()
        case b"dup":
            stack.append(stack[-1])
        case b"exch":
            stack[-1], stack[-2] = stack[-2], stack[-1]
        case b"true" | b"false":
            stack.append(1.0 if word == b"true" else 0.0)
        case b"index":
            stack.append(stack[-1 - _whole(stack.pop())])
        case b"copy":
            count = _whole(stack.pop())
            stack += stack[len(stack) - count :]
        case b"roll":
            turns, count = _whole(stack.pop()), _whole(stack.pop())
            if 0 < count <= len(stack):
                part = stack[-count:]
                turns %= count
                stack[-count:] = part[-turns:] + part[:-turns] if turns else part
        case _:
            raise FunctionError("an unknown word")


def _whole(value: Any) -> int:
    found = int(numpy.asarray(value).flat[0])
    if not 0 <= abs(found) <= min(MOST_NUMBERS, 100):
        raise FunctionError("a number beyond all measure")
    return found
