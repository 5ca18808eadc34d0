"""The order in which rules may fire."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, PackError
from mandate.errors import Faults
from mandate.pack.order import in_firing_order
from tests.helpers import TINY, make_pack, python, rule

RISK = "{risk: {driver: resources, points: 1}}"


def findings(*names: str) -> dict[str, str]:
    declared = "".join(f"  {name}: {{title: {name}, meaning: It is.}}\n" for name in names)
    return {"findings.yaml": (TINY / "findings.yaml").read_text(encoding="utf-8") + declared}


def test_a_rule_comes_after_what_concludes_what_it_reads_then_by_id(tiny: Pack) -> None:
    assert list(tiny.rules) == [
        "authority-type",
        "dedicated-budget",
        "powerless",
        "small-team",
        "figurehead",
    ]


def test_the_order_in_which_rules_are_read_makes_no_difference(tiny: Pack) -> None:
    backwards = list(reversed(tiny.rules.values()))
    assert list(in_firing_order(backwards, Faults())) == list(tiny.rules)


def test_a_chain_of_findings_is_followed_to_its_end(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        findings("one", "two", "three"),
        rule("a-last", RISK, "{finding: three}"),
        rule("b-third", "{concludes: three}", "{finding: two}"),
        rule("c-second", "{concludes: two}", "{finding: one}"),
        rule("d-first", "{concludes: one}", "{reports_to: cmo}"),
    )
    order = list(pack.rules)
    places = [order.index(name) for name in ("d-first", "c-second", "b-third", "a-last")]
    assert places == sorted(places)


def test_a_circle_is_told_where_its_first_rule_reads_what_the_last_concludes(
    tmp_path: Path,
) -> None:
    with pytest.raises(PackError) as raised:
        make_pack(
            tmp_path / "pack",
            findings("one", "two", "three"),
            rule("a-first", "{concludes: one}", "{any: [{finding: powerless}, {finding: three}]}"),
            rule("b-second", "{concludes: two}", "{finding: one}"),
            rule("c-third", "{concludes: three}", "{finding: two}"),
        )
    (fault,) = raised.value.faults
    assert fault.message.endswith("a-first -> b-second -> c-third -> a-first")
    place = fault.location
    assert place.excerpt[place.column - 1 :].startswith("three}")


def test_a_rule_waits_for_every_rule_that_concludes_its_finding(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        findings("one"),
        rule("a-reader", RISK, "{finding: one}"),
        rule("z-concluder", "{concludes: one}", "{reports_to: cmo}"),
        rule("b-concluder", "{concludes: one}", "{reports_to: ceo}"),
    )
    order = list(pack.rules)
    assert order.index("a-reader") > order.index("z-concluder")


def test_a_cycle_is_named_from_its_first_rule_whatever_the_hash_seed(tmp_path: Path) -> None:
    with pytest.raises(PackError) as raised:
        make_pack(
            tmp_path / "pack",
            findings("one", "two", "three"),
            rule("x-rule", "{concludes: one}", "{finding: three}"),
            rule("m-rule", "{concludes: two}", "{finding: one}"),
            rule("b-rule", "{concludes: three}", "{finding: two}"),
        )
    (fault,) = [one for one in raised.value.faults if one.code == "finding-cycle"]
    assert fault.message == "findings feed themselves: b-rule -> x-rule -> m-rule -> b-rule"
    source = (
        "from mandate import load_pack, PackError\n"
        f"try: load_pack({str(tmp_path / 'pack')!r})\n"
        "except PackError as error: print(error)\n"
    )
    assert len({python(source, seed=str(seed)) for seed in range(3)}) == 1
