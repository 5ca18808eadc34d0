"""The page takes and refuses case files as Mandate's own reader does, whatever stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from mandate import CaseError, Pack
from mandate.case import known, load
from mandate.page.opening import opening
from mandate.source import to_plain
from tests.helpers import ROOT
from tests.page.node import Request, answers, needs_node
from tests.promises.generated import pack_named

pytestmark = needs_node
BEGIN = "title: A role\npack: tiny\n"
GOOD = [
    "",
    "facts:\n",
    "facts: {}\nrespondents: {}\n",
    "facts: {reports_to: not_known, dedicated_budget: no}\n",
    'facts: {"reports_to": "ceo"} # a remark\n',
    "facts: {levels_below_ceo: {between: [2, 4]}, reports_to: {one_of: [ceo, cmo]}}\n",
    "facts: {reports_to: [{value: ceo}, {value: cmo, date: 2026}]}\n",
    "respondents:\n  no: {reports_to: ceo}\n  '1': {reports_to: cmo}\n  __proto__: {}\n",
    "respondents: {ceo: {reports_to: [{value: ceo, date: 2024-02-29}, {value: ceo}]}}\n",
    "summary: >-\n  Two lines\n  are one.\n\n  And a third.\nnote: |\n  a\n   b\n",
    "note: {text: a, visible_to: []}\nsummary: {text: 'it''s', visible_to: [client]}\n",
    "role: a\x85years: b\u2028organisation: c\r\n",
    'role: "a \\\n  b \\u00e9 \\U0001f600 \\x41"\n',
    "? role\n: long\n",
    "adjacent_role: yes\nkind: worked_example\nstage: in_post\nedition: client\nid: x\n",
    "outcome: {what: unclear, months: 0}\nexpect: {band: low, because: b, drivers: {a: -2}}\n",
    "merged: {a: [b, {c: ''}], '': x}\n",
    "editions: {visible_to: [], respondents: {ceo: {attribution: yes}}}\nrespondents: {ceo: {}}\n",
    "sources: [{id: ' s  t ', title: t}]\nfacts: {reports_to: {value: ceo, source: s t}}\n",
    "facts: {charter_elements: {scope: yes, rest: no}}\n",
    "facts: {charter_elements: [{value: {scope: yes}}, {value: not_known}]}\n",
]
BAD = [
    *("a", "- a\n", "x: y\n", "role: [a]\n", "role:\n", "role: ' '\n", "kind: x\n", "stage: {}\n"),
    *("facts: x\n", "facts: [a]\n", "facts: {x: y}\n", "facts: {reports_to: 3}\n"),
    *("facts: {reports_to: []}\n", "facts: {reports_to: [ceo]}\n", "facts: {reports_to: {}}\n"),
    *("facts: {reports_to: [{value: ceo}, cmo]}\n", "facts: {reports_to: {value: {value: ceo}}}\n"),
    *("facts: {reports_to: {value: ceo, x: y}}\n", "facts: {reports_to: {one_of: []}}\n"),
    *("facts: {reports_to: {value: ceo, known: x}}\n", "facts: {reports_to: {one_of: ceo}}\n"),
    *("facts: {reports_to: {between: [ceo, cmo]}}\n", "facts: {levels_below_ceo: 010}\n"),
    "facts: {levels_below_ceo: {between: [4, 2]}}\n",
    "facts: {levels_below_ceo: {between: [1, 2], one_of: [1]}}\n",
    "facts: {levels_below_ceo: {one_of: [1, not_known]}}\n",
    *(
        f"facts: {{reports_to: {{value: ceo, date: {day}}}}}\n"
        for day in ("2026-02-29", "26", "0000", "2026-3", "today", "")
    ),
    "facts: {charter_elements: yes}\n",
    "facts: {charter_elements: {x: yes}}\n",
    "facts: {charter_elements: {scope: {one_of: [yes, no]}}}\n",
    "facts: {charter_elements: {rest: yes}}\n",
    "facts: {charter_elements: [{scope: yes}]}\n",
    *("respondents: [a]\n", "respondents: {a: b}\n", "respondents: {' ': {}}\n"),
    "respondents: {a: {reports_to: [{value: ceo}, {value: cmo}]}}\n",
    *("sources: {}\n", "sources: [a]\n", "sources: [{id: a}]\n", "sources: [{id: a, title: ''}]\n"),
    "sources: [{id: a, title: b}, {id: a, title: c}]\n",
    "facts: {reports_to: {value: ceo, source: x}}\n",
    *("set_aside: x\n", "set_aside: [{rule: small-team, by: b}]\n"),
    "set_aside: [{rule: x, by: b, reason: c}]\n",
    "set_aside: [{rule: small-team, by: b, reason: c}, {rule: small-team, by: d, reason: e}]\n",
    *("outcome: x\n", "outcome: {what: unclear, months: -1}\n", "outcome: {because: b}\n"),
    *(
        "expect: {band: low}\n",
        "expect: {score: 101, because: b}\n",
        "expect: {x: y, because: b}\n",
    ),
    *("editions: {respondents: {ceo: {}}}\n", "editions: {attribution: maybe}\n"),
    *("note: {visible_to: []}\n", "note: {text: a, x: b}\n", "summary: {text: a, visible_to: b}\n"),
    *("title: again\n", "role: !t a\n", "role: *a\n", "[a]: b\n", "role: 'a\n", "role: a: b\n"),
    *("role: a\x00\n", "role: '\x9b'\n", "role: '\ufffe'\n", "---\nx: y\n", "\trole: a\n"),
    "merged: " + "[" * 33 + "]" * 33 + "\n",
    "facts: {reports_to: ceo, levels_below_ceo: 4}\n",
]
DEEPEST = "merged: " + "[" * 32 + "]" * 32 + "\n"


def read_by_python(path: Path, text: str, pack: Pack) -> object:
    """Return a case as the reader of record takes it; None where it is refused."""
    path.write_bytes(text.encode())
    try:
        case = load(path)
        known(case, pack)
    except CaseError:
        return None
    return to_plain(case.document)


def read_by_page(folder: Path, texts: list[str], pack: Pack) -> list[Any]:
    """Return, of each text, the data of the case and None, or None and the fault; what names no
    pack is read as of this one."""
    data = {**opening(pack), "pack_left_out": pack.id}
    requests: list[Request] = [
        {"pack": pack.id, "do": "open", "text": text, "opening": data} for text in texts
    ]
    found = answers(folder, {pack.id: pack}, requests)
    return [(one.get("answer", {}).get("data"), one.get("fault")) for one in found]


def test_what_mandate_reads_the_page_reads_alike(tiny: Pack, tmp_path: Path) -> None:
    texts = [BEGIN + more for more in (*GOOD, DEEPEST)]
    for text, (data, fault) in zip(texts, read_by_page(tmp_path, texts, tiny), strict=True):
        wanted = read_by_python(tmp_path / "case.yaml", text, tiny)
        assert wanted is not None, text
        assert data == wanted, (text, fault)


def test_what_mandate_refuses_the_page_refuses(tiny: Pack, tmp_path: Path) -> None:
    texts = [BEGIN + more for more in BAD]
    for text, (data, fault) in zip(texts, read_by_page(tmp_path, texts, tiny), strict=True):
        assert read_by_python(tmp_path / "case.yaml", text, tiny) is None, text
        assert data is None, text
        assert fault, text


def test_every_faulty_case_is_refused_in_a_sentence(tiny: Pack, tmp_path: Path) -> None:
    paths = sorted((ROOT / "tests" / "faults" / "cases").glob("*.yaml"))
    texts = [(one, one.read_bytes()) for one in paths]
    sound = {one: text.decode() for one, text in texts if _is_utf8(text)}
    found = read_by_page(tmp_path, list(sound.values()), tiny)
    for path, (data, fault) in zip(sound, found, strict=True):
        assert data is None, path.name
        assert "this page is for" not in fault or path.stem.startswith("unknown-pack"), path.name
    assert len(sound) > 50


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def kinds(data: object) -> Iterator[str]:
    """Yield the names of kinds in what may stand under a key."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for one in data:
            yield from kinds(one)
    elif isinstance(data, dict):
        for key in {"many", "named", "either"} & data.keys():
            yield from kinds(data[key])
        for one in data.get("keys", {}).values():
            yield from kinds(one["kind"])


