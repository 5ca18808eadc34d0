"""``mandate report``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mandate.cli.options import for_option, name_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, write

if TYPE_CHECKING:
    from mandate.advisory.brand import Brand
    from mandate.advisory.interactive import Interactive
    from mandate.advisory.value import AdvisoryReport
    from mandate.case import Case

_PAGED = ("pdf", "docx")
_FORMS = ("md", "json", "html", *_PAGED)
_BRANDED = ("html", *_PAGED)
_EXAMPLE = """\b
Example:
  mandate report cases/examples/larkmere-telecom.yaml --date "14 March 2026" -o larkmere.html
  mandate report cases/examples/larkmere-telecom.yaml cases/examples/thornwick-mutual.yaml -o two.md
  mandate report cases/examples/two-voices.yaml --for candidate -o for-candidate.pdf
  mandate report --blank -o intake.html"""


@click.command(epilog=_EXAMPLE)
@click.argument("cases", nargs=-1, type=Path, metavar="[CASE...]")
@pack_option
@for_option(
    "reader", "Make it from the edition for READER, in a voice for them: client, candidate ..."
)
@click.option("--date", metavar="DATE", default="", help="The date to show, as it is given.")
@name_option(
    "--to", text="The band to advise on; else the one below.", metavar="BAND", none="no band"
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="What to write, where the name of FILE does not say it; md to the terminal.",
)
@click.option(
    "--brand",
    metavar="FILE",
    type=Path,
    help="A brand file: logo, colours, fonts, disclaimer (html, pdf, docx).",
)
@click.option(
    "--template",
    metavar="DOCX",
    type=Path,
    help="A Word document of your own to fill in (docx); `mandate new brand` writes one.",
)
@click.option("--static", is_flag=True, help="Make the HTML page without the engine in it.")
@click.option("--blank", is_flag=True, help="Make a page to answer the questions in, of no CASE.")
@output_option
def report(
    cases: tuple[Path, ...],
    pack: str | None,
    reader: str,
    date: str,
    to: str,
    form: str | None,
    brand: Path | None,
    template: Path | None,
    static: bool,
    blank: bool,
    output: Path | None,
) -> None:
    """Write the advisory report on the CASE in a YAML file, for a reader who was not there; of two
    or more, the report that compares them with the first.

    It has a summary on a page, the findings by effect, a check of what is asked against levers and
    time, the readiness of the company, a political map, conditions, questions and all sources.
    The HTML page is one file that asks for nothing from elsewhere. The engine is in it: its reader
    can change answers, see what follows, download the case, and open it there again. PDF and Word
    come tagged, with alternative texts; all three in your own look if you give a brand file or a
    template.
    """
    refuse_overwriting(output, *cases)
    refuse_overwriting(output, *([brand] if brand else []), what="brand file")
    refuse_overwriting(output, *([template] if template else []), what="template")
    form = _form(form, output)
    _check(form, brand, template, output, static=static)
    look = _look(brand)
    if blank:
        message = "a page to answer the questions in has no case yet, and needs its engine"
        _refuse({"--for": reader, "--to": to, "--static": static}, message)
        write(_intake(cases, pack, date, form, look), output, exact=True)
        return
    if not cases:
        raise click.MissingParameter(param_hint="CASE...", param_type="argument")
    if len(cases) > 1:
        message = "a comparison gives no advice and fills in no template"
        _refuse({"--to": to, "--template": template}, message)
        write(_compared(cases, pack, reader, date, form, look), output, exact=True)
        return
    made, part = _made(cases[0], pack, reader, date, to, with_engine=form == "html" and not static)
    if form in _PAGED:
        from mandate.advisory.printing import printed

        write(printed(made, form, look, template, tell=_tell), output, exact=True)
    else:
        from mandate.advisory.rendering import render

        write(render(made, form, look, part), output, exact=True)


def _tell(words: str) -> None:
    click.echo(words, err=True)


def _refuse(options: Mapping[str, object], message: str) -> None:
    for option, given in options.items():
        if given:
            raise click.BadParameter(message, param_hint=option)


def _look(brand: Path | None) -> Brand:
    from mandate.advisory.brand import PLAIN, read_brand  # no other command needs these

    return read_brand(brand) if brand else PLAIN


def _made(
    case: Path, pack: str | None, reader: str, date: str, to: str, *, with_engine: bool
) -> tuple[AdvisoryReport, Interactive | None]:
    from mandate.advisory.making import report_on
    from mandate.casework import redact
    from mandate.library import case_in, pack_in

    found = case_in(case)
    opened = pack_in(pack, found)
    seen = redact(found, reader, opened) if reader else found
    made = report_on(seen, opened, reader=reader, date=date, to=to)
    if not with_engine:
        return made, None
    from mandate.advisory.interactive import interactive

    return made, interactive(made, seen, opened)


def _intake(cases: tuple[Path, ...], pack: str | None, date: str, form: str, look: Brand) -> str:
    from mandate.advisory.interactive import intake
    from mandate.advisory.rendering import render_intake
    from mandate.library import load_pack

    if cases or form != "html":
        message = "a blank page is made without a CASE, as .html"
        raise click.BadParameter(message, param_hint="--blank")
    name = pack or "cx-leader"
    opened = load_pack(name)
    return render_intake(intake(opened, name), opened.title, date, look)


def _check(
    form: str, brand: Path | None, template: Path | None, output: Path | None, *, static: bool
) -> None:
    """Refuse options that say nothing together, and a file of bytes on a terminal."""
    if brand and form not in _BRANDED:
        raise click.BadParameter(f"a {form} report has no look", param_hint="--brand")
    if template and form != "docx":
        message = f"a Word template makes a docx report, not {form}"
        raise click.BadParameter(message, param_hint="--template")
    if static and form != "html":
        message = f"only an HTML page has the engine in it, a {form} report has none"
        raise click.BadParameter(message, param_hint="--static")
    if form in _PAGED and output is None and sys.stdout and sys.stdout.isatty():
        message = f"a {form} report cannot be shown in a terminal; name a FILE with -o"
        raise click.BadParameter(message, param_hint="--format")


def _compared(
    cases: tuple[Path, ...],
    pack: str | None,
    reader: str,
    date: str,
    form: str,
    look: Brand,
) -> str | bytes:
    from mandate.case_forms import CANDIDATE
    from mandate.casework import redact
    from mandate.comparer import compare
    from mandate.library import case_in

    seen = [redact(one, reader, pack) if reader else case_in(one) for one in cases]
    if reader == CANDIDATE:
        _refuse_shortlist(seen)
    found = compare(*seen, packs=[pack] if pack else [])
    if form in _PAGED:
        from mandate.advisory.printing import printed_comparison

        return printed_comparison(found, form, reader=reader, date=date, brand=look, tell=_tell)
    from mandate.advisory.rendering import render_comparison

    return render_comparison(found, form, reader=reader, date=date, brand=look)


def _refuse_shortlist(cases: list[Case]) -> None:
    """Refuse to show a candidate two cases of one role: they may be of two candidates."""
    roles = [(one.remark("organisation"), one.remark("role")) for one in cases]
    if len(set(roles)) < len(roles):
        message = (
            "two of these cases may be of one role; what one candidate said and is like is not for "
            "another: compare them for the client, or report on each case"
        )
        raise click.BadParameter(message, param_hint="--for")


def _form(given: str | None, output: Path | None) -> str:
    """Return the format that is given, else the one that the name of a file asks for. Raises
    BadParameter where that is none, or another than the one given."""
    if output is None:
        return given or "md"
    form = output.suffix.lower().lstrip(".")
    if given and form in _FORMS and form != given:
        message = f"{output} is the name of a {form} file, not of {given}"
        raise click.BadParameter(message, param_hint="--format")
    if given:
        return given
    if form not in _FORMS:
        listed = ", ".join(f".{one}" for one in _FORMS)
        message = f"the name of {output} does not tell the format; expected {listed}, or --format"
        raise click.BadParameter(message, param_hint="--output")
    return form
