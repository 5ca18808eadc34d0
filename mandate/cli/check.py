"""``mandate check``."""

from __future__ import annotations

from pathlib import Path

import click

_EXAMPLE = """\b
Example:
  mandate check cases/examples/larkmere-telecom.yaml cases/examples/two-voices.yaml"""


@click.command(epilog=_EXAMPLE)
@click.argument("cases", metavar="CASE...", type=Path, nargs=-1, required=True)
@click.option("--pack", metavar="P", help="Name or folder of the pack; else each case names it.")
def check(cases: tuple[Path, ...], pack: str | None) -> None:
    """Tell everything wrong with each CASE, a YAML file, without assessing it."""
    from mandate.case_check import check_cases  # no other command needs it
    from mandate.cli.output import write

    check_cases(cases, pack)
    counted = "1 case" if len(cases) == 1 else f"{len(cases)} cases"
    write(f"{counted}, nothing wrong\n", None)
