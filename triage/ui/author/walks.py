"""`triage author walks`: few walks that show all of a flow, written as cases and run again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from triage.check.covering import Covering, covering
from triage.core.engine import Position, replay
from triage.core.explain import findings
from triage.core.program import Program
from triage.errors import AnswerError, UsageError
from triage.pack.case_file import Case, Cases, written_cases
from triage.ui.run.results import plain


@dataclass(frozen=True, slots=True)
class Run:
    """What came of running cases: a line for each difference, and how many cases agreed."""

    differences: tuple[str, ...]
    same: int
    cases: int

    def __str__(self) -> str:
        """Return the report, in words."""
        verdict = f"{self.same} of {self.cases} walks lead where they led before."
        return "\n".join((*self.differences, verdict))


def cases_of(walked: str, program: Program, found: Covering) -> Cases:
    """Return the walks found in a flow as cases, with the outcomes that the engine gives today.

    `covers` names what no earlier walk shows, so that each name stands once in the file.
    """
    cases: list[Case] = []
    named: set[str] = set()
    for number, each in enumerate(found.walks, start=1):
        answers = {question: plain(value) for question, value in each.walk}
        outcomes = _certainties(replay(program, dict(each.walk)))
        covers = tuple(name for name in each.covers if name not in named)
        named.update(covers)
        cases.append(Case(f"w{number:02}", answers, outcomes, covers))
    return Cases(walked, tuple(cases))


def as_file(walked: str, program: Program) -> str:
    """Return the text of a file of cases that together show every part of a flow."""
    found = covering(program)
    heading = [
        f"Walks that together show every option, boundary and rule of {walked}.",
        f"To renew them: triage author walks {walked} --write FILE",
        f"To run them:   triage author walks {walked} --run FILE",
        *(f"No walk can show: {each.name} ({each.reason})." for each in found.unreachable),
    ]
    return written_cases(cases_of(walked, program, found), heading)


def summary_of(walked: str, program: Program) -> str:
    """Return what the walks through a flow show, in words, without writing them."""
    found = covering(program)
    shown = {name for each in found.walks for name in each.covers}
    lines = [
        f"{walked}: {len(found.walks)} walks show {len(shown)} options, boundaries and rules.",
        *(f"  no walk can show: {each.name} ({each.reason})" for each in found.unreachable),
    ]
    return "\n".join(lines)


def run(walked: str, program: Program, cases: Cases, file: str) -> Run:
    """Walk every case through the engine and return where today's outcomes differ.

    Raises `UsageError` where the cases are those of another flow or journey.
    """
    if cases.walked != walked:
        message = f"The walks in {file} are not through {walked}. Name the flow that they are of."
        raise UsageError(message)
    differences: list[str] = []
    same = 0
    for case in cases.cases:
        found = list(_differences(program, case))
        same += not found
        differences.extend(f"{file}: {case.id}: {line}" for line in found)
    return Run(tuple(differences), same, len(cases.cases))


def _certainties(position: Position) -> dict[str, str]:
    return {finding.outcome.id: finding.certainty for finding in findings(position)}


def _differences(program: Program, case: Case) -> Iterator[str]:
    """Yield a sentence for each thing that differs from what the case says."""
    try:
        position = replay(program, case.answers)
    except AnswerError as error:
        yield f"an answer is no longer taken. {error}"
        return
    today = _certainties(position)
    for id_, certainty in case.outcomes.items():
        if id_ not in today:
            yield f"{id_} ({certainty}) is no longer shown."
        elif today[id_] != certainty:
            yield f"{id_} was {certainty} and is now {today[id_]}."
    yield from (
        f"{id_} ({today[id_]}) is newly shown." for id_ in today if id_ not in case.outcomes
    )
    for id_ in (*position.ignored, *position.waiting):
        yield f"{id_} is answered here and is no longer asked."
    if position.next is not None:
        yield f"{position.next} is now asked too, so the walk goes on."
