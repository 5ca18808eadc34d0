"""``mandate pack``: what authors of packs need."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.output import write
from mandate.pack.discover import open_pack, shipped, shipped_folder

_EXAMPLE = """\b
Example:
  mandate pack docs cx-leader -o rules.md"""


@click.group(epilog=_EXAMPLE)
def pack() -> None:
    """Work on a pack of rules."""


@pack.command(epilog=_EXAMPLE)
@click.argument("pack")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=Path,
    help="Write to FILE instead of the terminal (-: the terminal).",
)
def docs(pack: str, output: Path | None) -> None:
    """Write a page in Markdown about PACK, a name or a folder: its facts, rules and sources."""
    from mandate.report.pack_page import render  # an assessment has no use for it

    folder = shipped_folder() / pack if pack in shipped() else Path(pack)
    if output is not None and output.name == "-":
        output = None
    if output is not None and _is_within(output, folder):
        message = "the page would be written among the rules"
        raise click.BadParameter(message, param_hint="--output")
    write(render(open_pack(folder)), output)  # from its folder: with examples and notes


def _is_within(output: Path, folder: Path) -> bool:
    """Return whether *output* would be read as a part of the pack, or overwrite one."""
    is_part = output.suffix in (".yaml", ".yml")
    return is_part and folder.resolve() in output.resolve().parents
