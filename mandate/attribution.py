"""Attributing a change in the total: to facts or rules, caps, lifts, base and scale; exactly.

All sums are in whole hundredths of a deciban. With u for a driver's points before its caps and c
for those within, ``total = base + scale * sum(u) + scale * sum(c - u) + lifts``. So each rule's
points, each cap and each lift stand in a term of their own, and a difference of two totals is the
sum of the differences of these terms in whatever order they are taken. Where the scales differ, the
terms of both sides are taken at the second scale, and what the other scale makes of the first
side's points, ``(second - first) * sum(c)``, is a term as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from mandate.assessment import Assessment
from mandate.comparison import (
    ADDED,
    BASE,
    CAME,
    CAP,
    FACTS,
    JUDGEMENT,
    LIFT,
    MOVED,
    OTHER_POINTS,
    OTHERWISE_READ,
    REMOVED,
    RULES,
    SCALE,
    WENT,
    Part,
    RuleMove,
)
from mandate.conditions.nodes import facts_read
from mandate.memory import Masks
from mandate.pack.inference import judge, points_of, upstream_of
from mandate.pack.model import Pack, Rule
from mandate.tuples import NamedTuple

_MOST = 5  # facts tried in every combination; a rule that reads more that differ is due to them all

_ASIDE = "what is set aside"  # stands among the names of facts, of which none has a space


class Judged(NamedTuple):
    """What the rules judge on one side: a working memory, without those that are set aside."""

    masks: Masks
    aside: frozenset[str]


def change_of(before: Assessment, after: Assessment) -> float:
    """Return the change in the total, in decibans."""
    return (_hundredths(after.total) - _hundredths(before.total)) / 100


def frame_parts(before: Assessment, after: Assessment) -> list[Part]:
    """Return the parts of a change that are due to no rule's points: base, scale, caps, lifts."""
    base = _hundredths(after.base) - _hundredths(before.base)
    scale = _hundredths(after.scale) - _hundredths(before.scale)
    within = sum(driver.points for driver in before.drivers)
    parts = [(BASE, "", base), (SCALE, "", scale * within)]
    scale = _hundredths(after.scale)
    withheld = [
        {driver.id: driver.points - driver.uncapped for driver in one.drivers}
        for one in (before, after)
    ]
    parts += [(CAP, name, scale * change) for name, change in _changes(*withheld)]
    lifts = [{lift.by: _hundredths(lift.points) for lift in one.lifts} for one in (before, after)]
    parts += [(LIFT, name, change) for name, change in _changes(*lifts)]
    return [
        Part(kind, (name,) if name else (), amount / 100, ())
        for kind, name, amount in parts
        if amount
    ]


def moves_of(before: Assessment, after: Assessment) -> list[RuleMove]:
    """Return the rules that add other points, in the order of their names."""
    one, two = ({firing.rule: firing.points for firing in side.firings} for side in (before, after))
    titles = {firing.rule: firing.title for side in (before, after) for firing in side.firings}
    scale = _hundredths(after.scale)
    return [
        RuleMove(
            rule,
            titles[rule],
            MOVED if rule in one and rule in two else CAME if rule in two else WENT,
            one.get(rule, 0),
            two.get(rule, 0),
            scale * change / 100,
        )
        for rule, change in sorted(_changes(one, two))
    ]


def by_facts(
    moves: Iterable[RuleMove], pack: Pack, before: Judged, after: Judged, changed: Iterable[str]
) -> list[Part]:
    """Return the moves grouped by the facts that they are due to, with the rules set aside on one
    side only where these have a part in it; the largest part first."""
    differing = {*changed, *([_ASIDE] if before.aside != after.aside else [])}
    groups: dict[tuple[str, ...], list[RuleMove]] = {}
    for move in moves:
        causes = responsible(pack.rules[move.rule], pack, before, after, differing)
        groups.setdefault(causes, []).append(move)
    judged = {causes[:-1]: found for causes, found in groups.items() if _is_judged(causes)}
    by_fact = {causes: found for causes, found in groups.items() if not _is_judged(causes)}
    return _by_size([*_grouped(FACTS, by_fact), *_grouped(JUDGEMENT, judged)])


def _is_judged(causes: tuple[str, ...]) -> bool:
    return causes[-1:] == (_ASIDE,)


def by_causes(moves: Iterable[RuleMove], before: Pack, after: Pack) -> list[Part]:
    """Return the moves of one case under two packs, grouped by what became of the rules."""
    groups: dict[tuple[str, ...], list[RuleMove]] = {}
    for move in moves:
        cause = OTHER_POINTS if move.kind == MOVED else OTHERWISE_READ
        cause = REMOVED if move.rule not in after.rules else cause
        cause = ADDED if move.rule not in before.rules else cause
        groups.setdefault((cause,), []).append(move)
    return _by_size(_grouped(RULES, groups))


def _grouped(kind: str, groups: Mapping[tuple[str, ...], list[RuleMove]]) -> list[Part]:
    return [
        Part(kind, names, sum(_hundredths(move.amount) for move in moves) / 100, tuple(moves))
        for names, moves in groups.items()
    ]


def _by_size(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-abs(part.amount), len(part.names), part.names))


def responsible(
    rule: Rule, pack: Pack, before: Judged, after: Judged, differing: set[str]
) -> tuple[str, ...]:
    """Return the facts that a rule's move is due to, in the order of the vocabulary.

    These are the facts that it reads, itself or through findings, and that differ, without those
    that make no difference to it whichever of the others are changed with them. What is set aside
    is one more such thing, and comes last.
    """
    chain = upstream_of(pack).of(rule)
    read = frozenset().union(*(facts_read(one.condition) for one in chain))
    named = tuple(fact for fact in pack.vocabulary.facts if fact in read and fact in differing)
    if _ASIDE in differing and any(one.id in before.aside ^ after.aside for one in chain):
        named = (*named, _ASIDE)
    if not 1 < len(named) <= _MOST:
        return named
    effect: dict[frozenset[str], int | None] = {}
    for size in range(len(named) + 1):
        for some in combinations(named, size):
            facts = [one for one in some if one != _ASIDE]
            masks = _mixed(pack, before.masks, after.masks, facts)
            aside = (after if _ASIDE in some else before).aside
            verdict = judge(chain, masks, aside)[rule.id]
            points = 0 if rule.id in aside else points_of(rule, verdict)
            effect[frozenset(some)] = points
    return tuple(
        fact
        for fact in named
        if any(effect[some] != effect[some | {fact}] for some in effect if fact not in some)
    )


def _mixed(pack: Pack, before: Masks, after: Masks, changed: Iterable[str]) -> Masks:
    """Return a working memory in which some facts are as they are after, the others as before."""
    masks = list(before)
    vocabulary = pack.vocabulary
    for fact in changed:
        flags = vocabulary.unknown_flag(fact), vocabulary.disputed_flag(fact)
        for place in (*(slot.position for slot in vocabulary.slots_of(fact)), *flags):
            masks[place] = after[place]
    return tuple(masks)


def _changes(before: Mapping[str, int], after: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return what differs between two tables of amounts, where a name that is lacking is 0."""
    names = dict.fromkeys((*before, *after))
    changes = [(name, after.get(name, 0) - before.get(name, 0)) for name in names]
    return [(name, change) for name, change in changes if change]


def _hundredths(amount: float) -> int:
    return round(amount * 100)
