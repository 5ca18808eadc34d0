"""What every peer must return, and the plain Python that gets there from the rules that fired.

A firing is explained by all that its rule's condition reads, with values. That is a little less
than Mandate tells, which finds out what satisfied the condition, and who said it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from mandate.conditions.nodes import (
    FLAGS,
    UNKNOWN,
    Compare,
    Covers,
    FindingHolds,
    Graded,
    Node,
    Same,
    children_of,
)
from mandate.pack.model import Pack, Rule, grading_of
from mandate.wording import NOT_KNOWN_WORDS

from .language import OPEN
from .plain import Fields, PlainPack

Told = tuple[str, tuple[str, ...]]
Teller = Callable[[Fields], Told]


class Outcome(NamedTuple):
    """The rules that fired with points and evidence, the findings, the total in hundredths of a
    deciban, and the score."""

    fired: dict[str, tuple[int, tuple[Told, ...]]]
    findings: set[str]
    total: int
    score: int


class _RuleFacts(NamedTuple):
    points: Callable[[Fields], int]
    looked_up: tuple[tuple[str, dict[int, Told]], ...]
    worked_out: tuple[Teller, ...]
    concludes: tuple[str, ...]
    driver: str
    floor: int | None


class Accountant:
    """Adds up and explains the firings of one pack; everything a case does not change is ready."""

    def __init__(self, plain: PlainPack) -> None:
        pack = plain.pack
        self._base, self._scale = pack.base, pack.scale
        self._drivers = {one.id: (one.relief, one.risk) for one in pack.drivers.values()}
        starts = {band.id: band.start for band in pack.bands}
        self._rules = {
            rule.id: _RuleFacts(
                _points_of(rule, pack),
                *_evidence_of(rule.condition, pack),
                rule.concludes,
                rule.driver,
                starts[rule.floor] if rule.floor else None,
            )
            for rule in pack.rules.values()
        }

    def outcome(self, fired: Iterable[str], fields: Fields) -> Outcome:
        """Return the outcome of a case whose rules fired as named; a repeated rule counts once."""
        told: dict[str, tuple[int, tuple[Told, ...]]] = {}
        findings: set[str] = set()
        sums = dict.fromkeys(self._drivers, 0)
        floor: int | None = None
        for id_ in fired:
            if id_ in told:
                continue
            points_of, looked_up, worked_out, concludes, driver, edge = self._rules[id_]
            points = points_of(fields)
            evidence = [table[fields[name]] for name, table in looked_up]
            if worked_out:
                evidence += [teller(fields) for teller in worked_out]
            told[id_] = points, tuple(evidence)
            if concludes:
                findings.update(concludes)
            if driver:
                sums[driver] += points
            if edge is not None and (floor is None or edge > floor):
                floor = edge
        clipped = 0
        for driver, (relief, risk) in self._drivers.items():
            clipped += max(relief, min(risk, sums[driver]))
        total = self._base + self._scale * clipped
        if floor is not None and floor > total:
            total = floor
        return Outcome(told, findings, total, round(100 / (1 + 10 ** (-total / 1000))))


def _points_of(rule: Rule, pack: Pack) -> Callable[[Fields], int]:
    fixed = rule.points
    if fixed is not None:
        return lambda fields: fixed
    graded = grading_of(rule.condition)
    points = graded.points
    counted = pack.fact(graded.fact).type == "checklist"
    name = f"{graded.fact}_fewest" if counted else graded.fact
    return lambda fields: points[fields[name]]  # OPEN fires only where all carry the same points


def _evidence_of(
    condition: Node, pack: Pack
) -> tuple[tuple[tuple[str, dict[int, Told]], ...], tuple[Teller, ...]]:
    """Return how to tell each thing that a condition reads: from a table, or by working it out."""
    looked_up: dict[str, dict[int, Told]] = {}
    worked_out: dict[str, Teller] = {}

    def read(fact: str, item: str = "") -> None:
        labels = pack.fact(fact).labels
        if pack.fact(fact).type == "checklist" and not item:
            worked_out[fact] = _counter(fact)
            return
        name = f"{fact}_{item}" if item else fact
        table = {code: (name, (label,)) for code, label in enumerate(labels)}
        looked_up[name] = {**table, OPEN: (name, labels)}

    def visit(node: Node) -> None:
        if isinstance(node, FindingHolds):
            told = (node.finding, ("holds",))
            worked_out[node.finding] = lambda fields: told
        elif isinstance(node, Same):
            read(node.fact)
            read(node.other)
        elif isinstance(node, Compare) and node.operator in FLAGS:
            state = NOT_KNOWN_WORDS if node.operator == UNKNOWN else node.operator
            tells: dict[int, Told] = {0: (node.fact, (f"not {state}",)), 1: (node.fact, (state,))}
            looked_up[f"{node.operator}_{node.fact}"] = tells
        elif isinstance(node, Compare):
            read(node.fact, node.item)
        elif isinstance(node, (Covers, Graded)):
            read(node.fact)
        for child in children_of(node):
            visit(child)

    visit(condition)
    return tuple(looked_up.items()), tuple(worked_out.values())


def _counter(fact: str) -> Teller:
    low, high = f"{fact}_fewest", f"{fact}_most"
    return lambda fields: (fact, tuple(map(str, range(fields[low], fields[high] + 1))))
