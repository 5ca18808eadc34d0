"""The ``mandate pack`` commands."""

from __future__ import annotations

import click

from mandate.cli.lazy import LazyGroup

_EXAMPLE = """\b
Example:
  mandate pack docs cx-leader -o rules.md"""


@click.group(
    cls=LazyGroup,
    modules="mandate.cli.pack_",
    names=(
        "check",
        "diff",
        "docs",
        "graph",
        "list",
        "mutate",
        "new",
        "show",
        "test",
        "verify",
    ),
    epilog=_EXAMPLE,
)
def pack() -> None:
    """Work on a pack of rules."""
