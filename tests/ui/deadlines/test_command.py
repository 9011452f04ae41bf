"""`triage deadlines` as people, scripts and calendars meet it."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import vobject

from tests.command import ROOT, triage

EXAMPLE = ("--aware", "2026-03-02", "--notified", "2026-03-09")


def deadlines(
    *arguments: str, config: Path | None = None, columns: int = 80
) -> subprocess.CompletedProcess[str]:
    """Run the real command, with a folder of the user's own files or none."""
    own = str(config or ROOT / "none")
    return triage("deadlines", *arguments, TRIAGE_CONFIG=own, COLUMNS=str(columns))


def good(*arguments: str, config: Path | None = None, columns: int = 80) -> str:
    """Return what the command prints; it has nothing to complain about."""
    done = deadlines(*arguments, config=config, columns=columns)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def as_json(*arguments: str, config: Path | None = None) -> dict[str, Any]:
    """Return what the command prints as JSON."""
    result: dict[str, Any] = json.loads(good(*arguments, "--format", "json", config=config))
    return result


def as_words(text: str) -> str:
    """Return a text as one line with single spaces."""
    return re.sub(r"\s+", " ", text)


def test_json_has_the_keys_of_the_contract_first() -> None:
    """Clocks, their start and steps, with ISO dates, and null where there is none."""
    report = as_json(*EXAMPLE)
    assert next(iter(report)) == "clocks"
    clocks = {clock["id"]: clock for clock in report["clocks"]}
    assert list(clocks) == ["before_notification", "rapid_review", "panel_reply", "review"]
    for clock in clocks.values():
        assert list(clock)[:3] == ["id", "starts", "steps"]
        for step in clock["steps"]:
            assert list(step)[:6] == ["id", "day", "target", "limit", "lead", "rules"]
            assert step["lead"]
            assert all(rule.startswith("R") for rule in step["rules"])
    assert clocks["before_notification"]["starts"] == "2026-03-02"
    meeting = next(s for s in clocks["rapid_review"]["steps"] if s["id"] == "review_meeting")
    assert (meeting["day"], meeting["target"], meeting["limit"], meeting["limit_day"]) == (
        10,
        "2026-03-23",
        "2026-03-24",
        11,
    )
    assert meeting["rules"][:2] == ["R4.8", "R7.T11"]
    assert (clocks["review"]["starts"], clocks["review"]["steps"][0]["target"]) == (None, None)
    assert [day["date"] for day in report["bank_holidays"]] == ["2026-04-03", "2026-04-06"]


def test_without_a_day_everything_is_null_and_in_words() -> None:
    """No day given is no error: JSON has nulls, and people read the clocks in words."""
    for clock in as_json()["clocks"]:
        assert clock["starts"] is None
        assert {step["target"] for step in clock["steps"]} == {None}
        assert {step["limit"] for step in clock["steps"]} == {None}
    words = as_words(good())
    assert "No date was given" in words
    assert "Day 10, at the latest day 11 Hold the Rapid Review meeting" in words
    assert words.count("No date given (--") >= 4
    assert "7 working days before" in words
    assert not re.search(r"\b20[0-9]{2}\b", words.replace("2022 to 2027", ""))


