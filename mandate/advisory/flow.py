"""How facts fed the conclusion: points from the themes of the facts to the drivers."""

from __future__ import annotations

from collections.abc import Iterable

from mandate.advisory.value import Answer
from mandate.assessment import Assessment, FactEvidence, FindingEvidence, Firing
from mandate.tuples import NamedTuple


class Link(NamedTuple):
    """The points that rules reading facts of a theme gave a driver: of risk, and of relief."""

    theme: str
    driver: str
    risk: int
    relief: int


class Flow(NamedTuple):
    """Themes and drivers in the order of their points, and the links between them."""

    themes: tuple[str, ...]
    drivers: tuple[str, ...]
    links: tuple[Link, ...]


def flow(assessment: Assessment, answers: Iterable[Answer]) -> Flow:
    """Return what flowed. A rule counts to the theme that most of its facts are of, those behind
    its findings included; of several, to the first by name."""
    themes = {one.fact: one.theme for one in answers}
    titles = {one.id: one.title for one in assessment.drivers}
    by_rule = {one.rule: one for one in assessment.firings}
    sums: dict[tuple[str, str], list[int]] = {}
    for firing in assessment.firings:
        found = [themes[name] for name in _facts(firing, by_rule, frozenset())]
        if firing.driver and firing.points and found:
            theme = min(set(found), key=lambda one: (-found.count(one), one))
            pair = sums.setdefault((theme, titles[firing.driver]), [0, 0])
            pair[firing.points < 0] += abs(firing.points)
    links = tuple(Link(*key, *pair) for key, pair in sorted(sums.items()))
    return Flow(_ranked(links, 0), _ranked(links, 1), links)


def _facts(firing: Firing, by_rule: dict[str, Firing], above: frozenset[str]) -> list[str]:
    found: list[str] = []
    for piece in firing.evidence:
        if isinstance(piece, FactEvidence):
            found.append(piece.fact)
        elif isinstance(piece, FindingEvidence):
            for rule in piece.by:
                if rule in by_rule and rule not in above:
                    found += _facts(by_rule[rule], by_rule, above | {rule})
    return found


def _ranked(links: tuple[Link, ...], field: int) -> tuple[str, ...]:
    weights: dict[str, int] = {}
    for one in links:
        weights[str(one[field])] = weights.get(str(one[field]), 0) + one.risk + one.relief
    return tuple(sorted(weights, key=lambda name: (-weights[name], name)))
