"""Verifying a pack: every law in turn, timed, with the worst that came of its statements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mandate.assessor import reference_of
from mandate.pack.model import Pack
from mandate.proofs.bands import floors, reachable
from mandate.proofs.cures import cures
from mandate.proofs.equivalence import same_cases, same_findings, same_totals
from mandate.proofs.monotone import monotone
from mandate.proofs.overlap import exclusive, unsubsumed
from mandate.proofs.pair import Pair
from mandate.proofs.prover import Prover, Statement
from mandate.proofs.relevance import firing, mattering
from mandate.solver import Solver
from mandate.verification import (
    FAILS,
    HOLDS,
    SCHEMA_VERSION,
    UNKNOWN,
    Law,
    Verification,
    worst,
)
from mandate.version import VERSION

Clock = Callable[[], float]
LAWS: tuple[tuple[str, str, Callable[[Prover], Iterator[Statement]]], ...] = (
    ("monotone", "Improving a fact never raises the total", monotone),
    ("fires", "Every rule can fire", firing),
    ("matters", "Every rule matters to some total or finding", mattering),
    ("not-subsumed", "No rule fires only where another does the same", unsubsumed),
    ("exclusive", "Findings that exclude each other never meet", exclusive),
    ("bands", "Every band is reached", reachable),
    ("cures", "Every cure works wherever its rule fires", cures),
    ("floors", "Every floor holds", floors),
)
COMPARED: tuple[tuple[str, str, Callable[[Pair], Iterator[Statement]]], ...] = (
    ("same-cases", "Both packs take the same cases", same_cases),
    ("same-findings", "Both reach the same findings", same_findings),
    ("same-total", "Both give the same total", same_totals),
)
ON_LAWS = (
    "Tried on every case in which each fact has one value; a fact that some rule asks for as "
    "disputed or not known, both with that and without it."
)
ON_COMPARED = (
    "Tried on every case that both packs take, complete or not. Bands, texts, sources and "
    "remedies are not compared."
)


def verify(pack: Pack, seconds: float, clock: Clock) -> Verification:
    """Return what came of the laws of a pack.

    The solver has *seconds* for each question; *clock* tells the time in seconds. Raises
    SolverError where there is no solver.
    """
    prover = Prover(pack, seconds)
    laws = tuple(_law(name, title, clock, of(prover)) for name, title, of in LAWS)
    return _verification(prover.solver, pack, None, ON_LAWS, laws)


def compare(pack: Pack, against: Pack, seconds: float, clock: Clock) -> Verification:
    """Return whether two packs say the same of every case; otherwise as ``verify``."""
    pair = Pair(pack, against, seconds)
    laws = tuple(_law(name, title, clock, of(pair)) for name, title, of in COMPARED)
    return _verification(pair.solver, pack, against, ON_COMPARED, laws)


def _verification(
    solver: Solver, pack: Pack, against: Pack | None, covers: str, laws: tuple[Law, ...]
) -> Verification:
    return Verification(
        schema=SCHEMA_VERSION,
        mandate=VERSION,
        solver=solver.name,
        pack=reference_of(pack),
        against=against and reference_of(against),
        verdict=worst(law.verdict for law in laws),
        timeout=solver.seconds,
        covers=covers,
        laws=laws,
    )


def _law(name: str, title: str, clock: Clock, tried: Iterator[Statement]) -> Law:
    """Return what came of one law, whose statements are tried one by one, and how long it took."""
    start = clock()
    statements = list(tried)
    seconds = round(clock() - start, 3)
    breaches = tuple(one.breach for one in statements if one.breach is not None)
    undecided = tuple(one.about for one in statements if not one.decided)
    verdict = FAILS if breaches else UNKNOWN if undecided else HOLDS
    return Law(name, title, verdict, len(statements), seconds, breaches, undecided)
