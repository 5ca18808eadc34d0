"""``mandate pack list``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from mandate.cli.options import format_option
from mandate.cli.output import write
from mandate.errors import exposed

if TYPE_CHECKING:
    from mandate.pack.listing import Listed

_EXAMPLE = """\b
Example:
  mandate pack list"""


@click.command("list", epilog=_EXAMPLE)
@format_option("text", "json")
def list_packs(form: str) -> None:
    """List the packs that can be named: those that ship with Mandate, and installed ones."""
    from mandate.pack.listing import listed  # no assessment needs it

    packs = listed()
    if form == "json":
        from mandate.serialization import to_json

        write(to_json(tuple(packs)), None, exact=True)
        return
    lines = [line for pack in packs for line in _lines(pack)]
    write("\n".join(lines) + "\n", None)


def _lines(pack: Listed) -> Iterator[str]:
    from mandate.report.text import wrapped

    extends = f", extends {pack.extends}" if pack.extends else ""
    yield exposed(f"{pack.name} {pack.version}".rstrip())
    yield from wrapped(pack.title, 2)
    yield from wrapped(f"from {pack.comes_from}{extends}", 2)
    if pack.problem:
        yield from wrapped(f"cannot be used by name: {pack.problem}", 2, "! ")


list = list_packs  # noqa: A001  (the name by which the group looks for it)
