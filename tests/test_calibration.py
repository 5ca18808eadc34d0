"""Calibrations as values: their outcomes, their samples and their JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack
from mandate.accuracy import Interval
from mandate.calibration import (
    ADJACENT,
    ALL_FACTS,
    ALL_ROLES,
    FACTS_KNOWN,
    FAVOURABLE,
    ROLES,
    UNFAVOURABLE,
    Agreement,
    Calibration,
)
from mandate.calibrator import calibrate
from mandate.case_forms import OUTCOMES
from tests.calibration_cases import GOOD, LINE, UNCLEAR, published, write, write_five


@pytest.fixture(name="found")
def _found(tmp_path: Path, tiny: Pack) -> Calibration:
    """A calibration on five cases that count, one of them read twice."""
    second = write(tmp_path / "second", {"good-line": published(GOOD, LINE)})
    return calibrate(write_five(tmp_path / "cases"), tiny, second)


def test_every_outcome_is_favourable_unfavourable_or_unclear() -> None:
    assert sorted((*FAVOURABLE, *UNFAVOURABLE, UNCLEAR)) == sorted(OUTCOMES)


def test_there_is_a_sample_for_all_roles_and_facts(found: Calibration) -> None:
    for roles in ROLES:
        for facts in FACTS_KNOWN:
            sample = found.sample(roles, facts)
            assert (sample.roles, sample.facts) == (roles, facts)
    assert len(found.samples) == len(ROLES) * len(FACTS_KNOWN)


def test_a_sample_that_is_not_there_is_a_key_error(found: Calibration) -> None:
    with pytest.raises(KeyError):
        found.sample(ADJACENT, "later")


def test_a_calibration_survives_its_json(found: Calibration) -> None:
    again = Calibration.from_json(found.to_json())
    assert again == found
    assert again.to_json() == found.to_json()
    auc = again.sample(ALL_ROLES, ALL_FACTS).auc
    assert auc is not None
    assert isinstance(auc.interval, Interval)


def test_an_agreement_survives_its_json(found: Calibration) -> None:
    again = Calibration.from_json(found.to_json()).agreement
    assert isinstance(again, Agreement)
    assert again == found.agreement
    assert (again.cases, again.scores[0].case) == (1, "good-line")
    without = found._replace(agreement=None)
    assert Calibration.from_json(without.to_json()) == without


def test_what_is_no_calibration_is_refused() -> None:
    with pytest.raises(ValueError, match="calibration: missing or unknown"):
        Calibration.from_json("{}")
