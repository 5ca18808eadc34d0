"""What differs between two rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mandate.conditions.nodes import Graded
from mandate.differences.changes import Changes, lines, text
from mandate.differences.meaning import Side, condition_change
from mandate.differences.model import Change
from mandate.pack.model import Remedy, Rule, Template, grading_of
from mandate.wording import arrangement_words

_NONE = "0"


def rule_changes(before: Rule, after: Rule, old: Side, new: Side) -> Changes:
    """Yield what differs between two rules, whatever they are called."""
    yield from condition_change("when", before.guard, after.guard, old, new)
    yield from text("driver", before.driver, after.driver, counts=True)
    yield from _points(before, after, old, new)
    concluded = _renamed(before.concludes, old.names.findings), after.concludes
    yield from lines("concludes", *concluded, counts=True)
    yield from text("at least the band", before.floor, after.floor, counts=True)
    absorbed = _renamed(before.absorbs, old.names.rules), after.absorbs
    yield from lines("absorbs", *absorbed)
    yield from text("title", before.title, after.title)
    for what in ("because", "strength"):
        told = (
            _template(getattr(rule, what), side) for rule, side in ((before, old), (after, new))
        )
        yield from text(what, *told)
    yield from text("expect", before.expect, after.expect)
    yield from lines("remedy", [*_remedies(before, old)], [*_remedies(after, new)])
    yield from lines("source", [*_sources(before)], [*_sources(after)])
    yield from text("grade", before.grade, after.grade)


def rule_summary(rule: Rule, side: Side) -> str:
    """Return in a line when a rule fires and what it does then."""
    parts = [change.after for change in condition_change("when", None, rule.guard, side, side)]
    if rule.driver:
        parts.append(f"{_effect(rule)} to {rule.driver}")
    parts += [f"concludes {finding}" for finding in rule.concludes]
    parts += [f"at least the band {rule.floor}"] if rule.floor else []
    return "; ".join(parts)


def _points(before: Rule, after: Rule, old: Side, new: Side) -> Changes:
    """Yield what differs in points; value by value where both rules grade one scale or choice."""
    if before.points is not None or after.points is not None:
        yield from text("points", _effect(before), _effect(after), counts=True)
        return
    mine, theirs = grading_of(before.condition), grading_of(after.condition)
    if old.names.facts.get(mine.fact, mine.fact) != theirs.fact:
        yield Change("graded by", mine.fact, theirs.fact, counts=True)
    worths = _worths(mine, old), _worths(theirs, new)
    counted = any(
        one.counted or _is_number(one, side) for one, side in ((mine, old), (theirs, new))
    )
    if worths[0] == worths[1]:
        if mine.bands != theirs.bands:
            yield Change("points, as they are written", _bands(mine), _bands(theirs), counts=False)
    elif counted and mine.bands != theirs.bands:  # if equal, the fact differs and tells it
        yield Change("points", _bands(mine), _bands(theirs), counts=True)
    elif not counted:
        for value in {**worths[0], **worths[1]}:
            told = (f"{one[value]:+d}" if one.get(value) else _told(one, value) for one in worths)
            yield from _value(value, *told)


def _value(value: str, before: str, after: str) -> Changes:
    if before != after:
        yield Change(f"points of {value}", before, after, counts=True)


def _told(worths: Mapping[str, int], value: str) -> str:
    return _NONE if value in worths else ""


def _is_number(grading: Graded, side: Side) -> bool:
    return side.pack.fact(grading.fact).type == "number"


def _worths(grading: Graded, side: Side) -> dict[str, int]:
    """Return the points by value, or by how many of the items are ticked."""
    if grading.counted:
        names = [str(count) for count in range(len(grading.points))]
    else:
        names = list(side.pack.fact(grading.fact).labels)
    taken = names if grading.counted else side.takes(grading.fact)
    worths = zip(names, grading.points, strict=True)
    return {name: points for name, points in worths if name in taken}


def _bands(grading: Graded) -> str:
    return ", ".join(
        f"{name} {points:+d}" if points else f"{name} 0" for name, points in grading.bands
    )


def _effect(rule: Rule) -> str:
    if rule.points is None:
        grading = grading_of(rule.condition)
        return f"by {grading.fact}: {_bands(grading)}"
    return f"{rule.points:+d}" if rule.points else _NONE


def _renamed(ids: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return [names.get(one, one) for one in ids]


def _template(template: Template | None, side: Side) -> str:
    """Return a text with its placeholders as they are written."""
    parts = template.parts if template else ()
    names = side.names.facts
    return "".join(f"{{{names.get(one, one)}}}" if n % 2 else one for n, one in enumerate(parts))


def _remedies(rule: Rule, side: Side) -> Iterator[str]:
    for remedy in rule.remedies:
        arranged = arrangement_words(
            remedy.owner, remedy.effort, remedy.when, stage=remedy.stage, until=remedy.until
        )
        yield f"{remedy.text} ({arranged}{_cures(remedy, side)})"


def _cures(remedy: Remedy, side: Side) -> str:
    names = side.names.facts
    cures = ", ".join(f"{names.get(fact, fact)}: {to}" for fact, to in remedy.cures)
    return f"; cures {cures}" if cures else ""


def _sources(rule: Rule) -> Iterator[str]:
    for one in rule.sources:
        yield f'{one.source}, "{one.quote}"' if one.quote else one.source
