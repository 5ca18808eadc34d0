"""``mandate calibrate``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.output import output_option, refuse_within, style, write

_EXAMPLE = """\b
Example:
  mandate calibrate cases/published
  mandate calibrate cases/published --second cases/second-readings"""


@click.command(epilog=_EXAMPLE)
@click.argument("folder", type=Path)
@click.option("--pack", metavar="P", help="Name or folder of the pack; else the cases name it.")
@click.option(
    "--second",
    metavar="FOLDER",
    type=Path,
    help="Second readings of some of the cases, to print how alike two readers coded them.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What to write.",
)
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
