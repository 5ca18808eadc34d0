"""The solver's door: formulas fold where they can, and mean what they say where they cannot."""

from __future__ import annotations

from itertools import product

import pytest

from mandate import solver
from mandate.errors import SolverError
from mandate.solver import (
    Formula,
    Solver,
    Undecided,
    at_least,
    chosen,
    conjunction,
    disjunction,
    exceeds,
    identity,
    larger,
    negation,
    smaller,
    unlike,
    variable,
    weighed,
)

NAMES = ("a", "b", "c")
A, B, C = map(variable, NAMES)


def truths(formula: Formula, *more: Formula) -> set[frozenset[str]]:
    """Return the sets of variables that satisfy *formula* when all others are false."""
    found = set()
    for values in product((True, False), repeat=3):
        given = [one if on else negation(one) for one, on in zip((A, B, C), values, strict=True)]
        if Solver(5).find(formula, *more, *given) is not None:
            found.add(frozenset(name for name, on in zip(NAMES, values, strict=True) if on))
    return found


def sets(*texts: str) -> set[frozenset[str]]:
    return {frozenset(text) for text in texts}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (conjunction([A, True, B]), sets("ab", "abc")),
        (disjunction([A, False, conjunction([B, C])]), sets("a", "ab", "ac", "abc", "bc")),
        (negation(disjunction([A, B, C])), sets("")),
        (at_least(2, [A, B, C]), sets("ab", "ac", "bc", "abc")),
        (at_least(2, [A, True, C]), sets("a", "ab", "ac", "abc", "c", "bc")),
        (unlike(A, B), sets("a", "ac", "b", "bc")),
        (exceeds([(2, A), (1, B), (-1, C)], 1), sets("a", "ab", "abc")),
        (weighed([(2, A), (1, B), (-1, C)]) > 1, sets("a", "ab", "abc")),
        (larger(weighed([(3, A)]), 2) == 2, sets("", "b", "c", "bc")),
        (smaller(weighed([(3, A)]), 2) == 2, sets("a", "ab", "ac", "abc")),
        (chosen(A, 1, weighed([(1, B)])) == 1, sets("a", "b", "ab", "ac", "bc", "abc")),
    ],
)
def test_formulas_mean_what_they_say(formula: Formula, expected: set[frozenset[str]]) -> None:
    assert truths(formula) == expected


def test_what_is_known_folds_away() -> None:
    assert conjunction([A, False]) is False
    assert conjunction([]) is True
    assert conjunction([True, A]) is A
    assert disjunction([A, True]) is True
    assert disjunction([]) is False
    assert negation(True) is False
    assert at_least(0, [A]) is True
    assert at_least(2, [A, False]) is False
    assert at_least(1, [False, A]) is A
    assert unlike(A, A) is False
    assert unlike(A, False) is A
    assert exceeds([(1, A), (2, True)], 1) is True
    assert exceeds([(1, A), (-2, B)], 1) is False
    assert weighed([(2, True), (3, False)]) == 2
    assert (larger(1, 2), smaller(1, 2), chosen(True, 1, 2)) == (2, 1, 1)
    assert identity(conjunction([A, B])) == identity(conjunction([A, B]))
    assert identity(A) != identity(B)


def test_what_is_required_holds_in_every_answer() -> None:
    asked = Solver(5)
    asked.require([disjunction([A, B]), negation(conjunction([A, B]))])
    assert asked.find(A) == frozenset("a")
    assert asked.find(negation(A)) == frozenset("b")
    assert asked.find(A, B) is None
    assert asked.find(True) in sets("a", "b")
    assert asked.find(False) is None


def test_a_name_may_hold_what_a_pack_may() -> None:
    name = "charter_elements:scope:open"
    assert Solver(5).find(variable(name)) == frozenset({name})


def test_a_question_that_takes_too_long_is_undecided() -> None:
    # sixteen pigeons in fifteen holes: there is no way, and no short proof of that
    holes, pigeons = range(15), range(16)
    asked = Solver(0.05)
    inside = [[variable(f"{pigeon} in {hole}") for hole in holes] for pigeon in pigeons]
    asked.require(disjunction(row) for row in inside)
    asked.require(
        negation(conjunction([inside[one][hole], inside[other][hole]]))
        for hole in holes
        for one in pigeons
        for other in range(one)
    )
    with pytest.raises(Undecided):
        asked.find(True)


def test_without_the_solver_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(solver, "z3", None)
    with pytest.raises(SolverError) as raised:
        Solver(1)
    assert raised.value.exit_code == 2
    assert str(raised.value) == (
        "z3: error[no-solver]: proofs need the solver Z3, which is not installed\n"
        "     = pip install 'mandate-risk[verify]'"
    )
