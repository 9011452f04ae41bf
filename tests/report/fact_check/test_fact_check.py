"""The fact-check pack: what it says of conditions, rules and questions, and that it is harmless."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from triage.core.model import Flow
from triage.pack.reader import read_flow_text
from triage.report.fact_check import Particulars, fact_check
from triage.report.fact_check.conditions import condition_lines, opened
from triage.report.fact_check.diagram import label
from triage.report.fact_check.names import Names
from triage.report.fact_check.web_page import web_page
from triage.report.rests_on import release_of

FLOW = """
flow: small
title: A small flow
version: 7
edition: test-1
closing: {says: Speak to the lead officer., cites: [R5.58]}
questions:
  - {id: harmed, ask: Was the child harmed?, contact: lead_officer,
     options: {yes: 'Yes', no: 'No', unsure: {label: Not sure, unsure: yes}},
     worry: [no, unsure, yes], cites: [R1, A2]}
  - {id: signs, ask: Which signs?, kind: choices, when: {harmed: [yes, unsure]},
     options: {bruise: A bruise, burn: A burn, none: {label: None, alone: yes}}}
  - {id: weeks, ask: How long ago?, kind: number, min: 0, max: 52, unit: weeks,
     when: {harmed: [yes, unsure]}}
  - {id: day, ask: On which day?, kind: date, min: 2026-03-01}
  - {id: note, ask: Anything else?, kind: text, limit: 99}
facts:
  bad_sign: {signs: [bruise, burn]}
  late: {all: [{weeks: {over: 3}}, bad_sign]}
outcomes:
  - id: tell
    title: Tell the lead officer
    cites: [R5.58]
    rules:
      - {id: T1, says: There are signs., certainty: certain, judgement_when: {harmed: unsure},
         when: late, cites: [R5.8]}
      - {id: T2, says: It was that day., certainty: judgement, when: {not: {signs: none}},
         cites: [R5.58]}
    at_once: Ring them now.
    steps:
      - {do: Ring them, who: You, contact: lead_officer, clock: Today, cites: [R6.1]}
      - {do: Write it down, only_for: [T1, T2]}
  - id: wait
    title: Wait
    yields_to: tell
    unless: {answered: [note]}
    only_when_none_of: [tell]
    not_in_guidance: yes
    rules:
      - {id: W1, says: So., certainty: certain, only_when_none_of: [tell]}
safeguards:
  - {id: safe, says: Harm is told., given: {harmed: yes}, always: tell}
  - {id: quiet, says: No wait., given: {all: [late, bad_sign]}, never: wait}
  - {id: step, says: No step back., levels: [tell], never_loses: [tell]}
