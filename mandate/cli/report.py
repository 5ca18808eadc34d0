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
  mandate report cases/examples/two-voices.yaml --for candidate -o for-candidate.md
  mandate report --blank -o intake.html"""


@click.command(epilog=_EXAMPLE)
@click.argument("cases", nargs=-1, type=Path, metavar="[CASE...]")
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
@click.option("--static", is_flag=True, help="Make the HTML page without the engine in it.")
@click.option(
    "--blank", is_flag=True, help="Make an HTML page to answer the questions in: no CASE."
)
@output_option
def report(
    cases: tuple[Path, ...],
    pack: str | None,
    reader: str,
    date: str,
    to: str,
    form: str | None,
    static: bool,
    blank: bool,
    output: Path | None,
) -> None:
    """Write the advisory report on the CASE in a YAML file, for a reader who was not there; of two
    or more, the report that compares them with the first.

    It has a summary on a page, the findings by effect, a check of what is asked against levers and
    time, the readiness of the company, a political map, conditions, questions and all sources.
    The HTML page is one file that asks for nothing from elsewhere. The engine is in it: its reader
    can change answers, see what follows, and download the case.
    """
    refuse_overwriting(output, *cases)
    form = form or _form_of(output)
    if blank:
        write(_intake(cases, pack, date, form), output, exact=True)
        return
    if not cases:
        raise click.MissingParameter(param_hint="CASE...", param_type="argument")
    if len(cases) > 1:
        if to:
            raise click.BadParameter("a comparison gives no advice", param_hint="--to")
        write(_compared(cases, pack, reader, date, form), output, exact=True)
        return
    write(_report(cases[0], pack, reader, date, to, form, static), output, exact=True)


def _report(
    case: Path, pack: str | None, reader: str, date: str, to: str, form: str, static: bool
) -> str:
    from mandate.advisory.making import advisory_report  # no other command needs these
    from mandate.advisory.rendering import render
    from mandate.casework import redact
    from mandate.library import case_in, pack_in

    found = case_in(case)
    opened = pack_in(pack, found)
    seen = redact(found, reader, opened) if reader else found
    try:
        made = advisory_report(seen, opened, reader=reader, date=date, to=to)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--to") from None
    if static or form != "html":
        return render(made, form)
    from mandate.advisory.interactive import interactive

    return render(made, form, interactive(made, seen, opened))


def _intake(cases: tuple[Path, ...], pack: str | None, date: str, form: str) -> str:
    from mandate.advisory.interactive import intake
    from mandate.advisory.rendering import render_intake
    from mandate.library import load_pack

    if cases or form != "html":
        message = "a blank page is made without a CASE, as .html"
        raise click.BadParameter(message, param_hint="--blank")
    name = pack or "cx-leader"
    opened = load_pack(name)
    return render_intake(intake(opened, name), opened.title, date)


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
