"""Named tuples, held to those of the standard library."""

import copy
import inspect
import pickle
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandate.tuples import NamedTuple


class Place(NamedTuple):
    """Where something stands."""

    path: str
    line: int
    column: int = 1

    @property
    def said(self) -> str:
        return f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"at {self.said}"


class Standard(typing.NamedTuple):
    """The same, of the standard library."""

    path: str
    line: int
    column: int = 1

    @property
    def said(self) -> str:
        return f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"at {self.said}"


class Other(NamedTuple):
    """With as many fields as a place, under other names."""

    title: str
    points: int
    order: int


OURS: Any = Place  # whose faults mypy would tell before they are made
THEIRS: Any = Standard
TEXTS = st.text(max_size=5)
NUMBERS = st.integers()


@given(TEXTS, NUMBERS, NUMBERS)
def test_a_tuple_reads_compares_and_shows_as_the_standard_librarys(
    path: str, line: int, column: int
) -> None:
    ours, theirs = Place(path, line=line, column=column), Standard(path, line, column)
    assert tuple(ours) == tuple(theirs)
    assert (ours.path, ours.line, ours.column) == (path, line, column)
    assert (ours.said, str(ours)) == (theirs.said, str(theirs))
    assert repr(ours) == repr(theirs).replace("Standard", "Place")
    assert hash(ours) == hash(theirs)
    assert ours._asdict() == theirs._asdict()
    assert tuple(ours._replace(line=0)) == tuple(theirs._replace(line=0))
    assert tuple(Place._make(theirs)) == tuple(Standard._make(ours))
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert type(copy.deepcopy(ours)) is Place


@pytest.mark.parametrize(
    "fault",
    [
        lambda kind: kind(),
        lambda kind: kind("a"),
        lambda kind: kind("a", 1, 2, 3),
        lambda kind: kind("a", 1, column=2, depth=3),
        lambda kind: kind("a", 1, path="b"),
        lambda kind: kind._make(["a"]),
        lambda kind: setattr(kind("a", 1), "line", 2),
        lambda kind: setattr(kind("a", 1), "depth", 2),
        lambda kind: kind("a", 1).depth,
    ],
)
def test_what_the_standard_library_refuses_is_refused_in_the_same_words(fault: Any) -> None:
    with pytest.raises((TypeError, ValueError, AttributeError)) as theirs:
        fault(THEIRS)
    with pytest.raises(theirs.type) as ours:
        fault(OURS)
    assert str(ours.value) == str(theirs.value).replace("Standard", "Place")


def test_a_name_that_no_field_has_is_not_replaced() -> None:
    with pytest.raises((TypeError, ValueError)) as theirs:
        THEIRS("a", 1)._replace(depth=3)
    with pytest.raises(theirs.type, match=r"^Got unexpected field names: \['depth'\]$"):
        OURS("a", 1)._replace(depth=3)


def test_a_class_says_of_itself_what_the_standard_librarys_does() -> None:
    assert OURS._fields == THEIRS._fields == OURS.__match_args__
    assert OURS._field_defaults == THEIRS._field_defaults == {"column": 1}
    assert set(dir(OURS)) >= set(dir(THEIRS))
    assert OURS.__orig_bases__ == THEIRS.__orig_bases__ == (typing.NamedTuple,)
    assert typing.get_type_hints(OURS) == typing.get_type_hints(THEIRS)
    assert inspect.signature(OURS) == inspect.signature(THEIRS)
    assert Place.__doc__ == "Where something stands."
    assert (Place.__module__, Place.__qualname__) == (__name__, "Place")
    assert isinstance(OURS("a", 1), tuple)
    assert not hasattr(OURS("a", 1), "__dict__")


def test_hints_that_are_texts_are_resolved() -> None:
    class Hinted(NamedTuple):
        place: "Place"
        others: "tuple[Place, ...]" = ()

    assert typing.get_type_hints(Hinted) == {"place": Place, "others": tuple[Place, ...]}
    assert Hinted.__doc__ == "Hinted(place, others)"


def test_classes_with_equally_many_fields_keep_to_their_own_names() -> None:
    other = Other(title="a", points=1, order=2)
    assert (other.title, other.points, other.order) == ("a", 1, 2)
    assert not hasattr(other, "path")
    assert not hasattr(Place("a", 1), "title")
    with pytest.raises(TypeError, match=r"^Other\.__new__\(\) missing .* 'order'$"):
        Other("a", 1)  # type: ignore[call-arg]  # mypy refuses it too


def test_a_tuple_is_matched_by_position_and_by_name() -> None:
    match Place("a", 1):
        case Place("a", line, column=1):
            assert line == 1
        case _:
            pytest.fail("not matched")
