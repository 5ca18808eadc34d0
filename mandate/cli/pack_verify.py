"""``mandate pack verify``."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import click

from mandate.cli.options import format_option, output_option, timeout_option
from mandate.cli.output import refuse_within, style, write
from mandate.pack.discover import open_pack, pack_folder

_EXAMPLE = """\b
Example:
  mandate pack verify cx-leader"""


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@click.option(
    "--against",
    metavar="PACK",
    help="Prove instead that PACK gives equal totals and findings on every case.",
)
@timeout_option
@format_option("text", "json")
@output_option
def verify(pack: str, against: str | None, timeout: float, form: str, output: Path | None) -> None:
    """Prove what holds of PACK, a name or a folder, in every case, or show the case that breaks it.

    Exits with 1 where a law fails, or where the solver could not tell whether it holds.
    """
    from mandate.proofs.verifier import compare, verify  # an assessment has no use for them
    from mandate.verification import HOLDS

    for one in (pack, against or pack):
        refuse_within(output, pack_folder(one))
    opened = open_pack(pack)
    if against is None:
        found = verify(opened, timeout, perf_counter)
    else:
        found = compare(opened, open_pack(against), timeout, perf_counter)
    if form == "json":
        text = found.to_json()
    else:
        from mandate.report import verification_text

        text = verification_text.render(found, style)
    write(text, output, exact=form == "json")
    if found.verdict != HOLDS:
        sys.exit(1)
