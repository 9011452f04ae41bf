"""Which screens are shown in the documentation, and how the real program is led to each.

The case is made up: a child in care has died in a children's home, and its teacher is not sure
of much. Each session is one start of the program in a pseudo-terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.captures.camera import CASE, ENTER, ESCAPE, F1, F2, F3, F9, Camera, started
from tests.captures.referral import plain_text, referral, small_text
from tests.parity.terminal import ROOT, Terminal
from tests.parity.test_front_ends import questions_asked
from triage.pack.reader import read_pack
from triage.ui.tui.widgets.choices import MARK


@dataclass(frozen=True)
class Capture:
    """One screen: the name of its file, its heading, and a sentence on what it shows."""

    name: str
    title: str
    says: str


CAPTURES = (
    Capture("home", "The first screen", "Safety first, then what one may want to do."),
    Capture(
        "welcome", "One walk alone", "`triage --journey incident` starts here, without a menu."
    ),
    Capture("question", "A question", "One question at a time; a digit and Enter answer it."),
    Capture("why", "Why we ask", "F2 says why a question is asked and which rules it rests on."),
    Capture("ticks", "Several answers", "Digits and Space tick; Enter goes on with all ticks."),
    Capture("cited", "The rules behind a question", "R shows them in our words, each to open."),
    Capture("rule", "A rule", "Whom it binds, how certain, what is unclear, where it is used."),
    Capture(
        "contents", "The guidance", "F3 opens it from anywhere; its own numbers pick a section."
    ),
    Capture("section", "A section", "Its rules, and the parts of triage that walk through it."),
    Capture("found", "A search", "What is found, best first; Esc goes back step by step."),
    Capture("glossary", "The glossary", "Every term, with a search of its own."),
    Capture("help", "Help", "F1 lists what the keys do where one is."),
    Capture("danger", "In danger", "F9 says what to do if someone is in danger, on every screen."),
    Capture("review", "Check your answers", "Each answer can be changed, which leads back here."),
    Capture("result", "What to do now", "Whom to reach, by when and how, before all else."),
    Capture("yours", "Everything that you do", "N reads on, from heading to heading."),
    Capture("reasons", "Why", "Each suggestion with its certainty, its answers and its rules."),
    Capture("changes", "What would change it", "What you were not sure of comes first."),
    Capture("referral", "The referral", "A first message now, or all of it; what is known stays."),
    Capture("text", "A text of several lines", "An empty line ends it; its length is said below."),
    Capture("list", "A list of entries", "Each is added part by part, and can be changed later."),
    Capture("entry", "One entry", "Its parts, its place in the list, and taking it away."),
    Capture("review-form", "Check the referral", "The answers by the sections of the form."),
    Capture("preview", "What would be saved", "The whole text, with what is missing named first."),
    Capture("message", "The first message alone", "To copy, or to read out on the telephone."),
    Capture("wide-question", "In a wide window", "Answers above, reasons beside the question."),
    Capture("wide-result", "The result in a wide window", "The same page at 120 columns."),
    Capture("small-home", "In a small window", "The first screen at 40 columns, 12 lines."),
    Capture("small-question", "A question in a small window", "Its choices scroll into sight."),
    Capture("small-text", "A text in a small window", "What is typed scrolls into sight."),
    Capture("plain-home", "The first screen in plain lines", "The end of it; safety comes again."),
    Capture("plain", "Plain lines", "`triage plain`, for screen readers and simple terminals."),
    Capture("plain-result", "The end in plain lines", "What to do first stands last as well."),
    Capture("plain-guidance", "The guidance in plain lines", "A rule, asked for by its id."),
    Capture("plain-text", "A text in plain lines", "Line by line, until an empty one."),
    Capture("ask-home", "The first screen as a prompt", "The same list, by arrow keys."),
    Capture("ask", "Prompts", "`triage ask`, with arrow keys and without a full screen."),
)


def _usual(camera: Camera) -> None:
    with started() as terminal:
        camera.take(terminal, "home", "Enter begin")
        terminal.send(ENTER)
        for number, asked in enumerate(questions_asked(dict(CASE)), start=1):
            terminal.wait_for(f"Question {number} of ")
            terminal.wait_for(asked.ask[:40])
            terminal.send("".join(map(str, asked.numbers)))
            if asked.id == "age":
                camera.take(terminal, "question", f"{MARK}2")
                terminal.send(F2)
                camera.take(terminal, "why", "Why we ask, and")
                terminal.send(F2)
                terminal.wait_for(f"{MARK}2")
                terminal.send("r")
                camera.take(terminal, "cited", "The rules behind this")
                terminal.send("1" + ENTER)
                camera.take(terminal, "rule", "Who it binds")
                for _ in range(2):
                    terminal.send(ESCAPE)
                    terminal.pump(0.5)
                terminal.wait_for(f"{MARK}2")
            if asked.id == "process":
                camera.take(terminal, "ticks", "4 [x]")
                terminal.send(F1)
                camera.take(terminal, "help", "What the keys do here")
                terminal.send(F9)
                camera.take(terminal, "danger", "If someone may be in danger")
                terminal.send(ENTER)
                terminal.wait_for("4 [x]")
            terminal.send(ENTER)
        camera.take(terminal, "review", "Check your answers")
        terminal.send("g")
        camera.take(terminal, "result", "Do this first")
        for name, title in (
            ("yours", "Everything that you do"),
            ("reasons", "What your answers suggest, and why"),
            ("changes", "What would change this"),
        ):
            _read_on_to(terminal, title)
            camera.take(terminal, name, title)


def _read_on_to(terminal: Terminal, title: str) -> None:
    """Read on, page by page, until this heading stands on the first line below the top one."""
    for _ in range(40):
        before = terminal.shown()
        terminal.send("n")
        terminal.wait(lambda: terminal.shown() != before, "the next page")  # noqa: B023
        while terminal.pump(0.1):
            pass  # until the whole page is there: the next key would pass it by
        if f"tells you more. {title}" in terminal.words():
            return
    message = f"{title} is not there:\n{terminal.shown()}"
    raise AssertionError(message)


def _wide(camera: Camera) -> None:
    with started(columns=120, rows=40) as terminal:
        terminal.wait_for("Enter begin")
        terminal.send(ENTER)
        for number, asked in enumerate(questions_asked(dict(CASE)), start=1):
            terminal.wait_for(f"Question {number} of ")
            terminal.wait_for(asked.ask[:40])
            if asked.id == "setting":
                camera.take(terminal, "wide-question", "None of these")
            terminal.send("".join(map(str, asked.numbers)) + ENTER)
        terminal.wait_for("Check your answers")
        terminal.send("g")
        camera.take(terminal, "wide-result", "Do this first")


def _alone(camera: Camera) -> None:
    with started("--journey", "incident") as terminal:
        camera.take(terminal, "welcome", "1 Begin")


def _guidance(camera: Camera) -> None:
    with started() as terminal:
        terminal.wait_for("Enter begin")
        terminal.send(F3)
        terminal.wait_for("Front page")
        terminal.send("7")
        camera.take(terminal, "contents", f"{MARK}7")
        terminal.send(ENTER)
        camera.take(terminal, "section", "Section 7")
        terminal.send(ESCAPE)
        terminal.wait_for("Front page")
        terminal.send("/")
        terminal.pump(0.5)
        terminal.send(f"who tells the family{ENTER}")
        camera.take(terminal, "found", "best first")
        terminal.send(ESCAPE)
        terminal.wait_for("Front page")
        terminal.send(ESCAPE)
        terminal.wait_for("Enter begin")
        terminal.send("\x1b[F" + ENTER)
        camera.take(terminal, "glossary", "What the terms mean")


def _small(camera: Camera) -> None:
    with started(columns=40, rows=12) as terminal:
        camera.take(terminal, "small-home", "Enter begin")
        terminal.send(ENTER)
        camera.take(terminal, "small-question", "Question 1 of ")


def _plain(camera: Camera) -> None:
    with started("plain") as terminal:
        camera.take(terminal, "plain-home", "q to leave:")
        terminal.send(ENTER)
        for number, asked in enumerate(questions_asked(dict(CASE)), start=1):
            terminal.wait_for(f"Question {number} of ")
            terminal.wait(lambda: terminal.shown().endswith("Answer:"), "the prompt")
            if number == 1:
                camera.take(terminal, "plain", "Answer:")
            terminal.send(",".join(map(str, asked.numbers)) + ENTER)
        terminal.wait_for("0 to go on")
        terminal.send("0" + ENTER)
        camera.take(terminal, "plain-result", "Number:")


def _number_of_the_guidance() -> int:
    """Return what picks the guidance in the menu."""
    entries = [entry for group in read_pack(ROOT).menu for entry in group.entries]
    return next(n for n, entry in enumerate(entries, start=1) if entry.read == "guidance")


def _plain_guidance(camera: Camera) -> None:
    with started("plain") as terminal:
        terminal.wait_for("q to leave:")
        terminal.send(f"{_number_of_the_guidance()}{ENTER}")
        terminal.wait_for("(b goes back):")
        terminal.send("R7.8" + ENTER)
        camera.take(terminal, "plain-guidance", "R7.8 (section 7)")


def _ask(camera: Camera) -> None:
    with started("ask") as terminal:
        camera.take(terminal, "ask-home", "Ready?")
        terminal.send(ENTER)
        camera.take(terminal, "ask", "Question 1 of ")


SESSIONS: Sequence[Callable[[Camera], None]] = (
    _usual,
    _guidance,
    _alone,
    _wide,
    _small,
    referral,
    small_text,
    plain_text,
    _plain,
    _plain_guidance,
    _ask,
)


def all_taken(known: Mapping[str, str]) -> dict[str, str]:
    """Return every screen by name, as the program shows it now; `known` ones are quicker."""
    camera = Camera(known)
    for session in SESSIONS:
        session(camera)
    return {capture.name: camera.taken[capture.name] for capture in CAPTURES}
