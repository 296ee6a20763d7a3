"""Which layers of a file are printed (ISO 32000-1, 8.11)."""

from __future__ import annotations

from typing import Any

from .values import get, identity, items, name


class Layers:
    """What is switched on and off when nobody switches anything."""

    def __init__(self, root: Any) -> None:
        settings = get(root, "/OCProperties", "/D")
        groups = get(root, "/OCProperties", "/OCGs")
        self.count = len(list(items(groups)))
        on = {identity(one) for one in items(get(settings, "/ON"))}
        self._off = {identity(one) for one in items(get(settings, "/OFF"))}
        if name(get(settings, "/BaseState")) == "OFF":
            self._off |= {identity(one) for one in items(groups)} - on
        self._off.discard((0, 0))

    def hides(self, layer: Any) -> bool:
        """Return whether a layer, or what several layers come to, is switched off."""
        if layer is None or not self._off:
            return False
        if name(get(layer, "/Type")) != "OCMD":
            return identity(layer) in self._off
        off = [identity(one) in self._off for one in items(get(layer, "/OCGs"))]
        if not off:
            return False
        match name(get(layer, "/P")):
            case "AllOn":
                return any(off)
            case "AnyOff":
                return not any(off)
            case "AllOff":
                return not all(off)
            case _:
                return all(off)
