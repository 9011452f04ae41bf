"""What a change of a flow does: which answers now lead elsewhere, which are new, which are gone.

Counted exactly over the joint flow of both versions (`triage.check.joining`): a path here is one
set of answers to all that either version would ask. Words play no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from triage.check.joining import Joint, Side, join, name_of
from triage.check.paths import paths_where
from triage.check.proof import shortest
from triage.check.walks import Walk, completed, decided
from triage.core.conditions import FALSE, TRUE, Condition, all_of, any_of, negate
from triage.core.model import Flow, Outcome, Question, Step
from triage.core.part_names import numbered_steps
from triage.core.program import Program, compile_program


@dataclass(frozen=True, slots=True)
class Move:
    """Paths on which outcomes change: some are no longer shown, or some are shown that were not.

    `lost` and `gained` are outcome ids, empty where nothing is lost or gained. `example` are
    answers to all that either version asks.
    """

    lost: str
    gained: str
    paths: int
    example: Walk


@dataclass(frozen=True, slots=True)
class Shift:
    """Paths on which an outcome stays and only its certainty changes."""

    outcome: str
    certainty: str
    paths: int
    example: Walk


@dataclass(frozen=True, slots=True)
class StepMove:
    """Paths on which an outcome stays and one of its steps comes, or goes (`shown` or not).

    `step` says which, such as "step 2 of escalate": as numbered now, or before where it is gone.
    """

    outcome: str
    step: str
    shown: bool
    paths: int
    example: Walk


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changes in what a flow says; `kept` paths lead where they led before."""

    moves: tuple[Move, ...]
    shifts: tuple[Shift, ...]
    new: int
    gone: int
    kept: int
    asked: tuple[str, ...]
    """Questions, options and bounds that were added, taken away or changed, in words."""
    steps: tuple[StepMove, ...] = ()
    """Of outcomes that tell their steps apart by rule (`only_for`), in either version."""

    @property
    def changes_nothing(self) -> bool:
        """Whether every set of answers leads where it led before."""
        moved = self.moves or self.shifts or self.steps
        return not (moved or self.new or self.gone or self.asked)


def difference(was: Flow, now: Flow) -> Difference:
    """Return what changed from one version of a flow to the next; raises `CannotJoin`."""
    compared = _Compared(was, now)
    moves = tuple(compared.moves())
    shifts = tuple(compared.shifts())
    return Difference(
        moves,
        shifts,
        compared.paths(all_of((compared.valid_now, negate(compared.valid_was)))),
        compared.paths(all_of((compared.valid_was, negate(compared.valid_now)))),
        compared.kept(),
        tuple(_asked(was, now)),
        tuple(compared.steps(was, now)),
    )


