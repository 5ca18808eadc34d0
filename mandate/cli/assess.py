"""``mandate assess``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mandate.assessment import Assessment
from mandate.case import Case
from mandate.case_forms import CANDIDATE
from mandate.cli.options import for_option, format_option, help_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, style, warn_of_names, write
from mandate.library import assess as assess_case

if TYPE_CHECKING:
    from pathlib import Path

_EXAMPLE = """\b
Example:
  mandate assess cases/published/nyc-transit-2018.yaml --format markdown -o report.md"""


@click.command(epilog=_EXAMPLE, add_help_option=False)
@click.argument("case")
@pack_option
@format_option("text", "json", "markdown")
@click.option(
    "--basis", is_flag=True, help="In text: also the kinds of source and the sources it rests on."
)
@click.option("--fail-on", metavar="BAND", help="Exit with 1 if the risk is in BAND or above.")
@click.option(
    "--decided", is_flag=True, help="Exit with 5 if what is not certain leaves the band undecided."
)
@for_option(
    "reader", "Assess the edition for READER, as 'mandate redact' makes it: client, candidate ..."
)
@output_option
@help_option
def assess(
    case: str,
    pack: str | None,
    form: str,
    basis: bool,
    fail_on: str | None,
    decided: bool,
    reader: str,
    output: Path | None,
) -> None:
    """Assess the CASE in a YAML file and explain every rule that fires."""
    if basis and form != "text":
        raise click.BadParameter("the other formats always tell it", param_hint="--basis")
    refuse_overwriting(output, case)
    given = _edition(case, reader, pack) if reader else case
    assessment = assess_case(given, pack)
    bands = [band.id for band in assessment.bands]
    if fail_on is not None and fail_on not in bands:
        raise click.BadParameter(
            f"the pack has no band '{fail_on}'; expected {', '.join(bands)}",
            param_hint="--fail-on",
        )
    write(_render(_told(assessment, given, pack, form), form, basis), output, exact=form == "json")
    if fail_on is not None and bands.index(assessment.band) >= bands.index(fail_on):
        click.echo(f"gate: the risk is {assessment.band}, which --fail-on refuses", err=True)
        sys.exit(1)
    if decided and not assessment.range.decided:
        span = " to ".join((assessment.range.bands[0], assessment.range.bands[-1]))
        click.echo(
            f"undecided: what is not certain leaves the risk {span}, which --decided refuses",
            err=True,
        )
        sys.exit(5)


def _edition(case: str, reader: str, pack: str | None) -> Case:
    from mandate.casework import redacted  # a report for the consultant has no use for it

    edition, told_on = redacted(case, reader, pack)
    warn_of_names(told_on)
    return edition


def _told(assessment: Assessment, case: Case | str, pack: str | None, form: str) -> Assessment:
    """Return what a report on an assessment tells its reader; as JSON it speaks to programs."""
    if assessment.case.edition != CANDIDATE or form == "json":
        return assessment
    from mandate.advisory.suiting import assess_suited

    return assess_suited(case, pack, CANDIDATE)


def _render(assessment: Assessment, form: str, basis: bool) -> str:
    """Return the assessment in the format asked for, importing that format alone."""
    if form == "json":
        return assessment.to_json()
    if form == "markdown":
        from mandate.report import markdown

        return markdown.render(assessment)
    from mandate.report import text

    return text.render(assessment, style, basis_in_full=basis)
