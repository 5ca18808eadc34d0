"""A working memory as the rules of a pack judge it, and as they would with one rule another."""

from __future__ import annotations

from collections.abc import Iterable

from mandate.conditions.evaluate import Truth, evaluate
from mandate.engines.compiled import Fired
from mandate.memory import Masks
from mandate.pack.inference import judge, points_of
from mandate.pack.model import Pack, Rule
from mandate.scoring import Floor, Sum, add_up
from mandate.tuples import NamedTuple


class Judged(NamedTuple):
    """What the rules of a pack make of a working memory: each one's truth and, where it fires, its
    points; and how far each finding holds."""

    masks: Masks
    truths: dict[str, Truth]
    points: dict[str, int]
    findings: dict[str, Truth]


def judged(pack: Pack, masks: Masks) -> Judged:
    """Return what the rules of *pack* make of a working memory."""
    verdicts = judge(pack.rules.values(), masks)
    truths = {name: verdict.truth for name, verdict in verdicts.items()}
    points = {name: points_of(pack.rules[name], verdict) for name, verdict in verdicts.items()}
    return Judged(masks, truths, points, _findings(pack, truths))


def fired(pack: Pack, masks: Masks, firings: Iterable[Fired]) -> Judged:
    """Return what the rules make of a complete case, given what the engine fired on it: in a
    complete case no rule is open."""
    truths = dict.fromkeys(pack.rules, Truth.FALSE)
    points = dict.fromkeys(pack.rules, 0)
    for one in firings:
        truths[one.rule] = Truth.TRUE
        points[one.rule] = one.points
    return Judged(masks, truths, points, _findings(pack, truths))


def _findings(pack: Pack, truths: dict[str, Truth]) -> dict[str, Truth]:
    findings: dict[str, Truth] = {}
    for rule in pack.rules.values():
        for finding in rule.concludes:
            findings[finding] = max(findings.get(finding, Truth.FALSE), truths[rule.id])
    return findings


def rejudged(before: Judged, pack: Pack, rule: Rule) -> Judged | None:
    """Return *before* with *rule* in place of the one of its id; None where nothing is another.

    Rules downstream are judged again only where what it concludes has changed.
    """
    verdict = evaluate(rule.condition, before.masks, before.findings)
    points, old = points_of(rule, verdict), pack.rules[rule.id]
    same_truth = verdict.truth is before.truths[rule.id]
    if (not same_truth and old.concludes) or rule.concludes != old.concludes:
        return judged(with_rule(pack, rule), before.masks)
    if same_truth and points == before.points[rule.id] and rule.floor == old.floor:
        return None
    return before._replace(
        truths={**before.truths, rule.id: verdict.truth}, points={**before.points, rule.id: points}
    )


def with_rule(pack: Pack, rule: Rule) -> Pack:
    """Return *pack* with *rule* in place of the one of its id."""
    return pack._replace(rules={**pack.rules, rule.id: rule}, derived={})


def added_up(found: Judged, pack: Pack) -> Sum:
    """Return what the points and floors of the fired rules add up to."""
    sums = dict.fromkeys(pack.drivers, 0)
    floors = []
    starts = {band.id: band.start for band in pack.bands}
    for name, truth in found.truths.items():
        rule = pack.rules[name]
        if truth is not Truth.TRUE:
            continue
        if rule.driver:
            sums[rule.driver] += found.points[name]
        edge = starts.get(rule.floor)
        if edge is not None:
            floors.append(Floor(edge, name, rule.floor))
    return add_up(pack, sums, floors)
