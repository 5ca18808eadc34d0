"""Reading the vocabulary of a pack: ``vocabulary/<theme>.yaml``."""

from typing import NamedTuple

from mandate.conditions.nodes import FLAGS
from mandate.errors import Faults
from mandate.facts import (
    EFFORTS,
    GRADES,
    MAX_VALUES,
    NO_YES,
    NOT_KNOWN,
    STAGES,
    TYPES,
    WHEN,
    Fact,
    Level,
    Step,
)
from mandate.reading import IDENTIFIER, Reader, pairs, reader, text
from mandate.source import Mapping, Node, Scalar, location

_RESERVED = {NOT_KNOWN, "rest", "value"}
_KEYWORDS = {"all", "any", "not", "some", "finding", *FLAGS}
_DIRECTIONS = {
    "yes_no": {"yes": 1, "no": -1, "neither": 0},
    "scale": {"last": 1, "first": -1, "neither": 0},
    "number": {"higher": 1, "lower": -1, "neither": 0},
    "checklist": {"yes": 1},
    "choice": {"neither": 0},
}
_DEFAULT_DIRECTION = {"scale": "last", "checklist": "yes", "choice": "neither"}


class FactDeclaration(NamedTuple):
    """A fact, and its ``applies_when`` as it was written: conditions are read in a second pass."""

    fact: Fact
    applies_when: Node | None


def read_facts(document: Mapping, faults: Faults) -> list[FactDeclaration]:
    """Return the facts that one vocabulary file declares."""
    file = Reader(document, faults, "a vocabulary file")
    theme = file.text("theme", required=True)
    declared = []
    for key, node in file.pairs("facts", required=True):
        if entry := reader(node, faults, "the declaration of a fact"):
            declared.append(_read_fact(key, entry, theme))
    file.close()
    return declared


def _read_fact(key: Scalar, entry: Reader, theme: str) -> FactDeclaration:
    faults = entry.faults
    reserved = key.text in _RESERVED | _KEYWORDS
    if not IDENTIFIER.fullmatch(key.text) or "." in key.text or reserved:
        message = f"'{key.text}' cannot name a fact"
        hint = "expected words joined by underscores, not a reserved word"
        faults.add(location(key), "identifier", message, hint)
    kind = entry.choice("type", TYPES) or "yes_no"
    levels = _read_levels(entry, kind)
    minimum, maximum, step = _read_number(entry) if kind == "number" else (0, 0, 1)
    labels = _labels(kind, levels, range(minimum, maximum + 1, step))
    better = entry.choice("better", _DIRECTIONS[kind], default=_DEFAULT_DIRECTION.get(kind))
    reason = entry.text("direction", required=better == "neither" and kind != "choice")
    fact = Fact(
        id=key.text,
        title=entry.text("title", required=True),
        question=entry.text("question", required=True),
        candidate_question=entry.text("candidate_question"),
        why=entry.text("why", required=True),
        type=kind,
        theme=theme,
        levels=levels,
        labels=labels,
        minimum=minimum,
        maximum=maximum,
        step=step,
        unit=(unit := entry.text("unit")),
        unit_one=entry.text("unit_one", default=unit),
        better=_DIRECTIONS[kind].get(better, 0),
        direction=reason,
        stage=entry.choice("stage", STAGES, default="search"),
        ask=entry.text("ask", required=True),
        steps=(),
        changeable=True,
        sources=entry.texts("sources"),
        grade=entry.choice("grade", GRADES, default="D"),
        location=location(key),
    )
    steps = _read_steps(entry, fact)
    fact = fact._replace(steps=steps or (), changeable=steps is not None)
    applies_when = entry.node("applies_when")
    entry.close()
    return FactDeclaration(fact, applies_when)


def _labels(kind: str, levels: tuple[Level, ...], numbers: range) -> tuple[str, ...]:
    if kind == "number":
        return tuple(map(str, numbers))
    return NO_YES if kind in ("yes_no", "checklist") else tuple(level.id for level in levels)


def _read_levels(entry: Reader, kind: str) -> tuple[Level, ...]:
    key = "items" if kind == "checklist" else "levels"
    if kind not in ("scale", "choice", "checklist"):
        return ()
    levels = []
    for name, node in entry.pairs(key, required=True):
        if not IDENTIFIER.fullmatch(name.text) or name.text in _RESERVED:
            message = f"'{name.text}' cannot name a level"
            hint = "expected words joined by underscores, not a reserved word"
            entry.faults.add(location(name), "identifier", message, hint)
        levels.append(_read_level(name.text, node, entry.faults))
    if len(levels) < (1 if kind == "checklist" else 2):
        least = "one item" if kind == "checklist" else "two levels"
        message = f"a {kind} needs at least {least}"
        entry.faults.add(location(entry.mapping), "levels", message)
    return tuple(levels)


def _read_level(name: str, node: Node, faults: Faults) -> Level:
    """Return a level, written as its description or as ``{words: CEO, text: ...}``."""
    words = name.replace("_", " ")
    if not isinstance(node, Mapping):
        return Level(name, words, text(node, faults, "a one-line description"))
    entry = Reader(node, faults, "a level")
    level = Level(name, entry.text("words", default=words), entry.text("text", required=True))
    entry.close()
    return level


def _read_number(entry: Reader) -> tuple[int, int, int]:
    minimum = entry.integer("min", required=True)
    maximum = entry.integer("max", required=True, default=minimum + 1)
    step = entry.integer("step", default=1)
    place = location(entry.mapping)
    if step < 1 or maximum <= minimum or (maximum - minimum) % step:
        message = f"min {minimum}, max {maximum} and step {step} make no range"
        entry.faults.add(place, "range", message, "expected min < max, and whole steps between")
        return minimum, minimum + 1, 1
    if (maximum - minimum) // step >= MAX_VALUES:
        message = f"this number can take more than {MAX_VALUES} values"
        entry.faults.add(place, "range", message, "choose a larger step")
        return minimum, minimum + 1, 1
    return minimum, maximum, step


def _read_steps(entry: Reader, fact: Fact) -> tuple[Step, ...] | None:
    """Return the steps under ``change``; None where the fact cannot be changed."""
    node = entry.node("change")
    if isinstance(node, Scalar) and node.text == "no":
        return None
    targets = {level.id for level in fact.levels} if fact.type == "checklist" else set(fact.labels)
    steps = []
    for to, step_node in pairs(node, entry.faults):
        if to.text not in targets:
            message = f"'{to.text}' is no value of {fact.id}"
            entry.faults.add(location(to), "unknown-level", message, f"expected {fact.expected}")
        if step := reader(step_node, entry.faults, "a step"):
            effort = step.choice("effort", EFFORTS)
            owner = step.text("owner", required=True)
            steps.append(Step(to.text, effort, owner, step.choice("when", WHEN)))
            step.close()
    return tuple(steps)
