"""``mandate pack new``: the same command as ``mandate new pack``."""

from mandate.cli.new_pack import pack as new

__all__ = ["new"]
