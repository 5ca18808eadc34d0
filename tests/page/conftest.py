"""Pages that several tests open, made once."""

from __future__ import annotations

import pytest

from tests.helpers import LARKMERE, VOICES
from tests.page.pages import intake_text, report_text
from tests.promises.generated import pack_named


@pytest.fixture(scope="session")
def larkmere() -> str:
    return report_text(LARKMERE, date="14 March 2026")


@pytest.fixture(scope="session")
def voices() -> str:
    return report_text(VOICES)


@pytest.fixture(scope="session")
def blank() -> str:
    return intake_text(pack_named("cx-leader"))
