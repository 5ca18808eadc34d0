"""Reports of an assessment, one format a module; each returns text and writes nothing."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mandate.report.fragment import stylesheet
    from mandate.report.markdown import escape as escape_markdown
    from mandate.report.rendering import FORMS, plain, render
    from mandate.report.telling import Told, tell

__all__ = ["FORMS", "Told", "escape_markdown", "plain", "render", "stylesheet", "tell"]

_HOMES = {
    "FORMS": ("mandate.report.rendering", "FORMS"),
    "Told": ("mandate.report.telling", "Told"),
    "escape_markdown": ("mandate.report.markdown", "escape"),
    "plain": ("mandate.report.rendering", "plain"),
    "render": ("mandate.report.rendering", "render"),
    "stylesheet": ("mandate.report.fragment", "stylesheet"),
    "tell": ("mandate.report.telling", "tell"),
}


def __getattr__(name: str) -> object:
    """Return a public name from the module it stands in, imported when it is first asked for: no
    command pays for a format that it does not write."""
    if name not in _HOMES:
        raise AttributeError(f"module 'mandate.report' has no attribute '{name}'", name=name)
    home, called = _HOMES[name]
    value = globals()[name] = getattr(import_module(home), called)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
