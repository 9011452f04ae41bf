"""The referral form, filled in: every field in every format, and what is missing."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Sequence

import docx
import pypdf
import pytest

from benchmarks.reading_back import READERS, squeezed
from tests.report.full_referrals import FULL_REFERRALS, full_referral, walked_on
from tests.report.samples import cases, pack, particulars, program, templates, walked
from tests.report.test_documents import NASTY, as_shown
from triage.core.engine import Position, replay
from triage.errors import UsageError
from triage.report.documents import made
from triage.report.form import FilledField, Form
from triage.report.formats import FORMATS
from triage.report.referral import training_words
from triage.report.summary import Summary, summarise

WHOLE = [ending for ending in FORMATS if ending != "ics"]
FIRST_MESSAGE = {3, 4, 9, 11, 16, 17, 21, 26, 27}
BY_HAND = {5, 8, 38, 39}
BY_THE_TOOL = {1, 2, 26, 36}
AGE, AREA, SAFETY = 9, 17, 27
CLOCKS = {"before_notification": ("Day 4: the partners meet.", "Day 5: the Panel is told.")}
TRAINING = "TRAINING COPY. Not a real case. Do not send it."


def summary(position: Position, *, first_message: bool = False) -> Summary:
    """Return the summary of a position, with the built-in form."""
    return summarise(
        position,
        dataclasses.replace(particulars(), clocks=CLOCKS, first_message=first_message),
    )


def form_of(position: Position) -> Form:
    """Return the form of a position, filled in."""
    return summary(position).form


def read(made_of: Summary, ending: str) -> str:
    """Return all that an independent parser reads in one format, without space."""
    return squeezed("\n".join(READERS[ending](made(made_of, FORMATS[ending], templates()))))


def texts_of(field: FilledField) -> list[str]:
    """Return every text of a field that people have to see."""
    answers = [text for each in field.answers for text in (each.question, each.answer)]
    return [field.label, *field.lines, *field.blank, *answers]


@pytest.mark.parametrize("ending", WHOLE)
@pytest.mark.parametrize("name", FULL_REFERRALS)
def test_every_format_holds_every_field_of_a_full_referral(name: str, ending: str) -> None:
    """All 39 fields are read back with all that is known, by a parser that did not write them."""
    made_of = summary(full_referral(name))
    seen = read(made_of, ending)
    assert [field.number for field in made_of.form.fields] == list(range(1, 40))
    for field in made_of.form.fields:
        for text in texts_of(field):
            assert all(squeezed(line).rstrip(".") in seen for line in text.split("\n")), text
    assert made_of.form.missing == ()


def test_the_form_has_the_fields_that_it_should() -> None:
    """The nine of a first message, the four by hand, and those that the tool fills in."""
    form = pack().form
    assert form is not None
    assert {field.number for field in form.fields if field.first_message} == FIRST_MESSAGE
    assert {field.number for field in form.fields if field.blank} == BY_HAND
    assert {field.number for field in form.fields if field.tool} == BY_THE_TOOL
    asked = {question.id for question in pack().flows["referral"].questions}
    unused = asked - form.questions
    assert unused == set(), "what is asked for the referral stands in its form"


@pytest.mark.parametrize("case", sorted(cases()))
def test_what_is_missing_names_the_question_that_fills_it_in(case: str) -> None:
    """From nothing but the choice, answering each named question leaves nothing missing."""
    position = walked(case).answer("referral_now", "first_message")
    answered: list[str] = []
    while (missing := form_of(position).missing) != ():
        ask = missing[0].ask
        assert ask not in answered, "a question that is named is enough"
        answered.append(ask)
        question = program().questions[program().index[ask]]
        known = [option.value for option in question.options if not option.unsure]
        position = position.answer(ask, known[0] if known else "Words")
    assert set(answered) <= set(position.asked)
    held = [field for field in form_of(position).fields if field.number in FIRST_MESSAGE]
    assert {field.state for field in held} <= {"given", "not known", "not asked", "from the tool"}


def test_not_known_is_enough_where_the_form_says_so_and_nowhere_else() -> None:
    """A field with "not known" is missing only where something has to be known."""
    unsure = form_of(walked_on("v11", place="unsure", sex="not_known", what_happened="not_known"))
    states = {field.number: field.state for field in unsure.fields}
    assert (states[10], states[17], states[19]) == ("not known", "not known", "not known")
    assert [(field.number, field.ask) for field in unsure.missing] == [(17, "place")]


def test_only_safety_the_outcome_the_area_and_the_age_have_to_be_known() -> None:
    """Nothing else of what is asked holds a referral up, and a purpose not known is no training."""
    form = pack().form
    assert form is not None
    fields = [field for section in form.sections for field in section.fields]
    known = {field.number for field in fields if field.level == "must"}
    assert known - BY_HAND - BY_THE_TOOL == {AGE, AREA, SAFETY}, "the outcome is from the tool"
    unknown = walked_on("v11", purpose="not_known", referrer_role="not_known")
    states = {field.number: field.state for field in form_of(unknown).fields}
    assert (states[3], states[4]) == ("not known", "not known")
    assert not {3, 4} & {field.number for field in form_of(unknown).missing}
    assert training_words(unknown, form) == ""


def test_a_field_that_does_not_apply_is_not_missing() -> None:
    """Why abuse is suspected is not asked where none is; the legal basis of care only in care."""
    states = {f.number: f.state for f in form_of(walked_on("v23", abuse_kinds=["none"])).fields}
    assert states[22] == "not asked"
    states = {f.number: f.state for f in form_of(full_referral("several")).fields}
    assert states[12] == "not asked"


def test_a_first_message_is_short_and_holds_its_nine_fields() -> None:
    """It has those fields and the blanks, and nothing of what follows later."""
    made_of = summary(full_referral("v23"), first_message=True)
    assert made_of.title == "First message to the lead officer"
    for ending in ("txt", "md", "html", "docx", "pdf"):
        seen = read(made_of, ending)
        for field in made_of.form.fields:
            texts = texts_of(field) if field.number in FIRST_MESSAGE | BY_HAND else []
            assert all(squeezed(text).rstrip(".") in seen for text in texts)
        later = [field for field in made_of.form.fields if field.state == "later"]
        assert len(later) == 39 - len(FIRST_MESSAGE | BY_HAND | BY_THE_TOOL)
        assert not [field.label for field in later if squeezed(f"{field.label}.") in seen]
    whole, short = (
        made(each, FORMATS["txt"], templates()) for each in (summary(full_referral("v23")), made_of)
    )
    assert len(short) < len(whole) / 3


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_first_message_can_be_read_out(ending: str) -> None:
    """Its parts have no numbers, which would sound as if some were missing, and nothing twice."""
    position = walked("v05", abuse="unsure", lead_available="unsure")
    position = position.answer("referral_now", "first_message")
    made_of = summary(position, first_message=True)
    assert made_of.not_sure, "there is something that the person was not sure of"
    text = made(made_of, FORMATS[ending], templates()).decode("utf-8")
    assert text.count("Not sure about") == 1
    for answer in made_of.not_sure:
        assert text.count(answer.question) <= 2, "with its answer, and in the list"
    assert not [line for line in text.splitlines() if re.match(r"(- )?(\*\*)?\d+\. ", line)]


@pytest.mark.parametrize("ending", WHOLE)
def test_a_field_that_does_not_apply_says_so(ending: str) -> None:
    """Of a child who died, nobody has to say how they are now: "The harm" does not apply."""
    made_of = summary(full_referral("v23"))
    (harm,) = [field for field in made_of.form.fields if field.label == "The harm"]
    assert harm.state == "not asked"
    if ending != "json":
        seen = read(made_of, ending)
        assert squeezed("Does not apply, going by the other answers") in seen
        assert squeezed("Not asked, from") not in seen


def test_there_is_no_first_message_without_a_referral() -> None:
    """Before anything is chosen, and where no referral is made, it is refused with what to do."""
    for position in (walked("v23"), walked("v23").answer("referral_now", "none")):
        with pytest.raises(UsageError, match=r"No referral is prepared.*Answer referral_now first"):
            summary(position, first_message=True)


@pytest.mark.parametrize(
    ("case", "choice", "label"),
    [("v17", "full", "The full referral now"), ("v23", "none", "No referral from me")],
)
@pytest.mark.parametrize("ending", WHOLE)
def test_another_way_stands_beside_what_the_answers_suggest(
    case: str, choice: str, label: str, ending: str
) -> None:
    """What was chosen and why is read before the form and before what to do, in every format."""
    position = walked(case).answer("referral_now", choice).answer("own_way", "My own reason.")
    made_of = summary(position)
    assert [(each.chosen, each.reason) for each in made_of.own_way] == [(label, "My own reason.")]
    seen = read(made_of, ending)
    if ending != "json":
        todo = seen.index(squeezed("Who to tell, and what to do"))
        suggests = seen.index(squeezed("What the answers suggest"))
        assert suggests < seen.index(squeezed(label)) < seen.index("Myownreason.") < todo
    assert made_of.title == ("Referral summary" if choice == "full" else "Record of a check")


def test_without_a_reason_there_is_no_word_of_another_way() -> None:
    """Where the choice goes with the answers, nothing is said of another way."""
    assert summary(full_referral("v23")).own_way == ()
    assert "anotherway" not in read(summary(full_referral("v23")), "txt")


def test_a_training_copy_says_so_on_every_page_and_in_every_format() -> None:
    """The words are in the header of each page, in the subject, and at both ends of plain files."""
    made_of = summary(walked_on("several", purpose="training"))
    assert made_of.training == TRAINING
    raw = {ending: made(made_of, FORMATS[ending], templates()) for ending in WHOLE}
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw["pdf"])).pages]
    assert len(pages) > 3
    assert all(page.startswith(TRAINING) for page in pages)
    header = docx.Document(io.BytesIO(raw["docx"])).sections[0].header
    assert header.paragraphs[0].text.startswith(TRAINING)
    for ending in ("md", "txt"):
        lines = raw[ending].decode().strip().split("\n")
        assert lines[0].startswith(TRAINING)
        assert squeezed(lines[-1]).endswith("OFFICIAL-SENSITIVE")
    assert TRAINING in raw["html"].decode()
    assert raw["email.txt"].decode().count(TRAINING) >= 2
    live = summary(full_referral("several"))
    assert not [ending for ending in WHOLE if squeezed(TRAINING) in read(live, ending)]


def test_the_answers_that_rules_rest_on_stand_in_the_list_and_the_rest_in_the_form() -> None:
    """Each answer is in the summary, and what the reasons point to is in the list of answers."""
    made_of = summary(full_referral("v11"))
    listed = {answer.id for answer in made_of.answers}
    used = {e.id for out in made_of.outcomes for why in out.reasons for e in why.because}
    assert used <= listed
    held = {answer.id for field in made_of.form.fields for answer in field.answers}
    missing = set(full_referral("v11").asked) - listed - held
    assert missing == {"referral_now"}


def test_the_result_of_the_triage_is_saved_as_before() -> None:
    """Where nothing of the referral is answered, the summary says nothing of a form."""
    made_of = summary(walked("v23"))
    assert made_of.form == Form()
    assert [flow.id for flow in made_of.flows] == ["serious_incident"]
    assert made_of.finished
    assert made_of.blanks[0].title == "The child or young person"


def test_no_repr_of_a_form_shows_an_answer() -> None:
    """What a person said about a child is in no `repr` of the summary's parts."""
    made_of = summary(full_referral("several"))
    shown = repr(made_of.form) + repr(made_of.own_way)
    assert "school" not in shown.casefold()
    assert "grandmother" not in shown


