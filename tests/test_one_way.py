"""How far each fact by itself can move the score."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from mandate import Pack, assess, sensitivity
from mandate.one_way import Sensitivity
from mandate.report import sensitivity_text
from tests.helpers import ROOT, TINY, make_pack, rule, run
from tests.promises.generated import facts_of, keeping, known, pack_named, partial_case
from tests.test_bounds import BEST

EXAMPLES = sorted((ROOT / "cases" / "examples").glob("*.yaml"))


def test_each_level_is_what_an_assessment_comes_to_with_that_answer(tiny: Pack) -> None:
    found = sensitivity(BEST, tiny)
    assert found.total == assess(BEST, tiny).total
    for swing in found.swings:
        for level in swing.levels:
            if tiny.fact(swing.fact).type == "checklist":
                items = [one.id for one in tiny.fact(swing.fact).levels]
                answers: list[object] = [
                    {item: "yes" if item in level.values else "no" for item in items}
                ]
            else:
                answers = list(level.values)
            for answer in answers:
                assert assess({**BEST, swing.fact: answer}, tiny).total == level.total


def test_whoever_tells_a_level_of_what_was_not_known_settles_it(tmp_path: Path) -> None:
    written = rule("unsaid", "{risk: {driver: resources, points: 2}}", "{unknown: team_size}")
    silent = {name: text.replace("gives: open", "gives: silent") for name, text in written.items()}
    pack = make_pack(tmp_path / "pack", silent)
    found = sensitivity({**BEST, "team_size": "not_known"}, pack)
    (swing,) = (one for one in found.swings if one.fact == "team_size")
    for level in swing.levels:
        assert level.total == assess({**BEST, "team_size": level.values[0]}, pack).total


def test_the_widest_swing_comes_first(tiny: Pack) -> None:
    swings = [one.swing for one in sensitivity({}, tiny).swings]
    assert swings == sorted(swings, reverse=True)
    assert all(swings)


def test_a_level_that_the_other_answers_make_impossible_is_left_out(tiny: Pack) -> None:
    found = sensitivity({**BEST, "authority_type": "none"}, tiny)
    levels = {value for one in found.swings for level in one.levels for value in level.values}
    assert "3" not in levels  # levels below the CEO, while the role reports to the CEO


def test_what_moves_nothing_by_itself_is_named(tiny: Pack) -> None:
    found = sensitivity(BEST, tiny)
    named = {one.fact for one in found.still} | {one.fact for one in found.swings}
    assert named == set(tiny.vocabulary.facts)


@pytest.mark.parametrize("name", ["tiny", "operators", "clean"])
def test_every_total_is_that_of_an_assessment(name: str) -> None:
    pack = pack_named(name)
    lifted = 0
    for seed in range(60):
        data = partial_case(pack, Random(seed))
        if known(pack, data) is None:
            continue
        found, assessment = sensitivity(data, pack), assess(data, pack)
        lifted += any(not one.by for one in assessment.lifts)
        shown = (assessment.score, assessment.total, assessment.band)
        assert (found.score, found.total, found.band) == shown
        for swing in found.swings:
            if pack.fact(swing.fact).type == "checklist":
                continue
            for level in swing.levels[:2]:
                several = len(level.values) > 1
                answer = {"one_of": list(level.values)} if several else level.values[0]
                others = keeping(data, pack.vocabulary.facts.keys() - {swing.fact})
                case = {**others, "facts": {**facts_of(data), swing.fact: answer}}
                if len(level.values) < len(pack.fact(swing.fact).labels):
                    assert assess(case, pack).total == level.total, (seed, swing.fact, level)
    assert lifted or name != "operators"


def test_it_survives_a_round_trip_through_json(tiny: Pack) -> None:
    found = sensitivity(BEST, tiny)
    assert Sensitivity.from_json(found.to_json()) == found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_line_of_the_text_is_wider_than_80_columns(path: Path) -> None:
    text = sensitivity_text.render(sensitivity(path))
    assert max(map(len, text.splitlines())) <= 80
    assert all(line == line.rstrip() for line in text.splitlines())


def test_the_command_writes_text_and_json(
    capsys: pytest.CaptureFixture[str], case_file: Path
) -> None:
    done = run(capsys, "sensitivity", case_file, "--pack", TINY)
    assert (done.code or 0, done.err) == (0, "")
    assert done.out == sensitivity_text.render(sensitivity(case_file, TINY))
    as_json = run(capsys, "sensitivity", case_file, "--pack", TINY, "--format", "json")
    assert as_json.out == sensitivity(case_file, TINY).to_json()


def test_the_command_does_not_overwrite_the_case(
    capsys: pytest.CaptureFixture[str], case_file: Path
) -> None:
    before = case_file.read_bytes()
    assert run(capsys, "sensitivity", case_file, "--pack", TINY, "-o", case_file).code == 2
    assert case_file.read_bytes() == before
