"""Questions as a sheet to fill in, and a filled-in sheet read back.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, which
makes a text of it, and read back without.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mandate.case_writing import Given
from mandate.errors import CaseError, Faults, Location, did_you_mean, visible
from mandate.facts import Fact
from mandate.pack.model import Pack
from mandate.questions.listing import Question, Questions
from mandate.questions.typed import typed

COLUMNS = (
    *("fact", "item", "theme", "ask", "question", "answers", "answer", "note", "answered_by"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
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
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _unsafe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(_FORMULA) else cell


def read_sheet(path: Path, pack: Pack, by: str = "") -> tuple[Filled, ...]:
    """Return the answers in a filled-in sheet; a row without an answer is left out.

    *by* gave those in whose row nobody stands. Raises CaseError with all that is wrong.
    """
    faults = Faults()
    text = _text(path, faults)
    faults.raise_if_any(CaseError)
    found = _read(text, str(path), pack, by, faults)
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
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # which is how older spreadsheets save


class _Row(NamedTuple):
    cells: dict[str, str]
    place: Location


def _read(text: str, name: str, pack: Pack, by: str, faults: Faults) -> tuple[Filled, ...]:
    answers: dict[tuple[str, str], dict[str, str]] = {}
    notes: dict[tuple[str, str], list[str]] = {}
    for row in _filled_rows(text, name, faults):
        fact = pack.vocabulary.facts.get(row.cells["fact"])
        if fact is None:
            message = f"the pack has no fact '{row.cells['fact']}'"
            hint = did_you_mean(row.cells["fact"], pack.vocabulary.facts)
            faults.add(row.place, "unknown-fact", message, hint)
            continue
        who, item = row.cells.get("answered_by") or by, row.cells["item"]
        value = _value(fact, item, row, faults)
        own = answers.setdefault((who, fact.id), {})
        if item in own:
            faults.add(row.place, "answered-twice", f"{fact.id} is answered twice", "keep one")
        elif value is not None:
            own[item] = value
            notes.setdefault((who, fact.id), []).append(row.cells.get("note", ""))
    return tuple(
        Filled(who, Given(fact, tuple(own.items()), _note(notes[who, fact])))
        for (who, fact), own in answers.items()
        if own
    )


def _note(notes: list[str]) -> str:
    return "; ".join(dict.fromkeys(note for note in notes if note))


def _value(fact: Fact, item: str, row: _Row, faults: Faults) -> str | None:
    items = [level.id for level in fact.levels] if fact.type == "checklist" else [""]
    if item not in items:
        message = f"{fact.id} has no item '{item}'" if item else f"{fact.id} is asked item by item"
        faults.add(row.place, "unknown-item", message, did_you_mean(item, items))
        return None
    value = typed(fact, row.cells["answer"])
    if value is None:
        message = f"'{row.cells['answer']}' is not a value of {fact.id}"
        hint = did_you_mean(row.cells["answer"], fact.labels) if fact.levels else ""
        faults.add(row.place, "unknown-level", message, hint or f"expected {fact.expected}")
    return value


def _filled_rows(text: str, name: str, faults: Faults) -> Iterator[_Row]:
    """Yield the rows that hold an answer, by the names of the columns."""
    header, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        columns = [cell.strip().casefold() for cell in next(rows, [])]
        missing = [column for column in _REQUIRED if column not in columns]
        if missing:
            message = f"the sheet has no column {' and no column '.join(missing)}"
            hint = f"expected the columns {', '.join(COLUMNS)}"
            faults.add(Location(name, 1, 1, header.strip()), "column", message, hint)
            return
        for row in rows:
            cells = {
                column: _unsafe(cell.strip()) for column, cell in zip(columns, row, strict=False)
            }
            cells = {**dict.fromkeys(_REQUIRED, ""), **cells}
            if cells["answer"]:
                excerpt = delimiter.join(row).replace("\n", " ")
                yield _Row(cells, Location(name, rows.line_num, 1, excerpt, len(cells["fact"])))
    except csv.Error as error:
        faults.add(Location(name, rows.line_num), "csv", f"this is no sheet: {error}")
