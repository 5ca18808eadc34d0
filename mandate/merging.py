"""Joining case files: several people's about one role, or a role's and a candidate's.

Nothing is lost: answers are put side by side, equal ones once; where the files say different things
of the case itself, the first counts and the others stand under ``merged:``. Who may see an answer
stays what its file said. Joining a file again changes nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from mandate.case import Case, check_possible, known
from mandate.case_document import (
    NAMELESS,
    Answers,
    Data,
    answers_data,
    case_of,
    frame_data,
    placed,
)
from mandate.confidentiality import Editions, read_editions
from mandate.contradictions import contradictions, refuse
from mandate.errors import CaseError, Faults
from mandate.facts import STAGES
from mandate.memory import Answer, combine
from mandate.pack.model import Pack
from mandate.source import key_location
from mandate.tuples import NamedTuple

_SAID_ONCE = (
    *("title", "kind", "organisation", "role", "years", "adjacent_role"),
    *("summary", "outcome", "expect", "note"),
)
_MERGED = "merged"


class _Part(NamedTuple):
    """A case file as plain data: its frame and its answers by respondent."""

    frame: Data
    groups: dict[str, Answers]


def merge(cases: Sequence[Case], pack: Pack, title: str = "") -> Case:
    """Return the case that several files hold together; *title* names it, else the first does.

    It stands where the first stands. Raises CaseError with all that is wrong with the files, and
    with what of them cannot be said together.
    """
    _check(cases, pack)
    cases = [placed(case, cases[0].folder) for case in cases]  # a relative pack is found from there
    parts = [_Part(frame_data(case), answers_data(case)) for case in cases]
    named = {_canonical(part.frame.get("editions")) for part in parts}
    if len(named) > 1:
        parts = [_explicit(part, case) for part, case in zip(parts, cases, strict=True)]
    whole = _Part({}, {})
    for part in parts:
        whole = _joined(whole, part)
    frame = {**whole.frame, **_said_once([part.frame for part in parts], title)}
    if len(named) > 1:
        frame |= _named(frame.pop("editions"))
    merged = case_of(frame, whole.groups, cases[0].location.path)
    known(merged, pack)
    return merged


def _check(cases: Sequence[Case], pack: Pack) -> None:
    """Raise CaseError with each fault of each file, or with what they cannot say together."""
    faults = Faults()
    answers = [answer for case in cases for answer in _answers(case, pack, faults)]
    faults.raise_if_any(CaseError)
    memory = combine(answers, pack.vocabulary)
    refuse(contradictions(memory), faults)
    _check_editions(cases, faults)
    _check_set_aside(cases, faults)
    if not faults:
        check_possible(cases[0], memory, pack, faults)
    faults.raise_if_any(CaseError)


def _answers(case: Case, pack: Pack, faults: Faults) -> tuple[Answer, ...]:
    try:
        return known(case, pack).memory.answers
    except CaseError as error:
        for fault in error.faults:
            faults.add(*fault)
        return ()


def _check_editions(cases: Sequence[Case], faults: Faults) -> None:
    first = cases[0].edition
    for case in cases[1:]:
        if case.edition != first:
            one, other = (
                f"an edition for the {name}" if name else "a whole case"
                for name in (first, case.edition)
            )
            message = f"this is {other}, and {cases[0].location.path} is {one}"
            place = key_location(case.document, "edition")
            faults.add(place, "edition", message, "join the whole cases, and make editions of that")


def _check_set_aside(cases: Sequence[Case], faults: Faults) -> None:
    met: dict[str, tuple[str, str, str]] = {}
    for case in cases:
        for rule, by, reason, place in case.set_aside:
            first = met.setdefault(rule, (by, reason, str(place)))
            if first[:2] != (by, reason):
                message = f"the rule '{rule}' is set aside twice; first in {first[2]}"
                faults.add(place, "set-aside-twice", message, "keep one of the two")


def _canonical(data: object) -> str:
    return json.dumps(data, sort_keys=True)


def _explicit(part: _Part, case: Case) -> _Part:
    """Return a part in which each answer says itself who may see it, and each respondent who may
    be named is, so that it means the same beside parts that say otherwise."""
    editions = read_editions(
        case.document.get("editions"), case.document.get("respondents"), Faults()
    )
    groups = {
        who: {fact: [_told(one, who, editions) for one in said] for fact, said in given.items()}
        for who, given in part.groups.items()
    }
    frame = {key: value for key, value in part.frame.items() if key != "editions"}
    for key in ("sources", "set_aside"):
        if listed := _listed(frame, key):
            frame[key] = [_told(one, NAMELESS, editions) for one in listed]
    named = {
        who: {"attribution": "yes" if editions.may_name(who) else "no"}
        for who in groups
        if who != NAMELESS
    }
    return _Part({**frame, "editions": {"respondents": named}}, groups)


def _told(entry: Data, who: str, editions: Editions) -> Data:
    if "visible_to" in entry or (audience := editions.audience(who, None)) is None:
        return entry
    return {**entry, "visible_to": list(audience)}


def _joined(whole: _Part, part: _Part) -> _Part:
    """Return two parts as one, but for what is said of a case only once."""
    sources, renamed = _sources(whole.frame, part.frame)
    groups = {who: dict(said) for who, said in whole.groups.items()}
    for who, given in part.groups.items():
        group = groups.setdefault(who, {})
        for fact, said in given.items():
            cited = [_citing(one, renamed) for one in said]
            group[fact] = _united(group.get(fact, []), cited)
    frame: Data = {}
    if sources:
        frame["sources"] = sources
    aside = [*_listed(whole.frame, "set_aside"), *_listed(part.frame, "set_aside")]
    if aside:
        frame["set_aside"] = _once(aside)
    if "edition" in part.frame:
        frame["edition"] = part.frame["edition"]
    editions = [one.frame["editions"] for one in (whole, part) if "editions" in one.frame]
    if editions:
        frame["editions"] = editions[0] if len(editions) == 1 else _both(*editions)
    return _Part(frame, groups)


def _listed(frame: Data, key: str) -> list[Data]:
    listed = frame.get(key)
    return listed if isinstance(listed, list) else []


def _once(aside: list[Data]) -> list[Data]:
    """Return the rules set aside, each once and visible to those who may see it in every file."""
    found: dict[object, Data] = {}
    for entry in aside:
        first = found.setdefault(entry["rule"], entry)
        seen = [one["visible_to"] for one in (first, entry) if "visible_to" in one]
        if seen:
            both = [who for who in _texts(seen[0]) if who in _texts(seen[-1])]
            found[entry["rule"]] = {**first, "visible_to": both}
    return list(found.values())


def _texts(listed: object) -> list[object]:
    return listed if isinstance(listed, list) else []


def _named(editions: object) -> Data:
    """Return what is left to say of editions: who may be named, once that is known of all."""
    assert isinstance(editions, dict)
    every = editions["respondents"].items()
    named = {who: one for who, one in every if one["attribution"] == "yes"}
    return {"editions": {"respondents": named}} if named else {}


def _united(some: list[Data], others: list[Data]) -> list[Data]:
    """Return the entries of two lists, each as often as the list that has it most often."""
    there = Counter(map(_canonical, some))
    left = []
    for one in others:
        if there[_canonical(one)]:
            there[_canonical(one)] -= 1
        else:
            left.append(one)
    return [*some, *left]


def _both(some: object, others: object) -> object:
    """Return what is said of editions in two parts; whoever may be named in both may be named."""
    if some == others:
        return some
    assert isinstance(some, dict)
    assert isinstance(others, dict)
    named = {**others["respondents"], **some["respondents"]}
    for who in some["respondents"].keys() & others["respondents"].keys():
        if "no" in (
            some["respondents"][who]["attribution"],
            others["respondents"][who]["attribution"],
        ):
            named[who] = {"attribution": "no"}
    return {"respondents": named}


def _sources(whole: Data, part: Data) -> tuple[list[Data], dict[str, str]]:
    """Return the sources of both, and under which ids those of the second now stand: two files may
    use one id for different things, or two ids for one."""
    found = {str(one["id"]): one for one in _listed(whole, "sources")}
    ids = {_content(one): name for name, one in found.items()}
    incoming = {str(one["id"]): one for one in _listed(part, "sources")}
    renamed: dict[str, str] = {}
    for name, source in incoming.items():
        content = _content(source)
        if content not in ids:
            ids[content] = _free(name, found) if name in found else name
            found[ids[content]] = {**source, "id": ids[content]}
        renamed[name] = ids[content]
    return list(found.values()), renamed


def _content(source: Data) -> str:
    return _canonical({key: value for key, value in source.items() if key != "id"})


def _free(name: str, taken: Container[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _citing(entry: Data, renamed: dict[str, str]) -> Data:
    source = entry.get("source")
    return {**entry, "source": renamed[source]} if isinstance(source, str) else entry


def _said_once(frames: list[Data], title: str) -> Data:
    """Return what a case says once: of each thing the first, and the others under ``merged:``."""
    said: Data = {}
    others: Data = {}
    for key in ("id", *_SAID_ONCE):
        values = list(_values(frames, key))
        if key == "title" and title:
            values = [title, *values]
        if key == "id" and (title or "id" not in frames[0]):
            values = ["", *values]
        values = [one for n, one in enumerate(values) if one not in values[:n]]
        if values and values[0]:
            said[key] = values[0]
        if values[1:]:
            others[key] = values[1:]
    stages = [str(frame["stage"]) for frame in frames if "stage" in frame]
    if stages:
        said["stage"] = max(stages, key=STAGES.index)
    packs = [frame["pack"] for frame in frames if "pack" in frame]
    if packs:
        said["pack"] = packs[0]
    return {**said, _MERGED: others} if others else said


def _values(frames: list[Data], key: str) -> Iterator[object]:
    """Yield what each frame says under a key, and what it has merged there before."""
    for frame in frames:
        if key in frame:
            yield frame[key]
        merged = frame.get(_MERGED)
        if isinstance(merged, dict) and isinstance(merged.get(key), list):
            yield from merged[key]
