"""YAML text to a tree of texts, lists and mappings that know where they stand.

Built from PyYAML's parse events rather than its loader: every scalar stays text (no booleans,
dates or octal numbers), and anchors, aliases, tags, duplicate keys, second documents, deep
nesting and hostile characters are refused with a position. The C parser is used where PyYAML
has it (about five times faster); events are read one by one, so nesting stops at the limit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import yaml

from triage.errors import Place, Problem
from triage.pack.syntax import syntax_problem

MOST_BYTES = 4 * 1024 * 1024
MOST_LEVELS = 24
MOST_CHARACTERS = 16_384
MOST_EVENTS = 600_000
MOST_PROBLEMS = 1_000

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)

# C0 except tab and line ends, DEL and C1, bidirectional controls, line and paragraph
# separators, surrogates, byte-order marks inside the text, and non-characters.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
# A comment sign right after unquoted text and right before a word: "see form #4".
_SWALLOWED = re.compile(r"[^\s#][ \t]+#[^\s#]")
# Looked for first: it is found at once, and nearly every file has none.
_BEFORE_A_WORD = re.compile(r"#[^\s#]")
_TAIL = re.compile(r"[ \t]+#[^\s#]")
_LINE_END = re.compile(r"\r\n?|\n")
_DIRECTIVE = re.compile(r"(?<![^\r\n])%")


class Mark(Protocol):
    """Where a node starts; lines and columns count from 0."""

    @property
    def line(self) -> int:
        """The line."""
        ...

    @property
    def column(self) -> int:
        """The column, in characters."""
        ...


if TYPE_CHECKING:

    class Text:
        """A scalar, always text, with its style (quoted, block or plain)."""

        start_mark: Mark
        end_mark: Mark
        anchor: str | None
        tag: str | None
        value: str
        style: str | None

else:
    # The parser's own events are the leaves of the tree: there are so many that making another
    # object for each would double the time to read a flow.
    Text = yaml.ScalarEvent


class Items:
    """A list."""

    __slots__ = ("nodes", "start_mark")

    def __init__(self, start_mark: Mark) -> None:
        """Start empty."""
        self.nodes: list[Node] = []
        self.start_mark = start_mark


class Fields:
    """A mapping; keys are texts and stand once."""

    __slots__ = ("keys", "nodes", "start_mark")

    def __init__(self, start_mark: Mark) -> None:
        """Start empty."""
        self.keys: dict[str, Text] = {}
        self.nodes: dict[str, Node] = {}
        self.start_mark = start_mark


Node = Text | Items | Fields


def place_of(node: Node, file: str) -> Place:
    """Return where a node starts."""
    return Place(file, node.start_mark.line + 1, node.start_mark.column + 1)


class _Stop(Exception):
    """The rest of the file cannot be read; the problem has been noted."""


def read_tree(raw: bytes, file: str, problems: list[Problem]) -> Node | None:
    """Return the tree of one file, noting what is wrong in `problems`.

    None is returned where there is no tree at all; a tree may come back beside problems.
    """
    text = decoded(raw, file, problems)
    if text is None:
        return None
    before = len(problems)
    # Looking at each character is slow; most files are plain ASCII, which is soon seen.
    if not raw.isascii() or raw.translate(None, _PLAIN):
        _note_hostile_characters(text, file, problems)
    if "%" in text:
        _note_directive(text, file, problems)
    if len(problems) > before:
        return None
    builder = _Builder(text, file, problems)
    try:
        return builder.build()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        problems.append(syntax_problem(error, text, file))
        return None


def decoded(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return the text of a file, or None where it is too large or not UTF-8, which is noted."""
    if len(raw) > MOST_BYTES:
        problems.append(
            Problem(
                Place(file),
                "too-large",
                f"The file has {len(raw):,} bytes; at most {MOST_BYTES:,} are read.",
                "Split it into several flows.",
            )
        )
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8")
        problems.append(
            Problem(
                _place_at(good, len(good), file),
                "not-utf-8",
                "The file is not UTF-8 text from here on.",
                "Save it with the encoding UTF-8.",
            )
        )
        return None
    return text.removeprefix("\ufeff")


