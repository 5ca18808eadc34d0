"""Reading one rule: ``<theme>/<rule-id>.yaml``."""

import re
from collections.abc import Collection
from pathlib import PurePath
from typing import NamedTuple

from mandate.answers import combine, read_answers, read_respondents, read_value
from mandate.conditions.grading import read_graded
from mandate.conditions.nodes import All, Node
from mandate.conditions.parse import ConditionReader
from mandate.errors import Faults, did_you_mean
from mandate.facts import EFFORTS, GRADES, WHEN, Fact, Vocabulary
from mandate.pack.model import Citation, Example, Remedy, Rule, Template
from mandate.reading import SLUG, Reader, integer, one_of, pairs, reader, text
from mandate.source import Mapping, Scalar, key_location, location
from mandate.source import Node as Source

GIVES = ("fires", "silent", "open")
MAX_QUOTE_WORDS = 15
_CITATION = "a source, or 'id' and 'quote'"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Surroundings(NamedTuple):
    """What a rule may refer to in its pack."""

    vocabulary: Vocabulary
    applies: dict[str, Node]
    findings: Collection[str]
    drivers: Collection[str]
    bands: Collection[str]
    sources: Collection[str]


class _Effect(NamedTuple):
    driver: str
    points: int | None
    graded: Node | None


def read_rule(
    document: Mapping, around: Surroundings, faults: Faults, *, examples: bool = True
) -> Rule | None:
    """Return the rule that a file holds, or None after recording what is wrong with it."""
    before = len(faults)
    entry = Reader(document, faults, "a rule")
    identifier = _read_id(entry)
    conditions = ConditionReader(around.vocabulary, around.findings, around.applies, faults)
    when = entry.node("when")
    guard = conditions.read(when) if when else None
    then = entry.node("then", required=True)
    consequent = reader(then, faults, "the consequent") if then else None
    concludes: tuple[str, ...] = ()
    effect, floor = _Effect("", 0, None), ""
    if consequent:
        concludes = _read_concludes(consequent, around)
        effect = _read_risk(consequent, around)
        floor = _read_floor(consequent, around)
        consequent.close()
    rule = Rule(
        id=identifier,
        title=entry.text("title", required=True),
        condition=_condition(entry, guard, effect.graded),
        concludes=concludes,
        driver=effect.driver,
        points=None if effect.graded else effect.points,
        floor=floor,
        absorbs=entry.texts("absorbs"),
        absorbs_at=tuple(location(node) for node in entry.items("absorbs")),
        because=_read_template(entry, "because", around) or Template(("",)),
        strength=_read_template(entry, "strength", around),
        expect=entry.text("expect"),
        remedies=tuple(_read_remedies(entry, around)),
        sources=tuple(_read_citations(entry, around)),
        grade=entry.choice("grade", GRADES),
        examples=tuple(_read_examples(entry, around)) if examples else (),
        location=key_location(document, "id"),
    )
    entry.close()
    return None if len(faults) > before else _checked(rule, entry)


def _read_id(entry: Reader) -> str:
    identifier = entry.name("id", SLUG)
    stem = PurePath(entry.mapping.document.path).stem
    if identifier and identifier != stem:
        message = f"the rule '{identifier}' stands in a file named '{stem}'"
        place = location(entry.mapping.pairs["id"][1])
        hint = f"name the file {identifier}.yaml, or the rule {stem}"
        entry.faults.add(place, "file-name", message, hint)
    return identifier


def _condition(entry: Reader, guard: Node | None, graded: Node | None) -> Node:
    if guard and graded:
        return All((guard, graded), location(entry.mapping))
    if guard is None and graded is None and entry.mapping.get("when") is None:
        then = entry.mapping.get("then")
        risk = then.get("risk") if isinstance(then, Mapping) else None
        if not (isinstance(risk, Mapping) and "by" in risk.pairs):
            hint = "add 'when:', or grade one fact with 'by:' and 'points:'"
            place = key_location(entry.mapping, "id")
            entry.faults.add(place, "missing-key", "a rule needs 'when'", hint)
    return guard or graded or All((), location(entry.mapping))


