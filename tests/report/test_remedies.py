"""Remedies held against each other."""

from __future__ import annotations

from mandate.assessment import Cure, RemedyEntry
from mandate.report.remedies import easiest, once, stand_ins


def remedy(
    text: str = "Do it.",
    *cures: str,
    effort: str = "low",
    when: str = "day_30",
    until: str = "in_post",
) -> RemedyEntry:
    """Return a remedy that changes these facts to yes."""
    changed = tuple(Cure(name, name, "Yes", "yes") for name in cures)
    return RemedyEntry(text, changed, "CEO", effort, when, "search", until)


def test_the_easiest_remedy_is_not_late_and_of_equal_ones_has_its_last_chance() -> None:
    late = remedy(when="before_search")
    timely = remedy(effort="medium")
    last = remedy(effort="medium", when="before_search", until="offer")
    assert easiest((late, timely, last), "offer") is last
    assert easiest((late, timely), "offer") is timely
    assert easiest((timely, late), "search") is late


def test_advice_that_only_eases_stands_back_for_a_cure_in_the_same_words() -> None:
    talk, settle = remedy("Talk."), remedy("Talk.", "first", when="day_60")
    assert stand_ins([talk, settle]) == {talk: settle, settle: settle}
    assert once([talk, settle]) == [settle]


def test_of_what_changes_the_same_by_the_same_time_the_first_is_told() -> None:
    first, again = remedy("Do it.", "first", "third"), remedy("See to it.", "third", "first")
    later, more = remedy("Later.", "first", "third", when="day_60"), remedy("More.", "first")
    assert once([first, again, later, more]) == [first, later, more]


def test_what_only_eases_is_told_once_for_each_text_and_time() -> None:
    talk, later, other = remedy("Talk."), remedy("Talk.", when="day_60"), remedy("Write.")
    assert once([talk, later, other, talk]) == [talk, later, other]
