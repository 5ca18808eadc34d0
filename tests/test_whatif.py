"""What if some facts were others."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from mandate import CaseError, Pack, RequestError, assess, what_if
from mandate.assessment import FactEvidence
from mandate.comparison import WhatIf
from mandate.library import load_pack
from tests.helpers import ROOT, TINY

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": "no"}
TWO = ROOT / "cases" / "examples" / "two-voices.yaml"
CHARTER = {"charter_elements": {"scope": "yes", "measures": "no"}}


def tried(facts: Mapping[str, object], *changes: str, **more: object) -> WhatIf:
    return what_if({"title": "A case", "facts": facts, **more}, changes, TINY)


def after(facts: Mapping[str, object], *changes: str) -> list[str]:
    """Return how each changed fact reads after some changes."""
    return [change.after for change in tried(facts, *changes).changes]


def faults(facts: Mapping[str, object], *changes: str) -> list[str]:
    with pytest.raises(RequestError) as raised:
        tried(facts, *changes)
    return str(raised.value).splitlines()


def test_the_case_is_assessed_as_it_is_and_as_it_would_be(tiny: Pack) -> None:
    before, then = tried(WORST, "dedicated_budget=yes").comparison.assessments
    assert (before.score, before.band) == (
        assess(WORST, tiny).score,
        assess(WORST, tiny).band,
    )
    assert then.total == assess({**WORST, "dedicated_budget": "yes"}, tiny).total


def test_every_way_to_write_a_value_is_understood() -> None:
    assert after({}, "authority_type=none,line") == ["either none or line"]
    assert after({}, "authority_type=influence_only..line") == ["influence only, process or line"]
    assert after({}, "levels_below_ceo=2..4") == ["2 to 4 levels"]
    assert after({}, "levels_below_ceo=5") == ["5 levels"]
    assert after({}, "dedicated_budget=not_known") == ["not known"]
    assert after(WORST, "dedicated_budget=") == ["open"]
    assert after(WORST, "dedicated_budget=?") == ["open"]
    assert after({}, "reports_to=ceo,cmo") == ["either ceo or cmo"]


def test_a_checklist_changes_item_by_item_or_whole() -> None:
    (change,) = tried(CHARTER, "charter_elements.scope=no").changes
    assert (change.items, change.before, change.after) == (
        ("scope",),
        "1 to 2 of 3 (scope: yes)",
        "0 to 1 of 3 (scope: no)",
    )
    assert after(CHARTER, "charter_elements.scope=no", "charter_elements.skills=yes") == [
        "1 of 3 (scope: no, skills: yes)"
    ]
    assert after(CHARTER, "charter_elements.scope=?", "charter_elements.measures=?") == ["open"]
    assert after(CHARTER, "charter_elements=?") == ["open"]
    assert after(CHARTER, "charter_elements=not_known") == ["not known"]
    assert after(CHARTER, "charter_elements=yes") == ["3 of 3 (measures: yes, skills: yes)"]


def test_a_mapping_says_the_same() -> None:
    one = what_if(WORST, {"dedicated_budget": True, "levels_below_ceo": 1}, TINY)
    two = what_if(WORST, ["dedicated_budget=yes", "levels_below_ceo=1"], TINY)
    assert one == two


def test_a_change_takes_the_place_of_all_that_anybody_said() -> None:
    respondents = {"ceo": {"dedicated_budget": "yes"}, "cfo": {"dedicated_budget": "no"}}
    what = tried({}, "dedicated_budget=no", respondents=respondents)
    (change,) = what.changes
    assert (change.before, change.after) == ("either no or yes (disputed)", "no")
    assert [(one.by, one.words) for one in change.replaced] == [("cfo", "no"), ("ceo", "yes")]
    before, then = what.comparison.assessments
    assert before.disputed
    assert not then.disputed
    (evidence,) = next(one for one in then.firings if one.rule == "dedicated-budget").evidence
    assert isinstance(evidence, FactEvidence)
    assert [one.by for one in evidence.by] == ["what if"]


def test_a_documented_answer_gives_way_too() -> None:
    pack = load_pack("cx-leader")
    what = what_if(TWO, ["reports_to=ceo", "levels_below_ceo=1"], pack)
    assert what.changes[0].after == "the CEO"
    assert [one.confidence for one in what.changes[0].replaced] == ["documented", "stated"]


def test_what_was_said_of_other_items_stays() -> None:
    what = tried(CHARTER, "charter_elements.skills=yes")
    assert what.changes[0].replaced == ()
    assert what.comparison.assessments[1].receipt.case["facts"] == CHARTER


def test_all_that_is_wrong_is_told_at_once_with_suggestions() -> None:
    assert faults(
        {},
        "dedicated_buget=yes",
        "dedicated_budget=ys",
        "levels_below_ceo=9",
        "charter_elements.scop=yes",
        "team_size.small=1",
        "nonsense",
        "authority_type=none..",
        "reports_to=ceo..other",
        "authority_type=lin,none",
    ) == [
        "change:1:1: error[unknown-fact]: the pack tiny has no fact 'dedicated_buget'",
        "    1 | dedicated_buget=yes",
        "      | ^^^^^^^^^^^^^^^ did you mean 'dedicated_budget'?",
        "change:2:18: error[unknown-level]: 'ys' is not a value of dedicated_budget",
        "    2 | dedicated_budget=ys",
        "      |                  ^^ did you mean 'yes'?",
        "change:3:18: error[out-of-range]: 9 is out of range for levels_below_ceo",
        "    3 | levels_below_ceo=9",
        "      |                  ^ expected a whole number from 1 to 6",
        "change:4:18: error[unknown-item]: charter_elements has no item 'scop'",
        "    4 | charter_elements.scop=yes",
        "      |                  ^^^^ did you mean 'scope'?",
        "change:5:11: error[unknown-item]: team_size has no item 'small'",
        "    5 | team_size.small=1",
        "      |           ^^^^^ write team_size=value",
        "change:6:1: error[change]: 'nonsense' is no change",
        "    6 | nonsense",
        "      | ^^^^^^^^ write fact=value",
        "change:7:22: error[unknown-level]: nothing is not a value of authority_type",
        "    7 | authority_type=none..",
        "      |                      ^ expected one of: none, influence_only, process, line",
        "change:8:12: error[between]: '..' stands between the lowest and the highest value, for "
        "reports_to",
        "    8 | reports_to=ceo..other",
        "      |            ^^^^^^^^^^",
        "change:9:16: error[unknown-level]: 'lin' is not a value of authority_type",
        "    9 | authority_type=lin,none",
        "      |                ^^^ did you mean 'line'?",
    ]


def test_a_fact_that_is_changed_twice_is_refused() -> None:
    first, *_ = faults({}, "dedicated_budget=yes", "dedicated_budget=no")
    assert first == "change:2:1: error[change-twice]: dedicated_budget is changed twice"
    assert faults({}, "charter_elements=yes", "charter_elements.scope=no")[0].endswith(
        "charter_elements.scope is changed twice"
    )


def test_what_is_yes_or_no_is_not_both() -> None:
    assert "'yes,no' is not a value of" in faults({}, "dedicated_budget=yes,no")[0]
    assert "'yes,no' is not a value of" in faults({}, "charter_elements.scope=yes,no")[0]


def test_a_checklist_takes_no_other_value() -> None:
    assert "'scope' is not a value of charter_elements" in faults({}, "charter_elements=scope")[0]


def test_no_change_at_all_is_refused() -> None:
    assert faults({}) == ["change: error[change]: no change is given", "     = write fact=value"]


def test_what_then_cannot_be_is_refused_with_both_lines() -> None:
    case = ROOT / "cases" / "examples" / "larkmere-telecom.yaml"
    with pytest.raises(RequestError) as raised:
        what_if(case, ["reports_to=ceo"])
    places = [fault.location.path for fault in raised.value.faults]
    assert len(places) == 2
    assert "change" in places


def test_a_bad_case_is_refused_first(tiny: Pack) -> None:
    with pytest.raises(CaseError):
        what_if({"nonsense": 1}, ["dedicated_budget=yes"], tiny)


def test_a_change_to_what_is_known_already_changes_nothing() -> None:
    split = tried(WORST, "dedicated_budget=no").comparison.splits[0]
    assert (split.change, split.parts, split.facts) == (0, (), ())


def test_a_hostile_change_stays_text() -> None:
    assert "\x1b" not in "".join(faults({}, "\x1b[31mx=1", "dedicated_budget=\x1b[2J"))
