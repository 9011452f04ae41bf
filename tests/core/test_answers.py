"""Checking answers: what each kind takes, what it says otherwise, and what it never says."""

from __future__ import annotations

import datetime
import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.brute_force import values_of
from tests.core.small_flows import Case, cases
from triage.core.answers import Answers, checked, unknown_question
from triage.core.model import Option, Question
from triage.core.values import NOT_KNOWN, Value
from triage.errors import AnswerError

OPTIONS = (
    Option("yes", "Yes"),
    Option("no", "No"),
    Option("unsure", "Not sure", unsure=True, alone=True),
)
CHOICE = Question("harm", "Harm?", "choice", OPTIONS)
CHOICES = Question("signs", "Signs?", "choices", OPTIONS)
NUMBER = Question("weeks", "Weeks?", "number", minimum=-2, maximum=40, unit="weeks")
BARE_NUMBER = Question("count", "How many?", "number", minimum=0, maximum=0)
DATE = Question(
    "day",
    "Which day?",
    "date",
    minimum=datetime.date(2024, 2, 28),
    maximum=datetime.date(2026, 3, 2),
)
TEXT = Question("notes", "Notes?", "text", limit=5)
PARTS = (replace(TEXT, id="who"), replace(DATE, id="seen", not_known=True))
REPEAT = Question("agencies", "Agencies?", "repeat", parts=PARTS, each="an agency", most=2)

MIDNIGHT = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)

VALID = "Valid values: yes, no, unsure."
WEEKS = "Give a whole number from -2 to 40 weeks."
IMPOSSIBLE = (
    "One of the answers is to a question with an impossible id. "
    "Use the ids of the questions, of letters, digits and _, 40 at most."
)
DAY = "Give a date from 2024-02-28 to 2026-03-02, year first, like 2026-03-25."


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        pytest.param(CHOICE, "yes", "yes", id="an option"),
        pytest.param(CHOICES, ["yes"], ("yes",), id="one tick in a list"),
        pytest.param(CHOICES, "yes", ("yes",), id="one tick by itself"),
        pytest.param(CHOICES, ["no", "yes"], ("yes", "no"), id="ticks in the options' order"),
        pytest.param(CHOICES, ("no",), ("no",), id="ticks as a tuple"),
        pytest.param(CHOICES, ["unsure"], ("unsure",), id="alone by itself"),
        pytest.param(NUMBER, 3, 3, id="a number"),
        pytest.param(NUMBER, "3", 3, id="a number as text"),
        pytest.param(NUMBER, " +03 ", 3, id="a number as text with sign, noughts and space"),
        pytest.param(NUMBER, "-2", -2, id="the least number"),
        pytest.param(NUMBER, 40, 40, id="the greatest number"),
        pytest.param(BARE_NUMBER, 0, 0, id="nought"),
        pytest.param(DATE, "2025-12-31", datetime.date(2025, 12, 31), id="a date as text"),
        pytest.param(DATE, " 2024-02-29 ", datetime.date(2024, 2, 29), id="a leap day with space"),
        pytest.param(
            DATE, datetime.date(2024, 2, 28), datetime.date(2024, 2, 28), id="the first day"
        ),
        pytest.param(DATE, "2026-03-02", datetime.date(2026, 3, 2), id="the last day"),
        pytest.param(TEXT, "a b", "a b", id="text"),
        pytest.param(TEXT, " abc ", " abc ", id="text at the limit, kept as it is"),
    ],
)
def test_taken(question: Question, raw: object, value: Value) -> None:
    """Each kind takes its answers in the forms that YAML, JSON and front ends give them."""
    assert checked(question, raw) == value
    assert type(checked(question, raw)) is type(value)


