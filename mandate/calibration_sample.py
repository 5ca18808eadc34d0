"""One sample of ended cases: how well the scores order them, how far off they are, and why."""

from __future__ import annotations

from typing import NamedTuple

from mandate.accuracy import auc, auc_interval, brier, wilson
from mandate.assessment import Assessment, Firing
from mandate.calibration import SIDES, Auc, BandReliability, Brier, Sample, WrongSide
from mandate.pack.model import Band


class Ended(NamedTuple):
    """A case whose end counts: its assessment, and whether it ended unfavourably."""

    assessment: Assessment
    went_wrong: bool


def sample_of(roles: str, facts: str, ended: list[Ended], bands: tuple[Band, ...]) -> Sample:
    """Return what *ended* cases say of the scores; *roles* and *facts* name the sample."""
    wrong = sum(one.went_wrong for one in ended)
    return Sample(
        roles=roles,
        facts=facts,
        favourable=len(ended) - wrong,
        unfavourable=wrong,
        auc=_auc(ended),
        brier=_brier(ended, wrong) if ended else None,
        bands=tuple(
            _reliability(band, [one for one in ended if one.assessment.band == band.id])
            for band in bands
        ),
        wrong_side=tuple(_wrong_side(ended, wrong)),
    )


def _auc(ended: list[Ended]) -> Auc | None:
    # the score is the total rounded, which would make ties of cases that are apart
    good = [one.assessment.total for one in ended if not one.went_wrong]
    bad = [one.assessment.total for one in ended if one.went_wrong]
    if not good or not bad:
        return None
    value = auc(good, bad)
    return Auc(value, auc_interval(value, len(good), len(bad)))


def _brier(ended: list[Ended], wrong: int) -> Brier:
    happened = [one.went_wrong for one in ended]
    rate = wrong / len(ended)
    return Brier(
        value=brier([one.assessment.score / 100 for one in ended], happened),
        base_rate=rate,
        of_base_rate=brier([rate] * len(ended), happened),
    )


def _reliability(band: Band, within: list[Ended]) -> BandReliability:
    cases, wrong = len(within), sum(one.went_wrong for one in within)
    return BandReliability(
        band=band.id,
        title=band.title,
        cases=cases,
        unfavourable=wrong,
        mean_score=sum(one.assessment.score for one in within) / cases if cases else None,
        share=wrong / cases if cases else None,
        interval=wilson(wrong, cases),
    )


def _wrong_side(ended: list[Ended], wrong: int) -> list[WrongSide]:
    """Return the rules that fired against what happened: by side, then the most frequent first."""
    fired: dict[tuple[str, str], list[tuple[Firing, bool]]] = {}
    for assessment, went_wrong in ended:
        for firing in assessment.firings:
            if firing.points or firing.floor:
                raises = firing.points > 0 or firing.floor is not None
                side = SIDES[0] if raises else SIDES[1]
                fired.setdefault((side, firing.rule), []).append((firing, raises != went_wrong))
    good = len(ended) - wrong
    entries = []
    for (side, rule), firings in fired.items():
        points = [firing.points for firing, is_wrong in firings if is_wrong]
        if points:
            entries.append(
                WrongSide(
                    side=side,
                    rule=rule,
                    title=firings[0][0].title,
                    cases=len(points),
                    of=good if side == SIDES[0] else wrong,
                    mean_points=sum(points) / len(points),
                    right=len(firings) - len(points),
                    right_of=wrong if side == SIDES[0] else good,
                )
            )
    return sorted(entries, key=_most_frequent_first)


def _most_frequent_first(one: WrongSide) -> tuple[int, int, float, str]:
    return SIDES.index(one.side), -one.cases, -abs(one.mean_points), one.rule