"""


def particulars(**changes: object) -> Particulars:
    """Return particulars for a pack."""
    plain = Particulars(
        digest="0123456789ab",
        release=release_of("hill", "Hill | Dale", "2.7"),
        edition=("An edition, version 1",),
        contacts={"lead_officer": "The lead officer of the council"},
        proved={"safe": False, "quiet": True},
        safety=("Ring 999.",),
        not_a_referral=("This is not a referral.",),
        renew="triage author fact-check small --write FILE",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def part(pack: str, number: int) -> str:
    """Return one numbered part of a pack."""
    found = re.search(rf"^## Part {number}\..*?(?=^## |\Z)", pack, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found.group()


HARMED, SIGNS = "question 1 (Was the child harmed?)", "question 2 (Which signs?)"
UNASKED = "(This counts as true too where question 2 is not asked.)"
SEVERAL = "any of questions 2, 3 is"
CONDITIONS = [
    ("{harmed: yes}", [f"- {HARMED} is **Yes** (1a)"]),
    ("{harmed: [no, yes]}", [f"- {HARMED} is **Yes** (1a) or **No** (1b)"]),
    ("{signs: burn}", [f"- {SIGNS} has ticked: **A burn** (2b)"]),
    (
        "{signs: [burn, bruise]}",
        [f"- {SIGNS} has one or more of these ticked: **A bruise** (2a) or **A burn** (2b)"],
    ),
    ("{not: {harmed: yes}}", [f"- {HARMED} is **not** **Yes** (1a)."]),
    ("{not: {signs: burn}}", [f"- {SIGNS} has **not** ticked **A burn** (2b). {UNASKED}"]),
    ("{not: {not: {harmed: yes}}}", [f"- {HARMED} is **Yes** (1a)"]),
    ("{weeks: 3}", ["- question 3 (How long ago?) is exactly **3 weeks**"]),
    ("{weeks: {over: 3}}", ["- question 3 (How long ago?) is **4 weeks** or more"]),
    ("{weeks: {under: 3}}", ["- question 3 (How long ago?) is **2 weeks** or less"]),
    (
        "{weeks: {from: 3, up_to: 5}}",
        ["- question 3 (How long ago?) is from **3 weeks** to **5 weeks**, both included"],
    ),
    ("{day: {from: 2026-03-04}}", ["- question 4 (On which day?) is **4 March 2026** or later"]),
    ("{day: {under: 2026-03-04}}", ["- question 4 (On which day?) is **3 March 2026** or earlier"]),
    ("{answered: [note]}", ["- question 5 (Anything else?) is asked and has an answer"]),
    (
        "{not: {answered: [signs]}}",
        [f"- {SIGNS} is **not** asked, or has no answer. {UNASKED}"],
    ),
    ("late", ["- **late** (fact 2)"]),
    (
        "{not: late}",
        [f"- **not** true: **late** (fact 2). {UNASKED.replace('question 2 is', SEVERAL)}"],
    ),
    (
        "{all: [late, {any: [{harmed: yes}, {harmed: no}]}]}",
        [
            "- **all** of these are true:",
            "  - **late** (fact 2)",
            "  - **at least one** of these is true:",
            f"    - {HARMED} is **Yes** (1a)",
            f"    - {HARMED} is **No** (1b)",
        ],
    ),
    (
        "{at_least: {count: 2, of: [late, bad_sign, {harmed: yes}]}}",
        [
            "- **at least 2** of these 3 are true:",
            "  - **late** (fact 2)",
            "  - **bad sign** (fact 1)",
            f"  - {HARMED} is **Yes** (1a)",
        ],
    ),
    (
        "{not: {any: [{harmed: yes}, {harmed: no}]}}",
        [
            "- **none** of these is true:",
            f"  - {HARMED} is **Yes** (1a)",
            f"  - {HARMED} is **No** (1b)",
        ],
    ),
    (
        "{not: {all: [{harmed: yes}, {signs: burn}]}}",
        [
            f"- not all of these are true; **at least one is not**: {UNASKED}",
            f"  - {HARMED} is **Yes** (1a)",
            f"  - {SIGNS} has ticked: **A burn** (2b)",
        ],
    ),
    ("{all: [{harmed: yes}]}", [f"- {HARMED} is **Yes** (1a)"]),
    ("{not: {any: [{harmed: yes}]}}", [f"- {HARMED} is **not** **Yes** (1a)."]),
]


def with_condition(written: str) -> Flow:
    """Return the small flow with one more fact."""
    return read_flow_text(FLOW.replace("facts:\n", f"facts:\n  looked_at: {written}\n"))


@pytest.mark.parametrize(("written", "lines"), CONDITIONS, ids=[each[0] for each in CONDITIONS])
def test_a_condition_in_words(written: str, lines: list[str]) -> None:
    """Every form of condition, and its opposite, reads as plain English in nested lists."""
    flow = with_condition(written)
    test = flow.facts["looked_at"]
    facts = {name: each for name, each in flow.facts.items() if name != "looked_at"}
    assert condition_lines(Names(replace(flow, facts=facts)), test) == lines


def test_opened_conditions_name_questions_only() -> None:
    """On paper there are no facts: each is replaced by what it means."""
    names = Names(read_flow_text(FLOW))
    lines = condition_lines(names, opened(names, names.flow.facts["late"]))
    assert not any("fact" in line for line in lines)
    assert lines[1].strip().startswith("- question 3")


def test_a_pack_says_what_a_flow_says() -> None:
    """Rules, what hides an outcome, steps, certainty and safeguards stand in their parts."""
    pack = fact_check(read_flow_text(FLOW), particulars())
    outcomes = part(pack, 3)
    for line in (
        "- ☐ **T1.** There are signs.",
        "  - Fires when **late** (fact 2) is true.",
        f"but it is a matter of judgement when {HARMED} is **Not sure** (1c).",
        f"  - Fires when {SIGNS} has **not** ticked **None** (2c). {UNASKED}",
        "  - *Certainty:* a matter of judgement.",
        "1. ☐ Ring them *Who:* You. *Contact:* The lead officer of the council. *When:* Today.",
        "2. ☐ Write it down *Only for:* T1 or T2. *Rests on:* no rule is cited",
        "*Shown with the next question, at once:* Ring them now.",
        "- Where outcome 1 (Tell the lead officer) holds: that one takes its place.",
        "- Where a rule of outcome 1 (Tell the lead officer) fires.",
        "- Where question 5 (Anything else?) is asked and has an answer.",
        "  - And only when no rule of outcome 1 (Tell the lead officer) fires.",
        "  - *Certainty:* this comes from elsewhere and is not in the guidance.",
    ):
        assert line in outcomes
    assert "- *Shows how to reach:* The lead officer of the council" in part(pack, 1)
    safeguards = part(pack, 6)
    assert "**Harm is told.** **NOT PROVED: some answers break it.**" in safeguards
    assert "**No wait.** *Proved.*" in safeguards
    assert "**No step back.** *Not checked.*" in safeguards


def test_the_table_names_the_answers_that_each_rule_names() -> None:
    """Cells hold letters, opened from facts; negations are marked; other rules are listed."""
    table = part(fact_check(read_flow_text(FLOW), particulars()), 4)
    assert "| Outcome | Rule | Q1 | Q2 | Q3 |" in table
    assert "| 1 tell | T1 | c | a b | 4 to |" in table
    assert "| 1 tell | T2 |  | *not* c |  |" in table
    assert "Rules that name no answer:\n\n- outcome 2 W1\n" in table
    assert "Rules that depend on other outcomes too:\n\n- outcome 2 W1\n" in table
    assert "Questions that no rule names:\n\n- question 4 (On which day?)\n- question 5" in table


def test_citations_are_in_order_with_every_place() -> None:
    """R5.8 stands before R5.58, and each id names all that rests on it."""
    citations = part(fact_check(read_flow_text(FLOW), particulars()), 7)
    rows = [line.split(" | ")[1:] for line in citations.splitlines() if line.startswith("| ☐ | ")]
    assert [row[0] for row in rows[1:]] == ["A2", "R1", "R5.8", "R5.58", "R6.1"]
    assert rows[4][1] == "the closing words; outcome 1; outcome 1 rule T2 |"
    assert rows[5][1] == "outcome 1 step 1 |"


def test_the_paper_form_leads_past_questions_that_are_not_asked() -> None:
    """Questions with the same condition have one gate, with where to go on; no names are asked."""
    form = part(fact_check(read_flow_text(FLOW), particulars()), 8)
    gate = "**Go to question 4, unless this is true for questions 2 to 3:**"
    assert form.count("**Go to") == 1
    assert f"{gate}\n\n- {HARMED} is **Yes** (1a) or **Not sure** (1c)\n" in form
    assert form.count("- ☐ 1") == 3
    assert "2c None (tick no other with it)" in form
    assert "Your answer (weeks):\n\n* * *\n" in form
    asked = re.findall("(?i)(?:child's|your|full) name|born on|date of birth:", form)
    assert asked == []


def test_the_paper_form_begins_and_ends_with_safety() -> None:
    """What to do in danger, and that this is no referral, stand first and last."""
    pack = fact_check(read_flow_text(FLOW), particulars())
    frame = "**Ring 999.**\n\n**This is not a referral.**"
    form = part(pack, 8)
    assert form.split("\n", 2)[2].startswith(frame)
    assert pack.rstrip().endswith(frame)


def test_the_last_gate_leads_to_the_end() -> None:
    """Where the last questions are skipped, there is nothing to go on to but the end."""
    flow = read_flow_text(FLOW.replace("limit: 99}", "limit: 99, when: {harmed: yes}}"))
    assert "**Go to the end of the form, unless" in part(fact_check(flow, particulars()), 8)


def test_the_same_flow_gives_the_same_bytes_and_no_day() -> None:
    """There is no time in a pack unless one is passed in."""
    flow = read_flow_text(FLOW)
    assert fact_check(flow, particulars()) == fact_check(flow, particulars())
    assert "Made on" not in fact_check(flow, particulars())
    dated = fact_check(flow, particulars(day=datetime.date(2026, 3, 2)))
    assert "| Made on | 2 March 2026 |" in dated


def test_the_first_page_says_which_pack_the_flow_belongs_to() -> None:
    """Whoever signs sees the version of all that people get, or that the pack gives none."""
    flow = read_flow_text(FLOW)
    assert "| Partnership's pack | Hill \\| Dale (hill), version 2.7 |" in fact_check(
        flow, particulars()
    )
    without = fact_check(flow, particulars(release=release_of("", "", "")))
    assert "| Partnership's pack | this pack gives no version |" in without


HOSTILE = (
    'x"]; click q1 href "javascript:x" `` ``` | <b>&lt;[a](b) *c* #58; ## Part 9. %%{init}%%\u2014é'
)


def hostile_flow() -> Flow:
    """Return the small flow with the same hostile text in every place where a flow has words."""
    flow = read_flow_text(FLOW)
    options = [
        tuple(replace(o, label=HOSTILE, hint=HOSTILE) for o in q.options) for q in flow.questions
    ]
    questions = tuple(
        replace(q, ask=HOSTILE, hint=HOSTILE, why=HOSTILE, unit=HOSTILE, options=each)
        for q, each in zip(flow.questions, options, strict=True)
    )
    outcomes = tuple(
        replace(
            o,
            title=HOSTILE,
            means=HOSTILE,
            decides=HOSTILE,
            rules=tuple(replace(r, says=HOSTILE) for r in o.rules),
            steps=tuple(replace(s, do=HOSTILE, who=HOSTILE, clock=HOSTILE) for s in o.steps),
        )
        for o in flow.outcomes
    )
    safeguards = tuple(replace(s, says=HOSTILE) for s in flow.safeguards)
    assert flow.closing is not None
    return replace(
        flow,
        title=HOSTILE,
        version=HOSTILE,
        intro=HOSTILE,
        closing=replace(flow.closing, says=HOSTILE),
        questions=questions,
        outcomes=outcomes,
        safeguards=safeguards,
    )


def shape(markdown: str) -> list[tuple[str, str]]:
    """Return what a Markdown reader makes of a document, without its words."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inline = [child for token in tokens for child in token.children or []]
    kinds = [(token.type, token.tag) for token in tokens]
    marks = {(child.type, child.tag) for child in inline}
    return [*kinds, *sorted(marks - {("softbreak", "br")})]


