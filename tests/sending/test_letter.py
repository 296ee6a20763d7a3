"""The letter itself: what it says, in what form, and that nobody can smuggle anything in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import html
from markupsafe import Markup

from edition.look.words import languages
from edition.model import Issue, Publication
from edition.outlets import Mailing
from edition.sending.consignment import Item
from edition.sending.kindle import refusal
from edition.sending.letter import LetterWriter
from edition.sending.phrases import phrases
from edition.sending.recipients import Kind, Recipient
from tests.support import documents
from tests.support.epubs import Book, document

EPUB = Item.of("forme-2026-03-06.epub", "application/epub+zip", bytes(range(256)) * 40)
AT = datetime(2026, 3, 5, 22, 41, tzinfo=UTC)
MAILING = Mailing("readers.csv", "The Forme <post@forme.example>", "localhost", 587, "starttls")


def issue_in(folder: Path, **paper: Any) -> tuple[Publication, Issue]:
    lead = documents.article(
        "harbour",
        headline=Markup("Bread &amp; <em>butter</em> &lt;b&gt;"),
        standfirst=Markup("What it costs."),
        bylines=("Ada Penhallow",),
    )
    other = documents.article("second", headline=Markup("Tea at £2"))
    sections = (documents.section("News", lead), documents.section("Food & drink", other))
    publication = documents.publication(folder, **paper)
    return publication, documents.issue(folder, *sections)


def written(
    folder: Path,
    *,
    kind: Kind = "attachment",
    mailing: Mailing = MAILING,
    reader: str = "ada@example.org",
    name: str | None = "Ada",
    link: str | None = None,
    **paper: Any,
) -> EmailMessage:
    publication, issue = issue_in(folder, **paper)
    writer = LetterWriter(publication, issue, mailing, EPUB, link=link, round_began="1")
    data = writer.write(Recipient(reader, name, kind, 2), AT)
    assert max(map(len, data.split(b"\r\n"))) <= 998, "no line is too long to travel"
    assert b"\n" not in data.replace(b"\r\n", b"")
    return cast(EmailMessage, message_from_bytes(data, policy=default))


def raw(folder: Path, leave: str) -> bytes:
    publication, issue = issue_in(folder)
    mailing = replace(MAILING, unsubscribe=leave)
    writer = LetterWriter(publication, issue, mailing, EPUB, link=None, round_began="1")
    return writer.write(Recipient("ada@example.org", None, "attachment", 2), AT)


def body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_both_parts_have_the_headlines_by_section(tmp_path: Path) -> None:
    letter = written(tmp_path)
    text = body(letter, "plain")
    assert "Bread & butter <b>\nWhat it costs." in text.replace("\r\n", "\n")
    assert "FOOD & DRINK\n- Tea at £2" in text.replace("\r\n", "\n")
    page = html.fromstring(body(letter, "html"))
    assert [one.text_content() for one in page.iter("h1")] == ["Bread & butter <b>"]
    assert [one.text_content() for one in page.iter("h2")] == ["Food & drink"]
    assert letter["Subject"] == "The Forme, 6 March 2026: Bread & butter <b>"
    assert not page.xpath("//img | //script | //link"), "nothing is fetched when it is opened"


def test_the_attached_file_is_the_file(tmp_path: Path) -> None:
    (attached,) = written(tmp_path).iter_attachments()
    assert cast(EmailMessage, attached).get_content() == EPUB.data
    assert attached.get_filename() == EPUB.name


def test_the_same_letter_has_the_same_name_and_another_round_another(tmp_path: Path) -> None:
    names = {written(tmp_path)["Message-ID"] for _ in range(2)}
    assert len(names) == 1 and names.pop().endswith("@forme.example>")
    publication, issue = issue_in(tmp_path)
    others = {
        LetterWriter(publication, issue, MAILING, EPUB, link=None, round_began=began)
        .write(Recipient(reader, None, "attachment", 2), AT)
        .split(b"Message-ID: ")[1]
        .split(b"\r\n")[0]
        for began in ("1", "2")
        for reader in ("ada@example.org", "ben@example.org")
    }
    assert len(others) == 4


def test_a_long_address_to_leave_by_stays_in_one_piece(tmp_path: Path) -> None:
    leave = f"https://forme.example/leave?token={'x' * 150}&who={{address}}"
    letter = written(tmp_path, mailing=replace(MAILING, unsubscribe=leave))
    assert letter["List-Unsubscribe"] == f"<{leave.replace('{address}', 'ada@example.org')}>"
    assert f"List-Unsubscribe: <{leave[:60]}".encode() in raw(tmp_path, leave)


def test_without_an_address_readers_leave_by_mail(tmp_path: Path) -> None:
    letter = written(tmp_path)
    assert letter["List-Unsubscribe"] == "<mailto:post@forme.example?subject=unsubscribe>"
    assert "List-Unsubscribe-Post" not in letter
    assert "mailto:post@forme.example?subject=unsubscribe" in body(letter, "html")


def test_an_address_cannot_break_out_of_where_it_stands(tmp_path: Path) -> None:
    leave = "https://forme.example/leave?who={address}"
    mailing = replace(MAILING, unsubscribe=leave)
    letter = written(tmp_path, mailing=mailing, reader="a'&x=1+b@example.org", name='"><script>')
    page = html.fromstring(body(letter, "html"))
    assert not page.xpath("//script")
    hrefs = [str(one) for one in page.xpath("//a/@href")]
    assert "https://forme.example/leave?who=a%27%26x%3D1%2Bb@example.org" in hrefs
    assert letter["To"].addresses[0].addr_spec == "a'&x=1+b@example.org"


def test_a_name_with_line_ends_adds_no_header(tmp_path: Path) -> None:
    from edition.sending.recipients import read_recipients

    table = tmp_path / "readers.csv"
    table.write_text('address,name\nada@example.org,"Ada\r\nBcc: all@example.org"\n', "utf-8")
    (reader,), _ = read_recipients(table, usual="attachment")
    letter = written(tmp_path, name=reader.name)
    assert "Bcc" not in letter
    assert letter["To"].addresses[0].display_name == "Ada Bcc: all@example.org"


def test_a_kindle_gets_no_link_but_words_and_the_file(tmp_path: Path) -> None:
    letter = written(tmp_path, kind="kindle", link="https://forme.example/issues/1.html")
    assert len(list(letter.iter_attachments())) == 1
    assert body(letter, "plain").strip() and "issues/1.html" not in body(letter, "plain")


@pytest.mark.parametrize("language", languages())
def test_there_are_phrases_in_every_language_there_are_words_in(language: str) -> None:
    said = phrases(language)
    assert said.language == language
    assert "{name}" in said.reason and all((said.attached, said.read, said.leave))


def test_a_language_without_phrases_is_tagged_as_what_it_is(tmp_path: Path) -> None:
    page = html.fromstring(body(written(tmp_path, language="eu"), "html"))
    assert page.get("lang") == "eu"
    rtl = html.fromstring(body(written(tmp_path, language="ar"), "html"))
    assert rtl.get("dir") == "rtl" and "إلغاء الاشتراك" in rtl.text_content()


def test_a_publication_changes_a_block_and_its_colour(tmp_path: Path) -> None:
    (tmp_path / "templates/mail").mkdir(parents=True)
    (tmp_path / "templates/mail/issue.html.j2").write_text(
        '{% extends "shared/mail/issue.html.j2" %}'
        "{% block closing %}<p>Ours.</p>{{ super() }}{% endblock %}",
        "utf-8",
    )
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/publication.css").write_text(
        ":root { --house-colour: #123456; } .kicker { font-size: 99pt; }", "utf-8"
    )
    drawn = body(written(tmp_path), "html")
    assert "<p>Ours.</p>" in drawn
    assert "#123456" in drawn and "#a8201a" not in drawn and "99pt" not in drawn
    assert "var(" not in drawn and "--" not in drawn.split("<style>")[1].split("</style>")[0]


def test_our_own_epub_is_one_a_kindle_takes_and_others_are_not(tmp_path: Path) -> None:
    book = Book(document(tmp_path, documents.article("one")))
    assert refusal("forme.epub", book.data, travelling=1_000_000) is None
    assert "50 MB" in (refusal("forme.epub", book.data, travelling=51_000_000) or "")
    assert "file name" in (refusal("für mich.epub", book.data, travelling=1) or "")
    assert refusal("forme.epub", b"no archive", travelling=1) == "a file that is not an EPUB"
    odd = Book(document(tmp_path, documents.article("one"), paper={"language": "gsw"}))
    assert '"gsw"' in (refusal("forme.epub", odd.data, travelling=1) or "")
