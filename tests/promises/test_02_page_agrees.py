"""Promise 2: "All readers agree: Experta, the recording evaluator, the column kernel and the page's
engine give the same fired rules, findings and total" - here, the page's engine with Experta.

Its assessments are the same to the last word, ranges included, but for what it leaves out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mandate import CaseError, Pack, assess, load_case, redact
from mandate.assessment import Assessment
from mandate.library import case_from
from mandate.memory import Masks
from mandate.page.opening import opening
from mandate.page.script import engine_script
from mandate.reasoning import Inference
from mandate.scoring import score
from mandate.serialization import to_data
from mandate.source import to_plain
from tests.helpers import ROOT
from tests.page.node import LEFT_OUT, Request, answers, needs_node
from tests.promises.generated import (
    Data,
    assessor,
    complete_case,
    known,
    pack_named,
    partial_case,
    setting_aside,
)

pytestmark = needs_node
CASES = sorted((ROOT / "cases").rglob("*.yaml"))
VERDICTS = {"tiny": 3000, "operators": 5000, "clean": 3000, "cx-leader": 5000}
READ = 10
"""One verdict in so many is on a case that is read; reading takes both sides most of the time."""
ASSESSMENTS = {"tiny": 150, "operators": 100, "clean": 150, "cx-leader": 60}
IMPOSSIBLE = "impossible"


def generated_cases(pack: Pack, seed: int, count: int) -> Iterator[Data]:
    random = Random(seed)
    for _ in range(count):
        make = complete_case if random.random() < 0.2 else partial_case
        data = {**make(pack, random), "stage": random.choice(("search", "offer", "in_post"))}
        if random.random() < 0.1:
            data = setting_aside(data, random.sample(sorted(pack.rules), 2))
        yield data


def verdicts(pack: Pack, seed: int, count: int) -> Iterator[tuple[Request, object]]:
    """Yield requests for verdicts, each with what Experta infers: of some cases, and of working
    memories in which each fact is as in one or another of these."""
    memories: list[Masks] = []
    for data in generated_cases(pack, seed, count // READ):
        yield {"pack": pack.id, "do": "infer", "data": data}, verdict_of(pack, data)
        record = known(pack, data)
        if record is not None:
            memories.append(record.memory.masks)
    random, vocabulary = Random(seed), pack.vocabulary
    infer = assessor(pack).reasoner.infer
    for _ in range(count - count // READ):
        masks, other = list(random.choice(memories)), random.choice(memories)
        for fact in vocabulary.facts:
            if random.random() < 0.5:
                slots = [slot.position for slot in vocabulary.slots_of(fact)]
                for place in (
                    *slots,
                    vocabulary.unknown_flag(fact),
                    vocabulary.disputed_flag(fact),
                ):
                    masks[place] = other[place]
        told = list(map(str, masks))  # some are too large for a number in the page
        yield {"pack": pack.id, "do": "infer_from", "masks": told}, verdict_in(infer(tuple(masks)))


def verdict_of(pack: Pack, data: Data) -> object:
    """Return what Experta infers of a case, as the page's engine tells it."""
    record = known(pack, data)
    if record is None:
        return IMPOSSIBLE
    return verdict_in(assessor(pack).adjusted(record).reasoner.infer(record.memory.masks))


def verdict_in(found: Inference) -> object:
    return {
        "firings": [[one.rule, one.points] for one in found.firings],
        "findings": [[name, list(by)] for name, by in found.findings.items()],
        "drivers": to_data(found.drivers),
        "lifts": [
            {**lift._asdict(), "points": round(lift.points * 100), "facts": []}
            for lift in found.lifts
        ],
        "total": found.total,
    }


def assessment_of(pack: Pack, data: Data) -> object:
    """Return how Experta assesses a case, as far as the page tells it."""
    record = known(pack, data)
    return IMPOSSIBLE if record is None else told(assessor(pack).assess(record))


def told(assessment: Assessment) -> object:
    """Return what the page tells of an assessment."""
    made = json.loads(assessment.to_json())
    del made["case"]["digest"]
    return {key: value for key, value in made.items() if key not in LEFT_OUT}


def plain(answer: dict[str, Any]) -> object:
    return IMPOSSIBLE if answer.get("because") else answer.get("answer", answer)


def differing(one: object, other: object) -> list[str]:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return [f"{other} instead of {one}"]
    return [key for key in {**one, **other} if one.get(key) != other.get(key)]


