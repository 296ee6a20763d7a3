"""To the printer by FTPS and WebDAV and into a folder: real servers, with encryption."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from edition.delivery.manifest import changed_since
from edition.errors import DeliveryError
from edition.outlets import DropBox
from edition.sending.ticket import TICKET_SCHEMA
from edition.sending.to_printer import way_to

from .conftest import Edition, add_settings
from .file_servers import PASSWORD, USER, FileServer, ftps, webdav
from .servers import Certificate, certificate_for, line
from .test_sftp import PDF, handed, large

SECRET = {"EDITION_PRINTER_PASSWORD": PASSWORD}


@pytest.fixture(params=["ftps", "webdav"])
def server(
    request: pytest.FixtureRequest, tmp_path: Path, certificate: Certificate
) -> Iterator[FileServer]:
    opened: Callable[..., object] = {"ftps": ftps, "webdav": webdav}[request.param]
    with opened(tmp_path / "server", certificate) as running:  # type: ignore[attr-defined]
        yield running


def box_of(server: FileServer, **more: str) -> DropBox:
    values = {"certificate": str(server.certificate.certificate), "folder": "incoming"} | more
    return DropBox(
        "Harbour Press",
        server.way,  # type: ignore[arg-type]
        server="localhost",
        port=server.port,
        user=USER,
        **values,  # type: ignore[arg-type]
    )


def test_the_printer_has_what_was_built(paper: Path, server: FileServer, edition: Edition) -> None:
    add_settings(paper, server.settings())
    done = edition("send", "printer", folder=paper, **SECRET)
    assert done.returncode == 0, done.stderr
    assert "same to the last byte" in done.stdout
    assert (server.folder / PDF).read_bytes() == (paper / "out/2026-03-06" / PDF).read_bytes()
    names = sorted(path.name for path in server.folder.iterdir())
    assert [name.rpartition(".")[2] for name in names] == ["pdf", "json", "txt"]
    assert PASSWORD not in done.stdout + done.stderr
    assert PASSWORD not in (paper / "sent/printer.jsonl").read_text("utf-8")
    again = edition("send", "printer", folder=paper, **SECRET)
    assert "has this already" in again.stdout


@pytest.mark.parametrize("environment", [{}, {"EDITION_PRINTER_PASSWORD_HARBOUR_PRESS": "no"}])
def test_no_password_or_a_wrong_one_is_said_plainly(
    paper: Path, server: FileServer, edition: Edition, environment: dict[str, str]
) -> None:
    add_settings(paper, server.settings())
    done = edition("send", "printer", folder=paper, **environment)
    assert done.returncode == 8
    assert "localhost does not let forme in" in done.stderr
    assert "edition send printer --save-password" in done.stderr
    assert not any(server.folder.iterdir())


def test_a_server_that_does_not_prove_itself_gets_nothing(
    server: FileServer, tmp_path: Path
) -> None:
    elsewhere = certificate_for(tmp_path)
    box = box_of(server, certificate=str(elsewhere.certificate))
    with pytest.raises(DeliveryError, match="does not prove that it is localhost"):
        handed(box, large(0.1), password=PASSWORD)
    assert server.put == 0 and not any(server.folder.iterdir())


def test_a_folder_that_is_not_there_is_not_made(server: FileServer) -> None:
    with pytest.raises(DeliveryError, match="There is no folder"):
        handed(box_of(server, folder="elsewhere"), large(0.1), password=PASSWORD)
    assert not (server.folder.parent / "elsewhere").exists()


def test_a_line_cut_in_the_middle_does_no_harm(server: FileServer) -> None:
    item = large(3)
    if server.way == "ftps":
        server.cuts = [1_500_000]
        said, result = handed(box_of(server), item, password=PASSWORD)
    else:
        with line(server.port, 1_500_000) as weak:
            box = replace(box_of(server), port=weak.port)
            said, result = handed(box, item, password=PASSWORD)
    assert [path.name for path in server.folder.iterdir()] == [item.name]
    assert (server.folder / item.name).read_bytes() == item.data
    assert len(said) == 1 and result[0].checked == "bytes"
    if server.way == "ftps":  # WebDAV knows no way to go on in the middle.
        assert server.put < 1.5 * len(item.data)


def test_a_full_disk_is_said_and_nothing_is_in_place(server: FileServer) -> None:
    item = large(0.2)
    server.full = True
    with pytest.raises(DeliveryError, match="There is no room left in") as told:
        handed(box_of(server), item, password=PASSWORD)
    assert "Ring the printer" in (told.value.hint or "")
    assert not (server.folder / item.name).exists()


def test_a_corrected_file_takes_the_place_of_the_one_before(server: FileServer) -> None:
    item = large(0.1)
    (server.folder / item.name).write_bytes(b"the one before")
    handed(box_of(server), item, password=PASSWORD)
    assert (server.folder / item.name).read_bytes() == item.data


def folder_settings(folder: Path) -> str:
    return f'[[printer]]\nname = "Harbour Press"\nby = "folder"\nfolder = "{folder}"\n'


def test_into_a_folder(paper: Path, edition: Edition, tmp_path: Path) -> None:
    add_settings(paper, folder_settings(tmp_path / "drop"))
    none = edition("send", "printer", folder=paper)
    assert none.returncode == 8 and "There is no folder" in none.stderr
    (tmp_path / "drop").mkdir()
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "drop" / PDF).read_bytes() == (paper / "out/2026-03-06" / PDF).read_bytes()
    ticket = json.loads((tmp_path / "drop/the-paper-2026-03-06-ticket.json").read_text("utf-8"))
    jsonschema.validate(ticket, TICKET_SCHEMA)
    assert (ticket["pages"], ticket["trim_mm"]) == (2, [[289.0, 380.0]])
    text = (tmp_path / "drop/the-paper-2026-03-06-ticket.txt").read_text("utf-8")
    for one in ("289 x 380 mm", ticket["files"][0]["sha256"], "Preflight", "cyan"):
        assert one in text


@pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="there is no /dev/full here")
def test_a_full_folder_is_said(tmp_path: Path) -> None:
    item = large(0.1)
    (tmp_path / f"{item.name}.{item.digest[:8]}.part").symlink_to("/dev/full")
    with pytest.raises(DeliveryError, match="no room left"):
        handed(DropBox("Harbour Press", "folder", str(tmp_path)), item)
    assert not (tmp_path / item.name).exists()


def test_a_file_changed_since_the_build_is_not_sent(
    paper: Path, edition: Edition, tmp_path: Path
) -> None:
    (tmp_path / "drop").mkdir()
    add_settings(paper, folder_settings(tmp_path / "drop"))
    with (paper / "out/2026-03-06" / PDF).open("ab") as file:
        file.write(b"%")
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 8 and "is not what was built" in done.stderr
    (paper / "out/2026-03-06" / PDF).unlink()
    gone = edition("send", "printer", folder=paper)
    assert gone.returncode == 8 and "not there any more" in gone.stderr
    (paper / "out/2026-03-06/manifest.json").unlink()
    none = edition("send", "printer", folder=paper)
    assert none.returncode == 8 and "edition build 2026-03-06" in none.stderr
    assert not any((tmp_path / "drop").iterdir())


def test_what_preflight_refuses_goes_only_with_a_reason_which_is_on_the_ticket(
    paper: Path, edition: Edition, tmp_path: Path
) -> None:
    (tmp_path / "drop").mkdir()
    add_settings(paper, folder_settings(tmp_path / "drop"))
    toml = paper / "publication.toml"
    # Another press than the one it was built for: its pages are smaller.
    rows = [row for row in toml.read_text("utf-8").splitlines() if "page" not in row.split("=")[0]]
    rows = [row for row in rows if row.split(" ")[0] not in ("size", "columns", "gutter")]
    toml.write_text('press = "newspaper-mini"\n' + "\n".join(rows), "utf-8")
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 8, done.stdout
    assert f"refuses {PDF}: " in done.stderr and "--despite" in done.stderr
    assert not any((tmp_path / "drop").iterdir())
    despite = edition("send", "printer", "--despite", "Jim said it is fine", folder=paper)
    assert despite.returncode == 0, despite.stderr
    text = (tmp_path / "drop/the-paper-2026-03-06-ticket.txt").read_text("utf-8")
    assert "NOT PASSED" in text and "Sent all the same: Jim said it is fine" in text
    last = (paper / "sent/printer.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(last)["despite"] == "Jim said it is fine"


def test_a_press_profile_with_a_slip_is_not_passed_over(
    paper: Path, edition: Edition, tmp_path: Path
) -> None:
    (tmp_path / "drop").mkdir()
    add_settings(paper, folder_settings(tmp_path / "drop"))
    (paper / "ours.toml").write_text('files = "page"\n', "utf-8")
    toml = paper / "publication.toml"
    toml.write_text('press = "ours.toml"\n' + toml.read_text("utf-8"), "utf-8")
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 5 and "ours.toml:1: " in done.stderr
    assert not any((tmp_path / "drop").iterdir())


def test_with_several_printers_one_has_to_be_named(
    paper: Path, edition: Edition, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        add_settings(
            paper, folder_settings(tmp_path / name).replace("Harbour Press", f"Press {name}")
        )
    done = edition("send", "printer", folder=paper)
    assert done.returncode == 8 and '"Press one", "Press two"' in done.stderr
    right = edition("send", "printer", "--to", "press two", folder=paper)
    assert right.returncode == 0, right.stderr
    assert not any((tmp_path / "one").iterdir()) and any((tmp_path / "two").iterdir())


def test_a_password_in_the_settings_is_an_error_that_does_not_show_it(
    paper: Path, edition: Edition
) -> None:
    add_settings(paper, folder_settings(Path("/tmp")) + 'password = "open sesame"\n')
    for command in (("send", "printer"), ("check",)):
        done = edition(*command, folder=paper)
        assert done.returncode in (3, 5)
        said = done.stdout + done.stderr
        assert "must not stand in a file" in said and "open sesame" not in said


def test_a_way_is_opened_anew_each_time(tmp_path: Path) -> None:
    way = way_to(DropBox("Harbour Press", "folder", str(tmp_path)), home=tmp_path, password=None)
    for _ in range(2):
        with way() as carrier:
            assert carrier.size("nothing") is None


def test_a_password_is_saved_once_and_known_from_then_on(
    paper: Path, server: FileServer, edition: Edition, tmp_path: Path
) -> None:
    add_settings(paper, server.settings())
    ring = {
        "PYTHON_KEYRING_BACKEND": "tests.sending.keyring_of_a_test.Keyring",
        "KEYRING_OF_A_TEST": str(tmp_path / "ring"),
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
    }
    kept = edition(
        "send", "printer", "--save-password", folder=paper, typed=f"{PASSWORD}\n", **ring
    )
    assert kept.returncode == 0, kept.stderr
    assert PASSWORD not in kept.stdout + kept.stderr
    done = edition("send", "printer", folder=paper, **ring)
    assert done.returncode == 0, done.stderr


def test_where_there_is_no_keyring_the_environment_is_named(paper: Path, edition: Edition) -> None:
    add_settings(
        paper,
        '[[printer]]\nname = "Harbour Press"\nby = "ftps"\nserver = "a.example"\nuser = "forme"\n',
    )
    none = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
    done = edition("send", "printer", "--save-password", folder=paper, typed="x\n", **none)
    assert done.returncode == 8 and "EDITION_PRINTER_PASSWORD" in done.stderr


def test_only_what_may_stand_on_a_page_counts_as_changed(paper: Path) -> None:
    issue = paper / "issues/2026-03-06"
    out = paper / "out"

    def changed() -> tuple[str, ...]:
        record = json.loads((out / "2026-03-06/manifest.json").read_text("utf-8"))
        return changed_since(record, publication=paper, issue=issue, out=out)

    assert changed() == ()
    for name in ("NOTES.md", "_draft.md", ".hidden.md"):
        (issue / name).write_text("Not for the paper.", "utf-8")
    add_settings(paper, "# a remark")
    assert changed() == ()
    (issue / "late.md").write_text("A story.", "utf-8")
    (paper / "standing/imprint.md").unlink()
    assert changed() == ("issues/2026-03-06/late.md", "standing/imprint.md")


def test_ftps_that_is_encrypted_from_the_first_word(
    tmp_path: Path, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = large(0.5)
    with ftps(tmp_path / "server", certificate, at_once=True) as server:
        monkeypatch.setattr("edition.sending.by_ftps._IMPLICIT", server.port)  # It is 990.
        handed(box_of(server), item, password=PASSWORD)
    assert (server.folder / item.name).read_bytes() == item.data
