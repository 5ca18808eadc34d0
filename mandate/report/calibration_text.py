"""The calibration for a terminal: 80 columns, what the numbers cannot carry before the numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from mandate.accuracy import Interval
from mandate.calibration import (
    ADJACENT,
    ALL_FACTS,
    ALL_ROLES,
    AT_HIRE,
    CUSTOMER_EXPERIENCE,
    FACTS_KNOWN,
    RELIEF_ON_UNFAVOURABLE,
    RISK_ON_FAVOURABLE,
    ROLES,
    SIDES,
    Agreement,
    Calibration,
    RuleAgainst,
    Sample,
)
from mandate.errors import visible
from mandate.report import phrases
from mandate.report.calibration_cautions import cautions
from mandate.report.phrases import decibans, plural
from mandate.report.text import Style, plain, wrapped

FACTS_WORDS = {AT_HIRE: "Facts known at hire", ALL_FACTS: "All facts"}
ROLE_WORDS = {
    ALL_ROLES: "all roles",
    CUSTOMER_EXPERIENCE: "customer experience",
    ADJACENT: "adjacent roles",
}
RULES_SHOWN = 5
_SIDE_WORDS = {
    RISK_ON_FAVOURABLE: ("risk", "favourable", "unfavourable"),
    RELIEF_ON_UNFAVOURABLE: ("relief", "unfavourable", "favourable"),
}
_OUTCOMES = (
    "Favourable: stayed and succeeded, or left on good terms after success. Unfavourable: left "
    "frustrated, was ousted, or the role was eliminated."
)
_METHODS = (
    "AUC: how often an unfavourable case scores above a favourable one, ties as half (Hanley & "
    "McNeil, 1982); 0.50 is chance. Its interval: Newcombe (2006), method 5. Brier score: mean "
    "squared distance of score / 100 from what happened, 0 is best (Brier, 1950); beside it that "
    "of giving every case the sample's own share of unfavourable outcomes. Intervals of shares: "
    "Wilson (1927). All intervals are of 95 %."
)


def render(calibration: Calibration, style: Style = plain) -> str:
    """Return the calibration as text of at most 80 columns."""
    return "\n".join(_Report(calibration, style).lines()) + "\n"


class _Report:
    """Writes one report, section by section."""

    def __init__(self, calibration: Calibration, style: Style) -> None:
        self._calibration = calibration
        self._style = style

    def lines(self) -> Iterator[str]:
        pack, counts = self._calibration.pack, self._calibration.counts
        yield from wrapped(f"Calibration of the pack {phrases.pack_words(pack)}")
        left_out = (
            f"{counts.unclear} unclear, {counts.without_outcome} without an outcome, "
            f"{counts.invented} invented"
        )
        yield from wrapped(
            f"{plural(counts.cases, 'case')} read: {counts.favourable} favourable, "
            f"{counts.unfavourable} unfavourable; left out: {left_out}."
        )
        yield from wrapped(_OUTCOMES)
        yield from self._heading("What these numbers cannot carry")
        for caution in cautions(self._calibration):
            yield from wrapped(caution, 0, "* ")
        yield from self._order()
        yield from self._reliability()
        for facts in FACTS_KNOWN:
            yield from self._rules_against(facts)
        yield from self._cases()
        if self._calibration.agreement is not None:
            yield from self._agreement(self._calibration.agreement)
        yield ""
        yield from (self._style(line, "dim") for line in wrapped(_METHODS))
        made = f"Mandate {self._calibration.mandate}; pack {pack.digest[:19]}"
        yield from (self._style(line, "dim") for line in wrapped(made))

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield self._style(text.upper(), "heading")

    def _order(self) -> Iterator[str]:
        yield from self._heading("Does a higher score go with an unfavourable outcome?")
        yield "                       fav.  unf.   AUC  interval        Brier  by base rate"
        for facts in FACTS_KNOWN:
            yield FACTS_WORDS[facts]
            yield from (_ordered(self._calibration.sample(roles, facts)) for roles in ROLES)

    def _reliability(self) -> Iterator[str]:
        yield from self._heading("Does a score mean what it says?")
        yield "  Band              Cases  Mean score  Unfavourable     Interval of the share"
        for sample in self._calibration.samples:
            if any(band.cases for band in sample.bands):
                yield f"{FACTS_WORDS[sample.facts]}, {ROLE_WORDS[sample.roles]}"
                yield from _by_band(sample)

    def _rules_against(self, facts: str) -> Iterator[str]:
        yield from self._heading(f"Rules against the outcome: {FACTS_WORDS[facts]}, all roles")
        rules = self._calibration.sample(ALL_ROLES, facts).rules_against
        for side in SIDES:
            of_side = [rule for rule in rules if rule.side == side]
            for rule in of_side[:RULES_SHOWN]:
                yield from wrapped(_against_words(rule), 0, "- ")
            if len(of_side) > RULES_SHOWN:
                yield f"  and {plural(len(of_side) - RULES_SHOWN, 'more rule')} (in the JSON)"
        if not rules:
            yield "None."

    def _agreement(self, agreement: Agreement) -> Iterator[str]:
        yield from self._heading("Two readers")
        kappa = "none" if agreement.kappa is None else f"{agreement.kappa:.2f}"
        yield from wrapped(
            f"{plural(agreement.cases, 'case')} coded twice, by readers who worked apart: "
            f"{plural(agreement.coded, 'fact')} coded by at least one of them. Whether a fact is "
            f"stated at all: kappa {kappa} (Cohen, 1960)."
        )
        yield from _agreed(agreement)
        for pair in agreement.scores:
            yield from wrapped(f"{pair.case}: score {pair.first} and {pair.second}", 0, "- ")
        for case, fact, kind, first, second in agreement.differences:
            words = f"{case}, {fact}: {first} / {second} ({kind.replace('_', ' ')})"
            yield from wrapped(words, 0, "- ")

    def _cases(self) -> Iterator[str]:
        yield from self._heading("The cases")
        yield "Score at hire, on all facts, and what became of the leader:"
        in_order = sorted(
            self._calibration.cases,
            key=lambda case: (-case.at_hire.total, -case.all_facts.total, case.id),
        )
        for case in in_order:
            adjacent = ", adjacent" if case.adjacent else ""
            outcome = case.outcome.replace("_", " ")
            lead = f"{case.at_hire.score:3d} {case.all_facts.score:3d}  "
            yield from wrapped(f"{case.title}{adjacent}: {outcome}", 0, lead)


def _agreed(agreement: Agreement) -> Iterator[str]:
    alone = agreement.first_only + agreement.second_only
    for title, count in (
        ("the same", agreement.same),
        ("overlapping", agreement.overlapping),
        ("contradictory", agreement.contradictory),
        ("known to one alone", agreement.known_to_one),
        ("found by one alone", alone),
    ):
        yield f"  {title:18}  {count:4d}  {count / max(agreement.coded, 1):4.0%}"


def _ordered(sample: Sample) -> str:
    lead = f"  {ROLE_WORDS[sample.roles]:20} {sample.favourable:4d}  {sample.unfavourable:4d}"
    if sample.brier is None:
        return f"{lead}  no cases"
    interval = "one class only" if sample.auc is None else _interval(sample.auc.interval)
    value = "none" if sample.auc is None else f"{sample.auc.value:.2f}"
    brier = f"{sample.brier.value:.3f}  {sample.brier.of_base_rate:.3f}"
    return f"{lead}  {value}  {interval:14}  {brier}"


def _interval(interval: Interval) -> str:
    return f"{interval.low:.2f} to {interval.high:.2f}"


def _by_band(sample: Sample) -> Iterator[str]:
    for band in sample.bands:
        if band.interval is not None and band.share is not None and band.mean_score is not None:
            *above, title = textwrap.wrap(visible(band.title), 16)
            yield from (f"  {line}" for line in above)
            share = f"{band.unfavourable} of {band.cases}, {100 * band.share:.0f} %"
            low, high = (100 * share for share in band.interval)
            interval = f"{low:.0f} to {high:.0f} %"
            yield f"  {title:16}  {band.cases:5d}  {band.mean_score:10.1f}  {share:15}  {interval}"
    empty = [band.title.lower() for band in sample.bands if not band.cases]
    if empty:
        yield from wrapped(f"no cases in {', '.join(empty)}", 0, "  ")


def _against_words(rule: RuleAgainst) -> str:
    side, against, with_outcome = _SIDE_WORDS[rule.side]
    mean = decibans(round(rule.mean_points, 1))
    return (
        f"{rule.rule}: {side} on {rule.against} of {rule.against_of} {against} cases, {mean} on "
        f"average; on {rule.with_outcome} of {rule.with_outcome_of} {with_outcome} ones"
    )
