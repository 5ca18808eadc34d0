"""Assessing: what the rules infer of a case, told with its reasons, sources and remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mandate.assessment import (
    SCHEMA_VERSION,
    Assessment,
    BandEntry,
    FindingEntry,
    Firing,
    PackReference,
    Receipt,
)
from mandate.basis import Weigher
from mandate.case import Case, Known, known
from mandate.case_range import Lift, Range
from mandate.case_record import CaseRecord, Recorder
from mandate.case_statements import CaseStatements
from mandate.engines.experta import ENGINE
from mandate.facts import STAGES
from mandate.memory import Masks
from mandate.pack.model import Pack, Template, extended_by
from mandate.reasoning import Inference, InferredFiring, Reasoner
from mandate.rule_face import RuleFace, offered, rule_face
from mandate.scoring import score
from mandate.testimony import DisputedFact, Judgement, UnconfirmedStatement
from mandate.version import VERSION

if TYPE_CHECKING:
    from mandate.bounds import Bounds
    from mandate.set_aside import SetAside

_KEPT = 16  # assessors for different sets of rules set aside: a case is from a stranger
_Ranges = tuple[Range, Range | None, Lift | None, tuple[Masks, ...]]


class Assessor:
    """Assesses cases under one pack. Safe to share between threads."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.reasoner = Reasoner(pack)
        self._recorder = Recorder(pack)
        self._weigher = Weigher(pack)
        self.reference = reference_of(pack)
        self._faces: dict[str, RuleFace] = {}
        self._kept_bounds: Bounds | None = None
        self._without: dict[frozenset[str], Assessor] = {}

    def read(self, case: Case) -> CaseRecord:
        """Return *case* read against the pack; raises CaseError with every fault of its answers."""
        return self.record(known(case, self.pack))

    def record(self, case: Known) -> CaseRecord:
        """Return all that an assessment says of a case whatever the rules conclude."""
        return self._leaving_out(case.case.set_aside)._recorder.record(case)

    def adjusted(self, case: CaseRecord) -> Assessor:
        """Return the assessor whose verdict on a case counts: without the rules it sets aside."""
        return self._leaving_out(case.set_aside)

    def _leaving_out(self, entries: tuple[SetAside, ...]) -> Assessor:
        if not entries:
            return self
        rules = frozenset(one.rule for one in entries)
        if rules not in self._without:
            if len(self._without) >= _KEPT:
                self._without.clear()
            self._without[rules] = Assessor(self.pack.without(rules))
        return self._without[rules]

    def assess(self, case: CaseRecord) -> Assessment:
        """Return the assessment of a case that was read against the pack."""
        pack = self.pack
        adjusted = self.adjusted(case)
        inference = adjusted.reasoner.infer(case.memory.masks)
        span, with_shortlist, lift, ways = adjusted._ranges(case, inference)
        if lift is not None:
            inference = _lifted(inference, lift, pack)
        disputed, unconfirmed = adjusted._doubts(inference, case, ways)
        title = pack.band_of(inference.total).title
        return Assessment(
            schema=SCHEMA_VERSION,
            pack=self.reference,
            case=case.reference,
            headline=pack.headline.replace("{band}", title.lower()),
            measures=pack.measures,
            calibrated=pack.calibrated,
            score=inference.score,
            total=inference.total / 100,
            band=inference.band,
            range=span,
            range_with_shortlist=with_shortlist,
            base=pack.base / 100,
            scale=pack.scale / 100,
            bands=self._bands(case.reference.stage),
            drivers=inference.drivers,
            lifts=inference.lifts,
            judgement=self._judgement(inference, case),
            findings=tuple(self._finding(name, by) for name, by in inference.findings.items()),
            firings=self._firings(inference, case),
            basis=self._weigher.basis({one.rule: one.points for one in inference.firings}),
            open=case.open,
            known_in_part=case.known_in_part,
            not_known=case.not_known,
            disputed=disputed,
            unconfirmed=unconfirmed,
            applies_not=case.applies_not,
            facts_known=case.facts_known,
            facts_total=case.facts_total,
            receipt=Receipt(VERSION, ENGINE, case.data),
        )

    def _ranges(self, case: CaseRecord, inference: Inference) -> _Ranges:
        """Return the ranges of a case, and the lift to the near end where one is needed."""
        if not any(mask & (mask - 1) for mask in case.memory.masks):
            _, _, _, _, total, points, band = inference
            ends = (points, points, total / 100, total / 100)
            span = Range(*ends, (band,), True, True, (), (), ())
            return span, None, None, (case.memory.masks,)
        return self._bounds().ranges(case, inference)

    def _bounds(self) -> Bounds:
        if self._kept_bounds is None:
            from mandate.bounds import Bounds  # a complete case has no use for it

            self._kept_bounds = Bounds(self.pack, self.reasoner)
        return self._kept_bounds

    def _judgement(self, inference: Inference, case: CaseRecord) -> Judgement | None:
        if not case.set_aside:
            return None
        from mandate.judgement import judgement  # few cases have use for it

        unadjusted = self.reasoner.infer(case.memory.masks)
        _, _, lift, _ = self._ranges(case, unadjusted)
        if lift is not None:
            unadjusted = _lifted(unadjusted, lift, self.pack)
        return judgement(case.set_aside, self.pack, inference, unadjusted)

    def _doubts(
        self, inference: Inference, case: CaseRecord, ways: tuple[Masks, ...]
    ) -> tuple[tuple[DisputedFact, ...], tuple[UnconfirmedStatement, ...]]:
        is_heard = case.reference.edition or any(answer.by for answer in case.memory.answers)
        if not case.disputed and not is_heard:
            return (), ()
        from mandate.doubts import doubts  # a case by one hand has no use for these
        from mandate.ends import Shown, later_slots

        later = later_slots(self.pack, case.open)
        shown = Shown(self.pack, self.reasoner.infer, later, ways)

        def rated(masks: Masks) -> Inference | None:
            found = self.reasoner.infer(masks)
            total = shown.total(masks, found.total)
            if total is None:
                return None
            band = self.pack.band_of(total).id
            return found._replace(total=total, score=score(total), band=band)

        return doubts(case, self.pack, inference, rated)

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

    def _firings(self, inference: Inference, case: CaseRecord) -> tuple[Firing, ...]:
        statements, masks, stage = case.statements, case.memory.masks, case.reference.stage
        faces = [self._face(fired.rule) for fired in inference.firings]
        absorbed = _absorbed(inference.firings, faces)
        attributed = statements.attributed
        firings: list[Firing] = []
        for (rule, points, evidence), face in zip(inference.firings, faces, strict=True):
            raises = points >= 0
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
                    because=_render(face.because if raises else face.strength, statements),
                    expect=face.expect if raises else "",
                    evidence=tuple([attributed(piece) for piece in evidence]),
                    sources=face.sources,
                    grade=face.grade,
                    remedies=offered(face, masks, self.pack, stage) if raises else (),
                )
            )
        return tuple(firings)


