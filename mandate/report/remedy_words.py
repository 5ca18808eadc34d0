"""What to do, in words: remedies with who, when and at what effort, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence

from mandate.assessment import Cure, RemedyEntry
from mandate.report import selection
from mandate.wording import TIMES, arrangement_words, owner_words

_NAMED = 2


def remedy_words(remedy: RemedyEntry, stage: str) -> str:
    """Return a remedy with who, when, at what effort and whether it settles the matter."""
    return f"{remedy.text} ({_arrangement(remedy, stage)}; {_effect(remedy)})"


def declared_words(remedy: RemedyEntry) -> str:
    """Return a remedy as a pack declares it, whatever the stage."""
    _, _, owner, effort, when, stage, until = remedy
    told = arrangement_words(owner, effort, when, stage=stage, until=until)
    return f"{remedy.text} ({told}; {_effect(remedy)})"


def _effect(remedy: RemedyEntry) -> str:
    return f"settles it, {_changes(remedy.cures)}" if remedy.cures else "eases it"


def first_step_words(step: selection.FirstStep, stage: str) -> str:
    """Return a remedy with who, when and at what effort."""
    return f"{step.remedy.text} ({_arrangement(step.remedy, stage)})"


def step_reasons(step: selection.FirstStep) -> str:
    """Return which reasons a first step bears on, two of them by name."""
    more = len(step.reasons) - _NAMED
    others = f"; and {more} more" if more > 0 else ""
    return f"Bears on: {'; '.join(step.reasons[:_NAMED])}{others}."


def _arrangement(remedy: RemedyEntry, stage: str) -> str:
    """Return who, when and at what effort; a remedy whose time has passed, or that cannot be
    carried out at a later stage, says so."""
    owners, when = who_and_when(remedy, stage)
    last = no_later(last_chance=selection.is_last_chance(remedy, stage))
    return f"{owners}, {when}, {remedy.effort} effort{last}"


def who_and_when(remedy: RemedyEntry, stage: str) -> tuple[str, str]:
    """Return the owners of a remedy and its time; one whose time has passed was due."""
    when = due(remedy.when, late=selection.is_late(remedy, stage))
    return owner_words(remedy.owner), when


def due(when: str, *, late: bool) -> str:
    """Return when something is to be done; what is *late* says so."""
    words = TIMES.get(when, when)
    return f"was due {words}" if late else words


def no_later(*, last_chance: bool) -> str:
    """Return what is added to that where it cannot be done at a later stage."""
    return ", not possible later" if last_chance else ""


def _changes(cures: Sequence[Cure]) -> str:
    """Return which facts change to what; the items of a checklist stand under its title."""
    by_title: dict[str, list[str]] = {}
    for cure in cures:
        by_title.setdefault(cure.title, []).append(cure.to)
    return "; ".join(f"{title}: {', '.join(to)}" for title, to in by_title.items())


def told_words(titles: Sequence[str]) -> str:
    """Return where remedies have been told already: under the reasons of these titles."""
    return f"And what is told above under: {'; '.join(titles)}."
