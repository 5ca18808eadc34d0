"""The facts of one pack in JSON Schemas: how each is answered, compared, graded and cured."""

from __future__ import annotations

from collections.abc import Iterable

from mandate.answers import ANSWER, BETWEEN, ONE_OF, REST
from mandate.conditions.comparison import CHECKLIST_OPERATORS, SAME, WHERE
from mandate.conditions.operators import OPERATORS, Operator
from mandate.facts import NO_YES, NOT_KNOWN, Fact, Vocabulary
from mandate.json_schema.forms import Writer
from mandate.json_schema.words import Schema, integer, ref, shaped, words
from mandate.reading import INTEGER
from mandate.wording import step_words

VALUE, ANSWERED = "value ", "answered "
COMPARABLE, OTHER_LEVEL = "comparable fact", "other level"
"""Names of parts; the first two are followed by the fact."""

_NOT_KNOWN = "Somebody was asked, and could not say."
_ORDERED = ("scale", "number")
_N = f"({INTEGER.pattern})"
_RANGE = rf"^\s*({_N}|{_N}\s+to\s+{_N}|{_N}\s+or\s+(more|less)|(over|under)\s+{_N})\s*$"


def closed(properties: dict[str, Schema], *, exactly_one: bool = False) -> Schema:
    """Return the schema of a mapping with none but these keys, or with one of them.

    The limit stands apart: beside the keys it would keep an editor from offering them.
    """
    one: Schema = {"allOf": [{"minProperties": 1, "maxProperties": 1}]} if exactly_one else {}
    return {"type": "object", "properties": properties, "additionalProperties": False, **one}


def several(schema: Schema, least: int = 1, most: int | None = None) -> Schema:
    """Return the schema of a list of things."""
    limit: Schema = {} if most is None else {"maxItems": most}
    return {"type": "array", "items": schema, "minItems": least, **limit}


def values(vocabulary: Vocabulary) -> dict[str, Schema]:
    """Return the parts that stand for one value of a fact, and for one or ``not_known``."""
    parts: dict[str, Schema] = {}
    for fact in vocabulary.facts.values():
        texts = {level.id: level.text for level in fact.levels}
        labels = NO_YES if fact.type == "checklist" else fact.labels
        not_known = {NOT_KNOWN: _NOT_KNOWN}
        if fact.type == "number":
            number = integer(fact.minimum, fact.maximum, fact.step)
            parts[VALUE + fact.id] = number
            parts[ANSWERED + fact.id] = {"anyOf": [number, words(not_known)]}
        else:
            told = {label: texts.get(label, "") for label in labels}
            parts[VALUE + fact.id] = words(told)
            parts[ANSWERED + fact.id] = words({**told, **not_known})
    return parts


def _told(fact: Fact) -> Schema:
    """Return what an editor shows of a fact."""
    about = f"{fact.question}\n\n{fact.why} Ask: {fact.ask}."
    return {"title": fact.title, "description": about}


def answers(vocabulary: Vocabulary) -> Schema:
    """Return the schema of the answers of one respondent: facts, and what is said of each."""
    return closed({fact.id: _answer(fact) for fact in vocabulary.facts.values()})


def _answer(fact: Fact) -> Schema:
    """Return the schema of one answer: bare, or under ``value`` with what else is said of it."""
    told = ANSWER.keys["value"].about
    bare = _ticks(fact) if fact.type == "checklist" else _ranges(fact)
    scalar = words({NOT_KNOWN: _NOT_KNOWN}) if fact.type == "checklist" else _answered(fact)
    one_way = {} if fact.type == "checklist" else {"minProperties": 1, "maxProperties": 1}
    remarks = {name: ref(f"answer/properties/{name}") for name in ANSWER.keys}
    remarks["value"] = {"description": told, **_by_shape({**closed(bare), **one_way}, scalar)}
    mapping = {
        **closed({**bare, **remarks}),
        "if": {"required": ["value"]},
        "then": _none_of(bare),
        "else": {**_none_of(remarks), **one_way},
    }
    listed = several({**closed(remarks), "required": ["value"]})
    return {**_told(fact), **_by_shape(mapping, scalar, listed)}


