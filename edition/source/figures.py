"""A picture as an article asks for it, before the picture desk has looked at the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast
from urllib.parse import unquote

from markupsafe import Markup

from ..findings import Finding, finding
from ..model import Figure, FigureSize, Focus, Origin
from .remarks import Remarks

_SIZES = ("column", "wide", "full")
_KEYS = frozenset({"credit", "focus", "size", "decorative", "wanted"})
_ELSEWHERE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:)?//", re.ASCII)
_PACKED = re.compile(r"(?:data|blob|cid):", re.IGNORECASE)
_WORDS = {"left": 0.0, "top": 0.0, "center": 50.0, "centre": 50.0, "middle": 50.0,
          "right": 100.0, "bottom": 100.0}  # fmt: skip
_YES = ("true", "yes", "1")
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%?\Z")
_PAIR = re.compile(r"""([A-Za-z][\w-]*)\s*=\s*(?:"([^"]*)"|“([^”]*)”|'([^']*)'|([^\s"'}]+))""")


@dataclass(frozen=True, slots=True)
class FigureReference:
    """What an article says of a picture; ``None`` where it says nothing.

    ``target`` is the file as the editor names it, relative to the issue or to
    its ``images`` folder. A picture that is ``wanted`` may be absent for now.
    """

    target: str
    origin: Origin
    alt: str | None = None
    caption: Markup | None = None
    credit: str | None = None
    focus: Focus | None = None
    size: FigureSize | None = None
    decorative: bool = False
    wanted: bool = False


class PictureDesk(Protocol):
    """Finds a picture and completes its words from ``captions.toml`` and from the file itself."""

    def figure(self, reference: FigureReference) -> tuple[Figure, tuple[Finding, ...]]:
        """Return the figure for ``reference`` and what is wrong with it."""
        ...


def read_focus(text: str) -> Focus | None:
    """Read ``40% 30%`` or ``left top``: per cent from left and top; ``None`` when it is neither."""
    parts = text.replace(",", " ").lower().split()
    if len(parts) != 2:
        return None
    values = [_share(part) for part in parts]
    if parts[0] in ("top", "bottom") or parts[1] in ("left", "right"):
        values.reverse()
    left, top = values
    return None if left is None or top is None else Focus(left, top)


def _share(text: str) -> float | None:
    if text in _WORDS:
        return _WORDS[text]
    found = _PER_CENT.match(text)
    value = float(found[1]) if found else 101.0
    return value if value <= 100.0 else None


def read_attributes(text: str, *, line: int | None, remarks: Remarks) -> dict[str, str]:
    """Read what stands in braces after a picture: ``credit="…" focus="40% 30%" size=wide``."""
    inner = text.strip()[1:-1]
    read: dict[str, str] = {}
    for found in _PAIR.finditer(inner):
        key = found[1].lower()
        value = next((one for one in found.groups()[1:] if one is not None), "")
        if key in _KEYS:
            read[key] = value
        else:
            remarks.add(
                "SRC-003",
                f"A picture has no attribute called {key}; it was passed over.",
                line=line,
                hint="A picture may have credit, focus, size, decorative and wanted.",
            )
    rest = " ".join(_PAIR.sub(" ", inner).split())
    if rest:
        remarks.add(
            "SRC-003",
            f"{{{rest[:60]}}} after a picture cannot be read; it was passed over.",
            line=line,
            hint='Write {credit="Photo: Name" focus="40% 30%" size=wide}.',
        )
    return read


def reference(
    attributes: Mapping[str, str], *, caption: Markup | None, line: int | None, remarks: Remarks
) -> FigureReference:
    """Return the reference a picture's attributes make."""
    focus = size = None
    if written := attributes.get("focus"):
        focus = read_focus(written)
        if focus is None:
            _say_wrong(
                "focus", written, 'Write focus="40% 30%": from left, from top.', line, remarks
            )
    if written := attributes.get("size"):
        size = cast(FigureSize, written.lower()) if written.lower() in _SIZES else None
        if size is None:
            _say_wrong("size", written, "It may be column, wide or full.", line, remarks)
    alt = " ".join(attributes.get("alt", "").split())
    return FigureReference(
        target=unquote(attributes.get("src", "").strip()),
        origin=remarks.at(line),
        alt=alt or None,
        caption=caption or None,
        credit=attributes.get("credit", "").strip() or None,
        focus=focus,
        size=size,
        decorative=attributes.get("decorative", "").lower() in _YES,
        wanted=attributes.get("wanted", "").lower() in _YES,
    )


def _say_wrong(key: str, value: str, hint: str, line: int | None, remarks: Remarks) -> None:
    remarks.add("SRC-004", f"The {key} of a picture cannot be “{value}”.", line=line, hint=hint)


def figure_for(one: FigureReference, desk: PictureDesk) -> tuple[Figure, tuple[Finding, ...]]:
    """Return the figure from ``desk``; a picture that is not in the folder comes back empty."""
    if not (_ELSEWHERE.match(one.target) or _PACKED.match(one.target)):
        return desk.figure(one)
    packed = _PACKED.match(one.target) is not None
    name = one.target.split(",")[0][:40] if packed else one.target
    shown = name if len(name) <= 90 else f"{name[:89]}…"
    said = finding(
        "PIC-014",
        f"The picture {shown} is packed into the text instead of lying in the folder."
        if packed
        else f"The picture {shown} lies on a web site, not in the folder.",
        origin=one.origin,
        hint="Save it into images/ and write that name; mind whose picture it is.",
    )
    empty = Figure(
        None,
        name,
        one.origin,
        caption=one.caption,
        credit=one.credit,
        alt=one.alt,
        focus=one.focus or Focus(),
        size=one.size,
        decorative=one.decorative,
    )
    return empty, (said,)
