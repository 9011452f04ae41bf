"""Where a person stands: against the slow way, and by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.brute_force import Standing, values_of
from tests.core.small_flows import Case, cases, standing
from triage.core.conditions import FALSE, TRUE
from triage.core.engine import begin, replay
from triage.core.explain import deciding
from triage.core.program import compile_program
from triage.core.progress import Remaining, remaining
from triage.errors import AnswerError
from triage.pack.reader import read_flow_text

picks = st.lists(st.integers(0, 63), min_size=6, max_size=6)
"""What a walker answers: each number picks one of the values of the question asked."""

HARM = """
flow: harm
title: A flow by hand
version: 1
edition: none
questions:
  - {id: happened, ask: What happened?, options: {died: Died, harm: Harmed, nothing: Nothing}}
  - {id: abuse, ask: Abuse?, when: harmed, options: {yes: Yes, unsure: Not sure, no: No}}
  - {id: seen_by, ask: Who saw it?, when: {abuse: [yes, unsure]}, options: {us: Us, others: Others}}
  - {id: notes, ask: What else?, kind: text, limit: 99, always: yes, when: {happened: died}}
facts:
  harmed: {happened: [died, harm]}
outcomes:
  - id: raise
    title: Raise
    rules: [{id: D1, says: Abuse., certainty: certain, when: {abuse: yes}}]
  - id: discuss
    title: Discuss
    yields_to: raise
    rules:
      - {id: D2, says: Harm., certainty: certain, when: harmed}
  - id: ours
    title: Ours
    unless: {happened: died}
    rules: [{id: D3, says: We saw it., certainty: certain, when: {seen_by: us}}]
  - id: nothing
    title: Nothing
    only_when_none_of: [raise, discuss, ours]
    rules: [{id: D4, says: Nothing., certainty: certain}]
