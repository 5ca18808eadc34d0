"""What a failed test of a pack says: what was expected, what came, on which case, and why."""

from __future__ import annotations

from mandate.errors import Location

Data = dict[str, object]
"""A case as plain data, with the keys of a case file."""


class MismatchError(AssertionError):
    """Something a pack's author expected, or that every pack promises, does not hold.

    ``promise`` is the promise's sentence, or empty. ``cases`` are the cases that show it, the
    first to be saved, the last the one on which ``rules`` (their ids) went wrong. ``location`` is
    where the expectation is written, if anywhere. A total ``rests_on_all`` rules.
    """

    def __init__(
        self,
        expected: str,
        actual: str,
        *,
        promise: str = "",
        cases: tuple[Data, ...] = (),
        rules: tuple[str, ...] = (),
        location: Location | None = None,
        rests_on_all: bool = False,
    ) -> None:
        self.promise, self.expected, self.actual = promise, expected, actual
        self.cases, self.rules, self.location = cases, rules, location
        self.rests_on_all = rests_on_all
        lines = (f'promised: "{promise}"' if promise else "", f"expected: {expected}")
        super().__init__("\n".join((*filter(None, lines), f"actual:   {actual}")))
