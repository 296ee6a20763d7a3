"""Printers' other servers on the loopback: FTP with TLS, and WebDAV."""

from __future__ import annotations

import errno
import io
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.filesystems import AbstractedFS
from pyftpdlib.handlers import TLS_DTPHandler, TLS_FTPHandler
from pyftpdlib.servers import ThreadedFTPServer
from wsgidav.wsgidav_app import WsgiDAVApp

from .servers import Certificate, answers

USER, PASSWORD = "forme", "open sesame"


@dataclass
class FileServer:
    """A running server; ``cuts`` is how many bytes of each next file get through by FTP.

    A ``full`` one takes no more than a piece of any file.
    """

    way: str
    folder: Path
    certificate: Certificate
    port: int = 0
    cuts: list[int] = field(default_factory=list)
    full: bool = False
    put: int = 0
    """Bytes that were put, those that were cut off included."""

    def settings(self) -> str:
        return (
            f'[[printer]]\nname = "Harbour Press"\nby = "{self.way}"\nserver = "localhost"\n'
            f'port = {self.port}\nuser = "{USER}"\nfolder = "incoming"\n'
            f'certificate = "{self.certificate.certificate}"\n'
        )


class _File(io.FileIO):
    """A file on a disk that may be full, at the end of a line that may be cut."""

    def __init__(self, name: str, mode: str, server: FileServer, channel: Any) -> None:
        super().__init__(name, mode)
        self._server = server
        self._channel = channel
        self._left = server.cuts.pop(0) if server.cuts else None

    def write(self, data: Any) -> int:
        self._server.put += len(data)
        if self._server.full:
            # pyftpdlib says nothing of its own accord; others do, in these words.
            words = "452 No space left on device."
            self._channel.data_channel._resp = (words, self._channel.log)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                for end in (self._channel, self._channel.data_channel):
                    end.socket.sock_shutdown(socket.SHUT_RDWR)
                self._left = None
        return super().write(data)


@contextmanager
def ftps(home: Path, certificate: Certificate, *, at_once: bool = False) -> Iterator[FileServer]:
    """Run an FTP server that talks only when words and data are both encrypted.

    ``at_once``: from the very first word, as at port 990.
    """
    (home / "incoming").mkdir(parents=True)
    server = FileServer("ftps", home / "incoming", certificate)

    class Disk(AbstractedFS):  # type: ignore[misc]
        def open(self, name: str, mode: str) -> Any:
            if mode[0] == "r" and "+" not in mode:
                return super().open(name, mode)
            return _File(name, mode, server, self.cmd_channel)

    class Handler(TLS_FTPHandler):  # type: ignore[misc]
        certfile = str(certificate.certificate)
        keyfile = str(certificate.key)
        tls_control_required = tls_data_required = True
        dtp_handler = TLS_DTPHandler
        abstracted_fs = Disk

        def handle(self) -> None:
            if at_once:
                self.secure_connection(self.ssl_context)
            else:
                super().handle()

        def handle_ssl_established(self) -> None:
            if at_once:
                super().handle()

        authorizer = DummyAuthorizer()

    Handler.authorizer.add_user(USER, PASSWORD, str(home), perm="elradfmw")
    running = ThreadedFTPServer(("127.0.0.1", 0), Handler)
    server.port = running.address[1]
    thread = threading.Thread(target=running.serve_forever, kwargs={"timeout": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        running.close_all()
        thread.join(5)


@contextmanager
def webdav(home: Path, certificate: Certificate) -> Iterator[FileServer]:
    """Run a WebDAV server over HTTPS that asks who we are."""
    (home / "incoming").mkdir(parents=True)
    server = FileServer("webdav", home / "incoming", certificate)
    app = WsgiDAVApp(
        {
            "provider_mapping": {"/": str(home)},
            "simple_dc": {"user_mapping": {"*": {USER: {"password": PASSWORD}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False},
            "verbose": 0,
            "logging": {"enable": False},
        }
    )

    def limited(environ: dict[str, Any], start: Any) -> Any:
        if environ["REQUEST_METHOD"] == "PUT" and server.full:
            start("507 Insufficient Storage", [("Content-Length", "0")])
            return [b""]
        return app(environ, start)

    running = wsgi.Server(("127.0.0.1", 0), limited, numthreads=4)
    running.ssl_adapter = BuiltinSSLAdapter(str(certificate.certificate), str(certificate.key))
    running.error_log = lambda *words, **more: None
    running.prepare()
    server.port = running.bind_addr[1]
    thread = threading.Thread(target=running.serve, daemon=True)
    thread.start()
    try:
        answers(server.port)
        yield server
    finally:
        running.stop()
        thread.join(5)
