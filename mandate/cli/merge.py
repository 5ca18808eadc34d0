"""``mandate merge``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import output_option, pack_of_cases_option
from mandate.cli.output import refuse_overwriting, write
from mandate.errors import exposed

_EXAMPLE = """\b
Example:
  mandate merge cases/examples/fernlea-candidate-a.yaml cases/examples/fernlea-role.yaml -o a.yaml
  mandate assess a.yaml --for client"""


@click.command(epilog=_EXAMPLE)
@click.argument("cases", metavar="CASE...", nargs=-1, required=True, type=Path)
@click.option("--title", metavar="TEXT", default="", help="The title; else that of the first CASE.")
@pack_of_cases_option
@output_option
def merge(cases: tuple[Path, ...], title: str, pack: str | None, output: Path | None) -> None:
    """Join several CASE files into one: several people's, or a role's and a candidate's.

    Every answer, note and source is kept, equal ones once. What the files say of the case itself,
    such as its title, the first says; what the others say otherwise stands under 'merged:'. One
    respondent who says two things in two files is refused, unless dates tell which counts. The file
    is written anew, without comments.
    """
    from mandate.casework import case_text  # no other command needs it
    from mandate.casework import merge as merge_cases
    from mandate.library import load_case

    if len(cases) < 2:
        raise click.UsageError("there is nothing to join: name two case files or more")
    refuse_overwriting(output, *cases)
    loaded = [load_case(one) for one in cases]
    write(case_text(merge_cases(*loaded, pack=pack, title=title), output), output, exact=True)
    named = dict.fromkeys(filter(None, (one.remark("organisation") for one in loaded)))
    if len(named) > 1:
        message = f"these files name {len(named)} organisations: {'; '.join(named)}"
        click.echo(exposed(f"{message}; make sure that they are about one role"), err=True)
