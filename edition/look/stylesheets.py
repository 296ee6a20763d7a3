"""One flat stylesheet per edition, from the shared files and a publication's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import tinycss2
import tinycss2.color3
import tinycss2.color5

from ..errors import LookError
from ..model import Origin
from . import SearchPath
from .measure import LARGEST_SHEET, excesses

Resolve = Callable[[str, str], str]
"""Takes an address in a sheet and the sheet's name, returns the address in the flat sheet."""

DEEPEST = 100
"""Brackets of a sheet may stand in one another this deep; ours come to 5."""

LARGEST_TOKEN = 20_000
"""Characters the value of a custom property may come to, those it refers to included."""

OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


def bundle(entry: str, styles: SearchPath, *, resolve: Resolve | None = None) -> str:
    """Return the stylesheet ``entry`` with each ``@import`` replaced by the file it names.

    Names are looked for first beside the importing sheet, and in each folder of
    ``styles`` as the search path has them. Addresses in ``url()`` are rewritten
    to be relative to the folder of ``entry``, or to what ``resolve`` returns.

    Raises:
        LookError: an imported sheet is in none of the folders, or imports itself, or a sheet
            is nested, refers to itself, or asks for lengths and numbers beyond measure.
    """
    css = "".join(_flat(entry, styles, resolve or beside_entry, ()))
    _check_tokens(css)
    return css


def without_custom_properties(css: str) -> str:
    """Return ``css`` with every ``var()`` replaced by the value ``:root`` gives it.

    Some reading systems reject a whole sheet because of one ``var()``, so the
    EPUB gets plain values while the source keeps its tokens. Tokens set in more
    than one ``:root`` take the last value, wherever ``var()`` stands; tokens set
    on any other element are not looked at. A declaration whose token nobody set,
    and which brings no value of its own for that case, is left out.
    """
    rules = _parsed(css)
    tokens = _Tokens(dict(_tokens_of(rules)))
    return "".join(_plain(rules, tokens))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a flat sheet: what it selects, what it says, and under which ``@`` rules."""

    selector: str
    declarations: Mapping[str, str]
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a flat sheet says. ``@font-face`` counts as a selector."""

    rules: tuple[Rule, ...]
    addresses: tuple[str, ...]
    """Whatever ``url()`` and ``@import`` name, in order."""
    mistakes: tuple[tuple[int, str], ...]
    """Line and reason of everything that is no CSS."""


