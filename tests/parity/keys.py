"""What all walks by keys share: replies, marks and numbers, and the way from a result to a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.parity.terminal import Terminal
from triage.ui import words

DOWN = "\x1b[B"


class Lines:
    """Someone who reads what `triage plain` writes, and types a line after each prompt."""

    def __init__(self, terminal: Terminal) -> None:
        """Have seen nothing yet."""
        self._terminal = terminal
        self._seen = 0

    @property
    def written(self) -> str:
        """What was written since the last reply."""
        return self._terminal.written(self._seen)

    def prompt(self, text: str) -> None:
        """Wait until a prompt that ends like this waits for a reply."""
        self._terminal.wait(lambda: self.written.rstrip(" ").endswith(text), text)

    def reply(self, text: str) -> None:
        """Type a line."""
        self._seen = len(self._terminal.raw)
        self._terminal.send(f"{text}\r")


def save_in_lines(terminal: Terminal, lines: Lines, target: Path) -> None:
    """Save where `triage plain` asks what to do next, and leave."""
    lines.reply(number_of(terminal, words.SAVE))
    lines.prompt("goes back):")
    lines.reply(str(target))
    lines.prompt("(no names):")
    lines.reply("")
    terminal.wait_for("Saved: ")
    lines.prompt("until you leave:")
    lines.reply("")
    lines.prompt("Number:")
    lines.reply(number_of(terminal, words.LEAVE))
    assert terminal.end() == 0


def save_at_prompts(terminal: Terminal, target: Path) -> None:
    """Save where `triage ask` asks what to do next, and leave."""
    pick(terminal, words.SAVE)
    terminal.wait_for("Which copy?")
    terminal.send("\r")
    terminal.wait_for("a new file, ending in")
    terminal.send(f"\x01\x0b{target}\r")  # to the start, clear to the end, then the path
    terminal.wait_for("Your reasons")
    terminal.send("\r")
    terminal.wait_for("Saved: ")
    terminal.wait_for("Your answers?")
    start = len(terminal.raw)
    terminal.send("\r")
    terminal.wait_for_new("What next", start)
    pick(terminal, words.LEAVE)
    assert terminal.end() == 0


def save_on_screen(terminal: Terminal, target: Path) -> None:
    """Save where the full screen lists what to do next, and leave."""
    terminal.wait_for(words.LEAVE)
    terminal.send(f"{number_of(terminal, words.SAVE)}\r")
    terminal.wait_for("Your reasons")
    # To the start of the box, clear to its end, the file, and no reasons.
    terminal.send(f"\x01\x0b{target}\r\r")
    terminal.wait_for("Saved: ")
    terminal.send("\r")
    terminal.wait(lambda: "Saved: " not in terminal.words(), "the dialog to close")
    terminal.wait_for(words.LEAVE)
    terminal.send(f"{number_of(terminal, words.LEAVE)}\r")
    assert terminal.end() == 0


def arrows(numbers: Sequence[int], *, ticks: bool) -> str:
    """Return the keys that choose these options of a prompt, from 1, or tick them.

    Above the options that are chosen from stands a line that is no answer.
    """
    if not ticks:
        return DOWN * numbers[0] + "\r"
    keys, at = "", 1
    for number in numbers:
        keys += DOWN * (number - at) + " "
        at = number
    return f"{keys}\r"


def number_of(terminal: Terminal, label: str) -> str:
    """Return the number that stands before a label on the screen, the last time it is there."""
    found = re.findall(rf"(\d+)\.? +{re.escape(label)}", terminal.words())
    assert found, f"{label} is not on the screen:\n{terminal.shown()}"
    return str(found[-1])


def pick(terminal: Terminal, label: str) -> None:
    """Move the mark of a prompt down to the line that begins with a label, and press Enter."""
    terminal.wait(lambda: marked(terminal) != "", "a mark")
    for _ in range(40):
        if marked(terminal).startswith(label):
            terminal.send("\r")
            return
        before = marked(terminal)
        terminal.send(DOWN)
        terminal.wait(lambda: marked(terminal) not in {"", before}, "the mark to move")  # noqa: B023
    message = f"{label} is not there:\n{terminal.shown()}"
    raise AssertionError(message)


def marked(terminal: Terminal) -> str:
    """Return the beginning of the line with the mark, or nothing while it is drawn."""
    lines = [line.strip() for line in terminal.shown().splitlines()]
    return next((line[1:].strip() for line in reversed(lines) if line.startswith("»")), "")
