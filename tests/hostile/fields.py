"""Where texts stand in a case and in a pack, read off the forms that the loader reads by.

A key that a form gains is found here by itself; a kind of thing that is new has to be said to be
a text or none, and a text that the victim's files lack is missed by a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from mandate.answers import ANSWER, ANSWERS
from mandate.json_schema.files import FILES
from mandate.pack.overlay_forms import OVERLAY, OVERLAY_HEADER, TEXTS
from mandate.pack.rule_parts import EXAMPLE
from mandate.reading import Either, Form, Kind, Many, Named, Typed

ANY_TEXT = {"text", "quote", "template", "headline", "anything", "texts"}
"""The kinds of thing that are a text of the author's choice, or hold some."""
NO_TEXT = {
    *("slug", "identifier", "code", "version", "date", "nothing"),
    *("integer", "count", "months", "score", "step", "cost", "cap of risk", "cap of relief"),
    *("decibans", "scale", "points", "band", "floor", "driver", "rule", "finding", "fact"),
    *("fact name", "level", "level name", "source", "seed", "carrier", "check", "cures", "value"),
    *("condition", "condition on facts", "theme"),
}
"""The kinds of thing that are one of some words, a number or a condition: refused otherwise."""
CITED = "theme"
"""The kind of a name that is a text elsewhere, and is cited by it."""
HELD: dict[str, Kind] = {
    ANSWERS: Named("fact", ANSWER),
    "respondents": Named("text", Named("fact", ANSWER)),
    "example": EXAMPLE,
}
"""The kinds of thing that have a reader of their own, as what they hold."""
ROOTS = {
    **{name: form for name, (form, _) in FILES.items()},
    "overlay header": OVERLAY_HEADER,
    "overlay": OVERLAY,
    "texts": TEXTS,
}
NAMES = {
    ("the pack.yaml of an overlay", "extends"): "the pack that it stands on: it has to be there",
}
"""Texts that cannot be of one's choice, and why."""


class Field(NamedTuple):
    """A text, as its form calls it: a key of a form, or the names in a mapping under it."""

    form: str
    key: str
    kind: str


def fields() -> set[Field]:
    """Return every text that a case, a pack or an overlay can have."""
    found: set[Field] = set()
    seen: set[int] = set()
    for form in ROOTS.values():
        _walk(form, Field("", "", ""), found, seen)
    return {one for one in found if one[:2] not in NAMES}


def _walk(kind: Kind, at: Field, found: set[Field], seen: set[int]) -> None:
    if isinstance(kind, str):
        kind = _held(kind, at, found)
    if isinstance(kind, Named) and kind.names in ANY_TEXT:
        found.add(at._replace(kind="name"))
    if isinstance(kind, Form):
        if id(kind) not in seen:
            seen.add(id(kind))
            for name, key in kind.keys.items():
                _walk(key.kind, Field(kind.what, name, ""), found, seen)
        return
    for one in _within(kind):
        _walk(one, at, found, seen)


def _held(kind: str, at: Field, found: set[Field]) -> Kind:
    """Return what a kind with a reader of its own holds; nothing of others, which are taken down
    if they are texts."""
    if kind in ANY_TEXT:
        found.add(at._replace(kind=kind))
    assert kind in {*ANY_TEXT, *NO_TEXT, *HELD}, f"is '{kind}' ({at.form}, {at.key}) a text?"
    return HELD.get(kind, ())


def _within(kind: Kind) -> Iterable[Kind]:
    match kind:
        case Many() | Named():
            return (kind.kind,)
        case Either():
            return kind.kinds
        case Typed():
            return kind.forms.values()
    return ()


Put = Callable[[Field, str], str]
"""Returns what to write in place of a text."""


def rewritten(data: object, form: Form, put: Put) -> Any:
    """Return what a file of a form holds, with every text in it put in the place of another."""
    return _rewrite(data, form, Field("", "", ""), put)


def _rewrite(data: Any, kind: Kind, at: Field, put: Put) -> Any:
    match kind:
        case str():
            if kind in HELD:
                return _rewrite(data, HELD[kind], at, put)
            return _texts(data, at._replace(kind=kind), put) if kind in ANY_TEXT else data
        case Form() if isinstance(data, dict):
            return {
                name: _rewrite(value, kind.keys[name].kind, Field(kind.what, name, ""), put)
                for name, value in data.items()
            }
        case Many() if isinstance(data, list):
            return [_rewrite(one, kind.kind, at, put) for one in data]
        case Named() if isinstance(data, dict):
            known = CITED if kind.names == CITED else "name" if kind.names in ANY_TEXT else ""
            return {
                (put(at._replace(kind=known), name) if known else name): _value(
                    value, kind.kind, at, put
                )
                for name, value in data.items()
            }
        case Either():
            return _rewrite(data, next(one for one in kind.kinds if _fits(data, one)), at, put)
        case Typed():
            return _rewrite(data, kind.forms[data[kind.key]], at, put)
    return data


def _value(data: Any, kind: Kind, at: Field, put: Put) -> Any:
    """Return what stands under a name; an answer may be bare, or be told several times."""
    if kind is ANSWER and isinstance(data, list):
        return [_value(one, kind, at, put) for one in data]
    if kind is ANSWER and not (isinstance(data, dict) and "value" in data):
        return data
    return _rewrite(data, kind, at, put)


def _fits(data: Any, kind: Kind) -> bool:
    match kind:
        case Form():
            return isinstance(data, dict) and data.keys() <= kind.keys.keys()
        case Many():
            return isinstance(data, list)
        case Named():
            return isinstance(data, dict)
        case tuple():
            return data in kind
    return isinstance(data, str) or kind in HELD


def _texts(data: Any, at: Field, put: Put) -> Any:
    if isinstance(data, dict):
        return {key: _texts(one, at, put) for key, one in data.items()}
    if isinstance(data, list):
        return [_texts(one, at, put) for one in data]
    return put(at, data)
