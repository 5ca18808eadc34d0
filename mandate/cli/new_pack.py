"""``mandate new pack``, which is ``mandate pack new`` as well."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.creation import create_folder
from mandate.cli.output import write
from mandate.errors import exposed
from mandate.pack.discover import shipped
from mandate.reading import SLUG

_EXAMPLE = """\b
Example:
  mandate new pack my-pack --title "Is the role ready for its leader?"
  mandate pack check my-pack"""


def _name(context: click.Context, parameter: click.Parameter, name: str) -> str:
    if not SLUG.fullmatch(name):
        raise click.BadParameter("expected lower-case words joined by hyphens, as in my-pack")
    if name in shipped():
        raise click.BadParameter(f"'{name}' is the name of a pack that ships with Mandate")
    return name


@click.command(epilog=_EXAMPLE)
@click.argument("name", callback=_name)
@click.option("--title", default="", metavar="TEXT", help="What the pack is called in reports.")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    type=Path,
    help="The folder to write; else one named NAME, here.",
)
def pack(name: str, title: str, folder: Path | None) -> None:
    """Write a small pack called NAME: facts, a graded rule, a pattern with a finding, examples.

    It passes `mandate pack test`, `check` and `verify` as it stands, and everything in it is there
    to be replaced. Nothing that is there already is written over.
    """
    from mandate.authoring.pack_files import pack_files  # the help has no use for it

    target = Path(name) if folder is None else folder
    create_folder(pack_files(name, title), target)
    write(exposed(f"written: {target}; try it: mandate pack check {target}\n"), None)
