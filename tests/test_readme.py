"""What the README says is true: its output is real, its commands and its Python run."""

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from mandate.cli.main import main
from tests.helpers import every_command

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def _blocks(language: str) -> list[str]:
    return [content for name, content in BLOCKS if name == language]


def _run(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    return stopped.value.code, capsys.readouterr().out


def test_the_first_two_shell_blocks_are_one_line_each() -> None:
    assert [block.count("\n") for block in _blocks("sh")[:2]] == [1, 1]
    assert "mandate assess cases/" in _blocks("sh")[0]
    assert _blocks("sh")[1].rstrip().endswith("-m pytest")


def test_the_report_it_shows_is_the_real_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    command = shlex.split(_blocks("sh")[0].split("&&")[-1])
    code, output = _run(command[1:], capsys)
    assert code == 0
    assert _blocks("text")[0] == output


def test_its_commands_run_on_its_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme.yaml").write_text(_blocks("yaml")[0], encoding="utf-8")
    for name in ("candidate", "other"):
        (tmp_path / f"{name}.yaml").write_text("title: A candidate\n", encoding="utf-8")
    lines = "".join(_blocks("sh")[2:]).splitlines()
    commands = [shlex.split(line, comments=True) for line in lines]
    later = _blocks("yaml")[0].replace("words_only", "active_visible")
    (tmp_path / "acme-later.yaml").write_text(later, encoding="utf-8")
    for command in commands:
        monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))  # an interview is stopped at once
        code, output = _run(command[1:], capsys)
        assert code == (1 if "--fail-on" in command and "RISK SO FAR: HIGH" in output else 0)
    assert (tmp_path / "acme.md").read_text(encoding="utf-8").startswith("# Acme")
    assert (tmp_path / "rules.md").read_text(encoding="utf-8").startswith("# Will a customer")


def test_it_names_every_command() -> None:
    named = set(re.findall(r"mandate ((?:pack |new )?[a-z]+)", README))
    assert {" ".join(command) for command in every_command()[1:]} <= named | {"pack", "new"}


def test_its_case_shows_all_three_kinds_of_not_knowing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "acme.yaml"
    case.write_text(_blocks("yaml")[0], encoding="utf-8")
    _, output = _run(["assess", str(case)], capsys)
    assert "! Disputed: Meaning of customer experience" in output
    assert "! Not known: Dedicated budget" in output
    assert "open questions, the weightiest first" in output


def test_its_python_is_five_lines_each_and_runs() -> None:
    output = io.StringIO()
    names: dict[str, Any] = {}  # whatever the programs make
    for program in _blocks("python"):
        assert len([line for line in program.splitlines() if line.strip()]) <= 5
        with redirect_stdout(output):
            exec(compile(program, "README.md", "exec"), names)
    assert "ceo-sponsorship" in output.getvalue()
    assert names["page"].startswith('<section class="acme-report">')
    assert names["style"].startswith(".acme-report")
    assert names["values"]["told"]["reasons"]


def test_its_counts_are_those_of_the_pack() -> None:
    import mandate

    pack = mandate.load_pack("cx-leader")
    assert f"{len(pack.vocabulary.facts)} facts" in README
    published = len(list((ROOT / "cases" / "published").glob("*.yaml")))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    counts = (
        f"{len(pack.rules)} rules over {len(pack.vocabulary.facts)} facts, {published} published"
    )
    assert counts in " ".join(changelog.split())


def test_every_link_to_a_file_leads_somewhere() -> None:
    for name in ("README.md", "rules/README.md", "cases/README.md", "cases/embedding/README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            if "://" not in target:
                assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"
