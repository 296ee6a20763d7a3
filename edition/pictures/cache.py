"""The drawer of the cache in which pictures are kept that were made ready."""

from __future__ import annotations

from ..cache import PICTURES, folder, key

__all__ = ["clear", "folder", "holds", "key", "read", "trim", "write"]

read, write, trim, clear = PICTURES.read, PICTURES.write, PICTURES.trim, PICTURES.clear
holds = PICTURES.holds
