"""Looking the guidance up: sections, rules, points and terms, as text and as JSON."""

from __future__ import annotations

import json

import pytest

from tests.guidance.book import SMALL, asked, book, triage
from tests.parity.terminal import Terminal
from triage.errors import UsageError
from triage.pack.digest import GuidanceRule, Section
from triage.ui.guidance.in_words import OUR_WORDS
from triage.ui.wrapping import Row, wrapped


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("5", "R5"),
        ("R5", "R5"),
        ("section 5", "R5"),
        ("8", "R8.0"),
        ("R8", "R8.0"),
        ("8.1", "R8.1"),
        ("r8.1", "R8.1"),
        ("A", "RA"),
        ("appendix a", "RA"),
        ("Appendix  B", "RB"),
        ("RB", "RB"),
        ("R0", "R0"),
        ("0", "R0"),
        ("R5.58", "R5.58"),
        ("r5.58", "R5.58"),
        ("5.58", "R5.58"),
        ("r7.t11", "R7.T11"),
        ("R5.32b", "R5.32b"),
        ("b.22", "RB.22"),
        ("A12", "A12"),
        ("a20B", "A20b"),
        ("n1", "N1"),
    ],
)
def test_whatever_way_it_is_written(written: str, id_: str) -> None:
    """Sections, rules and points are found by id or number, in capitals or small letters."""
    assert book().find(written).id == id_


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("R5.580", ("R5.58",)),
        ("5.580", ("R5.58",)),
        ("A120", ("A12",)),
        ("Apendix A", ("Appendix A",)),
    ],
)
def test_an_unknown_id_is_exit_2_with_the_nearest(written: str, near: tuple[str, ...]) -> None:
    """What does not exist ends with exit 2, the nearest ids on standard error, nothing else."""
    done = triage("guidance", written)
    assert (done.returncode, done.stdout) == (2, "")
    assert all(f" {id_}" in done.stderr for id_ in near), done.stderr
    assert "triage guidance search" in done.stderr


def test_nothing_similar_and_nothing_to_repeat() -> None:
    """What is no id is not repeated in the error, whatever characters it holds."""
    for written in ("\x1b[2J\u202eKim", "Kim Example", "Kim's case, 12 High Street", "'; DROP"):
        done = triage("guidance", written)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Kim" not in done.stderr
        assert done.stderr.removesuffix("\n").isprintable()


def test_the_contents_list_every_section_and_how_to_go_on() -> None:
    """Without a word more, every section is listed with its number, title and size."""
    shown = asked()
    for section in book().digest.sections:
        assert (
            f"{section.number or section.id}  {section.title} ({len(section.rules)} rule" in shown
        )
    assert "version 3.1: 324 rules." in shown
    for example in ("5", "R5.58", "A12", "N1", "search", "glossary", "matrix"):
        assert f"triage guidance {example}" in shown
    assert len(json.loads(asked(as_json=True))["sections"]) == len(book().digest.sections)


def test_a_section_shows_its_rules_in_our_words() -> None:
    """A section shows what it is for and every rule of it, and where it goes on."""
    section = book().find("8")
    assert isinstance(section, Section)
    shown = asked("8", width=10_000)
    assert section.about in shown
    for rule in section.rules:
        assert f"\n{rule.id}  {rule.kind}. " in shown
        assert f"\n    {rule.says}\n" in shown
    assert "goes on in 8.1 and 8.2." in shown
    assert OUR_WORDS in shown
    data = json.loads(asked("8", as_json=True))["section"]
    assert [rule["id"] for rule in data["rules"]] == [rule.id for rule in section.rules]


def test_a_rule_shows_all_that_is_known_of_it() -> None:
    """A rule comes with its kind, whom it binds, its certainty, its doubts and its uses."""
    rule = book().find("R5.58")
    assert isinstance(rule, GuidanceRule)
    shown = asked("R5.58", width=10_000)
    assert shown.startswith("R5.58 (section 5)\n")
    for part in (rule.says, f"Kind: {rule.kind}", f"Who it binds: {rule.binds}"):
        assert f"{part}\n" in shown
    assert "How certain: The guidance is clear about this." in shown
    for id_ in rule.unclear:
        point = book().digest.points[id_]
        assert f"{id_} ({point.kind}): " in shown
        assert all(f"  - {reading.says}" in shown for reading in point.readings)
        assert f"What triage does: {point.shown}" in shown
    assert "  - outcome raise: Tell the lead officer today (flows/serious_incident.yaml:" in shown
    assert "question lead_available: Can you reach the lead officer today? (" in shown
    data = json.loads(asked("R5.58", as_json=True))["rule"]
    assert {"use", "id", "words", "file", "line", "column"} == set(data["uses"][0])
    assert [point["id"] for point in data["unclear"]] == list(rule.unclear)


