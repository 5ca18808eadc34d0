"""Forms: each key in them is read by the loader, and stands in the schemas with what it is for."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import mandate
from mandate import load_pack
from mandate.advisory.brand import BRAND, read_brand
from mandate.answers import ANSWER
from mandate.conditions.comparison import CHECKLIST_OPERATORS, SAME
from mandate.conditions.parse import KEYWORDS
from mandate.errors import Faults
from mandate.facts import TYPES
from mandate.json_schema.files import FILES, file_schema
from mandate.json_schema.forms import Writer
from mandate.json_schema.parts import parts_of, subject, writer_of
from mandate.pack.overlay_forms import OVERLAY, OVERLAY_HEADER, SUMS, TEXTS
from mandate.reading import Either, Form, Key, Kind, Many, Named, Reader, Typed
from mandate.source import Node
from tests.helpers import FIRM, TESTS, TINY
from tests.json_schema.loading import READERS
from tests.json_schema.test_agreement import PACK, WHOLE, document, kind, texts

OF_AN_OVERLAY = (OVERLAY_HEADER, OVERLAY, TEXTS)
OF_A_REPORT = (BRAND,)
ALL_OF_A_BRAND = """\
firm: A firm
logo: logo.svg
colours: {accent: '#5b214f', text: '#221d26'}
fonts: {text: One, headings: Other, folder: fonts}
disclaimer: For the client alone.
"""
READ_OTHERWISE = {
    "a case: facts",  # from the tree of the case, once its pack is there
    "a case: merged",  # by `mandate merge`
    "a case: respondents",
    "pack.yaml: suppress",  # by `mandate pack check`
    "the declaration of a fact: type",  # before its form is known
}


def forms(of: Kind) -> Iterator[Form]:
    """Yield the forms that a kind holds."""
    if isinstance(of, Form):
        yield of
        for key in of.keys.values():
            yield from forms(key.kind)
    if isinstance(of, (Many, Named)):
        yield from forms(of.kind)
    inner = of.kinds if isinstance(of, Either) else ()
    inner = tuple(of.forms.values()) if isinstance(of, Typed) else inner
    for one in inner:
        yield from forms(one)


def all_forms() -> list[Form]:
    keys = [*KEYWORDS.values(), *CHECKLIST_OPERATORS.values()]
    roots = [
        *(form for form, _ in FILES.values()),
        ANSWER,
        *SAME.values(),
        *OF_AN_OVERLAY,
        *OF_A_REPORT,
    ]
    return [
        *(one for root in roots for one in forms(root)),
        *(f for k in keys for f in forms(k.kind)),
    ]


def test_every_form_in_the_package_is_reached_from_a_kind_of_file() -> None:
    sources = [
        path.read_text(encoding="utf-8") for path in Path(mandate.__file__).parent.rglob("*.py")
    ]
    made = sum(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Form"
        for source in sources
        if "from mandate.reading import" in source
        for node in ast.walk(ast.parse(source))
    )
    made_in_one_place = [len(TYPES), len(SAME), len(SUMS)]
    expected = made - len(made_in_one_place) + sum(made_in_one_place)
    assert len({id(form) for form in all_forms()}) == expected


def test_every_key_of_every_form_is_asked_for_by_the_loader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("tiny", "tiny-bank"):
        shutil.copytree(TESTS / "packs" / name, tmp_path / name)
    with (tmp_path / "tiny-bank" / "overlay.yaml").open("a", encoding="utf-8") as overlay:
        overlay.write("scale: {value: 0.4, because: It is so.}\n")
    asked: set[tuple[int, str]] = set()
    read = Reader.node

    def note(self: Reader, key: str, *, required: bool = False) -> Node | None:
        asked.add((id(self.form), key))
        return read(self, key, required=required)

    monkeypatch.setattr(Reader, "node", note)
    for path in WHOLE:
        READERS[kind(path)](document(texts(path), path.name), PACK, Faults())
    load_pack(tmp_path / "tiny-bank")
    shutil.copytree(FIRM, tmp_path / "brand")
    (tmp_path / "brand" / "fonts").mkdir()
    (tmp_path / "brand" / "brand.yaml").write_text(ALL_OF_A_BRAND, encoding="utf-8")
    read_brand(tmp_path / "brand" / "brand.yaml")
    left = {
        f"{form.what}: {key}"
        for form in all_forms()
        for key in form.keys
        if (id(form), key) not in asked
    }
    assert left == READ_OTHERWISE


def test_every_word_of_a_condition_has_its_reader() -> None:
    written = {word for path in WHOLE for word in str(texts(path)).replace("'", " ").split()}
    assert set(KEYWORDS) <= written


def test_every_key_says_what_it_is_for() -> None:
    for form in all_forms():
        for name, key in form.keys.items():
            assert key.about[-1] in ".:)", (form.what, name, key.about)


def named(schema: Any) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the keys and the required keys of each closed mapping in a schema."""
    if isinstance(schema, dict):
        if schema.get("additionalProperties") is False and "properties" in schema:
            yield set(schema["properties"]), set(schema.get("required", ()))
        for one in schema.values():
            yield from named(one)
    for one in schema if isinstance(schema, list) else ():
        yield from named(one)


def test_the_schema_of_a_form_has_its_keys_and_requires_those_that_it_requires() -> None:
    of = subject(TINY)
    parts = parts_of(of)
    writer = writer_of(of, parts)
    for form, _ in FILES.values():
        for one in forms(form):
            keys, required = next(named(writer.object(one)))
            assert keys == set(one.keys)
            assert required == {name for name, key in one.keys.items() if key.required}


@pytest.mark.parametrize("what", FILES)
def test_the_schema_of_a_file_has_the_keys_of_its_form(what: str) -> None:
    schema = file_schema(what, subject(TINY))
    form = FILES[what][0]
    assert set(schema["properties"]) == set(form.keys)
    assert schema["additionalProperties"] is False
    described = {name: one["description"] for name, one in schema["properties"].items()}
    assert described == {name: key.about for name, key in form.keys.items()}


def test_a_kind_that_nobody_explains_is_refused() -> None:
    with pytest.raises(KeyError):
        Writer({}).property(Key("no such kind", "Nothing."))
