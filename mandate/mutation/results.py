"""What mutating a pack came to, as plain frozen values."""

from __future__ import annotations

from mandate.serialization import to_json
from mandate.tuples import NamedTuple

KILLED, SURVIVED, EQUIVALENT = FATES = ("killed", "survived", "equivalent")
_NO_TEST = {
    "condition": "no example tells",
    "conclusion": "no example or golden case tells",
    "weight": "no golden case or law tells",
}


class Fate(NamedTuple):
    """What became of one mutant.

    ``says`` is what had to be told: ``at_most: on_request from at_most: none in figurehead``.
    ``by`` is the test that killed it, or why it is equivalent. ``test`` is the YAML of a test that
    would kill a survivor, where one was found: an example of the rule, or a case with ``expect:``.
    """

    kind: str
    operator: str
    about: str
    place: str
    says: str
    fate: str
    by: str
    test: str

    @property
    def sentence(self) -> str:
        """What a survivor shows, in words."""
        return f"{_NO_TEST[self.kind]} {self.says}"


class Score(NamedTuple):
    """How many mutants of a kind were killed, survived or are equivalent."""

    kind: str
    killed: int
    survived: int
    equivalent: int

    @property
    def percent(self) -> float:
        """The mutation score: killed of those not equivalent, one decimal, rounded down."""
        told = self.killed + self.survived
        return 1000 * self.killed // told / 10 if told else 100.0


class MutationTest(NamedTuple):
    """The whole run. ``threshold`` is the least score allowed in percent; ``undecided`` are
    survivors of which it could not be told whether they are equivalent."""

    pack: str
    version: str
    digest: str
    threshold: int
    golden: int
    fates: tuple[Fate, ...]
    undecided: tuple[str, ...]

    @property
    def scores(self) -> tuple[Score, ...]:
        """The score of each kind of mutant, and that of all."""
        kinds = dict.fromkeys(one.kind for one in self.fates)
        return (*(self._score(kind, {kind}) for kind in kinds), self._score("all", set(kinds)))

    def _score(self, name: str, kinds: set[str]) -> Score:
        of = [one.fate for one in self.fates if one.kind in kinds]
        return Score(name, *(of.count(fate) for fate in FATES))

    @property
    def percent(self) -> float:
        """The mutation score of all mutants."""
        return self.scores[-1].percent

    @property
    def is_passed(self) -> bool:
        """Whether the score reaches the threshold."""
        return self.percent >= self.threshold

    def of(self, fate: str) -> tuple[Fate, ...]:
        """Return the mutants with that fate."""
        return tuple(one for one in self.fates if one.fate == fate)

    def to_json(self) -> str:
        """Return the result as JSON text: every mutant, survivors with their sentence."""
        scores = [{**one._asdict(), "percent": one.percent} for one in self.scores]
        survivors = [{"sentence": one.sentence, **one._asdict()} for one in self.of(SURVIVED)]
        equivalents = [one._asdict() for one in self.of(EQUIVALENT)]
        killed = [one._asdict() for one in self.of(KILLED)]
        return to_json(
            {
                "passed": self.is_passed,
                "pack": self.pack,
                "version": self.version,
                "digest": self.digest,
                "threshold": self.threshold,
                "golden_cases": self.golden,
                "percent": self.percent,
                "scores": scores,
                "survivors": survivors,
                "equivalents": equivalents,
                "undecided": list(self.undecided),
                "killed": killed,
            }
        )
