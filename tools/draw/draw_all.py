"""Draw the pictures of the sample publication: python draw_all.py [NAME…].

A NAME is a picture's file name, with or without its ending; without names everything is drawn.
"""

from __future__ import annotations

import io
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import screens
from grade import develop
from house import PICTURES
from labels import exif, srgb_profile, with_blocks
from PIL import Image
from props import PROPS
from studio import SHOTS, Shot
from supplied import SUPPLIED

HERE = Path(__file__).resolve().parent
ISSUES = HERE.parents[1] / "issues"
CACHE = HERE / ".cache"
MODULES = (
    "adverts",
    *(f"diagrams.{name}" for name in ("charts", "paper", "press", "letters", "digital")),
    *(f"props.{name}" for name in ("sorts", "pages", "paper", "shop")),
)
SCREENS = {
    "2026-03-06/halftone-ramp.png": screens.halftone_ramp,
    "2026-03-06/moire.png": screens.moire,
}


def place(name: str) -> Path:
    """Where the picture `2026-03-06/name.svg` stands in its issue; one in `ads/` stands there."""
    date, file = name.split("/", 1)
    path = ISSUES / date / (file if "/" in file else f"images/{file}")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def render(scene: str, shot: Shot) -> Path:
    """Run POV-Ray over a scene; the result is a 16-bit PNG in the cache."""
    target = CACHE / f"{scene}.png"
    size = [f"+W{round(shot.width * shot.drawn)}", f"+H{round(shot.height * shot.drawn)}"]
    quality = ["+A0.4", "+AM2", "+R2", "+FN16", "-D", "-V", "-GD", "-GR", "-GS"]
    paths = [f"+I{HERE / 'scenes' / scene}.pov", f"+L{HERE / 'scenes'}", f"+L{CACHE}"]
    done = subprocess.run(
        ["povray", *paths, f"+O{target}", *size, *quality],
        cwd=CACHE,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"POV-Ray could not draw {scene}:\n{done.stderr[-1500:]}")
    return target


def photograph(scene: str, shot: Shot) -> None:
    """Render, print and save one continuous-tone picture."""
    if scene in PROPS:
        PROPS[scene](CACHE)
    size = (shot.width, shot.height)
    levels = develop(render(scene, shot), shot.grade, size=size, seed=sum(scene.encode()))
    image = Image.fromarray(levels)
    if shot.turned:  # stored lying on its side; the EXIF orientation sets it upright
        image = image.transpose(Image.Transpose.ROTATE_90)
    buffer = io.BytesIO()
    image.save(
        buffer,
        "JPEG",
        quality=shot.quality,
        optimize=True,
        progressive=False,
        dpi=(300, 300),
        exif=exif(shot.label, orientation=6 if shot.turned else 1),
        icc_profile=srgb_profile() if shot.icc else None,
    )
    data = buffer.getvalue()
    place(shot.file).write_bytes(with_blocks(data, shot.label) if shot.label else data)


def main() -> None:
    """Draw what is asked for, diagrams first."""
    wanted = {Path(name).stem for name in sys.argv[1:]}
    CACHE.mkdir(exist_ok=True)
    for module in MODULES:
        import_module(module)

    def asked(name: str) -> bool:
        return not wanted or Path(name).stem in wanted

    drawn = 0
    for name, draw in PICTURES.items():
        if asked(name):
            place(name).write_text(draw().svg(), encoding="utf-8")
            drawn += 1
    for name, write in SUPPLIED.items():
        if asked(name):
            place(name).write_bytes(write())
            drawn += 1
    for name, draw_screen in SCREENS.items():
        if asked(name):
            draw_screen(place(name), CACHE)
            drawn += 1
    for scene, shot in SHOTS.items():
        if asked(shot.file):
            photograph(scene, shot)
            drawn += 1
            sys.stdout.write(f"{shot.file}: {place(shot.file).stat().st_size / 1e6:.2f} MB\n")
    if wanted and not drawn:
        raise SystemExit(f"There is no picture called {', '.join(sorted(wanted))}.")
    sys.stdout.write(f"{drawn} pictures drawn.\n")


if __name__ == "__main__":
    main()
