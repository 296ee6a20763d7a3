"""Settings held against their schema, and what is wrong with them in an editor's words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from ..findings import Finding, finding
from .locate import KeyPath
from .nearest import did_you_mean, nearest, shortened
from .schema import ArticleKeys
from .settings import Settings
from .values import DATE_PROBLEM

Keys = TypeVar("Keys", bound=BaseModel)

_ROUNDS = 50
"""Each round takes something broken out, so this many are never needed."""

_MOST = 50
"""More findings of one file's keys than this help nobody."""

_OTHER_NAMES = {
    "title": "headline",
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "subtitle": "standfirst",
    "deck": "standfirst",
    "description": "standfirst",
    "summary": "standfirst",
    "excerpt": "standfirst",
    "location": "dateline",
    "lang": "language",
    "category": "section",
    "categories": "section",
    "keywords": "tags",
    "eyebrow": "kicker",
    "photo": "cover",
    "image": "cover",
    "photographer": "credit",
    "copyright": "rights",
    "stories": "articles",
    "sections": "section",
    "waivers": "waiver",
    "ads": "ad",
    "advert": "ad",
    "advertisement": "ad",
    "pins": "pin",
    "not_page": "never",
    "not_pages": "never",
    "slug": "story",
    "article": "story",
    "file": "picture",
    "client": "name",
    "rival": "apart",
    "from": "sender",
    "host": "server",
    "username": "user",
    "protocol": "by",
}
"""What other programs call a key, for keys that look nothing like ours."""

_OF_OTHER_PROGRAMS = frozenset(
    {"date", "draft", "id", "layout", "lastmod", "permalink", "published", "slug", "type", "weight"}
)
"""Keys that stories bring from a web site, and that a paper has no use for."""

_SECRETS = frozenset({"password", "passphrase", "passwd", "secret", "token"})
"""Keys that settings never have."""

_KINDS = {
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be a table of keys and values",
    "model_type": "must be a table of keys and values",
    "model_attributes_type": "must be a table of keys and values",
    "finite_number": "must be a number",
}


def validated(
    settings: Settings,
    model: type[Keys],
    *,
    fallbacks: Mapping[str, object] | None = None,
    likely: Mapping[str, object] = {},
) -> tuple[Keys | None, Settings, tuple[Finding, ...]]:
    """Return ``settings`` as ``model``, the settings without what was wrong, and what that was.

    A value that is wrong is reported and left out; a key that is needed takes
    its value from ``fallbacks``. The model is ``None`` when a needed key has
    neither. ``likely`` are values a hint may name in place of an example.
    """
    found: list[Finding] = []
    for round_ in range(_ROUNDS):
        try:
            return model.model_validate(settings.values), settings, tuple(found)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        if round_ == 0:
            found += (_told(one, settings, model, likely) for one in problems[:_MOST])
            if len(problems) > _MOST:
                said = f"There are {len(problems) - _MOST:,} more mistakes like these."
                found.append(finding("SRC-004", said, origin=settings.place()))
        mended = _mended(settings, problems, fallbacks or {})
        if mended is None:
            break
        settings = mended
    return None, settings, tuple(found)


def _mended(
    settings: Settings, problems: list[ErrorDetails], fallbacks: Mapping[str, object]
) -> Settings | None:
    """Return ``settings`` without what ``problems`` point at; ``None`` when that cannot help."""
    paths: dict[KeyPath, None] = {}
    for problem in problems:
        path = problem["loc"]
        if problem["type"] == "missing":
            if len(path) == 1:
                name = str(path[0])
                if name not in fallbacks:
                    return None
                settings = settings.with_value(name, fallbacks[name])
                continue
            path = path[:-1]
        paths[_within(settings.values, path)] = None

    if () in paths:
        return None
    outermost = [
        path for path in paths if not any(path[:length] in paths for length in range(1, len(path)))
    ]
    return settings.without(outermost)


def _within(values: Any, path: KeyPath) -> KeyPath:
    """Return the part of ``path`` that exists in ``values``; pydantic may say more than that."""
    length = 0
    for step in path:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            break
        length += 1
    return path[:length]


