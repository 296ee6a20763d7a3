"""To the readers by mail: a real server on the loopback, and what real ones do."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest

from edition.catalogue.addresses import Web, issue_page
from edition.errors import DeliveryError
from edition.sending.journal import Clerk, Journal, new_salt, read_journal
from edition.sending.post import post_office as way_in
from edition.sending.recipients import Recipient
from edition.sending.records import opened, read_records
from edition.sending.to_readers import Pace, Round, Tally

from .conftest import Edition, add_settings, surroundings
from .post_office import PASSWORD, USER, Moods, Office, mailing, post_office, settings
from .servers import Certificate, certificate_for, line

LETTER = b"Subject: The issue\r\n\r\nHere it is.\r\n.\r\nEnd\r\n"


def readers(number: int) -> list[Recipient]:
    return [Recipient(f"reader{n}@example.org", None, "attachment", n + 2) for n in range(number)]


def letters_to(
    some: Sequence[Recipient],
    office: Office,
    certificate: Certificate,
    *,
    port: int = 0,
    letter: bytes = LETTER,
    records: Path | None = None,
    later: tuple[float, ...] = (0.0, 0.0),
    gone: tuple[float, ...] = (0.02,) * 4,
) -> tuple[list[str], Tally, Journal]:
    """Write to ``some``, having read in ``records`` who has a letter, and note it there."""
    said: list[str] = []
    server = mailing(office, certificate, port=port or office.port)
    way = partial(way_in, server, home=Path("/"), password=None)

    def run(clerk: Clerk) -> Tally:
        pace = Pace(60_000, later=later, gone=gone)
        journey = Round(
            "post@paper.example",
            lambda reader: letter,
            way,
            clerk,
            pace,
            said=said.append,
            watch=lambda done, total: None,
        )
        todo = [one for one in some if clerk.journal.state(one) not in ("accepted", "handed")]
        return journey.run(todo)

    if records is None:
        journal = Journal(new_salt())
        return said, run(Clerk(journal, None)), journal
    with opened(records, secret=True) as book:
        journal = read_journal(read_records(records))
        clerk = Clerk(journal, book)
        if journal.began is None:
            clerk.begin({}, epub="0")
        return said, run(clerk), journal


def table(paper: Path, number: int, more: str = "") -> None:
    rows = "".join(f"{one.address},Reader {one.line},\n" for one in readers(number))
    (paper / "readers.csv").write_text(f"address,name,kind\n{rows}{more}", "utf-8")


def attachment(letter: EmailMessage) -> EmailMessage:
    (only,) = letter.iter_attachments()
    assert isinstance(only, EmailMessage)
    return only


@pytest.mark.parametrize("protection", ["starttls", "tls"])
def test_every_reader_gets_one_letter_with_the_issue_as_it_was_built(
    paper: Path, edition: Edition, certificate: Certificate, protection: str
) -> None:
    more = f'security = "{protection}"\nuser = "{USER}"\nunsubscribe = "https://paper.example/leave?who={{address}}"'
    table(paper, 3, "ben@example.org,Ben,link\n")
    with post_office(certificate, protection=protection, asks=True) as office:  # type: ignore[arg-type]
        add_settings(paper, settings(office, certificate, more))
        add_settings(paper, '[catalogue]\nbase_url = "https://paper.example/editions/"\n')
        told = edition("send", "readers", folder=paper)
        assert told.returncode == 0, told.stderr
        assert "4 readers (3 with the EPUB, 1 with a link)" in told.stdout
        assert "Nothing was sent." in told.stdout and office.taken == []
        done = edition("send", "readers", "--yes", folder=paper, EDITION_READERS_PASSWORD=PASSWORD)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "4 of 4 readers have it." in done.stdout
        again = edition("send", "readers", "--yes", folder=paper, EDITION_READERS_PASSWORD=PASSWORD)
        assert again.returncode == 0 and "have The Paper of 2026-03-06 already" in again.stdout
    assert Counter(office.readers()) == Counter(
        [f"reader{n}@example.org" for n in range(3)] + ["ben@example.org"]
    )
    epub = (paper / "out/2026-03-06/the-paper-2026-03-06.epub").read_bytes()
    letters = dict(office.taken)
    letter = letters["reader1@example.org"]
    assert letter["To"] == "Reader 3 <reader1@example.org>"
    assert letter["Subject"].startswith("The Paper, 6 March 2026: ")
    assert letter["List-Unsubscribe"] == "<https://paper.example/leave?who=reader1@example.org>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Date"].datetime.tzinfo is not None
    assert len({one["Message-ID"] for one in letters.values()}) == 4
    assert attachment(letter).get_content() == epub
    assert attachment(letter).get_content_type() == "application/epub+zip"
    assert attachment(letter).get_filename() == "the-paper-2026-03-06.epub"
    text = letter.get_body(("plain",))
    page = letter.get_body(("html",))
    assert text is not None and page is not None
    for part in (text.get_content(), page.get_content()):
        assert "A newsletter writer buys a press" in part
        assert "https://paper.example/leave?who=reader1@example.org" in part
    linked = letters["ben@example.org"]
    assert list(linked.iter_attachments()) == []
    body = linked.get_body(("plain",))
    assert body is not None
    page_of = Web("https://paper.example/editions/")(issue_page(date(2026, 3, 6)))
    assert page_of in body.get_content(), "the page that the catalogue makes"


def test_addresses_are_in_no_record_and_in_nothing_that_is_said(
    paper: Path, edition: Edition, certificate: Certificate
) -> None:
    table(paper, 2, "gone@example.net,,\nnot an address,,\nREADER1@example.org,,\n")
    with post_office(certificate, moods=Moods(refuses={"gone@example.net"})) as office:
        add_settings(paper, settings(office, certificate))
        done = edition("send", "readers", "--yes", folder=paper)
    assert done.returncode == 1
    assert "2 of 3 readers have it." in done.stdout
    assert "readers.csv:4  g…@example.net  550 5.1.1 <g…@example.net>: no such user" in done.stdout
    assert "readers.csv:5  not an address of mail" in done.stdout
    assert "readers.csv:6  the same address as in line 3" in done.stdout
    said = done.stdout + done.stderr
    for record in (paper / "sent").iterdir():
        said += record.read_text("utf-8")
        assert record.name == ".gitignore" or record.stat().st_mode & 0o077 == 0
    for one in ("reader0@", "reader1@", "gone@", "Reader 2"):
        assert one.lower() not in said.lower()
    assert "readers-*.jsonl" in (paper / "sent/.gitignore").read_text("utf-8")


def test_a_wrong_password_and_none_are_said_plainly(
    paper: Path, edition: Edition, certificate: Certificate
) -> None:
    table(paper, 1)
    with post_office(certificate, asks=True) as office:
        add_settings(paper, settings(office, certificate, f'user = "{USER}"'))
        none = edition("send", "readers", "--yes", folder=paper)
        wrong = edition("send", "readers", "--yes", folder=paper, EDITION_READERS_PASSWORD="no")
    assert none.returncode == wrong.returncode == 8
    assert "No password" in none.stdout and "--save-password" in none.stdout
    assert "does not let post@paper.example in (535)" in wrong.stdout
    assert "0 of 1 reader" in wrong.stdout and office.taken == []


def test_a_server_that_does_not_prove_itself_gets_nothing(
    paper: Path, edition: Edition, certificate: Certificate, tmp_path: Path
) -> None:
    other = certificate_for(tmp_path, "elsewhere.example")
    table(paper, 1)
    with post_office(other) as office:
        add_settings(paper, settings(office, certificate))
        done = edition("send", "readers", "--yes", folder=paper)
    assert done.returncode == 8 and office.taken == []
    assert "does not prove that it is localhost" in done.stdout


def test_one_letter_to_oneself_leaves_no_record(
    paper: Path, edition: Edition, certificate: Certificate
) -> None:
    with post_office(certificate) as office:
        add_settings(paper, settings(office, certificate))
        done = edition("send", "readers", "--try", "me@example.org", folder=paper)
        assert done.returncode == 0, done.stderr
    assert office.readers() == ["me@example.org"]
    assert not (paper / "sent").exists()


def test_an_issue_edited_since_it_was_built_is_not_sent(
    paper: Path, edition: Edition, certificate: Certificate
) -> None:
    table(paper, 1)
    story = next((paper / "issues/2026-03-06").glob("*.md"))
    story.write_text(story.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    with post_office(certificate) as office:
        add_settings(paper, settings(office, certificate))
        done = edition("send", "readers", "--yes", folder=paper)
        assert done.returncode == 8 and office.taken == []
        assert f"{story.name} has been changed since the issue was built" in done.stderr
        reason = edition("send", "readers", "--yes", "--despite", "a comma", folder=paper)
        assert reason.returncode == 0 and len(office.taken) == 1
    assert '"despite": "a comma"' in (paper / "sent/readers-2026-03-06.jsonl").read_text("utf-8")


def test_a_kindle_gets_the_file_even_where_others_get_a_link(
    paper: Path, edition: Edition, certificate: Certificate
) -> None:
    table(paper, 1, "ada@kindle.com,,\n")
    with post_office(certificate) as office:
        add_settings(paper, settings(office, certificate, 'send = "link"'))
        none = edition("send", "readers", folder=paper)
        assert none.returncode == 8 and "base_url" in none.stderr
        add_settings(paper, '[catalogue]\nbase_url = "https://paper.example/"\n')
        done = edition("send", "readers", "--yes", folder=paper)
        assert done.returncode == 0, done.stderr
    letters = dict(office.taken)
    assert attachment(letters["ada@kindle.com"]).get_content_type() == "application/epub+zip"
    assert list(letters["reader0@example.org"].iter_attachments()) == []
    body = letters["ada@kindle.com"].get_body(("plain",))
    assert body is not None and body.get_content().strip()


def test_a_letter_larger_than_the_server_takes_is_not_begun(
    paper: Path, edition: Edition, certificate: Certificate
) -> None:
    table(paper, 2)
    with post_office(certificate, size=200_000) as office:
        add_settings(paper, settings(office, certificate))
        done = edition("send", "readers", "--yes", folder=paper)
        assert done.returncode == 8 and office.taken == []
        assert "this mail server takes 0.2 MB" in done.stdout
        assert 'send = "link"' in done.stdout
        toml = paper / "publication.toml"
        toml.write_text(toml.read_text("utf-8") + "largest = 0.1\n", "utf-8")
        ours = edition("send", "readers", "--yes", folder=paper)
        assert ours.returncode == 8 and "0.1 MB is the most [readers] allows" in ours.stderr


def test_who_asks_us_to_come_later_is_asked_again(certificate: Certificate) -> None:
    some = readers(4)
    off = Counter({"reader1@example.org": 1, "reader2@example.org": 9})
    with post_office(certificate, moods=Moods(puts_off=off)) as office:
        _, tally, journal = letters_to(some, office, certificate)
    assert sorted(office.readers()) == [some[n].address for n in (0, 1, 3)]
    assert [(one.line, words[:3]) for one, words in tally.later] == [(4, "451")]
    assert journal.state(some[2]) == "later"
    assert tally.stopped is None


def test_a_letter_arrives_as_it_was_written_dots_and_all(certificate: Certificate) -> None:
    with post_office(certificate) as office:
        letters_to(readers(1), office, certificate)
    assert office.taken[0][1].get_content().split() == ["Here", "it", "is.", ".", "End"]


def test_a_server_gone_half_way_is_found_again(certificate: Certificate, tmp_path: Path) -> None:
    some = readers(6)
    moods = Moods(hangs_up_after=3, away=1)
    with post_office(certificate, moods=moods) as office:
        said, tally, _ = letters_to(some, office, certificate, records=tmp_path / "journal")
    assert sorted(office.readers()) == [one.address for one in some], "one each"
    assert tally.stopped is None
    assert any(one.startswith("No connection to the mail server") for one in said)


def test_a_line_cut_in_the_middle_of_a_letter_is_no_doubt(
    certificate: Certificate, tmp_path: Path
) -> None:
    some = readers(2)
    # More than the system takes off our hands at once: what it has taken may have arrived.
    letter = LETTER + b"A long line of an attached file.\r\n" * 350_000
    with post_office(certificate) as office, line(office.port, len(letter) * 3 // 2) as weak:
        _, _, journal = letters_to(
            some, office, certificate, port=weak.port, letter=letter, records=tmp_path / "journal"
        )
    assert sorted(office.readers()) == [one.address for one in some], "one each"
    assert weak.connections == 2
    assert [journal.state(one) for one in some] == ["accepted"] * 2


def test_a_server_gone_for_long_is_given_up_and_the_next_run_goes_on(
    certificate: Certificate, tmp_path: Path
) -> None:
    some = readers(6)
    with post_office(certificate, moods=Moods(hangs_up_after=3, away=99)) as office:
        _, tally, _ = letters_to(some, office, certificate, records=tmp_path / "journal")
        assert tally.stopped and "has gone" in tally.stopped[0]
        assert "goes on where it stopped" in tally.stopped[1]
        assert len(tally.accepted) == len(tally.untried) == 3
        office.moods.away = 0
        _, _, journal = letters_to(some, office, certificate, records=tmp_path / "journal")
    assert {journal.state(one) for one in some} == {"accepted"}
    assert sorted(office.readers()) == [one.address for one in some]


def test_a_letter_that_may_have_been_taken_is_not_sent_twice(
    certificate: Certificate, tmp_path: Path
) -> None:
    some = readers(4)
    moods = Moods(silent_after_dot={"reader1@example.org"})
    with post_office(certificate, moods=moods) as office:
        _, tally, journal = letters_to(some, office, certificate, records=tmp_path / "journal")
        assert journal.state(some[1]) == "handed" and len(tally.accepted) == 3
        letters_to(some, office, certificate, records=tmp_path / "journal")
    assert sorted(office.readers()) == [one.address for one in some]


def test_who_is_refused_is_told_and_the_others_get_theirs(certificate: Certificate) -> None:
    some = readers(3)
    with post_office(certificate, moods=Moods(refuses={some[1].address})) as office:
        _, tally, _ = letters_to(some, office, certificate)
    assert office.readers() == [some[0].address, some[2].address]
    assert [one for one, _ in tally.refused] == [some[1]] and tally.stopped is None


def test_a_server_that_refuses_one_after_the_other_is_left_alone(certificate: Certificate) -> None:
    some = readers(12)
    with post_office(certificate, moods=Moods(refuses_all="554 5.7.1 looks like spam")) as office:
        _, tally, _ = letters_to(some, office, certificate)
    assert len(tally.refused) == 5 and len(tally.untried) == 7
    assert tally.stopped and "looks like spam" in tally.stopped[0]
    assert office.taken == []


def test_killed_in_the_middle_nobody_is_left_out_and_nobody_written_to_twice(
    paper: Path, edition: Edition, certificate: Certificate, tmp_path: Path
) -> None:
    table(paper, 40)
    with post_office(certificate, moods=Moods(slow=0.03)) as office:
        add_settings(paper, settings(office, certificate))
        process = subprocess.Popen(
            [sys.executable, "-m", "edition", "send", "readers", "--yes"],
            cwd=paper,
            env=surroundings(tmp_path / "home"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 60
        while len(office.taken) < 12 and time.monotonic() < until:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert 12 <= len(office.taken) < 40
        office.moods.slow = 0.0
        done = edition("send", "readers", "--yes", folder=paper)
        time.sleep(0.1)
        got = Counter(office.readers())
    assert max(got.values()) == 1, "nobody got two"
    missing = 40 - len(got)
    assert missing <= 1
    doubtful = "1 reader may have it or not" in done.stdout
    assert doubtful == (done.returncode == 1), done.stdout
    assert missing == 0 or doubtful, "who may be without is told"


def test_who_may_have_it_is_told_and_written_to_when_that_is_wanted(
    paper: Path, edition: Edition, certificate: Certificate
) -> None:
    table(paper, 2)
    with post_office(certificate, moods=Moods(silent_after_dot={"reader1@example.org"})) as office:
        add_settings(paper, settings(office, certificate))
        done = edition("send", "readers", "--yes", folder=paper)
        assert done.returncode == 1
        assert "1 reader may have it or not" in done.stdout
        assert "readers.csv:3  r…@example.org" in done.stdout and "--doubtful" in done.stdout
        office.moods.silent_after_dot.clear()
        again = edition("send", "readers", "--yes", "--doubtful", folder=paper)
        assert again.returncode == 0, again.stdout
    one, two = (letter for reader, letter in office.taken if reader == "reader1@example.org")
    assert one["Message-ID"] == two["Message-ID"], "a mail program sees that it is the same"


def test_stopped_by_hand_it_says_where_it_is(
    paper: Path, certificate: Certificate, tmp_path: Path
) -> None:
    table(paper, 40)
    with post_office(certificate, moods=Moods(slow=0.05)) as office:
        add_settings(paper, settings(office, certificate))
        process = subprocess.Popen(
            [sys.executable, "-m", "edition", "send", "readers", "--yes"],
            cwd=paper,
            env=surroundings(tmp_path / "home"),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        until = time.monotonic() + 60
        while len(office.taken) < 5 and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said, complaint = process.communicate(timeout=60)
    assert process.returncode == 130, complaint
    assert said.startswith("Stopped.") and "of 40 readers have it" in said
    assert "goes on where it stopped" in said and "Traceback" not in complaint


def test_letters_keep_to_the_pace_and_waits_grow(certificate: Certificate) -> None:
    time_now, slept = [0.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(round(seconds, 3))
        time_now[0] += seconds

    off = Counter({"reader0@example.org": 2})
    with post_office(certificate, moods=Moods(puts_off=off)) as office:
        way = partial(way_in, mailing(office, certificate), home=Path("/"), password=None)
        pace = Pace(30, later=(60.0, 300.0), sleep=sleep, clock=lambda: time_now[0])
        journey = Round(
            "post@paper.example",
            lambda reader: LETTER,
            way,
            Clerk(Journal(new_salt()), None),
            pace,
            said=lambda words: None,
            watch=lambda done, total: None,
        )
        journey.run(readers(3))
    assert slept[:2] == [2.0, 2.0], "30 a minute"
    assert slept[2:] == [56.0, 300.0], "a minute after the first time, then five"
    assert len(office.taken) == 3


def test_two_windows_do_not_send_at_once(paper: Path, edition: Edition, tmp_path: Path) -> None:
    with opened(tmp_path / "book"), pytest.raises(DeliveryError, match="in another window"):  # noqa: SIM117
        with opened(tmp_path / "book"):
            pass


def test_a_record_cut_off_by_a_crash_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "book"
    with opened(path) as book:
        book.write({"event": "begin", "salt": "00"})
    with path.open("ab") as file:
        file.write(b'{"event": "acc')
    assert len(read_records(path)) == 1
    with opened(path) as book:
        book.write({"event": "accepted"})
    assert [one["event"] for one in read_records(path)] == ["begin", "accepted"]
    assert json.loads(path.read_text("utf-8").splitlines()[1]) == {"event": "accepted"}
