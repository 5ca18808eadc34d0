"""What respondents said of the facts: reading answers and their remarks."""

from mandate.errors import Faults, did_you_mean
from mandate.facts import NOT_KNOWN, Fact, Vocabulary
from mandate.memory import CONFIDENCE, Answer
from mandate.reading import (
    Either,
    Form,
    Key,
    Many,
    Reader,
    integer,
    items,
    one_of,
    pairs,
)
from mandate.source import Mapping, Node, Scalar, Sequence, describe, location
from mandate.tuples import NamedTuple

KNOWN_AT = ("at_hire", "later")
REST = "rest"
ONE_OF, BETWEEN = "one_of", "between"

VISIBLE_TO = Key(Many("text"), "Who may see it in an edition, besides us; [] is nobody.")
REMARK = Form(
    "a text with readers",
    {"text": Key("text", "The text itself.", required=True), "visible_to": VISIBLE_TO},
)
REMARKED = Either("text", REMARK)
"""The kind of a text that is in no edition unless it says who may see it."""

ANSWERS = "answers"
"""The kind of a mapping from facts to answers."""
ANSWER = Form(
    "an answer",
    {
        "value": Key("value", "The answer itself.", required=True),
        "confidence": Key(
            CONFIDENCE,
            "Whether it was said, or read in a document, which settles it.",
            default="stated",
        ),
        "source": Key("text", "Where it was read: an id under 'sources:' of the case."),
        "phrase": Key("text", "A few words that help to find the passage; no quotation."),
        "note": Key(REMARKED, "Anything else to bear in mind."),
        "known": Key(KNOWN_AT, "Whether it was known when the leader was hired, or only later."),
        "date": Key("date", "When it was said; of two answers by one respondent the later counts."),
        "visible_to": VISIBLE_TO,
    },
)


class _Remarks(NamedTuple):
    by: str
    confidence: str = "stated"
    source: str = ""
    phrase: str = ""
    note: str = ""
    known: str = ""
    date: str = ""


def read_answers(node: Node, vocabulary: Vocabulary, by: str, faults: Faults) -> list[Answer]:
    """Return the answers under ``facts:`` or under one respondent, in the order written."""
    answers: list[Answer] = []
    for key, value in pairs(node, faults):
        if faults.are_many:
            break
        fact = vocabulary.facts.get(key.text)
        if fact is None:
            message = f"the pack has no fact '{key.text}'"
            hint = did_you_mean(key.text, vocabulary.facts)
            faults.add(location(key), "unknown-fact", message, hint)
        else:
            answers += _read_answer(value, fact, _Remarks(by), faults)
    return answers


def _read_answer(node: Node, fact: Fact, remarks: _Remarks, faults: Faults) -> list[Answer]:
    if isinstance(node, Sequence) and any(_is_told(one) for one in node.nodes):
        return _read_several(node, fact, remarks, faults)
    if isinstance(node, Mapping) and "value" in node.pairs:
        entry = Reader(node, faults, ANSWER)
        value = entry.node("value")
        remarks = _read_remarks(entry, remarks.by)
        entry.close()
        return _read_bare(value, fact, remarks, faults) if value else []
    return _read_bare(node, fact, remarks, faults)


def _is_told(node: Node) -> bool:
    """Return whether a node is an answer that is told with its ``value``, and perhaps remarks."""
    return isinstance(node, Mapping) and "value" in node.pairs


def _read_several(node: Sequence, fact: Fact, remarks: _Remarks, faults: Faults) -> list[Answer]:
    answers = []
    for one in node.nodes:
        if _is_told(one):
            answers += _read_answer(one, fact, remarks, faults)
        else:
            message = f"each of several answers needs its 'value', found {describe(one)}"
            faults.add(location(one), "value", message, "write {value: ..., date: ...}")
    return answers


def _read_bare(node: Node, fact: Fact, remarks: _Remarks, faults: Faults) -> list[Answer]:
    """Return the answers in a value without remarks."""
    if fact.type == "checklist":
        return _read_checklist(node, fact, remarks, faults)
    return _read_values(node, fact, "", remarks, faults)


def _read_remarks(entry: Reader, by: str) -> _Remarks:
    entry.texts("visible_to")
    return _Remarks(
        by=by,
        confidence=entry.choice("confidence"),
        source=entry.text("source"),
        phrase=entry.text("phrase"),
        note=read_remark(entry, "note"),
        known=entry.choice("known"),
        date=entry.date("date"),
    )


def read_remark(entry: Reader, key: str) -> str:
    """Return the text under *key*, which may stand there with who it is ``visible_to``."""
    node = entry.node(key)
    if not isinstance(node, Mapping):
        return entry.text(key)
    remark = Reader(node, entry.faults, REMARK)
    found = remark.text("text")
    remark.texts("visible_to")
    remark.close()
    return found


