"""Reports for other people's documents: an assessment in a format, or as plain values."""

from __future__ import annotations

from mandate.assessment import Assessment
from mandate.errors import visible
from mandate.report import fragment, markdown, text
from mandate.report.telling import tell
from mandate.serialization import to_data

FORMS = ("html-fragment", "markdown", "text", "json")


def render(
    assessment: Assessment,
    form: str,
    *,
    level: int = 2,
    prefix: str = fragment.PREFIX,
    folded: bool = False,
) -> str:
    """Return the report on an assessment, to be put into a document of somebody else's.

    *form* is ``html-fragment``, ``markdown``, ``text`` or ``json``. In the first two the title is a
    heading of that *level* (1 to 4). The classes of a fragment begin with *prefix*; *folded*, it
    shows first what is read first, and opens the rest on a click. ``stylesheet(prefix)`` is what
    dresses it. Raises ValueError where there is no such format, level or prefix, TypeError where
    what is given is no assessment, or of another kind than it has to be.
    """
    _check(assessment)
    if form == "html-fragment":
        return fragment.render(tell(assessment), level, prefix, folded=folded)
    if form == "markdown":
        return markdown.render(assessment, fragment.checked_level(level))
    if form == "text":
        return text.render(assessment)
    if form == "json":
        return assessment.to_json()
    message = f"there is no format '{form}'; expected {', '.join(FORMS)}"
    raise ValueError(message)


def plain(value: object) -> dict[str, object]:
    """Return a value of Mandate's, such as an assessment or an advisory report, as dictionaries,
    lists, texts and numbers, for a template of any kind.

    That of an assessment has one key more, ``told``: what a report tells of it, ready to read.
    Characters that are not visible are shown as U+FFFD, so that every text can stand in a Word
    document or a terminal; markup is for the template to escape. Raises TypeError for what is no
    such value.
    """
    if not isinstance(value, tuple) or not hasattr(value, "_fields"):
        message = f"expected an assessment or another value of Mandate's, not {_kind(value)}"
        raise TypeError(message)
    data = _visible(to_data(value))
    assert isinstance(data, dict)
    if isinstance(value, Assessment):
        data["told"] = _visible(to_data(tell(value)))
    return data


def _check(given: object) -> None:
    if not isinstance(given, Assessment):
        message = f"expected an assessment, as assess() returns it, not {_kind(given)}"
        raise TypeError(message)


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__


def _visible(data: object) -> object:
    if isinstance(data, str):
        return str(visible(data))  # of a kind of text, the text
    if isinstance(data, list):
        return [_visible(one) for one in data]
    if isinstance(data, dict):
        return {visible(key): _visible(one) for key, one in data.items()}
    return data