@pytest.mark.parametrize("name", VERDICTS)
def test_the_page_infers_the_same_of_thousands_of_cases(name: str, tmp_path: Path) -> None:
    pack = pack_named(name)
    requests, wanted = zip(*verdicts(pack, 1, VERDICTS[name]), strict=True)
    found = answers(tmp_path, {pack.id: pack}, requests)
    for request, want, answer in zip(requests, wanted, found, strict=True):
        assert plain(answer) == want, (differing(want, plain(answer)), request)


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_the_page_assesses_to_the_last_word_alike(name: str, tmp_path: Path) -> None:
    pack = pack_named(name)
    cases = list(generated_cases(pack, 2, ASSESSMENTS[name]))
    requests: list[Request] = [{"pack": name, "do": "assess", "data": one} for one in cases]
    found = answers(tmp_path, {name: pack}, requests)
    wanted = [assessment_of(pack, data) for data in cases]
    for data, want, answer in zip(cases, wanted, found, strict=True):
        assert plain(answer) == want, (differing(want, plain(answer)), data)
    assert sum(one != IMPOSSIBLE for one in wanted) > len(cases) / 2


def test_the_page_assesses_every_shipped_case_alike(tmp_path: Path) -> None:
    pack = pack_named("cx-leader")
    documents = [to_plain(load_case(path).document) for path in CASES]
    requests: list[Request] = [
        {"pack": pack.id, "do": "assess", "data": data} for data in documents
    ]
    found = answers(tmp_path, {pack.id: pack}, requests)
    for path, answer in zip(CASES, found, strict=True):
        wanted = told(assess(path, pack))
        assert answer["answer"] == wanted, (path, differing(wanted, answer["answer"]))


def test_the_page_opens_every_shipped_case_as_it_was_written(tmp_path: Path) -> None:
    pack = pack_named("cx-leader")
    known_to_page = opening(pack)
    requests: list[Request] = [
        {
            "pack": pack.id,
            "do": "open",
            "text": path.read_text(encoding="utf-8"),
            "opening": known_to_page,
        }
        for path in CASES
    ]
    found = answers(tmp_path, {pack.id: pack}, requests)
    for path, answer in zip(CASES, found, strict=True):
        assert answer["answer"]["data"] == to_plain(load_case(path).document), path
        wanted, made = told(assess(path, pack)), answer["answer"]["assessment"]
        assert made == wanted, (path, differing(wanted, made))


@pytest.mark.parametrize("reader", ["client", "candidate"])
def test_the_page_assesses_editions_alike(reader: str, tmp_path: Path) -> None:
    pack = pack_named("tiny")
    random, editions = Random(5), list[Data]()
    for data in generated_cases(pack, 5, 60):
        visible = {"visible_to": random.choice(([], ["client"], ["candidate"]))}
        rules: Data = dict(visible)
        if "respondents" in data:
            attribution = random.choice(("yes", "no"))
            rules["respondents"] = {"ceo": {**visible, "attribution": attribution}}
        whole = {**data, "id": "a-case", "kind": "published", "editions": rules}
        if known(pack, whole) is None:
            continue
        with suppress(CaseError):  # what is left of some cannot be
            edition = to_plain(redact(case_from(whole), reader, pack).document)
            assert isinstance(edition, dict)
            editions.append(edition)
    requests: list[Request] = [{"pack": pack.id, "do": "assess", "data": one} for one in editions]
    found = answers(tmp_path, {pack.id: pack}, requests)
    for data, answer in zip(editions, found, strict=True):
        wanted = assessment_of(pack, data)
        assert plain(answer) == wanted, (differing(wanted, plain(answer)), data)
    assert len(editions) > 30


def test_the_page_scores_every_total_alike(tmp_path: Path) -> None:
    totals = list(range(-9_000, 9_001))
    request: Request = {"pack": "tiny", "do": "scores", "totals": totals}
    (found,) = answers(tmp_path, {"tiny": pack_named("tiny")}, [request])
    assert found["answer"] == [score(total) for total in totals]


def test_a_rule_that_counts_open_as_no_would_be_noticed(tmp_path: Path) -> None:
    """The comparison is no formality: an engine with one planted error is caught."""
    pack = pack_named("tiny")
    cases = list(generated_cases(pack, 1, 200))
    requests: list[Request] = [{"pack": "tiny", "do": "infer", "data": one} for one in cases]
    sound = "return (masks) => !(masks[slot] & outside);"
    planted = engine_script().replace(sound, sound.replace("& outside", "& outside & ~1"))
    assert planted != engine_script()
    found = answers(tmp_path, {"tiny": pack}, requests, planted)
    wrong = [
        data
        for data, answer in zip(cases, found, strict=True)
        if plain(answer) != verdict_of(pack, data)
    ]
    assert wrong
