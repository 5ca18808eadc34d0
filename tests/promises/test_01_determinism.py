"""Promise 1: "The same case under the same pack gives the same assessment, byte for byte, under any
hash seed and any order of files, rules and facts."
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mandate.assessor import Assessor
from mandate.library import assess, case_from, load_pack
from tests.promises.generated import (
    PACKS,
    Data,
    cases,
    complete_case,
    facts_of,
    known,
    pack_named,
    partial_case,
)

OPERATORS = pack_named("operators")
SCRIPT = """
import json, sys
from mandate import assess
for data in json.load(sys.stdin):
    sys.stdout.write(assess(data, sys.argv[1]).to_json())
"""


def _possible(name: str, count: int) -> list[Data]:
    pack = pack_named(name)
    found = []
    for seed in range(1000):
        data = partial_case(pack, Random(seed))
        if known(pack, data) is not None:
            found.append(data)
        if len(found) == count:
            break
    return found


@pytest.mark.parametrize("name", ["operators", "cx-leader"])
def test_any_hash_seed_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    data = json.dumps(_possible(name, 25))
    pack = str(PACKS / name) if name == "operators" else name
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, pack],
            input=data.encode(),
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2", "4294967295")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b'"schema"') == 25


def _shuffled(data: Data, random: Random) -> Data:
    keys = list(data)
    random.shuffle(keys)
    return {
        key: _shuffled(value, random) if isinstance(value := data[key], dict) else value
        for key in keys
    }


@given(cases(OPERATORS), st.integers(0, 1000))
def test_any_order_of_facts_gives_the_same_bytes(data: Data, seed: int) -> None:
    shuffled = _shuffled(data, Random(seed))
    assert assess(shuffled, OPERATORS).to_json() == assess(data, OPERATORS).to_json()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_of_files_rules_and_keys_gives_the_same_bytes(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    folder = tmp_path / "renamed"
    for path in sorted((PACKS / "operators").glob("**/*.yaml")):
        place = path.relative_to(PACKS / "operators")
        if place.parts[0] == "rules":  # a rule may stand in any folder
            place = Path(random.choice(("b-rules", "a-rules"))) / place.name
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        shuffled = _shuffled_above(content, random)
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(shuffled, sort_keys=False)
        (folder / place).write_text(text, encoding="utf-8")
    renamed = load_pack(folder)
    assert renamed.digest == OPERATORS.digest
    for data in _possible("operators", 50):
        assert assess(data, renamed).to_json() == assess(data, OPERATORS).to_json()


def _shuffled_above(content: Data, random: Random) -> Data:
    """Shuffle keys where their order means nothing: levels, bands and drivers keep theirs."""
    ordered = ("levels", "items", "points", "bands", "drivers")
    keys = list(content)
    random.shuffle(keys)
    return {
        key: _shuffled_above(value, random)
        if isinstance(value := content[key], dict) and key not in ordered
        else value
        for key in keys
    }


@pytest.mark.parametrize("name", ["tiny", "operators", "cx-leader"])
def test_cases_assessed_before_leave_nothing_behind(name: str) -> None:
    pack, random = pack_named(name), Random(3)
    complete = [complete_case(pack, random) for _ in range(40)]  # of a checklist, all items
    found = [data for data in complete if known(pack, data)] + _possible(name, 20)
    found += [_said_twice(data, random) for data in found[:10]]
    in_order = [assess(data, pack).to_json() for data in found]
    backwards = [assess(data, pack).to_json() for data in reversed(found)]
    assert backwards[::-1] == in_order
    for data, told in zip(found, in_order, strict=True):
        fresh = Assessor(pack)
        assert fresh.assess(fresh.read(case_from(data))).to_json() == told


def _said_twice(data: Data, random: Random) -> Data:
    """Return a case in which two people who are not named give some of the answers alike."""
    facts = {
        name: [{"value": said}] * random.choice((1, 2)) if isinstance(said, str) else said
        for name, said in facts_of(data).items()
    }
    return {**data, "facts": facts}
