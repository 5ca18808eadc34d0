"""A case as it was written, as plain data: to be joined, redacted and written out again.

What is written stays as it was written, ``between`` and ``rest: no`` included; only comments and
layout are lost. Every group of answers is brought to one form: a list of answers for each fact.
"""

from __future__ import annotations

import os
from pathlib import Path

from mandate.case import Case, read_case
from mandate.errors import CaseError, Fault, Faults, Location
from mandate.pack.discover import shipped
from mandate.source import Mapping, Scalar, from_plain, to_plain

Data = dict[str, object]
Answers = dict[str, list[Data]]
"""What somebody said, by fact: answers with their remarks, each with its ``value``."""

NAMELESS = ""
ORDER = (
    *("edition", "id", "title", "kind", "pack", "stage", "organisation", "role", "years"),
    *("adjacent_role", "summary", "sources", "outcome", "expect", "note", "editions"),
    *("set_aside", "merged", "facts", "respondents"),
)


def frame_data(case: Case) -> Data:
    """Return all of a case but its answers, as plain data."""
    document = to_plain(case.document)
    assert isinstance(document, dict)
    return {key: value for key, value in document.items() if key not in ("facts", "respondents")}


def answers_data(case: Case) -> dict[str, Answers]:
    """Return the answers of a case that can be read, by respondent; NAMELESS for ``facts:``."""
    document = to_plain(case.document)
    assert isinstance(document, dict)
    groups = {NAMELESS: document.get("facts") or {}, **(document.get("respondents") or {})}
    return {
        who: {fact: [_entry(one) for one in _several(said)] for fact, said in given.items()}
        for who, given in groups.items()
    }


def _several(said: object) -> list[object]:
    return said if isinstance(said, list) else [said]


def _entry(said: object) -> Data:
    return dict(said) if isinstance(said, dict) and "value" in said else {"value": said}


def case_of(frame: Data, groups: dict[str, Answers], path: str) -> Case:
    """Return the case made of a frame and answers; it stands, for messages and a relative pack,
    where *path* says. Raises CaseError where it cannot be read."""
    data = {**frame, "facts": _group(groups.get(NAMELESS, {}))}
    respondents = {who: _group(said) for who, said in groups.items() if who != NAMELESS}
    if respondents:
        data["respondents"] = respondents
    known = [key for key in ORDER if key in data]
    try:
        document = from_plain({key: data[key] for key in known}, path)
    except TypeError as error:
        raise CaseError([Fault(Location(path), "data", str(error))]) from None
    assert isinstance(document, Mapping)
    case = read_case(document, Faults())
    if case.faults:
        raise CaseError(case.faults)
    return case


def placed(case: Case, folder: Path) -> Case:
    """Return a case as it is written in *folder*: a pack by a relative path is found from there."""
    written = case.document.get("pack")
    if not isinstance(written, Scalar) or case.pack in shipped() or Path(case.pack).is_absolute():
        return case
    path = os.path.relpath(case.folder / case.pack, folder)
    key, _ = case.document.pairs["pack"]
    pairs = {**case.document.pairs, "pack": (key, written._replace(text=Path(path).as_posix()))}
    return case._replace(document=case.document._replace(pairs=pairs))


def _group(answers: Answers) -> Data:
    return {fact: _written(said) for fact, said in answers.items() if said}


def _written(said: list[Data]) -> object:
    if len(said) > 1:
        return said
    return said[0]["value"] if set(said[0]) == {"value"} else said[0]
