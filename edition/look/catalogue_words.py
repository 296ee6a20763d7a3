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
    "fr": CatalogueWords(
        "Aller au texte", "Dernier numéro", "Tous les numéros", "Tous les articles", "Recherche",
        "Mots des titres, des chapeaux et des noms", "Articles trouvés : {count}",
        "Aucun article ne contient tous ces mots.", "Chercher dans les années précédentes",
        "La recherche demande JavaScript. Tous les articles sont aussi classés par titre.",
        "Télécharger", "EPUB pour liseuses et applications", "PDF tel qu’imprimé",
        "PDF pour l’imprimeur", "Le numéro entier", "Lire", "Numéros précédents", "Précédent",
        "Suivant", "Page {page}", "Corrigé le {day}", "Ce numéro a été retiré.",
        "Retiré le {day}", "Ce numéro est réservé aux abonnés.", "S’abonner",
        "Dans une application de lecture",
        "Ajoutez cette adresse comme catalogue (OPDS) : les numéros arrivent d’eux-mêmes.",
        "Flux", "Une", "Auteurs", "Rubriques", "Tous les numéros, à lire et à garder",
    ),
    "es": CatalogueWords(
        "Ir al texto", "Último número", "Todos los números", "Todos los artículos", "Buscar",
        "Palabras de titulares, resúmenes y nombres", "Artículos encontrados: {count}",
        "Ningún artículo tiene todas esas palabras.", "Buscar en años anteriores",
        "La búsqueda necesita JavaScript. Todos los artículos están también por su titular.",
        "Descargar", "EPUB para aplicaciones de lectura", "PDF como en papel",
        "PDF para la imprenta", "El número completo", "Leer", "Números anteriores", "Anterior",
        "Siguiente", "Página {page}", "Corregido el {day}", "Este número ha sido retirado.",
        "Retirado el {day}", "Este número es para suscriptores.", "Suscribirse",
        "En una aplicación de lectura",
        "Añada esta dirección como catálogo (OPDS) y los números nuevos llegarán solos.",
        "Canales de noticias", "Portada", "Autores", "Secciones",
        "Todos los números, para leer y guardar",
    ),
    "it": CatalogueWords(
        "Vai al testo", "Ultimo numero", "Tutti i numeri", "Tutti gli articoli", "Cerca",
        "Parole di titoli, sommari e nomi", "Articoli trovati: {count}",
        "Nessun articolo contiene tutte queste parole.", "Cerca negli anni precedenti",
        "La ricerca richiede JavaScript. Tutti gli articoli sono anche in ordine di titolo.",
        "Scarica", "EPUB per app di lettura", "PDF come stampato", "PDF per la tipografia",
        "Il numero intero", "Leggi", "Numeri precedenti", "Precedente", "Successivo",
        "Pagina {page}", "Corretto il {day}", "Questo numero è stato ritirato.",
        "Ritirato il {day}", "Questo numero è per gli abbonati.", "Abbonarsi",
        "In un’app di lettura",
        "Aggiungi questo indirizzo come catalogo (OPDS): i nuovi numeri arrivano da soli.",
        "Feed", "Prima pagina", "Autori", "Sezioni", "Tutti i numeri, da leggere e conservare",
    ),
    "nl": CatalogueWords(
        "Naar de tekst", "Nieuwste nummer", "Alle nummers", "Alle artikelen", "Zoeken",
        "Woorden in koppen, inleidingen en namen", "Gevonden artikelen: {count}",
        "Geen artikel heeft al deze woorden.", "In eerdere jaren zoeken",
        "Zoeken vraagt JavaScript. Alle artikelen staan ook op kop gerangschikt.",
        "Downloaden", "EPUB voor leesapps", "PDF zoals gedrukt", "PDF voor de drukker",
        "Het hele nummer", "Lezen", "Eerdere nummers", "Vorige", "Volgende", "Pagina {page}",
        "Verbeterd op {day}", "Dit nummer is ingetrokken.", "Ingetrokken op {day}",
        "Dit nummer is voor abonnees.", "Abonneren", "In een leesapp",
        "Voeg dit adres toe als catalogus (OPDS), dan komen nieuwe nummers vanzelf.",
        "Feeds", "Voorpagina", "Auteurs", "Rubrieken", "Elk nummer om te lezen en te bewaren",
    ),
    "pt": CatalogueWords(
        "Ir para o texto", "Edição mais recente", "Todas as edições", "Todos os artigos",
        "Procurar", "Palavras de títulos, resumos e nomes", "Artigos encontrados: {count}",
        "Nenhum artigo tem todas estas palavras.", "Procurar em anos anteriores",
        "A procura precisa de JavaScript. Todos os artigos estão também por título.",
        "Descarregar", "EPUB para aplicações de leitura", "PDF tal como impresso",
        "PDF para a gráfica", "A edição completa", "Ler", "Edições anteriores", "Anterior",
        "Seguinte", "Página {page}", "Corrigido em {day}", "Esta edição foi retirada.",
        "Retirada em {day}", "Esta edição é para assinantes.", "Assinar",
        "Numa aplicação de leitura",
        "Adicione este endereço como catálogo (OPDS) e as novas edições chegam sozinhas.",
        "Feeds", "Primeira página", "Autores", "Secções", "Todas as edições, para ler e guardar",
    ),
    "sv": CatalogueWords(
        "Till texten", "Senaste numret", "Alla nummer", "Alla artiklar", "Sök",
        "Ord i rubriker, ingresser och namn", "Funna artiklar: {count}",
        "Ingen artikel har alla dessa ord.", "Sök i tidigare år",
        "Sökningen behöver JavaScript. Alla artiklar finns också ordnade efter rubrik.",
        "Ladda ner", "EPUB för läsappar", "PDF som i tryck", "PDF för tryckeriet",
        "Hela numret", "Läs", "Tidigare nummer", "Föregående", "Nästa", "Sidan {page}",
        "Rättat den {day}", "Detta nummer har dragits tillbaka.", "Indraget den {day}",
        "Detta nummer är för prenumeranter.", "Prenumerera", "I en läsapp",
        "Lägg till adressen som katalog (OPDS), så kommer nya nummer av sig själva.",
        "Flöden", "Förstasidan", "Skribenter", "Avdelningar", "Alla nummer att läsa och spara",
    ),
    "da": CatalogueWords(
        "Til teksten", "Nyeste nummer", "Alle numre", "Alle artikler", "Søg",
        "Ord i overskrifter, manchetter og navne", "Fundne artikler: {count}",
        "Ingen artikel har alle disse ord.", "Søg i tidligere år",
        "Søgningen kræver JavaScript. Alle artikler står også ordnet efter overskrift.",
        "Hent", "EPUB til læseapps", "PDF som trykt", "PDF til trykkeriet", "Hele nummeret",
        "Læs", "Tidligere numre", "Forrige", "Næste", "Side {page}", "Rettet den {day}",
        "Dette nummer er trukket tilbage.", "Trukket tilbage den {day}",
        "Dette nummer er for abonnenter.", "Abonnér", "I en læseapp",
        "Tilføj adressen som katalog (OPDS), så kommer nye numre af sig selv.",
        "Nyhedsfeeds", "Forside", "Skribenter", "Sektioner", "Alle numre at læse og gemme",
    ),
    "nb": CatalogueWords(
        "Til teksten", "Nyeste nummer", "Alle numre", "Alle artikler", "Søk",
        "Ord i overskrifter, ingresser og navn", "Artikler funnet: {count}",
        "Ingen artikkel har alle disse ordene.", "Søk i tidligere år",
        "Søket trenger JavaScript. Alle artikler står også ordnet etter overskrift.",
        "Last ned", "EPUB for leseapper", "PDF som trykt", "PDF for trykkeriet", "Hele nummeret",
        "Les", "Tidligere numre", "Forrige", "Neste", "Side {page}", "Rettet {day}",
        "Dette nummeret er trukket tilbake.", "Trukket tilbake {day}",
        "Dette nummeret er for abonnenter.", "Abonner", "I en leseapp",
        "Legg til adressen som katalog (OPDS), så kommer nye numre av seg selv.",
        "Nyhetsstrømmer", "Forside", "Skribenter", "Seksjoner", "Alle numre å lese og ta vare på",
    ),
    "pl": CatalogueWords(
        "Do tekstu", "Najnowszy numer", "Wszystkie numery", "Wszystkie artykuły", "Szukaj",
        "Słowa z tytułów, leadów i nazwisk", "Znalezione artykuły: {count}",
        "Żaden artykuł nie zawiera wszystkich tych słów.", "Szukaj we wcześniejszych latach",
        "Wyszukiwanie wymaga JavaScriptu. Wszystkie artykuły są też ułożone według tytułów.",
        "Pobierz", "EPUB do aplikacji", "PDF jak w druku", "PDF dla drukarni", "Cały numer",
        "Czytaj", "Wcześniejsze numery", "Poprzedni", "Następny", "Strona {page}",
        "Poprawiono {day}", "Ten numer został wycofany.", "Wycofano {day}",
        "Ten numer jest dla prenumeratorów.", "Zaprenumeruj", "W aplikacji do czytania",
        "Dodaj ten adres jako katalog (OPDS), a nowe numery przyjdą same.",
        "Kanały wiadomości", "Strona tytułowa", "Autorzy", "Działy",
        "Każdy numer do czytania i na pamiątkę",
    ),
    "fi": CatalogueWords(
        "Tekstiin", "Uusin numero", "Kaikki numerot", "Kaikki jutut", "Haku",
        "Sanoja otsikoista, ingresseistä ja nimistä", "Löytyneitä juttuja: {count}",
        "Missään jutussa ei ole kaikkia näitä sanoja.", "Hae aiemmilta vuosilta",
        "Haku tarvitsee JavaScriptin. Kaikki jutut ovat myös otsikoiden mukaan.",
        "Lataa", "EPUB lukusovelluksiin", "PDF kuten painettuna", "PDF painolle",
        "Koko numero", "Lue", "Aiemmat numerot", "Edellinen", "Seuraava", "Sivu {page}",
        "Korjattu {day}", "Tämä numero on vedetty pois.", "Vedetty pois {day}",
        "Tämä numero on tilaajille.", "Tilaa", "Lukusovelluksessa",
        "Lisää tämä osoite luetteloksi (OPDS), niin uudet numerot tulevat itsestään.",
        "Syötteet", "Etusivu", "Kirjoittajat", "Osastot", "Kaikki numerot luettaviksi ja talteen",
    ),
    "cs": CatalogueWords(
        "Přejít k textu", "Nejnovější číslo", "Všechna čísla", "Všechny články", "Hledat",
        "Slova z titulků, perexů a jmen", "Nalezené články: {count}",
        "Žádný článek neobsahuje všechna tato slova.", "Hledat v dřívějších letech",
        "Hledání potřebuje JavaScript. Všechny články jsou seřazeny i podle titulků.",
        "Stáhnout", "EPUB pro čtečky", "PDF jako v tisku", "PDF pro tiskárnu", "Celé číslo",
        "Číst", "Dřívější čísla", "Předchozí", "Další", "Strana {page}", "Opraveno {day}",
        "Toto číslo bylo staženo.", "Staženo {day}", "Toto číslo je pro předplatitele.",
        "Předplatit", "Ve čtecí aplikaci",
        "Přidejte tuto adresu jako katalog (OPDS) a nová čísla přijdou sama.",
        "Kanály", "Titulní strana", "Autoři", "Rubriky", "Každé číslo ke čtení a k uložení",
    ),
    "el": CatalogueWords(
        "Στο κείμενο", "Τελευταίο τεύχος", "Όλα τα τεύχη", "Όλα τα άρθρα", "Αναζήτηση",
        "Λέξεις από τίτλους, περιλήψεις και ονόματα", "Άρθρα που βρέθηκαν: {count}",
        "Κανένα άρθρο δεν έχει όλες αυτές τις λέξεις.", "Αναζήτηση σε προηγούμενα έτη",
        "Η αναζήτηση χρειάζεται JavaScript. Όλα τα άρθρα υπάρχουν και κατά τίτλο.",
        "Λήψη", "EPUB για εφαρμογές ανάγνωσης", "PDF όπως τυπώθηκε", "PDF για το τυπογραφείο",
        "Ολόκληρο το τεύχος", "Ανάγνωση", "Προηγούμενα τεύχη", "Προηγούμενο", "Επόμενο",
        "Σελίδα {page}", "Διορθώθηκε στις {day}", "Αυτό το τεύχος αποσύρθηκε.",
        "Αποσύρθηκε στις {day}", "Αυτό το τεύχος είναι για συνδρομητές.", "Συνδρομή",
        "Σε εφαρμογή ανάγνωσης",
        "Προσθέστε αυτή τη διεύθυνση ως κατάλογο (OPDS) και τα νέα τεύχη έρχονται μόνα τους.",
        "Ροές ειδήσεων", "Πρωτοσέλιδο", "Συντάκτες", "Στήλες",
        "Κάθε τεύχος για ανάγνωση και φύλαξη",
    ),
    "ru": CatalogueWords(
        "К тексту", "Свежий номер", "Все номера", "Все статьи", "Поиск",
        "Слова из заголовков, анонсов и имён", "Найдено статей: {count}",
        "Ни в одной статье нет всех этих слов.", "Искать в прежних годах",
        "Для поиска нужен JavaScript. Все статьи есть и в списке по заголовкам.",
        "Скачать", "EPUB для читалок", "PDF как в печати", "PDF для типографии",
        "Номер целиком", "Читать", "Прежние номера", "Назад", "Дальше", "Страница {page}",
        "Исправлено {day}", "Этот номер отозван.", "Отозван {day}",
        "Этот номер для подписчиков.", "Подписаться", "В приложении для чтения",
        "Добавьте этот адрес как каталог (OPDS), и новые номера будут приходить сами.",
        "Ленты новостей", "Первая полоса", "Авторы", "Рубрики",
        "Все номера, чтобы читать и хранить",
    ),
    "uk": CatalogueWords(
        "До тексту", "Свіжий номер", "Усі номери", "Усі статті", "Пошук",
        "Слова із заголовків, анонсів та імен", "Знайдено статей: {count}",
        "Жодна стаття не має всіх цих слів.", "Шукати в попередніх роках",
        "Для пошуку потрібен JavaScript. Усі статті є і в списку за заголовками.",
        "Завантажити", "EPUB для читалок", "PDF як у друці", "PDF для друкарні",
        "Увесь номер", "Читати", "Попередні номери", "Назад", "Далі", "Сторінка {page}",
        "Виправлено {day}", "Цей номер відкликано.", "Відкликано {day}",
        "Цей номер для передплатників.", "Передплатити", "У застосунку для читання",
        "Додайте цю адресу як каталог (OPDS), і нові номери надходитимуть самі.",
        "Стрічки новин", "Перша шпальта", "Автори", "Рубрики",
        "Усі номери, щоб читати й зберігати",
    ),
    "sk": CatalogueWords(
        "Prejsť na text", "Najnovšie číslo", "Všetky čísla", "Všetky články", "Hľadať",
        "Slová z titulkov, perexov a mien", "Nájdené články: {count}",
        "Žiadny článok neobsahuje všetky tieto slová.", "Hľadať v skorších rokoch",
        "Hľadanie potrebuje JavaScript. Všetky články sú zoradené aj podľa titulkov.",
        "Stiahnuť", "EPUB do čítačiek", "PDF ako v tlači", "PDF pre tlačiareň", "Celé číslo",
        "Čítať", "Skoršie čísla", "Predchádzajúce", "Ďalšie", "Strana {page}", "Opravené {day}",
        "Toto číslo bolo stiahnuté.", "Stiahnuté {day}", "Toto číslo je pre predplatiteľov.",
        "Predplatiť", "V čítacej aplikácii",
        "Pridajte túto adresu ako katalóg (OPDS) a nové čísla prídu samy.",
        "Kanály", "Titulná strana", "Autori", "Rubriky", "Každé číslo na čítanie aj odloženie",
    ),
    "hu": CatalogueWords(
        "Ugrás a szöveghez", "Legfrissebb lapszám", "Minden lapszám", "Minden cikk", "Keresés",
        "Szavak a címekből, bevezetőkből és nevekből", "Talált cikkek: {count}",
        "Egyik cikkben sincs meg mindegyik szó.", "Keresés a korábbi években",
        "A kereséshez JavaScript kell. A cikkek cím szerint is megtalálhatók.",
        "Letöltés", "EPUB olvasóalkalmazásokhoz", "PDF a nyomtatott lap szerint",
        "PDF a nyomdának", "A teljes lapszám", "Olvasás", "Korábbi lapszámok", "Előző",
        "Következő", "{page}. oldal", "Helyesbítve: {day}", "Ezt a lapszámot visszavontuk.",
        "Visszavonva: {day}", "Ez a lapszám az előfizetőké.", "Előfizetés",
        "Olvasóalkalmazásban",
        "Adja hozzá ezt a címet katalógusként (OPDS), és az új lapszámok maguktól érkeznek.",
        "Hírcsatornák", "Címlap", "Szerzők", "Rovatok", "Minden lapszám, olvasni és eltenni",
    ),
    "ro": CatalogueWords(
        "La text", "Cel mai nou număr", "Toate numerele", "Toate articolele", "Căutare",
        "Cuvinte din titluri, rezumate și nume", "Articole găsite: {count}",
        "Niciun articol nu conține toate aceste cuvinte.", "Caută în anii anteriori",
        "Căutarea are nevoie de JavaScript. Toate articolele sunt și în ordinea titlurilor.",
        "Descarcă", "EPUB pentru aplicații de citit", "PDF ca în tipar", "PDF pentru tipografie",
        "Numărul întreg", "Citește", "Numere anterioare", "Înapoi", "Înainte", "Pagina {page}",
        "Corectat la {day}", "Acest număr a fost retras.", "Retras la {day}",
        "Acest număr este pentru abonați.", "Abonare", "Într-o aplicație de citit",
        "Adăugați această adresă drept catalog (OPDS), iar numerele noi vin singure.",
        "Fluxuri de știri", "Prima pagină", "Autori", "Rubrici",
        "Toate numerele, de citit și de păstrat",
    ),
    "tr": CatalogueWords(
        "Metne geç", "Son sayı", "Tüm sayılar", "Tüm yazılar", "Ara",
        "Başlık, özet ve adlardaki sözcükler", "Bulunan yazı: {count}",
        "Bu sözcüklerin hepsi hiçbir yazıda yok.", "Önceki yıllarda ara",
        "Arama JavaScript ister. Tüm yazılar başlıklarına göre de sıralıdır.",
        "İndir", "Okuma uygulamaları için EPUB", "Basıldığı gibi PDF", "Matbaa için PDF",
        "Sayının tamamı", "Oku", "Önceki sayılar", "Önceki", "Sonraki", "Sayfa {page}",
        "Düzeltme tarihi: {day}", "Bu sayı geri çekildi.", "Geri çekilme tarihi: {day}",
        "Bu sayı aboneler içindir.", "Abone ol", "Okuma uygulamasında",
        "Bu adresi katalog (OPDS) olarak ekleyin, yeni sayılar kendiliğinden gelir.",
        "Haber akışları", "Ön sayfa", "Yazarlar", "Bölümler", "Okumak ve saklamak için her sayı",
    ),
    "ca": CatalogueWords(
        "Ves al text", "Últim número", "Tots els números", "Tots els articles", "Cerca",
        "Paraules de titulars, resums i noms", "Articles trobats: {count}",
        "Cap article no té totes aquestes paraules.", "Cerca en anys anteriors",
        "La cerca necessita JavaScript. Tots els articles també hi són per titular.",
        "Baixa", "EPUB per a aplicacions de lectura", "PDF com al paper",
        "PDF per a la impremta", "El número sencer", "Llegeix", "Números anteriors", "Anterior",
        "Següent", "Pàgina {page}", "Corregit el {day}", "Aquest número s’ha retirat.",
        "Retirat el {day}", "Aquest número és per a subscriptors.", "Subscriu-t’hi",
        "En una aplicació de lectura",
        "Afegiu aquesta adreça com a catàleg (OPDS) i els números nous arribaran sols.",
        "Canals de notícies", "Portada", "Autors", "Seccions",
        "Tots els números, per llegir i desar",
    ),
    "ar": CatalogueWords(
        "إلى النص", "أحدث عدد", "كل الأعداد", "كل المقالات", "بحث",
        "كلمات من العناوين والملخصات والأسماء", "المقالات التي عُثر عليها: {count}",
        "لا مقال يضم كل هذه الكلمات.", "البحث في سنوات سابقة",
        "يحتاج البحث إلى JavaScript. كل المقالات مرتبة أيضًا بحسب عناوينها.",
        "تنزيل", "EPUB لتطبيقات القراءة", "PDF كما طُبع", "PDF للمطبعة", "العدد كاملًا",
        "قراءة", "أعداد سابقة", "السابق", "التالي", "الصفحة {page}", "صُحِّح في {day}",
        "سُحب هذا العدد.", "سُحب في {day}", "هذا العدد للمشتركين.", "اشتراك",
        "في تطبيق قراءة", "أضف هذا العنوان فهرسًا (OPDS) فتصلك الأعداد الجديدة تلقائيًا.",
        "خلاصات الأخبار", "الصفحة الأولى", "الكتّاب", "الأقسام", "كل عدد للقراءة والحفظ",
    ),
    "he": CatalogueWords(
        "אל הטקסט", "הגיליון האחרון", "כל הגיליונות", "כל הכתבות", "חיפוש",
        "מילים מכותרות, מתקצירים ומשמות", "כתבות שנמצאו: {count}",
        "אין כתבה ובה כל המילים האלה.", "חיפוש בשנים קודמות",
        "החיפוש דורש JavaScript. כל הכתבות מסודרות גם לפי כותרות.",
        "הורדה", "EPUB ליישומי קריאה", "PDF כפי שנדפס", "PDF לבית הדפוס", "הגיליון כולו",
        "קריאה", "גיליונות קודמים", "הקודם", "הבא", "עמוד {page}", "תוקן ב־{day}",
        "גיליון זה הוסר.", "הוסר ב־{day}", "גיליון זה הוא למנויים.", "מינוי",
        "ביישום קריאה", "הוסיפו את הכתובת כקטלוג (OPDS), וגיליונות חדשים יגיעו מעצמם.",
        "ערוצי חדשות", "עמוד ראשון", "כותבים", "מדורים", "כל גיליון, לקרוא ולשמור",
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


def languages() -> tuple[str, ...]:
    """Return the languages there are words for."""
    return tuple(_WORDS)


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
