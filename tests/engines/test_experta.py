"""The engine of record, and the traps of Experta that it keeps clear of."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from mandate import Pack, load_pack
from mandate.conditions.evaluate import Truth, support
from mandate.engines.compiled import compile_pack
from mandate.engines.experta import ENGINE, ExpertaEngine
from mandate.pack.inference import judge
from tests.helpers import ROOT, TINY, assess_tiny, fact, fired, known, make_pack, python, rule
from tests.helpers import vocabulary as vocabulary_of
from tests.promises import generated

RISK = "{risk: {driver: resources, points: 1}}"
WORST = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}


def test_importing_leaves_logging_and_collections_as_they_were() -> None:
    printed = python(
        "import collections, logging\n"
        "root = logging.getLogger()\n"
        "kept = logging.NullHandler(); root.addHandler(kept); root.setLevel(logging.ERROR)\n"
        "import mandate\n"
        "mandate.assess({'ambition': 'improve'}, 'cx-leader')\n"
        "print(root.handlers == [kept], root.level == logging.ERROR)\n"
        "print(hasattr(collections, 'Mapping'))\n"
    )
    assert printed == "True True\nFalse\n"


def test_importing_adds_no_handler_where_there_was_none() -> None:
    printed = python(
        "import logging, mandate\n"
        "mandate.assess({'ambition': 'improve'}, 'cx-leader')\n"
        "print(logging.getLogger().handlers)\n"
    )
    assert printed == "[]\n"


def test_nothing_of_a_case_gets_into_the_log_of_its_host() -> None:
    printed = python(
        "import logging, sys\n"
        "logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)\n"
        "import mandate\n"
        "mandate.assess({'ambition': 'transform'}, 'cx-leader')\n"
    )
    assert printed == ""


def test_a_name_that_somebody_else_put_into_collections_stays() -> None:
    printed = python(
        "import collections, collections.abc\n"
        "collections.Mapping = collections.abc.Mapping\n"
        "import mandate.engines.experta\n"
        "print(collections.Mapping is collections.abc.Mapping)\n"
    )
    assert printed == "True\n"


def test_the_engine_is_named_with_its_version() -> None:
    assert ENGINE == "experta 1.9.4"


@pytest.mark.parametrize("name", [str(TINY), "cx-leader"])
def test_no_two_rules_share_a_salience(name: str) -> None:
    pack = load_pack(name)
    rules = ExpertaEngine(compile_pack(pack)).get_rules()
    saliences = [one.salience for one in rules]
    assert len(set(saliences)) == len(rules) == len(pack.rules)
    assert saliences == sorted(saliences, reverse=True)


def test_a_rule_that_is_satisfied_twice_fires_once(tmp_path: Path) -> None:
    either = "{any: [{reports_to: cmo}, {dedicated_budget: no}, {authority_type: none}]}"
    pack = make_pack(
        tmp_path / "pack",
        rule("either", RISK, either),
        rule("both", RISK, f"{{all: [{either}, {either}]}}"),
    )
    firings = [one.rule for one in assess_tiny(pack, reports_to="cmo", **WORST).firings]
    assert len(firings) == len(set(firings))
    assert {"either", "both"} <= set(firings)


def test_a_finding_that_two_rules_conclude_fires_its_readers_once(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        rule("one-more", "{concludes: powerless}", "{dedicated_budget: no}"),
        rule("two-more", "{concludes: powerless}", "{levels_below_ceo: 4}"),
    )
    assessment = assess_tiny(pack, **WORST)
    assert [one.rule for one in assessment.firings].count("figurehead") == 1
    assert assessment.findings[0].by == ("one-more", "powerless", "two-more")


NAMES = (
    "facts",
    "agenda",
    "matcher",
    "run",
    "reset",
    "declare",
    "strategy",
    "init",
    "class",
    "engine",
    "compiled",
    "fired",
)


def test_a_rule_may_have_any_name_that_the_engine_uses_itself(tmp_path: Path) -> None:
    rules = [rule(name, RISK, "{dedicated_budget: no}") for name in NAMES]
    assessment = assess_tiny(make_pack(tmp_path / "pack", *rules), dedicated_budget=False)
    assert set(NAMES) < set(fired(assessment))


def test_a_fact_may_have_any_name_that_the_engine_uses_itself(tmp_path: Path) -> None:
    names = ("facts", "masks", "agenda", "fact__one")
    declared = vocabulary_of(*(fact(name) for name in names))
    rules = [rule(f"about-{n}", RISK, f"{{{name}: no}}") for n, name in enumerate(names)]
    assessment = assess_tiny(
        make_pack(tmp_path / "pack", declared, *rules), facts=dict.fromkeys(names, "no")
    )
    assert {f"about-{n}" for n in range(len(names))} <= set(fired(assessment))


def test_levels_named_no_yes_1_and_true_stay_apart(tmp_path: Path) -> None:
    declared = vocabulary_of(
        fact("odd", type="choice", levels="{no: A, yes: B, true: C, none: D, n1: E}")
    )
    rules = [rule(f"odd-{one}", RISK, f"{{odd: {one}}}") for one in ("no", "true", "n1")]
    pack = make_pack(tmp_path / "pack", declared, *rules)
    assert list(fired(assess_tiny(pack, odd="true"))) == ["odd-true"]
    assert list(fired(assess_tiny(pack, odd="no"))) == ["odd-no"]


def test_an_open_fact_fires_nothing_negated(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", rule("negated", RISK, "{not: {reports_to: cmo}}"))
    assert fired(assess_tiny(pack)) == {}
    assert list(fired(assess_tiny(pack, reports_to="ceo"))) == ["negated"]


def test_the_same_firings_and_bytes_under_any_hash_seed() -> None:
    source = (
        "from mandate import assess\n"
        "for case in ('larkmere-telecom', 'two-voices'):\n"
        "    a = assess(f'cases/examples/{case}.yaml')\n"
        "    print([(f.rule, f.points) for f in a.firings]); print(a.to_json())\n"
    )
    assert len({python(source, seed=str(seed), cwd=ROOT) for seed in range(4)}) == 1


def test_facts_that_rest_on_several_others_come_in_one_order_under_any_hash_seed(
    tmp_path: Path,
) -> None:
    on_all = "{all: [" + ", ".join(f'{{{name}: "yes"}}' for name in "mnopq") + "]}"
    inner = [fact(name, applies_when='{dedicated_budget: "yes"}') for name in "mnopq"]
    files = vocabulary_of(fact("a_last", applies_when=on_all), *inner)
    make_pack(tmp_path / "pack", files)
    source = (
        "from mandate import assess, load_pack\n"
        f"pack = load_pack({str(tmp_path / 'pack')!r})\n"
        "print(assess({'dedicated_budget': 'no'}, pack).to_json())\n"
    )
    assert len({python(source, seed=str(seed)) for seed in range(4)}) == 1


@pytest.mark.parametrize(
    "facts",
    [{}, WORST, {"authority_type": "line"}, {**WORST, "charter_elements": {"scope": True}}],
)
def test_the_engine_fires_what_the_evaluator_finds_true(
    tiny: Pack, facts: dict[str, object]
) -> None:
    masks = known(tiny, facts).memory.masks
    verdicts = judge(tiny.rules.values(), masks)
    expected = [
        (name, tuple(support(verdict)))
        for name, verdict in verdicts.items()
        if verdict.truth is Truth.TRUE
    ]
    fired_ = ExpertaEngine(compile_pack(tiny)).infer(masks)
    assert [(one.rule, one.support) for one in fired_] == expected


def test_an_engine_forgets_one_case_before_the_next(tiny: Pack) -> None:
    engine = ExpertaEngine(compile_pack(tiny))
    worst = known(tiny, WORST).memory.masks
    first = [tuple(one) for one in engine.infer(worst)]
    assert engine.infer(known(tiny, {}).memory.masks) == []
    assert [tuple(one) for one in engine.infer(worst)] == first


@pytest.mark.parametrize("name", ["tiny", "operators", "cx-leader"])
def test_our_loop_fires_what_the_loop_of_experta_fires(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = generated.pack_named(name)
    engine, random = ExpertaEngine(compile_pack(pack)), Random(7)
    made = (generated.known(pack, generated.partial_case(pack, random)) for _ in range(200))
    cases = [case for case in made if case is not None]
    ours = [list(engine.infer(case.memory.masks)) for case in cases]
    assert any(ours)
    monkeypatch.delattr(ExpertaEngine, "run")
    assert [list(engine.infer(case.memory.masks)) for case in cases] == ours
