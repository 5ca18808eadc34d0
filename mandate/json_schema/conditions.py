"""Conditions in JSON Schemas: what may stand in one, which depends on where it stands."""

from __future__ import annotations

from mandate.conditions.nodes import UNKNOWN
from mandate.conditions.parse import CONDITION, KEYWORDS, NEGATED
from mandate.json_schema.facts import closed, comparison
from mandate.json_schema.forms import Writer
from mandate.json_schema.words import Schema, ref
from mandate.pack.forms import ON_FACTS
from mandate.pack.model import Pack

_NEGATED_ON_FACTS = f"{NEGATED} on facts"


def conditions(pack: Pack, writer: Writer) -> dict[str, Schema]:
    """Return the parts that conditions are made of.

    Under ``not`` there is no finding and no ``unknown``, but under a second ``not`` there is. In
    what makes facts apply, or cannot be, there is no finding at all.
    """
    facts = {fact.id: f"comparison {fact.id}" for fact in pack.vocabulary.facts.values()}
    parts = {name: comparison(pack.vocabulary.facts[fact]) for fact, name in facts.items()}
    for positive, negative, findings in (
        (CONDITION, NEGATED, True),
        (ON_FACTS, _NEGATED_ON_FACTS, False),
    ):
        for own, other, left_out in (
            (positive, negative, () if findings else ("finding",)),
            (negative, positive, ("finding", UNKNOWN)),
        ):
            inner = writer.but(condition=ref(own), negated_condition=ref(other))
            keywords = {
                word: inner.property(key) for word, key in KEYWORDS.items() if word not in left_out
            }
            compared = {fact: ref(name) for fact, name in facts.items()}
            parts[own] = closed({**keywords, **compared}, exactly_one=True)
    return parts
