"""``mandate pack check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mandate.cli.options import format_option, output_option
from mandate.cli.output import refuse_within, write
from mandate.errors import did_you_mean
from mandate.pack.discover import pack_folder

if TYPE_CHECKING:
    from mandate.checks.run import CheckReport

_EXAMPLE = """\b
Example:
  mandate pack check cx-leader
  mandate pack check rules/cx-leader --format sarif -o check.sarif
  mandate pack check --explain rule-covered"""


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    """Print the page of a code and end, whatever else stands on the command line."""
    if code is None or context.resilient_parsing:
        return
    from mandate.checks.pages import codes, page

    if code not in codes():
        hint = did_you_mean(code, codes())
        message = f"there is no code '{code}'; {hint}" if hint else f"there is no code '{code}'"
        raise click.BadParameter(message, param_hint="--explain")
    click.echo(page(code), nl=False)
    context.exit()


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@format_option("text", "json", "github", "sarif")
@click.option(
    "--fail-level",
    type=click.Choice(("error", "warning", "note")),
    default="error",
    show_default=True,
    help="Exit with 1 if something stands at this level or above.",
)
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="Print what CODE means, with an example, and end.",
)
@output_option
def check(pack: str, form: str, fail_level: str, output: Path | None) -> None:
    """Tell everything wrong with PACK, a name or a folder, and what to do about it.

    Besides what loading refuses: rules that never fire, are covered by others or never matter,
    what no rule reads, findings that exclude each other and do not, cures that do not cure, caps
    and bands out of reach, and what is left unsaid.
    """
    from mandate.checks.run import check_folder  # no other command needs it

    folder = pack_folder(pack)
    refuse_within(output, folder)
    report = check_folder(folder)
    write(_render(report, form), output, exact=form in ("json", "sarif"))
    if report.reaches(fail_level):
        sys.exit(1)


def _render(report: CheckReport, form: str) -> str:
    """Return the report in the format asked for, importing that format alone."""
    if form == "json":
        from mandate.report import check_json

        return check_json.render(report)
    if form == "github":
        from mandate.report import check_github

        return check_github.render(report)
    if form == "sarif":
        from mandate.report import check_sarif

        return check_sarif.render(report)
    from mandate.report import check_text

    return check_text.render(report)
