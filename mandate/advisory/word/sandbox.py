"""The language of a Word template, cut down to what shows a report: no code, no files, no tricks.

A template may come from a stranger. It is rendered in Jinja's sandbox, with the few filters named
here, none of Jinja's own functions (one of them prints text by chance), no methods of texts or
lists, and no way to include another file; what it can ask for is bounded (see ``bounds``); and
whatever it prints of a case is text, escaped here rather than where the template's author remembers
to.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import islice
from typing import Any

from jinja2 import StrictUndefined, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from mandate.advisory.word.bounds import (
    LARGEST_NUMBER,
    MOST_SIGNS,
    STEP,
    Allowance,
    BeyondBoundsError,
    Bounded,
)
from mandate.advisory.word.elements import clean
from mandate.errors import did_you_mean, shortened

FILTERS = frozenset(
    [
        "abs",
        "batch",
        "capitalize",
        "count",
        "d",
        "default",
        "dictsort",
        "e",
        "escape",
        "first",
        "float",
        "groupby",
        "int",
        "items",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "replace",
        "reverse",
        "round",
        "select",
        "selectattr",
        "slice",
        "sort",
        "string",
        "sum",
        "title",
        "trim",
        "truncate",
        "unique",
        "upper",
        "wordcount",
    ]
)
_PLAIN = (str, bytes, int, float, list, tuple, set)
_FRAGMENT = 20_000
"""What a section or chart costs before it is made, in steps of ``bounds``; then 4 a character."""


class NoFieldError(UndefinedError):
    """A template asks for a field that is not there: ``name``, and a hint that may help."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"there is no field '{name}'")
        self.name, self.hint = name, hint


class Missing(StrictUndefined):
    """What stands for a field that is not there; using it raises NoFieldError."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        known = self._undefined_obj if isinstance(self._undefined_obj, dict) else {}
        name = shortened(str(self._undefined_name))
        raise NoFieldError(name, did_you_mean(name, map(str, known)))

    __iter__ = __str__ = __len__ = __bool__ = __eq__ = __ne__ = __hash__ = (
        _fail_with_undefined_error
    )
    __add__ = __radd__ = __sub__ = __mul__ = __call__ = __contains__ = _fail_with_undefined_error
    __getattr__ = _fail_with_undefined_error
    __getitem__ = _fail_with_undefined_error


class Fragment:
    """Word XML of ours, which a template puts in as it is with ``{{p ... }}``; *make* makes it
    once a template asks for it."""

    def __init__(self, make: Callable[[], str]) -> None:
        self._make = make

    def made(self) -> str:
        """Return the XML, anew each time."""
        # docxtpl reads signs of its own in what was rendered; none may stand in a text
        return self._make().replace("{", "&#123;").replace("}", "&#125;")

    def __str__(self) -> str:
        raise SecurityError("this is a section or a chart, not a text; put it in with {{p ... }}")

    __html__ = __str__


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that templates are rendered in."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self, *, in_xml: bool) -> None:
        # nothing is worked out beforehand: 'optimized' says so, and that what shows is per context
        super().__init__(
            autoescape=False,
            undefined=Missing,
            finalize=pass_context(lambda _context, value: self._shown(value)),
            optimized=False,
        )
        self._in_xml = in_xml
        self.allowance = Allowance()
        self.globals.clear()
        # of a text, '%' would make another of any length
        self.tests["odd"] = lambda value: self.call_binop(None, "%", value, 2) == 1
        self.tests["even"] = lambda value: self.call_binop(None, "%", value, 2) == 0
        self.tests["divisibleby"] = lambda value, by: self.call_binop(None, "%", value, by) == 0
        for name in set(self.filters) - FILTERS:
            del self.filters[name]
        for table in (self.filters, self.tests):
            table.update({name: self.allowance.limited(name, one) for name, one in table.items()})

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Return a template that is held to its bounds; raises BeyondBoundsError."""
        signs = sum(1 for _ in islice(self.lex(source), MOST_SIGNS + 1))
        if signs > MOST_SIGNS:
            message = f"more than {MOST_SIGNS} names and signs stand in the tags of one part"
            raise BeyondBoundsError(message, "leave some out")
        self.allowance.take(len(source) + 10 * STEP * signs)  # of the footnotes: for each section
        tree = Bounded().visit(self.parse(source)).set_environment(self)
        try:
            return super().from_string(tree, *args, **kwargs)
        except SyntaxError:  # of Python, which it is translated to: some 20 loops at most
            message = "the tags cannot be made out; they may stand too deep within each other"
            raise BeyondBoundsError(message, "put fewer of them into each other") from None

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what stands under a name or a number; raises SecurityError for anything else."""
        if not isinstance(argument, str | int):
            raise SecurityError("only a name or a number finds something in a list or a part")
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute: of ours none, of texts none."""
        if isinstance(obj, (Fragment, *_PLAIN)):
            return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def wrap_str_format(self, value: Any) -> None:
        """Return nothing: texts have no methods here, ``format`` is none of those that are safe."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator gives; raises SecurityError where that could be enormous."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.allowance.read(left) + self.allowance.read(right)
        if isinstance(left, Missing) or isinstance(right, Missing):
            return super().call_binop(context, operator, left, right)  # it tells its name
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if not numbers or max(abs(left), abs(right)) > LARGEST_NUMBER or operator == "**":
            what = "two texts, or for small numbers" if operator == "+" else "small numbers"
            raise SecurityError(f"'{operator}' is for {what} only")
        return super().call_binop(context, operator, left, right)

    def _shown(self, value: Any) -> str:
        if self._in_xml and isinstance(value, Fragment):
            self.allowance.take(_FRAGMENT)
            made = value.made()
            self.allowance.take(4 * len(made))
            return made
        self.allowance.take(STEP + len(value) if isinstance(value, str) else STEP)
        return _in_xml(value) if self._in_xml else _as_text(value)


def _as_text(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        kind = "a list" if isinstance(value, list | tuple) else "a part with fields of its own"
        raise SecurityError(f"this is {kind}, not a text; name what of it to show")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Missing):
        value._fail_with_undefined_error()
    if isinstance(value, TemplateReference):
        raise NoFieldError("self", "")
    if not isinstance(value, str | int | float):  # something of Jinja's own: a loop, a macro
        raise SecurityError("this is no text; name what of it to show")
    return clean(str(value))


def _in_xml(value: Any) -> str:
    text = escape(_as_text(value.unescape() if isinstance(value, Markup) else value), quote=True)
    return text.replace("{", "&#123;").replace("}", "&#125;")
