"""What testing a pack came to, as plain frozen values."""

from __future__ import annotations

from mandate.tuples import NamedTuple

KINDS = ("example", "golden", "law")


class Failure(NamedTuple):
    """Why a test failed: ``case`` is YAML that can be saved, ``trees`` the conditions that decided
    (each node with its truth), ``promise`` the sentence that was broken, if any."""

    place: str
    promise: str
    expected: str
    actual: str
    case: str
    trees: tuple[str, ...]


class Outcome(NamedTuple):
    """One test: ``group`` is a rule, a case or ``law``; ``tries`` the cases it was held on."""

    kind: str
    group: str
    name: str
    tries: int
    failure: Failure | None


class Coverage(NamedTuple):
    """How much of what could be seen was: ``missing`` names what was not, in order."""

    what: str
    seen: int
    total: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The share that was seen, in whole percent, rounded down; 100 of nothing."""
        return 100 * self.seen // self.total if self.total else 100


class PackTest(NamedTuple):
    """The whole run. ``threshold`` is the least coverage allowed, in percent."""

    pack: str
    version: str
    digest: str
    threshold: int
    outcomes: tuple[Outcome, ...]
    coverage: tuple[Coverage, ...]

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The tests that failed."""
        return tuple(one for one in self.outcomes if one.failure)

    @property
    def short(self) -> tuple[Coverage, ...]:
        """The coverage that is below the threshold."""
        return tuple(one for one in self.coverage if one.percent < self.threshold)

    @property
    def is_passed(self) -> bool:
        """Whether every test passed and every coverage reaches the threshold."""
        return not self.failed and not self.short

    @property
    def verdict(self) -> str:
        """The result in a few words."""
        if self.is_passed:
            return "passed"
        parts = [f"{len(self.failed)} of {len(self.outcomes)} tests failed"] if self.failed else []
        parts += [
            f"{one.percent} % of the {one.what} is covered, below {self.threshold} %"
            for one in self.short
        ]
        return "; ".join(parts)
