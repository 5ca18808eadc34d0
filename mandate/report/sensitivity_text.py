"""How far each fact by itself can move the score, for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from mandate.errors import visible
from mandate.one_way import Sensitivity, Swing
from mandate.report.phrases import frame_words, plural
from mandate.report.text import Style, plain, wrapped

_TITLE, _BAR = 36, 24


def render(found: Sensitivity, style: Style = plain) -> str:
    """Return the sensitivity as text: a bar for each fact that moves the score, then how far."""
    return "\n".join(_lines(found, style)) + "\n"


def _lines(found: Sensitivity, style: Style) -> Iterator[str]:
    yield from wrapped(found.case.title)
    yield from (style(line, "dim") for line in wrapped(frame_words(found.pack, found.case)))
    yield ""
    yield from wrapped(
        f"As it is known the score is {found.score} of 100, {found.band}. Each line moves one fact "
        "over its levels and leaves the others as they are; the lowest and the highest score stand "
        "beside it, and what leads there below it."
    )
    totals = [end.total for one in found.swings for end in (one.low, one.high)]
    low, high = min([*totals, found.total]), max([*totals, found.total])
    for swing in found.swings:
        yield ""
        yield from _swing(swing, found, (low, high), style)
    if found.still:
        yield ""
        count = plural(len(found.still), "fact")
        named = "; ".join(one.title for one in found.still)
        yield from wrapped(f"By itself, nothing else moves the score ({count}): {named}.")


def _swing(
    swing: Swing, found: Sensitivity, ends: tuple[float, float], style: Style
) -> Iterator[str]:
    *above, title = textwrap.wrap(visible(swing.title), _TITLE) or [""]
    yield from above
    scores = f"{swing.low.score:3} to {swing.high.score:3}"
    bar = _bar(swing, found.total, ends)
    yield f"{title.ljust(_TITLE)} {style(scores, 'heading')}  {bar}"
    said = f"now {swing.now}; {swing.low.score} with {swing.low.words}"
    yield from wrapped(f"{said}; {swing.high.score} with {swing.high.words}", 3)


def _bar(swing: Swing, now: float, ends: tuple[float, float]) -> str:
    """Return a bar over the totals a fact leads to, with a mark at what is known now."""

    def place(total: float) -> int:
        return round((total - ends[0]) / ((ends[1] - ends[0]) or 1) * (_BAR - 1))

    first, last = place(swing.low.total), place(swing.high.total)
    cells = ["█" if first <= cell <= last else " " for cell in range(_BAR)]
    cells[place(now)] = "│"
    return "".join(cells).rstrip()