def _checked(rule: Rule, entry: Reader) -> Rule | None:
    """Return the rule if its parts agree with each other, or None after recording the faults."""
    faults, before = entry.faults, len(entry.faults)
    place = location(entry.mapping)
    if not rule.concludes and not rule.driver and not rule.floor:
        hint = "expected 'concludes', 'risk' or 'at_least_band'"
        faults.add(place, "no-effect", f"the rule '{rule.id}' has no effect", hint)
    if rule.points is None and rule.strength is None and rule.least_points < 0:
        message = f"the rule '{rule.id}' can lower the risk and does not say why"
        faults.add(place, "missing-key", message, "add 'strength:'")
    if not rule.sources:
        where = entry.mapping.get("sources") or entry.mapping
        message = "a rule needs at least one source"
        faults.add(location(where), "missing-key", message, "judgement is a source too")
    if not rule.examples and "examples" in entry.asked:
        message = f"the rule '{rule.id}' has no examples"
        faults.add(place, "missing-key", message, "add one that fires, one that is silent")
    return None if len(faults) > before else rule


def _read_concludes(consequent: Reader, around: Surroundings) -> tuple[str, ...]:
    node = consequent.node("concludes")
    if node is None:
        return ()
    nodes = (node,) if isinstance(node, Scalar) else consequent.items("concludes")
    found = (
        one_of(one, around.findings, consequent.faults, "finding", "unknown-finding")
        for one in nodes
    )
    return tuple(finding for finding in found if finding)


def _read_risk(consequent: Reader, around: Surroundings) -> _Effect:
    node = consequent.node("risk")
    risk = reader(node, consequent.faults, "'risk'", "'driver' and 'points'") if node else None
    if risk is None:
        return _Effect("", 0, None)
    faults = consequent.faults
    driver_node = risk.node("driver", required=True)
    driver = driver_node and one_of(driver_node, around.drivers, faults, "driver", "unknown-driver")
    by, points = risk.node("by"), risk.node("points", required=True)
    graded, number = None, 0
    if by is None:
        found = integer(points, faults) if points is not None else None
        number = found or 0
        if points is not None and found == 0:
            faults.add(location(points), "points", "points of 0 have no effect", "leave 'risk' out")
    elif (fact := _read_fact(by, around, faults)) and points is not None:
        if isinstance(points, Mapping):
            graded = read_graded(fact, around.vocabulary, around.applies, points, faults)
        else:
            message = f"a rule graded by {fact.id} needs points for each of its values"
            faults.add(location(points), "points", message, f"{fact.expected}")
    risk.close()
    return _Effect(driver or "", number, graded)


def _read_fact(node: Source, around: Surroundings, faults: Faults) -> Fact | None:
    name = one_of(node, around.vocabulary.facts, faults, "fact", "unknown-fact")
    return around.vocabulary.facts[name] if name else None


def _read_floor(consequent: Reader, around: Surroundings) -> str:
    node = consequent.node("at_least_band")
    if node is None:
        return ""
    band = one_of(node, around.bands, consequent.faults, "band", "unknown-band") or ""
    if band == next(iter(around.bands), None):
        message = f"a floor at '{band}', the lowest band, has no effect"
        consequent.faults.add(location(node), "floor", message, "name a higher band")
    return band


def _read_template(entry: Reader, key: str, around: Surroundings) -> Template | None:
    written = entry.text(key, required=key == "because")
    node = entry.mapping.get(key)
    if node is None:
        return None
    parts = _PLACEHOLDER.split(written)
    for name in parts[1::2]:
        if name not in around.vocabulary.facts:
            message = f"the placeholder {{{name}}} is no fact"
            hint = did_you_mean(name, around.vocabulary.facts)
            entry.faults.add(location(node), "unknown-fact", message, hint)
    return Template(tuple(parts))


