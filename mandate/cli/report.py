"""``mandate report``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import output_option, pack_option
from mandate.cli.output import refuse_overwriting, write

_FORMS = ("md", "json", "html")
_EXAMPLE = """\b
Example:
  mandate report cases/examples/larkmere-telecom.yaml --date "14 March 2026" -o larkmere.html
  mandate report cases/examples/larkmere-telecom.yaml cases/examples/thornwick-mutual.yaml -o two.md
  mandate report cases/examples/two-voices.yaml --for candidate -o for-candidate.md"""


@click.command(epilog=_EXAMPLE)
@click.argument("cases", nargs=-1, required=True, type=Path, metavar="CASE...")
@pack_option
@click.option(
    "--for",
    "reader",
    metavar="READER",
    default="",
    help="Make it from the edition for READER, in a voice for them: client, candidate ...",
)
@click.option("--date", metavar="DATE", default="", help="The date to show, as it is given.")
@click.option("--to", metavar="BAND", default="", help="The band to advise on; else the one below.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="What to write, where the name of FILE does not say it; md to the terminal.",
)
@output_option
def report(
    cases: tuple[Path, ...],
    pack: str | None,
    reader: str,
    date: str,
    to: str,
    form: str | None,
    output: Path | None,
) -> None:
    """Write the advisory report on the CASE in a YAML file, for a reader who was not there; of two
    or more, the report that compares them with the first.

    It has a summary on a page, the findings by effect, a check of what is asked against levers and
    time, the readiness of the company, a political map, conditions, questions and all sources.
    The HTML page is one file that asks for nothing from elsewhere.
    """
    refuse_overwriting(output, *cases)
    form = form or _form_of(output)
    if len(cases) > 1:
        if to:
            raise click.BadParameter("a comparison gives no advice", param_hint="--to")
        write(_compared(cases, pack, reader, date, form), output, exact=True)
        return
    from mandate.advisory.making import advisory_report  # no other command needs these
    from mandate.advisory.rendering import render

    try:
        made = advisory_report(cases[0], pack, reader=reader, date=date, to=to)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--to") from None
    write(render(made, form), output, exact=True)


def _compared(cases: tuple[Path, ...], pack: str | None, reader: str, date: str, form: str) -> str:
    from mandate.advisory.rendering import render_comparison
    from mandate.casework import redact
    from mandate.comparer import compare

    seen = [redact(one, reader, pack) if reader else one for one in cases]
    return render_comparison(compare(*seen, packs=[pack] if pack else []), form, reader, date)


def _form_of(output: Path | None) -> str:
    """Return the format that the name of a file asks for. Raises UsageError where it names none."""
    if output is None:
        return "md"
    form = output.suffix.lower().lstrip(".")
    if form not in _FORMS:
        listed = ", ".join(f".{one}" for one in _FORMS)
        message = f"the name of {output} does not tell the format; expected {listed}, or --format"
        raise click.BadParameter(message, param_hint="--output")
    return form
