"""Stories to be dressed as web pages: our own, about printing and publishing, in many tongues."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class P:
    text: str


@dataclass(frozen=True)
class H:
    text: str


@dataclass(frozen=True)
class L:
    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Q:
    text: str
    who: str | None = None


@dataclass(frozen=True)
class F:
    file: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None


@dataclass(frozen=True)
class T:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class B:
    title: str
    items: tuple[P | L, ...]


Item = P | H | L | Q | F | T | B


@dataclass(frozen=True)
class Story:
    title: str
    byline: tuple[str, ...]
    date: str
    standfirst: str | None
    items: tuple[Item, ...]
    language: str = "en-GB"
    section: str = "Pressroom"
    kicker: str | None = None

    def words(self) -> str:
        return " ".join(words_of(self.items))

    def of(self, kind: type) -> list:  # type: ignore[type-arg]
        return [one for one in self.items if isinstance(one, kind)]


def words_of(items: tuple[Item, ...]) -> Iterator[str]:
    """Yield the body's words; those of pictures are counted apart."""
    for one in items:
        match one:
            case P(text) | H(text):
                yield text
            case L(items=entries):
                yield from entries
            case Q(text, who):
                yield text
                if who:
                    yield who
            case T(header, rows):
                yield from header
                for row in rows:
                    yield from row
            case B(title, inner):
                yield title
                yield from words_of(inner)
            case F():
                pass


FOLDER = Story(
    "The folder that lost count",
    ("Ada Penhallow",),
    "2026-03-04",
    "A worn cam in the folding machine put page seven in front of page one, and for three hours nobody at the works noticed.",
    (
        P(
            "The night shift began like any other. Reels were hung at ten, plates were on by half past, and the first copies came off the folder at eleven minutes to midnight with the fold a shade to the left."
        ),
        P(
            "Nobody worries about a shade. Ink has to settle, the web has to find its tension, and the first two hundred copies go to the pulper in any case. By midnight the register was as good as it gets on a machine of that age."
        ),
        F(
            "folder-cam.jpg",
            "The cam after it was taken out: a third of a millimetre is missing.",
            "Photo: Ben Tor",
            "A steel disc with a worn edge lies on a workbench",
        ),
        P(
            "What had worn was a cam no larger than a saucer. It tells the jaws of the folder when to close, once for every copy, and it had told them so some forty million times since it was last looked at."
        ),
        H("Three hours of back numbers"),
        P(
            "A driver found it. He had stopped for tea at a lay-by, opened a copy on the steering wheel, and met the crossword where he expected the harbour. He rang the works from the telephone box, because it was that or wake the editor."
        ),
        Q(
            "I have read this paper for thirty years and I never had to begin with the dogs.",
            "The driver, who would rather not be named",
        ),
        P(
            "Eleven hundred copies went back on the lorry. The rest had already reached the villages, where, the circulation department reports, four readers complained and one asked for the arrangement to be kept."
        ),
        B(
            "What a folder does",
            (
                P(
                    "It takes a ribbon of paper moving at the speed of a bicycle, cuts it, tucks it, folds it and counts it."
                ),
                L(("one cut a copy", "two folds for a tabloid", "a kicker copy every fifty")),
            ),
        ),
        P(
            "The cam has been turned the other way round, which gives it another forty million closings, and the works has written the date on it in chalk."
        ),
    ),
    kicker="Night shift",
)

