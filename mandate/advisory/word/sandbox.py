"""The language of a Word template, cut down to what shows a report: no code, no files, no tricks.

A template may come from a stranger. It is rendered in Jinja's sandbox, with the few filters named
here, none of Jinja's own functions (one of them prints text by chance), no methods of texts or
lists, and no way to include another file; and whatever it prints of a case is text, escaped here
rather than where the template's author remembers to.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

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
_LARGEST = 1_000_000


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

    def __str__(self) -> str:
        # docxtpl reads signs of its own in what was rendered; none may stand in a text
        return self._make().replace("{", "&#123;").replace("}", "&#125;")

    __html__ = __str__


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment that templates are rendered in."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, *, in_xml: bool) -> None:
        super().__init__(
            autoescape=False, undefined=Missing, finalize=_in_xml if in_xml else _as_text
        )
        self.globals.clear()
        for name in set(self.filters) - FILTERS:
            del self.filters[name]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read an attribute: of ours none, of texts none."""
        if isinstance(obj, (Fragment, *_PLAIN)):
            return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def wrap_str_format(self, value: Any) -> None:
        """Return nothing: texts have no methods here, ``format`` is none of those that are safe."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator gives; raises SecurityError where that could be enormous."""
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if not numbers or max(abs(left), abs(right)) > _LARGEST or operator == "**":
            raise SecurityError(f"'{operator}' is for small numbers only")
        return super().call_binop(context, operator, left, right)


def _as_text(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        kind = "a list" if isinstance(value, list | tuple) else "a part with fields of its own"
        raise SecurityError(f"this is {kind}, not a text; name what of it to show")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, TemplateReference):
        raise NoFieldError("self", "")
    if not isinstance(value, str | int | float):  # something of Jinja's own: a loop, a macro
        raise SecurityError("this is no text; name what of it to show")
    return clean(str(value))


def _in_xml(value: Any) -> str:
    if isinstance(value, Fragment):
        return str(value)
    if isinstance(value, Missing):
        value._fail_with_undefined_error()
    text = escape(_as_text(value.unescape() if isinstance(value, Markup) else value), quote=True)
    return text.replace("{", "&#123;").replace("}", "&#125;")
