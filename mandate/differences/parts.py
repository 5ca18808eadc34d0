"""The parts of two packs, matched by id: added, removed, renamed or changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from mandate.differences import facts, frame, rules
from mandate.differences.changes import Changes
from mandate.differences.meaning import Names, Side
from mandate.differences.model import ADDED, CHANGED, REMOVED, RENAMED, Change, PartChange
from mandate.pack.model import Pack, SourceEntry

Part = Any  # a driver, a band, a finding, a fact, a rule or a source: each has an id and a title
Compared = Callable[[Part, Part], Changes]


def part_changes(old: Pack, new: Pack) -> Iterator[PartChange]:
    """Yield every part in which two packs differ, kind by kind, by id.

    A fact, a finding or a rule is renamed where all but its id is the same.
    """
    names = _names(old, new)
    before, after = Side(old, names, new), Side(new, _no_names(), old)
    yield from _whole("pack", new.id, new.title, frame.pack_changes(old, new))
    for kind in ("drivers", "bands"):
        mine, theirs = _by_id(getattr(old, kind)), _by_id(getattr(new, kind))
        compared, told = _FRAME[kind]
        yield from _parts(kind[:-1], mine, theirs, {}, compared, (told, told), counts=True)
    cannot_be = frame.impossible_changes(before, after)
    yield from _whole("impossible", "impossible", "What cannot be", cannot_be)
    yield from _parts(
        "fact",
        old.vocabulary.facts,
        new.vocabulary.facts,
        names.facts,
        lambda one, other: facts.fact_changes(one, other, before, after),
        (facts.fact_summary, facts.fact_summary),
        counts=True,
        rename_counts=True,
    )
    yield from _parts(
        "finding",
        old.findings,
        new.findings,
        names.findings,
        frame.finding_changes,
        (lambda one: one.meaning,) * 2,
        counts=True,
    )
    yield from _parts(
        "rule",
        dict(sorted(old.rules.items())),
        dict(sorted(new.rules.items())),
        names.rules,
        lambda one, other: rules.rule_changes(one, other, before, after),
        (lambda one: rules.rule_summary(one, before), lambda one: rules.rule_summary(one, after)),
        counts=True,
    )
    cited = (_cited, _cited)
    yield from _parts(
        "source", old.sources, new.sources, {}, frame.source_changes, cited, counts=False
    )


_FRAME: dict[str, tuple[Compared, Callable[[Part], str]]] = {
    "drivers": (frame.driver_changes, frame.driver_summary),
    "bands": (frame.band_changes, frame.band_summary),
}


def _cited(source: SourceEntry) -> str:
    return ", ".join(filter(None, (source.author, source.title, source.year)))


def _by_id(parts: Mapping[str, Part] | tuple[Part, ...]) -> Mapping[str, Part]:
    return {part.id: part for part in parts} if isinstance(parts, tuple) else parts


def _whole(kind: str, name: str, title: str, changes: Changes) -> Iterator[PartChange]:
    """Yield what differs between two packs as wholes, if anything does."""
    found = tuple(changes)
    if found:
        yield PartChange(kind, name, title, CHANGED, "", _count(found), found)


def _parts(
    kind: str,
    old: Mapping[str, Part],
    new: Mapping[str, Part],
    renamed: Mapping[str, str],
    compared: Compared,
    summaries: tuple[Callable[[Part], str], Callable[[Part], str]],
    *,
    counts: bool,
    rename_counts: bool = False,
) -> Iterator[PartChange]:
    """Yield the parts of one kind that differ; *renamed* gives the new id of an old one.

    Parts added and removed count if *counts*, those renamed if *rename_counts*.
    """
    for name, part in old.items():
        if name not in new and name not in renamed:
            gone = Change(kind, summaries[0](part), "", counts)
            yield PartChange(kind, name, part.title, REMOVED, "", counts, (gone,))
    was = {name: before for before, name in renamed.items()}
    for name, part in new.items():
        if name in was:
            yield PartChange(kind, name, part.title, RENAMED, was[name], rename_counts, ())
        elif name not in old:
            added = Change(kind, "", summaries[1](part), counts)
            yield PartChange(kind, name, part.title, ADDED, "", counts, (added,))
        elif found := tuple(compared(old[name], part)):
            yield PartChange(kind, name, part.title, CHANGED, "", _count(found), found)


def _count(changes: tuple[Change, ...]) -> bool:
    return any(change.counts for change in changes)


def _no_names() -> Names:
    return Names({}, {}, {})


def _names(old: Pack, new: Pack) -> Names:
    """Return the facts, findings and rules that were given another id and nothing else.

    Each kind is looked for under the names found before it.
    """
    names = _no_names()
    sides = Side(old, names, new), Side(new, _no_names(), old)
    names.facts.update(
        _renamed(
            old.vocabulary.facts,
            new.vocabulary.facts,
            lambda one, other: facts.fact_changes(one, other, *sides),
        )
    )
    names.findings.update(_renamed(old.findings, new.findings, frame.finding_changes))
    names.rules.update(
        _renamed(old.rules, new.rules, lambda one, other: rules.rule_changes(one, other, *sides))
    )
    return names


def _renamed(
    old: Mapping[str, Part], new: Mapping[str, Part], compared: Compared
) -> dict[str, str]:
    """Return the new id of each part that is there under another, by its old id."""
    free = {name: part for name, part in new.items() if name not in old}
    found = {}
    for name, part in old.items():
        if name not in new:
            same = (other for other in free if next(compared(part, free[other]), None) is None)
            other = next(same, None)
            if other is not None:
                found[name] = other
                del free[other]
    return found
