"""What if: a case with some facts changed, assessed beside the case as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mandate.answers import read_value
from mandate.assessor import Assessor
from mandate.case import Known, check_possible, known
from mandate.comparer import AnyCase, AnyPack, compared, side, words_of
from mandate.comparison import SCHEMA_VERSION, Change, WhatIf
from mandate.errors import Faults, Location, RequestError, did_you_mean, shortened
from mandate.facts import NOT_KNOWN, Fact
from mandate.library import open_case
from mandate.memory import Answer, combine
from mandate.pack.model import Pack
from mandate.source import Document, Scalar, location
from mandate.tuples import NamedTuple

BY = "what if"
NAMES = "as it is", BY
_CHANGE = "change"
_OPEN = ("", "?")
_SEVERAL, _BETWEEN = ",", ".."


class _Wanted(NamedTuple):
    """A change as it was asked for: of a fact, or of one item of it; None for ``values`` opens it,
    no values at all are an answer that could not be given."""

    fact: Fact
    item: str
    values: tuple[str, ...] | None
    location: Location


def what_if(
    case: AnyCase, changes: Iterable[str] | Mapping[str, object], pack: AnyPack | None = None
) -> WhatIf:
    """Return a case as it is, and as it would be with some changes, with what that does and why.

    Each change is written ``fact=value`` or ``checklist.item=yes``, or given as a mapping of these;
    ``not_known`` is a value, ``?`` or nothing takes all answers away, ``a,b`` leaves several values
    possible and ``a..b`` those between. An answer takes the place of all that anybody said of the
    fact. Case and pack are given as for ``assess``. Raises RequestError with all that is wrong with
    the changes, CaseError or PackError with all that is wrong there.
    """
    assessor, opened = open_case(case, pack)
    before = known(opened, assessor.pack)
    if isinstance(changes, Mapping):
        changes = [f"{name}={_written(value)}" for name, value in changes.items()]
    wanted = _read(list(changes), assessor.pack)
    return _told(assessor, before, wanted, changed(before, wanted, assessor.pack))


def _written(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def changed(case: Known, wanted: Iterable[_Wanted], pack: Pack) -> Known:
    """Return a case with changes made; raises RequestError where it then says what cannot be."""
    wanted = list(wanted)
    replaced = {(one.fact.id, one.item) for one in wanted}
    answers = [one for one in case.memory.answers if (one.fact, one.item) not in replaced]
    answers += [
        Answer(one.fact.id, one.item, one.values, BY, "stated", "", "", "", "", "", one.location)
        for one in wanted
        if one.values is not None
    ]
    memory = combine(answers, pack.vocabulary)
    faults = Faults()
    check_possible(case.case, memory, pack, faults)
    faults.raise_if_any(RequestError)
    return Known(case.case, memory)


def _told(assessor: Assessor, before: Known, wanted: Iterable[_Wanted], after: Known) -> WhatIf:
    one, two = (
        side(name, assessor, assessor.record(case))
        for name, case in zip(NAMES, (before, after), strict=True)
    )
    facts: dict[str, list[str]] = {}
    for each in wanted:
        facts.setdefault(each.fact.id, []).append(each.item)
    changes = []
    for name, items in facts.items():
        fact = assessor.pack.fact(name)
        said = one.record.statements.said_of(name)
        changes.append(
            Change(
                fact=name,
                items=tuple(item for item in items if item),
                title=fact.title,
                before=words_of(one, fact, (one, two)),
                after=words_of(two, fact, (one, two)),
                replaced=tuple(answer for answer in said if answer.item in items),
            )
        )
    return WhatIf(SCHEMA_VERSION, tuple(changes), compared((one, two)))


def _read(written: list[str], pack: Pack) -> list[_Wanted]:
    """Return the changes that are *written*; raises RequestError with all that is wrong."""
    faults = Faults()
    document = Document(_CHANGE, tuple(written))
    wanted: list[_Wanted] = []
    lines: dict[tuple[str, str], int] = {}
    for line, text in enumerate(written):
        for one in _read_one(Scalar(text, document, line, 0), pack, faults):
            name = one.fact.id, one.item
            if name in lines:
                message = f"{'.'.join(filter(None, name))} is changed twice"
                faults.add(one.location, "change-twice", message, f"first in {lines[name]}")
            lines.setdefault(name, line + 1)
            wanted.append(one)
    if not written:
        place, hint = Location(_CHANGE), "write fact=value"
        faults.add(place, "change", "no change is given", hint)
    faults.raise_if_any(RequestError)
    return wanted


def _read_one(argument: Scalar, pack: Pack, faults: Faults) -> list[_Wanted]:
    name, equals, value = argument.text.partition("=")
    if not equals:
        message = f"'{shortened(name)}' is no change"
        faults.add(location(argument), "change", message, "write fact=value")
        return []
    _, document, line, _ = argument
    fact_name, dot, item = name.partition(".")
    key = Scalar(fact_name, document, line, 0)
    fact = pack.vocabulary.facts.get(fact_name)
    if fact is None:
        message = f"the pack {pack.id} has no fact '{shortened(fact_name)}'"
        hint = did_you_mean(fact_name, pack.vocabulary.facts)
        faults.add(location(key), "unknown-fact", message, hint)
        return []
    names = [level.id for level in fact.levels] if fact.type == "checklist" else []
    if dot and item not in names:
        message = f"{fact.id} has no item '{shortened(item)}'"
        hint = did_you_mean(item, names) if names else f"write {fact.id}=value"
        place = location(Scalar(item, document, line, len(fact_name) + 1))
        faults.add(place, "unknown-item", message, hint)
        return []
    values = _values(Scalar(value, document, line, len(name) + 1), fact, faults)
    if values == ():
        return []
    asked = [item] if dot else names or [""]
    kept = None if values is None else tuple(one for one in values if one != NOT_KNOWN)
    return [_Wanted(fact, one, kept, location(argument)) for one in asked]


def _values(value: Scalar, fact: Fact, faults: Faults) -> tuple[str, ...] | None:
    """Return the values that are possible after a change, None where it takes the answers away.

    ``not_known`` stands for itself. There are none after a fault was recorded.
    """
    if value.text in _OPEN:
        return None
    if value.text == NOT_KNOWN:
        return (NOT_KNOWN,)
    text, document, line, column = value
    several = fact.type not in ("yes_no", "checklist")
    separator = _BETWEEN if _BETWEEN in text else _SEVERAL
    parts = text.split(separator) if several else [text]
    found = []
    for part in parts:
        place = Scalar(part, document, line, column)
        found.append(read_value(place, fact, faults, answer=len(parts) == 1))
        column += len(part) + len(separator)
    labels = [label for label in found if label is not None]
    if len(labels) < len(parts):
        return ()
    codes = sorted(fact.labels.index(label) for label in labels)
    if separator == _BETWEEN and len(parts) > 1:
        if len(parts) != 2 or fact.type not in ("scale", "number"):
            message = f"'..' stands between the lowest and the highest value, for {fact.id}"
            faults.add(location(value), "between", message)
            return ()
        codes = list(range(codes[0], codes[-1] + 1))
    return tuple(fact.labels[code] for code in dict.fromkeys(codes))
