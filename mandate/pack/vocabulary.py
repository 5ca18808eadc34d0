"""Reading the vocabulary of a pack: ``vocabulary/<theme>.yaml``."""

from mandate.conditions.parse import KEYWORDS
from mandate.errors import Faults
from mandate.facts import (
    GRADES,
    MAX_VALUES,
    NO_YES,
    NOT_KNOWN,
    SHOWN_AS,
    STAGES,
    TYPES,
    UNPLACED,
    Fact,
    Level,
    ShownAs,
)
from mandate.pack.forms import ON_FACTS
from mandate.pack.steps import STEP, read_steps
from mandate.reading import (
    IDENTIFIER,
    Either,
    Form,
    Key,
    Many,
    Named,
    Reader,
    Typed,
    reader,
    text,
)
from mandate.source import Mapping, Node, Scalar, location
from mandate.tuples import NamedTuple

RESERVED = {NOT_KNOWN, "rest", "value"}
_DIRECTIONS = {
    "yes_no": {"yes": 1, "no": -1, "neither": 0},
    "scale": {"last": 1, "first": -1, "neither": 0},
    "number": {"higher": 1, "lower": -1, "neither": 0},
    "checklist": {"yes": 1},
    "choice": {"neither": 0},
}
_DEFAULT_DIRECTION = {"scale": "last", "checklist": "yes", "choice": "neither"}

LEVEL = Form(
    "a level",
    {
        "words": Key("text", "How the level reads in a sentence, where its name does not do."),
        "text": Key("text", "What the level means, in one line.", required=True),
        "shown_as": Key((UNPLACED,), "That an advisory report gives it no place on the scale."),
    },
)
_LEVELS = Either("text", LEVEL)
_OF_TYPE = {
    "scale": {
        "levels": Key(
            Named("level name", _LEVELS, least=2),
            "The levels in order, worst first.",
            required=True,
        )
    },
    "choice": {
        "levels": Key(
            Named("level name", _LEVELS, least=2), "The levels, in no order.", required=True
        )
    },
    "number": {
        "min": Key("integer", "The least value.", required=True),
        "max": Key("integer", "The greatest value.", required=True),
        "step": Key("step", "The distance of one value from the next: 1 unless given."),
    },
    "checklist": {
        "items": Key(
            Named("level name", _LEVELS, least=1), "What is ticked, yes or no.", required=True
        )
    },
}


def _fact_form(kind: str) -> Form:
    better, default = tuple(_DIRECTIONS[kind]), _DEFAULT_DIRECTION.get(kind)
    return Form(
        "the declaration of a fact",
        {
            "type": Key(TYPES, "What an answer looks like.", required=True),
            **_OF_TYPE.get(kind, {}),
            "better": Key(
                better,
                "Which values are better for the role.",
                required=not default,
                default=default,
            ),
            "direction": Key("text", "Why neither is better, where neither is."),
            **_FACT,
        },
    )


_FACT = {
    "title": Key("text", "A noun phrase for reports.", required=True),
    "question": Key("text", "What to ask the company.", required=True),
    "candidate_question": Key("text", "What a candidate should ask about it."),
    "why": Key("text", "Why the fact matters.", required=True),
    "unit": Key("text", "What is counted, where the value is a number."),
    "unit_one": Key("text", "The unit of 1, where it differs."),
    "stage": Key(STAGES, "When it can first be asked.", default="search"),
    "ask": Key("text", "Who in the company can answer, as a post.", required=True),
    "sources": Key(
        Many("source", once=True), "Where its weight comes from: codes in sources.yaml."
    ),
    "grade": Key(GRADES, "How good the evidence is.", default="D"),
    "shown_as": Key(SHOWN_AS, "Which part of an advisory report's tables it is."),
    "change": Key(
        Either(("no",), Named("level", STEP)),
        "Who can make a value true, at what effort, by when; no: nobody can.",
    ),
    "applies_when": Key(ON_FACTS, "When the fact is asked at all."),
}
FACTS = {kind: _fact_form(kind) for kind in TYPES}
FILE = Form(
    "a vocabulary file",
    {
        "theme": Key("text", "What the facts of this file are about.", required=True),
        "facts": Key(
            Named("fact name", Typed("type", FACTS)), "The facts, by name.", required=True
        ),
    },
)


