"""How the rules of a pack judge a case, told node by node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.assessment import Evidence, FactEvidence
from mandate.case import known
from mandate.conditions.evaluate import Truth, Verdict
from mandate.conditions.nodes import facts_read, findings_read
from mandate.derivation import Deriver
from mandate.explanation import Derivation
from mandate.library import case_from
from mandate.memory import Memory
from mandate.pack.inference import OUTCOMES, judge, upstream_of
from mandate.pack.model import Pack, Rule
from mandate.testing.mismatch import Data


def memory_of(pack: Pack, case: Data) -> Memory:
    """Return the working memory of a case; raises CaseError with all that is wrong with it."""
    return known(case_from(case), pack).memory


def masks_of(pack: Pack, case: Data) -> tuple[int, ...]:
    """Return the possible values in the working memory of a case; raises CaseError likewise."""
    return memory_of(pack, case).masks


def verdicts_on(pack: Pack, case: Data) -> dict[str, Verdict]:
    """Return the evaluator's verdict on each rule, by id."""
    return judge(pack.rules.values(), masks_of(pack, case))


def is_settled(pack: Pack, before: Data, after: Data, rules: Iterable[str]) -> bool:
    """Return whether each of *rules* that two cases judge differently is open in neither."""
    one, two = verdicts_on(pack, before), verdicts_on(pack, after)
    pairs = [(one[name].truth, two[name].truth) for name in rules]
    return all(Truth.UNKNOWN not in pair for pair in pairs if pair[0] != pair[1])


def facts_behind(rule: Rule, pack: Pack) -> frozenset[str]:
    """Return the facts that a rule's verdict can rest on, those behind its findings included."""
    chain = upstream_of(pack).of(rule)
    return frozenset().union(*(facts_read(one.condition) for one in chain))


def tree(rule: str, pack: Pack, memory: Memory) -> str:
    """Return a rule's condition as lines of text, each node led by its truth.

    The rules behind the findings it reads follow, each with a tree of its own.
    """
    chain = upstream_of(pack).of(pack.rules[rule])
    verdicts = judge(chain, memory.masks)
    reads = {one.id: findings_read(one.condition) for one in chain}
    deriver = Deriver(pack)
    lines = []
    for one in sorted(chain, key=lambda each: each.id != rule):
        concludes = [name for name in one.concludes if any(name in read for read in reads.values())]
        why = f", concludes {', '.join(concludes)}" if concludes and one.id != rule else ""
        lines.append(f"{one.id} {OUTCOMES[verdicts[one.id].truth]}{why}")
        lines += _lines(deriver.derive(verdicts[one.id], memory, {}), "  ")
    return "\n".join(lines)


def _lines(node: Derivation, indent: str) -> Iterator[str]:
    if node.finding is not None:  # by its id: its rules follow under theirs
        yield f"{indent}{node.truth:8} the finding '{node.finding}' holds"
        return
    known = "; ".join(map(_said, node.actual))
    yield f"{indent}{node.truth:8} {node.expected}{f'  [{known}]' if known else ''}"
    for child in node.children:
        yield from _lines(child, f"{indent}  ")


def _said(evidence: Evidence) -> str:
    """Return what is known of a fact, named as its authors do: ``dedicated_budget: on request``."""
    assert isinstance(evidence, FactEvidence)
    name = f"{evidence.fact}.{evidence.item}" if evidence.item else evidence.fact
    return f"{name}: {evidence.words}"
