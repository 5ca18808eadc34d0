"""The chart of scores and ranges on the bands, of one case or of several."""

from __future__ import annotations

from collections.abc import Sequence

from mandate.advisory.chart import INK, RISK, Chart, Spec, base_spec, unique
from mandate.advisory.document import Figure
from mandate.assessment import Assessment
from mandate.scoring import exact_score

_GREYS = ("#f4f4f2", "#dcdcd8", "#bdbdb8", "#97978f")
_ROW = 40


def range_chart(cases: Sequence[tuple[str, Assessment]]) -> Chart:
    """Draw the bands on the scale of scores, and on them the score of each case and the range that
    its open facts leave. A case has a name where there are several; all have the same bands."""
    height = _ROW * len(cases)
    names = unique([name for name, _ in cases])
    rows = [
        {
            "y": _ROW * place + _ROW * 0.62,
            "name": name,
            "score": one.score,
            "low": one.range.low,
            "high": one.range.high,
            "words": str(one.score),
        }
        for place, (name, (_, one)) in enumerate(zip(names, cases, strict=True))
    ]
    bands = _bands(cases[0][1])
    told = "; ".join(f"{one['words']} from {one['from']:.0f} to {one['to']:.0f}" for one in bands)
    words = " ".join(_words(name, one) for name, (_, one) in zip(names, cases, strict=True))
    caption = "Score, range and bands"
    spec = base_spec(height + 18, [*_on_bands(height), *_marks(rows)], bands)
    spec["padding"] = {**spec["padding"], "left": 40 + 6 * min(30, max(map(len, names)))}
    return Chart(Figure("range", caption, f"{words} {told}."), spec)


def _words(name: str, assessment: Assessment) -> str:
    span = assessment.range
    ends = (
        "no open answer moves it"
        if span.low == span.high
        else f"the open answers leave it between {span.low} and {span.high}"
    )
    named = f"{name}: the" if name else "The"
    return f"{named} score is {assessment.score} of 100, {assessment.band_entry.title}; {ends}."


def _bands(assessment: Assessment) -> list[Spec]:
    edges = [
        0 if band.start is None else exact_score(band.start * 100) for band in assessment.bands
    ]
    return [
        {
            "from": start,
            "to": end,
            "middle": (start + end) / 2,
            "words": band.title,
            "shade": _GREYS[min(place, len(_GREYS) - 1)],
        }
        for place, (band, start, end) in enumerate(
            zip(assessment.bands, edges, [*edges[1:], 100], strict=True)
        )
    ]


def _on_bands(height: int) -> list[Spec]:
    scale = {"domain": [0, 100], "nice": False}
    axis = {"grid": False, "title": "Score of 100"}
    x = {"field": "from", "type": "quantitative", "scale": scale, "axis": axis}
    return [
        {
            "mark": {"type": "rect", "y": 0, "y2": height, "stroke": "#77776f"},
            "encoding": {
                "x": x,
                "x2": {"field": "to"},
                "color": {"field": "shade", "type": "nominal", "scale": None},
            },
        },
        {
            "mark": {"type": "text", "y": height + 11, "color": INK},
            "encoding": {
                "x": {"field": "middle", "type": "quantitative"},
                "text": {"field": "words"},
            },
        },
    ]


def _marks(rows: list[Spec]) -> list[Spec]:
    """Return the marks of the cases; their rows stand at places in pixels, as the bands do."""
    y: Spec = {"field": "y", "type": "quantitative", "scale": None, "axis": None}
    data = {"values": rows}
    at = {"field": "score", "type": "quantitative"}
    point = {"type": "point", "size": 190, "filled": True, "shape": "diamond", "opacity": 1}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "strokeWidth": 5, "color": INK},
            "encoding": {
                "y": y,
                "x": {"field": "low", "type": "quantitative"},
                "x2": {"field": "high"},
            },
        },
        {
            "data": data,
            "mark": {**point, "color": RISK, "stroke": "white"},
            "encoding": {"y": y, "x": at},
        },
        {
            "data": data,
            "mark": {"type": "text", "dy": -15, "fontWeight": "bold", "fontSize": 13},
            "encoding": {"y": y, "x": at, "text": {"field": "words"}},
        },
        {
            "data": data,
            "mark": {"type": "text", "x": -8, "align": "right", "limit": 210},
            "encoding": {"y": y, "text": {"field": "name"}},
        },
    ]
