"""Installed packs, found by the entry points of distributions."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from mandate import PackError, assess, load_pack
from mandate.pack.installed import installed
from mandate.pack.listing import listed
from tests.helpers import TINY, python, run

HEADER = "Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n"


def distribution(site: Path, name: str, points: str, package: str = "") -> Path:
    """Install a distribution whose package brings the tiny pack and must not be imported."""
    info = site / f"{name.replace('-', '_')}-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(HEADER.format(name=name), encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[mandate.packs]\n{points}\n", encoding="utf-8")
    folder = site / package.replace(".", "/")
    if package:
        shutil.copytree(TINY, folder)
        (site / package.split(".")[0] / "__init__.py").write_text("raise SystemExit('imported')\n")
        (folder / "__init__.py").write_text("raise SystemExit('imported')\n")
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    return site


def test_an_installed_pack_is_named_like_a_shipped_one(site: Path) -> None:
    distribution(site, "acme-packs", "tiny = acme_packs.tiny", "acme_packs.tiny")
    assert load_pack("tiny").digest == load_pack(TINY).digest
    assert assess({"pack": "tiny", "facts": {"authority_type": "none"}}).pack.id == "tiny"
    assert not {"acme_packs", "acme_packs.tiny"} & set(sys.modules)


def test_an_overlay_may_extend_an_installed_pack(site: Path, tmp_path: Path) -> None:
    distribution(site, "acme-packs", "tiny = acme_packs", "acme_packs")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "pack.yaml").write_text("id: mine\nversion: 1.0.0\ntitle: M\nextends: tiny\n")
    (mine / "texts.yaml").write_text("rules: {figurehead: {title: Another}}\n")
    assert load_pack(mine).rules["figurehead"].title == "Another"


def test_a_folder_goes_before_an_installed_pack_of_that_name(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = distribution(site, "acme-packs", "tiny = acme_packs", "acme_packs")
    (folder / "findings.yaml").write_text("findings: [\n", encoding="utf-8")
    shutil.copytree(TINY, tmp_path / "here" / "tiny")
    monkeypatch.chdir(tmp_path / "here")
    assert load_pack("tiny").id == "tiny"


def test_two_distributions_of_one_name_are_both_named(site: Path) -> None:
    distribution(site, "acme-packs", "tiny = acme_packs", "acme_packs")
    distribution(site, "other-packs", "tiny = other_packs", "other_packs")
    with pytest.raises(PackError, match=r"bring a pack 'tiny': acme-packs 1\.2, other-packs 1\.2"):
        load_pack("tiny")
    problems = {one.comes_from: one.problem for one in listed()}
    assert "several distributions" in problems["acme-packs 1.2"]
    assert "several distributions" in problems["other-packs 1.2"]


def test_a_shipped_pack_hides_an_installed_one_and_the_list_says_so(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = distribution(site, "acme-packs", "cx-leader = acme_packs", "acme_packs")
    header = (folder / "pack.yaml").read_text(encoding="utf-8").replace("id: tiny", "id: cx-leader")
    (folder / "pack.yaml").write_text(header, encoding="utf-8")
    assert load_pack("cx-leader").version != "1.0.0"
    done = run(capsys, "pack", "list")
    assert done.code == 0
    assert done.out.count("\ncx-leader 1.0.0\n") == 1
    assert "! cannot be used by name: hidden: a pack of that name ships with Mandate" in done.out


@pytest.mark.parametrize(
    ("points", "problem"),
    [
        ("tiny = nowhere_at_all", "leads to 'nowhere_at_all', where no pack.yaml is"),
        ("tiny = json", "leads to 'json', where no pack.yaml is"),
        ("tiny = acme_packs.deeper", "leads to 'acme_packs.deeper', where no pack.yaml is"),
        ("tiny = acme_packs:pack", "leads to 'acme_packs:pack', which is no package"),
        ("tiny = ..", "leads to '..', which is no package"),
        ("other = acme_packs", "brings as 'other' a pack that calls itself 'tiny'"),
        ("no_slug = acme_packs", "names a pack 'no_slug', which is no identifier"),
    ],
)
def test_an_entry_point_that_leads_to_no_pack_says_so(
    site: Path, points: str, problem: str
) -> None:
    distribution(site, "acme-packs", points, "acme_packs")
    assert [(one.folder, one.problem) for one in installed()] == [(None, problem)]
    with pytest.raises(PackError) as refused:
        load_pack(points.split()[0])
    assert f"acme-packs 1.2 {problem}" in str(refused.value)


def test_a_name_that_nobody_brings_is_unknown_and_the_nearest_is_named(site: Path) -> None:
    distribution(site, "acme-packs", "tiny = acme_packs", "acme_packs")
    with pytest.raises(PackError, match="did you mean 'tiny'"):
        load_pack("tinny")


def test_shipped_packs_are_opened_without_asking_what_is_installed() -> None:
    python(
        "import sys, mandate; mandate.load_pack('cx-leader'); "
        "assert not {'importlib.metadata', 'mandate.pack.installed', 'mandate.pack.overlay'} "
        "& set(sys.modules), sys.modules.keys()"
    )


def test_the_list_tells_of_each_pack_where_it_comes_from(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    distribution(site, "acme-packs", "tiny = acme_packs", "acme_packs")
    shown = json.loads(run(capsys, "pack", "list", "--format", "json").out)
    assert [(one["name"], one["comes_from"], one["problem"]) for one in shown] == [
        ("cx-leader", "Mandate", ""),
        ("tiny", "acme-packs 1.2", ""),
    ]
    text = run(capsys, "pack", "list").out
    assert "tiny 1.0.0\n  A pack small enough to hold in mind\n  from acme-packs 1.2\n" in text


def test_what_an_installed_pack_calls_itself_cannot_steer_a_terminal(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = distribution(site, "acme-packs", "tiny = acme_packs", "acme_packs")
    header = (folder / "pack.yaml").read_text(encoding="utf-8")
    hostile = header.replace("title: A pack", 'title: "\\e[2J\\u202e A pack')
    (folder / "pack.yaml").write_text(hostile.replace("in mind", 'in mind"'), encoding="utf-8")
    out = run(capsys, "pack", "list").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "\ufffd[2J\ufffd A pack" in out
