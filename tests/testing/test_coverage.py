"""Coverage: what counts as seen, and that what cannot be seen is not asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate import Pack
from mandate.pack.load import load_folder
from mandate.testing.coverage import measured
from mandate.testing.results import Coverage
from tests.helpers import TINY, copy_tiny, known, rule

EXAMPLES = "examples: [{name: nobody asked, facts: {}, gives: open}]\n"


def with_rule(
    folder: Path, when: str, *examples: str, then: str = "{risk: {driver: authority, points: 1}}"
) -> Pack:
    """Return the tiny pack with a rule of some examples, which are not run."""
    files = rule("extra", then, when)
    (path,) = files
    told = [one.replace("name: one", f"name: no {number}") for number, one in enumerate(examples)]
    text = files[path].replace(EXAMPLES, f"examples: [{', '.join(told)}]\n")
    return load_folder(copy_tiny(folder, {path: text}), run=False)


def example(facts: str, gives: str = "fires") -> str:
    return f"{{name: one, facts: {{{facts}}}, gives: {gives}}}"


def of(pack: Pack, what: str, *golden: Mapping[str, object]) -> Coverage:
    found = measured(pack, [known(pack, facts).memory for facts in golden])
    return next(one for one in found if one.what == what)


def missing(pack: Pack, what: str) -> list[str]:
    return [one for one in of(pack, what).missing if one.startswith("extra")]


def test_a_rule_is_seen_to_fire_to_be_silent_and_to_be_open(tmp_path: Path) -> None:
    when = "{reports_to: cmo}"
    told = ["fire", "be open", "be silent"]
    examples = [example("reports_to: cmo"), example(""), example("reports_to: ceo")]
    for n in range(3):
        pack = with_rule(tmp_path / str(n), when, *examples[: n + 1])
        assert missing(pack, "rules") == [f"extra is never seen to {one}" for one in told[n + 1 :]]


def test_a_grading_without_a_zero_is_never_silent() -> None:
    pack = load_folder(TINY)
    assert of(pack, "rules").percent == 100
    assert not any(one.gives == "silent" for one in pack.rules["dedicated-budget"].examples)


def test_a_question_of_two_values_is_never_open(tmp_path: Path) -> None:
    said = "{name: one, facts: {reports_to: not_known}, gives: fires}"
    pack = with_rule(tmp_path, "{unknown: reports_to}", said, example(""))
    assert missing(pack, "rules") == []


def test_the_examples_of_other_rules_do_not_count(tmp_path: Path) -> None:
    """Those of dedicated-budget would leave this one open and those of figurehead make it fire."""
    pack = with_rule(tmp_path, "{levels_below_ceo: {at_least: 3}}", example("levels_below_ceo: 1"))
    assert missing(pack, "rules") == [
        "extra is never seen to fire",
        "extra is never seen to be open",
    ]


def test_a_golden_case_counts_for_every_rule(tmp_path: Path) -> None:
    pack = with_rule(tmp_path, "{reports_to: cmo}", example("reports_to: cmo"))
    facts = {"reports_to": "ceo"}
    before, after = of(pack, "rules"), of(pack, "rules", facts)
    assert "extra is never seen to be silent" in before.missing
    assert "extra is never seen to be silent" not in after.missing


def test_a_comparison_counts_only_while_the_rule_turns_on_it(tmp_path: Path) -> None:
    when = '{all: [{reports_to: cmo}, {dedicated_budget: "no"}]}'
    both_wrong = with_rule(
        tmp_path / "a", when, example('reports_to: ceo, dedicated_budget: "yes"')
    )
    assert len(missing(both_wrong, "conditions")) == 4
    one_wrong = with_rule(tmp_path / "b", when, example('reports_to: ceo, dedicated_budget: "no"'))
    assert len(missing(one_wrong, "conditions")) == 3
    fires = with_rule(tmp_path / "c", when, example('reports_to: cmo, dedicated_budget: "no"'))
    assert missing(fires, "conditions") == [
        "extra: nothing turns on 'Reporting line is cmo' being false",
        "extra: nothing turns on 'Dedicated budget is no' being false",
    ]


def test_a_comparison_beside_an_open_one_counts_where_it_alone_decides(tmp_path: Path) -> None:
    when = '{all: [{reports_to: cmo}, {dedicated_budget: "no"}]}'
    pack = with_rule(tmp_path, when, example("reports_to: ceo", "silent"))
    assert "extra: nothing turns on 'Reporting line is cmo' being false" not in missing(
        pack, "conditions"
    )


def test_of_alternatives_the_one_that_is_satisfied_alone_counts(tmp_path: Path) -> None:
    when = '{any: [{reports_to: cmo}, {dedicated_budget: "no"}]}'
    both = with_rule(tmp_path / "a", when, example('reports_to: cmo, dedicated_budget: "no"'))
    assert len(missing(both, "conditions")) == 4
    one = with_rule(tmp_path / "b", when, example('reports_to: cmo, dedicated_budget: "yes"'))
    assert len(missing(one, "conditions")) == 3


def test_of_some_the_last_that_it_takes_counts(tmp_path: Path) -> None:
    when = (
        "{some: {at_least: 2, of: [{reports_to: cmo}, {dedicated_budget: yes},"
        " {levels_below_ceo: {at_least: 3}}]}}"
    )
    facts = "reports_to: cmo, dedicated_budget: yes, levels_below_ceo: {}"
    two = with_rule(tmp_path / "a", when, example(facts.format(1)))
    assert len(missing(two, "conditions")) == 4
    three = with_rule(tmp_path / "b", when, example(facts.format(4)))
    assert len(missing(three, "conditions")) == 6


def test_bands_are_measured_by_golden_cases_alone(tiny: Pack) -> None:
    assert [one.what for one in measured(tiny, [])] == ["rules", "conditions"]
    found = of(tiny, "bands", {"dedicated_budget": "yes"})
    assert (found.seen, found.total) == (1, 3)
    assert found.missing == ("no golden case is moderate", "no golden case is high")


def test_percentages_are_rounded_down() -> None:
    assert Coverage("rules", 199, 200, ()).percent == 99
    assert Coverage("rules", 0, 0, ()).percent == 100
