"""``mandate assess``."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mandate import Assessment, __version__, assess, load_pack
from mandate.cli.output import style
from mandate.report import markdown, text
from tests.helpers import ROOT, TINY, copy_tiny, every_command, run

COMMAND = (sys.executable, "-c", "from mandate.cli.main import main; main()")


@pytest.fixture(name="expected")
def _expected(case_file: Path) -> Assessment:
    return assess(case_file, load_pack(TINY))


def test_text_is_what_is_written_where_nothing_else_is_asked_for(
    case_file: Path, expected: Assessment, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "assess", case_file, "--pack", TINY)
    assert (done.code, done.err) == (0, "")
    assert done.out == text.render(expected)


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_every_format_goes_to_the_terminal_and_to_a_file_alike(
    form: str,
    case_file: Path,
    expected: Assessment,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written = {
        "text": text.render(expected),
        "json": expected.to_json(),
        "markdown": markdown.render(expected),
    }[form]
    shown = run(capsys, "assess", case_file, "--pack", TINY, "--format", form)
    assert (shown.code, shown.out) == (0, written)
    target = tmp_path / "report"
    done = run(capsys, "assess", case_file, "--pack", TINY, "--format", form, "-o", target)
    assert done == (0, "", "")
    assert target.read_bytes() == written.encode()


def test_a_file_that_is_there_is_replaced_whole_and_keeps_its_mode(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old\n" * 10_000)
    target.chmod(0o640)
    assert run(capsys, "assess", case_file, "--pack", TINY, "-o", target).code == 0
    assert "old" not in target.read_text(encoding="utf-8")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.yaml", "report.txt"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    case_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")

    def full(path: Path, target: Path) -> None:
        assert path.exists()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = run(capsys, "assess", case_file, "--pack", TINY, "-o", target)
    assert done == (
        6,
        "",
        f"{target}: error[unwritable]: the file cannot be written: No space left on device\n"
        "     = name a file in a folder you may write to\n",
    )
    assert target.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.yaml", "report.txt"]


@pytest.mark.parametrize(
    "target", ["missing/report.txt", ".", "/", "", "case.yaml/report.txt", "folder", "x" * 300]
)
def test_what_cannot_be_written_exits_with_6(
    target: str,
    case_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    done = run(capsys, "assess", case_file, "--pack", TINY, "-o", target)
    assert (done.code, done.out) == (6, "")
    assert "error[unwritable]" in done.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_standard_output_that_cannot_be_written_exits_with_6(case_file: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "assess", str(case_file), "--pack", str(TINY)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert "Traceback" not in done.stderr
    assert done.returncode == 6


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["schema", "assessment"]])
def test_so_does_whatever_else_cannot_be_written(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert "standard output cannot be written" in done.stderr
    assert done.returncode == 6


def test_the_basis_is_asked_for_in_text_alone(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "assess", case_file, "--pack", TINY, "--basis", "--format", "json")
    assert (done.code, done.out) == (2, "")
    assert "the other formats always tell it" in done.err


def test_a_reader_that_stops_reading_gets_no_traceback(case_file: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -c 'from mandate.cli.main import main; main()' assess"
    done = subprocess.run(
        f"{command} {shlex.quote(str(case_file))} --pack {shlex.quote(str(TINY))} | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_what_is_no_plain_file_is_not_replaced(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        run(capsys, "assess", case_file, "--pack", TINY, "-o", pipe)
        assert stat.S_ISFIFO(pipe.lstat().st_mode)
    finally:
        os.close(reader)


def test_a_symbolic_link_stays_a_link_to_what_is_written(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    run(capsys, "assess", case_file, "--pack", TINY, "-o", link)
    assert link.is_symlink()
    assert "RISK" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(("gate", "code"), [("low", 1), ("moderate", 1), ("high", 1)])
def test_the_gate_is_hit_at_or_above_its_band(
    gate: str, code: int, case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "assess", case_file, "--pack", TINY, "--fail-on", gate)
    assert done.code == code
    assert "RISK: HIGH" in done.out
    assert done.err == "gate: the risk is high, which --fail-on refuses\n"


def test_under_the_gate_the_exit_code_is_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("title: A case\nfacts: {authority_type: line}\n")
    for gate in ("moderate", "high"):
        done = run(capsys, "assess", case, "--pack", TINY, "--fail-on", gate)
        assert (done.code, done.err) == (0, "")
    assert run(capsys, "assess", case, "--pack", TINY, "--fail-on", "low").code == 1


def test_the_report_is_written_where_the_gate_is_hit(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.txt"
    done = run(capsys, "assess", case_file, "--pack", TINY, "--fail-on", "high", "-o", target)
    assert done.code == 1
    assert target.exists()


def test_an_unknown_band_is_wrong_usage_and_nothing_is_written(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.txt"
    done = run(capsys, "assess", case_file, "--pack", TINY, "--fail-on", "hihg", "-o", target)
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(
        "Error: Invalid value for --fail-on: the pack has no band 'hihg'; "
        "expected low, moderate, high\n"
    )
    assert not target.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess"],
        ["assess", "a.yaml", "b.yaml"],
        ["assess", "a.yaml", "--format", "pdf"],
        ["assess", "a.yaml", "--nonsense"],
        ["nonsense"],
        ["replay"],
    ],
)
def test_a_wrong_command_line_exits_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, *arguments)
    assert (done.code, done.out) == (2, "")
    assert "Error: " in done.err


def test_no_colour_goes_where_there_is_no_terminal(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "\x1b" not in run(capsys, "assess", case_file, "--pack", TINY).out


def test_json_stays_whole_where_the_terminal_cannot_show_it(case_file: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "assess", str(case_file), "--pack", str(TINY), "--format", "json"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    shown = Assessment.from_json(done.stdout.decode())
    assert shown == assess(case_file, load_pack(TINY))


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"mandate, version {__version__}\n", "")


COMMANDS = every_command()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "mandate")
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help(
    command: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, *command, option)
    assert (done.code, done.err) == (0, "")
    assert "Usage: mandate" in done.out
    assert ("Exit codes" if not command else "Example:") in done.out


def examples(help_text: str) -> list[str]:
    """Return the command lines under ``Example:`` in a help text."""
    after = help_text.split("Example:")[1]
    return re.findall(r"^\s+(mandate .*)$", after, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_every_example_in_help_runs_from_the_repository_root(
    command: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = examples(run(capsys, *command, "--help").out)
    assert lines
    for folder in ("cases", "rules"):  # a copy, so that what an example writes goes elsewhere
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    for line in lines:
        monkeypatch.setattr("sys.stdin", io.StringIO("A role\n\nq\n"))  # for an interview
        done = run(capsys, *shlex.split(line)[1:])
        assert (done.code, done.err) == (0, ""), line


@pytest.mark.parametrize("group", [one for one in COMMANDS if one in ([], ["new"], ["pack"])])
def test_the_help_of_a_group_is_whole_at_80_columns(
    group: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = run(capsys, *group, "--help").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert not any(line.endswith("...") for line in lines[1:])


def test_every_command_is_in_the_table_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "--help").out.split("Commands:")[1].split("To begin")[0]
    names = re.findall(r"^  (\w+)", listed, re.MULTILINE)
    assert names == [command[0] for command in COMMANDS if len(command) == 1]


def test_a_report_does_not_overwrite_its_case(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = case_file.read_text(encoding="utf-8")
    ran = run(capsys, "assess", case_file, "--pack", TINY, "-o", case_file)
    assert ran.code == 2
    assert "would overwrite the case" in ran.err
    assert case_file.read_text(encoding="utf-8") == before


def test_a_hyphen_for_the_output_is_the_terminal(
    case_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "assess", case_file, "--pack", TINY, "-o", "-")
    assert ran.code == 0
    assert "RISK: HIGH" in ran.out


def test_the_sources_it_rests_on_are_told_in_text_where_asked_for(
    case_file: Path, expected: Assessment, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "assess", case_file, "--pack", TINY, "--basis")
    assert (done.code, done.out) == (0, text.render(expected, basis_in_full=True))
    assert "Kind of source:" in done.out


def test_decided_exits_with_5_where_open_facts_leave_the_band_undecided(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("title: A case\nfacts: {authority_type: none}\n", encoding="utf-8")
    done = run(capsys, "assess", case, "--pack", TINY, "--decided")
    assert done.code == 5
    assert done.err == (
        "undecided: what is not certain leaves the risk moderate to high, which --decided refuses\n"
    )
    assert done.out == run(capsys, "assess", case, "--pack", TINY).out


def test_decided_says_nothing_where_no_open_fact_can_move_the_band(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    facts = "authority_type: none, levels_below_ceo: 4, dedicated_budget: no"
    case.write_text(f"title: A case\nfacts: {{{facts}}}\n", encoding="utf-8")
    done = run(capsys, "assess", case, "--pack", TINY, "--decided")
    assert (done.code or 0, done.err) == (0, "")
    assert "whatever the open answers turn out to be: high; decided." in " ".join(done.out.split())


def test_the_gate_is_told_before_what_is_undecided(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("title: A case\nfacts: {authority_type: none}\n", encoding="utf-8")
    assert run(capsys, "assess", case, "--pack", TINY, "--decided", "--fail-on", "low").code == 1


@pytest.mark.parametrize("name", ["pack.yaml", "mandate/figurehead.yaml", "mandate/new.yaml"])
def test_a_report_does_not_get_among_the_files_of_a_pack(
    name: str, case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = copy_tiny(tmp_path / "pack")
    link = tmp_path / "report.yaml"
    link.symlink_to(pack / name)
    before = {path: path.read_bytes() for path in pack.rglob("*.yaml")}
    for output in (pack / name, link):
        ran = run(capsys, "assess", case_file, "--pack", pack, "-o", output)
        assert ran.code == 2
        said = " ".join(ran.err.split())
        assert f"would be written among the files of the pack {pack}" in said
    assert {path: path.read_bytes() for path in pack.rglob("*.yaml")} == before


def test_a_report_may_stand_beside_a_pack_and_in_its_folder(
    case_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = copy_tiny(tmp_path / "pack")
    for output in (tmp_path / "report.yaml", pack / "report.yaml", pack / "mandate/report.md"):
        assert run(capsys, "assess", case_file, "--pack", pack, "-o", output).code == 0
        assert "RISK: HIGH" in output.read_text(encoding="utf-8")


def mandate(words: str, *, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command line of the shell in which *mandate* stands for the program."""
    program = f'mandate() {{ {shlex.quote(sys.executable)} -m mandate "$@"; }}; '
    return subprocess.run(
        ["bash", "-c", program + words], capture_output=True, text=True, cwd=folder, check=False
    )


