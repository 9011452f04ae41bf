"""A parser of commands that says, where something is wrong, what may have been meant.

`argparse` lists everything that there is, blames the whole program for an option of a command, and
repeats whatever was typed, which may be about a child.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Sequence
from typing import Any

NEAR = 0.6
"""How alike two words have to be, from 0 to 1, for one to be proposed for the other."""

_REPEATABLE = re.compile(r"-{0,2}[a-z0-9][a-z0-9_-]{0,39}", re.ASCII)
"""What may be repeated: it looks like a command or an option, and not like a text."""


class CommandParser(argparse.ArgumentParser):
    """The parser of the program, and of each of its commands; the commands' are of its kind too."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Take all that is known, and refuse the rest here, where the usage of the command is."""
        known, unknown = super().parse_known_args(args, namespace)
        options = [each.partition("=")[0] for each in unknown if each.startswith("-")]
        if options:
            self.error(f"there is no option{_named(options[0])}.{self._near_option(options[0])}")
        if unknown:
            after = f":{_named(unknown[0])}" if _named(unknown[0]) else ""
            self.error(f"there is a word too many{after}.")
        return known, unknown

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - argparse
        """Refuse a command or a value that there is not, with the nearest one that there is."""
        if action.choices is None or value in action.choices:
            return
        what = "command" if isinstance(action.choices, dict) else action.dest
        near = difflib.get_close_matches(str(value), action.choices, n=1, cutoff=NEAR)
        meant = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(action.choices)}."
        raise argparse.ArgumentError(None, f"there is no {what}{_named(str(value))}. {meant}")

    def _near_option(self, option: str) -> str:
        near = difflib.get_close_matches(option, self._option_string_actions, n=1, cutoff=NEAR)
        return f" Did you mean {near[0]}?" if near else ""


def _named(word: str) -> str:
    """Return a word to stand in a message, or nothing where it may be a text."""
    return f" {word}" if _REPEATABLE.fullmatch(word) else ""
