"""Promise 2: "All readers agree: Experta, the recording evaluator, the column kernel and the page's
engine give the same fired rules, findings and total" - here, the engine within a page that a
browser has opened, under the policy of that page.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.page.chromium import Chromium
from tests.page.in_chromium import answers_in
from tests.page.node import Request
from tests.page.pages import intake_text
from tests.promises.generated import pack_named
from tests.promises.test_02_page_agrees import (
    IMPOSSIBLE,
    assessment_of,
    differing,
    generated_cases,
    plain,
    verdict_of,
    verdicts,
)
from tests.required import needs

pytestmark = needs("chromium")
VERDICTS = {"tiny": 500, "operators": 1000, "clean": 500, "cx-leader": 2000}
ASSESSMENTS = {"tiny": 60, "operators": 60, "clean": 60, "cx-leader": 40}


@pytest.mark.parametrize("name", VERDICTS)
def test_an_opened_page_infers_the_same_of_thousands_of_cases(
    name: str, browser: Chromium, tmp_path: Path
) -> None:
    pack = pack_named(name)
    requests, wanted = map(list, zip(*verdicts(pack, 3, VERDICTS[name]), strict=True))
    found = answers_in(browser, tmp_path, pack, requests)
    for request, want, answer in zip(requests, wanted, found, strict=True):
        assert plain(answer) == want, (differing(want, plain(answer)), request)


@pytest.mark.parametrize("name", ASSESSMENTS)
def test_an_opened_page_assesses_to_the_last_word_alike(
    name: str, browser: Chromium, tmp_path: Path
) -> None:
    pack = pack_named(name)
    cases = list(generated_cases(pack, 4, ASSESSMENTS[name]))
    requests: list[Request] = [{"pack": pack.id, "do": "assess", "data": one} for one in cases]
    found = answers_in(browser, tmp_path, pack, requests)
    wanted = [assessment_of(pack, data) for data in cases]
    for data, want, answer in zip(cases, wanted, found, strict=True):
        assert plain(answer) == want, (differing(want, plain(answer)), data)
    assert sum(one != IMPOSSIBLE for one in wanted) > len(cases) / 2


def test_a_page_with_another_compiled_pack_would_be_noticed(
    browser: Chromium, tmp_path: Path
) -> None:
    """The comparison is no formality: a page in which one rule has other points is caught."""
    pack = pack_named("tiny")
    cases = list(generated_cases(pack, 3, 60))
    requests: list[Request] = [{"pack": pack.id, "do": "infer", "data": one} for one in cases]
    page = intake_text(pack)
    planted = page.replace('"points":[3,', '"points":[4,', 1)
    assert planted != page
    found = answers_in(browser, tmp_path, pack, requests, planted)
    pairs = zip(cases, found, strict=True)
    assert any(plain(answer) != verdict_of(pack, data) for data, answer in pairs)
