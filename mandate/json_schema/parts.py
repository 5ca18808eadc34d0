"""The parts that the schemas of one pack are made of: what each named kind means in it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from mandate.answers import ANSWER, ANSWERS
from mandate.checks.table import suppressible
from mandate.conditions.parse import KEYWORDS
from mandate.errors import Faults, PackError
from mandate.json_schema.conditions import conditions
from mandate.json_schema.facts import COMPARABLE, OTHER_LEVEL, answers, cures, grading, values
from mandate.json_schema.forms import Writer
from mandate.json_schema.words import TEXT, Schema, ref, shaped, template, words
from mandate.pack.files import rule_files
from mandate.pack.load import read_folder
from mandate.pack.model import Pack
from mandate.pack.rule import named_by
from mandate.pack.seeds import SEED
from mandate.pack.vocabulary import RESERVED
from mandate.tuples import NamedTuple


class Subject(NamedTuple):
    """A pack as far as it can be read, and the names of all its rule files."""

    pack: Pack
    rules: tuple[str, ...]


def subject(folder: Path) -> Subject:
    """Return what the schemas of the pack in *folder* are made of.

    Its rules may have faults: whoever is mending them needs a schema now. Raises PackError where
    something is wrong with what rules rest on.
    """
    faults = Faults()
    pack = read_folder(folder, faults, examples=False).pack
    if pack is None:
        raise PackError(faults)
    own = {named_by(path) for path in rule_files(folder, Faults())}
    return Subject(pack, tuple(sorted(own.union(pack.rules))))


def parts_of(of: Subject) -> dict[str, Schema]:
    """Return the definitions that schemas refer to, by name."""
    pack, facts = of.pack, of.pack.vocabulary.facts
    titles = {rule.id: rule.title for rule in pack.rules.values()}
    rules = {name: titles.get(name, "") for name in of.rules}
    told = {fact.id: fact.title for fact in facts.values()}
    findings = {finding.id: finding.meaning for finding in pack.findings.values()}
    parts = {
        ANSWERS: answers(pack.vocabulary),
        "respondents": {
            "type": "object",
            "propertyNames": {"pattern": r"\S"},
            "additionalProperties": ref(ANSWERS),
        },
        "fact": words(told),
        COMPARABLE: words({id_: told[id_] for id_ in told if facts[id_].type != "checklist"}),
        OTHER_LEVEL: {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
        **values(pack.vocabulary),
        "finding": words(findings),
        "source": words({one.id: f"{one.author}, {one.title}" for one in pack.sources.values()}),
        "rule": words(rules),
        "carrier": words({**told, **rules, **findings}),
        "template": template(facts),
        "cures": cures(pack.vocabulary),
        **{f"points {fact.id}": grading(fact) for fact in facts.values()},
    }
    writer = Writer({**_small(of), **{name: ref(name) for name in parts}})
    parts["answer"] = writer.but(value={}).object(ANSWER)
    return {**parts, **conditions(pack, writer)}


def writer_of(of: Subject, parts: dict[str, Schema]) -> Writer:
    """Return a writer that knows every kind; the larger ones it refers to as *parts*."""
    return Writer({**_small(of), **{name: ref(name) for name in parts}})


def _small(of: Subject) -> dict[str, Schema]:
    """Return the kinds that are written out wherever they stand."""
    pack = of.pack
    bands = [band.id for band in pack.bands]
    return {
        "band": words(bands),
        "floor": words(bands[1:]),
        "driver": words({one.id: one.about for one in pack.drivers.values()}),
        "points": {"type": ["integer", "string", "object"]},
        "seed": words(one.id for one in pack.sources.values() if one.kind == SEED),
        "check": words(suppressible()),
        "level": TEXT,
        "level name": _name(RESERVED),
        "fact name": {**_name({*RESERVED, *KEYWORDS}), **shaped("[a-z][a-z0-9_]*")},
    }


def _name(reserved: Collection[str]) -> Schema:
    return {**Writer({}).schema("identifier"), "not": {"enum": sorted(reserved)}}
