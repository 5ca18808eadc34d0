"""The files of a brand to start from: what a firm's documents look like."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).with_name("new_brand")


def brand_files() -> dict[str, bytes]:
    """Return the files of an invented firm's brand by their names: a brand file, the logo that it
    names, a Word template, and what the template may name."""
    return {path.name: path.read_bytes() for path in sorted(_FOLDER.iterdir())}
