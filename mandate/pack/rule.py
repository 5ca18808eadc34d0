"""Reading one rule: ``<theme>/<rule-id>.yaml``."""

from mandate.conditions.grading import read_graded
from mandate.conditions.nodes import All, Node
from mandate.conditions.parse import CONDITION, ConditionReader
from mandate.errors import Faults, Location, did_you_mean
from mandate.facts import GRADES
from mandate.pack.model import Rule, Template
from mandate.pack.rule_parts import (
    CITATION,
    CURE,
    EASE,
    EXAMPLE,
    NOTES,
    Surroundings,
    read_citations,
    read_examples,
    read_fact,
    read_notes,
    read_remedies,
    read_template,
)
from mandate.reading import SLUG, Either, Form, Key, Many, Reader, integer, one_of, reader, text
from mandate.source import Mapping, Scalar, key_location, location
from mandate.tuples import NamedTuple

RISK = Form(
    "'risk'",
    {
        "driver": Key("driver", "Where the risk comes from.", required=True),
        "by": Key("fact", "The fact whose values are graded; left out of a pattern."),
        "points": Key(
            "points",
            "Weight of evidence in whole decibans: one number, or one for each value of 'by'.",
            required=True,
        ),
    },
)
CONSEQUENT = Form(
    "the consequent",
    {
        "concludes": Key(
            Either("finding", Many("finding", once=True)), "Findings that other rules may read."
        ),
        "risk": Key(RISK, "The points it adds to a driver, or takes from it."),
        "at_least_band": Key("floor", "The band below which no strength elsewhere brings it."),
    },
)
RULE = Form(
    "a rule",
    {
        "id": Key("slug", "The rule's name, which is also the file's.", required=True),
        "title": Key("text", "What reports call the rule.", required=True),
        "when": Key(CONDITION, "What must hold for the rule to fire."),
        "then": Key(CONSEQUENT, "What follows when it fires.", required=True),
        "absorbs": Key(Many("rule", once=True), "The rules that reports show under this one."),
        "because": Key("template", "Why, in plain words; {fact} puts an answer in.", required=True),
        "strength": Key("template", "Why it is a strength, where its points can be negative."),
        "expect": Key("text", "What is likely to happen."),
        "remedies": Key(Many(Either(CURE, EASE)), "What to do about it."),
        "sources": Key(
            Many(Either("source", CITATION), least=1), "What the rule rests on.", required=True
        ),
        "grade": Key(GRADES, "How good the evidence is.", required=True),
        "examples": Key(
            Many(EXAMPLE, least=1),
            "Cases in small: one that fires, a near miss, one that leaves it open.",
            required=True,
        ),
        **NOTES,
    },
)


OF_FORM = {"choice", "file-name", "identifier", "list", "mapping", "missing-key", "number"}
OF_FORM |= {"quote", "text", "unknown-key"}
"""Codes of what is wrong with a rule whatever stands in the other files of its pack."""


class _Effect(NamedTuple):
    driver: str
    points: int | None
    graded: Node | None


def read_rule(
    document: Mapping, around: Surroundings, faults: Faults, *, examples: bool = True
) -> Rule | None:
    """Return the rule that a file holds, or None after recording what is wrong with it."""
    before = len(faults)
    entry = Reader(document, faults, RULE)
    identifier = _read_id(entry)
    conditions = ConditionReader(around.vocabulary, around.findings, around.applies, faults)
    when = entry.node("when")
    guard = conditions.read(when) if when else None
    then = entry.node("then")
    consequent = reader(then, faults, CONSEQUENT) if then else None
    concludes: tuple[str, ...] = ()
    effect, floor = _Effect("", 0, None), ""
    if consequent:
        concludes = _read_concludes(consequent, around)
        effect = _read_risk(consequent, around)
        floor = _read_floor(consequent, around)
        consequent.close()
    absorbed = _read_absorbed(entry, identifier, around)
    rule = Rule(
        id=identifier,
        title=entry.text("title"),
        condition=_condition(entry, guard, effect.graded),
        concludes=concludes,
        driver=effect.driver,
        points=None if effect.graded else effect.points,
        floor=floor,
        absorbs=tuple(absorbed),
        absorbs_at=tuple(absorbed.values()),
        because=read_template(entry, "because", around) or Template(("",)),
        strength=read_template(entry, "strength", around),
        expect=entry.text("expect"),
        remedies=tuple(read_remedies(entry, around)),
        sources=tuple(read_citations(entry, around)),
        grade=entry.choice("grade"),
        examples=tuple(read_examples(entry, around))
        if examples and "examples" in document.pairs
        else (),
        notes=read_notes(entry),
        location=key_location(document, "id"),
    )
    entry.close()
    return None if len(faults) > before else _checked(rule, entry, examples=examples)


def named_by(path: str) -> str:
    """Return the identifier that the rule in a file must have: the file's name."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _read_id(entry: Reader) -> str:
    identifier = entry.name("id", SLUG)
    name = named_by(entry.mapping.document.path)
    if identifier and identifier != name:
        message = f"the rule '{identifier}' stands in a file named '{name}'"
        place = location(entry.mapping.pairs["id"][1])
        hint = f"name the file {identifier}.yaml, or the rule {name}"
        entry.faults.add(place, "file-name", message, hint)
    return identifier


def _read_absorbed(entry: Reader, identifier: str, around: Surroundings) -> dict[str, Location]:
    """Return the rules that are shown under this one, and where each is named."""
    absorbed = {}
    for node in entry.items("absorbs"):
        name = text(node, entry.faults)
        absorbed[name] = location(node)
        if name and name not in around.rules:
            message = f"'{identifier}' absorbs '{name}', which is no other rule of the pack"
            hint = did_you_mean(name, (one for one in around.rules if one != identifier))
            entry.faults.add(location(node), "unknown-rule", message, hint)
    return absorbed


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


def _checked(rule: Rule, entry: Reader, *, examples: bool) -> Rule | None:
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
    if examples and not rule.examples:
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
    risk = reader(node, consequent.faults, RISK, "'driver' and 'points'") if node else None
    if risk is None:
        return _Effect("", 0, None)
    faults = consequent.faults
    driver_node = risk.node("driver")
    driver = driver_node and one_of(driver_node, around.drivers, faults, "driver", "unknown-driver")
    by, points = risk.node("by"), risk.node("points")
    graded, number = None, 0
    if by is None:
        found = integer(points, faults) if points is not None else None
        number = found or 0
        if points is not None and found == 0:
            faults.add(location(points), "points", "points of 0 have no effect", "leave 'risk' out")
    elif (fact := read_fact(by, around, faults)) and points is not None:
        if isinstance(points, Mapping):
            graded = read_graded(fact, around.vocabulary, around.applies, points, faults)
        else:
            message = f"a rule graded by {fact.id} needs points for each of its values"
            faults.add(location(points), "points", message, f"{fact.expected}")
    risk.close()
    return _Effect(driver or "", number, graded)


def _read_floor(consequent: Reader, around: Surroundings) -> str:
    node = consequent.node("at_least_band")
    if node is None:
        return ""
    band = one_of(node, around.bands, consequent.faults, "band", "unknown-band") or ""
    if band == next(iter(around.bands), None):
        message = f"a floor at '{band}', the lowest band, has no effect"
        consequent.faults.add(location(node), "floor", message, "name a higher band")
    return band
