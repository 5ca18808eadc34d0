"""Reports for other people's documents: by format, as plain values, in a notebook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import mandate
from mandate import Assessment, assess, report
from mandate.advisory.making import advisory_report
from mandate.report import markdown, text
from tests.helpers import ROOT, python

CASE = ROOT / "cases" / "examples" / "two-voices.yaml"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return assess(CASE)


def test_each_format_is_the_one_that_the_command_writes(assessment: Assessment) -> None:
    assert report.render(assessment, "markdown", level=1) == markdown.render(assessment)
    assert report.render(assessment, "text") == text.render(assessment)
    assert report.render(assessment, "json") == assessment.to_json()
    assert all(report.render(assessment, form) for form in report.FORMS)


def test_markdown_has_its_headings_at_the_level_asked_for(assessment: Assessment) -> None:
    one, three = (report.render(assessment, "markdown", level=level) for level in (1, 3))
    assert three.startswith("### Two voices")
    assert three.replace("\n###", "\n#")[2:] == one


def test_a_format_or_a_value_that_is_not_there_is_refused(assessment: Assessment) -> None:
    with pytest.raises(ValueError, match="there is no format 'pdf'; expected html-fragment, mark"):
        report.render(assessment, "pdf")
    with pytest.raises(TypeError, match="not dict"):
        report.plain({"a": 1})


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    else:
        yield value


@pytest.mark.parametrize("kind", ["assessment", "report"])
def test_plain_values_are_those_of_the_json_and_nothing_but_plain(
    assessment: Assessment, kind: str
) -> None:
    value = assessment if kind == "assessment" else advisory_report(CASE)
    plain = report.plain(value)
    told = plain.pop("told", None)
    assert (told is not None) is (kind == "assessment")
    assert plain == json.loads(value.to_json())
    assert {type(one) for one in leaves(plain)} <= {str, int, float, bool, type(None)}


def test_plain_texts_can_stand_in_any_document() -> None:
    title = "a\x07\u202eb\u200c\ufeffc"
    plain: Any = report.plain(assess({"title": title, "facts": {}}, "cx-leader"))
    assert plain["case"]["title"] == "a\ufffd\ufffdb\u200cc"


def test_an_assessment_shows_itself_in_a_notebook(assessment: Assessment) -> None:
    shown = assessment._repr_html_()
    assert shown.startswith("<style>.mandate-report")
    assert "</style>\n<section" in shown
    assert assessment._repr_markdown_() == report.render(assessment, "markdown")


def test_an_assessment_brings_no_report_before_it_is_shown() -> None:
    told = python(
        "import sys, mandate\n"
        "assessment = mandate.assess({}, 'cx-leader')\n"
        "print([name for name in sys.modules if name.startswith('mandate.report')])\n"
        "assessment._repr_html_()\n"
        "print('mandate.report.fragment' in sys.modules)\n"
    )
    assert told == "[]\nTrue\n"


def test_the_public_names_are_sorted_there_and_none_is_that_of_a_module() -> None:
    assert report.__all__ == sorted(report.__all__)
    assert all(hasattr(report, name) for name in report.__all__)
    modules = {path.stem for path in (ROOT / "mandate" / "report").iterdir()}
    assert modules.isdisjoint(report.__all__)
    assert not hasattr(report, "nothing_of_the_kind")
    assert mandate.report is report


@pytest.mark.parametrize("form", report.FORMS)
@pytest.mark.parametrize(
    ("given", "named"),
    [(None, "None"), ({}, "dict"), ("case.yaml", "str"), (CASE, "PosixPath"), ([], "list")],
)
def test_what_is_no_assessment_is_refused_by_its_kind(form: str, given: object, named: str) -> None:
    with pytest.raises(TypeError, match=f"expected an assessment, .* not {named}$"):
        report.render(given, form)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("form", ["html-fragment", "markdown"])
@pytest.mark.parametrize("level", [2.5, 2.0, "2", None, True])
def test_a_level_that_is_no_whole_number_is_refused(
    assessment: Assessment, form: str, level: object
) -> None:
    with pytest.raises(TypeError, match="is no whole number: expected 1 to 4"):
        report.render(assessment, form, level=level)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("prefix", [None, 3, b"x"])
def test_a_prefix_that_is_no_text_is_refused(assessment: Assessment, prefix: object) -> None:
    with pytest.raises(TypeError, match="the prefix has to be a text, not "):
        report.render(assessment, "html-fragment", prefix=prefix)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match="the prefix has to be a text, not "):
        report.stylesheet(prefix)  # type: ignore[arg-type]  # wrong on purpose
