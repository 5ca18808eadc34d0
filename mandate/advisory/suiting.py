"""What a pack tells one reader to do: what that reader can still ask for, in words to them."""

from __future__ import annotations

from mandate.advisory.summary import verdict_at
from mandate.advisory.voice import voice
from mandate.assessment import Assessment
from mandate.case import Case
from mandate.case_forms import CANDIDATE
from mandate.facts import STAGES, Fact, Vocabulary, is_before
from mandate.library import assessor_of, opened
from mandate.pack.model import Band, Pack, Remedy, Rule
from mandate.tuples import NamedTuple

_OFFER = STAGES[1]


def suited(pack: Pack, reader: str) -> Pack:
    """Return a pack as a report for a *reader* needs it.

    A candidate has a say once there is an offer to answer: steps that can be taken only before are
    left out, and so are remedies that come to nothing else. The advice of the bands, which speaks
    to the company, is that of the voice for candidates. Rules, points and digest are those of the
    pack.
    """
    if reader != CANDIDATE:
        return pack
    kept = pack.derived.get(_Suited)
    if not isinstance(kept, _Suited) or kept.of is not pack:  # a changed copy shares the table
        facts = tuple(map(_fact, pack.vocabulary.facts.values()))
        rules = {name: _rule(rule, pack) for name, rule in pack.rules.items()}
        made = pack._replace(
            vocabulary=Vocabulary(facts), rules=rules, bands=_bands(pack.bands), derived={}
        )
        kept = pack.derived[_Suited] = _Suited(pack, made)
    return kept.pack


def assess_suited(case: Case | str, pack: Pack | str | None, reader: str) -> Assessment:
    """Return the assessment of a case as a report for a *reader* needs it; raises as ``assess``."""
    assessor, record = opened(case, pack)
    return assessor_of(suited(assessor.pack, reader)).assess(record)


class _Suited(NamedTuple):
    """A pack without what it is too late for, and the whole one."""

    of: Pack
    pack: Pack


def _bands(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    told = voice(CANDIDATE)
    verdicts = [verdict_at(place, len(bands)) for place in range(len(bands))]
    return tuple(
        band._replace(advice=tuple(told.verdict(verdict, stage)[1] for stage in STAGES))
        for band, verdict in zip(bands, verdicts, strict=True)
    )


def _fact(fact: Fact) -> Fact:
    return fact._replace(steps=tuple(one for one in fact.steps if not _is_early(one.until)))


def _rule(rule: Rule, pack: Pack) -> Rule:
    remedies = tuple(one for one in rule.remedies if not all(map(_is_early, _ends(one, pack))))
    return rule._replace(remedies=remedies)


def _ends(remedy: Remedy, pack: Pack) -> list[str]:
    """Return the last stages of a remedy: of one that cures, those of its steps, since a case may
    need some of them alone."""
    steps = [(step, to) for name, to in remedy.cures for step in pack.fact(name).steps]
    return [step.until for step, to in steps if step.to == to] or [remedy.until]


def _is_early(until: str) -> bool:
    return is_before(until, _OFFER)
