"""The few fixed words a catalogue on the web says in its publication's language."""

from __future__ import annotations

from dataclasses import dataclass

from .words import month_of, words


@dataclass(frozen=True, slots=True)
class CatalogueWords:
    """What the pages of a catalogue may say on their own."""

    skip: str
    newest: str
    archive: str
    stories: str
    search: str
    look_for: str
    """Beside the field one searches with."""
    found: str
    """``{count}`` is how many."""
    nothing_found: str
    older: str
    """On the button that goes on looking in earlier years."""
    without_script: str
    download: str
    epub: str
    replica: str
    print: str
    whole_issue: str
    read: str
    earlier: str
    previous: str
    next: str
    page: str
    """``{page}`` is its number."""
    corrected: str
    """``{day}`` is a date."""
    withdrawn: str
    withdrawn_on: str
    subscribers: str
    subscribe: str
    in_apps: str
    how_apps: str
    feeds: str
    front_page: str
    authors: str
    sections: str
    on_the_web: str
    """On the advertisement in the paper."""


_WORDS = {
    "en": CatalogueWords(
        "Skip to the text", "Newest issue", "All issues", "All stories", "Search",
        "Words in headlines, summaries and names", "Stories found: {count}",
        "No story has all these words.", "Look in earlier years",
        "The search needs JavaScript. All stories are listed by their headlines, too.",
        "Download", "EPUB for reading apps", "PDF as printed", "PDF for the press",
        "The whole issue", "Read", "Earlier issues", "Previous", "Next", "Page {page}",
        "Corrected on {day}", "This issue has been withdrawn.", "Withdrawn on {day}",
        "This issue is for subscribers.", "Subscribe", "In a reading app",
        "Add this address as a catalogue (OPDS), and new issues arrive by themselves.",
        "News feeds", "Front page", "Authors", "Sections", "Every issue to read and to keep",
    ),
    "de": CatalogueWords(
        "Zum Text", "Neueste Ausgabe", "Alle Ausgaben", "Alle Artikel", "Suche",
        "Wörter in Überschriften, Vorspännen und Namen", "Gefundene Artikel: {count}",
        "Kein Artikel enthält alle diese Wörter.", "In früheren Jahren suchen",
        "Die Suche braucht JavaScript. Alle Artikel stehen auch nach ihren Überschriften geordnet.",
        "Herunterladen", "EPUB für Lese-Apps", "PDF wie gedruckt", "PDF für die Druckerei",
        "Die ganze Ausgabe", "Lesen", "Frühere Ausgaben", "Zurück", "Weiter", "Seite {page}",
        "Korrigiert am {day}", "Diese Ausgabe wurde zurückgezogen.", "Zurückgezogen am {day}",
        "Diese Ausgabe ist für Abonnenten.", "Abonnieren", "In einer Lese-App",
        "Diese Adresse als Katalog (OPDS) eintragen, dann kommen neue Ausgaben von selbst.",
        "Feeds", "Titelseite", "Autoren", "Ressorts", "Jede Ausgabe zum Lesen und Aufheben",
    ),
}  # fmt: skip

_MONTHS = {
    "ca": "Gener Febrer Març Abril Maig Juny Juliol Agost Setembre Octubre Novembre Desembre",
    "cs": "Leden Únor Březen Duben Květen Červen Červenec Srpen Září Říjen Listopad Prosinec",
    "el": "Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος "
    "Οκτώβριος Νοέμβριος Δεκέμβριος",
    "fi": "Tammikuu Helmikuu Maaliskuu Huhtikuu Toukokuu Kesäkuu Heinäkuu Elokuu Syyskuu Lokakuu "
    "Marraskuu Joulukuu",
    "pl": "Styczeń Luty Marzec Kwiecień Maj Czerwiec Lipiec Sierpień Wrzesień Październik "
    "Listopad Grudzień",
    "ru": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь",
    "sk": "Január Február Marec Apríl Máj Jún Júl August September Október November December",
    "uk": "Січень Лютий Березень Квітень Травень Червень Липень Серпень Вересень Жовтень Листопад "
    "Грудень",
}
"""Where the name of a month alone is not what it is in a date."""


def catalogue_words(language: str) -> CatalogueWords:
    """Return the fixed words in ``language`` (BCP 47); English for a language not known here."""
    return _WORDS.get(words(language).language, _WORDS["en"])


def spoken_in(language: str) -> str:
    """Return the language ``catalogue_words`` come in."""
    own = words(language).language
    return own if own in _WORDS else "en"


def month_alone(month: int, language: str) -> str:
    """Return the name of a month (1 to 12) as it stands by itself: ``March``."""
    names = _MONTHS.get(words(language).language)
    name = names.split(" ")[month - 1] if names else month_of(month, language)
    return name[:1].upper() + name[1:]


def month_and_year(year: int, month: int, language: str) -> str:
    """Return a month as a heading says it: ``March 2026``."""
    name = month_alone(month, language)
    return f"{year}. {name.lower()}" if words(language).language == "hu" else f"{name} {year}"
