"""How to reach people: numbers where the tool says to ring, and no address without its caution."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.report.samples import cases
from tests.ui.test_at_once import NUMBERS, NUMBERS_SAID, own, pack, plainly
from tests.ui.tui.driving import asking, drive, incident, shown
from triage.core.engine import Position, replay
from triage.core.model import Flow
from triage.core.part_names import numbered_steps
from triage.core.program import Program, compile_program
from triage.pack.contacts import Contact
from triage.pack.own_contacts import with_own_contacts
from triage.pack.reader import Pack
from triage.ui import words
from triage.ui.line_by_line import lines
from triage.ui.presenter.question import ask
from triage.ui.presenter.result import result
from triage.ui.presenter.result_parts import parts
from triage.ui.reaching import SOCIAL_CARE, in_a_line, numbers, safety, ways
from triage.ui.saving import SummaryFile
from triage.ui.screens import Ask, Home, Result, Welcome
from triage.ui.tui.screens.note import safety_note
from triage.ui.tui.widgets.side_panel import panel_text
from triage.ui.walk.trail import Trail
from triage.ui.walkthrough import Walkthrough

TODAY = datetime.date(2026, 11, 23)
NOW = datetime.datetime(2026, 11, 23, 14, 5)  # noqa: DTZ001 - as a clock on the wall
ADDRESS = "dorsetscp@dorsetcouncil.gov.uk"
CAUTION = f"{ADDRESS} (a shared mailbox: send no case details)"


@cache
def program() -> Program:
    """Return the incident journey, compiled."""
    return compile_program(pack().walk("incident"))


def walked(case: str, **changed: object) -> Position:
    """Return the position at the end of a worked case."""
    return replay(program(), {**cases()[case], **changed})


def saved(of: Pack, position: Position, folder: Path, name: str, *, short: bool = False) -> str:
    """Return the words of a summary as it is saved."""
    path = folder / name
    SummaryFile(of, lambda: NOW, random.Random(1)).write(position, str(path), first_message=short)
    return " ".join(path.read_text(encoding="utf-8").split())


# Telephone numbers ------------------------------------------------------------------------------


def test_without_a_number_the_safety_message_is_as_it_was() -> None:
    """Nobody is told of a number that is not there, and the words of the message stay."""
    assert safety(pack().contacts) == safety({}) == words.SAFETY


def test_a_number_of_the_own_file_stands_with_the_safety_message(tmp_path: Path) -> None:
    """On the first screens, on the last one, under F9, and with the last lines."""
    of = own(tmp_path)
    expected = (*words.SAFETY, NUMBERS_SAID)
    home, welcome = Walkthrough(of, None, TODAY), Walkthrough(of, "incident", TODAY)
    for walk, kind in ((home, Home), (welcome, Welcome)):
        screen = walk.screen
        assert isinstance(screen, kind)
        assert screen.safety == expected
    assert result(of, walked("v01"), TODAY).safety == expected
    assert NUMBERS_SAID in safety_note(home.safety).body.plain
    spoken = plainly(["q"], of)
    assert spoken.count(NUMBERS_SAID) == 2
    assert spoken[-1] == NUMBERS_SAID


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.html"])
def test_it_stands_in_what_is_saved(name: str, tmp_path: Path) -> None:
    """In the summary, in the first message, and in a record of a check."""
    of, said = own(tmp_path), "01305 000000"
    assert said in saved(of, walked("v01"), tmp_path, name)
    assert said in saved(of, walked("v17"), tmp_path, f"record-{name}")
    short = walked("v01", referral_now="first_message")
    assert said in saved(of, short, tmp_path, f"short-{name}", short=True)
    assert said not in saved(pack(), walked("v01"), tmp_path, f"without-{name}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{phone: '1', out_of_hours: '2'}", "Telephone: 1. Out of hours: 2 (added locally"),
        ("{phone: '1'}", "Telephone: 1 (added locally"),
        ("{out_of_hours: '2'}", "Out of hours: 2 (added locally"),
        ("{phone: '1', out_of_hours: '1'}", "Telephone and out of hours: 1 (added locally"),
    ],
)
def test_numbers_are_said_in_one_line_with_one_mark(text: str, said: str, tmp_path: Path) -> None:
    """Only what is known, by the short name of the role, and marked once."""
    contacts = own(tmp_path, f"{SOCIAL_CARE}: {text}").contacts
    line = f"Children's social care. {said}, not in the guidance)."
    assert numbers(contacts, SOCIAL_CARE) == (line,)


def test_numbers_of_the_pack_are_not_marked_and_of_both_each_is_told() -> None:
    """A number that a partnership's own pack has is no local addition."""
    contact = Contact("a", "The team", phone="1", out_of_hours="2")
    assert numbers({"a": contact}, "a") == ("The team. Telephone: 1. Out of hours: 2.",)
    both = replace(contact, own=frozenset({"phone"}))
    assert numbers({"a": both}, "a") == (
        "The team. Telephone: 1 (added locally, not in the guidance). Out of hours: 2.",
    )
    assert numbers({}, "a") == numbers({"a": Contact("a", "The team")}, "a") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Telephone and out of hours: not supplied in the guidance."),
        (
            "lead_officer: {phone: 01305 000002}",
            (
                "Telephone: 01305 000002 (added locally, not in the guidance). "
                "Out of hours: not supplied in the guidance."
            ),
        ),
    ],
)
def test_the_question_about_the_lead_officer_says_how_to_reach_them(
    text: str, said: str, tmp_path: Path
) -> None:
    """The line of the contact stands below the hint, with a number where there is one."""
    of = own(tmp_path, text or "{}")
    screen = ask(Trail(walked("v01"), 0, {}, TODAY), "lead_available", frozenset(), 1, of.contacts)
    assert screen.contact == f"Lead officer. {said}"
    assert "supplied" not in screen.hint
    written = list(lines.question(screen))
    assert written.index(screen.contact) == written.index(screen.hint) + 1


