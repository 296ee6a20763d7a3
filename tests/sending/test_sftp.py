"""To the printer by SFTP, with OpenSSH's own server at the other end."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import asyncssh
import pytest

from edition.errors import DeliveryError
from edition.outlets import DropBox
from edition.sending.consignment import Item
from edition.sending.to_printer import Handed, hand_over, way_to

from .conftest import Edition, add_settings, surroundings
from .servers import Sshd, free_port, line

PDF = "the-paper-2026-03-06-print.pdf"


def large(megabytes: float = 6.0) -> Item:
    data = random.Random(1).randbytes(int(megabytes * 1e6))
    return Item.of("issue.pdf", "application/pdf", data)


def box_of(printer: Sshd, port: int | None = None) -> DropBox:
    return DropBox(
        "Harbour Press",
        "sftp",
        str(printer.folder),
        server="127.0.0.1",
        port=port or printer.port,
        user=os.environ.get("USER", "root") if os.getuid() else "root",
        key=str(printer.key),
        known_hosts=str(printer.known_hosts),
    )


def handed(
    box: DropBox,
    *items: Item,
    began: bool = False,
    placing: Callable[[], None] = lambda: None,
    waits: tuple[float, ...] = (0.0, 0.0),
    password: str | None = None,
) -> tuple[list[str], tuple[Handed, ...]]:
    said: list[str] = []
    way = way_to(box, home=Path("/"), password=password)
    result = hand_over(
        items,
        way,
        watch=lambda name, done, total: None,
        remark=said.append,
        placing=placing,
        began_placing=began,
        waits=waits,
    )
    return said, result


def lies_there(printer: Sshd, item: Item) -> bool:
    """Whether ``item`` is in the printer's folder, whole, and nothing else is."""
    names = [path.name for path in printer.folder.iterdir()]
    return names == [item.name] and (printer.folder / item.name).read_bytes() == item.data


def test_the_printer_has_what_was_built_and_the_record_says_so(
    paper: Path, printer: Sshd, edition: Edition
) -> None:
    add_settings(paper, printer.settings() + 'contact = "Ada, +44 117 496 0000"\n')
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 0, done.stderr
    assert "same to the last byte" in done.stdout
    ours = paper / "out/2026-03-06" / PDF
    assert (printer.folder / PDF).read_bytes() == ours.read_bytes()
    ticket = json.loads((printer.folder / "the-paper-2026-03-06-ticket.json").read_text("utf-8"))
    assert ticket["files"][0]["sha256"] == sha256(ours.read_bytes()).hexdigest()
    assert ticket["contact"] == "Ada, +44 117 496 0000"
    assert len(list(printer.folder.iterdir())) == 3, "and nothing under another name"
    records = [json.loads(one) for one in (paper / "sent/printer.jsonl").open(encoding="utf-8")]
    assert [one["event"] for one in records] == ["placing", "sent"]
    assert records[-1]["files"][0]["sha256"] == ticket["files"][0]["sha256"]

    before = (printer.folder / PDF).stat().st_mtime_ns
    again = edition("send", "printer", folder=paper)
    assert again.returncode == 0
    assert "has this already" in again.stdout and "--again" in again.stdout
    assert (printer.folder / PDF).stat().st_mtime_ns == before


def test_a_server_nobody_knows_gets_nothing_until_its_fingerprint_is_given(
    paper: Path, printer: Sshd, edition: Edition
) -> None:
    printer.known_hosts.unlink()
    add_settings(paper, printer.settings())
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 8
    assert f"It shows the key {printer.fingerprint}. Nothing was sent." in done.stderr
    assert f"--trust {printer.fingerprint}" in done.stderr
    assert not any(printer.folder.iterdir())
    wrong = edition("send", "printer", "--trust", "SHA256:other", folder=paper)
    assert wrong.returncode == 8 and not any(printer.folder.iterdir())
    right = edition("send", "printer", "--trust", printer.fingerprint, folder=paper)
    assert right.returncode == 0, right.stderr
    later = edition("send", "printer", "--again", folder=paper)
    assert later.returncode == 0, "it is known from then on"


def test_a_server_with_another_key_than_before_gets_nothing_even_when_trusted(
    paper: Path, printer: Sshd, edition: Edition
) -> None:
    other = Path(f"{printer.key}.pub").read_text("utf-8")
    printer.known_hosts.write_text(f"[127.0.0.1]:{printer.port} {other}", "utf-8")
    add_settings(paper, printer.settings())
    for more in ((), ("--trust", printer.fingerprint)):
        done = edition("send", "printer", *more, folder=paper)
        assert done.returncode == 8
        assert "is not the server it was" in done.stderr and "Ring the printer" in done.stderr
        assert printer.fingerprint in done.stderr and "ssh-keygen -R" in done.stderr
        assert not any(printer.folder.iterdir())


def test_a_key_the_printer_does_not_have_is_said_plainly(
    paper: Path, printer: Sshd, edition: Edition
) -> None:
    (printer.folder.parent / "authorized_keys").write_text("", "utf-8")
    add_settings(paper, printer.settings())
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 8
    assert "does not let" in done.stderr and "us.pub" in done.stderr


def test_a_folder_that_is_not_there_is_not_made(
    paper: Path, printer: Sshd, edition: Edition
) -> None:
    printer.folder.rmdir()
    add_settings(paper, printer.settings())
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 8
    assert "There is no folder sftp://" in done.stderr
    assert not printer.folder.exists()


def test_a_line_cut_in_the_middle_goes_on_where_it_broke(printer: Sshd) -> None:
    item = large()
    half = len(item.data) // 2
    with line(printer.port, half) as weak:
        printer.know(weak.port)
        said, result = handed(box_of(printer, weak.port), item)
        assert weak.connections == 2
        assert weak.passed < 1.45 * len(item.data), "what had arrived was sent once more"
    assert lies_there(printer, item)
    assert len(said) == 1 and said[0].startswith("The connection broke off")
    assert result[0].checked == "bytes"