def test_no_text_of_a_flow_changes_the_shape_of_the_document() -> None:
    """Markup, links, HTML, headings and fences in any text come out as they were written."""
    plain = fact_check(read_flow_text(FLOW), particulars())
    hostile = fact_check(
        hostile_flow(), particulars(edition=(HOSTILE,), contacts={"lead_officer": HOSTILE})
    )
    kinds = {kind for kind, _ in shape(hostile)}
    assert not kinds & {"html_block", "html_inline", "link_open", "image"}
    headings = [line for line in hostile.splitlines() if line.startswith("## Part")]
    assert headings == [line for line in plain.splitlines() if line.startswith("## Part")]
    assert hostile.count("\n```") == 4
    assert web_page(hostile, HOSTILE).count("<b>") == 0


def test_a_label_of_a_picture_holds_no_code() -> None:
    """What Mermaid could read as code is a number; letters of any script stay."""
    text = label(HOSTILE + "\x1b[2J")
    assert re.fullmatch(r'"(?:[\w .,?!\'()/-]|#\d+;|…)*"', text)
    assert len(label("word " * 100)) < 200
    hostile = fact_check(hostile_flow(), particulars())
    for picture in re.findall(r"```mermaid\n(.*?)\n```", hostile, re.DOTALL):
        for line in picture.splitlines():
            assert re.fullmatch(
                r'flowchart (TD|LR)| *(subgraph )?[gqor]\d+[\[(]+"[^"]*"[\])]+| *end'
                r"| *[gqor]\d+ (-->|==>|-\.->) [gqor]\d+",
                line,
            ), line


def test_pictures_and_words_tell_the_same() -> None:
    """Each arrow of the pictures stands in the list below, and the other way round."""
    text = part(fact_check(read_flow_text(FLOW), particulars()), 5)
    assert "q1 --> g2" in text
    assert "- Questions 2 and 3: asked when question 1 (Was the child harmed?) is" in text
    assert "o1 ==> o2" in text
    assert "o1 -.-> o2" in text
    assert "gives way to outcome 1; is hidden by any rule of outcome 1." in text
    assert text.count("-->") == 3
    assert "- Outcome 1 (Tell the lead officer) rests on questions 1, 2 and 3." in text


def test_the_web_page_is_whole_and_runs_nothing() -> None:
    """One page, nothing fetched, no script; the pictures are left to the lists."""
    page = web_page(fact_check(read_flow_text(FLOW), particulars()), "A <title>")
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert "<title>A &lt;title&gt;</title>" in page
    assert "flowchart" not in page
    assert page.count("The Markdown form of this pack shows a picture here.") == 2
    assert "<table>" in page
