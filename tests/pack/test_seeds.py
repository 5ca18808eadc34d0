"""Seed coverage: what the seeds say, and which part of the pack carries it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack, PackError, load_pack
from mandate.errors import Faults
from mandate.pack.files import SEEDS
from mandate.pack.load import load_folder
from mandate.pack.seeds import seed_items
from mandate.source import Mapping
from mandate.yaml_files import read_file
from tests.helpers import ROOT, TINY, copy_tiny

SHIPPED = ROOT / "rules" / "cx-leader"
COUNTS = {"S0": 26, "S1": 17, "S2": 19, "S3": 27, "S4": 13}


def read(tmp_path: Path, pack: Pack, text: str) -> tuple[list[str], Path]:
    """Return the messages that refuse *text* as seeds.yaml, and its path."""
    path = tmp_path / SEEDS
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PackError) as raised:
        seed_items(tmp_path, pack)
    return [str(fault) for fault in raised.value.faults], path


def test_an_item_is_what_its_file_says(tmp_path: Path, tiny: Pack) -> None:
    (tmp_path / SEEDS).write_text(
        "seeds:\n"
        "  S0:\n"
        "    - says: Nothing serious stands\n"
        "        behind the role.\n"
        "      quote: lack of a serious mandate\n"
        "      carried_by: [authority_type, figurehead, powerless]\n"
        "    - {says: A video., needs_none: nothing of it is in the text}\n",
        encoding="utf-8",
    )
    carried, video = seed_items(tmp_path, tiny)
    assert carried[:5] == (
        "S0",
        "Nothing serious stands behind the role.",
        "lack of a serious mandate",
        ("authority_type", "figurehead", "powerless"),
        "",
    )
    assert video[:5] == ("S0", "A video.", "", (), "nothing of it is in the text")
    assert (carried.location.line, video.location.line) == (3, 7)


def test_a_pack_without_the_file_says_nothing_of_seeds(tiny: Pack) -> None:
    assert seed_items(TINY, tiny) == ()


def test_no_ordinary_load_reads_the_file(tmp_path: Path, tiny: Pack) -> None:
    folder = copy_tiny(tmp_path / "pack", {SEEDS: "not: [even yaml"})
    assert load_pack(folder).digest == tiny.digest


FAULTS = {
    "an unknown seed": (
        "seeds:\n  S0: []\n  S1: []\n",
        "{path}:3:3: error[unknown-source]: there is no seed 'S1' in sources.yaml\n"
        "    3 |   S1: []\n"
        "      |   ^^ expected one of: S0",
    ),
    "an unknown carrier": (
        "seeds:\n  S0:\n    - {says: It is so., carried_by: [reports_to, authorty-type]}\n",
        "{path}:3:50: error[unknown-carrier]: the pack has no fact, rule or finding "
        "'authorty-type'\n"
        "    3 |     - {says: It is so., carried_by: [reports_to, authorty-type]}\n"
        "      |                                                  ^^^^^^^^^^^^^ "
        "did you mean 'authority-type'?",
    ),
    "a carrier twice": (
        "seeds:\n  S0:\n    - {says: It is so., carried_by: [reports_to, reports_to]}\n",
        "{path}:3:50: error[carrier-twice]: 'reports_to' stands twice\n"
        "    3 |     - {says: It is so., carried_by: [reports_to, reports_to]}\n"
        "      |                                                  ^^^^^^^^^^ keep one",
    ),
    "a long quote": (
        "seeds:\n  S0:\n    - says: It is so.\n      quote: a b c d e f g h i j k l m n o p\n"
        "      carried_by: [reports_to]\n",
        "{path}:4:14: error[quote]: the quote has 16 words; 15 are allowed\n"
        "    4 |       quote: a b c d e f g h i j k l m n o p\n"
        "      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shorten or paraphrase it",
    ),
    "no carrier": (
        "seeds:\n  S0:\n    - says: It is so.\n",
        "{path}:3:7: error[no-carrier]: nothing carries this item\n"
        "    3 |     - says: It is so.\n"
        "      |       ^ list ids under 'carried_by:', or say why under 'needs_none:'",
    ),
    "an empty list of carriers": (
        "seeds:\n  S0:\n    - {says: It is so., carried_by: []}\n",
        "{path}:3:7: error[no-carrier]: nothing carries this item\n"
        "    3 |     - {says: It is so., carried_by: []}\n"
        "      |       ^ list ids under 'carried_by:', or say why under 'needs_none:'",
    ),
    "carried and not": (
        "seeds:\n  S0:\n    - {says: It is so., carried_by: [reports_to], needs_none: why}\n",
        "{path}:3:51: error[carriers]: the item is carried, and needs nothing to carry it\n"
        "    3 |     - {says: It is so., carried_by: [reports_to], needs_none: why}\n"
        "      |                                                   ^^^^^^^^^^ "
        "keep 'carried_by:' or 'needs_none:'",
    ),
    "nothing said": (
        "seeds:\n  S0:\n    - {carried_by: [reports_to]}\n",
        "{path}:3:7: error[missing-key]: an item needs 'says'\n"
        "    3 |     - {carried_by: [reports_to]}\n"
        "      |       ^ add 'says:'",
    ),
    "an unknown key": (
        "seeds:\n  S0:\n    - {says: It is so., carried_by: [reports_to], quotes: so}\n",
        "{path}:3:51: error[unknown-key]: an item has no key 'quotes'\n"
        "    3 |     - {says: It is so., carried_by: [reports_to], quotes: so}\n"
        "      |                                                   ^^^^^^ did you mean 'quote'?",
    ),
    "no item": (
        "seeds:\n  S0: [reports_to]\n",
        "{path}:2:8: error[mapping]: expected 'says' and 'carried_by', found 'reports_to'\n"
        "    2 |   S0: [reports_to]\n"
        "      |        ^^^^^^^^^^",
    ),
    "no list": (
        "seeds: {S0: reports_to}\n",
        "{path}:1:13: error[list]: expected a list, found 'reports_to'\n"
        "    1 | seeds: {S0: reports_to}\n"
        "      |             ^^^^^^^^^^",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_said_with_its_place(fault: str, tmp_path: Path, tiny: Pack) -> None:
    text, message = FAULTS[fault]
    messages, path = read(tmp_path, tiny, text)
    assert messages == [message.replace("{path}", str(path))]


def test_a_seed_that_is_not_covered_is_a_fault(tmp_path: Path, tiny: Pack) -> None:
    source = tiny.sources["S0"]
    pack = tiny._replace(sources={"S0": source, "S1": source._replace(id="S1")})
    messages, path = read(tmp_path, pack, "seeds:\n  S1: []\n")
    assert messages == [
        f"{path}:1:1: error[seed-missing]: nothing is said of the seed 'S0'\n"
        "    1 | seeds:\n"
        "      | ^^^^^ list its items, and what carries them"
    ]


def test_a_source_that_is_no_seed_is_an_unknown_one(tmp_path: Path, tiny: Pack) -> None:
    source = tiny.sources["S0"]
    other = source._replace(id="W01", kind="study")
    pack = tiny._replace(sources={"S0": source, "W01": other})
    messages, _ = read(tmp_path, pack, "seeds:\n  S0: []\n  W01: []\n")
    assert [message.split(": ")[2] for message in messages] == [
        "there is no seed 'W01' in sources.yaml\n    3 |   W01"
    ]


def test_all_faults_are_reported_together(tmp_path: Path, tiny: Pack) -> None:
    text = "seeds:\n  S1:\n    - says: It is so.\n    - {says: So., carried_by: [nothing]}\n"
    messages, _ = read(tmp_path, tiny, text)
    codes = [message.split("error[")[1].split("]")[0] for message in messages]
    assert codes == ["seed-missing", "unknown-source", "no-carrier", "unknown-carrier"]


def test_every_item_of_the_five_seeds_is_carried_by_the_shipped_pack() -> None:
    items = seed_items(SHIPPED, load_folder(SHIPPED, examples=False))
    assert {seed: sum(item.seed == seed for item in items) for seed in COUNTS} == COUNTS
    assert [item.says for item in items if item.needs_none] == ["A video on the two titles."]
    assert all(len(item.says.split()) < 20 for item in items)
    assert all(item.quote for item in items)


def test_no_ordinary_load_reads_them_or_what_else_stands_beside_the_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copy_tiny(tmp_path / "pack", {SEEDS: "seeds: {}", "reference.yaml": "title: A case"})
    read = []

    def noted(path: str, faults: Faults, without: tuple[str, ...] = ()) -> Mapping | None:
        read.append(Path(path).name)
        return read_file(path, faults, without)

    monkeypatch.setattr("mandate.pack.files.read_file", noted)
    load_folder(folder)
    assert "sources.yaml" in read
    assert {SEEDS, "reference.yaml"}.isdisjoint(read)
