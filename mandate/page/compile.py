"""Making the compiled pack of a pack."""

from __future__ import annotations

from mandate.assessor import reference_of
from mandate.conditions import nodes
from mandate.conditions.wording import words
from mandate.facts import EFFORTS, GRADES, STAGES, WHEN, Fact, codes
from mandate.pack.model import Pack, Rule
from mandate.page.compiled import (
    SCHEMA_VERSION,
    All,
    Any,
    ApplicabilityPart,
    Applies,
    BandPart,
    CitationPart,
    CompiledPack,
    Condition,
    Count,
    CurePart,
    DriverPart,
    FactPart,
    FindingPart,
    Grading,
    Holds,
    ImpossiblePart,
    LevelPart,
    Match,
    RemedyPart,
    RulePart,
    Some,
    SourcePart,
    StepPart,
    Within,
)
from mandate.rule_face import Prescription, rule_face


def compiled_pack(pack: Pack) -> CompiledPack:
    """Return *pack* as an engine reads it that knows nothing of its files."""
    return CompiledPack(
        schema=SCHEMA_VERSION,
        pack=reference_of(pack),
        measures=pack.measures,
        calibrated=pack.calibrated,
        base_hundredths=pack.base,
        scale_hundredths=pack.scale,
        stages=STAGES,
        efforts=EFFORTS,
        effort_costs=tuple(pack.efforts[one] for one in EFFORTS),
        times=WHEN,
        grades=GRADES,
        drivers=tuple(
            DriverPart(one.id, one.title, one.risk, one.relief) for one in pack.drivers.values()
        ),
        bands=tuple(
            BandPart(id_, title, start, pack.headline.replace("{band}", title.lower()), advice)
            for id_, title, start, advice in pack.bands
        ),
        findings=tuple(
            FindingPart(one.id, one.title, one.meaning) for one in pack.findings.values()
        ),
        facts=tuple(map(_fact, pack.vocabulary.facts.values())),
        applies=tuple(
            ApplicabilityPart(fact, _condition(one, pack), words(one, pack.vocabulary))
            for fact, one in pack.applies.items()
        ),
        impossible=tuple(
            ImpossiblePart(_condition(one.condition, pack), one.because) for one in pack.impossible
        ),
        sources=tuple(SourcePart(*one) for one in pack.sources.values()),
        rules=tuple(_rule(rule, pack) for rule in pack.rules.values()),
    )


def _fact(fact: Fact) -> FactPart:
    return FactPart(
        id=fact.id,
        title=fact.title,
        theme=fact.theme,
        question=fact.question,
        candidate_question=fact.candidate_question,
        why=fact.why,
        type=fact.type,
        unit=fact.unit,
        unit_one=fact.unit_one,
        labels=fact.labels,
        words=tuple(map(fact.words, fact.labels)),
        levels=tuple(LevelPart(*one[:3]) for one in fact.levels),
        better=fact.better,
        stage=fact.stage,
        ask=fact.ask,
        steps=tuple(StepPart(*one) for one in fact.steps),
    )


def _rule(rule: Rule, pack: Pack) -> RulePart:
    face = rule_face(rule, pack)
    return RulePart(
        id=rule.id,
        title=rule.title,
        condition=_condition(rule.condition, pack),
        driver=face.driver,
        points=rule.points,
        floor=face.floor,
        concludes=rule.concludes,
        absorbs=rule.absorbs,
        because=face.because.parts,
        strength=face.strength.parts,
        expect=rule.expect,
        sources=tuple(CitationPart(*one) for one in rule.sources),
        grade=rule.grade,
        remedies=tuple(map(_remedy, face.prescriptions)),
    )


def _remedy(prescription: Prescription) -> RemedyPart:
    (text, cures, *arranged), goals = prescription
    parts = tuple(
        CurePart(*cure, slot, codes(enough))
        for cure, (slot, enough) in zip(cures, goals, strict=True)
    )
    return RemedyPart(text, parts, *arranged)


def _condition(node: nodes.Node, pack: Pack) -> Condition:
    def all_of(children: tuple[nodes.Node, ...]) -> tuple[Condition, ...]:
        return tuple(_condition(child, pack) for child in children)

    if isinstance(node, nodes.All):
        return All(all_of(node.children))
    if isinstance(node, nodes.Any):
        return Any(all_of(node.children))
    if isinstance(node, nodes.Some):
        return Some(node.at_least, all_of(node.children))
    if isinstance(node, nodes.Applies):
        return Applies(node.fact, *all_of((node.condition, node.child)))
    titles = {finding.id: finding.title for finding in pack.findings.values()}
    told = words(node, pack.vocabulary, titles)
    if isinstance(node, nodes.Compare):
        return Within(node.slot, codes(node.mask), told)
    if isinstance(node, nodes.Covers):
        return Count(node.slots, codes(node.counts), told)
    if isinstance(node, nodes.Same):
        return Match(node.slot, node.other_slot, tuple(map(codes, node.partners)), told)
    if isinstance(node, nodes.Graded):
        return Grading(node.slots, node.counted, node.points, told)
    return Holds(node.finding, told)
