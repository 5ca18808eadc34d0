"""Cases: the frame of a case file, and its answers read against a pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import CaseError, Pack, assess, load_case
from mandate.case_forms import KINDS, OUTCOMES
from mandate.facts import STAGES
from mandate.library import case_from
from tests.helpers import ROOT, TINY, known


def test_what_a_case_leaves_out_has_a_default(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, "title: A case\n"))
    assert (case.id, case.pack, case.stage, case.kind) == (
        "a-case",
        "cx-leader",
        "search",
        "client",
    )
    assert case.sources == ()
    assert case.outcome is None


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_what_its_file_says(tmp_path: Path) -> None:
    text = (
        "id: one\ntitle: A  case\npack: tiny\nstage: in_post\nkind: published\n"
        "organisation: Acme\nrole: Head\nyears: 2018-2022\nadjacent_role: no\n"
        "summary: >-\n  Two\n  lines.\nnote: N\n"
        "sources: [{id: a, title: A, address: 'https://a'}, {id: b, title: B}]\n"
        "outcome: {what: ousted, months: 12, because: It was so., confidence: medium}\n"
        "facts: {}\nrespondents: {}\n"
    )
    case = load_case(write(tmp_path, text))
    assert (case.id, case.title, case.stage, case.kind) == ("one", "A case", "in_post", "published")
    assert [tuple(source) for source in case.sources] == [("a", "A", "https://a"), ("b", "B", "")]
    assert case.outcome == ("ousted", 12, "It was so.", "medium")
    assert case.folder == tmp_path


def test_an_outcome_may_leave_its_months_out(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, "title: A\noutcome: {what: unclear}\n"))
    assert case.outcome == ("unclear", None, "", "low")


@pytest.mark.parametrize(
    ("key", "words"), [("stage", STAGES), ("kind", KINDS)], ids=["stages", "kinds"]
)
def test_every_stage_and_kind_can_be_written(
    tmp_path: Path, key: str, words: tuple[str, ...]
) -> None:
    for word in words:
        assert getattr(load_case(write(tmp_path, f"title: A\n{key}: {word}\n")), key) == word


def test_every_outcome_can_be_written(tmp_path: Path) -> None:
    for word in OUTCOMES:
        case = load_case(write(tmp_path, f"title: A\noutcome: {{what: {word}}}\n"))
        assert case.outcome is not None
        assert case.outcome.what == word


def test_the_outcome_is_no_evidence(tmp_path: Path, tiny: Pack) -> None:
    plain = "title: A\nfacts: {authority_type: none}\n"
    one = assess(write(tmp_path, plain), tiny)
    two = assess(write(tmp_path, plain + "outcome: {what: ousted}\nsummary: It ended.\n"), tiny)
    assert one == two


def test_wrong_answers_show_only_against_a_pack(tmp_path: Path, tiny: Pack) -> None:
    case = load_case(write(tmp_path, "title: A\nfacts: {weather: fine}\n"))
    with pytest.raises(CaseError, match="has no fact 'weather'"):
        assess(case, tiny)


def test_a_mapping_of_facts_is_a_case(tiny: Pack) -> None:
    assert (
        assess({"authority_type": "none"}, tiny).total
        == assess({"facts": {"authority_type": "none"}}, tiny).total
    )


def test_a_mapping_may_hold_python_values(tiny: Pack) -> None:
    facts = {"dedicated_budget": True, "team_size": 5, "charter_elements": {"scope": False}}
    memory = known(tiny, facts).memory
    assert {(one.fact, one.item): one.values for one in memory.answers} == {
        ("charter_elements", "scope"): ("no",),
        ("dedicated_budget", ""): ("yes",),
        ("team_size", ""): ("5",),
    }


def test_a_mapping_with_the_keys_of_a_case_and_no_facts_is_a_case(tiny: Pack) -> None:
    frame = {"id": "one", "title": "A case", "pack": "tiny", "stage": "offer", "kind": "client"}
    assert assess(frame, tiny).case.stage == "offer"


@pytest.mark.parametrize(
    "data",
    [
        {"facts": {"authority_type": None}},
        {"facts": {"authority_type": object()}},
        {"facts": {1.5: "x"}},
        {"facts": []},
        {"facts": "authority_type"},
        {"facts": {}, "stage": "never"},
        {"facts": {}, "tittle": "x"},
        {"respondents": {"ceo": []}},
        {"respondents": {"": {"authority_type": "none"}}},
        {"facts": {}, "sources": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]},
    ],
)
def test_data_that_is_no_case_is_refused(tiny: Pack, data: dict[str, object]) -> None:
    with pytest.raises(CaseError):
        assess(data, tiny)


def test_a_source_that_an_answer_cites_must_be_listed(tiny: Pack) -> None:
    facts = {"authority_type": {"value": "none", "source": "minutes"}}
    with pytest.raises(CaseError, match="cites the source 'minutes', which is not listed"):
        assess({"facts": facts}, tiny)
    assert assess({"facts": facts, "sources": [{"id": "minutes", "title": "Minutes"}]}, tiny)


def test_what_cannot_be_is_refused_only_where_it_is_certain(tiny: Pack) -> None:
    assert assess({"reports_to": "ceo", "levels_below_ceo": {"between": [2, 3]}}, tiny)
    assert assess({"reports_to": {"one_of": ["ceo", "cmo"]}, "levels_below_ceo": 4}, tiny)
    with pytest.raises(CaseError) as raised:
        assess({"reports_to": "ceo", "levels_below_ceo": {"between": [3, 6]}}, tiny)
    assert [fault.code for fault in raised.value.faults] == ["impossible"] * 2


def test_every_case_in_the_collection_is_read_and_assessed() -> None:
    paths = sorted((ROOT / "cases").glob("*/*.yaml"))
    assert len(paths) > 20
    for path in paths:
        assessment = assess(path)
        assert 0 <= assessment.score <= 100


def test_a_case_names_its_pack_by_a_path_beside_it(tmp_path: Path) -> None:
    case = write(tmp_path, f"title: A\npack: {TINY}\nfacts: {{}}\n")
    assert assess(case).pack.id == "tiny"


def test_the_case_from_a_mapping_has_no_place() -> None:
    assert str(case_from({"authority_type": "none"}).location) == "<case>"


EXPECT = {
    "band": "high",
    "fires": ["figurehead"],
    "silent": ["small-team"],
    "findings": ["powerless"],
    "drivers": {"authority": 6, "resources": -1},
    "score": 55,
    "because": "It is so.",
}


def test_what_a_case_expects_is_read_and_no_part_of_what_it_means(tiny: Pack) -> None:
    plain = {"facts": {"authority_type": "none"}}
    case = case_from({**plain, "expect": EXPECT})
    assert case.faults == ()
    assert case.expect is not None
    assert case.expect.band is not None
    assert case.expect.band.id == "high"
    names = (case.expect.fires, case.expect.silent, case.expect.findings)
    assert [one.id for group in names for one in group] == ["figurehead", "small-team", "powerless"]
    assert case.expect.because == "It is so."
    drivers = [(one.id, one.number) for one in case.expect.drivers]
    assert drivers == [("authority", 6), ("resources", -1)]
    assert case.expect.score is not None
    assert case.expect.score.number == 55
    assert assess(case, tiny) == assess(plain, tiny)
    assert case_from(plain).expect is None
    assert case_from({"expect": EXPECT}).expect == case.expect


@pytest.mark.parametrize(
    ("expect", "code", "message"),
    [
        ("high", "mapping", "expected an expectation, found 'high'"),
        ({"band": "high"}, "missing-key", "an expectation needs 'because'"),
        ({"because": "So."}, "expectation", "the expectation is empty"),
        ({**EXPECT, "bands": "low"}, "unknown-key", "an expectation has no key 'bands'"),
        ({**EXPECT, "fires": "figurehead"}, "list", "expected a list, found 'figurehead'"),
        ({**EXPECT, "band": ["low"]}, "text", "expected a name, found"),
        (
            {**EXPECT, "score": 101},
            "number",
            "expected a score: a whole number from 0 to 100, found",
        ),
        ({**EXPECT, "score": "high"}, "number", "expected a score: a whole number from 0 to 100"),
        ({**EXPECT, "drivers": ["authority"]}, "mapping", "expected a mapping, found"),
        ({**EXPECT, "drivers": {"authority": "+6"}}, "number", "expected points: a whole number"),
        (
            {**EXPECT, "silent": ["figurehead"]},
            "expectation",
            "'figurehead' is to fire and to be silent",
        ),
    ],
)
def test_an_expectation_that_is_written_wrongly_is_a_fault(
    expect: object, code: str, message: str
) -> None:
    (fault,) = case_from({"facts": {}, "expect": expect}).faults
    assert fault.code == code
    assert fault.message.startswith(message)