INK = Story(
    "Why the ink came off on your fingers",
    ("Ben Tor", "Ines Albrecht"),
    "2026-02-18",
    "Coldset ink never dries. It only goes where nobody can touch it, if the paper lets it.",
    (
        P(
            "Rub a newspaper and your thumb goes grey. Rub a magazine and nothing happens. Both were printed with oil and soot, so the difference is not what is in the ink but what becomes of it afterwards."
        ),
        P(
            "The ink of a magazine goes through an oven and hardens into a skin. The ink of a newspaper does nothing of the kind: its oil soaks down between the fibres and leaves the pigment behind, lying on top like soil when the flood has gone."
        ),
        H("Thirsty paper"),
        P(
            "How fast the oil goes depends on the sheet. Old newsprint, half of it groundwood, drinks quickly. Whiter paper with more filler drinks slowly, which is why the supplement always marks the tablecloth and the sports pages never do."
        ),
        T(
            ("Paper", "Weight", "Rub after a day"),
            (
                ("Standard newsprint", "45 g", "slight"),
                ("Improved newsprint", "55 g", "clear"),
                ("Book paper", "70 g", "heavy"),
            ),
        ),
        P(
            "We laid strips of four papers under a weight with a white card between them and pulled the card away after an hour, a day and a week. The table shows the second morning, which is when most of our readers meet us."
        ),
        H("What can be done"),
        L(
            (
                "Print less ink: pictures with grey removed from the colours need a third less.",
                "Give the copies a night in the bundle before they are folded a second time.",
                "Wash your hands, as printers do.",
            )
        ),
        P(
            "There are inks that do not rub. They cost twice as much and they do not let go of the paper either when it comes to be recycled, so the mill that buys our returns has asked us to leave well alone."
        ),
    ),
    section="Paper",
)

GALLERY = Story(
    "Six presses that would not be moved",
    ("Maud Ferrier",),
    "2026-01-30",
    "When a printing works closes the type goes first, then the cabinets. The presses stay, because of the stairs.",
    (
        P(
            "Every town has one. It stands in a cellar, a stable or the back of a shop that sells lamps, and it has been there so long that the wall was built round it. We asked readers to tell us where, and went to look at six of them."
        ),
        F(
            "albion.jpg",
            "An Albion of 1862 in the cellar of a wine merchant, used as a table.",
            "Maud Ferrier",
            "An iron hand press with bottles on its bed",
        ),
        P(
            "The Albion came down through a hatch in the pavement which has since been paved. The merchant lets visitors pull the bar for the price of a half bottle."
        ),
        F(
            "cropper.jpg",
            "The treadle of the Cropper still goes; its flywheel is let into the floor.",
            "Maud Ferrier",
            "A small treadle press by a window",
        ),
        P(
            "The Cropper printed raffle tickets until 1991 and its owner, who is ninety, believes it will again. She oils it on the first of the month."
        ),
        F(
            "wharfedale.jpg",
            "Nine tons of Wharfedale, with the lamp shop built round it.",
            "Collection of the Forme Press",
            "A large cylinder press behind shelves of lamps",
        ),
        P(
            "Nobody has offered to take the Wharfedale. The landlord has listed it in the lease as a fixture, next to the boiler, and each is described as being in working order, to the best of his knowledge."
        ),
    ),
    section="History",
)

SHORT = Story(
    "A strip of lead found in the wall",
    ("Tomas Rell",),
    "2026-03-01",
    None,
    (
        P(
            "Workmen who opened a wall in Type Street on Monday found eleven pounds of lead strips, each the length of a hand, wrapped in a copy of this newspaper from the spring of 1911."
        ),
        P(
            "They are leads, the thin spacers that a compositor set between two lines of type to let the light in. Why anybody bricked them up is not known. The paper they were wrapped in carries an advertisement for new leads, at threepence a pound."
        ),
        P(
            "The strips will go to the museum. The builder has kept one, which he says is the right thickness for the leg of his kitchen table."
        ),
    ),
    section="News",
)

LIVE = Story(
    "As it happened: the last night of the old press",
    ("Ada Penhallow", "Tomas Rell"),
    "2026-02-27",
    "The rotary in Quay Road printed its last issue on Friday. Our reporters stood beside it until the reel ran out.",
    (
        H("23.50 The reel runs out"),
        P(
            "The last three metres of paper have gone through and the press is turning with nothing in it. Somebody has chalked a line on the wall at the height of the reel."
        ),
        H("23.31 Plates on for the last time"),
        P(
            "Four plates for four pages, and the foreman puts on the front page himself. He has done it left-handed since an argument with the same cylinder in 1988."
        ),
        H("22.05 Tea"),
        P(
            "There is cake, with the masthead on it in icing. The icing is in two colours and it is out of register, which everybody says is the most accurate part."
        ),
        H("21.40 What we know so far"),
        L(
            (
                "The press was built in 1968 and has printed about nine hundred million pages.",
                "From Monday the paper will be printed forty miles away.",
                "Nobody is losing a job; two people are losing a smell.",
            )
        ),
    ),
    section="News",
)

