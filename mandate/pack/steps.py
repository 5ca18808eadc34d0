"""Reading the steps of a fact: who can make a value true, at what effort, by when."""

from mandate.errors import did_you_mean
from mandate.facts import EFFORTS, STAGES, WHEN, Fact, Step, is_before, stage_of
from mandate.reading import Form, Key, Reader, pairs, reader
from mandate.source import Scalar, location

STEP = Form(
    "a step",
    {
        "effort": Key(EFFORTS, "How hard the step is.", required=True),
        "owner": Key("text", "The post that can take the step.", required=True),
        "when": Key(WHEN, "By when the step has to be taken.", required=True),
        "until": Key(STAGES, "The last stage at which it can be taken.", default=STAGES[-1]),
    },
)


def read_steps(entry: Reader, fact: Fact) -> tuple[Step, ...] | None:
    """Return the steps under ``change``; None where the fact cannot be changed."""
    node = entry.node("change")
    if isinstance(node, Scalar) and node.text == "no":
        return None
    targets = {level.id for level in fact.levels} if fact.type == "checklist" else set(fact.labels)
    steps = []
    for to, step_node in pairs(node, entry.faults):
        if to.text not in targets:
            what, hint = "value", f"expected {fact.expected}"
            if fact.type == "checklist":
                what, hint = "item", did_you_mean(to.text, [level.id for level in fact.levels])
            message = f"'{to.text}' is no {what} of {fact.id}"
            entry.faults.add(location(to), "unknown-level", message, hint)
        if step := reader(step_node, entry.faults, STEP):
            owner = step.text("owner")
            effort = step.choice("effort")
            when = step.choice("when")
            until = read_until(step, when, fact.stage)
            steps.append(Step(to.text, owner, effort, when, until))
            step.close()
    return tuple(steps)


def read_until(entry: Reader, when: str, since: str) -> str:
    """Return the last stage at which something can be done that is due at the time *when*, and
    cannot be done before the stage *since*."""
    until = entry.choice("until")
    if not when:  # that fault has been told
        return until
    due = stage_of(when)
    if is_before(due, since):
        message = f"this is due '{when}', but cannot be done before the stage '{since}'"
        in_time = [time for time in WHEN if not is_before(stage_of(time), since)]
        place, hint = entry.mapping.pairs["when"][1], f"expected {', '.join(in_time)}"
        entry.faults.add(location(place), "stages", message, hint)
    elif is_before(until, due):
        message = f"this is due '{when}', but cannot be done after the stage '{until}'"
        hint = "leave it out" if due == STAGES[-1] else f"say 'until: {due}', or leave it out"
        place = entry.mapping.pairs["until"][1]
        entry.faults.add(location(place), "stages", message, hint)
    return until
