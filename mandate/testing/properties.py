"""The laws as property tests: run by Hypothesis, repeatably, and shrunk to the smallest case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Unsatisfiable

from mandate.assessor import Assessor
from mandate.pack.model import Pack
from mandate.testing import laws
from mandate.testing.judging import is_settled
from mandate.testing.mismatch import Data, MismatchError
from mandate.testing.steps import answered, without
from mandate.testing.strategies import cases, improved_cases, partial_cases
from mandate.tuples import NamedTuple

LEAST = 10  # cases that each law is tried on, however little time there is
Drawn = tuple[Data, ...]
Check = Callable[..., None]


class Law(NamedTuple):
    """A law by name: what to draw for it, and the check that takes the pack and what was drawn.

    Where it is ``complete``, cases are complete ones; a failing one is then pared of the answers
    that do not matter to how it fails.
    """

    name: str
    drawn: Callable[[Pack], Any]
    check: Callable[[Pack], Check]
    complete: bool = False


def _plain(check: Check) -> Callable[[Pack], Check]:
    return lambda pack: lambda *drawn: check(pack, *drawn)


def _deterministic(pack: Pack) -> Check:
    fresh = Assessor(pack)  # sees the same cases as the one in use, each in another order
    return lambda case: laws.deterministic(pack, case, len(repr(case)), fresh)


LAWS = (
    Law("the same case gives the same bytes", partial_cases, _deterministic),
    Law("all readers agree", partial_cases, _plain(laws.readers_agree)),
    Law("the explanation is the verdict", partial_cases, _plain(laws.explanation_adds_up)),
    Law("missing is not false", partial_cases, _plain(laws.missing_is_not_false)),
    Law("a better mandate never looks worse", improved_cases, _plain(laws.monotone), complete=True),
    Law("a cure works", cases, _plain(laws.cures_work), complete=True),
    Law("round trips", partial_cases, _plain(laws.round_trips)),
)


def hold(law: Law, pack: Pack, tries: int = 100, is_over: Callable[[], bool] | None = None) -> int:
    """Return on how many generated cases a law was tried; raises MismatchError with the smallest.

    *tries* is how many cases to draw. Once *is_over* says that the time is up no more are tried,
    but for the first few; a failure is shrunk as far as there is time. The same pack draws the
    same cases. 0 means that no case could be drawn, so that there is nothing to hold.
    """
    trial = _Trial(law.check(pack), is_over or (lambda: False))
    drawn = law.drawn(pack)
    if law.drawn is not improved_cases:
        drawn = drawn.map(lambda case: (case,))

    @settings(
        max_examples=tries,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        report_multiple_bugs=False,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def law_holds(one: Drawn) -> None:
        trial(one)

    try:
        law_holds()
    except Unsatisfiable:  # such as: no fact of the pack has a direction to improve in
        return trial.tried
    except Exception:
        if trial.failed is None:  # no law was broken: something else went wrong
            raise
    if trial.failed is not None:
        one, mismatch = trial.failed
        raise (_pared(law, pack, one, mismatch) if law.complete else mismatch) from None
    return trial.tried


class _Trial:
    """Tries a check on what is drawn, and keeps the last that failed, which is the smallest."""

    def __init__(self, check: Check, is_over: Callable[[], bool]) -> None:
        self._check, self._is_over = check, is_over
        self.tried = 0
        self.failed: tuple[Drawn, MismatchError] | None = None

    def __call__(self, drawn: Drawn) -> None:
        if self._is_over() and self.tried >= LEAST:
            return
        self.tried += 1
        try:
            self._check(*drawn)
        except MismatchError as mismatch:
            self.failed = drawn, mismatch
            raise


def _pared(law: Law, pack: Pack, drawn: Drawn, mismatch: MismatchError) -> MismatchError:
    """Return the failure without the answers that it does not take.

    A rule that the change leaves open would be no proof: answered one way or another, the complete
    case might not fail. The rules that are judged otherwise (of a total: any) must be settled.
    """
    check = law.check(pack)
    for fact in answered(drawn[0]):
        fewer = tuple(without(one, fact) for one in drawn)
        try:
            check(*fewer)
        except MismatchError as again:
            rules = pack.rules if again.rests_on_all else again.rules
            shows = again.cases[0], again.cases[-1]
            if again.rules == mismatch.rules and is_settled(pack, *shows, rules):
                drawn, mismatch = fewer, again
    return mismatch
