"""``mandate pack diff``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mandate.cli.options import format_option, output_option, timeout_option
from mandate.cli.output import refuse_within, style, write
from mandate.pack.discover import pack_folder
from mandate.pack.load import load_folder

_EXAMPLE = """\b
Against an older commit of the repository that holds the pack:
  git worktree add ../before v0.2.0
  mandate pack diff ../before/rules/cx-leader rules/cx-leader
  git worktree remove ../before

\b
Example:
  mandate pack diff cx-leader rules/cx-leader --cases cases/published"""


@click.command(epilog=_EXAMPLE)
@click.argument("old")
@click.argument("new")
@click.option(
    "--cases",
    metavar="FOLDER",
    type=Path,
    help="Also compare how the cases in FOLDER are assessed.",
)
@click.option(
    "--every-case/--no-every-case",
    default=True,
    help="Look for the largest changes over every case (needs Z3; on).",
)
@timeout_option
@format_option("text", "json")
@click.option(
    "--fail-on",
    type=click.Choice(("score", "any")),
    help="Exit with 1 if a score or a firing may differ, or if anything does.",
)
@output_option
def diff(
    old: str,
    new: str,
    cases: Path | None,
    every_case: bool,
    timeout: float,
    form: str,
    fail_on: str | None,
    output: Path | None,
) -> None:
    """Tell what NEW means otherwise than OLD, each a name or a folder, and what it does to scores.

    Layout, examples and notes are no part of what a pack means. Exits with 0 whether they differ or
    not, unless --fail-on says otherwise.
    """
    from mandate.differences.comparer import differences  # an assessment has no use for it

    folders = [pack_folder(name) for name in (old, new)]
    refuse_within(output, *folders, cases)
    packs = (load_folder(folder, examples=False) for folder in folders)
    found = differences(*packs, cases=cases, seconds=timeout if every_case else None)
    if form == "json":
        text = found.to_json()
    else:
        from mandate.report import pack_difference_text

        text = pack_difference_text.render(found, style)
    write(text, output, exact=form == "json")
    if (fail_on == "any" and found.parts) or (fail_on == "score" and found.counting):
        click.echo(f"gate: the packs differ, which --fail-on {fail_on} refuses", err=True)
        sys.exit(1)
