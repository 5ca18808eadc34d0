"""Reading the parts of a rule that explain it: texts, sources, remedies and examples."""

import re
from collections.abc import Collection, Iterable

from mandate.answers import ANSWERS, read_answers, read_respondents, read_value
from mandate.conditions.nodes import Node
from mandate.errors import Faults, did_you_mean
from mandate.facts import EFFORTS, STAGES, WHEN, Fact, Vocabulary
from mandate.memory import combine
from mandate.pack.model import Citation, Example, Notes, Remedy, Template
from mandate.pack.steps import read_until
from mandate.reading import Form, Key, Reader, one_of, pairs, reader, text
from mandate.source import Mapping, Scalar, key_location, location
from mandate.source import Node as Source
from mandate.tuples import NamedTuple

GIVES = ("fires", "silent", "open")
MAX_QUOTE_WORDS = 15
_CITATION = "a source, or 'id' and 'quote'"
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

CITATION = Form(
    "a source",
    {
        "id": Key("source", "The code of the source.", required=True),
        "quote": Key("quote", "What it says, in 15 words at most."),
    },
)
_REMEDY = {"text": Key("text", "What to do, as an instruction.", required=True)}
CURE = Form(
    "a remedy",
    {
        **_REMEDY,
        "cures": Key(
            "cures",
            "The change of facts that withdraws the rule; the vocabulary says by whom and when.",
            required=True,
        ),
    },
)
EASE = Form(
    "a remedy",
    {
        **_REMEDY,
        "effort": Key(EFFORTS, "How hard it is.", required=True),
        "owner": Key("text", "The post that can do it.", required=True),
        "when": Key(WHEN, "By when it has to be done.", required=True),
        "stage": Key(STAGES, "From which stage on it can be done.", default=STAGES[0]),
        "until": Key(STAGES, "The last stage at which it can be done.", default=STAGES[-1]),
    },
)
EXAMPLE = Form(
    "an example",
    {
        "facts": Key(ANSWERS, "What is known."),
        "respondents": Key("respondents", "Answers by each of several people."),
        "name": Key("text", "What the example shows.", required=True),
        "gives": Key(GIVES, "What the rule does on these facts.", required=True),
        "points": Key("integer", "The points it then carries."),
    },
)
NOTES = {
    "points_because": Key("text", "Why the points depart from the pack's rule for weights."),
    "reworded": Key("text", "How a suggested pattern was reworded, and why."),
}


class Surroundings(NamedTuple):
    """What a rule may refer to in its pack."""

    vocabulary: Vocabulary
    applies: dict[str, Node]
    findings: Collection[str]
    drivers: Collection[str]
    bands: Collection[str]
    sources: Collection[str]
    rules: Collection[str]


def read_fact(node: Source, around: Surroundings, faults: Faults) -> Fact | None:
    """Return the fact that *node* names, or None after recording that there is none."""
    name = one_of(node, around.vocabulary.facts, faults, "fact", "unknown-fact")
    return around.vocabulary.facts[name] if name else None


def read_template(entry: Reader, key: str, around: Surroundings) -> Template | None:
    """Return the text under *key* with its placeholders; None where it is left out."""
    written = entry.text(key)
    node = entry.mapping.get(key)
    if node is None:
        return None
    parts = _PLACEHOLDER.split(written)
    for name in parts[1::2]:
        if name not in around.vocabulary.facts:
            message = f"the placeholder {{{name}}} is no fact"
            hint = did_you_mean(name, around.vocabulary.facts)
            entry.faults.add(location(node), "unknown-fact", message, hint)
    return Template(tuple(parts))


def read_citations(entry: Reader, around: Surroundings) -> list[Citation]:
    """Return the sources that a rule cites."""
    citations: list[Citation] = []
    for node in entry.items("sources"):
        if isinstance(node, Scalar):
            name, quote = node, ""
        elif (citation := reader(node, entry.faults, CITATION, _CITATION)) is None:
            continue
        else:
            name_node, quote = citation.node("id"), citation.text("quote")
            citation.close()
            if not isinstance(name_node, Scalar):
                if name_node is not None:
                    text(name_node, entry.faults, "a source")
                continue
            name = name_node
        if len(quote.split()) > MAX_QUOTE_WORDS:
            message = f"the quote has {len(quote.split())} words; {MAX_QUOTE_WORDS} are allowed"
            entry.faults.add(location(node), "quote", message, "shorten or paraphrase it")
        if source := one_of(name, around.sources, entry.faults, "source", "unknown-source"):
            cited = [one.quote for one in citations if one.source == source]
            if cited and (not quote or quote in cited or "" in cited):
                message = f"'{source}' stands in this list already"
                hint = "keep one of the two, or quote two passages"
                entry.faults.add(location(node), "listed-twice", message, hint)
            citations.append(Citation(source, quote))
    return citations


