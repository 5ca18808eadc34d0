"""A new rule fits its pack as it stands, whatever fact it grades."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mandate import MandateError, Pack, PackError, load_pack
from mandate.authoring.rule_file import Draft, rule_file, suggested_points
from mandate.pack.load import load_folder
from mandate.pack.model import Rule
from tests.helpers import ROOT, TESTS, changed, copy_tiny, fact, make_pack, vocabulary

PACKS = {
    "tiny": TESTS / "packs" / "tiny",
    "operators": TESTS / "packs" / "operators",
    "cx-leader": ROOT / "rules" / "cx-leader",
}
EVERY_FACT = [
    (name, fact.id, bool(fact.better))
    for name, folder in PACKS.items()
    for fact in load_folder(folder, examples=False).vocabulary.facts.values()
]


def drafted(pack: Pack, by: str, points: Mapping[str, int], path: str = "new/new-rule.yaml") -> str:
    driver, source = next(iter(pack.drivers)), next(iter(pack.sources))
    draft = Draft("new-rule", "A new rule", driver, pack.fact(by), points, source)
    return rule_file(pack, draft, path)


def loaded(tmp_path: Path, by: str, points: Mapping[str, int], *files: Mapping[str, str]) -> Rule:
    """Return the rule as the tiny pack reads it, its examples run."""
    pack = make_pack(tmp_path, *files)
    folder = copy_tiny(tmp_path, {"new/new-rule.yaml": drafted(pack, by, points)})
    return load_folder(folder).rules["new-rule"]


@pytest.mark.parametrize(("name", "by", "directed"), EVERY_FACT)
def test_every_fact_can_be_graded(name: str, by: str, directed: bool) -> None:
    pack = load_pack("cx-leader") if name == "cx-leader" else load_pack(PACKS[name])
    graded = pack.fact(by)
    worst = "0" if graded.type == "checklist" else graded.labels[0]
    between = {f"{graded.labels[1]} to {graded.labels[-1]}": 0} if graded.type == "number" else {}
    text = drafted(pack, by, {} if directed else {worst: 2, **between})
    assert "gives: fires" in text
    assert "gives: open" in text


def test_the_worst_value_is_a_risk_and_the_best_a_strength(tmp_path: Path) -> None:
    rule = loaded(tmp_path, "levels_below_ceo", {})  # lower is better
    assert [(one.gives, one.points) for one in rule.examples] == [
        ("fires", -1),
        ("silent", None),
        ("fires", 1),
        ("open", None),
    ]
    pack = load_pack(PACKS["tiny"])
    assert suggested_points(pack.fact("levels_below_ceo")) == {"1": -1, "2 to 5": 0, "6": 1}
    assert suggested_points(pack.fact("dedicated_budget")) == {"no": 1, "yes": -1}
    assert suggested_points(pack.fact("charter_elements")) == {"0": 1, "1 to 2": 0, "3": -1}
    assert [*suggested_points(pack.fact("authority_type")).values()] == [1, 0, 0, -1]


def test_points_given_are_kept_and_the_other_levels_have_none(tmp_path: Path) -> None:
    rule = loaded(tmp_path, "reports_to", {"cmo": 2})
    assert rule.possible_points == (2,)
    assert rule.strength is None
    assert {one.gives for one in rule.examples} == {"fires", "silent", "open"}


def test_a_rule_that_only_lowers_the_risk_needs_no_remedy(tmp_path: Path) -> None:
    rule = loaded(tmp_path, "reports_to", {"ceo": -1})
    assert rule.remedies == ()
    assert rule.strength is not None


def test_a_step_to_a_value_without_points_is_a_cure(tmp_path: Path) -> None:
    rule = loaded(tmp_path, "authority_type", {"none": 2})
    assert rule.remedies[0].cures == (("authority_type", "process"),)


def test_a_step_to_a_value_with_points_is_none(tmp_path: Path) -> None:
    rule = loaded(tmp_path, "authority_type", {"none": 2, "process": 1})
    assert rule.remedies[0].cures == ()


def test_a_step_for_the_worse_is_none(tmp_path: Path) -> None:
    rule = loaded(tmp_path, "authority_type", {"line": 2})
    assert rule.remedies[0].cures == ()


def test_examples_of_a_fact_that_applies_at_times_say_when(tmp_path: Path) -> None:
    rule = loaded(tmp_path, "team_size", {})
    assert [one.gives for one in rule.examples] == ["fires", "silent", "fires", "open", "silent"]
    budget = [one.memory.answers[0].values for one in rule.examples]
    assert budget == [("yes",)] * 4 + [("no",)]


def test_an_example_is_never_one_that_cannot_be(tmp_path: Path) -> None:
    combination = "{all: [{reports_to: ceo}, {levels_below_ceo: {at_least: 3}}]}"
    never = changed("pack.yaml", combination, "{reports_to: ceo}")
    rule = loaded(tmp_path, "reports_to", {"ceo": 1, "cmo": 2}, never)
    assert [(one.gives, one.points) for one in rule.examples] == [
        ("fires", 2),
        ("silent", None),
        ("open", None),
    ]


def test_two_levels_of_applying_are_met(tmp_path: Path) -> None:
    deep = vocabulary(
        fact("remote", applies_when="{team_size: {at_least: 30}}"),
        fact("far", applies_when="{remote: yes}"),
    )
    rule = loaded(tmp_path, "far", {}, deep)
    assert {one.gives for one in rule.examples} == {"fires", "open", "silent"}


def test_no_points_are_suggested_where_no_value_is_better() -> None:
    with pytest.raises(MandateError) as refused:
        drafted(load_pack(PACKS["tiny"]), "reports_to", {})
    assert refused.value.exit_code == 2
    assert str(refused.value) == (
        "points: error[no-direction]: no value of reports_to is better than another, so no points "
        "can be suggested\n     = give some, as in: ceo=1"
    )


@pytest.mark.parametrize(
    ("by", "points", "message"),
    [
        ("reports_to", {"cto": 1}, "'cto'"),
        ("reports_to", {"cmo": 0}, "every value of reports_to carries the same points"),
        ("levels_below_ceo", {"9": 1}, "'9' is no part of 1 to 6"),
        ("levels_below_ceo", {"1": 1}, "'2' of levels_below_ceo has no points"),
        ("charter_elements", {"scope": 1}, "'scope' is no part of 0 to 3"),
    ],
)
def test_points_that_do_not_fit_the_fact_are_refused(
    by: str, points: dict[str, int], message: str
) -> None:
    with pytest.raises(MandateError, match=message) as refused:
        drafted(load_pack(PACKS["tiny"]), by, points)
    assert refused.value.exit_code == 2


def test_a_rule_that_would_not_fit_the_pack_is_not_written() -> None:
    with pytest.raises(PackError, match="stands in a file named"):
        drafted(load_pack(PACKS["tiny"]), "dedicated_budget", {}, "new/other.yaml")
