"""The commands of ``mandate``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from mandate.cli.lazy import LazyGroup
from mandate.cli.options import help_option, version_option
from mandate.cli.output import unwritable
from mandate.errors import MandateError

EPILOG = """\b
To begin:
  mandate interview                   ask about a role, save it, assess it
  mandate assess acme.yaml            assess a case that is there
  mandate advise acme.yaml --to low   tell what would have to change

\b
Exit codes, the same for every command:
  0  done, and under the gate
  1  the gate was hit (--fail-on, --fail-level), or a pack failed a test
  2  the command line is wrong
  3  the pack cannot be used
  4  a case, or the assessment to replay, cannot be used
  5  too much is open to decide the band (--decided)
  6  the output could not be written
  130  interrupted; what was answered until then is saved"""


@click.group(
    cls=LazyGroup,
    modules="mandate.cli.",
    offered={
        "advise": "Tell the cheapest steps into a better band, as a plan.",
        "assess": "Tell the risk of a case, and every rule that fires.",
        "calibrate": "Compare scores with recorded outcomes.",
        "check": "Tell everything wrong with case files.",
        "compare": "Put cases side by side, or a case under two packs.",
        "explain": "Tell why a rule fires on a case, or why not.",
        "forget": "Take out of a case all that somebody said.",
        "interview": "Answer what matters, and end with the assessment.",
        "merge": "Join case files: of several people, or a role and a candidate.",
        "new": "Write a case, a rule or a pack to start from.",
        "pack": "Check, test, prove, compare and draw packs of rules.",
        "questions": "List what to ask, for an e-mail or as a sheet.",
        "redact": "Make the edition of a case for the client or the candidate.",
        "replay": "Prove an assessment again from its receipt.",
        "report": "Write the advisory report on a case, to hand over.",
        "schema": "Write the JSON Schema of a file, for editors.",
        "sensitivity": "Tell how far each fact by itself moves the score.",
        "whatif": "Assess a case as it is and with facts changed.",
    },
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_help_option=False,
)
@version_option
@help_option
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
