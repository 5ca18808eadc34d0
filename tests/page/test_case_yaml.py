"""A case that the page writes as YAML is read back to the same case, whatever stands in it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from mandate import Pack, load_case
from mandate.case import Case
from mandate.case import known as read_case
from mandate.case_data import case_data
from mandate.cli.main import main
from mandate.library import case_from
from mandate.source import to_plain
from tests.page.node import Request, answers, needs_node
from tests.promises.generated import Data, known, pack_named, partial_case

pytestmark = needs_node

HOSTILE = [
    *(
        "no",
        "yes",
        "null",
        "~",
        "true",
        "010",
        "0x1F",
        "1e3",
        "12:30",
        "2026-03-14",
        ".inf",
        "=",
        "<<",
    ),
    *(
        "- a",
        "? a",
        ": a",
        "a: b",
        "a #b",
        "#",
        "&a",
        "*a",
        "!tag",
        "!!python/object",
        "|",
        ">",
        "%YAML 1.2",
    ),
    *(
        "---",
        "...",
        "[",
        "]",
        "{",
        "}",
        "{a: b}",
        ",",
        "'",
        '"',
        "\\",
        "\\n",
        'a" b',
        "'a'",
        "`",
        "@",
    ),
    *("</script>", "<!--", "<img src=x onerror=alert(1)>", "{{7*7}}", "${x}", "=cmd|' /C calc'!A1"),
    *("a\nb", "a\r\nb", "a\tb", " a ", "a  b", "\ta", "a\u2028b", "a\u2029b", "a\x85b", "a\xa0b"),
    *(
        "a\x00b",
        "a\x07b",
        "a\x1bc[31m",
        "a\x7fb",
        "a\x9fb",
        "\ufeffa",
        "a\ufeffb",
        "a\ufffeb",
        "a\uffffb",
    ),
    *(
        "a\u202eb",
        "a\u200bb",
        "a\u0301",
        "Café Müller",
        "漢字",
        "👩‍💻",
        "\U0001f600",
        "\U000e0001",
        "\U0010ffff",
    ),
    *("x" * 300, "long " * 400, "é" * 2000, '"' * 600, "__proto__", "constructor", "toString"),
]


def _written(folder: Path, pack: Pack, cases: list[Data]) -> list[Case]:
    requests: list[Request] = [{"pack": pack.id, "do": "yaml", "data": one} for one in cases]
    found = []
    for place, answer in enumerate(answers(folder, {pack.id: pack}, requests)):
        path = folder / f"{place}.yaml"
        path.write_bytes(answer["answer"].encode())
        found.append(load_case(path))
    return found


def _meaning(case: Case, pack: Pack) -> object:
    return case_data(read_case(case, pack), pack)


def _said_everywhere(text: str) -> Data:
    """Return a case with *text* in every place where a case may have a text of its own."""
    remarks = {"source": text, "phrase": text, "note": text, "date": "2026-03"}
    return {
        "title": text,
        "stage": "offer",
        "organisation": text,
        "summary": text,
        "sources": [{"id": text, "title": text, "address": text}],
        "facts": {"reports_to": {"value": {"one_of": ["ceo", "cmo"]}, **remarks}},
        "respondents": {
            text: {
                "dedicated_budget": {"value": "no", "confidence": "documented", **remarks},
                "charter_elements": {"scope": "yes", "rest": "no"},
                "authority_type": "not_known",
            }
        },
    }


def test_whatever_stands_in_a_case_is_read_back(tiny: Pack, tmp_path: Path) -> None:
    cases = [_said_everywhere(text) for text in HOSTILE]
    for data, case in zip(cases, _written(tmp_path, tiny, cases), strict=True):
        assert _meaning(case, tiny) == _meaning(case_from(data), tiny), data["title"]


@pytest.mark.parametrize("name", ["tiny", "operators", "cx-leader"])
def test_generated_cases_are_read_back(name: str, tmp_path: Path) -> None:
    pack, random = pack_named(name), Random(3)
    cases = [partial_case(pack, random) for _ in range(60)]
    cases = [data for data in cases if known(pack, data) is not None]
    for data, case in zip(cases, _written(tmp_path, pack, cases), strict=True):
        assert _meaning(case, pack) == _meaning(case_from(data), pack), data


def test_half_a_character_is_told_to_be_lost(tiny: Pack, tmp_path: Path) -> None:
    (case,) = _written(tmp_path, tiny, [{"title": "a\ud800b", "facts": {"reports_to": "ceo"}}])
    assert case.title == "a\ufffdb"


def test_a_case_that_says_nothing_can_be_written(tiny: Pack, tmp_path: Path) -> None:
    (case,) = _written(tmp_path, tiny, [{"title": "Nothing yet", "facts": {}, "respondents": {}}])
    assert _meaning(case, tiny) == _meaning(case_from({"title": "Nothing yet"}), tiny)


def test_an_empty_list_of_readers_stays_for_it_means_nobody(tiny: Pack, tmp_path: Path) -> None:
    data: Data = {
        "title": "A role",
        "role": "",
        "editions": {"visible_to": []},
        "merged": {"role": ["", "b"]},
        "facts": {"reports_to": {"value": "ceo", "visible_to": []}},
        "respondents": {"ceo": {}},
    }
    (case,) = _written(tmp_path, tiny, [data])
    del data["role"]
    assert to_plain(case.document) == data


def test_what_is_written_can_be_assessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = pack_named("cx-leader")
    _written(tmp_path, pack, [partial_case(pack, Random(5))])
    with pytest.raises(SystemExit) as ended:
        main(["assess", str(tmp_path / "0.yaml")])
    assert not ended.value.code, capsys.readouterr().err
    assert "A generated case" in capsys.readouterr().out
