"""``mandate compare``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.case import Case
from mandate.cli.options import format_option, output_option
from mandate.cli.output import refuse_overwriting, style, write

_EXAMPLE = """\b
Example:
  mandate compare cases/examples/larkmere-telecom.yaml cases/examples/thornwick-mutual.yaml
  mandate compare cases/examples/two-voices.yaml --pack cx-leader --pack rules/cx-leader
  mandate compare --role cases/examples/fernlea-role.yaml cases/examples/fernlea-candidate-a.yaml \
cases/examples/fernlea-candidate-b.yaml"""


@click.command(epilog=_EXAMPLE)
@click.argument("cases", nargs=-1, required=True, type=Path, metavar="CASE...")
@click.option(
    "--pack",
    "packs",
    metavar="P",
    multiple=True,
    help="Name or folder of the pack; else the cases name it. Twice or more: one case under each.",
)
@click.option(
    "--role",
    type=Path,
    metavar="CASE",
    help="The file of a role: each CASE is a candidate's, and is joined with it first.",
)
@format_option("text", "json")
@output_option
def compare(
    cases: tuple[Path, ...],
    packs: tuple[str, ...],
    role: Path | None,
    form: str,
    output: Path | None,
) -> None:
    """Compare two or more CASEs, or one under two or more packs, with the first.

    Which facts differ, bands, scores and drivers side by side, and the change in the total split
    exactly: over the facts that changed or became known, or over what became of the rules. With
    --role they are a shortlist: candidates for one role, each as 'mandate merge' joins them.
    """
    from mandate.comparer import compare as compare_cases  # no other command needs these
    from mandate.report import comparison_text

    refuse_overwriting(output, *cases, *([role] if role else []))
    if role is not None and len(cases) < 2:
        message = "a shortlist needs two or more candidates, each a file beside that of the role"
        raise click.BadParameter(message, param_hint="--role")
    compared = cases if role is None else _shortlist(cases, role, packs)
    comparison = compare_cases(*compared, packs=packs)
    text = comparison.to_json() if form == "json" else comparison_text.render(comparison, style)
    write(text, output, exact=form == "json")


def _shortlist(cases: tuple[Path, ...], role: Path, packs: tuple[str, ...]) -> tuple[Case, ...]:
    """Return each candidate's file joined with that of the role."""
    from mandate.casework import merge  # a comparison of whole cases has no use for it

    return tuple(merge(one, role, pack=packs[0] if packs else None) for one in cases)
