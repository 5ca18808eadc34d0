"""``mandate advise``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import format_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, style, write

_EXAMPLE = """\b
Example:
  mandate advise cases/examples/larkmere-telecom.yaml --to high
  mandate advise cases/examples/larkmere-telecom.yaml --to high --keep reports_to"""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path)
@click.option("--to", metavar="BAND", required=True, help="The band to be reached, or a lower one.")
@pack_option
@click.option(
    "--max-changes",
    metavar="N",
    type=click.IntRange(min=0),
    help="Take at most N steps.",
)
@click.option("--keep", metavar="FACT", multiple=True, help="Leave FACT alone; may be repeated.")
@format_option("text", "json")
@output_option
def advise(
    case: Path,
    to: str,
    pack: str | None,
    max_changes: int | None,
    keep: tuple[str, ...],
    form: str,
    output: Path | None,
) -> None:
    """Tell the cheapest steps that bring the CASE in a YAML file into a band.

    Steps are those that the pack declares; it also says what a step costs by its effort (low 1,
    medium 3, high 9, unless it says otherwise). To find out what nobody could say costs nothing.
    Where no set of steps suffices, it says how far
    one can get and what stands in the way.
    """
    from mandate.advice.adviser import advise as advise_on  # no other command needs it

    refuse_overwriting(output, case)
    found = advise_on(case, to, pack, max_changes=max_changes, keep=keep)
    if form == "json":
        text = found.to_json()
    else:
        from mandate.report import advice_text

        text = advice_text.render(found, style)
    write(text, output, exact=form == "json")
