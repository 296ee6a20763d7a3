"""The letter that brings an issue to a reader: what it says, and how it is put together."""

from __future__ import annotations

import html
import re
from base64 import encodebytes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from urllib.parse import quote

from ..look import SearchPath, find_look
from ..look.stylesheets import bundle, tokens_of, without_custom_properties
from ..look.templates import environment
from ..look.words import words
from ..model import Article, Issue, Publication, Section
from ..outlets import Mailing
from ..references import plain_text
from .consignment import Item
from .phrases import phrases
from .recipients import Kind, Recipient

_WHO = "{address}"
_RIGHT_TO_LEFT = ("ar", "he", "fa", "ur", "yi", "iw")
_STAND_IN = b"This stands for the attached file. " * 3
_UNFOLDED = SMTP.clone(max_line_length=998)
"""A long address in a header is not broken: what is broken is encoded, and then is none."""

_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Letter:
    """What one kind of reader is told; ``{address}`` is still to become the reader's."""

    subject: str
    text: str
    html: str


def letter_for(
    publication: Publication, issue: Issue, *, kind: Kind, link: str | None, unsubscribe: str
) -> Letter:
    """Return the letter that brings ``issue`` to readers of ``kind``.

    ``link`` is where it can be read, ``None`` when it stands nowhere. The templates are
    ``mail/subject.txt``, ``mail/issue.txt`` and ``mail/issue.html``.

    Raises:
        LookError: one of them is broken.
    """
    look = find_look(publication, issue)
    draw = environment(look, filters={"plain": plain_text})
    said = phrases(publication.language)
    lead = issue.article(issue.lead) or next(issue.articles())
    values: dict[str, object] = {
        "publication": publication,
        "issue": issue,
        "sections": tuple(_others(issue, lead)),
        "lead": lead,
        "words": words(publication.language),
        "phrases": said,
        "reason": said.reason.format(name=publication.name),
        "direction": _direction(publication.language),
        "attached": kind != "link",
        "link": None if kind == "kindle" else link,
        "unsubscribe": unsubscribe,
    }
    subject = " ".join(_as_text(draw.render("mail/subject.txt.j2", **values)).split())
    style = _style(look.styles)
    drawn = draw.render("mail/issue.html.j2", subject=subject, style=style, **values)
    text = _BLANKS.sub("\n\n", _as_text(draw.render("mail/issue.txt.j2", **values))).strip()
    return Letter(subject, f"{text}\n", str(drawn))


def _style(styles: SearchPath) -> str:
    """Return the letter's styles with the house's own colours, and none of its rules for paper."""
    tokens = tokens_of(bundle("publication.css", styles))
    house = "".join(f"{name}: {value};" for name, value in tokens.items())
    css = without_custom_properties(f"{bundle('mail.css', styles)}\n:root {{ {house} }}\n")
    return css.replace("</", "")  # Nothing in a sheet ends it.


def _others(issue: Issue, lead: Article) -> Iterator[Section]:
    """Yield the sections of ``issue`` with the stories that ``lead`` stands above."""
    for section in issue.sections:
        stories = tuple(one for one in section.articles if one.slug != lead.slug)
        if stories:
            yield replace(section, articles=stories)


def _as_text(drawn: str) -> str:
    """Return what a template drew as text: templates guard against HTML, which this is not."""
    return html.unescape(drawn)


def _direction(language: str) -> str:
    return "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def unsubscribe_address(mailing: Mailing) -> str:
    """Return where readers of ``mailing`` leave the list; by mail when nothing is said."""
    if mailing.unsubscribe:
        return mailing.unsubscribe
    _, address = parseaddr(mailing.reply_to or mailing.sender)
    return f"mailto:{address}?subject=unsubscribe"


class LetterWriter:
    """Makes the letters of one issue, for one reader after the other.

    The attachment, which is by far the largest part, is put in letters once and for all.
    """

    def __init__(
        self,
        publication: Publication,
        issue: Issue,
        mailing: Mailing,
        epub: Item,
        *,
        link: str | None,
        round_began: str,
    ) -> None:
        self._publication = publication
        self._issue = issue
        self._mailing = mailing
        self._epub = epub
        self._leave = unsubscribe_address(mailing)
        self._letters: Mapping[Kind, Letter] = {
            kind: letter_for(publication, issue, kind=kind, link=link, unsubscribe=self._leave)
            for kind in ("attachment", "link", "kindle")
        }
        self._encoded = encodebytes(epub.data).replace(b"\n", b"\r\n")
        self._stand_in = encodebytes(_STAND_IN).replace(b"\n", b"\r\n")
        self._round = round_began

    def letter(self, kind: Kind) -> Letter:
        """Return what readers of ``kind`` are told."""
        return self._letters[kind]

    def travelling(self, kind: Kind) -> int:
        """Return how many bytes a letter of ``kind`` has, give or take the reader's name."""
        reader = Recipient(f"{'a' * 20}@{'a' * 20}.org", "a" * 20, kind, 0)
        return len(self.write(reader, datetime.now(UTC)))

    def write(self, reader: Recipient, at: datetime) -> bytes:
        """Return the letter to ``reader``, posted ``at`` that time, as it travels."""
        letter = self._letters[reader.kind]
        message = EmailMessage(policy=SMTP)
        self._address(message, reader, at, letter)
        who = quote(reader.address, safe="@")
        message.set_content(letter.text.replace(_WHO, who), cte="quoted-printable")
        message.add_alternative(
            letter.html.replace(_WHO, html.escape(who)), subtype="html", cte="quoted-printable"
        )
        boundary = sha256(f"{self._epub.digest} {reader.address}".encode()).hexdigest()[:24]
        message.set_boundary(f"=_alternative_{boundary}")
        if reader.kind == "link":
            return message.as_bytes(policy=_UNFOLDED)
        kind, _, subtype = self._epub.media_type.partition("/")
        message.add_attachment(_STAND_IN, maintype=kind, subtype=subtype, filename=self._epub.name)
        message.set_boundary(f"=_letter_{boundary}")
        return message.as_bytes(policy=_UNFOLDED).replace(self._stand_in, self._encoded, 1)

    def _address(
        self, message: EmailMessage, reader: Recipient, at: datetime, letter: Letter
    ) -> None:
        name, sender = parseaddr(self._mailing.sender)
        domain = sender.rpartition("@")[2]
        publication, issue = self._publication, self._issue
        message["From"] = Address(name, addr_spec=sender)
        local, _, host = reader.address.rpartition("@")
        message["To"] = Address(reader.name or "", local, host)
        if self._mailing.reply_to:
            answer, address = parseaddr(self._mailing.reply_to)
            message["Reply-To"] = Address(answer, addr_spec=address)
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(at)
        # The same letter to the same reader has the same name, so that a second copy is known.
        words = f"{publication.slug} {issue.date} {self._round} {reader.address.casefold()}"
        own = sha256(words.encode()).hexdigest()[:24]
        message["Message-ID"] = f"<{publication.slug}.{issue.date.isoformat()}.{own}@{domain}>"
        message["List-Id"] = f"<{publication.slug}.{domain}>"
        leave = self._leave.replace(_WHO, quote(reader.address, safe="@"))
        message["List-Unsubscribe"] = f"<{leave}>"
        if leave.startswith("https://"):  # RFC 8058.
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message["Content-Language"] = publication.language
