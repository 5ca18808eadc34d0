"""``mandate interview``: typed answers through a pipe, arrow keys in a real pseudo-terminal."""

from __future__ import annotations

import errno
import os
import pty
import select
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from mandate import load_case
from mandate.cli import choosing, output
from mandate.cli.interview import interview
from mandate.errors import MandateError
from mandate.source import to_plain
from tests.helpers import ROOT, TINY, run
from tests.test_bounds import BEST

START = f"title: A case   # ours\npack: {TINY}\nstage: in_post\n"
COMMAND = [sys.executable, "-m", "mandate", "interview"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(START, encoding="utf-8")
    return path


def typed(case: Path, *lines: str, more: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run the interview with typed answers; return its exit code and what it showed."""
    done = CliRunner().invoke(interview, [str(case), *more], input="".join(f"{x}\n" for x in lines))
    if done.exception and not isinstance(done.exception, SystemExit):
        assert isinstance(done.exception, MandateError), done.exception
        return done.exception.exit_code, done.output + str(done.exception)
    return done.exit_code, done.output


def answers(case: Path, by: str = "ceo") -> dict[str, object]:
    document = to_plain(load_case(case).document)
    assert isinstance(document, dict)
    found = document.get("respondents", {}).get(by, {})
    assert isinstance(found, dict)
    return found


CEO = ("--as", "ceo")


def test_answers_are_saved_one_by_one_and_it_is_taken_up_again(case: Path) -> None:
    code, out = typed(case, "2", more=CEO)
    assert code == 130
    assert "run the same command to go on" in out
    first = answers(case)
    assert len(first) == 1
    assert case.read_text(encoding="utf-8").startswith(START)
    typed(case, "?", more=CEO)
    assert len(answers(case)) == 2
    assert {**answers(case), **first} == answers(case)


def test_it_shows_the_range_and_how_much_is_left_and_why_it_asks(case: Path) -> None:
    code, out = typed(case, "w", "q", more=CEO)
    assert code == 0
    assert "of 100, low to high | " in out
    assert "questions left" in out
    assert "- waits for it: " in out
    assert "RISK" in out


def test_it_ends_with_what_can_be_done_next(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out = typed(case, "1", "q", more=CEO)
    after = out.split(f"{case} holds the answers; the risk is ")[1]
    lines = [line.split("    ")[0] for line in after.splitlines()[1:]]
    assert [shlex.split(line)[1] for line in lines] == ["assess", "advise", "questions"]
    for line in lines:
        done = run(capsys, *shlex.split(line)[1:])
        assert (done.code, done.err) == (0, "")


def test_an_answer_that_is_none_is_asked_for_again(case: Path) -> None:
    code, out = typed(case, "99", "sideways", "", "0", "q", more=CEO)
    assert code == 0
    assert "'99' is no answer: expected a number from 1 to " in out
    assert "'sideways' is no answer" in out
    assert answers(case) == {}


def test_not_known_is_put_down_with_who_said_it_and_a_note_goes_with_it(case: Path) -> None:
    typed(case, "e", "asked twice", "?", "q", more=CEO)
    ((fact, said),) = answers(case).items()
    document = to_plain(load_case(case).document)
    assert isinstance(document, dict)
    assert "not_known" in str(said)
    assert "asked twice" in str(said)
    assert fact not in str(document.get("facts"))


def test_back_takes_the_answer_out_of_the_file(case: Path) -> None:
    typed(case, "1", "b", "q", more=CEO)
    assert case.read_text(encoding="utf-8") == START


def test_an_answer_may_be_some_of_several(case: Path) -> None:
    for _ in range(12):  # until one is asked that has several values
        code, out = typed(case, "o", "1 or 2", "q", more=CEO)
        assert code == 0
        if "such as 1 or 2" in out and answers(case):
            break
        typed(case, "?", more=CEO)
    (said, *_) = [said for said in answers(case).values() if said != "not_known"]
    assert isinstance(said, dict)
    assert set(said) <= {"one_of", "between"}


@pytest.mark.parametrize(("typed_in", "value"), [("y", "yes"), ("n", "no"), ("No", "no")])
def test_a_question_of_yes_or_no_takes_either_in_a_letter(
    typed_in: str, value: str, tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    known_but_one = {**BEST, "dedicated_budget": None}
    facts = "".join(f"  {name}: {said}\n" for name, said in known_but_one.items() if said)
    path.write_text(f"title: A case\npack: {TINY}\nfacts:\n{facts}", encoding="utf-8")
    typed(path, typed_in, "q", more=CEO)
    assert answers(path) == {"dedicated_budget": value}


def test_a_theme_is_skipped_and_said_to_be_open(case: Path) -> None:
    code, out = typed(case, *["s"] * 8, more=CEO)
    assert code == 0
    assert "in themes that you skipped can still change the band" in out


def test_until_decided_it_stops_there_and_else_it_offers_the_rest(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    code, out = typed(case, *["1"] * 30, more=(*CEO, "--until", "decided"))
    assert code == 0
    assert "The band is settled" in out
    assert "For the report" not in out
    left = answers(case)
    case.write_text(text, encoding="utf-8")
    code, out = typed(case, *["1"] * len(left), *["n"] * 12, more=CEO)
    assert "would make the report fuller" in out
    assert "Go on, for the report?" in out


def test_a_new_case_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    code, out = typed(path, "", "CX lead, Acme", "someday", "offer", "q")
    assert code == 0
    assert "'someday' is no stage" in out
    assert load_case(path).stage == "offer"


def test_a_read_only_file_is_refused_before_anything_is_asked(case: Path) -> None:
    case.chmod(0o444)
    code, out = typed(case, "1")
    assert code == 6
    assert "the file is read-only" in out
    assert "Answer" not in out
    assert case.read_text(encoding="utf-8") == START


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    code, out = typed(tmp_path / "none" / "a.yaml", "CX", "", "1")
    assert code == 6
    assert "there is no folder" in out


def test_a_full_disk_loses_nothing_and_saving_can_be_tried_again(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, full = output._replace, [True, True, False]

    def replace(path: Path, content: bytes) -> None:
        if full.pop(0):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(path, content)

    monkeypatch.setattr(output, "_replace", replace)
    code, out = typed(case, "1", "y", "y", "q", more=CEO)
    assert code == 0
    assert out.count("No space left on device") == 2
    assert len(answers(case)) == 1
    full[:] = [True] * 9
    before = case.read_text(encoding="utf-8")
    code, out = typed(case, "1", "n", more=CEO)
    assert code == 6
    assert case.read_text(encoding="utf-8") == before


def test_a_file_that_somebody_else_changed_is_not_written_over(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = START + "summary: changed meanwhile\n"

    def by_typing(choices: object) -> str:
        case.write_text(other, encoding="utf-8")
        return "1"

    monkeypatch.setattr("mandate.cli.conversation.by_typing", by_typing)
    code, out = typed(case, "n", more=CEO)
    assert code == 6
    assert "somebody else changed the file" in out
    assert case.read_text(encoding="utf-8") == other


class Terminal:
    """A pseudo-terminal with the interview in it."""

    def __init__(self, master: int, process: subprocess.Popen[bytes]) -> None:
        self._master, self.process, self.shown = master, process, ""

    def wait_for(self, text: str) -> None:
        start, end = len(self.shown), time.monotonic() + 30
        while text not in self.shown[start:]:
            ready, _, _ = select.select([self._master], [], [], max(0, end - time.monotonic()))
            assert ready, self.shown[-500:]
            self.shown += os.read(self._master, 4096).decode(errors="replace")
        time.sleep(0.3)  # until it listens

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def close(self) -> None:
        os.close(self._master)

    def ended(self) -> int:
        end = time.monotonic() + 30
        while time.monotonic() < end:  # to the last byte: it may end before all is read
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    self.shown += os.read(self._master, 4096).decode(errors="replace")
                except OSError:
                    break
            elif self.process.poll() is not None:
                break
        return self.process.wait(10)


@contextmanager
def terminal(case: Path, *more: str, term: str = "xterm") -> Iterator[Terminal]:
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": term, "LINES": "40", "COLUMNS": "80"}
    process = subprocess.Popen(
        [*COMMAND, str(case), *more],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Terminal(master, process)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        with suppress(OSError):  # a test may have closed it
            os.close(master)


def test_arrow_keys_choose_in_a_real_terminal(case: Path) -> None:
    with terminal(case, *CEO) as screen:
        screen.wait_for("stop here")
        assert "\x1b[J" in screen.shown
        screen.press("\x1b[B\x1b[B\x1b[A\r")
        screen.wait_for("stop here")
        (said,) = answers(case).values()
        screen.press("\x1b[A\r")  # up from the first leads to the last: stop here
        assert screen.ended() == 0
    assert "RISK" in screen.shown
    case.write_text(START, encoding="utf-8")
    typed(case, "2", "q", more=CEO)
    assert list(answers(case).values()) == [said]


def test_a_dumb_terminal_gets_plain_prompts(case: Path) -> None:
    with terminal(case, *CEO, term="dumb") as screen:
        screen.wait_for("Answer: ")
        screen.press("1\n")
        screen.wait_for("Answer: ")
        assert "\x1b[J" not in screen.shown
        screen.press("q\n")
        assert screen.ended() == 0


@pytest.mark.parametrize("how", ["ctrl-c", "killed", "closed"])
def test_whoever_stops_it_loses_at_most_the_answer_being_typed(case: Path, how: str) -> None:
    with terminal(case, *CEO) as screen:
        screen.wait_for("stop here")
        screen.press("1")
        screen.wait_for("stop here")
        if how == "ctrl-c":
            screen.press("\x03")
            assert screen.ended() == 130
            assert "Stopped." in screen.shown
        elif how == "killed":
            screen.process.kill()
            assert screen.process.wait(10) < 0
        else:
            screen.close()
            assert screen.process.wait(10) == 130
    assert len(answers(case)) == 1
    assert [path.name for path in case.parent.iterdir()] == ["a.yaml"]


def test_a_terminal_too_small_for_the_menu_gets_plain_prompts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LINES", "5")
    monkeypatch.setenv("COLUMNS", "80")
    choices = [choosing.Choice(str(one), "words", "text") for one in range(5)]
    assert choosing.with_arrows(choices) is None


def test_keys_that_arrive_together_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "40")
    monkeypatch.setattr(click, "getchar", lambda: "\x1b[B\x1bOBz\r")
    choices = [choosing.Choice(one, "words") for one in "123"]
    assert choosing.with_arrows(choices) == ("3", 2)
    assert choosing.with_arrows(choices, 1) == ("1", 0)  # from the second on, round the end


def test_an_item_of_a_checklist_is_told_with_its_place(case: Path) -> None:
    _, out = typed(case, *["?"] * 5, "y", *["?"] * 5, "q", more=CEO)
    said = " ".join(out.split())
    assert [said.count(f"{place} of 3: ") for place in (1, 2, 3)] == [1, 1, 1]


def test_who_stops_before_there_is_a_case_is_told_that_nothing_is_saved(tmp_path: Path) -> None:
    code, out = typed(tmp_path / "new.yaml", "A role")
    assert code == 130
    assert "Nothing was saved yet" in out
    assert not (tmp_path / "new.yaml").exists()
    code, out = typed(tmp_path / "none" / "new.yaml", "A role")
    assert code == 6
    assert "there is no folder" in out
    assert "Which role" not in out