def test_a_standard_output_that_is_closed_cannot_be_written(case_file: Path) -> None:
    words = f"assess {shlex.quote(str(case_file))} --pack {shlex.quote(str(TINY))}"
    done = mandate(f"mandate {words} >&-", folder=case_file.parent)
    assert done.returncode == 6
    assert done.stderr.startswith("<stdout>: error[unwritable]: standard output cannot be written")


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_do_not_matter_where_none_is_written(
    closed: str, case_file: Path
) -> None:
    words = f"assess {shlex.quote(str(case_file))} --pack {shlex.quote(str(TINY))}"
    done = mandate(f"mandate {words} -o report.txt {closed}", folder=case_file.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert "RISK: HIGH" in (case_file.parent / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["assess", "interview"])
def test_the_exit_code_is_told_with_the_standard_error_closed(command: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("facts: {\n", encoding="utf-8")
    done = mandate(f"mandate {command} case.yaml 2>&- </dev/null", folder=tmp_path)
    assert done.returncode == 4


def test_an_interview_without_an_input_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("title: A case\n", encoding="utf-8")
    words = f"interview case.yaml --pack {shlex.quote(str(TINY))}"
    done = mandate(f"mandate {words} <&- 2>&-", folder=tmp_path)
    assert done.returncode == 130
    assert "Stopped." in done.stdout


@pytest.mark.parametrize(("name", "wish"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colour_gets_none(
    name: str, wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert style("high", "risk") == "\x1b[31mhigh\x1b[0m"
    monkeypatch.setenv(name, wish)
    assert [style("high", role) for role in ("risk", "relief", "heading", "dim")] == ["high"] * 4


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_candidate_is_not_told_what_the_firm_should_do(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The verdict is that of the report for the candidate; as JSON it stays the pack's."""
    case = ROOT / "cases/examples/larkmere-telecom.yaml"
    told = run(capsys, "assess", case, "--for", "candidate", "--format", form).out
    assert "do not accept until the mandate has been repaired" in " ".join(told.split())
    assert "Do not make this offer" not in told
    assert "ask for first" in told.casefold()
    plain = run(capsys, "assess", case, "--for", "candidate", "--format", "json").out
    assert "Do not make this offer" in plain
