"""The reference reading of a whole pack: every rule's verdict, findings included.

The engine of record is Experta (``mandate.engines``); this is what it is held against, and what
examples, explanations and bounds are read from.
"""

from __future__ import annotations

from collections.abc import Iterable

from mandate.conditions.evaluate import Truth, Verdict, evaluate
from mandate.conditions.nodes import findings_read
from mandate.pack.model import Rule

OUTCOMES = {Truth.TRUE: "fires", Truth.FALSE: "silent", Truth.UNKNOWN: "open"}


def judge(rules: Iterable[Rule], masks: tuple[int, ...]) -> dict[str, Verdict]:
    """Return the verdict on each rule, by id; *rules* stand in firing order.

    A finding is true once some rule concludes it, false if none of its rules can, else unknown.
    """
    findings: dict[str, Truth] = {}
    verdicts = {}
    for rule in rules:
        verdict = evaluate(rule.condition, masks, findings)
        verdicts[rule.id] = verdict
        for finding in rule.concludes:
            findings[finding] = max(findings.get(finding, Truth.FALSE), verdict.truth)
    return verdicts


def with_upstream(rule: Rule, rules: dict[str, Rule]) -> list[Rule]:
    """Return *rule* and every rule it depends on through findings, in firing order."""
    needed, wanted = {rule.id}, set(findings_read(rule.condition))
    for other in reversed(rules.values()):
        if wanted.intersection(other.concludes):
            needed.add(other.id)
            wanted |= findings_read(other.condition)
    return [one for one in rules.values() if one.id in needed]


def points_of(rule: Rule, verdict: Verdict) -> int:
    """Return the points that a rule adds under a verdict; 0 unless it fires."""
    if verdict.truth is not Truth.TRUE:
        return 0
    return rule.points if rule.points is not None else verdict.points or 0
