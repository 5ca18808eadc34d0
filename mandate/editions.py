"""Editions: a case as one reader may see it, with what is withheld left out of it altogether.

A respondent who may not be named is nowhere in an edition: their answers stand under ``facts:``,
each on its own, without the words, dates and sources that could tell who gave them. The edition
does not depend on which of them said what.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from mandate.case import Case, Known, known
from mandate.case_document import NAMELESS, Answers, Data, answers_data, case_of, frame_data
from mandate.case_forms import READERS
from mandate.confidentiality import Audience, Editions, read_editions
from mandate.errors import CaseError, Fault, Faults, PersonError, did_you_mean
from mandate.facts import NOT_KNOWN, Fact
from mandate.memory import is_earlier
from mandate.pack.model import Pack
from mandate.source import key_location

NOT_TOLD = {"by": "the consultant", "reason": "The reason is not told in this edition."}
_FRAME = (
    *("id", "title", "kind", "pack", "stage", "organisation", "role", "years"),
    "adjacent_role",
)
_NOTES = ("summary", "note")
_NAMELESS_KEYS = ("value", "confidence", "known", "note")


def redact(case: Case, pack: Pack, reader: str) -> Case:
    """Return the edition of a case for one *reader*: the client, the candidate or anybody named.

    Raises CaseError with all that is wrong with the case, or where what is left of it cannot be;
    PersonError where the case knows of no such reader.
    """
    read = known(case, pack)
    if case.edition:
        return _again(case, reader)
    editions = read_editions(
        case.document.get("editions"), case.document.get("respondents"), Faults()
    )
    frame, groups = frame_data(case), answers_data(case)
    _check_reader(reader, frame, groups, case)
    seen = {who: _seen(who, said, editions, reader) for who, said in groups.items()}
    listed = _sources(frame, editions, reader)
    shown = {who: _cited(said, set(listed)) for who, said in seen.items()}
    answers = _without_names(shown, editions, pack)
    cited = {
        one.get("source") for said in answers.values() for all_ in said.values() for one in all_
    }
    left: Data = {"edition": reader, **_frame(frame, editions, reader)}
    if sources := [listed[name] for name in listed if name in cited]:
        left["sources"] = sources
    return _checked(case_of(left, answers, case.location.path), read, pack)


def _again(case: Case, reader: str) -> Case:
    if reader == case.edition:
        return case
    message = f"this is an edition for the {case.edition}, from which another cannot be made"
    hint = "make it from the whole case"
    place = key_location(case.document, "edition")
    raise CaseError([Fault(place, "edition", message, hint)])


def _checked(edition: Case, whole: Known, pack: Pack) -> Case:
    """Return an edition that can be assessed. Without an answer that is withheld, what was
    disputed may be certain, and then not possible together with the rest."""
    try:
        known(edition, pack)
    except CaseError as error:
        place = whole.case.location._replace(line=0)
        message = f"what an edition for the {edition.edition} would hold cannot be"
        hint = "show the answers that dispute it as well, or withhold more"
        first = Fault(place, "edition", message, hint)
        raise CaseError([first, *error.faults]) from None
    return edition


def _check_reader(reader: str, frame: Data, groups: dict[str, Answers], case: Case) -> None:
    named = {*READERS, *groups, *_audiences([frame, groups])} - {NAMELESS}
    if reader not in named:
        message = f"the case says nothing of a reader '{reader}'"
        hint = did_you_mean(reader, sorted(named))
        raise PersonError([Fault(case.location._replace(line=0), "reader", message, hint)])


def _audiences(data: object) -> Iterator[str]:
    """Yield everybody named under some ``visible_to:``."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "visible_to" and isinstance(value, list):
                yield from value
            else:
                yield from _audiences(value)
    elif isinstance(data, list):
        for one in data:
            yield from _audiences(one)


def _may_see(reader: str, audience: Audience) -> bool:
    return audience is None or reader in audience


def _own(entry: Data) -> Audience:
    """Return what an entry itself says of who may see it; None where it says nothing."""
    said = entry.get("visible_to")
    return tuple(said) if isinstance(said, list) else None


def _seen(who: str, answers: Answers, editions: Editions, reader: str) -> Answers:
    """Return the answers of a respondent that the reader may see, with the notes they may see."""
    return {
        fact: [
            _bare(one, reader)
            for one in said
            if _may_see(reader, editions.audience(who, _own(one)))
        ]
        for fact, said in answers.items()
    }


