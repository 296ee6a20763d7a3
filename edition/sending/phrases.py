"""The few words a letter to readers says on its own, in the publication's language.

English where there are none; then the letter says so by its language tags.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What a letter says besides what stands in the issue."""

    language: str
    attached: str
    read: str
    leave: str
    reason: str
    """Why the reader has this letter; ``{name}`` is the publication's name."""


_PHRASES = {
    "en": ("The issue is attached: open it with any reading app or e-reader.",
           "Read the issue", "Unsubscribe",
           "You have this letter because you asked for {name} by mail."),
    "de": ("Die Ausgabe hängt an: Sie lässt sich mit jeder Lese-App und jedem E-Reader öffnen.",
           "Zur Ausgabe", "Abbestellen",
           "Sie erhalten diesen Brief, weil Sie {name} per E-Mail bestellt haben."),
    "fr": ("Le numéro est joint : ouvrez-le avec une application de lecture ou une liseuse.",
           "Lire le numéro", "Se désabonner",
           "Vous recevez cette lettre parce que vous avez demandé {name} par courriel."),
    "es": ("El número va adjunto: ábralo con cualquier aplicación o lector electrónico.",
           "Leer el número", "Darse de baja",
           "Recibe esta carta porque pidió {name} por correo electrónico."),
    "it": ("Il numero è allegato: si apre con qualsiasi app di lettura o e-reader.",
           "Leggi il numero", "Annulla l’iscrizione",
           "Riceve questa lettera perché ha chiesto {name} per posta elettronica."),
    "nl": ("Het nummer zit als bijlage bij dit bericht: open het met een leesapp of e-reader.",
           "Lees het nummer", "Afmelden",
           "U krijgt deze brief omdat u {name} per e-mail hebt aangevraagd."),
    "pt": ("A edição segue em anexo: abre-se com qualquer aplicação de leitura ou e-reader.",
           "Ler a edição", "Cancelar a subscrição",
           "Recebe esta carta porque pediu {name} por correio eletrónico."),
    "sv": ("Numret är bifogat: öppna det i valfri läsapp eller läsplatta.",
           "Läs numret", "Avsluta prenumerationen",
           "Du får det här brevet för att du har bett om {name} med e-post."),
    "da": ("Nummeret er vedhæftet: åbn det i en læseapp eller på en e-bogslæser.",
           "Læs nummeret", "Afmeld",
           "Du får dette brev, fordi du har bedt om {name} med e-mail."),
    "nb": ("Nummeret er lagt ved: åpne det i en leseapp eller på et lesebrett.",
           "Les nummeret", "Meld deg av",
           "Du får dette brevet fordi du har bedt om {name} på e-post."),
    "pl": ("Numer jest w załączniku: otworzy go każda aplikacja do czytania lub czytnik.",
           "Czytaj numer", "Wypisz się",
           "Otrzymujesz ten list, ponieważ zamówiono {name} pocztą elektroniczną."),
    "el": ("Το τεύχος είναι συνημμένο: ανοίγει με κάθε εφαρμογή ή συσκευή ανάγνωσης.",
           "Διαβάστε το τεύχος", "Διαγραφή",
           "Λαμβάνετε αυτή την επιστολή επειδή ζητήσατε το έντυπο {name} με email."),
    "ru": ("Номер приложен к письму: его откроет любое приложение для чтения или ридер.",
           "Читать номер", "Отписаться",
           "Вы получили это письмо, потому что просили присылать {name} по почте."),
    "uk": ("Номер додано до листа: його відкриє будь-який застосунок для читання чи рідер.",
           "Читати номер", "Відписатися",
           "Ви отримали цей лист, бо просили надсилати {name} поштою."),
    "cs": ("Číslo je v příloze: otevře je každá čtecí aplikace i čtečka.",
           "Číst číslo", "Odhlásit odběr",
           "Tento dopis dostáváte, protože jste si vyžádali {name} e-mailem."),
    "sk": ("Číslo je v prílohe: otvorí ho každá aplikácia na čítanie aj čítačka.",
           "Čítať číslo", "Odhlásiť odber",
           "Tento list dostávate, pretože ste si vyžiadali {name} e-mailom."),
    "hu": ("A lapszám a mellékletben van: bármely olvasóalkalmazás vagy e-olvasó megnyitja.",
           "A lapszám olvasása", "Leiratkozás",
           "Azért kapta ezt a levelet, mert e-mailben kérte: {name}."),
    "ro": ("Numărul este atașat: se deschide cu orice aplicație de citit sau e-reader.",
           "Citiți numărul", "Dezabonare",
           "Primiți această scrisoare pentru că ați cerut {name} prin e-mail."),
    "fi": ("Numero on liitteenä: sen voi avata lukusovelluksella tai lukulaitteella.",
           "Lue numero", "Peru tilaus",
           "Saat tämän kirjeen, koska olet tilannut lehden {name} sähköpostiisi."),
    "tr": ("Sayı ektedir: herhangi bir okuma uygulaması veya e-okuyucu ile açılır.",
           "Sayıyı oku", "Abonelikten çık",
           "Bu mektubu {name} yayınını e-postayla istediğiniz için aldınız."),
    "ca": ("El número va adjunt: s’obre amb qualsevol aplicació o lector electrònic.",
           "Llegeix el número", "Dona’t de baixa",
           "Reps aquesta carta perquè vas demanar {name} per correu electrònic."),
    "ga": ("Tá an t-eagrán ceangailte: oscail é in aip léitheoireachta nó ar ríomhléitheoir.",
           "Léigh an t-eagrán", "Díliostáil",
           "Tá an litir seo agat mar gur iarr tú {name} tríd an bpost."),
    "cy": ("Mae’r rhifyn ynghlwm: agorwch ef gydag unrhyw ap darllen neu e-ddarllenydd.",
           "Darllen y rhifyn", "Dad-danysgrifio",
           "Rydych yn cael y llythyr hwn am i chi ofyn am {name} drwy e-bost."),
    "ar": ("العدد مرفق: يمكن فتحه بأي تطبيق قراءة أو قارئ إلكتروني.",
           "اقرأ العدد", "إلغاء الاشتراك",
           "وصلتك هذه الرسالة لأنك طلبت {name} بالبريد الإلكتروني."),
    "he": ("הגיליון מצורף: אפשר לפתוח אותו בכל יישום קריאה או קורא אלקטרוני.",
           "לקריאת הגיליון", "ביטול המינוי",
           "קיבלת מכתב זה כי ביקשת את {name} בדואר אלקטרוני."),
    "fa": ("این شماره پیوست است: با هر برنامهٔ کتاب‌خوان یا دستگاه کتاب‌خوان باز می‌شود.",
           "خواندن این شماره", "لغو اشتراک",
           "این نامه را دریافت کرده‌اید چون {name} را با رایانامه خواسته‌اید."),
}  # fmt: skip

_OTHER_NAMES = {"no": "nb", "nn": "nb", "iw": "he"}


def phrases(language: str) -> Phrases:
    """Return the phrases in ``language`` (BCP 47); English for one not known here."""
    primary = language.split("-")[0].lower()
    primary = _OTHER_NAMES.get(primary, primary)
    known = primary if primary in _PHRASES else "en"
    return Phrases(known, *_PHRASES[known])
