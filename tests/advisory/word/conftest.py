"""A report for the tests of templates."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from mandate.advisory import printing
from mandate.advisory.charts import charts
from mandate.advisory.drawing import pictures, print_drawings
from mandate.advisory.making import advisory_report
from mandate.advisory.value import AdvisoryReport
from tests.helpers import TINY


class Drawn(NamedTuple):
    """A report, with its charts as they are drawn for paper."""

    report: AdvisoryReport
    drawings: dict[str, str]
    pictures: dict[str, bytes]


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    report = advisory_report({"authority_type": "none", "levels_below_ceo": 4}, TINY)
    drawings = print_drawings(charts(report))
    return Drawn(report, drawings, pictures(drawings))


@pytest.fixture
def small(drawn: Drawn, monkeypatch: pytest.MonkeyPatch) -> AdvisoryReport:
    """A report whose charts are not drawn anew for every template."""
    monkeypatch.setattr(printing, "print_drawings", lambda charts: drawn.drawings)
    monkeypatch.setattr(printing, "pictures", lambda drawings: drawn.pictures)
    return drawn.report
