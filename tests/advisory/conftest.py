"""What the tests of several formats are of."""

from __future__ import annotations

import pytest

from mandate.advisory.value import AdvisoryReport
from tests.advisory.examples import advised


@pytest.fixture(scope="session")
def larkmere() -> AdvisoryReport:
    return advised("larkmere-telecom", date="14 March 2026")
