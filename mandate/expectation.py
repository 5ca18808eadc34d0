"""What a golden case expects of its assessment, which the tests of a pack hold."""

from collections.abc import Iterator

from mandate.errors import Location
from mandate.reading import Reader, integer, items, text
from mandate.source import describe, location
from mandate.tuples import NamedTuple

_SCORE = "a score: a whole number from 0 to 100"


class ExpectedName(NamedTuple):
    """A band, rule, finding or driver that a case expects, and where it is named; ``number`` is
    what it expects of a driver, or of the score."""

    id: str
    location: Location
    number: int = 0


class Expectation(NamedTuple):
    """What a golden case expects of its assessment, and why: read by the tests of a pack, never
    by its rules. The rules in ``silent`` are known not to fire; ``findings`` are some that hold.
    The ``score`` is on what is known; ``drivers`` are some of them, with their points within
    their caps."""

    band: ExpectedName | None
    score: ExpectedName | None
    fires: tuple[ExpectedName, ...]
    silent: tuple[ExpectedName, ...]
    findings: tuple[ExpectedName, ...]
    drivers: tuple[ExpectedName, ...]
    because: str


def read_expectation(expect: Reader) -> Expectation:
    """Return what a case expects; what is wrong with it is recorded."""
    (band, *_) = (*_names(expect, "band"), None)
    fires, silent = _names(expect, "fires"), _names(expect, "silent")
    found = Expectation(
        band=band,
        score=_read_score(expect),
        fires=fires,
        silent=silent,
        findings=_names(expect, "findings"),
        drivers=tuple(_read_drivers(expect)),
        because=expect.text("because"),
    )
    expect.close()
    for name in silent:
        if name.id in {one.id for one in fires}:
            message = f"'{name.id}' is to fire and to be silent"
            expect.faults.add(name.location, "expectation", message, "keep one of the two")
    if not any(found[:-1]):
        message = "the expectation is empty"
        hint = "name a band, rules, findings, the points of drivers or a score"
        expect.faults.add(location(expect.mapping), "expectation", message, hint)
    return found


def _names(expect: Reader, key: str) -> tuple[ExpectedName, ...]:
    """Return the names under *key*: that of a band, or those in a list."""
    node = expect.node(key)
    if node is None:
        return ()
    nodes = (node,) if key == "band" else items(node, expect.faults)
    names = [(text(one, expect.faults, "a name"), location(one)) for one in nodes]
    return tuple(ExpectedName(*one) for one in names if one[0])


def _read_score(expect: Reader) -> ExpectedName | None:
    node = expect.node("score")
    number = integer(node, expect.faults, _SCORE) if node else None
    if node is None or number is None:
        return None
    if not 0 <= number <= 100:
        found = describe(node)
        expect.faults.add(location(node), "number", f"expected {_SCORE}, found {found}")
    return ExpectedName("score", location(node), number)


def _read_drivers(expect: Reader) -> Iterator[ExpectedName]:
    for key, node in expect.pairs("drivers"):
        number = integer(node, expect.faults, "points: a whole number of decibans")
        if number is not None:
            yield ExpectedName(key.text, location(key), number)
