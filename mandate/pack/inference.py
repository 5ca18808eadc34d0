"""The reference reading of a whole pack: every rule's verdict, findings included.

The engine of record is Experta (``mandate.engines``); this is what it is held against, and what
examples, explanations and bounds are read from.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mandate.conditions.evaluate import Truth, Verdict, evaluate
from mandate.conditions.nodes import findings_read
from mandate.memory import Masks
from mandate.pack.model import Pack, Rule

OUTCOMES = {Truth.TRUE: "fires", Truth.FALSE: "silent", Truth.UNKNOWN: "open"}


def judge(
    rules: Iterable[Rule], masks: Masks, left_out: Collection[str] = ()
) -> dict[str, Verdict]:
    """Return the verdict on each rule, by id; *rules* stand in firing order.

    A finding is true once some rule concludes it, false if none of its rules can, else unknown.
    Those *left_out* are judged, and conclude nothing.
    """
    findings: dict[str, Truth] = {}
    verdicts = {}
    for rule in rules:
        verdict = evaluate(rule.condition, masks, findings)
        verdicts[rule.id] = verdict
        for finding in rule.concludes if rule.id not in left_out else ():
            findings[finding] = max(findings.get(finding, Truth.FALSE), verdict.truth)
    return verdicts


def can_be(pack: Pack, masks: Masks) -> bool:
    """Return whether no combination that cannot be is certain in a working memory."""
    return not any(
        evaluate(one.condition, masks, {}).truth is Truth.TRUE for one in pack.impossible
    )


def points_of(rule: Rule, verdict: Verdict) -> int:
    """Return the points that a rule adds under a verdict; 0 unless it fires."""
    if verdict.truth is not Truth.TRUE:
        return 0
    return rule.points if rule.points is not None else verdict.points or 0


class Upstream:
    """What the rules of a pack rest on through findings, looked up by finding."""

    def __init__(self, rules: dict[str, Rule]) -> None:
        self.rules = rules
        self._place = {name: place for place, name in enumerate(rules)}
        self._concluding: dict[str, list[Rule]] = {}
        for rule in rules.values():
            for finding in rule.concludes:
                self._concluding.setdefault(finding, []).append(rule)

    def concluding(self, finding: str) -> list[Rule]:
        """Return the rules that conclude a finding, in firing order."""
        return self._concluding.get(finding, [])

    def of(self, rule: Rule) -> list[Rule]:
        """Return *rule* and every rule it depends on through findings, in firing order."""
        needed, waiting = {rule.id: rule}, [rule]
        while waiting:
            for finding in findings_read(waiting.pop().condition):
                for other in self.concluding(finding):
                    if other.id not in needed:
                        needed[other.id] = other
                        waiting.append(other)
        return sorted(needed.values(), key=lambda one: self._place[one.id])


def upstream_of(pack: Pack) -> Upstream:
    """Return what the rules of a pack rest on, made once for each pack and kept with it."""
    kept = pack.derived.get(Upstream)
    if not isinstance(kept, Upstream) or kept.rules is not pack.rules:
        kept = pack.derived[Upstream] = Upstream(pack.rules)
    return kept
