"""``mandate interview``."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mandate.cli.options import as_option, pack_option
from mandate.cli.output import require_stdout, style
from mandate.errors import exposed
from mandate.facts import STAGES

if TYPE_CHECKING:
    from mandate.case_writing import Written
    from mandate.cli.saving import Saver

_EXAMPLE = """\b
Example:
  mandate interview acme.yaml --as hiring_manager

A file that is not there yet is made. Every answer is saved at once, so stop whenever
you like, and start again with the same command."""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path, required=False)
@as_option("Who answers.")
@pack_option
@click.option(
    "--until",
    type=click.Choice(("decided",)),
    help="Stop as soon as no answer can change the band.",
)
@click.option("--plain", is_flag=True, help="Type answers, even where arrow keys would do.")
def interview(case: Path | None, by: str, pack: str | None, until: str | None, plain: bool) -> None:
    """Ask what still matters in the CASE in a YAML file, the most valuable question first.

    No question is asked that cannot change the band any more, however the others turn out. The
    assessment stands at the end.
    """
    from mandate.cli.conversation import Conversation
    from mandate.cli.saving import Saver, refuse_unwritable
    from mandate.interview import Interviewer
    from mandate.library import assessor_of, load_pack, pack_of
    from mandate.report import text

    by = by.strip()
    saver: Saver | None = None
    require_stdout()
    try:
        if case is not None:
            refuse_unwritable(case)
        path, written = _opened(case, pack)
        saver = Saver(path, written.text if path.exists() else None)
        assessor = assessor_of(load_pack(pack) if pack else pack_of(written.case))
        interviewer = Interviewer(assessor)
        talk = Conversation(assessor.pack, interviewer, saver, plain=plain)
        saver.save(written.text)
        state = talk.lead(interviewer.begin(written, by), until_decided=until == "decided")
    except click.Abort:
        kept = "Nothing was saved yet" if saver is None else "Every answer that was given is saved"
        with suppress(OSError):  # there may be no terminal any more
            click.echo(f"\nStopped. {kept}; run the same command to go on.")
        sys.exit(130)
    click.echo()
    assessment = interviewer.assessment(state)
    click.echo(text.render(assessment, style), nl=False)
    click.echo()
    said = f"{path} holds the answers; the risk is {assessment.band}, {assessment.score} of 100."
    click.echo(exposed(said))
    for line in _next(path, pack, assessor.pack.bands[0].id):
        click.echo(exposed(line))


def _next(path: Path, pack: str | None, band: str) -> Iterator[str]:
    """Yield what can be done next, as command lines."""
    case = shlex.join([str(path), *(["--pack", pack] if pack else [])])
    yield f"  mandate assess {case}    this assessment again"
    yield f"  mandate advise {case} --to {band}    what would have to change"
    yield f"  mandate questions {case}    what is still to be asked, for an e-mail"


def _opened(case: Path | None, pack: str | None) -> tuple[Path, Written]:
    """Return the path of a case and the case, made where there is none."""
    from mandate.case_writing import new_case, open_case
    from mandate.cli.choosing import line_typed

    if case is not None and case.exists():
        return case, open_case(case)
    if case is not None:
        click.echo(f"{case} is not there yet. A new case:")
    title = ""
    while not title:
        title = line_typed("Which role, at which company")
    stage = ""
    click.echo("Stage: search (nobody is chosen yet), offer (somebody is), in_post (at work).")
    while stage not in STAGES:
        stage = line_typed(f"Stage (Enter: {STAGES[0]})").replace(" ", "_") or STAGES[0]
        if stage not in STAGES:
            click.echo(f"'{stage}' is no stage: expected one of {', '.join(STAGES)}")
    if case is None:
        slug = "-".join(re.findall(r"[^\W_]+", title.lower()))[:60] or "case"
        case = Path(line_typed(f"File to save it in (Enter: {slug}.yaml)") or f"{slug}.yaml")
        if case.exists():
            raise click.UsageError(f"{case} is there already; name it to go on with it")
    return case, new_case(title, stage, pack or "cx-leader", case)
