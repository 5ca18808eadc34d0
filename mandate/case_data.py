"""A case as plain data and back: sorted, typed, and nothing in it that the rules do not read."""

from __future__ import annotations

from mandate.case import Known
from mandate.facts import NOT_KNOWN, Fact
from mandate.frozen import FrozenData, freeze
from mandate.memory import Answer
from mandate.pack.model import Pack
from mandate.yaml_files import dump

_REMARKS = ("source", "phrase", "note", "known", "date")


def case_data(known: Known, pack: Pack) -> FrozenData:
    """Return a case as nested dictionaries of text, equal for cases that mean the same.

    Reading it back gives the same working memory. What the rules do not read (outcome, summary,
    organisation) is left out.
    """
    case = known.case
    data: dict[str, object] = {
        "id": case.id,
        "title": case.title,
        "pack": pack.id,
        "stage": case.stage,
        "kind": case.kind,
    }
    if case.edition:
        data["edition"] = case.edition
    if case.sources:
        data["sources"] = [
            {name: text for name, text in source._asdict().items() if text}
            for source in sorted(case.sources)
        ]
    if case.set_aside:
        data["set_aside"] = [
            {"rule": rule, "by": by, "reason": reason}
            for rule, by, reason, _ in sorted(case.set_aside)
        ]
    given: dict[str, dict[str, list[Answer]]] = {"": {}}
    for answer in known.memory.answers:  # which stand in order
        given.setdefault(answer.by, {}).setdefault(answer.fact, []).append(answer)
    respondents: dict[str, dict[str, object]] = {
        by: {name: _answer_data(answers, pack.fact(name)) for name, answers in facts.items()}
        for by, facts in sorted(given.items())
    }
    data["facts"] = respondents.pop("")
    if respondents:
        data["respondents"] = respondents
    frozen = freeze(data)
    assert isinstance(frozen, FrozenData)
    return frozen


def case_yaml(known: Known, pack: Pack) -> str:
    """Return a case as YAML text that ``load_case`` reads back to the same meaning."""
    from mandate.serialization import to_data  # an assessment told as text has no use for it

    return dump(to_data(case_data(known, pack)))


def _answer_data(answers: list[Answer], fact: Fact) -> object:
    """Return what one respondent said of a fact: a value, a value with remarks, or a list of such
    where they answered more than once."""
    told = _tellings(answers)
    if len(told) > 1:
        return [{"value": _values_data(one, fact), **_remarks(one)} for one in told]
    remarks = _remarks(told[0])
    value = _values_data(told[0], fact)
    return {"value": value, **remarks} if remarks else value


def _tellings(answers: list[Answer]) -> list[dict[str, Answer]]:
    """Return the answers by item (or ""), apart where their remarks differ or an item recurs."""
    told: list[dict[str, Answer]] = []
    alike: dict[tuple[object, ...], list[dict[str, Answer]]] = {}
    times: dict[tuple[str, tuple[object, ...]], int] = {}
    for answer in answers:
        remarks = answer[3:-1]
        fitting = alike.setdefault(remarks, [])
        key = answer.item, remarks
        time = times.get(key, 0)
        times[key] = time + 1
        if time == len(fitting):
            fitting.append({})
            told.append(fitting[-1])
        fitting[time][answer.item] = answer
    return told


def _remarks(told: dict[str, Answer]) -> dict[str, str]:
    (first, *_) = told.values()
    remarks = {name: text for name in _REMARKS if (text := getattr(first, name))}
    if first.confidence != "stated":
        remarks["confidence"] = first.confidence
    return remarks


def _values_data(told: dict[str, Answer], fact: Fact) -> object:
    if fact.type == "checklist":
        return {item: _value_data(answer) for item, answer in told.items()}
    return _value_data(told[""])


def _value_data(answer: Answer) -> object:
    if not answer.values:
        return NOT_KNOWN
    return answer.values[0] if len(answer.values) == 1 else {"one_of": list(answer.values)}
