"""The forms of ``pack.yaml``, ``findings.yaml`` and ``sources.yaml``."""

from mandate.facts import STAGES
from mandate.reading import YES_NO, Either, Form, Key, Many, Named

ON_FACTS = "condition on facts"
"""The kind of a condition in which no finding may stand: nothing is concluded yet."""
KINDS = ("seed", "study", "survey", "analyst", "opinion", "vendor", "judgement")

CAPS = Form(
    "'caps'",
    {
        "risk": Key("cap of risk", "The most points the driver can add.", required=True),
        "relief": Key("cap of relief", "The most it can take away: 0 or less.", required=True),
    },
)
DRIVER = Form(
    "a driver",
    {
        "caps": Key(CAPS, "Where the driver's points stop.", required=True),
        "title": Key("text", "What reports call it.", required=True),
        "about": Key("text", "What the driver stands for.", required=True),
    },
)
ADVICE = Form(
    "advice by stage",
    {stage: Key("text", f"The advice at the stage '{stage}'.", required=True) for stage in STAGES},
)
_BAND = {
    "title": Key("text", "What reports call it.", required=True),
    "advice": Key(
        Either("text", ADVICE), "What to do: one text, or one for each stage.", required=True
    ),
}
FIRST_BAND = Form("a band", _BAND)
BAND = Form(
    "a band",
    {
        "from": Key("decibans", "The total, in decibans, at which it starts.", required=True),
        **_BAND,
    },
)
IMPOSSIBLE = Form(
    "an impossible combination",
    {
        "when": Key(ON_FACTS, "What cannot be.", required=True),
        "because": Key("text", "Why it cannot be.", required=True),
    },
)
SUPPRESS = "suppress"
SUPPRESSION = Form(
    "a suppression",
    {
        "code": Key("check", "The code of the check that is not to report.", required=True),
        "where": Key(
            Either("text", Many("text")),
            "The rules, facts ... that it is not to report.",
            required=True,
        ),
        "because": Key("text", "Why it is left out.", required=True),
    },
)
HEADER = Form(
    "pack.yaml",
    {
        "id": Key("slug", "The pack's name, by which cases call it.", required=True),
        "version": Key("version", "1.2.3 (SemVer).", required=True),
        "title": Key("text", "What the pack decides.", required=True),
        "about": Key("text", "One or two sentences more.", required=True),
        "measures": Key("text", "What the score is an index of.", required=True),
        "headline": Key("headline", "The verdict in a sentence, with {band} once.", required=True),
        "calibrated": Key(YES_NO, "Whether the score was calibrated on outcomes.", default="no"),
        "base": Key("decibans", "The total when nothing counts, in decibans.", required=True),
        "base_because": Key("text", "How the base was chosen.", required=True),
        "scale": Key("scale", "What the points are multiplied by: 0.01 to 1.", required=True),
        "scale_because": Key("text", "How the scale was chosen.", required=True),
        "weights_because": Key("text", "The pack's rule for weights: how many points, and why."),
        "drivers": Key(
            Named("identifier", DRIVER, least=1), "Where risk comes from.", required=True
        ),
        "bands": Key(
            Named("identifier", Either(BAND, FIRST_BAND), least=1),
            "The intervals of the total, from low to high; the first has no lower end.",
            required=True,
        ),
        "impossible": Key(
            Many(IMPOSSIBLE), "Combinations of facts that cannot be: a case with one is refused."
        ),
        SUPPRESS: Key(Many(SUPPRESSION), "What 'mandate pack check' is not to report, and why."),
    },
)
FINDING = Form(
    "a finding",
    {
        "title": Key("text", "What reports call it.", required=True),
        "meaning": Key("text", "What holds when a rule concludes it.", required=True),
        "one_of": Key("text", "A group of findings, one of which holds at most."),
    },
)
FINDINGS_FILE = Form(
    "findings.yaml",
    {
        "findings": Key(
            Named("identifier", FINDING),
            "What rules conclude and other rules may read.",
            required=True,
        )
    },
)
SOURCE = Form(
    "a source",
    {
        "author": Key("text", "Who says it.", required=True),
        "title": Key("text", "Where it is said.", required=True),
        "year": Key("text", "When it was published."),
        "address": Key("text", "Where it can be read."),
        "kind": Key(KINDS, "What kind of source it is.", required=True),
        "interest": Key("text", "What the author sells, or has to gain."),
    },
)
SOURCES_FILE = Form(
    "sources.yaml",
    {"sources": Key(Named("code", SOURCE), "What facts and rules cite, by code.", required=True)},
)
