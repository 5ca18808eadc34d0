"""``mandate sensitivity``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import format_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, style, write

_EXAMPLE = """\b
Example:
  mandate sensitivity cases/examples/larkmere-telecom.yaml"""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path)
@pack_option
@format_option("text", "json")
@output_option
def sensitivity(case: Path, pack: str | None, form: str, output: Path | None) -> None:
    """Tell how far each fact by itself can move the score of the CASE in a YAML file.

    The others stay as they are known; the fact that moves it furthest comes first.
    """
    from mandate.one_way import sensitivity as sensitivity_of  # no other command needs it

    refuse_overwriting(output, case)
    found = sensitivity_of(case, pack)
    if form == "json":
        text = found.to_json()
    else:
        from mandate.report import sensitivity_text

        text = sensitivity_text.render(found, style)
    write(text, output, exact=form == "json")
