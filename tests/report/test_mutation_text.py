"""What mutating a pack came to, as text."""

from __future__ import annotations

from mandate.mutation.results import Fate, MutationTest, Score
from mandate.report.mutation_text import render

KILLED = Fate("condition", "drop", "one", "one.yaml:1", "one from less", "killed", "example: x", "")
TEST = "- {name: tells, facts: {a: b}, gives: fires}"
SURVIVED = KILLED._replace(
    says="at_most: b from at_most: a in one", fate="survived", by="", test=TEST
)
ALSO = SURVIVED._replace(says="at_most: b from at_most: c in one")
WEIGHT = Fate("weight", "cap", "power", "pack.yaml", "risk: 2 from risk: 3", "survived", "", "")
SAME = KILLED._replace(says="one from the same", fate="equivalent", by="it comes to the same")


def result(*fates: Fate, threshold: int = 0, undecided: tuple[str, ...] = ()) -> MutationTest:
    return MutationTest("p", "1.0.0", "sha256:0", threshold, 2, fates, undecided)


def test_everything_that_is_found_is_told_in_its_place() -> None:
    fates = (KILLED, SURVIVED, ALSO, WEIGHT, SAME)
    undecided = ("at_most: b from at_most: c in one",)
    assert render(result(*fates, threshold=95, undecided=undecided)) == (
        """p 1.0.0: 5 mutants, 2 golden cases

  conditions    33.3 %  1 killed, 2 survived, 1 equivalent
  weights        0.0 %  0 killed, 1 survived, 0 equivalent
  all           25.0 %  1 killed, 3 survived, 1 equivalent

SURVIVED (3)

one (one.yaml:1)
  - no example tells at_most: b from at_most: a in one
  - no example tells at_most: b from at_most: c in one
    told by this example of the rule:
    - {name: tells, facts: {a: b}, gives: fires}

power (pack.yaml)
  - no golden case or law tells risk: 2 from risk: 3
    no test was found

EQUIVALENT, AND NOT COUNTED (1)
  - nothing tells one from the same: it comes to the same

SURVIVED, BUT PERHAPS EQUIVALENT (1)
  - at_most: b from at_most: c in one

MUTATION SCORE 25.0 %, BELOW 95 %
"""
    )


def test_a_pack_without_survivors_is_told_in_a_few_lines() -> None:
    assert render(result(KILLED)) == (
        "p 1.0.0: 1 mutant, 2 golden cases\n\n"
        "  conditions   100.0 %  1 killed, 0 survived, 0 equivalent\n"
        "  all          100.0 %  1 killed, 0 survived, 0 equivalent\n\n"
        "MUTATION SCORE 100.0 %\n"
    )


def test_a_long_sentence_is_wrapped_and_a_test_is_one_line() -> None:
    long = SURVIVED._replace(says="very " * 40, test="- {" + "x, " * 80 + "}")
    lines = render(result(long)).splitlines()
    assert max(len(line) for line in lines if "{" not in line) <= 100
    assert sum(len(line) > 200 for line in lines) == 1


def test_hostile_text_stays_text() -> None:
    assert "\x1b" not in render(result(SURVIVED._replace(says="\x1b[31mred")))


def test_a_score_is_rounded_down() -> None:
    assert Score("all", 1899, 100, 3).percent == 94.9
    assert Score("all", 0, 0, 3).percent == 100.0
    assert not result(*[KILLED] * 1899, *[SURVIVED] * 100, threshold=95).is_passed
