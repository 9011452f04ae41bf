"""Small flows of one feature each: all of them are read, compiled and begun without a problem."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import pytest

from triage.check.report import check_flow
from triage.core.engine import begin, replay
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.core.values import NOT_KNOWN, Entry
from triage.errors import UsageError
from triage.pack.reader import Pack, read_flow_bytes, read_pack
from triage.report.digest import flow_digest

GOOD = Path(__file__).with_name("good")
FLOWS = sorted(GOOD.glob("*.yaml"))


def flow(name: str) -> Flow:
    """Return one of the good flows."""
    return read_flow_bytes((GOOD / f"{name}.yaml").read_bytes(), name)


def pack() -> Pack:
    """Return the good pack of two flows."""
    return read_pack(GOOD / "across_files")


def shown(name: str, **answers: object) -> list[str]:
    """Return the outcomes of a good flow for these answers."""
    return [outcome.id for outcome in replay(compile_program([flow(name)]), answers).outcomes]


@pytest.mark.parametrize("file", FLOWS, ids=lambda file: file.stem)
def test_reads_compiles_begins_and_is_proved(file: Path) -> None:
    """Each flow goes through the reader, the compiler, the engine and the proofs."""
    read = flow(file.stem)
    assert read.id == file.stem
    assert begin(compile_program([read])).next == read.questions[0].id
    assert check_flow(read, lambda: 0.0).proved


def test_there_are_flows_for_every_feature() -> None:
    """Nobody has thinned out the fixtures."""
    assert len(FLOWS) >= 20


def test_every_value_stays_text() -> None:
    """No value becomes a boolean, a number, a date or nothing."""
    read = flow("unquoted_values")
    (question,) = read.questions
    assert (read.title, read.version, read.edition) == ("2026-11-23", "010", "1.10")
    assert (question.ask, question.hint, question.why) == ("yes", "null", "~")
    assert {option.value: option.label for option in question.options} == {
        "yes": "yes",
        "no": "no",
        "on": "off",
        "010": "010",
        "0x1f": "0x1f",
        "1_000": "10:30",
        "null": "Null",
        "true": "1e3",
    }
    assert read.outcomes[0].title == ".inf"
    assert read.outcomes[0].rules[0].says == "2024-09-09"


def test_comments_are_left_out_and_nothing_else() -> None:
    """Comments after a space are comments; a sign inside text is text."""
    read = flow("comments")
    assert (read.title, read.edition) == ("Comments in every place", "test-1")
    labels = [option.label for option in read.questions[0].options]
    assert labels == ["Yes", "No#1 is a label too"]
    assert (read.outcomes[0].title, read.outcomes[0].rules[0].says) == ("Tell # them", "See #4")


def test_quoted_signs_are_kept() -> None:
    """Quoted and block text keeps its signs."""
    read = flow("quoted_hash")
    (question,) = read.questions
    assert read.title == "See form #4"
    assert (question.ask, question.hint) == ('See #4 and "#5"', "Form #4 in a block is text #5.")
    assert [option.label for option in question.options] == ["Yes: #1", "It's no #1"]
    assert (read.outcomes[0].title, read.outcomes[0].rules[0].says) == ("A#4", "See #4.")


def test_unicode_text_is_kept() -> None:
    """Text in any script arrives as it was written."""
    read = flow("unicode")
    assert read.title == "Текст, עברית, 日本語 \u2013 “quotes”, é and e\u0301, 👧🏽"
    assert read.questions[0].options[2].label == "Cymraeg ŵ ŷ"


@pytest.mark.parametrize("name", ["crlf", "byte_order_mark", "no_last_line_end"])
def test_line_ends_and_byte_order_marks_change_nothing(name: str) -> None:
    """How a file was saved makes no difference to the flow."""
    plain, other = flow("when"), flow(name)
    assert (other.questions, other.facts, other.outcomes) == (
        plain.questions,
        plain.facts,
        plain.outcomes,
    )
    assert b"\r\n" in (GOOD / "crlf.yaml").read_bytes()
    assert (GOOD / "byte_order_mark.yaml").read_bytes().startswith(b"\xef\xbb\xbf")


def test_text_over_many_lines() -> None:
    """Text is folded as YAML says."""
    (question,) = flow("many_lines").questions
    assert flow("many_lines").title == "A plain text that goes on in the next line"
    assert question.ask == "First line.\n\nThird line."
    assert question.hint == "In quotes, a line is folded too."
    assert question.options[0].label == "And in single quotes"


def test_accepts_names_a_part_by_any_ending_that_is_clear() -> None:
    """Each way to write a part comes out as its full name, beside the finding and the reason."""
    accepts = flow("accepts").accepts
    assert [each.at for each in accepts] == [
        "flow.accepts",
        "question.harm",
        "outcome.harm",
        "fact.harmed",
        "outcome.tell",
        "rule.harm.T02",
        "rule.tell.T01",
        "rule.harm.T01",
        "safeguard.told",
    ]
    assert (accepts[0].finding, accepts[0].because) == ("review-passed", "The flow.")
    assert (accepts[0].place.line, accepts[0].place.column) == (24, 5)


def test_what_is_accepted_is_no_part_of_what_a_flow_says() -> None:
    """Two flows that differ in what they accept are the same to those who use them."""
    read = flow("accepts")
    assert read == dataclasses.replace(read, accepts=())
    assert flow_digest(read) == flow_digest(dataclasses.replace(read, accepts=()))


def test_bounds() -> None:
    """Each bound holds exactly where its name says."""
    inside = {-1, 3, 4, 7, 8, 10, 12}
    assert {weeks for weeks in range(-5, 20) if shown("bounds", weeks=weeks)} == inside
    days = {"2024-09-08": [], "2024-09-09": ["tell"], "2025-09-09": ["tell"], "2025-09-10": []}
    assert {day: shown("kind_date", day=day) for day in days} == days
    question = flow("kind_date").questions[0]
    assert question.minimum == datetime.date(2024, 1, 1)


def test_operators() -> None:
    """Each operator means what the language page says."""
    assert shown("operator_at_least", harmed="yes", known="no", place="home") == ["tell"]
    assert shown("operator_at_least", harmed="yes", known="no", place="school") == []
    assert shown("operator_not", harmed="unsure") == ["tell"]
    assert shown("operator_answered", harmed="no", place="home") == ["wait"]
    assert shown("operator_answered", harmed="yes", note="x", place="home") == ["tell", "wait"]
    assert shown("one_of_several", place="elsewhere") == []
    assert shown("facts", harmed="yes", known="yes") == ["tell"]


def test_what_hides_outcomes() -> None:
    """`yields_to`, `unless` and `only_when_...` hide what they should."""
    assert shown("yields_to", harmed="yes") == ["tell"]
    assert shown("yields_to", harmed="unsure") == ["discuss"]
    assert shown("unless", harmed="yes", known="no") == []
    assert shown("only_when_none_of", harmed="no") == ["nothing"]
    assert shown("only_when_in_a_rule", harmed="unsure", known="yes") == ["discuss", "learn"]
    assert shown("only_when_in_a_rule", harmed="no", known="yes") == ["nothing"]


def test_words_about_the_answers() -> None:
    """Marks on options and questions arrive in the model."""
    assert flow("closing").closing is not None
    assert [option.alone for option in flow("alone").questions[0].options] == [
        False,
        False,
        True,
        True,
    ]
    assert flow("unsure").questions[0].options[2].unsure
    assert flow("worry").questions[0].worry == (
        frozenset({"no"}),
        frozenset({"unsure"}),
        frozenset({"suspected", "known"}),
        frozenset({"2_or_more"}),
    )
    assert [question.about_incident for question in flow("about_the_incident").questions] == [
        True,
        False,
    ]


def test_names_reach_across_the_files_of_a_pack() -> None:
    """Questions and facts of one file can be used in another."""
    read = pack()
    assert list(read.flows) == ["first", "second"]
    first, second = read.flows.values()
    assert list(second.facts) == ["grave"] == list(first.facts)
    used = {question.id: question for question in second.questions}
    assert used["harmed"].ask == first.questions[0].ask
    assert used["known"].always
    assert read.contacts["lead_officer"].source == ("R5.58",)
    assert read.editions["test-1"].replaced[0].document == "The old one"


def test_a_journey_walks_its_flows_in_order() -> None:
    """The questions and outcomes of a journey are those of its flows."""
    answers = {"harmed": "yes", "known": "yes", "place": "home"}
    position = replay(compile_program(pack().walk("both")), answers)
    assert [outcome.id for outcome in position.outcomes] == ["tell", "visit"]
    assert position.complete


def test_what_is_to_be_walked_and_is_not_there() -> None:
    """The nearest name that there is is named, be it of a flow or of a journey."""
    for name, near in (("frist", "first"), ("bth", "both")):
        with pytest.raises(UsageError, match=f"no journey or flow .* Did you mean {near}?"):
            pack().walk(name)


def test_a_list_of_entries() -> None:
    """Entries arrive in order, each with every part, and no condition can tell them apart."""
    read = flow("kind_repeat")
    question = read.questions[0]
    assert (question.kind, question.each, question.most) == ("repeat", "an agency", 3)
    assert [part.kind for part in question.parts] == ["text", "choice", "date", "number"]
    first = {"agency": "School", "involved": "yes", "seen": "2026-03-02", "visits": 3}
    given = [first, {"agency": "Surgery", "involved": "unsure", "seen": "not_known"}]
    position = replay(compile_program([read]), {"agencies": given, "harmed": "yes"})
    assert [outcome.id for outcome in position.outcomes] == ["tell"]
    entries = position.answers["agencies"]
    assert isinstance(entries, tuple)
    assert [isinstance(each, Entry) and dict(each) for each in entries] == [
        {**first, "seen": datetime.date(2026, 3, 2)},
        {"agency": "Surgery", "involved": "unsure", "seen": NOT_KNOWN, "visits": NOT_KNOWN},
    ]
    assert shown("kind_repeat", agencies=[], harmed="yes") == ["tell"]
    assert shown("kind_repeat", agencies="not_known", harmed="yes") == ["tell"]


def test_not_known_is_an_answer_of_which_no_comparison_is_true() -> None:
    """What is not known lies in no range, and is counted as one more answer."""
    unknown = dict.fromkeys(("weeks", "day", "note"), "not_known")
    assert shown("not_known", **unknown) == ["early"]
    assert shown("not_known", **{**unknown, "weeks": 3, "day": "2024-09-01"}) == ["recent", "late"]
    paths = check_flow(flow("not_known"), lambda: 0.0).paths
    assert paths.total == (53 + 1) * (366 + 1) * 2
