"""``python -m mandate``."""

from mandate.cli.main import run

run()
