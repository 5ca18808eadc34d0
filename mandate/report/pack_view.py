"""A pack, or one rule, fact or finding of it, as plain data: what ``mandate pack show`` tells."""

from __future__ import annotations

from typing import Any

from mandate.conditions.nodes import All, Node, facts_read, findings_read
from mandate.conditions.wording import words
from mandate.facts import Fact
from mandate.pack.model import Finding, Pack, Rule, Template, extended_by, grading_of
from mandate.rule_face import rule_face
from mandate.serialization import to_data

Data = dict[str, Any]


def pack_data(pack: Pack) -> Data:
    """Return a pack in short: its drivers with their rules, its findings, and its facts by theme.

    Points are in decibans before the scale; a graded rule has its least and its most.
    """
    rules = pack.rules.values()
    groups = [
        {
            "id": driver.id,
            "title": driver.title,
            "caps": {"risk": driver.risk, "relief": driver.relief},
            "rules": [_rule_line(rule) for rule in _sorted(rules) if rule.driver == driver.id],
        }
        for driver in pack.drivers.values()
    ]
    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "digest": pack.digest,
        "extends": list(extended_by(pack)),
        "changes": to_data(pack.extension.changes) if pack.extension else [],
        "measures": pack.measures,
        "calibrated": pack.calibrated,
        "base": pack.base / 100,
        "scale": pack.scale / 100,
        "bands": [
            {
                "id": one.id,
                "title": one.title,
                "from": None if one.start is None else one.start / 100,
            }
            for one in pack.bands
        ],
        "drivers": groups,
        "rules_without_points": [_rule_line(rule) for rule in _sorted(rules) if not rule.driver],
        "findings": [finding_data(one, pack) for one in pack.findings.values()],
        "facts": _themes(pack),
        "sources": len(pack.sources),
    }


def items_named(name: str, pack: Pack) -> list[tuple[str, Data]]:
    """Return each rule, fact and finding of that id, with what it is."""
    found: list[tuple[str, Data]] = []
    if name in pack.rules:
        found.append(("rule", rule_data(pack.rules[name], pack)))
    if name in pack.vocabulary.facts:
        found.append(("fact", fact_data(pack.fact(name), pack)))
    if name in pack.findings:
        found.append(("finding", finding_data(pack.findings[name], pack)))
    return found


def rule_data(rule: Rule, pack: Pack) -> Data:
    """Return all that a rule says, with its examples and notes where they were loaded."""
    face = rule_face(rule, pack)
    return {
        "id": rule.id,
        "title": rule.title,
        "when": _condition(rule, pack),
        "driver": rule.driver or None,
        "points": _points(rule),
        "concludes": list(rule.concludes),
        "at_least_band": rule.floor or None,
        "absorbs": list(rule.absorbs),
        "absorbed_by": [one.id for one in pack.rules.values() if rule.id in one.absorbs],
        "because": _text(rule.because),
        "strength": _text(rule.strength) if rule.strength else None,
        "expect": rule.expect,
        "remedies": [to_data(one.entry) for one in face.prescriptions],
        "sources": [to_data(one) for one in face.sources],
        "grade": rule.grade,
        "points_because": rule.notes.points_because,
        "reworded": rule.notes.reworded,
        "reads": {
            "facts": sorted(facts_read(rule.condition)),
            "findings": sorted(findings_read(rule.condition)),
        },
        "examples": [
            {"name": one.name, "gives": one.gives, "points": one.points} for one in rule.examples
        ],
    }


def fact_data(fact: Fact, pack: Pack) -> Data:
    """Return all that the vocabulary says of a fact, and the rules that read it."""
    told: Data = {
        name: to_data(getattr(fact, name))
        for name in (
            *("id", "title", "theme", "type", "question", "candidate_question", "why", "ask"),
            *("stage", "levels", "unit", "direction", "changeable", "steps", "sources", "grade"),
        )
    }
    if fact.type == "number":
        told["range"] = {"min": fact.minimum, "max": fact.maximum, "step": fact.step}
    told["better"] = {1: "last", -1: "first", 0: "neither"}[fact.better]
    applies = pack.applies.get(fact.id)
    told["applies_when"] = _words(applies, pack) if applies else None
    told["read_by"] = [
        one.id for one in _sorted(pack.rules.values()) if fact.id in facts_read(one.condition)
    ]
    return told


def finding_data(finding: Finding, pack: Pack) -> Data:
    """Return what a finding means, with the rules that conclude it and those that read it."""
    rules = _sorted(pack.rules.values())
    return {
        "id": finding.id,
        "title": finding.title,
        "meaning": finding.meaning,
        "one_of": finding.one_of or None,
        "concluded_by": [one.id for one in rules if finding.id in one.concludes],
        "read_by": [one.id for one in rules if finding.id in findings_read(one.condition)],
    }


def _rule_line(rule: Rule) -> Data:
    ends = [min(rule.possible_points), max(rule.possible_points)] if rule.driver else None
    return {
        "id": rule.id,
        "title": rule.title,
        "points": ends,
        "concludes": list(rule.concludes),
        "at_least_band": rule.floor or None,
    }


def _sorted(rules: Any) -> list[Rule]:
    return sorted(rules, key=lambda rule: (rule.points is not None, rule.id))


def _themes(pack: Pack) -> list[Data]:
    facts = sorted(pack.vocabulary.facts.values(), key=lambda fact: (fact.theme, fact.id))
    return [
        {
            "theme": theme,
            "facts": [
                {"id": one.id, "title": one.title, "type": one.type}
                for one in facts
                if one.theme == theme
            ],
        }
        for theme in dict.fromkeys(fact.theme for fact in facts)
    ]


def _condition(rule: Rule, pack: Pack) -> str | None:
    """Return the condition of a rule in words, without its grading; None where that is all."""
    if rule.points is not None:
        return _words(rule.condition, pack)
    guard = rule.condition.children[0] if isinstance(rule.condition, All) else None
    return _words(guard, pack) if guard else None


def _words(node: Node, pack: Pack) -> str:
    titles = {finding.id: finding.title for finding in pack.findings.values()}
    return words(node, pack.vocabulary, titles)


def _points(rule: Rule) -> int | Data | None:
    """Return the points of a rule: one number, or a number for each line of its grading."""
    if not rule.driver or rule.points is not None:
        return rule.points if rule.driver else None
    graded = grading_of(rule.condition)
    return {"by": graded.fact, "of": dict(graded.bands)}


def _text(template: Template) -> str:
    """Return a text as its file has it, with the ids of facts in braces."""
    return "".join(f"{{{one}}}" if n % 2 else one for n, one in enumerate(template.parts))
