"""The interactive part of a page, in a browser: what a reader does, sees, hears and takes away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mandate import Assessment, Pack, advise, assess, explain, load_case
from mandate.report import outlook
from mandate.report.remedy_words import due
from mandate.source import to_plain
from tests.helpers import LARKMERE, VOICES, answering, run
from tests.page.chromium import Chromium, Page, until
from tests.page.pages import (
    SETTLED,
    choose,
    click,
    fill,
    intake_text,
    read,
    report_text,
    score,
    shown,
)
from tests.required import needs

pytestmark = needs("chromium")
WATCHING = Path(__file__).with_name("watching.js").read_text(encoding="utf-8")
FRAME = 16  # milliseconds
FLIPS = 30


def downloaded(page: Page, folder: Path) -> Path:
    """Return the file that the page hands out, by its keyboard."""
    there = set(folder.glob("*.yaml"))
    page.browser.send(
        "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder.resolve())
    )
    page.value("document.querySelector('.deeds .main').focus()")
    page.press("Enter")
    until(lambda: bool(set(folder.glob("*.yaml")) - there), 10)
    (path,) = set(folder.glob("*.yaml")) - there
    return path


def everything(page: Page) -> None:
    """Unfold all that can be unfolded."""
    page.click(".orders label:last-child")
    page.value("document.querySelectorAll('#try details').forEach((one) => (one.open = true))")
    page.wait("document.querySelectorAll('#try .theme .fact').length > 2")
    page.value("document.querySelectorAll('#try details').forEach((one) => (one.open = true))")


def ranged(assessment: Assessment) -> str:
    """Return how a report tells the range of a case."""
    return outlook.span_words(assessment.range, assessment)


def widths(page: Page) -> list[int]:
    found: list[int] = page.value("[document.documentElement.scrollWidth, innerWidth]")
    return found


def test_it_starts_with_what_the_report_says(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(browser, tmp_path, larkmere)
    assert score(page) == assess(LARKMERE).score == 87
    assert read(page, ".now").startswith("Severe 87 of 100 as in the report")
    assert "Do not make this offer; repair the mandate first." in read(page, ".result")
    titles = page.value("[...document.querySelectorAll('.reason h4')].map((o) => o.textContent)")
    assert titles[0].startswith("A search run as a blind date +11")
    assert page.value("document.querySelector('.differences').textContent") == ""
    assert page.value("document.querySelector('.deeds button:nth-of-type(2)').disabled")
    page.close()


def test_a_flip_moves_rating_reasons_and_differences_and_can_be_taken_back(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(browser, tmp_path, larkmere)
    choose(page, "ambition", "fix_basics")
    wanted = assess(answering(LARKMERE, ambition="fix_basics"))
    assert score(page) == wanted.score < 87
    assert "the report: Severe, 87" in read(page, ".now")
    assert "An ambition ahead of the culture: +3 no longer" in read(page, ".moved")
    assert "Ambition of the brief: transform the company → fix the basics" in read(
        page, ".differences"
    )
    assert "changed" in read(page, '[data-fact="ambition"] legend')
    click(page, '[data-fact="ambition"] button')
    assert score(page) == 87
    choose(page, "ambition", "improve")
    click(page, ".deeds button:nth-of-type(2)")
    assert score(page) == 87
    assert page.value("document.querySelector('[data-fact=ambition] :checked').value") == (
        "transform"
    )
    page.close()


def test_each_reason_has_its_because_evidence_remedies_and_sources(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(browser, tmp_path, larkmere)
    firing = next(one for one in assess(LARKMERE).firings if one.rule == "figurehead")
    reasons = "[...document.querySelectorAll('.reason')]"
    told = f"{reasons}.find((one) => one.textContent.includes('A figurehead role'))"
    page.value(f"{told}.querySelector('details').open = true")
    page.wait(f"{told}.querySelector('.sources')")
    text = page.value(f"{told}.textContent")
    assert firing.because in text
    assert firing.expect in text
    for piece in firing.evidence:
        assert piece.title in text
    for remedy in firing.remedies:
        assert remedy.text in text
    for source in firing.sources:
        assert source.author in text
    page.close()


def test_the_range_of_the_worker_is_that_of_the_engine_of_record(
    browser: Chromium, tmp_path: Path, voices: str
) -> None:
    page = shown(browser, tmp_path, voices)
    assert any(one["targetInfo"]["type"] == "worker" for one in _attached(browser))
    assert ranged(assess(VOICES)) in read(page, ".range")
    everything(page)
    told = page.value(
        "(() => { document.querySelector('[data-fact=ceo_sponsorship] input').click();"
        "const range = document.querySelector('.range');"
        "return [range.textContent, range.getAttribute('aria-busy')]; })()"
    )
    assert told == ["Working out the range …", "true"]
    page.wait(SETTLED)
    level = page.value("document.querySelector('[data-fact=ceo_sponsorship] :checked').value")
    assert ranged(assess(answering(VOICES, ceo_sponsorship=level))) in read(page, ".range")
    assert "Working" not in read(page, "[role=status]")
    page.close()


def _attached(browser: Chromium) -> list[dict[str, Any]]:
    return [one["params"] for one in browser.events if one["method"] == "Target.attachedToTarget"]


def test_a_lift_to_the_near_end_follows_from_the_worker(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    case = {
        "title": "A lift",
        "facts": {"dedicated_budget": "no", "levels_below_ceo": 4},
        "respondents": {"a": {"authority_type": {"one_of": ["none", "influence_only"]}}},
    }
    wanted = assess(case, tiny)
    assert any(not one.by for one in wanted.lifts)
    page = shown(browser, tmp_path, report_text(case, tiny))
    assert score(page) == wanted.score
    page.close()


def test_without_a_worker_the_page_works_the_range_out_itself(
    browser: Chromium, tmp_path: Path, voices: str
) -> None:
    page = browser.open("about:blank#")
    page.do("Page.addScriptToEvaluateOnNewDocument", source="delete globalThis.Worker")
    (tmp_path / "page.html").write_text(voices, encoding="utf-8")
    page.go((tmp_path / "page.html").as_uri())
    page.wait(SETTLED)
    assert ranged(assess(VOICES)) in read(page, ".range")
    page.close()


def test_what_is_downloaded_is_assessed_to_what_the_page_showed(
    browser: Chromium, tmp_path: Path, voices: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(browser, tmp_path, voices)
    everything(page)
    choose(page, "cx_definition", "end_to_end_shared")
    page.click('[data-fact="charter_elements"] fieldset:nth-of-type(1) input[value="no"]')
    fill(page, "touchpoint_control_pct", "8")
    page.press("ArrowDown")
    page.wait(SETTLED)
    path = downloaded(page, tmp_path)
    assert path.name.startswith("two-voices-invented-an-assessment-half-answered")
    made = assess(path)
    assert made.score == score(page)
    assert ranged(made) in read(page, ".range")
    data: Any = to_plain(load_case(path).document)
    assert data["organisation"] == "Pellmoor Water, an invented utility"
    assert "expect" not in data
    assert data["respondents"]["ceo"]["reports_to"]["source"] == "board-minute"
    assert data["respondents"]["ceo"]["charter_elements"] == {"success_criteria": "no"}
    reader = data["respondents"]["reader_of_the_page"]
    assert reader["cx_definition"] == "end_to_end_shared"
    assert reader["charter_elements"] == {"what_the_team_does": "no"}
    assert "cx_definition" not in data["respondents"]["candidate"]
    assert run(capsys, "assess", path).code in (0, None)
    page.close()


def test_what_nobody_changed_is_downloaded_as_it_was(
    browser: Chromium, tmp_path: Path, voices: str
) -> None:
    page = shown(browser, tmp_path, voices)
    found, case = load_case(downloaded(page, tmp_path)), load_case(VOICES)
    made, wanted = assess(found), assess(case)
    assert made._replace(case=wanted.case) == wanted
    page.close()


def test_the_advice_is_that_of_the_engine_of_record_and_its_steps_can_be_taken(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    wanted = advise(LARKMERE, "high")
    page = shown(browser, tmp_path, larkmere)
    page.wait("document.querySelector('.way li')")
    assert "The cheapest way to high (proved): to 50 of 100" in read(page, ".way summary")
    assert page.value("document.querySelectorAll('.way li').length") == len(wanted.sets[0].steps)
    page.value("document.querySelector('.way details').open = true")
    click(page, ".way button")
    assert score(page) == wanted.sets[0].score
    assert read(page, ".now").startswith("High 50 of 100")
    assert assess(downloaded(page, tmp_path)).score == score(page)
    page.close()


def test_the_way_is_that_of_the_report_until_something_is_changed(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    """Several ways may cost the same: the page shows no second one beside that of the report."""
    wanted = advise(LARKMERE, "high").sets[0]
    page = shown(browser, tmp_path, larkmere)
    page.wait("document.querySelector('.way li')")
    steps = page.value("[...document.querySelectorAll('.way li')].map((one) => one.textContent)")
    assert len(steps) == len(wanted.steps)
    for told, step in zip(steps, wanted.steps, strict=True):
        assert told.startswith(step.title)
        assert due(step.when, "", late=step.late, last_chance=step.last_chance) in told
    late = [step for step in wanted.steps if step.late]
    assert late
    choose(page, "ambition", "differentiate")
    page.wait("document.querySelector('.way:not(.updating) li')")
    assert "was due " in read(page, ".way ol")
    click(page, ".deeds button:nth-of-type(2)")
    again = page.value("[...document.querySelectorAll('.way li')].map((one) => one.textContent)")
    assert again == steps
    page.close()


def test_an_edition_says_of_what_is_open_that_it_may_be_withheld(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    case = {
        "title": "A role",
        "facts": {
            "authority_type": {"value": "none", "visible_to": []},
            "reports_to": "cmo",
        },
    }
    for reader, words in (("candidate", "Not told in this edition"), ("", "Nobody has been asked")):
        page = shown(browser, tmp_path, report_text(case, tiny, reader))
        everything(page)
        assert words in read(page, '[data-fact="dedicated_budget"] .choices')
        page.close()


def test_what_is_told_of_the_rating_and_of_more_questions_reads_as_it_should(
    browser: Chromium, tmp_path: Path, blank: str, larkmere: str
) -> None:
    page = shown(browser, tmp_path, blank)
    status = read(page, "[role=status].unseen")
    assert status.startswith("Not rated, the base is 17 of 100. Between ")
    more = ".questions > button"
    assert "more questions of " in read(page, more)
    while page.value(f"Boolean(document.querySelector('{more}'))"):
        last = read(page, more)
        page.click(more)
    assert " of " not in last
    page.close()


def test_an_intake_starts_from_nothing_and_is_taken_away_as_a_case(
    browser: Chromium, tmp_path: Path, blank: str
) -> None:
    page = shown(browser, tmp_path, blank)
    assert read(page, ".now").startswith("Not rated the base is 17 of 100")
    assert page.value("document.querySelectorAll('nav, h2 + p').length") == 1
    for name, text in (("title", "Acme: head of service"), ("who", "ceo")):
        fill(page, name, text)
    facts = page.value("[...document.querySelectorAll('.fact')].map((o) => o.dataset.fact)")
    assert facts == [one.fact for one in assess({"facts": {}}).open][:8]
    for fact in facts[:3]:
        page.click(f'[data-fact="{fact}"] label')
    first = json.dumps(f'[data-fact="{facts[0]}"] details')
    page.value(f"document.querySelector({first}).open = true")
    fill(page, f"note-{facts[0]}", "as the minute says")
    click(page, f'[data-fact="{facts[3]}"] input[value="not_known"]')
    assert "so far" in read(page, ".now")
    path = downloaded(page, tmp_path)
    assert path.name == "acme-head-of-service.yaml"
    case = load_case(path)
    assert (case.title, case.pack, case.stage) == ("Acme: head of service", "cx-leader", "search")
    made = assess(case)
    assert made.score == score(page)
    assert made.facts_known == 3
    data: Any = to_plain(case.document)
    assert data["respondents"]["ceo"][facts[0]]["note"] == "as the minute says"
    assert data["respondents"]["ceo"][facts[3]] == "not_known"
    page.close()


def test_a_blank_case_can_be_started_within_a_report_and_left_again(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(browser, tmp_path, larkmere)
    choose(page, "ambition", "improve")
    changed = score(page)
    click(page, ".deeds button:nth-of-type(3)")
    assert "Not rated" in read(page, ".now")
    assert page.value("document.activeElement.id") == "try-title"
    click(page, ".deeds button:nth-of-type(3)")
    assert score(page) == changed
    page.close()


def test_answers_that_cannot_be_together_are_told_and_not_rated(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    case = {"title": "A role", "facts": {"reports_to": "cmo", "levels_below_ceo": 4}}
    page = shown(browser, tmp_path, report_text(case, tiny))
    everything(page)
    page.click('[data-fact="reports_to"] input[value="ceo"]')
    assert "someone who reports to the CEO stands one level below" in read(page, "[role=alert]")
    assert page.value("document.querySelector('.misses').hidden")
    click(page, '[data-fact="reports_to"] input[value="cmo"]')
    assert read(page, "[role=alert]") == ""
    assert not page.value("document.querySelector('.misses').hidden")
    page.close()


def test_it_is_used_by_keyboard_alone(browser: Chromium, tmp_path: Path, larkmere: str) -> None:
    page = shown(browser, tmp_path, larkmere)
    page.value(WATCHING)
    for _ in range(40):  # to the last entry of the contents, and by it to the section
        page.press("Tab")
        if page.value("document.activeElement.getAttribute('href')") == "#try":
            break
    page.press("Enter")
    seen: list[str] = []
    for _ in range(120):
        page.press("Tab")
        stands = page.value("watching.focus()")
        if not stands["within"]:
            break
        assert stands["isSeen"], stands
        seen.append(stands["name"])
        if "slot-" in stands["name"] and "transform" in stands["name"]:
            page.press("ArrowUp", 3)  # to the first of four levels
            page.wait(SETTLED)
    assert score(page) == assess(answering(LARKMERE, ambition="fix_basics")).score
    told = " ".join(seen)
    for name in ("The case, and who answers", "Why it matters", "Download the case", "Reset all"):
        assert name in told
    assert "Evidence, remedies, sources" in told
    assert not stands["within"]  # there is a way out
    page.press("Tab", shift=True)
    assert page.value("watching.focus()")["within"]
    page.close()


@pytest.mark.parametrize("name", ["larkmere", "voices", "blank"])
def test_it_fits_a_phone_in_every_state_and_can_be_read(
    browser: Chromium, tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    text = request.getfixturevalue(name)
    page = shown(browser, tmp_path, text, width=360, height=740, phone=True)
    assert widths(page) == [360, 360]
    everything(page)
    click(page, ".fact input:not(:checked)")
    assert widths(page) == [360, 360]
    page.value(WATCHING)
    assert page.value("watching.faint('main')") == []
    for side in (1280, 820):
        page.view(side, 900)
        assert page.value("document.documentElement.scrollWidth <= innerWidth")
        assert page.value("watching.faint('#try')") == []
    page.close()


def test_whatever_can_be_used_has_a_name(browser: Chromium, tmp_path: Path, voices: str) -> None:
    page = shown(browser, tmp_path, voices)
    everything(page)
    nodes = page.do("Accessibility.getFullAXTree")["nodes"]
    used = [one for one in nodes if not one["ignored"] and _is_used(one)]
    kinds = {one["role"]["value"] for one in used}
    assert {"radio", "button", "combobox", "textbox", "link"} <= kinds
    assert [one for one in used if not one.get("name", {}).get("value", "").strip()] == []
    groups = [one for one in nodes if one.get("role", {}).get("value") == "group"]
    named = {one["name"]["value"].split(" changed")[0].strip() for one in groups if "name" in one}
    assert "Sponsorship by the CEO" in named
    page.close()


def _is_used(node: dict[str, Any]) -> bool:
    names = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    return bool(names.get("focusable")) and node["role"]["value"] != "RootWebArea"


def test_a_flip_takes_less_than_a_frame_and_the_page_opens_soon(
    browser: Chromium, tmp_path: Path, larkmere: str, voices: str
) -> None:
    assert len(larkmere.encode()) < 2_000_000
    for text in (larkmere, voices):
        page = shown(browser, tmp_path, text)
        page.value(WATCHING)
        opened = page.effort()
        assert opened < 1
        flips(page, 10)
        # the best of three: what else the machine does takes caches away
        assert min(flips(page, FLIPS) for _ in range(3)) < FRAME
        page.close()


def flips(page: Page, count: int) -> float:
    """Return how long the page computes for a flip, in milliseconds."""
    before = page.effort()
    page.value(f"watching.flips('.fact:nth-of-type(1) input[type=radio]', {count})")
    return 1000 * (page.effort() - before) / count


def test_it_prints_as_the_present_what_if_or_not_at_all(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(browser, tmp_path, larkmere)
    page.view(media="print")
    sight = "document.querySelector({}).checkVisibility()"
    assert not page.value(sight.format("'#try'"))
    page.view()
    choose(page, "ambition", "improve")
    page.view(media="print")
    for told in (".now", ".differences li", ".because"):
        assert page.value(sight.format(f"'{told}'")), told
    for control in (".fact", ".deeds", ".differences button", "#try summary"):
        assert not page.value(sight.format(f"'{control}'")), control
    assert page.pdf().startswith(b"%PDF")
    page.close()


def test_without_scripts_the_page_is_the_whole_report(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = browser.open("about:blank#")
    page.do("Emulation.setScriptExecutionDisabled", value=True)
    (tmp_path / "page.html").write_text(larkmere, encoding="utf-8")
    page.go((tmp_path / "page.html").as_uri())
    assert page.value("document.querySelectorAll('main > section').length") == 14
    assert not page.value("document.getElementById('try').checkVisibility()")
    assert not page.value("document.querySelector('[data-try]').checkVisibility()")
    page.close()


def misses(page: Page, side: int) -> list[str]:
    """Return what nearly raises the risk (1) or lowers it (2), as the page tells it."""
    page.wait("document.querySelector('.misses li')")
    items = f"document.querySelectorAll('.misses .sides > :nth-child({side}) li')"
    script = f"[...{items}].map((one) => one.innerText.replace('\\n', ': '))"
    found: list[str] = page.value(script)
    return found


def test_it_tells_on_each_side_what_nearly_counts(
    browser: Chromium, tmp_path: Path, larkmere: str
) -> None:
    page = shown(browser, tmp_path, larkmere)
    page.click(".misses summary")
    explanation = explain(LARKMERE)
    silent = [explanation.rule(name) for name in explanation.silent]
    for side, sign in ((1, "+"), (2, "-")):
        near = [one for one in silent if any(f"{points:+}"[0] == sign for points in one.possible)]
        told = [text.split(f" {sign}")[0] for text in misses(page, side)]
        assert told == [one.title for one in near[:4]]
    assert misses(page, 1)[0] == (
        "A lone pioneer's post +3: 3 of 4 conditions hold; lacking: Holders in five years is"
        " 0 predecessors (now: 2 predecessors, 2 predecessors off)."
    )
    help_from_the_cmo = (
        "Reception by the CMO -2: Lacking: another answer to Reception by the CMO: opposition +3,"
        " distance +2, no such post 0, co-operation 0, active help -2 (now: co-operation, 1 level"
        " off)."
    )
    assert help_from_the_cmo in misses(page, 2)
    everything(page)
    choose(page, "rel_cmo", "allied")
    assert help_from_the_cmo not in misses(page, 2)
    page.close()


def test_nothing_nearly_counts_where_nothing_is_answered(
    browser: Chromium, tmp_path: Path, tiny: Pack
) -> None:
    page = shown(browser, tmp_path, intake_text(tiny))
    hidden = "document.querySelector('.misses').hidden"
    assert page.value(hidden)
    choose(page, "reports_to", "ceo")
    assert not page.value(hidden)
    page.value("document.querySelector('.misses details').open = true")
    assert misses(page, 1) == ["No rule that an answer keeps silent."]
    page.close()
