"""The whole run, and what a failure says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mandate import MandateError, Pack
from mandate.library import case_from, load_case
from mandate.pack.load import load_folder
from mandate.testing.mismatch import Data, MismatchError
from mandate.testing.suite import failure, law_checks, run_suite, told
from tests.helpers import TINY, copy_tiny
from tests.testing.test_laws import punishing

GOLDEN = {
    "title": "Golden",
    "facts": {"authority_type": "none"},
    "expect": {"band": "low", "fires": ["authority-type"], "because": "It is so."},
}


def test_a_run_has_examples_golden_cases_and_promises_in_that_order() -> None:
    pack = load_folder(TINY)
    result = run_suite(pack, [case_from(GOLDEN)], law_checks(pack, 10))
    kinds = [one.kind for one in result.outcomes]
    assert kinds == ["example"] * 16 + ["golden"] * 2 + ["law"] * 7
    assert {one.tries for one in result.outcomes if one.kind == "law"} == {10}
    assert [one.what for one in result.coverage] == ["rules", "conditions", "bands"]
    assert [one.name for one in result.failed] == ["band low"]
    assert not result.is_passed
    assert result.verdict == "1 of 25 tests failed"


def test_too_little_coverage_fails_a_run_in_which_every_test_passes() -> None:
    pack = load_folder(TINY)
    assert run_suite(pack, threshold=80).is_passed
    result = run_suite(pack, threshold=81)
    assert not result.is_passed
    assert result.verdict == "80 % of the conditions is covered, below 81 %"


def test_a_golden_case_that_cannot_be_used_covers_nothing(tiny: Pack) -> None:
    result = run_suite(tiny, [case_from({**GOLDEN, "facts": {"no_such": "1"}})])
    assert [one.name for one in result.failed] == ["can be used"]
    assert "bands" not in [one.what for one in result.coverage]


def test_a_failure_has_a_case_that_can_be_saved_and_read(tmp_path: Path) -> None:
    pack = punishing(tmp_path / "pack")
    result = run_suite(pack, (), law_checks(pack))
    (law, cure) = (one.failure for one in result.failed)
    assert law is not None
    assert cure is not None
    for found in (law, cure):
        path = tmp_path / "case.yaml"
        path.write_text(found.case, encoding="utf-8")
        assert load_case(path).title == "A generated case"
    assert law.trees[0] == (
        "dedicated-budget fires\n"
        "  true     graded by Dedicated budget: no +1, yes +2  [dedicated_budget: yes]"
    )


def test_a_tree_shows_the_truth_of_every_node_and_what_stands_behind_a_finding(tiny: Pack) -> None:
    case: Data = {"title": "One", "facts": {"authority_type": "none", "dedicated_budget": "no"}}
    found = failure(MismatchError("fires", "open", cases=(case,), rules=("figurehead",)), tiny)
    assert told(found) == (
        "expected: fires\n"
        "actual:   open\n"
        "\n"
        "the condition that decided, each node with its truth:\n"
        "  figurehead open\n"
        "    unknown  all of:\n"
        "      unknown  the finding 'powerless' holds\n"
        "      true     Dedicated budget is no  [dedicated_budget: no]\n"
        "  powerless open, concludes powerless\n"
        "    unknown  all of:\n"
        "      true     Authority is at most influence only  [authority_type: none]\n"
        "      unknown  any of:\n"
        "        unknown  Levels below the CEO is at least 3 levels  [levels_below_ceo: open]\n"
        "        unknown  Charter does not cover 2 to 3 of 3  [charter_elements: open]\n"
        "\n"
        "the smallest case, to be saved as a file:\n"
        "  title: One\n"
        "  facts:\n"
        "    authority_type: none\n"
        "    dedicated_budget: 'no'"
    )


def test_a_fact_that_may_not_apply_is_shown_as_such(tiny: Pack) -> None:
    case: Data = {"title": "One", "facts": {"dedicated_budget": "no"}}
    found = failure(MismatchError("fires", "silent", cases=(case,), rules=("small-team",)), tiny)
    assert found.trees == (
        "small-team silent\n"
        "  false    Team size applies, and:\n"
        "    false    Dedicated budget is yes  [dedicated_budget: no]\n"
        "    unknown  Team size is below 10 people  [team_size: open]",
    )


def test_without_hypothesis_the_promises_say_what_is_lacking(
    tiny: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("mandate.testing.prop")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [name for name in sys.modules if name.split(".")[0] == "hypothesis"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [_Refuses(), *sys.meta_path])
    with pytest.raises(MandateError, match=r"pip install 'mandate-risk\[testing\]'") as lacking:
        list(law_checks(tiny))
    assert lacking.value.exit_code == 2


class _Refuses:
    def find_spec(self, name: str, *more: object) -> None:
        if name == "hypothesis":
            raise ModuleNotFoundError(name=name)


def test_copying_the_pack_changes_nothing(tmp_path: Path) -> None:
    pack = load_folder(copy_tiny(tmp_path), run=False)
    assert run_suite(pack) == run_suite(load_folder(TINY, run=False))
