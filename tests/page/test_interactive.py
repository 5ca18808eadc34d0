"""What the interactive part puts into a page: data that stays data, and nothing withheld."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from mandate import Pack
from mandate.page.script import face_script
from tests.helpers import VOICES, run
from tests.page.pages import intake_text, report_text
from tests.withheld import SECRET, WITHHELD

DATA = re.compile(r'<script type="application/json" id="mandate-data">(.*?)</script>', re.DOTALL)


def test_the_policy_allows_the_scripts_and_styles_of_the_page_and_nothing_else(
    larkmere: str,
) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', larkmere)
    rules = dict(one.split(" ", 1) for one in policy.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    assert rules.pop("worker-src") == "blob:"
    assert rules.pop("require-trusted-types-for") == "'script'"
    assert rules.pop("trusted-types") == "mandate"
    for kind, element in (("style-src", "style"), ("script-src", "script")):
        found = re.findall(rf"<{element}(?: id=\S*)?>(.*?)</{element}>", larkmere, re.DOTALL)
        hashes = [b64encode(sha256(one.encode()).digest()).decode() for one in found]
        assert rules.pop(kind).split() == [f"'sha256-{one}'" for one in hashes]
    assert rules == {}


def test_the_data_of_a_page_cannot_be_taken_for_markup(tiny: Pack) -> None:
    text = "</script><!--<script>&amp;\u2028\u2029\u202e\x00"
    page = report_text({"title": text, "facts": {"authority_type": "none"}}, tiny)
    (data,) = DATA.findall(page)
    assert not set("<>&\u2028\u2029\u202e") & set(data)
    assert data.isascii()
    assert json.loads(data)["case"]["title"] == text


def test_the_same_case_gives_the_same_page(voices: str) -> None:
    assert report_text(VOICES) == voices


def test_a_page_tells_nothing_of_the_case_as_it_was(tiny: Pack) -> None:
    case = {
        "title": "A role",
        "id": "a-role",
        "kind": "published",
        "outcome": {"what": "left_frustrated", "because": "the mandate was withdrawn"},
        "expect": {"band": "high", "because": "it is said to be"},
        "merged": [{"id": "another-role", "digest": f"sha256:{'0' * 64}"}],
        "facts": {"authority_type": "none"},
    }
    (data,) = DATA.findall(report_text(case, tiny))
    kept = json.loads(data)["case"].keys()
    assert {"title", "kind"} <= kept
    assert not {"expect", "outcome", "merged", "id"} & kept


def test_the_answers_of_a_page_are_those_of_the_case(voices: str) -> None:
    (data,) = DATA.findall(voices)
    found = json.loads(data)
    assert found["case"]["respondents"]["ceo"]["ambition"] == "differentiate"
    assert found["shown"]["answers"]["ambition"] == ["stand apart from rivals", "CEO"]


@pytest.mark.parametrize("reader", ["client", "candidate"])
def test_nothing_withheld_is_anywhere_in_the_page_of_an_edition(tiny: Pack, reader: str) -> None:
    assert SECRET in report_text(WITHHELD, tiny)
    page = report_text(WITHHELD, tiny, reader)
    assert SECRET not in page
    (data,) = DATA.findall(page)
    assert json.loads(data)["case"]["edition"] == reader


def test_a_page_to_answer_in_has_no_case_and_names_the_pack(tiny: Pack) -> None:
    (data,) = DATA.findall(intake_text(tiny))
    found = json.loads(data)
    assert found["case"] is found["shown"] is None
    assert found["blank"]["pack"] == "tiny"


def test_the_face_writes_no_markup_and_reaches_for_nothing() -> None:
    script = face_script()
    for name in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert name not in script
    for name in (
        "fetch(",
        "XMLHttpRequest",
        "localStorage",
        "sessionStorage",
        "location",
        "cookie",
    ):
        assert name not in script


def test_a_report_has_the_engine_in_it_unless_it_is_static(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for more, count in (((), 3), (("--static",), 0)):
        assert run(capsys, "report", VOICES, *more, "-o", tmp_path / "x.html").code == 0
        assert (tmp_path / "x.html").read_text(encoding="utf-8").count("<script") == count


def test_a_blank_page_is_made_without_a_case(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(capsys, "report", "--blank", "-o", tmp_path / "x.html").code == 0
    assert '<h2 id="try-title">The answers</h2>' in (tmp_path / "x.html").read_text("utf-8")
    assert run(capsys, "report", "--blank", VOICES, "-o", tmp_path / "y.html").code == 2
    assert run(capsys, "report", "--blank", "-o", tmp_path / "y.md").code == 2
    done = run(capsys, "report", "-o", tmp_path / "y.html")
    assert done.code == 2
    assert "Missing argument" in done.err
    assert not list(tmp_path.glob("y.*"))
