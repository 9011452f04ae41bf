"""The documents: the real templates, filled in with the real flow."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from markdown_it import MarkdownIt

from tests.report.samples import (
    RECORD,
    REFERRAL,
    ROOT,
    cases,
    part_answered,
    particulars,
    summary,
    templates,
    walked,
)
from triage.errors import PackError
from triage.report import render
from triage.report.markdown import shown_as_written
from triage.report.render import render_summary
from triage.report.summary import Summary, summarise

BOTH = ["md", "txt"]
NASTY = (
    "\x1b]52;c;aGVsbG8=\x07 and \x9b2J",
    "left \u202e right",
    "[x](javascript:alert(1))",
    "# heading",
    "<b>bold</b>",
    "word" * 60,
    "Decision of the lead officer\n============================\nAccepted",
)


def squeezed(text: str) -> str:
    """Return a text without any space, so that where lines are broken makes no difference."""
    return "".join(text.split())


def as_read(made: Summary, extension: str) -> str:
    """Return all the words that a reader of the document sees, without space."""
    document = render_summary(made, extension, templates())
    if extension == "txt":
        return squeezed(re.sub(r"\n[-=]{3,}\n", "\n", document))
    tokens = MarkdownIt("commonmark").enable("table").parse(document)
    return squeezed("".join(part.content for token in tokens for part in token.children or []))


@pytest.mark.parametrize("extension", BOTH)
def test_a_template_is_kept_without_what_it_was_filled_in_with(extension: str) -> None:
    """It is read once for a sitting; each document is as if nothing had been written before it."""
    first, second = (summary(REFERRAL, reasons) for reasons in ("What I saw.", ""))
    render._read.cache_clear()
    alone = render_summary(second, extension, templates())
    render._read.cache_clear()
    assert "What I saw." in render_summary(first, extension, templates())
    assert render_summary(second, extension, templates()) == alone
    assert "What I saw." not in alone
    assert render._read.cache_info().misses == 1


@pytest.mark.parametrize("extension", BOTH)
@pytest.mark.parametrize("case", sorted(cases()))
def test_a_document_holds_all_that_the_summary_does(case: str, extension: str) -> None:
    """Every answer, outcome, rule, citation, step, role and blank of a case is in both formats."""
    made = summary(case, "My reasons.")
    read = as_read(made, extension)
    expected = [made.title, made.marking, made.reference, made.tool_version, made.closing]
    expected += [made.lawful_basis]
    expected += [*made.status, *made.safety, *made.banner, *made.closing_cites]
    expected += ["23 November 2026 at 14:05", made.own_reasons]
    for answer in made.answers:
        # In Markdown they stand in a table.
        stop = "." if extension == "txt" else ""
        expected += [f"{answer.number}{stop} {answer.question} {answer.answer}"]
    for outcome in made.outcomes:
        expected += [outcome.title, outcome.means, outcome.decides, *outcome.cites]
        for reason in outcome.reasons:
            numbers = ", ".join(str(answer.number) for answer in reason.because)
            answers = "answer" if len(reason.because) == 1 else "answers"
            expected += [reason.says, f"Rule {reason.rule}, from {answers} {numbers} below."]
    for call in made.to_do.first:
        ways = f"{'. '.join(call.ways)}."
        expected += [f"{call.do} When: {call.when}", f"Contact: {call.tell}. {ways}"]
    for act in (*made.to_do.yours, *made.to_do.others):
        expected += [f"Who: {act.who}. When: {act.when}", *act.why, *act.cites]
        ways = f" {'. '.join(act.ways)}." if act.ways else ""
        expected += [f"Contact: {act.tell}.{ways}"] if act.tell else []
        expected += [text for task in act.tasks for text in (task.do, task.when)]
    for contact in made.contacts:
        expected += [contact.role, *contact.ways, contact.note]
    for group in made.blanks:
        colon = ":" if extension == "txt" else ""
        expected += [group.title, *(f"{label}{colon} ____" for label in group.labels)]
    for flow in made.flows:
        expected += [flow.id, flow.digest, f"version {flow.version}"]
    missing = [text for text in expected if squeezed(text) not in read]
    assert not missing


@pytest.mark.parametrize("extension", BOTH)
def test_a_referral_is_addressed_and_a_record_is_not(extension: str) -> None:
    """A referral says to whom it goes and that it is a draft; a record says what it is for."""
    referral = as_read(summary(REFERRAL), extension)
    record = as_read(summary(RECORD), extension)
    assert squeezed("To: Lead officer (Head of Quality Assurance & Partnerships)") in referral
    assert squeezed("not a referral until you send it, and not a notification") in referral
    assert squeezed("For: your own case record") in record
    assert "To:Lead" not in record


@pytest.mark.parametrize("extension", BOTH)
def test_outcomes_outside_the_guidance_are_marked(extension: str) -> None:
    """What is not in the guidance says so beside its title, and rests on no clear guidance."""
    read = as_read(summary(REFERRAL), extension)
    assert squeezed("Child death review also applies (not in the guidance)") in read
    assert squeezed("this is clear, but it does not come from the guidance") in read


@pytest.mark.parametrize("extension", BOTH)
def test_the_reasons_of_a_record_have_a_blank(extension: str) -> None:
    """A record without own reasons has room for them; a referral leaves the part out."""
    assert "Yourreasons____" in as_read(summary(RECORD), extension)
    assert "Yourreasons" not in as_read(summary(REFERRAL), extension)
    assert "YourreasonsMine." in as_read(summary(REFERRAL, "Mine."), extension)


@pytest.mark.parametrize("extension", BOTH)
def test_unsure_answers_are_named_again(extension: str) -> None:
    """Answers marked as not sure are listed by number; where there are none it says so."""
    made = summary(RECORD, abuse="unsure")
    (unsure,) = made.not_sure
    assert squeezed(f"Answer {unsure.number}: {unsure.question}") in as_read(made, extension)
    assert squeezed("No answer was marked as not sure.") in as_read(summary(RECORD), extension)


@pytest.mark.parametrize("extension", BOTH)
def test_a_check_that_is_not_finished_says_so_first(extension: str) -> None:
    """An unfinished check says so before anything else, and what could still be added."""
    position = part_answered(outcome="died", suicide_unexplained="yes")
    made = summarise(position, particulars())
    read = as_read(made, extension)
    assert read.index("Notfinished") < read.index("Safetyfirst")
    assert all(squeezed(title) in read for title in made.still_open)
    assert squeezed(made.waiting[0].question + made.waiting[0].answer) in read
    assert "Notfinished" not in as_read(summary(REFERRAL), extension)


@pytest.mark.parametrize("text", NASTY)
def test_free_text_shows_as_written(text: str) -> None:
    """Escapes, bidirectional signs, links, headings, HTML and long words show as typed."""
    for case in (RECORD, REFERRAL):
        made = summary(case, text)
        for extension in BOTH:
            document = render_summary(made, extension, templates())
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(document)
            assert squeezed(made.own_reasons) in as_read(made, extension)


def test_free_text_makes_no_markup() -> None:
    """In Markdown, the parts of the document are the same whatever is typed."""
    reader = MarkdownIt("commonmark")

    def shape(text: str) -> list[str]:
        document = render_summary(summary(RECORD, text), "md", templates())
        return [token.type for token in reader.parse(document)]

    assert all(shape(text) == shape("Plain words.") for text in NASTY)


def test_free_text_cannot_pass_for_a_heading() -> None:
    """In plain text, each line that a person typed is indented."""
    document = render_summary(summary(RECORD, NASTY[-1]), "txt", templates())
    assert "\n    Accepted\n" in document
    assert "\nAccepted" not in document


@pytest.mark.parametrize("case", sorted(cases()))
def test_plain_text_fits_the_paper(case: str) -> None:
    """Lines have at most 80 columns, no space at their ends, and nothing is drawn."""
    document = render_summary(summary(case, "x" * 300), "txt", templates())
    for line in document.split("\n"):
        assert len(line) <= 80
        assert line == line.rstrip()
    assert "\n\n\n" not in document
    assert document.endswith("OFFICIAL-SENSITIVE\n")
    assert not [sign for sign in document if "\u2500" <= sign <= "\u259f"]


def test_flow_text_is_escaped_too() -> None:
    """What a flow says is as harmless as what a person types."""
    made = summarise(walked(REFERRAL), particulars())
    assert "serious_incident" in made.flows[0].id
    assert shown_as_written("serious_incident") in render_summary(made, "md", templates())


def test_a_pack_without_the_template_is_told() -> None:
    """A pack that lacks the template is told which file to add."""
    with pytest.raises(PackError, match=r"content/templates/summary\.md\.j2:1:1: "):
        render_summary(summary(RECORD), "md", {})


def test_only_filling_in_loads_the_template_engine() -> None:
    """Answers in words, the summary and the file need no Jinja, so a start stays quick."""
    modules = "in_words", "safe_text", "summary", "digest", "export", "formats"
    script = "import sys\n" + "".join(f"import triage.report.{name}\n" for name in modules)
    done = subprocess.run(
        [sys.executable, "-c", script + "print('jinja2' in sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.stdout.strip() == "False"
