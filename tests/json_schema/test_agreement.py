"""The loader and the JSON Schemas say the same of a file, whatever is changed in it.

The files in ``whole`` hold every key of every form. Each is changed in one place, in every way
below; what the schema refuses the loader has to refuse, however its words are quoted, and what the
loader refuses the schema has to refuse, but for what no schema can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from mandate import load_pack
from mandate.errors import Faults
from mandate.json_schema.files import FILES
from mandate.source import Mapping, from_plain
from mandate.yaml_files import read_text
from tests.helpers import TINY
from tests.json_schema.editor import typed
from tests.json_schema.loading import codes, validators

WHOLE = sorted(Path(__file__).with_name("whole").glob("*.yaml"))
PACK = load_pack(TINY)

UNSEEN = [
    ("bands", "", "an order of keys"),
    ("between", "", "an order of two values"),
    ("caps", "", "that there is a room between two numbers"),
    ("constant", "", "what a set of values leaves out"),
    ("efforts", "", "numbers that may not fall"),
    ("example-twice", "", "two entries with one name"),
    ("expectation", "", "two lists that share a name, or are empty"),
    ("file-name", "", "the name of the file"),
    ("impossible", "", "what follows from several facts"),
    ("listed-twice", "sources", "whether two citations quote two passages"),
    ("missing-key", "bands.high", "which key is the first"),
    ("number", "base|from", "decimal places, which a computer's decimals do not have"),
    ("points", "", "that ranges cover all values, once, and tell them apart"),
    ("range", "", "three numbers that have to fit each other"),
    ("some", "", "a number beside the length of a list"),
    ("set-aside-twice", "", "two entries with one rule"),
    ("source-twice", "", "two entries with one id"),
    ("stages", "", "a time beside the stages, one of which may stand elsewhere"),
    ("two-answers", "", "two values that exclude each other"),
    ("unknown-key", "bands", "which key is the first"),
    ("unknown-level", "where", "which the other fact is"),
    ("unknown-level", "levels|change", "a level that is named elsewhere in the file"),
    ("unknown-respondent", "", "whether somebody answered, elsewhere in the case"),
    ("unknown-source", "", "an id that stands elsewhere in the case"),
]
"""Faults that no schema can see: the code, where (a pattern), and what the fault rests on."""


def unseen(code: str, place: str) -> bool:
    return any(code == one and re.search(where, place) for one, where, _ in UNSEEN)


WORDS = ["zzz", "", "7", "-1", "0", "6", "1.125", "true", "no", "not_known"]
OTHERS: list[Any] = [[], {}, ["zzz"], {"zzz": "x"}, {"value": "no"}, [["zzz"]]]


def texts(path: Path) -> Any:
    """Return what a file says, every scalar as its text."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


def changes(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield every way to change one place of *data*, with what it comes to."""
    for path in list(_paths(data)):
        old = _at(data, path)
        others: list[Any] = [word for word in WORDS if word != old] + OTHERS if path else []
        if isinstance(old, dict):
            others += [{key: one for key, one in old.items() if key != left} for left in old]
            others += [{**old, "zzz": "x"}]
            others += [{"zzz" if key == name else key: old[key] for key in old} for name in old]
        if isinstance(old, list):
            others += [[*old, one] for one in ("zzz", {"zzz": "x"})] + [old * 2]
        for other in others:
            yield f"{'.'.join(map(str, path))}: {other!r:.60}", _with(data, path, other)


def _paths(data: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield above
    pairs: Iterable[tuple[str | int, Any]] = data.items() if isinstance(data, dict) else ()
    pairs = enumerate(data) if isinstance(data, list) else pairs
    for key, one in pairs:
        yield from _paths(one, (*above, key))


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        data = data[key]
    return data


def _with(data: Any, path: tuple[Any, ...], other: Any) -> Any:
    if not path:
        return other
    copy = deepcopy(data)
    _at(copy, path[:-1])[path[-1]] = other
    return copy


def document(data: Any, name: str) -> Mapping:
    node = from_plain(data, name)
    assert isinstance(node, Mapping)
    return node


def kind(path: Path) -> str:
    return path.stem if path.stem in FILES else "rule"


@pytest.mark.parametrize("path", WHOLE, ids=[path.stem for path in WHOLE])
def test_a_whole_file_is_accepted_by_both(path: Path) -> None:
    faults = Faults()
    read = read_text(path.read_text(encoding="utf-8"), path.name, faults)
    assert read is not None
    assert codes(kind(path), read, PACK) == set()
    validator = validators(TINY)[kind(path)]
    assert list(validator.iter_errors(typed(texts(path)))) == []
    assert list(validator.iter_errors(texts(path))) == []


@pytest.mark.parametrize("path", WHOLE, ids=[path.stem for path in WHOLE])
def test_loader_and_schema_agree_on_every_change(path: Path) -> None:
    what, validator = kind(path), validators(TINY)[kind(path)]
    wrong = []
    for change, data in changes(texts(path)):
        found = codes(what, document(data, path.name), PACK)
        seen = {code for code in found if not unseen(code, change)}
        if not found and not (validator.is_valid(typed(data)) and validator.is_valid(data)):
            wrong.append(f"refused by the schema alone: {change}")
        if seen and validator.is_valid(typed(data)):
            wrong.append(f"accepted by the schema alone: {change} {sorted(seen)}")
    assert wrong == []
