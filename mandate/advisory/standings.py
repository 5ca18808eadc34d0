"""How the facts that the pack marks for a table stand: what is known in a table, the rest named."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.advisory.document import Block, Heat, Paragraph, Table, lean
from mandate.advisory.value import AdvisoryReport, FactRow
from mandate.report import phrases
from mandate.wording import OPEN_WORDS


def expectations(report: AdvisoryReport) -> Iterator[Block]:
    """Yield what is asked, with which levers and in what time, and what they come to together."""
    for rows, caption in (
        (report.asked, "What is asked"),
        (report.levers, "With which levers"),
        (report.time, "In what time"),
    ):
        known = _answered(rows)
        if known:
            yield _facts(known, caption)
        if len(known) < len(rows):
            yield _open(rows, f"{caption}, still open")
    if report.trade_off:
        yield Paragraph(report.trade_off, "lead")


def _answered(rows: tuple[FactRow, ...]) -> tuple[FactRow, ...]:
    return tuple(one for one in rows if one.words != OPEN_WORDS)


def _open(rows: tuple[FactRow, ...], label: str) -> Paragraph:
    titles = "; ".join(one.title for one in rows if one.words == OPEN_WORDS)
    return Paragraph(f"{titles}.", label=label)


def _facts(rows: tuple[FactRow, ...], caption: str) -> Table:
    made = Table(
        caption,
        ("Fact", "As it stands", "Points by itself", "Bears on", "Next step"),
        tuple(
            (
                one.title,
                one.words,
                phrases.decibans(one.points),
                "; ".join(one.bears_on),
                one.step,
            )
            for one in rows
        ),
        (2,),
    )
    return lean(made)


def _levels(rows: tuple[FactRow, ...], caption: str, counts: str) -> Iterator[Block]:
    """Yield facts at their levels, the worst first, and what those of them that count lead to."""
    known = _answered(rows)
    if known:
        ranked = sorted(known, key=lambda one: (not one.place, _height(one)))
        placed = tuple((one.title, one.levels, one.place, one.words) for one in ranked)
        yield Heat(caption, placed)
    counting = tuple(one for one in known if one.points or one.bears_on or one.step)
    if counting:
        yield _facts(counting, counts)
    if len(known) < len(rows):
        yield _open(rows, "Still open")


def _height(row: FactRow) -> float:
    """Return how far up its levels a fact stands: 0 for the worst, 1 for the best."""
    return (row.place - 1) / max(len(row.levels) - 1, 1)


def readiness(report: AdvisoryReport) -> Iterator[Block]:
    """Yield the disciplines of the company at their levels."""
    yield from _levels(
        report.disciplines,
        "Each discipline at its level, from the least ready to the readiest",
        "Those that count, or call for a step",
    )


def politics(report: AdvisoryReport) -> Iterator[Block]:
    """Yield how each peer receives the role."""
    yield from _levels(
        report.peers,
        "How each receives the role, from opposition to support",
        "Those that count, or call for a step",
    )