"""
HARM_CASE = Case(HARM)


# Against the slow way -------------------------------------------------------------------------


@given(cases())
def test_each_position_says_what_every_completion_says(case: Case) -> None:
    """After each answer, in any order, the engine says what trying every completion says."""
    position, answers = begin(case.program), {}
    assert standing(position) == case.oracle.standing({})
    for question, value in case.given:
        position = position.answer(question, value)
        answers[question] = value
        assert standing(position) == case.oracle.standing(answers)


@given(cases())
def test_the_order_of_answers_makes_no_difference(case: Case) -> None:
    """The same answers lead to the same position, in whatever order they are given."""
    wanted = standing(replay(case.program, case.answers))
    for order in itertools.islice(itertools.permutations(case.given), 0, 24, 5):
        position = Case(case.text, order).position()
        assert standing(position) == wanted
        assert position.answers == case.answers
        assert list(position.answers) == sorted(case.answers, key=case.program.index.__getitem__)


@given(cases())
def test_taking_an_answer_back_undoes_it(case: Case) -> None:
    """Without an answer, a position is what it was before that answer, whatever came later."""
    position = case.position()
    for question, _ in case.given:
        others = {id_: value for id_, value in case.answers.items() if id_ != question}
        back = position.without(question)
        assert standing(back) == case.oracle.standing(others)
        again = back.answer(question, case.answers[question])
        assert standing(again) == standing(position)


@given(cases(), picks)
def test_another_answer_to_the_same_question_replaces_the_first(
    case: Case, numbers: list[int]
) -> None:
    """Changing answers one by one, and back again, is as if they had been given so at once."""
    position, answers = case.position(), case.answers
    for question, number in zip(list(answers), numbers, strict=False):
        values = values_of(case.oracle.questions[question])
        answers[question] = values[number % len(values)]
        position = position.answer(question, answers[question])
        assert standing(position) == case.oracle.standing(answers)
    for question, value in case.given:
        position = position.answer(question, value)
    assert standing(position) == standing(case.position())


@given(cases())
def test_answering_leaves_the_old_position_as_it_was(case: Case) -> None:
    """An old position says the same after others were made from it, looked at before or not."""
    trail = [begin(case.program)]
    looked_at = []
    for number, (question, value) in enumerate(case.given):
        looked_at.append(standing(trail[-1]) if number % 2 else None)
        trail.append(trail[-1].answer(question, value))
    for number, old in enumerate(trail):
        answers = dict(case.given[:number])
        assert old.answers == answers
        assert standing(old) == case.oracle.standing(answers)
    for old, seen in zip(trail, looked_at, strict=False):
        assert seen in {None, standing(old)}


@given(cases(), picks)
def test_a_walk_goes_forward_and_ends_where_nothing_can_change(
    case: Case, numbers: list[int]
) -> None:
    """A walk asks in order and ends with no open outcome, as all that was skipped changes none."""
    position = begin(case.program)
    walked: list[int] = []
    while (question := position.next) is not None:
        values = values_of(case.oracle.questions[question])
        position = position.answer(question, values[numbers[len(walked)] % len(values)])
        walked.append(case.program.index[question])
    assert walked == sorted(set(walked))
    assert position.complete
    assert not position.open
    shown = {outcome.id for outcome in position.outcomes}
    worlds = case.oracle.completions(dict(position.answers))
    assert {world.shown for world in worlds} == {frozenset(shown)}
    due = case.oracle.always - position.answers.keys()
    assert not any(due & world.in_play for world in worlds)


@given(cases())
def test_what_is_certain_stays(case: Case) -> None:
    """An outcome that is shown stays, unless the one that it yields to takes its place."""
    position = begin(case.program)
    for question, value in case.given:
        before, position = position, position.answer(question, value)
        for outcome in before.outcomes:
            taken = case.program.outcome_index.get(outcome.yields_to)
            replaced = taken is not None and position.settled(taken) is TRUE
            assert replaced or outcome in position.outcomes


@given(cases())
def test_what_no_answer_can_bring_about_stays_away(case: Case) -> None:
    """An outcome that is neither shown nor open never comes, whatever else is answered."""
    position = begin(case.program)
    gone: set[str] = set()
    for question, value in case.given:
        possible = {outcome.id for outcome in (*position.outcomes, *position.open)}
        gone |= case.oracle.outcomes.keys() - possible
        position = position.answer(question, value)
        assert gone.isdisjoint(outcome.id for outcome in (*position.outcomes, *position.open))


@given(cases())
def test_residuals_of_rules_are_exact(case: Case) -> None:
    """What is left of a rule is `TRUE` or `FALSE` exactly where every completion agrees."""
    position, answers = case.position(), case.answers
    for compiled in case.program.outcomes:
        for rule in compiled.rules:
            name = (compiled.outcome.id, rule.rule.id)
            fires = {name in world.fired for world in case.oracle.completions(answers)}
            left = position.residual(rule.condition)
            assert (left is TRUE) == (fires == {True})
            assert (left is FALSE) == (fires == {False})


# By hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param(
            {},
            Standing((), ("raise", "discuss", "ours", "nothing"), (), (), (), "happened"),
            id="nothing is answered",
        ),
        pytest.param(
            {"happened": "nothing"},
            Standing(("nothing",), (), ("happened",), (), (), None),
            id="all that follows is out of play",
        ),
        pytest.param(
            {"happened": "harm"},
            Standing(("discuss",), ("raise", "ours"), ("happened",), (), (), "abuse"),
            id="the weaker outcome shows at once",
        ),
        pytest.param(
            {"happened": "harm", "abuse": "yes"},
            Standing(("raise",), ("ours",), ("happened", "abuse"), (), (), "seen_by"),
            id="the stronger one takes its place",
        ),
        pytest.param(
            {"happened": "died", "abuse": "unsure"},
            Standing(("discuss",), (), ("happened", "abuse"), (), (), "notes"),
            id="a question that changes nothing is skipped, one marked always is not",
        ),
        pytest.param(
            {"seen_by": "us", "notes": "words"},
            Standing(
                (),
                ("raise", "discuss", "ours", "nothing"),
                (),
                (),
                ("seen_by", "notes"),
                "happened",
            ),
            id="answers wait while it is not known if their questions are in play",
        ),
        pytest.param(
            {"seen_by": "us", "abuse": "no"},
            Standing((), ("discuss", "nothing"), (), ("seen_by",), ("abuse",), "happened"),
            id="an answer is ignored as soon as its question cannot be in play",
        ),
        pytest.param(
            {"happened": "harm", "abuse": "no", "seen_by": "us"},
            Standing(("discuss",), (), ("happened", "abuse"), ("seen_by",), (), None),
            id="a condition on an ignored answer is false",
        ),
    ],
)
def test_standing(answers: dict[str, str], expected: Standing) -> None:
    """A flow worked out on paper comes out as on paper; the slow way agrees."""
    assert standing(replay(HARM_CASE.program, answers)) == expected
    assert HARM_CASE.oracle.standing(answers) == expected


def test_answers_that_change_nothing_are_kept() -> None:
    """An ignored answer is kept, and read again once its question comes into play."""
    position = replay(HARM_CASE.program, {"happened": "nothing", "abuse": "yes"})
    assert position.ignored == ("abuse",)
    back = position.answer("happened", "harm")
    assert back.asked == ("happened", "abuse")
    assert [outcome.id for outcome in back.outcomes] == ["raise"]


def test_in_play_is_settled() -> None:
    """A question's being in play is `TRUE`, `FALSE`, or what is left of its `when`."""
    index = HARM_CASE.program.index
    position = begin(HARM_CASE.program)
    assert position.in_play(index["happened"]) is TRUE
    assert position.in_play(index["seen_by"]).reads == {index["abuse"]}
    calm = position.answer("happened", "nothing")
    assert calm.in_play(index["abuse"]) is FALSE
    assert calm.in_play(index["seen_by"]) is FALSE


def test_a_when_that_is_certain_in_fact_is_in_play() -> None:
    """A question whose `when` is true either way is in play before what it reads is answered."""
    text = HARM.replace("when: harmed,", "when: {any: [harmed, {not: harmed}]},")
    position = begin(Case(text).program).answer("abuse", "yes")
    assert position.asked == ("abuse",)
    assert [outcome.id for outcome in position.outcomes] == ["raise"]


