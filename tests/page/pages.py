"""Pages as ``mandate report`` makes them, and what a reader sees of them in a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mandate import Pack
from mandate.advisory.interactive import intake, interactive
from mandate.advisory.making import report_on
from mandate.advisory.rendering import render, render_intake
from mandate.casework import redact
from mandate.library import case_in, pack_in
from tests.page.chromium import Chromium, Page

SETTLED = "document.querySelector('.range') && !document.querySelector('.range.updating')"


def report_text(
    case: Path | Mapping[str, object], pack: Pack | None = None, reader: str = "", date: str = ""
) -> str:
    """Return the interactive page of the report on a case."""
    found = case_in(case)
    opened = pack_in(pack, found)
    seen = redact(found, reader, opened) if reader else found
    made = report_on(seen, opened, reader=reader, date=date, to="")
    return render(made, "html", part=interactive(made, seen, opened))


def intake_text(pack: Pack) -> str:
    """Return the page to answer the questions of a pack in."""
    return render_intake(intake(pack, pack.id), pack.title)


def shown(browser: Chromium, folder: Path, text: str, **view: Any) -> Page:
    """Return a page in the browser, once it has worked out all that it shows."""
    path = folder / "page.html"
    path.write_text(text, encoding="utf-8")
    page = browser.open(path.as_uri(), **view)
    page.wait(SETTLED)
    return page


def click(page: Page, selector: str) -> None:
    """Click on what changes the case, and wait until the page has worked out what that means."""
    page.click(selector)
    page.wait(SETTLED)


def choose(page: Page, fact: str, value: str) -> None:
    """Give another answer to a fact that is shown, with the mouse."""
    click(page, f'[data-fact="{fact}"] input[value="{value}"]')


def fill(page: Page, name: str, text: str) -> None:
    """Type into a field that is shown."""
    page.value(f"document.querySelector('[name={name}]').focus()")
    page.type(text)


def score(page: Page) -> int:
    """Return the score that the page shows."""
    found = re.search(r"(\d+) of 100", page.value("document.querySelector('.score').textContent"))
    assert found
    return int(found[1])


def read(page: Page, selector: str) -> str:
    """Return the text of the first element that matches."""
    text: str = page.value(f"document.querySelector({selector!r}).textContent")
    return text
