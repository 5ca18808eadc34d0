"""The sections of an advisory report on what to do: the way advised, and all that is worth doing
before the offer and after the start."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.advice.plan import Advice, AdvisedStep, StepSet
from mandate.advisory.document import Block, Paragraph, Points, Section, Table, lean
from mandate.advisory.value import GO, UNDECIDED, AdvisoryReport, Deed, Period
from mandate.advisory.voice import Voice
from mandate.assessment import Assessment
from mandate.facts import STAGES
from mandate.report import outlook, phrases
from mandate.report.remedy_words import LAST_CHANCE, due
from mandate.wording import capitalised

_BY_EFFECT = "They are in order of the effect of what they bear on."
_WAY_FIRST = (
    "What is on the cheapest way told above comes first; the rest is in order of the effect of "
    "what it bears on."
)


def way(report: AdvisoryReport) -> Iterator[Block]:
    """Yield what tells of the steps into a lower band, or as far as one can get."""
    advice = report.advice
    if advice is None or advice.outcome == "there":
        return
    found = advice.sets[0] if advice.sets else advice.farthest
    if found is None:
        return
    if found.steps:
        rows = tuple(_step(step, advice.case.edition) for step in found.steps)
        head = ("Step", "From", "To", "Owner", "When", "Effort")
        yield Table(_led(advice, found, report.assessment), head, rows)
        if advice.sets and not found.always:
            to = outlook.band_title(advice.to, report.assessment)
            left = capitalised(outlook.left_words(found))
            yield Paragraph(f"{left}, so a rating of {to} is not certain yet.", "note")
    else:
        stays = outlook.scored(found.score, found.band, report.assessment)
        yield Paragraph(f"No step on offer lowers the score: it stays at {stays}.")
    if advice.obstacles:
        yield Points(
            tuple(
                f"{one.title} ({phrases.decibans(one.points)})"
                + (f"; no step on offer changes {', '.join(one.fixed)}" if one.fixed else "")
                for one in advice.obstacles
            ),
            label="What then still stands in the way",
        )


def _step(step: AdvisedStep, reader: str) -> tuple[str, ...]:
    """Return a row that tells of a step; of a checklist, what comes to it."""
    to = f"with {step.words}" if step.item else step.words or "find out"
    when = due(step.when, reader, late=step.late, last_chance=step.last_chance)
    return step.title, step.now, to, step.owner, when, step.effort


def _led(advice: Advice, found: StepSet, assessment: Assessment) -> str:
    """Return which way some steps are, and where they lead."""
    if not advice.sets:
        return f"As far as one can get: {outlook.scored(found.score, found.band, assessment)}"
    proof = "; it is proved that no steps on offer cost less" if advice.proved else ""
    to = outlook.band_title(advice.to, assessment)
    led = outlook.within(found.score, found.band, assessment)
    return f"The cheapest way to a rating of {to}, at {led}{proof}"


def conditions(report: AdvisoryReport, told: Voice) -> Section:
    """Return the section on what is to be settled before the search and before the offer."""
    title, lead = told.conditions, told.conditions_lead
    if report.summary.verdict == GO:
        title, lead = told.improvements, told.improvements_lead
    elif report.summary.verdict == UNDECIDED:
        lead = told.undecided_lead
    if report.assessment.case.stage == STAGES[-1]:
        title, lead = told.overdue, told.overdue_lead
    return Section("conditions", title, tuple(_plan(report.conditions, lead)))


def hundred_days(report: AdvisoryReport, told: Voice) -> Section:
    """Return the section on what is to be done by which day of the first hundred."""
    title, lead = told.hundred_days, told.hundred_days_lead
    if report.assessment.case.stage == STAGES[-1]:
        title, lead = told.next_days, told.next_days_lead
    return Section("hundred-days", title, tuple(_plan(report.hundred_days, lead)))


def _plan(periods: tuple[Period, ...], lead: str) -> Iterator[Block]:
    if not periods:
        return
    on_way = any(deed.on_way for period in periods for deed in period.deeds)
    yield Paragraph(f"{lead} {_WAY_FIRST if on_way else _BY_EFFECT}", "note")
    for period in periods:
        late = any(deed.late for deed in period.deeds)
        verb = "stands" if period.more == 1 else "stand"
        more = f"; {period.more} more {verb} under the findings" if period.more else ""
        caption = f"{period.title}{', overdue: to be done now' if late else ''}{more}"
        head = ("What", "Owner", "Effort", "Effect", "Bears on")
        yield lean(Table(caption, head, tuple(map(_deed, period.deeds))))


def _deed(deed: Deed) -> tuple[str, ...]:
    effect = "settles it" if deed.cures else "eases it"
    on_way = " (cheapest way)" if deed.on_way else ""
    what = f"{deed.text} ({capitalised(LAST_CHANCE)}.)" if deed.last_chance else deed.text
    return what, deed.owner, deed.effort, f"{effect}{on_way}", "; ".join(deed.bears_on)
