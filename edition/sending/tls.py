"""Encrypted ways: whom to believe, and what to say when somebody is not to be believed."""

from __future__ import annotations

import ssl
from pathlib import Path

from ..errors import DeliveryError


def context(certificate: str | None, home: Path) -> ssl.SSLContext:
    """Return what checks the certificate of a server.

    ``certificate`` is a file, seen from ``home``, to trust besides those of the system.

    Raises:
        DeliveryError: that file cannot be used.
    """
    checks = ssl.create_default_context()
    checks.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate is not None:
        path = home / Path(certificate).expanduser()
        try:
            checks.load_verify_locations(path)
        except (OSError, ssl.SSLError) as error:
            reason = error.strerror if isinstance(error, FileNotFoundError) else "not a certificate"
            raise DeliveryError(
                f"The certificate {path} cannot be used: {reason}.",
                hint="Compare certificate in publication.toml. It is a file that begins with "
                "-----BEGIN CERTIFICATE-----",
            ) from error
    return checks


def distrusted(server: str, error: ssl.SSLCertVerificationError, *, whose: str) -> DeliveryError:
    """Return what to say when the certificate of ``server`` does not hold.

    ``whose`` is who runs the server: ``the printer``.
    """
    reason = (error.verify_message or str(error)).rstrip(".")
    return DeliveryError(
        f"{server} does not prove that it is {server}: {reason}.",
        hint=f"Compare the server's name with the letter. If it is right, ask {whose} for the "
        "certificate, save it beside publication.toml, and name it there as certificate.",
    )