def test_a_rule_without_a_use_says_what_becomes_of_it() -> None:
    """A rule that nothing cites shows the later flow that it is for, or why no screen needs it."""
    shown = asked("R5.2", folder=SMALL)
    assert "Nothing in triage cites it yet." in shown
    assert "Kept for a later part of triage: A flow that is still to come (later)." in shown
    unused = next(rule for rule in book().digest.rules.values() if rule.unused)
    assert f"Not needed on any screen: {unused.unused}" in asked(unused.id, width=10_000)


@pytest.mark.parametrize("written", ["N1", "A12", "R5.6"])
def test_what_is_not_in_the_guidance_says_so_in_each_line(written: str) -> None:
    """Every line that shows a national point is marked, and one of them says how sure it is."""
    point = book().guidance.national["N1"]
    lines = asked(written, width=10_000).splitlines()
    shown = [line for line in lines if point.says in line or point.sure in line]
    shown += [line for line in lines if point.about in line or point.source in line]
    assert len(shown) == 4
    assert all("not in the guidance" in line.casefold() for line in shown)
    assert any("how sure (quoted): " in line for line in shown)


def test_an_unclear_point_shows_every_reading_and_its_rules() -> None:
    """A point shows all its readings, what triage does, and the rules that it concerns."""
    point = book().digest.points["A1"]
    shown = asked("A1", width=10_000)
    assert len(point.readings) > 1
    assert all(reading.says in shown for reading in point.readings)
    assert "Rules: " in shown
    data = json.loads(asked("A1", as_json=True))["unclear"]
    assert [each["says"] for each in data["readings"]] == [each.says for each in point.readings]
    assert json.loads(asked("N1", as_json=True))["national"]["in_guidance"] is False


def test_the_glossary_and_one_term() -> None:
    """The glossary lists every term; one is found by its name, its id or a printed name."""
    every = asked("glossary", width=10_000)
    assert all(f"{term.term}" in every for term in book().guidance.glossary.values())
    for name in ("SIN", "serious incident notification (sin)", "serious_incident_notification"):
        assert "Serious Incident Notification (SIN)" in asked("glossary", *name.split())
    (term,) = json.loads(asked("glossary", "lead_officer", folder=SMALL, as_json=True))["terms"]
    assert (term["cites"], term["unclear"]) == (["R5.1", "N1"], ["A1"])
    done = triage("guidance", "glossary", "lead oficer")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Nearest: Lead officer" in done.stderr


def test_a_term_that_is_not_in_the_guidance_says_so() -> None:
    """A meaning that comes from elsewhere is marked."""
    term = next(each for each in book().guidance.glossary.values() if each.not_in_guidance)
    shown = asked("glossary", term.id, width=10_000)
    assert f"{term.term}\n    Not in the guidance: {term.means}\n" in shown
    found = asked("search", term.term, width=10_000)
    assert f"{term.term} (glossary)\n    Not in the guidance: " in found


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_lines_keep_to_the_terminal_and_hold_no_escape_codes(columns: int) -> None:
    """In a terminal, lines keep to its width, without an escape code or a control character."""
    with Terminal("guidance", "R5.58", size=(columns, 24)) as terminal:
        assert terminal.end() == 0
        lines = terminal.written().split("\r\n")
    assert len(lines) > 10
    # A word that is longer than the line, such as the name of a file, is never cut.
    assert all(len(line) < columns or " " not in line.strip(" -") for line in lines)
    assert all(line.isprintable() for line in lines)
    piped = triage("guidance", "R5.58", columns=columns)
    assert piped.stdout.splitlines() == lines[:-1]


def test_words_are_never_cut() -> None:
    """A word that is longer than a line stays whole, and hostile text is shown as an escape."""
    address = "https://www.example.org/" + "a-b" * 20
    lines = list(wrapped(["  See \x1b[2J here", Row("  N1  ", address), ""], 30))
    assert lines[0] == r"  See \x1b[2J here"
    assert address in lines[1].split()
    assert lines[2] == ""


def test_markup_in_content_is_plain_text() -> None:
    """Brackets and other markup of a pack are shown as they are."""
    marked = "[b]bold[/b] [@click=app.quit]x[/] *y* [LADO]"
    assert list(wrapped([marked, Row("[unknown] ", marked)], 79)) == [
        marked,
        f"[unknown] {marked}",
    ]


def test_an_unknown_edition_is_exit_2() -> None:
    """An edition that the pack has no digest of is named as such, with what there is."""
    done = triage("guidance", "R5.58", "--edition", "dorset-3.2")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean dorset-3.1?" in done.stderr


def test_near_names_stay_few() -> None:
    """The error for an unknown id names three others at most."""
    with pytest.raises(UsageError) as caught:
        book().find("R55.5")
    near = str(caught.value).partition("Nearest: ")[2].partition(". triage")[0]
    assert 1 <= len(near.split(", ")) <= 3
