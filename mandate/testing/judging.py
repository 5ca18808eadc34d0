"""How the rules of a pack judge a case, told node by node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.case import known
from mandate.conditions.evaluate import Truth, Verdict
from mandate.conditions.nodes import (
    Any,
    Applies,
    Compare,
    FindingHolds,
    Some,
    facts_read,
    findings_read,
)
from mandate.conditions.wording import words
from mandate.library import case_from
from mandate.pack.inference import OUTCOMES, judge, upstream_of
from mandate.pack.model import Pack, Rule
from mandate.testing.mismatch import Data
from mandate.wording import fact_words

TRUTHS = {Truth.TRUE: "true", Truth.FALSE: "false", Truth.UNKNOWN: "open"}


def masks_of(pack: Pack, case: Data) -> tuple[int, ...]:
    """Return the working memory of a case; raises CaseError with all that is wrong with it."""
    return known(case_from(case), pack).memory.masks


def verdicts_on(pack: Pack, case: Data) -> dict[str, Verdict]:
    """Return the evaluator's verdict on each rule, by id."""
    return judge(pack.rules.values(), masks_of(pack, case))


def points_of(rule: Rule, verdict: Verdict) -> int:
    """Return the points that a rule adds under a verdict; 0 unless it fires."""
    if verdict.truth is not Truth.TRUE:
        return 0
    return rule.points if rule.points is not None else verdict.points or 0


def is_settled(pack: Pack, before: Data, after: Data, rules: Iterable[str]) -> bool:
    """Return whether each of *rules* that two cases judge differently is open in neither."""
    one, two = verdicts_on(pack, before), verdicts_on(pack, after)
    pairs = [(one[name].truth, two[name].truth) for name in rules]
    return all(Truth.UNKNOWN not in pair for pair in pairs if pair[0] != pair[1])


def facts_behind(rule: Rule, pack: Pack) -> frozenset[str]:
    """Return the facts that a rule's verdict can rest on, those behind its findings included."""
    chain = upstream_of(pack).of(rule)
    return frozenset().union(*(facts_read(one.condition) for one in chain))


def tree(rule: str, pack: Pack, masks: tuple[int, ...]) -> str:
    """Return a rule's condition as lines of text, each node led by its truth.

    The rules behind the findings it reads follow, each with a tree of its own.
    """
    chain = upstream_of(pack).of(pack.rules[rule])
    verdicts = judge(chain, masks)
    reads = {one.id: findings_read(one.condition) for one in chain}
    lines = []
    for one in sorted(chain, key=lambda each: each.id != rule):
        concludes = [name for name in one.concludes if any(name in read for read in reads.values())]
        why = f", concludes {', '.join(concludes)}" if concludes and one.id != rule else ""
        lines.append(f"{one.id} {OUTCOMES[verdicts[one.id].truth]}{why}")
        lines += _lines(verdicts[one.id], pack, masks, "  ")
    return "\n".join(lines)


def _lines(verdict: Verdict, pack: Pack, masks: tuple[int, ...], indent: str) -> Iterator[str]:
    node = verdict.node
    truth = f"{indent}{TRUTHS[verdict.truth]:5}  "
    if verdict.children:
        yield truth + _joint(node, pack)
        for child in verdict.children:
            yield from _lines(child, pack, masks, indent + "  ")
        return
    said = "" if isinstance(node, FindingHolds) else f"  [{_said(verdict, pack, masks)}]"
    titles = {name: name for name in pack.findings}
    yield truth + words(node, pack.vocabulary, titles) + said


def _joint(node: object, pack: Pack) -> str:
    if isinstance(node, Applies):
        return f"{pack.fact(node.fact).title} applies, and"
    if isinstance(node, Some):
        return f"at least {node.at_least} of"
    return "any of" if isinstance(node, Any) else "all of"


def _said(verdict: Verdict, pack: Pack, masks: tuple[int, ...]) -> str:
    """Return what is known of the facts of a leaf: ``dedicated_budget: on request``."""
    vocabulary = pack.vocabulary
    found = []
    for name in sorted(facts_read(verdict.node)):
        fact, node = pack.fact(name), verdict.node
        if isinstance(node, Compare) and node.item:
            slots = vocabulary.slots_of(name)
            (slot,) = (one for one in slots if one.item == node.item)
            found.append(f"{name}.{node.item}: {' or '.join(slot.values(masks[slot.position]))}")
        else:
            found.append(f"{name}: {fact_words(fact, masks, vocabulary)}")
    return "; ".join(found)
