"""The check of a PDF before it goes to the printer, by what its pages really paint."""

from __future__ import annotations

from functools import partial

from pikepdf import PdfError

from ...patience import OverdoneError, patience
from ...press_profile import PressProfile
from .going_through import Manner
from .judging import judge
from .opened import UnreadableError
from .telling import findings
from .verdict import (
    KnownFile,
    KnownPlace,
    PageFacts,
    Preflight,
    Purpose,
    RuleResult,
    Spot,
    Verdict,
)  # fmt: skip

__all__ = [
    "KnownFile", "KnownPlace", "Manner", "PageFacts", "Preflight", "Purpose", "RuleResult", "Spot",
    "UnreadableError", "Verdict", "findings", "preflight",
]  # fmt: skip

_DAMAGED = (
    PdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError
)  # fmt: skip
"""What a library says of objects that are not what they have to be."""
_SECONDS = 90.0
_SECONDS_A_MEGABYTE = 3.0
_MEGABYTES = 1500
_AFRESH = Manner()


def preflight(
    data: bytes,
    profile: PressProfile,
    *,
    known: KnownFile | None = None,
    purpose: Purpose = "issue",
    manner: Manner = _AFRESH,
) -> Preflight:
    """Judge the PDF ``data`` by what ``profile`` demands, rule by rule.

    ``known`` is what stands where in a file of our own making, so that verdicts can name it.
    ``purpose`` says whether it is all pages of an issue or one advertisement, of any size,
    ``manner`` how it is gone about.

    Raises:
        UnreadableError: it is no PDF, protected, damaged beyond reading, or made to harm.
    """
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * len(data) / 1_000_000
    bounded = partial(patience, seconds=seconds, megabytes=_MEGABYTES)
    try:
        with bounded():
            return judge(
                data, profile, known=known, purpose=purpose, manner=manner, bounded=bounded
            )
    except _DAMAGED as problem:
        raise UnreadableError(
            "This PDF is damaged in a way that keeps it from being judged.",
            hint="Write it anew with the program it was made in.",
        ) from problem
    except (OverdoneError, MemoryError) as problem:
        raise UnreadableError(
            "This PDF takes more time or memory than any page for a press.",
            hint="Write it anew with the program it was made in; do not open it elsewhere.",
        ) from problem
