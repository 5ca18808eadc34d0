"""A case read against a pack: all that an assessment says of it, whatever the rules conclude."""

from typing import TYPE_CHECKING

from mandate.assessment import (
    CaseReference,
    CaseSourceEntry,
    InapplicableFact,
    NotKnownFact,
    OpenFact,
    PartlyKnownFact,
)
from mandate.case import Known
from mandate.case_data import case_data
from mandate.case_statements import CaseStatements, PlainEvidence
from mandate.conditions.nodes import facts_read
from mandate.frozen import FrozenData
from mandate.memory import Memory
from mandate.pack.digest import digest
from mandate.pack.model import Pack
from mandate.testimony import DisputedFact
from mandate.tuples import NamedTuple

if TYPE_CHECKING:
    from mandate.set_aside import SetAside


class CaseRecord(NamedTuple):
    """What a case says, ready to be assessed; ``data`` is the case for the receipt."""

    memory: Memory
    reference: CaseReference
    statements: CaseStatements
    open: tuple[OpenFact, ...]
    known_in_part: tuple[PartlyKnownFact, ...]
    not_known: tuple[NotKnownFact, ...]
    disputed: tuple[DisputedFact, ...]
    applies_not: tuple[InapplicableFact, ...]
    set_aside: "tuple[SetAside, ...]"
    facts_known: int
    facts_total: int
    data: FrozenData


class Recorder:
    """Makes the records of cases under one pack; remembers what is the same in all of them."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._stakes = points_at_stake(pack)
        self._plain: PlainEvidence = {}

    def record(self, known: Known) -> CaseRecord:
        """Return the record of a case that was read against the pack."""
        pack = self._pack
        statements = CaseStatements(known, pack, self._plain, self._stakes)
        data = case_data(known, pack)
        case = known.case
        applies_not = statements.applies_not()
        return CaseRecord(
            memory=known.memory,
            reference=CaseReference(
                id=case.id,
                title=case.title,
                stage=case.stage,
                kind=case.kind,
                edition=case.edition,
                set_aside=tuple(sorted(one.rule for one in case.set_aside)),
                digest=digest(data),
                sources=tuple(CaseSourceEntry(*source) for source in sorted(case.sources)),
            ),
            statements=statements,
            open=statements.open(),
            known_in_part=statements.known_in_part(),
            not_known=statements.not_known(),
            disputed=statements.disputed(),
            applies_not=applies_not,
            set_aside=case.set_aside,
            facts_known=statements.known(),
            facts_total=len(pack.vocabulary.facts) - len(applies_not),
            data=data,
        )


def points_at_stake(pack: Pack) -> dict[str, int]:
    """Return, for each fact, the sum of the largest points of the rules that read it."""
    stakes: dict[str, int] = {}
    for rule in pack.rules.values():
        largest = max((abs(points) for points in rule.possible_points), default=0)
        for fact in facts_read(rule.condition):
            stakes[fact] = stakes.get(fact, 0) + largest
    return stakes
