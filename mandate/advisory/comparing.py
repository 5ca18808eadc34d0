"""The report that compares cases: ratings side by side, what differs, and why the totals do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mandate.advisory.columns import fits
from mandate.advisory.document import (
    Block,
    Document,
    Figure,
    Paragraph,
    Points,
    Section,
    Table,
    in_parts,
    of_columns,
    shown,
)
from mandate.advisory.summary import verdict_words
from mandate.advisory.voice import voice
from mandate.comparison import (
    BASE,
    CAP,
    FACTS,
    JUDGEMENT,
    LIFT,
    PACK_WORDS,
    RULES,
    Comparison,
    FactRow,
    Part,
    Split,
)
from mandate.report import caveats, phrases, selection
from mandate.wording import OPEN_WORDS, capitalised

_CAUSES = 3
_PARTS = 12
_NAMED = 2


def comparison_document(
    comparison: Comparison, reader: str = "", date: str = "", figures: Iterable[Figure] = ()
) -> Document:
    """Return the document of a comparison of cases, for a *reader*; *date* is shown as given, and
    so are those *figures* that can be drawn of it."""
    drawn = {one.id: one for one in figures}
    ranges = [name for name in drawn if name.startswith("range")]
    ratings = (*_ratings(comparison, reader), *shown(drawn, *ranges))
    drivers = (*shown(drawn, "drivers"), *_drivers(comparison))
    titles = [one.case.title for one in comparison.assessments]
    made = [
        Section("summary", "Side by side", ratings),
        Section("drivers", "Where the risk comes from", drivers),
        Section("facts", "What differs", tuple(_facts(comparison))),
        Section("why", "Why the totals differ", tuple(_splits(comparison))),
        Section("receipt", "Receipt", tuple(_receipt(comparison))),
    ]
    lines = [*_frames(comparison), *([date] if date else [])]
    kind = f"{voice(reader).kind}: comparison"
    sections = tuple(one for one in made if one.blocks)
    caution = caveats.caution_in_short(comparison.assessments[0])
    return Document(kind, _title(titles), tuple(lines), sections, caution)


def _title(titles: list[str]) -> str:
    if len(titles) <= _NAMED:
        return " / ".join(titles)
    return f"{phrases.number(len(titles))} cases compared"


def _frames(comparison: Comparison) -> list[str]:
    """Return the pack and the stage of each case, with its name where they differ."""
    frames: dict[str, list[str]] = {}
    for name, one in zip(comparison.names, comparison.assessments, strict=True):
        frames.setdefault(phrases.frame_words(one.pack, one.case), []).append(name)
    if len(frames) == 1:
        return [*map(capitalised, frames)]
    return [f"{', '.join(names)}: {words}" for words, names in frames.items()]


def _ratings(comparison: Comparison, reader: str) -> Iterator[Block]:
    rows, told = [], []
    for name, one in zip(comparison.names, comparison.assessments, strict=True):
        verdict, advice = verdict_words(one, reader)
        told.append((name, one, advice))
        causes = [firing.title for firing, _ in selection.reasons(one)[:_CAUSES]]
        rows.append(
            (
                f"{name}: {one.case.title}",
                verdict,
                phrases.rated(one),
                str(one.score),
                f"{one.range.low} to {one.range.high}",
                f"{one.facts_known} of {one.facts_total}",
                "; ".join(causes),
            )
        )
    head = ("Case", "Verdict", "Risk", "Score", "Range", "Known", "Main causes")
    yield Table("Verdict, risk and score of 100", head, tuple(rows), (3,))
    for name, one, advice in told:
        # a provisional one has no advice yet, only questions, and those stand in its own report
        words = [phrases.headline(one), *([] if selection.is_provisional(one) else [advice])]
        yield Paragraph(" ".join(words), label=name)
        if one.case.edition:
            yield Paragraph(phrases.edition_note(one.case.edition), "note", name)
    first = comparison.assessments[0]
    yield Paragraph(caveats.caution(first), "note")


def _drivers(comparison: Comparison) -> Iterator[Block]:
    found = [{one.id: one for one in side.drivers} for side in comparison.assessments]
    titles = {one.id: one.title for side in comparison.assessments for one in side.drivers}
    rows = [
        (
            title,
            *(phrases.decibans(side[name].points) if name in side else "" for side in found),
        )
        for name, title in titles.items()
    ]
    totals = ("Total in decibans", *(phrases.exact(one.total) for one in comparison.assessments))
    numbers = range(1, len(found) + 1)
    head = ("Driver", *comparison.names)
    yield from _beside(Table("Points by driver", head, (*rows, totals), tuple(numbers)))


def _facts(comparison: Comparison) -> Iterator[Block]:
    differ = [one for one in comparison.facts if len({*one.words} - {OPEN_WORDS}) > 1]
    rows = tuple((one.title, *one.words) for one in differ)
    whole = Table("Facts that are not the same", ("Fact", *comparison.names), rows)
    for table in _beside(whole) if rows else ():
        told = tuple(row for row in table.rows if len(set(row[1:])) > 1)
        if told:
            yield table._replace(rows=told)
    known = [one for one in comparison.facts if one not in differ]
    for names, titles in _known_of_some(known, comparison.names).items():
        yield Paragraph(f"{'; '.join(titles)}.", label=f"Known of {names} only")


def _known_of_some(facts: list[FactRow], names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the titles of facts by the cases of which they are known: those all agree on."""
    found: dict[str, list[str]] = {}
    for one in facts:
        known = [name for name, words in zip(names, one.words, strict=True) if words != OPEN_WORDS]
        found.setdefault(" and ".join(known), []).append(one.title)
    return found


