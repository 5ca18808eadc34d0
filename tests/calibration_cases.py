"""Cases with outcomes under the tiny pack, for the tests of all that calibrates."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

GOOD, BAD, UNCLEAR = "stayed_succeeded", "left_frustrated", "unclear"
LINE, NOTHING, INFLUENCE, NONE = (
    "{authority_type: {value: line, known: at_hire}}",
    "{}",
    "{authority_type: {value: influence_only, known: at_hire}}",
    "{authority_type: {value: none, known: at_hire}}",
)
MONEY = '{dedicated_budget: {value: "yes", known: later}}'
NO_MONEY = '{dedicated_budget: {value: "no", known: later}}'


def published(outcome: str, facts: str, more: str = "stage: in_post\n") -> str:
    """Return the text of a published case with an outcome."""
    return f"kind: published\n{more}outcome: {{what: {outcome}}}\nfacts: {facts}\n"


def write(folder: Path, cases: Mapping[str, str]) -> Path:
    """Write cases, titled as they are named."""
    for name, text in cases.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"title: {path.stem}\n{text}", encoding="utf-8")
    return folder


def write_five(folder: Path) -> Path:
    """Write three favourable and two unfavourable cases, and four that do not count.

    Totals at hire: -4, -3, -2 (favourable), -1, -3; with all facts -4, -3.5, -2, -1, -1.5.
    Their scores: 28, 33, 39, 44, 33; with all facts 28, 31, 39, 44, 41.
    """
    return write(
        folder,
        {
            "good-line": published(GOOD, LINE),
            "good-money-later": published(GOOD, MONEY),
            "deeper/good-influence": published("left_on_good_terms_after_success", INFLUENCE),
            "bad-none": published(BAD, NONE, "stage: in_post\nadjacent_role: yes\n"),
            "bad-no-money-later": published("ousted", NO_MONEY),
            "unclear": published(UNCLEAR, LINE),
            "without": "facts: {authority_type: line}\n",
            "invented": "kind: worked_example\noutcome: {what: ousted}\n",
            "invented-without": "kind: worked_example\n",
        },
    )
