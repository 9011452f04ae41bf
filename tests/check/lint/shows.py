"""What the walk of each kind of finding must show, once the real engine has walked it.

A finding's walk is worth something only where a person who follows it sees the defect. `SHOWS`
says, for each code, what there is to see.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from triage.check.findings import Finding
from triage.check.lint import lint
from triage.check.lint.surroundings import Surroundings
from triage.core.conditions import FALSE, TRUE
from triage.core.engine import Position, replay
from triage.core.explain import findings
from triage.core.model import Always, Flow, Never, Question, Test, Within
from triage.core.program import Program, compile_program
from triage.core.written_conditions import parts_of


@dataclass(frozen=True)
class Walked:
    """A finding with a walk, and the flow that it was found in."""

    flow: Flow
    finding: Finding

    @cached_property
    def program(self) -> Program:
        """The flow, made ready for the engine."""
        return compile_program((self.flow,))

    @cached_property
    def position(self) -> Position:
        """Where the walk leads."""
        assert self.finding.walk is not None
        return replay(self.program, dict(self.finding.walk))

    @property
    def whole(self) -> Test:
        """The whole condition that the finding stands in."""
        return next(
            test
            for test in conditions(self.flow)
            if any(part.place == self.finding.place for part in parts_of(test))
        )

    @property
    def part(self) -> Test:
        """The part of a condition that the finding names."""
        return next(part for part in parts_of(self.whole) if part.place == self.finding.place)

    @property
    def range(self) -> Within:
        """The range that the finding names."""
        assert isinstance(self.part, Within)
        return self.part

    @property
    def question(self) -> Question:
        """The question that the finding names."""
        return next(each for each in self.flow.questions if each.place == self.finding.place)

    def holds(self, test: Test) -> bool:
        """Say whether a condition is true at the end of the walk; it is then true or false."""
        left = self.position.residual(self.program.condition(test))
        assert left in {TRUE, FALSE}, "something that the condition reads is still to be asked"
        return left is TRUE

    def in_play(self, question: str) -> bool:
        """Say whether a question is in play at the end of the walk."""
        return self.position.in_play(self.program.index[question]) is TRUE


def conditions(flow: Flow) -> Iterator[Test]:
    """Yield every whole condition that stands anywhere in a flow."""
    written: list[Test | None] = [question.when for question in flow.questions]
    written.extend(flow.facts.values())
    for outcome in flow.outcomes:
        written.append(outcome.unless)
        for rule in outcome.rules:
            written.extend((rule.when, rule.judgement_when))
    claims = [safeguard.claim for safeguard in flow.safeguards]
    written.extend(claim.given for claim in claims if isinstance(claim, Never | Always))
    return (test for test in written if test is not None)


def ranges_over(flow: Flow, question: str) -> list[Within]:
    """Return the ranges of all conditions over one question."""
    return [
        part
        for test in conditions(flow)
        for part in parts_of(test)
        if isinstance(part, Within) and part.question == question
    ]


def replays(walked: Walked) -> bool:
    """Say whether the engine asks just these questions, in this order, and then no more."""
    assert walked.finding.walk is not None
    asked = tuple(question for question, _ in walked.finding.walk)
    return walked.position.complete and walked.position.asked == asked


def _part_is_false(walked: Walked) -> bool:
    return not walked.holds(walked.part)


def _part_is_true(walked: Walked) -> bool:
    return walked.holds(walked.part)


def _not_is_true_of_the_unasked(walked: Walked) -> bool:
    condition = walked.program.condition(walked.part)
    read = [walked.program.questions[number].id for number in condition.reads]
    unasked = [id_ for id_ in read if not walked.in_play(id_) and id_ in walked.finding.fix]
    return bool(unasked) and walked.holds(walked.part) and walked.holds(walked.whole)


def _question_is_out_of_play(walked: Walked) -> bool:
    return not walked.in_play(walked.question.id)


def _question_in_play_is_not_asked(walked: Walked) -> bool:
    id_ = walked.question.id
    return walked.in_play(id_) and id_ not in walked.position.asked


def _outcome_is_missing(walked: Walked) -> bool:
    shown = [outcome.place for outcome in walked.position.outcomes]
    return walked.finding.place not in shown


def _rule_is_missing(walked: Walked) -> bool:
    fired = [each.rule.place for found in findings(walked.position) for each in found.reasons]
    return walked.finding.place not in fired


def _option_is_answered(walked: Walked) -> bool:
    (question, option), *_ = [
        (question, option)
        for question in walked.flow.questions
        for option in question.options
        if option.place == walked.finding.place
    ]
    value = option.value if question.kind == "choice" else (option.value,)
    return walked.position.answers[question.id] == value


def _nothing_is_said(walked: Walked) -> bool:
    return not walked.position.outcomes


def _range_misses_what_is_asked(walked: Walked) -> bool:
    return walked.in_play(walked.range.question) and _part_is_false(walked)


def _two_ranges_hold(walked: Walked) -> bool:
    holding = {
        each for each in ranges_over(walked.flow, walked.range.question) if walked.holds(each)
    }
    meets = [each for each in holding if each.high == walked.range.low]
    return walked.range in holding and bool(meets) and _is_answered_with(walked, 0)


def _no_range_holds(walked: Walked) -> bool:
    ranges = ranges_over(walked.flow, walked.range.question)
    return not any(map(walked.holds, ranges)) and _is_answered_with(walked, 1)


def _is_answered_with(walked: Walked, before: int) -> bool:
    """Say whether the answer is the first value of the range, or the one before it."""
    answer, low = walked.position.answers[walked.range.question], walked.range.low
    if isinstance(answer, int) and isinstance(low, int):
        return answer == low - before
    assert isinstance(answer, datetime.date)
    assert low is not None
    assert not isinstance(low, int)
    return answer.toordinal() == low.toordinal() - before


SHOWS: dict[str, Callable[[Walked], bool]] = {
    "never-true": _part_is_false,
    "always-true": _part_is_true,
    "not-over-unasked": _not_is_true_of_the_unasked,
    "unreachable-question": _question_is_out_of_play,
    "idle-question": _question_in_play_is_not_asked,
    "unreachable-outcome": _outcome_is_missing,
    "rule-never-fires": _rule_is_missing,
    "unread-option": _option_is_answered,
    "no-outcome": _nothing_is_said,
    "impossible-range": _range_misses_what_is_asked,
    "range-out-of-reach": _range_misses_what_is_asked,
    "bound-without-effect": _part_is_true,
    "ranges-share-boundary": _two_ranges_hold,
    "boundary-left-out": _no_range_holds,
}
WITHOUT_A_WALK = {"unused-fact", "not-decided"}
"""Nothing that is answered can show these."""


def found_in(*flows: Flow, around: Surroundings | None = None) -> tuple[Finding, ...]:
    """Return what the lint finds of the kinds above in a pack, and nothing of its words."""
    kinds = SHOWS.keys() | WITHOUT_A_WALK
    return tuple(each for each in lint(flows, around).standing if each.code in kinds)