def _read_citations(entry: Reader, around: Surroundings) -> list[Citation]:
    citations = []
    for node in entry.items("sources", required=True):
        if isinstance(node, Scalar):
            name, quote = node, ""
        elif (
            citation := reader(node, entry.faults, "a source", "a source, or 'id' and 'quote'")
        ) is None:
            continue
        else:
            name_node, quote = citation.node("id", required=True), citation.text("quote")
            citation.close()
            if not isinstance(name_node, Scalar):
                if name_node is not None:
                    text(name_node, entry.faults, "a source")
                continue
            name = name_node
        if len(quote.split()) > MAX_QUOTE_WORDS:
            message = f"the quote has {len(quote.split())} words; {MAX_QUOTE_WORDS} are allowed"
            entry.faults.add(location(node), "quote", message, "shorten or paraphrase it")
        if source := one_of(name, around.sources, entry.faults, "source", "unknown-source"):
            citations.append(Citation(source, quote))
    return citations


def _read_remedies(entry: Reader, around: Surroundings) -> list[Remedy]:
    remedies = []
    for node in entry.items("remedies"):
        remedy = reader(node, entry.faults, "a remedy")
        if remedy is None:
            continue
        written = remedy.text("text", required=True)
        if "cures" in remedy.mapping.pairs:
            cures = tuple(_read_cures(remedy, around))
            cured = remedy.mapping.pairs["cures"][1]
            if isinstance(cured, Mapping) and not cured.pairs:
                message = "a cure needs at least one change of a fact"
                hint = "leave 'cures' out, or name a fact and a value"
                entry.faults.add(location(cured), "no-step", message, hint)
            remedies.append(_cure(written, cures, around))
        else:
            effort = remedy.choice("effort", EFFORTS)
            owner = remedy.text("owner", required=True)
            remedies.append(Remedy(written, (), owner, effort, remedy.choice("when", WHEN)))
        remedy.close()
    return remedies


def _read_cures(remedy: Reader, around: Surroundings) -> list[tuple[str, str]]:
    cures = []
    for key, value in remedy.pairs("cures"):
        fact = _read_fact(key, around, remedy.faults)
        if fact is None:
            continue
        targets = []
        if fact.type == "checklist":
            for item, ticked in pairs(value, remedy.faults):
                if one_of(ticked, ("yes",), remedy.faults, "cure of an item", "no-step"):
                    targets.append(item.text)
        else:
            label = read_value(value, fact, remedy.faults)
            targets = [label] if label else []
        known = {step.to for step in fact.steps}
        for target in targets:
            if target not in known:
                message = f"the vocabulary has no step of {fact.id} to '{target}'"
                hint = "add it under 'change:' with its effort, owner and time"
                remedy.faults.add(location(value), "no-step", message, hint)
            cures.append((fact.id, target))
    return cures


def _cure(written: str, cures: tuple[tuple[str, str], ...], around: Surroundings) -> Remedy:
    """Return a cure; effort is its greatest, time its earliest, owners all, over its steps."""
    steps = [
        step
        for name, target in cures
        for step in around.vocabulary.facts[name].steps
        if step.to == target
    ]
    if not steps:
        return Remedy(written, cures, "", EFFORTS[-1], WHEN[0])
    owner = " and ".join(dict.fromkeys(step.owner for step in steps))
    effort = max((step.effort for step in steps), key=EFFORTS.index)
    when = min((step.when for step in steps), key=WHEN.index)
    return Remedy(written, cures, owner, effort, when)


def _read_examples(entry: Reader, around: Surroundings) -> list[Example]:
    examples = []
    for node in entry.items("examples"):
        example = reader(node, entry.faults, "an example")
        if example is None:
            continue
        facts = example.node("facts")
        answers = read_answers(facts, around.vocabulary, "", entry.faults) if facts else []
        answers += read_respondents(example.node("respondents"), around.vocabulary, entry.faults)
        examples.append(
            Example(
                name=example.text("name", required=True),
                memory=combine(answers, around.vocabulary),
                gives=example.choice("gives", GIVES),
                points=example.integer("points") if "points" in example.mapping.pairs else None,
                location=location(node),
            )
        )
        example.close()
    return examples
