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
from mandate.reading import pairs
from mandate.source import Mapping, Node, Scalar, Sequence, from_plain, location, to_plain

Data = dict[str, object]
Answers = dict[str, list[Data]]
"""What somebody said, by fact: answers with their remarks, each with its ``value``."""

NAMELESS = ""
_TEXTS = frozenset(
    (
        "title",
        "summary",
        "organisation",
        "role",
        "note",
        "text",
        "phrase",
        "reason",
        "by",
        "because",
    )
)
ORDER = (
    *("edition", "id", "title", "kind", "pack", "stage", "organisation", "role", "years"),
    *("adjacent_role", "summary", "sources", "outcome", "expect", "note", "editions"),
    *("set_aside", "merged", "facts", "respondents"),
)


def frame_data(case: Case) -> Data:
    """Return all of a case but its answers, as plain data."""
    document = _compared(to_plain(case.document))
    assert isinstance(document, dict)
    return {key: value for key, value in document.items() if key not in ("facts", "respondents")}


def _compared(value: object, key: str = "") -> object:
    """Return plain data with its words as a reader compares them: white space folded, but for
    texts, whose lines may mean something to people."""
    if isinstance(value, dict):
        return {name: _compared(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_compared(one, key) for one in value]
    return " ".join(value.split()) if isinstance(value, str) and key not in _TEXTS else value


def answers_data(case: Case) -> dict[str, Answers]:
    """Return the answers of a case by respondent; NAMELESS for ``facts:``.

    Raises CaseError where they are no answers at all; what they say is not looked at.
    """
    faults = Faults()
    groups: dict[str, Node | None] = {NAMELESS: case.document.get("facts")}
    for key, node in pairs(case.document.get("respondents"), faults):
        if not key.text.strip():
            faults.add(location(key), "respondent", "a respondent needs a name")
        groups.setdefault(key.text, node)
    found = {
        who: {
            fact.text: [_entry(_compared(to_plain(one))) for one in _several(said)]
            for fact, said in pairs(node, faults)
        }
        for who, node in groups.items()
    }
    faults.raise_if_any(CaseError)
    return found


def _several(said: Node) -> tuple[Node, ...]:
    return said.nodes if isinstance(said, Sequence) else (said,)


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
