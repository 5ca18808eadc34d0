"""One sample: figures worked out by hand, band by band and rule by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack
from mandate.accuracy import auc_interval, wilson
from mandate.calibration import ADJACENT, ALL_FACTS, ALL_ROLES, AT_HIRE, FACTS_KNOWN, ROLES
from mandate.calibrator import calibrate
from tests.calibration_cases import (
    BAD,
    GOOD,
    INFLUENCE,
    LINE,
    NO_MONEY,
    NONE,
    published,
    write,
    write_five,
)
from tests.helpers import changed, copy_tiny


@pytest.fixture(name="five")
def _five(tmp_path: Path) -> Path:
    return write_five(tmp_path / "cases")


def test_a_sample_is_worked_out_by_hand(five: Path, tiny: Pack) -> None:
    found = calibrate(five, tiny)
    at_hire, everything = (found.sample(ALL_ROLES, facts) for facts in FACTS_KNOWN)
    assert (at_hire.favourable, at_hire.unfavourable) == (3, 2)
    assert at_hire.auc is not None
    assert everything.auc is not None
    assert at_hire.auc.value == 0.75  # -1 beats three; -3 beats -4, ties with -3: 4.5 of 6
    assert everything.auc.value == 1
    assert at_hire.auc.interval == auc_interval(0.75, 3, 2)
    # 0.28^2 + 0.33^2 + 0.39^2 + 0.56^2 + 0.67^2 = 1.1019
    assert at_hire.brier == pytest.approx((0.22038, 0.4, 0.24))
    # 0.28^2 + 0.31^2 + 0.39^2 + 0.56^2 + 0.59^2 = 0.9883
    assert everything.brier == pytest.approx((0.19766, 0.4, 0.24))


def test_bands_tell_how_many_of_theirs_are_unfavourable(five: Path, tiny: Pack) -> None:
    low, moderate, high = calibrate(five, tiny).sample(ALL_ROLES, AT_HIRE).bands
    assert low == ("low", "Low", 1, 0, 28.0, 0.0, wilson(0, 1))
    assert moderate == ("moderate", "Moderate", 4, 2, 37.25, 0.5, wilson(2, 4))
    assert high == ("high", "High", 0, 0, None, None, None)


def test_rules_that_fire_against_the_outcome_are_counted(tmp_path: Path, tiny: Pack) -> None:
    folder = write(
        tmp_path,
        {
            "a": published(GOOD, INFLUENCE),
            "b": published(GOOD, NONE),
            "c": published(GOOD, NO_MONEY),
            "d": published(BAD, LINE),
            "e": published(BAD, NONE),
        },
    )
    found = calibrate(folder, tiny).sample(ALL_ROLES, ALL_FACTS).rules_against
    assert found == (
        ("risk_on_favourable", "authority-type", "What makes others act", 2, 3, 3.0, 1, 2),
        ("risk_on_favourable", "dedicated-budget", "Money set aside", 1, 3, 3.0, 0, 2),
        ("relief_on_unfavourable", "authority-type", "What makes others act", 1, 2, -2.0, 0, 3),
    )


def test_a_floor_counts_as_risk(tmp_path: Path) -> None:
    gate = changed("mandate/figurehead.yaml", "  risk: {driver: authority, points: 3}\n", "")
    pack = copy_tiny(tmp_path / "pack", gate)
    facts = "{authority_type: none, levels_below_ceo: 4, dedicated_budget: no}"
    folder = write(tmp_path / "cases", {"a": published(GOOD, facts)})
    found = calibrate(folder, pack).sample(ALL_ROLES, ALL_FACTS).rules_against
    assert ("risk_on_favourable", "figurehead", "A title without means", 1, 1, 0.0, 0, 0) in found


def test_roles_are_told_apart(five: Path, tiny: Pack) -> None:
    found = calibrate(five, tiny)
    sizes = {
        roles: (
            found.sample(roles, ALL_FACTS).favourable,
            found.sample(roles, ALL_FACTS).unfavourable,
        )
        for roles in ROLES
    }
    assert sizes == {"all": (3, 2), "customer_experience": (3, 1), "adjacent": (0, 1)}
    adjacent = found.sample(ADJACENT, ALL_FACTS)
    assert adjacent.auc is None
    assert adjacent.brier is not None
