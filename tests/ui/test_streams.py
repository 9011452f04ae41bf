"""Which front end starts where one of the standard streams is no terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.parity.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

INTO = ["/bin/sh", "-c", 'exec "$@" >"$0"']


def start(into: Path, *arguments: str) -> Terminal:
    """Start triage with standard output in a file."""
    return Terminal(
        *arguments, program=[*INTO, str(into), sys.executable, "-m", "triage"], cwd=into.parent
    )


def test_where_output_is_no_terminal_it_is_plain_lines(tmp_path: Path) -> None:
    """`triage > file` asks in plain lines, which a person can answer blind."""
    into = tmp_path / "out"
    with start(into) as terminal:
        terminal.send("\r3\rq\r")
        assert terminal.end() == 130
    said = into.read_text(encoding="utf-8")
    assert "Question 2 of " in said
    assert "You have left." in said
    assert "\x1b" not in said
    assert b"\x1b" not in terminal.raw


def test_prompts_are_not_drawn_where_output_is_no_terminal(tmp_path: Path) -> None:
    """`triage ask > file` refuses with exit 4 and names what to use instead."""
    into = tmp_path / "out"
    with start(into, "ask") as terminal:
        assert terminal.end() == 4
    assert into.read_bytes() == b""
    assert "triage plain" in terminal.words()
    assert "triage run" in terminal.words()
