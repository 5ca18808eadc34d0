"""Laws as property tests: repeatable, within their time, and shrunk to the smallest case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st

from mandate import Pack
from mandate.testing.mismatch import MismatchError
from mandate.testing.properties import LAWS, LEAST, hold
from mandate.testing.steps import facts_of
from tests.testing.test_laws import costly, punishing, silent_on_not_known, uncured

BY_NAME = {law.name: law for law in LAWS}


def broken(name: str, pack: Pack) -> MismatchError:
    with pytest.raises(MismatchError) as found:
        hold(BY_NAME[name], pack)
    return found.value


def test_a_broken_promise_is_shown_on_the_one_answer_that_it_takes(tmp_path: Path) -> None:
    found = broken("missing is not false", silent_on_not_known(tmp_path))
    assert facts_of(found.cases[0]) == {"reports_to": "not_known"}
    assert "respondents" not in found.cases[0]


def test_a_complete_case_is_pared_of_what_does_not_matter(tmp_path: Path) -> None:
    found = broken("a cure works", uncured(tmp_path))
    assert facts_of(found.cases[0]) == {"authority_type": "none"}


def test_a_total_keeps_the_answers_that_settle_every_rule_that_changes(tmp_path: Path) -> None:
    """With authority open, the rule figurehead might have made up for what the cure adds."""
    found = broken("a cure works", costly(tmp_path))
    facts = facts_of(found.cases[0])
    assert {"dedicated_budget", "team_size"} <= set(facts)
    assert {"authority_type", "charter_elements", "levels_below_ceo"} & set(facts)
    assert "reports_to" not in facts


def test_the_same_pack_fails_on_the_same_case(tmp_path: Path) -> None:
    found = [broken("a better mandate never looks worse", punishing(tmp_path)) for _ in range(2)]
    assert found[0].cases == found[1].cases
    assert str(found[0]) == str(found[1])


def test_the_same_pack_is_tried_on_the_same_cases(tiny: Pack) -> None:
    def drawn() -> list[object]:
        seen: list[object] = []
        hold(BY_NAME["round trips"]._replace(check=lambda pack: seen.append), tiny, 30)
        return seen

    assert drawn() == drawn()


def test_a_law_for_which_no_case_can_be_drawn_has_nothing_to_hold(tiny: Pack) -> None:
    law = BY_NAME["a better mandate never looks worse"]
    assert hold(law._replace(drawn=lambda pack: st.nothing()), tiny) == 0


def test_when_the_time_is_up_a_few_cases_are_tried_all_the_same(tiny: Pack) -> None:
    assert hold(BY_NAME["round trips"], tiny, 100, lambda: True) == LEAST
    assert hold(BY_NAME["round trips"], tiny, 30, lambda: False) == 30


def test_when_the_time_is_up_what_was_found_is_told_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(MismatchError, match="A cure works"):
        hold(BY_NAME["a cure works"], uncured(tmp_path), 100, lambda: True)


def test_what_is_no_broken_promise_is_not_taken_for_one(
    tiny: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(pack: Pack) -> Callable[[object], None]:
        def check(case: object) -> None:
            message = "something else"
            raise ZeroDivisionError(message)

        return check

    law = BY_NAME["round trips"]._replace(check=stumble)
    with pytest.raises(ZeroDivisionError, match="something else"):
        hold(law, tiny)


def test_nothing_is_left_in_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = uncured(tmp_path / "pack")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    broken("a cure works", pack)
    assert list(folder.iterdir()) == []
    assert capsys.readouterr() == ("", "")
