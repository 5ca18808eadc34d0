"""The reports on the example cases."""

from __future__ import annotations

from functools import cache

from mandate.advisory.making import advisory_report
from mandate.advisory.value import AdvisoryReport
from tests.helpers import EXAMPLES


@cache
def advised(name: str, reader: str = "", date: str = "") -> AdvisoryReport:
    """Return the report on an example, made once: its advice takes a second, and it is a value that
    nobody can change."""
    return advisory_report(EXAMPLES / f"{name}.yaml", reader=reader, date=date)