def test_the_full_screen_says_how_to_reach_the_lead_officer_too() -> None:
    """Below the hint of the question, on the usual screen."""
    app = incident("lead_available")

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert asking(app).ask.contact in shown(app)

    drive(app, steps)


def test_what_the_answers_mean_says_how_to_reach_whom() -> None:
    """What to do first, then how: also where nobody gives a number."""
    contacts = pack().contacts
    screen = ask(Trail(walked("v01"), 0, {}, TODAY), "other_worry", frozenset(), 1, contacts)
    meanings = {each.title: each.first for each in screen.already}
    do, how = meanings["Tell the lead officer today"]
    assert do.startswith("Tell the lead officer what is known")
    assert how == "Lead officer. Telephone and out of hours: not supplied in the guidance."


def test_how_to_reach_the_same_people_is_said_once_on_a_screen() -> None:
    """Several outcomes begin with the lead officer; the line about them stands at the first."""
    position = walked("v11", setting="childrens_home")
    screen = ask(Trail(position, 0, {}, TODAY), "other_worry", frozenset(), 1, pack().contacts)
    how = "Lead officer. Telephone and out of hours: not supplied in the guidance."
    assert sum(how in each.first for each in screen.already) > 1
    for text in ("\n".join(lines.meanings(screen.already)), panel_text(screen).plain):
        assert text.count(how) == 1
        assert all(each.first[0] in text for each in screen.already)


def test_a_short_name_has_no_brackets_wherever_they_stand() -> None:
    """Also where words follow them, as in the role of the Business Team."""
    line = in_a_line(pack().contacts["dscp_business_team"])
    assert line.startswith("Dorset Safeguarding Children Partnership Business Team. Telephone")
    assert CAUTION in line


# What flows say of numbers ----------------------------------------------------------------------

_DENIED = re.compile(
    r"(number|contact|telephone|e-mail|route|reach)[^.]*not supplied|no telephone number",
    re.IGNORECASE,
)


def texts(flow: Flow) -> Iterator[str]:
    """Yield every text of a flow that may speak of how to reach somebody."""
    for question in flow.questions:
        yield question.hint
        yield from (option.hint for option in question.options)
    for outcome in flow.outcomes:
        yield from (outcome.means, outcome.decides, outcome.at_once)
        yield from (step.do for _, step in numbered_steps(outcome))


@pytest.mark.parametrize("flow", sorted(pack().flows))
def test_no_flow_denies_a_number_that_a_council_may_have_added(flow: str) -> None:
    """The contact's own line says what is missing, and only where it is."""
    assert not [
        text for text in texts(pack().flows[flow]) if _DENIED.search(" ".join(text.split()))
    ]


