"""Dates as programs and people write them, in the languages papers come in."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

_MONTHS_OF = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada"
    " grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta"
    " syyskuuta lokakuuta marraskuuta joulukuuta",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου"
    " οκτωβρίου νοεμβρίου δεκεμβρίου",
)
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
_MORE = {
    "sept": 9, "mrz": 3, "okt": 10, "dez": 12, "janv": 1, "févr": 2, "juil": 7, "déc": 12,
    "ene": 1, "abr": 4, "ago": 8, "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9,
    "ott": 10, "out": 10, "mrt": 3, "mei": 5, "maj": 5, "avr": 4, "aoû": 8, "paź": 10,
    "kwi": 4, "sty": 1, "lut": 2, "cze": 6, "lip": 7, "sie": 8, "wrz": 9, "lis": 11, "gru": 12,
    "ابريل": 4, "اغسطس": 8, "اكتوبر": 10,
}  # fmt: skip
MONTHS = {
    name: number for line in (*_MONTHS_OF, _SHORT) for number, name in enumerate(line.split(), 1)
} | _MORE

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\A\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?Z?\s*\Z")
_SLASHED = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_EASTERN = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_WORD = r"([^\W\d_]{3,12})"
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º|ª)?\s*(?:of\s+|de\s+|d')?[\s-]*[בו]?{_WORD}\.?,?"
    r"\s*-?\s*(?:of\s+|de\s+|del\s+)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W\d_]){_WORD}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d])")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def iso_date(text: str) -> date | None:
    """Return the day in ``2026-03-06T09:30:00+01:00``, ``20260306``, ``Fri, 6 Mar 2026 …``."""
    text = text.strip()
    found = _ISO.match(text) or _COMPACT.match(text)
    if found:
        return _day(*map(int, found.groups()))
    if re.match(r"[A-Za-z]{3},? \d|\d{1,2} [A-Za-z]{3} \d", text):
        parts = parsedate(text)
        if parts is not None:
            return _day(parts[0], parts[1], parts[2])
    return None


def date_in(text: str, *, month_first: bool = False) -> date | None:
    """Return the first date written out in ``text``; ``month_first``: 3/6/2026 is in March."""
    text = text.translate(_DIGITS)[:400]
    for pattern in (_ISO, _EASTERN, _SLASHED):
        if found := pattern.search(text):
            day = _day(*map(int, found.groups()))
            if day is not None:
                return day
    for found in _DAY_FIRST.finditer(text):
        month = month_named(found[2])
        if month and (day := _day(int(found[3]), month, int(found[1]))):
            return day
    for found in _MONTH_FIRST.finditer(text):
        month = month_named(found[1])
        if month and (day := _day(int(found[3]), month, int(found[2]))):
            return day
    if found := _NUMBERS.search(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        american = month_first and found[2] == "/"
        return _day(year, first, second) if american else _day(year, second, first)
    return None


def month_named(word: str) -> int | None:
    """Return the number of the month called ``word``, in full or shortened."""
    plain = word.casefold().rstrip(".")
    if plain in MONTHS:
        return MONTHS[plain]
    plain = plain.removeprefix("ב")
    return MONTHS.get(plain)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1600 <= year <= 2200 else None
