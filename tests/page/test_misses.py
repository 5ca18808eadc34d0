"""The page tells the nearest misses that ``mandate explain`` tells."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from mandate import Pack, explain, load_case
from mandate.assessment import Evidence, FactEvidence
from mandate.case_record import CaseRecord
from mandate.source import to_plain
from mandate.wording import fact_words
from tests.helpers import EXAMPLES, changed, fact, make_pack, rule, vocabulary
from tests.page.node import Request, answers, needs_node
from tests.promises.generated import Data, known, pack_named
from tests.promises.test_02_page_agrees import generated_cases

pytestmark = needs_node
TRIES = {"tiny": 150, "operators": 200, "clean": 150, "cx-leader": 40}


def wanted(pack: Pack, data: Data) -> list[object]:
    """Return the misses of a case as the page tells them."""
    explanation, record = explain(data, "", pack), known(pack, data)
    assert record is not None
    rules = map(explanation.rule, explanation.silent)
    return [
        {
            "rule": one.rule,
            "possible": list(one.possible),
            "held": one.held,
            "lacking": [
                {
                    "rule": lack.rule,
                    "truth": lack.truth,
                    "expected": lack.expected,
                    "now": facts_in(lack.actual, pack, record),
                    "distance": lack.distance,
                }
                for lack in one.lacking
            ],
        }
        for one in rules
    ]


def facts_in(actual: tuple[Evidence, ...], pack: Pack, record: CaseRecord) -> list[str]:
    named = dict.fromkeys(piece.fact for piece in actual if isinstance(piece, FactEvidence))
    memory = record.memory
    return [
        fact_words(pack.fact(name), memory.masks, pack.vocabulary, settled=memory.is_settled(name))
        for name in named
    ]


def asking(pack: Pack, data: Data) -> Request:
    return {"pack": pack.id, "do": "misses", "data": data}


@pytest.mark.parametrize("name", TRIES)
def test_the_page_tells_the_same_misses_in_the_same_order(name: str, tmp_path: Path) -> None:
    pack = pack_named(name)
    cases: list[Any] = [data for data in generated_cases(pack, 5, TRIES[name]) if known(pack, data)]
    if name == "cx-leader":
        cases += [to_plain(load_case(one).document) for one in sorted(EXAMPLES.glob("*.yaml"))]
    found = answers(tmp_path, {pack.id: pack}, [asking(pack, data) for data in cases])
    for data, answer in zip(cases, found, strict=True):
        assert answer["answer"] == wanted(pack, data), data


NEAR, FAR = "{one: 'yes'}", "{all: [{one: 'yes'}, {two: 'yes'}]}"


@pytest.mark.parametrize("whens", [(NEAR, FAR), (FAR, NEAR)])
def test_of_the_rules_behind_a_finding_the_nearest_counts(
    whens: tuple[str, str], tmp_path: Path
) -> None:
    backed = "findings:\n  backed: {title: Backed, meaning: Somebody stands behind it.}\n"
    pack = make_pack(
        tmp_path / "pack",
        changed("findings.yaml", "findings:\n", backed),
        vocabulary(fact("one"), fact("two")),
        *(rule(f"about-{n}", "{concludes: backed}", when) for n, when in enumerate(whens)),
        rule("reading", "{risk: {driver: resources, points: 2}}", "{finding: backed}"),
    )
    cases: list[Data] = [
        {"title": "T", "facts": {"one": one, "two": two}}
        for one, two in product(("yes", "no", {"one_of": ["yes", "no"]}), repeat=2)
    ]
    found = answers(tmp_path, {pack.id: pack}, [asking(pack, data) for data in cases])
    for data, answer in zip(cases, found, strict=True):
        assert answer["answer"] == wanted(pack, data), data
