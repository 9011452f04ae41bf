"""The redacted copy: what goes, what stays, what is said about it, in every format."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.reading_back import READERS, squeezed
from tests.report.identifiers.planted import ANY
from tests.report.samples import (
    pack,
    particulars,
    program,
    summary,
    templates,
    walked,
)
from triage.core.model import Question
from triage.report.documents import made
from triage.report.formats import FORMATS
from triage.report.identifiers.vocabulary import words_of
from triage.report.redaction.redacted import OURS, redacted
from triage.report.summary import Answer, Change, Summary, summarise
from triage.report.to_do import Act, Task


@cache
def known() -> frozenset[str]:
    """Return the words of the built-in pack."""
    return words_of(pack().flows, pack().contacts, pack().timelines)


def copied(reasons: str) -> str:
    """Return a person's own reasons as a redacted copy has them."""
    return redacted(summary("v01", reasons), known()).own_reasons


@pytest.mark.parametrize(
    ("typed", "copy"),
    [
        ("Lives in DT1 1XJ.", "Lives in [postcode]."),
        ("On 12 March 2026 he fell.", "On [March 2026] he fell."),
        ("On Tuesday 3/4/26.", "On [April 2026]."),
        ("DOB 3/4/2019", "DOB [date of birth]"),
        ("Mr Example saw Mr Example.", "[Adult A] saw [Adult A]."),
        ("Mr Example and Mrs Example", "[Adult A] and [Adult B]"),
        ("a boy called Zed. Zed ran.", "a boy called [Child A]. [Child A] ran."),
        (
            "Zed ran. His mother saw Zed.",
            "[Person or place A] ran. His mother saw [Person or place A].",
        ),
        ("Liam and his mum Quill", "[Person A] and his mum [Adult B]"),
        ("Liam ran. It was her son Liam.", "[Child A] ran. It was her son [Child A]."),
        ("a 7-year-old, aged 7", "a [6 to 10]-year-old, aged [6 to 10]"),
        ("Nothing to see.", "Nothing to see."),
        ("In the Dorset area, at school.", "In the Dorset area, at school."),
    ],
)
def test_a_text_is_redacted(typed: str, copy: str) -> None:
    """Roles stand for names, bands for ages, months for days; the rest of the words stay."""
    assert copied(typed) == copy


def test_each_change_is_listed_by_its_place_and_never_by_its_words() -> None:
    """A person can check each one: where it is, of what kind it was, what stands there now."""
    copy = redacted(summary("v01", "It rained.\nMr Example rang 07700 900123."), known())
    assert copy.changed == (
        Change("Your reasons", 2, "a person's name", "[Adult A]"),
        Change("Your reasons", 2, "a telephone number", "[telephone number]"),
    )
    assert "Example" not in repr(copy.changed)


@pytest.mark.parametrize("case", ["v01", "v11", "v17", "v23"])
def test_a_summary_without_identifiers_keeps_every_answer(case: str) -> None:
    """Options that were chosen are the pack's words: none of them is taken for a name."""
    before = summary(case, "I am worried.")
    copy = redacted(before, known())
    assert copy.changed == ()
    assert copy == replace(
        before, title=copy.title, status=copy.status, blanks=(), redacted=True, changed=()
    )
    assert copy.status[2:] == before.status
    assert copy.title.startswith(before.title)


def test_every_option_of_the_pack_is_left_as_it_is() -> None:
    """Whatever is chosen anywhere, its label stands in the copy as the pack writes it."""
    labels = [
        option.label
        for flow in pack().flows.values()
        for question in flow.questions
        for option in question.options
    ]
    base = summary("v01")
    answers = tuple(
        Answer(number, "id", "Question?", label, unsure=False)
        for number, label in enumerate(labels, start=1)
    )
    copy = redacted(replace(base, answers=answers), known())
    assert len(labels) > 100
    assert [answer.answer for answer in copy.answers] == labels


def test_a_name_is_found_in_every_text_once_it_is_found_in_one() -> None:
    """Nothing in the reasons shows that the first word is a name: another answer does."""
    base = summary("v01", "Zed ran. zed fell.")
    told = Answer(99, "note", "Who?", "A boy called Zed", unsure=False)
    copy = redacted(replace(base, answers=(*base.answers, told)), known())
    assert copy.own_reasons == "[Child A] ran. [Child A] fell."


def test_days_of_a_clock_become_months() -> None:
    """What the answers made dates of does not give the day away again."""
    task = Task("Do it.", "", (), (), ("Day 5, from Monday 2 March 2026: Monday 9 March 2026",))
    act = Act("you", "today", "", (), "", (task,), (), ())
    base = summary("v01")
    copy = redacted(replace(base, to_do=replace(base.to_do, yours=(act,))), known())
    (line,) = copy.to_do.yours[0].tasks[0].clock
    assert line == "Day 5, from [March 2026]: [March 2026]"


def test_the_days_of_the_guidance_stay() -> None:
    """Its edition has a date, which says nothing of anybody."""
    before = summary("v01")
    copy = redacted(before, known())
    assert copy.editions == before.editions
    assert copy.made_at == before.made_at


@dataclass(frozen=True)
class Added:
    """A part that a summary may get one day."""

    label: str
    typed: tuple[str, ...]


def test_a_part_that_nobody_has_listed_is_redacted() -> None:
    """Whatever is added to the summary goes through, until it is listed as ours."""
    added = Added("Told", ("Mr Example", "on 3 May 2026"))
    base = replace(summary("v01"), waiting=(added,))  # type: ignore[arg-type]
    copy = redacted(base, known())
    assert list(map(repr, copy.waiting)) == [
        repr(Added("Told", ("[Adult A]", "on [May 2026]"))),
    ]
    assert {change.now for change in copy.changed} == {"[Adult A]", "[May 2026]"}


