"""Hostile text in every place of a pack, and in answers: plain lines, prompts, JSON, summaries.

The real program is walked through its questions in a pseudo-terminal, and what it has written is
looked at byte by byte.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.command import triage
from tests.parity.terminal import Terminal
from tests.ui import every_text
from tests.ui.hostile import AS_SHOWN, CONTROL, TAIL, TYPED, missing, squeezed
from triage.errors import PackError
from triage.pack.reader import read_pack
from triage.ui import words

NOWHERE = (
    "journey-title:",
    "safeguard-says:",  # for `triage check`
    "lead-organisation:",  # stands in most roles already
    "area-organisation:",
    "edition-approved:",  # only whether it is there matters
    "edition-publisher:",
)
"""What no front end shows."""

IN_QUESTIONS_ONLY = (
    *("flow-title:", "flow-intro:", "pick-hint:", "pick-why:", "ticks-hint:", "ticks-why:"),
    *("many-hint:", "many-why:", "day-hint:", "day-why:", "tell-hint:", "tell-why:"),
    *("pick-sure-hint:", "pick-maybe-label:", "pick-maybe-hint:", "third-title:"),
    *("ticks-one-hint:", "ticks-two-label:", "ticks-two-hint:"),
    *("ticks-none-label:", "ticks-none-hint:", "list-hint:", "list-why:", "list-each:"),
    *("name-hint:", "still-hint:", "still-so-hint:", "still-not_so-label:", "still-not_so-hint:"),
)
"""What a question says besides itself and the answer given, which no summary repeats."""

OF_THE_OTHER_ANSWER = (
    *("third-means:", "third-decides:", "third-rule-says:"),
    *("third-step-do:", "third-step-who:", "third-step-clock:"),
)
"""What only the other answer to the first question brings up."""

ANSWERS = {
    "pick": "sure",
    "ticks": ["one"],
    "many": 7,
    "day": "2026-03-02",
    "tell": TYPED,
    "list": [{"name": TYPED, "still": "so"}],
}


UP, DOWN = "\x1b[A", "\x1b[B"
PASTE = f"\x1b[200~{TYPED}\x1b[201~"
CLEAR = "\x01\x0b"
WHY, BACK = "Why we ask this", "Go back"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a pack with hostile text in every place."""
    return every_text.write(tmp_path_factory.mktemp("hostile"), TAIL)


def run(pack: Path, *arguments: str, answers: object = ANSWERS) -> tuple[str, str]:
    """Run the command and return what it wrote."""
    done = triage(*arguments, "--pack", str(pack), given=json.dumps(answers))
    # The check may find the pack wanting, which is no concern here; nothing else may end so.
    assert done.returncode in ((0, 3) if arguments[0] == "check" else (0,))
    return done.stdout, done.stderr


def summary(pack: Path, target: Path) -> str:
    """Return the summary that `triage run` writes."""
    run(pack, "run", every_text.FLOW, "--summary", str(target))
    return target.read_text(encoding="utf-8")


def read_markdown(text: str) -> str:
    """Return what a reader of the Markdown sees, a line a block."""
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert not {block.type for block in blocks} & {"html_block", "code_block", "fence"}
    lines = []
    for block in blocks:
        parts = block.children or []
        assert not {part.type for part in parts} & {
            "html_inline",
            "link_open",
            "image",
            "code_inline",
        }
        lines.append("".join(part.content or " " for part in parts))
    return "\n".join(lines)


@pytest.mark.parametrize("marker", every_text.markers())
def test_commands_to_a_terminal_are_refused_in_every_text(marker: str, tmp_path: Path) -> None:
    """ESC, OSC 52, C1 and what turns the order of letters around: a pack with one is refused."""
    pack = every_text.write(tmp_path / "pack")
    for file in pack.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if f'"{marker}"' in text:
            break
    for hostile in ("\x1b[2J", "\x1b]52;c;aGk=\x07", "\x9b", "\u202e"):
        for written in (hostile, json.dumps(hostile)[1:-1]):
            bad = text.replace(f'"{marker}"', f'"{marker}{written}"')
            file.write_text(bad, encoding="utf-8")
            with pytest.raises(PackError) as caught:
                read_pack(pack)
            assert {each.code for each in caught.value.problems} == {"hostile-character"}
            assert not CONTROL.search(str(caught.value))


@pytest.mark.parametrize("extension", ["md", "txt"])
def test_a_summary_shows_every_text_as_it_was_written(
    extension: str, pack: Path, tmp_path: Path
) -> None:
    """Both formats of the summary show all that they are made of, and no control character."""
    raw = summary(pack, tmp_path / f"summary.{extension}")
    text = read_markdown(raw) if extension == "md" else raw
    assert not CONTROL.search(raw)
    assert missing([text], but=(*NOWHERE, *IN_QUESTIONS_ONLY, *OF_THE_OTHER_ANSWER)) == []
    assert squeezed(AS_SHOWN) in squeezed(text)


