"""``mandate schema``."""

from __future__ import annotations

from pathlib import Path

import click

from mandate.cli.output import output_option, refuse_within, write

_WRITTEN = "assessment"
FILES = ("case", "rule", "pack", "vocabulary", "findings", "sources", "seeds")
_EXAMPLE = """\b
Example:
  mandate schema case -o case.json
  mandate schema rule --pack rules/cx-leader -o rule.json
  mandate schema assessment"""


@click.command(epilog=_EXAMPLE)
@click.argument("what", type=click.Choice((_WRITTEN, *FILES)))
@click.option(
    "--pack",
    metavar="P",
    help="Name or folder of the pack whose facts, levels and rules to name.  [default: cx-leader]",
)
@output_option
def schema(what: str, pack: str | None, output: Path | None) -> None:
    """Write the JSON Schema of an assessment, of a case or of a file of a pack.

    With that of a case or of a rule an editor completes facts and levels, shows what they mean and
    marks what is wrong. After a change to the vocabulary of a pack, write it again.
    """
    import json

    if what == _WRITTEN:
        from mandate.json_schema.assessment import assessment_schema  # no other command needs it

        if pack is not None:
            raise click.BadParameter(
                "an assessment is the same under every pack", param_hint="--pack"
            )
        data = assessment_schema()
    else:
        from mandate.json_schema.files import file_schema
        from mandate.json_schema.parts import subject
        from mandate.pack.discover import pack_folder

        folder = pack_folder(pack or "cx-leader")
        refuse_within(output, folder)
        data = file_schema(what, subject(folder))
    write(json.dumps(data, indent=2, ensure_ascii=False) + "\n", output, exact=True)