@lru_cache(maxsize=4)
def read(css: str) -> Sheet:
    """Return what the flat sheet ``css`` says."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True)
    mistakes = (
        (one.source_line, one.message)
        for node in nodes
        for one in (node, *walk(node))
        if one.type == "error"
    )
    addresses = (address for node in nodes for address in _addresses(node))
    return Sheet(tuple(_rules(nodes, ())), tuple(addresses), tuple(mistakes))


def tokens_of(css: str) -> Mapping[str, str]:
    """Return the custom properties ``:root`` sets in ``css``, the last value of each."""
    rules = _parsed(css)
    return {name: tinycss2.serialize(value) for name, value in _tokens_of(rules)}


@lru_cache(maxsize=2)
def _parsed(css: str) -> list[Any]:
    """Return the nodes of a sheet, which nobody changes; each sheet is parsed once."""
    return list(tinycss2.parse_stylesheet(_tokens(css)))


@lru_cache(maxsize=2)
def _tokens(css: str) -> list[Any]:
    """Return the tokens of a sheet, which nobody changes."""
    return list(tinycss2.parse_component_value_list(css))


def colour_of(value: str) -> tuple[float, float, float, float] | None:
    """Return red, green, blue and opacity, each 0 to 1; ``None`` for what is no plain colour."""
    parsed = tinycss2.color3.parse_color(value)
    if parsed is None or isinstance(parsed, str):
        return None
    return parsed.red, parsed.green, parsed.blue, parsed.alpha


def screen_colour(value: str) -> tuple[int, int, int] | None:
    """Return red, green and blue, 0 to 255, of a colour of screens; ``None`` for all else."""
    parsed = tinycss2.color5.parse_color(value)
    if parsed is None or isinstance(parsed, str):
        return None
    if parsed.space not in ("srgb", "hsl", "hwb"):
        return None
    shown = parsed.to("srgb").coordinates
    red, green, blue = (min(255, max(0, round(part * 255))) for part in shown)
    return red, green, blue


def beside_entry(address: str, sheet: str) -> str:
    """Return ``address``, which stands in ``sheet``, as seen from the top of the styles."""
    if OUTSIDE.match(address):
        return address
    steps: list[str] = []
    for step in [*sheet.split("/")[:-1], *address.split("/")]:
        if step == ".." and steps and steps[-1] != "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def place_of(address: str, sheet: str, styles: SearchPath) -> Origin:
    """Return the file called ``sheet`` and the line that names ``address`` first in it."""
    path = styles.find(sheet)
    if path is None:
        return _origin(sheet)
    own = styles.root is not None and path.is_relative_to(styles.root)
    told = path.relative_to(styles.root) if own and styles.root else Path("styles") / sheet
    lines = path.read_text("utf-8-sig", errors="replace").splitlines()
    return Origin(told, next((at for at, line in enumerate(lines, 1) if address in line), None))


def _flat(name: str, styles: SearchPath, resolve: Resolve, above: tuple[str, ...]) -> Iterator[str]:
    nodes = tinycss2.parse_stylesheet(_text(name, styles, above))
    for excess in excesses(nodes):
        raise LookError(
            f"This style is beyond measure: {excess.message}",
            origin=Origin(Path("styles") / name, excess.line),
            hint="Take out zeros, or look at its unit.",
        )
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield from _imported(node, name, styles, resolve, above)
        elif node.type == "at-rule" and node.lower_at_keyword == "charset":
            continue
        elif not _is_broken(node):  # ``slips`` tells of it.
            _rewrite_addresses(node, name, resolve)
            yield node.serialize()
    yield "\n"


def _is_broken(node: Any) -> bool:
    """Return whether a rule is none, or holds what no reader of sheets can part from it."""
    return node.type == "error" or any(one.type == "error" for one in walk(node))


def _imported(
    node: Any, name: str, styles: SearchPath, resolve: Resolve, above: tuple[str, ...]
) -> Iterator[str]:
    words = [word for word in node.prelude if word.type not in ("whitespace", "comment")]
    target = address_of(words[0]) if words else None
    if target is None or OUTSIDE.match(target):
        raise LookError(
            "An @import names no file of the publication.",
            origin=_origin(name, node),
            hint='Write @import "blocks/figure.css"; with a file under styles/.',
        )
    inside = "".join(_flat(_found(target, name, styles, node), styles, resolve, (*above, name)))
    media = tinycss2.serialize(words[1:]).strip()
    yield f"@media {media} {{\n{inside}}}\n" if media else inside


def _found(target: str, name: str, styles: SearchPath, node: Any) -> str:
    candidates = dict.fromkeys((beside_entry(target, name), target))
    for candidate in candidates:
        if styles.find(candidate):
            return candidate
    raise LookError(
        f"The stylesheet {target} is in none of the folders styles are looked for in.",
        origin=_origin(name, node),
        hint="Check the spelling; stylesheets of a publication stand in its folder styles/.",
    )


def _text(name: str, styles: SearchPath, above: tuple[str, ...]) -> str:
    if name in above:
        chain = " → ".join((*above, name))
        raise LookError(f"A stylesheet imports itself: {chain}.", origin=_origin(name))
    path = styles.find(name)
    if path is None:
        raise LookError(f"The stylesheet {name} is missing.", origin=_origin(name))
    try:
        css = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LookError(f"The stylesheet {name} is not UTF-8.", origin=_origin(name)) from error
    except OSError as error:
        raise LookError(
            f"The stylesheet {name} cannot be read: {error.strerror}.", origin=_origin(name)
        ) from error
    if len(css) > LARGEST_SHEET:
        raise LookError(
            f"The stylesheet {name} has more than {LARGEST_SHEET:,} characters.",
            origin=_origin(name),
            hint="No paper needs so many rules; look for what was pasted in many times.",
        )
    if _depth(css) > DEEPEST:
        raise LookError(
            f"The stylesheet {name} has brackets in brackets, more than {DEEPEST} deep.",
            origin=_origin(name),
            hint="One of them is probably never closed.",
        )
    return css


def _depth(css: str) -> int:
    """Return how deep brackets stand in one another, those in strings and remarks included."""
    deep = deepest = 0
    for one in re.finditer(r"[][(){}]", css):
        deep = deep + 1 if one[0] in "([{" else max(0, deep - 1)
        deepest = max(deep, deepest)
    return deepest


def _check_tokens(css: str) -> None:
    """Refuse custom properties that double one another until no machine can hold them."""
    lengths: dict[str, int] = {}
    known = dict(_custom_properties(_tokens(css)))

    def length(name: str, above: tuple[str, ...]) -> int:
        if name in above or name not in known or len(above) > DEEPEST:
            return LARGEST_TOKEN if len(above) > DEEPEST else 0
        if name not in lengths:
            used = (length(one, (*above, name)) for one in _names_used(known[name]))
            lengths[name] = len(tinycss2.serialize(known[name])) + sum(used)
        return lengths[name]

    for name in known:
        if length(name, ()) >= LARGEST_TOKEN:
            raise LookError(
                f"The value of {name} refers to others that refer to others, without end.",
                origin=_origin("publication.css"),
                hint="Give it a plain value.",
            )


def _custom_properties(tokens: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield every custom property set anywhere in ``tokens``; one set twice comes twice."""
    name, value = "", list[Any]()
    for at, token in enumerate(tokens):
        ends = token.type == "literal" and token.value == ";"
        if name and not ends:
            value.append(token)
        elif name:
            yield name, value
            name = ""
        elif token.type == "ident" and token.value.startswith("--"):
            after = next((one for one in tokens[at + 1 : at + 4] if one.type == "literal"), None)
            name, value = (token.value if after and after.value == ":" else ""), []
        elif token.type == "{} block":
            yield from _custom_properties(token.content)
    if name:
        yield name, value


