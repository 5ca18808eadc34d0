"""Overlays: a pack that extends another one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mandate import Pack, PackError, assess, load_pack
from mandate.pack.extension import PackName
from mandate.pack.load import load_folder
from mandate.report import markdown, pack_page, text
from tests.helpers import ROOT, TESTS, TINY, copy_tiny, fired, run

BANK = TESTS / "packs" / "tiny-bank"
CX_BANK = TESTS / "packs" / "cx-bank"
CASE = {"authority_type": "none", "levels_below_ceo": 4, "dedicated_budget": False}
HEADER = "id: {id}\nversion: 1.0.0\ntitle: {id}\nextends: {extends}\n"


def overlay(folder: Path, extends: str = str(TINY), **files: str) -> Path:
    """Make an overlay of some files (``money__rule`` is ``money/rule.yaml``)."""
    folder.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(id=folder.name, extends=extends)
    for name, content in {"pack": header, **files}.items():
        path = folder / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bank() -> Pack:
    return load_pack(BANK)


def test_an_overlay_is_the_extended_pack_with_its_changes(bank: Pack, tiny: Pack) -> None:
    assert (bank.id, bank.version, bank.base, bank.scale) == (
        "tiny-bank",
        "1.0.0",
        -250,
        tiny.scale,
    )
    assert bank.base_because == "In a bank more of these roles end early."
    assert (bank.drivers["resources"].risk, bank.drivers["resources"].relief) == (6, -4)
    assert [band.start for band in bank.bands] == [None, -300, 100]
    assert bank.rules["figurehead"].points == 2
    assert bank.rules["dedicated-budget"].possible_points == (-1, 5)
    assert set(bank.rules) - set(tiny.rules) == {"protected", "regulators-question"}
    assert set(tiny.rules) - set(bank.rules) == {"small-team"}
    assert list(bank.findings) == ["powerless", "protected"]
    assert bank.fact("regulator_asks").theme == "the bank"
    assert set(bank.sources) == {"S0", "B1"}


def test_what_an_overlay_does_not_name_stays_as_it_was(bank: Pack, tiny: Pack) -> None:
    (path,) = {one.rules["powerless"].location.path for one in (bank, tiny)}
    assert Path(path) == TINY / "mandate" / "powerless.yaml"
    assert bank.rules["powerless"].because == tiny.rules["powerless"].because
    assert bank.measures == tiny.measures
    assert bank.drivers["authority"] == tiny.drivers["authority"]


def test_texts_are_said_in_other_words_and_no_number_with_them(bank: Pack, tiny: Pack) -> None:
    rule, before = bank.rules["authority-type"], tiny.rules["authority-type"]
    assert rule.title == "Was andere handeln lässt"
    assert rule.possible_points == before.possible_points
    assert [remedy.text[:9] for remedy in rule.remedies] == ["Der Rolle"]
    assert [one._replace(text="") for one in rule.remedies] == [
        one._replace(text="") for one in before.remedies
    ]
    levels = bank.fact("authority_type").levels
    assert (levels[0].words, levels[0].text) == ("keiner", "Nichts vorhanden")
    assert levels[1:] == tiny.fact("authority_type").levels[1:]


def test_a_translation_alone_changes_no_total(tmp_path: Path) -> None:
    text = "rules:\n  figurehead: {title: Titel ohne Mittel}\n"
    pack = load_pack(overlay(tmp_path / "german", texts=text))
    assert assess(CASE, pack).total == assess(CASE, TINY).total
    assert assess(CASE, pack).firings != assess(CASE, TINY).firings
    assert pack.digest != load_pack(TINY).digest


@pytest.mark.parametrize(
    "said",
    [
        "headline: A risk of {band}.",
        "impossible: [{when: {reports_to: other}, because: There is no such post.}]",
    ],
)
def test_what_pack_yaml_says_anew_is_a_change(said: str, tmp_path: Path) -> None:
    folder = overlay(tmp_path / "anew")
    header = folder / "pack.yaml"
    header.write_text(f"{header.read_text(encoding='utf-8')}{said}\n", encoding="utf-8")
    assert load_pack(folder).digest != load_pack(TINY).digest


def test_an_assessment_names_the_overlay_and_what_it_extends(bank: Pack) -> None:
    assessment = assess(CASE, bank)
    assert fired(assessment)["dedicated-budget"] == 5
    assert (assessment.pack.id, assessment.pack.extends) == ("tiny-bank", ("tiny 1.0.0",))
    assert assess(CASE, TINY).pack.extends == ()


def test_every_change_is_told_with_its_reason(bank: Pack) -> None:
    assert bank.extension is not None
    assert bank.extension.extends == (PackName("tiny", "1.0.0"),)
    told = {change.what: change.because for change in bank.extension.changes}
    assert told["points of dedicated-budget: no 3 to 5"].startswith("A bank funds")
    assert told["rule small-team disabled"].startswith("Teams are pooled")
    assert told["8 texts in other words"] == ""
    assert {change.by for change in bank.extension.changes} == {"tiny-bank"}
    assert bank.rules["dedicated-budget"].notes.points_because.startswith("A bank funds")


def test_the_digest_is_of_the_result_and_not_of_how_it_came_about(tmp_path: Path) -> None:
    weigh = "reweight:\n  figurehead: {{points: {}, because: It is so.}}\n"
    one = load_pack(overlay(tmp_path / "a" / "mine", overlay=weigh.format(5)))
    folder = copy_tiny(tmp_path / "b" / "tiny")
    path = folder / "mandate" / "figurehead.yaml"
    path.write_text(path.read_text().replace("points: 3", "points: 4"), encoding="utf-8")
    two = load_pack(overlay(tmp_path / "b" / "mine", "../tiny", overlay=weigh.format(5)))
    assert one.digest == two.digest
    three = load_pack(overlay(tmp_path / "c" / "mine", overlay=weigh.format(6)))
    assert one.digest != three.digest


def test_a_rule_is_replaced_by_disabling_it_and_adding_one_of_its_id(tmp_path: Path) -> None:
    own = (TINY / "money" / "small-team.yaml").read_text().replace("less_than: 10", "less_than: 15")
    folder = overlay(
        tmp_path / "mine", overlay="disable: {small-team: Too few.}\n", money__small_team=""
    )
    (folder / "money" / "small_team.yaml").unlink()
    (folder / "money" / "small-team.yaml").write_text(own, encoding="utf-8")
    facts = {"dedicated_budget": True, "team_size": 10}
    assert "small-team" in fired(assess(facts, folder))
    assert "small-team" not in fired(assess(facts, TINY))


def test_a_pattern_that_is_said_to_stay_absorbs_what_is_left(tmp_path: Path) -> None:
    text = "disable:\n  dedicated-budget: {because: So., patterns_kept: [figurehead]}\n"
    pack = load_pack(overlay(tmp_path / "mine", overlay=text))
    assert pack.rules["figurehead"].absorbs == ("authority-type",)


def test_a_finding_goes_with_the_last_rule_that_concludes_it(tmp_path: Path) -> None:
    text = "disable: {figurehead: It is so., powerless: It is so.}\n"
    pack = load_pack(overlay(tmp_path / "mine", overlay=text))
    assert pack.findings == {}
    assert pack.extension is not None
    assert any("finding powerless goes" in change.what for change in pack.extension.changes)


def test_a_finding_that_another_rule_concludes_stays(tmp_path: Path) -> None:
    own = (TINY / "mandate" / "powerless.yaml").read_text().replace("id: powerless", "id: weak")
    folder = overlay(
        tmp_path / "mine", overlay="disable: {powerless: It is so.}\n", mandate__weak=own
    )
    assert list(load_pack(folder).findings) == ["powerless"]


def test_overlays_stack_and_name_all_they_stand_on(tmp_path: Path) -> None:
    copy_tiny(tmp_path / "tiny")
    weigh = "reweight:\n  figurehead: {{points: {}, because: It is so.}}\n"
    overlay(tmp_path / "group", "../tiny", overlay=weigh.format(5))
    pack = load_pack(overlay(tmp_path / "bank", "../group", overlay=weigh.format(7)))
    assert pack.rules["figurehead"].points == 7
    assert pack.extension is not None
    assert list(map(str, pack.extension.extends)) == ["group 1.0.0", "tiny 1.0.0"]
    assert [change.what for change in pack.extension.changes] == [
        "points of figurehead: 3 to 5",
        "points of figurehead: 5 to 7",
    ]
    with pytest.raises(PackError, match="would stay at 5"):
        load_pack(overlay(tmp_path / "same", "../group", overlay=weigh.format(5)))


def test_an_overlay_of_an_overlay_cannot_change_what_that_one_disabled(tmp_path: Path) -> None:
    overlay(tmp_path / "group", overlay="disable: {small-team: It is so.}\n")
    text = "reweight:\n  small-team: {points: 2, because: It is so.}\n"
    with pytest.raises(PackError, match="has no rule 'small-team'"):
        load_pack(overlay(tmp_path / "bank", "../group", overlay=text))


def test_packs_that_extend_each_other_are_refused_and_named(tmp_path: Path) -> None:
    overlay(tmp_path / "one", "../two")
    overlay(tmp_path / "two", "../one")
    with pytest.raises(PackError, match="packs extend each other: one -> two -> one"):
        load_pack(tmp_path / "one")
    with pytest.raises(PackError, match="packs extend each other: self -> self"):
        load_pack(overlay(tmp_path / "self", "."))


def test_a_chain_of_five_packs_is_read_and_one_of_six_refused(tmp_path: Path) -> None:
    below = str(TINY)
    for number in range(5):
        text = f"base: {{value: {number}, because: It is so.}}\n"
        folder = overlay(tmp_path / f"mine{number}", below, overlay=text)
        below = f"../mine{number}"
        if number == 3:
            assert load_pack(folder).base == 300
    with pytest.raises(PackError, match="stands on more than 4 packs"):
        load_pack(folder)


def test_an_extended_pack_that_is_wrong_is_shown_where_it_is_wrong(tmp_path: Path) -> None:
    base = copy_tiny(tmp_path / "tiny", {"findings.yaml": "findings: []\n"})
    weigh = "reweight:\n  figurehead: {points: 5, because: It is so.}\n"
    with pytest.raises(PackError, match=re.escape(str(base / "findings.yaml"))):
        load_pack(overlay(tmp_path / "mine", "../tiny", overlay=weigh))
    (base / "findings.yaml").write_text("findings: [\n", encoding="utf-8")
    with pytest.raises(PackError, match="yaml-syntax"):
        load_pack(tmp_path / "mine")


def test_a_changed_calibrated_pack_is_calibrated_only_if_it_says_so(tmp_path: Path) -> None:
    header = (TINY / "pack.yaml").read_text() + "calibrated: yes\n"
    copy_tiny(tmp_path / "tiny", {"pack.yaml": header})
    weigh = "reweight:\n  figurehead: {points: 5, because: It is so.}\n"
    assert not load_pack(overlay(tmp_path / "mine", "../tiny", overlay=weigh)).calibrated
    words = "rules:\n  figurehead: {title: Another}\n"
    assert load_pack(overlay(tmp_path / "words", "../tiny", texts=words)).calibrated
    said = HEADER.format(id="said", extends="../tiny") + "calibrated: yes\n"
    assert load_pack(overlay(tmp_path / "said", overlay=weigh, pack=said)).calibrated


def test_impossible_combinations_are_added_to_those_there_are(tmp_path: Path) -> None:
    more = "impossible:\n  - {when: {all: [{reports_to: cmo}]}, because: Never here.}\n"
    header = HEADER.format(id="mine", extends=str(TINY)) + more
    words = "impossible: [One level below.]\n"
    pack = load_pack(overlay(tmp_path / "mine", pack=header, texts=words))
    assert [one.because for one in pack.impossible] == ["One level below.", "Never here."]


def test_examples_are_added_and_restated_and_run_on_the_result(tmp_path: Path) -> None:
    text = """