@pytest.mark.parametrize(
    ("question", "raw", "message"),
    [
        (CHOICE, "perhaps", f"harm: perhaps is not one of its values. {VALID}"),
        (CHOICE, "Perhaps", f"harm: that is not one of its values. {VALID}"),
        (CHOICE, "yes ", f"harm: that is not one of its values. {VALID}"),
        (CHOICE, "", f"harm: that is not one of its values. {VALID}"),
        (CHOICE, "x" * 41, f"harm: that is not one of its values. {VALID}"),
        (CHOICE, "x" * 40, f"harm: {'x' * 40} is not one of its values. {VALID}"),
        (CHOICE, "yes\n", f"harm: that is not one of its values. {VALID}"),
        (CHOICE, "\u0661", f"harm: that is not one of its values. {VALID}"),
        (CHOICE, ["yes"], f"harm: it takes one value, not a list. {VALID}"),
        (CHOICE, True, f"harm: that is not one of its values. {VALID}"),
        (CHOICE, None, f"harm: that is not one of its values. {VALID}"),
        (CHOICE, {"yes": "yes"}, f"harm: that is not one of its values. {VALID}"),
        (CHOICES, [], f"signs: at least one value is needed. {VALID}"),
        (CHOICES, ["yes", "yes"], f"signs: a value is given twice. {VALID}"),
        (CHOICES, ["yes", "perhaps"], f"signs: perhaps is not one of its values. {VALID}"),
        (CHOICES, ["yes", 7], f"signs: that is not one of its values. {VALID}"),
        (CHOICES, [["yes"]], f"signs: that is not one of its values. {VALID}"),
        (CHOICES, None, f"signs: that is not one of its values. {VALID}"),
        (CHOICES, ["unsure", "no"], "signs: unsure cannot stand with other values. Give one."),
        (NUMBER, "many", f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, "3.0", f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, 3.0, f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, True, f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, None, f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, [3], f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, "\u0663", f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, "1_0", f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, "9" * 5_000, f"weeks: that is not a whole number. {WEEKS}"),
        (NUMBER, 41, f"weeks: that number is out of bounds. {WEEKS}"),
        (NUMBER, "-3", f"weeks: that number is out of bounds. {WEEKS}"),
        (BARE_NUMBER, 1, "count: that number is out of bounds. Give a whole number from 0 to 0."),
        (DATE, "2026-02-29", f"day: that is not a date. {DAY}"),
        (DATE, "02/03/2026", f"day: that is not a date. {DAY}"),
        (DATE, "20260302", f"day: that is not a date. {DAY}"),
        (DATE, MIDNIGHT, f"day: that is not a date. {DAY}"),
        (DATE, 20260302, f"day: that is not a date. {DAY}"),
        (DATE, None, f"day: that is not a date. {DAY}"),
        (DATE, "2026-03-03", f"day: that date is out of bounds. {DAY}"),
        (DATE, "2024-02-27", f"day: that date is out of bounds. {DAY}"),
        (TEXT, "", "notes: the text is empty. Leave the question out, or give text."),
        (TEXT, " \n ", "notes: the text is empty. Leave the question out, or give text."),
        (TEXT, "abcdef", "notes: the text is too long. Give at most 5 characters."),
        (TEXT, 5, "notes: that is not text. Give text."),
        (TEXT, None, "notes: that is not text. Give text."),
        (TEXT, ["a"], "notes: that is not text. Give text."),
    ],
)
def test_refused(question: Question, raw: object, message: str) -> None:
    """A refusal names the question, says what is wrong with the answer, and what is valid."""
    with pytest.raises(AnswerError) as caught:
        checked(question, raw)
    assert str(caught.value) == message
    assert caught.value.question == question.id
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize("question", [CHOICE, CHOICES, NUMBER, DATE, TEXT], ids=lambda q: q.kind)
@pytest.mark.parametrize(
    "raw",
    [
        "Zoe Quint 07700",
        ["Zoe Quint 07700"],
        {"Zoe Quint": "07700"},
        b"Zoe Quint 07700",
        7700.25,
        70077007700,
        "70077007700.",
        "1977-07-07",
        datetime.date(1977, 7, 7),
        "Zoe\n\x1b[2J07700",
    ],
    ids=repr,
)
def test_a_refused_answer_is_never_shown(question: Question, raw: object) -> None:
    """Nothing of an answer that is refused stands in the error."""
    with pytest.raises(AnswerError) as caught:
        checked(question, raw)
    for shown in (str(caught.value), repr(caught.value), repr(caught.value.args)):
        assert not any(part in shown for part in ("Zoe", "Quint", "077", "7700", "1977", "\x1b"))


