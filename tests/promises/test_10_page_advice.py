"""Promise 10: "The advice is the cheapest: no set of allowed steps that costs less reaches the
target band" - here, what the page's engine advises, held to the optimiser and to Experta.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mandate import Pack, advise, assess, load_case
from mandate.case_record import CaseRecord
from mandate.ends import ends_of, later_slots
from mandate.facts import NO, STAGES, YES
from mandate.source import to_plain
from tests.helpers import EXAMPLES, make_pack, rule
from tests.page.node import Request, answers, needs_node
from tests.promises.generated import (
    Data,
    assessor,
    complete_case,
    known,
    pack_named,
    partial_case,
)
from tests.promises.test_10_advice import reach
from tests.test_bounds import BEST

pytestmark = needs_node
TRIES = {"tiny": 60, "clean": 60, "operators": 20}
ASKED = [
    ("larkmere-telecom", "high"),
    ("two-voices", "low"),
    ("fernlea-candidate-a", "low"),
    ("weights/kestrel-homes", "high"),
    ("weights/hollowell-stores", "low"),
    ("weights/vantry-software", "moderate"),
    ("weights/marrick-ferries", "moderate"),
]
ALIKE = [
    *("pack", "to", "keep", "max_changes", "score", "total", "band", "facts_known"),
    *("facts_total", "outcome", "cost", "at_least", "proved", "single"),
]
"""What the page tells as ``mandate advise`` does; of equally cheap steps it may tell others."""


def carried_out(pack: Pack, record: CaseRecord, steps: list[Any]) -> int:
    """Return the total that Experta finds after *steps*, within the range that is left."""
    masks, vocabulary = list(record.memory.masks), pack.vocabulary
    for step in steps:
        masks[vocabulary.unknown_flag(step["fact"])] = NO
        if step["kind"] == "change":
            declared = [(one.to, one.effort) for one in pack.fact(step["fact"]).steps]
            assert (step["value"], step["effort"]) in declared
            masks[vocabulary.disputed_flag(step["fact"])] = NO
            for slot in vocabulary.slots_of(step["fact"]):
                if slot.item == step["item"]:
                    value = YES if slot.item else 1 << slot.labels.index(step["value"])
                    masks[slot.position] = value
    after = tuple(masks)
    later = (one for one in later_slots(pack, record.open) if after[one] & (after[one] - 1))
    ends = ends_of(pack, after, frozenset(later))
    total = assessor(pack).adjusted(record).reasoner.infer(after).total
    return min(max(total, ends.low.bound), ends.high.bound)


def check(pack: Pack, record: CaseRecord, found: Any) -> None:
    """Check that what is advised costs what it says, and reaches the band."""
    goal = reach(pack, found["to"])
    for one in found["sets"]:
        assert one["cost"] == sum(step["cost"] for step in one["steps"]) == found["cost"]
        total = carried_out(pack, record, one["steps"])
        assert one["total"] == total / 100
        assert total <= goal
    if found["farthest"]:
        assert carried_out(pack, record, found["farthest"]["steps"]) > goal


def differing(found: Any, wanted: Any) -> list[str]:
    keys = [key for key in ALIKE if found[key] != wanted[key]]
    for group in ("sets", "farthest"):
        one, other = (_first(advice[group]) for advice in (found, wanted))
        if [one.get(key) for key in ("total", "cost")] != [other.get(k) for k in ("total", "cost")]:
            keys.append(group)
        elif one != other and _named(one) == _named(other):
            keys.append(f"what is said of the steps of {group}")
    return keys


def _first(sets: Any) -> Any:
    return (sets[0] if isinstance(sets, list) and sets else sets) or {}


def _named(one: Any) -> list[object]:
    return [(step["fact"], step["item"], step["value"]) for step in one["steps"]]


def asking(pack: Pack, data: Data, to: str) -> Request:
    return {"pack": pack.id, "do": "advise", "data": data, "to": to, "wishes": {}}


def asked_below(pack: Pack, tries: int) -> Iterator[tuple[Data, Request]]:
    """Yield generated cases, of each of which the band below is asked for."""
    random, bands = Random(1), [band.id for band in pack.bands]
    while tries:
        data = {**partial_case(pack, random), "stage": random.choice(STAGES)}
        if known(pack, data) is None or (band := assess(data, pack).band) == bands[0]:
            continue
        tries -= 1
        to = bands[bands.index(band) - 1]
        yield data, asking(pack, data, to)


def asked(pack: Pack, tries: int) -> Iterator[tuple[Data, Request]]:
    """Yield generated cases, and what is asked of each."""
    random, bands = Random(7), [band.id for band in pack.bands[:-1]]
    while tries:
        make = complete_case if random.random() < 0.3 else partial_case
        data = {**make(pack, random), "stage": random.choice(STAGES)}
        to = random.choice(bands)
        if known(pack, data) is None or assess(data, pack).total * 100 <= reach(pack, to):
            continue
        tries -= 1
        wishes: dict[str, object] = {}
        if random.random() < 0.3:
            wishes["keep"] = random.sample(sorted(pack.vocabulary.facts), 2)
        if random.random() < 0.3:
            wishes["maxChanges"] = random.choice((1, 2))
        yield data, {**asking(pack, data, to), "wishes": wishes}


def wanted_of(pack: Pack, data: Data, request: Request) -> Any:
    wishes: Any = request["wishes"]
    most, keep = wishes.get("maxChanges"), wishes.get("keep", ())
    return json.loads(advise(data, str(request["to"]), pack, max_changes=most, keep=keep).to_json())


def advised_alike(pack: Pack, pairs: list[tuple[Data, Request]], folder: Path) -> list[Any]:
    """Return what the page advises on some cases, held to the optimiser and to Experta."""
    found = answers(folder, {pack.id: pack}, [request for _, request in pairs])
    advice = [one["answer"] for one in found]
    for (data, request), advised in zip(pairs, advice, strict=True):
        assert advised["proved"], request
        assert differing(advised, wanted_of(pack, data, request)) == [], request
        record = known(pack, data)
        assert record is not None
        check(pack, record, advised)
    return advice


@pytest.mark.parametrize("name", TRIES)
def test_the_page_advises_what_the_optimiser_does(name: str, tmp_path: Path) -> None:
    pack = pack_named(name)
    pairs = list(asked(pack, TRIES[name]))
    found = advised_alike(pack, pairs, tmp_path)
    assert {one["outcome"] for one in found} <= {"reachable", "unreachable"}
    assert any(one["farthest"] for one in found)


def test_it_proves_as_cheap_what_the_optimiser_does_for_the_shipped_pack(tmp_path: Path) -> None:
    pack = pack_named("cx-leader")
    pairs = list(asked_below(pack, 10))
    for name, to in ASKED:
        data = to_plain(load_case(EXAMPLES / f"{name}.yaml").document)
        assert isinstance(data, dict)
        pairs.append((data, asking(pack, data, to)))
    advised_alike(pack, pairs, tmp_path)


def test_what_it_has_no_budget_to_prove_it_does_not_call_proved(tmp_path: Path) -> None:
    pack = pack_named("cx-leader")
    case = load_case(EXAMPLES / "larkmere-telecom.yaml")
    request: Request = {"pack": pack.id, "do": "advise", "data": to_plain(case.document)}
    budgets = (0, 100_000, 200_000, 400_000, 4_000_000)
    requests: list[Request] = [
        {**request, "to": "moderate", "wishes": {"budget": one}} for one in budgets
    ]
    found = [one["answer"] for one in answers(tmp_path, {pack.id: pack}, requests)]
    *hasty, whole = found
    assert whole["proved"]
    assert not hasty[0]["proved"]
    for one in hasty:
        assert one["at_least"] <= whole["cost"]
        assert one["proved"] == (one["cost"] == one["at_least"])
        assert one["cost"] is None or one["cost"] >= whole["cost"]
        check(pack, assessor(pack).read(case), one)


@pytest.mark.parametrize("flag", ["unknown", "disputed"])
def test_what_is_settled_by_finding_out_or_by_a_step_is_no_longer_held_against_the_role(
    flag: str, tmp_path: Path
) -> None:
    then = "{risk: {driver: resources, points: 4}}"
    written = rule("budget-doubted", then, f"{{{flag}: dedicated_budget}}")
    silent = {name: text.replace("gives: open", "gives: silent") for name, text in written.items()}
    pack = make_pack(tmp_path / "pack", silent)
    answered: Data = {name: value for name, value in BEST.items() if name != "dedicated_budget"}
    respondents: Data = {
        "ceo": {"dedicated_budget": "not_known" if flag == "unknown" else "yes"},
        "cfo": {"dedicated_budget": "not_known" if flag == "unknown" else "no"},
    }
    data: Data = {
        "title": "A case",
        "stage": "offer",
        "facts": answered,
        "respondents": respondents,
    }
    request = asking(pack, data, "low")
    (found,) = answers(tmp_path, {pack.id: pack}, [request])
    wanted = wanted_of(pack, data, request)
    assert differing(found["answer"], wanted) == []
    assert wanted["outcome"] == "reachable"


def test_it_refuses_a_band_or_a_fact_that_the_pack_does_not_have(tmp_path: Path) -> None:
    pack = pack_named("tiny")
    request: Request = {"pack": "tiny", "do": "advise", "data": {"title": "A case", "facts": {}}}
    requests: list[Request] = [
        {**request, "to": "dire", "wishes": {}},
        {**request, "to": "low", "wishes": {"keep": ["moon"]}},
    ]
    found = answers(tmp_path, {"tiny": pack}, requests)
    told = ["the pack has no band 'dire'", "the pack has no fact 'moon'"]
    assert [one["fault"] for one in found] == told


def test_the_farthest_steps_lead_to_a_range_that_begins_at_the_total_known(tmp_path: Path) -> None:
    pack = pack_named("clean")
    answered = {"charter": {"measures": "yes"}, "dedicated_budget": "no", "levels_below_ceo": 3}
    facts = {**answered, "authority_type": "none", "reports_to": "other", "team_size": 45}
    other = {"hiring_manager": {"authority_type": "influence_only"}}
    data: Data = {"title": "A case", "facts": {**facts, "sector": "other"}, "respondents": other}
    request = {**asking(pack, data, "low"), "wishes": {"maxChanges": 2}}
    (found,) = answers(tmp_path, {pack.id: pack}, [request])
    wanted = wanted_of(pack, data, request)
    assert differing(found["answer"], wanted) == []
    # one step leads to as low a total on what is known, and to a range that begins above it
    assert [step["value"] for step in wanted["farthest"]["steps"]] == ["process", "yes"]
