"""Where the name of a respondent stands in the texts of a case, whether it means them or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandate.case import Case
from mandate.case_forms import READERS
from mandate.source import to_plain

_FREE = frozenset(("summary", "organisation", "role", "note", "text", "phrase", "reason", "by"))
_SOURCES = "sources.title"


def mentions(data: object, name: str, path: str = "") -> Iterator[str]:
    """Yield the place of each text in which a name stands as words of their own."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from mentions(value, name, f"{path}.{key}" if path else key)
    elif isinstance(data, list):
        for one in data:
            yield from mentions(one, name, path)
    elif isinstance(data, str) and re.search(rf"(?<![^\W_]){_words(name)}(?![^\W_])", data, re.I):
        yield path


def _words(name: str) -> str:
    words = [one for one in re.split(r"[\s_-]+", name) if one]  # one before them is tried anywhere
    return r"[\s_-]+".join(map(re.escape, words)) or re.escape(name)


def told_on(edition: Case, whole: Case) -> tuple[str, ...]:
    """Return the places in an *edition* where a text somebody wrote may name a respondent of the
    *whole* case whom the edition does not name, each once, with that name."""
    data, named = to_plain(edition.document), _respondents(edition)
    return tuple(
        dict.fromkeys(
            f"{place} ({name})"
            for name in sorted(_respondents(whole) - named - {*READERS})
            for place in mentions(data, name)
            if place == _SOURCES or place.rpartition(".")[2] in _FREE
        )
    )


def _respondents(case: Case) -> set[str]:
    data = to_plain(case.document)
    found = data.get("respondents") if isinstance(data, dict) else None
    return set(found) if isinstance(found, dict) else set()
