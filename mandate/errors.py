"""Faults and the exceptions that carry them.

A fault says where, what, what was expected and what to do. Readers collect every fault of
what they read and raise once, so that nobody mends a file one message at a time.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar, TypeVar

from mandate.tuples import NamedTuple

_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn"}
HARMLESS = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060"
"""Characters that are not visible and that scripts and word processors need: the soft hyphen, where
a line may end or must not, what joins letters or keeps them apart, and the marks of a direction,
which turn nothing around but themselves (Unicode Standard Annex 9, "implicit directional marks").
"""
_BYTE_ORDER_MARK = "\ufeff"
_EXCERPT_WIDTH = 100
_SHOWN = 50
_MANY = 1000
_LONGEST = 60

_Error = TypeVar("_Error", bound="MandateError")


def visible(text: str) -> str:
    """Return *text* as a reader may see it: nothing in it steers a terminal or turns around how the
    rest reads.

    Packs and cases come from strangers. Line feeds stay, and so does what is ``HARMLESS``; tabs and
    the separators of lines and paragraphs become spaces, a byte order mark is dropped, and any
    other character that is not visible becomes U+FFFD. ``mandate/page/face/dom.js`` does the same.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character if character in HARMLESS else _visible_character(character)
        for character in text
        if character != _BYTE_ORDER_MARK
    )


def exposed(text: str) -> str:
    """Return *text* as ``visible`` does, with all that is not visible as U+FFFD, the harmless too.

    It is for names that have to be told apart: of files, ids and people, and in messages on what is
    wrong with them.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible_character(character) for character in text)


def _visible_character(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    if character in "\t\u2028\u2029":
        return " "
    from unicodedata import category  # few texts hold anything else: odd spaces, and what hides

    return "\ufffd" if category(character) in _INVISIBLE_CATEGORIES else character


def shortened(text: str) -> str:
    """Return *text* on one line and short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}..."


class Location(NamedTuple):
    """A place in a file; lines and columns count from 1, a width counts characters."""

    path: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    width: int = 1

    def __str__(self) -> str:
        """Return ``path:line:column``, or the path alone for a whole file."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Fault(NamedTuple):
    """One thing wrong: a stable code, a message, a place, and what to do about it.

    What is refused is an ``error``; a check of a pack may find a ``warning`` or a ``note`` as well.
    """

    location: Location
    code: str
    message: str
    hint: str = ""
    level: str = "error"

    def __str__(self) -> str:
        """Return the message as it is shown, with the line it speaks of and a caret."""
        headline = f"{self.location}: {self.level}[{self.code}]: {self.message}".replace("\n", " ")
        if not self.location.line:
            return exposed(f"{headline}\n     = {self.hint}" if self.hint else headline)
        start = max(0, self.location.column - 1 - _EXCERPT_WIDTH // 2)
        excerpt = self.location.excerpt[start : start + _EXCERPT_WIDTH]
        indent = self.location.column - 1 - start
        carets = "^" * max(1, min(self.location.width, len(excerpt) - indent))
        pointer = f"{' ' * indent}{carets} {self.hint}".rstrip()
        return exposed(f"{headline}\n{self.location.line:5} | {excerpt}\n      | {pointer}")


class MandateError(Exception):
    """Anything Mandate refuses; ``faults`` holds all that is wrong, in reading order."""

    exit_code: ClassVar[int] = 2

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        shown = [str(fault) for fault in self.faults[:_SHOWN]]
        if len(self.faults) > _SHOWN:
            shown.append(f"and {len(self.faults) - _SHOWN} more")
        super().__init__("\n".join(shown))


class PackError(MandateError):
    """A pack that cannot be used (exit code 3)."""

    exit_code = 3


class CaseError(MandateError):
    """A case that cannot be used (exit code 4)."""

    exit_code = 4


class FailingTestsError(MandateError):
    """Tests of a pack that do not hold, where they have to (exit code 1)."""

    exit_code = 1


class ReplayError(MandateError):
    """An assessment that its receipt does not prove (exit code 4)."""

    exit_code = 4


class RequestError(MandateError):
    """Something asked for that is not there, or a change that cannot be made (exit code 2)."""


class SolverError(MandateError):
    """A proof or advice that cannot be had, because its solver is not installed (exit code 2)."""


class PersonError(MandateError):
    """A reader or a respondent that the case does not know of (exit code 2)."""


class LayoutError(MandateError):
    """A brand file or a template that cannot be used, or a format whose library is not installed
    (exit code 2)."""


class OutputError(MandateError):
    """A result that could not be written (exit code 6)."""

    exit_code = 6


class Faults:
    """Collects faults, so that all of them are reported together."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._faults: list[Fault] = list(faults)

    @property
    def are_many(self) -> bool:
        """Whether there are more faults than anyone will read; the search may stop."""
        return len(self._faults) >= _MANY

    def __iter__(self) -> Iterator[Fault]:
        """Iterate over the faults, by file, line and column."""
        return iter(sorted(self._faults, key=lambda fault: fault.location[:3]))

    def __len__(self) -> int:
        """Return how many faults were collected."""
        return len(self._faults)

    def add(
        self, location: Location, code: str, message: str, hint: str = "", level: str = "error"
    ) -> None:
        """Record a fault."""
        self._faults.append(Fault(location, code, message, hint, level))

    def raise_if_any(self, error: type[_Error]) -> None:
        """Raise *error* with every fault collected so far; return when there is none."""
        if self._faults:
            raise error(self)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint naming the likeliest of *known*, or all of them where they are few."""
    from difflib import get_close_matches  # only needed once something is wrong

    choices = list(known)
    written = {one.lower(): one for one in reversed(choices)}
    close = get_close_matches(word[:_LONGEST].lower(), written, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{written[close[0]]}'?"
    return f"expected one of: {', '.join(choices)}" if 0 < len(choices) <= 12 else ""
