"""Programs from outside that some tests need: where one is missing they skip with a word, unless
``MANDATE_REQUIRE`` lists it, as ``.ci/run`` does; then they run, and fail."""

from __future__ import annotations

import os
import shutil

import pytest

PACKAGES = {
    "node": "nodejs",
    "chromium": "chromium",
    "soffice": "libreoffice-writer-nogui",
}
"""The package of Debian that holds a program, where it is called otherwise or is not obvious."""


def needs(program: str) -> pytest.MarkDecorator:
    """Return the mark of tests that need *program* on the path."""
    required = program in os.environ.get("MANDATE_REQUIRE", "").replace(",", " ").split()
    missing = shutil.which(program) is None
    package = PACKAGES.get(program, program)
    reason = f"{program} is not installed (Debian: apt-get install {package})"
    return pytest.mark.skipif(missing and not required, reason=reason)