BRIEFS = Story(
    "In brief: the trade this week",
    ("Our reporters",),
    "2026-03-05",
    None,
    (
        H("Mill takes back its cores"),
        P(
            "The paper mill at Orrin Bridge will pay two pence for every cardboard core that is returned to it whole. Printers have been burning them since the war."
        ),
        H("A comma costs a contract"),
        P(
            "A reprint of nine thousand leaflets was ordered after a comma moved a price by one place. The proof had been signed by three people."
        ),
        H("Bindery seeks apprentice"),
        P(
            "The bindery in Cloth Row is looking for an apprentice who can lift a ream and count to sixteen. Both will be tested on the day."
        ),
        H("Exhibition extended"),
        P(
            "The exhibition of wood type at the Corn Hall has been extended by a fortnight because the largest letters do not fit the lift."
        ),
    ),
    section="News",
)

OPINION = Story(
    "In praise of the narrow column",
    ("Ines Albrecht",),
    "2026-02-11",
    "A line of forty letters is read at one glance. So why do we give readers a hundred?",
    (
        P(
            "The column is the oldest piece of engineering in our trade and the least admired. It has no moving parts. It does one thing: it brings the eye back to the left before the eye has forgotten where it was."
        ),
        P(
            "Scribes knew it. The earliest printers knew it, and set their Bibles in two columns because one would have been a ploughed field. Newspaper compositors knew it best of all, for a narrow stick is quicker to fill and quicker to correct."
        ),
        Q(
            "Give me a measure I can cross without taking breath.",
            "Foreman of the composing room, 1903",
        ),
        P(
            "Then came the screen, and with it a measure that depends on the width of the window. I have watched a colleague read a report in lines of two hundred letters, following each with the edge of a ruler held against the glass."
        ),
        P(
            "I do not ask for columns on a telephone, where there is room for only one. I ask for a margin. White paper is the cheapest thing we sell, and it is the first thing we cut."
        ),
    ),
    section="Comment",
)

GERMAN = Story(
    "Warum die Bleizeile nicht zurückkommt",
    ("Ines Albrecht",),
    "2026-02-20",
    "Eine Setzmaschine steht seit vierzig Jahren im Keller. Nun soll sie wieder laufen, einen Abend lang.",
    (
        P(
            "Die Maschine wiegt eine Tonne und hat rund fünftausend Teile. Wer sie bedienen will, braucht zwei Jahre Lehre und einen ruhigen Magen, denn in ihrem Kessel stehen zwanzig Kilo flüssiges Metall bei zweihundertachtzig Grad."
        ),
        P(
            "Der alte Maschinensetzer des Hauses ist fünfundachtzig und hat die Griffe nicht verlernt. Er prüft zuerst die Keile, dann die Matrizen, dann das Wetter, denn bei Gewitter wird nicht gegossen."
        ),
        H("Ein Abend im März"),
        F(
            "kessel.jpg",
            "Der Kessel wird am Mittag angeheizt, damit er am Abend warm ist.",
            "Foto: Ines Albrecht",
            "Ein Kessel mit flüssigem Blei",
        ),
        P(
            "Gegossen werden sollen die Namen der Gäste, jeder auf eine eigene Zeile. Die Zeile ist beim Herausnehmen noch heiß, und sie steht, wie alles im Handwerk, auf dem Kopf."
        ),
        P(
            "Zurückkommen wird der Bleisatz davon nicht. Aber wer einmal eine Zeile in der Hand hatte, liest anders: Er weiß, was ein Zwischenraum wiegt."
        ),
    ),
    language="de-DE",
    section="Handwerk",
    kicker="Schriftguss",
)