def _told(
    problem: ErrorDetails,
    settings: Settings,
    model: type[BaseModel],
    likely: Mapping[str, object],
) -> Finding:
    path = problem["loc"]
    origin = settings.place(*path)
    kind = problem["type"]
    match kind:
        case "extra_forbidden" if path[-1] in _SECRETS:
            said = f"{_named(path)} must not stand in a file that others may see."
            keep = "Take it out; the command that sends asks for it once with --save-password."
            return finding("SRC-004", said, origin=origin, hint=keep)
        case "extra_forbidden":
            said = f"{_named(path)} is not a key that is known here."
            return finding("SRC-003", said, origin=origin, hint=_unknown_hint(path, model))
        case "missing" | "string_too_short" | "string_pattern_mismatch":
            said = f"{_named(path)} is missing."
            hint = _example(path, model, settings, "Add", likely=likely)
            return finding("SRC-005", said, origin=origin, hint=hint)
        case _ if kind == DATE_PROBLEM:
            said = f"{_named(path)} is {_shown(problem['input'])}, which is not a date."
            hint = "Write a date as year-month-day: 2026-03-06."
            return finding("SRC-006", said, origin=origin, hint=hint)
        case _:
            said = f"{_named(path)} {_wanted(problem)}, not {_shown(problem['input'])}."
            hint = _choice_hint(problem) or _example(
                path, model, settings, "Write it like this:", likely=likely
            )
            return finding("SRC-004", said, origin=origin, hint=hint)


def _wanted(problem: ErrorDetails) -> str:
    context = problem.get("ctx", {})
    match problem["type"]:
        case "literal_error":
            return f"must be one of {str(context['expected']).replace(chr(39), chr(34))}"
        case "greater_than_equal":
            return f"must be {context['ge']} or more"
        case "less_than_equal":
            return f"must be {context['le']} or less"
        case "greater_than":
            return f"must be more than {context['gt']}"
        case kind:
            return _KINDS.get(kind) or str(context.get("sentence", "must be something else"))


def _choice_hint(problem: ErrorDetails) -> str | None:
    if problem["type"] != "literal_error" or not isinstance(problem["input"], str):
        return None
    expected = str(problem.get("ctx", {}).get("expected", ""))
    choices = [one.strip(" '") for one in expected.replace(" or ", ", ").split(",")]
    return did_you_mean(problem["input"], choices)


def _unknown_hint(path: KeyPath, model: type[BaseModel]) -> str | None:
    *parents, last = path
    key = str(last)
    here = _model_at(model, tuple(parents))
    known = tuple(here.model_fields) if here is not None else ()
    other = _OTHER_NAMES.get(key.casefold())
    near = other if other in known else nearest(key, known)
    if model is ArticleKeys and key.casefold() in _OF_OTHER_PROGRAMS:
        return "It comes from a web site and means nothing here; take it out."
    if near is not None:
        return f'Did you mean "{near}"?'
    if parents and key in model.model_fields:
        top = str(parents[0])
        return f'"{key}" belongs at the top of the file, above the first line like [{top}].'
    return "Take it out, or look for its right name in the manual."


def _example(
    path: KeyPath,
    model: type[BaseModel],
    settings: Settings,
    lead: str,
    *,
    likely: Mapping[str, object],
) -> str | None:
    """Return how the key of ``path`` is written, with its ``likely`` value where there is one."""
    names = [step for step in path if isinstance(step, str)]
    if not names:
        return None
    parent = _model_at(model, path[: max(i for i, step in enumerate(path) if step == names[-1])])
    field = parent.model_fields.get(names[-1]) if parent is not None else None
    if field is None or not field.examples:
        return None
    key, example = names[-1], field.examples[0]
    if len(path) == 1 and key in likely:
        value = likely[key]
        example = value.isoformat() if isinstance(value, date) else value
    if settings.form == "yaml":
        return f"{lead} {key}: {_written(example)}"
    bare = isinstance(example, str) and key in ("date", "revised")
    return f"{lead} {key} = {example if bare else _written(example)}"


def _written(value: object) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{key} = {_written(one)}" for key, one in value.items())
        return f"{{ {inner} }}"
    return json.dumps(value, ensure_ascii=False)


def _model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the model of the table that ``path`` leads to."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        if current is None:
            return None
        root = issubclass(current, RootModel)
        field = current.model_fields.get("root" if root else step)
        current = _model_in(field.annotation) if field is not None else None
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        model = _model_in(inner)
        if model is not None:
            return model
    return None


def _named(path: KeyPath) -> str:
    """Return how an editor would name the place: ``"title" of "section" 2``."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int):
            words[-1] += f" {step + 1}"
        else:
            words.append(f'"{shortened(str(step))}"')
    return " of ".join(reversed(words)) or "The file"


def _shown(value: object) -> str:
    match value:
        case str():
            return json.dumps(shortened(value, 40), ensure_ascii=False)
        case bool():
            return "true" if value else "false"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return shortened(str(value), 40)
