"""Every mutation operator: a pack in which its mutant survives, and the example that kills it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate.pack.load import load_folder
from tests.mutation.helpers import TAIL, fate_of, mutated, subject

BOTH = "{all: [{authority_type: none}, {dedicated_budget: no}]}"
EITHER = "{any: [{authority_type: none}, {dedicated_budget: no}]}"
THREE = "[{authority_type: none}, {dedicated_budget: no}, {reports_to: cmo}]"
TWO = f"{{some: {{at_least: 2, of: {THREE}}}}}"

OF_BOTH = "in subject (of authority_type: none; dedicated_budget: no)"
ALL_TRUE = "facts: {authority_type: none, dedicated_budget: no, reports_to: cmo}, gives: fires"
FIRST = "facts: {authority_type: none, dedicated_budget: yes}"
GRADED = (
    "{risk: {driver: authority, by: levels_below_ceo, points: "
    "{under 3: -1, 3 to 4: 1, 5 or more: 2}}}"
)

CONDITIONS = {
    "drop a condition": (
        BOTH,
        "subject from subject without dedicated_budget: no",
        ALL_TRUE,
        f"{FIRST}, gives: silent",
    ),
    "drop an alternative": (
        EITHER,
        "subject from subject without authority_type: none",
        ALL_TRUE,
        f"{FIRST}, gives: fires",
    ),
    "drop one of some": (
        TWO,
        "subject from subject without authority_type: none",
        ALL_TRUE,
        "facts: {authority_type: none, dedicated_budget: no, reports_to: ceo}, gives: fires",
    ),
    "drop a finding": (
        "{all: [{finding: powerless}, {dedicated_budget: no}]}",
        "subject from subject without finding: powerless",
        "facts: {authority_type: none, levels_below_ceo: 4, dedicated_budget: no}, gives: fires",
        "facts: {authority_type: line, dedicated_budget: no}, gives: silent",
    ),
    "swap all for any": (BOTH, f"all from any {OF_BOTH}", ALL_TRUE, f"{FIRST}, gives: silent"),
    "swap any for all": (EITHER, f"any from all {OF_BOTH}", ALL_TRUE, f"{FIRST}, gives: fires"),
    "one more of some": (
        TWO,
        "some at_least: 2 from some at_least: 3 in subject "
        "(of authority_type: none; dedicated_budget: no; and 1 more)",
        ALL_TRUE,
        "facts: {authority_type: none, dedicated_budget: no, reports_to: ceo}, gives: fires",
    ),
    "one fewer of some": (
        TWO,
        "some at_least: 2 from some at_least: 1 in subject "
        "(of authority_type: none; dedicated_budget: no; and 1 more)",
        ALL_TRUE,
        "facts: {authority_type: none, dedicated_budget: yes, reports_to: ceo}, gives: silent",
    ),
    "negate a leaf": (
        EITHER,
        "is: none from not is: none in subject (authority_type)",
        ALL_TRUE,
        f"{FIRST}, gives: fires",
    ),
    "negate a group": (
        "{any: [{reports_to: cmo}, {all: [{authority_type: none}, {dedicated_budget: no}]}]}",
        "all: [authority_type: none; dedicated_budget: no] "
        "from not: {all: [authority_type: none; dedicated_budget: no]} in subject",
        ALL_TRUE,
        "facts: {authority_type: none, dedicated_budget: yes, reports_to: ceo}, gives: silent",
    ),
    "negate some": (
        f"{{any: [{{levels_below_ceo: 6}}, {{some: {{at_least: 3, of: {THREE}}}}}]}}",
        "some: {at_least: 3, of: [authority_type: none; dedicated_budget: no; and 1 more]} "
        "from not: {some: {at_least: 3, of: [authority_type: none; dedicated_budget: no; "
        "and 1 more]}} in subject",
        "facts: {levels_below_ceo: 6}, gives: fires",
        "facts: {levels_below_ceo: 1, authority_type: line, dedicated_budget: no}, gives: silent",
    ),
    "drop a not": (
        "{any: [{dedicated_budget: no}, {not: {reports_to: cmo}}]}",
        "not is: cmo from is: cmo in subject (reports_to)",
        ALL_TRUE,
        "facts: {dedicated_budget: yes, reports_to: cmo}, gives: silent",
    ),
    "a threshold of a scale": (
        "{authority_type: {at_most: influence_only}}",
        "at_most: influence_only from at_most: none in subject (authority_type)",
        "facts: {authority_type: none}, gives: fires",
        "facts: {authority_type: influence_only}, gives: fires",
    ),
    "a threshold of a number": (
        "{levels_below_ceo: {more_than: 2}}",
        "more_than: 2 from more_than: 3 in subject (levels_below_ceo)",
        "facts: {levels_below_ceo: 6}, gives: fires",
        "facts: {levels_below_ceo: 3}, gives: fires",
    ),
    "a threshold in steps, of a fact that may not apply": (
        "{team_size: {at_least: 10}}",
        "at_least: 10 from at_least: 15 in subject (team_size)",
        "facts: {dedicated_budget: yes, team_size: 20}, gives: fires",
        "facts: {dedicated_budget: yes, team_size: 10}, gives: fires",
    ),
    "a threshold under a not": (
        "{not: {levels_below_ceo: {less_than: 3}}}",
        "not less_than: 3 from not less_than: 2 in subject (levels_below_ceo)",
        "facts: {levels_below_ceo: 6}, gives: fires",
        "facts: {levels_below_ceo: 2}, gives: silent",
    ),
    "an end of a range": (
        "{levels_below_ceo: {between: [2, 4]}}",
        "between: [2, 4] from between: [2, 5] in subject (levels_below_ceo)",
        "facts: {levels_below_ceo: 3}, gives: fires",
        "facts: {levels_below_ceo: 5}, gives: silent",
    ),
    "is, widened": (
        "{authority_type: process}",
        "is: process from one_of: [influence_only, process] in subject (authority_type)",
        "facts: {authority_type: process}, gives: fires",
        "facts: {authority_type: influence_only}, gives: silent",
    ),
    "a count of a checklist": (
        "{charter_elements: {covers: {at_least: 2}}}",
        "covers: {at_least: 2, at_most: 3} from covers: {at_least: 3, at_most: 3} "
        "in subject (charter_elements)",
        "facts: {charter_elements: {scope: yes, measures: yes, skills: yes}}, gives: fires",
        "facts: {charter_elements: {scope: yes, measures: yes, skills: no}}, gives: fires",
    ),
    "an item of a checklist": (
        "{any: [{charter_elements: {has: scope}}, {dedicated_budget: no}]}",
        "has: scope from not has: scope in subject (charter_elements.scope)",
        "facts: {charter_elements: {scope: yes}, dedicated_budget: no}, gives: fires",
        "facts: {charter_elements: {scope: yes}, dedicated_budget: yes}, gives: fires",
    ),
    "a level more": (
        "{authority_type: {one_of: [none, process]}}",
        "one_of: [none, process] from one_of: [none, process, line] in subject (authority_type)",
        "facts: {authority_type: none}, gives: fires",
        "facts: {authority_type: line}, gives: silent",
    ),
    "a level fewer": (
        "{reports_to: {one_of: [ceo, cmo]}}",
        "one_of: [ceo, cmo] from one_of: [ceo] in subject (reports_to)",
        "facts: {reports_to: ceo}, gives: fires",
        "facts: {reports_to: cmo}, gives: fires",
    ),
    "a dispute": (
        "{any: [{disputed: reports_to}, {dedicated_budget: no}]}",
        "disputed from not disputed in subject (reports_to)",
        "facts: {dedicated_budget: no}, gives: fires",
        "facts: {dedicated_budget: yes}, gives: silent",
    ),
    "delete the rule": (
        BOTH,
        "subject from no rule at all",
        f"{FIRST}, gives: silent",
        ALL_TRUE,
    ),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_mutated_condition_survives_until_an_example_tells_it(name: str, tmp_path: Path) -> None:
    when, says, weak, telling = CONDITIONS[name]
    fate = fate_of(mutated(subject(tmp_path / "weak", when, weak)), says)
    assert (fate.fate, fate.by) == ("survived", "")
    assert fate.sentence == f"no example tells {says}"
    fate = fate_of(mutated(subject(tmp_path / "telling", when, weak, telling)), says)
    assert (fate.fate, fate.by) == ("killed", "example: example 1")


@pytest.mark.parametrize("name", CONDITIONS)
def test_the_example_that_is_proposed_kills_it(name: str, tmp_path: Path) -> None:
    when, says, weak, _ = CONDITIONS[name]
    fate = fate_of(mutated(subject(tmp_path / "weak", when, weak)), says)
    subject(tmp_path / "told", when, weak)
    file = tmp_path / "told/extra/subject.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"  {fate.test}\n", encoding="utf-8")
    assert fate_of(mutated(load_folder(tmp_path / "told")), says).fate == "killed"


def test_an_edge_of_a_grading_is_told_by_an_example_that_names_its_points(tmp_path: Path) -> None:
    at_three = "facts: {levels_below_ceo: 3}, gives: fires"
    says = "3: 1 from 3: -1, an edge moved, in subject (levels_below_ceo)"
    fate = fate_of(mutated(subject(tmp_path / "weak", "", at_three, then=GRADED)), says)
    assert fate.sentence == f"no example tells {says}"
    assert fate.test == (
        f"- {{name: 'tells {says}', facts: {{levels_below_ceo: 3}}, gives: fires, points: 1}}"
    )
    told = subject(tmp_path / "told", "", f"{at_three}, points: 1", then=GRADED)
    assert fate_of(mutated(told), says).by == "example: example 0"


def test_every_edge_moves_both_ways_but_for_a_line_of_one_value(tmp_path: Path) -> None:
    then = GRADED.replace("under 3: -1, 3 to 4: 1", "under 2: -1, 2 to 4: 1")
    pack = subject(tmp_path, "", "facts: {levels_below_ceo: 3}, gives: fires", then=then)
    edges = [one.says.partition(",")[0] for one in mutated(pack).fates if one.operator == "edge"]
    assert edges == ["2: 1 from 2: -1", "5: 2 from 5: 1", "4: 1 from 4: 2"]


def test_a_mutant_that_could_not_be_loaded_is_none(tmp_path: Path) -> None:
    """It would be never true, or always."""
    when = (
        "{any: [{authority_type: {less_than: influence_only}}, {levels_below_ceo: {at_most: 5}}]}"
    )
    pack = subject(tmp_path, when, "facts: {authority_type: none}, gives: fires")
    says = [one.says for one in mutated(pack).fates if one.operator == "threshold"]
    assert says == [
        "less_than: influence_only from less_than: process in subject (authority_type)",
        "at_most: 5 from at_most: 4 in subject (levels_below_ceo)",
    ]


def test_a_finding_or_an_unknown_is_never_negated(tmp_path: Path) -> None:
    when = "{all: [{finding: powerless}, {unknown: reports_to}]}"
    pack = subject(tmp_path, when, "facts: {authority_type: line}, gives: silent")
    assert [one.says for one in mutated(pack).fates if one.operator == "negate"] == []


def test_a_guarded_grading_loses_its_guard_and_never_its_grading(tmp_path: Path) -> None:
    open_ = "facts: {dedicated_budget: no}, gives: open"
    pack = subject(tmp_path, "{dedicated_budget: no}", open_, then=GRADED)
    operators = {one.operator: one.says for one in mutated(pack).fates if one.kind == "condition"}
    assert operators["drop"] == "subject from subject without dedicated_budget: no"
    assert operators["negate"] == "is: no from not is: no in subject (dedicated_budget)"
    assert "swap" not in operators


def test_a_conclusion_is_killed_by_whatever_reads_the_finding(tmp_path: Path) -> None:
    says = "concludes: idle from concluding nothing of it in subject"
    more = {
        "findings.yaml": "findings:\n  powerless: {title: P, meaning: M}\n"
        "  idle: {title: I, meaning: M}\n"
    }
    then = "{concludes: idle}"
    pack = subject(tmp_path / "idle", BOTH, ALL_TRUE, then=then, more=more)
    fate = fate_of(mutated(pack), says)
    assert fate.sentence == f"no example or golden case tells {says}"
    facts = {"authority_type": "none", "dedicated_budget": "no"}
    golden = {"facts": facts, "expect": {"findings": ["idle"]}}
    assert fate_of(mutated(pack, golden), says).by == "golden case: golden: finding idle"
    reader = (
        "id: reader\ntitle: Reader\nwhen: {finding: idle}\n"
        "then: {risk: {driver: authority, points: 1}}\nbecause: So.\nsources: [S0]\ngrade: D\n"
        "examples: [{name: idle, facts: {authority_type: none, dedicated_budget: no}, "
        "gives: fires}]\n"
    )
    more["extra/reader.yaml"] = reader
    pack = subject(tmp_path / "read", BOTH, ALL_TRUE, then=then, more=more)
    assert fate_of(mutated(pack), says).by == "example: reader: idle"


def test_no_law_kills_a_mutated_conclusion(tmp_path: Path) -> None:
    """Without its conclusion the pack would reward distance, and the law would notice."""

    def when_far(name: str, then: str, when: str = "{levels_below_ceo: {at_least: 5}}") -> str:
        return (
            f"id: {name}\ntitle: {name}\nwhen: {when}\nthen: {then}\n{TAIL}"
            "examples: [{name: near, facts: {levels_below_ceo: 1}, gives: silent}]\n"
        )

    findings = "findings:\n  powerless: {title: P, meaning: M}\n  idle: {title: I, meaning: M}\n"
    more = {
        "findings.yaml": findings,
        "extra/relief.yaml": when_far("relief", "{risk: {driver: resources, points: -1}}"),
        "extra/reader.yaml": when_far(
            "reader", "{risk: {driver: resources, points: 2}}", "{finding: idle}"
        ),
    }
    when, then = "{levels_below_ceo: {at_least: 5}}", "{concludes: idle}"
    pack = subject(tmp_path, when, "facts: {}, gives: open", then=then, more=more)
    fate = fate_of(mutated(pack), "concludes: idle from concluding nothing of it in subject")
    assert fate.fate == "survived"
    assert "expect: {findings: [idle]" in fate.test
