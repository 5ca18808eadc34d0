"""``mandate schema``."""

from __future__ import annotations

import click

from mandate.cli.output import write

_EXAMPLE = """\b
Example:
  mandate schema assessment"""


@click.command(epilog=_EXAMPLE)
@click.argument("what", type=click.Choice(("assessment",)))
def schema(what: str) -> None:
    """Print the JSON Schema of what Mandate writes."""
    import json

    from mandate.json_schema import assessment_schema  # no other command needs it

    write(json.dumps(assessment_schema(), indent=2) + "\n", None, exact=True)
