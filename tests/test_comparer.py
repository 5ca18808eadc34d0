"""Comparing cases, and one case under several packs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest

import mandate
from mandate import CaseError, Comparison, Pack, RequestError, WhatIf, assess, compare, what_if
from mandate.serialization import from_json
from tests.helpers import ROOT, TINY, changed, fact, make_pack, python, vocabulary
from tests.promises.generated import pack_named

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": "no"}
EXAMPLES = sorted((ROOT / "cases" / "examples").glob("*.yaml"))
SCHEMAS = Path(mandate.__file__).with_name("schema")


def kinds(
    before: Mapping[str, object], after: Mapping[str, object], pack: Pack
) -> dict[str, tuple[str, str, str]]:
    """Return how each fact differs between two cases."""
    (split,) = compare(before, after, packs=[pack]).splits
    return {one.fact: (one.kind, one.before, one.after) for one in split.facts}


def test_both_assessments_stand_whole_in_a_comparison(tiny: Pack) -> None:
    other = {"dedicated_budget": "yes"}
    comparison = compare(WORST, other, packs=[tiny])
    assert comparison.names == ("A", "B")
    assert comparison.assessments == (assess(WORST, tiny), assess(other, tiny))


def test_only_facts_that_differ_are_told(tiny: Pack) -> None:
    comparison = compare(WORST, {**WORST, "dedicated_budget": "yes"}, WORST, packs=[tiny])
    assert comparison.facts == (("dedicated_budget", "Dedicated budget", ("no", "yes", "no")),)
    assert [split.other for split in comparison.splits] == [1, 2]
    assert comparison.splits[1].parts == ()


def test_facts_become_known_are_less_known_change_or_are_recorded(tiny: Pack) -> None:
    some = {"authority_type": {"one_of": ["none", "line"]}, "team_size": 5}
    before = {"facts": {**some, "levels_below_ceo": 1, "reports_to": "not_known"}}
    after = {"facts": {"authority_type": "none", "levels_below_ceo": 2, "dedicated_budget": "yes"}}
    assert kinds(before, after, tiny) == {
        "authority_type": ("became known", "either none or line", "none"),
        "dedicated_budget": ("became known", "open", "yes"),
        "reports_to": ("recorded", "not known", "open"),
        "levels_below_ceo": ("changed", "1 levels", "2 levels"),
        "team_size": ("less known", "5 people", "open"),
    }


def test_a_dispute_is_told(tiny: Pack) -> None:
    respondents = {"ceo": {"dedicated_budget": "yes"}, "cfo": {"dedicated_budget": "no"}}
    found = kinds({"respondents": respondents}, {"dedicated_budget": "no"}, tiny)
    assert found == {"dedicated_budget": ("became known", "either no or yes (disputed)", "no")}


def test_of_a_checklist_the_items_that_differ_are_told_unless_the_counts_tell_it(
    tiny: Pack,
) -> None:
    one = {"charter_elements": {"scope": "yes", "rest": "no"}}
    two = {"charter_elements": {"measures": "yes", "rest": "no"}}
    (row,) = compare(one, two, packs=[tiny]).facts
    assert row.words == ("1 of 3 (scope: yes, measures: no)", "1 of 3 (scope: no, measures: yes)")
    (row,) = compare(one, {"charter_elements": {"scope": "no"}}, packs=[tiny]).facts
    assert row.words[1] == "0 to 2 of 3 (scope: no, measures: open, skills: open)"


def test_of_many_items_that_differ_the_count_is_told_where_it_tells_them_apart() -> None:
    pack = pack_named("operators")
    one = {"items": {"w": "yes", "x": "yes", "rest": "no"}}
    two = {"items": {"y": "yes", "z": "yes", "rest": "no"}}
    (row,) = compare(one, two, packs=[pack]).facts
    assert row.words[0] == "2 of 4 (w: yes, x: yes, y: no, z: no)"
    every = {"items": dict.fromkeys("wxyz", "yes")}
    (row,) = compare({"items": {"rest": "no"}}, every, packs=[pack]).facts
    assert row.words == ("0 of 4", "4 of 4")


def test_findings_that_came_and_went_are_told(tiny: Pack) -> None:
    title = "The role has no power of its own"
    there, back = compare({}, WORST, packs=[tiny]), compare(WORST, {}, packs=[tiny])
    assert (there.splits[0].findings_came, there.splits[0].findings_went) == ((title,), ())
    assert (back.splits[0].findings_came, back.splits[0].findings_went) == ((), (title,))


@pytest.mark.parametrize(("cases", "packs"), [(1, 0), (1, 1), (2, 2), (0, 2)])
def test_what_cannot_be_compared_is_refused(cases: int, packs: int) -> None:
    with pytest.raises(RequestError, match="nothing to compare, or too much"):
        compare(*[WORST] * cases, packs=[TINY] * packs)


def test_cases_that_name_different_packs_are_refused(tmp_path: Path) -> None:
    make_pack(tmp_path / "pack", changed("pack.yaml", "base: -3", "base: -4"))
    for name, pack in (("a", TINY), ("b", tmp_path / "pack")):
        (tmp_path / f"{name}.yaml").write_text(f"title: A\npack: {pack}\nfacts: {{}}\n")
    with pytest.raises(RequestError, match=r"the cases name different packs: tiny 1\.0\.0"):
        compare(tmp_path / "a.yaml", tmp_path / "b.yaml")
    assert len(compare(tmp_path / "a.yaml", tmp_path / "b.yaml", packs=[TINY]).names) == 2


def test_under_two_packs_no_facts_are_told_for_the_case_is_one(tiny: Pack, tmp_path: Path) -> None:
    more = make_pack(tmp_path / "pack", vocabulary(fact("flag")))
    for packs in ([more, tiny], [tiny, more]):
        comparison = compare(WORST, packs=packs)
        assert (comparison.facts, comparison.splits[0].facts) == ((), ())


def test_a_bad_case_is_refused_with_its_faults(tiny: Pack) -> None:
    with pytest.raises(CaseError, match="the pack has no fact 'nonsense'"):
        compare(WORST, {"nonsense": 1}, packs=[tiny])


def test_many_cases_have_names_of_their_own(tiny: Pack) -> None:
    names = compare(*[WORST] * 28, packs=[tiny]).names
    assert names[:2] == ("A", "B")
    assert names[25:] == ("Z", "AA", "AB")


@pytest.mark.parametrize(("kind", "name"), [(Comparison, "comparison"), (WhatIf, "whatif")])
def test_its_json_satisfies_its_schema_and_comes_back(
    kind: type[Comparison | WhatIf], name: str
) -> None:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    made = compare(*EXAMPLES) if kind is Comparison else what_if(EXAMPLES[0], ["ambition=?"])
    assert from_json(kind, made.to_json()) == made
    jsonschema.validate(json.loads(made.to_json()), schema)


def test_explanations_and_comparisons_are_the_same_under_any_hash_seed() -> None:
    source = (
        "import hashlib, mandate\n"
        "one, two = 'cases/examples/larkmere-telecom.yaml', 'cases/examples/two-voices.yaml'\n"
        "for made in (mandate.explain(two), mandate.compare(one, two),\n"
        "             mandate.what_if(one, ['dedicated_budget=?', 'cx_definition=?'])):\n"
        "    print(hashlib.sha256(made.to_json().encode()).hexdigest())\n"
    )
    assert python(source, seed="1") == python(source, seed="2") == python(source, seed="3")
