"""What a change of a flow does, held against every set of answers put to both versions."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.check.faults import FAULTS
from tests.check.rewriting import Rewriting
from tests.command import FLOW, ROOT
from tests.core.brute_force import values_of
from tests.core.small_flows import Case, journeys
from triage.check.difference import Difference, Move, Shift, difference
from triage.check.joining import CannotJoin
from triage.check.paths import count
from triage.core.conditions import TRUE
from triage.core.engine import Position, replay
from triage.core.explain import findings
from triage.core.model import Flow, Question
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text, read_pack

HEAD = """
flow: small
title: Small
version: 1
edition: test-1
"""
SHIPPED = (ROOT / FLOW).read_text(encoding="utf-8")


def small(questions: str, outcomes: str) -> Flow:
    """Return a small flow out of its questions and outcomes."""
    return read_flow_text(f"{HEAD}questions:\n{questions}outcomes:\n{outcomes}")


def choice(id_: str, *options: str, when: str = "") -> str:
    """Return the text of a question."""
    labels = ", ".join(f"{option}: {option}" for option in options)
    asked = f", when: {when}" if when else ""
    return f"  - {{id: {id_}, ask: Which?, options: {{{labels}}}{asked}}}\n"


def outcome(id_: str, when: str, certainty: str = "certain") -> str:
    """Return the text of an outcome with one rule."""
    rule = f"{{id: R1, says: So., certainty: {certainty}, when: {when}}}"
    return f"  - {{id: {id_}, title: So, rules: [{rule}]}}\n"


def counted(was: Flow, now: Flow) -> tuple[Counter[tuple[str, str]], int]:
    """Return, the slow way, how many paths each move has, and how many paths are kept.

    A path is the answers to all that either version asks.
    """
    programs = [compile_program((flow,)) for flow in (was, now)]
    questions: dict[str, Question] = {
        question.id: question for flow in (was, now) for question in flow.questions
    }
    seen: dict[tuple[object, ...], tuple[set[str], set[str]]] = {}
    for values in product(*(values_of(question) for question in questions.values())):
        answers = dict(zip(questions, values, strict=True))
        before, after = (
            replay(program, {id_: answers[id_] for id_ in program.index}) for program in programs
        )
        asked = set(before.asked) | set(after.asked)
        path = tuple((id_, answers[id_]) for id_ in questions if id_ in asked)
        seen[path] = (shown(before), shown(after))
    moves: Counter[tuple[str, str]] = Counter()
    kept = 0
    for before_ids, after_ids in seen.values():
        lost, gained = before_ids - after_ids, after_ids - before_ids
        kept += not lost and not gained
        moves.update(product(lost or {""}, gained or {""}) if lost or gained else ())
    return moves, kept


def shown(position: Position) -> set[str]:
    """Return the ids of the outcomes at a position."""
    return {outcome.id for outcome in position.outcomes}


def check_examples(was: Flow, now: Flow, found: Difference) -> None:
    """Every example, run through the real engine in both versions, shows its move or shift.

    An example answers all that either version asks, but a question that changed its kind.
    """
    before, after = compile_program((was,)), compile_program((now,))
    changes: tuple[Move | Shift, ...] = (*found.moves, *found.shifts)
    for each in changes:
        answers = dict(each.example)
        now_at = replay(after, {k: v for k, v in answers.items() if k in after.index})
        assert now_at.complete
        then_at = replay(before, {k: v for k, v in answers.items() if k in before.index})
        read = {*now_at.asked, *then_at.asked}
        assert read <= set(answers)
        # Together they may ask one more, whose `when` holds in one or the other: it waits in both.
        assert set(answers) - read <= {*now_at.waiting, *then_at.waiting}
        could_be = shown(then_at) | {outcome.id for outcome in then_at.open}
        if isinstance(each, Shift):
            assert each.outcome in shown(now_at) & could_be
            assert certainty(to_the_end(now_at), each.outcome) == each.certainty
        else:
            assert each.lost in could_be - shown(now_at) or not each.lost
            assert each.gained in shown(now_at) or not each.gained
            assert each.gained not in shown(then_at) or not then_at.complete


def to_the_end(position: Position) -> Position:
    """Return a position with every question in play answered, also what nothing depends on.

    A path holds all these answers; only then is it known of every rule whether it has fired.
    """
    for number, question in enumerate(position.program.questions):
        if not position.given(number) and position.in_play(number) is TRUE:
            sample = position.program.domains[number].cells[0].sample
            position = position.answer(question.id, sample)
    return position


def certainty(position: Position, outcome: str) -> str:
    """Return the certainty with which an outcome is shown."""
    (found,) = [each for each in findings(position) if each.outcome.id == outcome]
    return found.certainty


@settings(max_examples=60)
@given(journeys())
def test_moves_are_those_of_brute_force(case: Case) -> None:
    """Moves, their numbers and what is kept agree with putting every set of answers to both."""
    was, now = case.flows
    # The two flows of a journey have outcomes of their own: give them the same names.
    now = _with_outcomes_named_like(now, was)
    try:
        found = difference(was, now)
    except CannotJoin:
        pytest.skip("drawn with questions in orders that cannot be put together")
    moves, kept = counted(was, now)
    assert {(move.lost, move.gained): move.paths for move in found.moves} == dict(moves)
    assert (found.kept, found.new, found.gone) == (kept, 0, 0)
    check_examples(was, now, found)


def _with_outcomes_named_like(flow: Flow, other: Flow) -> Flow:
    """Return a flow whose outcomes have the ids of another's, as far as those go."""
    names = dict(zip([o.id for o in flow.outcomes], [o.id for o in other.outcomes], strict=False))

    def named(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(id_, id_) for id_ in ids)

    outcomes = tuple(
        replace(
            each,
            id=names.get(each.id, each.id),
            yields_to=names.get(each.yields_to, each.yields_to),
            only_when_none_of=named(each.only_when_none_of),
            rules=tuple(
                replace(
                    rule,
                    only_when_any_of=named(rule.only_when_any_of),
                    only_when_none_of=named(rule.only_when_none_of),
                )
                for rule in each.rules
            ),
        )
        for each in flow.outcomes
    )
    return replace(flow, outcomes=outcomes)