def test_what_is_listed_as_ours_is_there() -> None:
    """No name on the list is mistyped or out of date."""
    for kind, ours in OURS.items():
        assert ours == {"*"} or ours <= {field.name for field in dataclasses.fields(kind)}


TEXTS = ["txt", "md", "html", "email.txt", "json"]
PAGES = ["docx", "pdf"]


def traces(piece: str) -> list[str]:
    """Return what must not be left of an identifier: all of it, and the surname of a name."""
    words = piece.split()
    surname = [words[-1]] if words[0].rstrip(".").isalpha() and len(words) == 2 else []
    return [squeezed(each).casefold() for each in (piece, *surname)]


def planted(pieces: list[str]) -> Summary:
    """Return a summary with identifiers in every text that a person can have typed."""
    whole = "; ".join(pieces)
    base = summary("v01", f"We know this: {whole}.\nAnd that again: {whole}")
    answers = (*base.answers, Answer(99, "note", "What else?", whole, unsure=True))
    reasons = tuple(replace(each, because=answers[-1:]) for each in base.outcomes[0].reasons)
    return replace(
        base,
        answers=answers,
        waiting=answers[-1:],
        not_sure=answers[-1:],
        outcomes=(replace(base.outcomes[0], reasons=reasons), *base.outcomes[1:]),
    )


def left_over(pieces: list[str], endings: list[str]) -> list[str]:
    """Return what is left of identifiers in the redacted copy, in these formats."""
    copy = redacted(planted(pieces), known())
    left = []
    for ending in endings:
        raw = made(copy, FORMATS[ending], templates())
        text = squeezed("\n".join(READERS[ending](raw))).casefold()
        left += [f"{ending}: {trace}" for each in pieces for trace in traces(each) if trace in text]
    return left


@given(st.lists(ANY, min_size=1, max_size=5))
@settings(max_examples=40)
def test_nothing_of_an_identifier_is_left_in_any_text(pieces: list[str]) -> None:
    """Wherever it was typed, and whatever else was, no format of the copy has it."""
    assert left_over(pieces, TEXTS) == []


@given(st.lists(ANY, min_size=3, max_size=6))
@settings(max_examples=4)
def test_nothing_of_an_identifier_is_left_on_any_page(pieces: list[str]) -> None:
    """The same for Word and PDF, which take longer to write and to read."""
    assert left_over(pieces, PAGES) == []


def test_the_search_for_what_is_left_finds_it() -> None:
    """Without redaction, the same search finds each identifier in each format."""
    pieces = ["DT1 1XJ", "07700 900123", "Mr Example"]
    for ending in (*TEXTS, *PAGES):
        raw = made(planted(pieces), FORMATS[ending], templates())
        text = squeezed("\n".join(READERS[ending](raw))).casefold()
        assert all(trace in text for each in pieces for trace in traces(each)), ending


TOLD = "Mr Example rang 07700 900123 from DT1 1XJ"
LEFT_OVER = ("Example", "07700900123", "DT11XJ", "2March2026")


def told(question: Question) -> object:
    """Return an answer that names somebody, or a day, wherever one can be typed."""
    if question.kind == "text":
        return TOLD
    if question.kind == "date":
        return "2026-03-02"
    if question.kind == "number":
        return "2"
    if question.kind == "repeat":
        return [{part.id: told(part) for part in question.parts}] * 2
    return next(option.value for option in question.options if not option.unsure)


def full_referral() -> Summary:
    """Return the summary of a referral in full, with a name in every text and entry."""
    position = walked("v11")
    while (id_ := position.next) is not None:
        question = program().questions[program().index[id_]]
        given = {"referral_now": "full", "purpose": "live"}.get(id_) or told(question)
        position = position.answer(id_, [given] if question.kind == "choices" else given)
    return summarise(position, replace(particulars(), form=pack().form), TOLD)


@pytest.mark.parametrize("ending", [*TEXTS, *PAGES])
def test_every_field_and_every_entry_of_a_referral_is_redacted(ending: str) -> None:
    """Whatever was typed into whichever field, no format of the copy has it."""
    whole = full_referral()
    raw = made(whole, FORMATS[ending], templates())
    text = squeezed("\n".join(READERS[ending](raw)))
    assert all(text.count(trace) > 10 for trace in LEFT_OVER[:3])
    copy = redacted(whole, known())
    raw = made(copy, FORMATS[ending], templates())
    text = squeezed("\n".join(READERS[ending](raw)))
    assert [trace for trace in LEFT_OVER if trace in text] == []
    assert text.count(squeezed("[Adult A] rang [telephone number] from [postcode]")) > 10


def test_the_labels_of_a_form_stay() -> None:
    """What the form says itself is the pack's: none of it is changed, nor is what the tool says."""
    whole = full_referral()
    copy = redacted(whole, known())
    assert whole.form.prepared
    for before, after in zip(whole.form.fields, copy.form.fields, strict=True):
        same = [(each.label, each.section, each.blank, each.cites) for each in (before, after)]
        assert same[0] == same[1]
        assert [each.question for each in before.answers] == [
            each.question for each in after.answers
        ]
        assert before.lines == after.lines
    changed = {each.place for each in copy.changed if each.place.startswith("Field ")}
    assert len(changed) > 10
