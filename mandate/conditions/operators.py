"""The operators of a comparison: one table of what each takes, selects and is called."""

from collections.abc import Callable

from mandate.tuples import NamedTuple

_ANY = frozenset(("yes_no", "scale", "choice", "number"))
_ORDERED = frozenset(("scale", "number"))


class Operator(NamedTuple):
    """One operator.

    ``arity`` is how many operands it takes (0 for a list of one or more); ``selects`` tells
    whether a value is selected, given the operands as numbers on the fact's domain; ``words``
    and ``negated_words`` go between the fact's title and the operands.
    """

    types: frozenset[str]
    arity: int
    selects: Callable[[int, tuple[int, ...]], bool]
    words: str
    negated_words: str


OPERATORS: dict[str, Operator] = {
    "is": Operator(_ANY, 1, lambda value, operand: value == operand[0], "is", "is not"),
    "one_of": Operator(_ANY, 0, lambda value, operand: value in operand, "is one of", "is none of"),
    "at_least": Operator(
        _ORDERED, 1, lambda value, operand: value >= operand[0], "is at least", "is below"
    ),
    "at_most": Operator(
        _ORDERED, 1, lambda value, operand: value <= operand[0], "is at most", "is above"
    ),
    "more_than": Operator(
        _ORDERED, 1, lambda value, operand: value > operand[0], "is above", "is at most"
    ),
    "less_than": Operator(
        _ORDERED, 1, lambda value, operand: value < operand[0], "is below", "is at least"
    ),
    "between": Operator(
        _ORDERED,
        2,
        lambda value, operand: operand[0] <= value <= operand[1],
        "is between",
        "is not between",
    ),
}
