"""Times the questions of whole interviews: from an answer to the next question (wall clock).

Run from the top of the repository: ``python benchmarks/interview.py``. Nobody saves anything;
beside the library's work that is one small file a question.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from mandate import CaseError
from mandate.case_writing import Value, new_case
from mandate.facts import NOT_KNOWN, Fact
from mandate.interview import Interview, Interviewer
from mandate.library import assessor_of, load_pack


class Times(NamedTuple):
    """How long each question of an interview took, in milliseconds: waited for, and computed."""

    waited: list[float]
    computed: list[float]


def main() -> int:
    """Lead interviews and print how long the next question took; return 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=2)
    options = parser.parse_args()
    interviewer = Interviewer(assessor_of(load_pack("cx-leader")))
    unproved = judged = 0
    for style in ("any answer", "often not known", "the same every time"):
        waited, computed = [], []
        for seed in range(options.interviews):
            times, missed, matter = _led(interviewer, Random(seed), style)
            waited += times.waited
            computed += times.computed
            unproved += missed
            judged += matter
        print(
            f"{style}: {len(waited)} questions in {options.interviews} interviews, the next after "
            f"{median(waited):.0f} ms (median), {max(waited):.0f} ms (worst); "
            f"processor time {median(computed):.0f} and {max(computed):.0f} ms"
        )
    print(f"of {judged} times that a question was said to matter, {unproved} were not proved")
    return 0


def _led(interviewer: Interviewer, random: Random, style: str) -> tuple[Times, int, int]:
    """Return the times of an interview led to its end, how often a question was unproved, and how
    often one was said to matter."""
    times, unproved, matter = Times([], []), 0, 0
    start = new_case("A case", "offer", "cx-leader", Path("a.yaml"))
    state = interviewer.begin(start, "ceo")
    while state.left:
        question = state.left[0]
        item = question.items[0] if question.items else ""
        for value in _answers(question.fact, random, style):
            before = perf_counter(), process_time()
            after = _answered(interviewer, state, item, value)
            if after is not None:
                times.waited.append(1000 * (perf_counter() - before[0]))
                times.computed.append(1000 * (process_time() - before[1]))
                state = after
                break
        unproved += sum(not one.is_proved for one in state.questions.matter)
        matter += len(state.questions.matter)
    return times, unproved, matter


def _answers(fact: Fact, random: Random, style: str) -> list[Value]:
    """Return the answers to try, one after another: some cannot be beside the others."""
    labels = list(fact.labels)
    if style == "any answer":
        random.shuffle(labels)
    elif style == "often not known":
        labels = [NOT_KNOWN] if random.random() < 0.5 else random.sample(labels, len(labels))
    return [*labels, NOT_KNOWN]


def _answered(
    interviewer: Interviewer, state: Interview, item: str, value: Value
) -> Interview | None:
    try:
        return interviewer.answer(state, item, value)
    except CaseError:
        return None


if __name__ == "__main__":
    sys.exit(main())
