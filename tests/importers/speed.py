"""How long 200 saved pages of 150 kB take: ``python -m tests.importers.speed``."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from edition.importers.selection import Selection
from edition.importers.sources import find

from .shapes import all_shapes

PAGES, SIZE = 200, 150_000


def pages(folder: Path, count: int = PAGES) -> Path:
    """Write ``count`` pages in turn of every shape into ``folder``, each padded to full size."""
    shapes = [one for one in all_shapes() if one.suffix == ".html" and one.name != "utf16"]
    for number in range(count):
        one = shapes[number % len(shapes)]
        data = one.data
        teasers = b"".join(
            b'<div class="teaser-list"><a href="/s/%d"><h3>Story number %d of the archive</h3></a>'
            b'<p class="t">A line about what stands in it, and where.</p></div>' % (item, item)
            for item in range((SIZE - 30_000 - len(data)) // 150)
        )
        styles = b"<style>" + b".a{color:#333;margin:0 auto}" * 1050 + b"</style>"
        at = data.lower().rfind(b"</body>")
        whole = data[:at] + teasers + styles + data[at:] if at > 0 else data + teasers + styles
        (folder / f"page-{number:03}.html").write_bytes(whole.replace(b"/2026/", b"/%d/" % number))
    return folder


def measured(folder: Path) -> tuple[int, float, float]:
    """Return how many stories were found, seconds of processor time, megabytes at most."""
    began = time.process_time()
    found = find([str(folder)], Selection())
    spent = time.process_time() - began
    return len(found.stories), spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        stories, seconds, megabytes = measured(pages(Path(name)))
        size = sum(one.stat().st_size for one in Path(name).iterdir()) / PAGES / 1000
        sys.stdout.write(
            f"{stories} stories of {PAGES} pages of {size:.0f} kB:"
            f" {seconds:.1f} s of processor time, {megabytes:.0f} MB at most\n"
        )
