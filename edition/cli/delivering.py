"""Commands that bring finished files to readers and printers."""

from __future__ import annotations
