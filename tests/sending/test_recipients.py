"""The list of readers: what is taken from a table, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.errors import DeliveryError
from edition.sending.recipients import LeftOut, Recipient, hashed, masked, read_recipients


def read(path: Path, text: str | bytes) -> tuple[tuple[Recipient, ...], tuple[LeftOut, ...]]:
    path = path / "readers.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_recipients(path, usual="attachment")


@pytest.mark.parametrize(
    "text",
    [
        "address,name,kind\nada@example.org,Ada,link\n",
        "\ufeffName;E-Mail;Format\r\nAda;ada@example.org;Link\r\n",
        "email\tname\ttype\n\nada@example.org\tAda\tlink",
        "name,address,kind,since\nAda,  ada@Example.ORG ,link,2019\n",
    ],
)
def test_tables_as_programs_save_them(tmp_path: Path, text: str) -> None:
    (reader,), left_out = read(tmp_path, text)
    assert (reader.address, reader.name, reader.kind) == ("ada@example.org", "Ada", "link")
    assert left_out == ()


@pytest.mark.parametrize(
    "address",
    [
        "ada", "ada@", "@example.org", "ada@example", "a da@example.org", "ada@exa_mple.org",
        "ada@example.org>", "ada@@example.org", "ada@example.org,ben@example.org", ".a@example.org",
        "a..b@example.org", "ada@-x.org", "x" * 65 + "@example.org", "ada@" + "x" * 300 + ".org",
        "ada\u0000@example.org", "<ada@example.org>", "ada@example.org\u2028x",
    ],
)  # fmt: skip
def test_what_is_no_address_is_left_out_with_its_line(tmp_path: Path, address: str) -> None:
    readers, (left,) = read(tmp_path, f'address,name\nok@example.org,\n"{address}",Ada\n')
    assert len(readers) == 1
    assert left.line == 3
    assert "ada" not in left.reason, "not even what is wrong is shown"


def test_addresses_of_other_scripts(tmp_path: Path) -> None:
    (one, two), _ = read(tmp_path, "address\nada@bücher.example\njürgen@example.org\n")
    assert one.address == "ada@xn--bcher-kva.example"
    assert two.address == "jürgen@example.org"


def test_an_address_twice_gets_one_mail(tmp_path: Path) -> None:
    readers, (left,) = read(
        tmp_path, "address\nada@example.org\nben@example.org\nADA@Example.org\n"
    )
    assert [one.line for one in readers] == [2, 3]
    assert left == LeftOut(4, "the same address as in line 2; it gets one mail")


def test_kinds(tmp_path: Path) -> None:
    text = (
        "address,kind\na@example.org,\nb@example.org,LINK\nc@kindle.com,link\nd@example.org,fax\n"
    )
    readers, (left,) = read(tmp_path, text)
    assert [one.kind for one in readers] == ["attachment", "link", "kindle"]
    assert left.line == 5 and left.reason == '"fax" is no kind; there is attachment, link, kindle'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("who,what\nada@example.org,x\n", "readers.csv:1: the first line does not name"),
        (b"address\nj\xfcrgen@example.org\n", "readers.csv:2: the table is not UTF-8"),
        ('address\n"' + "x" * 200_000, "readers.csv:2: the table cannot be read"),
    ],
)
def test_a_table_that_is_none_is_said(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(DeliveryError) as told:
        read(tmp_path, text)
    assert said in told.value.message
    assert told.value.hint


def test_no_list_is_said(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="There is no list of readers") as told:
        read_recipients(tmp_path / "readers.csv", usual="link")
    assert "address,name,kind" in (told.value.hint or "")


def test_addresses_are_shown_and_kept_so_that_nobody_learns_them() -> None:
    assert masked("ada@example.org") == "a…@example.org"
    salt = "00" * 16
    assert hashed("ada@example.org", salt) == hashed("ADA@example.org", salt)
    assert hashed("ada@example.org", salt) != hashed("ada@example.org", "11" * 16)
    assert "ada" not in hashed("ada@example.org", salt)
