"""Each band is reached by some case, and each floor holds: no total lies below one that fired."""

from __future__ import annotations

from collections.abc import Iterator

from mandate.pack.model import Band
from mandate.proofs.prover import Prover, Shown, Statement, tried
from mandate.proofs.totals import total_of
from mandate.proofs.witness import shown, turning_out
from mandate.solver import Undecided


def reachable(prover: Prover) -> Iterator[Statement]:
    """Find a case for every band: one of those already met, or else the solver's."""
    met = {prover.infer(masks).band for masks in prover.met()}
    starts = [band.start for band in prover.pack.bands]
    for band, end in zip(prover.pack.bands, (*starts[1:], None), strict=True):
        yield tried(band.id, _missed, prover, band, end, met)


def _missed(prover: Prover, band: Band, end: int | None, met: set[str]) -> Shown | None:
    if band.id in met:
        return None
    total = total_of(prover.base)
    above = True if band.start is None else total >= band.start
    masks = prover.find(above, True if end is None else total < end)
    if masks is None:
        return Shown("no case has a total in this band", "", "")
    if prover.infer(masks).band != band.id:
        raise Undecided("the engine does not confirm the case that was found")
    return None


def floors(prover: Prover) -> Iterator[Statement]:
    """Prove for every rule with a floor that no total lies below it where the rule fires."""
    for rule, edge in prover.floors.items():
        yield tried(rule, _sunk, prover, rule, edge)


def _sunk(prover: Prover, rule: str, edge: int) -> Shown | None:
    masks = prover.find(prover.base.fires(rule), total_of(prover.base) < edge)
    if masks is None:
        return None
    total = prover.infer(masks).total
    if total >= edge:
        raise Undecided("the engine does not confirm the case that was found")
    message = f"the total is {total / 100:.2f} decibans, below the floor of {edge / 100:.2f}"
    case = shown(prover.pack, masks, f"{rule} and its floor", prover.facts_of({rule}))
    return Shown(f"{message}{turning_out(prover.pack, masks)}", case, "")
