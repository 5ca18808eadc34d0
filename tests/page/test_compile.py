"""The compiled pack holds what an engine needs, in the form that its schema tells."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import mandate
from mandate import Pack
from mandate.page.compile import compiled_pack
from mandate.page.compiled import CompiledPack
from mandate.serialization import from_json
from tests.promises.generated import pack_named

SCHEMA = Path(mandate.__file__).with_name("schema") / "compiled-pack.json"
PACKS = ["tiny", "operators", "clean", "cx-leader"]


@pytest.mark.parametrize("name", PACKS)
def test_a_compiled_pack_satisfies_its_schema_and_survives_its_json(name: str) -> None:
    compiled = compiled_pack(pack_named(name))
    text = compiled.to_json()
    jsonschema.validate(json.loads(text), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert from_json(CompiledPack, text) == compiled


def test_it_holds_nothing_of_where_the_pack_stands(tiny: Pack) -> None:
    place = next(iter(tiny.rules.values())).location.path
    assert str(Path(place).parent.parent) not in compiled_pack(tiny).to_json()


def test_rules_stand_in_firing_order(tiny: Pack) -> None:
    assert [rule.id for rule in compiled_pack(tiny).rules] == list(tiny.rules)


def test_values_are_told_by_their_place(tiny: Pack) -> None:
    compiled = compiled_pack(tiny)
    named = {fact.id: fact for fact in compiled.facts}
    assert named["dedicated_budget"].labels == ("no", "yes")
    assert compiled.base_hundredths == tiny.base


def test_a_page_with_the_engine_and_the_shipped_pack_is_light() -> None:
    from mandate.page.script import engine_script

    assert len(compiled_pack(pack_named("cx-leader")).to_json()) < 1_000_000
    assert len(engine_script()) < 220_000  # a reader of YAML is a third of it
