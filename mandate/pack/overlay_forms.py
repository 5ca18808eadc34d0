"""The forms of an overlay: its ``pack.yaml``, ``overlay.yaml`` and ``texts.yaml``."""

from mandate.pack.files import EXTENDS
from mandate.pack.forms import CAPS, HEADER, SUPPRESS
from mandate.reading import Either, Form, Key, Many, Named

OWN = ("id", "version", "title")
MAY = ("about", "measures", "headline", "calibrated", "efforts")
MORE = ("impossible", SUPPRESS)  # added to those of the extended pack

_BECAUSE = {"because": Key("text", "Why.", required=True)}

OVERLAY_HEADER = Form(
    "the pack.yaml of an overlay",
    {
        EXTENDS: Key("text", "The pack it changes: a name, or a folder from here.", required=True),
        **{key: HEADER.keys[key] for key in OWN},
        **{
            key: Key(
                HEADER.keys[key].kind, HEADER.keys[key].about, default=HEADER.keys[key].default
            )
            for key in (*MAY, *MORE)
        },
    },
)
SUMS = {
    name: Form(
        f"'{name}'", {"value": Key(HEADER.keys[name].kind, about, required=True), **_BECAUSE}
    )
    for name, about in (("base", "The new base."), ("scale", "The new scale."))
}
CHANGED_CAPS = Form("'caps'", {name: Key(key.kind, key.about) for name, key in CAPS.keys.items()})
DRIVER = Form(
    "the change of a driver",
    {"caps": Key(CHANGED_CAPS, "The caps that change.", required=True), **_BECAUSE},
)
BAND = Form(
    "the change of a band",
    {"from": Key("decibans", "Where it starts now.", required=True), **_BECAUSE},
)
REWEIGHTING = Form(
    "a re-weighting",
    {
        "points": Key("points", "The new points, or the lines that change.", required=True),
        **_BECAUSE,
    },
)
DISABLED = Form(
    "what is disabled",
    {
        **_BECAUSE,
        "patterns_kept": Key(Many("rule"), "The patterns that absorb it, and stay."),
    },
)
OVERLAY = Form(
    "overlay.yaml",
    {
        "disable": Key(Named("rule", Either("text", DISABLED)), "Rules that go, and why."),
        "base": Key(SUMS["base"], "Another base."),
        "scale": Key(SUMS["scale"], "Another scale."),
        "drivers": Key(Named("driver", DRIVER), "Drivers with other caps."),
        "bands": Key(Named("band", BAND), "Bands that start elsewhere."),
        "reweight": Key(Named("rule", REWEIGHTING), "Rules with other points."),
        "examples": Key(Named("rule", Many("example")), "What examples of rules give now."),
    },
)
TEXTS = Form(
    "texts.yaml",
    {
        "pack": Key("texts", "Texts of pack.yaml."),
        "drivers": Key(Named("driver", "texts"), "Texts of drivers."),
        "bands": Key(Named("band", "texts"), "Texts of bands."),
        "impossible": Key(Many("text"), "The reasons of all impossible combinations, in order."),
        "findings": Key(Named("finding", "texts"), "Texts of findings."),
        "sources": Key(Named("source", "texts"), "Texts of sources."),
        "themes": Key(Named("theme", "text"), "Other names of themes."),
        "facts": Key(Named("fact", "texts"), "Texts of facts."),
        "rules": Key(Named("rule", "texts"), "Texts of rules."),
    },
)
