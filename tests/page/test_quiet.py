"""A page asks for nothing, tells nobody, and runs nothing that a case or a pack says."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from mandate import load_case
from tests.advisory.hostile import hostile_pack
from tests.helpers import changed, make_pack
from tests.page.chromium import Chromium, Page, chromium, until
from tests.page.pages import choose, click, intake_text, read, report_text, shown
from tests.page.test_face import downloaded, everything, widths
from tests.page.test_open import opened, refused
from tests.promises.generated import pack_named
from tests.required import needs

pytestmark = needs("chromium")
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    '" onfocus="alert(1)" autofocus="',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "${alert(1)}",
    "`${alert(1)}`",
    "{{constructor.constructor('alert(1)')()}}",
    "</style><style>@import url(https://example.org/x)</style>",
    "url(https://example.org/x)",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<meta http-equiv=refresh content=0;url=https://example.org>",
    "<base href=https://example.org/>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "\u202eevil\u202c \u2066x",
    "a\u2028b\u2029c",
    "a\x1b[31mb\x07",
    "__proto__",
    "constructor",
    "W" * 400,
    "漢字" * 200,
    "\ud7ff\ufffe\U000e0041",
]


@pytest.fixture
def new_browser() -> Iterator[Chromium]:
    """A browser of its own for each test: what it saw is all that was ever asked for."""
    with chromium() as one:
        yield one


def outside(page: Page) -> list[str]:
    """Return what was asked for other than the file itself and what the page has made."""
    asked = [one for one in page.requests() if not one.startswith("blob:null/")]
    return [one for one in asked if not one.endswith("/page.html")] + asked[1:]


def test_nothing_is_asked_for_at_load_on_flips_on_download_or_on_opening(
    new_browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(new_browser, tmp_path, larkmere)
    choose(page, "ambition", "improve")
    everything(page)
    click(page, ".deeds button:nth-of-type(3)")
    path = downloaded(page, tmp_path)
    opened(page, path)
    refused(page, tmp_path, "title: [")
    assert outside(page) == []
    assert page.troubles() == []
    assert page.value("performance.getEntriesByType('resource').length") == 0
    assert page.value("[document.cookie, history.length, location.hash].join()") == ",2,"
    assert page.value("Object.keys(globalThis).filter((one) => /^(mandate|face)/.test(one))") == []
    assert page.events("Page.frameRequestedNavigation") == []
    assert {one["targetInfo"]["type"] for one in page.events("Target.targetCreated")} <= {
        "page",
        "tab",
        "worker",
        "browser",
        "browser_ui",  # what drops down from Chromium's own address bar, since version 156
    }


def test_what_the_policy_forbids_is_forbidden(new_browser: Chromium, tmp_path: Path) -> None:
    """The policy holds even for a script that has got in: it reaches nobody."""
    page = shown(new_browser, tmp_path, intake_text(pack_named("tiny")))
    for attempt in (
        "fetch('https://example.org/')",
        "new Promise((_, no) => { const one = new Image(); one.onerror = () => no(new Error()); "
        "one.src = 'https://example.org/x.png'; })",
        "document.body.innerHTML = '<b>x</b>'",
        "new Worker('https://example.org/x.js')",
        "import('https://example.org/x.js')",
    ):
        with pytest.raises(RuntimeError):
            page.value(attempt)
    until(lambda: len(page.events("Network.loadingFailed")) >= 2, 10)
    assert {one["blockedReason"] for one in page.events("Network.loadingFailed")} == {"csp"}
    assert not [one for one in page.events("Network.responseReceived") if "example" in str(one)]


class Listening(BaseHTTPRequestHandler):
    """Takes down who asks for what."""

    heard: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.heard.append((self.path, self.headers.get("Referer")))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"a source")

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def test_only_a_click_on_a_source_leads_away_and_it_tells_nobody(
    new_browser: Chromium, tmp_path: Path
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listening)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/source"
    old = "kind: seed, interest"
    pack = make_pack(
        tmp_path / "pack",
        changed("sources.yaml", old, f'kind: seed, address: "{address}", interest'),
    )
    case = {"title": "A role", "facts": {"authority_type": "none", "dedicated_budget": "no"}}
    page = shown(new_browser, tmp_path, report_text(case, pack))
    page.value("document.querySelectorAll('.reason details').forEach((one) => (one.open = true))")
    page.wait("document.querySelector('.sources a')")
    assert Listening.heard == []
    before = page.value("location.href")
    page.click(".sources a")
    until(lambda: bool(Listening.heard), 10)
    page.click("#appendix a")
    until(lambda: len(Listening.heard) > 1, 10)
    server.shutdown()
    server.server_close()
    heard = {one for one in Listening.heard if one[0] != "/favicon.ico"}  # asked for by the source
    assert heard == {("/source", None)}
    assert page.value("location.href") == before
    opened = [one["targetInfo"] for one in page.events("Target.targetCreated")]
    assert not [one for one in opened if one.get("openerId") and one.get("canAccessOpener")]


@pytest.mark.parametrize("place", range(0, len(HOSTILE), 5))
def test_hostile_texts_stay_texts(browser: Chromium, tmp_path: Path, place: int) -> None:
    """They stand in every field of a case and of a pack."""
    texts = HOSTILE[place : place + 5]
    text = " ".join(texts)
    pack = hostile_pack(tmp_path, text)
    said = {"value": 1, "source": "s", "note": text, "phrase": text}
    case = {
        "title": text,
        "organisation": text,
        "role": text,
        "sources": [{"id": "s", "title": text, "address": text}],
        "facts": {"authority_type": "none", "dedicated_budget": "no", "levels_below_ceo": said},
        "respondents": {texts[0]: {"reports_to": "ceo"}, text: {"reports_to": "cmo"}},
    }
    page = shown(browser, tmp_path, report_text(case, pack), width=360, height=740, phone=True)
    everything(page)
    page.value(f"document.querySelector('[name=who]').value = {json.dumps(texts[-1])}")
    choose(page, "dedicated_budget", "yes")
    everything(page)
    assert widths(page)[0] == 360
    assert page.events("Page.javascriptDialogOpening") == []
    assert page.troubles() == []
    assert outside(page) == []
    elements = "script:not([id]), img, svg [onload], iframe, object, embed, base, [autofocus]"
    assert page.value(f"document.querySelectorAll({elements!r}).length") == 1  # the face itself
    attributes = "[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())"
    assert page.value(f"{attributes}.filter((one) => one.startsWith('on'))") == []
    assert page.value("document.querySelectorAll('.reason .sources li').length")
    assert page.value("[...document.links].filter((one) => one.protocol === 'javascript:')") == []
    assert not {"\u202e", "\u2066", "\x1b", "\x07"} & set(read(page, "#try"))
    path = downloaded(page, tmp_path)
    opened(page, path)
    everything(page)
    assert page.troubles() == []
    assert page.events("Page.javascriptDialogOpening") == []
    found = load_case(path)
    assert "".join(found.title.split()) == "".join(
        one for one in text if one not in "\x1b\x07" or one in found.title
    ).replace(" ", "").replace("\u2028", "").replace("\u2029", "")
    page.close()
