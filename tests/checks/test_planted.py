"""Each planted fault is caught with its very message, level and position."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate.checks.run import check_folder
from mandate.checks.table import CHECKS, OTHER_LEVELS
from tests import helpers
from tests.checks.planted import EXPECTED, changed, checked, wrong_files
from tests.helpers import copy_tiny, fact, rule, vocabulary

CODES = [check.code for check in CHECKS] + list(OTHER_LEVELS)
WEAK, SMALL, BUDGET = (
    "mandate/mandate-weak.yaml",
    "money/small-team.yaml",
    "money/dedicated-budget.yaml",
)
FIGUREHEAD = "mandate/figurehead.yaml"
LESS = "  team_size: {less_than: 10}"
ANY = """    - any:
        - levels_below_ceo: {at_least: 3}
        - charter: {covers: {at_most: 1}}
"""


def messages(folder: Path, code: str, *files: dict[str, str]) -> str:
    """Return the faults of one code in the clean pack with some files changed."""
    report = checked(folder, *files)
    found = [str(fault) for fault in report.faults if fault.code == code]
    return "\n".join(found).replace(str(folder), "{pack}")


@pytest.mark.parametrize("code", CODES)
def test_a_planted_fault_is_caught_with_this_very_message(code: str, tmp_path: Path) -> None:
    found = messages(tmp_path / "pack", code, wrong_files(code))
    assert f"{found}\n" == (EXPECTED / f"{code}.txt").read_text(encoding="utf-8")


def test_every_message_belongs_to_a_check() -> None:
    assert sorted(path.stem for path in EXPECTED.glob("*.txt")) == sorted(CODES)


def test_a_rule_that_reads_a_finding_that_never_holds_can_never_fire(tmp_path: Path) -> None:
    never = changed(WEAK, (ANY, "    - authority_type: process\n"))
    assert messages(tmp_path / "pack", "rule-never-fires", never).splitlines() == [
        "{pack}/mandate/figurehead.yaml:5:16: error[rule-never-fires]: the rule 'figurehead' can"
        " never fire: the finding 'mandate.weak' never holds",
        "    5 |     - finding: mandate.weak",
        "      |                ^^^^^^^^^^^^ mend the rules that conclude it",
        "{pack}/mandate/mandate-weak.yaml:3:1: error[rule-never-fires]: the rule 'mandate-weak' can"
        " never fire: its condition contradicts itself",
        "    3 | when:",
        "      | ^^^^ loosen the condition, or leave the rule out",
    ]


def test_a_fact_that_is_not_known_satisfies_no_comparison(tmp_path: Path) -> None:
    both = changed(SMALL, (LESS, "  all: [{unknown: team_size}, {team_size: {less_than: 10}}]"))
    assert "can never fire" in messages(tmp_path / "a", "rule-never-fires", both)
    other = changed(SMALL, (LESS, "  all: [{unknown: team_size}, {reports_to: cmo}]"))
    assert messages(tmp_path / "b", "rule-never-fires", other) == ""


def test_nobody_disputes_what_nobody_could_say(tmp_path: Path) -> None:
    both = changed(SMALL, (LESS, "  all: [{unknown: sector}, {disputed: sector}]"))
    assert "can never fire" in messages(tmp_path / "a", "rule-never-fires", both)
    items = changed(SMALL, (LESS, "  all: [{unknown: charter}, {disputed: charter}]"))
    assert messages(tmp_path / "b", "rule-never-fires", items) == ""


def test_a_fact_that_does_not_apply_satisfies_no_comparison(tmp_path: Path) -> None:
    without = "  all: [{team_size: {less_than: 10}}, {dedicated_budget: no}]"
    found = messages(tmp_path / "pack", "rule-never-fires", changed(SMALL, (LESS, without)))
    assert "the rule 'small-team' can never fire" in found


def test_a_whole_rule_in_impossible_cases_alone_is_excluded(tmp_path: Path) -> None:
    excluded = "  all: [{reports_to: ceo}, {levels_below_ceo: {more_than: 4}}]"
    found = messages(tmp_path / "pack", "excluded-by-impossible", changed(SMALL, (LESS, excluded)))
    assert found.splitlines()[0] == (
        "{pack}/money/small-team.yaml:3:1: warning[excluded-by-impossible]: the rule 'small-team'"
        " fires in impossible cases alone: Who reports to the CEO sits one level below"
    )


def test_a_line_of_a_grading_that_the_guard_excludes_never_holds(tmp_path: Path) -> None:
    guarded = changed(BUDGET, ("then:\n", "when: {dedicated_budget: no}\nthen:\n"))
    found = messages(tmp_path / "pack", "part-never-holds", guarded)
    assert found.splitlines()[0] == (
        "{pack}/money/dedicated-budget.yaml:5:69: warning[part-never-holds]: 'yes' of"
        " dedicated_budget never holds beside the rest of this condition"
    )


def test_a_level_that_cannot_be_is_named_where_a_rule_lists_it(tmp_path: Path) -> None:
    listed = changed(SMALL, (LESS, "  reports_to: {one_of: [ceo, cmo]}"))
    never = changed(
        "pack.yaml",
        ("all: [{reports_to: ceo}, {levels_below_ceo: {at_least: 3}}]", "reports_to: ceo"),
    )
    found = messages(tmp_path / "pack", "excluded-by-impossible", listed, never).splitlines()
    message = (
        "warning[excluded-by-impossible]: 'ceo' of reports_to holds in impossible cases alone:"
        " Who reports to the CEO sits one level below"
    )
    assert [line for line in found if line.startswith("{pack}")] == [
        f"{{pack}}/money/reports-to.yaml:4:54: {message}",
        f"{{pack}}/money/small-team.yaml:4:3: {message}",
    ]


def test_a_line_of_a_checklists_grading_that_the_guard_excludes_never_holds(
    tmp_path: Path,
) -> None:
    then = 'then:\n  risk: {driver: resources, by: dedicated_budget, points: {"no": 3, "yes": -1}}'
    counted = "then:\n  risk: {driver: resources, by: charter, points: {under 2: 3, 2 or more: -1}}"
    guarded = changed(BUDGET, (then, "when: {charter: {has: [scope, skills]}}\n" + counted))
    found = messages(tmp_path / "pack", "part-never-holds", guarded)
    assert "'under 2' of charter never holds beside the rest of this condition" in found
    assert "2 or more" not in found.splitlines()[0]


def test_a_cap_of_nothing_on_a_side_that_does_not_count_is_no_fault(tmp_path: Path) -> None:
    pack = changed("pack.yaml", ("bands:\n", EXTRA))
    more = changed(SMALL, ("driver: resources, points: 1", "driver: extra, points: 2"))
    report = checked(tmp_path / "pack", pack, more)
    caps = [fault.message for fault in report.faults if fault.code == "cap-never-binds"]
    assert not any("'extra'" in message for message in caps)


def test_an_item_that_no_rule_reads_is_named_at_its_place(tmp_path: Path) -> None:
    measures = changed(WEAK, ("charter: {covers: {at_most: 1}}", "charter: {lacks: measures}"))
    found = messages(tmp_path / "pack", "level-unread", measures).splitlines()
    assert found[0] == (
        "{pack}/vocabulary/all.yaml:58:75: note[level-unread]: no rule reads the item 'skills' of"
        " charter"
    )
    assert len(found) == 3


def test_a_cap_that_is_reached_and_never_passed_never_binds(tmp_path: Path) -> None:
    caps = changed("pack.yaml", ("caps: {risk: 3, relief: -1}", "caps: {risk: 4, relief: -1}"))
    found = messages(tmp_path / "pack", "cap-never-binds", caps)
    assert "'resources', 4, never binds: the points go no further than 4" in found


def test_a_condition_of_some_may_hold_with_one_other_and_not_with_each(tmp_path: Path) -> None:
    some = """    - some:
        at_least: 2
        of: [{levels_below_ceo: 6}, {levels_below_ceo: 1}, {charter: {has: scope}}]