def test_the_page_knows_every_kind_that_a_form_of_a_case_speaks_of(tiny: Pack) -> None:
    """A new one would be taken for a text there, so it has to be added in case_form.js."""
    data = opening(tiny)
    texts = {"text", "band", "rule", "finding"}
    others = {"anything", "value", "nothing", "date", "integer", "months", "score"}
    ours = {"answers", "respondents"}
    assert {*kinds(data["case"]), *kinds(data["answer"])} == texts | others | ours


BITS = [
    *(
        "&a ",
        "*a",
        "!t ",
        "'",
        '"',
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "#",
        " #",
        "\t",
        "\n",
    ),
    *("\r\n", "\u2028", "\x85", "\xa0", "\ufeff", "\x07", "yes", "not_known", "~", "|", "> ", "? "),
    *("%", "@", "`", ",", "\n---\n", "...", "<<: ", "''", "value", "[]", "{}", "  ", "\ufffe", "0"),
]
STRICTER = re.compile("deficient indentation|anchors are not|is for the pack|the expectation is")
"""Where YAML 1.2 is stricter than 1.1, and so the page; which pack is named is not compared."""


def mutated(text: str, random: Random) -> str:
    for _ in range(random.choice((1, 1, 2, 3))):
        lines, place = text.split("\n"), random.randrange(len(text) + 1)
        row = random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                lines = [text[:place] + random.choice(BITS) + text[place:]]
            case 1:
                lines = [text[:place] + text[place + random.randint(1, 6) :]]
            case 2:
                lines.insert(row, random.choice(lines))
            case 3:
                del lines[row]
            case _:
                lines[row] = " " * random.randint(1, 3) + lines[row]
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(2))
def test_a_damaged_file_is_read_as_mandate_reads_it_or_refused(seed: int, tmp_path: Path) -> None:
    pack, random = pack_named("cx-leader"), Random(seed)
    examples = sorted((ROOT / "cases" / "examples").rglob("*.yaml"))
    texts = [one.read_text(encoding="utf-8") for one in examples]
    damaged = [mutated(random.choice(texts), random) for _ in range(250)]
    read = refused = 0
    for text, (data, fault) in zip(damaged, read_by_page(tmp_path, damaged, pack), strict=True):
        wanted = read_by_python(tmp_path / "case.yaml", text, pack)
        if data is not None:
            assert data == wanted or "expect:" in text, text
            read += 1
        elif wanted is not None:
            assert STRICTER.search(fault), (fault, text)
        else:
            refused += 1
    assert read > 50
    assert refused > 50
