"""Real servers on the loopback, and a line to them that breaks when it is told to."""

from __future__ import annotations

import datetime
import getpass
import ipaddress
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

SSHD = "/usr/sbin/sshd"


@dataclass(frozen=True)
class Certificate:
    """The files of a certificate for localhost that vouches for itself, and of its key."""

    certificate: Path
    key: Path


def certificate_for(folder: Path, *names: str) -> Certificate:
    """Make a certificate for ``names``, or for localhost and 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, (names or ("localhost",))[0])])
    now = datetime.datetime.now(datetime.UTC)
    alternatives: list[x509.GeneralName] = [x509.DNSName(one) for one in names or ("localhost",)]
    if not names:
        alternatives.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = Certificate(folder / "certificate.pem", folder / "key.pem")
    files.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass
class Sshd:
    """A running OpenSSH server; ``folder`` is where files are to go."""

    port: int
    folder: Path
    key: Path
    """Our key, which it lets in."""
    host_key: Path
    known_hosts: Path
    """Knows the server already."""

    @property
    def fingerprint(self) -> str:
        return str(asyncssh.read_public_key(f"{self.host_key}.pub").get_fingerprint())

    def know(self, port: int) -> None:
        """Let the server be known at ``port`` as well, where a line to it begins."""
        line = Path(f"{self.host_key}.pub").read_text("utf-8")
        with self.known_hosts.open("a", encoding="utf-8") as file:
            file.write(f"[127.0.0.1]:{port} {line}")

    def settings(self, port: int | None = None) -> str:
        return (
            '[[printer]]\nname = "Harbour Press"\nby = "sftp"\nserver = "127.0.0.1"\n'
            f'port = {port or self.port}\nuser = "{getpass.getuser()}"\nfolder = "{self.folder}"\n'
            f'key = "{self.key}"\nknown_hosts = "{self.known_hosts}"\n'
        )


@contextmanager
def sshd(home: Path) -> Iterator[Sshd]:
    """Run OpenSSH's server with keys of its own; skip where it is not installed."""
    if not Path(SSHD).is_file():
        pytest.skip("OpenSSH's server is not installed: tools/set-up/system.sh test")
    home.mkdir()
    with suppress(OSError):  # Where root runs it, it wants this; elsewhere it does without.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    folder = home / "incoming"
    folder.mkdir()
    server = Sshd(free_port(), folder, home / "us", home / "host", home / "known_hosts")
    for path in (server.key, server.host_key):
        key = asyncssh.generate_private_key("ssh-ed25519")
        key.write_private_key(str(path))
        key.write_public_key(f"{path}.pub")
        path.chmod(0o600)
    shutil.copy(f"{server.key}.pub", home / "authorized_keys")
    server.know(server.port)
    (home / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{server.port}\nHostKey {server.host_key}\nPidFile none\n"
        f"AuthorizedKeysFile {home / 'authorized_keys'}\nStrictModes no\nUsePAM no\n"
        "PermitRootLogin yes\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
        "Subsystem sftp internal-sftp\nUseDNS no\n",
        "utf-8",
    )
    process = subprocess.Popen(
        [SSHD, "-D", "-e", "-f", str(home / "sshd_config")],
        stderr=(home / "log").open("wb"),
    )
    try:
        answers(server.port)
        yield server
    finally:
        process.terminate()
        process.wait(10)


def answers(port: int, seconds: float = 10.0) -> None:
    """Wait until somebody answers at ``port``."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


@dataclass
class Line:
    """A line to a server on the loopback that can be cut.

    ``cuts`` is how many bytes from us get through on the first connection, the second, and
    so on; the connections after those are whole. ``pace`` is bytes a second, 0 for no limit.
    """

    to: int
    cuts: list[int] = field(default_factory=list)
    pace: float = 0.0
    passed: int = 0
    connections: int = 0

    def __post_init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        # Otherwise a slow machine takes megabytes off the sender's hands before the cut is felt.
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        self.port = int(self._server.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                self.connections += 1
                left = self.cuts.pop(0) if self.cuts else -1
                far = socket.create_connection(("127.0.0.1", self.to))
                for one, other, limit in ((near, far, left), (far, near, -1)):
                    threading.Thread(
                        target=self._carry, args=(one, other, limit), daemon=True
                    ).start()

    def _carry(self, one: socket.socket, other: socket.socket, left: int) -> None:
        ours = one.getsockname()[1] == self.port
        with suppress(OSError):
            while data := one.recv(65536):
                if ours:
                    self.passed += len(data)
                    if self.pace:
                        time.sleep(len(data) / self.pace)
                if left >= 0:
                    data = data[:left]
                    left -= len(data)
                other.sendall(data)
                if left == 0:
                    break
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def line(to: int, *cuts: int, pace: float = 0.0) -> Iterator[Line]:
    made = Line(to, list(cuts), pace)
    try:
        yield made
    finally:
        made.close()
