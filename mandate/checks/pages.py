"""The page of each code: what it means, an example that is wrong, the same mended, and when to
suppress it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "pages"


@cache
def codes() -> tuple[str, ...]:
    """Return every code that has a page, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.md")))


def page(code: str) -> str:
    """Return the page of a code in Markdown; raises KeyError where there is none."""
    if code not in codes():
        raise KeyError(code)
    return (_FOLDER / f"{code}.md").read_text(encoding="utf-8")


def title(code: str) -> str:
    """Return what a code stands for, in the words that head its page."""
    return page(code).split("\n", 1)[0].split(": ", 1)[1]