def read_remedies(entry: Reader, around: Surroundings) -> list[Remedy]:
    """Return the remedies of a rule."""
    remedies = []
    for node in entry.items("remedies"):
        cures_it = isinstance(node, Mapping) and "cures" in node.pairs
        remedy = reader(node, entry.faults, CURE if cures_it else EASE)
        if remedy is None:
            continue
        written = remedy.text("text")
        if cures_it:
            cures = tuple(_read_cures(remedy, around))
            cured = remedy.mapping.pairs["cures"][1]
            if isinstance(cured, Mapping) and not cured.pairs:
                message = "a cure needs at least one change of a fact"
                hint = "leave 'cures' out, or name a fact and a value"
                entry.faults.add(location(cured), "no-step", message, hint)
            remedies.append(_cure(written, cures, around))
            _refuse_arrangement(remedy)
        else:
            owner = remedy.text("owner")
            effort = remedy.choice("effort")
            when = remedy.choice("when")
            stage = remedy.choice("stage")
            until = read_until(remedy, when, stage)
            remedies.append(Remedy(written, (), owner, effort, when, stage, until))
        remedy.close(but=EASE.keys if cures_it else ())
    return remedies


def _refuse_arrangement(cure: Reader) -> None:
    """Record what a cure says of itself that its steps say of it."""
    for key in EASE.keys:
        if key not in CURE.keys and key in cure.mapping.pairs:
            message = f"a remedy that cures has no key '{key}'"
            hint = "leave it out: the step it takes says this, in the vocabulary"
            cure.faults.add(key_location(cure.mapping, key), "unknown-key", message, hint)


def _read_cures(remedy: Reader, around: Surroundings) -> list[tuple[str, str]]:
    cures = []
    for key, value in remedy.pairs("cures"):
        fact = read_fact(key, around, remedy.faults)
        if fact is None:
            continue
        targets = []
        if fact.type == "checklist":
            if isinstance(value, Scalar):
                message = f"expected the items of {fact.id} that are ticked, found '{value.text}'"
                hint = "write {item: yes}"
                remedy.faults.add(location(value), "mapping", message, hint)
                continue
            for item, ticked in pairs(value, remedy.faults):
                if one_of(ticked, ("yes",), remedy.faults, "cure of an item", "no-step"):
                    targets.append(item.text)
        else:
            label = read_value(value, fact, remedy.faults)
            targets = [label] if label else []
        known = {step.to for step in fact.steps}
        for target in targets:
            if target not in known:
                message = f"the vocabulary has no step of {fact.id} to '{target}'"
                hint = "add it under 'change:' with its effort, owner and time"
                remedy.faults.add(location(value), "no-step", message, hint)
            cures.append((fact.id, target))
    return cures


def _cure(written: str, cures: tuple[tuple[str, str], ...], around: Surroundings) -> Remedy:
    """Return a cure, with what its steps ask for."""
    return Remedy(written, cures, *asked_by(cures, around.vocabulary))


def asked_by(
    cures: Iterable[tuple[str, str]], vocabulary: Vocabulary
) -> tuple[str, str, str, str, str]:
    """Return owner, effort, time, first and last stage of some steps: all owners, the greatest
    effort, the earliest time, and the stages at which all of them can be taken.

    Each step is a fact and the value, or the item, that it leads to.
    """
    steps = [
        step for name, target in cures for step in vocabulary.facts[name].steps if step.to == target
    ]
    if not steps:
        return "", EFFORTS[-1], WHEN[0], STAGES[0], STAGES[-1]
    owner = " and ".join(dict.fromkeys(step.owner for step in steps))
    effort = max((step.effort for step in steps), key=EFFORTS.index)
    when = min((step.when for step in steps), key=WHEN.index)
    until = min((step.until for step in steps), key=STAGES.index)
    return owner, effort, when, STAGES[0], until


def read_examples(entry: Reader, around: Surroundings) -> list[Example]:
    """Return the examples of a rule, each as a working memory."""
    examples: list[Example] = []
    for node in entry.items("examples"):
        example = reader(node, entry.faults, EXAMPLE)
        if example is None:
            continue
        name = example.text("name")
        if name and (first := next((one for one in examples if one.name == name), None)):
            message = f"an example is named '{name}' already, in line {first.location.line}"
            entry.faults.add(location(node), "example-twice", message, "name it for what it shows")
        facts = example.node("facts")
        answers = read_answers(facts, around.vocabulary, "", entry.faults) if facts else []
        answers += read_respondents(example.node("respondents"), around.vocabulary, entry.faults)
        examples.append(
            Example(
                name=name,
                memory=combine(answers, around.vocabulary),
                gives=example.choice("gives"),
                points=example.integer("points") if "points" in example.mapping.pairs else None,
                location=location(node),
            )
        )
        example.close()
    return examples


def read_notes(entry: Reader) -> Notes:
    """Return what a rule tells the authors of packs; each note may be left out."""
    return Notes(*(entry.text(key) for key in Notes._fields))