@pytest.mark.parametrize("case", sorted(cases()))
def test_a_step_says_that_a_number_is_missing_wherever_it_is_shown(
    case: str, tmp_path: Path
) -> None:
    """In the first acts, in all acts, and in the lists of a saved summary, on each line's own."""
    position = walked(case)
    made = result(pack(), position, TODAY)
    acts = [act for act in (*made.to_do.yours, *made.to_do.others) if act.tell]
    assert {act.tell for act in acts} == {act.tell for act in acts if act.ways}
    assert all(call.ways for call in made.to_do.first)
    summary = saved(pack(), position, tmp_path, "a.txt")
    for call in made.to_do.first:
        assert f"Contact: {call.tell}. {'. '.join(call.ways)}." in summary


# The caution beside an address ------------------------------------------------------------------


def unguarded(text: str) -> list[str]:
    """Return what stands behind the address of the shared mailbox where no caution does."""
    text = " ".join(text.split())
    behind = [text[found.end() :][:60] for found in re.finditer(re.escape(ADDRESS), text)]
    assert behind, "the address is not there at all"
    return [each for each in behind if "shared mailbox" not in each]


@cache
def at_the_team() -> Position:
    """Return a case in which the Business Team is among the first acts."""
    return walked("v01", lead_available="no")


def test_the_first_acts_show_no_address_without_its_caution() -> None:
    """On the last screen, and in the list that plain lines repeat at its end."""
    made = result(pack(), at_the_team(), TODAY)
    team = pack().contacts["dscp_business_team"].role
    (call,) = [each for each in made.to_do.first if each.tell == team]
    assert any(CAUTION in way for way in call.ways)
    assert unguarded("\n".join(lines.result(made, ""))) == []
    every = (text.text for part in parts(made, "") for text in part.lines)
    assert unguarded("\n".join(every)) == []


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.html", "a.email.txt"])
def test_nothing_that_is_saved_shows_it_without(name: str, tmp_path: Path) -> None:
    """In the list of what comes first, and where all contacts stand."""
    text = saved(pack(), at_the_team(), tmp_path, name).replace("\\", "")
    assert unguarded(text) == []


def test_the_skeleton_of_a_report_shows_it_with_its_caution(tmp_path: Path) -> None:
    """The address for returning it, which the guidance gives, has the caution too."""
    report = replay(compile_program(pack().walk("rapid_review_report")), {})
    for name in ("a.txt", "a.md"):
        assert unguarded(saved(pack(), report, tmp_path, name).replace("\\", "")) == []


def test_no_text_of_a_flow_has_an_address_of_its_own() -> None:
    """There it would stand without the caution."""
    for flow in pack().flows.values():
        assert not any("@" in text for text in texts(flow))


def test_the_caution_comes_from_the_contact_and_an_own_one_takes_its_place(tmp_path: Path) -> None:
    """A council's own address keeps the caution of the pack, until it gives another."""
    team = "dscp_business_team"
    mine = own(tmp_path, f"{team}: {{email: a@b.example}}").contacts[team]
    assert ways(mine)[-1] == (
        "E-mail: a@b.example (a shared mailbox: send no case details) "
        "(added locally, not in the guidance)"
    )
    other = own(tmp_path, f"{team}: {{email: a@b.example, caution: Ring first.}}").contacts[team]
    assert "a@b.example (Ring first) (added" in ways(other)[-1]
    without = own(tmp_path, "lead_officer: {email: c@d.example}").contacts["lead_officer"]
    assert ways(without)[-1] == "E-mail: c@d.example (added locally, not in the guidance)"


def test_a_walk_ends_with_the_numbers_of_the_own_file(tmp_path: Path) -> None:
    """The result that a person reaches has them, as one walk from end to end shows."""
    (tmp_path / "contacts.yaml").write_text(NUMBERS, encoding="utf-8")
    walk = Walkthrough(with_own_contacts(pack(), tmp_path), "incident", TODAY)
    walk.begin()
    while walk.question is not None:
        assert isinstance(walk.screen, Ask)
        walk.answer({**cases()["v37"]}[walk.question])
    walk.go_on()
    screen = walk.screen
    assert isinstance(screen, Result)
    (call,) = [each for each in screen.to_do.first if "social care" in each.tell]
    assert "Telephone: 01305 000000 (added locally, not in the guidance)" in call.ways
