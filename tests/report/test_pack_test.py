"""What testing a pack came to, as text and as JUnit's XML."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as Xml

from mandate.library import case_from
from mandate.pack.load import load_folder
from mandate.report import pack_test_junit, pack_test_text
from mandate.testing.results import Coverage, Failure, Outcome, PackTest
from mandate.testing.suite import law_checks, run_suite
from tests.helpers import TINY
from tests.testing.test_laws import uncured

GOLDEN = {
    "title": "Golden",
    "facts": {"authority_type": "none"},
    "expect": {"band": "low", "fires": ["authority-type"], "because": "It is so."},
}


def result(folder: Path, threshold: int = 0) -> PackTest:
    """Return a run in which a promise and an expectation are broken."""
    pack = uncured(folder)
    return run_suite(pack, [case_from(GOLDEN)], law_checks(pack, 20), threshold=threshold)


def test_a_run_that_passes_is_short() -> None:
    pack = load_folder(TINY)
    assert pack_test_text.render(run_suite(pack, (), law_checks(pack, 10))) == (
        "tiny 1.0.0\n"
        "16 examples of rules, 0 expectations of 0 golden cases, 7 promises\n"
        "\n"
        "PROMISES\n"
        "  held on 10 cases      the same case gives the same bytes\n"
        "  held on 10 cases      all readers agree\n"
        "  held on 10 cases      the explanation is the verdict\n"
        "  held on 10 cases      missing is not false\n"
        "  held on 10 cases      a better mandate never looks worse\n"
        "  held on 10 cases      a cure works\n"
        "  held on 10 cases      round trips\n"
        "\n"
        "COVERAGE BY EXAMPLES AND GOLDEN CASES\n"
        "  rules       100 %  (14 of 14)\n"
        "  conditions   80 %  (12 of 15)\n"
        "  bands       not measured: no golden cases\n"
        "\n"
        "Not covered, conditions (3):\n"
        "  - powerless: nothing turns on 'Authority is at most influence only' being false\n"
        "  - powerless: nothing turns on 'Charter does not cover 2 to 3 of 3' being true\n"
        "  - figurehead: nothing turns on 'the finding 'powerless' holds' being false\n"
        "\n"
        "PASSED\n"
    )


def test_failures_stand_first_with_their_case_and_condition(tmp_path: Path) -> None:
    text = pack_test_text.render(result(tmp_path, threshold=90))
    broken = text[text.index("FAILED  law: a cure works") : text.index("PROMISES")]
    assert 'promised: "A cure works: apply it and assess again' in broken
    assert "    authority-type fires\n" in broken
    assert "      authority_type: none\n" in broken
    assert "  BROKEN                a cure works\n" in text
    assert "  conditions   80 %  (12 of 15)  below the threshold\n" in text
    last = text.splitlines()[-1]
    assert last.startswith("FAILED: 2 of 25 tests failed; 80 % of the conditions is covered")


def test_a_long_list_of_what_is_not_covered_is_cut() -> None:
    missing = tuple(f"rule-{n}" for n in range(23))
    run = PackTest("x", "1", "sha256:0", 0, (), (Coverage("rules", 0, 23, missing),))
    text = pack_test_text.render(run)
    assert "rule-19" in text
    assert "rule-20" not in text
    assert "  and 3 more, which --format json lists\n" in text


def test_junit_counts_and_names_what_failed(tmp_path: Path) -> None:
    run = result(tmp_path, threshold=90)
    (suite,) = Xml.fromstring(pack_test_junit.render(run))
    assert suite.attrib == {
        "name": "tiny",
        "tests": "28",
        "failures": str(len(run.failed) + len(run.short)),
        "errors": "0",
        "skipped": "0",
    }
    tests = suite.findall("testcase")
    assert len(tests) == 28
    failed = {one.get("name"): one[0] for one in tests if len(one)}
    assert set(failed) == {"band low", "a cure works", "conditions", "bands"}
    assert "each node with its truth" in (failed["a cure works"].text or "")
    assert failed["bands"].get("message") == "33 % is covered, and 90 % is asked for"
    named = {one.get("name"): one.get("value") for one in suite.iter("property")}
    assert named["coverage.conditions"] == "80"
    assert named["digest"] == run.digest


def test_nothing_in_a_pack_can_steer_a_terminal_or_break_the_xml() -> None:
    red = "\x1b[31m"
    failure = Failure("", "", red, red, red, (red,))
    outcome = Outcome("example", f"rule {red}", f"example {red}", 0, failure)
    missing = Coverage("rules", 0, 1, (red,))
    run = PackTest(f"pack {red}", f"1 {red}", "sha256:0", 50, (outcome,), (missing,))
    assert "\x1b" not in pack_test_text.render(run)
    assert "\x1b" not in pack_test_junit.render(run)
    Xml.fromstring(pack_test_junit.render(run))
