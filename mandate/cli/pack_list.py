"""``mandate pack list``."""

from __future__ import annotations

import click

from mandate.cli.output import write
from mandate.errors import visible

_EXAMPLE = """\b
Example:
  mandate pack list"""


@click.command("list", epilog=_EXAMPLE)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="What to write.",
)
def list_packs(form: str) -> None:
    """List the packs that can be named: those that ship with Mandate, and installed ones."""
    from mandate.pack.listing import listed  # no assessment needs it
    from mandate.report.text import wrapped

    packs = listed()
    if form == "json":
        from mandate.serialization import to_json

        write(to_json(tuple(packs)), None, exact=True)
        return
    lines: list[str] = []
    for pack in packs:
        extends = f", extends {pack.extends}" if pack.extends else ""
        lines += [visible(f"{pack.name} {pack.version}")]
        lines += wrapped(pack.title, 2)
        lines += wrapped(f"from {pack.comes_from}{extends}", 2)
        if pack.problem:
            lines += wrapped(f"cannot be used by name: {pack.problem}", 2, "! ")
    write("\n".join(lines) + "\n", None)


list = list_packs  # noqa: A001  (the name by which the group looks for it)
