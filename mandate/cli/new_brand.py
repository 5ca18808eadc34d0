"""``mandate new brand``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.creation import create_folder
from mandate.cli.output import write
from mandate.errors import exposed

_EXAMPLE = """\b
Example:
  mandate new brand my-firm
  mandate report cases/examples/two-voices.yaml --brand my-firm/brand.yaml -o voices.pdf
  mandate report cases/examples/two-voices.yaml --template my-firm/template.docx -o voices.docx"""


@click.command(epilog=_EXAMPLE)
@click.argument("folder", type=Path)
def brand(folder: Path) -> None:
    """Write the look of an invented firm's documents to FOLDER, to be made your own.

    A brand file with colours, fonts, a logo and a disclaimer; a Word template to be restyled in
    Word; and a list of all that the template may name. Nothing that is there is written over.
    """
    from mandate.authoring.brand_files import brand_files  # the help has no use for it

    create_folder(brand_files(), folder)
    told = f"written: {folder}; try it: mandate report CASE --brand {folder}/brand.yaml -o new.pdf"
    write(exposed(f"{told}\n"), None)