def test_people_read_each_step_with_its_day_its_lead_and_its_rules() -> None:
    """Target, limit, day, what, who and rules stand together; then the notes; then the rest."""
    words = as_words(good(*EXAMPLE))
    assert (
        "- Monday 23 March 2026 (day 10), at the latest Tuesday 24 March 2026 (day 11) "
        "Hold the Rapid Review meeting and agree a recommendation. "
        "Who: Chair of the Child Safeguarding Practice Review (CSPR) group. Rules: R4.8, R7.T11,"
    ) in words
    assert (
        "- Thursday 5 March 2026 (day 4, if the first day is day 1), "
        "at the latest Friday 6 March 2026 (day 4, if the first day is day 0)"
    ) in words
    order = ["Day 0 is the day given", "Friday 3 April 2026: Good Friday", "These clocks belong to"]
    places = [words.index(part) for part in ("Rapid Review Whose", "Notes (A", *order)]
    assert places == sorted(places)
    assert "Local review and its publication: No date given (--decided DATE)." in words
    assert "For everyone else it is today" in words
    assert "(not in the guidance)" in words
    assert words.index("ring 999") < 100
    assert words.rindex("ring 999") > places[-1]


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_lines_fit_the_terminal_and_hold_nothing_but_text(columns: int) -> None:
    """Lines are broken between words, and no control character is written."""
    text = good(*EXAMPLE, columns=columns)
    lines = text.split("\n")
    assert max(map(len, lines)) < columns
    assert max(map(len, lines)) > columns - 15
    assert all(line.isprintable() for line in lines)


def test_a_child_in_care_is_said_to_count_from_the_incident() -> None:
    """Where the clock starts on the incident, it says so, and for whom that is."""
    words = as_words(good("--aware", "2026-03-04", "--incident", "2026-03-02"))
    assert "Monday 2 March 2026, the day of the incident, because it is the earlier one." in words
    assert "That is only for a child in care who died." in words


def test_where_no_date_can_be_computed_it_says_why() -> None:
    """A step without a date says so, and a day that counts from elsewhere says from where."""
    words = as_words(good("--decided", "2026-08-31", "--published", "2027-01-08"))
    assert "- Sunday 28 February 2027 (6 months) Finish and publish the review" in words
    assert "- Tuesday 29 December 2026 (7 working days before)" in words
    assert "Counts from the day the review is published. Friday 8 January 2027." in words
    assert "No date can be computed. The guidance does not say which day" in words
    alone = as_words(good("--decided", "2026-08-31"))
    assert "Counts from the day the review is published. No date given (--published DATE)." in alone


@pytest.mark.parametrize(
    "text", ["2 March 2026", "02/03/2026", "2026-3-2", "2026-02-30", "20260302", "", "٢٠٢٦-٠٣-٠٢"]
)
def test_a_date_that_cannot_be_read_says_how_to_write_one(text: str) -> None:
    """A malformed date is exit 2, names the option, and shows the form, never what was typed."""
    done = deadlines("--aware", text)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--aware" in done.stderr
    assert "YYYY-MM-DD" in done.stderr
    assert not text or text not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--aware", "2026-03-09", "--notified", "2026-03-02"), "--notified is before --aware"),
        (("--aware", "2030-01-02"), "known for 2022 to 2027"),
        (("--holidays", "nowhere.yaml"), "--holidays is not there"),
        (("--format", "ics"), "No date follows"),
        (("--aware", "2026-03-09", "--output", "x.pdf"), ".txt or .json or .ics"),
        (("--format", "ics", "--aware", "2026-03-09", "--output", "x.txt"), ": .ics."),
    ],
)
def test_wrong_use_is_exit_2(arguments: tuple[str, ...], said: str) -> None:
    """What cannot be is refused with one line that says what to do."""
    done = deadlines(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_pack_without_timelines_has_no_clocks(tmp_path: Path) -> None:
    """Another partnership's pack need not have clocks."""
    flow = (ROOT / "tests/pack/good/when.yaml").read_text(encoding="utf-8")
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "when.yaml").write_text(flow, encoding="utf-8")
    done = deadlines("--pack", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "content/timelines.yaml" in done.stderr
    assert "--pack" in done.stderr


# Bank holidays of the user's own --------------------------------------------------------------


def notify(*arguments: str, config: Path | None = None) -> tuple[str, str]:
    """Return target and limit of the notification."""
    step = as_json(*arguments, config=config)["clocks"][0]["steps"][1]
    return step["target"], step["limit"]


def test_the_users_own_bank_holidays_are_left_out(tmp_path: Path) -> None:
    """A day in the file named, or in the folder of own files, is left out and marked."""
    aware = ("--aware", "2026-06-11")
    assert notify(*aware) == ("2026-06-17", "2026-06-18")
    file = tmp_path / "holidays.yaml"
    file.write_text("holidays: {2026-06-15: A day of its own}\n", encoding="utf-8")
    assert notify(*aware, config=tmp_path) == ("2026-06-18", "2026-06-19")
    assert notify(*aware, "--holidays", str(file)) == ("2026-06-18", "2026-06-19")
    words = as_words(good(*aware, config=tmp_path))
    assert "- Monday 15 June 2026: A day of its own (from your own file)" in words
    empty = tmp_path / "empty.yaml"
    empty.touch()
    assert notify(*aware, "--holidays", str(empty), config=tmp_path) == ("2026-06-17", "2026-06-18")


def test_a_bank_holiday_that_is_worked_is_said(tmp_path: Path) -> None:
    """A day counted after all is named, with the reason of the file."""
    (tmp_path / "holidays.yaml").write_text("working_days: {2026-08-31: Moved}", encoding="utf-8")
    words = as_words(good("--aware", "2026-08-27", config=tmp_path))
    assert "Monday 31 August 2026 is counted as a working day: Moved (from your own file)" in words
    assert "No bank holiday falls within these clocks." in words


def test_a_faulty_file_of_bank_holidays_is_refused(tmp_path: Path) -> None:
    """A date that rests on a file with mistakes would be wrong: exit 3, with every place."""
    file = tmp_path / "holidays.yaml"
    file.write_text("holidays:\n  2026-06-13: x\n  soon: y\n", encoding="utf-8")
    for arguments, config in ((("--holidays", str(file)), None), ((), tmp_path)):
        done = deadlines(*arguments, config=config)
        assert (done.returncode, done.stdout) == (3, "")
        assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
            f"{file}:2:3",
            f"{file}:3:3",
        ]


