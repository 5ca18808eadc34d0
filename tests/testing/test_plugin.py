"""The pytest plugin: what it collects, what it leaves alone, and what it imports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mandate import Fault, Location, MandateError
from mandate.testing import suite
from tests.helpers import TINY, changed, copy_tiny, python

pytest_plugins = ["pytester"]

GOLDEN = """title: Golden
pack: acme
facts: {authority_type: none}
expect:
  band: high
  fires: [authority-type]
  because: It is so.
"""


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """A repository of somebody else's, with a pack and a golden case in it."""
    copy_tiny(pytester.path / "acme")
    (pytester.path / "golden.yaml").write_text(GOLDEN, encoding="utf-8")
    return pytester.path


def collected(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    """Return the ids of the items that pytest collects."""
    done = pytester.runpytest_inprocess("--collect-only", "-q", *arguments)
    return [line for line in done.outlines if "::" in line]


def test_pytest_alone_collects_examples_promises_and_golden_cases(
    pytester: pytest.Pytester, folder: Path
) -> None:
    found = collected(pytester)
    assert found[0] == "acme/pack.yaml::authority-type::nothing in place"
    assert "acme/pack.yaml::figurehead::money is enough to stop it" in found
    assert "acme/pack.yaml::law::a better mandate never looks worse" in found
    assert found[-2:] == ["golden.yaml::band high", "golden.yaml::fires authority-type"]
    assert len(found) == 16 + 7 + 2


def test_what_holds_passes_and_what_does_not_says_why(
    pytester: pytest.Pytester, folder: Path
) -> None:
    done = pytester.runpytest_inprocess("--mandate-tries", "20")
    done.assert_outcomes(passed=24, failed=1)
    done.stdout.fnmatch_lines(
        [
            "*band high*",
            "*golden.yaml:5:9",
            "expected: high",
            "actual:   moderate, on a total of -1.0 (authority +4)",
            "the smallest case, to be saved as a file:",
            "    authority_type: none",
            "FAILED golden.yaml::band high*",
        ]
    )


def test_one_item_is_run_by_its_id(pytester: pytest.Pytester, folder: Path) -> None:
    done = pytester.runpytest_inprocess("acme/pack.yaml::figurehead::neither", "-v")
    done.assert_outcomes(passed=1)


def test_a_failing_example_shows_the_condition_that_decided(
    pytester: pytest.Pytester,
) -> None:
    wrong = changed(
        "mandate/figurehead.yaml",
        "dedicated_budget: yes}, gives: silent",
        "dedicated_budget: yes}, gives: fires",
    )
    copy_tiny(pytester.path, wrong)
    done = pytester.runpytest_inprocess("-k", "figurehead")
    done.assert_outcomes(passed=2, failed=1, deselected=20)
    done.stdout.fnmatch_lines(
        ["*figurehead: money is enough to stop it*", "*false    Dedicated budget is no*"]
    )


def test_a_law_is_tried_as_often_as_the_ini_file_says(
    pytester: pytest.Pytester, folder: Path
) -> None:
    pytester.makeini("[pytest]\nmandate_tries = many")
    assert pytester.runpytest_inprocess("--mandate-tries", "12", "--co").ret == 0
    assert pytester.runpytest_inprocess("--co").ret != 0


def test_a_pack_that_cannot_be_loaded_is_an_error_with_its_faults(
    pytester: pytest.Pytester,
) -> None:
    wrong = changed("money/small-team.yaml", "team_size: {less_than: 10}", "team: {less_than: 10}")
    copy_tiny(pytester.path, wrong)
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*error[[]unknown-fact[]]: the vocabulary has no fact 'team'*"])
    done.stdout.no_fnmatch_line("*load.py*")  # no traceback of ours


def test_other_yaml_is_left_alone(pytester: pytest.Pytester) -> None:
    for name, text in {
        "pack.yaml": "id: x\nversion: 1\nresources: [cpu]\n",
        "deploy/pack.yaml": "- not\n- a mapping\n",
        "playbook.yaml": "expect: ok\nfacts: {a: b}\n",
        "case.yaml": "title: A case\npack: acme\nfacts: {authority_type: none}\n",
        "binary.yaml": "\x00\xff",
    }.items():
        path = pytester.path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("latin-1"))
    pytester.makepyfile("def test_own(): pass")
    pytester.runpytest_inprocess().assert_outcomes(passed=1)


def test_only_the_packs_of_the_ini_file_are_tested_if_it_names_any(
    pytester: pytest.Pytester, folder: Path
) -> None:
    copy_tiny(folder / "other")
    pytester.makeini("[pytest]\nmandate_packs = other")
    found = collected(pytester)
    assert {one.split("::")[0] for one in found} == {"other/pack.yaml"}


def test_packs_of_the_ini_file_are_tested_wherever_they_are_unless_paths_are_given(
    pytester: pytest.Pytester, folder: Path
) -> None:
    tests = folder / "tests"
    tests.mkdir()
    (tests / "test_own.py").write_text("def test_own(): pass\n")
    pytester.makeini("[pytest]\ntestpaths = tests\nmandate_packs = acme\nmandate_cases = .")
    everywhere = collected(pytester)
    assert {one.split("::")[0] for one in everywhere} == {
        "tests/test_own.py",
        "acme/pack.yaml",
        "golden.yaml",
    }
    assert collected(pytester, "tests") == ["tests/test_own.py::test_own"]
    assert len(everywhere) == len(set(everywhere))


