"""What the numbers of a calibration cannot carry, said with the numbers themselves."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.calibration import BASES, ROLES, Calibration
from mandate.report.phrases import plural

ENOUGH = 100
"""Ends of each kind that validating a score takes: Vergouwe et al. (2005, Journal of Clinical
Epidemiology 58)."""


def cautions(calibration: Calibration) -> Iterator[str]:
    """Yield what a reader has to bear in mind, a paragraph each."""
    yield from _size(calibration)
    yield _confounding(calibration)
    yield from _selection(calibration)
    yield _hindsight(calibration)
    yield _fitting(calibration)


def _size(calibration: Calibration) -> Iterator[str]:
    good, bad = calibration.counts.favourable, calibration.counts.unfavourable
    if min(good, bad) < ENOUGH:
        yield (
            f"The sample is small: {plural(good, 'favourable end')} and {bad} unfavourable. "
            f"Validating a score takes about {ENOUGH} of each (Vergouwe et al., 2005); this can "
            "show that the rules are not absurd, not that they are right."
        )
    if not good or not bad:
        kind = "favourably" if good else "unfavourably"
        yield (
            f"All of the cases ended {kind}. With one class only there is nothing to tell apart, "
            "and the AUC is not defined."
        )


def _confounding(calibration: Calibration) -> str:
    within, beside = (calibration.sample(roles, BASES[0]) for roles in ROLES[1:])
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
        f"ended favourably and {beside.favourable} of {of_beside} adjacent ones. As far as these "
        "differ, the figures for all roles tell the kinds of role apart and not the mandates; read "
        "each kind by itself."
    )


def _selection(calibration: Calibration) -> Iterator[str]:
    counted = [case for case in calibration.cases if case.unfavourable is not None]
    published = sum(case.kind == "published" for case in counted)
    if published:
        yield (
            f"Publication selects: {published} of {plural(len(counted), 'case')} with an end that "
            "counts are told of in public pages, which prefer fame and conflict. Roles that ended "
            "quietly are missing, and the share of unfavourable ends is that of the pages."
        )
    else:
        yield "The cases select themselves: those recorded are those whose end became known."


def _hindsight(calibration: Calibration) -> str:
    counted = [case for case in calibration.cases if case.unfavourable is not None]
    at_hire, in_all = (
        sum(known) / len(counted)
        for known in (
            [case.at_hire.facts_known for case in counted],
            [case.all_facts.facts_known for case in counted],
        )
    )
    untimed = sum(case.months is None for case in counted)
    return (
        f"Hindsight: of the average case {at_hire:.1f} facts were fully known at the hire and "
        f"{in_all:.1f} in all. What was learned later may have been told because of the end, so "
        "only the facts known at hire try the pack as a forecast. Ends count whenever they came; "
        f"{untimed} of {len(counted)} do not say after how long."
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
