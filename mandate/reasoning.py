"""Reasoning: from a working memory to firings with their evidence, findings, total and score."""

import threading

from mandate.assessment import DriverEntry, Evidence
from mandate.case_range import Lift
from mandate.engines.compiled import Fired, compile_pack
from mandate.engines.experta import ExpertaEngine
from mandate.evidence import EvidenceTables, Lookup
from mandate.memory import Masks
from mandate.pack.model import Pack
from mandate.scoring import Floor, add_up
from mandate.tuples import NamedTuple


class InferredFiring(NamedTuple):
    """A rule that fired, its points in decibans, and what satisfied it."""

    rule: str
    points: int
    evidence: tuple[Evidence, ...]


class Inference(NamedTuple):
    """What the rules make of a working memory.

    ``findings`` maps each finding that holds to the rules that concluded it; ``total`` is in
    hundredths of a deciban, ``score`` from 0 to 100. The evidence leaves out who said what.
    """

    firings: tuple[InferredFiring, ...]
    findings: dict[str, tuple[str, ...]]
    drivers: tuple[DriverEntry, ...]
    lifts: tuple[Lift, ...]
    total: int
    score: int
    band: str


class _Effect(NamedTuple):
    """What a firing of a rule does; ``edge`` is where its floor starts.

    ``known`` keeps the firings of a rule that reads one slot, by its single possible value.
    """

    driver: str
    concludes: tuple[str, ...]
    floor: str
    edge: int | None
    lookups: tuple[Lookup, ...] | None
    known: dict[int, InferredFiring]


class Reasoner:
    """Infers under one pack. Safe to share: each thread gets an engine of its own."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._compiled = compile_pack(pack)
        self._engines = threading.local()
        self._tables = EvidenceTables(pack)
        edges = {band.id: band.start for band in pack.bands}
        self._effects = {
            rule.id: _Effect(
                rule.driver,
                rule.concludes,
                rule.floor,
                edges.get(rule.floor),
                self._tables.lookups(rule.condition),
                {},
            )
            for rule in pack.rules.values()
        }

    def fire(self, masks: Masks) -> list[Fired]:
        """Return the firings on a working memory, in order."""
        engine: ExpertaEngine | None = getattr(self._engines, "engine", None)
        if engine is None:
            engine = self._engines.engine = ExpertaEngine(self._compiled)
        return engine.infer(masks)

    def infer(self, masks: Masks) -> Inference:
        """Return what the rules make of a working memory."""
        firings: list[InferredFiring] = []
        findings: dict[str, tuple[str, ...]] = {}
        sums = dict.fromkeys(self._pack.drivers, 0)
        floors: list[Floor] = []
        effects, tables = self._effects, self._tables
        for rule, points, support in self.fire(masks):
            driver, concludes, floor, edge, lookups, known = effects[rule]
            if lookups is None:
                firings.append(InferredFiring(rule, points, tables.of(support, masks, findings)))
            elif len(lookups) == 1:
                ((table, slot),) = lookups
                mask = masks[slot]
                firing = known.get(mask)
                if firing is None:
                    firing = InferredFiring(rule, points, (table[mask],))
                    if mask in table:
                        known[mask] = firing
                firings.append(firing)
            else:
                evidence = tuple([table[masks[slot]] for table, slot in lookups])
                firings.append(InferredFiring(rule, points, evidence))
            if driver:
                sums[driver] += points
            for finding in concludes:
                findings[finding] = (*findings.get(finding, ()), rule)
            if edge is not None:
                floors.append(Floor(edge, rule, floor))
        return Inference(tuple(firings), findings, *add_up(self._pack, sums, floors))