def unknown(position: Position, ids: Sequence[str]) -> Position:
    """Return the position without some of its answers."""
    answers = {id_: value for id_, value in position.answers.items() if id_ not in ids}
    return replay(position.program, answers)


def test_a_mandatory_field_without_an_answer_is_still_needed_in_every_format() -> None:
    """Its number and label stand under what is still needed, first in the form."""
    position = unknown(full_referral("v11"), ["safe_now", "council_aware_day"])
    made_of = summary(position)
    assert [(each.number, each.ask) for each in made_of.form.missing] == [
        (15, "council_aware_day"),
        (27, "safe_now"),
    ]
    for ending in ("txt", "md", "docx", "pdf", "html"):
        seen = read(made_of, ending)
        needed = seen.index(squeezed("Still needed:"))
        assert (
            seen.index(squeezed("27. What has been done, and what risk is left"), needed) > needed
        )


@pytest.mark.parametrize("text", NASTY)
def test_what_a_person_types_into_the_form_shows_as_typed(text: str) -> None:
    """The usual tricks of each format show as they were typed, in a text and in an entry."""
    entry = {"agency": text[:100], "contact_role": "not_known", "involved": "yes"}
    position = walked_on("v23", what_happened=text, own_way=text[:600], agencies=[entry])
    made_of = summary(position)
    for ending in WHOLE:
        seen = read(made_of, ending)
        for typed in (text, text[:100]):
            lines = [line for line in as_shown(typed, ending).split("\n") if line.strip()]
            assert all(squeezed(line) in seen for line in lines), ending


def test_a_reason_may_have_several_lines_and_any_text() -> None:
    """It stands in one quote, as typed, in the formats that quote."""
    text = "one\ntwo | three\n\n# four"
    position = walked("v17").answer("referral_now", "full").answer("own_way", text)
    made_of = summary(position)
    for ending in ("md", "html", "docx"):
        raw = made(made_of, FORMATS[ending], templates())
        assert READERS[ending](raw).count(text) == 1
