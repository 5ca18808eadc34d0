"""What differs between two packs, for a terminal: what counts first, then words, then cases."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from mandate.differences.model import (
    ADDED,
    AT_LEAST,
    NEVER,
    PROVED,
    REMOVED,
    RENAMED,
    CaseChange,
    CasesCompared,
    Change,
    EveryCase,
    Furthest,
    Move,
    PackDifference,
    PartChange,
    Rating,
    Unread,
)
from mandate.errors import visible
from mandate.report.phrases import decibans, pack_words, plural
from mandate.report.text import Style, plain, wrapped

_SIGNS = {ADDED: "+", REMOVED: "-", RENAMED: "="}
_ROLES = {ADDED: "risk", REMOVED: "risk"}
_KINDS = {"pack": "the pack itself", "impossible": "what cannot be"}
_SHOWN = 10
_MOVES = 6
_UNDER = {"old": "under the old pack", "new": "under the new pack", "both": "under both packs"}


def render(difference: PackDifference, style: Style = plain) -> str:
    """Return the difference as text of at most 80 columns, the lines of its cases excepted."""
    return "\n".join(_Report(difference, style).lines()) + "\n"


class _Report:
    """Writes one report, section by section."""

    def __init__(self, difference: PackDifference, style: Style) -> None:
        self._difference = difference
        self._style = style

    def lines(self) -> Iterator[str]:
        difference = self._difference
        old, new = difference.old, difference.new
        names = [f"{pack_words(pack)}, {pack.digest[:19]}," for pack in (old, new)]
        yield from wrapped(f"From {names[0]} to {names[1].removesuffix(',')}")
        yield ""
        yield from wrapped(_verdict(difference))
        yield from self._parts("What a score or a firing may depend on", counts=True)
        yield from self._parts("Words, sources and advice: no score changes", counts=False)
        if difference.cases is not None:
            yield from self._cases(difference.cases)
        yield from self._every_case(difference.every_case)

    def _heading(self, text: str) -> Iterator[str]:
        yield ""
        yield self._style(text.upper(), "heading")

    def _parts(self, heading: str, *, counts: bool) -> Iterator[str]:
        """Yield the parts with changes that count, or those that have others."""
        every = ((part, _told(part, counts)) for part in self._difference.parts)
        told = [(part, changes) for part, changes in every if changes is not None]
        if told:
            yield from self._heading(f"{heading} ({len(told)})")
        for part, changes in told:
            yield ""
            sign = _SIGNS.get(part.status, "~")
            was = f", formerly {part.was}" if part.was else ""
            how = "" if part.status == "changed" else f" ({part.status}{was})"
            named = part.id if part.kind == "impossible" else f"{part.kind} {part.id}"
            yield from wrapped(f"{named}: {part.title}{how}", 0, f"{sign} ")
            for change in changes:
                yield from _change(change, part)

    def _cases(self, cases: CasesCompared) -> Iterator[str]:
        moved = [one for one in cases.changed if one.before != one.after]
        bands = sum(one.before.band != one.after.band for one in cases.changed)
        yield from self._heading("The cases given")
        yield from wrapped(
            f"{plural(cases.compared, 'case')} in {cases.folder} compared: {len(moved)} with "
            f"another total, {bands} in another band; {len(cases.changed) - len(moved)} with the "
            "same total, but other firings or findings."
        )
        for one in cases.changed[:_SHOWN]:
            yield ""
            yield from wrapped(f"{one.case}: {_rated(one)}", 0, "~ ")
            yield from _moves(one)
        if len(cases.changed) > _SHOWN:
            left = len(cases.changed) - _SHOWN
            yield from ("", f"and {plural(left, 'case')} more, which move less (--format json)")
        if cases.unread:
            yield ""
            yield f"Not compared ({len(cases.unread)}):"
            yield from (line for one in cases.unread for line in _unread(one))

    def _every_case(self, every: EveryCase | None) -> Iterator[str]:
        yield from self._heading("Every case that both packs take")
        if every is None:
            yield from wrapped(f"Not looked at: {self._difference.not_asked}.")
            return
        yield from self._furthest("rise", every.rise, every.timeout)
        yield from self._furthest("fall", every.fall, every.timeout)
        yield ""
        made = f"Complete cases and others, with {every.solver}; the engine confirmed each shown."
        yield from (self._style(line, "dim") for line in wrapped(made))

    def _furthest(self, word: str, found: Furthest, timeout: float) -> Iterator[str]:
        if found.change is None:
            if found.verdict == NEVER:
                yield from wrapped(f"The total never {word}s: proved.")
            else:
                yield from wrapped(
                    f"Whether the total ever {word}s is unknown: not decided in {timeout:g} s; "
                    "--timeout gives more."
                )
            return
        moves = abs(found.change.after.total - found.change.before.total)
        how = {
            PROVED: "no case moves further: proved",
            AT_LEAST: f"whether another moves further was not decided in {timeout:g} s",
        }[found.verdict]
        yield from wrapped(f"Largest {word}: {moves:.2f} decibans; {how}.")
        yield from wrapped(_rated(found.change), 2)
        yield from _moves(found.change)
        yield from textwrap.indent(visible(found.case), "     ").splitlines()


def _verdict(difference: PackDifference) -> str:
    if difference.same_meaning:
        return "They mean the same: whatever differs is layout, examples or notes."
    counting = len(difference.counting)
    kinds = dict.fromkeys(part.kind for part in difference.parts)
    counted = {kind: [part for part in difference.parts if part.kind == kind] for kind in kinds}
    listed = ", ".join(
        _KINDS.get(kind) or plural(len(parts), kind) for kind, parts in counted.items()
    )
    score = (
        f"{counting} of these may change a score or what fires"
        if counting
        else "none of these changes a score or what fires"
    )
    return f"What differs: {listed}; {score}."


def _told(part: PartChange, counts: bool) -> list[Change] | None:
    """Return the changes of a part that belong in a section; None where it has none there."""
    changes = [change for change in part.changes if change.counts == counts]
    belongs = bool(changes) or (not part.changes and part.counts == counts)
    return changes if belongs else None


def _change(change: Change, part: PartChange) -> Iterator[str]:
    if part.status in (ADDED, REMOVED):
        yield from wrapped(change.before or change.after, 4)
    elif not change.before:
        yield from wrapped(f"{change.what}: {change.after}", 4, "+ ")
    elif not change.after:
        yield from wrapped(f"{change.what}: {change.before}", 4, "- ")
    elif len(change.before) + len(change.after) + len(change.what) < 60:
        yield from wrapped(f"{change.what}: {change.before} -> {change.after}", 4)
    else:
        yield from wrapped(f"{change.what}:", 4)
        yield from wrapped(change.before, 6, "- ")
        yield from wrapped(change.after, 6, "+ ")


def _rated(one: CaseChange) -> str:
    if one.before == one.after:
        return f"{_rating(one.before)} as before"
    moved = one.after.total - one.before.total
    return f"{_rating(one.before)} -> {_rating(one.after)} ({moved:+.2f} decibans)"


def _rating(rating: Rating) -> str:
    return f"{rating.score} {rating.band}"


def _moves(one: CaseChange) -> Iterator[str]:
    told = [_move(move) for move in one.moves]
    told += [f"finding {name} holds" for name in one.gained]
    told += [f"finding {name} no longer holds" for name in one.lost]
    if len(told) > _MOVES:
        told[_MOVES:] = [f"and {len(told) - _MOVES} more"]
    yield from wrapped("; ".join(told), 4)


def _move(move: Move) -> str:
    if move.before is None or move.after is None:
        fires, points = (
            ("no longer fires", move.before) if move.after is None else ("fires", move.after)
        )
        return f"{move.rule} {fires} ({decibans(points or 0)})"
    return f"{move.rule} {decibans(move.before)} to {decibans(move.after)}"


def _unread(one: Unread) -> Iterator[str]:
    yield from wrapped(f"{one.case}, {_UNDER[one.under]}: {one.message}", 2)
