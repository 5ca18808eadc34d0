"""Loading a pack from its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, PackError, load_pack
from mandate.pack.discover import open_pack, shipped, shipped_folder
from mandate.pack.load import load_folder
from mandate.pack.model import Notes
from tests.helpers import TINY, changed, copy_tiny, fact, make_pack, rule, vocabulary


def test_a_pack_is_what_its_files_say(tiny: Pack) -> None:
    assert (tiny.id, tiny.version, tiny.base, tiny.scale) == ("tiny", "1.0.0", -300, 50)
    assert [(band.id, band.start) for band in tiny.bands] == [
        ("low", None),
        ("moderate", -300),
        ("high", 50),
    ]
    assert [(d.id, d.risk, d.relief) for d in tiny.drivers.values()] == [
        ("authority", 6, -4),
        ("resources", 4, -4),
    ]
    assert list(tiny.findings) == ["powerless"]
    assert list(tiny.applies) == ["team_size"]
    assert len(tiny.impossible) == 1
    assert tiny.calibrated is False


def test_a_rule_is_what_its_file_says(tiny: Pack) -> None:
    rule_ = tiny.rules["figurehead"]
    assert (rule_.driver, rule_.points, rule_.floor) == ("authority", 3, "high")
    assert rule_.absorbs == ("authority-type", "dedicated-budget")
    assert [(remedy.cures, remedy.owner, remedy.effort) for remedy in rule_.remedies] == [
        ((("dedicated_budget", "yes"),), "CFO", "high"),
        ((), "CEO", "low"),
    ]
    assert [(one.source, one.quote) for one in rule_.sources] == [
        ("S0", "lack of a serious mandate")
    ]
    assert tiny.rules["authority-type"].possible_points == (-2, 2, 4)
    assert tiny.rules["powerless"].concludes == ("powerless",)


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (-5000, "low"),
        (-301, "low"),
        (-300, "moderate"),
        (49, "moderate"),
        (50, "high"),
        (9999, "high"),
    ],
)
def test_bands_cover_every_total_and_start_where_they_say(
    tiny: Pack, total: int, band: str
) -> None:
    assert tiny.band_of(total).id == band


def test_a_rule_may_stand_in_any_folder_but_the_vocabularys(tmp_path: Path) -> None:
    where = rule("more", "{risk: {driver: resources, points: 1}}", "{reports_to: cmo}")
    pack = make_pack(tmp_path / "a", where)
    assert "more" in pack.rules
    deeper = {f"extra/deeper/{name}": text for name, text in where.items()}
    with pytest.raises(PackError, match="this file would not be read"):
        make_pack(tmp_path / "b", deeper)
    with pytest.raises(PackError, match="this file would not be read"):
        make_pack(tmp_path / "c", {"money/other.yml": next(iter(where.values()))})


def test_facts_may_be_spread_over_files(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack", vocabulary(fact("zebra"), fact("aardvark")))
    names = list(pack.vocabulary.facts)
    assert names == sorted(names)
    assert pack.fact("zebra").theme == "more"


def test_a_fact_may_rest_on_one_that_applies_conditionally(tmp_path: Path) -> None:
    files = vocabulary(
        fact("a_third", applies_when='{b_second: "yes"}'),
        fact("b_second", applies_when="{reports_to: cmo}"),
    )
    pack = make_pack(tmp_path / "pack", files)
    assert set(pack.applies) == {"team_size", "a_third", "b_second"}
    assert "Applies" in type(pack.applies["a_third"]).__name__


def test_examples_are_run_when_a_pack_is_loaded(tmp_path: Path) -> None:
    wrong = changed(
        "money/small-team.yaml", "team_size: 5}, gives: fires", "team_size: 5}, gives: open"
    )
    folder = copy_tiny(tmp_path / "pack", wrong)
    with pytest.raises(PackError, match=r"example 'five people' of small-team gives 'fires'"):
        load_pack(folder)
    assert load_folder(folder, examples=False).rules["small-team"].examples == ()


def test_a_version_is_written_in_the_digits_of_semver(tmp_path: Path) -> None:
    wrong = changed("pack.yaml", "version: 1.0.0", "version: 1.1٢.0")
    with pytest.raises(PackError, match=r"'1\.1٢\.0' is no version"):
        load_pack(copy_tiny(tmp_path / "pack", wrong))


def test_a_pack_without_its_examples_has_the_same_digest(tiny: Pack) -> None:
    assert load_folder(TINY, examples=False).digest == tiny.digest


NOTES = "points_because: It weighs double.\nreworded: >-\n  It read the team\n\n  as well.\n"


def test_notes_are_read_with_the_examples_alone(tmp_path: Path) -> None:
    files = changed("money/small-team.yaml", "because: A team", f"{NOTES}because: A team")
    folder = copy_tiny(tmp_path / "pack", files)
    read = load_folder(folder).rules["small-team"]
    assert read.notes == Notes("It weighs double.", "It read the team as well.")
    unread = load_folder(folder, examples=False).rules["small-team"]
    assert unread == read._replace(notes=Notes("", ""), examples=())


def test_the_reasons_for_the_numbers_are_those_the_pack_gives(tiny: Pack, tmp_path: Path) -> None:
    assert tiny.base_because == "Chosen so that the numbers are easy to follow."
    assert tiny.scale_because == "Half, so that halves are exercised."
    assert tiny.weights_because == ""
    reason = changed("pack.yaml", "scale: 0.5\n", "scale: 0.5\nweights_because: By rote.\n")
    assert make_pack(tmp_path / "pack", reason).weights_because == "By rote."


def test_a_page_about_the_pack_may_stand_beside_its_files(tiny: Pack, tmp_path: Path) -> None:
    pages = dict.fromkeys(("README.md", "money/README.md", "vocabulary/README.md"), "# {: [\n")
    assert make_pack(tmp_path / "pack", pages).digest == tiny.digest


def test_an_example_may_rest_on_what_other_rules_conclude(tmp_path: Path) -> None:
    wrong = changed(
        "mandate/figurehead.yaml",
        "dedicated_budget: no}, gives: fires",
        "charter_elements: not_known, dedicated_budget: no}, gives: fires",
    )
    assert make_pack(tmp_path / "pack", wrong)


def test_an_example_may_have_respondents(tmp_path: Path) -> None:
    more = rule("more", "{risk: {driver: resources, points: 1}}", "{disputed: reports_to}")
    name, text = more.popitem()
    text = text.replace(
        "{name: nobody asked, facts: {}, gives: open}",
        "{name: two, respondents: {a: {reports_to: ceo}, b: {reports_to: cmo}}, gives: fires}",
    )
    assert make_pack(tmp_path / "pack", {name: text}).rules["more"]


def test_the_shipped_packs_are_found_by_name() -> None:
    assert "cx-leader" in shipped()
    assert open_pack("cx-leader") is open_pack("cx-leader")


def test_every_shipped_pack_holds_with_its_examples() -> None:
    for name in shipped():
        pack = load_folder(shipped_folder() / name)
        assert pack.digest == open_pack(name).digest
        for one in pack.rules.values():
            assert {example.gives for example in one.examples} >= {"fires"}, one.id


def test_a_relative_pack_is_looked_up_beside_its_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_tiny(tmp_path / "packs" / "mine")
    monkeypatch.chdir(tmp_path)
    assert open_pack("packs/mine").id == "tiny"
    assert open_pack("mine", beside=tmp_path / "packs").id == "tiny"
    with pytest.raises(PackError, match="there is no pack 'mine'"):
        open_pack("mine")


@pytest.mark.parametrize("name", ["", ".", "..", "nowhere", "cx-leaders", "pack.yaml", "a\0b"])
def test_what_is_no_pack_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    with pytest.raises(PackError) as raised:
        open_pack(name)
    assert [fault.code for fault in raised.value.faults] == ["unknown-pack"]


def test_a_rule_whose_list_of_absorbed_rules_is_empty_absorbs_nothing(tmp_path: Path) -> None:
    more = rule(
        "more", "{risk: {driver: resources, points: 1}}", "{reports_to: cmo}", "absorbs: []\n"
    )
    assert make_pack(tmp_path / "pack", more).rules["more"].absorbs == ()


def test_one_rule_may_conclude_several_findings(tmp_path: Path) -> None:
    findings = {
        "findings.yaml": (TINY / "findings.yaml").read_text() + "  b: {title: B, meaning: B.}\n"
    }
    more = rule("more", "{concludes: [b, powerless]}", "{reports_to: cmo}")
    assert make_pack(tmp_path / "pack", findings, more).rules["more"].concludes == (
        "b",
        "powerless",
    )
