"""The JSON Schemas of the files that people write: cases, rules, and the rest of a pack.

They are made of the forms that the loader reads by, and of one pack: its facts, levels, findings,
drivers, bands, sources and rules. What rests on two places of a file at once (which keys need each
other, say) is added here, and held to the loader by the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mandate.case_forms import CASE
from mandate.json_schema.assessment import DRAFT
from mandate.json_schema.parts import Subject, parts_of, writer_of
from mandate.json_schema.words import Schema, integer, ref
from mandate.pack.forms import FINDINGS_FILE, HEADER, SOURCES_FILE
from mandate.pack.overlay_forms import OVERLAY_HEADER
from mandate.pack.rule import RULE
from mandate.pack.seeds import FILE as SEEDS_FILE
from mandate.pack.seeds import SEED
from mandate.pack.vocabulary import FILE as VOCABULARY_FILE
from mandate.reading import Form

_REF = "#/$defs/"


def file_schema(what: str, of: Subject) -> Schema:
    """Return the JSON Schema of one kind of file, a key of ``FILES``, for a pack."""
    form, add = FILES[what]
    if form is HEADER and of.pack.extension:
        form = OVERLAY_HEADER
    parts = parts_of(of)
    body = writer_of(of, parts).object(form)
    add(body, of)
    title = f"Mandate {what}, for the pack {of.pack.id} {of.pack.version}"
    named = {name.replace(" ", "-"): part for name, part in parts.items()}
    used = {name: named[name] for name in sorted(_used(body, named))}
    return {"$schema": DRAFT, "title": title, **body, **({"$defs": used} if used else {})}


def _used(body: Schema, parts: dict[str, Schema]) -> set[str]:
    """Return the names of the parts that *body* refers to, and those that they refer to."""
    found: set[str] = set()
    left = list(_references(body))
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _references(parts[name])
    return found


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(reference := schema.get("$ref"), str):
            yield reference.removeprefix(_REF).partition("/")[0]
        schema = list(schema.values())
    if isinstance(schema, list):
        for one in schema:
            yield from _references(one)


def _add_nothing(_schema: Schema, _of: Subject) -> None:
    """Leave a schema as its form makes it."""


def _add_to_case(case: Schema, _of: Subject) -> None:
    case["properties"]["expect"]["minProperties"] = 2  # the reason, and something to expect


def _add_to_rule(rule: Schema, of: Subject) -> None:
    """Say that a rule has a condition or a grading, what its points look like, and its strength."""
    consequent = rule["properties"]["then"]
    consequent["minProperties"] = 1
    risk = consequent["properties"]["risk"]
    fixed = {**integer(), "not": {"enum": [0, "0"]}}
    risk["if"] = {"required": ["by"]}
    risk["else"] = {"properties": {"points": fixed}}
    risk["allOf"] = [
        {
            "if": {"properties": {"by": {"const": fact}}, "required": ["by"]},
            "then": {"properties": {"points": ref(f"points {fact}")}},
        }
        for fact in of.pack.vocabulary.facts
    ]
    lowers = {"type": "object", "not": {"additionalProperties": {"minimum": 0}}}
    graded = {"properties": {"points": lowers}, "required": ["by", "points"]}
    rule["allOf"] = [
        {"if": _within_risk({"required": ["by"]}), "else": {"required": ["when"]}},
        {"if": _within_risk(graded), "then": {"required": ["strength"]}},
    ]


def _within_risk(schema: Schema) -> Schema:
    risk = {"type": "object", "properties": {"risk": schema}, "required": ["risk"]}
    return {"properties": {"then": risk}, "required": ["then"]}


def _add_to_vocabulary(vocabulary: Schema, _of: Subject) -> None:
    """Say that a fact in which neither direction is better tells why."""
    fact = vocabulary["properties"]["facts"]["additionalProperties"]
    undirected = {"better": {"const": "neither"}, "type": {"not": {"const": "choice"}}}
    fact["allOf"].append(
        {
            "if": {"properties": undirected, "required": ["better"]},
            "then": {"required": ["direction"]},
        }
    )


def _add_to_seeds(file: Schema, of: Subject) -> None:
    """Say that every seed is listed, and that each item is carried or needs nothing to carry it."""
    seeds = file["properties"]["seeds"]
    listed = {"required": [one.id for one in of.pack.sources.values() if one.kind == SEED]}
    seeds["anyOf"] = [{"maxProperties": 0}, listed]
    item = seeds["additionalProperties"]["items"]
    item["properties"]["carried_by"]["uniqueItems"] = True
    item["oneOf"] = [{"required": [key]} for key in ("carried_by", "needs_none")]


FILES: dict[str, tuple[Form, Callable[[Schema, Subject], None]]] = {
    "case": (CASE, _add_to_case),
    "rule": (RULE, _add_to_rule),
    "pack": (HEADER, _add_nothing),
    "vocabulary": (VOCABULARY_FILE, _add_to_vocabulary),
    "findings": (FINDINGS_FILE, _add_nothing),
    "sources": (SOURCES_FILE, _add_nothing),
    "seeds": (SEEDS_FILE, _add_to_seeds),
}
"""The kinds of file, each with the form it is read by and what to add to it."""
