"""The explanation for a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate import Pack, explain, load_case
from mandate.cli.output import style
from mandate.pack.model import Pack as AnyPack
from mandate.report import explanation_text
from mandate.report.derivation_text import Trees
from tests.helpers import ROOT, changed, fact, golden, make_pack, rule, vocabulary
from tests.promises.generated import pack_named
from tests.report.test_text import ANSI, wide

CASES = sorted((ROOT / "cases").glob("*/*.yaml"))
OPEN = {"facts": {"dedicated_budget": "yes", "team_size": "not_known", "levels_below_ceo": 4}}
SUBJECTS = ("", "figurehead", "finding:powerless", "authority", "small-team")
KNOWN = {
    "flag": "yes",
    "other_flag": "yes",
    "scale": "b",
    "reverse": "a",
    "wanted": "fancy",
    "offered": "fancy_blue",
    "number": 30,
    "months": 12,
    "items": {"w": "yes", "x": "yes", "y": "no", "z": "no"},
    "nested": "b",
    "deeper": 2,
}
UNSURE = {
    "facts": {"flag": "not_known", "items": {"w": "yes"}, "number": {"between": [10, 40]}},
    "respondents": {"ceo": {"scale": "a"}, "hr": {"scale": "e", "other_flag": "no"}},
}


def trees(case: dict[str, object], pack: AnyPack) -> str:
    """Return the tree of every rule of a pack."""
    return "".join(f"{line}\n" for line in Trees(explain(case, pack=pack)).lines(pack.rules))


@pytest.mark.parametrize(
    ("name", "case"),
    [("known", {"facts": KNOWN}), ("unsure", UNSURE)],
)
def test_every_operator_renders_as_in_the_golden_text(name: str, case: dict[str, object]) -> None:
    assert trees(case, pack_named("operators")) == golden(f"explain-operators-{name}.txt")


def test_the_explanations_of_a_case_are_the_golden_ones(tiny: Pack, case_file: Path) -> None:
    cases = (load_case(case_file), OPEN)
    rendered = [
        f"== {subject or 'the case'}\n" + explanation_text.render(explain(case, subject, tiny))
        for case in cases
        for subject in SUBJECTS
    ]
    assert "\n".join(rendered) == golden("explain-tiny.txt")


@pytest.mark.parametrize("path", CASES[::4], ids=lambda path: path.stem)
def test_no_line_is_wider_than_80_columns_nor_ends_in_spaces(path: Path) -> None:
    names = explain(path)
    for subject in ("", *(one.entry.id for one in names.drivers), names.silent[0], "terrain.rough"):
        text = explanation_text.render(explain(path, subject))
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        for line in text.splitlines():
            assert wide(line) <= 80
            assert line == line.rstrip()


def test_colour_adds_nothing_but_colour(tiny: Pack, case_file: Path) -> None:
    for subject in SUBJECTS:
        explanation = explain(case_file, subject, tiny)
        plain, styled = (explanation_text.render(explanation, *one) for one in ((), (style,)))
        assert "\x1b" not in plain
        assert ANSI.sub("", styled) == plain


def test_a_rule_met_again_is_not_told_again(tmp_path: Path) -> None:
    then, powerless = "{risk: {driver: resources, points: 1}}", "{finding: powerless}"
    twice = rule(
        "twice", then, f"{{any: [{powerless}, {{all: [{powerless}, {{reports_to: ceo}}]}}]}}"
    )
    pack = make_pack(tmp_path / "pack", twice)
    text = explanation_text.render(explain({"authority_type": "none"}, "twice", pack))
    assert text.count("powerless: No power of its own") == 2
    assert text.count("(explained above)") == 1
    assert text.count("Authority is at most influence only") == 1


def test_a_long_chain_of_findings_stays_within_80_columns(tmp_path: Path) -> None:
    first = rule("f0", "{concludes: f0}", "{flag: 'yes'}")
    links = [rule(f"f{n}", f"{{concludes: f{n}}}", f"{{finding: f{n - 1}}}") for n in range(1, 30)]
    declared = "".join(f"  f{n}: {{title: F{n}, meaning: It holds.}}\n" for n in range(30))
    findings = changed("findings.yaml", "findings:\n", f"findings:\n{declared}")
    pack = make_pack(tmp_path / "pack", vocabulary(fact("flag")), findings, first, *links)
    text = explanation_text.render(explain({"flag": "yes"}, "f29", pack))
    assert max(map(wide, text.splitlines())) <= 80
    told = re.findall(r"(f\d+): About f\d+( \(explained below\))?", text)
    assert {name for name, below in told if not below} == {f"f{n}" for n in range(30)}
    assert text.count("(explained below)") >= 1


def test_hostile_text_stays_text(tiny: Pack) -> None:
    case = {
        "title": "A \x1b[31mred\u202e case",
        "respondents": {"the \x1b[2Jceo": {"dedicated_budget": "no"}},
        "facts": {"authority_type": {"value": "none", "phrase": "\x1b[31m"}},
    }
    for subject in SUBJECTS:
        text = explanation_text.render(explain(case, subject, tiny))
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_of_a_case_of_which_nothing_is_known_nothing_fires(tiny: Pack) -> None:
    text = explanation_text.render(explain({"facts": {}}, pack=tiny))
    assert "WHAT FIRES (0 of 5 rules)\nNothing.\n" in text
    assert "AN ANSWER SAYS NO" not in text


def test_of_the_rules_that_conclude_a_finding_those_that_fire_come_first() -> None:
    explanation = explain({"months": 12}, "finding:branch", pack_named("operators"))
    text = explanation_text.render(explanation)
    assert text.split("\n\n")[2].startswith("fires    branching: ")
