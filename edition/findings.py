"""What the checks have to say, in one form for screen, file and tests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from .model import Origin


class Severity(IntEnum):
    """How much a finding matters; ``ERROR`` stops delivery."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its code for ever, how grave it is, what it is about."""

    code: str
    severity: Severity
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor or a printer should know.

    ``code`` never changes meaning once released, so that a publication can
    waive it and a test can be named after it. ``part`` is the anchor of the
    place in the document where a proof marks it, ``None`` when there is none.
    """

    code: str
    severity: Severity
    message: str
    origin: Origin | None = None
    hint: str | None = None
    part: str | None = None


NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

_RULES = (
    # The editor's files.
    Rule("SRC-001", ERROR, "A text file is not UTF-8."),
    Rule("SRC-002", ERROR, "A settings file or front matter cannot be read."),
    Rule("SRC-003", WARNING, "A key nobody knows."),
    Rule("SRC-004", ERROR, "A value of the wrong kind."),
    Rule("SRC-005", ERROR, "A key that must be there is missing."),
    Rule("SRC-006", ERROR, "A date that is not a date."),
    Rule("SRC-007", ERROR, "The order names an article that is not in the folder."),
    Rule("SRC-008", WARNING, "An article in the folder that the order does not name."),
    Rule("SRC-009", ERROR, "Two articles of the same name, or one named twice."),
    Rule("SRC-010", ERROR, "A file name that cannot become a web address."),
    Rule("SRC-011", ERROR, "A file too large, or nested too deep, to be an article."),
    Rule("SRC-012", WARNING, "Control characters that were taken out."),
    Rule("SRC-013", WARNING, "The folder's name and the issue's date disagree."),
    Rule("SRC-014", WARNING, "An ISSN whose check digit is wrong."),
    Rule("SRC-015", ERROR, "A language nobody knows."),
    Rule("SRC-016", NOTE, "A section the publication does not list."),
    Rule("SRC-017", WARNING, "A related story that is not in this issue."),
    Rule("SRC-018", ERROR, "A file that lies outside the publication's folder."),
    Rule("SRC-019", WARNING, "A story of the order that is still wanted."),
    Rule("SRC-020", WARNING, "A section without stories."),
    # Words.
    Rule("TXT-001", WARNING, "Heading levels skipped."),
    Rule("TXT-002", WARNING, "Raw HTML that was left out."),
    Rule("TXT-003", WARNING, "Something in angle brackets that is kept as text."),
    Rule("TXT-004", NOTE, "Straight quotes where typography is off."),
    Rule("TXT-005", WARNING, "A headline of too many lines."),
    Rule("TXT-006", WARNING, "Two stories with the same headline."),
    Rule("TXT-007", WARNING, "Left-over template braces."),
    Rule("TXT-008", ERROR, "An article without text."),
    Rule("TXT-009", WARNING, "Invisible direction marks or inline direction that was replaced."),
    Rule("TXT-010", ERROR, "A script the fonts at hand do not cover."),
    Rule("TXT-011", WARNING, "A ::: block that is unknown or not closed."),
    Rule("TXT-012", WARNING, "A footnote without its text, or a text without its call."),
    # Pages, pins and advertisements.
    Rule("PIN-001", WARNING, "A pin for a story that is not in this issue."),
    Rule("PIN-002", ERROR, "Pins that contradict each other."),
    Rule("PIN-003", ERROR, "A page the issue does not have."),
    Rule("PIN-004", ERROR, "A number of pages the press does not print."),
    Rule("PIN-005", WARNING, "Pins or advertisements that this layout does not place."),
    Rule("PIN-006", ERROR, "An advertisement or pin larger than its page."),
    Rule("ADS-001", ERROR, "A supplied PDF that cannot be placed."),
    Rule("ADS-002", WARNING, "An advertisement whose shape is not that of its space."),
    Rule("ADS-003", ERROR, "A supplied PDF that does not bring its fonts."),
    # Links.
    Rule("REF-001", WARNING, "A link to a story that is not in this issue."),
    Rule("REF-002", WARNING, "A link to a place in a story that does not exist."),
    Rule("REF-003", WARNING, "A link that only worked on the old web site."),
    Rule("REF-004", WARNING, "A web address that is not one."),
    # Pictures and their words.
    Rule("PIC-001", ERROR, "A picture that is not in the folder."),
    Rule("PIC-002", ERROR, "A picture that cannot be read or is cut off."),
    Rule("PIC-003", WARNING, "A picture too small for its printed size."),
    Rule("PIC-004", ERROR, "A picture with more pixels than is safe to open."),
    Rule("PIC-005", NOTE, "A picture whose name says another format."),
    Rule("PIC-006", WARNING, "A picture without a caption."),
    Rule("PIC-007", WARNING, "A picture without a credit."),
    Rule("PIC-008", ERROR, "A picture without alt text."),
    Rule("PIC-009", WARNING, "A drawing that carried scripts or outside links."),
    Rule("PIC-010", NOTE, "An animation that stands still in print."),
    Rule("PIC-011", NOTE, "Words for a picture no story uses."),
    Rule("PIC-012", NOTE, "A picture in the folder no story uses."),
    Rule("PIC-013", WARNING, "An alt text that says nothing new."),
    Rule("PIC-014", ERROR, "A picture on somebody else's web site."),
    Rule("PIC-015", WARNING, "A picture of which less than half is printed."),
    Rule("PIC-016", WARNING, "A picture that is still wanted."),
    # Templates and styles.
    Rule("LOOK-001", WARNING, "A template or stylesheet that replaces nothing."),
    Rule("LOOK-002", WARNING, "A replaced template whose original has changed."),
    Rule("LOOK-003", WARNING, "A style the engine does not understand."),
    Rule("LOOK-004", ERROR, "A template or stylesheet that cannot be used."),
    # The editions.
    Rule("EPUB-001", ERROR, "The EPUB would be rejected by a bookshop's check."),
    Rule("EPUB-002", WARNING, "The EPUB is large for mail."),
    Rule("EPUB-003", WARNING, "Colours without enough contrast."),
    Rule("PDF-001", WARNING, "Something the print engine complained of."),
    Rule("PDF-002", ERROR, "A font that is not the publication's own."),
    Rule("PDF-003", WARNING, "A headline stranded at the foot of a page."),
    Rule("PDF-004", ERROR, "A picture or font the print engine could not load."),
    Rule("PDF-005", ERROR, "Text that does not fit on its page."),
    Rule("PDF-006", ERROR, "Words that are not on their pages, or twice, or out of order."),
    Rule("PDF-007", ERROR, "Something that does not stand on its page where make-up put it."),
    # The printer's demands.
    Rule("PRF-001", ERROR, "A press profile that nobody has."),
    Rule("PRF-002", ERROR, "An ICC profile that is not that of a press."),
    Rule("PRF-003", ERROR, "A page that its printer does not print."),
    Rule("PRF-004", NOTE, "A colour of screens that was turned into inks."),
    Rule("PRF-005", ERROR, "Something see-through that the printer's PDF/X-1a cannot show."),
    # Make-up.
    Rule("PLN-001", ERROR, "Stories that do not fill their pages exactly."),
    Rule("PLN-002", ERROR, "A story that fits no page in any shape."),
    Rule("PLN-003", ERROR, "Standing matter or an advertisement no page can take."),
    Rule("PLN-004", WARNING, "A pin that cannot be kept."),
    # What comes from elsewhere.
    Rule("IMP-001", ERROR, "A source that cannot be imported."),
    Rule("IMP-002", ERROR, "A source that would take too long or too much memory."),
    Rule("IMP-003", WARNING, "A date that is missing or only likely."),
    Rule("IMP-004", WARNING, "A headline or byline that is only likely."),
    Rule("IMP-005", WARNING, "An imported picture without an alt text of its own."),
    Rule("IMP-006", WARNING, "An imported picture without a credit."),
    Rule("IMP-007", WARNING, "An imported story whose picture is not at hand."),
    Rule("IMP-008", WARNING, "Part of a story that was left out."),
    Rule("IMP-009", WARNING, "A file that an editor has changed and that is left alone."),
    Rule("IMP-010", NOTE, "A story that the dates, categories or tags do not admit."),
    Rule("IMP-011", NOTE, "A story that came twice."),
    Rule("IMP-012", WARNING, "A story without its text, or with only a part of it."),
    Rule("IMP-013", WARNING, "A shortcode nobody here knows."),
    Rule("IMP-014", WARNING, "An imported picture that had to be changed or refused."),
    Rule("IMP-015", NOTE, "Matter that may be worth having in every issue."),
    Rule("IMP-016", WARNING, "Part of an imported story that was told by its look alone."),
    # The catalogue on the web.
    Rule("CAT-001", WARNING, "A built issue that does not say what is in it."),
    Rule("CAT-002", WARNING, "A finished file that is not as it was built."),
    Rule("CAT-003", WARNING, "An issue that changed without a date of correction."),
    Rule("CAT-004", WARNING, "Issues for subscribers, and no address to subscribe at."),
    Rule("CAT-005", NOTE, "A file of somebody else's that the catalogue leaves alone."),
    # The file for the printer.
    Rule("PRS-001", ERROR, "A PDF that is damaged."),
    Rule("PRS-002", ERROR, "Something on a page that is damaged or goes on without end."),
    Rule("PRS-003", ERROR, "A PDF that is protected."),
    Rule("PRS-004", ERROR, "A PDF of a version the standard does not allow."),
    Rule("PRS-005", ERROR, "A PDF without identifiers."),
    Rule("PRS-006", ERROR, "A PDF that does not say it is made for a press."),
    Rule("PRS-007", ERROR, "Metadata that the standard asks for, missing or at odds."),
    Rule("PRS-008", ERROR, "A PDF that does not say whether it is trapped."),
    Rule("PRS-009", ERROR, "An output intent that is missing, or more than one."),
    Rule("PRS-010", ERROR, "A profile of the press that is missing or of the wrong kind."),
    Rule("PRS-011", WARNING, "A PDF made for another press."),
    Rule("PRS-012", ERROR, "Forms, actions or scripts in a PDF for a press."),
    Rule("PRS-013", ERROR, "Something drawn from outside the page."),
    Rule("PRS-014", ERROR, "A way of packing that the standard does not allow."),
    Rule("PRS-015", WARNING, "A picture of a kind that older machines cannot unpack."),
    Rule("PRS-016", ERROR, "Layers that a press cannot do with."),
    Rule("PRS-017", ERROR, "Transfer curves or screens of one machine."),
    Rule("PRS-018", ERROR, "A rendering intent nobody knows."),
    Rule("PRS-019", ERROR, "A wish to be printed from a part of the page only."),
    Rule("PRS-020", ERROR, "Page boxes that are missing, or not one in the other."),
    Rule("PRS-021", ERROR, "A page that is cropped."),
    Rule("PRS-022", ERROR, "A page in units of its own."),
    Rule("PRS-023", ERROR, "Pages of different sizes, or turned."),
    Rule("PRS-024", ERROR, "A page of another size than the press prints."),
    Rule("PRS-025", ERROR, "Too little bleed."),
    Rule("PRS-026", WARNING, "Bleed that is there but not painted."),
    Rule("PRS-027", ERROR, "Marks where the printer wants none."),
    Rule("PRS-028", WARNING, "No marks where the printer wants some."),
    Rule("PRS-029", WARNING, "Words too near the edge."),
    Rule("PRS-030", ERROR, "A number of pages in the file that the press does not print."),
    Rule("PRS-031", ERROR, "An advertisement of several pages."),
    Rule("PRS-032", ERROR, "A page without ink."),
    Rule("PRS-033", ERROR, "Two pages side by side as one."),
    Rule("PRS-034", ERROR, "Links, notes or fields on a page for a press."),
    Rule("PRS-035", ERROR, "A page that is a plate of one ink."),
    Rule("PRS-036", ERROR, "Colours that are not press inks."),
    Rule("PRS-037", ERROR, "Spot colours the printer does not take."),
    Rule("PRS-038", WARNING, "The colour of registration marks on the page itself."),
    Rule("PRS-039", ERROR, "A spot colour that is two colours."),
    Rule("PRS-040", ERROR, "Transparency mixed in other colours than CMYK."),
    Rule("PRS-041", ERROR, "Transparency where the standard has none."),
    Rule("PRS-042", ERROR, "A blend mode nobody knows."),
    Rule("PRS-043", ERROR, "White text that overprints."),
    Rule("PRS-044", WARNING, "White shapes or lines that overprint."),
    Rule("PRS-045", WARNING, "Small black text that does not overprint."),
    Rule("PRS-046", WARNING, "Thin black lines that do not overprint."),
    Rule("PRS-047", WARNING, "Small text in grey that is not black ink."),
    Rule("PRS-048", WARNING, "Thin lines in grey that is not black ink."),
    Rule("PRS-049", WARNING, "Grey that overprints."),
    Rule("PRS-050", ERROR, "A font that is not in the file."),
    Rule("PRS-051", WARNING, "Courier, the mark of a font that was missing."),
    Rule("PRS-052", ERROR, "Letters that their font does not have."),
    Rule("PRS-053", ERROR, "A font that is damaged or at odds with its page."),
    Rule("PRS-054", WARNING, "Black text of too much ink."),
    Rule("PRS-055", WARNING, "White text too small for the press."),
    Rule("PRS-056", WARNING, "Text of several inks too small for the press."),
    Rule("PRS-057", WARNING, "Text too small for the press."),
    Rule("PRS-058", WARNING, "White lines too thin for the press."),
    Rule("PRS-059", WARNING, "Lines of several inks too thin for the press."),
    Rule("PRS-060", WARNING, "Lines too thin for the press."),
    Rule("PRS-061", WARNING, "A picture of too few pixels in the file for the printer."),
    Rule("PRS-062", WARNING, "A line drawing of too few pixels in the file for the printer."),
    Rule("PRS-063", WARNING, "A page that is a single picture of few pixels."),
    Rule("PRS-064", ERROR, "A picture in the file for the printer that cannot be read."),
    Rule("PRS-065", WARNING, "More ink than the paper takes."),
    # Waivers.
    Rule("WAIVE-001", WARNING, "A waiver that waives nothing."),
)

RULES = MappingProxyType({rule.code: rule for rule in _RULES})
"""Every kind of finding by its code."""


def finding(
    code: str,
    message: str,
    *,
    origin: Origin | None = None,
    hint: str | None = None,
    part: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Return a finding of the rule ``code``; ``severity`` ``None`` takes the rule's own."""
    rule = RULES[code]
    return Finding(code, severity or rule.severity, message, origin, hint, part)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the highest severity present, or ``None`` when there is nothing to say."""
    return max((one.severity for one in findings), default=None)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return ``findings`` without repeats, by file, line and code, those without a place first."""

    def place(one: Finding) -> tuple[str, int, str, str]:
        path = one.origin.path.as_posix() if one.origin else ""
        line = (one.origin.line or 0) if one.origin else 0
        return path, line, one.code, one.message

    return tuple(sorted(dict.fromkeys(findings), key=place))
