"""Putting answers into a case as it is written, with its comments and layout where that can be."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from mandate.case import Case, load, read_case
from mandate.confidentiality import read_editions
from mandate.errors import Faults
from mandate.source import Mapping, Node, Scalar, from_plain, to_plain
from mandate.tuples import NamedTuple
from mandate.yaml_files import dump, read_text

Data = dict[str, object]
Value = str | dict[str, list[str]]
"""An answer as a case writes it: a level, a number, ``not_known``, or some of several values."""


class Given(NamedTuple):
    """An answer to one fact, or to each of some items of a checklist (else the item is empty), and
    a note on the evidence."""

    fact: str
    values: tuple[tuple[str, Value], ...]
    note: str = ""


class Written(NamedTuple):
    """A case with the text it is written in."""

    case: Case
    text: str


def open_case(path: Path) -> Written:
    """Return the case in a YAML file; raises CaseError where it is none that can be read."""
    case = load(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return Written(case, stream.read())


def new_case(title: str, stage: str, pack: str, path: Path) -> Written:
    """Return a case that says nothing yet, to be written at *path*."""
    data: Data = {"title": title, "pack": pack, "stage": stage}
    return Written(_case(data, str(path)), dump(data))


def with_answers(written: Written, answers: Iterable[Given], by: str) -> Written:
    """Return the case with *answers* of a respondent put in (empty: of nobody in particular).

    Where a fact has no answer by them yet, its line is added and all else stays as it is; where
    that cannot be done, the text is written anew, and comments are lost.
    """
    for given in answers:
        written = _with_answer(written, given, by)
    return written


def _with_answer(written: Written, given: Given, by: str) -> Written:
    path, document = written.case.location.path, written.case.document
    data = _plain(document)
    group = _group(data, by)
    said = group.get(given.fact)
    group[given.fact] = _joined(said, given, _restriction(said, by, document))
    text = _inserted(written.text, document, given.fact, _line(given.fact, group[given.fact]), by)
    if text is not None:
        faults = Faults()
        read = read_text(text, path, faults)
        if read is not None and not faults and to_plain(read) == data:
            return Written(read_case(read, Faults()), text)
    return Written(_case(data, path), dump(data))


def _plain(document: Mapping) -> Data:
    data = to_plain(document)
    assert isinstance(data, dict)
    return data


def _case(data: Data, path: str) -> Case:
    document = from_plain(data, path)
    assert isinstance(document, Mapping)
    return read_case(document, Faults())


def _group(data: Data, by: str) -> Data:
    """Return the answers of a respondent within *data*, made where there are none."""
    if not by:
        return _mapping(data, "facts")
    return _mapping(_mapping(data, "respondents"), by)


def _mapping(data: Data, key: str) -> Data:
    found = data.get(key)
    if not isinstance(found, dict):
        found = data[key] = {}
    return found


def _restriction(said: object, by: str, document: Mapping) -> Data:
    """Return what an answer has to say of who may see it beside several that were *said*: nobody
    sees it who may not see all of them."""
    own = [one["visible_to"] for one in _told(said) if "visible_to" in one]
    if not own:
        return {}
    editions = read_editions(document.get("editions"), document.get("respondents"), Faults())
    otherwise = editions.audience(by, None)
    listed = [*own, *([otherwise] if otherwise is not None else [])]
    return {"visible_to": [who for who in own[0] if all(who in one for one in listed)]}


def _told(said: object) -> list[dict[str, list[str]]]:
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def _joined(said: object, given: Given, restriction: Data) -> object:
    """Return an answer put together with what was *said* of other items of its checklist; several
    answers by one person stay beside each other, and then the new one has the *restriction*."""
    ((item, value), *_) = given.values
    new: object = dict(given.values) if item else value
    remarks = {"note": given.note} if given.note else {}
    if isinstance(said, list):
        return [*said, {"value": new, **remarks, **restriction}]
    if isinstance(said, dict):
        before = said.get("value", said)
        kept = {key: one for key, one in said.items() if key != "value"} if "value" in said else {}
        if item and isinstance(before, dict):
            new = {**before, **dict(given.values)}
        notes = [str(one) for one in (kept.get("note", ""), given.note) if one]
        remarks = {**kept, **({"note": "; ".join(notes)} if notes else {})}
    return {"value": new, **remarks} if remarks else new


def _line(fact: str, answer: object) -> str:
    return f"{fact}: {_flow(answer)}"


def _flow(value: object) -> str:
    """Return a value as YAML within a line; a text that is no plain word in quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    text = str(value)
    plain = text.replace("_", "").isalnum() and text.isascii()
    return text if plain else json.dumps(text, ensure_ascii=False)


def _inserted(text: str, document: Mapping, fact: str, line: str, by: str) -> str | None:
    """Return *text* with a line for a fact put in; None where there is no place for it."""
    keys = ("respondents", by) if by else ("facts",)
    parent, place, indent = document, None, 0
    missing = list(keys)
    for key in keys:
        pair = parent.pairs.get(key)
        if pair is None:
            break
        name, node = pair
        if name.line < 0 or not _is_block(text, name, node):
            return None
        assert isinstance(node, Mapping)
        parent, place = node, name.line
        indent = next(iter(node.pairs.values()))[0].column
        missing.pop(0)
    if not missing and fact in parent.pairs:
        return None
    added = [f"{' ' * (indent + 2 * depth)}{_flow(key)}:" for depth, key in enumerate(missing)]
    added.append(f"{' ' * (indent + 2 * len(missing))}{line}")
    return _with_lines(text, added, place)


def _is_block(text: str, name: Scalar, node: Node) -> bool:
    """Return whether a key stands above a mapping in block style."""
    if not isinstance(node, Mapping) or not node.pairs or node.line <= name.line:
        return False
    lines = text.splitlines()
    return node.line < len(lines) and not lines[node.line][node.column :].startswith("{")


def _with_lines(text: str, added: list[str], after: int | None) -> str:
    """Return *text* with lines after another one (counted from 0), or at the end."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    place = len(lines) if after is None else after + 1
    return "".join([*lines[:place], *(one + end for one in added), *lines[place:]])
