"""The fingerprint of what a flow means: other words keep it, another meaning changes it."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.check.rewriting import Rewriting
from tests.core.brute_force import BruteForce, World
from tests.core.small_flows import Case, cases, journeys
from triage.check.meaning import Meaning, meaning_of
from triage.core.model import Flow
from triage.core.program import compile_program
from triage.pack.reader import read_flow_text

TEXT = """
flow: small
title: A small flow
version: 1
edition: test-1
closing: {says: Speak to the lead officer., cites: [R5.58]}
questions:
  - id: harmed
    ask: Was the child harmed?
    hint: Harm is not only injury.
    options: {yes: 'Yes', no: 'No', unsure: {label: Not sure, unsure: yes}}
  - {id: weeks, ask: How many weeks ago?, kind: number, min: 0, max: 52, when: grave}
  - {id: day, ask: On which day?, kind: date, min: 2025-01-01, max: 2025-12-31}
  - id: signs
    ask: What was seen?
    kind: choices
    when: {day: {from: 2025-06-01, under: 2025-09-01}}
    options: {a: A, b: B, c: C, none: {label: None, alone: yes}}
facts:
  grave: {harmed: [yes, unsure]}
  late: {weeks: {over: 6}}
outcomes:
  - id: tell
    title: Tell the lead officer
    unless: {signs: none}
    rules:
      - id: T1
        says: Because.
        when: {all: [grave, {any: [late, {signs: [a, b]}]}]}
        certainty: certain
        judgement_when: {harmed: unsure}
        cites: [R5.21]
      - id: T2
        says: Because.
        when: {at_least: {count: 2, of: [{signs: a}, {signs: b}, {signs: c}]}}
        certainty: judgement
    steps: [{do: Ring., clock: Today}]
  - id: discuss
    title: Talk
    yields_to: tell
    rules:
      - id: D1
        says: Because.
        when: {day: {over: 2025-05-31}}
        only_when_any_of: [tell]
        certainty: certain
      - {id: D2, says: Because., when: {harmed: unsure}, certainty: judgement}
  - id: nothing
    title: Nothing
    only_when_none_of: [tell, discuss]
    rules: [{id: N1, says: Because., certainty: judgement}]
safeguards:
  - {id: s, says: So., given: {harmed: unsure}, never: nothing}
