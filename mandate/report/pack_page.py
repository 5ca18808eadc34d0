"""A page about a pack, as Markdown for GitHub: what it decides, its facts, rules and sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from mandate.pack.load import load_folder
from mandate.pack.model import Pack, extended_by
from mandate.pack.seeds import SeedItem, seed_items
from mandate.report.markdown import escape
from mandate.report.pack_page_facts import facts, themes
from mandate.report.pack_page_parts import anchor, heading, link
from mandate.report.pack_page_rules import clause, driver_anchor, rule_groups, rules
from mandate.report.pack_page_tables import bands, drivers, findings, seeds, sources
from mandate.report.phrases import plural, points_that_double

_BLANK_LINES = re.compile(r"\n{3,}")


def page_of(folder: Path) -> str:
    """Return the page about the pack in *folder*, with examples, notes and seeds.

    Raises PackError with every fault of the pack.
    """
    pack = load_folder(folder)
    return render(pack, seed_items(folder, pack))


def render(pack: Pack, items: Sequence[SeedItem] = ()) -> str:
    """Return the page about *pack*, with what its seeds say and which part carries it.

    The examples and notes of rules are those that were loaded with them.
    """
    text = "\n".join([*_lines(pack), *seeds(items, pack)]) + "\n"
    return _BLANK_LINES.sub("\n\n", text)


def _lines(pack: Pack) -> Iterator[str]:
    yield f"# {escape(pack.title)}"
    yield ""
    yield escape(pack.about)
    yield ""
    yield (
        f"Pack `{pack.id}` {pack.version}. This page is written by `mandate pack docs`: to change "
        "it, change the files of the pack."
    )
    yield ""
    yield from _contents(pack)
    yield from _changes(pack)
    yield from _purpose(pack)
    yield from _score(pack)
    yield from drivers(pack)
    yield from bands(pack)
    yield from findings(pack)
    yield from facts(pack)
    yield from rules(pack)
    yield from _impossible(pack)
    yield from sources(pack)


def _changes(pack: Pack) -> Iterator[str]:
    """Yield what an overlay extends, and each of its changes with the reason."""
    if pack.extension is None:
        return
    extends = ", then ".join(extended_by(pack))
    yield from heading(2, "What it changes", anchor("section", "changes"))
    yield f"It extends {escape(extends)}; all that follows is the result."
    yield ""
    for by, what, because in pack.extension.changes:
        told = f"{what}: {because}" if because else what
        yield f"- {escape(told if by == pack.id else f'{told} ({by})')}"


def _contents(pack: Pack) -> Iterator[str]:
    """Yield a list of the sections; those of facts and rules with their parts in a line."""
    in_themes = (f"{link(title, target)} ({len(part)})" for title, target, part in themes(pack))
    by_driver = (
        f"{link(driver.title, driver_anchor(driver))} ({len(members)})"
        for driver, members in rule_groups(pack)
    )
    yield f"- {link('What it decides', anchor('section', 'purpose'))}"
    yield f"- {link('The score', anchor('section', 'score'))}"
    yield f"- {link('Drivers', anchor('section', 'drivers'))} ({len(pack.drivers)})"
    yield f"- {link('Bands', anchor('section', 'bands'))} ({len(pack.bands)})"
    if pack.findings:
        yield f"- {link('Findings', anchor('section', 'findings'))} ({len(pack.findings)})"
    named = link("Facts", anchor("section", "facts"))
    yield f"- {named} ({len(pack.vocabulary.facts)}): {' · '.join(in_themes)}"
    named = link("Rules", anchor("section", "rules"))
    yield f"- {named} ({len(pack.rules)}): {' · '.join(by_driver)}"
    if pack.impossible:
        yield f"- {link('What cannot be', anchor('section', 'impossible'))}"
    yield f"- {link('Sources', anchor('section', 'sources'))} ({len(pack.sources)})"


def _purpose(pack: Pack) -> Iterator[str]:
    yield from heading(2, "What it decides", anchor("section", "purpose"))
    calibrated = (
        "It has been calibrated on recorded outcomes."
        if pack.calibrated
        else "It has not been calibrated on outcomes: read it as an ordering, not as a frequency."
    )
    yield f"The score is {escape(pack.measures)}. {calibrated}"
    yield ""
    headline = pack.headline.replace("{band}", "…")
    yield f"A report opens with: “{escape(headline)}”."


def _score(pack: Pack) -> Iterator[str]:
    scale = pack.scale / 100
    doubling = plural(points_that_double(scale), "point")
    yield from heading(2, "The score", anchor("section", "score"))
    yield "`total = base + scale x sum of drivers + lifts`, in decibans; a driver is the sum of its"
    yield "fired rules, clipped to its caps. `score = 100 / (1 + 10^(-total/10))`."
    yield ""
    yield f"- **Base {pack.base / 100:g}.** {escape(pack.base_because)}"
    odds = f"{doubling} more about double the odds."
    yield f"- **Scale {scale:g}:** {odds} {escape(pack.scale_because)}"
    if pack.weights_because:
        yield f"- **Points of a rule.** {escape(pack.weights_because)}"


def _impossible(pack: Pack) -> Iterator[str]:
    if pack.impossible:
        yield from heading(2, "What cannot be", anchor("section", "impossible"))
        yield "A case that says one of these is refused."
        yield ""
    for one in pack.impossible:
        yield f"- {clause(one.condition, pack)}: {escape(one.because)}"
