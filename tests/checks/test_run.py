"""Faults of reading and of checks come out together, as far as a pack can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate.checks import diagrams
from mandate.checks.run import check_folder
from mandate.pack.load import load_folder
from tests.checks.planted import (
    CLEAN,
    changed,
    checked,
    clean_pack,
    codes_of,
    mended_files,
    wrong_files,
)
from tests.helpers import ROOT

SECTOR = "    where: sector\n"
SMALL = "money/small-team.yaml"


def test_a_fault_of_one_rule_hides_nothing_of_the_others(tmp_path: Path) -> None:
    report = checked(
        tmp_path / "pack",
        wrong_files("unknown-fact"),  # of small-team
        wrong_files("cure-fails") | wrong_files("no-grade"),
    )
    assert {"unknown-fact", "no-grade"} <= codes_of(report)
    assert "fact-unread" not in codes_of(report)  # small-team would have read it
    assert "suppression-unused" not in codes_of(report)
    assert report.unchecked.startswith("what needs every rule was not checked")


def test_what_no_finding_decides_is_checked_beside_a_rule_that_cannot_be_read(
    tmp_path: Path,
) -> None:
    broken = wrong_files("unknown-fact")
    never = wrong_files("rule-never-fires")
    report = checked(tmp_path / "pack", broken, never)
    assert "the rule 'mandate-strong' can never fire" in "".join(map(str, report.faults))
    assert "the rule 'backed' can never fire" not in "".join(map(str, report.faults))


def test_an_example_that_does_not_hold_leaves_the_rules_to_be_checked(tmp_path: Path) -> None:
    report = checked(tmp_path / "pack", wrong_files("example"), wrong_files("no-grade"))
    assert codes_of(report) == {"example", "few-examples", "no-grade"}
    assert report.unchecked == ""


def test_a_fault_of_the_vocabulary_leaves_the_files_of_rules_to_be_read(tmp_path: Path) -> None:
    files = [wrong_files("levels"), wrong_files("duplicate-key")]
    report = checked(tmp_path / "pack", *files)
    assert codes_of(report) == {"levels", "duplicate-key"}
    assert report.unchecked.startswith("no rule was checked")


def test_rules_are_not_judged_on_facts_whose_conditions_cannot_be_read(tmp_path: Path) -> None:
    report = checked(tmp_path / "pack", wrong_files("applies-cycle"), wrong_files("cure-fails"))
    assert codes_of(report) == {"applies-cycle"}
    assert report.unchecked.startswith("no rule was checked")


def test_a_header_that_is_no_yaml_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    report = checked(tmp_path / "pack", {"pack.yaml": "id: [\n"}, wrong_files("duplicate-key"))
    assert codes_of(report) == {"yaml-syntax", "duplicate-key"}


def test_faults_stand_by_file_line_and_column(tmp_path: Path) -> None:
    report = checked(tmp_path / "pack", wrong_files("no-grade"), wrong_files("cap-never-binds"))
    places = [fault.location[:3] for fault in report.faults]
    assert places == sorted(places)
    assert len(places) >= 2


def test_a_suppression_names_the_check_and_the_thing_and_nothing_else(tmp_path: Path) -> None:
    line = "  - {code: few-examples, where: small-team, because: It is being written.}\n"
    suppress = changed("pack.yaml", ("suppress:\n", f"suppress:\n{line}"))
    wrong = wrong_files("few-examples")
    report = checked(tmp_path / "a", suppress, wrong)
    assert codes_of(report) == set()
    reasons = {one.fault.code: one.because for one in report.suppressed}
    assert reasons["few-examples"] == "It is being written."
    other = {"pack.yaml": suppress["pack.yaml"].replace("where: small-team", "where: backed")}
    assert codes_of(checked(tmp_path / "b", other, wrong)) == {"few-examples", "suppression-unused"}


def test_a_suppression_may_name_several_things_and_each_must_need_it(tmp_path: Path) -> None:
    line = "  - {code: few-examples, where: [small-team, backed], because: It is being written.}\n"
    suppress = changed("pack.yaml", ("suppress:\n", f"suppress:\n{line}"))
    report = checked(tmp_path / "pack", suppress, wrong_files("few-examples"))
    (fault,) = report.faults
    assert fault.message == "no 'few-examples' is found with 'backed'"
    assert fault.location.excerpt[fault.location.column - 1 :].startswith("backed]")


def test_a_suppression_of_what_is_not_there_is_told_the_nearest_name(tmp_path: Path) -> None:
    report = checked(tmp_path / "pack", changed("pack.yaml", (SECTOR, "    where: sectors\n")))
    (fault,) = [one for one in report.faults if one.code == "suppression-unused"]
    assert fault.message == "there is no rule, fact, finding, driver or band 'sectors'"
    assert fault.hint == "did you mean 'sector'?"


@pytest.mark.parametrize("key", ["code: fact-unread", "where: sector"])
def test_a_suppression_without_one_of_its_parts_is_refused(key: str, tmp_path: Path) -> None:
    name, value = key.split(": ")
    report = checked(tmp_path / "pack", changed("pack.yaml", (key, f"{name}s: {value}")))
    assert {"missing-key", "unknown-key"} <= codes_of(report)
    text = changed("pack.yaml", ("    because: It is asked", "    cause: It is asked"))
    assert "a suppression needs 'because'" in str(checked(tmp_path / "b", text).faults)


def test_a_fault_of_reading_cannot_be_suppressed(tmp_path: Path) -> None:
    report = checked(tmp_path / "p", changed("pack.yaml", ("code: fact-unread", "code: quote")))
    assert "unknown-check" in codes_of(report)


def test_suppressions_are_no_part_of_what_a_pack_means(tmp_path: Path) -> None:
    text = (CLEAN / "pack.yaml").read_text(encoding="utf-8").split("suppress:")[0]
    folder = clean_pack(tmp_path / "pack", {"pack.yaml": text})
    assert load_folder(folder).digest == load_folder(CLEAN).digest
    assert codes_of(check_folder(folder)) == {"fact-unread"}


def _too_large(*_: object) -> int:
    raise diagrams.UndecidedError


@pytest.mark.parametrize(
    ("edge", "level", "message"),
    [
        ("9", "error", "no complete case falls in the band 'severe'"),
        ("2.25", "note", "no case in the band 'severe' was found in 600 sampled cases"),
    ],
)
def test_a_band_is_out_of_reach_for_sure_beyond_all_points_alone(
    edge: str, level: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    high = "  high: {from: 0.5, title: High, advice: Change the brief first.}\n"
    severe = f"  severe: {{from: {edge}, title: Severe, advice: Do not hire.}}\n"
    pack = changed("pack.yaml", (high, high + severe), ("caps: {risk: 3, r", "caps: {risk: 5, r"))
    exact = {one.code: one.level for one in checked(tmp_path / "exact", pack).faults}
    assert exact["band-unreachable"] == "error"
    monkeypatch.setattr("mandate.checks.score._sum", _too_large)
    found = [
        (fault.level, fault.message)
        for fault in checked(tmp_path / "pack", pack).faults
        if fault.code == "band-unreachable"
    ]
    assert found == [(level, message)]


def test_a_few_sampled_cases_are_climbed_from_to_what_they_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mandate.checks.sampling.CASES", 2)
    monkeypatch.setattr("mandate.checks.score._sum", _too_large)
    found = [fault.message for fault in checked(tmp_path / "pack").faults]
    assert not any(message.startswith("the risk cap") for message in found)
    assert not any("the band 'high'" in message for message in found)


def test_what_cannot_be_decided_in_full_is_sampled_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [wrong_files("cap-never-binds"), wrong_files("rule-never-matters")]
    monkeypatch.setattr("mandate.checks.score._sum", _too_large)
    report = checked(tmp_path / "pack", *files)
    messages = {fault.code: (fault.level, fault.message) for fault in report.faults}
    assert messages["cap-never-binds"] == (
        "note",
        "the risk cap of the driver 'resources', 30, was not found to bind in 600 sampled cases",
    )
    assert messages["rule-never-matters"] == (
        "note",
        "no total and no finding was found to change without the rule 'close-to-the-money' in 300"
        " sampled cases in which it fires",
    )


def test_a_question_that_is_too_large_is_named_and_the_others_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mandate.checks.remedies._uncured", _too_large)
    report = checked(tmp_path / "pack")
    assert {(fault.code, fault.level) for fault in report.faults} == {("undecided", "note")}
    assert str(report.faults[0]).splitlines() == [
        f"{tmp_path}/pack/mandate/authority-type.yaml:1:1: note[undecided]: whether there is a"
        " 'cure-fails' at 'authority-type' is not decided here",
        "    1 | id: authority-type",
        "      | ^^ too many combinations; 'mandate pack verify' can prove more",
    ]


def test_a_pack_too_large_to_expand_is_checked_for_the_rest(tmp_path: Path) -> None:
    report = checked(tmp_path / "pack", wrong_files("undecided"), wrong_files("no-grade"))
    assert {"undecided", "no-grade"} <= codes_of(report)
    assert [fault.code for fault in report.faults].count("undecided") == 1


def test_the_shipped_pack_has_no_errors_and_the_same_faults_each_time() -> None:
    one, two = (check_folder(ROOT / "rules" / "cx-leader") for _ in range(2))
    assert one == two
    assert one.number("error") == 0


def test_the_mended_examples_are_the_clean_pack() -> None:
    assert (
        mended_files("quote").items()
        <= {
            "mandate/figurehead.yaml": (CLEAN / "mandate/figurehead.yaml").read_text(
                encoding="utf-8"
            )
        }.items()
    )
