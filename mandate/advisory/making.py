"""Making the advisory report on a case: from its assessment, sensitivity and advice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate.advice.plan import Advice
from mandate.advisory.confidence import confidence, unsettled
from mandate.advisory.plan import conditions, deeds, hundred_days
from mandate.advisory.suiting import suited
from mandate.advisory.summary import summary
from mandate.advisory.tables import fact_rows, trade_off
from mandate.advisory.value import (
    SCHEMA_VERSION,
    AdvisoryReport,
    Answer,
    CandidateQuestion,
    Fired,
    Move,
    Point,
    Scope,
    Source,
)
from mandate.assessment import Assessment, Evidence, FactEvidence, Firing
from mandate.assessor import Assessor
from mandate.case import Case
from mandate.case_record import CaseRecord
from mandate.casework import redact
from mandate.errors import SolverError
from mandate.facts import ASK, DISCIPLINE, LEVER, PEER, STAGES, TIME, Fact
from mandate.library import assessor_of, case_in, opened
from mandate.one_way import Sensitivity, sensitivity_of
from mandate.pack.model import Pack
from mandate.report import judgement_words, origins, phrases, selection
from mandate.report.evidence_words import bare_words, evidence_words, said_words
from mandate.report.remedy_words import brief_words, remedy_words

IN_POST = STAGES[-1]
_QUESTIONS = 12
_MOVES = 12
_CANDIDATE_QUESTIONS = 10

GivenCase = Case | str | Path | Mapping[str, object]
GivenPack = Pack | str | Path | None


def advisory_report(
    case: GivenCase, pack: GivenPack = None, *, reader: str = "", date: str = "", to: str = ""
) -> AdvisoryReport:
    """Return the advisory report on a case.

    *case* and *pack* are what ``mandate.assess`` takes. With a *reader* it is made from the edition
    for that reader, and nothing withheld is in it. *date* is shown as it is given. The advice is on
    how to get *to* a band: unless it is named, the one below that of the case; where the optimiser
    is not installed there is none. Raises as ``assess`` and ``redact`` do; RequestError where
    the pack has no band *to*.
    """
    found = redact(case, reader, pack) if reader else case_in(case)
    return report_on(found, pack, reader=reader, date=date, to=to)


def report_on(case: Case, pack: GivenPack, *, reader: str, date: str, to: str) -> AdvisoryReport:
    """Return what ``advisory_report`` does, of the edition for *reader*: *case* as it is."""
    assessor, record = opened(case, pack)
    assessment = assessor.assess(record)
    suiting = assessor_of(suited(assessor.pack, reader))
    advice = _advice(case, suiting.pack, assessment, to)
    told = assessment if suiting is assessor else suiting.assess(record)
    report = _Maker(suiting, record, told, advice).report(case, reader, date)
    return report._replace(assessment=assessment)


def _advice(case: Case, pack: Pack, assessment: Assessment, to: str) -> Advice | None:
    bands = [band.id for band in assessment.bands]
    below = bands[max(bands.index(assessment.band) - 1, 0)]
    if not to and (selection.is_provisional(assessment) or below == assessment.band):
        return None
    from mandate.advice.adviser import advise  # most of its time is the import of the optimiser

    try:
        return advise(case, to or below, pack)
    except SolverError:
        if to:
            raise
        return None


class _Maker:
    """Makes one report, section by section."""

    def __init__(
        self,
        assessor: Assessor,
        record: CaseRecord,
        assessment: Assessment,
        advice: Advice | None,
    ) -> None:
        self._assessor, self._record = assessor, record
        self._assessment, self._advice = assessment, advice
        self._told = selection.remedies_told(assessment)
        self._fired = {one.rule: one for one in assessment.firings}

    def report(self, case: Case, reader: str, date: str) -> AdvisoryReport:
        assessment, record = self._assessment, self._record
        rows = fact_rows(assessment, record, self._assessor.pack)
        asked, levers, time = rows[ASK], rows[LEVER], rows[TIME]
        strengths = tuple(self._point(*head) for head in selection.strengths(assessment))
        found = sensitivity_of(record, self._assessor)
        planned = deeds(assessment, self._advice, self._assessor.pack)
        return AdvisoryReport(
            schema=SCHEMA_VERSION,
            date=date,
            reader=reader,
            title=assessment.case.title,
            organisation=case.remark("organisation"),
            role=case.remark("role"),
            about=case.remark("summary"),
            summary=summary(assessment, self._advice, reader),
            scope=self._scope(),
            findings=tuple(self._point(*head) for head in selection.reasons(assessment)),
            strengths=strengths,
            no_strength="" if strengths else phrases.nearest_strength(assessment),
            asked=asked,
            levers=levers,
            time=time,
            trade_off=trade_off(asked, levers, time),
            disciplines=rows[DISCIPLINE],
            peers=rows[PEER],
            moves=_moves(found),
            conditions=conditions(planned, assessment.case.edition),
            hundred_days=hundred_days(planned, assessment.case.edition),
            candidate_questions=self._candidate_questions(),
            answers=self._answers(),
            firings=self._firings(),
            sources=tuple(
                Source(*pair)
                for pair in (*origins.case_sources(assessment), *origins.rule_sources(assessment))
            ),
            basis=_basis(assessment),
            assessment=assessment,
            sensitivity=found,
            advice=self._advice,
        )

    def _scope(self) -> Scope:
        assessment = self._assessment
        names = dict.fromkeys(one.by for one in self._record.memory.answers if one.by)
        judgement = assessment.judgement
        told = []
        if judgement:
            told = [judgement_words.set_aside_words(one) for one in judgement.set_aside]
            told.append(judgement_words.total_words(assessment, judgement))
        askable = [one for one in assessment.open if one.askable]
        return Scope(
            asked=tuple(phrases.respondent(name) for name in names),
            documents=len(assessment.case.sources),
            facts_known=assessment.facts_known,
            facts_total=assessment.facts_total,
            confidence=(graded := confidence(assessment))[0],
            confidence_reason=graded[1],
            unknown=tuple(unsettled(assessment)),
            questions=tuple(
                phrases.question_words(one, assessment.case) for one in askable[:_QUESTIONS]
            ),
            later=tuple(
                [one.title for one in askable[_QUESTIONS:]]
                + [f"{one.title} (for the shortlist)" for one in assessment.open if not one.askable]
            ),
            applies_not=tuple(map(phrases.absent_words, assessment.applies_not)),
            judgement=tuple(told),
        )

    def _point(self, firing: Firing, effect: int) -> Point:
        advice = self._told[firing.rule]
        case = self._assessment.case
        return Point(
            rule=firing.rule,
            title=firing.title,
            effect=effect,
            floor=firing.floor or "",
            because=firing.because,
            expect=firing.expect,
            evidence=tuple(map(self._evidence, firing.evidence)),
            parts=tuple(map(origins.part_words, selection.parts(self._assessment, firing))),
            remedies=tuple(remedy_words(one, case) for one in advice.remedies),
            in_brief=tuple(brief_words(one, case) for one in advice.remedies),
            told_under=advice.told_under,
            origin=origins.grounds(firing),
        )

    def _evidence(self, piece: Evidence) -> str:
        """Return a piece of evidence; a finding comes with what it rests on in this case, since its
        reader has no rules at hand, and their reasons tell of cases that are not this one."""
        if isinstance(piece, FactEvidence):
            return evidence_words(piece)
        behind = [one for rule in piece.by for one in self._fired[rule].evidence]
        told = dict.fromkeys(phrases.within_sentence(bare_words(one)) for one in behind)
        return f"{piece.title} ({'; '.join(told)})"

    def _candidate_questions(self) -> tuple[CandidateQuestion, ...]:
        """Return what a candidate should ask: about what nobody could say, then, up to their
        number, to see for themselves what the weightiest findings rest on."""
        assessment, pack = self._assessment, self._assessor.pack
        if assessment.case.stage == IN_POST:
            return ()
        asked = {
            one.fact: CandidateQuestion(
                one.candidate_question, one.title, one.at_stake, check=False
            )
            for one in selection.candidate_questions(assessment)
        }
        for head, effect in selection.reasons(assessment):
            for member in selection.family(assessment, head):
                for piece in member.evidence:
                    fact = pack.fact(piece.fact) if isinstance(piece, FactEvidence) else None
                    if fact and fact.candidate_question and len(asked) < _CANDIDATE_QUESTIONS:
                        question = fact.candidate_question, fact.title, effect
                        asked.setdefault(fact.id, CandidateQuestion(*question, check=True))
        return tuple(asked.values())

    def _answers(self) -> tuple[Answer, ...]:
        facts = self._assessor.pack.vocabulary.facts.values()
        return tuple(
            Answer(fact.id, fact.theme, fact.title, known.words, said_words(known))
            for fact, known in zip(facts, map(self._known, facts), strict=True)
        )

    def _known(self, fact: Fact) -> FactEvidence:
        """Return what is known of a fact, and who said so, as evidence."""
        slot = self._assessor.pack.vocabulary.slots_of(fact.id)[0]
        mask, said = self._record.memory.masks[slot.position], self._record.statements
        tells = fact.type != "checklist" and mask != slot.full
        values, by = slot.values(mask) if tells else (), said.said_of(fact.id)
        return FactEvidence(fact.id, "", fact.title, None, values, said.words(fact.id), by)

    def _firings(self) -> tuple[Fired, ...]:
        titles = {one.id: one.title for one in self._assessment.drivers}
        return tuple(
            Fired(
                order=one.order,
                rule=one.rule,
                title=one.title,
                driver=titles.get(one.driver or "", ""),
                points=one.points,
                because=one.because,
            )
            for one in self._assessment.firings
        )


def _moves(found: Sensitivity) -> tuple[Move, ...]:
    return tuple(
        Move(
            fact=one.fact,
            title=one.title,
            low=one.low.score,
            high=one.high.score,
            bands=(one.low.band, one.high.band),
            words=(
                f"{one.title} (now: {one.now}): from {one.low.score} of 100 ({one.low.words}) to "
                f"{one.high.score} ({one.high.words})."
            ),
        )
        for one in [one for one in found.swings if one.low.score < one.high.score][:_MOVES]
    )


def _basis(assessment: Assessment) -> tuple[str, ...]:
    if not assessment.basis.grades:
        return ()
    shares = origins.share_lines(assessment)
    return (origins.SHARES_NOTE, *shares, origins.interest_words(assessment))
