"""The pieces a page about a pack is put together from: anchors, links, rows and items.

What is called *written* here is Markdown already; every other text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mandate.pack.model import Pack, Template
from mandate.report.markdown import escape
from mandate.report.markup import is_of_the_web

_UNSAFE_IN_ADDRESS = {ord(one): f"%{ord(one):02X}" for one in "()[]*|"}


def anchor(kind: str, name: str = "") -> str:
    """Return what an address ends in to lead to something: ``fact.reports_to``.

    A rule's anchor is its id alone; every other has a dot, which no rule's id can hold.
    """
    return f"{kind}.{name.lower()}" if name else kind


def mark(target: str) -> str:
    """Return the mark that a link to *target* leads to."""
    return f'<a id="{target}"></a>'


def link(text: str, target: str) -> str:
    """Return a link to *target* on the same page."""
    return f"[{escape(text)}](#{target})"


def linked(text: str, name: str, target: str) -> str:
    """Return *text* escaped, with a link to *target* where *name* first stands in it."""
    whole, named = escape(text), escape(name)
    if not whole.startswith(named):
        named = escape(f"x{name}")[1:]  # as it reads where it does not begin a line
    return whole.replace(named, link(name, target), 1)


def link_out(text: str, address: str) -> str:
    """Return a link to a web address; anything else than an address stays text beside it."""
    if is_of_the_web(address):
        return f"[{escape(text)}]({address.translate(_UNSAFE_IN_ADDRESS)})"
    return escape(f"{text} ({address})" if address else text)


def rule_link(pack: Pack, name: str) -> str:
    """Return a link to the section of a rule."""
    return link(pack.rules[name].title, anchor(name))


def finding_link(pack: Pack, name: str) -> str:
    """Return a link to the line of a finding."""
    return link(pack.findings[name].title, anchor("finding", name))


def driver_link(pack: Pack, name: str) -> str:
    """Return a link to the rules of a driver."""
    return link(pack.drivers[name].title, anchor("driver", name))


def heading(level: int, text: str, target: str) -> Iterator[str]:
    """Yield a heading that links can lead to, with blank lines around it."""
    yield from ("", f"{'#' * level} {mark(target)}{escape(text)}", "")


def table(*columns: str) -> Iterator[str]:
    """Yield the head of a table; a column whose name ends in a colon is set to the right."""
    yield ""
    yield row(column.removesuffix(":") for column in columns)
    yield row("--:" if column.endswith(":") else "--" for column in columns)


def row(written: Iterable[str]) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(written)} |"


def template_words(template: Template, pack: Pack) -> str:
    """Return a text with the title of a fact, in brackets, where its answer would stand."""
    parts = template.parts
    read = (f"[{pack.fact(one).title}]" if n % 2 else one for n, one in enumerate(parts))
    return "".join(read)