def test_what_decides_an_always_question_is_asked() -> None:
    """A question that only a `when` of an `always` question reads is asked for its sake."""
    text = HARM[: HARM.index("outcomes:")] + (
        "outcomes: [{id: any, title: Any, rules: [{id: D, says: Yes., certainty: certain}]}]\n"
    )
    position = begin(Case(text).program)
    assert not position.open
    assert position.next == "happened"
    assert position.answer("happened", "died").next == "notes"
    assert position.answer("happened", "harm").complete
    assert position.answer("notes", "words").complete


def test_an_outcome_that_always_gives_way_is_not_open() -> None:
    """An outcome that never holds without the one it yields to is neither open nor asked for."""
    text = HARM.replace(
        "yields_to: raise", "yields_to: raise\n    unless: {not: {abuse: yes}}"
    ).replace("when: {abuse: [yes, unsure]}", "when: harmed")
    case = Case(text)
    position = begin(case.program)
    assert [outcome.id for outcome in position.open] == ["raise", "ours", "nothing"]
    assert standing(position) == case.oracle.standing({})
    assert position.answer("happened", "harm").answer("abuse", "no").next == "seen_by"


EITHER_WAY = Case("""
flow: either
title: Either way
version: 1
edition: none
questions:
  - {id: a, ask: A?, options: {yes: Yes, no: No}}
  - {id: b, ask: B?, options: {yes: Yes, no: No}}
  - {id: c, ask: C?, when: {any: [b_either_way, {b: no}]}, options: {yes: Yes, no: No}}
  - {id: d, ask: D?, when: {all: [b_either_way, {b: no}]}, options: {yes: Yes, no: No}}
facts:
  b_either_way: {any: [{all: [{a: yes}, {b: yes}]}, {all: [{a: no}, {b: yes}]}]}
outcomes:
  - {id: o, title: O, rules: [{id: D1, says: B., certainty: certain, when: b_either_way}]}
""")
"""Whether a is yes or no: what reads both a and b rests on b alone, which no part shows."""


def test_a_question_that_is_read_but_makes_no_difference_is_not_asked() -> None:
    """What is asked, and how much, is decided by what can differ, not by what is named."""
    position = begin(EITHER_WAY.program)
    assert position.settled(0).reads == {0, 1}
    assert position.next == "b"
    assert remaining(position) == Remaining(1, 1)
    assert deciding(position, "a") == ()


def test_being_in_play_is_exact() -> None:
    """An answer whose `when` holds, or fails, whichever way is asked, or ignored, at once."""
    position = replay(EITHER_WAY.program, {"c": "yes", "d": "yes"})
    assert (position.asked, position.ignored, position.waiting) == (("c",), ("d",), ())
    assert standing(position) == EITHER_WAY.oracle.standing({"c": "yes", "d": "yes"})


def test_the_first_bad_answer_in_asking_order_is_named() -> None:
    """Of several bad answers the first is refused, in whatever order they were given."""
    bad = {"abuse": "perhaps", "happened": "perhaps", "seen_by": "perhaps"}
    for order in itertools.permutations(bad):
        with pytest.raises(AnswerError) as caught:
            replay(HARM_CASE.program, {question: bad[question] for question in order})
        assert caught.value.question == "happened"


def test_going_without_what_was_not_answered_changes_nothing() -> None:
    """Taking back an answer that was never given leads to the same position."""
    position = replay(HARM_CASE.program, {"happened": "harm"})
    assert standing(position.without("abuse")) == standing(position)


def test_bits_are_those_of_the_answers_that_are_read() -> None:
    """Cells are known of answers in play only, not of those that wait or are ignored."""
    program = HARM_CASE.program
    waiting = replay(program, {"abuse": "yes"})
    assert waiting.bits() == {}
    assert waiting.given(program.index["abuse"])
    read = waiting.answer("happened", "harm")
    assert set(read.bits()) == {program.index["happened"], program.index["abuse"]}


def test_a_refused_answer_changes_nothing() -> None:
    """An unknown question or value is refused, and the position stays as it was."""
    position = replay(HARM_CASE.program, {"happened": "harm"})
    before = standing(position)
    with pytest.raises(AnswerError) as unknown:
        position.answer("hapened", "harm")
    assert unknown.value.question == "hapened"
    with pytest.raises(AnswerError) as invalid:
        position.answer("abuse", "perhaps")
    assert invalid.value.question == "abuse"
    with pytest.raises(AnswerError):
        replay(HARM_CASE.program, {"happened": "harm", "nowhere": "yes"})
    assert standing(position) == before


def test_a_question_never_in_play_from_the_start() -> None:
    """A `when` that nothing can make true is false before the first answer, and so on down."""
    text = HARM.replace("when: harmed,", "when: {all: [{happened: died}, {happened: harm}]},")
    program = compile_program([read_flow_text(text)])
    position = begin(program)
    assert position.in_play(program.index["seen_by"]) is FALSE
    assert [outcome.id for outcome in position.open] == ["discuss", "nothing"]
    assert position.answer("seen_by", "us").ignored == ("seen_by",)