def _bare(entry: Data, reader: str) -> Data:
    """Return an answer without what is said of who may see it, and without notes kept back."""
    left = {key: value for key, value in entry.items() if key not in ("visible_to", "note")}
    if note := _note(entry.get("note"), reader):
        left["note"] = note
    return left


def _note(note: object, reader: str) -> object:
    """Return the text of a note that the reader may see; nothing unless it says so itself."""
    if isinstance(note, dict) and reader in (_own(note) or ()):
        return note["text"]
    return None


def _sources(frame: Data, editions: Editions, reader: str) -> dict[str, Data]:
    """Return the sources that the reader may see, by their ids."""
    found = {}
    listed = frame.get("sources")
    for source in listed if isinstance(listed, list) else ():
        if _may_see(reader, editions.audience(NAMELESS, _own(source))):
            left = {key: value for key, value in source.items() if key != "visible_to"}
            found[str(source["id"])] = left
    return found


def _cited(answers: Answers, listed: set[str]) -> Answers:
    """Return some answers that cite only what is *listed*."""
    return {
        fact: [
            {key: value for key, value in one.items() if key != "source" or value in listed}
            for one in said
        ]
        for fact, said in answers.items()
    }


def _without_names(
    groups: dict[str, Answers], editions: Editions, pack: Pack
) -> dict[str, Answers]:
    """Return the answers with those of respondents who may not be named put among ``facts:``."""
    nameless: Answers = {}
    shown: dict[str, Answers] = {}
    for who, answers in groups.items():
        if who != NAMELESS and editions.may_name(who):
            if any(answers.values()):  # that somebody was asked is not for those who see nothing
                shown[who] = dict(sorted(answers.items()))
            continue
        for fact, said in answers.items():
            left = said if who == NAMELESS else _anonymous(said, pack.fact(fact))
            nameless.setdefault(fact, []).extend(left)
    ordered = {fact: sorted(said, key=_canonical) for fact, said in sorted(nameless.items())}
    return {NAMELESS: ordered, **dict(sorted(shown.items()))}


def _canonical(entry: Data) -> str:
    return json.dumps(entry, sort_keys=True)


def _anonymous(said: list[Data], fact: Fact) -> list[Data]:
    """Return the answers of somebody who may not be named: those that still count, and of their
    remarks those that do not tell on them. What a document says is the document's."""
    left = []
    for one in said:
        value = _unchanged(one, said, fact)
        if value is not None:
            keys = (*_NAMELESS_KEYS, *(["source"] if one.get("confidence") == "documented" else []))
            left.append({**{key: one[key] for key in keys if key in one}, "value": value})
    return left


def _unchanged(entry: Data, said: list[Data], fact: Fact) -> object:
    """Return what is left of an answer's value once later ones have replaced it, or None."""
    later = [one for one in said if _supersedes(one, entry)]
    if not later:
        return entry["value"]
    if fact.type != "checklist":
        return None
    replaced = {item for one in later for item in _items(one["value"], fact)}
    return {k: v for k, v in _items(entry["value"], fact).items() if k not in replaced} or None


def _supersedes(later: Data, entry: Data) -> bool:
    weight = entry.get("confidence", "stated")
    counts = weight in ("stated", later.get("confidence", "stated"))
    first, second = str(entry.get("date", "")), str(later.get("date", ""))
    return bool(first) and counts and is_earlier(first, second)


def _items(value: object, fact: Fact) -> Data:
    """Return the answer to each item of a checklist that was answered."""
    items = [level.id for level in fact.levels]
    if not isinstance(value, dict):
        return dict.fromkeys(items, NOT_KNOWN)
    rest = dict.fromkeys(items, "no") if "rest" in value else {}
    return {**rest, **{key: said for key, said in value.items() if key != "rest"}}


def _frame(frame: Data, editions: Editions, reader: str) -> Data:
    """Return what else a reader may see: what becomes of the role and is expected of the pack,
    what other files said, and who may see what, is not for them."""
    left: Data = {key: frame[key] for key in _FRAME if key in frame}
    left |= {key: note for key in _NOTES if (note := _note(frame.get(key), reader))}
    aside = frame.get("set_aside")
    if isinstance(aside, list):
        left["set_aside"] = [_aside(one, editions, reader) for one in aside]
    return left


def _aside(entry: Data, editions: Editions, reader: str) -> Data:
    """Return a rule set aside: that it is, is told to everybody, who and why to some."""
    if _may_see(reader, editions.audience(NAMELESS, _own(entry))):
        return {key: value for key, value in entry.items() if key != "visible_to"}
    return {"rule": entry["rule"], **NOT_TOLD}
