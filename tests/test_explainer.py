"""Explaining a case, a rule, a finding or a driver."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import mandate
from mandate import Explanation, Pack, RequestError, explain
from mandate.explanation import Derivation
from mandate.serialization import from_json
from tests.helpers import ROOT, changed, fact, known_beside, make_pack, rule, vocabulary
from tests.promises.generated import pack_named

WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}
LARKMERE = ROOT / "cases" / "examples" / "larkmere-telecom.yaml"


def nodes(tree: Derivation) -> list[Derivation]:
    return [tree, *(below for child in tree.children for below in nodes(child))]


def test_a_case_is_explained_by_all_its_rules(tiny: Pack) -> None:
    explanation = explain(WORST, pack=tiny)
    assert explanation.subject == ("case", "", "")
    assert [one.rule for one in explanation.rules] == list(tiny.rules)
    assert [one.entry.id for one in explanation.drivers] == list(tiny.drivers)
    assert [(one.id, one.outcome) for one in explanation.findings] == [("powerless", "holds")]


def test_a_rule_comes_with_the_rules_behind_its_findings(tiny: Pack) -> None:
    explanation = explain(WORST, "figurehead", tiny)
    assert explanation.subject == ("rule", "figurehead", "A title without means")
    assert [one.rule for one in explanation.rules] == ["powerless", "figurehead"]
    assert [one.entry.id for one in explanation.drivers] == ["authority"]
    finding = next(one for one in nodes(explanation.rule("figurehead").condition) if one.finding)
    assert finding.actual[0].by == ("powerless",)


def test_a_finding_comes_with_the_rules_that_conclude_it(tiny: Pack) -> None:
    explanation = explain({"authority_type": "line"}, "powerless", tiny)
    assert explanation.subject.kind == "rule"
    explanation = explain({"authority_type": "line"}, "finding:powerless", tiny)
    assert explanation.subject == ("finding", "powerless", "The role has no power of its own")
    assert explanation.findings[0].outcome == "does not hold"
    assert explanation.findings[0].rules == ("powerless",)
    assert explanation.drivers == ()


def test_a_driver_comes_with_its_rules_and_those_behind_them(tiny: Pack) -> None:
    explanation = explain(WORST, "authority", tiny)
    assert explanation.subject.kind == "driver"
    (driver,) = explanation.drivers
    assert driver.rules == ("authority-type", "figurehead")
    assert driver.entry.uncapped == sum(explanation.rule(one).points for one in driver.rules)
    assert "powerless" in [one.rule for one in explanation.rules]


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        ("figurhead", "no rule, finding or driver 'figurhead'", "did you mean 'figurehead'?"),
        ("rule:autority", "no rule 'autority'", "did you mean 'authority-type'?"),
        ("driver:figurehead", "no driver 'figurehead'", "expected one of: authority"),
        ("x:figurehead", "no rule, finding or driver 'x:figurehead'", "did you mean 'figurehead'?"),
        ("team_size", "no rule, finding or driver 'team_size'", "read it: small-team"),
        ("reports_to", "no rule, finding or driver 'reports_to'", "read it: none"),
    ],
)
def test_what_is_not_there_is_refused_with_a_suggestion(
    asked: str, message: str, hint: str, tiny: Pack
) -> None:
    with pytest.raises(RequestError) as raised:
        explain(WORST, asked, tiny)
    (fault,) = raised.value.faults
    assert fault.message == f"the pack tiny has {message}"
    assert hint in fault.hint


def test_an_explanation_survives_json_and_satisfies_its_schema(tiny: Pack) -> None:
    shipped = Path(mandate.__file__).with_name("schema") / "explanation.json"
    schema = json.loads(shipped.read_text(encoding="utf-8"))
    for case, pack in ((WORST, tiny), (LARKMERE, None)):
        explanation = explain(case, pack=pack)
        assert from_json(Explanation, explanation.to_json()) == explanation
        jsonschema.validate(json.loads(explanation.to_json()), schema)


def test_who_said_it_stands_in_every_node() -> None:
    explanation = explain(LARKMERE, "figurehead")
    leaves = [one for one in nodes(explanation.rule("figurehead").condition) if not one.children]
    assert [known_beside(one)[0].by[0].source for one in leaves] == [
        "job-description",
        "finance-talk",
        "ceo-talk",
    ]


def test_of_a_checklist_only_what_was_said_of_the_item_is_told() -> None:
    case = {"respondents": {"ceo": {"items": {"w": "not_known", "x": "yes"}}}}
    lacks = explain(case, "lacks", pack_named("operators")).rule("lacks").condition
    assert [(one.by, one.item, one.words) for one in known_beside(lacks)[0].by] == [
        ("ceo", "w", "not known")
    ]


def test_the_points_a_rule_could_add_are_those_that_are_still_possible(tiny: Pack) -> None:
    facts = {"facts": {"authority_type": {"one_of": ["influence_only", "process"]}}}
    open_rule = explain(facts, "authority-type", tiny).rule("authority-type")
    assert (open_rule.outcome, open_rule.points, open_rule.possible) == ("open", 0, (2,))
    silent = explain({"authority_type": "process"}, "authority-type", tiny).rule("authority-type")
    assert (silent.outcome, silent.possible) == ("silent", (-2, 2, 4))
    assert explain(WORST, "powerless", tiny).rule("powerless").possible == ()


def test_a_chain_of_findings_that_doubles_at_each_step_is_explained_at_once(
    tmp_path: Path,
) -> None:
    first = rule("f0", "{concludes: f0}", "{flag: 'yes'}")
    both = "{{all: [{{finding: {0}}}, {{finding: {0}}}]}}"
    links = [rule(f"f{n}", f"{{concludes: f{n}}}", both.format(f"f{n - 1}")) for n in range(1, 40)]
    declared = "".join(f"  f{n}: {{title: F{n}, meaning: It holds.}}\n" for n in range(40))
    findings = changed("findings.yaml", "findings:\n", f"findings:\n{declared}")
    pack = make_pack(tmp_path / "pack", vocabulary(fact("flag")), findings, first, *links)
    explanation = explain({"flag": "no"}, "f39", pack)
    assert len(explanation.rules) == 40
    assert [one.rule for one in explanation.rule("f39").lacking] == ["f0"]
