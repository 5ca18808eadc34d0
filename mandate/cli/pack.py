"""``mandate pack``: what authors of packs need."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.output import output_option, refuse_within, write
from mandate.cli.pack_graph import graph
from mandate.cli.pack_list import list_packs
from mandate.cli.pack_show import show
from mandate.pack.discover import pack_folder

_EXAMPLE = """\b
Example:
  mandate pack docs cx-leader -o rules.md"""


@click.group(epilog=_EXAMPLE)
def pack() -> None:
    """Work on a pack of rules."""


@pack.command(epilog=_EXAMPLE)
@click.argument("pack")
@output_option
def docs(pack: str, output: Path | None) -> None:
    """Write a page in Markdown about PACK, a name or a folder: its facts, rules and sources."""
    from mandate.report.pack_page import page_of  # an assessment has no use for it

    folder = pack_folder(pack)
    refuse_within(output, folder)
    write(page_of(folder), output)


pack.add_command(graph)
pack.add_command(list_packs)
pack.add_command(show)