def moves_of(found: Difference) -> dict[tuple[str, str], int]:
    """Return how many paths each move has."""
    return {(move.lost, move.gained): move.paths for move in found.moves}


def test_new_options_make_new_paths_and_move_none() -> None:
    """An option more is new paths; those that there were lead where they led before."""
    was = small(
        choice("a", "x", "y") + choice("b", "p", "q", when="{a: x}"), outcome("t", "{b: p}")
    )
    now = small(
        choice("a", "x", "y", "z") + choice("b", "p", "q", when="{a: x}"), outcome("t", "{b: p}")
    )
    found = difference(was, now)
    assert (found.kept, found.new, found.gone, found.moves) == (3, 1, 0, ())
    assert found.asked == ("new option of a: z",)
    assert not found.changes_nothing


def test_options_taken_away_make_paths_that_are_gone() -> None:
    """An option less is gone paths, as many as held it."""
    was = small(choice("a", "x", "y", "z") + choice("b", "p", "q"), outcome("t", "{b: p}"))
    now = small(choice("a", "x", "y") + choice("b", "p", "q"), outcome("t", "{b: p}"))
    found = difference(was, now)
    assert (found.kept, found.new, found.gone) == (4, 0, 2)
    assert found.asked == ("option gone from a: z",)


def test_a_new_question_tells_paths_apart() -> None:
    """A question more makes more paths; those on which it changes what is said move."""
    was = small(choice("a", "x", "y"), outcome("t", "{a: x}"))
    now = small(
        choice("a", "x", "y") + choice("b", "p", "q", "r", when="{a: x}"),
        outcome("t", "{all: [{a: x}, {b: [p, q]}]}") + outcome("u", "{b: r}"),
    )
    found = difference(was, now)
    assert moves_of(found) == {("t", "u"): 1}
    assert (found.kept, found.asked) == (3, ("new question: b",))
    assert found.moves[0].example == (("a", "x"), ("b", "r"))
    back = difference(now, was)
    assert moves_of(back) == {("u", "t"): 1}
    assert (back.kept, back.asked) == (3, ("question gone: b",))


def test_other_bounds_are_new_and_gone_paths() -> None:
    """Answers that a bound no longer allows are gone, and those that it now allows are new."""

    def weeks(least: int, most: int) -> Flow:
        question = f"  - {{id: w, ask: W?, kind: number, min: {least}, max: {most}}}\n"
        return small(question, outcome("t", "{w: {from: 5}}"))

    found = difference(weeks(0, 9), weeks(2, 14))
    assert (found.kept, found.new, found.gone) == (8, 5, 2)
    assert found.asked == ("other bounds of w",)


def test_certainty_that_changes_is_a_shift() -> None:
    """Where an outcome stays and is less sure, or more, that is said by itself."""
    was = small(choice("a", "x", "y", "z"), outcome("t", "{a: [x, y]}"))
    now = small(choice("a", "x", "y", "z"), outcome("t", "{a: [x, y]}", "judgement"))
    found, back = difference(was, now), difference(now, was)
    assert (found.moves, back.moves, found.kept) == ((), (), 3)
    assert [(s.outcome, s.certainty, s.paths) for s in found.shifts] == [("t", "judgement", 2)]
    assert [(s.outcome, s.certainty, s.paths) for s in back.shifts] == [("t", "certain", 2)]
    assert not found.changes_nothing


def challenge(*steps: str) -> Flow:
    """Return a flow with one outcome by three rules, and these steps."""
    rules = "".join(
        f"      - {{id: {id_}, says: So., certainty: certain, when: {{a: {value}}}}}\n"
        for id_, value in (("C1", "x"), ("C2", "y"), ("C3", "z"))
    )
    listed = "".join(f"      - {step}\n" for step in steps)
    outcomes = f"  - id: c\n    title: C\n    rules:\n{rules}    steps:\n{listed}"
    return small(choice("a", "x", "y", "z", "none") + choice("b", "p", "q"), outcomes)


