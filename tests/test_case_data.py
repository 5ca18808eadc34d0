"""A case as plain data and as YAML, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate import CaseError, Pack, assess, load_case, load_pack, replay
from mandate.case import Known, known, read_case
from mandate.case_data import case_data, case_yaml
from mandate.errors import Faults
from mandate.library import case_from
from mandate.pack.digest import digest
from mandate.yaml_files import read_text
from tests.helpers import ROOT, TINY


def read_back(text: str, pack: Pack) -> Known:
    faults = Faults()
    document = read_text(text, "case.yaml", faults)
    case = read_case(document, faults) if document else None
    assert not len(faults), [str(fault) for fault in faults]
    assert case is not None
    return known(case, pack)


def same(one: Known, two: Known) -> None:
    assert one.memory.masks == two.memory.masks
    assert len(one.memory.superseded) == len(two.memory.superseded)
    answers = [[answer[:-1] for answer in each.memory.answers] for each in (one, two)]
    assert answers[0] == answers[1]
    assert one.case[:5] == two.case[:5]
    assert sorted(one.case.sources) == sorted(two.case.sources)


CASES: dict[str, dict[str, object]] = {
    "nothing": {"facts": {}},
    "nobody-answered": {"respondents": {}},
    "values": {"facts": {"authority_type": "none", "dedicated_budget": "yes", "team_size": 5}},
    "ranges": {
        "facts": {"levels_below_ceo": {"between": [2, 4]}, "reports_to": {"one_of": ["cmo"]}}
    },
    "not-known": {"facts": {"authority_type": "not_known", "charter_elements": "not_known"}},
    "checklist": {"facts": {"charter_elements": {"scope": "yes", "rest": "no"}}},
    "items": {"facts": {"charter_elements": {"scope": "yes", "skills": "not_known"}}},
    "remarks": {
        "facts": {
            "authority_type": {
                "value": "none",
                "source": "a",
                "phrase": "no: # 'x'",
                "note": "é, [y]",
                "known": "later",
                "date": "2026",
                "confidence": "documented",
            },
            "charter_elements": {"value": {"rest": "no"}, "source": "b"},
        },
        "sources": [{"id": "b", "title": "B", "address": "https://b"}, {"id": "a", "title": "A"}],
    },
    "respondents": {
        "facts": {"reports_to": {"value": "cmo", "confidence": "documented"}},
        "respondents": {
            "ceo": {"reports_to": "ceo", "charter_elements": {"scope": "yes"}},
            "hr director": {"reports_to": "not_known", "charter_elements": {"scope": "no"}},
        },
    },
    "several-answers": {
        "facts": {
            "reports_to": [{"value": "cmo", "source": "a"}, {"value": "cmo", "source": "a"}],
            "charter_elements": [{"value": {"scope": "yes"}}, {"value": {"scope": "no"}}],
        },
        "respondents": {
            "ceo": {
                "authority_type": [
                    {"value": {"between": ["none", "process"]}, "date": "2026-01"},
                    {"value": "line", "date": "2026-03-02", "note": "n"},
                ],
                "charter_elements": [
                    {"value": {"scope": "yes", "skills": "no"}, "date": "2026-01"},
                    {"value": {"scope": "no"}, "date": "2026-03"},
                ],
            }
        },
        "sources": [{"id": "a", "title": "A"}],
    },
    "frame": {"id": "x", "title": "010", "stage": "in_post", "kind": "published", "facts": {}},
}


@pytest.mark.parametrize("name", CASES)
def test_a_case_goes_to_data_and_yaml_and_back(tiny: Pack, name: str) -> None:
    read = known(case_from({"title": "A", "pack": "tiny", **CASES[name]}), tiny)
    data = case_data(read, tiny)
    same(read, known(case_from(data), tiny))
    back = read_back(case_yaml(read, tiny), tiny)
    same(read, back)
    assert case_data(back, tiny) == data


def test_the_data_of_a_case_is_the_same_however_it_was_written(tiny: Pack) -> None:
    one = {"facts": {"levels_below_ceo": {"between": [2, 3]}, "charter_elements": {"rest": "no"}}}
    items = {"skills": "no", "scope": "no", "measures": "no"}
    two = {"facts": {"charter_elements": items, "levels_below_ceo": {"one_of": [3, 2]}}}
    data = [case_data(known(case_from(each), tiny), tiny) for each in (one, two)]
    assert data[0] == data[1]


def test_what_the_rules_do_not_read_is_left_out(tiny: Pack) -> None:
    frame = {"facts": {}, "outcome": {"what": "ousted"}, "summary": "S", "organisation": "O"}
    data = case_data(known(case_from(frame), tiny), tiny)
    assert not {"outcome", "summary", "organisation"} & set(data)


def test_another_answer_is_another_case(tiny: Pack) -> None:
    facts = [{"reports_to": "ceo"}, {"reports_to": "cmo"}, {"reports_to": "not_known"}, {}]
    read = [known(case_from({"facts": one}), tiny) for one in facts]
    digests = {digest(case_data(one, tiny)) for one in read}
    assert len(digests) == 4


@pytest.mark.parametrize(
    "path", sorted((ROOT / "cases").glob("*/*.yaml")), ids=lambda path: path.stem
)
def test_every_case_of_the_collection_survives_its_yaml(path: Path) -> None:
    pack = load_pack("cx-leader")
    read = known(load_case(path), pack)
    same(read, read_back(case_yaml(read, pack), pack))


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp")), min_size=1
).filter(str.strip)
ANSWERS = {
    "authority_type": st.sampled_from(["none", "influence_only", "process", "line", "not_known"]),
    "reports_to": st.lists(st.sampled_from(["ceo", "cmo", "other"]), min_size=1).map(
        lambda values: {"one_of": values}
    ),
    "levels_below_ceo": st.tuples(st.integers(1, 2), st.integers(2, 6)).map(
        lambda ends: {"between": list(ends)}
    ),
    "charter_elements": st.dictionaries(
        st.sampled_from(["scope", "measures", "skills"]),
        st.sampled_from(["yes", "no", "not_known"]),
    ),
}
REMARKS = st.fixed_dictionaries(
    {}, optional={"note": TEXT, "phrase": TEXT, "known": st.sampled_from(["at_hire", "later"])}
)


@given(
    st.fixed_dictionaries({}, optional=ANSWERS),
    REMARKS,
    st.dictionaries(TEXT.map(str.strip), st.fixed_dictionaries({}, optional=ANSWERS), max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_any_case_survives_its_yaml(
    facts: dict[str, object],
    remarks: dict[str, str],
    respondents: dict[str, dict[str, object]],
) -> None:
    pack = load_pack_once()
    remarked = {name: {"value": value, **remarks} for name, value in facts.items()}
    data = {"title": "A", "pack": "tiny", "facts": remarked, "respondents": respondents}
    voices = [facts, *respondents.values()]
    if any("ceo" in str(voice) for voice in voices):
        data["facts"] = {k: v for k, v in remarked.items() if k != "levels_below_ceo"}
        data["respondents"] = {
            who: {k: v for k, v in said.items() if k != "levels_below_ceo"}
            for who, said in respondents.items()
        }
    read = known(case_from(data), pack)
    same(read, read_back(case_yaml(read, pack), pack))


_loaded: list[Pack] = []


def load_pack_once() -> Pack:
    if not _loaded:
        _loaded.append(load_pack(TINY))
    return _loaded[0]


def test_a_case_whose_title_has_no_word_has_a_name_all_the_same(tiny: Pack, tmp_path: Path) -> None:
    made = assess({"title": "???", "facts": {"dedicated_budget": "no"}}, tiny)
    assert made.case.id == "case"
    path = tmp_path / "made.json"
    path.write_text(made.to_json(), encoding="utf-8", newline="")
    assert replay(path, tiny) == made


def test_ten_thousand_answers_of_one_person_are_put_together(tiny: Pack) -> None:
    """Each was compared with all others, which took a minute."""
    many = [{"value": "ceo", "date": f"{2000 + n % 20}-01-01"} for n in range(10_000)]
    case = case_from({"title": "A case", "respondents": {"hr": {"reports_to": many}}})
    read = known(case, tiny)
    assert case_yaml(read, tiny).count("date:") == 10_000
    assert len(read.memory.superseded) == 19  # all but those of the last year, equal ones once


def test_answers_that_exclude_each_other_are_told_until_they_are_many(tiny: Pack) -> None:
    said = [{"value": ("ceo", "cmo")[n % 2]} for n in range(4_000)]
    case = case_from({"title": "A case", "respondents": {"hr": {"reports_to": said}}})
    with pytest.raises(CaseError) as refused:
        known(case, tiny)
    assert 1 < len(refused.value.faults) <= 1_000
