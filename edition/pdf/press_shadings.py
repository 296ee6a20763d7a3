"""Runs of colour in inks: what a stylesheet or drawing asks for as a gradient."""

from __future__ import annotations

from typing import Any

from .press_colours import Mixer


def in_inks(shading: Any, mixer: Mixer, *, grey: bool) -> None:
    """Put inks in place of the screen colours a shading runs between.

    The engine's shadings run between colours one after another; what lies between two of
    them is then mixed of their inks. ``grey`` is for masks, which are light and dark only.
    """
    if shading.get("ColorSpace") == "/DeviceGray":
        return
    shading["ColorSpace"] = "/DeviceGray" if grey else "/DeviceCMYK"
    _run(shading["Function"], mixer, grey)


def _run(function: Any, mixer: Mixer, grey: bool) -> None:
    if "Functions" in function:
        for one in function["Functions"]:
            _run(one, mixer, grey)
        return
    for key in ("C0", "C1"):
        ends = [float(one) for one in function[key]]
        if len(ends) != 3:
            continue
        red, green, blue = ends
        if grey:
            function[key][:] = [0.3 * red + 0.59 * green + 0.11 * blue]
        else:
            function[key][:] = list(mixer.inks(red, green, blue))


def on_screen(shading: Any) -> None:
    """Put screen colours in place of inks a shading runs between, for the replica."""
    for function in shading["Function"].get("Functions", ()):
        for key in ("C0", "C1"):
            if len(function[key]) == 4:
                *colours, black = (float(one) for one in function[key])
                function[key][:] = [(1 - ink) * (1 - black) for ink in colours]
