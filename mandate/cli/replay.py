"""``mandate replay``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.output import write
from mandate.errors import exposed

_EXAMPLE = """\b
Example:
  mandate assess cases/published/nyc-transit-2018.yaml --format json -o a.json
  mandate replay a.json"""


@click.command(epilog=_EXAMPLE)
@click.argument("file", type=Path)
@click.option("--pack", metavar="P", help="Name or folder of the pack; else the receipt names it.")
def replay(file: Path, pack: str | None) -> None:
    """Prove the assessment in a JSON FILE again from its receipt, to the byte."""
    from mandate.receipt import replay as prove  # an assessment has no use for it

    proved = prove(file, pack)
    verdict = f"{proved.case.title}: {proved.band}, score {proved.score}"
    by = f"{proved.pack.id} {proved.pack.version} and Mandate {proved.receipt.mandate}"
    write(exposed(f"proved: {verdict}, by {by}\n"), None)
