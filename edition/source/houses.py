"""What each language's typesetters do with quotes, dashes and spaces: one row a language.

Quotation marks follow the delimiters of the Unicode CLDR (release 44), except
where a newspaper's practice is better recorded by the source named beside the
row. A language that is not here is left as it was typed, save for ellipses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

Pair = tuple[str, str]

NO_BREAK = "\u00a0"
NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class House:
    """The habits of one language.

    ``double`` and ``single`` are what ``"`` and ``'`` become. ``inside`` is the
    space inside ``double``. ``before`` gives the space a mark wants before it.
    ``dash`` stands for a hyphen between spaces; with ``dash_held`` it may not
    begin a line. ``held`` are short words that may not end a line. ``clipped``
    are words written with a leading apostrophe. ``counted`` are words that keep
    their number beside them, as in "p. 4".
    """

    double: Pair
    single: Pair
    inside: str = ""
    before: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dash: str = "–"
    dash_held: bool = False
    held: tuple[str, ...] = ()
    clipped: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


_ENGLISH = House(
    ("“", "”"),
    ("‘", "’"),
    clipped=("tis", "twas", "twere", "til", "em", "n", "cos"),
    counted=("p.", "pp.", "No.", "Nos.", "no.", "nos.", "vol.", "Vol.", "ch.", "Fig.", "fig.",
             "Figs.", "figs.", "c."),
)  # fmt: skip
_GERMAN = House(  # Duden, "Anführungszeichen"; CLDR de.
    ("„", "“"), ("‚", "‘"), counted=("S.", "Nr.", "Bd.", "Abb.", "Art.", "Abs.", "Kap.")
)
_FRENCH = House(  # Imprimerie nationale, Lexique des règles typographiques: fine, U+202F, before
    ("«", "»"),  # ; ! ? and a full word space before the colon and inside guillemets.
    ("“", "”"),
    inside=NO_BREAK,
    before={";": NARROW, "!": NARROW, "?": NARROW, ":": NO_BREAK},
    counted=("p.", "n°", "nº", "nos", "vol.", "fig.", "chap.", "art."),
)
_ITALIAN = House(("“", "”"), ("‘", "’"), counted=("p.", "pp.", "n.", "vol.", "fig.", "cap."))
_SPANISH = House(("“", "”"), ("‘", "’"), counted=("p.", "pp.", "n.º", "núm.", "vol.", "fig."))
_NORDIC = ("s.", "nr.", "Nr.", "fig.")
_CZECH = House(  # ČSN 01 6910: one-letter prepositions and conjunctions do not end a line.
    ("„", "“"), ("‚", "‘"), held=tuple("aikosuvz"), counted=("s.", "č.", "str.", "obr.")
)
_RUSSIAN = House(  # Milchin, Spravochnaya kniga; CLDR ru.
    ("«", "»"),
    ("„", "“"),
    dash="—",
    dash_held=True,
    held=("в", "к", "с", "о", "у", "и", "а", "я"),
    counted=("с.", "№", "т.", "гл.", "рис."),
)

HOUSES: Mapping[str, House] = MappingProxyType(
    {
        "af": House(("“", "”"), ("‘", "’")),
        "be": replace(_RUSSIAN, held=("у", "ў", "з", "і", "а", "я", "о", "к")),
        "bg": House(("„", "“"), ("’", "’"), counted=("с.", "№", "т.")),
        "bs": House(("„", "”"), ("‘", "’")),
        "ca": House(("«", "»"), ("“", "”"), counted=("p.", "núm.")),
        "cs": _CZECH,
        "cy": House(("‘", "’"), ("“", "”")),
        # Retskrivningsordbogen § 58 allows several pairs; the raised ones as in CLDR da.
        "da": House(("”", "”"), ("’", "’"), counted=_NORDIC),
        "de": _GERMAN,
        # Swiss Federal Chancellery, Schreibweisungen: guillemets without spaces.
        "de-CH": replace(_GERMAN, double=("«", "»"), single=("‹", "›")),
        "de-LI": replace(_GERMAN, double=("«", "»"), single=("‹", "›")),
        "el": House(("«", "»"), ("“", "”"), counted=("σ.", "σσ.", "αρ.", "τ.")),
        "en": _ENGLISH,
        "es": _SPANISH,  # The press writes “ ”; « » is kept where it is typed.
        "et": House(("„", "“"), ("‘", "’"), counted=("lk", "nr")),
        "eu": House(("“", "”"), ("‘", "’")),
        "fi": House(("”", "”"), ("’", "’"), counted=("s.", "nro")),
        "fr": _FRENCH,
        # Office québécois de la langue française: no space before ; ! ? in running text.
        "fr-CA": replace(_FRENCH, before={":": NO_BREAK}),
        # Guide du typographe (Lausanne): the fine space everywhere.
        "fr-CH": replace(
            _FRENCH,
            single=("‹", "›"),
            inside=NARROW,
            before={";": NARROW, "!": NARROW, "?": NARROW, ":": NARROW},
        ),
        "ga": replace(_ENGLISH, clipped=()),
        "gl": House(("“", "”"), ("‘", "’")),
        "hr": House(("„", "”"), ("‘", "’"), counted=("str.", "br.")),
        "hu": House(("„", "”"), ("»", "«"), counted=("o.",)),
        "id": House(("“", "”"), ("‘", "’")),
        "is": House(("„", "“"), ("‚", "‘"), counted=("bls.", "nr.")),
        "it": _ITALIAN,  # The press writes “ ”; « » is kept where it is typed.
        "it-CH": replace(_ITALIAN, double=("«", "»"), single=("‹", "›")),
        "la": House(("“", "”"), ("‘", "’")),
        "lb": _GERMAN,
        "lt": House(("„", "“"), ("‚", "‘"), counted=("p.", "Nr.")),
        "lv": House(("“", "”"), ("‘", "’")),
        "mk": House(("„", "“"), ("’", "‘")),
        "mt": House(("“", "”"), ("‘", "’")),
        "nb": House(("«", "»"), ("‘", "’"), counted=_NORDIC),
        "nl": House(("“", "”"), ("‘", "’"), clipped=("n", "t", "s", "k", "m", "r"),
                    counted=("p.", "nr.", "blz.")),
        "nn": House(("«", "»"), ("‘", "’"), counted=_NORDIC),
        "no": House(("«", "»"), ("‘", "’"), counted=_NORDIC),
        # Wydawnictwo Naukowe PWN, rules 71 and 100: one-letter words do not end a line.
        "pl": House(("„", "”"), ("»", "«"), held=tuple("aiouwz"),
                    counted=("s.", "nr", "str.", "rys.", "t.")),
        "pt": House(("“", "”"), ("‘", "’"), counted=("p.", "n.º", "vol.", "fig.")),
        "rm": House(("«", "»"), ("‹", "›")),
        "ro": House(("„", "”"), ("«", "»"), counted=("p.", "nr.")),
        "ru": _RUSSIAN,
        "sk": replace(_CZECH, held=tuple("aikosuvz")),
        "sl": House(("„", "“"), ("‚", "‘"), counted=("str.", "št.")),
        "sq": House(("“", "”"), ("‘", "’")),
        "sr": House(("„", "“"), ("’", "’"), counted=("str.", "br.", "стр.", "бр.")),
        # Svenska skrivregler: the same raised mark on both sides.
        "sv": House(("”", "”"), ("’", "’"), counted=_NORDIC),
        "tr": House(("“", "”"), ("‘", "’"), counted=("s.",)),
        "uk": replace(_RUSSIAN, held=("в", "у", "з", "і", "й", "а", "я", "о", "к")),
    }
)  # fmt: skip


def house(language: str) -> House | None:
    """Return the habits of ``language`` (BCP 47) or of the language it is a variety of.

    ``None`` when nobody has written them down.
    """
    parts = language.replace("_", "-").split("-")
    primary = parts[0].lower()
    region = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    return HOUSES.get(f"{primary}-{region}") or HOUSES.get(primary)