RING, WRITE = "{do: Ring., only_for: [C1, C2]}", "{do: Write., only_for: [C3]}"


@pytest.mark.parametrize(
    ("was", "now", "moved"),
    [
        ((RING,), (RING,), []),
        (("{do: Ring.}",), ("{do: Telephone.}", "{do: Write.}"), []),
        ((RING,), ("{do: Telephone., only_for: [C2, C1]}",), []),
        ((RING,), ("{do: Ring., only_for: C1}",), [("step 1 of c", False, 2)]),
        (("{do: Ring.}",), (RING,), [("step 1 of c", False, 2)]),
        ((RING,), ("{do: Ring.}",), [("step 1 of c", True, 2)]),
        ((RING,), (WRITE, RING), [("step 1 of c", True, 2)]),
        ((WRITE, RING), (RING,), [("step 1 of c", False, 2)]),
        # other words for other rules: the step that is left is what it was
        ((RING,), (WRITE,), [("step 1 of c", False, 4), ("step 1 of c", True, 2)]),
        (
            (RING, WRITE),
            ("{do: Ring., only_for: C3}", "{do: Write., only_for: [C1, C2]}"),
            [
                ("step 1 of c", False, 4),
                ("step 1 of c", True, 2),
                ("step 2 of c", False, 2),
                ("step 2 of c", True, 4),
            ],
        ),
    ],
)
def test_steps_that_come_or_go_with_an_outcome_that_stays(
    was: tuple[str, ...], now: tuple[str, ...], moved: list[tuple[str, bool, int]]
) -> None:
    """Which rules a step is for is compared by its paths; other words alone are no change."""
    before, after = challenge(*was), challenge(*now)
    found = difference(before, after)
    assert [(each.step, each.shown, each.paths) for each in found.steps] == moved
    assert all(each.outcome == "c" for each in found.steps)
    assert (found.moves, found.shifts, found.kept) == ((), (), 8)
    assert found.changes_nothing == (not moved)
    for each in found.steps:
        assert to_do(before, dict(each.example)) != to_do(after, dict(each.example))


def to_do(flow: Flow, answers: dict[str, object]) -> list[str]:
    """Return what the one outcome of a flow asks for on these answers."""
    (found,) = findings(replay(compile_program((flow,)), answers))
    return [step.do for step in found.steps]


def test_other_words_change_nothing() -> None:
    """A flow in other words leads every set of answers where it led before."""
    was = read_flow_text(SHIPPED)
    now = Rewriting(was, random.Random(3)).flow()
    assert difference(was, now).changes_nothing


@pytest.mark.parametrize(
    ("number", "moves"),
    [
        (0, {("safety", ""), ("safety", "not_indicated")}),
        (2, {("cic_death", ""), ("tell_other", "")}),
        (5, {("", "not_indicated")}),
        (6, {("not_indicated", "")}),
    ],
    ids=lambda each: FAULTS[each].safeguard if isinstance(each, int) else "",
)
def test_an_edit_of_the_shipped_flow_moves_what_it_should(
    number: int, moves: set[tuple[str, str]]
) -> None:
    """One planted mistake is seen as its moves, and exactly as many paths change outcomes."""
    was, now = read_flow_text(SHIPPED), read_flow_text(FAULTS[number].edited(SHIPPED))
    found = difference(was, now)
    assert moves_of(found).keys() == moves
    check_examples(was, now, found)
    before, after = (count(compile_program((flow,))) for flow in (was, now))
    for id_ in {id_ for move in moves for id_ in move if id_}:
        lost = sum(move.paths for move in found.moves if move.lost == id_)
        gained = sum(move.paths for move in found.moves if move.gained == id_)
        assert before.outcomes[id_] - lost + gained == after.outcomes[id_]
    assert found.kept < before.total == after.total


FOLLOWING = ROOT / "tests" / "pack" / "good" / "following" / "flows"
OWN_OUTCOMES = """
outcomes:
  - id: at_home
    title: It was at home
    rules: [{id: R1, says: So., certainty: certain, when: {place: home}}]
  - id: acted
    title: Something was done
    rules: [{id: R2, says: So., certainty: certain, when: {all: [{now: yes}, {suggested: tell}]}}]
"""


def following(tmp_path: Path, old: str = "", new: str = "") -> Flow:
    """Return the flow that follows another, with outcomes of its own and one change."""
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    shutil.copytree(FOLLOWING.parent, folder)
    file = folder / "flows" / "second.yaml"
    text = file.read_text(encoding="utf-8") + OWN_OUTCOMES
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return read_pack(folder).flows["second"]


def test_asking_after_all_makes_no_difference_to_what_is_shown(tmp_path: Path) -> None:
    """Where a skipped question is asked after all decides no outcome; what reads it does."""
    was = following(tmp_path)
    now = following(tmp_path, "- use: place\n    when: {now: yes}", "- use: place")
    assert difference(was, now).moves == ()
    moved = following(tmp_path, "{suggested: tell}", "{suggested: discuss}")
    assert {(move.lost, move.gained) for move in difference(was, moved).moves} == {
        ("acted", ""),
        ("", "acted"),
    }
