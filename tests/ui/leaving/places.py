"""Every place where a person can stand in each front end, and the keys that lead there.

The places are those of the pack of `tests.ui.every_text`, whose last question takes a text: from
there on an answer stands in memory that may not be seen again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.parity.terminal import Terminal

ANSWER = "Kim of 12 Example Road"
DOWN, F1, F2, F3, F9 = "\x1b[B", "\x1bOP", "\x1bOQ", "\x1bOR", "\x1b[20~"


@dataclass(frozen=True)
class Step:
    """Keys to press, and a pattern of what is then written."""

    keys: str
    then: str


Way = tuple[Step, ...]


@dataclass(frozen=True)
class FrontEnd:
    """How to start a front end, in how large a window, and its places by name.

    `at_home` says that it starts with the shipped pack, at its menu, and not with a walk through
    the pack of every text.
    """

    arguments: tuple[str, ...]
    size: tuple[int, int]
    places: Mapping[str, Way]
    at_home: bool = False

    def go(self, terminal: Terminal, place: str) -> None:
        """Go from the start to a place."""
        for step in self.places[place]:
            seen = len(terminal.raw)
            if step.keys:
                terminal.send(step.keys)
            terminal.wait_for_new(step.then, seen)


def _further(start: Way, steps: Mapping[str, Way]) -> dict[str, Way]:
    """Return places that lie one behind the other, each by all steps from the start."""
    places, way = {}, start
    for name, more in steps.items():
        way = (*way, *more)
        places[name] = way
    return places


_SCREEN_MAIN = _further(
    (),
    {
        "welcome": (Step("", "Enter begin"),),
        "choice": (Step("\r", "pick-ask:"),),
        "choices": (Step("1\r", "ticks-ask:"),),
        "number": (Step("12\r", "many-ask:"),),
        "date": (Step("7\r", "day-ask:"),),
        "text": (Step("2026-03-02\r", "tell-ask:"),),
        "warned": (Step(f"{ANSWER}\r\r", "may know better"),),
        "list": (Step("\r", "list-ask:"),),
        "part": (Step("1\r", "name-ask:"),),
        "chosen part": (Step(f"{ANSWER}\r", "may know better"), Step("\r", "still-ask:")),
        "filled list": (Step("1\r", "Change or remove"),),
        "entry": (Step("1\r", "Remove it"),),
        "review": (Step("4\r", "Change or remove"), Step("3\r", "Check your answers")),
        "result": (Step("g", "What to do now"),),
        "save": (Step("1\r", "(?s)Your reasons.*└.*then save"),),
        "saved": (Step("\r", "┌"), Step("\r", "Saved: ")),
    },
)
_TEXT = (*_SCREEN_MAIN["text"], Step(ANSWER, ANSWER))
SCREEN = FrontEnd(
    (),
    (80, 30),
    _SCREEN_MAIN
    | {
        "half typed": _TEXT,
        "several lines": (*_TEXT, Step(f"\r{ANSWER}\t", "Enter take this")),
        "preview": (*_SCREEN_MAIN["result"], Step("5\r", "Nothing is saved yet")),
        "help": (*_TEXT, Step(F1, "What the keys do here")),
        "safety note": (*_TEXT, Step(F9, "If someone may be in danger")),
        "side panel": (*_TEXT, Step(F2, "Why we ask, and what")),
        "commands": (*_SCREEN_MAIN["review"], Step("\x10", "Commands")),
        "all changes": (*_SCREEN_MAIN["result"], Step("m", "Esc close")),
    },
)
_SCREEN_READING = _further(
    (),
    {
        "home": (Step("", "Enter begin"),),
        "contents": (Step(F3, "Enter open"),),
        "rule": (Step("/", ""), Step("R1.2\r", "Who it binds")),
        "section": (Step("1\r", "1: Introduction"),),
    },
)
SCREEN_AT_HOME = FrontEnd(
    (),
    (80, 30),
    _SCREEN_READING
    | {
        "found": (*_SCREEN_READING["contents"], Step("/", ""), Step("family\r", "What was found")),
        "glossary": (*_SCREEN_READING["home"], Step("10\r", "Enter open")),
        "another welcome": (*_SCREEN_READING["home"], Step("2\r", "Esc back")),
    },
    at_home=True,
)

_PLAIN_MAIN = _further(
    (),
    {
        "welcome": (Step("", "q to leave: $"),),
        "choice": (Step("\r", "Answer: $"),),
        "choices": (Step("1\r", "Answer: $"),),
        "number": (Step("1,2\r", "Answer: $"),),
        "date": (Step("7\r", "Answer: $"),),
        "text": (Step("2026-03-02\r", "Answer: $"),),
        "warned": (Step(f"{ANSWER}\r", "to end: $"), Step("\r", "as it is: $")),
        "list": (Step("\r", "Answer: $"),),
        "part": (Step("1\r", "Answer: $"),),
        "chosen part": (Step(f"{ANSWER}\r", "as it is: $"), Step("\r", "Answer: $")),
        "filled list": (Step("1\r", "Answer: $"),),
        "entry": (Step("1\r", "Answer: $"),),
        "review": (Step("4\r", "Answer: $"), Step("3\r", "b to go back: $")),
        "result": (Step("0\r", "Number: $"),),
        "save": (Step("1\r", r"goes back\): $"),),
        "reasons": (Step("a.md\r", r"\(no names\): $"),),
        "saved": (Step("\r", "until you leave: $"),),
    },
)
PLAIN = FrontEnd(
    ("plain",),
    (200, 40),
    _PLAIN_MAIN
    | {
        "half typed": (*_PLAIN_MAIN["text"], Step(ANSWER, ANSWER)),
        "several lines": (*_PLAIN_MAIN["text"], Step(f"{ANSWER}\r", "to end: $")),
        "preview": (*_PLAIN_MAIN["result"], Step("7\r", "Number: $")),
    },
)
PLAIN_AT_HOME = FrontEnd(
    ("plain",),
    (200, 40),
    {
        "home": (Step("", "q to leave: $"),),
        "reading": (Step("", "q to leave: $"), Step("9\r", r"goes back\): $")),
        "another welcome": (Step("", "q to leave: $"), Step("2\r", "b to go back.*: $")),
    },
    at_home=True,
)

_ASK_MAIN = _further(
    (),
    {
        "welcome": (Step("", r"\? Ready"),),
        "choice": (Step("\r", r"\? pick-ask:"),),
        "choices": (Step(f"{DOWN}\r", r"\? ticks-ask:"),),
        "number": (Step(f" {DOWN} \r", r"\? many-ask:"),),
        "date": (Step("7\r", r"\? day-ask:"),),
        "text": (Step("2026-03-02\r", r"\? tell-ask:"),),
        "warned": (Step(f"{ANSWER}\r\r", r"\? What now"),),
        "list": (Step(f"{DOWN}\r", r"\? list-ask:"),),
        "part": (Step(f"{DOWN}\r", r"\? name-ask:"),),
        "chosen part": (Step(f"{ANSWER}\r", r"\? What now"), Step(f"{DOWN}\r", r"\? still-ask:")),
        "filled list": (Step(f"{DOWN}\r", "Change or remove"),),
        "entry": (Step(f"{DOWN}\r", "Remove it"),),
        "review": (
            Step(f"{DOWN * 4}\r", "Change or remove"),
            Step(f"{DOWN * 3}\r", r"(?s)\? Check your answers.*Leave"),
        ),
        "result": (Step("\r", r"\? What next"),),
        "copy": (Step("\r", r"\? Which copy"),),
        "save": (Step("\r", "a new file, ending in"),),
        "reasons": (Step("a.md\r", "Your reasons"),),
        "saved": (Step("\r", r"(?s)Saved: .*\? Your answers"),),
    },
)
ASK = FrontEnd(
    ("ask",),
    (200, 40),
    _ASK_MAIN
    | {
        "half typed": (*_ASK_MAIN["text"], Step(ANSWER, ANSWER)),
        "several lines": (*_ASK_MAIN["text"], Step(f"{ANSWER}\r{ANSWER}", ANSWER)),
        "preview": (
            *_ASK_MAIN["result"],
            Step(f"{DOWN * 5}\r", r"(?s)the end of the summary.*\? What next"),
        ),
        "nothing ticked": (*_ASK_MAIN["choices"], Step("\r", r"\? Nothing is ticked.")),
        "nothing typed": (*_ASK_MAIN["text"], Step("\r", r"\? Nothing is typed.")),
    },
)
ASK_AT_HOME = FrontEnd(
    ("ask",),
    (200, 40),
    {
        "home": (Step("", r"(?s)\? Ready.*Leave"),),
        "reading": (Step("", r"(?s)\? Ready.*Leave"), Step(f"{DOWN * 8}\r", r"goes back\)")),
    },
    at_home=True,
)
FRONT_ENDS = {"screen": SCREEN, "ask": ASK, "plain": PLAIN}
AT_HOME = {"screen": SCREEN_AT_HOME, "ask": ASK_AT_HOME, "plain": PLAIN_AT_HOME}
EVERYWHERE = FRONT_ENDS | {f"{name} at home": each for name, each in AT_HOME.items()}
