"""The skeleton of a briefing report: the real templates, filled in with the real flow's walks."""

from __future__ import annotations

import re
from functools import cache

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.report.samples import ROOT, pack, particulars, templates
from triage.core.engine import replay
from triage.core.program import Program, compile_program
from triage.report.layouts import LAYOUTS
from triage.report.render import filled
from triage.report.summary import Summary, summarise

FLOW = "rapid_review_report"
BOTH = ["md", "txt"]
PERSONAL = re.compile(r"\b(?:name|date of birth|address|author|senior manager)\b", re.IGNORECASE)


@cache
def program() -> Program:
    """Return the flow of the report, compiled."""
    return compile_program(pack().walk(FLOW))


@cache
def walks() -> dict[str, dict[str, object]]:
    """Return the answers of each worked walk of the flow, by its id."""
    text = (ROOT / "tests" / "flows" / "walks" / f"{FLOW}.yaml").read_text(encoding="utf-8")
    # BaseLoader: every scalar is text, so that yes and no are answers and not truth values.
    read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it builds nothing but text
    return {walk["id"]: walk["answers"] for walk in read}


def made(walk: str, own_reasons: str = "", **changed: object) -> Summary:
    """Return the summary of a worked walk, with some answers changed or left out (None)."""
    answers = {**walks()[walk], **changed}
    given = {id_: answer for id_, answer in answers.items() if answer is not None}
    return summarise(replay(program(), given), particulars(), own_reasons)


def rendered(summary: Summary, extension: str) -> str:
    """Return the skeleton of a summary in one format."""
    file = f"{FLOW}.{extension}.j2"
    return filled(templates()[file], file, summary, LAYOUTS[extension])


def read(summary: Summary, extension: str) -> str:
    """Return all the words that a reader of the skeleton sees, without space."""
    document = rendered(summary, extension)
    if extension == "md":
        tokens = MarkdownIt("commonmark").parse(document)
        document = "".join(part.content for token in tokens for part in token.children or [])
    else:
        document = re.sub(r"\n[-=]{3,}\n", "\n", document)
    return squeezed(document)


def squeezed(text: str) -> str:
    """Return a text without any space, so that where lines are broken makes no difference."""
    return "".join(text.split())


def report_itself(document: str) -> str:
    """Return part 2 of a skeleton: the report that leaves the agency."""
    heading = r"^(?:## )?Part {}\. "
    start = re.search(heading.format(2), document, re.MULTILINE)
    end = re.search(heading.format(3), document, re.MULTILINE)
    assert start is not None
    assert end is not None
    return document[start.start() : end.start()]


@pytest.mark.parametrize("extension", BOTH)
@pytest.mark.parametrize("walk", sorted(walks()))
def test_the_parts_around_the_report_hold_what_the_summary_does(walk: str, extension: str) -> None:
    """Where the skeleton comes from, and what is to be done and why, is all in it."""
    summary = made(walk, "My reasons.")
    seen = read(summary, extension)
    expected = [summary.marking, summary.reference, summary.tool_version, summary.closing]
    expected += [*summary.status, *summary.safety, *summary.banner, *summary.closing_cites]
    expected += [summary.own_reasons, "23 November 2026 at 14:05"]
    expected += [
        f"{flow.id}, version {flow.version}, digest {flow.digest}" for flow in summary.flows
    ]
    expected += [f"{each.title}, version {each.version}" for each in summary.editions]
    for answer in summary.answers:
        expected += [f"{answer.question} {answer.answer}"]
    for outcome in summary.outcomes:
        expected += [outcome.title, outcome.means, outcome.decides, *outcome.cites]
        expected += [reason.says for reason in outcome.reasons]
    for act in (*summary.to_do.yours, *summary.to_do.others):
        expected += [act.tell, *(text for task in act.tasks for text in (task.do, *task.clock))]
    for each in summary.checklist:
        expected += [each.title, *(item.do for item in each.entries)]
    for contact in summary.contacts:
        expected += [contact.role, *contact.ways, contact.note]
    assert summary.outcomes
    assert [text for text in expected if squeezed(text).rstrip(".") not in seen] == []


@pytest.mark.parametrize("extension", BOTH)
def test_the_report_is_the_same_whatever_was_answered(extension: str) -> None:
    """Nothing that was answered or noted stands in the part that leaves the agency."""
    parts = {report_itself(rendered(made(walk, walk), extension)) for walk in walks()}
    assert len(parts) == 1


@pytest.mark.parametrize("extension", BOTH)
def test_the_report_has_every_section_of_the_form(extension: str) -> None:
    """Sections A to G stand in order; each rule of the form is met but the one on Covid-19."""
    part = report_itself(rendered(made("calm_start"), extension))
    sections = re.findall(r"^(?:### )?([A-G])\. ", part, re.MULTILINE)
    assert sections == list("ABCDEFG")
    rules = {int(number) for number in re.findall(r"RB\.([0-9]+)", part)}
    assert set(range(1, 27)) - rules == {3, 4, 14}  # the meeting, which part 1 has; Covid-19
    assert squeezed("That is out of date, so it is left out here (A38).") in squeezed(part)


@pytest.mark.parametrize("extension", BOTH)
def test_personal_data_are_blanks_for_the_secure_system(extension: str) -> None:
    """A blank for a name, a date of birth or an address says where to complete it."""
    part = report_itself(rendered(made("calm_start"), extension))
    flat = part if extension == "md" else re.sub(r"\n {2,}(?=_|in your)", " ", part)
    blanks = [line for line in flat.split("\n") if line.endswith("____")]
    personal = [
        line for line in blanks if PERSONAL.search(line) and not re.search(r"\bRole of", line)
    ]
    assert len(personal) >= 9
    assert [line for line in personal if "complete in your secure system" not in line] == []


@pytest.mark.parametrize("extension", BOTH)
def test_an_unfinished_walk_says_so(extension: str) -> None:
    """With a question left, the skeleton says that part 1 may change and what may be added."""
    summary = made("calm_start", report_risks=None)
    assert not summary.finished
    seen = read(summary, extension)
    assert squeezed("Some questions have no answer yet, so part 1 may change.") in seen
    assert squeezed("Say today which risks are left") in seen
    assert "Notfinished" not in read(made("calm_start"), extension)


@pytest.mark.parametrize("extension", BOTH)
def test_nothing_at_all_answered_still_gives_a_skeleton(extension: str) -> None:
    """Someone who only wants the blanks gets them, and whom to ask."""
    summary = summarise(replay(program(), {}), particulars())
    document = rendered(summary, extension)
    assert squeezed("speak to your safeguarding lead today") in squeezed(document)
    assert "RB.26" in report_itself(document)


@pytest.mark.parametrize("extension", BOTH)
def test_it_says_what_it_is_not(extension: str) -> None:
    """It ends with what it is not: the form, a notification, a decision."""
    document = rendered(made("calm_start"), extension)
    end = squeezed(document[document.index("What this is not") :])
    assert squeezed("not a finished report, and not the partnership's own form") in end
    assert squeezed("not a notification, and nothing has been sent to anyone") in end
    assert squeezed("It decides nothing") in end
    assert document.rstrip().endswith("OFFICIAL-SENSITIVE")