FRENCH = Story(
    "Le marbre a disparu, pas le métier",
    ("Maud Ferrier",),
    "2026-01-15",
    "Dans les imprimeries, on appelait marbre la table de métal où se composaient les pages. Il n’en reste qu’un mot.",
    (
        P(
            "On disait d’un article qu’il restait sur le marbre quand il n’avait pas trouvé sa place dans la page. L’expression a survécu à la table, comme la galère a survécu aux galériens et la casse à ses tiroirs."
        ),
        P(
            "La table était en fonte, parfaitement plane, et froide en toute saison. On y posait les formes de plomb, on les serrait avec des coins, puis on vérifiait du plat de la main que rien ne dépassait."
        ),
        H("Une affaire de place"),
        P(
            "Aujourd’hui l’écran ne garde rien sur le marbre : ce qui ne tient pas est réduit, coupé ou renvoyé au lendemain sans laisser de trace. Les secrétaires de rédaction regrettent parfois la table, qui avait au moins l’avantage de montrer ce qui attendait."
        ),
        L(
            (
                "Le marbre mesurait deux mètres sur un.",
                "Une page de journal y pesait trente kilos.",
                "Personne n’y posait sa tasse.",
            )
        ),
    ),
    language="fr",
    section="Métiers",
)

SPANISH = Story(
    "La errata que se hizo famosa",
    ("Tomas Rell",),
    "2025-12-03",
    "Un cajista cambió una letra y el anuncio vendió el doble. El cliente pidió que se repitiera el error.",
    (
        P(
            "La historia se cuenta en todas las imprentas y nadie sabe en cuál ocurrió. Un sombrerero encargó un anuncio de dos columnas, el cajista tomó una letra del cajetín vecino y el sombrero de copa se convirtió en sombrero de sopa."
        ),
        P(
            "El corrector no lo vio, o lo vio y tenía hambre. A la mañana siguiente había cola delante de la tienda, y el sombrerero, que era hombre práctico, colgó en el escaparate un cazo de cobre."
        ),
        H("Lo que dice el archivo"),
        P(
            "Hemos buscado el anuncio en los tomos encuadernados de cuarenta años. No está. Está, en cambio, la rectificación, que ocupa tres líneas y contiene otra errata."
        ),
    ),
    language="es",
    section="Oficio",
)

RUSSIAN = Story(
    "Почему касса стоит под углом",
    ("Анна Левина",),
    "2026-02-02",
    "Наборная касса наклонена к наборщику не для красоты: так рука проходит за день на километр меньше.",
    (
        P(
            "В кассе больше сотни отделений, и ни одно из них не подписано. Наборщик знает их на ощупь, как пианист знает клавиши, и берёт букву не глядя, по насечке на ножке."
        ),
        P(
            "Самые частые буквы лежат ближе всего к руке. Поэтому большие отделения находятся в середине, а редкие знаки и цифры разложены по краям, куда приходится тянуться."
        ),
        H("Угол в тридцать градусов"),
        P(
            "Если поставить кассу ровно, буквы лягут плашмя и их придётся подцеплять ногтем. Если поднять её слишком круто, они ссыплются вниз. Угол нашли опытом, и за триста лет он почти не изменился."
        ),
    ),
    language="ru",
    section="Ремесло",
)

ARABIC = Story(
    "المطبعة التي وصلت على ظهر جمل",
    ("ليلى حداد",),
    "2026-01-22",
    "قطعت المطبعة ثلاثمئة كيلومتر في ستة عشر يومًا، ولم يضِع منها سوى مفتاح واحد.",
    (
        P(
            "كانت المطبعة مفككة في أربعة عشر صندوقًا، وكان أثقلها يحتاج إلى جملين. كتب صاحبها على كل صندوق رقمًا، ثم نسي الورقة التي تشرح ترتيب الأرقام."
        ),
        P(
            "عندما وصلت القافلة إلى البلدة فُتحت الصناديق في ساحة السوق، وحاول كل من مرّ أن يساعد. استغرق تركيبها تسعة أيام، وطُبعت أول صفحة في اليوم العاشر."
        ),
        H("الصفحة الأولى"),
        P(
            "لم تكن الصفحة الأولى خبرًا ولا إعلانًا، بل رسالة شكر إلى أصحاب الجمال. ما زالت نسخة منها معلقة في المكتبة، وقد اصفرّ ورقها وبقي حبرها أسود."
        ),
    ),
    language="ar",
    section="تاريخ",
)

