"""What ``mandate pack show`` tells, for a terminal: 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mandate.errors import visible
from mandate.report.origins import GRADES
from mandate.report.phrases import decibans, plural
from mandate.report.text import Style, plain, wrapped
from mandate.wording import arrangement_words

Data = dict[str, Any]
_ID = 30


def render_pack(pack: Data, style: Style = plain) -> str:
    """Return a pack in short, as ``pack_view.pack_data`` tells it."""
    return "\n".join(_pack(pack, style)) + "\n"


def render_items(items: list[tuple[str, Data]], style: Style = plain) -> str:
    """Return rules, facts and findings in full, as ``pack_view.items_named`` tells them."""
    writers = {"rule": _rule, "fact": _fact, "finding": _finding}
    lines: list[str] = []
    for kind, item in items:
        lines += [""] * bool(lines)
        lines += [style(line, "heading") for line in wrapped(f"{kind} {item['id']}")]
        lines += [*wrapped(item["title"]), *writers[kind](item)]
    return "\n".join(lines) + "\n"


def _pack(pack: Data, style: Style) -> Iterator[str]:
    yield from _title(pack, style)
    if pack["changes"]:
        yield from _heading(f"What it changes ({len(pack['changes'])})", style)
    for change in pack["changes"]:
        because = f": {change['because']}" if change["because"] else ""
        by = f" ({change['by']})" if change["by"] != pack["id"] else ""
        yield from wrapped(f"{change['what']}{by}{because}", 0, "* ")
    for driver in pack["drivers"]:
        caps = f"{decibans(driver['caps']['risk'])} / {decibans(driver['caps']['relief'])}"
        yield from _heading(driver["title"], style, f" {driver['id']}, caps {caps}")
        yield from _rules(driver["rules"])
    if pack["rules_without_points"]:
        yield from _heading("Rules without points", style)
        yield from _rules(pack["rules_without_points"])
    if pack["findings"]:
        yield from _heading("Findings", style)
    for finding in pack["findings"]:
        yield from _line("", finding["id"], finding["title"])
    for theme in pack["facts"]:
        yield from _heading(f"Facts: {theme['theme']}", style)
        for fact in theme["facts"]:
            yield from _line("", fact["id"], f"{fact['title']} ({fact['type']})")


def _title(pack: Data, style: Style) -> Iterator[str]:
    rules = sum(len(one["rules"]) for one in pack["drivers"]) + len(pack["rules_without_points"])
    facts = sum(len(theme["facts"]) for theme in pack["facts"])
    findings, sources = len(pack["findings"]), pack["sources"]
    counts = ((rules, "rule"), (facts, "fact"), (findings, "finding"), (sources, "source"))
    yield from wrapped(f"{pack['id']} {pack['version']}: {pack['title']}")
    yield from wrapped(", ".join(plural(*one) for one in counts))
    if pack["extends"]:
        yield from wrapped(f"extends {', then '.join(pack['extends'])}")
    bands = (
        one["title"] if one["from"] is None else f"{one['title']} from {one['from']:g}"
        for one in pack["bands"]
    )
    yield from wrapped(f"base {pack['base']:g}, scale {pack['scale']:g}; bands: {', '.join(bands)}")
    yield from (style(line, "dim") for line in wrapped(f"digest {pack['digest']}"))


def _heading(text: str, style: Style, more: str = "") -> Iterator[str]:
    yield from ("", style(visible(text).upper(), "heading") + visible(more))


def _rules(rules: list[Data]) -> Iterator[str]:
    for rule in rules:
        floor = f" (at least {rule['at_least_band']})" if rule["at_least_band"] else ""
        to = f" -> {', '.join(rule['concludes'])}" if rule["concludes"] else ""
        ends = dict.fromkeys(rule["points"] or ())
        points = "..".join(map(decibans, ends)).rjust(7) if ends else ""
        yield from _line(points, rule["id"], f"{rule['title']}{floor}{to}")


def _line(points: str, name: str, title: str) -> Iterator[str]:
    """Yield a line of a list: points, id and title in columns; a long title goes on below."""
    start = f"{points}  " if points else ""
    lead = f"{start}{visible(name).ljust(_ID)} "
    first, *more = wrapped(title, len(lead)) if len(lead) < 60 else ("", *wrapped(title, 4))
    yield f"{lead}{first.strip()}".rstrip()
    yield from more


def _said(name: str, text: object) -> Iterator[str]:
    if text:
        first, *more = wrapped(f"{name}: {text}", 2)
        yield first
        yield from wrapped(" ".join(line.strip() for line in more), 4)


def _rule(rule: Data) -> Iterator[str]:
    yield from _said("When", rule["when"])
    points = rule["points"]
    if isinstance(points, dict):
        lines = ", ".join(f"{value} {decibans(worth)}" for value, worth in points["of"].items())
        yield from _said(f"Points of {rule['driver']} by {points['by']}", lines)
    elif rule["driver"]:
        yield from _said(f"Points of {rule['driver']}", decibans(points))
    yield from _said("Concludes", ", ".join(rule["concludes"]))
    yield from _said("At least the band", rule["at_least_band"])
    yield from _said("Absorbs", ", ".join(rule["absorbs"]))
    yield from _said("Absorbed by", ", ".join(rule["absorbed_by"]))
    yield from _said("Because", rule["because"])
    yield from _said("As a strength", rule["strength"])
    yield from _said("Expect", rule["expect"])
    for remedy in rule["remedies"]:
        cures = ", ".join(f"{one['title']}: {one['to']}" for one in remedy["cures"])
        ends = f"settles it, {cures}" if cures else "eases it"
        yield from _said("Remedy", f"{remedy['text']} ({_arrangement(remedy)}; {ends})")
    yield from _said("Evidence", f"{GRADES[rule['grade']]} (grade {rule['grade']})")
    for source in rule["sources"]:
        quote = f', "{source["quote"]}"' if source["quote"] else ""
        yield from _said("Source", f"{source['id']} {source['author']}, {source['title']}{quote}")
    yield from _said("Why these points", rule["points_because"])
    yield from _said("Reworded", rule["reworded"])
    for example in rule["examples"]:
        worth = "" if example["points"] is None else f", {decibans(example['points'])}"
        yield from _said("Example", f"{example['name']}: {example['gives']}{worth}")


def _arrangement(told: Data) -> str:
    stages = {name: told[name] for name in ("stage", "until") if name in told}
    return arrangement_words(told["owner"], told["effort"], told["when"], **stages)


def _fact(fact: Data) -> Iterator[str]:
    yield from _said("Theme", fact["theme"])
    yield from _said("Type", fact["type"])
    yield from _said("Question", fact["question"])
    yield from _said("A candidate asks", fact["candidate_question"])
    yield from _said("Why", fact["why"])
    yield from _said("Ask", f"{fact['ask']}, from the stage {fact['stage']} on")
    yield from _said("Applies when", fact["applies_when"])
    if fact["type"] == "number":
        ends = "{min} to {max}, in steps of {step}".format(**fact["range"])
        yield from _said("Values", f"{ends} {fact['unit']}")
    for level in fact["levels"]:
        yield from _said(level["id"], f"{level['words']}; {level['text']}")
    better = {"last": "higher", "first": "lower"} if fact["type"] == "number" else {}
    yield from _said("Better", better.get(fact["better"], fact["better"]))
    yield from _said("No direction", fact["direction"])
    for step in fact["steps"]:
        yield from _said(f"Can be changed to {step['to']}", _arrangement(step))
    if not fact["changeable"]:
        yield from _said("Can be changed", "no")
    yield from _said("Evidence", f"{GRADES[fact['grade']]} (grade {fact['grade']})")
    yield from _said("Sources", ", ".join(fact["sources"]))
    yield from _said("Read by", ", ".join(fact["read_by"]))


def _finding(finding: Data) -> Iterator[str]:
    yield from _said("Meaning", finding["meaning"])
    yield from _said("One of", finding["one_of"])
    yield from _said("Concluded by", ", ".join(finding["concluded_by"]))
    yield from _said("Read by", ", ".join(finding["read_by"]))
