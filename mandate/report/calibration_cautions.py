"""What the numbers of a calibration cannot carry, said with the numbers themselves."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.calibration import ADJACENT, AT_HIRE, CUSTOMER_EXPERIENCE, Calibration, RatedCase
from mandate.report.phrases import plural

ENOUGH = 100
"""Outcomes of each kind that validating a score takes: Vergouwe et al. (2005, Journal of Clinical
Epidemiology 58)."""


def cautions(calibration: Calibration) -> Iterator[str]:
    """Yield what a reader has to bear in mind, a paragraph each."""
    counted = [case for case in calibration.cases if case.unfavourable is not None]
    if counted:
        yield from _size(calibration)
        yield _confounding(calibration)
        yield _selection(counted)
        yield _hindsight(counted)
    else:
        yield "No case has an outcome that counts, so there is nothing to compare the scores with."
    yield _fitting(calibration)


def _size(calibration: Calibration) -> Iterator[str]:
    favourable, unfavourable = calibration.counts.favourable, calibration.counts.unfavourable
    if min(favourable, unfavourable) < ENOUGH:
        yield (
            f"The sample is small: {plural(favourable, 'favourable outcome')} and {unfavourable} "
            f"unfavourable. Validating a score takes about {ENOUGH} of each (Vergouwe et al., "
            "2005); this can show that the rules are not absurd, not that they are right."
        )
    if not favourable or not unfavourable:
        kind = "favourable" if favourable else "unfavourable"
        yield (
            f"All of the outcomes are {kind}. With one class only there is nothing to tell apart, "
            "and the AUC is not defined."
        )


def _confounding(calibration: Calibration) -> str:
    within = calibration.sample(CUSTOMER_EXPERIENCE, AT_HIRE)
    beside = calibration.sample(ADJACENT, AT_HIRE)
    of_within = within.favourable + within.unfavourable
    of_beside = beside.favourable + beside.unfavourable
    text = (
        "The sample is confounded: the cases differ in industry, size, years and how much is told "
        "of them, and not only in the mandate."
    )
    if not of_within or not of_beside:
        return text
    return (
        f"{text} By kind of role, {within.favourable} of {of_within} customer-experience roles "
        f"had a favourable outcome and {beside.favourable} of {of_beside} adjacent ones. As far as "
        "these differ, the figures for all roles tell the kinds of role apart and not the "
        "mandates; read each kind by itself."
    )


def _selection(counted: list[RatedCase]) -> str:
    published = sum(case.kind == "published" for case in counted)
    if not published:
        return "The cases select themselves: those recorded are those whose outcome became known."
    return (
        f"Publication selects: {published} of {plural(len(counted), 'case')} with an outcome that "
        "counts are told of in public pages, which prefer fame and conflict. Roles that ended "
        "quietly are missing, and the share of unfavourable outcomes is that of the pages."
    )


def _hindsight(counted: list[RatedCase]) -> str:
    at_hire = sum(case.at_hire.facts_known for case in counted) / len(counted)
    in_all = sum(case.all_facts.facts_known for case in counted) / len(counted)
    untimed = sum(case.months is None for case in counted)
    return (
        f"Hindsight: of the average case {at_hire:.1f} facts were fully known at the hire and "
        f"{in_all:.1f} in all. What was learned later may have been told because of the outcome, "
        "so only the facts known at hire try the pack as a forecast. Outcomes count whenever they "
        f"came; {untimed} of {len(counted)} do not say after how long."
    )


def _fitting(calibration: Calibration) -> str:
    if calibration.calibrated:
        return (
            "The pack says that it was calibrated on recorded outcomes. If these cases were among "
            "them, they cannot judge it."
        )
    return (
        "The pack was not fitted: by its own account no outcome has set its weights (calibrated: "
        f"no). Its score is {calibration.measures}; the Brier score reads it as a frequency, "
        "which it does not claim to be."
    )
