"""The charts: readable in black and white, and by eyes that need contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from mandate.advisory.chart import INK, Chart
from mandate.advisory.charts import charts
from mandate.advisory.comparing_charts import comparison_charts
from mandate.advisory.making import advisory_report
from mandate.comparer import compare
from tests.helpers import ROOT

EXAMPLES = ROOT / "cases" / "examples"
TEXT, MARK = 4.5, 3.0
"""The least contrasts of text and of marks that carry meaning (WCAG 2.2, 1.4.3 and 1.4.11)."""
CASES = sorted(EXAMPLES.glob("*.yaml"))


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    digits = {"white": "ffffff"}.get(colour, colour.lstrip("#"))
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "white") == 21
    assert round(contrast("#777777", "white"), 2) == 4.48


def _values(found: Any) -> Iterator[Any]:
    yield found
    inner = found.values() if isinstance(found, dict) else found
    for one in inner if isinstance(found, dict | list) else ():
        yield from _values(one)


def _drawn() -> list[Chart]:
    one = advisory_report(EXAMPLES / "larkmere-telecom.yaml")
    return [*charts(one), *comparison_charts(compare(*CASES))]


DRAWN = _drawn()


@pytest.mark.parametrize("chart", DRAWN, ids=[one.figure.id for one in DRAWN])
def test_text_on_a_shade_has_contrast_enough(chart: Chart) -> None:
    shades = [one for one in _values(chart.spec) if isinstance(one, dict) and "shade" in one]
    for one in shades:
        assert contrast(one["shade"], one.get("ink", INK)) >= TEXT
    labels = {one["labelColor"] for one in _values(chart.spec) if _has(one, "labelColor")}
    assert all(contrast(one, "white") >= TEXT for one in labels)


@pytest.mark.parametrize("chart", DRAWN, ids=[one.figure.id for one in DRAWN])
def test_every_mark_is_dark_or_has_a_dark_edge(chart: Chart) -> None:
    marks = [one["mark"] for one in _values(chart.spec) if _has(one, "mark")]
    fills = [mark for mark in marks if mark["type"] in ("bar", "rect")]
    assert all(contrast(mark["stroke"], "white") >= MARK for mark in fills)
    lines = [mark for mark in marks if mark["type"] in ("rule", "tick")]
    assert all(contrast(mark["color"], "white") >= MARK for mark in lines)


def test_cases_are_told_apart_by_shape_as_well_as_by_colour() -> None:
    (chart,) = [one for one in comparison_charts(compare(*CASES)) if one.figure.id == "drivers"]
    marks = chart.spec["layer"][1]["encoding"]
    shapes, fills = (marks[name]["scale"]["range"] for name in ("shape", "color"))
    assert len(set(shapes)) == len(shapes) == len(CASES)
    assert all(contrast(fill, "white") >= MARK for fill in fills)


def test_the_darker_a_square_the_more_points_of_risk() -> None:
    (chart,) = [one for one in DRAWN if one.figure.id == "flow"]
    risks = [
        (int(found[1]), luminance(one["shade"]))
        for one in chart.spec["data"]["values"]
        if (found := re.fullmatch(r"\+(\d+)", one["words"]))
    ]
    shades = dict(risks)
    assert len(set(shades.values())) > 1
    assert all(shades[less] >= shades[more] for less, more in pairwise(sorted(shades)))


@pytest.mark.parametrize("case", ["larkmere-telecom", "thornwick-mutual"])
def test_a_matrix_has_the_points_that_the_words_tell(case: str) -> None:
    report = advisory_report(EXAMPLES / f"{case}.yaml")
    (chart,) = [one for one in charts(report) if one.figure.id == "flow"]
    told = re.findall(r"([+-]\d+) of (?:risk|relief)", chart.figure.alternative)
    shown = re.findall(r"[+-]\d+", " ".join(one["words"] for one in chart.spec["data"]["values"]))
    assert [one for one in told if int(one)] == shown


def _has(value: object, key: str) -> bool:
    return isinstance(value, dict) and key in value


def test_a_fact_that_moves_the_score_both_ways_has_its_words_once() -> None:
    found = charts(advisory_report(EXAMPLES / "two-voices.yaml"))
    (tornado,) = [one.spec for one in found if one.figure.id == "tornado"]
    bars = tornado["data"]["values"]
    titles = [one["title"] for one in bars]
    assert len(titles) > len(set(titles))
    assert sorted(one["title"] for one in bars if one["words"]) == sorted(set(titles))
