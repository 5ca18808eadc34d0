"""What differs between two declarations of a fact."""

from __future__ import annotations

from mandate.differences.changes import Changes, lines, members, order, text, texts
from mandate.differences.meaning import Side, condition_change
from mandate.facts import Fact
from mandate.wording import step_words

_TEXTS = {
    "title": "title",
    "question": "question",
    "candidate_question": "question of a candidate",
    "why": "why it matters",
    "theme": "theme",
    "unit": "unit",
    "unit_one": "unit of 1",
    "direction": "why it has no direction",
    "stage": "stage from which it is asked",
    "ask": "whom to ask",
    "grade": "grade",
    "shown_as": "what reports show it as",
}
_BETTER = {1: "later or higher is better", -1: "earlier or lower is better", 0: "none is better"}
_YES_NO = {1: "yes is better", -1: "no is better", 0: "neither is better"}


def fact_changes(before: Fact, after: Fact, old: Side, new: Side) -> Changes:
    """Yield what differs between two declarations of a fact, whatever it is called."""
    yield from text("type", before.type, after.type, counts=True)
    if before.type == after.type == "number":
        yield from text("range", before.expected, after.expected, counts=True)
    what = "item" if after.type == "checklist" else "level"
    mine, theirs = ({level.id: level for level in fact.levels} for fact in (before, after))
    yield from members(what, _anchors(before), _anchors(after), counts=True)
    for name in mine:
        if name in theirs:
            yield from text(f"words of {what} {name}", mine[name].words, theirs[name].words)
    yield from order(f"order of {what}s", [*mine], [*theirs], counts=after.type == "scale")
    yield from text("direction", _direction(before), _direction(after))
    applies = old.pack.applies.get(before.id), new.pack.applies.get(after.id)
    yield from condition_change("applies only when", *applies, old, new)
    yield from text("can be changed", _yes(before.changeable), _yes(after.changeable))
    yield from members("step to", _steps(before), _steps(after))
    yield from order("order of steps", [*_steps(before)], [*_steps(after)])
    yield from texts(before, after, _TEXTS)
    yield from lines("source", before.sources, after.sources)


def fact_summary(fact: Fact) -> str:
    """Return in a line what a case can say of a fact."""
    names = "" if fact.type in ("number", "yes_no") else f": {', '.join(_anchors(fact))}"
    values = f": {fact.expected} {fact.unit}".rstrip() if fact.type == "number" else names
    return f"{fact.type.replace('_', ' or ')}{values}; {_direction(fact)}"


def _anchors(fact: Fact) -> dict[str, str]:
    return {level.id: level.text for level in fact.levels}


def _direction(fact: Fact) -> str:
    if fact.type == "choice":
        return "in no order"
    return (_YES_NO if fact.type in ("yes_no", "checklist") else _BETTER)[fact.better]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _steps(fact: Fact) -> dict[str, str]:
    return {step.to: step_words(step) for step in fact.steps}
