"""What several tests need: the tiny pack, packs and cases made on the spot, the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from mandate import Assessment, Pack, assess, load_case, load_pack
from mandate.assessment import FactEvidence
from mandate.case import Known
from mandate.case import known as read_case
from mandate.cli.commands import cli
from mandate.cli.main import main
from mandate.conditions.evaluate import Truth, evaluate
from mandate.conditions.nodes import Node
from mandate.conditions.parse import ConditionReader
from mandate.errors import Faults
from mandate.explanation import Derivation
from mandate.library import case_from
from mandate.source import from_plain, to_plain

TESTS = Path(__file__).parent
ROOT = TESTS.parent
TINY = TESTS / "packs" / "tiny"
EXAMPLES = ROOT / "cases" / "examples"
LARKMERE, VOICES = EXAMPLES / "larkmere-telecom.yaml", EXAMPLES / "two-voices.yaml"
FIRM = ROOT / "mandate" / "authoring" / "new_brand"
"""The brand and the template that ``mandate new brand`` writes, of an invented firm."""

TRUE, FALSE, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


class Ran(NamedTuple):
    """What a command left: its exit code and what it wrote."""

    code: object
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run the command line in this process."""
    capsys.readouterr()
    try:
        main([str(one) for one in arguments])
        code: object = None
    except SystemExit as ended:
        code = ended.code
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def python(source: str, *, seed: str = "0", cwd: Path | None = None) -> str:
    """Run Python *source* in a process of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", source],
        capture_output=True,
        text=True,
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    return done.stdout


def command_of(words: Iterable[str]) -> click.Command:
    """Return the command or group that some words after ``mandate`` call; itself, if there are
    none."""
    command: click.Command = cli
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found, word
        command = found
    return command


def every_command() -> list[list[str]]:
    """Return the words of every command and group after ``mandate``; those of itself are none."""
    found: list[list[str]] = [[]]
    for words in found:
        command = command_of(words)
        if isinstance(command, click.Group):
            found += [[*words, name] for name in command.list_commands(click.Context(command))]
    return found


def golden(name: str) -> str:
    """Return a text that was looked at before it was kept."""
    return (TESTS / "golden" / name).read_text(encoding="utf-8")


def copy_tiny(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Copy the tiny pack to *folder*, with some files replaced or added."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    for name, text in (files or {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Return one file of the tiny pack with a text in it replaced."""
    text = (TINY / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    return {name: text.replace(old, new)}


def graded(points: str) -> dict[str, str]:
    """Return the tiny pack's authority-type with other points, and no points in its examples."""
    (name, text), *_ = changed("mandate/authority-type.yaml", ", points: 4}", "}").items()
    start, end = text.index("points: {"), text.index("}", text.index("points: {"))
    return {name: f"{text[:start]}points: {{{points}{text[end:]}"}


def rule(identifier: str, then: str, when: str = "", more: str = "") -> dict[str, str]:
    """Return the file of a rule for the tiny pack."""
    text = f"id: {identifier}\ntitle: About {identifier}\n"
    text += f"when: {when}\n" if when else ""
    text += f"then: {then}\nbecause: It is so.\nstrength: It is so.\n{more}"
    text += "sources: [S0]\ngrade: D\nexamples: [{name: nobody asked, facts: {}, gives: open}]\n"
    return {f"extra/{identifier}.yaml": text}


def fact(name: str, **keys: str) -> str:
    """Return the declaration of a fact, as it stands under ``facts:``."""
    declared = {
        "title": name,
        "question": "What is it?",
        "why": "It matters.",
        "type": "yes_no",
        "ask": "CEO",
        **keys,
    }
    if declared["type"] == "yes_no" and "better" not in declared:
        declared["better"] = '"yes"'
    return f"  {name}:\n" + "".join(f"    {key}: {text}\n" for key, text in declared.items())


def vocabulary(*declarations: str) -> dict[str, str]:
    """Return a vocabulary file with the facts declared."""
    return {"vocabulary/more.yaml": "theme: more\nfacts:\n" + "".join(declarations)}


def make_pack(folder: Path, *files: Mapping[str, str]) -> Pack:
    """Return the tiny pack with some files replaced or added."""
    return load_pack(copy_tiny(folder, {name: t for one in files for name, t in one.items()}))


def known(pack: Pack, facts: Mapping[str, object], **respondents: object) -> Known:
    """Return a case read against *pack*."""
    data = {"facts": facts, **({"respondents": respondents} if respondents else {})}
    return read_case(case_from(data), pack)


def condition(pack: Pack, data: object) -> tuple[Node | None, list[str]]:
    """Return the condition that plain data writes, and the codes of its faults."""
    faults = Faults()
    reader = ConditionReader(pack.vocabulary, pack.findings, pack.applies, faults)
    node = reader.read(from_plain(data, "<condition>"))
    return node, [fault.code for fault in faults]


def truth(
    pack: Pack,
    data: object,
    facts: Mapping[str, object],
    findings: Mapping[str, Truth] | None = None,
    **respondents: object,
) -> Truth:
    """Return the truth of a condition, written as plain data, under some facts."""
    node, faults = condition(pack, data)
    assert node is not None
    assert not faults
    return evaluate(node, known(pack, facts, **respondents).memory.masks, findings or {}).truth


def answering(path: Path, **facts: object) -> dict[str, Any]:
    """Return the case in a file with other answers to some facts."""
    data: Any = to_plain(load_case(path).document)
    return {**data, "facts": {**data["facts"], **facts}}


def known_beside(tree: Derivation) -> list[FactEvidence]:
    """Return what is known of the facts that a condition reads; it reads no finding."""
    facts = [one for one in tree.actual if isinstance(one, FactEvidence)]
    assert len(facts) == len(tree.actual)
    return facts


def fired(assessment: Assessment) -> dict[str, int]:
    """Return the points of each rule that fired, in firing order."""
    return {firing.rule: firing.points for firing in assessment.firings}


def assess_tiny(pack: Pack, **facts: object) -> Assessment:
    """Return the assessment of some facts, checked to survive its JSON."""
    assessment = assess(facts or {"facts": {}}, pack)
    assert Assessment.from_json(assessment.to_json()) == assessment
    return assessment
