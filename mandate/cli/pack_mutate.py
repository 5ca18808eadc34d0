"""``mandate pack mutate``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mandate.cli.options import format_option, golden_option, output_option, percent_option
from mandate.cli.output import refuse_within, write
from mandate.cli.pack_test import golden_in
from mandate.pack.discover import pack_folder

_EXAMPLE = """\b
Example:
  mandate pack mutate cx-leader --cases cases/examples --rule figurehead"""


@click.command(epilog=_EXAMPLE)
@click.argument("pack")
@golden_option("Golden cases, which hold the weights: those that say what they 'expect:'.")
@click.option(
    "--rule",
    "rules",
    metavar="ID",
    multiple=True,
    help="Mutate this rule only; may be given several times.",
)
@percent_option("--threshold", "Fail if less of the mutants is killed.")
@format_option("text", "json")
@output_option
def mutate(
    pack: str,
    cases: Path | None,
    rules: tuple[str, ...],
    threshold: int,
    form: str,
    output: Path | None,
) -> None:
    """Put small faults into PACK, a name or a folder, and see whether its tests notice.

    A condition dropped, a threshold moved, a point more: what no test notices has survived, and is
    told in words, with a test that would notice. Exits with 1 below the threshold, or if a test
    fails without any fault.
    """
    from mandate.mutation.run import mutate as run  # an assessment has no use for what follows
    from mandate.pack.load import load_folder

    folder = pack_folder(pack)
    refuse_within(output, folder, cases)
    loaded = load_folder(folder)
    for rule in rules:
        if rule not in loaded.rules:
            from mandate.errors import did_you_mean

            hint = did_you_mean(rule, loaded.rules)
            message = f"{loaded.id} has no rule '{rule}'" + (f"; {hint}" if hint else "")
            raise click.BadParameter(message, param_hint="--rule")
    result = run(loaded, golden_in(cases) if cases else (), rules=rules, threshold=threshold)
    if form == "json":
        text = result.to_json()
    else:
        from mandate.report import mutation_text

        text = mutation_text.render(result)
    write(text, output, exact=form == "json")
    if not result.is_passed:
        message = (
            f"{result.pack}: {result.percent} % of the mutants are killed, below {threshold} %"
        )
        click.echo(message, err=True)
        sys.exit(1)