"""
    assert messages(tmp_path / "a", "part-never-holds", changed(WEAK, (ANY, some))) == ""
    alone = some.replace("{charter: {has: scope}}", "{levels_below_ceo: 2}, {levels_below_ceo: 1}")
    found = messages(tmp_path / "b", "part-never-holds", changed(WEAK, (ANY, alone)))
    assert found.count("this part never holds beside the rest") == 2  # 6 and 2, but not 1 and 1


def test_of_two_rules_that_are_the_same_the_later_is_covered(tmp_path: Path) -> None:
    twin = changed(SMALL, ("id: small-team", "id: tiny-team"))[SMALL]
    found = messages(tmp_path / "pack", "rule-covered", {"money/tiny-team.yaml": twin})
    assert found.count("warning[rule-covered]") == 1
    assert "whenever 'tiny-team' fires, 'small-team' does so too" in found


def test_a_rule_that_concludes_what_another_does_anyway_is_covered(tmp_path: Path) -> None:
    narrower = changed(
        WEAK,
        ("id: mandate-weak", "id: mandate-none"),
        ("{at_most: influence_only}", "none"),
        ("  - {name: standards of its own, facts: {authority_type: process}, gives: silent}\n", ""),
    )[WEAK]
    found = messages(tmp_path / "pack", "rule-covered", {"mandate/mandate-none.yaml": narrower})
    assert "whenever 'mandate-none' fires, 'mandate-weak' does so too" in found
    assert (
        messages(tmp_path / "b", "rule-never-matters", {"mandate/mandate-none.yaml": narrower})
        == ""
    )


def _by_levels(name: str, levels: str, then: str = "concludes: mandate.weak") -> dict[str, str]:
    """Return the file of a rule like mandate-weak that reads the levels below the CEO."""
    text = changed(
        WEAK,
        ("id: mandate-weak", f"id: {name}"),
        (ANY, f"    - levels_below_ceo: {levels}\n"),
        ("concludes: mandate.weak", then),
        ("levels_below_ceo: 4}", "levels_below_ceo: 3}"),
    )
    return {f"mandate/{name}.yaml": text[WEAK]}


def test_a_rule_whose_findings_two_others_conclude_between_them_never_matters(
    tmp_path: Path,
) -> None:
    far, near = _by_levels("mandate-weak", "{at_least: 3}"), _by_levels("near", "{at_most: 4}")
    between = _by_levels("between", "{between: [2, 5]}")
    found = messages(tmp_path / "a", "rule-never-matters", far, near, between)
    assert found.count("warning[rule-never-matters]") == 1
    assert "no total and no finding changes without the rule 'between'" in found
    assert messages(tmp_path / "b", "rule-covered", far, near, between) == ""


def test_a_floor_that_two_others_set_between_them_never_matters(tmp_path: Path) -> None:
    floor = "at_least_band: high"
    far, near = (
        _by_levels("far", "{at_least: 3}", floor),
        _by_levels("near", "{at_most: 4}", floor),
    )
    between = _by_levels("between", "{between: [2, 5]}", floor)
    found = messages(tmp_path / "pack", "rule-never-matters", far, near, between)
    assert found.count("warning[rule-never-matters]") == 1
    assert "no total and no finding changes without the rule 'between'" in found


EXTRA = """  extra:
    title: Extra
    about: For what a floor hides.
    caps: {risk: 1, relief: 0}