def _place_at(text: str, offset: int, file: str) -> Place:
    """Return the place of a character; like YAML, a lone carriage return ends a line too."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _note_hostile_characters(text: str, file: str, problems: list[Problem]) -> None:
    for number, found in enumerate(_HOSTILE.finditer(text)):
        if number == 20:  # noqa: PLR2004 - enough to see what kind of file this is
            break
        problems.append(_hostile(found.group(), _place_at(text, found.start(), file)))


def _note_directive(text: str, file: str, problems: list[Problem]) -> None:
    """Refuse `%YAML` and `%TAG` lines: nothing here needs them, and libyaml is slow on many."""
    found = _DIRECTIVE.search(text)
    if found:
        problems.append(
            Problem(
                _place_at(text, found.start(), file),
                "directive",
                "A line that starts with % is an instruction to YAML; these are not read.",
                "Delete the line, or indent it if it is text in quotes.",
            )
        )


def _hostile(character: str, place: Place) -> Problem:
    return Problem(
        place,
        "hostile-character",
        f"The character U+{ord(character):04X} is not allowed: it cannot be seen on a screen.",
        "Delete it.",
    )


class _Builder:
    """Builds the tree out of parse events, one file at a time."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self._text = text
        self._file = file
        self._problems = problems
        self._most_problems = len(problems) + MOST_PROBLEMS
        # Only escapes can bring a hostile character past the look at the whole text.
        has_escapes = "\\" in text
        # Only files that hold the pattern at all pay for looking at each plain scalar.
        suspect = _BEFORE_A_WORD.search(text) and _SWALLOWED.search(text)
        self._lines = _LINE_END.split(text) if suspect else []
        self._swallowed = {
            number for number, line in enumerate(self._lines) if _SWALLOWED.search(line)
        }
        self._careful = has_escapes or bool(self._swallowed)

    def _note(self, mark: Mark, code: str, message: str, fix: str) -> None:
        place = Place(self._file, mark.line + 1, mark.column + 1)
        self._add(Problem(place, code, message, fix))

    def _add(self, problem: Problem) -> None:
        """Note a problem; nobody reads more of one file than this."""
        self._problems.append(problem)
        if len(self._problems) >= self._most_problems:
            raise _Stop

    def build(self) -> Node | None:  # noqa: C901, PLR0912 - one hot loop, not to be cut up
        """Return the root of the first document."""
        root: Node | None = None
        parent: Items | Fields | None = None
        key: Text | None = None
        above: list[tuple[Items | Fields | None, Text | None]] = []
        next_event = _LOADER(self._text).get_event
        careful = self._careful
        node: Node
        for _ in range(MOST_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is Text:
                if careful or event.tag or event.anchor or len(event.value) > MOST_CHARACTERS:
                    self._check_scalar(event)
                node = event
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                parent, key = above.pop()
                continue
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if event.tag or event.anchor:
                    self._refuse_extras(event)
                made = Fields if kind is yaml.MappingStartEvent else Items
                node = made(event.start_mark)
            elif self._is_end(event, kind, root):
                return root
            else:
                continue
            if key is not None:
                assert type(parent) is Fields
                if key.value in parent.nodes:
                    self._note_duplicate(key, parent)
                else:
                    parent.keys[key.value] = key
                    parent.nodes[key.value] = node
                key = None
            elif type(parent) is Fields:
                key = node if type(node) is Text else self._refuse_key(node)
                continue
            elif type(parent) is Items:
                parent.nodes.append(node)
            else:
                root = node
            if type(node) is not Text:
                self._check_depth(node, len(above))
                above.append((parent, key))
                parent = node  # type: ignore[assignment]
        self._note(
            event.start_mark,
            "too-large",
            f"The file has more than {MOST_EVENTS:,} parts; the rest is not read.",
            "Split it into several flows.",
        )
        raise _Stop

    def _refuse_key(self, node: Node) -> NoReturn:
        self._note(
            node.start_mark,
            "key-not-text",
            "A key must be text, not a list or a mapping.",
            "Check the brackets and the indentation here.",
        )
        raise _Stop

    def _note_duplicate(self, key: Text, parent: Fields) -> None:
        first = parent.keys[key.value].start_mark.line + 1
        self._note(
            key.start_mark,
            "duplicate-key",
            f"The key {key.value[:40]!r} stands here a second time (first in line {first}).",
            "Keep one of them, or rename one.",
        )

    def _check_depth(self, node: Node, levels: int) -> None:
        if levels >= MOST_LEVELS:
            self._note(
                node.start_mark,
                "too-deep",
                f"This is nested more than {MOST_LEVELS} levels deep.",
                "Give parts of it a name under facts.",
            )
            raise _Stop

    def _is_end(self, event: Text, kind: type, root: Node | None) -> bool:
        """Deal with the events that make no node; say whether the first document is over."""
        if kind is yaml.AliasEvent:
            self._note(
                event.start_mark,
                "alias",
                "Aliases (*name) are not read.",
                "Write the text out, or quote it if it is meant to start with *.",
            )
            raise _Stop
        if kind is yaml.DocumentStartEvent and root is not None:
            self._note(
                event.start_mark,
                "second-document",
                "A second document starts here (---); a file holds one.",
                "Move it to a file of its own.",
            )
            return True
        return kind is yaml.StreamEndEvent

    def _refuse_extras(self, event: Text) -> None:
        if event.anchor is not None:
            self._note(
                event.start_mark,
                "anchor",
                "Anchors (&name) are not read.",
                "Write the text out, or quote it if it is meant to start with &.",
            )
        if event.tag is not None:
            self._note(
                event.start_mark,
                "tag",
                "Tags (!name) are not read; every value is text.",
                "Delete the tag, or quote the text if it is meant to start with !.",
            )

    def _check_scalar(self, text: Text) -> None:
        self._refuse_extras(text)
        if len(text.value) > MOST_CHARACTERS:
            self._note(
                text.start_mark,
                "too-long",
                f"This text has {len(text.value):,} characters; at most {MOST_CHARACTERS:,} "
                "are read.",
                "Shorten it.",
            )
        if text.style:
            found = _HOSTILE.search(text.value)
            if found:
                self._add(_hostile(found.group(), place_of(text, self._file)))
        elif self._swallowed:
            self._check_swallowed(text)

    def _check_swallowed(self, text: Text) -> None:
        """Find unquoted text whose tail became a comment: `see form #4` reads as `see form`."""
        end = text.end_mark
        if end.line in self._swallowed and _TAIL.match(self._lines[end.line], end.column):
            self._note(
                end,
                "text-cut-short",
                "From the # on, this line is read as a comment and the text is cut short.",
                "Put the text in quotes, or put a space after # if it is a comment.",
            )
            text.value = text.value or "#"  # so that nobody calls it empty as well
