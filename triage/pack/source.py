"""Reading the parts of a mapping, noting every problem with its place and going on.

A reader never stops at the first mistake: each `take_...` returns a usable stand-in, so that
all problems of all files come out in one run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from triage.errors import Place, Problem
from triage.pack.citations import Citation, Citer
from triage.pack.naming import (
    CITATION,
    ID,
    ID_RULE,
    OPTION,
    OPTION_RULE,
    advice,
    closest,
    one_line,
    shown,
)
from triage.pack.tree import Fields, Items, Node, Text, place_of, read_tree

MOST_COMPARISONS = 10_000
"""Names that are compared for advice in one pack: enough for every problem of one in real use."""

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class Source:
    """One file being read: its name, and what was found so far in the whole pack.

    `edition` is that of the guidance which the file's citations are to; empty for any.
    """

    __slots__ = ("_misspelt", "citations", "edition", "file", "problems")

    def __init__(
        self, file: str, problems: list[Problem], citations: list[Citation], edition: str = ""
    ) -> None:
        """Share the lists of problems and of citations with the other files."""
        self.file = file
        self.problems = problems
        self.citations = citations
        self.edition = edition
        self._misspelt: set[tuple[int, str]] = set()

    def place(self, node: Node) -> Place:
        """Return where a node starts."""
        return place_of(node, self.file)

    def note(self, node: Node, code: str, message: str, fix: str) -> None:
        """Note a problem at a node."""
        self.note_at(self.place(node), code, message, fix)

    def note_at(self, place: Place, code: str, message: str, fix: str) -> None:
        """Note a problem at a place, in one line whatever names of the file it repeats."""
        self.problems.append(Problem(place, code, one_line(message), one_line(fix)))

    def note_unknown(
        self, node: Node, code: str, there_is_no: str, name: str, known: Collection[str]
    ) -> None:
        """Note a name that does not exist, with the nearest of those that do.

        `there_is_no` is what stands before the name, such as "There is no flow".
        """
        self.note(node, code, f"{there_is_no} {shown(name)}.", self.nearest(name, known))

    def nearest(self, name: str, known: Collection[str]) -> str:
        """Return advice on a name that does not exist; a hostile file gets less of it."""
        return advice(self._near(name, known), known)

    def _near(self, name: str, known: Collection[str]) -> str | None:
        cheap = len(self.problems) * len(known) <= MOST_COMPARISONS
        return closest(name, known) if cheap else None

    def tree(self, raw: bytes, if_empty: str = "") -> Node | None:
        """Return what the file holds, or note why it cannot be read.

        A file that holds nothing is noted where `if_empty` says what to do about it.
        """
        before = len(self.problems)
        tree = read_tree(raw, self.file, self.problems)
        if tree is None and if_empty and len(self.problems) == before:
            self.note_at(Place(self.file), "empty-file", "The file is empty.", if_empty)
        return tree

    def whole(self, raw: bytes, what: str, if_empty: str = "") -> Fields | None:
        """Return what the file holds as a mapping, or note why it holds none; see `tree`."""
        tree = self.tree(raw, if_empty)
        return None if tree is None else self.fields(tree, what)

    def fields(self, node: Node, what: str) -> Fields | None:
        """Return the node as a mapping, or note that it should be one."""
        if type(node) is Fields:
            return node
        self.note(node, "not-a-mapping", f"{what} must be a mapping.", "Write it as key: value.")
        return None

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the entries of a list, or note that it should be one."""
        if type(node) is Items:
            return node.nodes
        self.note(node, "not-a-list", f"{what} must be a list.", "Write it as [a, b] or with -.")
        return []

    def not_empty(self, node: Node, what: str) -> None:
        """Note a list that has no entries where it must have some."""
        if type(node) is Items and not node.nodes:
            self.note(node, "empty-list", f"{what} is empty.", "Add at least one entry.")

    def text(self, node: Node, what: str) -> str:
        """Return the text of a scalar, without surrounding space."""
        if type(node) is Text:
            return node.value.strip()
        self.note(node, "not-text", f"{what} must be text.", "Write plain text here.")
        return ""

    def id(self, node: Node, what: str) -> str:
        """Return an id, or note what one looks like."""
        text = self.text(node, what)
        if type(node) is Text and not ID.fullmatch(text):
            self.note(node, "bad-id", f"{what} {shown(text)} is not an id.", ID_RULE)
        return text

    def option(self, key: Text) -> str:
        """Return the value of an option, or note what one looks like."""
        value = key.value
        if not OPTION.fullmatch(value):
            self.note(key, "bad-id", f"The option {shown(value)} is not usable.", OPTION_RULE)
        return value

    def known_keys(self, fields: Fields, what: str, known: Mapping[str, object]) -> None:
        """Note every key of the mapping that does not exist."""
        for key in [key for key in fields.nodes if key not in known]:
            near = self._near(key, known)
            if near is not None:
                self._misspelt.add((id(fields), near))
            self.note(
                fields.keys[key],
                "unknown-key",
                f"{what} has no key {shown(key)}.",
                advice(near, known),
            )

    def required(self, fields: Fields, what: str, keys: Iterable[str]) -> bool:
        """Note each required key that is missing and not misspelt; say whether all are there."""
        missing = [key for key in keys if key not in fields.nodes]
        for key in missing:
            if (id(fields), key) not in self._misspelt:
                self.note(fields, "missing-key", f"{what} has no {key}.", f"Add {key}: ...")
        return not missing

    def take_text(self, fields: Fields, key: str) -> str:
        """Return the text under a key, empty where the key is not there."""
        node = fields.nodes.get(key)
        return "" if node is None else self.text(node, key)

    def take_words(self, fields: Fields, key: str) -> str:
        """Return the text under a required key, which is there to be shown; note it if empty."""
        text = self.take_text(fields, key)
        node = fields.nodes.get(key)
        if type(node) is Text and not text:
            self.note(node, "empty-text", f"{key} is empty.", "Write the text that is shown.")
        return text

    def check_line(self, fields: Fields, key: str, text: str, longest: int) -> None:
        """Note a text taken from under a key that is no line of at most so many characters.

        What stands in the header or footer of a page, or in the subject of an e-mail, has to be.
        """
        if "\n" in text or len(text) > longest:
            message = f"{key} is not one line of at most {longest} characters."
            self.note(fields.nodes[key], "not-a-line", message, "Shorten it to one line.")

    def take_yes_no(self, fields: Fields, key: str) -> bool:
        """Return whether the value under a key is yes; no where the key is not there."""
        node = fields.nodes.get(key)
        if node is None:
            return False
        text = self.text(node, key)
        value = _YES_NO.get(text)
        if value is None and type(node) is Text:
            self.note(node, "not-yes-no", f"{key} is {shown(text)}.", "Write yes or no.")
        return bool(value)

    def take_choice(self, fields: Fields, key: str, valid: tuple[str, ...], default: str) -> str:
        """Return the value under a key, which must be one of `valid`."""
        node = fields.nodes.get(key)
        if node is None:
            return default
        text = self.text(node, key)
        if text in valid:
            return text
        if type(node) is Text:
            self.note(
                node, "unknown-value", f"{key} cannot be {shown(text)}.", self.nearest(text, valid)
            )
        return default

    def take_ids(self, fields: Fields, key: str) -> tuple[tuple[str, Node], ...]:
        """Return the ids in the list (or the single id) under a key, each with its node.

        Whoever looks them up notes those that do not exist.
        """
        node = fields.nodes.get(key)
        if node is None:
            return ()
        nodes = [node] if type(node) is Text else self.items(node, key)
        return tuple((self.text(each, f"An entry of {key}"), each) for each in nodes)

    def take_cites(self, fields: Fields, citer: Citer, key: str = "cites") -> tuple[str, ...]:
        """Return the rule ids in the list under a key, keeping what cites them."""
        node = fields.nodes.get(key)
        if node is None:
            return ()
        return tuple(self.citation(each, citer) for each in self.items(node, key))

    def citation(self, node: Node, citer: Citer) -> str:
        """Return a rule id, keeping what cites it, or note what one looks like.

        Whether it exists is known only once the digest is read.
        """
        text = self.text(node, "A citation")
        if type(node) is not Text:
            return text
        if CITATION.fullmatch(text):
            self.citations.append(Citation(text, citer, self.place(node), self.edition))
        else:
            self.note(
                node, "bad-citation", f"{shown(text)} is not a rule id.", "Write it as R5.58."
            )
        return text