bands:
"""


def test_points_that_a_floor_makes_up_for_never_matter(tmp_path: Path) -> None:
    pack = changed(
        "pack.yaml", ("bands:\n", EXTRA), ("from: 0.5, title: High", "from: 2, title: High")
    )
    more = changed(
        FIGUREHEAD,
        ("id: figurehead", "id: figurehead-too"),
        ("driver: authority, points: 3", "driver: extra, points: 1"),
        ("  at_least_band: high\n", ""),
    )[FIGUREHEAD]
    files = {"mandate/figurehead-too.yaml": more}
    found = messages(tmp_path / "a", "rule-never-matters", pack, files)
    assert "no total and no finding changes without the rule 'figurehead-too'" in found
    higher = {"pack.yaml": pack["pack.yaml"].replace("from: 2, title", "from: 1, title")}
    assert messages(tmp_path / "b", "rule-never-matters", higher, files) == ""


def test_a_floor_that_every_case_reaches_anyway_never_matters(tmp_path: Path) -> None:
    floor = changed(SMALL, ("risk: {driver: resources, points: 1}", "at_least_band: moderate"))
    low = changed(
        "pack.yaml",
        ("  moderate: {from: -4,", "  moderate: {from: -12,"),
        ("base: -3", "base: 0"),
    )
    found = messages(tmp_path / "pack", "rule-never-matters", floor, low)
    assert "no total and no finding changes without the rule 'small-team'" in found


def test_a_cure_that_only_works_with_another_is_named_with_the_case_it_leaves(
    tmp_path: Path,
) -> None:
    cure = 'cures: {dedicated_budget: "yes"}'
    scope = changed(FIGUREHEAD, (cure, "cures: {charter: {scope: yes}}"))
    found = messages(tmp_path / "a", "cure-fails", scope)
    assert "this cure leaves 'figurehead' as it is in some case: " in found
    both = changed(FIGUREHEAD, (cure, 'cures: {charter: {scope: yes}, dedicated_budget: "yes"}'))
    assert messages(tmp_path / "b", "cure-fails", both) == ""


def test_a_cure_that_would_make_the_case_impossible_is_not_held_against_it(tmp_path: Path) -> None:
    files = {
        **changed(
            "vocabulary/all.yaml",
            (
                "    direction: Which line helps depends on what the brief asks.\n    ask: CEO\n"
                "    change: no\n",
                "    direction: It depends.\n    ask: CEO\n"
                "    change: {ceo: {effort: high, owner: CEO, when: before_search}}\n",
            ),
        ),
        **changed(
            WEAK,
            ("    - authority_type: {at_most: influence_only}\n", ""),
            (
                "concludes: mandate.weak",
                "concludes: mandate.weak\n  risk: {driver: authority, points: 1}",
            ),
            ("        - charter: {covers: {at_most: 1}}\n", "        - reports_to: cmo\n"),
            (
                "sources:",
                "remedies:\n  - {cures: {reports_to: ceo}, text: Report to the chief executive.}\n"
                "sources:",
            ),
        ),
    }
    assert messages(tmp_path / "pack", "cure-fails", files) == ""


OPEN = (
    "  - {name: nobody asked about the team, facts: {dedicated_budget: yes}, gives: open}\n",
    "",
)
REPORTS = changed(
    "money/reports-to.yaml",
    ("ceo: -1, cmo: 1, other: 0", "ceo: -1, cmo: 1, other: 2"),
    ("  - {name: anyone else, facts: {reports_to: other}, gives: silent}\n", ""),
)


def test_a_rule_that_only_asks_who_differs_is_never_open(tmp_path: Path) -> None:
    disputed = changed(SMALL, (LESS, "  disputed: reports_to"), OPEN)
    assert messages(tmp_path / "a", "few-examples", disputed) == ""
    compared = changed(SMALL, OPEN)
    assert "can stay open" in messages(tmp_path / "b", "few-examples", compared)


def test_a_grading_without_a_0_is_never_silent(tmp_path: Path) -> None:
    assert messages(tmp_path / "a", "few-examples", REPORTS) == ""
    asked = changed(SMALL, (LESS, "  unknown: reports_to"), OPEN)
    found = messages(tmp_path / "b", "few-examples", REPORTS, asked)
    assert "reports-to" not in found


def test_a_floor_without_a_remedy_is_a_risk_without_one(tmp_path: Path) -> None:
    floor = changed(
        SMALL,
        ("risk: {driver: resources, points: 1}", "at_least_band: moderate"),
        (
            "remedies:\n  - {text: Lend the team three people for a year., owner: COO,"
            " effort: medium, when: day_30}\n",
            "",
        ),
    )
    assert "warning[no-remedy]: the rule 'small-team'" in messages(
        tmp_path / "p", "no-remedy", floor
    )


def test_a_cure_settles_a_dispute(tmp_path: Path) -> None:
    settled = changed(
        SMALL,
        (LESS, "  disputed: dedicated_budget"),
        (
            "{text: Lend the team three people for a year., owner: COO,"
            " effort: medium, when: day_30}",
            '{cures: {dedicated_budget: "yes"}, text: Agree on the money.}',
        ),
    )
    assert messages(tmp_path / "pack", "cure-fails", settled) == ""


ASKED = {"one": "search", "two": "offer", "three": "in_post"}
REMEDY = "{text: Talk., owner: CEO, effort: low, when: day_30, stage: in_post}"


@pytest.mark.parametrize(
    ("when", "stages"),
    [
        ("{one: 'no'}", "stages 'search' and 'offer'"),
        ("{two: 'no'}", "stage 'offer'"),
        ("{unknown: two}", "stage 'offer'"),
        ("{three: 'no'}", ""),
        ("{all: [{one: 'no'}, {two: 'no'}]}", "stage 'offer'"),
        ("{any: [{one: 'no'}, {two: 'no'}]}", "stages 'search' and 'offer'"),
        ("{some: {at_least: 2, of: [{one: 'no'}, {two: 'no'}, {three: 'no'}]}}", "stage 'offer'"),
        ("{finding: backed}", "stage 'offer'"),
    ],
)
def test_each_stage_needs_a_remedy_from_the_one_on_at_which_a_rule_can_fire(
    when: str, stages: str, tmp_path: Path
) -> None:
    declared = (fact(name, stage=stage) for name, stage in ASKED.items())
    findings = "findings:\n  backed: {title: Backed, meaning: Somebody stands behind it.}\n"
    risk = "{risk: {driver: resources, points: 1}}"
    files = (
        vocabulary(*declared),
        helpers.changed("findings.yaml", "findings:\n", findings),
        rule("behind", "{concludes: backed}", "{two: 'no'}"),
        rule("also-behind", "{concludes: backed}", "{three: 'no'}"),
        rule("risky", risk, when, f"remedies: [{REMEDY}]\n"),
    )
    folder = copy_tiny(tmp_path, {name: text for one in files for name, text in one.items()})
    faults = check_folder(folder).faults
    told = [one.message for one in faults if one.code == "no-remedy-left"]
    assert told == [f"at the {stages} nothing can be done about 'risky'"] * bool(stages)


def test_of_combinations_that_exclude_the_same_the_later_is_idle(tmp_path: Path) -> None:
    first = "  - when: {all: [{reports_to: ceo}, {levels_below_ceo: {at_least: 3}}]}\n"
    because = "    because: Who reports to the CEO sits one level below.\n"
    narrow = first.replace("3", "5") + "    because: Nor five.\n"
    files = changed("pack.yaml", (first + because, narrow + first + because + first + because))
    found = messages(tmp_path / "pack", "impossible-idle", files)
    assert [line.split(":")[1] for line in found.splitlines() if line.startswith("{pack}")] == [
        "25",
        "29",
    ]
    assert "excludes no case that others do not exclude" in found


def test_the_reason_quoted_is_that_of_what_excludes_the_whole(tmp_path: Path) -> None:
    """The first combination excludes some of the cases in which the rule fires, the second all."""
    second = (
        "    because: Who reports to the CEO sits one level below.\n"
        "  - {when: {reports_to: cmo}, because: There is no such post.}\n"
    )
    header = changed("pack.yaml", (second.split("  - ")[0], second))
    within = "  all: [{reports_to: cmo}, {levels_below_ceo: {at_least: 3}}]"
    found = messages(
        tmp_path / "pack", "excluded-by-impossible", header, changed(SMALL, (LESS, within))
    )
    assert "'small-team' fires in impossible cases alone: There is no such post" in found