def test_a_line_that_breaks_again_and_again_leaves_nothing_in_place(printer: Sshd) -> None:
    item = large()
    with line(printer.port, *[400_000] * 20) as weak:
        printer.know(weak.port)
        with pytest.raises(DeliveryError, match="again and again") as told:
            handed(box_of(printer, weak.port), item)
    assert "issue.pdf did not arrive. The printer does not have the issue." in told.value.message
    assert "goes on where it stopped" in (told.value.hint or "")
    assert not (printer.folder / item.name).exists()
    said, _ = handed(box_of(printer), item)
    assert lies_there(printer, item) and said == []


def test_what_was_damaged_on_the_way_is_sent_anew(printer: Sshd) -> None:
    item = large(3)
    part = printer.folder / f"{item.name}.{item.digest[:8]}.part"
    part.write_bytes(b"x" * 2_000_000)  # Not our bytes, under the name ours would have.
    handed(box_of(printer), item)
    assert lies_there(printer, item)


def test_a_full_disk_is_said_and_nothing_is_in_place(printer: Sshd) -> None:
    item = large(1)
    part = printer.folder / f"{item.name}.{item.digest[:8]}.part"
    part.symlink_to("/dev/full")
    with pytest.raises(DeliveryError, match="takes no more") as told:
        handed(box_of(printer), item)
    assert "full" in (told.value.hint or "")
    assert not (printer.folder / item.name).exists()


def test_nobody_at_the_port_is_said_plainly(printer: Sshd) -> None:
    with pytest.raises(DeliveryError, match="cannot be reached: nobody answers at that port"):
        handed(box_of(printer, free_port()), large(0.1))


def test_what_the_printer_took_in_the_last_step_is_not_sent_twice(printer: Sshd) -> None:
    item = large(0.2)
    with pytest.raises(DeliveryError, match="may have taken it already") as told:
        handed(box_of(printer), item, began=True)
    assert "--again" in (told.value.hint or "")
    assert not any(printer.folder.iterdir())
    handed(box_of(printer), item)
    assert lies_there(printer, item)
    handed(box_of(printer), item, began=True)
    assert lies_there(printer, item), "it lies there, so nothing is in doubt"


def test_a_corrected_file_takes_the_place_of_the_one_before(printer: Sshd) -> None:
    first, second = large(0.2), Item.of("issue.pdf", "application/pdf", b"%PDF corrected")
    handed(box_of(printer), first)
    handed(box_of(printer), second)
    assert lies_there(printer, second)


def test_killed_in_the_middle_nothing_is_lost_and_nothing_doubled(
    paper: Path, printer: Sshd, edition: Edition, tmp_path: Path
) -> None:
    out = paper / "out/2026-03-06"
    data = (out / PDF).read_bytes() + b"\n%" + random.Random(2).randbytes(4_000_000).hex().encode()
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    for one in manifest["outputs"]:
        if one["name"] == PDF:
            one["sha256"] = sha256(data).hexdigest()
    (out / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (out / PDF).write_bytes(data)
    # What makes the file large enough for the test is nothing that preflight would let through.
    command = ("send", "printer", "--despite", "it is only a test")
    with line(printer.port, pace=4e6) as slow:
        printer.know(slow.port)
        add_settings(paper, printer.settings(slow.port))
        process = subprocess.Popen(
            [sys.executable, "-m", "edition", *command],
            cwd=paper,
            env=surroundings(tmp_path / "home"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while slow.passed < 3_000_000 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not (printer.folder / PDF).exists()
        slow.pace = 0.0
        before = slow.passed
        done = edition(*command, folder=paper)
        assert done.returncode == 0, done.stderr
        assert slow.passed - before < len(data) - 500_000, "it began from the start"
    assert (printer.folder / PDF).read_bytes() == data
    assert len(list(printer.folder.iterdir())) == 3
    records = [json.loads(one) for one in (paper / "sent/printer.jsonl").open(encoding="utf-8")]
    assert [one["event"] for one in records] == ["placing", "sent"]


def test_a_locked_key_opens_with_its_password(paper: Path, printer: Sshd, edition: Edition) -> None:
    key = asyncssh.read_private_key(str(printer.key))
    key.write_private_key(str(printer.key), passphrase="open sesame")
    add_settings(paper, printer.settings())
    none = edition("send", "printer", folder=paper)
    assert none.returncode == 8
    assert "is locked with a password, and none is known" in none.stderr
    wrong = edition("send", "printer", folder=paper, EDITION_PRINTER_PASSWORD="no")
    assert wrong.returncode == 8 and "does not fit" in wrong.stderr
    right = edition("send", "printer", folder=paper, EDITION_PRINTER_PASSWORD="open sesame")
    assert right.returncode == 0, right.stderr


def test_one_file_a_page_goes_in_all_at_once(printer: Sshd) -> None:
    pages = [
        Item.of(f"page-{n}.pdf", "application/pdf", random.Random(n).randbytes(600_000))
        for n in range(4)
    ]
    seen: list[list[str]] = []

    def placing() -> None:
        seen.append(sorted(path.name for path in printer.folder.iterdir()))

    with line(printer.port, 1_500_000) as weak:
        printer.know(weak.port)
        handed(box_of(printer, weak.port), *pages, placing=placing)
        assert weak.passed < 1.7 * 2_400_000
    assert len(seen) == 1 and all(name.endswith(".part") for name in seen[0])
    for page in pages:
        assert (printer.folder / page.name).read_bytes() == page.data
    assert len(list(printer.folder.iterdir())) == 4
