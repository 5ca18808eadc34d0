"""Each law can fail: a pack, or an engine behind it, that breaks its promise is found out."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from mandate import Assessment, Pack, load_pack
from mandate.assessor import Assessor
from mandate.case_record import CaseRecord
from mandate.conditions.nodes import Compare
from mandate.facts import NO
from mandate.frozen import FrozenData
from mandate.testing import laws
from mandate.testing.mismatch import Data, MismatchError
from mandate.testing.properties import LAWS, Law, hold
from tests.helpers import TINY, changed, make_pack, rule

Change = Callable[[Assessment], Assessment]

FACTS: Data = {
    "authority_type": "none",
    "dedicated_budget": "no",
    "reports_to": "other",
    "levels_below_ceo": "4",
    "charter_elements": {"rest": "no"},
    "team_size": "5",
}
KNOWN: Data = {"title": "All is known", "facts": FACTS}


def planted(change: Change) -> Pack:
    """Return the tiny pack with an assessor that changes what it says."""

    class Planted(Assessor):
        def assess(self, case: CaseRecord) -> Assessment:
            return change(super().assess(case))

    pack = load_pack(TINY)
    pack.derived[Assessor] = Planted(pack)
    return pack


def counting() -> Pack:
    """Return a pack whose assessments say how many there were before."""
    number = count()
    return planted(lambda one: one._replace(headline=f"the {next(number)}th"))


def generous() -> Pack:
    """Return a pack whose totals are lower than what they are made of."""
    return planted(lambda one: one._replace(total=one.total - 1))


def forgetful() -> Pack:
    """Return a pack whose receipts leave out what is known."""

    def forget(one: Assessment) -> Assessment:
        case = FrozenData({**one.receipt.case, "facts": FrozenData()})
        return one._replace(receipt=one.receipt._replace(case=case))

    return planted(forget)


def out_of_order() -> Pack:
    """Return a pack in which a rule stands before the one that concludes what it reads."""
    pack = load_pack(TINY)
    return pack._replace(rules=dict(reversed(pack.rules.items())), derived={})


def test_a_sound_pack_keeps_every_law(tiny: Pack) -> None:
    better = {**KNOWN, "facts": {**FACTS, "dedicated_budget": "yes"}}
    laws.deterministic(tiny, KNOWN)
    laws.readers_agree(tiny, KNOWN)
    laws.explanation_adds_up(tiny, KNOWN)
    laws.missing_is_not_false(tiny, KNOWN)
    laws.monotone(tiny, KNOWN, better)
    laws.cures_work(tiny, KNOWN)
    laws.round_trips(tiny, KNOWN)


@pytest.mark.parametrize("law", LAWS, ids=[law.name for law in LAWS])
def test_a_sound_pack_keeps_every_law_on_generated_cases(law: Law, tiny: Pack) -> None:
    assert hold(law, tiny, 50) == 50


def test_an_assessment_that_depends_on_the_one_before_is_found_out() -> None:
    with pytest.raises(AssertionError, match="byte for byte, under any hash seed") as broken:
        laws.deterministic(counting(), KNOWN)
    assert "these parts differ: headline" in str(broken.value)


def test_an_engine_that_reads_rules_in_another_order_is_found_out() -> None:
    with pytest.raises(MismatchError, match="All readers agree") as broken:
        laws.readers_agree(out_of_order(), KNOWN)
    assert broken.value.rules == ("figurehead",)
    assert "figurehead +3" not in broken.value.expected
    assert "figurehead +3" in broken.value.actual


def test_a_total_that_is_not_the_sum_of_what_is_shown_is_found_out() -> None:
    with pytest.raises(MismatchError, match="The explanation is the verdict") as broken:
        laws.explanation_adds_up(generous(), KNOWN)
    assert broken.value.expected == "the total adds up to 1.5"
    assert broken.value.actual == "the total is 0.5"


def test_a_receipt_that_does_not_replay_is_found_out() -> None:
    with pytest.raises(MismatchError, match="the same bytes, from the receipt"):
        laws.round_trips(forgetful(), KNOWN)


def silent_on_not_known(folder: Path) -> Pack:
    """Return a pack with a rule that fires unless somebody said that they could not say.

    No file can hold it: reading a pack refuses 'not' over 'unknown'.
    """
    asks = rule("told", "{risk: {driver: authority, points: 1}}", "{unknown: reports_to}")
    silent = {name: text.replace("gives: open", "gives: silent") for name, text in asks.items()}
    pack = make_pack(folder, silent)
    told = pack.rules["told"]
    assert isinstance(told.condition, Compare)
    negated = told._replace(condition=told.condition._replace(mask=NO, negated=True))
    return pack._replace(rules={**pack.rules, "told": negated}, derived={})


def test_a_rule_that_fires_when_an_answer_is_taken_away_is_found_out(tmp_path: Path) -> None:
    pack = silent_on_not_known(tmp_path)
    case: Data = {"title": "Asked", "facts": {"reports_to": "not_known"}}
    with pytest.raises(MismatchError, match="Missing is not false") as broken:
        laws.missing_is_not_false(pack, case)
    assert broken.value.expected == "told still does not fire without any answer about reports_to"
    assert broken.value.cases == (case, {"title": "Asked", "facts": {}})


def test_a_rule_behind_which_a_dispute_is_asked_for_may_fire(tmp_path: Path) -> None:
    asks = rule("agreed", "{concludes: powerless}", "{not: {disputed: reports_to}}")
    reads = rule("reads", "{risk: {driver: authority, points: 1}}", "{finding: powerless}")
    fires = {
        name: text.replace("gives: open", "gives: fires")
        for name, text in {**asks, **reads}.items()
    }
    pack = make_pack(tmp_path, fires)
    said = {"ceo": {"reports_to": "ceo"}, "hr": {"reports_to": "cmo"}}
    laws.missing_is_not_false(pack, {"title": "Two voices", "respondents": said})


def punishing(folder: Path) -> Pack:
    """Return a pack that holds money against a role."""
    more_money = changed("money/dedicated-budget.yaml", '"no": 3, "yes": -1', '"no": 1, "yes": 2')
    (path,) = more_money
    text = more_money[path].replace("points: 3}", "points: 1}").replace("points: -1}", "points: 2}")
    return make_pack(folder, {path: text})


def test_a_rule_that_punishes_an_improvement_is_found_out(tmp_path: Path) -> None:
    pack = punishing(tmp_path)
    better = {**KNOWN, "facts": {**FACTS, "dedicated_budget": "yes"}}
    facts = {"dedicated_budget": "no"}
    with pytest.raises(MismatchError, match="A better mandate never looks worse") as broken:
        laws.monotone(pack, {"facts": facts}, {"facts": {"dedicated_budget": "yes"}})
    assert broken.value.expected.endswith("with dedicated_budget from no to yes")
    assert "dedicated-budget +1 to +2" in broken.value.actual
    laws.monotone(load_pack(TINY), KNOWN, better)


def uncured(folder: Path) -> Pack:
    """Return a pack with a cure that changes another fact than its rule reads."""
    cure = changed(
        "mandate/authority-type.yaml",
        "{authority_type: process}, text",
        '{dedicated_budget: "yes"}, text',
    )
    return make_pack(folder, cure)


def test_a_cure_that_does_not_cure_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(MismatchError, match="A cure works") as broken:
        laws.cures_work(uncured(tmp_path), KNOWN)
    assert broken.value.rules == ("authority-type",)
    assert broken.value.actual == "it fires with +4"


def costly(folder: Path) -> Pack:
    """Return a pack in which a cure withdraws its rule and makes another fire."""
    rest = rule("rich", "{risk: {driver: authority, points: 6}}", '{dedicated_budget: "yes"}')
    (path,) = rest
    return make_pack(folder, {path: rest[path]})


def test_a_cure_that_raises_the_total_is_found_out(tmp_path: Path) -> None:
    facts = {**FACTS, "authority_type": "line", "team_size": "20"}
    with pytest.raises(MismatchError, match="A cure works") as broken:
        laws.cures_work(costly(tmp_path), {**KNOWN, "facts": {**facts, "dedicated_budget": "no"}})
    assert "the cure of dedicated-budget: dedicated_budget yes" in broken.value.expected
    assert broken.value.rests_on_all


BROKEN: dict[str, Callable[[Path], Pack]] = {
    "the same case gives the same bytes": lambda folder: counting(),
    "all readers agree": lambda folder: out_of_order(),
    "the explanation is the verdict": lambda folder: generous(),
    "missing is not false": silent_on_not_known,
    "a better mandate never looks worse": punishing,
    "a cure works": uncured,
    "round trips": lambda folder: forgetful(),
}


@pytest.mark.parametrize("law", LAWS, ids=[law.name for law in LAWS])
def test_generated_cases_find_what_breaks_a_law(law: Law, tmp_path: Path) -> None:
    with pytest.raises(MismatchError) as broken:
        hold(law, BROKEN[law.name](tmp_path))
    assert broken.value.promise
    assert broken.value.cases
