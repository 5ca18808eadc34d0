"""How two packs assess the same cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import CaseError, Pack
from mandate.differences.cases import compare_cases
from mandate.differences.model import Move
from tests.helpers import changed, graded, make_pack, rule


def folder_of(place: Path, **cases: str) -> Path:
    place.mkdir()
    for name, facts in cases.items():
        (place / f"{name}.yaml").write_text(f"title: {name}\nfacts: {facts}\n", encoding="utf-8")
    return place


def test_cases_are_told_by_how_far_their_totals_move(tiny: Pack, tmp_path: Path) -> None:
    weights = graded("none: 6, influence_only: 1, process: 0, line: -2")
    other = make_pack(tmp_path / "pack", weights)
    folder = folder_of(
        tmp_path / "cases",
        alone="{authority_type: influence_only}",
        none="{authority_type: none}",
        same="{dedicated_budget: yes}",
    )
    found = compare_cases(tiny, other, folder)
    assert (found.compared, found.unread) == (3, ())
    assert [one.case for one in found.changed] == ["none.yaml", "alone.yaml"]
    first = found.changed[0]
    assert (first.before.total, first.after.total) == (-1, 0)
    assert first.moves == (Move("authority-type", 4, 6),)
    assert (first.before.band, first.title) == ("moderate", "none")


def test_a_case_of_one_total_may_fire_other_rules(tiny: Pack, tmp_path: Path) -> None:
    more = rule("extra", "{concludes: powerless}", "{levels_below_ceo: {at_least: 5}}")
    other = make_pack(tmp_path / "pack", more)
    folder = folder_of(
        tmp_path / "cases", far="{levels_below_ceo: 6}", near="{levels_below_ceo: 1}"
    )
    (change,) = compare_cases(tiny, other, folder).changed
    assert change.before == change.after
    assert (change.moves, change.gained) == ((Move("extra", None, 0),), ("powerless",))
    (back,) = compare_cases(other, tiny, folder).changed
    assert (back.moves, back.lost) == ((Move("extra", 0, None),), ("powerless",))


def test_cases_that_a_pack_cannot_read_are_listed(tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(
        tmp_path / "pack",
        changed("vocabulary/all.yaml", "other: Anyone else", "cto: Technology, other: Anyone else"),
    )
    folder = folder_of(
        tmp_path / "cases",
        fine="{reports_to: ceo}",
        new="{reports_to: cto}",
        neither="{reports_to: nobody, team: 3}",
    )
    (folder / "broken.yaml").write_text("title: [\n")
    (folder / "list.yaml").write_text("- a list\n")
    found = compare_cases(tiny, other, folder)
    assert found.compared == 1
    assert [(one.case, one.under) for one in found.unread] == [
        ("broken.yaml", "both"),
        ("list.yaml", "both"),
        ("neither.yaml", "both"),
        ("new.yaml", "old"),
    ]
    messages = {one.case: one.message for one in found.unread}
    assert messages["new.yaml"].startswith("line 2: 'cto' is not a value of reports_to")
    assert messages["neither.yaml"].endswith(", and 1 more")
    assert [one.under for one in compare_cases(other, tiny, folder).unread][-1] == "new"


def test_two_cases_of_one_title_are_both_compared(tiny: Pack, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "cases", one="{reports_to: ceo}", two="{reports_to: cmo}")
    for path in folder.iterdir():
        path.write_text("title: The same\nfacts: {reports_to: ceo}\n")
    assert compare_cases(tiny, tiny, folder).compared == 2


def test_a_folder_that_holds_no_case_is_refused(tiny: Pack, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CaseError):
            compare_cases(tiny, tiny, place)
