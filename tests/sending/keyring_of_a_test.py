"""A keyring that keeps passwords in a file named by the environment: for tests only."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    """What the systems' keyrings do, in plain sight."""

    priority = 1

    def _all(self) -> dict[str, str]:
        path = Path(os.environ["KEYRING_OF_A_TEST"])
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._all().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        path = Path(os.environ["KEYRING_OF_A_TEST"])
        path.write_text(json.dumps(self._all() | {f"{service} {username}": password}), "utf-8")