"""


def meaning(flow: Flow) -> Meaning:
    """Return the fingerprint of a flow."""
    return meaning_of(compile_program((flow,)))


def edited(old: str, new: str) -> Flow:
    """Return the flow of `TEXT` with one edit."""
    assert TEXT.count(old) == 1, f"{old} stands {TEXT.count(old)} times"
    return read_flow_text(TEXT.replace(old, new))


PAIR = "{at_least: {count: 2, of: [{signs: a}, {signs: b}, {signs: c}]}}"
PAIR_ANEW = "{any: [{all: [{signs: a}, {signs: [b, c]}]}, {all: [{signs: b}, {signs: c}]}]}"
SUMMER = "{day: {from: 2025-06-01, under: 2025-09-01}}"
SUMMER_ANEW = "{not: {any: [{day: {under: 2025-06-01}}, {day: {over: 2025-08-31}}]}}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A small flow", "title: Another title"),
        ("version: 1", "version: 2"),
        ("says: Speak to the lead officer.", "says: Ring the lead officer."),
        ("ask: Was the child harmed?", "ask: Has the child been harmed?"),
        ("    hint: Harm is not only injury.\n", ""),
        ("label: Not sure", "label: I do not know"),
        ("{a: A, b: B,", "{b: B, a: A,"),
        ("title: Tell the lead officer", "title: Tell somebody"),
        ("cites: [R5.21]", "cites: [R5.22]"),
        ("id: T1", "id: T9"),
        ("    steps: [{do: Ring., clock: Today}]\n", ""),
        ("  - {id: s, says: So., given: {harmed: unsure}, never: nothing}\n", "  []\n"),
        ("grave: {harmed: [yes, unsure]}", "grave: {not: {harmed: no}}"),
        ("grave: {harmed: [yes, unsure]}", "grave: {any: [{harmed: unsure}, {harmed: yes}]}"),
        ("{all: [grave, {any", "{all: [{harmed: [unsure, yes]}, {any"),
        ("{any: [late, {signs: [a, b]}]}", "{any: [{signs: b}, {signs: a}, late, late]}"),
        ("{weeks: {over: 6}}", "{weeks: {from: 7}}"),
        ("{weeks: {over: 6}}", "{weeks: {from: 7, up_to: 52}}"),
        ("{weeks: {over: 6}}", "{any: [{weeks: {from: 7, under: 20}}, {weeks: {from: 20}}]}"),
        ("{day: {over: 2025-05-31}}", "{day: {from: 2025-06-01, up_to: 2025-12-31}}"),
        (SUMMER, SUMMER_ANEW),
        (PAIR, PAIR_ANEW),
    ],
)
def test_other_words_for_the_same_keep_the_fingerprint(old: str, new: str) -> None:
    """A copy edit, or a condition that is written in another way, changes no fingerprint."""
    assert meaning(edited(old, new)) == meaning(read_flow_text(TEXT))


NOT_SURE = "unsure: {label: Not sure, unsure: yes}"
ALL = {"tell", "discuss", "nothing"}


OTHER_MEANING: list[tuple[str, str, set[str]]] = [
    (NOT_SURE, "unsure: Not sure, other: Other", {"harmed", "weeks", *ALL}),
    ("{a: A, b: B,", "{a: A, d: D, b: B,", {"signs", *ALL}),
    ("none: {label: None, alone: yes}", "none: {label: None}", {"signs", *ALL}),
    ("max: 52, when: grave", "max: 53, when: grave", {"weeks", *ALL}),
    ("min: 2025-01-01", "min: 2025-01-02", {"day", "signs", *ALL}),
    ("52, when: grave", "52, when: {harmed: yes}", {"weeks", "tell", "discuss"}),
    ("52, when: grave", "52, when: grave, always: yes", {"weeks"}),
    (
        "kind: date",
        "kind: date, when: {harmed: [yes, no]}",
        {"day", "signs", "tell", "discuss"},
    ),
    ("under: 2025-09-01", "up_to: 2025-09-01", {"signs", *ALL}),
    ("{weeks: {over: 6}}", "{weeks: {from: 6}}", ALL),
    ("{all: [grave, {any", "{any: [grave, {any", ALL),
    ("{signs: [a, b]}", "{signs: [a, c]}", ALL),
    ("count: 2", "count: 3", {"tell", "nothing"}),
    ("    unless: {signs: none}\n", "", {"tell", "discuss"}),
    ("judgement_when: {harmed: unsure}", "judgement_when: {harmed: yes}", {"tell"}),
    (f"{PAIR}\n        certainty: judgement", f"{PAIR}\n        certainty: certain", {"tell"}),
    ("    yields_to: tell\n", "", {"discuss"}),
    ("        only_when_any_of: [tell]\n", "", {"discuss", "nothing"}),
    ("only_when_none_of: [tell, discuss]", "only_when_none_of: [tell]", {"nothing"}),
    ("unsure}, certainty: judgement", "unsure}, certainty: certain", {"discuss"}),
]


@pytest.mark.parametrize(("old", "new", "changed"), OTHER_MEANING)
def test_another_meaning_changes_the_fingerprint(old: str, new: str, changed: set[str]) -> None:
    """An edit in one place changes the fingerprint of what it is about, and of nothing else."""
    before, after = meaning(read_flow_text(TEXT)), meaning(edited(old, new))
    ids = before.questions.keys() | before.outcomes.keys()
    assert ids == after.questions.keys() | after.outcomes.keys()
    both = [{**each.questions, **each.outcomes} for each in (before, after)]
    assert {id_ for id_ in ids if both[0][id_] != both[1][id_]} == changed


def as_written(flow: Flow) -> Meaning:
    """Return the fingerprint of a flow whose diagrams are out of reach."""
    return meaning_of(compile_program((flow,)), work=0)


@pytest.mark.parametrize(("old", "new", "_"), OTHER_MEANING)
def test_out_of_reach_another_meaning_still_changes_the_fingerprint(
    old: str, new: str, _: set[str]
) -> None:
    """Fingerprints of what is written miss no change of meaning."""
    assert as_written(read_flow_text(TEXT)) != as_written(edited(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: A small flow", "title: Another title"),
        ("ask: Was the child harmed?", "ask: Has the child been harmed?"),
        ("cites: [R5.21]", "cites: [R5.22]"),
        ("{a: A, b: B,", "{b: B, a: A,"),
        ("{any: [late, {signs: [a, b]}]}", "{any: [{signs: [b, a]}, late]}"),
    ],
)
def test_out_of_reach_a_copy_edit_still_changes_nothing(old: str, new: str) -> None:
    """Nor does another order of the same parts."""
    assert as_written(read_flow_text(TEXT)) == as_written(edited(old, new))


def test_a_chain_that_is_out_of_reach_has_a_fingerprint_too() -> None:
    """It is that of what is written, which is another one than that of its diagrams."""
    count = 60
    asked = "".join(
        f"  - {{id: q{n}, ask: Q?, options: {{y: Y, n: N}}, when: {{q{n - 1}: y}}}}\n"
        for n in range(1, count)
    )
    first = "  - {id: q0, ask: Q?, options: {y: Y, n: N}}\n"
    rule = f"{{id: R1, says: So., certainty: certain, when: {{q{count - 1}: y}}}}"
    head = f"flow: chain\ntitle: Chain\nversion: 1\nedition: none\nquestions:\n{first}{asked}"
    flow = read_flow_text(f"{head}outcomes:\n  - {{id: o, title: O, rules: [{rule}]}}\n")
    few = meaning_of(compile_program((flow,)), work=1_000)
    assert few == as_written(flow) != meaning(flow)


@settings(max_examples=100)
@given(cases(), st.integers(0, 2**32))
def test_a_flow_in_other_words_has_the_same_fingerprint(case: Case, seed: int) -> None:
    """However the conditions of a flow are written anew, nothing in its fingerprint changes."""
    again = Rewriting(case.flow, random.Random(seed)).flow()
    assert meaning(again) == meaning(case.flow)


@settings(max_examples=100)
@given(journeys())
def test_equal_fingerprints_are_equal_functions_of_the_answers(case: Case) -> None:
    """Two outcomes, of one flow or two, have one fingerprint exactly where no world differs."""
    was, now = case.flows
    functions: dict[str, set[tuple[tuple[bool, bool], ...]]] = {}
    prints: dict[tuple[tuple[bool, bool], ...], set[str]] = {}
    worlds = BruteForce((was,)).worlds
    order = [question.id for question in was.questions]
    for flow in (was, now):
        judged = in_the_same_worlds(flow, order, worlds)
        for id_, fingerprint in meaning(flow).outcomes.items():
            function = tuple(judged(world, id_) for world in worlds)
            functions.setdefault(fingerprint, set()).add(function)
            prints.setdefault(function, set()).add(fingerprint)
    assert all(len(each) == 1 for each in functions.values())
    assert all(len(each) == 1 for each in prints.values())


def in_the_same_worlds(
    flow: Flow, order: list[str], worlds: list[World]
) -> Callable[[World, str], tuple[bool, bool]]:
    """Return what says whether an outcome of a flow is shown, and is certain, in a world."""
    asked = [order.index(question.id) for question in flow.questions]
    own = {world.answers: world for world in BruteForce((flow,)).worlds}
    assert worlds

    def judged(world: World, id_: str) -> tuple[bool, bool]:
        here = own[tuple(world.answers[place] for place in asked)]
        sure = any(name == id_ for name, _ in here.fired - here.judgement)
        return id_ in here.shown, sure and id_ in here.shown

    return judged


OPTIONS = "abcdefghijklmn"


def many_options(ticked: str) -> Flow:
    """Return a flow that reads some of fourteen options that can be ticked together."""
    labels = ", ".join(f"{value}: Label" for value in OPTIONS)
    return read_flow_text(f"""
