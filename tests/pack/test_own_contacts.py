"""The user's own contacts over those of the pack: merged, refused, or left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from triage.errors import PackError
from triage.pack.contacts import Contact
from triage.pack.locations import config_folder, own_file
from triage.pack.own_contacts import NAME, read_own_contacts, with_own_contacts, without_digits
from triage.pack.reader import Pack, read_pack

ROOT = Path(__file__).resolve().parents[2]


@cache
def pack() -> Pack:
    """Return the built-in pack."""
    return read_pack(ROOT)


def merged(folder: Path, text: str) -> dict[str, Contact]:
    """Return the contacts with a file of the user's own over them."""
    (folder / NAME).write_text(text, encoding="utf-8")
    return dict(read_own_contacts(pack().contacts, folder))


def refused(folder: Path, text: str) -> list[tuple[str, int, int]]:
    """Return the problems of a file of the user's own as code, line and column."""
    with pytest.raises(PackError) as raised:
        merged(folder, text)
    return [(each.code, each.place.line, each.place.column) for each in raised.value.problems]


def test_fields_that_are_given_lie_over_those_of_the_pack(tmp_path: Path) -> None:
    """Each field stands alone: what is not given, or is empty, stays that of the pack."""
    text = (
        "lead_officer: {phone: 01305 000000, out_of_hours: ''}\ndscp_business_team: {note: Ring.}\n"
    )
    found = merged(tmp_path, text)
    before, lead = pack().contacts["lead_officer"], found["lead_officer"]
    assert (lead.phone, lead.out_of_hours, lead.role) == ("01305 000000", "", before.role)
    assert lead.own == {"phone"}
    team = found["dscp_business_team"]
    assert (team.note, team.email) == ("Ring.", pack().contacts["dscp_business_team"].email)
    others = found.keys() - {"lead_officer", "dscp_business_team"}
    assert all(found[id_] == pack().contacts[id_] for id_ in others)
    assert list(found) == list(pack().contacts)


def test_a_role_can_be_renamed(tmp_path: Path) -> None:
    """A council may call a role by another name."""
    found = merged(tmp_path, "lead_officer: {role: Director of Practice}")
    assert found["lead_officer"].role == "Director of Practice"


def test_a_value_of_several_lines_is_one_line(tmp_path: Path) -> None:
    """A contact is shown line by line, so a line end in a value becomes a space."""
    found = merged(tmp_path, "lead_officer:\n  phone: |\n    01305 1\n    (day)\n")
    assert found["lead_officer"].phone == "01305 1 (day)"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "lead_officer: {}\n"])
def test_an_empty_file_changes_nothing(tmp_path: Path, text: str) -> None:
    """A file without a value leaves the pack's contacts as they are."""
    assert merged(tmp_path, text) == dict(pack().contacts)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "advice"),
    [
        ("leadofficer: {phone: '1'}", "unknown-contact", 1, 1, "Did you mean lead_officer?"),
        ("lead_officer: {fone: '1'}", "unknown-key", 1, 16, "Did you mean phone?"),
        ("lead_officer: {source: [R1.1]}", "unknown-key", 1, 16, ""),
        ("lead_officer: {phone: [1]}", "not-text", 1, 23, ""),
        ("lead_officer: 01305", "not-a-mapping", 1, 15, ""),
        ("- lead_officer", "not-a-mapping", 1, 1, ""),
        ('lead_officer: {phone: "1\\e2"}', "hostile-character", 1, 23, ""),
        ("lead_officer:\n  phone: 1 #2", "text-cut-short", 2, 11, ""),
        ("lead_officer: {phone: '1'", "yaml-syntax", 2, 1, ""),
    ],
)
def test_a_mistake_is_reported_in_its_place(  # noqa: PLR0913, PLR0917 - a table of cases
    tmp_path: Path, text: str, code: str, line: int, column: int, advice: str
) -> None:
    """An unknown contact or key, or what cannot be read, is an error with the nearest name."""
    assert refused(tmp_path, text) == [(code, line, column)]
    with pytest.raises(PackError) as raised:
        read_own_contacts(pack().contacts, tmp_path)
    assert advice in str(raised.value)
    assert str(tmp_path / NAME) in str(raised.value)


def test_every_mistake_comes_in_one_run(tmp_path: Path) -> None:
    """Mistakes are reported together, in the order of the file."""
    text = "lead_officer: {fone: x}\nleed: {}\ncspr_chair: {phone: {}}\n"
    codes = [code for code, *_ in refused(tmp_path, text)]
    assert codes == ["unknown-key", "unknown-contact", "not-text"]


@pytest.mark.parametrize("kind", ["broken", "a folder", "a loop", "not UTF-8"])
def test_a_file_that_cannot_be_used_only_gives_a_notice(tmp_path: Path, kind: str) -> None:
    """Nobody is kept from the questions: the pack's contacts stand, and one line says why."""
    file = tmp_path / NAME
    if kind == "broken":
        file.write_text("lead_officer: {phone: [", encoding="utf-8")
    elif kind == "a folder":
        file.mkdir()
    elif kind == "a loop":
        file.symlink_to(file)
    else:
        file.write_bytes(b"lead_officer: {phone: \xff}")
    found = with_own_contacts(pack(), tmp_path)
    assert found.contacts == pack().contacts
    (notice,) = found.notices
    assert "triage contacts" in notice
    with pytest.raises(PackError):
        read_own_contacts(pack().contacts, tmp_path)


def test_without_a_file_or_folder_nothing_is_said(tmp_path: Path) -> None:
    """Most people have no file of their own: the pack is as it was."""
    for folder in (tmp_path, tmp_path / "none", tmp_path / "none" / "deeper"):
        assert with_own_contacts(pack(), folder) == pack()
    (tmp_path / "file").touch()
    assert with_own_contacts(pack(), tmp_path / "file") == pack()


def test_a_folder_that_may_not_be_looked_into_is_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system forbids a look, it is not known that there is no file, so it is said."""

    def forbid(_self: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "lstat", forbid)
    monkeypatch.setattr(Path, "stat", forbid)
    assert own_file(NAME, tmp_path) == tmp_path / NAME
    assert len(with_own_contacts(pack(), tmp_path).notices) == 1


def test_numbers_without_a_digit_are_used_and_worth_a_look(tmp_path: Path) -> None:
    """Words may be meant, so they are no error; only the user's own are looked at."""
    text = "lead_officer: {phone: Ask the switchboard, out_of_hours: 01305 2}"
    found = merged(tmp_path, text)
    assert found["lead_officer"].phone == "Ask the switchboard"
    assert without_digits(found) == (("lead_officer", "phone"),)
    assert without_digits(pack().contacts) == ()


def test_where_the_folder_is() -> None:
    """The variable decides; without it, it is where the system keeps a user's settings."""
    assert config_folder({"TRIAGE_CONFIG": "/some/where"}) == Path("/some/where")
    assert config_folder({}).name == "triage"
    assert config_folder({"TRIAGE_CONFIG": ""}) == config_folder({})
