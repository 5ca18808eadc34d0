"""The tables of a page about a pack: its drivers, bands, findings and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mandate.conditions.nodes import findings_read
from mandate.facts import STAGES
from mandate.pack.forms import KINDS
from mandate.pack.model import Band, Pack, Rule, SourceEntry
from mandate.pack.seeds import SeedItem
from mandate.report.markdown import escape
from mandate.report.origins import code_order
from mandate.report.pack_page_parts import (
    anchor,
    driver_link,
    finding_link,
    heading,
    link,
    link_out,
    mark,
    row,
    rule_link,
    table,
)
from mandate.report.phrases import plural
from mandate.scoring import score

_AT = {"search": "before the search", "offer": "before the offer", "in_post": "in post"}


def drivers(pack: Pack) -> Iterator[str]:
    """Yield where risk comes from, with the caps and what the rules could add up to."""
    yield from heading(2, "Drivers", anchor("section", "drivers"))
    yield (
        "The furthest sums add the highest, and the lowest, points of every rule of a driver. They "
        "are bounds: rules exclude each other, so no case may reach them."
    )
    yield from table("Driver", "What it is about", "Rules:", "Caps:", "Furthest sums:")
    for driver in pack.drivers.values():
        own = [rule for rule in pack.rules.values() if rule.driver == driver.id]
        name = driver_link(pack, driver.id) if own else escape(driver.title)
        caps = _either_way(driver.risk, driver.relief)
        sums = _either_way(sum(map(_most, own)), sum(map(_least, own)))
        yield row((name, escape(driver.about), str(len(own)), caps, sums))


def _most(rule: Rule) -> int:
    return max(0, *rule.possible_points)


def _least(rule: Rule) -> int:
    return min(0, *rule.possible_points)


def _either_way(risk: int, relief: int) -> str:
    """Return two sums of points: ``+14 / -8``."""
    return f"{risk:+d} / {relief:+d}".replace("+0", "0")


def bands(pack: Pack) -> Iterator[str]:
    """Yield the named intervals of the total, with the advice at each stage."""
    yield from heading(2, "Bands", anchor("section", "bands"))
    yield "Bands are cut on the total; the scores beside them are rounded."
    yield from table("Band", "From a total of:", "From a score of:", "Advice")
    for band in pack.bands:
        start = "" if band.start is None else f"{band.start / 100:g}"
        least = "0" if band.start is None else str(score(band.start))
        yield row((f"**{escape(band.title)}**", start, least, _advice(band)))


def _advice(band: Band) -> str:
    if len(set(band.advice)) == 1:
        return escape(band.advice[0])
    at = (f"*{_AT[stage]}:* {escape(one)}" for stage, one in zip(STAGES, band.advice, strict=True))
    return "<br>".join(at)


def findings(pack: Pack) -> Iterator[str]:
    """Yield the intermediate conclusions, with the rules that reach and that read each."""
    if not pack.findings:
        return
    yield from heading(2, "Findings", anchor("section", "findings"))
    yield "What some rules conclude and others read."
    yield from table("Finding", "Meaning", "Concluded by", "Read by")
    rules = pack.rules.values()
    for finding in pack.findings.values():
        concluding = (rule_link(pack, one.id) for one in rules if finding.id in one.concludes)
        reading = (
            rule_link(pack, one.id) for one in rules if finding.id in findings_read(one.condition)
        )
        name = f"{mark(anchor('finding', finding.id))}**{escape(finding.title)}**"
        yield row(
            (
                f"{name}<br>`{finding.id}`",
                escape(finding.meaning),
                "<br>".join(concluding),
                "<br>".join(reading) or "no rule",
            )
        )


def sources(pack: Pack) -> Iterator[str]:
    """Yield the sources, with their kind, any vested interest, and how much cites each."""
    yield from heading(2, "Sources", anchor("section", "sources"))
    in_rules = Counter(
        name for rule in pack.rules.values() for name in {one.source for one in rule.sources}
    )
    in_facts = Counter(
        name for fact in pack.vocabulary.facts.values() for name in set(fact.sources)
    )
    kinds = Counter(source.kind for source in pack.sources.values())
    interested = sum(bool(source.interest) for source in pack.sources.values())
    of_kinds = ", ".join(f"{kind} {kinds[kind]}" for kind in KINDS if kind in kinds)
    yield f"By kind: {of_kinds}. With a vested interest: {interested} of {len(pack.sources)}."
    yield from table("Code", "Source", "Kind", "Vested interest", "Cited by")
    for code in sorted(pack.sources, key=code_order):
        source = pack.sources[code]
        cited = [plural(in_rules[code], "rule"), plural(in_facts[code], "fact")]
        yield row(
            (
                f"{mark(anchor('source', code))}{escape(code)}",
                _reference(source),
                source.kind,
                escape(source.interest),
                ", ".join(one for one in cited if not one.startswith("0 ")) or "nothing",
            )
        )


def _reference(source: SourceEntry) -> str:
    year = f", {source.year}" if source.year else ""
    return f"{escape(source.author)}, {link_out(source.title, source.address)}{escape(year)}"


def seeds(items: Sequence[SeedItem], pack: Pack) -> Iterator[str]:
    """Yield what each seed says, and which part of the pack carries it."""
    if not items:
        return
    yield from heading(2, "Seeds", anchor("section", "seeds"))
    yield "What the articles that the pack grew from say, in our words, and what carries it here."
    for seed in dict.fromkeys(item.seed for item in items):
        yield from heading(3, pack.sources[seed].title, anchor("seed", seed))
        yield from table("The seed says", "Carried by")
        for item in items:
            if item.seed == seed:
                carriers = [_carrier_link(pack, name) for name in item.carried_by]
                quote = f" “{item.quote}”" if item.quote else ""
                told = "<br>".join(carriers) or escape(item.needs_none)
                yield row([escape(f"{item.says}{quote}"), told])


def _carrier_link(pack: Pack, name: str) -> str:
    if name in pack.rules:
        return rule_link(pack, name)
    if name in pack.findings:
        return finding_link(pack, name)
    return link(pack.fact(name).title, anchor("fact", name))
