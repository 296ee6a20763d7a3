"""Finished files: all of them or none, whatever happens on the way."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from hashlib import sha256
from pathlib import Path

import pytest

from edition import delivery
from edition.delivery import check_folder, deliver
from edition.errors import DeliveryError
from edition.outputs import Output, Target

MANIFEST = b'{"made_by": "edition"}\n'


def output(name: str, data: bytes, target: Target = "print") -> Output:
    return Output(target, name, "application/pdf", data)


def test_the_files_and_the_manifest_arrive(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2026-03-06"
    paths = deliver([output("a.pdf", b"one"), output("b.epub", b"two")], folder, manifest=MANIFEST)
    assert [path.name for path in paths] == ["a.pdf", "b.epub", "manifest.json"]
    assert [path.read_bytes() for path in paths] == [b"one", b"two", MANIFEST]
    assert sorted(path.name for path in folder.iterdir()) == ["a.pdf", "b.epub", "manifest.json"]


def test_others_may_read_what_was_delivered(tmp_path: Path) -> None:
    (path, _) = deliver([output("a.pdf", b"one")], tmp_path, manifest=MANIFEST)
    before = os.umask(0)
    os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o666 & ~before


def test_a_second_delivery_replaces_the_first(tmp_path: Path) -> None:
    for data in (b"old", b"new"):
        (path, _) = deliver([output("a.pdf", data)], tmp_path, manifest=MANIFEST)
    assert path.read_bytes() == b"new"


def test_files_of_others_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    deliver([output("a.pdf", b"one")], tmp_path, manifest=MANIFEST)
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_when_one_file_cannot_take_its_place_all_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk refuses the second of three renames: the first must be taken back."""
    names = ("a.pdf", "b.pdf", "c.pdf")
    deliver([output(name, b"old") for name in names[1:]], tmp_path, manifest=MANIFEST)
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "b.pdf":
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(DeliveryError, match="last good files are untouched"):
        deliver([output(name, b"new") for name in names], tmp_path, manifest=b"{}")
    monkeypatch.undo()
    assert not (tmp_path / "a.pdf").exists()
    assert (tmp_path / "b.pdf").read_bytes() == b"old"
    assert (tmp_path / "manifest.json").read_bytes() == MANIFEST
    assert not list(tmp_path.glob(".edition-*"))


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a note")
    with pytest.raises(DeliveryError, match="is a file"):
        check_folder(tmp_path / "out" / "2026-03-06")


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_something_of_that_name_that_is_no_file_of_ours(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "a.pdf"
    if kind == "folder":
        target.mkdir()
    else:
        (tmp_path / "precious.txt").write_text("precious")
        target.symlink_to(tmp_path / "precious.txt")
    with pytest.raises(DeliveryError, match="stands in the way"):
        deliver([output("a.pdf", b"one")], tmp_path, manifest=MANIFEST)
    if kind == "link":
        assert (tmp_path / "precious.txt").read_text() == "precious"


def test_a_manifest_of_another_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(DeliveryError, match="belongs to something else"):
        deliver([output("a.pdf", b"one")], tmp_path, manifest=MANIFEST)
    assert not (tmp_path / "a.pdf").exists()


def test_a_folder_nobody_may_write_into(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o555)
    root = os.geteuid() == 0
    if root:  # Root may write anywhere, so we go on as nobody.
        tmp_path.chmod(0o755)
        for parent in tmp_path.parents:
            if parent.owner() == "root" and parent != Path("/tmp") and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o055)
        os.seteuid(65534)
    try:
        with pytest.raises(DeliveryError, match="Nothing may be written"):
            deliver([output("a.pdf", b"one")], folder, manifest=MANIFEST)
    finally:
        if root:
            os.seteuid(0)
    assert not list(folder.iterdir())


def test_no_room_on_the_disk(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the write fails half-way."""
    deliver([output("a.pdf", b"old")], tmp_path, manifest=MANIFEST)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))
    try:
        with pytest.raises(DeliveryError, match="no room left"):
            deliver([output("a.pdf", bytes(20_000))], tmp_path, manifest=MANIFEST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert not list(tmp_path.glob(".edition-*"))


def test_a_failed_delivery_leaves_no_empty_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeliveryError, match="no room left"):
        deliver([output("a.pdf", b"one")], tmp_path / "out" / "2026-03-06", manifest=MANIFEST)
    assert not (tmp_path / "out").exists()


def test_debris_of_a_killed_delivery_is_cleared_and_nothing_else(tmp_path: Path) -> None:
    debris = tmp_path / ".edition-delivery-abc"
    debris.mkdir()
    (debris / "a.pdf").write_bytes(b"half")
    (tmp_path / ".hidden").mkdir()
    deliver([output("a.pdf", b"one")], tmp_path, manifest=MANIFEST)
    assert not debris.exists()
    assert (tmp_path / ".hidden").is_dir()


def test_a_delivery_waits_for_the_one_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with delivery.alone_in(tmp_path):
        worker = threading.Thread(
            target=deliver,
            args=([output("a.pdf", b"one")], tmp_path),
            kwargs={"manifest": MANIFEST},
        )
        worker.start()
        time.sleep(0.3)
        assert not (tmp_path / "a.pdf").exists()
    worker.join(60)
    assert (tmp_path / "a.pdf").read_bytes() == b"one"
    monkeypatch.setattr(delivery, "_PATIENCE", 0.2)
    with delivery.alone_in(tmp_path), pytest.raises(DeliveryError, match="Another build"):
        deliver([output("a.pdf", b"two")], tmp_path, manifest=MANIFEST)


KILLED = """
import sys
from pathlib import Path
from edition.delivery import deliver
from edition.outputs import Output
folder, fill = Path(sys.argv[1]), sys.argv[2].encode()
outputs = [Output("print", f"{n}.pdf", "application/pdf", fill * 3_000_000) for n in range(4)]
print("ready", flush=True)
while True:
    deliver(outputs, folder, manifest=b'{"made_by": "edition"}')
"""


def test_a_killed_delivery_leaves_whole_files(tmp_path: Path) -> None:
    """Killed twenty times at twenty moments, no file is ever a part of one or a mixture."""
    deliver(
        [output(f"{number}.pdf", b"0" * 3_000_000) for number in range(4)],
        tmp_path,
        manifest=MANIFEST,
    )
    whole = {sha256(bytes([48 + fill]) * 3_000_000).hexdigest() for fill in range(10)}
    seen_debris = False
    for turn in range(20):
        command = [sys.executable, "-c", KILLED, str(tmp_path), str(turn % 10)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.003 * turn)
            process.kill()
        for number in range(4):
            assert sha256((tmp_path / f"{number}.pdf").read_bytes()).hexdigest() in whole
        assert (tmp_path / "manifest.json").read_bytes().startswith(MANIFEST.strip())
        seen_debris |= bool(list(tmp_path.glob(".edition-*")))
    assert seen_debris, "no kill fell into a delivery, so nothing was tested"
    deliver([output("0.pdf", b"end")], tmp_path, manifest=MANIFEST)
    assert not list(tmp_path.glob(".edition-*"))
