"""`triage contacts`, and what people see of their own contacts on the way."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT, triage
from tests.parity.terminal import Terminal
from triage.pack.own_contacts import with_own_contacts
from triage.pack.reader import read_pack
from triage.ui.reaching import reachable
from triage.ui.screens import Welcome
from triage.ui.walkthrough import Walkthrough

MISSING = "not supplied in the guidance"
BROKEN = "lead_officer: {fone: 01305 000000}\nlead_offcer: {}\n"


def run(config: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the real command with a folder of the user's own files."""
    return triage(*arguments, given=given, TRIAGE_CONFIG=str(config), COLUMNS="200")


def own(folder: Path, text: str) -> Path:
    """Write the user's own contacts and return the folder."""
    (folder / "contacts.yaml").write_text(text, encoding="utf-8")
    return folder


def contacts(config: Path) -> dict[str, Any]:
    """Return the contacts that the command prints as JSON, by id."""
    done = run(config, "contacts", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert report["own_file"] == str(config / "contacts.yaml")
    return {each["id"]: each for each in report["contacts"]}


def test_it_says_who_supplies_what_and_what_is_missing(tmp_path: Path) -> None:
    """Each value has its supplier, and what nobody supplies is said to be missing."""
    found = contacts(own(tmp_path, "lead_officer: {phone: 01305 000000}"))
    lead = found["lead_officer"]
    assert lead["fields"]["phone"] == {"value": "01305 000000", "from": "own file"}
    assert lead["fields"]["email"] == {"value": None, "from": None}
    assert lead["missing"] == ["out_of_hours", "email"]
    assert found["dscp_business_team"]["fields"]["email"]["from"] == "guidance"
    assert found["emergency_services"]["fields"]["phone"] == {"value": "999", "from": "pack"}
    shown = run(tmp_path, "contacts").stdout
    assert "Telephone: 01305 000000 (your own file, not in the guidance)" in shown
    address = "dorsetscp@dorsetcouncil.gov.uk (a shared mailbox: send no case details)"
    assert f"E-mail: {address} (supplied by the guidance)" in " ".join(shown.split())
    assert "Telephone: 999 (supplied with triage, not in the guidance)" in shown
    assert shown.count(f"Out of hours: {MISSING}") == len(found) - 1
    assert f"Your own file: {tmp_path / 'contacts.yaml'} (in use)." in shown


def test_without_a_file_it_says_where_one_would_lie(tmp_path: Path) -> None:
    """The place is named before there is anything in it."""
    shown = run(tmp_path / "none", "contacts").stdout
    assert f"Your own file: {tmp_path / 'none' / 'contacts.yaml'} (not there)." in shown
    assert "--template" in shown


def test_the_template_is_a_file_that_changes_nothing(tmp_path: Path) -> None:
    """What it prints can be used as it is, has every contact, and invents no value."""
    before = contacts(tmp_path)
    done = run(tmp_path, "contacts", "--template")
    assert done.returncode == 0
    assert contacts(own(tmp_path, done.stdout)) == before
    filled = done.stdout.replace("phone: ''", "phone: 01305 000000", 1)
    assert contacts(own(tmp_path, filled))["lead_officer"]["fields"]["phone"]["from"] == "own file"


def test_the_template_works_where_the_own_file_is_broken(tmp_path: Path) -> None:
    """Whoever has spoilt their file can start again."""
    assert run(own(tmp_path, BROKEN), "contacts", "--template").returncode == 0


def test_mistakes_are_exit_3_with_every_place(tmp_path: Path) -> None:
    """All mistakes come in one run, with the nearest name."""
    done = run(own(tmp_path, BROKEN), "contacts")
    assert (done.returncode, done.stdout) == (3, "")
    file = tmp_path / "contacts.yaml"
    assert done.stderr.splitlines() == [
        f"{file}:1:16: A contact of your own has no key fone. Did you mean phone?",
        f"{file}:2:1: There is no contact lead_offcer. Did you mean lead_officer?",
    ]


def test_a_number_without_a_digit_is_pointed_at(tmp_path: Path) -> None:
    """It may be meant, so it is used, and worth another look."""
    done = run(own(tmp_path, "lead_officer: {phone: The switchboard}"), "contacts")
    assert done.returncode == 0
    assert "Look again: phone of lead_officer in your own file has no digit in it." in done.stdout


# On the way through the questions -------------------------------------------------------------


def test_people_see_their_own_numbers_and_that_they_are_local(tmp_path: Path) -> None:
    """The result says the number, and that it does not come from the guidance."""
    pack = with_own_contacts(read_pack(ROOT), own(tmp_path, "lead_officer: {phone: 01305 000000}"))
    line = reachable(pack.contacts)["lead_officer"]
    assert line.ways == (
        "Telephone: 01305 000000 (added locally, not in the guidance)",
        f"Out of hours: {MISSING}",
    )


def test_a_broken_file_is_said_on_the_first_screen(tmp_path: Path) -> None:
    """One calm line says what is shown instead, and how to see what is wrong."""
    pack = with_own_contacts(read_pack(ROOT), own(tmp_path, BROKEN))
    screen = Walkthrough(pack, "incident", datetime.date(2026, 11, 23)).screen
    assert isinstance(screen, Welcome)
    assert screen.banner[0].startswith("Your own contacts file cannot be used")
    assert screen.banner[0].endswith("To see why: triage contacts")


@pytest.mark.parametrize("command", [("plain",), ()])
def test_a_broken_file_keeps_nobody_from_the_questions(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Line by line and on the full screen, the questions come all the same."""
    environment = {"TRIAGE_CONFIG": str(own(tmp_path, BROKEN))}
    with Terminal(*command, size=(100, 60), environment=environment) as terminal:
        terminal.wait_for("Your own contacts file cannot be used")
        terminal.send("\r")
        terminal.wait_for("Question 1 of")


def test_a_summary_from_a_file_has_the_own_numbers(tmp_path: Path) -> None:
    """`triage run --summary` reads the own contacts; a broken file is a line, not a refusal."""
    answers = "{safety: danger}"
    own(tmp_path, "emergency_services: {note: From a desk dial 9 first}")
    done = run(tmp_path, "run", "incident", "--summary", str(tmp_path / "a.md"), given=answers)
    assert done.returncode == 0
    assert "From a desk dial 9 first (added locally, not in the guidance)" in (
        tmp_path / "a.md"
    ).read_text(encoding="utf-8")
    own(tmp_path, BROKEN)
    done = run(tmp_path, "run", "incident", "--summary", str(tmp_path / "b.md"), given=answers)
    assert done.returncode == 0
    assert done.stderr.startswith("Your own contacts file cannot be used")
    assert (tmp_path / "b.md").exists()


def test_run_without_a_summary_does_not_look_at_it(tmp_path: Path) -> None:
    """Scripts get the JSON, and nothing else, whatever lies in the folder."""
    done = run(own(tmp_path, BROKEN), "run", "incident", given="{}")
    assert (done.returncode, done.stderr) == (0, "")
