"""``mandate schema``."""

from __future__ import annotations

from typing import Any

import click

from mandate.cli.output import write

_DOCUMENTS = ("assessment", "comparison", "explanation", "whatif")
_EXAMPLE = """\b
Example:
  mandate schema assessment"""


@click.command(epilog=_EXAMPLE)
@click.argument("what", type=click.Choice(_DOCUMENTS))
def schema(what: str) -> None:
    """Print the JSON Schema of what Mandate writes."""
    import json

    write(json.dumps(_schema(what), indent=2) + "\n", None, exact=True)


def _schema(what: str) -> dict[str, Any]:
    """Return the schema of a document, importing that document alone."""
    from mandate.json_schema import assessment_schema, document_schema

    if what == "explanation":
        from mandate import explanation

        return document_schema(explanation.Explanation, explanation.SCHEMA_VERSION)
    if what in ("comparison", "whatif"):
        from mandate import comparison

        kind = comparison.Comparison if what == "comparison" else comparison.WhatIf
        return document_schema(kind, comparison.SCHEMA_VERSION)
    return assessment_schema()
