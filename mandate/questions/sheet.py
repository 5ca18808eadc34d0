"""Questions as a sheet to fill in, and a filled-in sheet read back.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which
makes a text of it, and read back without.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path

from mandate.case_writing import Given, Value
from mandate.errors import HARMLESS, CaseError, Faults, Location, did_you_mean, visible
from mandate.facts import NOT_KNOWN, Fact
from mandate.memory import Answer
from mandate.pack.model import Pack
from mandate.questions.listing import Question, Questions
from mandate.questions.typed import labels_of, typed_value
from mandate.tuples import NamedTuple

COLUMNS = (
    *("fact", "item", "theme", "ask", "question", "answers", "answer", "note", "answered_by"),
)
_FORMULA = re.compile(rf"[\s{HARMLESS}]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_REQUIRED = ("fact", "item", "answer")
_MAX_BYTES = 1_048_576


class Filled(NamedTuple):
    """An answer that stood in a sheet, and who gave it (empty: nobody in particular)."""

    by: str
    given: Given


def sheet(questions: Questions) -> str:
    """Return the questions as a comma-separated sheet, one row for each, or for each item of a
    checklist; those that can change the band come first."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in (*questions.matter, *questions.for_report):
        for row in _rows(question, questions.by):
            writer.writerow([_safe(cell) for cell in row])
    return "\ufeff" + stream.getvalue()  # without it spreadsheets guess the encoding wrong


def _rows(question: Question, by: str) -> Iterator[tuple[str, ...]]:
    fact = question.fact
    if fact.type == "checklist":
        texts = {level.id: level.text for level in fact.levels}
        for item in question.items:
            asked = f"{fact.question} {texts[item]}"
            yield (fact.id, item, fact.theme, fact.ask, asked, "yes; no; not_known", "", "", by)
    else:
        answers = f"{_answers(fact)}; not_known = nobody could say"
        yield (fact.id, "", fact.theme, fact.ask, fact.question, answers, "", "", by)


def _answers(fact: Fact) -> str:
    if fact.levels:
        return "; ".join(f"{level.id} = {level.text}" for level in fact.levels)
    return f"{fact.expected} ({fact.unit})" if fact.unit else fact.expected


