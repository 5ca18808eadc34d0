"""The engine of a page, asked in Chromium: as ``tests.page.node`` asks it in Node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mandate import Pack
from tests.page.chromium import Chromium
from tests.page.node import JUDGE, Request
from tests.page.pages import intake_text, shown

_AT_ONCE = 250


def answers_in(
    browser: Chromium, folder: Path, pack: Pack, requests: list[Request], page: str = ""
) -> list[Any]:
    """Return what the engine within an intake page of *pack* answers to each request.

    The text of another *page* may be given in its place.
    """
    tab = shown(browser, folder, page or intake_text(pack))
    judge = JUDGE.read_text(encoding="utf-8")
    acts = judge[judge.index("const engines") : judge.index("for await")]
    tab.value(
        f"var answerAll = (() => {{ {acts} engines.set({json.dumps(pack.id)},"
        "new mandate.Engine(JSON.parse(document.getElementById('mandate-data').textContent)"
        ".compiled)); return (all) => JSON.stringify(all.map(answer)); })(); 0"
    )
    found: list[Any] = []
    for start in range(0, len(requests), _AT_ONCE):
        asked = json.dumps(requests[start : start + _AT_ONCE])
        found += json.loads(tab.value(f"answerAll({asked})"))
    tab.close()
    return found
