"""What respondents said of the facts, and what is known once their answers are put together.

Open: nobody asked. Not known: asked, and the respondent could not say. Known: the set of values
that all answers allow. Where they exclude each other the fact is disputed and the set is their
union; a documented answer settles the set, and the disagreement stays visible. Who answers again
later has changed their answer: the earlier one is kept, and counts no more.
"""

from typing import NamedTuple

from mandate.errors import Faults, Location, did_you_mean
from mandate.facts import NOT_KNOWN, YES, Fact, Slot, Vocabulary
from mandate.reading import Reader, integer, items, one_of, pairs
from mandate.source import Mapping, Node, Scalar, Sequence, describe, location

CONFIDENCE = ("stated", "documented")
KNOWN_AT = ("at_hire", "later")
REST = "rest"


class Answer(NamedTuple):
    """What one respondent said of one fact, or of one item of a checklist.

    ``values`` are the labels the respondent left possible; none of them means that the
    respondent was asked and could not say. ``by`` is empty where nobody is named.
    """

    fact: str
    item: str
    values: tuple[str, ...]
    by: str
    confidence: str
    source: str
    phrase: str
    note: str
    known: str
    date: str
    location: Location

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said about the answer but its value."""
        remarks = (self.by, self.source, self.phrase, self.note, self.known, self.date)
        return self.confidence == "stated" and not any(remarks)


class Memory(NamedTuple):
    """A working memory: one set of possible values a slot, flags included, and the answers.

    ``not_known`` and ``disputed`` name facts with their items (or ""); a disputed one is True
    where a documented answer settles it. Of the answers, the ``superseded`` count no more.
    """

    masks: tuple[int, ...]
    answers: tuple[Answer, ...]
    not_known: tuple[tuple[str, str], ...]
    disputed: dict[tuple[str, str], bool]
    superseded: frozenset[Answer] = frozenset()


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
    if isinstance(node, Sequence) and any("value" in one[0] for one in node.nodes):
        each = [_read_answer(one, fact, remarks, faults) for one in node.nodes]
        return [answer for found in each for answer in found]
    if isinstance(node, Mapping) and "value" in node.pairs:
        entry = Reader(node, faults, "an answer")
        value = entry.node("value")
        remarks = _read_remarks(entry, remarks.by)
        entry.close()
        return _read_bare(value, fact, remarks, faults) if value else []
    return _read_bare(node, fact, remarks, faults)


def _read_bare(node: Node, fact: Fact, remarks: _Remarks, faults: Faults) -> list[Answer]:
    """Return the answers in a value without remarks."""
    if fact.type == "checklist":
        return _read_checklist(node, fact, remarks, faults)
    return _read_values(node, fact, "", remarks, faults)


def _read_remarks(entry: Reader, by: str) -> _Remarks:
    entry.texts("visible_to")
    return _Remarks(
        by=by,
        confidence=entry.choice("confidence", CONFIDENCE, default="stated"),
        source=entry.text("source"),
        phrase=entry.text("phrase"),
        note=entry.remark("note"),
        known=entry.choice("known", KNOWN_AT, default="") if "known" in entry.mapping.pairs else "",
        date=entry.date("date"),
    )


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
        if key.text == "one_of":
            found = [read_value(one, fact, faults, among=True) for one in items(value, faults)]
            if not isinstance(value, Sequence):
                return []
            return _answers_of(found, fact, item, remarks, node, faults)
        if key.text == "between":
            return _answers_of(_between(value, fact, faults), fact, item, remarks, node, faults)
    return _answers_of([read_value(node, fact, faults)], fact, item, remarks, node, faults)


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
    ends = [read_value(end, fact, faults, among=True) for end in items(node, faults)]
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


def read_value(node: Node, fact: Fact, faults: Faults, *, among: bool = False) -> str | None:
    """Return the label that *node* gives of *fact*, or None after recording a fault.

    *among* several values, ``not_known`` is none of them.
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
        known = labels if among else (*labels, NOT_KNOWN)
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


def combine(answers: list[Answer], vocabulary: Vocabulary) -> Memory:
    """Return the working memory in which the *answers* are put together, slot by slot."""
    answers = sorted(answers, key=lambda answer: answer[:-1])
    masks = list(vocabulary.nothing_known)
    of_slot: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        of_slot.setdefault((answer.fact, answer.item), []).append(answer)
    not_known: list[tuple[str, str]] = []
    disputed: dict[tuple[str, str], bool] = {}
    superseded: set[Answer] = set()
    for (fact, item), said in of_slot.items():
        superseded |= {one for one in said if _is_superseded(one, said)}
        given = [one for one in said if one not in superseded] if superseded else said
        slot = next(slot for slot in vocabulary.slots_of(fact) if slot.item == item)
        masks[slot.position], settled = _possible(given, slot)
        if not any(answer.values for answer in given):
            masks[vocabulary.unknown_flag(fact)] = YES
            not_known.append((fact, item))
        if settled is not None:
            masks[vocabulary.disputed_flag(fact)] = YES
            disputed[fact, item] = settled
    told = tuple(answers), tuple(not_known), disputed, frozenset(superseded)
    return Memory(tuple(masks), *told)


def _is_superseded(answer: Answer, given: list[Answer]) -> bool:
    """Return whether its respondent gave a later answer of no less weight among those *given*."""
    if not answer.by or not answer.date:
        return False
    return any(
        other.by == answer.by
        and is_earlier(answer.date, other.date)
        and answer.confidence in ("stated", other.confidence)
        for other in given
    )


def is_earlier(date: str, other: str) -> bool:
    """Return whether a date lies before another; a month does not lie before its own days."""
    return date < other and not other.startswith(date)


def _possible(given: list[Answer], slot: Slot) -> tuple[int, bool | None]:
    """Return the possible values of a slot, and whether a document settles its dispute (None:
    the answers do not exclude each other)."""
    agreed, documents, union, documented = slot.full, slot.full, 0, False
    for answer in given:
        mask = sum(1 << slot.labels.index(value) for value in answer.values) or slot.full
        agreed &= mask
        if answer.values:
            union |= mask
            if answer.confidence == "documented":
                documented = True
                documents &= mask
    if documented and documents:
        return documents, None if agreed else True
    return (agreed, None) if agreed else (union, False)
