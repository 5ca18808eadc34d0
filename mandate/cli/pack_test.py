"""``mandate pack test``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from mandate.cli.options import (
    Seconds,
    format_option,
    golden_option,
    output_option,
    percent_option,
)
from mandate.cli.output import refuse_within, write
from mandate.pack.discover import pack_folder

if TYPE_CHECKING:
    from mandate.case import Case
    from mandate.testing.results import PackTest

_EXAMPLE = """\b
Example:
  mandate pack test cx-leader --cases cases/examples --tries 10"""


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@golden_option("Also test the golden cases in FOLDER: those that say what they 'expect:'.")
@format_option("text", "json", "junit")
@output_option
@percent_option(
    "--coverage-threshold", "Fail if less of the rules, conditions or bands is covered."
)
@click.option(
    "--tries",
    metavar="N",
    type=click.IntRange(1, 1_000_000),
    default=100,
    show_default=True,
    help="Try each promise on N generated cases.",
)
@click.option(
    "--seconds",
    metavar="S",
    type=Seconds(min=0),
    help="Stop trying after S seconds in all; each promise is tried on a few cases even so.",
)
@click.option("--laws/--no-laws", default=True, help="Test the promises (needs Hypothesis).")
def test(
    pack: str,
    cases: Path | None,
    form: str,
    output: Path | None,
    threshold: int,
    tries: int,
    seconds: float | None,
    laws: bool,
) -> None:
    """Test PACK, a name or a folder: its examples, golden cases, promises and coverage.

    A failure shows the smallest case, what was expected, and the condition that decided. Exits
    with 1 if anything fails or too little is covered.
    """
    from mandate.pack.load import load_folder  # an assessment has no use for what follows
    from mandate.testing.suite import law_checks, run_suite

    folder = pack_folder(pack)
    refuse_within(output, folder, cases)
    loaded = load_folder(folder, run=False)
    golden = golden_in(cases) if cases else []
    promises = law_checks(loaded, tries, _clock(seconds)) if laws else ()
    result = run_suite(loaded, golden, promises, threshold=threshold)
    write(_render(result, form), output, exact=form != "text")
    if not result.is_passed:
        click.echo(f"{result.pack}: {result.verdict}", err=True)
        sys.exit(1)


def golden_in(folder: Path) -> list[Case]:
    """Return the golden cases in *folder*; raises CaseError where one cannot be read."""
    from mandate.case_folder import golden_cases
    from mandate.errors import CaseError, Faults

    faults = Faults()
    golden = golden_cases(folder, faults)
    faults.raise_if_any(CaseError)
    if not golden:
        message = f"no case in {folder} says what it expects, under 'expect:'"
        raise click.BadParameter(message, param_hint="--cases")
    return golden


def _clock(seconds: float | None) -> Callable[[], bool] | None:
    """Return what tells whether the time is up, counted from now; None without a limit."""
    if seconds is None:
        return None
    end = monotonic() + seconds
    return lambda: monotonic() >= end


def _render(result: PackTest, form: str) -> str:
    """Return the result in the format asked for."""
    if form == "json":
        from mandate.serialization import to_json

        return to_json({"passed": result.is_passed, **result._asdict()})
    if form == "junit":
        from mandate.report import pack_test_junit

        return pack_test_junit.render(result)
    from mandate.report import pack_test_text

    return pack_test_text.render(result)
