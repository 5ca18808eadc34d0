"""What a Word template may ask for: how much of it there may be, and how much work it may make.

Its language is what fills in a report: fields, filters, ``if``, ``for`` and ``set``. Nothing in it
calls anything, so nothing goes round but a loop over what is there. All that could grow (the turns
of a loop, what filters and tests are given, texts that are joined or compared, what is shown) is
taken off one allowance for the whole document, before the work is done.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.visitor import NodeTransformer

MOST_SIGNS = 20_000
"""Names, signs and stretches of text in a part of a template; the one we ship has about 300."""
LARGEST_NUMBER = 1_000_000
STEP = 20
"""What a step costs, beside a character, that costs 1: it takes about so much longer."""
ALLOWANCE = 20_000_000
LONGEST_PART = 5_000_000
_XML = re.compile(r"<[^>]+>")
_TAGS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_OF_TABLES = re.compile(r"\{%\s*(?:vm|hm|colspan|cellbg)\b")
"""Tags of docxtpl for cells of a table; its search for their cell can take for ever."""
_IN_A_ROW = 3
_NO_TAG = "a template has no tags but 'if', 'for' and 'set'"
_README = "see the README that 'mandate new brand' writes for what it can say"
_OF_TAGS = (nodes.Template, nodes.Output, nodes.If, nodes.For, nodes.Assign)
_AT_A_GLANCE = frozenset(
    ["count", "d", "default", "defined", "first", "last", "length", "none", "undefined"]
)
_OF_LISTS = frozenset(["batch", "items", "list", "map", "reverse", "slice", "sum"])
_OF_CHOICE = frozenset(["reject", "rejectattr", "select", "selectattr"])
_ITEM_BY_ITEM = _OF_LISTS | _OF_CHOICE
"""Filters that do not look into the items of a list; others are taken to read all that is there."""
_WITHOUT = {"int": "base", "sum": "start"}
"""The last argument of a filter, where it makes numbers of any length or adds up lists."""


class BeyondBoundsError(SecurityError):
    """A template says or asks for what it may not: why, a ``hint``, and its line, 0 if unknown."""

    def __init__(self, message: str, hint: str, lineno: int = 0) -> None:
        super().__init__(message)
        self.hint, self.lineno = hint, lineno


def check_part(xml: str) -> None:
    """Refuse XML with tags that docxtpl would look through for ever: its patterns try each tag that
    is not closed with all that follows. Raises BeyondBoundsError."""
    if len(xml) > LONGEST_PART:
        message = f"a part of it is longer than {LONGEST_PART} characters"
        raise BeyondBoundsError(message, "leave out what is no template")
    for text in (_XML.sub("", xml), "".join(_XML.findall(xml))):
        for pair in _TAGS:
            for one, other in (pair, pair[::-1]):
                if any(part.count(one) > _IN_A_ROW for part in text.split(other)):
                    message = f"'{one}' stands several times in a row without '{other}'"
                    raise BeyondBoundsError(message, "close each tag before the next")
        if _OF_TABLES.search(text):
            raise BeyondBoundsError(_NO_TAG, _README)


class Allowance:
    """What is left of the work that a template may ask for."""

    def __init__(self) -> None:
        self.left = ALLOWANCE

    def take(self, cost: float) -> None:
        """Take a cost off what is left; raises BeyondBoundsError where that is not enough."""
        if not cost <= self.left:  # so that what is no number (NaN) is refused too
            message = "this asks for more work than any report needs"
            hint = "shorten the loops within loops, and the texts that are put together"
            raise BeyondBoundsError(message, hint)
        self.left -= int(cost)

    def read(self, value: Any) -> Any:
        """Return *value*, once there is enough left to read all of it."""
        self.take(self._extent(value))
        return value

    def turns(self, values: Iterable[Any], cost: int) -> Iterator[Any]:
        """Yield the values of a loop, as long as there is enough left for another turn."""
        for one in values:
            self.take(cost)
            yield one

    def limited(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or test that does its work if there is enough left for it, and all of it
        at once: an iterator would do it later, unseen."""
        first = int(hasattr(function, "jinja_pass_arg"))  # Jinja's own argument comes before ours

        @wraps(function)
        def limited(*given: Any, **named: Any) -> Any:
            values = [*given[first:], *named.values()]
            if name in _WITHOUT and (len(values) > 2 or _WITHOUT[name] in named):
                message = f"'{name}' has no '{_WITHOUT[name]}' here"
                raise BeyondBoundsError(message, "leave it out")
            self.take(self._cost(name, values))
            found = function(*given, **named)
            return list(found) if isinstance(found, Iterator) else found

        return limited

    def _cost(self, name: str, values: list[Any]) -> float:
        if name in _AT_A_GLANCE or not values:
            return STEP
        value, *others = values
        numbers = [abs(one) for one in others if isinstance(one, int | float)]
        more = sum(len(one) for one in others if isinstance(one, str))
        if name in _ITEM_BY_ITEM and isinstance(value, list | tuple | dict):
            extent = STEP * (1 + len(value))
        else:
            extent = self._extent(value)
            more += sum(self._extent(one) for one in others if isinstance(one, list | tuple | dict))
        return extent * (1 + more) + STEP * sum(numbers)

    def _extent(self, value: Any) -> int:
        """Return the cost of reading all that is in a value, or one that is more than is left: a
        list may hold the same list many times over, which may hold another so."""
        found, waiting = STEP, [value]
        while waiting and found <= self.left:
            one = waiting.pop()
            if isinstance(one, str):
                found += len(one)
            elif isinstance(one, list | tuple | dict):
                found += STEP * len(one)
                waiting.extend(one)
                if isinstance(one, dict):
                    found += STEP * len(one)
                    waiting.extend(one.values())
        return found


