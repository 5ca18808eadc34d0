"""Times one pack on four engines, after checking that they agree on every case.

Run from the top of the repository: ``python benchmarks/compare.py``.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from statistics import median
from time import perf_counter_ns
from typing import NamedTuple, Protocol

from peers.clips_peer import Clips
from peers.outcome import Outcome
from peers.plain import Fields, PlainPack
from peers.plain_experta import PlainExperta
from peers.zen_peer import ZenExpression, ZenGraph

from cases import Sample, samples
from mandate import assess, load_pack
from mandate.assessment import Evidence, FactEvidence
from mandate.library import assessor_of
from mandate.reasoning import Inference

BATCH = 50
PEERS = (PlainExperta, Clips, ZenGraph, ZenExpression)


class Peer(Protocol):
    """An engine that has a pack and assesses cases."""

    name: str

    def assess(self, fields: Fields) -> Outcome:
        """Return the outcome of a case."""


class Subject(NamedTuple):
    """What is timed: a call, and what of a sample it is called with."""

    name: str
    call: Callable[..., object]
    argument: Callable[[Sample], object]


def main() -> int:
    """Check, time and print; return 1 where the engines differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    plain = PlainPack(load_pack("cx-leader"))
    drawn = samples(plain, options.cases)
    peers: list[Peer] = [peer(plain) for peer in PEERS]
    difference = next(differences(plain, drawn, peers), None)
    if difference:
        print(difference)
        return 1
    describe(plain, drawn)
    report(time_all(subjects(plain, peers), drawn, options.rounds))
    return 0


def differences(plain: PlainPack, drawn: Sequence[Sample], peers: Sequence[Peer]) -> Iterator[str]:
    """Yield each difference between this package and a peer."""
    reasoner = assessor_of(plain.pack).reasoner
    for number, sample in enumerate(drawn):
        expected = reasoner.infer(sample.known.memory.masks)
        for peer in peers:
            for what, ours, theirs in _pairs(expected, peer.assess(sample.fields)):
                if ours != theirs:
                    yield f"case {number}, {what}: mandate {ours}, {peer.name} {theirs}"


def _pairs(expected: Inference, found: Outcome) -> Iterator[tuple[str, object, object]]:
    points = {firing.rule: firing.points for firing in expected.firings}
    yield "fired rules and points", points, {rule: told[0] for rule, told in found.fired.items()}
    yield "findings", set(expected.findings), found.findings
    yield "total", expected.total, found.total
    yield "score", expected.score, found.score
    for firing in expected.firings:
        told = set(found.fired[firing.rule][1])
        missing = {_told(one) for one in firing.evidence} - told
        yield f"evidence of {firing.rule} that is missing", set(), missing


def _told(evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    """Return a piece of evidence as a peer tells it."""
    if isinstance(evidence, FactEvidence):
        item = f"_{evidence.item}" if evidence.item else ""
        return evidence.fact + item, evidence.values or (evidence.words,)
    return evidence.finding, ("holds",)


def subjects(plain: PlainPack, peers: Sequence[Peer]) -> list[Subject]:
    """Return what is timed, the one that all are compared with first."""
    pack, assessor = plain.pack, assessor_of(plain.pack)
    reasoner = assessor.reasoner
    return [
        Subject("mandate: one explained inference", reasoner.infer, _masks),
        Subject("mandate: the engine alone", reasoner.fire, _masks),
        Subject(
            "mandate: the assessment of a read case",
            lambda known: assessor.assess(assessor.record(known)),
            lambda one: one.known,
        ),
        Subject(
            "mandate: from a plain mapping",
            lambda mapping: assess(mapping, pack),
            lambda one: one.mapping,
        ),
        *(Subject(peer.name, peer.assess, lambda one: one.fields) for peer in peers),
    ]


def _masks(sample: Sample) -> tuple[int, ...]:
    return sample.known.memory.masks


def time_all(
    timed: Sequence[Subject], drawn: Sequence[Sample], rounds: int
) -> dict[str, list[float]]:
    """Return the microseconds per case of each subject, batch by batch, in interleaved rounds."""
    taken: dict[str, list[float]] = {subject.name: [] for subject in timed}
    batches = [drawn[start : start + BATCH] for start in range(0, len(drawn), BATCH)]
    for turn in range(rounds * len(batches)):
        batch = batches[turn % len(batches)]
        first = turn % len(timed)
        for subject in (*timed[first:], *timed[:first]):
            arguments = [subject.argument(sample) for sample in batch]
            call = subject.call
            start = perf_counter_ns()
            for argument in arguments:
                call(argument)
            taken[subject.name].append((perf_counter_ns() - start) / len(batch) / 1000)
    return taken


def describe(plain: PlainPack, drawn: Sequence[Sample]) -> None:
    """Print what was run, and on what."""
    reasoner = assessor_of(plain.pack).reasoner
    fired = [len(reasoner.fire(sample.known.memory.masks)) for sample in drawn]
    packages = " ".join(f"{one} {version(one)}" for one in ("experta", "clipspy", "zen-engine"))
    print(f"Python {platform.python_version()}, {packages}")
    print(
        f"{plain.pack.id}: {len(plain.tests)} rules; {len(drawn)} cases, on which all engines "
        f"agree; {sum(fired) / len(fired):.1f} firings a case\n"
    )


def report(taken: dict[str, list[float]]) -> None:
    """Print the table; a ratio is the median of the ratios batch by batch."""
    base = next(iter(taken.values()))
    print(f"{'':36}{'µs a case':>10}{'/ mandate':>11}")
    for name, times in taken.items():
        ratio = median(time / own for time, own in zip(times, base, strict=True))
        print(f"{name:36}{median(times):10.1f}{ratio:11.2f}")


if __name__ == "__main__":
    sys.exit(main())
