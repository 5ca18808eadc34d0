"""How the rules that a case sets aside read: who left out what, why, and what it changes."""

from __future__ import annotations

from mandate.assessment import Assessment
from mandate.report import phrases
from mandate.testimony import Judgement, SetAsideRule


def note(assessment: Assessment, judgement: Judgement) -> str:
    """Return what stands beside the rating: that it is adjusted, and what it would be otherwise."""
    rules = phrases.plural(len(judgement.set_aside), "rule")
    return (
        f"Adjusted by judgement: {rules} set aside, see below. {_unadjusted(assessment, judgement)}"
    )


def _unadjusted(assessment: Assessment, judgement: Judgement) -> str:
    total, score, band = judgement.unadjusted
    if total == assessment.total:
        return "With every rule the rating is the same."
    title = next(one.title for one in assessment.bands if one.id == band)
    return f"With every rule: {title.upper()}, score {score} of 100."


def set_aside_words(one: SetAsideRule) -> str:
    """Return who set a rule aside, why, and what it would add."""
    effect = "On these answers it would not have fired, so nothing changes."
    if one.fires:
        what = [phrases.in_points(one.points)] if one.points else []
        what += [f"a floor at {one.floor}"] if one.floor else []
        what += [f"the finding {finding}" for finding in one.concludes]
        effect = f"It would have fired, with {', '.join(what)}."
    return f"{one.title} (rule {one.rule}), by {one.by}: {_sentence(one.reason)} {effect}"


def reason_words(one: SetAsideRule) -> str:
    """Return who set a rule aside, and why."""
    return f"Set aside by {one.by}: {_sentence(one.reason)}"


def rating_words(judgement: Judgement) -> str:
    """Return the total, the score and the band with every rule of the pack."""
    total, score, band = judgement.unadjusted
    return f"With every rule the total is {total:+g} decibans, a score of {score} of 100 ({band})."


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def fallen_words(judgement: Judgement) -> str:
    """Return which rules fall with those set aside; empty where there are none."""
    if not judgement.fallen:
        return ""
    return (
        f"For want of what these conclude, other rules fire no more: {', '.join(judgement.fallen)}."
    )


def total_words(assessment: Assessment, judgement: Judgement) -> str:
    """Return the total and score with every rule, to stand beside those without."""
    total, score, _ = judgement.unadjusted
    rules = ", ".join(sorted(one.rule for one in judgement.set_aside))
    with_all = f"with every rule the total is {total:+g} decibans, a score of {score} of 100"
    return f"Set aside: {rules}; {with_all}, against {assessment.total:+g} and {assessment.score}."
