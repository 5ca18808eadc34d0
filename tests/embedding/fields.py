"""Writes the field reference in cases/embedding: ``python -m tests.embedding.fields``.

Names, types and meanings are those of the code; the examples are of a case in this repository.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from mandate import Assessment, assess
from mandate.advisory.making import advisory_report
from mandate.advisory.value import AdvisoryReport
from mandate.frozen import FrozenData
from mandate.report import Told, escape_markdown, tell

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "cases" / "embedding" / "FIELDS.md"
CASES = [
    ROOT / "cases" / "examples" / f"{name}.yaml"
    for name in ("two-voices", "thornwick-mutual", "larkmere-telecom")
]
_SCALARS = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_METHODS = set(dir(dict))
_LONGEST = 60
_HEAD = """# The fields that a template is given

`mandate.report.plain(assessment)` gives a template an assessment as dictionaries, lists, texts,
numbers, `true`, `false` and nothing (`None`): the fields of [Assessment](#assessment), and one
more, `told`, which holds what a report tells, ready to read: [Told](#told). Most templates need no
other.
`mandate.report.plain(mandate.advisory.making.advisory_report(case))` gives the fields of
[AdvisoryReport](#advisoryreport).

All are there every time; an empty text or list says that there is nothing of the kind. The examples
are of the cases in `cases/examples`. In Jinja, fields marked \u2020 are written `one["items"]`,
for `one.items` is a method of every dictionary.

This page is made of the code by `python -m tests.embedding.fields`; a test holds it to that.
"""


def page() -> str:
    """Return the reference as Markdown."""
    assessments = [assess(case) for case in CASES]
    reports = [advisory_report(case, date="14 March 2026") for case in CASES]
    examples: dict[type, list[object]] = {}
    for value in (*map(tell, assessments), *assessments, *reports):
        _gather(value, examples)
    kinds: dict[type, None] = {}
    for kind in (Told, Assessment, AdvisoryReport):
        _kinds(kind, kinds)
    return "\n".join([_HEAD, *(_section(one, examples.get(one, [])) for one in kinds)])


def _gather(value: object, examples: dict[type, list[object]]) -> None:
    """Gather every value that *value* is made of, by its type."""
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            examples.setdefault(type(value), []).append(value)
        for one in value:
            _gather(one, examples)


def _kinds(kind: Any, found: dict[type, None]) -> None:
    """Gather the kinds of value that a kind is made of, itself first."""
    for one in get_args(kind):
        _kinds(one, found)
    if hasattr(kind, "_fields") and kind not in found:
        found[kind] = None
        for hint in get_type_hints(kind).values():
            _kinds(hint, found)


def _section(kind: type, examples: list[object]) -> str:
    about = escape_markdown(" ".join((kind.__doc__ or "").split())).replace("\\`\\`", "`")
    about = re.sub(r"`([^`]*)`", lambda found: f"`{found[1].replace(chr(92), '')}`", about)
    lines = [
        f"## {kind.__name__}",
        "",
        about,
        "",
        "| field | holds | for example |",
        "|---|---|---|",
    ]
    for name, hint in get_type_hints(kind).items():
        mark = "\u2020" if name in _METHODS else ""
        told = (_example(getattr(one, name)) for one in examples)
        lines.append(f"| `{name}`{mark} | {_words(hint)} | {next(filter(None, told), '')} |")
    return "\n".join([*lines, ""])


def _words(kind: Any) -> str:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return " or ".join(map(_words, get_args(kind)))
    if origin is tuple:
        return f"list of {_words(get_args(kind)[0])}"
    if kind is NoneType:
        return "nothing"
    if kind is FrozenData:
        return "the case, as a case file has it"
    return _SCALARS.get(kind) or f"[{kind.__name__}](#{kind.__name__.lower()})"


def _example(value: object) -> str:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        value = next((one for one in value if isinstance(one, (str, int, float))), None)
    if not isinstance(value, (str, int, float)) or value == "":
        return ""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    line = " ".join(text.split())
    return escape_markdown(line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}...")


if __name__ == "__main__":
    REFERENCE.write_text(page(), encoding="utf-8")
