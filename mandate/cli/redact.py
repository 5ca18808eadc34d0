"""``mandate redact``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.options import for_option, output_option, pack_option
from mandate.cli.output import refuse_overwriting, warn_of_names, write

_EXAMPLE = """\b
Example:
  mandate redact cases/examples/two-voices.yaml --for candidate -o for-candidate.yaml
  mandate assess for-candidate.yaml"""


@click.command(epilog=_EXAMPLE)
@click.argument("case", type=Path)
@for_option(
    "reader",
    "Who will read it: client, candidate, or anybody whom the case names.",
    required=True,
)
@pack_option
@output_option
def redact(case: Path, reader: str, pack: str | None, output: Path | None) -> None:
    """Write the edition of the CASE in a YAML file that one reader may see.

    What 'visible_to:' keeps from the reader is not in it, and neither are notes, unless they are
    marked for the reader, nor the names of respondents, unless 'attribution: yes' allows it. The
    file is written anew, without its comments.
    """
    from mandate.casework import (
        case_text,  # no other command needs it
        redacted,
    )

    refuse_overwriting(output, case)
    edition, told_on = redacted(case, reader, pack)
    write(case_text(edition, output), output, exact=True)
    warn_of_names(told_on)
