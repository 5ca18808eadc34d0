"""The tables of a report: the facts that the pack marks for them, how they stand and count."""

from __future__ import annotations

from mandate.advisory.value import FactRow
from mandate.assessment import Assessment, FactEvidence, Firing
from mandate.case_record import CaseRecord
from mandate.facts import SHOWN_AS, UNPLACED, Fact, Level
from mandate.pack.model import Pack
from mandate.report import phrases
from mandate.report.remedies import easiest
from mandate.report.remedy_words import who_and_when
from mandate.wording import NOT_KNOWN_WORDS, OPEN_WORDS

Rows = tuple[FactRow, ...]
_BEARS = 3


def fact_rows(assessment: Assessment, record: CaseRecord, pack: Pack) -> dict[str, Rows]:
    """Return the rows of each table, by the word with which the pack marks its facts; those that
    count most against the role first, then by id."""
    absent = {one.fact for one in assessment.applies_not}
    rows: dict[str, list[FactRow]] = {word: [] for word in SHOWN_AS}
    for fact in pack.vocabulary.facts.values():
        if fact.shown_as and fact.id not in absent:
            rows[fact.shown_as].append(_row(fact, assessment, record, pack))
    return {
        word: tuple(sorted(found, key=lambda one: (-one.points, one.fact)))
        for word, found in rows.items()
    }


def _row(fact: Fact, assessment: Assessment, record: CaseRecord, pack: Pack) -> FactRow:
    firings = [one for one in assessment.firings if fact.id in _facts_of(one)]
    own = [one for one in firings if _facts_of(one) == {fact.id}]
    others = [one for one in firings if one not in own and (one.points or one.floor)]
    others.sort(key=lambda one: (-one.points, one.order))
    place = _place(fact, record, pack)
    is_scale = fact.type == "scale" and fact.better
    levels = [level.words for level in _placed(fact)] if is_scale else []
    code = record.memory.masks[pack.vocabulary.slots_of(fact.id)[0].position]
    known = fact.type in ("scale", "choice") and not code & (code - 1)
    return FactRow(
        fact=fact.id,
        title=fact.title,
        shown_as=fact.shown_as,
        words=record.statements.words(fact.id),
        level=fact.levels[code.bit_length() - 1].text if known else "",
        place=place,
        levels=tuple(levels if fact.better >= 0 else levels[::-1]),
        points=sum(one.points for one in own),
        bears_on=tuple(one.title for one in others[:_BEARS]),
        step=_step(fact, own, others, assessment),
    )


def _facts_of(firing: Firing) -> set[str]:
    return {one.fact for one in firing.evidence if isinstance(one, FactEvidence)}


def _place(fact: Fact, record: CaseRecord, pack: Pack) -> int:
    """Return the place of a known level among those of an ordered scale, from 1 for the worst."""
    if fact.type != "scale" or not fact.better:
        return 0
    mask = record.memory.masks[pack.vocabulary.slots_of(fact.id)[0].position]
    if mask & (mask - 1):
        return 0
    level, placed = fact.levels[mask.bit_length() - 1], _placed(fact)
    if level not in placed:
        return 0
    place = placed.index(level) + 1
    return place if fact.better > 0 else len(placed) + 1 - place


def _placed(fact: Fact) -> list[Level]:
    return [level for level in fact.levels if level.shown_as != UNPLACED]


def _step(fact: Fact, own: list[Firing], others: list[Firing], assessment: Assessment) -> str:
    """Return the remedy to begin with: of those that change the fact, one whose time has not
    passed, at the least effort; where none changes it, one that eases its own rules."""
    told = [remedy for one in (*own, *others) for remedy in one.remedies]
    curing = [one for one in told if any(cure.fact == fact.id for cure in one.cures)]
    easing = [remedy for one in own or others for remedy in one.remedies if not remedy.cures]
    remedies = curing or easing
    if not remedies:
        return ""
    first = easiest(remedies, assessment.case.stage)
    return f"{first.text} ({', '.join(filter(None, who_and_when(first, assessment.case)))})"


def trade_off(asked: Rows, levers: Rows, time: Rows) -> str:
    """Return what ask, levers and time come to together; empty where there is nothing to hold
    against each other."""
    if not asked or not (levers or time):
        return ""
    against = sum(max(one.points, 0) for one in (*levers, *time))
    favour = -sum(min(one.points, 0) for one in (*levers, *time))
    known = [one for one in (*levers, *time) if one.words not in (OPEN_WORDS, NOT_KNOWN_WORDS)]
    if 2 * len(known) < len(levers) + len(time):
        return "Too little is known of the levers and the time to hold them against the ask."
    told = (
        f"Together the levers and the time count {phrases.plural(against, 'point')} against the "
        f"role and {favour} for it. "
    )
    if against > favour:
        return (
            f"{told}Either widen the levers or narrow the ask; keeping both as they are is the one "
            "option we advise against."
        )
    return f"{told}The levers and the time are in keeping with the ask; hold on to them."
