"""Deleting what one respondent said from a case."""

from __future__ import annotations

from mandate.case import Case
from mandate.case_document import NAMELESS, Data, answers_data, case_of, frame_data
from mandate.errors import CaseError, Fault, PersonError, did_you_mean
from mandate.mentions import mentions
from mandate.tuples import NamedTuple


class Forgotten(NamedTuple):
    """A case without the answers of one respondent: how many ``answers`` went, and where their
    name still stands, because text is not searched for what it says of people."""

    case: Case
    answers: int
    mentions: tuple[str, ...]


def forget(case: Case, respondent: str) -> Forgotten:
    """Return the case without a respondent: their answers, what is said of who may see them, and
    the sources that only their answers cite.

    Raises CaseError with what is wrong with the case's frame, PersonError where the case has no
    such respondent.
    """
    if case.faults:
        raise CaseError(case.faults)
    groups = answers_data(case)
    answers = groups.pop(respondent, None) if respondent != NAMELESS else None
    if answers is None:
        message = f"the case has no respondent '{respondent}'"
        hint = did_you_mean(respondent, sorted({*groups} - {NAMELESS}))
        raise PersonError([Fault(case.location._replace(line=0), "respondent", message, hint)])
    frame = _unnamed(frame_data(case), respondent)
    groups = {
        who: {fact: [_unnamed(one, respondent) for one in said] for fact, said in given.items()}
        for who, given in groups.items()
    }
    theirs, others = _cited(answers), _cited(groups)
    sources = frame.get("sources")
    if isinstance(sources, list):
        kept = [one for one in sources if one["id"] in others or one["id"] not in theirs]
        frame = {**frame, "sources": kept}
    editions = frame.get("editions")
    if isinstance(editions, dict) and isinstance(editions.get("respondents"), dict):
        named = {who: said for who, said in editions["respondents"].items() if who != respondent}
        frame = {**frame, "editions": {**editions, "respondents": named}}
    left = case_of(frame, groups, case.location.path)
    standing = tuple(dict.fromkeys(mentions({**frame, **groups}, respondent)))
    return Forgotten(left, sum(map(len, answers.values())), standing)


def _unnamed(data: object, respondent: str) -> Data:
    """Return data in which no ``visible_to:`` names the respondent."""
    left = _without_audience(data, respondent)
    assert isinstance(left, dict)
    return left


def _without_audience(data: object, respondent: str) -> object:
    if isinstance(data, list):
        return [_without_audience(one, respondent) for one in data]
    if not isinstance(data, dict):
        return data
    return {
        key: [one for one in value if one != respondent]
        if key == "visible_to" and isinstance(value, list)
        else _without_audience(value, respondent)
        for key, value in data.items()
    }


def _cited(data: object) -> set[object]:
    """Return the sources that some answers cite."""
    if isinstance(data, list):
        return {source for one in data for source in _cited(one)}
    if not isinstance(data, dict):
        return set()
    own = {data["source"]} if isinstance(data.get("source"), str) else set()
    return own | {source for value in data.values() for source in _cited(value)}
