"""The description of the pack format shows files that the readers accept."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mandate.errors import Faults
from mandate.pack.header import read_findings, read_header, read_sources
from mandate.pack.vocabulary import read_facts
from mandate.source import Mapping
from mandate.yaml_files import read_text

README = (Path(__file__).parents[1] / "rules" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def _block(start: str) -> tuple[Mapping, Faults]:
    (block,) = [block for block in BLOCKS if block.startswith(start)]
    faults = Faults()
    document = read_text(block, "README.md", faults)
    assert document is not None, list(faults)
    return document, faults


@pytest.mark.parametrize(
    ("start", "read"),
    [
        ("# pack.yaml", read_header),
        ("# findings.yaml", read_findings),
        ("# sources.yaml", read_sources),
        ("theme:", read_facts),
    ],
)
def test_a_file_it_shows_is_read_without_a_fault(
    start: str, read: Callable[[Mapping, Faults], object]
) -> None:
    document, faults = _block(start)
    assert read(document, faults)
    assert list(faults) == []


def test_every_block_it_shows_is_yaml() -> None:
    for block in BLOCKS:
        faults = Faults()
        assert read_text(block, "README.md", faults) is not None, list(faults)
