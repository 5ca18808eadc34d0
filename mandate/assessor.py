"""Assessing: firings to findings, points, total, score and band.

Odds are added up in decibans, ten times the common logarithm of the odds (Turing, 1940; I. J.
Good, *Probability and the Weighing of Evidence*, 1950). All sums are in whole hundredths of a
deciban, so what is shown adds up exactly.
"""

from __future__ import annotations

import threading

from mandate.assessment import (
    SCHEMA_VERSION,
    Assessment,
    BandEntry,
    Caps,
    CaseReference,
    CitedSource,
    Cure,
    DriverEntry,
    Evidence,
    FindingEntry,
    Firing,
    Lift,
    PackReference,
    Receipt,
    RemedyEntry,
)
from mandate.case import Case, Known, known
from mandate.case_data import case_data
from mandate.conditions.nodes import facts_read
from mandate.engines.compiled import compile_pack
from mandate.engines.experta import ENGINE, ExpertaEngine, Fired
from mandate.evidence import CaseEvidence
from mandate.pack.digest import digest
from mandate.pack.model import Pack, Rule, Template
from mandate.version import VERSION


class Assessor:
    """Assesses cases under one pack. Safe to share: each thread gets an engine of its own."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._compiled = compile_pack(pack)
        self._engines = threading.local()
        self._faces: dict[str, Firing] = {}
        self._at_stake = _at_stake(pack)
        self._reference = PackReference(pack.id, pack.version, pack.title, pack.digest)
        self._bands = tuple(
            BandEntry(band.id, band.title, decibans(band.start), band.advice) for band in pack.bands
        )

    def read(self, case: Case) -> Known:
        """Return *case* read against the pack; raises CaseError with every fault of its answers."""
        return known(case, self.pack)

    def fire(self, masks: tuple[int, ...]) -> list[Fired]:
        """Return the firings on a working memory, in order."""
        engine: ExpertaEngine | None = getattr(self._engines, "engine", None)
        if engine is None:
            engine = self._engines.engine = ExpertaEngine(self._compiled)
        return engine.infer(masks)

    def assess(self, case: Known) -> Assessment:
        """Return the assessment of a case that was read against the pack."""
        pack = self.pack
        fired = self.fire(case.memory.masks)
        evidence = CaseEvidence(case, pack)
        drivers, total, lifts = self._add_up(fired)
        concluded_by = self._concluded_by(fired)
        data = case_data(case, pack)
        applies_not = evidence.applies_not()
        return Assessment(
            schema=SCHEMA_VERSION,
            pack=self._reference,
            case=CaseReference(
                case.case.id, case.case.title, case.case.stage, case.case.kind, digest(data)
            ),
            headline=pack.headline.replace("{band}", pack.band_of(total).title.lower()),
            measures=pack.measures,
            calibrated=pack.calibrated,
            score=score(total),
            total=total / 100,
            band=pack.band_of(total).id,
            base=pack.base / 100,
            scale=pack.scale / 100,
            bands=self._bands,
            drivers=drivers,
            lifts=lifts,
            findings=tuple(
                FindingEntry(finding.id, finding.title, finding.meaning, tuple(by))
                for finding, by in ((pack.findings[id_], by) for id_, by in concluded_by.items())
            ),
            firings=self._firings(fired, evidence, concluded_by),
            open=evidence.open(self._at_stake),
            not_known=evidence.not_known(),
            disputed=evidence.disputed(),
            applies_not=applies_not,
            facts_known=evidence.answered(),
            facts_total=len(pack.vocabulary.facts) - len(applies_not),
            receipt=Receipt(VERSION, ENGINE, data),
        )

    def _add_up(self, fired: list[Fired]) -> tuple[tuple[DriverEntry, ...], int, tuple[Lift, ...]]:
        """Return the drivers, the total in hundredths of a deciban, and the lifts in it."""
        pack = self.pack
        sums = dict.fromkeys(pack.drivers, 0)
        floor: tuple[int, str, str] | None = None
        for rule_id, points, _ in fired:
            rule = pack.rules[rule_id]
            if rule.driver:
                sums[rule.driver] += points
            if rule.floor:
                start = next(band.start for band in pack.bands if band.id == rule.floor)
                if start is not None and (floor is None or start > floor[0]):
                    floor = (start, rule_id, rule.floor)
        entries = tuple(
            DriverEntry(
                id=driver.id,
                title=driver.title,
                points=max(driver.relief, min(driver.risk, sums[driver.id])),
                uncapped=sums[driver.id],
                caps=Caps(driver.risk, driver.relief),
            )
            for driver in pack.drivers.values()
        )
        total = pack.base + pack.scale * sum(entry.points for entry in entries)
        if floor is None or floor[0] <= total:
            return entries, total, ()
        start, by, band = floor
        return entries, start, (Lift(by, band, (start - total) / 100),)

    def _concluded_by(self, fired: list[Fired]) -> dict[str, list[str]]:
        concluded: dict[str, list[str]] = {}
        for one in fired:
            for finding in self.pack.rules[one.rule].concludes:
                concluded.setdefault(finding, []).append(one.rule)
        return concluded

    def _firings(
        self, fired: list[Fired], evidence: CaseEvidence, concluded_by: dict[str, list[str]]
    ) -> tuple[Firing, ...]:
        absorbed = _absorbed([(self.pack.rules[one.rule], one.points) for one in fired])
        firings = []
        for order, (rule_id, points, support) in enumerate(fired, start=1):
            rule = self.pack.rules[rule_id]
            satisfied: dict[Evidence, None] = {}
            for leaf in support:
                satisfied.update(dict.fromkeys(evidence.of(leaf, concluded_by)))
            template = rule.strength if rule.strength and points < 0 else rule.because
            face = self._faces.get(rule_id) or self._face(rule)
            firings.append(
                face._replace(
                    order=order,
                    points=points,
                    absorbed_by=absorbed.get(rule_id),
                    because=_render(template, evidence),
                    expect=rule.expect if points >= 0 else "",
                    evidence=tuple(satisfied),
                    remedies=face.remedies if points >= 0 else (),
                )
            )
        return tuple(firings)

    def _face(self, rule: Rule) -> Firing:
        """Return what every firing of a rule has in common, and remember it."""
        pack = self.pack
        face = self._faces[rule.id] = Firing(
            rule=rule.id,
            title=rule.title,
            order=0,
            driver=rule.driver or None,
            points=0,
            floor=rule.floor or None,
            concludes=rule.concludes,
            absorbed_by=None,
            because="",
            expect=rule.expect,
            evidence=(),
            sources=tuple(
                CitedSource(
                    entry.id,
                    cited.quote,
                    entry.author,
                    entry.title,
                    entry.year,
                    entry.address,
                    entry.kind,
                    entry.interest,
                )
                for cited, entry in ((one, pack.sources[one.source]) for one in rule.sources)
            ),
            grade=rule.grade,
            remedies=tuple(
                RemedyEntry(
                    text=remedy.text,
                    cures=tuple(
                        Cure(fact, pack.fact(fact).title, pack.fact(fact).words(to))
                        for fact, to in remedy.cures
                    ),
                    owner=remedy.owner,
                    effort=remedy.effort,
                    when=remedy.when,
                )
                for remedy in rule.remedies
            ),
        )
        return face


def score(total: int) -> int:
    """Return the score, 0 to 100, of a total in hundredths of a deciban."""
    return round(100 / (1 + 10 ** (-total / 1000)))


def decibans(hundredths: int | None) -> float | None:
    """Return hundredths of a deciban as decibans."""
    return None if hundredths is None else hundredths / 100


def _render(template: Template, evidence: CaseEvidence) -> str:
    parts = list(template.parts)
    parts[1::2] = [evidence.words(fact) for fact in parts[1::2]]
    return "".join(parts)


def _absorbed(fired: list[tuple[Rule, int]]) -> dict[str, str]:
    """Return the pattern that each absorbed rule is shown under: the one with most points."""
    absorbed: dict[str, str] = {}
    for pattern, _ in sorted(fired, key=lambda one: (-abs(one[1]), one[0].id)):
        for part in pattern.absorbs:
            absorbed.setdefault(part, pattern.id)
    return absorbed


def _at_stake(pack: Pack) -> dict[str, int]:
    """Return, for each fact, the sum of the largest points of the rules that read it."""
    stakes: dict[str, int] = {}
    for rule in pack.rules.values():
        largest = max((abs(points) for points in rule.possible_points), default=0)
        for fact in facts_read(rule.condition):
            stakes[fact] = stakes.get(fact, 0) + largest
    return stakes
