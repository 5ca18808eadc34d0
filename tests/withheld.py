"""A case in which a word is withheld from every reader but those who made it."""

from __future__ import annotations

SECRET = "zanzibar"
WITHHELD: dict[str, object] = {
    "title": "A role",
    "summary": SECRET,
    "note": SECRET,
    "outcome": {"what": "unclear", "because": SECRET},
    "sources": [{"id": "minute", "title": SECRET, "visible_to": []}],
    "set_aside": [{"rule": "small-team", "by": SECRET, "reason": SECRET, "visible_to": []}],
    "respondents": {
        SECRET: {"authority_type": "none", "reports_to": "cmo"},
        "ceo": {
            "dedicated_budget": {"value": False, "note": SECRET, "source": "minute"},
            "levels_below_ceo": {"value": 4, "phrase": SECRET, "visible_to": []},
        },
    },
}
