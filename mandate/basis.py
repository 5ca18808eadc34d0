"""What an assessment rests on: how the points of its rules spread over grades, kinds and sources.

The arithmetic is exact: amounts are whole multiples of one over a common denominator. Percentages
are made to add up to 100 by the method of largest remainders (Hamilton, 1792).
"""

from collections.abc import Mapping, Sequence
from math import lcm

from mandate.facts import GRADES
from mandate.pack.model import Pack
from mandate.tuples import NamedTuple


class Share(NamedTuple):
    """What one grade, kind of source or source carries, in whole percent."""

    id: str
    percent: int


class Basis(NamedTuple):
    """On what the points of the rules that fired rest, whichever way they count.

    A rule's points are split evenly among its sources. Each list adds up to 100, or is empty
    where no rule carries points: ``grades`` from A to D, carrying anything or not; ``kinds`` of
    source and ``sources`` where they carry points, the largest first. ``interested_share`` is the
    percentage on sources with a vested interest.
    """

    grades: tuple[Share, ...]
    kinds: tuple[Share, ...]
    sources: tuple[Share, ...]
    interested_share: int


NOTHING = Basis((), (), (), 0)


class _Support(NamedTuple):
    """On what one rule rests; each source carries ``part`` of a point's ``Weigher`` units."""

    grade: str
    part: int
    sources: tuple[str, ...]


class Weigher:
    """Weighs what the firings of one pack's rules rest on. Safe to share between threads."""

    def __init__(self, pack: Pack) -> None:
        cited = {
            rule.id: tuple(dict.fromkeys(one.source for one in rule.sources))
            for rule in pack.rules.values()
        }
        unit = lcm(*[len(sources) for sources in cited.values()])
        self._support = {
            rule: _Support(pack.rules[rule].grade, unit // len(sources), sources)
            for rule, sources in cited.items()
        }
        self._kinds = {source.id: source.kind for source in pack.sources.values()}
        self._interested = {source.id for source in pack.sources.values() if source.interest}

    def basis(self, points: Mapping[str, int]) -> Basis:
        """Return on what the points of each fired rule rest; rules of 0 points are left out."""
        grades = dict.fromkeys(GRADES, 0)
        sources: dict[str, int] = {}
        for rule, signed in points.items():
            if signed:
                weight = abs(signed)
                grade, part, cited = self._support[rule]
                grades[grade] += weight
                part *= weight
                for source in cited:
                    sources[source] = sources.get(source, 0) + part
        if not sources:
            return NOTHING
        kinds: dict[str, int] = {}
        interested = 0
        for source, amount in sources.items():
            kind = self._kinds[source]
            kinds[kind] = kinds.get(kind, 0) + amount
            if source in self._interested:
                interested += amount
        whole = sum(sources.values())
        return Basis(
            grades=tuple(map(Share, grades, apportioned(tuple(grades.values())))),
            kinds=_largest_first(kinds),
            sources=_largest_first(sources),
            interested_share=apportioned((interested, whole - interested))[0],
        )


def _largest_first(amounts: dict[str, int]) -> tuple[Share, ...]:
    """Return the shares of some amounts; equal ones stand in the order of their names."""
    names = sorted(amounts)
    names.sort(key=amounts.__getitem__, reverse=True)
    return tuple(map(Share, names, apportioned([amounts[name] for name in names])))


def apportioned(amounts: Sequence[int]) -> list[int]:
    """Return each amount (0 or more, not all 0) in whole percent, which add up to 100.

    Each gets its percentage rounded down; what is then missing from 100 goes, one each, to the
    largest remainders, among equal ones to the first (Hamilton's method, 1792).
    """
    whole = sum(amounts)
    percents = [100 * amount // whole for amount in amounts]
    missing = 100 - sum(percents)
    if missing:
        remainders = [100 * amount % whole for amount in amounts]
        by_remainder = sorted(range(len(amounts)), key=remainders.__getitem__, reverse=True)
        for place in by_remainder[:missing]:
            percents[place] += 1
    return percents