class Bounded(NodeTransformer):
    """Refuses what is not in the language of templates, and has all that could grow pass the
    allowance, the ``allowance`` of the environment."""

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        """Return what stands for a node. Raises BeyondBoundsError."""
        _check(node)
        cost = _cost_of_turn(node) if isinstance(node, nodes.For) else 0
        node = self.generic_visit(node, *args, **kwargs)
        if isinstance(node, nodes.For):
            node.iter = _through("turns", node.iter, nodes.Const(cost))
        elif isinstance(node, nodes.Concat):
            node.nodes = [_through("read", one) for one in node.nodes]
        elif isinstance(node, nodes.Compare | nodes.Operand):
            node.expr = _through("read", node.expr)
        elif isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice):
            return _through("read", node)
        elif isinstance(node, nodes.Tuple) and node.ctx == "load":
            return nodes.List(node.items, lineno=node.lineno)  # no key of anything, however deep
        return node


def _through(method: str, value: nodes.Expr, *more: nodes.Expr) -> nodes.Call:
    return nodes.Call(
        nodes.EnvironmentAttribute(f"allowance.{method}"),
        [value, *more],
        [],
        None,
        None,
        lineno=value.lineno,
    )


def _cost_of_turn(loop: nodes.For) -> int:
    return STEP + sum(
        len(one.data) if isinstance(one, nodes.TemplateData) else STEP
        for one in loop.find_all(nodes.Node)
    )


def _check(node: nodes.Node) -> None:
    message, hint = "", _README
    if isinstance(node, nodes.Call):
        message = "a template calls nothing: it has no macros, functions or methods"
    elif isinstance(node, nodes.For) and node.recursive:
        message, hint = "a loop cannot go into itself here", "leave 'recursive' out"
    elif isinstance(node, nodes.Stmt) and not isinstance(node, _OF_TAGS):
        message = _NO_TAG
    elif isinstance(node, nodes.NSRef):
        message, hint = "only a name can be set", "write {% set name = ... %}"
    elif isinstance(node, nodes.Filter | nodes.Test) and (node.dyn_args or node.dyn_kwargs):
        message, hint = "'*' spreads nothing here", "write what it stands for"
    elif isinstance(node, nodes.Pair) and not isinstance(node.key, nodes.Const):
        message, hint = "a key has to be a text or a number as it stands", "write {'name': ...}"
    elif (
        isinstance(node, nodes.Const)
        and isinstance(node.value, int)
        and node.value > LARGEST_NUMBER
    ):
        message, hint = "this number is too large", f"expected {LARGEST_NUMBER} at most"
    if message:
        lines = (one.lineno for one in (node, *node.iter_child_nodes()))
        raise BeyondBoundsError(message, hint, next(filter(None, lines), 0))
