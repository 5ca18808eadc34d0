"""The facts of a pack, one table a theme."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.facts import Fact, Level, Step
from mandate.pack.model import Pack
from mandate.report.markdown import escape
from mandate.report.pack_page_parts import anchor, heading, mark, row, table
from mandate.report.pack_page_rules import clause
from mandate.wording import FROM, step_words

_BETTER = {
    "yes_no": {1: "yes is better", -1: "no is better"},
    "scale": {1: "worst first", -1: "best first"},
    "number": {1: "more is better", -1: "fewer is better"},
    "checklist": {1: "each is better ticked"},
    "choice": {},
}


def themes(pack: Pack) -> list[tuple[str, str, list[Fact]]]:
    """Return each theme with its anchor and its facts, themes and facts by title."""
    facts = sorted(pack.vocabulary.facts.values(), key=lambda fact: (fact.title, fact.id))
    titles = sorted({fact.theme for fact in facts})
    return [
        (title, anchor("theme", str(number)), [fact for fact in facts if fact.theme == title])
        for number, title in enumerate(titles, start=1)
    ]


def facts(pack: Pack) -> Iterator[str]:
    """Yield the section of the facts: a table for each theme."""
    yield from heading(2, "Facts", anchor("section", "facts"))
    yield "What a case can say. A fact that nobody was asked about is open, and counts neither way."
    for title, target, members in themes(pack):
        yield from heading(3, title, target)
        yield from table("Fact", "Question", "Values", "Ask", "Can be changed")
        for fact in members:
            yield row(
                (_name(fact, pack), _question(fact), _values(fact), _ask(fact), _change(fact))
            )


def _name(fact: Fact, pack: Pack) -> str:
    name = f"{mark(anchor('fact', fact.id))}**{escape(fact.title)}**<br>`{fact.id}`"
    condition = pack.applies.get(fact.id)
    return f"{name}<br>applies only when {clause(condition, pack)}" if condition else name


def _question(fact: Fact) -> str:
    if not fact.candidate_question:
        return escape(fact.question)
    return f"{escape(fact.question)}<br>*A candidate asks:* {escape(fact.candidate_question)}"


def _values(fact: Fact) -> str:
    better = _BETTER[fact.type].get(fact.better)
    direction = better or (f"no direction: {fact.direction}" if fact.direction else "in no order")
    if fact.type == "number":
        ends = f"{fact.minimum} to {fact.words(str(fact.maximum))}"
        steps = f" in steps of {fact.step}" if fact.step != 1 else ""
        return escape(f"{ends}{steps}; {direction}")
    if fact.type == "yes_no":
        return escape(f"yes or no; {direction}")
    return "<br>".join((f"*{escape(direction)}*", *map(_level, fact.levels)))


def _level(level: Level) -> str:
    plain = level.id.replace("_", " ") == level.words
    return f"`{level.id}`{'' if plain else f' ({escape(level.words)})'}: {escape(level.text)}"


def _ask(fact: Fact) -> str:
    return escape(f"{fact.ask}{FROM[fact.stage]}")


def _change(fact: Fact) -> str:
    if not fact.changeable:
        return "no"
    return "<br>".join(_step(step, fact) for step in fact.steps) or "no step declared"


def _step(step: Step, fact: Fact) -> str:
    to = escape(fact.words(step.to)) if fact.type == "number" else f"`{step.to}`"
    return f"{to}: {escape(step_words(step))}"
