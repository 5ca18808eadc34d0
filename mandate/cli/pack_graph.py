"""``mandate pack graph``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mandate.cli.options import format_option, output_option
from mandate.cli.output import refuse_within, write
from mandate.errors import did_you_mean, shortened
from mandate.pack.discover import open_pack, pack_folder

if TYPE_CHECKING:
    from mandate.pack.model import Pack
    from mandate.report.pack_graph import Graph

_IN_FULL = 30
_EXAMPLE = """\b
Example:
  mandate pack graph cx-leader --format svg -o pack.svg
  mandate pack graph cx-leader --driver sponsorship"""


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@format_option("mermaid", "svg")
@click.option("--rule", metavar="ID", help="Only a rule, and what it rests on.")
@click.option("--driver", metavar="ID", help="Only the rules of a driver, and what they rest on.")
@click.option("--finding", metavar="ID", help="Only a finding: what concludes and what reads it.")
@click.option("--all", "whole", is_flag=True, help="Every fact and rule, however many there are.")
@output_option
def graph(
    pack: str,
    form: str,
    rule: str | None,
    driver: str | None,
    finding: str | None,
    whole: bool,
    output: Path | None,
) -> None:
    """Draw how the facts of PACK, a name or a folder, feed its findings, rules and drivers.

    A pack of more than 30 rules is drawn in little, unless it is asked for otherwise: facts by
    theme, findings and drivers, and lines that stand for the rules between them.
    """
    chosen = {"--rule": rule, "--driver": driver, "--finding": finding, "--all": whole or None}
    if sum(one is not None for one in chosen.values()) > 1:
        names = " and ".join(name for name, one in chosen.items() if one is not None)
        raise click.UsageError(f"{names} exclude each other: ask for one")
    refuse_within(output, pack_folder(pack))
    made = _graph(open_pack(pack), rule, driver, finding, whole)
    if form == "svg":
        from mandate.report import graph_svg

        write(graph_svg.render(made), output, exact=True)
    else:
        from mandate.report import graph_mermaid

        write(graph_mermaid.render(made), output, exact=True)


def _graph(
    pack: Pack, rule: str | None, driver: str | None, finding: str | None, whole: bool
) -> Graph:
    from mandate.report import pack_graph

    if rule is not None:
        return pack_graph.of_rule(pack, _one_of(rule, pack.rules, "rule"))
    if driver is not None:
        return pack_graph.of_driver(pack, _one_of(driver, pack.drivers, "driver"))
    if finding is not None:
        return pack_graph.of_finding(pack, _one_of(finding, pack.findings, "finding"))
    if whole or len(pack.rules) <= _IN_FULL:
        return pack_graph.whole(pack)
    return pack_graph.overview(pack)


def _one_of(name: str, known: Collection[str], what: str) -> str:
    if name not in known:
        hint = did_you_mean(name, known)
        message = f"the pack has no {what} '{shortened(name)}'"
        raise click.BadParameter(f"{message}; {hint}" if hint else message, param_hint=f"--{what}")
    return name
