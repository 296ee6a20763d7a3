"""Where editions are sent, as publication.toml says it: what is taken, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.findings import Finding
from edition.model import Publication
from edition.outlets import DropBox
from edition.source.publication import read_publication

PAPER = 'name = "The Forme"\nlanguage = "en"\npublisher = "Forme Press"\n'


def read(folder: Path, text: str) -> tuple[Publication, tuple[Finding, ...]]:
    (folder / "publication.toml").write_text(PAPER + text, "utf-8")
    publication, found = read_publication(folder)
    return publication, tuple(one for one in found if one.code != "SRC-005" or "printer" in text)


def test_a_printer_by_sftp(tmp_path: Path) -> None:
    text = (
        '[[printer]]\nname = "Harbour  Press"\nby = "sftp"\nserver = "a.example"\nuser = "forme"\n'
    )
    publication, found = read(tmp_path, text + "folder = 'incoming'\n")
    assert found == ()
    assert publication.printers == (
        DropBox("Harbour Press", "sftp", "incoming", server="a.example", port=22, user="forme"),
    )


@pytest.mark.parametrize(
    ("by", "written", "server", "port", "folder"),
    [
        ("webdav", "https://cloud.example/dav/forme/", "cloud.example", 443, "/dav/forme/in"),
        ("webdav", "https://cloud.example:8443", "cloud.example", 8443, "in"),
        ("sftp", "sftp://files.example:2222/home", "files.example", 2222, "/home/in"),
        ("ftps", "ftp.example", "ftp.example", 21, "in"),
    ],
)
def test_a_server_may_be_a_whole_address(
    tmp_path: Path, by: str, written: str, server: str, port: int, folder: str
) -> None:
    text = (
        f'[[printer]]\nname = "A"\nby = "{by}"\nserver = "{written}"\nuser = "us"\nfolder = "in"\n'
    )
    (box,) = read(tmp_path, text)[0].printers
    assert (box.server, box.port, box.folder) == (server, port, folder)


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ('by = "sftp"\nuser = "us"', 4, "The server of the printer"),
        ('by = "sftp"\nserver = "a.example"', 4, "The user of the printer"),
        ('by = "folder"', 4, "The folder of the printer"),
        ('by = "webdav"\nserver = "http://a.example"', 7, "is not a server that webdav goes to"),
        ('by = "ftps"\nserver = "a b"\nuser = "us"', 7, "is not a server that ftps goes to"),
        ('by = "sftp"\nserver = "sftp://me:word@a.example"', 7, "is not a server"),
        ('by = "ftp"', 6, "must be one of"),
        ('by = "sftp"\npassword = "word"', 7, "must not stand in a file"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(
    tmp_path: Path, keys: str, line: int, said: str
) -> None:
    publication, found = read(tmp_path, f'[[printer]]\nname = "Press"\n{keys}\n')
    assert any(said in one.message for one in found), [one.message for one in found]
    (one,) = (one for one in found if said in one.message)
    assert one.origin is not None and one.hint
    assert (one.origin.line or 0) >= line
    assert not any(box.user == "word" for box in publication.printers)


def test_two_printers_have_two_names(tmp_path: Path) -> None:
    one = '[[printer]]\nname = "Press"\nby = "folder"\nfolder = "/a"\n'
    publication, found = read(tmp_path, one + one.replace("Press", "PRESS"))
    assert len(publication.printers) == 1 and "Two printers are called" in found[0].message


@pytest.mark.parametrize(
    ("keys", "port", "protection"),
    [
        ("", 587, "starttls"),
        ("port = 465", 465, "tls"),
        ('security = "tls"', 465, "tls"),
        ('port = 25\nsecurity = "starttls"', 25, "starttls"),
    ],
)
def test_a_mail_server_is_always_encrypted(
    tmp_path: Path, keys: str, port: int, protection: str
) -> None:
    text = f'[readers]\nsender = "The Forme <a@b.example>"\nserver = "smtp.b.example"\n{keys}\n'
    post = read(tmp_path, text)[0].mailing
    assert post is not None and (post.port, post.protection) == (port, protection)


@pytest.mark.parametrize("sender", ["The Forme", "a@b", "a@b.example\\nBcc: c@d.example"])
def test_a_sender_that_is_no_address_is_said(tmp_path: Path, sender: str) -> None:
    publication, found = read(
        tmp_path, f'[readers]\nsender = "{sender}"\nserver = "smtp.b.example"\n'
    )
    assert publication.mailing is None
    assert any("is not an address that mail comes from" in one.message for one in found)
