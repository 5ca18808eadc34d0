"""Fixtures that every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mandate import Pack, load_pack
from tests.helpers import TINY
from tests.page.chromium import Chromium, chromium


@pytest.fixture(scope="session")
def tiny() -> Pack:
    """The tiny pack, loaded once."""
    return load_pack(TINY)


@pytest.fixture(scope="session")
def started_browser() -> Iterator[Chromium]:
    with chromium() as one:
        yield one


@pytest.fixture
def browser(started_browser: Chromium) -> Chromium:
    """A browser, started once, that has forgotten what it saw in other tests."""
    started_browser.rest()
    started_browser.events.clear()
    return started_browser


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    """A case for the tiny pack in which every fact is answered and a floor lifts the total."""
    path = tmp_path / "case.yaml"
    path.write_text(
        "title: Café Müller, head of customer experience\n"
        "stage: offer\n"
        "sources: [{id: brief, title: The brief, address: 'https://example.org/brief'}]\n"
        "facts:\n"
        "  authority_type: {value: none, source: brief, phrase: persuade them}\n"
        "  levels_below_ceo: 4\n"
        "  reports_to: cmo\n"
        "  dedicated_budget: no\n"
        "  charter_elements: {scope: yes, rest: no}\n",
        encoding="utf-8",
    )
    return path
