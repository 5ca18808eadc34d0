"""``mandate questions``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import as_option, for_option, format_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, style, write

_EXAMPLE = """\b
Example:
  mandate questions cases/examples/two-voices.yaml --for ceo
  mandate questions cases/examples/two-voices.yaml --format csv -o to-fill-in.csv
  mandate questions cases/examples/two-voices.yaml --read to-fill-in.csv -o filled.yaml"""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path)
@pack_option
@for_option("who", "Only what is to be asked of WHO.", metavar="WHO")
@as_option("What RESPONDENT has not answered yet; who gave answers that are read and name nobody.")
@format_option("text", "markdown", "csv", "json", note="csv is a sheet to fill in")
@click.option(
    "--read",
    "filled",
    metavar="SHEET",
    type=Path,
    help="Read a filled-in SHEET, and write the case with its answers.",
)
@output_option
def questions(
    case: Path,
    pack: str | None,
    who: str,
    by: str,
    form: str,
    filled: Path | None,
    output: Path | None,
) -> None:
    """List what still matters in the CASE in a YAML file, the most valuable question first.

    What cannot change the band any more, however the other open facts turn out, is listed apart,
    for the report.
    """
    refuse_overwriting(output, case)
    if filled is not None:
        if who:
            raise click.BadParameter("a sheet is read whole", param_hint="--for")
        if form != "text":
            message = "what a sheet is read into is a case, which is YAML"
            raise click.BadParameter(message, param_hint="--format")
        refuse_overwriting(output, filled, what="sheet")
        write(_read(case, pack, by, filled), output, exact=True)
        return
    from mandate.library import opened
    from mandate.questions.listing import asked_of, questions_of

    assessor, record = opened(case, pack)
    found = questions_of(record, assessor, by)
    if who:
        try:
            found = asked_of(found, who)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--for") from None
    if form == "csv":
        from mandate.questions.sheet import sheet

        write(sheet(found), output, exact=True)
        return
    if form == "json":
        from mandate.questions.questionnaire import questionnaire_of

        write(questionnaire_of(found).to_json(), output, exact=True)
        return
    from mandate.report import questions_text

    if form == "markdown":
        write(questions_text.render_markdown(found, assessor.pack), output)
    else:
        write(questions_text.render(found, assessor.pack, style), output)


def _read(case: Path, pack: str | None, by: str, filled: Path) -> str:
    """Return the text of the case with the answers of a sheet, once it is sure that it is one."""
    from mandate.case_writing import open_case, with_answers
    from mandate.library import opened
    from mandate.questions.sheet import read_sheet

    assessor, record = opened(case, pack)
    answers = read_sheet(filled, assessor.pack, by, record.memory.answers)
    written = open_case(case)
    for one in answers:
        written = with_answers(written, [one.given], one.by)
    assessor.read(written.case)
    return written.text