flow: many
title: Many options
version: 1
edition: none
questions:
  - {{id: signs, ask: Which?, kind: choices, options: {{{labels}, z: {{label: None, alone: yes}}}}}}
outcomes:
  - {{id: tell, title: T, rules: [{{id: R1, says: So., certainty: certain, when: {ticked}}}]}}
""")


@pytest.mark.parametrize(
    "ticked", ["{signs: [a, b, d]}", "{signs: [a, b, z]}", "{all: [{signs: a}, {signs: b}]}"]
)
def test_options_are_told_apart_however_many_there_are(ticked: str) -> None:
    """One more option in a condition is another meaning, also of a question with many options."""
    assert (
        meaning(many_options(ticked)).outcomes != meaning(many_options("{signs: [a, b]}")).outcomes
    )


def test_many_options_in_other_words_have_the_same_fingerprint() -> None:
    """Conditions on many options mean the same however they are cut up."""
    one_by_one = "{any: [{signs: a}, {signs: b}, {signs: z}]}"
    assert meaning(many_options(one_by_one)) == meaning(many_options("{signs: [z, b, a]}"))
    rest = ", ".join(OPTIONS[1:])
    nothing_else = f"{{any: [{{signs: z}}, {{not: {{signs: [{rest}]}}}}]}}"
    only_a = f"{{not: {{signs: [{rest}]}}}}"
    assert meaning(many_options(nothing_else)) == meaning(many_options(only_a))


def test_ranges_are_told_apart_by_their_values() -> None:
    """As many answers on each side of a boundary are another meaning where they are others."""

    def weeks(least: int, most: int, under: int) -> Flow:
        question = f"{{id: weeks, ask: How many?, kind: number, min: {least}, max: {most}}}"
        rule = f"{{id: R1, says: So., certainty: certain, when: {{weeks: {{under: {under}}}}}}}"
        outcome = f"{{id: tell, title: T, rules: [{rule}]}}"
        head = "flow: weeks\ntitle: Weeks\nversion: 1\nedition: none\n"
        return read_flow_text(f"{head}questions: [{question}]\noutcomes: [{outcome}]\n")

    assert meaning(weeks(0, 9, 3)).outcomes != meaning(weeks(1, 10, 4)).outcomes
    assert meaning(weeks(0, 9, 3)).outcomes == meaning(weeks(0, 9, 3)).outcomes


def test_a_long_flow_has_a_fingerprint() -> None:
    """Hundreds of questions that one condition reads are no deeper than a few."""
    count = 600
    asked = "".join(f"  - {{id: q{n}, ask: Q?, options: {{y: Y, n: N}}}}\n" for n in range(count))
    any_yes = ", ".join(f"{{q{n}: y}}" for n in range(count))
    head = f"flow: long\ntitle: Long\nversion: 1\nedition: none\nquestions:\n{asked}outcomes:\n"
    rule = "{id: R1, says: So., certainty: certain, when: {%s: [%s]}}"
    flows = [
        read_flow_text(f"{head}  - {{id: o, title: O, rules: [{rule % (operator, any_yes)}]}}\n")
        for operator in ("any", "all")
    ]
    assert meaning(flows[0]).questions == meaning(flows[1]).questions
    assert meaning(flows[0]).outcomes != meaning(flows[1]).outcomes
