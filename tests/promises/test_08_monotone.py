"""Promise 8: "A better mandate never looks worse (monotone, above); bands cover everything without
overlap."

Sampled here over complete cases of the shipped pack, without a solver; ``mandate pack verify``
proves it over every case (tests/proofs).
"""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mandate.facts import Fact
from mandate.library import assess
from tests.promises.generated import Data, cases, complete_case, facts_of, known, pack_named

PACK = pack_named("cx-leader")


def _better(fact: Fact, value: object, random: Random) -> object | None:
    """Return a value one step better, or None where there is none."""
    if isinstance(value, dict):
        lacking = [item for item, ticked in value.items() if ticked == "no"]
        return {**value, random.choice(lacking): "yes"} if lacking else None
    place = fact.labels.index(str(value)) + fact.better
    return fact.labels[place] if fact.better and 0 <= place < len(fact.labels) else None


@given(cases(PACK, complete_case), st.integers(0, 10_000))
def test_improving_a_fact_never_raises_the_total(data: Data, seed: int) -> None:
    random = Random(seed)
    before = assess(data, PACK)
    for name, value in facts_of(data).items():
        better = _better(PACK.fact(name), value, random)
        if better is None:
            continue
        improved = {**data, "facts": {**facts_of(data), name: better}}
        if known(PACK, improved) is None:
            continue
        after = assess(improved, PACK)
        assert after.total <= before.total, f"{name}: {value} to {better}"


@given(st.integers(-100_000, 100_000))
def test_every_total_lies_in_exactly_one_band(total: int) -> None:
    starts = [band.start for band in PACK.bands]
    assert starts[0] is None
    assert starts[1:] == sorted({start for start in starts if start is not None})
    ends = [*starts[1:], None]
    holding = [
        band
        for band, end in zip(PACK.bands, ends, strict=True)
        if (band.start is None or band.start <= total) and (end is None or total < end)
    ]
    assert holding == [PACK.band_of(total)]
