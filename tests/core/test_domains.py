"""The cells of a question's answers: against listing the answers, and by table."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given

from tests.core.brute_force import values_of
from tests.core.small_flows import Case, cases
from triage.core.answers import checked
from triage.core.domains import ABSENT, Domain, bounds_of, domain_of, groups_of
from triage.core.model import AtLeast, Chosen, Flow, Not, Option, Question, Test, Within
from triage.core.program import compile_program
from triage.core.values import Value
from triage.pack.reader import read_flow_text


def comparisons_in(test: Test | None) -> Iterator[Chosen | Within]:
    """Yield the comparisons that a condition makes itself."""
    if isinstance(test, Chosen | Within):
        yield test
    elif isinstance(test, Not):
        yield from comparisons_in(test.of)
    elif isinstance(test, AtLeast):
        for part in test.of:
            yield from comparisons_in(part)


def comparisons_of(flow: Flow) -> list[Chosen | Within]:
    """Return every comparison of a flow."""
    written: list[Test | None] = [question.when for question in flow.questions]
    written += flow.facts.values()
    for outcome in flow.outcomes:
        written.append(outcome.unless)
        written += [test for rule in outcome.rules for test in (rule.when, rule.judgement_when)]
    return [leaf for test in written for leaf in comparisons_in(test)]


def is_true(test: Chosen | Within, value: Value) -> bool:
    """Say whether an answer passes a comparison."""
    if isinstance(test, Chosen):
        return not test.values.isdisjoint(value if isinstance(value, tuple) else (value,))
    assert isinstance(value, int | datetime.date)
    return (test.low is None or test.low <= value) and (  # type: ignore[operator]
        test.high is None or value <= test.high  # type: ignore[operator]
    )


def located(domain: Domain, values: Iterable[Value]) -> dict[int, list[Value]]:
    """Return the answers in each cell."""
    found: dict[int, list[Value]] = {}
    for value in values:
        found.setdefault(domain.bit_of(value), []).append(value)
    return found


def check(question: Question, tests: list[Chosen | Within]) -> None:
    """Check every notion of a domain against the list of answers."""
    domain = domain_of(question, tests)
    found = located(domain, values_of(question))
    assert {cell.bit: cell.weight for cell in domain.cells} == {
        bit: len(values) for bit, values in found.items()
    }
    for cell in domain.cells if question.kind != "text" else ():
        assert checked(question, cell.sample) == cell.sample
        assert domain.bit_of(cell.sample) == cell.bit
    assert domain.present == sum(found)
    assert domain.full == domain.present | ABSENT
    for test in tests:
        mask = domain.mask_of(test)
        assert mask & ~domain.present == 0
        for bit, values in found.items():
            assert {is_true(test, value) for value in values} == {bool(mask & bit)}


@given(cases())
def test_cells_are_what_comparisons_can_tell_apart(case: Case) -> None:
    """Each answer lies in one cell, weights count answers, and comparisons split no cell."""
    tests = comparisons_of(case.flow)
    for question in case.flow.questions:
        check(question, [test for test in tests if test.question == question.id])


@given(cases())
def test_no_more_cells_than_comparisons_need(case: Case) -> None:
    """Two options in different cells are told apart by some comparison."""
    tests = comparisons_of(case.flow)
    for question in case.flow.questions:
        read = [test for test in tests if test.question == question.id]
        found = located(domain_of(question, read), values_of(question)).values()
        if question.kind in ("choice", "choices", "text"):
            for first, second in itertools.combinations(found, 2):
                assert any(is_true(test, first[0]) != is_true(test, second[0]) for test in read)


def choices(free: str, alone: str = "") -> Question:
    """Return a question with options of one letter each."""
    options = [Option(value, value) for value in free]
    options += [Option(value, value, alone=True) for value in alone]
    return Question("q", "What?", "choices", tuple(options))


def chosen(*sets: str) -> list[Chosen | Within]:
    """Return comparisons with sets of options of one letter each."""
    return [Chosen("q", frozenset(letters)) for letters in sets]


@pytest.mark.parametrize(
    ("question", "sets"),
    [
        pytest.param(choices("abc"), [], id="nothing reads it"),
        pytest.param(choices("abc", "z"), ["a", "ab"], id="one set in another"),
        pytest.param(choices("abcd"), ["ab", "bc"], id="sets that overlap"),
        pytest.param(choices("abc", "yz"), ["az", "z"], id="a set with an option that is alone"),
        pytest.param(choices("ab", "yz"), ["a", "b", "ab", "y"], id="union of two sets"),
        pytest.param(choices("", "yz"), ["y"], id="every option is alone"),
        pytest.param(choices("abcde"), ["a", "b", "c", "d", "e"], id="each option by itself"),
    ],
)
def test_cells_of_ticks(question: Question, sets: list[str]) -> None:
    """Ticks are cut by which of the sets named in conditions they touch."""
    check(question, chosen(*sets))
    domain = domain_of(question, chosen(*sets))
    values = [value for value in values_of(question) if isinstance(value, tuple)]
    letters = [option.value for option in question.options]
    for count in range(1, len(letters) + 1):
        for among in itertools.combinations(letters, count):
            bits = {domain.bit_of(value) for value in values if set(value) <= set(among)}
            found = domain.among(frozenset(among))
            assert found.keys() == bits
            for bit, sample in found.items():
                assert isinstance(sample, tuple)
                assert set(sample) <= set(among)
                assert domain.bit_of(checked(question, list(sample))) == bit


def test_cells_of_options() -> None:
    """Options that no condition tells apart share a cell, also where only some can be given."""
    question = Question("q", "What?", options=tuple(Option(value, value) for value in "abcd"))
    domain = domain_of(question, chosen("ab", "abc"))
    check(question, chosen("ab", "abc"))
    assert [(cell.weight, cell.sample) for cell in domain.cells] == [(2, "a"), (1, "c"), (1, "d")]
    assert domain.among(frozenset("bd")) == {0b10: "b", 0b1000: "d"}
    assert domain.among(frozenset("abd")).keys() == {0b10, 0b1000}


@pytest.mark.parametrize(
    ("low", "high", "tests"),
    [
        pytest.param(0, 9, [], id="nothing reads it"),
        pytest.param(0, 9, [(3, 4), (4, None)], id="bounds that touch"),
        pytest.param(0, 9, [(0, 9), (None, None)], id="everything"),
        pytest.param(0, 9, [(-5, -1), (10, 20)], id="nothing, on either side"),
        pytest.param(0, 9, [(-5, 3), (7, 20)], id="beyond the ends"),
        pytest.param(0, 9, [(5, 5), (9, 9), (0, 0)], id="single values"),
        pytest.param(0, 9, [(6, 3)], id="bounds that cross"),
        pytest.param(4, 4, [(4, 4), (5, None)], id="one answer"),
        pytest.param(-3, 3, [(None, -1), (1, None)], id="below nought"),
    ],
)
def test_cells_of_ranges(low: int, high: int, tests: list[tuple[int | None, int | None]]) -> None:
    """Numbers and days are cut at the bounds named in conditions."""
    check(
        Question("q", "How many?", "number", minimum=low, maximum=high),
        [Within("q", *bounds) for bounds in tests],
    )
    first = datetime.date(2026, 2, 20)

    def day(number: int | None) -> datetime.date | None:
        return None if number is None else first + datetime.timedelta(days=number)

    check(
        Question("q", "When?", "date", minimum=day(low), maximum=day(high)),
        [Within("q", day(start), day(end)) for start, end in tests],
    )


def test_the_sample_of_a_text_is_a_valid_answer() -> None:
    """A walk that answers a text question with its sample is not refused."""
    question = Question("q", "What?", "text", limit=1)
    (cell,) = domain_of(question, []).cells
    assert checked(question, cell.sample) == cell.sample


def test_text_is_one_cell_that_no_comparison_reads() -> None:
    """What a text says is never read: all texts are one cell."""
    question = Question("q", "What?", "text", limit=9)
    domain = domain_of(question, [])
    (cell,) = domain.cells
    assert cell.weight == 1
    assert domain.bit_of("one") == domain.bit_of("two") == cell.bit
    with pytest.raises(TypeError, match="no condition can read the content of q"):
        domain.mask_of(Chosen("q", frozenset("a")))


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        (Question("q", "?", "number"), (-1_000_000_000, 1_000_000_000)),
        (Question("q", "?", "number", minimum=0, maximum=0), (0, 0)),
        (
            Question("q", "?", "date"),
            (datetime.date(1900, 1, 1).toordinal(), datetime.date(2199, 12, 31).toordinal()),
        ),
        (
            Question("q", "?", "date", maximum=datetime.date(2000, 1, 1)),
            (datetime.date(1900, 1, 1).toordinal(), datetime.date(2000, 1, 1).toordinal()),
        ),
    ],
)
def test_bounds(question: Question, bounds: tuple[int, int]) -> None:
    """A bound that is not given is as wide as the language allows, and 0 is a bound."""
    assert bounds_of(question) == bounds


@pytest.mark.parametrize(
    ("free", "alone", "sets", "groups"),
    [
        ("abcd", "z", [], 1),
        ("abcd", "z", ["ab"], 2),
        ("abcd", "z", ["ab", "bc"], 4),
        ("ab", "yz", ["y", "z"], 1),
        ("", "yz", ["y"], 0),
    ],
)
def test_groups(free: str, alone: str, sets: list[str], groups: int) -> None:
    """Options that stand in the same sets are one group; those that stand alone are in none."""
    tests = [test for test in chosen(*sets) if isinstance(test, Chosen)]
    assert groups_of(choices(free, alone), tests) == groups


def test_a_comparison_in_a_safeguard_cuts_too() -> None:
    """Whatever stands in any condition of a flow, a safeguard's too, is told apart."""
    flow = read_flow_text("""
flow: cut
title: Cut
version: 1
edition: none
questions: [{id: weeks, ask: Weeks?, kind: number, min: 0, max: 9}]
outcomes: [{id: none, title: None, rules: [{id: D1, says: Yes., certainty: certain}]}]
safeguards: [{id: early, says: Early., given: {weeks: {under: 3}}, never: none}]
""")
    (domain,) = compile_program([flow]).domains
    assert [cell.weight for cell in domain.cells] == [3, 7]