class FactDeclaration(NamedTuple):
    """A fact, and its ``applies_when`` as it was written: conditions are read in a second pass."""

    fact: Fact
    applies_when: Node | None


def read_facts(document: Mapping, faults: Faults) -> list[FactDeclaration]:
    """Return the facts that one vocabulary file declares."""
    file = Reader(document, faults, FILE)
    theme = file.text("theme")
    declared = []
    for key, node in file.pairs("facts"):
        if (entry := reader(node, faults, FACTS["yes_no"])) and (kind := entry.choice("type")):
            declared.append(_read_fact(key, entry, theme, kind))
    file.close()
    return declared


def _read_fact(key: Scalar, entry: Reader, theme: str, kind: str) -> FactDeclaration:
    faults = entry.faults
    reserved = key.text in RESERVED or key.text in KEYWORDS
    if not IDENTIFIER.fullmatch(key.text) or "." in key.text or reserved:
        message = f"'{key.text}' cannot name a fact"
        hint = "expected words joined by underscores, not a reserved word"
        faults.add(location(key), "identifier", message, hint)
    entry.form = FACTS[kind]
    levels = _read_levels(entry, kind)
    minimum, maximum, step = _read_number(entry) if kind == "number" else (0, 0, 1)
    labels = _labels(kind, levels, range(minimum, maximum + 1, step))
    better = entry.choice("better")
    reason = entry.text("direction", required=better == "neither" and kind != "choice")
    fact = Fact(
        id=key.text,
        title=entry.text("title"),
        question=entry.text("question"),
        candidate_question=entry.text("candidate_question"),
        why=entry.text("why"),
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
        stage=entry.choice("stage"),
        ask=entry.text("ask"),
        steps=(),
        changeable=True,
        sources=entry.texts("sources"),
        grade=entry.choice("grade"),
        location=location(key),
        shown_as=ShownAs(entry.choice("shown_as")),
    )
    steps = read_steps(entry, fact)
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
    worded: dict[str, str] = {}
    for name, node in entry.pairs(key):
        if not IDENTIFIER.fullmatch(name.text) or name.text in RESERVED:
            message = f"'{name.text}' cannot name a level"
            hint = "expected words joined by underscores, not a reserved word"
            entry.faults.add(location(name), "identifier", message, hint)
        level = _read_level(name.text, node, entry.faults)
        if level.words in worded and level.words:
            message = f"'{name.text}' and '{worded[level.words]}' read alike: {level.words}"
            hint = "no report could tell them apart; give one of them other words"
            entry.faults.add(location(name), "levels", message, hint)
        worded[level.words] = name.text
        levels.append(level)
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
    entry = Reader(node, faults, LEVEL)
    shown_as = ShownAs(entry.choice("shown_as"))
    level = Level(name, entry.text("words", default=words), entry.text("text"), shown_as)
    entry.close()
    return level


def _read_number(entry: Reader) -> tuple[int, int, int]:
    before, minimum = len(entry.faults), entry.integer("min")
    maximum = entry.integer("max", default=minimum + 1)
    step = entry.integer("step", default=1)
    if len(entry.faults) > before:
        return minimum, minimum + 1, 1  # what stands there was written by nobody
    place = location(entry.mapping)
    if step < 1 or maximum <= minimum or (maximum - minimum) % step:
        message = f"min {minimum}, max {maximum} and step {step} make no range"
        entry.faults.add(place, "range", message, "expected min < max, and whole steps between")
    elif (maximum - minimum) // step >= MAX_VALUES:
        message = f"this number can take more than {MAX_VALUES} values"
        entry.faults.add(place, "range", message, "choose a larger step")
    else:
        return minimum, maximum, step
    return minimum, minimum + 1, 1
