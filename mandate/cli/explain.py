"""``mandate explain``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import format_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, style, write

_EXAMPLE = """\b
Example:
  mandate explain cases/examples/larkmere-telecom.yaml
  mandate explain cases/examples/larkmere-telecom.yaml figurehead
  mandate explain cases/examples/two-voices.yaml the-beggar --format json"""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path)
@click.argument("subject", required=False, default="", metavar="[RULE|FINDING|DRIVER]")
@pack_option
@format_option("text", "json")
@output_option
def explain(case: Path, subject: str, pack: str | None, form: str, output: Path | None) -> None:
    """Explain why rules fired on a CASE, and why others did not.

    Alone: how the total comes about, what fires, and what nearly does. With the id of a rule, a
    finding or a driver: its derivation, each condition with what it asks for and what is known.
    Where two of these share an id, write rule:ID, finding:ID or driver:ID.
    """
    from mandate.explainer import explain as explain_case  # no other command needs it

    refuse_overwriting(output, case)
    explanation = explain_case(case, subject, pack)
    if form == "json":
        text = explanation.to_json()
    else:
        from mandate.report import explanation_text

        text = explanation_text.render(explanation, style)
    write(text, output, exact=form == "json")
