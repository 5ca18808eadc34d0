"""Drawing charts as SVG: the one module that imports vl-convert."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from mandate.advisory.chart import Chart
from mandate.errors import visible

try:
    import vl_convert
except ImportError:  # it comes with an extra of its own; a report without it tells charts in words
    vl_convert = None

_ID = re.compile(r'(\bid="|url\(#|href="#)([A-Za-z0-9_-]+)')
_LONGEST = 80


def drawings(charts: Iterable[Chart]) -> dict[str, str]:
    """Return the SVG of each chart by its id; nothing where the library is not installed.

    The pictures ask for nothing from elsewhere, and no two in a page share an id.
    """
    if vl_convert is None:
        return {}
    return {one.figure.id: _drawn(one) for one in charts}


def _drawn(chart: Chart) -> str:
    spec = json.dumps(_plain(chart.spec))
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return _ID.sub(rf"\1{chart.figure.id}-\2", svg)


def _plain(value: Any) -> Any:
    """Return a specification whose texts are visible, on one line and of a bearable length."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        line = " ".join(visible(value).split())
        return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."
    return value
