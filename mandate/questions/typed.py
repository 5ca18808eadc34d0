"""Answers as people type them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from mandate.case_writing import Value
from mandate.facts import NOT_KNOWN, Fact

_UNSURE = {"?", "not known", "don't know", "dont know", "don\u2019t know", "do not know", "unknown"}
_YES_NO = {"y": "yes", "n": "no", "true": "yes", "false": "no", "x": "yes"}

_LEAD = re.compile(r"\A\s*(?:between|either)\b", re.IGNORECASE)
_OR = re.compile(r",|;|/|\bor\b", re.IGNORECASE)
_TO = re.compile(r"\bto\b|\band\b|-|\u2013", re.IGNORECASE)
_TRIED, _LONGEST = 30, 1000
"""How many such words of an answer are tried, each with each, and of how long a one: a sheet may
come from a stranger."""


def typed_value(fact: Fact, text: str, listed: Sequence[str] = ()) -> Value | None:
    """Return what somebody typed as a case writes it: a value, or some of several that it may be,
    such as ``2 or 3``, ``2 to 5`` or ``annual, on request``; None where it is neither.

    The values that were *listed* may be given by their number in the list, from 1.
    """
    value = _single(fact, text, listed)
    if value is not None or fact.type in ("yes_no", "checklist"):
        return value
    said = _LEAD.sub("", text)
    if either := _alternatives(fact, said, listed):
        return _some(fact, either)
    if fact.type == "choice" or len(said) > _LONGEST:
        return None
    for sign in islice(_TO.finditer(said), _TRIED):
        ends = said[: sign.start()], said[sign.end() :]
        first, last = (_place(fact, _single(fact, end, listed)) for end in ends)
        if -1 < first < last:
            return {"between": [fact.labels[first], fact.labels[last]]}
    return None


def _alternatives(fact: Fact, text: str, listed: Sequence[str]) -> list[str] | None:
    """Return what a text lists, part by part; None where it cannot be taken apart into values, some
    of which have an "or" or a comma of their own."""
    signs = [sign.span() for sign in _OR.finditer(text)]
    parts = [_single(fact, part, listed) for part in _OR.split(text)]
    values = [value for value in parts if value is not None]
    if len(values) == len(parts) > 1:
        return values
    if not signs or len(signs) > _TRIED or len(text) > _LONGEST:
        return None
    starts, ends = [0, *(end for _, end in signs)], [*(start for start, _ in signs), len(text)]
    found: dict[int, list[str]] = {0: []}
    for last, end in enumerate(ends):
        for first in [one for one in found if one <= last]:
            value = _single(fact, text[starts[first] : end], listed)
            if value is not None:
                found[last + 1] = [*found[first], value]
                break
    return found.get(len(ends))


def _some(fact: Fact, either: list[str]) -> Value | None:
    """Return the values as a case writes them; None where one stands twice, or is that it is not
    known, or where nothing is ruled out."""
    chosen = [label for label in fact.labels if label in either]
    if len(chosen) != len(either) or len(chosen) == len(fact.labels):
        return None
    return {"one_of": chosen}


def _place(fact: Fact, label: str | None) -> int:
    return fact.labels.index(label) if label in fact.labels else -1


def _single(fact: Fact, text: str, listed: Sequence[str]) -> str | None:
    number = text.strip()
    if listed and number.isascii() and number.isdigit():
        place = int(number[:9])
        return listed[place - 1] if 0 < place <= len(listed) else None
    return typed(fact, text)


def labels_of(fact: Fact, value: Value) -> tuple[str, ...]:
    """Return the labels that an answer leaves possible; none where it is ``not_known``."""
    if isinstance(value, str):
        return () if value == NOT_KNOWN else (value,)
    ((how, labels),) = value.items()
    if how == "one_of":
        return tuple(label for label in fact.labels if label in labels)
    first, last = map(fact.labels.index, labels)
    return fact.labels[first : last + 1]


def typed(fact: Fact, text: str) -> str | None:
    """Return the value of a fact, or of one item of a checklist, that somebody typed as a case
    writes it (``not_known`` where they do not know); None where it is none."""
    wanted = _normal(text)
    if wanted in _UNSURE or wanted == _normal(NOT_KNOWN):
        return NOT_KNOWN
    if fact.labels == ("no", "yes"):
        wanted = _YES_NO.get(wanted, wanted)
    names, with_unit = _names(fact)
    return names.get(wanted) or with_unit.get(wanted.replace(" ", ""))


@lru_cache(maxsize=256)
def _names(fact: Fact) -> tuple[dict[str, str], dict[str, str]]:
    """Return the values of a fact by what they may be called, and by that with the unit, in which
    spaces do not count."""
    unit = _normal(fact.unit).replace(" ", "")
    names: dict[str, str] = {}
    for label in fact.labels:
        names.setdefault(_normal(label), label)
        names.setdefault(_normal(fact.words(label)), label)
    return names, {f"{label}{unit}": label for label in fact.labels} if unit else {}


def _normal(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").split())