def _lifted(inference: Inference, lift: Lift, pack: Pack) -> Inference:
    """Return what is inferred with a lift to the near end of the range."""
    total = inference.total + round(lift.points * 100)
    lifts = (*inference.lifts, lift)
    band = pack.band_of(total).id
    return inference._replace(lifts=lifts, total=total, score=score(total), band=band)


def reference_of(pack: Pack) -> PackReference:
    """Return how an assessment, or what else is said under a pack, names that pack."""
    return PackReference(pack.id, pack.version, pack.title, pack.digest, extended_by(pack))


def _render(template: Template, statements: CaseStatements) -> str:
    parts = template.parts
    return "".join(
        [statements.words(part) if place % 2 else part for place, part in enumerate(parts)]
    )


def _absorbed(fired: tuple[InferredFiring, ...], faces: list[RuleFace]) -> dict[str, str]:
    """Return the pattern that each absorbed rule is shown under: the one with most points among
    those on its side, so that no strength is hidden under a risk, nor a risk under a strength."""
    sides = {face.id: _side(one.points, face) for one, face in zip(fired, faces, strict=True)}
    patterns = [
        (-abs(one.points), face.id, face.absorbs)
        for one, face in zip(fired, faces, strict=True)
        if face.absorbs
    ]
    absorbed: dict[str, str] = {}
    for _, pattern, parts in sorted(patterns):
        for part in parts:
            if sides.get(part) in (0, sides[pattern]):
                absorbed.setdefault(part, pattern)
    return absorbed


def _side(points: int, face: RuleFace) -> int:
    """Return 1 for a firing that raises the risk, -1 for one that lowers it, 0 for neither.

    A floor raises it whatever the points, as the report shows it.
    """
    return 1 if points > 0 or face.floor else -1 if points < 0 else 0
