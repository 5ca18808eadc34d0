"""The commands of ``mandate``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from mandate.cli.lazy import LazyGroup
from mandate.cli.output import unwritable
from mandate.errors import MandateError
from mandate.version import VERSION

EXIT_CODES = """\b
Exit codes, the same for every command:
  0  done, and under the gate
  1  the gate was hit (--fail-on, --fail-level), or a pack failed what it was tried on
  2  the command line is wrong
  3  the pack cannot be used
  4  a case, or the assessment to replay, cannot be used
  5  too much is open to decide the band (--decided)
  6  the output could not be written"""


@click.group(
    cls=LazyGroup,
    modules="mandate.cli.",
    names=(
        "advise",
        "assess",
        "calibrate",
        "check",
        "compare",
        "explain",
        "forget",
        "merge",
        "new",
        "pack",
        "redact",
        "replay",
        "schema",
        "sensitivity",
        "whatif",
    ),
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(VERSION, prog_name="mandate")
def cli() -> None:
    """Tell, before the hire, how likely a customer-experience leader is to leave frustrated.

    Facts about the company, the role and the candidate go into a pack of rules; what comes out
    is the risk, and every rule that fired with its reason, evidence, source and remedy.
    """


def execute(arguments: Sequence[str] | None) -> None:
    """Carry out a command, the process's own where none is given, and exit with its code."""
    try:
        _run(arguments)
    except MandateError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)


def _run(arguments: Sequence[str] | None) -> None:
    try:
        cli.main(args=arguments, prog_name="mandate", standalone_mode=True)
    except OSError as error:  # of what click writes itself: help, versions
        raise unwritable(error) from None
