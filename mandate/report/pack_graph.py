"""How the facts of a pack feed its findings, these its rules, and those the drivers."""

from __future__ import annotations

from collections.abc import Iterable

from mandate.conditions.nodes import facts_read, findings_read
from mandate.pack.inference import upstream_of
from mandate.pack.model import Pack, Rule
from mandate.report.phrases import decibans, plural
from mandate.tuples import NamedTuple

KINDS = ("theme", "fact", "rule", "finding", "driver")
"""What a vertex can be; a ``theme`` stands for its facts."""


class Vertex(NamedTuple):
    """A part of a pack; ``id`` starts with its kind, the ``notes`` are said below the title."""

    id: str
    kind: str
    title: str
    notes: tuple[str, ...]


class Edge(NamedTuple):
    """One part feeds another, through so many rules."""

    start: str
    end: str
    rules: int


class Graph(NamedTuple):
    """Vertices by kind and in the order of the pack, and edges by where they start and end."""

    title: str
    vertices: tuple[Vertex, ...]
    edges: tuple[Edge, ...]


def overview(pack: Pack) -> Graph:
    """Return the whole of a pack in little: themes of facts, findings and drivers.

    An edge stands for the rules that read where it starts and feed where it ends.
    """
    rules = pack.rules.values()
    vertices = [_theme(pack, title) for title in _themes(pack)]
    vertices += [_finding(pack, name) for name in pack.findings]
    vertices += [_driver(pack, name) for name in pack.drivers]
    pairs = [pair for rule in rules for pair in _through(rule, pack)]
    counted = plural(len(pack.rules), "rule")
    return _graph(f"{pack.id} {pack.version}: {counted} in little", vertices, pairs)


def detail(pack: Pack, rules: Iterable[Rule], what: str) -> Graph:
    """Return the graph of some rules with all facts, findings and drivers that they touch.

    Only the findings that one of them concludes or reads are shown. *what* ends the title.
    """
    shown = sorted(rules, key=lambda rule: (_place(pack, rule.driver), rule.title, rule.id))
    facts = {name for rule in shown for name in facts_read(rule.condition)}
    findings = {
        name for rule in shown for name in (*rule.concludes, *findings_read(rule.condition))
    }
    drivers = {rule.driver for rule in shown}
    in_order = sorted(
        (one for one in pack.vocabulary.facts.values() if one.id in facts),
        key=lambda fact: (fact.theme, fact.title, fact.id),
    )
    vertices = [Vertex(f"fact {one.id}", "fact", one.title, (one.id,)) for one in in_order]
    vertices += [_rule(rule, pack) for rule in shown]
    vertices += [_finding(pack, name) for name in pack.findings if name in findings]
    vertices += [_driver(pack, name) for name in pack.drivers if name in drivers]
    pairs = [pair for rule in shown for pair in _of_rule(rule)]
    return _graph(f"{pack.id} {pack.version}: {what}", vertices, pairs)


def whole(pack: Pack) -> Graph:
    """Return the graph of every rule."""
    return detail(pack, pack.rules.values(), plural(len(pack.rules), "rule"))


def of_rule(pack: Pack, name: str) -> Graph:
    """Return the graph of a rule, with all that it rests on through findings."""
    rule = pack.rules[name]
    return detail(pack, upstream_of(pack).of(rule), f"the rule {name}")


def of_driver(pack: Pack, name: str) -> Graph:
    """Return the graph of the rules that add points to a driver, with all that they rest on."""
    own = [rule for rule in pack.rules.values() if rule.driver == name]
    return detail(pack, _upstream(own, pack), f"the driver {name}")


def of_finding(pack: Pack, name: str) -> Graph:
    """Return the graph of a finding: the rules that conclude it with all that they rest on, and
    the rules that read it."""
    rules = pack.rules.values()
    concluding = [rule for rule in rules if name in rule.concludes]
    reading = {rule.id: rule for rule in rules if name in findings_read(rule.condition)}
    shown = {rule.id: rule for rule in _upstream(concluding, pack)} | reading
    return detail(pack, shown.values(), f"the finding {name}")


def _upstream(rules: Iterable[Rule], pack: Pack) -> list[Rule]:
    upstream = upstream_of(pack)
    found = {one.id: one for rule in rules for one in upstream.of(rule)}
    return list(found.values())


def _graph(title: str, vertices: list[Vertex], pairs: list[tuple[str, str]]) -> Graph:
    counts: dict[tuple[str, str], int] = {}
    for pair in pairs:
        counts[pair] = counts.get(pair, 0) + 1
    known = {vertex.id: place for place, vertex in enumerate(vertices)}
    kept = sorted(
        (pair for pair in counts if pair[0] in known and pair[1] in known),
        key=lambda pair: (known[pair[0]], known[pair[1]]),
    )
    return Graph(title, tuple(vertices), tuple(Edge(*pair, counts[pair]) for pair in kept))


def _of_rule(rule: Rule) -> list[tuple[str, str]]:
    """Return the edges of one rule."""
    here = f"rule {rule.id}"
    reads = [f"fact {name}" for name in sorted(facts_read(rule.condition))]
    reads += [f"finding {name}" for name in sorted(findings_read(rule.condition))]
    feeds = [f"finding {name}" for name in rule.concludes]
    feeds += [f"driver {rule.driver}"] if rule.driver else []
    return [(one, here) for one in reads] + [(here, one) for one in feeds]


def _through(rule: Rule, pack: Pack) -> list[tuple[str, str]]:
    """Return the edges that lead past one rule: from all it reads to all it feeds."""
    themes = {pack.fact(name).theme for name in facts_read(rule.condition)}
    reads = [f"theme {title}" for title in sorted(themes)]
    reads += [f"finding {name}" for name in sorted(findings_read(rule.condition))]
    feeds = [f"finding {name}" for name in dict.fromkeys(rule.concludes)]
    feeds += [f"driver {rule.driver}"] if rule.driver else []
    return [(one, other) for one in reads for other in feeds]


def _themes(pack: Pack) -> list[str]:
    return sorted({fact.theme for fact in pack.vocabulary.facts.values()})


def _theme(pack: Pack, title: str) -> Vertex:
    facts = [fact for fact in pack.vocabulary.facts.values() if fact.theme == title]
    return Vertex(f"theme {title}", "theme", title, (plural(len(facts), "fact"),))


def _finding(pack: Pack, name: str) -> Vertex:
    return Vertex(f"finding {name}", "finding", pack.findings[name].title, (name,))


def _driver(pack: Pack, name: str) -> Vertex:
    own = [rule for rule in pack.rules.values() if rule.driver == name]
    return Vertex(f"driver {name}", "driver", pack.drivers[name].title, (plural(len(own), "rule"),))


def _rule(rule: Rule, pack: Pack) -> Vertex:
    told = [points_words(rule)] if rule.driver else []
    if rule.floor:
        floor = next(band.title for band in pack.bands if band.id == rule.floor)
        told.append(f"at least {floor}")
    return Vertex(
        f"rule {rule.id}", "rule", rule.title, (rule.id, *filter(None, (", ".join(told),)))
    )


def points_words(rule: Rule) -> str:
    """Return the points that a rule can add: ``+3``, or ``-2 to +3``."""
    ends = sorted({min(rule.possible_points), max(rule.possible_points)})
    return " to ".join(map(decibans, ends))


def _place(pack: Pack, driver: str) -> int:
    names = list(pack.drivers)
    return names.index(driver) if driver in names else len(names)
