"""``mandate calibrate``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import format_option, output_option, pack_of_cases_option
from mandate.cli.output import refuse_within, style, write

_EXAMPLE = """\b
Example:
  mandate calibrate cases/published
  mandate calibrate cases/published --second cases/second-readings"""


@click.command(epilog=_EXAMPLE)
@click.argument("folder", type=Path)
@pack_of_cases_option
@click.option(
    "--second",
    metavar="FOLDER",
    type=Path,
    help="Second readings of some of the cases, to print how alike two readers coded them.",
)
@format_option("text", "json")
@output_option
def calibrate(
    folder: Path, pack: str | None, second: Path | None, form: str, output: Path | None
) -> None:
    """Compare scores with recorded outcomes: those of all cases in FOLDER that tell one."""
    # imported here, for no other command has a use for them
    from mandate.calibrator import calibrate as calibrate_on
    from mandate.case_folder import holds_case

    refuse_within(output, folder, second)
    read = [folder] if second is None else [folder, second]
    if output is not None and any(holds_case(output, cases) for cases in read):
        message = "the report would overwrite a case"  # one that a link leads to, or a link itself
        raise click.BadParameter(message, param_hint="--output")
    calibration = calibrate_on(folder, pack, second)
    if form == "json":
        text = calibration.to_json()
    else:
        from mandate.report import calibration_text

        text = calibration_text.render(calibration, style)
    write(text, output, exact=form == "json")