def _safe(cell: str) -> str:
    text = visible(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def read_sheet(
    path: Path, pack: Pack, by: str = "", given: Iterable[Answer] = ()
) -> tuple[Filled, ...]:
    """Return the answers in a filled-in sheet; a row without an answer is left out.

    *by* gave those in whose row nobody stands. What was *given* before may stand in a row again,
    but not otherwise. Raises CaseError with all that is wrong.
    """
    faults = Faults()
    text = _text(path, faults)
    faults.raise_if_any(CaseError)
    before = {(one.by, one.fact, one.item): one.values for one in given}
    found = _read(_filled_rows(text, str(path), faults), pack, by, before, faults)
    faults.raise_if_any(CaseError)
    return found


def _text(path: Path, faults: Faults) -> str:
    place = Location(str(path))
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no such name can be"
        faults.add(place, "unreadable", f"the sheet cannot be read: {reason}", "check the path")
        return ""
    if len(content) > _MAX_BYTES:
        message = f"the file is larger than {_MAX_BYTES // 1024} KiB"
        faults.add(place, "too-large", message, "expected a sheet that mandate questions wrote")
        return ""
    if not content.strip():
        faults.add(place, "empty-file", "the sheet is empty", "mandate questions writes one")
        return ""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        hint = "save it as CSV in UTF-8, with commas"
        faults.add(place, "not-utf-8", "the sheet is written in UTF-16", hint)
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # which is how older spreadsheets save


class _Row(NamedTuple):
    cells: dict[str, str]
    place: Location
    starts: dict[str, int]

    def at(self, column: str) -> Location:
        """Return where a cell stands."""
        width = max(1, len(self.cells[column]))
        return self.place._replace(column=self.starts.get(column, 1), width=width)


_Key = tuple[str, str, str]


def _read(
    rows: Iterable[_Row],
    pack: Pack,
    by: str,
    before: Mapping[_Key, tuple[str, ...]],
    faults: Faults,
) -> tuple[Filled, ...]:
    answers: dict[tuple[str, str], dict[str, Value]] = {}
    notes: dict[tuple[str, str], list[str]] = {}
    met: dict[_Key, int] = {}
    for row in rows:
        fact = pack.vocabulary.facts.get(row.cells["fact"])
        if fact is None:
            message = f"the pack has no fact '{row.cells['fact']}'"
            hint = did_you_mean(row.cells["fact"], pack.vocabulary.facts)
            faults.add(row.at("fact"), "unknown-fact", message, hint)
            continue
        who, item = row.cells.get("answered_by") or by, row.cells["item"]
        value, key = _value(fact, item, row, faults), (who, fact.id, item)
        first = met.setdefault(key, row.place.line)
        if first != row.place.line:
            message = f"{_told(key)} is answered twice; first in line {first}"
            faults.add(row.at("fact"), "answered-twice", message, "keep one of the two")
        elif value is not None and key not in before:
            answers.setdefault((who, fact.id), {})[item] = value
            notes.setdefault((who, fact.id), []).append(row.cells.get("note", ""))
        elif value is not None and labels_of(fact, value) != before[key]:
            said = " or ".join(before[key]) or NOT_KNOWN
            message = f"the case has another answer to {_told(key)}: {said}"
            hint = "leave the answer empty, or take the other out of the case first"
            faults.add(row.at("answer"), "answered-before", message, hint)
    return tuple(
        Filled(who, Given(fact, tuple(own.items()), _note(notes[who, fact])))
        for (who, fact), own in answers.items()
    )


def _told(key: _Key) -> str:
    who, fact, item = key
    asked = f"'{item}' of {fact}" if item else fact
    return f"{asked} by {who}" if who else asked


def _note(notes: list[str]) -> str:
    return "; ".join(dict.fromkeys(note for note in notes if note))


def _value(fact: Fact, item: str, row: _Row, faults: Faults) -> Value | None:
    items = [level.id for level in fact.levels] if fact.type == "checklist" else [""]
    if item not in items:
        message = f"{fact.id} has no item '{item}'" if item else f"{fact.id} is asked item by item"
        hint = did_you_mean(item, items) if fact.type == "checklist" else "leave the item empty"
        faults.add(row.at("item"), "unknown-item", message, hint)
        return None
    value = typed_value(fact, row.cells["answer"])
    if value is None:
        message = f"'{row.cells['answer']}' is not a value of {fact.id}"
        hint = did_you_mean(row.cells["answer"], fact.labels) if fact.levels else ""
        faults.add(row.at("answer"), "unknown-level", message, hint or f"expected {fact.expected}")
    return value


def _filled_rows(text: str, name: str, faults: Faults) -> Iterator[_Row]:
    """Yield the rows that hold an answer, by the names of the columns."""
    header, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1  # where a row starts: a cell may hold several lines
    try:
        columns = [cell.strip().casefold() for cell in next(rows, [])]
        line = rows.line_num + 1
        if not _is_header(columns, Location(name, 1, 1, header.strip()), faults):
            return
        for row in rows:
            place = Location(name, line, 1, delimiter.join(row).replace("\n", " "))
            line = rows.line_num + 1
            plain = (_unsafe(" ".join(cell.split())) for cell in row)
            cells = dict(zip(columns, plain, strict=False))
            cells = {**dict.fromkeys(_REQUIRED, ""), **cells}
            if _is_whole(row, columns, cells, place, faults) and cells["answer"]:
                lengths = (len(cell) + 1 for cell in row)
                starts = dict(zip(columns, accumulate(lengths, initial=1), strict=False))
                yield _Row(cells, place, starts)
    except csv.Error as error:
        excerpt = "".join(text.splitlines()[line - 1 : line])
        hint = "a cell that begins with a double quote has to end with one"
        message = f"this row is none of a sheet: {error}"
        faults.add(Location(name, line, 1, excerpt), "sheet", message, hint)


def _is_header(columns: list[str], place: Location, faults: Faults) -> bool:
    expected = f"expected the columns {', '.join(COLUMNS)}"
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        message = "the sheet has no column " + " and none ".join(f"'{one}'" for one in missing)
        faults.add(place, "column", message, expected)
    twice = [one for one in COLUMNS if columns.count(one) > 1]
    for column in twice:
        faults.add(place, "column", f"the sheet has two columns '{column}'", expected)
    return not missing and not twice


def _is_whole(
    row: list[str], columns: list[str], cells: dict[str, str], place: Location, faults: Faults
) -> bool:
    """Return whether nothing in a row would be lost."""
    if any(cell.strip() for cell in row[len(columns) :]):
        message = f"the row has {len(row)} cells, and the sheet {len(columns)} columns"
        hint = "put a text that holds the separator in double quotes"
        faults.add(place, "cells", message, hint)
        return False
    if cells.get("note") and not cells["answer"]:
        message = f"there is a note on {cells['fact'] or 'nothing'}, but no answer"
        faults.add(place, "note-alone", message, "answer it, were it with not_known")
        return False
    return True
