"""Passwords: from the environment or the system's keyring, and never from a file."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..errors import DeliveryError
from ..model import slugified

PRINTER = "EDITION_PRINTER_PASSWORD"
READERS = "EDITION_READERS_PASSWORD"


def variables(variable: str, name: str | None = None) -> tuple[str, ...]:
    """Return where a password may stand in the environment, the one for ``name`` alone first."""
    own = slugified(name or "").replace("-", "_").upper()
    return (f"{variable}_{own}", variable) if own else (variable,)


def password_for(server: str, user: str | None, places: Sequence[str]) -> str | None:
    """Return the password of ``user`` at ``server``, ``None`` when none is known.

    ``places`` are the names it may have in the environment; the keyring is asked last.
    """
    for place in places:
        if os.environ.get(place):
            return os.environ[place]
    if user is None:
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_service(server), user)
    except (KeyringError, RuntimeError):  # No keyring here, or it is locked.
        return None


def save_password(password: str, *, server: str, user: str, places: Sequence[str]) -> None:
    """Keep ``password`` in the system's keyring.

    Raises:
        DeliveryError: there is no keyring that takes it.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_service(server), user, password)
    except (KeyringError, RuntimeError) as error:
        raise DeliveryError(
            "This system has no keyring that keeps passwords, or it is locked. Nothing was saved.",
            hint=f"Give the password in the environment instead: {places[-1]}",
        ) from error


def _service(server: str) -> str:
    return f"edition {server}"
