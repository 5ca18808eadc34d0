"""The spread of a pack's scores over invented cases: ``python -m tests.spread [PACK] [CASES]``.

Real facts lean together, so each invented company draws a luck between 0 and 1, and every fact with
a direction then draws its level by that luck; facts without one are drawn evenly.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from random import Random
from statistics import quantiles

from mandate import Pack, load_pack
from mandate.conditions.evaluate import Truth, evaluate
from mandate.facts import Slot
from mandate.library import assessor_of
from mandate.memory import Masks
from mandate.reasoning import Inference

SEED = 20261122


def leaning_cases(pack: Pack, count: int, seed: int = SEED) -> Iterator[Masks]:
    """Yield the working memories of *count* complete cases that can be."""
    draw = Random(seed)
    while count:
        luck = draw.random()
        values = [1 << _code(slot, luck, draw) for slot in pack.vocabulary.slots]
        masks = (*values, *pack.vocabulary.nothing_known[len(values) :])
        if not any(
            evaluate(one.condition, masks, {}).truth is Truth.TRUE for one in pack.impossible
        ):
            count -= 1
            yield masks


def _code(slot: Slot, luck: float, draw: Random) -> int:
    last = len(slot.labels) - 1
    if slot.fact.better == 0:
        return draw.randrange(last + 1)
    good = sum(draw.random() < luck for _ in range(last))
    return good if slot.fact.better > 0 else last - good


def inferences(pack: Pack, count: int) -> list[Inference]:
    """Return what the rules make of *count* invented cases."""
    reasoner = assessor_of(pack).reasoner
    return [reasoner.infer(masks) for masks in leaning_cases(pack, count)]


def report(pack: Pack, count: int) -> Iterator[str]:
    """Yield the deciles of the score, its ends, the bands, and how often each cap binds."""
    found = inferences(pack, count)
    scores = [one.score for one in found]
    yield f"deciles of the score: {', '.join(f'{cut:.0f}' for cut in quantiles(scores, n=10))}"
    low, high = _share(score < 5 for score in scores), _share(score > 95 for score in scores)
    yield f"from {min(scores)} to {max(scores)}; below 5: {low}, above 95: {high}"
    bands = Counter(one.band for one in found)
    yield ", ".join(f"{band.id} {bands[band.id] / count:.0%}" for band in pack.bands)
    for place, driver in enumerate(pack.drivers.values()):
        sums = [one.drivers[place].uncapped for one in found]
        risk = _share(points > driver.risk for points in sums)
        relief = _share(points < driver.relief for points in sums)
        yield f"{driver.id:14} caps bind: risk {risk}, relief {relief}"


def _share(held: Iterator[bool]) -> str:
    values = list(held)
    return f"{sum(values) / len(values):.0%}"


if __name__ == "__main__":
    name, count = (sys.argv[1:] + ["cx-leader", "3000"][len(sys.argv) - 1 :])[:2]
    sys.stdout.writelines(f"{line}\n" for line in report(load_pack(name), int(count)))
