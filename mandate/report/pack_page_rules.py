"""The rules of a pack, one section each, by the driver they add points to."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.conditions.nodes import All, Any, Applies, FindingHolds, Node, Some
from mandate.conditions.wording import words
from mandate.pack.model import Driver, Example, Pack, Rule, grading_of
from mandate.report import origins, phrases
from mandate.report.markdown import escape
from mandate.report.pack_page_parts import (
    anchor,
    driver_link,
    finding_link,
    heading,
    linked,
    rule_link,
    template_words,
)
from mandate.report.phrases import plural
from mandate.report.remedy_words import declared_words
from mandate.rule_face import rule_face

_NO_DRIVER = Driver("", "Rules without points", "What other rules build on.", 0, 0)


def rule_groups(pack: Pack) -> list[tuple[Driver, list[Rule]]]:
    """Return the rules of each driver, in the pack's order; graded ones first, then by title.

    Rules that add no points come last, under a driver of no id. No group is empty.
    """
    drivers = [*pack.drivers.values(), _NO_DRIVER]
    groups = [
        (one, [rule for rule in pack.rules.values() if rule.driver == one.id]) for one in drivers
    ]
    return [(one, sorted(rules, key=_order)) for one, rules in groups if rules]


def driver_anchor(driver: Driver) -> str:
    """Return what leads to the rules of a driver, or to those that add no points."""
    return anchor("driver", driver.id) if driver.id else anchor("section", "no-points")


def _order(rule: Rule) -> tuple[bool, str, str]:
    return rule.points is not None, rule.title, rule.id


def rules(pack: Pack) -> Iterator[str]:
    """Yield the section of the rules: a part for each driver, and in it a part for each rule."""
    yield from heading(2, "Rules", anchor("section", "rules"))
    yield (
        "A graded rule gives each value of one fact its points; a pattern adds to its parts what "
        "their combination is worth. Points are decibans before the scale. What stands in "
        r"\[brackets\] is a fact whose answer the report puts there."
    )
    for driver, members in rule_groups(pack):
        yield from heading(3, driver.title, driver_anchor(driver))
        yield f"{escape(driver.about)} {plural(len(members), 'rule')}:"
        yield " · ".join(rule_link(pack, rule.id) for rule in members)
        for rule in members:
            yield from _rule(rule, pack)


def _rule(rule: Rule, pack: Pack) -> Iterator[str]:
    yield from heading(4, rule.title, anchor(rule.id))
    guard = rule.guard
    effects = " and ".join(_effects(rule, pack))
    lines = list(_clauses(guard, pack, "")) if guard else []
    if len(lines) == 1:
        yield f"**When** {lines[0].removeprefix('- ')}, **then** it {effects}."
    elif lines:
        yield f"**When** {lines[0].removeprefix('- ')}"
        yield ""
        yield from (line.removeprefix("  ") for line in lines[1:])
        yield ""
        yield f"**Then** it {effects}."
    else:
        yield f"**It** {effects}."
    if rule.absorbs:
        parts = ", ".join(rule_link(pack, one) for one in rule.absorbs)
        yield f"A report shows under it: {parts}."
    yield ""
    yield escape(f"{template_words(rule.because, pack)} {rule.expect}")
    if rule.strength:
        yield from ("", f"*As a strength:* {escape(template_words(rule.strength, pack))}")
    face = rule_face(rule, pack)
    yield ""
    for remedy, _ in face.prescriptions:
        yield f"- **Remedy:** {escape(declared_words(remedy))}"
    yield ""
    cited = "; ".join(
        linked(origins.source_words(one), one.id, anchor("source", one.id)) for one in face.sources
    )
    yield f"*Rests on:* {escape(origins.GRADES[rule.grade])} (grade {rule.grade}). {cited}"
    yield from _notes(rule)
    yield from _examples(rule)


def _clauses(node: Node, pack: Pack, indent: str) -> Iterator[str]:
    """Yield a condition as an item of a list, and its parts as the items of a list within."""
    if isinstance(node, (All, Any, Some)) and len(node.children) > 1:
        yield f"{indent}- {_joint(node)}"
        for child in node.children:
            yield from _clauses(child, pack, f"{indent}  ")
    elif isinstance(node, (All, Any)) and node.children:
        yield from _clauses(node.children[0], pack, indent)
    else:
        yield f"{indent}- {clause(node, pack)}"


def _joint(node: All | Any | Some) -> str:
    if isinstance(node, All):
        return "all of these hold:"
    if isinstance(node, Some) and node.at_least > 1:
        return f"at least {node.at_least} of these hold:"
    return "at least one of these holds:"


def clause(node: Node, pack: Pack) -> str:
    """Return a condition in one line, with a link to the finding or the fact that it reads."""
    if isinstance(node, Applies):
        node = node.child
    titles = {finding.id: finding.title for finding in pack.findings.values()}
    read = words(node, pack.vocabulary, titles)
    if isinstance(node, FindingHolds):
        return linked(read, titles[node.finding], anchor("finding", node.finding))
    if isinstance(node, (All, Any, Some)):
        return escape(read)
    return linked(read, pack.fact(node.fact).title, anchor("fact", node.fact))


def _effects(rule: Rule, pack: Pack) -> Iterator[str]:
    """Yield what a rule does when it fires, each as the rest of a sentence that starts with it."""
    if rule.driver and rule.points is not None:
        yield f"adds **{rule.points:+d}** to {driver_link(pack, rule.driver)}"
    elif rule.driver:
        graded = clause(grading_of(rule.condition), pack)
        yield f"adds to {driver_link(pack, rule.driver)}, {graded}"
    if rule.concludes:
        named = " and ".join(finding_link(pack, one) for one in rule.concludes)
        yield f"concludes {named}"
    if rule.floor:
        floor = next(band.title for band in pack.bands if band.id == rule.floor)
        yield f"lifts the risk to **{escape(floor)}** where it is lower"


def _notes(rule: Rule) -> Iterator[str]:
    if rule.notes.points_because:
        yield from ("", f"*Why these points:* {escape(rule.notes.points_because)}")
    if rule.notes.reworded:
        yield from ("", f"*Reworded:* {escape(rule.notes.reworded)}")


def _examples(rule: Rule) -> Iterator[str]:
    if not rule.examples:
        return
    yield from ("", f"<details><summary>{plural(len(rule.examples), 'example')}</summary>", "")
    yield from (f"- {_example(one)}" for one in rule.examples)
    yield from ("", "</details>")


def _example(example: Example) -> str:
    points = "" if example.points is None else f", {phrases.decibans(example.points)}"
    return f"{escape(example.name)}: **{example.gives}**{points}"
