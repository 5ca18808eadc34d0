"""One sample of cases: how well the scores order the outcomes, how far off they are, and why."""

from __future__ import annotations

from mandate.accuracy import auc, auc_interval, brier, wilson
from mandate.assessment import Assessment, Firing
from mandate.calibration import (
    RELIEF_ON_UNFAVOURABLE,
    RISK_ON_FAVOURABLE,
    SIDES,
    Auc,
    BandReliability,
    Brier,
    RuleAgainst,
    Sample,
)
from mandate.pack.model import Band
from mandate.tuples import NamedTuple


class CountedCase(NamedTuple):
    """A case whose outcome counts: its assessment, and whether the outcome was unfavourable."""

    assessment: Assessment
    unfavourable: bool


def sample_of(roles: str, facts: str, cases: list[CountedCase], bands: tuple[Band, ...]) -> Sample:
    """Return what *cases* say of the scores; *roles* and *facts* name the sample."""
    unfavourable = sum(case.unfavourable for case in cases)
    return Sample(
        roles=roles,
        facts=facts,
        favourable=len(cases) - unfavourable,
        unfavourable=unfavourable,
        auc=_auc(cases),
        brier=_brier(cases, unfavourable) if cases else None,
        bands=tuple(
            _reliability(band, [case for case in cases if case.assessment.band == band.id])
            for band in bands
        ),
        rules_against=tuple(_rules_against(cases, unfavourable)),
    )


def _auc(cases: list[CountedCase]) -> Auc | None:
    # the score is the total rounded, which would make ties of cases that are apart
    favourable = [case.assessment.total for case in cases if not case.unfavourable]
    unfavourable = [case.assessment.total for case in cases if case.unfavourable]
    if not favourable or not unfavourable:
        return None
    value = auc(favourable, unfavourable)
    return Auc(value, auc_interval(value, len(favourable), len(unfavourable)))


def _brier(cases: list[CountedCase], unfavourable: int) -> Brier:
    happened = [case.unfavourable for case in cases]
    rate = unfavourable / len(cases)
    # a Brier score takes probabilities, and the score is one in per cent: the odds that the total
    # stands for. It is taken as printed, for that is the forecast which a reader has.
    foretold = [case.assessment.score / 100 for case in cases]
    return Brier(
        value=brier(foretold, happened),
        base_rate=rate,
        of_base_rate=brier([rate] * len(cases), happened),
    )


def _reliability(band: Band, within: list[CountedCase]) -> BandReliability:
    cases, unfavourable = len(within), sum(case.unfavourable for case in within)
    return BandReliability(
        band=band.id,
        title=band.title,
        cases=cases,
        unfavourable=unfavourable,
        mean_score=sum(case.assessment.score for case in within) / cases if cases else None,
        share=unfavourable / cases if cases else None,
        interval=wilson(unfavourable, cases),
    )


def _rules_against(cases: list[CountedCase], unfavourable: int) -> list[RuleAgainst]:
    """Return the rules that fired against the outcome: by side, then the most frequent first."""
    fired: dict[tuple[str, str], list[tuple[Firing, bool]]] = {}
    for case in cases:
        for firing in case.assessment.firings:
            if firing.points or firing.floor:
                raises = firing.points > 0 or firing.floor is not None
                side = RISK_ON_FAVOURABLE if raises else RELIEF_ON_UNFAVOURABLE
                is_against = raises != case.unfavourable
                fired.setdefault((side, firing.rule), []).append((firing, is_against))
    favourable = len(cases) - unfavourable
    entries = []
    for (side, rule), firings in fired.items():
        points = [firing.points for firing, is_against in firings if is_against]
        if points:
            on_favourable = side == RISK_ON_FAVOURABLE
            entries.append(
                RuleAgainst(
                    side=side,
                    rule=rule,
                    title=firings[0][0].title,
                    against=len(points),
                    against_of=favourable if on_favourable else unfavourable,
                    mean_points=sum(points) / len(points),
                    with_outcome=len(firings) - len(points),
                    with_outcome_of=unfavourable if on_favourable else favourable,
                )
            )
    return sorted(entries, key=_most_frequent_first)


def _most_frequent_first(entry: RuleAgainst) -> tuple[int, int, float, str]:
    return SIDES.index(entry.side), -entry.against, -abs(entry.mean_points), entry.rule
