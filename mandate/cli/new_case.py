"""``mandate new case``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from mandate.cli.creation import create_file
from mandate.cli.options import output_option
from mandate.cli.output import refuse_within, write
from mandate.errors import exposed, visible
from mandate.facts import STAGES
from mandate.pack.discover import open_pack, pack_folder, shipped

_EXAMPLE = """\b
Example:
  mandate new case cx-leader --stage offer -o acme.yaml
  mandate assess acme.yaml"""


@click.command(epilog=_EXAMPLE)
@click.argument("pack", default="cx-leader")
@click.option(
    "--stage",
    type=click.Choice(STAGES),
    default="search",
    show_default=True,
    help="Where it stands.",
)
@click.option("--title", metavar="TEXT", help="What the case is called; else after its file.")
@output_option
def case(pack: str, stage: str, title: str | None, output: Path | None) -> None:
    """Write a case with every question of PACK, a name or a folder, and the answers it takes.

    All questions are remarks, so the case is open throughout, and `mandate assess` reads it at
    once. Nothing that is there already is written over.
    """
    from mandate.authoring.case_file import case_file  # the help has no use for them
    from mandate.authoring.pack_files import title_of

    folder = pack_folder(pack)
    refuse_within(output, folder)
    named = " ".join((title or "").split()) or (title_of(output.stem) if output else "A new case")
    text = case_file(open_pack(pack), _called(pack, folder, output), visible(named), stage)
    if output is None:
        write(text, None, exact=True)
        return
    create_file(text, output)
    write(exposed(f"written: {output}; answer in it, or with: mandate interview {output}\n"), None)


def _called(pack: str, folder: Path, output: Path | None) -> str:
    """Return what the case calls its pack: a name, or the path from the folder of the case."""
    if pack in shipped():
        return pack
    start = output.resolve().parent if output else Path.cwd()
    try:
        path = Path(os.path.relpath(folder.resolve(), start)).as_posix()
    except ValueError:  # on another drive
        return str(folder.resolve())
    return f"./{path}" if path in shipped() else path