def _names_used(tokens: list[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            yield _reference(token)[0]
        for attribute in ("arguments", "content"):
            yield from _names_used(getattr(token, attribute, None) or [])


def _origin(name: str, node: Any = None) -> Origin:
    return Origin(Path("styles") / name, node.source_line if node is not None else None)


def address_of(token: Any) -> str | None:
    """Return the address a string or ``url()`` holds, ``None`` for any other token."""
    if token.type in ("string", "url"):
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return next((str(one.value) for one in token.arguments if one.type == "string"), None)
    return None


def _rewrite_addresses(node: Any, name: str, resolve: Resolve) -> None:
    for token in walk(node):
        if token.type == "url":
            token.value = resolve(token.value, name)
            token.representation = f"url({_quoted(token.value)})"
        elif token.type == "function" and token.lower_name == "url":
            for one in token.arguments:
                if one.type == "string":
                    one.value = resolve(one.value, name)
                    one.representation = _quoted(one.value)


def _quoted(address: str) -> str:
    return '"' + re.sub(r'(["\\\\])', r"\\\1", address).replace("\n", "\\a ") + '"'


def walk(node: Any) -> Iterator[Any]:
    for attribute in ("prelude", "content", "arguments"):
        for child in getattr(node, attribute, None) or ():
            yield child
            yield from walk(child)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Custom properties and their values, as CSS tokens."""

    values: Mapping[str, list[Any]]

    def settle(self, tokens: list[Any], above: tuple[str, ...] = ()) -> list[Any] | None:
        """Return ``tokens`` without ``var()``, ``None`` when one of them has no value."""
        settled: list[Any] = []
        for token in tokens:
            if token.type == "function" and token.lower_name == "var":
                value = self._value(token, above)
                if value is None:
                    return None
                settled += value
                continue
            for attribute in ("arguments", "content"):
                inner = getattr(token, attribute, None)
                if isinstance(inner, list):
                    value = self.settle(inner, above)
                    if value is None:
                        return None
                    setattr(token, attribute, value)
            settled.append(token)
        return settled

    def _value(self, token: Any, above: tuple[str, ...]) -> list[Any] | None:
        name, fallback = _reference(token)
        if name in self.values and name not in above:
            # Parsed anew, as settling changes the tokens of a function in place.
            copy = tinycss2.parse_component_value_list(tinycss2.serialize(self.values[name]))
            return self.settle(copy, (*above, name))
        return None if fallback is None else self.settle(fallback, above)


def _reference(token: Any) -> tuple[str, list[Any] | None]:
    arguments = list(token.arguments)
    name = next((one.value for one in arguments if one.type == "ident"), "")
    commas = [at for at, one in enumerate(arguments) if one.type == "literal" and one.value == ","]
    fallback = arguments[commas[0] + 1 :] if commas else None
    return name, _stripped(fallback) if fallback is not None else None


def _tokens_of(rules: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    for rule in rules:
        if rule.type == "qualified-rule" and _is_root(rule):
            for one in tinycss2.parse_blocks_contents(rule.content):
                if one.type == "declaration" and one.name.startswith("--"):
                    yield one.name, _stripped(one.value)


def _is_root(rule: Any) -> bool:
    selectors = tinycss2.serialize(rule.prelude).split(",")
    return any(selector.strip() in (":root", "html") for selector in selectors)


def _stripped(tokens: list[Any]) -> list[Any]:
    text = tinycss2.serialize(tokens).strip()
    return list(tinycss2.parse_component_value_list(text))


NESTING = frozenset({"media", "supports", "layer", "container"})


def _addresses(node: Any) -> Iterator[str]:
    imported = node.type == "at-rule" and node.lower_at_keyword == "import"
    for token in walk(node):
        if token.type in ("url", "function") or (imported and token.type == "string"):
            address = address_of(token)
            if address is not None:
                yield address


def _rules(nodes: list[Any], conditions: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()
            yield Rule(selector, _declared(node.content), conditions)
        elif node.type == "at-rule" and node.content is not None:
            if node.lower_at_keyword in NESTING:
                head = f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}"
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True)
                yield from _rules(inside, (*conditions, head))
            else:
                yield Rule(f"@{node.lower_at_keyword}", _declared(node.content), conditions)


def _declared(content: list[Any]) -> Mapping[str, str]:
    return {
        one.lower_name: tinycss2.serialize(one.value).strip()
        for one in tinycss2.parse_blocks_contents(content)
        if one.type == "declaration"
    }


def _plain(rules: list[Any], tokens: _Tokens) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _plain_rule(tinycss2.serialize(rule.prelude), rule.content, tokens)
        elif rule.type == "at-rule" and rule.content is not None:
            head = f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}"
            if rule.lower_at_keyword in NESTING:
                inside = "".join(_plain(tinycss2.parse_rule_list(rule.content), tokens))
                if inside.strip():
                    yield f"{head.rstrip()} {{\n{inside}}}\n"
            else:
                yield from _plain_rule(head, rule.content, tokens)
        elif rule.type == "at-rule":
            yield rule.serialize() + "\n"
        # Comments and white space are for those who write the sheets.


def _plain_rule(head: str, content: list[Any], tokens: _Tokens) -> Iterator[str]:
    lines = []
    for one in tinycss2.parse_blocks_contents(content):
        if one.type != "declaration" or one.name.startswith("--"):
            continue
        value = tokens.settle(one.value)
        if value is not None:
            important = " !important" if one.important else ""
            lines.append(f"  {one.name}: {tinycss2.serialize(value).strip()}{important};\n")
    if lines:
        yield f"{head.strip()} {{\n{''.join(lines)}}}\n"
