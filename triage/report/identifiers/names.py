"""Names of people in plain letters, by what stands around them or by their capital letter.

No list knows every name. A name is found after a title ("Mr Example"), after "called", after a
word of the family, by being one of the first names given most often, or by a capital letter
where no sentence begins. A name that was found once is found wherever it stands again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from triage.report.identifiers.first_names import FIRST_NAMES, WORDS_TOO
from triage.report.identifiers.kinds import CAPITAL, NAME, Kind
from triage.report.identifiers.ordinary import NEVER_NAMES, ORDINARY, SURNAMES_TOO

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+(?:['-]{_LETTER}+)*")
_BETWEEN_NAMES = re.compile(r"(?: |\n|\. ?|-)")
_MOST_IN_A_NAME = 4
_SHORTEST_AGAIN = 3
"""Of a word that is looked for again: shorter ones are too often something else."""

TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "master", "dr", "doctor", "prof", "professor", "sir"),
        *("dame", "lady", "lord", "rev", "revd", "reverend", "cllr", "councillor", "judge"),
        *("pc", "dc", "ds", "di", "sgt", "sergeant", "insp", "inspector", "nurse", "sister"),
    )
)
_TITLES_OF_PEOPLE = frozenset({"mr", "mrs", "ms", "miss", "mx", "cllr", "prof", "sir", "dame"})
"""Behind these, a word with a capital is a name even where it is a word as well: Mrs Young."""
_TITLES_IN_LOWER_CASE = frozenset({"mr", "mrs", "mx"})
"""Written small, these are titles too, and whatever follows is a name."""
FAMILY = frozenset(
    (
        *("aunt", "auntie", "aunty", "uncle", "nan", "nana", "nanny", "gran", "granny", "grandma"),
        *("grandad", "granddad", "grandpa", "mum", "mummy", "dad", "daddy", "stepdad", "stepmum"),
        *("cousin", "brother", "sister", "son", "daughter", "baby", "boyfriend", "girlfriend"),
        *("partner", "stepson", "stepdaughter", "stepbrother", "stepsister", "twin", "niece"),
        *("nephew", "neighbour", "friend", "child", "boy", "girl", "mother", "father", "carer"),
    )
)
_CALLED = frozenset({"called", "named", "nicknamed", "aka", "alias", "surname", "forename"})
_NAME_IS = re.compile(
    r"\b(?:known (?:to [a-z ]{0,20})?as|names? (?:is|was|are|were)|names?:|goes by)[ \"'(]{1,3}$",
    re.IGNORECASE | re.ASCII,
)
_SENTENCE_ENDS = re.compile(r"(?:^|[.?!:;]|\n)[\s\"'()*\[\]>-]*$")
_NEVER_BEFORE = 30
"""How far before a word is looked to see whether it begins a sentence."""


def look(
    plain: str, known: Collection[str], named: Collection[str] = frozenset()
) -> Iterator[tuple[int, int, Kind]]:
    """Yield the start, the end and the kind of each name; a name found once is found again.

    `known` has words in lower case that are no names, `named` those of names found elsewhere.
    """
    words = list(_WORD.finditer(plain))
    claims = list(_Reading(plain, words, known).claims())
    yield from claims
    again = dict.fromkeys(named, NAME) | _to_look_for(plain, claims)
    for found in words:
        word = found.group()
        kind = again.get(bare(word))
        if kind and not (word.islower() and word in known):
            yield found.start(), found.start() + _length(word), kind


def words_in(text: str) -> list[str]:
    """Return the words of a text, in order."""
    return _WORD.findall(text)


def _to_look_for(plain: str, claims: list[tuple[int, int, Kind]]) -> dict[str, Kind]:
    """Return the words of the names that were found, and of which kind each is."""
    kinds: dict[str, Kind] = {}
    for start, end, kind in claims:
        for found in _WORD.finditer(plain, start, end):
            word = bare(found.group())
            if len(word) >= _SHORTEST_AGAIN and word not in TITLES and word not in ORDINARY:
                kinds[word] = NAME if NAME in {kind, kinds.get(word)} else kind
    return kinds


class _Reading:
    """One text with its words, read from left to right."""

    def __init__(self, plain: str, words: list[re.Match[str]], known: Collection[str]) -> None:
        self._plain = plain
        self._words = words
        self._known = known

    def claims(self) -> Iterator[tuple[int, int, Kind]]:
        """Yield each name, longest first where several ways lead to it."""
        place = 0
        while place < len(self._words):
            taken = self._titled(place) or self._after(place) or self._given(place)
            if taken:
                first, last = taken
                yield self._span(first, last, NAME)
                place = last + 1
                continue
            if self._capital(place):
                last = self._last_capital(place)
                given = any(
                    bare(self._text(each)) in FIRST_NAMES for each in range(place, last + 1)
                )
                yield self._span(place, last, NAME if given else CAPITAL)
                place = last + 1
                continue
            place += 1

    def _titled(self, place: int) -> tuple[int, int] | None:
        """Return the words of a title and the name behind it, with initials before the name."""
        title = self._text(place)
        small = title.lower() in _TITLES_IN_LOWER_CASE
        # In small letters most other titles are words: "miss school", "a nurse", "two ms".
        if title.lower() not in TITLES or (title.islower() and not small and title != "dr"):
            return None
        last = place + 1
        while self._follows(last) and self._is_initial(last) and last - place < _MOST_IN_A_NAME:
            last += 1
        if not self._follows(last) or bare(self._text(last)) in NEVER_NAMES:
            return None
        sure = small or (title.lower() in _TITLES_OF_PEOPLE and self._text(last)[0].isupper())
        return (place, self._last_capital(last)) if sure or self._goes_on(last) else None

    def _after(self, place: int) -> tuple[int, int] | None:
        """Return the words of a name that "called", "name is" or a word of the family names."""
        if not place or not self._could_be_name(place, behind=True):
            return self._small_after(place)
        start = self._words[place].start()
        before = self._text(place - 1).lower()
        gap = self._plain[self._words[place - 1].end() : start]
        follows = not gap.strip(" \"'(,\n") and "," not in gap
        named = follows and before in _CALLED
        # With a capital it may be the first word of a title: Child Arrangements Order.
        family = gap.strip(" ") == "" and self._text(place - 1) in FAMILY
        family = family and self._could_be_name(place)
        named = named or bool(_NAME_IS.search(self._plain[max(0, start - 40) : start]))
        if not (named or family):
            return None
        return place, self._last_capital(place)

    def _small_after(self, place: int) -> tuple[int, int] | None:
        """Return a name in small letters behind "boy called" and its like."""
        if place < 2:  # noqa: PLR2004 - two words before it
            return None
        before, called, word = (self._text(place - each) for each in (2, 1, 0))
        if called.lower() not in {"called", "named"} or before.lower() not in FAMILY:
            return None
        if bare(word) in ORDINARY or bare(word) in self._known or bare(word) in NEVER_NAMES:
            return None
        return (place, place) if self._follows(place) else None

    def _given(self, place: int) -> tuple[int, int] | None:
        """Return the words of a name that begins with one of the first names given most often."""
        word, name = self._text(place), bare(self._text(place))
        if name not in FIRST_NAMES or (word.islower() and name in WORDS_TOO):
            return None
        return place, self._last_capital(place)

    def _capital(self, place: int) -> bool:
        """Say whether a word has a capital letter for which only a name could be the reason."""
        if not self._could_be_name(place):
            return False
        start = self._words[place].start()
        before = self._plain[max(0, start - _NEVER_BEFORE) : start]
        if start > _NEVER_BEFORE:
            before = f"x{before}"
        # What belongs to somebody is said with a name at the start of a sentence, too.
        return _length(self._text(place)) < len(self._text(place)) or not _SENTENCE_ENDS.search(
            before
        )

    def _could_be_name(self, place: int, *, behind: bool = False) -> bool:
        """Say whether a word looks like a name: a capital, small letters, and no known word.

        `behind` says that what stands before it leads to a name: there, the words of the pack
        may be names too, as Mr Field's is.
        """
        word = self._text(place)
        if len(word) < 2 or not word[0].isupper():  # noqa: PLR2004 - initials
            return False
        # LSPs, DfE: an abbreviation, in small letters at one end.
        if word[1].isupper() or word[-1].isupper():
            return False
        lists = (ORDINARY, NEVER_NAMES, *(() if behind else (self._known,)))
        lower = bare(word)
        return not (_is_in(lower, lists) or all(_is_in(part, lists) for part in lower.split("-")))

    def _last_capital(self, place: int) -> int:
        """Return the last word of a name: capitals in a row, and initials between them."""
        last = place
        while (
            last - place + 1 < _MOST_IN_A_NAME
            and self._follows(last + 1)
            and (self._is_initial(last + 1) or self._goes_on(last + 1))
        ):
            last += 1
        return last

    def _goes_on(self, place: int) -> bool:
        """Say whether a word goes on with a name: behind one, some words are surnames."""
        word = self._text(place)
        surname = bare(word) in SURNAMES_TOO and word[0].isupper() and not word.isupper()
        return surname or self._could_be_name(place, behind=True)

    def _is_initial(self, place: int) -> bool:
        word = self._text(place)
        return len(word) == 1 and word.isupper() and word != "I"

    def _follows(self, place: int) -> bool:
        """Say whether there is a word in that place that may go on with what stands before it.

        A full stop between the two is one of a title or of an initial.
        """
        if place >= len(self._words):
            return False
        before = self._text(place - 1)
        gap = self._plain[self._words[place - 1].end() : self._words[place].start()]
        short = len(before) == 1 or before.lower() in TITLES
        return bool(_BETWEEN_NAMES.fullmatch(gap)) and (short or "." not in gap)

    def _span(self, first: int, last: int, kind: Kind) -> tuple[int, int, Kind]:
        start, text = self._words[last].start(), self._text(last)
        return self._words[first].start(), start + _length(text), kind

    def _text(self, place: int) -> str:
        return self._words[place].group()


def _is_in(word: str, lists: Iterable[Collection[str]]) -> bool:
    """Say whether a word, or what it is the plural of, is in any of some lists."""
    return any(form in words for form in (word, word.removesuffix("s")) for words in lists)


def bare(word: str) -> str:
    """Return a word in lower case without the "'s" of whose it is."""
    return word[: _length(word)].lower()


def _length(word: str) -> int:
    """Return how long a word is without the "'s" of whose it is."""
    return len(word) - 2 if word.endswith(("'s", "'S")) else len(word)
