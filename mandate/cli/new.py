"""The ``mandate new`` commands."""

from __future__ import annotations

import click

from mandate.cli.lazy import LazyGroup

_EXAMPLE = """\b
Example:
  mandate new pack my-pack
  mandate new rule my-pack decision-seat --driver means --by decision_seat
  mandate new case my-pack -o acme.yaml
  mandate new brand my-firm"""


@click.group(
    cls=LazyGroup,
    modules="mandate.cli.new_",
    offered={
        "brand": "Write the look of a firm's documents: a brand file, a logo, a Word template.",
        "case": "Write a case with every question of a pack.",
        "pack": "Write a small pack that loads and passes its tests.",
        "rule": "Write a rule into a pack.",
    },
    epilog=_EXAMPLE,
)
def new() -> None:
    """Write a pack, a rule, a case or a brand to start from; each works as it is written.

    Nothing that is there already is written over.
    """
