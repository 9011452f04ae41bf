"""Roles in place of names: Child A, Adult B, the same for the same name throughout."""

from __future__ import annotations

import string
from collections.abc import Iterable

from triage.report.identifiers.names import TITLES, bare, words_in

CHILD, ADULT, PERSON, UNCLEAR = "Child", "Adult", "Person", "Person or place"

_OF_CHILDREN = frozenset(
    """
    child boy girl baby toddler infant teenager son daughter pupil grandson granddaughter twin
    stepson stepdaughter niece nephew kid
    """.split()  # noqa: SIM905 - a list of words reads better than one of strings
)
_OF_ADULTS = frozenset(
    """
    mother father mum mummy dad daddy man woman partner husband wife boyfriend girlfriend uncle
    aunt auntie aunty nan nana nanny gran granny grandma grandad granddad grandpa grandmother
    grandfather stepfather stepmother stepdad stepmum carer teacher headteacher worker nurse
    doctor midwife officer gp neighbour manager
    """.split()  # noqa: SIM905 - as above
)
_CONNECTING = frozenset({"called", "named", "nicknamed", "is", "was", "a", "aka"})
_BEFORE = 40


class People:
    """Everybody who is named in the texts of a summary, each with a letter in order of naming."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._roles: list[str] = []
        self._by_name: dict[tuple[str, ...], int] = {}
        self._by_word: dict[str, int] = {}

    def __repr__(self) -> str:
        """Return how many there are, never who."""
        return f"People({len(self._roles)})"

    @property
    def words(self) -> frozenset[str]:
        """The words of all names, in lower case."""
        return frozenset(self._by_word)

    def meet(self, name: str, before: str, *, sure: bool) -> None:
        """Take note of a name; `before` is the text before it, which may tell the role."""
        words = tuple(bare(word) for word in words_in(name))
        number = self._number_of(words)
        role = _role(words, before) if sure else UNCLEAR
        if number is None:
            number = len(self._roles)
            self._roles.append(role)
        elif _says_more(role, self._roles[number]):
            self._roles[number] = role
        self._by_name.setdefault(words, number)
        for word in _own(words):
            self._by_word.setdefault(word, number)

    def label(self, name: str) -> str:
        """Return the role in place of a name that was met, such as "Child A"."""
        number = self._number_of(tuple(bare(word) for word in words_in(name)))
        if number is None:
            return PERSON
        return f"{self._roles[number]} {_letters(number)}"

    def _number_of(self, words: tuple[str, ...]) -> int | None:
        """Return who is meant: the same name, or one who shares a word, unless titles differ."""
        if words in self._by_name:
            return self._by_name[words]
        if words and words[0] in TITLES:
            return None
        return next((self._by_word[word] for word in words if word in self._by_word), None)


def _own(words: Iterable[str]) -> list[str]:
    """Return the words of a name that are its own: neither a title nor an initial."""
    return [word for word in words if word not in TITLES and len(word) > 1]


def _role(words: tuple[str, ...], before: str) -> str:
    if words and words[0] in TITLES - {"master", "miss"}:
        return ADULT
    last = [word.lower() for word in words_in(before[-_BEFORE:])]
    while last and last[-1] in _CONNECTING and len(last) > 1:
        last.pop()
    word = last[-1] if last else ""
    if word in _OF_CHILDREN:
        return CHILD
    return ADULT if word in _OF_ADULTS else PERSON


def _says_more(role: str, before: str) -> bool:
    rank = (UNCLEAR, PERSON, ADULT, CHILD)
    return rank.index(role) > rank.index(before)


def _letters(number: int) -> str:
    """Return A to Z, then AA and so on."""
    alphabet = string.ascii_uppercase
    before, place = divmod(number, len(alphabet))
    return (_letters(before - 1) if before else "") + alphabet[place]
