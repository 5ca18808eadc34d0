"""The functions an embedder calls."""

import gc
import logging
import os
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import mandate
from mandate.errors import CaseError, PackError
from mandate.library import assess, case_from, load_case, load_pack
from tests.helpers import fact, make_pack, python, vocabulary

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "packs" / "tiny"
CASES = sorted((ROOT / "cases").glob("*/*.yaml"))


def test_a_path_a_mapping_and_a_case_give_the_same_verdict(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(
        "title: T\nfacts: {authority_type: none, levels_below_ceo: 4}\n", encoding="utf-8"
    )
    data = {"id": "t", "title": "T", "facts": {"authority_type": "none", "levels_below_ceo": 4}}
    assert assess(path, TINY) == assess(str(path), str(TINY)) == assess(load_case(path), TINY)
    assert assess(data, TINY).to_json() == assess(path, TINY).to_json()


def test_true_false_and_numbers_of_python_are_yes_no_and_their_text() -> None:
    python = {"dedicated_budget": False, "levels_below_ceo": 4, "charter_elements": {"scope": True}}
    text = {"dedicated_budget": "no", "levels_below_ceo": "4", "charter_elements": {"scope": "yes"}}
    assert assess(python, TINY) == assess(text, TINY)


@pytest.mark.parametrize(
    "value", [None, 1.5, float("nan"), object(), {1: {2: 3}}, ["none"], b"none"]
)
def test_what_is_no_answer_is_refused(value: object) -> None:
    with pytest.raises(CaseError):
        assess({"authority_type": value}, TINY)


def test_data_that_holds_itself_is_refused() -> None:
    endless: dict[str, object] = {}
    endless["authority_type"] = endless
    with pytest.raises(CaseError, match="nested more than"):
        assess(endless, TINY)


def test_a_fact_that_is_named_like_a_key_of_a_case_stands_under_facts(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, vocabulary(fact("role"), fact("years")))
    with pytest.raises(CaseError) as caught:
        assess({"role": "no", "years": "no"}, pack)
    assert [one.code for one in caught.value.faults] == ["fact-outside", "fact-outside"]
    told = "'role' is a key of a case and a fact of the pack"
    assert told in str(caught.value)
    assert "give all facts under 'facts'" in str(caught.value)
    assert assess({"facts": {"role": "no", "years": "no"}}, pack).facts_known == 2
    assert assess({"role": "A role", "facts": {}}, pack).facts_known == 0


def test_a_case_may_name_its_pack_by_a_path_beside_it(tmp_path: Path) -> None:
    relative = os.path.relpath(TINY, tmp_path)
    path = tmp_path / "case.yaml"
    path.write_text(f"title: T\npack: {relative}\nfacts: {{}}\n", encoding="utf-8")
    assert assess(path).pack.id == "tiny"


def test_an_unknown_pack_is_named_with_those_there_are() -> None:
    with pytest.raises(PackError, match=r"there is no pack 'cx-leadr'\n.*did you mean 'cx-leader'"):
        load_pack("cx-leadr")


def test_many_threads_get_what_one_gets() -> None:
    pack = load_pack(TINY)
    choices = ("none", "influence_only", "process", "line")
    cases = [
        case_from({"authority_type": choices[n % 4], "dedicated_budget": bool(n % 2)})
        for n in range(200)
    ]
    alone = [assess(case, pack) for case in cases]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda case: assess(case, pack), cases * 5))
    assert together == alone * 5


def test_assessing_leaves_logging_and_the_working_directory_as_they_were() -> None:
    program = (
        "import collections, logging, os, sys\n"
        "names = set(dir(collections)); here = os.getcwd()\n"
        "import mandate\n"
        "mandate.assess({'ceo_sponsorship': 'none'})\n"
        "assert not logging.getLogger().handlers, logging.getLogger().handlers\n"
        "assert logging.getLogger().level == logging.WARNING\n"
        "assert set(dir(collections)) - names <= {'abc'}, set(dir(collections)) - names\n"
        "assert os.getcwd() == here\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, cwd=ROOT.parent)


def test_a_handler_of_the_embedder_stays() -> None:
    program = (
        "import logging; logging.basicConfig(level=logging.ERROR)\n"
        "before = list(logging.getLogger().handlers)\n"
        "import mandate\n"
        "assert logging.getLogger().handlers == before\n"
        "assert logging.getLogger().level == logging.ERROR\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_memory_is_flat_over_many_assessments() -> None:
    pack = load_pack(TINY)
    case = case_from({"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False})

    def grown() -> int:
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(500):
            assess(case, pack)
        gc.collect()
        return tracemalloc.get_traced_memory()[0] - before

    assess(case, pack)
    tracemalloc.start()
    try:
        grown()
        assert grown() < 20_000
    finally:
        tracemalloc.stop()


def test_packs_that_are_dropped_are_freed() -> None:
    before = len([one for one in gc.get_objects() if type(one).__name__ == "ExpertaEngine"])
    for _ in range(5):
        assess({"authority_type": "none"}, TINY)
    gc.collect()
    after = len([one for one in gc.get_objects() if type(one).__name__ == "ExpertaEngine"])
    assert after <= before + 1


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_every_shipped_case_is_assessed(path: Path) -> None:
    assessment = assess(path)
    assert assessment.pack.id == "cx-leader"
    assert assessment.facts_known + len(assessment.known_in_part) >= 3


def test_published_cases_record_an_outcome_that_the_rules_do_not_read() -> None:
    published = [load_case(path) for path in CASES if path.parent.name == "published"]
    assert len(published) >= 8
    for case in published:
        assert case.kind == "published"
        assert case.outcome is not None
        assert case.sources
        assert all(
            source.address.startswith("http") or source.id == "narrative" for source in case.sources
        )


def test_worked_examples_are_complete_and_marked_as_invented() -> None:
    examples = [path for path in CASES if path.parent.name == "examples"]
    complete = [path for path in examples if not assess(path).open]
    assert len(complete) >= 2
    for path in complete:
        assert load_case(path).kind == "worked_example"
        assert "invented" in assess(path).case.title


def test_the_public_names_are_sorted_and_there() -> None:
    assert sorted(mandate.__all__) == mandate.__all__
    assert all(hasattr(mandate, name) for name in mandate.__all__)


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'mandate' has no attribute 'asess'"):
        _ = mandate.asess


def test_an_embedder_keeps_its_garbage_collector() -> None:
    python(f"import gc, mandate; mandate.load_pack({str(TINY)!r}); assert gc.isenabled()")
    python(
        f"import gc; gc.disable(); from mandate import assess; assess({{}}, {str(TINY)!r}); "
        "assert not gc.isenabled()"
    )


def test_the_command_imports_nothing_large_before_it_stops_the_garbage_collector() -> None:
    large = "{'click', 'experta', 'yaml', 'mandate.library'}"
    python(f"import sys, mandate.cli.main; assert not {large} & set(sys.modules)")


def test_a_root_logger_that_logs_everything_hears_nothing_from_the_engine(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        assess({"authority_type": "none"}, TINY)
    assert not caplog.records
