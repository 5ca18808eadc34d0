"""A tiny pack with one rule more, the subject, and the mutants of that rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mandate import Pack
from mandate.case import Case
from mandate.library import case_from
from mandate.mutation.results import Fate, MutationTest
from mandate.mutation.run import mutate
from mandate.pack.load import load_folder
from tests.helpers import copy_tiny

RISK = "{risk: {driver: authority, points: 1}}"
HEAD = "id: subject\ntitle: The subject\n"
TAIL = "because: It is so.\nstrength: It is so.\nsources: [S0]\ngrade: D\n"


def subject(
    folder: Path, when: str, *examples: str, then: str = RISK, more: Mapping[str, str] | None = None
) -> Pack:
    """Return the tiny pack with a rule on *when*, its *examples* each a line of YAML."""
    condition = f"when: {when}\n" if when else ""
    shown = "".join(
        f"  - {{name: example {number}, {text}}}\n" for number, text in enumerate(examples)
    )
    text = f"{HEAD}{condition}then: {then}\n{TAIL}examples:\n{shown}"
    return load_folder(copy_tiny(folder, {"extra/subject.yaml": text, **(more or {})}))


def mutated(pack: Pack, *golden: Mapping[str, object]) -> MutationTest:
    """Return what mutating the subject came to."""
    return mutate(pack, [case_of(pack, expect) for expect in golden], rules=["subject"])


def case_of(pack: Pack, data: Mapping[str, object]) -> Case:
    """Return a golden case: its facts and what it expects."""
    expected = data["expect"]
    assert isinstance(expected, dict)
    expect = {"because": "It is so.", **expected}
    return case_from({"title": "Golden", "pack": pack.id, "facts": data["facts"], "expect": expect})


def fate_of(result: MutationTest, says: str) -> Fate:
    """Return what became of the mutant that *says* what has to be told."""
    (found,) = (one for one in result.fates if one.says == says)
    return found
