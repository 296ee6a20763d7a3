"""The ``edition`` command: words in, exit code out."""

from __future__ import annotations

import gc
import os
import sys

from ..endings import INTERRUPTED

# In the order of the help. Commands import what they need when they run: "edition --version"
# should not wait for an engine.
from . import making as making  # isort: skip
from . import pressing as pressing  # isort: skip
from . import delivering as delivering  # isort: skip
from . import folders as folders  # isort: skip
from . import importing as importing  # isort: skip
from . import machine as machine  # isort: skip
from .application import app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command and leave with its exit code."""
    # A run makes much and throws little away; looking for rubbish takes a tenth of its time.
    gc.set_threshold(100_000, 50, 50)
    # Otherwise every package installed beside this one is asked whether it has a plugin.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        app(prog_name="edition")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # nor need it look for rubbish once more in all that goes now anyway
