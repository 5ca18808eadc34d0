"""What the page has been told of a case, and what it asks of the engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from mandate import Pack
from mandate.page.compile import compiled_pack
from mandate.page.script import engine_script
from mandate.serialization import to_data
from tests.page.node import evaluated, needs_node
from tests.page.test_phrases import face

pytestmark = needs_node
SAID = """
const act = ({ compiled, base, values }) => {
  const session = new face.Session(new mandate.Engine(compiled), base, null);
  return values.map((value) => {
    session.set({ fact: "dedicated_budget", item: "", value, by: "reader" });
    return session.data().respondents;
  });
};
"""
BROKEN = """
const act = (message) => {
  const [told, waiting] = [[], []];
  globalThis.setTimeout = (work) => waiting.push(work);
  let isFirst = true;
  const mandate = {
    CaseFault: class extends Error {},
    Engine: class {
      read() { return {}; }
      assess() {
        if (!isFirst) return { score: 7 };
        isFirst = false;
        throw new RangeError(message);
      }
    },
  };
  const ranges = new face.Ranges("", {}, mandate, (found) => told.push(found));
  ranges.ask({});
  ranges.ask({});
  while (waiting.length) {
    try { waiting.shift()(); } catch (error) { told.push(error.message); }
  }
  return told;
};
"""


@pytest.mark.parametrize("start", [{"ceo": {"dedicated_budget": "yes"}}, {}])
def test_an_answer_that_is_what_the_case_begins_with_takes_a_change_back(
    start: object, tiny: Pack, tmp_path: Path
) -> None:
    base = {"title": "T", "stage": "search", "facts": {}, "respondents": start}
    first = "yes" if start else None
    given = {
        "compiled": to_data(compiled_pack(tiny)),
        "base": base,
        "values": ["no", first],
    }
    script = f"{engine_script()}\n{face('session')}\n{SAID}"
    changed, back = evaluated(tmp_path, script, given)
    assert changed["reader"] == {"dedicated_budget": "no"}
    assert back == start


def test_what_the_engine_breaks_on_does_not_keep_it_from_the_next_case(tmp_path: Path) -> None:
    found = evaluated(tmp_path, f"{face('ranges')}\n{BROKEN}", "too much")
    assert found == ["too much", {"assessment": {"score": 7}}]
