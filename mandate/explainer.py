"""Explaining: every rule's condition judged on a case, and told with what decided it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mandate.assessment import Assessment, Firing
from mandate.assessor import Assessor
from mandate.case import Case
from mandate.case_record import CaseRecord
from mandate.conditions.evaluate import Truth, Verdict, possible_points
from mandate.conditions.nodes import facts_read, findings_read
from mandate.derivation import Deriver
from mandate.errors import Fault, Location, RequestError, did_you_mean, shortened
from mandate.explanation import (
    CASE,
    DRIVER,
    FALSE,
    FINDING,
    HOLDS,
    HOLDS_NOT,
    OPEN,
    RULE,
    SCHEMA_VERSION,
    SET_ASIDE,
    SILENT,
    SUBJECTS,
    Derivation,
    DriverExplanation,
    Explanation,
    FindingExplanation,
    Lack,
    RuleExplanation,
    Subject,
)
from mandate.lacking import Way, nearest_way
from mandate.library import open_case
from mandate.memory import Masks
from mandate.pack.inference import OUTCOMES, judge, points_of, upstream_of
from mandate.pack.model import Pack, Rule, grading_of

_ANSWERS = {Truth.TRUE: HOLDS, Truth.FALSE: HOLDS_NOT, Truth.UNKNOWN: OPEN}


def explain(
    case: Case | str | Path | Mapping[str, object],
    subject: str = "",
    pack: Pack | str | Path | None = None,
) -> Explanation:
    """Return why the rules do what they do on a case; case and pack are given as for ``assess``.

    *subject* is the id of a rule, a finding or a driver, looked for in that order (``rule:id``,
    ``finding:id`` and ``driver:id`` say which is meant); left out, the case as a whole. Raises
    RequestError where there is none, CaseError or PackError with everything that is wrong.
    """
    assessor, opened = open_case(case, pack)
    what = subject_of(subject, assessor.pack)
    return explained(assessor, assessor.read(opened), what)


def subject_of(written: str, pack: Pack) -> Subject:
    """Return what *written* names; raises RequestError, with a suggestion, where it is nothing."""
    if not written:
        return Subject(CASE, "", "")
    known: dict[str, Mapping[str, Rule | object]] = {
        RULE: pack.rules,
        FINDING: pack.findings,
        DRIVER: pack.drivers,
    }
    kind, colon, name = written.partition(":")
    if not colon or kind not in SUBJECTS[1:]:
        kind, name = "", written
    for one, table in known.items():
        if kind in ("", one) and name in table:
            return Subject(one, name, str(getattr(table[name], "title", "")))
    sought = known[kind] if kind else {key: None for table in known.values() for key in table}
    what = kind or "rule, finding or driver"
    message = f"the pack {pack.id} has no {what} '{shortened(name)}'"
    hint = _readers(name, pack) or did_you_mean(name, sought)
    place = Location(shortened(written))
    raise RequestError([Fault(place, "unknown-subject", message, hint)])


def _readers(name: str, pack: Pack) -> str:
    """Return a hint where *name* is a fact: which rules read it."""
    if name not in pack.vocabulary.facts:
        return ""
    rules = [one.id for one in pack.rules.values() if name in facts_read(one.condition)]
    return f"that is a fact; the rules that read it: {', '.join(rules) or 'none'}"


def explained(assessor: Assessor, case: CaseRecord, subject: Subject) -> Explanation:
    """Return the explanation of a subject on a case that was read against the pack."""
    pack = assessor.pack
    assessment = assessor.assess(case)
    aside = {one.rule for one in case.set_aside}
    verdicts = judge(pack.rules.values(), case.memory.masks, aside)
    rules = _explained_rules(pack, case, assessment, verdicts, _involved(subject, pack))
    ranked = [one for one, _ in sorted(rules, key=_nearness)]
    return Explanation(
        schema=SCHEMA_VERSION,
        pack=assessment.pack,
        case=assessment.case,
        subject=subject,
        score=assessment.score,
        total=assessment.total,
        band=assessment.band,
        band_title=assessment.band_entry.title,
        base=assessment.base,
        scale=assessment.scale,
        lifts=assessment.lifts,
        drivers=_drivers(assessment, pack, subject),
        findings=_findings(pack, verdicts, subject, [one.rule for one, _ in rules], aside),
        rules=tuple(one for one, _ in rules),
        silent=tuple(one.rule for one in ranked if one.outcome == SILENT),
        waiting=tuple(one.rule for one in ranked if one.outcome == OPEN),
        judgement=assessment.judgement,
        facts_known=assessment.facts_known,
        facts_total=assessment.facts_total,
        measures=assessment.measures,
        calibrated=assessment.calibrated,
    )


def _nearness(explained: tuple[RuleExplanation, Way]) -> tuple[object, ...]:
    """Return what rules are ranked by: what they lack, then their points, then their names."""
    rule, way = explained
    return *way.cost, -max(map(abs, rule.possible), default=0), rule.rule


def _involved(subject: Subject, pack: Pack) -> list[Rule]:
    """Return the rules that a subject involves, those behind findings included, in firing order."""
    rules = pack.rules.values()
    if subject.kind == CASE:
        return list(rules)
    if subject.kind == RULE:
        return upstream_of(pack).of(pack.rules[subject.id])
    named = _rules_of(subject, pack)
    upstream = upstream_of(pack)
    needed = {one.id for rule in named for one in upstream.of(pack.rules[rule])}
    return [one for one in rules if one.id in needed]


def _rules_of(subject: Subject, pack: Pack) -> tuple[str, ...]:
    """Return the rules that conclude a finding, or that can add to a driver."""
    rules = pack.rules.values()
    if subject.kind == FINDING:
        return tuple(one.id for one in rules if subject.id in one.concludes)
    return tuple(one.id for one in rules if one.driver == subject.id)


def _explained_rules(
    pack: Pack,
    case: CaseRecord,
    assessment: Assessment,
    verdicts: Mapping[str, Verdict],
    rules: Iterable[Rule],
) -> list[tuple[RuleExplanation, Way]]:
    """Return the explanation of each rule, and its nearest way to fire; *rules* stand in firing
    order."""
    deriver, memory = Deriver(pack), case.memory
    firings = {one.rule: one for one in assessment.firings}
    concluded_by = {one.id: one.by for one in assessment.findings}
    behind: dict[str, Way] = {}
    aside = {one.rule for one in case.set_aside}
    found = []
    for rule in rules:
        verdict = verdicts[rule.id]
        tree = deriver.derive(verdict, memory, concluded_by, case.statements.attributed)
        way = nearest_way(rule.id, verdict, tree, memory.masks, pack.vocabulary, behind)
        is_aside = rule.id in aside
        for finding in () if is_aside else rule.concludes:
            behind[finding] = min(behind.get(finding, way), way, key=lambda one: one.cost)
        firing = firings.get(rule.id)
        told = _explained_rule(rule, verdict, tree, way, firing, memory.masks)
        if is_aside:
            told = told._replace(outcome=SET_ASIDE, points=0)
        found.append((told, way))
    return found


def _explained_rule(
    rule: Rule,
    verdict: Verdict,
    tree: Derivation,
    way: Way,
    firing: Firing | None,
    masks: Masks,
) -> RuleExplanation:
    return RuleExplanation(
        rule=rule.id,
        title=rule.title,
        outcome=OUTCOMES[verdict.truth],
        driver=rule.driver or None,
        points=points_of(rule, verdict),
        possible=_possible(rule, verdict, masks) if rule.driver else (),
        floor=rule.floor or None,
        concludes=rule.concludes,
        because=firing.because if firing else "",
        condition=tree,
        held=len(way.held),
        lacking=tuple(sorted((one.lack for one in way.lacking.values()), key=_false_first)),
    )


def _false_first(lack: Lack) -> bool:
    return lack.truth != FALSE


def _possible(rule: Rule, verdict: Verdict, masks: Masks) -> tuple[int, ...]:
    """Return the points that a rule adds, or could add."""
    if verdict.truth is Truth.TRUE:
        return (points_of(rule, verdict),)
    if verdict.truth is Truth.FALSE or rule.points is not None:
        return rule.possible_points
    return tuple(sorted(possible_points(grading_of(rule.condition), masks) - {0}))


def _drivers(assessment: Assessment, pack: Pack, subject: Subject) -> tuple[DriverExplanation, ...]:
    """Return the drivers that are told with a subject: all with a case, else the one it names."""
    name = pack.rules[subject.id].driver if subject.kind == RULE else subject.id
    return tuple(
        DriverExplanation(entry, _rules_of(Subject(DRIVER, entry.id, entry.title), pack))
        for entry in assessment.drivers
        if subject.kind == CASE or (subject.kind != FINDING and entry.id == name)
    )


def _findings(
    pack: Pack,
    verdicts: Mapping[str, Verdict],
    subject: Subject,
    rules: Iterable[str],
    aside: set[str],
) -> tuple[FindingExplanation, ...]:
    """Return the findings that some rules read or conclude, or that are the subject."""
    named = {subject.id} if subject.kind == FINDING else set()
    for rule in map(pack.rules.__getitem__, rules):
        named |= {*findings_read(rule.condition), *rule.concludes}
    found = []
    for finding in pack.findings.values():
        if finding.id in named:
            by = _rules_of(Subject(FINDING, finding.id, finding.title), pack)
            truths = [verdicts[rule].truth for rule in by if rule not in aside]
            outcome = _ANSWERS[max(truths, default=Truth.FALSE)]
            found.append(
                FindingExplanation(finding.id, finding.title, finding.meaning, outcome, by)
            )
    return tuple(found)
