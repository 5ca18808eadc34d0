"""Calibrating: which cases count, on what they are rated, and what is refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mandate import CaseError, Pack, PackError
from mandate.calibration import FAVOURABLE, UNFAVOURABLE
from mandate.calibrator import calibrate, calibration_of
from mandate.case import known, load
from mandate.library import case_from
from tests.calibration_cases import (
    BAD,
    GOOD,
    INFLUENCE,
    LINE,
    NONE,
    NOTHING,
    UNCLEAR,
    published,
    write,
    write_five,
)
from tests.helpers import ROOT, TINY, changed, copy_tiny, python


@pytest.fixture(name="five")
def _five(tmp_path: Path) -> Path:
    return write_five(tmp_path / "cases")


def codes(error: CaseError | PackError) -> list[str]:
    return [fault.code for fault in error.faults]


def refused(folder: Path, pack: Pack | Path | None, second: Path | None = None) -> CaseError:
    with pytest.raises(CaseError) as raised:
        calibrate(folder, pack, second)
    return raised.value


def test_the_cases_are_counted_by_what_they_say(five: Path, tiny: Pack) -> None:
    counts = calibrate(five, tiny).counts
    assert counts._asdict() == {
        "cases": 9,
        "favourable": 3,
        "unfavourable": 2,
        "unclear": 1,
        "without_outcome": 1,
        "invented": 2,
    }


def test_a_case_is_rated_on_what_was_known_at_hire_and_on_everything(
    five: Path, tiny: Pack
) -> None:
    cases = {case.id: case for case in calibrate(five, tiny).cases}
    assert list(cases) == sorted(cases)
    assert cases["good-money-later"].at_hire == (33, -3.0, "moderate", 0)
    assert cases["good-money-later"].all_facts == (31, -3.5, "low", 1)
    assert cases["unclear"].unfavourable is None
    assert not {"without", "invented"} & set(cases)


@pytest.mark.parametrize(
    ("stage", "facts", "score"),
    [
        ("in_post", NONE, 44),
        ("in_post", "{authority_type: none}", 33),
        ("in_post", "{authority_type: {value: none, known: later}}", 33),
        ("offer", "{authority_type: none}", 44),
        ("search", "{authority_type: none}", 44),
        ("search", "{authority_type: {value: none, known: later}}", 33),
    ],
)
def test_an_answer_without_a_time_is_of_the_time_its_case_was_written(
    stage: str, facts: str, score: int, tmp_path: Path, tiny: Pack
) -> None:
    folder = write(tmp_path, {"a": published(GOOD, facts, f"stage: {stage}\n")})
    (rated,) = calibrate(folder, tiny).cases
    assert (rated.at_hire.score, rated.all_facts.score) == (score, 44)


def test_names_and_order_of_files_do_not_matter(five: Path, tiny: Pack, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    for number, path in enumerate(sorted(five.rglob("*.yaml"), reverse=True)):
        (again / f"{number}.yml").write_bytes(path.read_bytes())
    assert calibrate(again, tiny).to_json() == calibrate(five, tiny).to_json()


def test_no_cases_make_a_calibration_without_figures(tiny: Pack) -> None:
    found = calibration_of([], tiny)
    assert set(found.counts) == {0}
    assert all((sample.auc, sample.brier) == (None, None) for sample in found.samples)


def test_cases_without_an_outcome_that_counts_are_refused(tmp_path: Path, tiny: Pack) -> None:
    folder = write(
        tmp_path,
        {
            "a": "",
            "b": published(UNCLEAR, NOTHING),
            "c": "kind: worked_example\noutcome: {what: ousted}\n",
        },
    )
    assert str(refused(folder, tiny)) == (
        f"{folder}: error[no-outcomes]: no case has an outcome that counts: 1 unclear, "
        "1 without one, 1 invented\n"
        "     = write what became of the leader under 'outcome:'"
    )


def test_all_faults_of_all_cases_are_reported(five: Path, tiny: Pack) -> None:
    write(five, {"x": published("odd", "{authority_typ: none}"), "y": "facts: ["})
    (five / "z.yaml").write_text("title: y\nfacts: {reports_to: pope}\n")
    error = refused(five, tiny)
    assert codes(error) == ["choice", "unknown-fact", "yaml-syntax", "unknown-level"]
    assert [fault.location.path for fault in error.faults] == [
        str(five / name) for name in ("x.yaml", "x.yaml", "y.yaml", "z.yaml")
    ]


def test_faults_of_both_folders_are_reported_at_once(tmp_path: Path, tiny: Pack) -> None:
    first = write(
        tmp_path / "first",
        {"a": "facts: {reports_to: pope}\n", "b": "facts: [", "c": published(GOOD, LINE)},
    )
    second = write(
        tmp_path / "second",
        {"a": "facts: {authority_typ: none}\n", "b": published(GOOD, LINE), "c": "x: y\n", "d": ""},
    )
    error = refused(first, tiny, second)
    assert [(Path(fault.location.path), fault.code) for fault in error.faults] == [
        (first / "a.yaml", "unknown-level"),
        (first / "b.yaml", "yaml-syntax"),
        (second / "a.yaml", "unknown-fact"),
        (second / "c.yaml", "unknown-key"),
        (second / "d.yaml", "no-first-reading"),
    ]


def test_no_outcome_that_counts_is_told_beside_faults_of_second_readings(
    tmp_path: Path, tiny: Pack
) -> None:
    first = write(tmp_path / "first", {"a": published(UNCLEAR, LINE)})
    second = write(tmp_path / "second", {"b": "facts: ["})
    assert codes(refused(first, tiny, second)) == [
        "no-outcomes",
        "no-first-reading",
        "yaml-syntax",
    ]


def test_no_outcome_is_missed_where_a_case_cannot_be_read(tmp_path: Path, tiny: Pack) -> None:
    folder = write(tmp_path, {"a": published(UNCLEAR, LINE), "b": published("odd", LINE)})
    assert codes(refused(folder, tiny)) == ["choice"]


def test_cases_of_several_packs_are_refused_unless_one_is_named(tmp_path: Path) -> None:
    other = copy_tiny(tmp_path / "other", changed("pack.yaml", "base: -3", "base: -4"))
    cases = {
        "a": published(GOOD, LINE, f"pack: {TINY}\n"),
        "b": published(BAD, NONE, f"pack: {other}\n"),
    }
    folder = write(tmp_path / "cases", cases)
    assert str(refused(folder, None)) == (
        f"{folder / 'b.yaml'}:3:1: error[several-packs]: this case names the pack '{other}', "
        f"and another '{TINY}'\n"
        f"    3 | pack: {other}\n"
        "      | ^^^^ name one pack for all of them"
    )
    assert calibrate(folder, TINY).pack.id == "tiny"
    write(folder, {"c": published("odd", NONE, f"pack: {TINY}\n")})
    assert codes(refused(folder, None)) == ["several-packs", "choice"]


def test_a_second_reading_that_names_another_pack_is_refused_unless_one_is_named(
    tmp_path: Path,
) -> None:
    other = copy_tiny(tmp_path / "other", changed("pack.yaml", "base: -3", "base: -4"))
    first = write(tmp_path / "first", {"a": published(GOOD, LINE, f"pack: {TINY}\n")})
    second = write(tmp_path / "second", {"a": published(GOOD, LINE, f"pack: {other}\n")})
    assert str(refused(first, None, second)) == (
        f"{second / 'a.yaml'}:3:1: error[several-packs]: this case names the pack '{other}', "
        f"and another '{TINY}'\n"
        f"    3 | pack: {other}\n"
        "      | ^^^^ name one pack for all of them"
    )
    assert calibrate(first, TINY, second).agreement is not None


def test_the_cases_may_name_the_pack_each_from_where_it_stands(tmp_path: Path) -> None:
    copy_tiny(tmp_path / ".mine")
    cases = {
        "a": published(GOOD, LINE, "pack: .mine\n"),
        "deeper/b": published(BAD, NONE, "pack: ../.mine\n"),
    }
    found = calibrate(write(tmp_path, cases))
    assert (found.pack.id, found.counts.cases) == ("tiny", 2)


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a": published(GOOD, LINE, "pack: nowhere\n")})
    for pack in (None, "nowhere"):
        with pytest.raises(PackError) as raised:
            calibrate(folder, pack)
        assert codes(raised.value) == ["unknown-pack"]


def test_second_readings_may_lie_among_the_first(five: Path, tiny: Pack) -> None:
    alone = calibrate(five, tiny)
    second = write(five / "deeper" / "second", {"good-line": published(GOOD, INFLUENCE)})
    found = calibrate(five, tiny, second)
    assert found._replace(agreement=None) == alone
    assert found.agreement is not None
    assert (found.agreement.cases, found.agreement.contradictory) == (1, 1)


def test_first_readings_may_lie_among_the_second(tmp_path: Path, tiny: Pack) -> None:
    second = write(tmp_path, {"a": published(GOOD, LINE)})
    first = write(tmp_path / "first", {"a": published(BAD, NONE)})
    found = calibrate(first, tiny, second)
    assert found.agreement is not None
    assert (found.agreement.cases, found.counts.cases) == (1, 1)


def test_readings_are_not_compared_with_themselves(five: Path, tiny: Pack) -> None:
    assert str(refused(five, tiny, five / "deeper" / "..")) == (
        f"{five / 'deeper' / '..'}: error[same-folder]: the second readings are the first ones "
        "themselves\n"
        "     = name the folder of the others"
    )


def test_a_second_folder_without_cases_is_refused(five: Path, tiny: Pack, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert codes(refused(five, tiny, tmp_path / "empty")) == ["no-cases"]
    assert codes(refused(five, tiny, tmp_path / "nowhere")) == ["not-a-folder"]


def test_the_published_cases_calibrate() -> None:
    folder = ROOT / "cases" / "published"
    cases = [load(path) for path in folder.glob("*.yaml")]
    outcomes = Counter(case.outcome.what for case in cases if case.outcome)
    found = calibrate(folder)
    assert found.counts.cases == len(cases)
    assert found.counts.favourable == sum(outcomes[what] for what in FAVOURABLE) > 0
    assert found.counts.unfavourable == sum(outcomes[what] for what in UNFAVOURABLE) > 0
    assert found.counts.unclear == outcomes[UNCLEAR]
    assert all(case.kind == "published" for case in found.cases)


@pytest.mark.parametrize("folder", ["cases/published", "cases"])
def test_the_second_readings_of_published_cases_find_their_first(folder: str) -> None:
    second = ROOT / "cases" / "second-readings"
    agreement = calibrate(ROOT / folder, second=second).agreement
    assert agreement is not None
    assert agreement.cases == len(list(second.glob("*.yaml")))


def test_calibrating_is_offered_by_the_package_and_imported_when_asked_for() -> None:
    told = python(
        "import sys, mandate\n"
        "print([name for name in sys.modules if name.startswith('mandate.calibrat')])\n"
        "print(mandate.calibrate.__module__, mandate.Calibration.__module__)\n"
        "print(hasattr(mandate, 'calibrated'))"
    )
    assert told == "[]\nmandate.calibrator mandate.calibration\nFalse\n"


def test_what_was_known_at_hire_may_be_impossible_by_itself(tiny: Pack) -> None:
    """What is learned later disputes an answer, without which the others exclude each other."""
    said = {
        "hr": {
            "reports_to": {"value": "ceo", "known": "at_hire"},
            "levels_below_ceo": {"value": "4", "known": "at_hire"},
        },
        "chief": {"levels_below_ceo": {"value": "1", "known": "later"}},
    }
    data = {"title": "A case", "stage": "in_post", "respondents": said}
    case = case_from({**data, "outcome": {"what": "left_frustrated", "confidence": "high"}})
    with pytest.raises(CaseError, match="that cannot be"):
        calibration_of([known(case, tiny)], tiny)