def _read_checklist(node: Node, fact: Fact, remarks: _Remarks, faults: Faults) -> list[Answer]:
    names = [level.id for level in fact.levels]
    if isinstance(node, Scalar) and node.text == NOT_KNOWN:
        return [_answer(fact, name, (), remarks, node) for name in names]
    if not isinstance(node, Mapping):
        message = f"{fact.id} is a checklist: expected its items, found {describe(node)}"
        hint = "write 'item: yes' or 'item: no' lines; 'rest: no' answers the others"
        faults.add(location(node), "checklist", message, hint)
        return []
    answers = []
    for key, value in node.pairs.values():
        if key.text in names:
            answers += _read_values(value, fact, key.text, remarks, faults)
        elif key.text != REST:
            message = f"{fact.id} has no item '{key.text}'"
            faults.add(location(key), "unknown-item", message, did_you_mean(key.text, names))
    rest = node.get(REST)
    if rest and one_of(rest, ("no",), faults, REST, "unknown-level"):
        left = [name for name in names if name not in node.pairs]
        answers += [_answer(fact, name, ("no",), remarks, rest) for name in left]
    return answers


def _read_values(
    node: Node, fact: Fact, item: str, remarks: _Remarks, faults: Faults
) -> list[Answer]:
    if isinstance(node, Scalar) and node.text == NOT_KNOWN:
        return [_answer(fact, item, (), remarks, node)]
    if isinstance(node, Mapping) and len(node.pairs) == 1 and fact.type != "checklist":
        ((key, value),) = node.pairs.values()
        if key.text == ONE_OF:
            found = [read_value(one, fact, faults) for one in items(value, faults)]
            if not isinstance(value, Sequence):
                return []
            return _answers_of(found, fact, item, remarks, node, faults)
        if key.text == BETWEEN:
            return _answers_of(_between(value, fact, faults), fact, item, remarks, node, faults)
    return _answers_of(
        [read_value(node, fact, faults, answer=True)], fact, item, remarks, node, faults
    )


def _answers_of(
    found: list[str | None],
    fact: Fact,
    item: str,
    remarks: _Remarks,
    node: Node,
    faults: Faults,
) -> list[Answer]:
    values = [value for value in found if value is not None]
    if not found:
        hint = "leave it out, or write not_known"
        faults.add(location(node), "value", f"no value is given for {fact.id}", hint)
    if not values or len(values) < len(found):
        return []
    in_order = tuple(label for label in fact.labels if label in values)
    return [_answer(fact, item, in_order, remarks, node)]


def _between(node: Node, fact: Fact, faults: Faults) -> list[str | None]:
    ends = [read_value(end, fact, faults) for end in items(node, faults)]
    if not isinstance(node, Sequence):
        return [None]
    if len(ends) != 2 or fact.type not in ("scale", "number"):
        message = f"'between' takes the lowest and the highest value of a scale, for {fact.id}"
        faults.add(location(node), "between", message)
        return [None]
    if ends[0] is None or ends[1] is None:
        return [None]
    low, high = (fact.labels.index(end) for end in ends if end is not None)
    if low > high:
        message = f"'between' has its ends the wrong way round for {fact.id}"
        faults.add(location(node), "between", message, "lowest first")
        return [None]
    return list(fact.labels[low : high + 1])


def _answer(fact: Fact, item: str, values: tuple[str, ...], said: _Remarks, node: Node) -> Answer:
    by, confidence, source, phrase, note, known, date = said
    place = location(node)
    return Answer(fact.id, item, values, by, confidence, source, phrase, note, known, date, place)


def read_value(node: Node, fact: Fact, faults: Faults, *, answer: bool = False) -> str | None:
    """Return the label that *node* gives of *fact*, or None after recording a fault.

    A whole *answer* could be ``not_known`` as well, which the message then tells.
    """
    labels = fact.labels
    if isinstance(node, Scalar) and node.text in labels:
        return node.text
    if isinstance(node, (Mapping, Sequence)):
        message = f"expected a value of {fact.id}, found {describe(node)}"
        hint = f"expected {fact.expected}"
        faults.add(location(node), "value", message, hint)
    elif fact.type == "number":
        expectation = f"{fact.expected} for {fact.id}"
        if (number := integer(node, faults, expectation)) is not None:
            message = f"{number} is out of range for {fact.id}"
            faults.add(location(node), "out-of-range", message, f"expected {fact.expected}")
    else:
        message = f"{describe(node)} is not a value of {fact.id}"
        known = (*labels, NOT_KNOWN) if answer else labels
        if node.text.strip() in known:
            hint = "leave out the blanks around it"
        else:
            hint = did_you_mean(node.text, known) or f"expected {fact.expected}"
        faults.add(location(node), "unknown-level", message, hint)
    return None


def read_respondents(node: Node | None, vocabulary: Vocabulary, faults: Faults) -> list[Answer]:
    """Return all answers under ``respondents:``, which maps each respondent to their facts."""
    answers: list[Answer] = []
    for key, facts in pairs(node, faults):
        if not key.text.strip():
            hint = "answers by nobody in particular go under 'facts:'"
            faults.add(location(key), "respondent", "a respondent needs a name", hint)
        elif not isinstance(facts, Mapping):
            message = f"expected the answers of '{key.text}', found {describe(facts)}"
            faults.add(location(key), "mapping", message)
        else:
            answers += read_answers(facts, vocabulary, key.text, faults)
    return answers