@given(st.binary(max_size=45), st.booleans())
def test_only_what_looks_like_an_option_is_shown(raw: bytes, tidy: bool) -> None:
    """A refused choice is named where it is lower case letters, digits and `_`, 40 at most."""
    letters = "abcxyz0189_" if tidy else "az09_AZ-. \n\t\x00\u00e9\u0661\u017f\u212a"
    text = "".join(letters[byte % len(letters)] for byte in raw)
    with pytest.raises(AnswerError) as caught:
        checked(CHOICE, text)
    plain = 0 < len(text) <= 40 and set(text) <= set(string.ascii_lowercase + string.digits + "_")
    named = text if plain else "that"
    assert str(caught.value) == f"harm: {named} is not one of its values. {VALID}"


@given(cases())
def test_valid_answers_are_taken_and_come_back_the_same(case: Case) -> None:
    """Every answer of a flow is taken, and so is its value once more."""
    for question in case.flow.questions:
        for value in values_of(question):
            assert checked(question, value) == value


# Unknown questions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("harms", "There is no question harms. Did you mean harm? The questions are: harm, weeks."),
        ("x", "There is no question x. The questions are: harm, weeks."),
        ("Zoe Quint", IMPOSSIBLE),
        ("x" * 41, IMPOSSIBLE),
        ("", IMPOSSIBLE),
        (7, IMPOSSIBLE),
        ("a\u0301", IMPOSSIBLE),
        ("harm\n", IMPOSSIBLE),
    ],
)
def test_unknown_questions(asked: object, message: str) -> None:
    """An unknown question is named only where it looks like an id, with the nearest known one."""
    assert str(unknown_question(asked, {"harm": 0, "weeks": 1})) == message


# Answers --------------------------------------------------------------------------------------


def test_answers_are_a_mapping_of_their_own() -> None:
    """Answers read like a mapping, in order, and do not change with what they were made from."""
    source: dict[str, Value] = {"b": "yes", "a": 3}
    answers = Answers(source)
    source["c"] = "later"
    assert list(answers) == ["b", "a"]
    assert dict(answers) == {"b": "yes", "a": 3}
    assert (len(answers), answers["a"], "c" in answers) == (2, 3, False)
    assert answers == {"b": "yes", "a": 3}
    with pytest.raises(KeyError):
        answers["c"]
    assert not hasattr(answers, "__setitem__")
    assert repr(answers) == "Answers to b, a"
    assert repr(Answers({})) == "Answers to nothing"


@pytest.mark.parametrize("question", [NUMBER, DATE, TEXT, REPEAT], ids=lambda each: each.kind)
def test_not_known_is_an_answer_only_where_the_author_allows_it(question: Question) -> None:
    """A space or capitals make no difference; elsewhere it is refused, and never kept as words."""
    allowed = replace(question, not_known=True)
    for raw in ("not_known", " Not known ", NOT_KNOWN):
        assert checked(allowed, raw) is NOT_KNOWN
        with pytest.raises(AnswerError, match=f"^{question.id}: not known is no answer"):
            checked(question, raw)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("x", "agencies: that is not a list of entries. "),
        ({"who": "x"}, "agencies: that is not a list of entries. "),
        ([{"who": "x"}] * 3, "agencies: there are too many entries. "),
        (["x"], "agencies: entry 1 is not an entry. "),
        ([{"who": "x"}, {}], "agencies: entry 2, who: it is missing. "),
        ([{"who": "x", "secret": "y"}], "agencies: entry 1 has a part that does not exist. "),
        ([{"who": "secret"}], "agencies: entry 1, who: the text is too long. "),
        ([{"who": "x", "seen": "secret"}], "agencies: entry 1, seen: that is not a date. "),
        ([{"who": "not_known"}], "agencies: entry 1, who: not known is no answer"),
    ],
)
def test_an_entry_that_is_wrong_is_named_by_its_number_and_part(raw: object, message: str) -> None:
    """The message leads to the entry and the part, belongs to the question, and shows no answer."""
    with pytest.raises(AnswerError) as caught:
        checked(REPEAT, raw)
    assert str(caught.value).startswith(message)
    assert caught.value.question == "agencies"
    assert "secret" not in str(caught.value)


def test_an_entry_never_shows_what_it_holds() -> None:
    """A `repr` names the parts of entries, and nothing that was said."""
    value = checked(REPEAT, [{"who": "x!y", "seen": "2026-01-02"}])
    assert "x!y" not in repr(value)
    assert "2026" not in repr(Answers({"agencies": value}))
    assert hash(value) == hash(checked(REPEAT, [{"seen": "2026-01-02", "who": "x!y"}]))