def test_an_option_names_a_pack_outside_the_paths(
    pytester: pytest.Pytester, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    shutil.move(folder / "acme", outside / "acme")
    (folder / "golden.yaml").unlink()
    pytester.makepyfile("def test_own(): pass")
    done = pytester.runpytest_inprocess("--mandate-pack", str(outside / "acme"), "-k", "not law")
    done.assert_outcomes(passed=17, deselected=7)


def test_a_golden_case_may_name_its_pack_by_its_id(pytester: pytest.Pytester, folder: Path) -> None:
    text = GOLDEN.replace("pack: acme", "pack: tiny").replace("band: high", "band: moderate")
    (folder / "golden.yaml").write_text(text, encoding="utf-8")
    pytester.makeini("[pytest]\nmandate_packs = acme\nmandate_cases = .")
    pytester.runpytest_inprocess("golden.yaml").assert_outcomes(passed=2)


def test_a_golden_case_whose_pack_is_not_there_is_an_error(pytester: pytest.Pytester) -> None:
    (pytester.path / "golden.yaml").write_text(GOLDEN, encoding="utf-8")
    done = pytester.runpytest_inprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*error[[]unknown-pack[]]*"])


def test_without_hypothesis_examples_are_run_and_the_promises_say_what_is_lacking(
    pytester: pytest.Pytester, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*more: object) -> None:
        raise MandateError([Fault(Location("hypothesis"), "no-library", "it is not installed")])

    monkeypatch.setattr(suite, "law_checks", lacking)
    done = pytester.runpytest_inprocess("acme", "--continue-on-collection-errors")
    done.assert_outcomes(passed=16, errors=1)
    done.stdout.fnmatch_lines(["*hypothesis: error[[]no-library[]]: it is not installed*"])
    done.stdout.no_fnmatch_line("*plugin.py*")  # no traceback of ours


def test_nothing_heavy_is_imported_where_there_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text("def test_own(): pass\n")
    program = (
        "import sys, pytest\n"
        "code = pytest.main(['-q', '-p', 'no:hypothesispytest', '-p', 'no:cacheprovider'])\n"
        "ours = sorted(name for name in sys.modules if name.split('.')[0] == 'mandate')\n"
        "heavy = {'experta', 'hypothesis', 'yaml', 'click'} & set(sys.modules)\n"
        "print(int(code), ours, heavy)\n"
    )
    last = python(program, cwd=tmp_path).splitlines()[-1]
    ours = ["mandate", "mandate.testing", "mandate.testing.plugin", "mandate.version"]
    assert last == f"0 {ours} set()"


def test_the_repository_tests_its_own_pack_and_cases(pytestconfig: pytest.Config) -> None:
    root = TINY.parents[2]
    assert pytestconfig.getini("mandate_packs") == [root / "rules" / "cx-leader"]
    assert pytestconfig.getini("mandate_cases") == [root / "cases" / "examples"]


def test_an_overlay_is_a_pack_too(pytester: pytest.Pytester, folder: Path) -> None:
    overlay = folder / "ours"
    overlay.mkdir()
    header = "id: ours\nversion: 1.0.0\ntitle: Ours\nextends: ../acme\n"
    (overlay / "pack.yaml").write_text(header, encoding="utf-8")
    texts = "rules: {figurehead: {title: Nothing in hand}}\n"
    (overlay / "texts.yaml").write_text(texts, encoding="utf-8")
    found = {one.split("::")[0] for one in collected(pytester)}
    assert found == {"acme/pack.yaml", "ours/pack.yaml", "golden.yaml"}


def test_in_a_folder_of_cases_none_is_passed_over(pytester: pytest.Pytester, folder: Path) -> None:
    """A golden case in braces, as it is proposed for a mutant, and one with a slip of the pen."""
    cases = folder / "cases"
    cases.mkdir()
    flow = (
        "{title: F, pack: ../acme, facts: {authority_type: none}, expect: {because: x, score: 99}}"
    )
    (cases / "flow.yaml").write_text(flow, encoding="utf-8")
    (cases / "plain.yaml").write_text("title: P\npack: acme\nfacts: {}\n", encoding="utf-8")
    pytester.runpytest_inprocess("--mandate-cases", "cases", "cases").assert_outcomes(failed=1)
    (cases / "slip.yaml").write_text(GOLDEN.replace("expect:", "expects:"), encoding="utf-8")
    done = pytester.runpytest_inprocess("--mandate-cases", "cases", "cases")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*error[[]unknown-key[]]: a case has no key 'expects'*"])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("mandate_packs = acmee", "*mandate_packs: there is no *acmee*"),
        ("mandate_cases = gold", "*mandate_cases: there is no *gold*"),
        ("mandate_tries = many", "*mandate_tries: expected a whole number from 1, found 'many'*"),
        ("mandate_tries = -5", "*mandate_tries: expected a whole number from 1, found '-5'*"),
    ],
)
def test_a_setting_that_means_nothing_is_refused(
    line: str, message: str, pytester: pytest.Pytester, folder: Path
) -> None:
    pytester.makeini(f"[pytest]\n{line}")
    done = pytester.runpytest_inprocess()
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines([message])
