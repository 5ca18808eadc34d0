"""A browser for the tests of the page, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.page.chromium import Chromium, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as one:
        yield one
