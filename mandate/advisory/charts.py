"""The charts of a report as Vega-Lite specifications, each with what it shows in words.

A specification is plain data, made from the value alone, so that every format draws the same chart.
Risk is dark and relief light with a dark edge: they differ in black and white, and every bar says
its number. Field names are fixed; texts of cases and packs stand in the data only.
"""

from __future__ import annotations

from mandate.advisory.chart import INK, SIDES, Chart, Spec, base_spec, unique
from mandate.advisory.document import Figure
from mandate.advisory.flow import flow
from mandate.advisory.flow_chart import flow_chart
from mandate.advisory.range_chart import range_chart
from mandate.advisory.value import AdvisoryReport, Move
from mandate.report import phrases
from mandate.report.outlook import lift_words

_STEPS = 12  # whole numbers that an axis has room for


def charts(report: AdvisoryReport) -> list[Chart]:
    """Return the charts that a report has something to show in."""
    found = [range_chart([("", report.assessment)])]
    if any(one.points for one in report.assessment.drivers) or report.assessment.lifts:
        found += [_waterfall(report), _drivers(report)]
    if report.moves:
        found.append(_tornado(report))
    if (flowing := flow(report.assessment, report.answers)).links:
        found.append(flow_chart(flowing))
    return found


def _rows(title: str = "") -> Spec:
    axis = {"title": title or None, "domain": False, "ticks": False, "labelPadding": 6}
    return {"field": "title", "type": "nominal", "sort": None, "axis": axis}


def _amount(field: str, title: str) -> Spec:
    return {"field": field, "type": "quantitative", "title": title}


def _waterfall(report: AdvisoryReport) -> Chart:
    """Draw how base, drivers and lifts add up to the total, in decibans."""
    assessment = report.assessment
    steps = [("Base", assessment.base)]
    steps += [
        (one.title, one.points * assessment.scale) for one in assessment.drivers if one.points
    ]
    steps += [(f"Lift: {lift_words(one, assessment)}", one.points) for one in assessment.lifts]
    titles = unique([title for title, _ in steps] + ["Total"])
    values: list[Spec] = []
    told: list[str] = []
    at = 0.0
    for title, (_, amount) in zip(titles, steps, strict=False):
        at, before = round(at + amount, 2), at
        side = "risk" if amount > 0 else "relief"
        side = "sum" if not values else side
        words = phrases.exact(amount)
        values.append(_bar(title, before, at, side, words))
        told.append(f"{title} {words}")
    total = phrases.exact(assessment.total)
    values.append(_bar(titles[-1], 0.0, assessment.total, "sum", total))
    words = f"{', '.join(told)}; together {total}, a score of {assessment.score} of 100."
    caption = "How the score adds up, in decibans (ten more make the odds tenfold)"
    spec = base_spec(20 * len(values), _bars("Decibans: ten more make the odds tenfold"), values)
    return Chart(Figure("waterfall", caption, words), spec)


def _bar(title: str, start: float, end: float, side: str, words: str) -> Spec:
    low, high = sorted((start, end))
    return {"title": title, "from": low, "to": high, "side": side, "words": words}


def _bars(title: str) -> list[Spec]:
    """Return layers of bars from ``from`` to ``to``, each with its words at its right end."""
    shared = {"y": _rows()}
    return [
        {
            "mark": {"type": "bar", "stroke": INK, "strokeWidth": 0.8, "height": {"band": 0.72}},
            "encoding": {
                **shared,
                "x": _amount("from", title),
                "x2": {"field": "to"},
                "color": SIDES,
            },
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {
                **shared,
                "x": {"field": "to", "type": "quantitative"},
                "text": {"field": "words"},
            },
        },
    ]


def _whole(reached: list[int]) -> Spec:
    """Return an axis with whole numbers alone; left to itself, a short one is cut into halves."""
    steps = range(min(reached), max(reached) + 1)
    return {"values": list(steps), "format": "d"} if len(steps) <= _STEPS else {}


def _drivers(report: AdvisoryReport) -> Chart:
    """Draw the points of each driver, and a mark where they would be without its caps."""
    drivers = report.assessment.drivers
    values = [
        {
            **_bar(
                title,
                0.0,
                one.points,
                "risk" if one.points > 0 else "relief",
                phrases.decibans(one.points)
                + (
                    f" (capped; {phrases.decibans(one.uncapped)} without)"
                    if one.points != one.uncapped
                    else ""
                ),
            ),
            "uncapped": one.uncapped,
            "end": max(0, one.points, one.uncapped),
        }
        for title, one in zip(unique([one.title for one in drivers]), drivers, strict=True)
    ]
    told = "; ".join(f"{one['title']} {one['words']}" for one in values)
    ticks = {
        "mark": {"type": "tick", "thickness": 2, "color": INK},
        "encoding": {"y": _rows(), "x": {"field": "uncapped", "type": "quantitative"}},
    }
    bars, text = _bars("Points (a tick: without the cap)")
    reached = [end for one in drivers for end in (0, one.points, one.uncapped)]
    bars["encoding"]["x"]["axis"] = _whole(reached)
    text["encoding"]["x"] = {"field": "end", "type": "quantitative"}
    spec = base_spec(20 * len(values), [bars, ticks, text], values)
    return Chart(Figure("drivers", "Where the risk comes from", f"In points: {told}."), spec)


def _tornado(report: AdvisoryReport) -> Chart:
    """Draw how far each fact by itself moves the score."""
    now = report.sensitivity.score
    titles = unique([one.title for one in report.moves])
    values = [
        bar
        for title, one in zip(titles, report.moves, strict=True)
        for bar in _sides(title, one, now)
    ]
    bars, text = _bars("Score of 100")
    bars["encoding"]["x"]["scale"] = {"zero": False, "nice": True}
    bars["encoding"]["x"]["axis"] = _whole(
        [end for one in report.moves for end in (one.low, one.high)]
    )
    text["encoding"]["x"] = {"field": "end", "type": "quantitative"}
    line = {
        "data": {"values": [{"now": now}]},
        "mark": {"type": "rule", "color": INK, "strokeDash": [4, 3]},
        "encoding": {"x": {"field": "now", "type": "quantitative"}},
    }
    words = f"The score is {now} of 100 as it is; the list below tells each fact in words."
    spec = base_spec(20 * len(report.moves), [bars, line, text], values)
    return Chart(Figure("tornado", "How far one fact by itself moves the score", words), spec)


def _sides(title: str, move: Move, now: int) -> list[Spec]:
    """Return the bars below and above the score as it is, the last with the words of both: words
    that are drawn twice look bold."""
    sides: list[Spec] = [
        {"from": move.low, "to": min(now, move.high), "side": "relief"},
        {"from": max(now, move.low), "to": move.high, "side": "risk"},
    ]
    drawn = [one for one in sides if one["from"] < one["to"]]
    drawn = drawn or [{"from": move.low, "to": move.high, "side": "sum"}]
    bars = [{"title": title, "words": "", "end": move.high, **one} for one in drawn]
    bars[-1]["words"] = f"{move.low} to {move.high}"
    return bars
