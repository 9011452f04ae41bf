"""Reading the guidance in plain lines: each line makes sense alone, and b leads back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pytest

from tests.ui.plain_talk import hold
from tests.ui.pretending import PRETENDED
from tests.ui.reading.test_pages import book, pack
from triage.errors import PackError, Place, Problem
from triage.pack.reader import Pack
from triage.ui import words
from triage.ui.plain.conversation import Conversation
from triage.ui.reading.conversation import HOW, PROMPT
from triage.ui.walkthrough import Walkthrough

TODAY = datetime.date(2026, 11, 23)
GUIDANCE = next(
    str(number)
    for number, entry in enumerate((e for group in pack().menu for e in group.entries), start=1)
    if entry.read == "guidance"
)
NUMBERED = (*map(str, range(1, 18)), "A", "B")


def talk(
    typed: Iterable[str], walk: str | None = None, whole: Pack | None = None
) -> tuple[Walkthrough, list[str]]:
    """Hold a conversation until nothing more is typed; return every line that was written."""
    walkthrough = Walkthrough(pack(), walk, TODAY, lambda: whole or pack())
    _, lines = hold(walkthrough, typed)
    return walkthrough, lines


@pytest.mark.parametrize("number", NUMBERED)
def test_each_numbered_section_is_found_by_three_keys_from_home(number: str) -> None:
    """The entry's number and Enter list every section by the number that the guidance gives it."""
    keys = [*GUIDANCE, "Enter"]
    assert len(keys) <= 3
    _, lines = talk([GUIDANCE])
    section = next(s for s in book().digest.sections if s.number.rpartition(" ")[2] == number)
    assert any(line.startswith(f"{number}. {section.title} (") for line in lines)
    _, opened = talk([GUIDANCE, number])
    assert any(line.endswith(f"{number}: {section.title}") for line in opened)


def test_a_section_a_rule_words_and_a_term_are_shown_and_b_goes_back_through_them() -> None:
    """The pages come again in turn, and after the first one Home."""
    _, lines = talk([GUIDANCE, "5", "R5.58", "lead officer", "g SIN", *"bbbbb", "q"])
    titles = (words.READ_CONTENTS, "Section 5: ", "R5.58 (section 5)", words.READ_FOUND, "Serious")
    shown = [
        next(title for title in titles if line.startswith(title))
        for line, before in zip(lines[1:], lines, strict=False)
        if before == "" and line.startswith(titles)
    ]
    there = list(titles)
    assert shown == [*there, *there[-2::-1]]
    assert sum(line.endswith("q to leave: ") for line in lines) == 2
    assert lines.count(HOW[0]) == 1


def test_r_at_a_question_reads_its_rules_and_returns_to_the_question() -> None:
    """The rules are said in our words; then the same question takes its answer."""
    walk, lines = talk(["", "3", "r", "R2.2", "question stage", *"bbb", "1", "?"])
    stage = next(q for q in pack().flows["serious_incident"].questions if q.id == "stage")
    start = lines.index(words.READ_THESE_RULES)
    assert stage.ask in lines[start + 1]
    for id_ in stage.cites:
        if id_ in book().digest.rules:
            assert any(
                line.startswith(f"{id_} (") and book().digest.rules[id_].says in line
                for line in lines[start:]
            )
    back = max(n for n, line in enumerate(lines) if line == f"> {PROMPT}")
    assert stage.ask in lines[back:]
    assert "You answered: No, nothing is decided, or I do not know" in lines
    assert "r shows what these rules say." in lines
    assert any("r shows the rules" in line for line in lines)
    assert not walk.position.answers


def test_the_result_leads_to_its_rules_outcome_by_outcome() -> None:
    """An entry of the last screen lists them under the title of each outcome."""
    adult = ["", "3", "1", "5", "3", "6", "1", "4", "3", "0"]
    _, lines = talk([*adult, "7", "b", "5"])
    assert f"7. {words.RULES}" in lines
    start = lines.index(words.READ_THESE_RULES)
    assert "This guidance does not cover an adult:" in lines[start:]
    assert f"{words.AFTER_TITLE}:" in lines[start:]


def test_mistakes_are_one_line_and_leave_the_page_where_it_is() -> None:
    """An unknown rule, no word and an unknown term say what to try; what was typed is not said."""
    _, lines = talk([GUIDANCE, "R5.999", "?!", "g Kim Example", "b", "q"])
    errors = [line for line in lines if line.startswith("Error: ")]
    assert len(errors) == 3
    assert all(" Try " in line for line in errors)
    assert not any("Kim" in line for line in lines)


def test_each_line_can_be_read_alone_and_holds_no_drawing() -> None:
    """No line holds an escape, a line end or a box, whatever page it is of."""
    _, lines = talk([GUIDANCE, "5", "R5.58", "A12", "N1", "g", "lead officer", "outcome raise"])
    start = lines.index(words.READ_CONTENTS)
    for line in lines[start:]:
        assert all(character >= " " for character in line)
        assert not any(0x2500 <= ord(character) < 0x2600 for character in line)


def test_q_in_the_guidance_leaves_and_forgets() -> None:
    """From any page, with nothing of the sitting kept."""
    walk, lines = talk(["", "3", "r", "5", "q"])
    assert words.LEFT in lines
    assert not walk.session
    assert not walk.position.answers


def test_a_faulty_digest_is_said_and_stops_nobody() -> None:
    """The guidance cannot be shown; the question goes on."""

    def faulty() -> Pack:
        raise PackError([Problem(Place("r5.yaml", 1), "bad", "It is bad.", "Mend it.")])

    _, lines = hold(Walkthrough(pack(), None, TODAY, faulty), ["", "r", "3", "q"])
    assert f"Error: {words.GUIDANCE_UNREADABLE}" in lines
    assert any(line.startswith("Question 2 of ") for line in lines)


def test_the_digest_is_not_read_before_somebody_asks() -> None:
    """Home, questions and the result do without it; the first page reads it once."""
    reads: list[int] = []

    def counted() -> Pack:
        reads.append(1)
        return pack()

    walk = Walkthrough(pack(), None, TODAY, counted)
    adult = ["", "3", "1", "5", "3", "6", "1", "4", "3", "0"]
    before: list[int] = []
    typed = iter([*adult, "7", "5", "b", "b", "5"])

    def read(prompt: str) -> str:
        entry = next(typed)
        if prompt == "Number: " and not before:
            before.append(len(reads))
        return entry

    Conversation(walk, read, lambda _: None, PRETENDED).run()
    assert before == [0]
    assert reads == [1]