def _by_shape(mapping: Schema, scalar: Schema, listed: Schema | None = None) -> Schema:
    """Return a schema that asks a mapping for one thing, a list for another where it may be one,
    and anything else for a third.

    Of two that may both hold, an editor would have to guess which was meant. It completes words
    only from what may hold, hence the last line, which always does.
    """
    others = {"if": {"type": "array"}, "then": listed, "else": scalar} if listed else scalar
    shape = {"if": {"type": "object"}, "then": mapping, "else": others}
    return {**shape, "anyOf": [scalar, {"not": scalar}]}


def _none_of(keys: Iterable[str]) -> Schema:
    return {"properties": dict.fromkeys(keys, False)}


def _answered(fact: Fact) -> Schema:
    return ref(ANSWERED + fact.id)


def _ranges(fact: Fact) -> dict[str, Schema]:
    one = ref(VALUE + fact.id)
    ways = {ONE_OF: {"description": "Any of these values.", **several(one)}}
    if fact.type in _ORDERED:
        told = "The lowest and the highest value, ends included."
        ways[BETWEEN] = {"description": told, **several(one, 2, 2)}
    return ways


def _ticks(fact: Fact) -> dict[str, Schema]:
    tick = _answered(fact)
    items = {level.id: {"description": level.text, **tick} for level in fact.levels}
    return {**items, REST: {"description": "The answer to all other items.", **words(("no",))}}


def comparison(fact: Fact) -> Schema:
    """Return the schema of what stands under a fact in a condition."""
    if fact.type == "checklist":
        writer = Writer({"item": words({level.id: level.text for level in fact.levels})})
        operators = {name: writer.property(key) for name, key in CHECKLIST_OPERATORS.items()}
        return {**_told(fact), **closed(operators, exactly_one=True)}
    level = shaped(_N) if fact.type == "number" else {"enum": list(fact.labels)}
    other = {**ref(COMPARABLE), "not": {"const": fact.id}}
    writer = Writer({"other fact": other, "level": level, "other level": ref(OTHER_LEVEL)})
    operators = {
        name: {"description": f"{fact.title} {operator.words}", **_operand(fact, name, operator)}
        for name, operator in OPERATORS.items()
        if fact.type in operator.types
    }
    for form in SAME.values():
        operators |= {name: writer.property(key) for name, key in form.keys.items()}
    mapping = {
        **closed(operators),
        "if": {"required": [WHERE]},
        "then": {"oneOf": [{"required": [name]} for name in SAME], "maxProperties": 2},
        "else": {"minProperties": 1, "maxProperties": 1},
    }
    return {**_told(fact), **_by_shape(mapping, ref(VALUE + fact.id))}


def _operand(fact: Fact, name: str, operator: Operator) -> Schema:
    one = ref(VALUE + fact.id)
    if fact.type == "number" and name not in ("is", "one_of"):  # it may lie between two steps
        one = integer(fact.minimum, fact.maximum)
    if operator.arity == 1:
        return one
    once = {"uniqueItems": True} if name == "one_of" else {}
    return {**several(one, operator.arity or 1, operator.arity or None), **once}


def grading(fact: Fact) -> Schema:
    """Return the schema of the points that a rule gives each value of a fact."""
    if fact.type in ("number", "checklist"):
        keys: Schema = {"patternProperties": {_RANGE: integer()}}
    else:
        texts = {level.id: level.text for level in fact.levels}
        told = {label: {"description": texts.get(label, ""), **integer()} for label in fact.labels}
        keys = {"properties": told, "required": list(fact.labels)}
    return {"type": "object", **keys, "minProperties": 2, "additionalProperties": False}


def cures(vocabulary: Vocabulary) -> Schema:
    """Return the schema of a cure: facts, and the value that a declared step leads to."""
    targets: dict[str, Schema] = {}
    for fact in vocabulary.facts.values():
        steps = {step.to: step_words(step) for step in fact.steps}
        if fact.type == "checklist":
            items = {to: {"description": told, **words(("yes",))} for to, told in steps.items()}
            targets[fact.id] = {**_told(fact), **closed(items)}
        elif steps:
            typed = [int(to) for to in steps] if fact.type == "number" else []
            targets[fact.id] = {**_told(fact), **words(steps)}
            targets[fact.id]["enum"] += typed
    return {**closed(targets), "minProperties": 1}
