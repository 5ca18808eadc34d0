"""Two packs that say the same of every case are proved equal; else the smallest case is shown."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path
from random import Random

import pytest

from mandate import Pack, load_pack
from mandate.assessment import Assessment
from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.proofs.pair import Pair
from mandate.proofs.shared import SharedCases
from mandate.proofs.slots import Key
from mandate.solver import Solver, Undecided, negation
from mandate.verification import Breach
from tests.helpers import TINY, changed, fact, fired, make_pack, rule, vocabulary
from tests.proofs.helpers import (
    assessed,
    can_be,
    compared,
    is_refused,
    law,
    random_pack,
    verdicts,
)


def only_breach(one: Pack, other: Pack, name: str) -> Breach:
    (breach,) = law(compared(one, other), name).breaches
    return breach


def floors(assessment: Assessment) -> list[str]:
    return [lift.by for lift in assessment.lifts if lift.by]


def test_a_pack_equals_itself_and_a_copy_with_other_texts(tiny: Pack, tmp_path: Path) -> None:
    assert compared(tiny, tiny).verdict == "holds"
    reworded = changed("money/small-team.yaml", "A team of", "A mere team of")
    other = make_pack(tmp_path / "pack", reworded)
    assert other.digest != tiny.digest
    assert compared(tiny, other).verdict == "holds"


def test_a_rule_that_is_written_otherwise_is_proved_the_same(tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(
        tmp_path / "pack",
        changed(
            "mandate/powerless.yaml",
            "    - any:\n"
            "        - levels_below_ceo: {at_least: 3}\n"
            "        - not: {charter_elements: {covers: {at_least: 2}}}\n",
            "    - not:\n"
            "        all:\n"
            "          - levels_below_ceo: {less_than: 3}\n"
            "          - some: {at_least: 2, of: [{charter_elements: {has: scope}},"
            " {charter_elements: {has: measures}}, {charter_elements: {has: skills}}]}\n",
        ),
        changed("money/small-team.yaml", "team_size: {less_than: 10}", "team_size: {at_most: 9}"),
    )
    assert compared(tiny, other).verdict == "holds"


def test_a_rule_in_two_halves_is_the_same_on_complete_cases_but_not_on_ranges(
    tmp_path: Path,
) -> None:
    risk = "{risk: {driver: resources, points: 1}}"
    whole = make_pack(tmp_path / "one", rule("whole", risk, "{reports_to: {one_of: [cmo, other]}}"))
    halves = make_pack(
        tmp_path / "two",
        rule("cmo", risk, "{reports_to: cmo}"),
        rule("other", risk, "{reports_to: other}"),
    )
    breach = only_breach(whole, halves, "same-total")
    # known to be one of the two, and not which: the whole rule fires, neither half does
    assert "one_of" in breach.case
    one, other = (assessed(breach.case, pack, tmp_path).total for pack in (whole, halves))
    assert one == other + 0.5


def test_the_smallest_case_is_shown(tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(
        tmp_path / "pack", changed("mandate/figurehead.yaml", "points: 3", "points: 2")
    )
    breach = only_breach(tiny, other, "same-total")
    one, two = (assessed(breach.case, pack, tmp_path) for pack in (tiny, other))
    # authority within its cap of 6, or the lift hides it; so four answers at least
    assert one.total != two.total
    assert breach.message == (
        f"in this smallest case it is {one.total:.2f} decibans under the first pack, "
        f"{two.total:.2f} under the second"
    )
    assert verdicts(compared(tiny, other)) == {"same-total": "fails"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("base: -3\n", "base: -3.01\n"), ("scale: 0.5", "scale: 0.51"), ("risk: 6,", "risk: 5,")],
)
def test_base_scale_and_caps_count(old: str, new: str, tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(tmp_path / "pack", changed("pack.yaml", old, new))
    breach = only_breach(tiny, other, "same-total")
    one, two = (assessed(breach.case, pack, tmp_path).total for pack in (tiny, other))
    assert one != two


def test_a_cap_that_nothing_reaches_changes_nothing(tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(
        tmp_path / "pack", changed("pack.yaml", "risk: 4, relief: -4", "risk: 4, relief: -3")
    )
    assert compared(tiny, other).verdict == "holds"


def test_a_floor_counts(tiny: Pack, tmp_path: Path) -> None:
    lower = changed("mandate/figurehead.yaml", "at_least_band: high", "at_least_band: moderate")
    other = make_pack(tmp_path / "pack", lower)
    breach = only_breach(tiny, other, "same-total")
    assert floors(assessed(breach.case, tiny, tmp_path)) == ["figurehead"]
    assert floors(assessed(breach.case, other, tmp_path)) == []


def test_findings_are_compared(tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(
        tmp_path / "pack",
        changed("pack.yaml", "version: 1.0.0", "version: 1.1.0"),
        changed("mandate/powerless.yaml", "{at_least: 3}", "{at_least: 4}"),
    )
    breach = only_breach(tiny, other, "same-findings")
    assert breach.about == "powerless"
    assert breach.message.endswith("it holds under tiny 1.0.0, not under tiny 1.1.0")
    assert [one.id for one in assessed(breach.case, tiny, tmp_path).findings] == ["powerless"]
    assert assessed(breach.case, other, tmp_path).findings == ()
    assert "charter_elements" not in breach.case


def test_what_only_one_pack_can_be_told_is_named(tiny: Pack, tmp_path: Path) -> None:
    other = make_pack(
        tmp_path / "pack",
        vocabulary(fact("extra")),
        changed("vocabulary/all.yaml", "max: 6", "max: 7"),
    )
    breaches = {one.about: one for one in law(compared(tiny, other), "same-cases").breaches}
    assert breaches.keys() == {"extra: no", "levels_below_ceo: 7"}
    for breach in breaches.values():
        assert not is_refused(breach.case, other, tmp_path)
        assert is_refused(breach.case, tiny, tmp_path)
    # what both can be told comes to the same
    assert verdicts(compared(tiny, other)) == {"same-cases": "fails"}


def test_what_only_one_pack_can_be_told_stays_possible_where_nothing_is_told(
    tiny: Pack, tmp_path: Path
) -> None:
    extra = rule(
        "extra", "{risk: {driver: resources, points: 1}}", "{levels_below_ceo: {at_most: 6}}"
    )
    more = changed("vocabulary/all.yaml", "max: 6", "max: 7")
    other = make_pack(tmp_path / "pack", more, extra)
    breach = only_breach(tiny, other, "same-total")
    assert breach.case.count("levels_below_ceo: ") == 1
    assert fired(assessed(breach.case, other, tmp_path)) == {"extra": 1}


def test_a_rule_that_fires_only_in_completions_makes_no_difference(
    tiny: Pack, tmp_path: Path
) -> None:
    when = "{all: [{unknown: reports_to}, {reports_to: cmo}]}"
    text = rule("extra", "{risk: {driver: resources, points: 1}}", when)
    silent = {name: one.replace("gives: open", "gives: silent") for name, one in text.items()}
    assert compared(tiny, make_pack(tmp_path / "pack", silent)).verdict == "holds"


def test_answers_are_counted_item_by_item_and_not_known_is_one(tiny: Pack) -> None:
    pair = Pair(tiny, tiny, 10)
    item, fact_ = Key("charter_elements", "scope"), Key("reports_to", "")
    answered = negation(pair.cases.is_open(item))
    unknown = pair.cases.flag(Key("reports_to", "", "unknown"))
    for question in (answered, unknown):
        assert pair.solver.find(pair.cases.at_most(0), question) is None
        assert pair.solver.find(pair.cases.at_most(1), question) is not None
    assert pair.solver.find(pair.cases.at_most(1), answered, unknown) is None
    assert pair.solver.find(unknown, negation(pair.cases.is_open(fact_))) is None


def test_what_cannot_be_is_compared(tiny: Pack, tmp_path: Path) -> None:
    fewer = changed("pack.yaml", "{at_least: 3}", "{at_least: 5}")
    other = make_pack(tmp_path / "pack", fewer)
    breach = only_breach(tiny, other, "same-cases")
    assert breach.message == "the second takes this smallest case, the first pack refuses it"
    assert is_refused(breach.case, tiny, tmp_path)
    assert not is_refused(breach.case, other, tmp_path)
    assert verdicts(compared(tiny, other)) == {"same-cases": "fails"}


def test_not_known_and_disputed_answers_are_among_the_cases(tmp_path: Path) -> None:
    def asking(flag: str) -> Pack:
        text = rule("extra", "{risk: {driver: resources, points: 1}}", f"{{{flag}: reports_to}}")
        silent = {name: one.replace("gives: open", "gives: silent") for name, one in text.items()}
        return make_pack(tmp_path / flag, silent)

    plain, unknown, disputed = load_pack(TINY), asking("unknown"), asking("disputed")
    breach = only_breach(plain, unknown, "same-total")
    assert "facts:\n  reports_to: not_known\n" in breach.case
    breach = only_breach(plain, disputed, "same-total")
    facts = [one.fact for one in assessed(breach.case, disputed, tmp_path).disputed]
    assert facts == ["reports_to"]
    breach = only_breach(unknown, disputed, "same-total")
    assert assessed(breach.case, unknown, tmp_path) != assessed(breach.case, disputed, tmp_path)


def test_a_case_that_is_not_proved_the_smallest_is_not_called_so(
    tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_pack(
        tmp_path / "pack", changed("mandate/figurehead.yaml", "points: 3", "points: 2")
    )

    def slow(cases: SharedCases, count: int) -> None:
        raise Undecided("timeout")

    monkeypatch.setattr(SharedCases, "at_most", slow)
    assert "perhaps not the smallest" in only_breach(tiny, other, "same-total").message


def test_what_the_solver_cannot_tell_is_unknown(
    tiny: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_pack(
        tmp_path / "pack", changed("mandate/figurehead.yaml", "points: 3", "points: 2")
    )

    def give_up(solver: Solver, *formulas: object) -> None:
        raise Undecided("timeout")

    monkeypatch.setattr(Solver, "find", give_up)
    assert compared(tiny, other).verdict == "unknown"


def partial_cases(pack: Pack, answers: int) -> list[Masks]:
    """Return every case that gives some slots one value each and leaves the others open."""
    found = []
    slots = pack.vocabulary.slots
    for chosen in combinations(slots, answers):
        for values in product(*(range(len(slot.labels)) for slot in chosen)):
            masks = list(pack.vocabulary.nothing_known)
            for slot, value in zip(chosen, values, strict=True):
                masks[slot.position] = 1 << value
            if can_be(pack, tuple(masks)):
                found.append(tuple(masks))
    return found


@pytest.mark.parametrize("seed", range(8))
def test_random_packs_are_told_apart_as_counting_tells_them_apart(
    seed: int, tmp_path: Path
) -> None:
    one = random_pack(tmp_path / "one", seed)
    name = Random(seed).choice([name for name in one.rules if name.startswith("extra")])
    rules = {id_: rule for id_, rule in one.rules.items() if id_ != name}
    other = one._replace(rules=rules, derived={})

    def differ(masks: Masks) -> bool:
        mine, theirs = (assessor_of(pack).reasoner.infer(masks) for pack in (one, other))
        return mine.total != theirs.total

    pair = Pair(one, other, 10)
    found = pair.smallest(pair.totals_differ())
    if found is None:
        assert not any(differ(masks) for count in range(4) for masks in partial_cases(one, count))
        return
    assert found.proved
    assert differ(found.one)
    count = sum(
        mask != slot.full for mask, slot in zip(found.one, one.vocabulary.slots, strict=False)
    )
    fewer = (masks for few in range(min(count, 4)) for masks in partial_cases(one, few))
    assert not any(differ(masks) for masks in fewer)


def test_the_shipped_pack_equals_itself_by_proof() -> None:
    pack = load_pack("cx-leader")
    assert compared(pack, pack).verdict == "holds"
