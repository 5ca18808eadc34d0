"""The colours that mean something, which are the same in every format.

The style sheet of the page and the template of the PDF name them as well; a test holds them to
these. Whatever a colour says, words or shapes say too.
"""

from __future__ import annotations

from mandate.advisory.value import CONDITIONS, GO, PAUSE, UNDECIDED

SOFT = "#4b545e"
"""Notes and whatever is said beside: no brand changes it, so that it can always be read."""
VERDICTS = {GO: "#2c6e49", CONDITIONS: "#8a5a00", PAUSE: "#8a2b0e", UNDECIDED: SOFT}
SHADES = (
    ("#8a2b0e", "#ffffff"),
    ("#d98e5f", "#000000"),
    ("#f0dfb5", "#000000"),
    ("#d5e6da", "#000000"),
    ("#a9d1b8", "#000000"),
)
"""The shades of levels from the worst to the best, each with the colour of the words in it."""
