"""``mandate schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mandate.cli.options import output_option
from mandate.cli.output import refuse_within, write

DOCUMENTS = {
    "advice": ("mandate.advice.plan", "Advice"),
    "assessment": ("mandate.assessment", "Assessment"),
    "compiled-pack": ("mandate.page.compiled", "CompiledPack"),
    "comparison": ("mandate.comparison", "Comparison"),
    "explanation": ("mandate.explanation", "Explanation"),
    "questions": ("mandate.questions.questionnaire", "Questionnaire"),
    "report": ("mandate.advisory.value", "AdvisoryReport"),
    "sensitivity": ("mandate.one_way", "Sensitivity"),
    "whatif": ("mandate.comparison", "WhatIf"),
}
FILES = ("case", "rule", "pack", "vocabulary", "findings", "sources", "seeds")
BRAND = "brand"
_EXAMPLE = """\b
Example:
  mandate schema case -o case.json
  mandate schema rule --pack rules/cx-leader -o rule.json
  mandate schema assessment"""


@click.command(epilog=_EXAMPLE)
@click.argument("what", type=click.Choice((*DOCUMENTS, *FILES, BRAND)))
@click.option(
    "--pack",
    metavar="P",
    help="Name or folder of the pack whose facts, levels and rules to name.  [default: cx-leader]",
)
@output_option
def schema(what: str, pack: str | None, output: Path | None) -> None:
    """Write the JSON Schema of what Mandate writes, of a case, of a file of a pack or of a brand.

    With that of a case or of a rule an editor completes facts and levels, shows what they mean and
    marks what is wrong. After a change to the vocabulary of a pack, write it again.
    """
    from mandate.serialization import data_to_json

    if what not in FILES:
        if pack is not None:
            message = f"'{what}' has one form under every pack"
            raise click.BadParameter(message, param_hint="--pack")
        data = _brand() if what == BRAND else _document(what)
    else:
        from mandate.json_schema.files import file_schema
        from mandate.json_schema.parts import subject
        from mandate.pack.discover import pack_folder

        folder = pack_folder(pack or "cx-leader")
        refuse_within(output, folder)
        data = file_schema(what, subject(folder))
    write(data_to_json(data), output, exact=True)


def _brand() -> dict[str, Any]:
    from mandate.advisory.brand_schema import brand_schema  # an editor of cases has no use for it

    return brand_schema()


def _document(what: str) -> dict[str, Any]:
    """Return the schema of what Mandate writes, importing that document alone."""
    from importlib import import_module

    from mandate.json_schema.assessment import document_schema

    name, kind = DOCUMENTS[what]
    module = import_module(name)
    return document_schema(getattr(module, kind), module.SCHEMA_VERSION)
