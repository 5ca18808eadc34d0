"""The charts: readable in black and white, and by eyes that need contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mandate.advisory.chart import INK, Chart
from mandate.advisory.charts import charts
from mandate.advisory.comparing_charts import comparison_charts
from mandate.advisory.drawing import drawings
from mandate.advisory.value import AdvisoryReport
from mandate.comparer import compare
from mandate.scoring import score
from tests.advisory.examples import advised
from tests.helpers import EXAMPLES

TEXT, MARK = 4.5, 3.0
"""The least contrasts of text and of marks that carry meaning (WCAG 2.2, 1.4.3 and 1.4.11)."""
CASES = sorted(EXAMPLES.glob("*.yaml"))
DRAWN = ["range", "waterfall", "drivers", "tornado", "flow", "range", "drivers"]
"""The charts of a report, and of a comparison."""


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


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_points_and_scores_are_counted_in_whole_numbers(path: Path) -> None:
    found = [one for one in charts(advised(path.stem)) if one.figure.id in ("drivers", "tornado")]
    assert found
    for name, svg in drawings(found).items():
        assert not re.search(r">[\u2212-]?\d+\.\d+<", svg), name


def _values(found: Any) -> Iterator[Any]:
    yield found
    inner = found.values() if isinstance(found, dict) else found
    for one in inner if isinstance(found, dict | list) else ():
        yield from _values(one)


@pytest.fixture(scope="module")
def compared() -> list[Chart]:
    return comparison_charts(compare(*CASES))


@pytest.fixture
def drawn(larkmere: AdvisoryReport, compared: list[Chart]) -> list[Chart]:
    return [*charts(larkmere), *compared]


def test_text_on_a_shade_has_contrast_enough(drawn: list[Chart]) -> None:
    assert [one.figure.id for one in drawn] == DRAWN
    for chart in drawn:
        for one in _values(chart.spec):
            if _has(one, "shade"):
                assert contrast(one["shade"], one.get("ink", INK)) >= TEXT, chart.figure.id
            if _has(one, "labelColor"):
                assert contrast(one["labelColor"], "white") >= TEXT, chart.figure.id


def test_every_mark_is_dark_or_has_a_dark_edge(drawn: list[Chart]) -> None:
    for chart in drawn:
        marks = [one["mark"] for one in _values(chart.spec) if _has(one, "mark")]
        fills = [mark for mark in marks if mark["type"] in ("bar", "rect")]
        assert all(contrast(mark["stroke"], "white") >= MARK for mark in fills), chart.figure.id
        lines = [mark for mark in marks if mark["type"] in ("rule", "tick")]
        assert all(contrast(mark["color"], "white") >= MARK for mark in lines), chart.figure.id


def test_cases_are_told_apart_by_shape_as_well_as_by_colour(compared: list[Chart]) -> None:
    (chart,) = [one for one in compared if one.figure.id == "drivers"]
    marks = chart.spec["layer"][1]["encoding"]
    shapes, fills = (marks[name]["scale"]["range"] for name in ("shape", "color"))
    assert len(set(shapes)) == len(shapes) == len(CASES)
    assert all(contrast(fill, "white") >= MARK for fill in fills)


def test_the_darker_a_square_the_more_points_of_risk(drawn: list[Chart]) -> None:
    (chart,) = [one for one in drawn if one.figure.id == "flow"]
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
    report = advised(case)
    (chart,) = [one for one in charts(report) if one.figure.id == "flow"]
    told = re.findall(r"([+-]\d+) of (?:risk|relief)", chart.figure.alternative)
    shown = re.findall(r"[+-]\d+", " ".join(one["words"] for one in chart.spec["data"]["values"]))
    assert [one for one in told if int(one)] == shown


@pytest.mark.parametrize("case", CASES, ids=[one.stem for one in CASES])
def test_a_score_stands_on_its_band_and_the_bands_cover_the_scale(case: Path) -> None:
    report = advised(case.stem)
    (chart,) = [one for one in charts(report) if one.figure.id == "range"]
    bands = chart.spec["data"]["values"]
    assert (bands[0]["from"], bands[-1]["to"]) == (0, 100)
    assert all(one["to"] == after["from"] for one, after in pairwise(bands))
    here = next(one for one in bands if one["words"] == report.assessment.band_entry.title)
    assert round(here["from"]) <= report.assessment.score <= round(here["to"])
    starts = [one.start for one in report.assessment.bands if one.start is not None]
    assert [round(one["from"]) for one in bands[1:]] == [score(round(x * 100)) for x in starts]


@pytest.mark.parametrize("case", ["larkmere-telecom", "two-voices", "thornwick-mutual"])
def test_the_bars_of_a_fact_reach_from_its_lowest_score_to_its_highest(case: str) -> None:
    report = advised(case)
    (chart,) = [one for one in charts(report) if one.figure.id == "tornado"]
    now, bars = report.sensitivity.score, chart.spec["data"]["values"]
    assert bars
    for move in report.moves:
        own = [one for one in bars if one["title"] == move.title]
        assert min(one["from"] for one in own) == move.low
        assert max(one["to"] for one in own) == move.high
        assert all(one["to"] <= now for one in own if one["side"] == "relief")
        assert all(one["from"] >= now for one in own if one["side"] == "risk")


def _has(value: object, key: str) -> bool:
    return isinstance(value, dict) and key in value


def test_a_fact_that_moves_the_score_both_ways_has_its_words_once() -> None:
    found = charts(advised("two-voices"))
    (tornado,) = [one.spec for one in found if one.figure.id == "tornado"]
    bars = tornado["data"]["values"]
    titles = [one["title"] for one in bars]
    assert len(titles) > len(set(titles))
    assert sorted(one["title"] for one in bars if one["words"]) == sorted(set(titles))
