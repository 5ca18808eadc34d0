"""Examples as killers: a rule's own, or those of the rules that read what it concludes."""

from __future__ import annotations

from mandate.conditions.evaluate import Truth, Verdict, evaluate
from mandate.memory import Memory
from mandate.mutation.judged import with_rule
from mandate.pack.inference import OUTCOMES, judge, points_of, upstream_of
from mandate.pack.model import Example, Pack, Rule
from mandate.tuples import NamedTuple


class Shown(NamedTuple):
    """An example, with how far the findings hold that its rule reads."""

    example: Example
    findings: dict[str, Truth]


def shown_of(pack: Pack, rule: Rule, examples: tuple[Example, ...]) -> list[Shown]:
    """Return *examples* of *rule*, ready to be tried on its mutants."""
    chain = [one for one in upstream_of(pack).of(rule) if one.id != rule.id]
    return [Shown(one, _findings(chain, one.memory)) for one in examples]


def _findings(chain: list[Rule], memory: Memory) -> dict[str, Truth]:
    findings: dict[str, Truth] = {}
    verdicts = judge(chain, memory.masks)
    for rule in chain:
        for finding in rule.concludes:
            truth = verdicts[rule.id].truth
            findings[finding] = max(findings.get(finding, Truth.FALSE), truth)
    return findings


def killed_by_own(mutated: Rule, examples: list[Shown]) -> str:
    """Return the name of an example that a mutant of its rule breaks; empty where none does."""
    for example, findings in examples:
        verdict = evaluate(mutated.condition, example.memory.masks, findings)
        if not _holds(example, mutated, verdict):
            return example.name
    return ""


def killed_downstream(mutated: Rule, pack: Pack) -> str:
    """Return the rule and the example of it that another conclusion breaks; empty without one."""
    changed = with_rule(pack, mutated)
    for rule in pack.rules.values():
        if rule.id == mutated.id:
            continue
        chain = upstream_of(pack).of(rule)
        if all(one.id != mutated.id for one in chain):
            continue
        chain = [changed.rules[one.id] for one in chain]
        for example in rule.examples:
            if not _holds(example, rule, judge(chain, example.memory.masks)[rule.id]):
                return f"{rule.id}: {example.name}"
    return ""


def _holds(example: Example, rule: Rule, verdict: Verdict) -> bool:
    if OUTCOMES[verdict.truth] != example.gives:
        return False
    unsaid = example.points is None or verdict.truth is not Truth.TRUE
    return unsaid or points_of(rule, verdict) == example.points
