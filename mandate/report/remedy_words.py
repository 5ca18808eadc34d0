"""What to do, in words: remedies with who, when and at what effort, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from mandate.assessment import CaseReference, Cure, RemedyEntry
from mandate.case_forms import CANDIDATE
from mandate.report import selection
from mandate.report.remedies import is_last_chance, is_late
from mandate.wording import TIMES, arrangement_words, owner_words

_TO_CANDIDATE = {"before_search": "now", "before_offer": "before you accept"}
LAST_CHANCE = "last chance now"
_NAMED = 2


def times_for(reader: str) -> dict[str, str]:
    """Return how each time that has not passed reads to whom an edition is for (empty: to whoever
    prepared the case): a candidate can but ask for what is due before the offer."""
    return {**TIMES, **_TO_CANDIDATE} if reader == CANDIDATE else TIMES


def remedy_words(remedy: RemedyEntry, case: CaseReference) -> str:
    """Return a remedy with who, when, at what effort and whether it settles the matter."""
    return f"{remedy.text} ({_arrangement(remedy, case)}; {_effect(remedy)})"


def brief_words(remedy: RemedyEntry, case: CaseReference) -> str:
    """Return a remedy as a sentence that ends with who and when."""
    owners, when = who_and_when(remedy, case)
    return f"{remedy.text.rstrip('.')} ({owners}, {when})."


def declared_words(remedy: RemedyEntry) -> str:
    """Return a remedy as a pack declares it, whatever the stage."""
    told = arrangement_words(
        remedy.owner, remedy.effort, remedy.when, stage=remedy.stage, until=remedy.until
    )
    return f"{remedy.text} ({told}; {_effect(remedy)})"


def _effect(remedy: RemedyEntry) -> str:
    return f"settles it, {_changes(remedy.cures)}" if remedy.cures else "eases it"


def fix_words(remedy: RemedyEntry, case: CaseReference) -> str:
    """Return a remedy with who, when and at what effort."""
    return f"{remedy.text} ({_arrangement(remedy, case)})"


def step_reasons(step: selection.FirstStep) -> str:
    """Return which reasons a first step bears on, two of them by name."""
    more = len(step.reasons) - _NAMED
    others = f"; and {more} more" if more > 0 else ""
    return f"Bears on: {'; '.join(step.reasons[:_NAMED])}{others}."


def _arrangement(remedy: RemedyEntry, case: CaseReference) -> str:
    """Return who, when and at what effort; a remedy whose time has passed, or that cannot be
    carried out at a later stage, says so."""
    owners, when = who_and_when(remedy, case)
    return f"{owners}, {when}, {remedy.effort} effort"


def who_and_when(remedy: RemedyEntry, case: CaseReference) -> tuple[str, str]:
    """Return the owners of a remedy and its time; one whose time has passed was due."""
    late, last = is_late(remedy, case.stage), is_last_chance(remedy, case.stage)
    return owner_words(remedy.owner), due(remedy.when, case.edition, late=late, last_chance=last)


def due(when: str, reader: str, *, late: bool, last_chance: bool) -> str:
    """Return when something is to be done; what is *late* says so, and what cannot be done at a
    later stage."""
    told = f"was due {TIMES.get(when, when)}" if late else times_for(reader).get(when, when)
    return f"{told}, {LAST_CHANCE}" if last_chance else told


def _changes(cures: Sequence[Cure]) -> str:
    """Return which facts change to what; the items of a checklist stand under its title."""
    by_title: dict[str, list[str]] = {}
    for cure in cures:
        by_title.setdefault(cure.title, []).append(cure.to)
    return "; ".join(f"{title}: {', '.join(to)}" for title, to in by_title.items())


def told_words(titles: Sequence[str], *, others: bool) -> str:
    """Return where remedies have been told already: under the reasons of these titles, beside
    *others* that have not been."""
    return f"{'And what' if others else 'What'} is told above under: {'; '.join(titles)}."
