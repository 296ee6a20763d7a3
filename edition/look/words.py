"""The few fixed words an edition says in its publication's language, and its dates and lists.

Everything else a reader sees comes from the editor. A language that is not here
gets English words and dates by number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """What the templates may say on their own."""

    language: str
    contents: str
    cover: str
    landmarks: str
    start: str
    notes: str
    back_to_text: str
    related: str
    first_published: str
    volume: str
    number: str
    lead_story: str
    pages: str
    correction: str
    both: str
    """The word between the last two names of a list, with its spaces."""


_WORDS = {
    "en": Words(
        "en", "Contents", "Cover", "Places in this issue", "Start of the issue", "Notes",
        "Back to the text, note", "More on this", "First published at", "Vol.", "No.",
        "Lead story", "Pages", "Correction", " and ",
    ),
    "de": Words(
        "de", "Inhalt", "Titelseite", "Orte in dieser Ausgabe", "Anfang der Ausgabe",
        "Anmerkungen", "Zurück zum Text, Anmerkung", "Mehr dazu", "Zuerst erschienen bei",
        "Jg.", "Nr.", "Aufmacher", "Seiten", "Korrektur", " und ",
    ),
    "fr": Words(
        "fr", "Sommaire", "Couverture", "Repères", "Début du numéro", "Notes",
        "Retour au texte, note", "À lire aussi", "Première parution :", "Vol.", "Nº", "À la une",
        "Pages", "Rectificatif", " et ",
    ),
    "es": Words(
        "es", "Sumario", "Portada", "Lugares de este número", "Comienzo del número", "Notas",
        "Volver al texto, nota", "Más sobre el tema", "Publicado por primera vez en", "Vol.",
        "N.º", "Tema principal", "Páginas", "Corrección", " y ",
    ),
    "it": Words(
        "it", "Sommario", "Copertina", "Luoghi di questo numero", "Inizio del numero", "Note",
        "Torna al testo, nota", "Leggi anche", "Pubblicato per la prima volta su", "Vol.", "N.",
        "In primo piano", "Pagine", "Correzione", " e ",
    ),
    "nl": Words(
        "nl", "Inhoud", "Omslag", "Plaatsen in dit nummer", "Begin van het nummer", "Noten",
        "Terug naar de tekst, noot", "Meer hierover", "Eerder verschenen op", "Jrg.", "Nr.",
        "Hoofdartikel", "Pagina’s", "Correctie", " en ",
    ),
    "pt": Words(
        "pt", "Sumário", "Capa", "Locais desta edição", "Início da edição", "Notas",
        "Voltar ao texto, nota", "Leia também", "Publicado pela primeira vez em", "Vol.", "N.º",
        "Destaque", "Páginas", "Correção", " e ",
    ),
    "sv": Words(
        "sv", "Innehåll", "Omslag", "Platser i numret", "Numrets början", "Noter",
        "Tillbaka till texten, not", "Läs mer", "Först publicerad på", "Årg.", "Nr",
        "Huvudnyhet", "Sidor", "Rättelse", " och ",
    ),
    "da": Words(
        "da", "Indhold", "Forside", "Steder i dette nummer", "Nummerets begyndelse", "Noter",
        "Tilbage til teksten, note", "Læs mere", "Først udgivet på", "Årg.", "Nr.",
        "Tophistorie", "Sider", "Rettelse", " og ",
    ),
    "nb": Words(
        "nb", "Innhold", "Forside", "Steder i dette nummeret", "Begynnelsen av nummeret",
        "Noter", "Tilbake til teksten, note", "Les mer", "Først publisert på", "Årg.", "Nr.",
        "Toppsak", "Sider", "Rettelse", " og ",
    ),
    "pl": Words(
        "pl", "Spis treści", "Okładka", "Miejsca w numerze", "Początek numeru", "Przypisy",
        "Powrót do tekstu, przypis", "Czytaj też", "Pierwsza publikacja:", "R.", "Nr",
        "Temat numeru", "Strony", "Sprostowanie", " i ",
    ),
}  # fmt: skip

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
}

_PATTERNS = {
    "en": "{day} {month} {year}",
    "en-US": "{month} {day}, {year}",
    "de": "{day}. {month} {year}",
    "da": "{day}. {month} {year}",
    "nb": "{day}. {month} {year}",
    "es": "{day} de {month} de {year}",
    "pt": "{day} de {month} de {year}",
}

_OTHER_NAMES = {"no": "nb", "nn": "nb"}


def words(language: str) -> Words:
    """Return the fixed words in ``language`` (BCP 47); English for a language not known here."""
    return _WORDS.get(_primary(language), _WORDS["en"])


def long_date(day: date, language: str) -> str:
    """Return ``day`` as a reader of ``language`` (BCP 47) writes it: ``6 March 2026``."""
    primary = _primary(language)
    if primary not in _MONTHS:
        return day.isoformat()
    pattern = _PATTERNS.get(language) or _PATTERNS.get(primary) or _PATTERNS["en"]
    number = "1er" if primary == "fr" and day.day == 1 else str(day.day)
    month = _MONTHS[primary].split()[day.month - 1]
    return pattern.format(day=number, month=month, year=day.year)


def listed(names: Sequence[str], language: str) -> str:
    """Return ``names`` as one phrase: ``Ada, Ben and Cy``."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + words(language).both + names[-1]


def _primary(language: str) -> str:
    first = language.split("-")[0].lower()
    return _OTHER_NAMES.get(first, first)
