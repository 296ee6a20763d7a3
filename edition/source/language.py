"""Language tags, held against the registry of all there are."""

from __future__ import annotations

from ..findings import Finding, finding
from ..model import Origin
from .nearest import shortened

_NAMES = {
    "arabic": "ar", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "danish": "da", "dansk": "da", "deutsch": "de", "dutch": "nl",
    "english": "en", "español": "es", "estonian": "et", "finnish": "fi", "français": "fr",
    "french": "fr", "gaelic": "gd", "german": "de", "greek": "el", "hebrew": "he",
    "hindi": "hi", "hungarian": "hu", "irish": "ga", "italian": "it", "italiano": "it",
    "japanese": "ja", "latvian": "lv", "lithuanian": "lt", "nederlands": "nl",
    "norwegian": "nb", "persian": "fa", "polish": "pl", "polski": "pl", "portuguese": "pt",
    "português": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk",
    "slovene": "sl", "spanish": "es", "svenska": "sv", "swedish": "sv", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "welsh": "cy",
}  # fmt: skip


# The registry takes a while to load, and most papers never need it.
_EVERYDAY = frozenset(
    {"ar", "bg", "ca", "cs", "cy", "da", "de", "de-AT", "de-CH", "el", "en", "en-AU", "en-CA",
     "en-GB", "en-IE", "en-US", "es", "et", "fa", "fi", "fr", "fr-CA", "ga", "he", "hr", "hu",
     "it", "ja", "lt", "lv", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sr", "sv",
     "tr", "uk", "zh"}
)  # fmt: skip


def known_language(tag: str, *, origin: Origin) -> tuple[str | None, tuple[Finding, ...]]:
    """Return ``tag`` in its usual spelling; what it probably means, with a finding, when wrong.

    Judged by the IANA registry of language subtags (BCP 47). ``None`` when
    nobody could say which language is meant.
    """
    tag = tag.strip()
    if tag in _EVERYDAY:
        return tag, ()
    usual = _usual(tag)
    if usual is not None and _kept(tag, usual):
        return usual, ()
    near = usual or _probable(tag)
    hint = (
        f'Did you mean "{near}"?'
        if near
        else 'Write a language tag: "en-GB", "en-US", "de", "fr", "ar".'
    )
    message = f'"{shortened(tag, 40)}" is not the tag of a language.'
    return near, (finding("SRC-015", message, origin=origin, hint=hint),)


def _usual(tag: str) -> str | None:
    """Return the registry's spelling of ``tag``, or ``None`` when a part of it is unknown."""
    if not 2 <= len(tag) <= 40 or not tag.isascii():
        return None
    import langcodes

    try:
        return langcodes.standardize_tag(tag) if langcodes.tag_is_valid(tag) else None
    except ValueError:
        return None


def _kept(tag: str, usual: str) -> bool:
    """Whether ``usual`` is ``tag`` but for capitals and for a script that goes without saying."""
    if "_" in tag:
        return False
    parts = tag.casefold().split("-")
    return all(part in parts for part in usual.casefold().split("-"))


def _probable(tag: str) -> str | None:
    words = tag.casefold().replace("_", "-").split("-")
    language = _NAMES.get(words[0]) or _usual(words[0])
    if language is None:
        return None
    territory = _usual(f"{language}-{words[1]}") if len(words) > 1 else None
    return territory or language