reweight:
  dedicated-budget: {points: {"no": 5}, because: It is so.}
examples:
  dedicated-budget:
    - {name: no money, facts: {dedicated_budget: no}, gives: fires, points: 5}
    - {name: money again, facts: {dedicated_budget: yes}, gives: fires, points: -1}
"""
    folder = overlay(tmp_path / "mine", overlay=text)
    examples = load_pack(folder).rules["dedicated-budget"].examples
    assert [one.name for one in examples] == ["no money", "money", "nobody asked", "money again"]
    (folder / "overlay.yaml").write_text(text.replace("points: 5}\n    -", "points: 4}\n    -"))
    with pytest.raises(PackError, match=r"overlay.yaml:6:\d+: error\[example\]"):
        load_pack(folder)
    assert load_folder(folder, examples=False).rules["dedicated-budget"].examples == ()


def test_an_overlay_may_extend_a_pack_by_its_name(tmp_path: Path) -> None:
    text = "rules:\n  figurehead: {title: Another}\n"
    pack = load_pack(overlay(tmp_path / "mine", "cx-leader", texts=text))
    assert pack.rules["figurehead"].title == "Another"
    assert pack.extension is not None
    assert pack.extension.extends[0].id == "cx-leader"


def test_the_worked_overlay_of_the_shipped_pack_holds_what_it_says() -> None:
    pack = load_pack(CX_BANK)
    base = load_pack("cx-leader")
    assert len(pack.rules) == len(base.rules)
    facts = {"regulatory_driver": "active_focus", "branch_closures": "large_announced"}
    assert fired(assess(facts, pack)) == {"regulatory-driver": -3, "branch-closures": 2}
    assert assess(facts, pack).pack.extends == (f"cx-leader {base.version}",)


def test_the_example_in_the_description_is_an_overlay_of_the_shipped_pack(tmp_path: Path) -> None:
    readme = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(# [\w/-]+\.yaml.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    for name in ("my-bank/pack.yaml", "overlay.yaml", "texts.yaml"):
        (block,) = [one for one in blocks if one.startswith((f"# {name}\n", f"# {name}:"))]
        path = tmp_path / "my-bank" / name.rpartition("/")[2]
        path.parent.mkdir(exist_ok=True)
        path.write_text(block, encoding="utf-8")
    pack = load_pack(tmp_path / "my-bank")
    assert pack.rules["one-umbrella"].absorbs
    assert pack.bands[2].title == "Hoch"


def test_reports_and_pages_name_what_is_extended_and_changed(bank: Pack) -> None:
    assessment = assess(CASE, bank)
    assert "\npack tiny-bank 1.0.0 (extends tiny 1.0.0), stage search\n" in text.render(assessment)
    assert r"Pack tiny-bank 1.0.0 (extends tiny 1.0.0)" in markdown.render(assessment)
    page = pack_page.page_of(BANK)
    assert "It extends tiny 1.0.0; all that follows is the result." in page
    assert "- rule small-team disabled: Teams are pooled" in page
    assert "What it changes" not in pack_page.page_of(TINY)


def test_an_assessment_under_an_overlay_replays_from_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text("title: A case\nfacts: {dedicated_budget: no}\n")
    made = run(capsys, "assess", "case.yaml", "--pack", BANK, "--format", "json", "-o", "made.json")
    assert made == (0, "", "")
    done = run(capsys, "replay", "made.json", "--pack", BANK)
    assert (done.code, done.out[:7]) == (0, "proved:")
    without = run(capsys, "replay", "made.json")
    assert without.code == 3
    assert "say where it is: --pack FOLDER; it was tiny-bank 1.0.0" in without.err
    other = run(capsys, "replay", "made.json", "--pack", TINY)
    assert other.code == 4
