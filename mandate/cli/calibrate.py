"""``mandate calibrate``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.output import style, write

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
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=Path,
    help="Write to FILE instead of the terminal (-: the terminal).",
)
def calibrate(
    folder: Path, pack: str | None, second: Path | None, form: str, output: Path | None
) -> None:
    """Compare scores with recorded outcomes: those of all cases in FOLDER that tell one."""
    from mandate.calibrator import calibrate as calibrate_on  # an assessment has no use for it

    if output is not None and output.name == "-":
        output = None
    if output is not None and _is_within(output, folder):
        message = "the report would be written among the cases"
        raise click.BadParameter(message, param_hint="--output")
    calibration = calibrate_on(folder, pack, second)
    if form == "json":
        text = calibration.to_json()
    else:
        from mandate.report import calibration_text

        text = calibration_text.render(calibration, style)
    write(text, output, exact=form == "json")


def _is_within(output: Path, folder: Path) -> bool:
    """Return whether *output* would be read as a case the next time, or overwrite one now."""
    is_case = output.suffix in (".yaml", ".yml")
    return is_case and folder.resolve() in output.resolve().parents
