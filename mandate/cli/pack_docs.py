"""``mandate pack docs``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import output_option
from mandate.cli.output import refuse_within, write
from mandate.pack.discover import pack_folder

_EXAMPLE = """\b
Example:
  mandate pack docs cx-leader -o rules.md"""


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@output_option
def docs(pack: str, output: Path | None) -> None:
    """Write a page in Markdown about PACK, a name or a folder: its facts, rules and sources."""
    from mandate.report.pack_page import page_of  # the help of other commands has no use for it

    folder = pack_folder(pack)
    refuse_within(output, folder)
    write(page_of(folder), output)
