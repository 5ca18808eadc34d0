"""Promise 9 on packs that break it: cures that do not work where they are offered."""

from __future__ import annotations

from pathlib import Path

from tests.helpers import changed, fired, make_pack, rule
from tests.proofs.helpers import assessed, broken, is_refused


def _curing(when: str, cure: str, *, points: int = 1) -> dict[str, str]:
    remedy = f"remedies: [{{cures: {cure}, text: Do it.}}]\n"
    return rule("extra", f"{{risk: {{driver: authority, points: {points}}}}}", when, remedy)


STEPS = changed(
    "vocabulary/all.yaml",
    "    levels: {ceo: The chief executive, cmo: The marketing chief, other: Anyone else}\n",
    "    levels: {ceo: The chief executive, cmo: The marketing chief, other: Anyone else}\n"
    "    change:\n"
    "      ceo: {effort: high, owner: CEO, when: before_search}\n"
    "      other: {effort: high, owner: CEO, when: before_search}\n",
)


def test_a_cure_that_leaves_the_rule_firing_is_caught(tmp_path: Path) -> None:
    extra = _curing("{reports_to: {one_of: [cmo, other]}}", "{reports_to: other}")
    pack = make_pack(tmp_path / "pack", STEPS, extra)
    breach = broken(pack, "cures")["extra, cured by reports_to: other"]
    assert breach.message == "the rule still fires, with +1 points after +1"
    for case in (breach.case, breach.after):
        assert fired(assessed(case, pack, tmp_path))["extra"] == 1


def test_a_cure_that_takes_a_graded_rule_no_lower_is_caught(tmp_path: Path) -> None:
    wrong = changed("mandate/authority-type.yaml", "process: 0, line: -2", "process: 4, line: -2")
    silent = {name: text.replace("gives: silent", "gives: fires") for name, text in wrong.items()}
    pack = make_pack(tmp_path / "pack", silent)
    breach = broken(pack, "cures")["authority-type, cured by authority_type: process"]
    points = [
        fired(assessed(case, pack, tmp_path))["authority-type"]
        for case in (breach.case, breach.after)
    ]
    assert points[1] >= points[0]


def test_a_cure_that_raises_the_total_is_caught(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path / "pack",
        STEPS,
        _curing("{reports_to: cmo}", "{reports_to: ceo}"),
        rule("worse", "{risk: {driver: resources, points: 3}}", "{reports_to: ceo}"),
    )
    breach = broken(pack, "cures")["extra, cured by reports_to: ceo"]
    before, after = (assessed(case, pack, tmp_path) for case in (breach.case, breach.after))
    assert "extra" not in fired(after)
    assert after.total > before.total


def test_a_cure_that_always_leads_to_what_cannot_be_is_caught(tmp_path: Path) -> None:
    when = "{all: [{reports_to: cmo}, {levels_below_ceo: {at_least: 3}}]}"
    pack = make_pack(tmp_path / "pack", STEPS, _curing(when, "{reports_to: ceo}"))
    breach = broken(pack, "cures")["extra, cured by reports_to: ceo"]
    assert breach.message == "wherever the rule fires, the cure leads to what cannot be"
    facts = "title: A case\nfacts: {reports_to: ceo, levels_below_ceo: 3}\n"
    assert is_refused(facts, pack, tmp_path)


def test_a_cure_has_to_work_only_where_it_is_offered(tmp_path: Path) -> None:
    relieving = _curing("{reports_to: {one_of: [cmo, other]}}", "{reports_to: other}", points=-1)
    assert broken(make_pack(tmp_path / "pack", STEPS, relieving), "cures") == {}


def test_a_cure_of_several_facts_leaves_out_those_that_are_good_enough(tmp_path: Path) -> None:
    when = "{any: [{reports_to: cmo}, {authority_type: none}]}"
    cure = "{reports_to: other, authority_type: process}"
    pack = make_pack(tmp_path / "pack", STEPS, _curing(when, cure))
    assert broken(pack, "cures") == {}  # to the letter it would take line authority away
