"""``mandate whatif``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import format_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, style, write

_EXAMPLE = """\b
Example:
  mandate whatif cases/examples/larkmere-telecom.yaml authority_type=process_authority
  mandate whatif cases/examples/two-voices.yaml cx_definition=service_only months_to_results=12..15
  mandate whatif cases/examples/two-voices.yaml charter_elements.ideal_skillsets=no 'ambition=?'"""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path)
@click.argument("changes", nargs=-1, required=True, metavar="FACT=VALUE...")
@pack_option
@format_option("text", "json")
@output_option
def whatif(
    case: Path, changes: tuple[str, ...], pack: str | None, form: str, output: Path | None
) -> None:
    """Assess a CASE as it is and with some facts changed, side by side.

    Write fact=value, or checklist.item=yes. not_known is a value too; fact=? takes all answers
    away; fact=a,b leaves several values possible, and fact=12..18 those between. A change takes the
    place of all that anybody said of the fact. The change in the total is split exactly.
    """
    from mandate.report import comparison_text  # no other command needs these
    from mandate.whatif import what_if

    refuse_overwriting(output, case)
    tried = what_if(case, changes, pack)
    text = tried.to_json() if form == "json" else comparison_text.render_what_if(tried, style)
    write(text, output, exact=form == "json")
