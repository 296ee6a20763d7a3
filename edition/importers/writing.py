"""Writes a planned import: everything beside its place first, then all of it into place."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ..errors import DeliveryError
from .issue_folder import Plan, Step


def write(plan: Plan, folder: Path) -> None:
    """Write what ``plan`` says into the issue's ``folder``; nothing at all when that fails.

    Raises:
        DeliveryError: the folder cannot be written.
    """
    steps = [one for one in plan.steps if one.data is not None or one.picture is not None]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".import-", dir=folder))
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        for number, step in enumerate(steps):
            (aside / str(number)).write_bytes(_bytes(step))
        for number, step in enumerate(steps):
            path = folder / step.name
            path.parent.mkdir(parents=True, exist_ok=True)
            (aside / str(number)).replace(path)
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _bytes(step: Step) -> bytes:
    if step.data is not None:
        return step.data
    assert step.picture is not None and step.picture.file is not None
    return step.picture.file.read()


def _refused(folder: Path, error: OSError) -> DeliveryError:
    return DeliveryError(
        f"{folder} cannot be written: {error.strerror or error}.",
        hint="See that you may write there and that the disk is not full.",
    )