class _Compared:
    """Two versions put together, and their outcomes as conditions over the same answers."""

    def __init__(self, was: Flow, now: Flow) -> None:
        joint: Joint = join(was, now)
        self._program: Program = compile_program((joint.flow,))
        self._known = {question.id for flow in (was, now) for question in flow.questions}
        self.valid_was = self._program.condition(joint.valid_was)
        self.valid_now = self._program.condition(joint.valid_now)
        self._both = all_of((self.valid_was, self.valid_now))
        self._changes: dict[Condition, Condition] = {}
        ids = dict.fromkeys(outcome.id for flow in (now, was) for outcome in flow.outcomes)
        self._was = {id_: self._shown(name_of("was", id_)) for id_ in ids}
        self._is = {id_: self._shown(name_of("now", id_)) for id_ in ids}

    def paths(self, goal: Condition) -> int:
        return paths_where(self._program, goal)

    def moves(self) -> Iterator[Move]:
        """Yield what moves, what is only lost first, then what is only gained."""
        lost = {id_: self._lost(id_) for id_ in self._was}
        gained = {id_: self._gained(id_) for id_ in self._was}
        no_loss, no_gain = negate(any_of(lost.values())), negate(any_of(gained.values()))
        yield from self._some((id_, "", all_of((what, no_gain))) for id_, what in lost.items())
        for old, loss in lost.items():
            if loss is not FALSE:
                yield from self._some(
                    (old, new, all_of((loss, gain))) for new, gain in gained.items()
                )
        yield from self._some(("", id_, all_of((what, no_loss))) for id_, what in gained.items())

    def _some(self, moves: Iterator[tuple[str, str, Condition]]) -> Iterator[Move]:
        for lost, gained, where in moves:
            example = self._example(where)
            if example is not None:
                yield Move(lost, gained, self.paths(where), example)

    def shifts(self) -> Iterator[Shift]:
        for id_ in self._was:
            sure_before = self._certain(name_of("was", id_))
            sure_now = self._certain(name_of("now", id_))
            stays = all_of((self._both, self._was[id_], self._is[id_]))
            for certainty, change in (
                ("certain", (negate(sure_before), sure_now)),
                ("judgement", (sure_before, negate(sure_now))),
            ):
                where = all_of((stays, *change))
                example = self._example(where)
                if example is not None:
                    yield Shift(id_, certainty, self.paths(where), example)

    def steps(self, was: Flow, now: Flow) -> Iterator[StepMove]:
        """Yield which steps come or go with outcomes that stay, where rules tell them apart."""
        before = {outcome.id: outcome for outcome in was.outcomes}
        for outcome in now.outcomes:
            old = before.get(outcome.id)
            if old is None or not _tells_steps_apart(old, outcome):
                continue
            stays = all_of((self._both, self._was[outcome.id], self._is[outcome.id]))
            for name, then, this in _paired(old, outcome):
                before_now = self._done("was", old, then), self._done("now", outcome, this)
                for shown, (more, less) in ((False, before_now), (True, before_now[::-1])):
                    where = all_of((stays, more, negate(less)))
                    example = self._example(where)
                    if example is not None:
                        yield StepMove(outcome.id, name, shown, self.paths(where), example)

    def _done(self, side: Side, outcome: Outcome, step: Step | None) -> Condition:
        """Return where a step of one side is to be done, given that its outcome is shown there."""
        if step is None or not step.only_for:
            return FALSE if step is None else TRUE
        compiled = self._program.outcomes[self._program.outcome_index[name_of(side, outcome.id)]]
        return any_of([rule.fires for rule in compiled.rules if rule.rule.id in step.only_for])

    def kept(self) -> int:
        """Return on how many paths of both versions no outcome comes or goes."""
        changes = [change(id_) for id_ in self._was for change in (self._lost, self._gained)]
        return self.paths(self._both) - self.paths(any_of(changes))

    def _lost(self, id_: str) -> Condition:
        return self._change(self._was[id_], self._is[id_])

    def _gained(self, id_: str) -> Condition:
        return self._change(self._is[id_], self._was[id_])

    def _change(self, shown: Condition, not_shown: Condition) -> Condition:
        """Return where one holds and the other does not: FALSE where no answers make it so."""
        where = all_of((self._both, shown, negate(not_shown)))
        known = self._changes.get(where)
        if known is None:
            possible = self._program.solver.satisfiable(self._program.close(where))
            known = self._changes[where] = where if possible else FALSE
        return known

    def _shown(self, name: str) -> Condition:
        number = self._program.outcome_index.get(name)
        return FALSE if number is None else self._program.ends_with(number)

    def _certain(self, name: str) -> Condition:
        number = self._program.outcome_index.get(name)
        return FALSE if number is None else self._program.outcomes[number].certain

    def _example(self, where: Condition) -> Walk | None:
        """Return answers to all that either version asks, on which a joint condition holds."""
        if where is FALSE:
            return None
        found, _ = shortest(self._program, self._program.close(where))
        if found is None:
            return None
        walk = completed(self._program, decided(self._program, found))
        return tuple((id_, value) for id_, value in walk if id_ in self._known)


def _tells_steps_apart(*outcomes: Outcome) -> bool:
    return any(step.only_for for outcome in outcomes for _, step in numbered_steps(outcome))


def _paired(was: Outcome, now: Outcome) -> Iterator[tuple[str, Step | None, Step | None]]:
    """Yield what a step is called, what it was, and what it is; None where it was or is not there.

    It was the step of the same words, or else the first one that is not there any more.
    """
    old, new = _by_words(was), _by_words(now)
    left = [each for words, each in old.items() if words not in new]
    for words, (name, step) in new.items():
        _, other = old.get(words) or (left.pop(0) if left else ("", None))
        yield name, other, step
    yield from ((name, step, None) for name, step in left)


def _by_words(outcome: Outcome) -> dict[tuple[str, int], tuple[str, Step]]:
    """Return the steps with their names, by their words and how often these came before."""
    seen: Counter[str] = Counter()
    found = {}
    for name, step in numbered_steps(outcome):
        found[step.do, seen[step.do]] = name, step
        seen[step.do] += 1
    return found


def _asked(was: Flow, now: Flow) -> Iterator[str]:
    before = {question.id: question for question in was.questions}
    after = {question.id: question for question in now.questions}
    yield from (f"new question: {id_}" for id_ in after if id_ not in before)
    yield from (f"question gone: {id_}" for id_ in before if id_ not in after)
    for id_, question in after.items():
        old = before.get(id_)
        if old is None:
            continue
        if old.kind != question.kind:
            yield f"{id_} was of kind {old.kind}, and is now of kind {question.kind}"
            continue
        values = [option.value for option in question.options]
        earlier = [option.value for option in old.options]
        yield from (f"new option of {id_}: {value}" for value in values if value not in earlier)
        yield from (f"option gone from {id_}: {value}" for value in earlier if value not in values)
        yield from _stood_alone(old, question)
        if (old.minimum, old.maximum) != (question.minimum, question.maximum):
            yield f"other bounds of {id_}"


def _stood_alone(old: Question, question: Question) -> Iterator[str]:
    before = {option.value: option.alone for option in old.options}
    for option in question.options:
        if before.get(option.value, option.alone) != option.alone:
            ticked = "cannot be ticked" if option.alone else "can be ticked"
            yield f"{option.value} of {question.id} {ticked} with others now"
