"""Gathers what is found in one text, so that a hundred of a kind become one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..findings import Finding, finding
from ..model import Origin

_MOST_OF_A_KIND = 25
"""More findings of one code than this in one article help nobody."""


@dataclass(slots=True)
class _Repeated:
    message: str
    line: int | None
    hint: str | None
    times: int = 1


@dataclass(slots=True)
class Remarks:
    """What the readers of one text have to say; ``origin`` names its file."""

    origin: Origin
    _single: list[Finding] = field(default_factory=list)
    _left_out: dict[str, int] = field(default_factory=dict)
    _repeated: dict[tuple[str, str], _Repeated] = field(default_factory=dict)

    def at(self, line: int | None) -> Origin:
        """Return the place of ``line`` in this file; ``None`` is the origin's own line."""
        return self.origin if line is None else Origin(self.origin.path, line)

    def add(self, code: str, message: str, *, line: int | None, hint: str | None = None) -> None:
        """Note one thing at ``line``."""
        if sum(1 for one in self._single if one.code == code) >= _MOST_OF_A_KIND:
            self._left_out[code] = self._left_out.get(code, 0) + 1
            return
        self._single.append(finding(code, message, origin=self.at(line), hint=hint))

    def take(self, findings: tuple[Finding, ...]) -> None:
        """Add findings somebody else made."""
        self._single.extend(findings)

    def count(
        self,
        code: str,
        kind: str,
        message: str,
        *,
        line: int | None,
        hint: str | None = None,
        told: bool = True,
    ) -> None:
        """Note one more of a ``kind``; all of a kind become one finding at the first line.

        How many there are is ``told`` in it or not.
        """
        seen = self._repeated.get((code, kind))
        if seen is None:
            self._repeated[code, kind] = _Repeated(message, line, hint)
        elif told:
            seen.times += 1

    def findings(self) -> tuple[Finding, ...]:
        """Return everything noted, the counted kinds last."""
        counted = tuple(
            finding(
                code,
                one.message + _and_more(one.times - 1),
                origin=self.at(one.line),
                hint=one.hint,
            )
            for (code, _), one in self._repeated.items()
        )
        cut_short = tuple(
            finding(code, f"There are {more} more places like these.", origin=self.origin)
            for code, more in self._left_out.items()
        )
        return (*self._single, *counted, *cut_short)


def _and_more(times: int) -> str:
    if times <= 0:
        return ""
    return f" The same in {times} more place{'s' if times > 1 else ''}."
