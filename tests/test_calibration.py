"""Calibration: numbers worked out by hand, laws of the measures, and which cases count."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate import CaseError, Pack, PackError
from mandate.accuracy import Interval, auc, auc_interval, brier, wilson
from mandate.calibration import BASES, FAVOURABLE, ROLES, UNFAVOURABLE, Calibration
from mandate.calibrator import calibrate
from mandate.case import OUTCOMES
from mandate.report import calibration_text
from mandate.version import VERSION
from tests.helpers import ROOT, TESTS, TINY, changed, copy_tiny

VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=12)
COUNTS = st.integers(1, 60)
GOOD, BAD, UNCLEAR = "stayed_succeeded", "left_frustrated", "unclear"
LINE, NOTHING, INFLUENCE, NONE = (
    "{authority_type: {value: line, known: at_hire}}",
    "{}",
    "{authority_type: {value: influence_only, known: at_hire}}",
    "{authority_type: {value: none, known: at_hire}}",
)
MONEY = '{dedicated_budget: {value: "yes", known: later}}'
NO_MONEY = '{dedicated_budget: {value: "no", known: later}}'


def case(what: str, facts: str, more: str = "stage: in_post\n") -> str:
    """Return the text of a published case with an outcome, under the tiny pack."""
    return f"kind: published\n{more}outcome: {{what: {what}}}\nfacts: {facts}\n"


def write(folder: Path, cases: Mapping[str, str]) -> Path:
    """Write cases, titled as they are named."""
    for name, text in cases.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"title: {path.stem}\n{text}", encoding="utf-8")
    return folder


@pytest.fixture(name="five")
def _five(tmp_path: Path) -> Path:
    """Three favourable and two unfavourable cases, and four that do not count.

    Totals at hire: -4, -3, -2 (favourable), -1, -3; with all facts -4, -3.5, -2, -1, -1.5.
    Their scores: 28, 33, 39, 44, 33; with all facts 28, 31, 39, 44, 41.
    """
    return write(
        tmp_path / "cases",
        {
            "good-line": case(GOOD, LINE),
            "good-money-later": case(GOOD, MONEY),
            "deeper/good-influence": case("left_on_good_terms_after_success", INFLUENCE),
            "bad-none": case(BAD, NONE, "stage: in_post\nadjacent_role: yes\n"),
            "bad-no-money-later": case("ousted", NO_MONEY),
            "unclear": case(UNCLEAR, LINE),
            "without": "facts: {authority_type: line}\n",
            "invented": "kind: worked_example\noutcome: {what: ousted}\n",
            "invented-without": "kind: worked_example\n",
        },
    )


def test_an_auc_is_worked_out_by_hand() -> None:
    # 3 beats 1, 2 and ties with 3: 2.5; 2 beats 1 and ties with 2: 1.5; of 6 pairs
    assert auc([1, 2, 3], [3, 2]) == pytest.approx(4 / 6)
    assert auc([1, 1], [1]) == 0.5
    assert auc([1, 2], [3, 4]) == 1
    assert auc([3, 4], [1, 2]) == 0


@pytest.mark.parametrize("sides", [([], [1]), ([1], []), ([], [])])
def test_an_auc_needs_both_sides(sides: tuple[list[float], list[float]]) -> None:
    with pytest.raises(ValueError, match="an AUC needs values on both sides"):
        auc(*sides)


def test_an_auc_counts_pairs() -> None:
    draw = random.Random(1)
    for _ in range(50):
        low, high = ([draw.randint(0, 9) for _ in range(draw.randint(1, 9))] for _ in "ab")
        pairs = [(one > other) + (one == other) / 2 for one in high for other in low]
        assert auc(low, high) == pytest.approx(sum(pairs) / len(pairs))


@given(VALUES, VALUES)
def test_an_auc_and_that_of_the_reverse_make_one(low: list[int], high: list[int]) -> None:
    assert auc(low, high) == pytest.approx(1 - auc(high, low))
    assert auc(low, high) == pytest.approx(1 - auc([-x for x in low], [-x for x in high]))


@given(VALUES, VALUES, st.lists(st.integers(1, 9), min_size=101, max_size=101))
def test_only_the_order_matters_to_an_auc(
    low: list[int], high: list[int], steps: list[int]
) -> None:
    image = {value: sum(steps[: value + 51]) for value in range(-50, 51)}
    assert auc([image[x] for x in low], [image[x] for x in high]) == auc(low, high)


@given(VALUES, VALUES)
def test_the_interval_holds_the_auc_and_turns_over_with_it(low: list[int], high: list[int]) -> None:
    value = auc(low, high)
    found = auc_interval(value, len(low), len(high))
    turned = auc_interval(1 - value, len(high), len(low))
    assert 0 <= found.low <= value <= found.high <= 1
    assert turned == pytest.approx((1 - found.high, 1 - found.low))
    assert found.high - found.low > 0.1  # a dozen cases a side never settle it


def test_an_interval_ends_where_the_auc_lies_1_96_deviations_away() -> None:
    # 0.71875 of 12 and 8, as the published cases; (12 + 8) / 2 - 1 = 9
    found = auc_interval(0.71875, 12, 8)
    for end in found:
        spread = (1 - end) / (2 - end) + end / (1 + end)
        deviation = (end * (1 - end) * (1 + 9 * spread) / 96) ** 0.5
        assert abs(end - 0.71875) / deviation == pytest.approx(1.959963985)
    assert found == pytest.approx((0.45538, 0.88018), abs=1e-5)


def test_an_interval_does_not_collapse_at_the_ends() -> None:
    assert auc_interval(1.0, 3, 3) == pytest.approx((0.50102, 1.0), abs=1e-5)
    assert auc_interval(0.0, 3, 3) == pytest.approx((0.0, 0.49898), abs=1e-5)
    assert auc_interval(1.0, 100, 100).low > 0.95


def test_a_brier_score_is_worked_out_by_hand() -> None:
    # (0.9 - 1)^2 + (0.2 - 0)^2 + (0.5 - 1)^2 = 0.01 + 0.04 + 0.25
    assert brier([0.9, 0.2, 0.5], [True, False, True]) == pytest.approx(0.1)
    assert brier([1.0, 0.0], [True, False]) == 0
    assert brier([1.0, 0.0], [False, True]) == 1
    with pytest.raises(ValueError, match="at least one outcome"):
        brier([], [])


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_the_brier_score_of_the_base_rate_is_its_variance(happened: list[bool]) -> None:
    rate = sum(happened) / len(happened)
    assert brier([rate] * len(happened), happened) == pytest.approx(rate * (1 - rate), abs=1e-12)


def test_a_wilson_interval_is_worked_out_by_hand() -> None:
    # 8 of 20: z^2/n = 0.192073; middle (0.4 + 0.096036) / 1.192073 = 0.416113
    # reach 1.959964 * sqrt(0.24 / 20 + 0.192073 / 80) / 1.192073 = 0.197307
    assert wilson(8, 20) == pytest.approx((0.218806, 0.613420), abs=1e-5)
    assert wilson(0, 10) == pytest.approx((0, 0.277533), abs=1e-5)
    assert wilson(10, 10) == pytest.approx((0.722467, 1), abs=1e-5)
    assert wilson(0, 0) is None


@given(COUNTS, COUNTS)
def test_a_wilson_interval_holds_its_share_and_turns_over(count: int, more: int) -> None:
    of = count + more
    found, turned = wilson(count, of), wilson(more, of)
    assert found is not None
    assert found.low < count / of < found.high
    assert turned == pytest.approx((1 - found.high, 1 - found.low))


def test_every_outcome_is_favourable_unfavourable_or_unclear() -> None:
    assert sorted((*FAVOURABLE, *UNFAVOURABLE, UNCLEAR)) == sorted(OUTCOMES)


def test_a_sample_is_worked_out_by_hand(five: Path, tiny: Pack) -> None:
    found = calibrate(five, tiny)
    assert found.counts == (9, 3, 2, 1, 1, 2)
    at_hire, everything = (found.sample("all", basis) for basis in BASES)
    assert (at_hire.favourable, at_hire.unfavourable) == (3, 2)
    assert at_hire.auc is not None
    assert everything.auc is not None
    assert at_hire.auc.value == 0.75  # -1 beats three; -3 beats -4, ties with -3: 4.5 of 6
    assert everything.auc.value == 1
    assert at_hire.auc.interval == auc_interval(0.75, 3, 2)
    # 0.28^2 + 0.33^2 + 0.39^2 + 0.56^2 + 0.67^2 = 1.1019
    assert at_hire.brier == pytest.approx((0.22038, 0.4, 0.24))
    # 0.28^2 + 0.31^2 + 0.39^2 + 0.56^2 + 0.59^2 = 0.9883
    assert everything.brier == pytest.approx((0.19766, 0.4, 0.24))


def test_bands_tell_how_many_of_theirs_ended_unfavourably(five: Path, tiny: Pack) -> None:
    low, moderate, high = calibrate(five, tiny).sample("all", "at_hire").bands
    assert low == ("low", "Low", 1, 0, 28.0, 0.0, wilson(0, 1))
    assert moderate == ("moderate", "Moderate", 4, 2, 37.25, 0.5, wilson(2, 4))
    assert high == ("high", "High", 0, 0, None, None, None)


def test_rules_on_the_wrong_side_are_counted(tmp_path: Path, tiny: Pack) -> None:
    folder = write(
        tmp_path,
        {
            "a": case(GOOD, INFLUENCE),
            "b": case(GOOD, NONE),
            "c": case(GOOD, NO_MONEY),
            "d": case(BAD, LINE),
            "e": case(BAD, NONE),
        },
    )
    found = calibrate(folder, tiny).sample("all", "all").wrong_side
    assert found == (
        ("risk_on_favourable", "authority-type", "What makes others act", 2, 3, 3.0, 1, 2),
        ("risk_on_favourable", "dedicated-budget", "Money set aside", 1, 3, 3.0, 0, 2),
        ("relief_on_unfavourable", "authority-type", "What makes others act", 1, 2, -2.0, 0, 3),
    )


def test_a_floor_counts_as_risk(tmp_path: Path) -> None:
    gate = changed("mandate/figurehead.yaml", "  risk: {driver: authority, points: 3}\n", "")
    pack = copy_tiny(tmp_path / "pack", gate)
    facts = "{authority_type: none, levels_below_ceo: 4, dedicated_budget: no}"
    folder = write(tmp_path / "cases", {"a": case(GOOD, facts)})
    found = calibrate(folder, pack).sample("all", "all").wrong_side
    assert ("risk_on_favourable", "figurehead", "A title without means", 1, 1, 0.0, 0, 0) in found


def test_roles_are_told_apart(five: Path, tiny: Pack) -> None:
    found = calibrate(five, tiny)
    sizes = {
        roles: (found.sample(roles, "all").favourable, found.sample(roles, "all").unfavourable)
        for roles in ROLES
    }
    assert sizes == {"all": (3, 2), "customer_experience": (3, 1), "adjacent": (0, 1)}
    adjacent = found.sample("adjacent", "all")
    assert adjacent.auc is None
    assert adjacent.brier is not None
    with pytest.raises(KeyError):
        found.sample("adjacent", "later")


def test_a_case_is_rated_on_what_was_known_at_hire_and_on_everything(
    five: Path, tiny: Pack
) -> None:
    cases = {one.id: one for one in calibrate(five, tiny).cases}
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
    folder = write(tmp_path, {"a": case(GOOD, facts, f"stage: {stage}\n")})
    (rated,) = calibrate(folder, tiny).cases
    assert (rated.at_hire.score, rated.all_facts.score) == (score, 44)


def test_a_calibration_survives_its_json(five: Path, tiny: Pack) -> None:
    found = calibrate(five, tiny)
    text = found.to_json()
    assert Calibration.from_json(text) == found
    assert isinstance(Calibration.from_json(text).samples[0].auc.interval, Interval)  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="calibration: missing or unknown"):
        Calibration.from_json("{}")


def test_names_and_order_of_files_do_not_matter(five: Path, tiny: Pack, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    for number, path in enumerate(sorted(five.rglob("*.yaml"), reverse=True)):
        (again / f"{number}.yml").write_bytes(path.read_bytes())
    assert calibrate(again, tiny).to_json() == calibrate(five, tiny).to_json()


def codes(error: CaseError | PackError) -> list[str]:
    return [fault.code for fault in error.faults]


def refused(folder: Path, pack: Pack | Path | None) -> CaseError:
    with pytest.raises(CaseError) as raised:
        calibrate(folder, pack)
    return raised.value


def test_a_folder_without_cases_is_refused(tmp_path: Path, tiny: Pack) -> None:
    (tmp_path / ".hidden.yaml").write_text("title: A\n")
    (tmp_path / "README.md").write_text("# A\n")
    assert str(refused(tmp_path, tiny)) == (
        f"{tmp_path}: error[no-cases]: there are no cases here\n     = cases are files in .yaml"
    )


def test_what_is_no_folder_is_refused(tmp_path: Path, tiny: Pack) -> None:
    hint = "\n     = name a folder of case files"
    missing, file = tmp_path / "missing", tmp_path / "a.yaml"
    file.write_text("title: A\n")
    assert str(refused(missing, tiny)) == (
        f"{missing}: error[not-a-folder]: there is no such folder{hint}"
    )
    assert str(refused(file, tiny)) == (
        f"{file}: error[not-a-folder]: this is a file, not a folder{hint}"
    )


def test_cases_without_an_outcome_that_counts_are_refused(tmp_path: Path, tiny: Pack) -> None:
    folder = write(
        tmp_path,
        {
            "a": "",
            "b": case(UNCLEAR, NOTHING),
            "c": "kind: worked_example\noutcome: {what: ousted}\n",
        },
    )
    assert str(refused(folder, tiny)) == (
        f"{folder}: error[no-outcomes]: no case has an outcome that counts: 1 unclear, "
        "1 without one, 1 invented\n"
        "     = write what became of the leader under 'outcome:'"
    )


def test_all_faults_of_all_cases_are_reported(five: Path, tiny: Pack) -> None:
    write(five, {"x": case("odd", "{authority_typ: none}"), "y": "facts: ["})
    (five / "z.yaml").write_text("title: y\nfacts: {reports_to: pope}\n")
    error = refused(five, tiny)
    assert codes(error) == ["choice", "unknown-fact", "yaml-syntax", "unknown-level"]
    assert [fault.location.path for fault in error.faults] == [
        str(five / name) for name in ("x.yaml", "x.yaml", "y.yaml", "z.yaml")
    ]


def test_a_pipe_is_not_read(five: Path, tiny: Pack) -> None:
    os.mkfifo(five / "pipe.yaml")
    assert str(refused(five, tiny)) == (
        f"{five / 'pipe.yaml'}: error[not-a-file]: this is a folder, a pipe or a device, not a file"
    )


def test_a_case_does_not_count_twice(five: Path, tiny: Pack) -> None:
    (five / "copy.yaml").write_bytes((five / "bad-none.yaml").read_bytes())
    assert str(refused(five, tiny)) == (
        f"{five / 'copy.yaml'}:1:1: error[case-twice]: the case 'bad-none' is also in "
        f"{five / 'bad-none.yaml'}\n"
        "    1 | title: bad-none\n"
        "      | ^ leave one out, or give it an 'id:' of its own"
    )


def test_cases_of_several_packs_are_refused_unless_one_is_named(tmp_path: Path) -> None:
    other = copy_tiny(tmp_path / "other", changed("pack.yaml", "base: -3", "base: -4"))
    cases = {"a": case(GOOD, LINE, f"pack: {TINY}\n"), "b": case(BAD, NONE, f"pack: {other}\n")}
    folder = write(tmp_path / "cases", cases)
    assert str(refused(folder, None)) == (
        f"{folder / 'b.yaml'}:3:1: error[several-packs]: this case names the pack '{other}', "
        f"and another '{TINY}'\n"
        f"    3 | pack: {other}\n"
        "      | ^^^^ name one pack for all of them"
    )
    assert calibrate(folder, TINY).pack.id == "tiny"
    write(folder, {"c": case("odd", NONE, f"pack: {TINY}\n")})
    assert codes(refused(folder, None)) == ["several-packs", "choice"]


def test_the_cases_may_name_the_pack_each_from_where_it_stands(tmp_path: Path) -> None:
    copy_tiny(tmp_path / ".mine")
    cases = {
        "a": case(GOOD, LINE, "pack: .mine\n"),
        "deeper/b": case(BAD, NONE, "pack: ../.mine\n"),
    }
    found = calibrate(write(tmp_path, cases))
    assert (found.pack.id, found.counts.cases) == ("tiny", 2)


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a": case(GOOD, LINE, "pack: nowhere\n")})
    for pack in (None, "nowhere"):
        with pytest.raises(PackError) as raised:
            calibrate(folder, pack)
        assert codes(raised.value) == ["unknown-pack"]


def test_the_published_cases_calibrate() -> None:
    found = calibrate(ROOT / "cases" / "published", second=ROOT / "cases" / "second-readings")
    counts = found.counts
    assert counts.cases == sum(counts[1:])
    assert min(counts.favourable, counts.unfavourable) > 0
    assert all(one.kind == "published" for one in found.cases)
    assert found.agreement is not None
    assert found.agreement.cases == 6
    assert "TWO READERS" in calibration_text.render(found)
    for line in calibration_text.render(found).splitlines():
        assert len(line) <= 80, line


def test_a_second_reading_without_a_first_is_a_fault(tmp_path: Path, tiny: Pack) -> None:
    first = write(tmp_path / "first", {"a": case(BAD, LINE, ""), "b": case(GOOD, NONE, "")})
    second = write(tmp_path / "second", {"c": case(BAD, NONE, "")})
    with pytest.raises(CaseError, match="there is no first reading of this case"):
        calibrate(first, tiny, second)


def test_the_report_is_the_golden_one(five: Path, tiny: Pack) -> None:
    golden = (TESTS / "golden" / "calibration.txt").read_text(encoding="utf-8")
    report = calibration_text.render(calibrate(five, tiny))
    made = f"Mandate {VERSION}; pack {tiny.digest[:19]}"
    assert report == golden.replace("{made}", made)


def test_one_class_only_is_said_plainly(tmp_path: Path, tiny: Pack) -> None:
    folder = write(tmp_path, {"a": case(BAD, LINE, ""), "b": case(BAD, NONE, "")})
    text = calibration_text.render(calibrate(folder, tiny))
    assert "none  one class only" in text
    assert "All of the cases ended unfavourably." in " ".join(text.split())
    assert "the AUC is not defined" in " ".join(text.split())


def test_a_pack_that_calls_itself_calibrated_is_not_said_to_be_unfitted(tmp_path: Path) -> None:
    fitted = changed("pack.yaml", "base: -3\n", "calibrated: yes\nbase: -3\n")
    pack = copy_tiny(tmp_path / "pack", fitted)
    folder = write(tmp_path / "cases", {"a": "outcome: {what: ousted}\n"})
    text = " ".join(calibration_text.render(calibrate(folder, pack)).split())
    assert "If these cases were among them, they cannot judge it." in text
    assert "was not fitted" not in text
    assert "The cases select themselves" in text
