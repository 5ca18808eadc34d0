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
    DriverEntry,
    Evidence,
    FindingEntry,
    FindingEvidence,
    Firing,
    Lift,
    PackReference,
    Receipt,
)
from mandate.case import Case, Known, known
from mandate.case_record import CaseRecord, Recorder
from mandate.conditions.nodes import FindingHolds
from mandate.engines.compiled import Support, compile_pack
from mandate.engines.experta import ENGINE, ExpertaEngine, Fired
from mandate.evidence import CaseEvidence, Key, keys_of
from mandate.facts import STAGES
from mandate.pack.model import Pack, Template
from mandate.rule_face import RuleFace, rule_face
from mandate.version import VERSION

_FURTHEST = 300  # bels: beyond this a float holds no such odds, and the score is 0 or 100


class Assessor:
    """Assesses cases under one pack. Safe to share: each thread gets an engine of its own."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._compiled = compile_pack(pack)
        self._engines = threading.local()
        self._recorder = Recorder(pack)
        self._reference = PackReference(pack.id, pack.version, pack.title, pack.digest)
        self._faces: dict[str, RuleFace] = {}

    def read(self, case: Case) -> CaseRecord:
        """Return *case* read against the pack; raises CaseError with every fault of its answers."""
        return self.record(known(case, self.pack))

    def record(self, case: Known) -> CaseRecord:
        """Return all that an assessment says of a case whatever the rules conclude."""
        return self._recorder.record(case)

    def fire(self, masks: tuple[int, ...]) -> list[Fired]:
        """Return the firings on a working memory, in order."""
        engine: ExpertaEngine | None = getattr(self._engines, "engine", None)
        if engine is None:
            engine = self._engines.engine = ExpertaEngine(self._compiled)
        return engine.infer(masks)

    def assess(self, case: CaseRecord) -> Assessment:
        """Return the assessment of a case that was read against the pack."""
        pack = self.pack
        fired = self.fire(case.memory.masks)
        faces = [self._face(one.rule) for one in fired]
        drivers, total, lifts = self._add_up(fired, faces)
        concluded_by: dict[str, tuple[str, ...]] = {}
        for face in faces:
            for finding in face.concludes:
                concluded_by[finding] = (*concluded_by.get(finding, ()), face.id)
        band = pack.band_of(total)
        return Assessment(
            schema=SCHEMA_VERSION,
            pack=self._reference,
            case=case.reference,
            headline=pack.headline.replace("{band}", band.title.lower()),
            measures=pack.measures,
            calibrated=pack.calibrated,
            score=score(total),
            total=total / 100,
            band=band.id,
            base=pack.base / 100,
            scale=pack.scale / 100,
            bands=self._bands(case.reference.stage),
            drivers=drivers,
            lifts=lifts,
            findings=tuple(self._finding(name, by) for name, by in concluded_by.items()),
            firings=self._firings(fired, faces, case.evidence, concluded_by),
            open=case.open,
            known_in_part=case.known_in_part,
            not_known=case.not_known,
            disputed=case.disputed,
            applies_not=case.applies_not,
            facts_known=case.facts_known,
            facts_total=case.facts_total,
            receipt=Receipt(VERSION, ENGINE, case.data),
        )

    def _bands(self, stage: str) -> tuple[BandEntry, ...]:
        place = STAGES.index(stage)
        return tuple(
            BandEntry(id_, title, None if start is None else start / 100, advice[place])
            for id_, title, start, advice in self.pack.bands
        )

    def _face(self, rule: str) -> RuleFace:
        face = self._faces.get(rule)
        if face is None:
            face = self._faces[rule] = rule_face(self.pack.rules[rule], self.pack)
        return face

    def _finding(self, name: str, by: tuple[str, ...]) -> FindingEntry:
        finding = self.pack.findings[name]
        return FindingEntry(finding.id, finding.title, finding.meaning, by)

    def _add_up(
        self, fired: list[Fired], faces: list[RuleFace]
    ) -> tuple[tuple[DriverEntry, ...], int, tuple[Lift, ...]]:
        """Return the drivers, the total in hundredths of a deciban, and the lifts in it."""
        sums = dict.fromkeys(self.pack.drivers, 0)
        floors = [(face.floor_start, face) for face in faces if face.floor_start is not None]
        for one, face in zip(fired, faces, strict=True):
            if face.driver:
                sums[face.driver] += one.points
        entries = tuple(
            DriverEntry(
                id=driver.id,
                title=driver.title,
                points=max(driver.relief, min(driver.risk, sums[driver.id])),
                uncapped=sums[driver.id],
                caps=Caps(driver.risk, driver.relief),
            )
            for driver in self.pack.drivers.values()
        )
        total = self.pack.base + self.pack.scale * sum(entry.points for entry in entries)
        start, by = max(floors, key=lambda floor: floor[0], default=(total, None))
        if by is None or start <= total:
            return entries, total, ()
        return entries, start, (Lift(by.id, by.floor or "", (start - total) / 100),)

    def _firings(
        self,
        fired: list[Fired],
        faces: list[RuleFace],
        evidence: CaseEvidence,
        concluded_by: dict[str, tuple[str, ...]],
    ) -> tuple[Firing, ...]:
        absorbed = _absorbed(fired, faces)
        facts = evidence.facts
        firings: list[Firing] = []
        for (rule, points, support), face in zip(fired, faces, strict=True):
            raises = points >= 0
            if face.keys is None:
                pieces = self._evidence(support, evidence, concluded_by)
            else:
                pieces = tuple([facts[key] for key in face.keys])
            firings.append(
                Firing(
                    rule=rule,
                    title=face.title,
                    order=len(firings) + 1,
                    driver=face.driver,
                    points=points,
                    floor=face.floor,
                    concludes=face.concludes,
                    absorbed_by=absorbed.get(rule),
                    because=_render(face.because if raises else face.strength, evidence.words),
                    expect=face.expect if raises else "",
                    evidence=pieces,
                    sources=face.sources,
                    grade=face.grade,
                    remedies=face.remedies if raises else (),
                )
            )
        return tuple(firings)

    def _evidence(
        self, support: Support, evidence: CaseEvidence, concluded_by: dict[str, tuple[str, ...]]
    ) -> tuple[Evidence, ...]:
        """Return the evidence in the satisfied leaves of a condition, each piece once."""
        found: dict[Key, Evidence] = {}
        for leaf in support:
            for key in keys_of(leaf):
                if (fact := evidence.of(key)) is not None:
                    found[key] = fact
            if isinstance(leaf, FindingHolds):
                name = leaf.finding
                title = self.pack.findings[name].title
                found["", name, ""] = FindingEvidence(name, title, concluded_by[name])
        return tuple(found.values())


def score(total: int) -> int:
    """Return the score, 0 to 100, of a total in hundredths of a deciban."""
    bels = max(-_FURTHEST, min(_FURTHEST, total / 1000))
    return round(100 / (1 + 10**-bels))


def _render(template: Template, words: dict[str, str]) -> str:
    parts = template.parts
    return "".join(words[part] if place % 2 else part for place, part in enumerate(parts))


def _absorbed(fired: list[Fired], faces: list[RuleFace]) -> dict[str, str]:
    """Return the pattern that each absorbed rule is shown under: the one with most points."""
    patterns = [
        (-abs(one.points), face.id, face.absorbs)
        for one, face in zip(fired, faces, strict=True)
        if face.absorbs
    ]
    absorbed: dict[str, str] = {}
    for _, pattern, parts in sorted(patterns):
        for part in parts:
            absorbed.setdefault(part, pattern)
    return absorbed