def test_json_is_ascii_and_holds_every_title(pack: Path) -> None:
    """`run` and `check` write ASCII alone, whatever is in the pack and in the answers."""
    said, errors = run(pack, "run", every_text.FLOW)
    assert said.isascii()
    assert errors.isascii()
    assert "Kim" not in errors  # it is told that the text may hold a name, and no more
    assert [each["title"] for each in json.loads(said)["outcomes"]] == [
        f"{name}-title:{TAIL}" for name in ("first", "second")
    ]
    assert json.loads(said)["outcomes"][0]["because"] == [{"pick": "sure"}]
    assert run(pack, "check", "--format", "json")[0].isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_plain_lines_show_every_text_as_it_was_written(pack: Path, tmp_path: Path) -> None:
    """Through why, so far, going back, review and result, all is in the lines as written."""
    with start("plain", pack, tmp_path) as terminal:
        terminal.child.setecho(False)  # what the terminal itself shows is not what is looked at
        seen = 0
        for keys in (
            *("", "?", "2", "s", "b", "1", "?", "s", "99", "1", "?", TYPED, "7", "?", TYPED),
            *("2026-03-02", "?", TYPED, TYPED, "", "", "?", "1", "?", TYPED, "", "?", "1"),
            *("1", "2", "b", "4", "3", "5", "", "0", "1", f"{TYPED}.md", TYPED),
            *("", "b", "7", "b", "3", "1", "2", "0", "4"),
        ):
            terminal.wait_for_new(": $", seen)
            seen = len(terminal.raw)
            terminal.send(f"{keys}\r")
        assert terminal.end() == 0
    assert_whole(terminal)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_prompts_show_every_text_as_it_was_written(pack: Path, tmp_path: Path) -> None:
    """The same through every prompt of arrow keys, with hostile text pasted where one types."""
    with start("ask", pack, tmp_path) as terminal:
        seen = 0
        for then, act in (
            ("Ready", "\r"),
            ("What your answers mean", WHY),
            ("Why we ask this", "pick-maybe-label"),
            ("ticks-none-hint", "\r"),
            ("Nothing is ticked", WHY),
            ("ticks-none-hint", "\r"),
            ("Nothing is ticked", BACK),
            ("Why we ask this", "pick-sure-label"),
            ("ticks-none-hint", " \r"),
            *why(r"\? many-ask", TYPED),
            (r"\? many-ask", f"{CLEAR}7\r"),
            *why(r"\? day-ask", TYPED),
            (r"\? day-ask", f"{CLEAR}2026-03-02\r"),
            *why(r"\? tell-ask", ""),
            (r"\? tell-ask", f"{PASTE}\r{PASTE}\r\r"),
            ("What now", words.GO_ON_AS_IT_IS),
            ("Add list-each", WHY),
            ("list-why", "Add list-each"),
            (r"\? name-ask", f"{PASTE}\r"),
            ("What now", words.GO_ON_AS_IT_IS),
            (r"\? still-ask", "still-not_so-label"),
            ("Change or remove", "Change or remove"),
            ("Remove it", "Change: still-ask"),
            ("still-so-hint", "still-so-label"),
            ("Remove it", words.ENTRY_LIST),
            ("Change or remove", words.ENTRIES_DONE),
            ("Check your answers", "tell-ask"),
            (r"\? tell-ask", "\r\r"),
            ("Check your answers", words.GO_ON),
            ("What next", words.SAVE),
            ("Which copy", words.FULL_COPY),
            ("a new file", f"{PASTE}.md\r"),
            ("Your reasons", f"{PASTE}\r"),
            ("What now", words.GO_ON_AS_IT_IS),
            ("Which copy", words.FULL_COPY),
            ("a new file", f"{CLEAR}\r"),
            ("What next", words.CHANGE_ANSWERS),
            ("Check your answers", "pick-ask"),
            ("Why we ask this", "pick-maybe-label"),
            ("Check your answers", words.GO_ON),
            ("What next", words.LEAVE),
        ):
            terminal.wait_for_new(then, seen)
            typed = act.endswith("\r")
            if not typed:
                choose(terminal, act)
            seen = len(terminal.raw)
            terminal.send(act if typed else "\r")
        assert terminal.end() == 0
    assert_whole(terminal, but=("flow-version:",))  # which is in what is saved alone


def why(prompt: str, wrong: str) -> list[tuple[str, str]]:
    """Return how to ask why at a prompt where one types, after a wrong answer."""
    steps = [(prompt, f"\x1b[200~{wrong}\x1b[201~\r")] if wrong else []
    return [*steps, (prompt, f"{CLEAR}\r"), ("Nothing is typed", WHY)]


def choose(terminal: Terminal, label: str) -> None:
    """Move the mark of a prompt to the line that begins with a label: up to the top, then down."""
    terminal.wait(lambda: marked(terminal) != "", "a mark")
    terminal.send(UP * 20)
    while terminal.pump(0.2):
        pass
    passed = {""}
    for _ in range(20):
        terminal.wait(lambda: marked(terminal) not in passed, f"a line after {passed}")
        line = marked(terminal)
        if line.startswith(label):
            return
        passed.add(line)
        terminal.send(DOWN)
    message = f"{label} is not among {passed}"
    raise AssertionError(message)


def marked(terminal: Terminal) -> str:
    """Return the beginning of the line with the mark, or nothing while it is drawn."""
    lines = [line.strip() for line in terminal.shown().splitlines()]
    return next((line[1:].strip() for line in reversed(lines) if line.startswith("»")), "")


def start(front_end: str, pack: Path, cwd: Path) -> Terminal:
    """Start a front end with the pack."""
    return Terminal(front_end, "--pack", str(pack), "--journey", every_text.FLOW, cwd=cwd)


def assert_whole(terminal: Terminal, but: tuple[str, ...] = ()) -> None:
    """Check what was shown: every text, the answer as codes, and no control character."""
    said = terminal.said()
    assert missing([said], but=(*NOWHERE, *but)) == []
    assert squeezed(AS_SHOWN) in squeezed(said)
    assert not set(CONTROL.findall(said)) - {"\r", "\x08"}  # which prompts go back with
    assert b"\x1b]" not in terminal.raw
