"""The clocks of the built-in pack: complete, cited, and in words that can be read at once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from triage.core.timelines import Due, Timeline
from triage.errors import Problem
from triage.pack.reader import read_pack
from triage.pack.source import Source
from triage.pack.timelines import read_timelines

ROOT = Path(__file__).resolve().parents[2]
# Every rule of the guidance that sets a deadline, but that of its own yearly review (R0.2).
DEADLINES = """
R4.4 R4.8 R4.11 R4.13 R5.3 R5.5 R5.43 R5.44 R5.46 R7.1 R7.2 R7.4 R7.5 R7.10
R7.T R7.T0a R7.T0b R7.T2a R7.T2b R7.T8 R7.T9 R7.T11 R7.T14a R7.T14b R7.T15 R7.T20a R7.T20b R7.T99
R8.2.1 R12.3 R14.9 R14.11 R14.14 R17.1 R17.3
"""
UNCLEAR = {f"A{number}" for number in (*range(1, 10), 37, 42, 43, 44, 52)}


@cache
def timelines() -> dict[str, Timeline]:
    """Return the timelines of the built-in pack."""
    return dict(read_pack(ROOT).timelines)


def cited() -> set[str]:
    """Return everything that a timeline or one of its steps cites."""
    return {
        each
        for timeline in timelines().values()
        for cites in (timeline.cites, *(step.rules for step in timeline.steps))
        for each in cites
    }


def test_every_deadline_of_the_guidance_is_in_a_clock() -> None:
    """No rule that sets a deadline, and no point where one is unclear, is left out."""
    assert not set(DEADLINES.split()) - cited()
    assert not UNCLEAR - cited()


def test_where_sources_differ_each_day_has_its_own() -> None:
    """The stricter day is the target and the other the limit, each with the rule that says so."""
    steps = {step.id: step for step in timelines()["rapid_review"].steps}
    meeting, sign_off = steps["review_meeting"], steps["sign_off"]
    assert (meeting.target, meeting.limit) == (
        Due(10, "day", cites=("R4.8",)),
        Due(11, "day", cites=("R7.T11",)),
    )
    assert (sign_off.target, sign_off.limit) == (
        Due(13, "day", cites=("R4.11",)),
        Due(14, "day", cites=("R7.T14a",)),
    )
    for step in timelines()["before_notification"].steps:
        assert step.target is not None
        assert step.limit is not None
        assert (step.target.counts_as, step.limit.counts_as) == (1, 0)


def test_sentences_are_short() -> None:
    """Every text can be read at once: no sentence of 25 words or more."""
    texts = [text for each in timelines().values() for text in (each.title, each.says, each.note)]
    steps = [step for timeline in timelines().values() for step in timeline.steps]
    texts += [text for step in steps for text in (step.title, step.note, step.no_date)]
    for text in texts:
        for sentence in re.split(r"(?<=[.?!:;])\s", text):
            assert len(sentence.split()) < 25, sentence


SMALL = """
one:
  title: One
  owner: The council
  starts: aware
  says: it begins
  start_counts_as: {target: 1, limit: 0}
  steps:
    - {id: a, title: A, lead: L, day: 4, cites: [R1.1]}
    - id: b
      title: B
      lead: L
      target: {day: 5, cites: [R2.2]}
      limit: {day: 6, cites: [R3.3]}
      cites: [R4.4]
    - {id: c, title: C, lead: L, starts: published, day: -7, says: S}
    - {id: d, title: D, lead: L, months: 6}
    - {id: e, title: E, lead: L, no_date: Nobody says.}
"""


def read(text: str) -> tuple[dict[str, Timeline], list[Problem]]:
    """Return the timelines in a text, and what is wrong with it."""
    problems: list[Problem] = []
    return read_timelines(text.encode(), Source("timelines.yaml", problems, [])) or {}, problems


def test_each_way_to_be_due_is_read() -> None:
    """A day counts in both readings; target and limit have rules of their own; or there is none."""
    found, problems = read(SMALL)
    assert problems == []
    a, b, c, d, e = found["one"].steps
    assert (a.target, a.limit) == (Due(4, "day", 1), Due(4, "day", 0))
    assert (b.target, b.limit) == (Due(5, "day", 1, ("R2.2",)), Due(6, "day", 0, ("R3.3",)))
    assert b.rules == ("R2.2", "R3.3", "R4.4")
    assert (c.starts, c.target, c.limit) == ("published", Due(-7, "day"), Due(-7, "day"))
    assert (d.starts, d.target, d.limit) == ("aware", Due(6, "months"), Due(6, "months"))
    assert (e.target, e.limit, e.no_date) == (None, None, "Nobody says.")


def test_every_problem_comes_in_one_run() -> None:
    """Several mistakes in one file are reported together, each in its place."""
    text = SMALL.replace("owner", "ownr").replace("day: 4", "day: 4.5").replace("id: e", "id: d")
    _, problems = read(text.replace("starts: published, day: -7", "starts: publishd, day: 3"))
    assert [str(problem).split(": ")[0] for problem in sorted(problems)] == [
        "timelines.yaml:4:3",
        "timelines.yaml:9:39",
        "timelines.yaml:16:7",
        "timelines.yaml:16:42",
        "timelines.yaml:18:12",
    ], "\n".join(map(str, sorted(problems)))
