"""What verifying a pack found: one verdict for each law, as plain values.

A law **holds** if it was proved for every case that the vocabulary allows, **fails** if something
breaks it, and is **unknown** if nothing was seen to break it and the solver could not tell in its
time. Unknown is never a pass.
"""

from collections.abc import Iterable

from mandate.assessment import PackReference
from mandate.serialization import to_json
from mandate.tuples import NamedTuple

SCHEMA_VERSION = "1.1.0"
HOLDS, FAILS, UNKNOWN = VERDICTS = ("holds", "fails", "unknown")


class Breach(NamedTuple):
    """Where a law fails.

    ``about`` names the rule, fact, finding or band, ``message`` says in a sentence what is wrong.
    ``case`` is the YAML of a case that shows it, which ``mandate assess`` reads and on which the
    engine was seen to confirm it; ``after`` is the same case after the change that the law speaks
    of. Either is empty where there is none: no case shows a rule that never fires.
    """

    about: str
    message: str
    case: str
    after: str


class Law(NamedTuple):
    """What came of one law.

    ``statements`` is how many single statements it took (a step of a fact, a pair of rules, a
    cure), ``seconds`` the time they took together, ``undecided`` the statements not decided.
    """

    id: str
    title: str
    verdict: str
    statements: int
    seconds: float
    breaches: tuple[Breach, ...]
    undecided: tuple[str, ...]


class Verification(NamedTuple):
    """The laws of a pack; or, where ``against`` is another, what of the two is the same.

    ``verdict`` is the worst of all laws. ``timeout`` is the time in seconds that the solver had for
    each question, ``covers`` says in a sentence which cases were tried.
    """

    schema: str
    mandate: str
    solver: str
    pack: PackReference
    against: PackReference | None
    verdict: str
    timeout: float
    covers: str
    laws: tuple[Law, ...]

    def to_json(self) -> str:
        """Return the verification as JSON text."""
        return to_json(self)


def worst(verdicts: Iterable[str]) -> str:
    """Return the worst of some verdicts; of none, that all hold."""
    given = set(verdicts)
    return FAILS if FAILS in given else UNKNOWN if UNKNOWN in given else HOLDS
