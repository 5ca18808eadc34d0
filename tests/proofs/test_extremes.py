"""The largest rise and fall of a total from one pack to another, against counting cases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product
from pathlib import Path
from random import Random

import pytest

from mandate import Pack, assess
from mandate.facts import YES
from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.pack.load import load_folder
from mandate.proofs.extremes import FALL, RISE, Extreme, _Search, _with_fewer_answers, extreme
from mandate.proofs.pair import Pair
from mandate.solver import Solver, Undecided
from tests.helpers import changed, copy_tiny, graded, make_pack, rule
from tests.proofs.helpers import assessed, can_be, complete_cases, random_pack

AUTHORITY = "mandate/authority-type.yaml"
FIGUREHEAD = "mandate/figurehead.yaml"


def moves(found: Extreme) -> float:
    return found.other.total - found.one.total


def both(one: Pack, other: Pack) -> tuple[Extreme | None, Extreme | None]:
    pair = Pair(one, other, 10)
    return extreme(pair, RISE, "Rises"), extreme(pair, FALL, "Falls")


def test_equal_totals_never_rise_nor_fall(tiny: Pack, tmp_path: Path) -> None:
    words = make_pack(tmp_path, changed(AUTHORITY, "The levers are {authority_type};", "So"))
    assert both(tiny, words) == (None, None)


def test_a_base_moves_every_case_that_no_floor_holds_up(tiny: Pack, tmp_path: Path) -> None:
    higher = make_pack(tmp_path, changed("pack.yaml", "base: -3\n", "base: -2.25\n"))
    rise, fall = both(tiny, higher)
    assert rise is not None
    assert (moves(rise), rise.proved, fall) == (75, True, None)


def test_the_case_shows_what_moves_it_and_nothing_else(tiny: Pack, tmp_path: Path) -> None:
    weights = graded("none: 3, influence_only: 4, process: 0, line: -2")
    other = make_pack(tmp_path / "pack", weights)
    rise, fall = both(tiny, other)
    assert rise is not None
    assert fall is not None
    assert (moves(rise), rise.proved) == (100, True)  # +2 at a scale of a half
    assert rise.case == (
        "title: Rises\npack: tiny\nstage: in_post\nfacts:\n  authority_type: influence_only\n"
    )
    # known to be one of two values, it had carried no points, and now carries none either
    assert (moves(fall), fall.proved) == (-50, True)
    assert "authority_type: none\n" in fall.case
    for found in (rise, fall):
        totals = [assessed(found.case, pack, tmp_path).total for pack in (tiny, other)]
        assert totals == [found.one.total / 100, found.other.total / 100]


def test_a_driver_at_its_cap_moves_no_further(tiny: Pack, tmp_path: Path) -> None:
    weights = graded("none: 40, influence_only: 2, process: 0, line: -2")
    rise, _ = both(tiny, make_pack(tmp_path, weights))
    assert rise is not None
    assert (moves(rise), rise.proved) == (100, True)  # from +4 to the cap of +6, halved


def test_a_floor_that_goes_lets_the_total_fall(tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(tmp_path / "pack", changed(FIGUREHEAD, "  at_least_band: high\n", ""))
    rise, fall = both(tiny, other)
    assert rise is None
    assert fall is not None
    assert fall.proved
    assert moves(fall) < 0
    assert not any(one.by for one in assess(written(fall.case, tmp_path), other).lifts)


def test_a_case_that_is_disputed_or_not_known_is_one_too(tiny: Pack, tmp_path: Path) -> None:
    for flag in ("disputed", "unknown"):
        more = rule("extra", "{risk: {driver: authority, points: 2}}", f"{{{flag}: reports_to}}")
        silent = {name: text.replace("gives: open", "gives: silent") for name, text in more.items()}
        rise, fall = both(tiny, make_pack(tmp_path / flag, silent))
        assert rise is not None
        assert (moves(rise), rise.proved, fall) == (100, True, None)
        assert ("not_known" in rise.case) == (flag == "unknown")
        assert ("somebody else" in rise.case) == (flag == "disputed")


def test_a_case_that_cannot_be_is_none(tiny: Pack, tmp_path: Path) -> None:
    when = "{all: [{reports_to: ceo}, {levels_below_ceo: {at_least: 3}}]}"
    more = rule("extra", "{risk: {driver: resources, points: 2}}", when)
    assert both(tiny, make_pack(tmp_path, more)) == (None, None)


def test_a_range_is_shown_only_where_no_value_moves_as_far(tiny: Pack, tmp_path: Path) -> None:
    points = (
        "none: 4, influence_only: 2, process: -2, line: -2",
        ("none: 6, influence_only: 2, process: -2, line: -3"),
    )
    one, other = (
        load_folder(copy_tiny(tmp_path / str(number), graded(each)), examples=False)
        for number, each in enumerate(points)
    )
    rise, fall = both(one, other)
    assert rise is not None
    assert fall is not None
    assert moves(rise) == 100  # as it would be of "process or line", on which the new pack is open
    assert rise.case.endswith("facts:\n  authority_type: none\n")
    assert moves(fall) == -50
    ranged = list(one.vocabulary.nothing_known)
    (slot,) = one.vocabulary.slots_of("authority_type")
    ranged[slot.position] = 0b1100
    search = _Search(Pair(one, other, 10), RISE)
    search.run()
    assert search.change(tuple(ranged), tuple(ranged)) == 100
    search.found = tuple(ranged), tuple(ranged)
    search.prefer_single_values()
    assert search.found[0][slot.position] == 0b0001


class _Steady(_Search):
    """A search whose total moves as far while one item of a checklist is ticked."""

    def __init__(self, pack: Pack) -> None:
        self.packs = pack, pack
        (self.slot, *_) = pack.vocabulary.slots_of("charter_elements")

    def change(self, one: Masks, other: Masks) -> int:
        return int(one[self.slot.position] == YES == other[self.slot.position])


def test_answers_that_take_no_part_are_taken_away(tiny: Pack) -> None:
    search, vocabulary = _Steady(tiny), tiny.vocabulary
    masks = [1 if slot.item == "" else YES for slot in vocabulary.slots]
    masks += [YES] * (len(vocabulary.nothing_known) - len(masks))
    left = list(vocabulary.nothing_known)
    left[search.slot.position] = YES
    found = _with_fewer_answers(search, (tuple(masks), tuple(masks)))
    assert found == (tuple(left), tuple(left))


def written(case: str, folder: Path) -> Path:
    path = folder / "case.yaml"
    path.write_text(case, encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(8))
def test_no_case_that_is_counted_moves_further(seed: int, tmp_path: Path) -> None:
    one = random_pack(tmp_path / "one", seed)
    name = Random(seed).choice([name for name in one.rules if name.startswith("extra")])
    rules = {id_: rule for id_, rule in one.rules.items() if id_ != name}
    other = one._replace(rules=rules, derived={})
    rise, fall = both(one, other)
    changes = [change(one, other, masks) for masks in some_cases(one, seed)]
    for found, direction in ((rise, RISE), (fall, FALL)):
        furthest = max(direction * change for change in changes)
        if found is None:
            assert furthest <= 0
        else:
            assert found.proved
            assert direction * moves(found) >= max(furthest, 1)


def change(one: Pack, other: Pack, masks: Masks) -> int:
    before, after = (assessor_of(pack).reasoner.infer(masks).total for pack in (one, other))
    return after - before


def some_cases(pack: Pack, seed: int) -> Iterator[Masks]:
    """Yield a thousand complete cases, and a thousand with any sets of possible values."""
    yield from islice(complete_cases(pack), 1000)
    random, slots = Random(seed), pack.vocabulary.slots
    for _ in range(1000):
        masks = list(pack.vocabulary.nothing_known)
        for slot in slots:
            masks[slot.position] = random.choice((slot.full, random.randint(1, slot.full)))
        if can_be(pack, tuple(masks)):
            yield tuple(masks)


def test_what_the_solver_cannot_tell_is_no_proof(
    tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_pack(tmp_path, changed("pack.yaml", "base: -3\n", "base: -2.25\n"))
    find, calls = Solver.find, []

    def tired(solver: Solver, *formulas: object) -> object:
        calls.append(formulas)
        if len(calls) > 1:
            raise Undecided("timeout")
        return find(solver, *formulas)

    monkeypatch.setattr(Solver, "find", tired)
    found = extreme(Pair(tiny, other, 10), RISE, "Rises")
    assert found is not None
    assert (moves(found), found.proved) == (75, False)
    with pytest.raises(Undecided):
        extreme(Pair(tiny, other, 10), RISE, "Rises")


def test_every_pair_of_answers_is_looked_at_over_a_small_vocabulary(
    tiny: Pack, tmp_path: Path
) -> None:
    """All cases with up to two answers of one value: the case found for two rules is among them."""
    more = rule("extra", "{risk: {driver: resources, points: 2}}",
                "{all: [{reports_to: cmo}, {levels_below_ceo: {at_least: 4}}]}")  # fmt: skip
    other = make_pack(tmp_path, more)
    rise, _ = both(tiny, other)
    assert rise is not None
    furthest = 0
    for slots in combinations(tiny.vocabulary.slots, 2):
        for values in product(*(range(len(slot.labels)) for slot in slots)):
            masks = list(tiny.vocabulary.nothing_known)
            for slot, value in zip(slots, values, strict=True):
                masks[slot.position] = 1 << value
            if can_be(tiny, tuple(masks)):
                furthest = max(furthest, change(tiny, other, tuple(masks)))
    assert moves(rise) == furthest == 100
    assert rise.case.count("reports_to: cmo") == 1
    assert "authority_type" not in rise.case
