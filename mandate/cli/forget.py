"""``mandate forget``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import output_option
from mandate.cli.output import refuse_overwriting, write
from mandate.errors import exposed

_EXAMPLE = """\b
Example:
  mandate forget cases/examples/two-voices.yaml candidate -o without.yaml"""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path)
@click.argument("respondent")
@click.option("--in-place", is_flag=True, help="Write to CASE itself instead of the terminal.")
@output_option
def forget(case: Path, respondent: str, in_place: bool, output: Path | None) -> None:
    """Delete the answers of one RESPONDENT from the CASE in a YAML file.

    With them go the sources that nobody else's answers cite. Other texts are left as they are; if
    the name stands in some of them, it says which. The file is written anew, without its comments.
    Unless it is changed in place, CASE still has the answers; so have reports made of it.
    """
    from mandate.casework import case_text, forgotten  # no other command needs it
    from mandate.cli.saving import refuse_unwritable

    if in_place and output is not None:
        raise click.BadParameter("it is either --in-place or --output", param_hint="--in-place")
    refuse_overwriting(output, case, hint="; use --in-place for that")
    if in_place:
        refuse_unwritable(case)
    left, answers, mentions = forgotten(case, respondent)
    target = case if in_place else output
    write(case_text(left, target), target, exact=True)
    if mentions:
        places = f"the name still stands in: {', '.join(mentions)}"
        click.echo(exposed(f"{answers} answers of {respondent} left out; {places}"), err=True)