HEBREW = Story(
    "האות שנפלה מהשורה",
    ("נועה ברק",),
    "2026-02-09",
    "אות אחת של עופרת נפלה על הרצפה, והכותרת יצאה לדרך בלעדיה.",
    (
        P(
            "הסדר הרים את השורה, הרגיש שהיא קלה מדי, והניח אותה בכל זאת במקומה. הייתה השעה אחת אחרי חצות, והמכונה כבר הסתובבה."
        ),
        P(
            "בבוקר מצאו את האות מתחת לשולחן. איש לא זרק אותה: היא הונחה על אדן החלון, ושם היא עומדת עד היום, הפוכה, כמו כל אות בבית דפוס."
        ),
        P("הקוראים השלימו את המילה בעצמם. רק אחד מהם כתב למערכת, וביקש לקבל את האות החסרה בדואר."),
    ),
    language="he",
    section="חדשות",
)

POLISH = Story(
    "Farba, która pamięta drukarza",
    ("Marta Zielona",),
    "2026-02-14",
    "W starej puszce znaleziono odcisk kciuka. Należał do człowieka, który drukował tę gazetę przed wojną.",
    (
        P(
            "Puszka stała na najwyższej półce i nikt nie wiedział, co jest w środku. Farba zaschła na powierzchni w twardą skórę, a pod skórą była wciąż miękka i czarna jak w dniu, w którym ją zamknięto."
        ),
        P(
            "Odcisk był na wieczku. Stary zecer poznał go od razu, bo kciuk miał bliznę po nożu do papieru, a o tej bliźnie w drukarni opowiadano latami."
        ),
        H("Co dalej z puszką"),
        P(
            "Farby starczyłoby na jedną stronę. Redakcja postanowiła, że wydrukuje nią winietę jubileuszowego numeru, a wieczko odda do muzeum, nie myjąc go."
        ),
    ),
    language="pl",
    section="Historia",
)

JAPANESE = Story(
    "活字を拾う手",
    ("佐藤 美紀",),
    "2026-03-02",
    "一日に五千字を拾った職人が、最後の棚を片づけた。",
    (
        P(
            "棚には八千種類の活字が並んでいる。よく使う字は目の高さに、めったに使わない字は足もとにある。職人は歩きながら拾うので、一日の終わりには靴の底が鉛で光っていた。"
        ),
        P(
            "印刷所が閉じることになり、活字は一本ずつ紙に包まれた。町の小学校が、卒業する子どもの名前の分だけ引き取ることにした。"
        ),
        P("残りは溶かされる。職人は自分の名前の三文字だけをポケットに入れて帰った。"),
    ),
    language="ja",
    section="文化",
)

SWEDISH = Story(
    "Rullen som rullade hem",
    ("Elin Sjögren",),
    "2026-02-25",
    "En pappersrulle på ett ton slet sig från lastbilen och stannade utanför tryckeriet där den skulle av.",
    (
        P(
            "Det var halt i backen och spännbandet var gammalt. Rullen gick över kanten vid kyrkan, tog kurvan vid torget som om den hade kört den förut och stannade mot lastbryggan med ett dovt ljud."
        ),
        P(
            "Ingen kom till skada. Föraren sprang efter hela vägen och hade, enligt egen uppgift, aldrig haft en snabbare leverans. Tryckaren skrev på för den och noterade att ytterlagret var smutsigt."
        ),
        H("Fysiken bakom"),
        P(
            "En rulle väger lika mycket runt om, så den rullar rakt tills något tar emot. Nu har kommunen satt en sten i backen, och tryckeriet har bytt band."
        ),
    ),
    language="sv",
    section="Nyheter",
)