def _beside(table: Table) -> list[Table]:
    """Return a table whose columns are the cases; of more than a page has room for, as several, in
    each of which the first case stands beside some others."""
    others = range(2, len(table.head))
    tables = [table]
    for most in range(len(others) - 1, 0, -1):
        if all(map(fits, tables)):
            break
        tables = [_part_of(table, places) for places in in_parts(others, most)]
    return tables


def _part_of(table: Table, places: Sequence[int]) -> Table:
    last = table.head[places[-1]]
    span = last if len(places) == 1 else f"{table.head[places[0]]} to {last}"
    caption = f"{table.caption}: {table.head[1]} beside {span}"
    return of_columns(table, (0, 1, *places))._replace(caption=caption)


def _splits(comparison: Comparison) -> Iterator[Block]:
    for split in comparison.splits:
        other = comparison.names[split.other]
        change = f"From {comparison.names[0]} to {other}: {phrases.exact(split.change)} decibans"
        parts = sorted(split.parts, key=lambda one: -abs(one.amount))
        if parts:
            rows = tuple(
                (_part(one, comparison), phrases.exact(one.amount), _moves(one))
                for one in parts[:_PARTS]
            )
            rest = sum(round(one.amount * 100) for one in parts[_PARTS:]) / 100
            if parts[_PARTS:]:
                count = phrases.plural(len(parts[_PARTS:]), "smaller part")
                rows = (*rows, (count, phrases.exact(rest), ""))
            yield Table(change, ("Because of", "Decibans", "Rules"), rows, (1,))
        else:
            yield Paragraph(f"{change}.")
        yield from _findings(split, comparison.names[0], other)


def _findings(split: Split, first: str, other: str) -> Iterator[Block]:
    if split.findings_came:
        yield Points(split.findings_came, label=f"What holds of {other} and not of {first}")
    if split.findings_went:
        yield Points(split.findings_went, label=f"What holds of {first} and not of {other}")


def _part(part: Part, comparison: Comparison) -> str:
    titles = {one.fact: one.title for one in comparison.facts}
    drivers = {one.id: one.title for side in comparison.assessments for one in side.drivers}
    names = part.names
    if part.kind in (FACTS, JUDGEMENT):
        told = ", ".join(titles.get(name, name) for name in names)
        judged = "rules set aside" if part.kind == JUDGEMENT else ""
        return " and ".join(filter(None, (told, judged)))
    if part.kind == CAP:
        return f"The cap on {', '.join(drivers.get(name, name) for name in names)}"
    if part.kind == LIFT:
        return f"The floor of {', '.join(names)}" if names else "The near end of the range"
    if part.kind == RULES:
        return capitalised(PACK_WORDS[names[0]])
    return "The base" if part.kind == BASE else "The scale"


def _moves(part: Part) -> str:
    return "; ".join(
        f"{one.title} ({phrases.decibans(one.before)} to {phrases.decibans(one.after)})"
        for one in part.moves
    )


def _receipt(comparison: Comparison) -> Iterator[Block]:
    rows = tuple(
        (name, f"{one.case.id}, {one.case.digest}", f"{one.pack.id} {one.pack.digest}")
        for name, one in zip(comparison.names, comparison.assessments, strict=True)
    )
    yield Table("What was compared", ("Case", "Digest", "Pack"), rows)
