"""Times ranges (CPU time), and checks them against every completion where those are few.

Run from the top of the repository: ``python benchmarks/range.py``.
"""

from __future__ import annotations

import argparse
import sys
from itertools import product
from random import Random
from statistics import median
from time import process_time

from mandate import Pack, load_pack
from mandate.conditions.evaluate import Truth, evaluate
from mandate.ends import ends_of
from mandate.facts import codes
from mandate.library import assessor_of
from mandate.memory import Masks

_FEW = 2_000


def main() -> int:
    """Check, time and print; return 1 where a range differs from the completions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100)
    options = parser.parse_args()
    pack = load_pack("cx-leader")
    if not _agrees(pack, Random(1), 20):
        print("a range differs from the completions")
        return 1
    ends_of(pack, pack.vocabulary.nothing_known)  # what is made once for a pack
    for share in (0.1, 0.25, 0.5, 0.75, 1.0):
        cases = [_case(pack, Random(seed), share) for seed in range(options.cases)]
        times, states = [], []
        for masks in cases:
            if not _can_be(pack, masks):
                continue
            start = process_time()
            ends = ends_of(pack, masks)
            times.append(1000 * (process_time() - start))
            states.append(ends.low.states + ends.high.states)
            assert ends.low.is_exact
            assert ends.high.is_exact
        print(
            f"{100 * share:3.0f} % of the facts open: median {median(times):6.1f} ms, "
            f"slowest {max(times):6.1f} ms, at most {max(states)} states, {len(times)} cases"
        )
    return 0


def _case(pack: Pack, random: Random, share: float) -> Masks:
    """Return a case with each fact open with probability *share*, the others at any value."""
    masks = list(pack.vocabulary.nothing_known)
    for fact in pack.vocabulary.facts:
        is_open = random.random() < share
        for slot in pack.vocabulary.slots_of(fact):
            masks[slot.position] = slot.full if is_open else 1 << random.randrange(len(slot.labels))
    return tuple(masks)


def _can_be(pack: Pack, masks: Masks) -> bool:
    truths = (evaluate(one.condition, masks, {}).truth for one in pack.impossible)
    return Truth.TRUE not in truths


def _agrees(pack: Pack, random: Random, wanted: int) -> bool:
    """Return whether the range is that of all completions, in cases with few of them."""
    infer, checked = assessor_of(pack).reasoner.infer, 0
    while checked < wanted:
        masks = _case(pack, random, 0.06)
        slots = [slot for slot in range(len(masks)) if masks[slot] & (masks[slot] - 1)]
        every = product(*(codes(masks[slot]) for slot in slots))
        many = 1
        for slot in slots:
            many *= masks[slot].bit_count()
        if many > _FEW or not _can_be(pack, masks):
            continue
        totals = []
        for values in every:
            completed = list(masks)
            for slot, value in zip(slots, values, strict=True):
                completed[slot] = 1 << value
            if _can_be(pack, tuple(completed)):
                totals.append(infer(tuple(completed)).total)
        if totals:
            ends = ends_of(pack, masks)
            if (ends.low.bound, ends.high.bound) != (min(totals), max(totals)):
                return False
            checked += 1
    return True


if __name__ == "__main__":
    sys.exit(main())