# Files ----------------------------------------------------------------------------------------


def test_a_calendar_has_each_target_and_each_limit() -> None:
    """Read back by another parser: one event a day, two where target and limit differ."""
    calendar = vobject.readOne(good(*EXAMPLE, "--format", "ics"))
    events = [(each.dtstart.value.isoformat(), each.summary.value) for each in calendar.vevent_list]
    assert ("2026-03-23", "Aim: Hold the Rapid Review meeting and agree a recommendation") in events
    latest = "At the latest: Hold the Rapid Review meeting and agree a recommendation"
    assert ("2026-03-24", latest) in events
    assert ("2026-03-30", "Send the result to the national Panel, once it is signed off") in events
    steps = [
        step
        for clock in as_json(*EXAMPLE)["clocks"]
        for step in clock["steps"]
        if step["target"] is not None
    ]
    assert len(events) == sum(1 + (step["target"] != step["limit"]) for step in steps)
    ids = [each.uid.value for each in calendar.vevent_list]
    assert len(set(ids)) == len(ids)
    again = vobject.readOne(good(*EXAMPLE, "--format", "ics"))
    assert not set(ids) & {each.uid.value for each in again.vevent_list}
    for each in calendar.vevent_list:
        assert "Whose clock: " in each.description.value
        assert "ring 999" in each.description.value
        assert "valarm" not in each.contents


@pytest.mark.parametrize("ending", ["txt", "json", "ics"])
def test_a_new_file_is_written_for_its_owner_alone(tmp_path: Path, ending: str) -> None:
    """The ending gives the format; the file is new, its owner's alone, and is never replaced."""
    file = tmp_path / f"clocks.{ending}"
    done = deadlines(*EXAMPLE, "--output", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert str(file) in done.stderr
    start = {"txt": b"Deadlines", "json": b"{", "ics": b"BEGIN:VCALENDAR\r\n"}[ending]
    written = file.read_bytes()
    assert written.startswith(start)
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = deadlines(*EXAMPLE, "--output", str(file))
    assert again.returncode == 2
    assert "is there already" in again.stderr
    assert file.read_bytes() == written
