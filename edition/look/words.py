"""The few fixed words an edition says in its publication's language, and its dates and lists.

Everything else a reader sees comes from the editor. A language that is not here
gets English words and dates by number.
"""

from __future__ import annotations

import re
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
    continued_on: str
    """The turn line; ``{page}`` is the page the story goes on on."""
    from_page: str
    """What stands over the rest of a story; ``{page}`` is the page it comes from."""
    inside: str
    """Over what a front page says is in the paper."""
    in_brief: str
    """Over a run of briefs."""


_WORDS = {
    "en": Words(
        "en", "Contents", "Cover", "Places in this issue", "Start of the issue", "Notes",
        "Back to the text, note", "More on this", "First published at", "Vol.", "No.",
        "Lead story", "Pages", "Correction", " and ",
        "Continued on page {page}", "From page {page}", "Inside", "In brief",
    ),
    "de": Words(
        "de", "Inhalt", "Titelseite", "Orte in dieser Ausgabe", "Anfang der Ausgabe",
        "Anmerkungen", "Zurück zum Text, Anmerkung", "Mehr dazu", "Zuerst erschienen bei",
        "Jg.", "Nr.", "Aufmacher", "Seiten", "Korrektur", " und ",
        "Fortsetzung auf Seite {page}", "Fortsetzung von Seite {page}",
        "In dieser Ausgabe", "Kurz notiert",
    ),
    "fr": Words(
        "fr", "Sommaire", "Couverture", "Repères", "Début du numéro", "Notes",
        "Retour au texte, note", "À lire aussi", "Première parution :", "Vol.", "Nº", "À la une",
        "Pages", "Rectificatif", " et ",
        "Suite page {page}", "Suite de la page {page}", "À l’intérieur", "En bref",
    ),
    "es": Words(
        "es", "Sumario", "Portada", "Lugares de este número", "Comienzo del número", "Notas",
        "Volver al texto, nota", "Más sobre el tema", "Publicado por primera vez en", "Vol.",
        "N.º", "Tema principal", "Páginas", "Corrección", " y ",
        "Continúa en la página {page}", "Viene de la página {page}", "En este número", "En breve",
    ),
    "it": Words(
        "it", "Sommario", "Copertina", "Luoghi di questo numero", "Inizio del numero", "Note",
        "Torna al testo, nota", "Leggi anche", "Pubblicato per la prima volta su", "Vol.", "N.",
        "In primo piano", "Pagine", "Correzione", " e ",
        "Continua a pagina {page}", "Segue da pagina {page}", "All’interno", "In breve",
    ),
    "nl": Words(
        "nl", "Inhoud", "Omslag", "Plaatsen in dit nummer", "Begin van het nummer", "Noten",
        "Terug naar de tekst, noot", "Meer hierover", "Eerder verschenen op", "Jrg.", "Nr.",
        "Hoofdartikel", "Pagina’s", "Correctie", " en ",
        "Lees verder op pagina {page}", "Vervolg van pagina {page}", "In dit nummer", "In het kort",
    ),
    "pt": Words(
        "pt", "Sumário", "Capa", "Locais desta edição", "Início da edição", "Notas",
        "Voltar ao texto, nota", "Leia também", "Publicado pela primeira vez em", "Vol.", "N.º",
        "Destaque", "Páginas", "Correção", " e ",
        "Continua na página {page}", "Continuação da página {page}", "Nesta edição", "Breves",
    ),
    "sv": Words(
        "sv", "Innehåll", "Omslag", "Platser i numret", "Numrets början", "Noter",
        "Tillbaka till texten, not", "Läs mer", "Först publicerad på", "Årg.", "Nr",
        "Huvudnyhet", "Sidor", "Rättelse", " och ",
        "Fortsättning på sidan {page}", "Fortsättning från sidan {page}",
        "I detta nummer", "I korthet",
    ),
    "da": Words(
        "da", "Indhold", "Forside", "Steder i dette nummer", "Nummerets begyndelse", "Noter",
        "Tilbage til teksten, note", "Læs mere", "Først udgivet på", "Årg.", "Nr.",
        "Tophistorie", "Sider", "Rettelse", " og ",
        "Fortsættes på side {page}", "Fortsat fra side {page}", "I dette nummer", "Kort nyt",
    ),
    "nb": Words(
        "nb", "Innhold", "Forside", "Steder i dette nummeret", "Begynnelsen av nummeret",
        "Noter", "Tilbake til teksten, note", "Les mer", "Først publisert på", "Årg.", "Nr.",
        "Toppsak", "Sider", "Rettelse", " og ",
        "Fortsetter på side {page}", "Fortsatt fra side {page}", "I dette nummeret", "Kort fortalt",
    ),
    "pl": Words(
        "pl", "Spis treści", "Okładka", "Miejsca w numerze", "Początek numeru", "Przypisy",
        "Powrót do tekstu, przypis", "Czytaj też", "Pierwsza publikacja:", "R.", "Nr",
        "Temat numeru", "Strony", "Sprostowanie", " i ",
        "Ciąg dalszy na stronie {page}", "Ciąg dalszy ze strony {page}", "W numerze", "W skrócie",
    ),
    "el": Words(
        "el", "Περιεχόμενα", "Εξώφυλλο", "Σημεία του τεύχους", "Αρχή του τεύχους", "Σημειώσεις",
        "Επιστροφή στο κείμενο, σημείωση", "Διαβάστε επίσης", "Πρώτη δημοσίευση:", "Τόμ.", "Αρ.",
        "Κύριο θέμα", "Σελίδες", "Διόρθωση", " και ",
        "Συνέχεια στη σελίδα {page}", "Συνέχεια από τη σελίδα {page}",
        "Σε αυτό το τεύχος", "Εν συντομία",
    ),
    "ru": Words(
        "ru", "Содержание", "Обложка", "Места в этом номере", "Начало номера", "Примечания",
        "Назад к тексту, примечание", "Читайте также", "Впервые опубликовано:", "Т.", "№",
        "Главная тема", "Страницы", "Исправление", " и ",
        "Продолжение на странице {page}", "Начало на странице {page}", "В номере", "Коротко",
    ),
    "uk": Words(
        "uk", "Зміст", "Обкладинка", "Місця в цьому номері", "Початок номера", "Примітки",
        "Назад до тексту, примітка", "Читайте також", "Уперше опубліковано:", "Т.", "№",
        "Головна тема", "Сторінки", "Виправлення", " і ",
        "Продовження на сторінці {page}", "Початок на сторінці {page}", "У номері", "Коротко",
    ),
    "cs": Words(
        "cs", "Obsah", "Obálka", "Místa v tomto čísle", "Začátek čísla", "Poznámky",
        "Zpět k textu, poznámka", "Čtěte také", "Poprvé vyšlo na:", "Roč.", "Č.", "Hlavní téma",
        "Strany", "Oprava", " a ",
        "Pokračování na straně {page}", "Pokračování ze strany {page}", "Uvnitř čísla", "Stručně",
    ),
    "sk": Words(
        "sk", "Obsah", "Obálka", "Miesta v tomto čísle", "Začiatok čísla", "Poznámky",
        "Späť k textu, poznámka", "Čítajte aj", "Prvýkrát uverejnené na:", "Roč.", "Č.",
        "Hlavná téma", "Strany", "Oprava", " a ",
        "Pokračovanie na strane {page}", "Pokračovanie zo strany {page}", "V čísle", "Stručne",
    ),
    "hu": Words(
        "hu", "Tartalom", "Címlap", "Helyek a lapszámban", "A lapszám eleje", "Jegyzetek",
        "Vissza a szöveghez, jegyzet:", "Olvassa el ezt is", "Először megjelent:", "Évfolyam:",
        "Szám:", "Vezető anyag", "Oldalak", "Helyesbítés", " és ",
        "Folytatás: {page}. oldal", "Előzmény: {page}. oldal", "A lapban", "Röviden",
    ),
    "ro": Words(
        "ro", "Cuprins", "Copertă", "Repere în acest număr", "Începutul numărului", "Note",
        "Înapoi la text, nota", "Citiți și", "Publicat prima dată pe", "Vol.", "Nr.",
        "Subiectul principal", "Pagini", "Erată", " și ",
        "Continuare în pagina {page}", "Urmare din pagina {page}", "În acest număr", "Pe scurt",
    ),
    "fi": Words(
        "fi", "Sisällys", "Kansi", "Paikat tässä numerossa", "Numeron alku", "Viitteet",
        "Takaisin tekstiin, viite", "Lue myös", "Julkaistu ensi kerran:", "Vuosikerta", "Nro",
        "Pääjuttu", "Sivut", "Oikaisu", " ja ",
        "Jatkuu sivulla {page}", "Jatkoa sivulta {page}", "Tässä numerossa", "Lyhyesti",
    ),
    "tr": Words(
        "tr", "İçindekiler", "Kapak", "Bu sayıdaki yerler", "Sayının başı", "Notlar",
        "Metne dön, not", "Bunları da okuyun", "İlk yayımlandığı yer:", "Cilt", "Sayı", "Manşet",
        "Sayfalar", "Düzeltme", " ve ",
        "Devamı {page}. sayfada", "{page}. sayfadan devam", "Bu sayıda", "Kısa kısa",
    ),
    "ca": Words(
        "ca", "Sumari", "Portada", "Llocs d’aquest número", "Inici del número", "Notes",
        "Torna al text, nota", "Més sobre el tema", "Publicat per primera vegada a", "Vol.",
        "Núm.", "Tema principal", "Pàgines", "Correcció", " i ",
        "Continua a la pàgina {page}", "Ve de la pàgina {page}", "En aquest número", "En breu",
    ),
    "ga": Words(
        "ga", "Clár", "Clúdach", "Áiteanna san eagrán seo", "Tús an eagráin", "Nótaí",
        "Ar ais go dtí an téacs, nóta", "Tuilleadh faoi seo", "Foilsithe den chéad uair ag",
        "Iml.", "Uimh.", "Príomhscéal", "Leathanaigh", "Ceartúchán", " agus ",
        "Ar lean ar leathanach {page}", "Ó leathanach {page}", "San eagrán seo", "I mbeagán focal",
    ),
    "cy": Words(
        "cy", "Cynnwys", "Clawr", "Lleoedd yn y rhifyn hwn", "Dechrau’r rhifyn", "Nodiadau",
        "Yn ôl i’r testun, nodyn", "Rhagor am hyn", "Cyhoeddwyd gyntaf yn", "Cyf.", "Rhif",
        "Prif stori", "Tudalennau", "Cywiriad", " a ",
        "Parhad ar dudalen {page}", "O dudalen {page}", "Yn y rhifyn hwn", "Yn gryno",
    ),
    "ar": Words(
        "ar", "المحتويات", "الغلاف", "مواضع في هذا العدد", "بداية العدد", "الهوامش",
        "العودة إلى النص، الهامش", "اقرأ أيضًا", "نُشر أول مرة في", "المجلد", "العدد",
        "الموضوع الرئيسي", "الصفحات", "تصويب", " و",
        "التتمة في الصفحة {page}", "تتمة من الصفحة {page}", "في هذا العدد", "باختصار",
    ),
    "he": Words(
        "he", "תוכן העניינים", "שער", "מקומות בגיליון", "תחילת הגיליון", "הערות",
        "חזרה לטקסט, הערה", "לקריאה נוספת", "פורסם לראשונה:", "כרך", "גיליון", "הכתבה הראשית",
        "עמודים", "תיקון", " ו",
        "המשך בעמוד {page}", "המשך מעמוד {page}", "בגיליון", "בקצרה",
    ),
    "fa": Words(
        "fa", "فهرست", "جلد", "جاهای این شماره", "آغاز شماره", "یادداشت‌ها",
        "بازگشت به متن، یادداشت", "بیشتر بخوانید", "نخستین انتشار:", "سال", "شمارهٔ", "گزارش اصلی",
        "صفحه‌ها", "اصلاحیه", " و ",
        "ادامه در صفحهٔ {page}", "ادامه از صفحهٔ {page}", "در این شماره", "کوتاه",
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
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου "
    "Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "sk": "januára februára marca apríla mája júna júla augusta septembra októbra novembra "
    "decembra",
    "hu": "január február március április május június július augusztus szeptember október "
    "november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie "
    "noiembrie decembrie",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta "
    "elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ca": "de_gener de_febrer de_març d’abril de_maig de_juny de_juliol d’agost de_setembre "
    "d’octubre de_novembre de_desembre",
    "ga": "Eanáir Feabhra Márta Aibreán Bealtaine Meitheamh Iúil Lúnasa Meán_Fómhair "
    "Deireadh_Fómhair Samhain Nollaig",
    "cy": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
}
"""As they stand in a date: in the genitive where a language says so. ``_`` is a space."""

_PATTERNS = {
    "en": "{day} {month} {year}",
    "en-US": "{month} {day}, {year}",
    "de": "{day}. {month} {year}",
    "da": "{day}. {month} {year}",
    "nb": "{day}. {month} {year}",
    "es": "{day} de {month} de {year}",
    "pt": "{day} de {month} de {year}",
    "ca": "{day} {month} de {year}",
    "cs": "{day}. {month} {year}",
    "sk": "{day}. {month} {year}",
    "fi": "{day}. {month} {year}",
    "hu": "{year}. {month} {day}.",
    "ru": "{day} {month} {year}\u00a0г.",
    "uk": "{day} {month} {year}\u00a0р.",
    "he": "{day} ב{month} {year}",
}

_COMMAS = {"ar": "، ", "fa": "، "}

_BEFORE_VOWELS = {
    "es": (" e ", re.compile(r"h?i(?!e)", re.IGNORECASE)),
    "cy": (" ac ", re.compile(r"[aeiouwyâêîôûŵŷ]", re.IGNORECASE)),
}
"""What ``both`` becomes before names that begin so."""

_OTHER_NAMES = {"no": "nb", "nn": "nb", "iw": "he"}


def words(language: str) -> Words:
    """Return the fixed words in ``language`` (BCP 47); English for a language not known here."""
    return _WORDS.get(_primary(language), _WORDS["en"])


def words_in(language: str, *, otherwise: str) -> Words:
    """Return the fixed words in ``language`` (BCP 47), or in the one called ``otherwise``."""
    return _WORDS.get(_primary(language)) or words(otherwise)


def languages() -> tuple[str, ...]:
    """Return the languages there are words for."""
    return tuple(_WORDS)


def long_date(day: date, language: str) -> str:
    """Return ``day`` as a reader of ``language`` (BCP 47) writes it: ``6 March 2026``."""
    primary = _primary(language)
    if primary not in _MONTHS:
        return day.isoformat()
    pattern = _PATTERNS.get(language) or _PATTERNS.get(primary) or _PATTERNS["en"]
    number = "1er" if primary == "fr" and day.day == 1 else str(day.day)
    month = _MONTHS[primary].split(" ")[day.month - 1].replace("_", " ")
    return pattern.format(day=number, month=month, year=day.year)


def month_of(number: int, language: str) -> str:
    """Return the name of a month (1 to 12) as a date in ``language`` (BCP 47) has it."""
    names = _MONTHS.get(_primary(language)) or _MONTHS["en"]
    return names.split(" ")[number - 1].replace("_", " ")


def listed(names: Sequence[str], language: str) -> str:
    """Return ``names`` as one phrase: ``Ada, Ben and Cy``."""
    if len(names) < 2:
        return "".join(names)
    both = words(language).both
    other, vowels = _BEFORE_VOWELS.get(_primary(language), (both, None))
    if vowels is not None and vowels.match(names[-1]):
        both = other
    return _COMMAS.get(_primary(language), ", ").join(names[:-1]) + both + names[-1]


def _primary(language: str) -> str:
    first = language.split("-")[0].lower()
    return _OTHER_NAMES.get(first, first)
