"""Conditions and their partial evaluation: the heart of triage.

A condition is one of three things:

* `TRUE` or `FALSE`;
* an `Atom`: "the answer to question q lies in this set of cells";
* a `Threshold`: "at least `count` of these conditions hold". `all` is a threshold of every
  one, `any` a threshold of one.

`restrict` puts answers into a condition and returns what is left of it: `TRUE`, `FALSE`, or a
residual that holds only what still matters (Kleene's strong three-valued logic, with the unknown
made visible). Nothing else in triage decides whether a condition holds: walks, proofs and counts
all come here. There is no `not` node: a set of cells has a complement, and a threshold has a
dual, so `negate` always pushes the negation down to the atoms.

Questions are numbered by their place in the asking order, and sets of cells are bit masks (see
`triage.core.domains`). Conditions are immutable, hashable and kept in one canonical order, so
that equal residuals compare equal and can be memoised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter

_hash_of = attrgetter("_hash")


class Condition:
    """The common part of every condition: which questions it reads, and a hash made once.

    `scope` has bit q set where the condition reads question q. `size` is how many constants,
    atoms and thresholds it is written with: what one look at all of it costs.
    """

    __slots__ = ("_hash",)

    scope: int
    size: int
    _hash: int

    @property
    def reads(self) -> frozenset[int]:
        """The numbers of the questions that the condition reads."""
        return frozenset(members(self.scope))

    def __hash__(self) -> int:
        """Return the hash made when the condition was built."""
        return self._hash


class _Constant(Condition):
    """`TRUE` or `FALSE`; there is one of each, compared by identity."""

    __slots__ = ("_name", "scope", "size")

    def __init__(self, name: str, number: int) -> None:
        self._name = name
        self._hash = number
        self.scope = 0
        self.size = 1

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = Condition.__hash__

    def __repr__(self) -> str:
        return self._name


TRUE = _Constant("TRUE", 1)
FALSE = _Constant("FALSE", 0)


class Atom(Condition):
    """The answer to `question` lies in `mask`, one of the subsets of `full`.

    `mask` is never empty and never all of `full`: `atom` returns a constant for those.
    """

    __slots__ = ("full", "mask", "question")

    def __init__(self, question: int, mask: int, full: int) -> None:
        self.question = question
        self.mask = mask
        self.full = full
        self._hash = hash((question, mask, full))

    # Atoms are many: what follows from the question alone is not kept in each.
    size = 1

    @property
    def scope(self) -> int:  # type: ignore[override]
        """The bit of the question."""
        return 1 << self.question

    def __eq__(self, other: object) -> bool:
        return self is other or (
            type(other) is Atom
            and self.question == other.question
            and self.mask == other.mask
            and self.full == other.full
        )

    __hash__ = Condition.__hash__

    def __repr__(self) -> str:
        return f"q{self.question}&{self.mask:b}"


class Threshold(Condition):
    """At least `count` of the conditions `of` hold, with 1 <= count <= len(of) and len(of) > 1."""

    __slots__ = ("count", "negation", "of", "scope", "size")

    negation: Threshold | None

    def __init__(self, count: int, of: tuple[Condition, ...]) -> None:
        self.count = count
        self.of = of
        self.negation = None
        scope = 0
        size = 1
        for part in of:
            scope |= 1 << part.question if type(part) is Atom else part.scope
            size += part.size
        self.scope = scope
        self.size = size
        self._hash = hash((count, *map(_hash_of, of)))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(other) is not Threshold or self._hash != other._hash or self.count != other.count:
            return False
        if self.of is not other.of:
            if self.of != other.of:
                return False
            other.of = self.of  # so that equal conditions are compared part by part only once
        return True

    __hash__ = Condition.__hash__

    def __repr__(self) -> str:
        return f"{self.count}of({', '.join(map(repr, self.of))})"


def constant(value: bool) -> Condition:  # noqa: FBT001 - a truth value is the whole meaning here
    """Return `TRUE` or `FALSE`."""
    return TRUE if value else FALSE


def atom(question: int, mask: int, full: int) -> Condition:
    """Return the condition that the answer to `question` lies in `mask`."""
    if not mask:
        return FALSE
    if mask == full:
        return TRUE
    return Atom(question, mask, full)


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Return the conjunction, flattened, with the atoms of one question merged."""
    masks: dict[tuple[int, int], int] = {}
    rest: dict[Condition, None] = {}
    stack = list(conditions)
    while stack:
        condition = stack.pop()
        if type(condition) is Atom:
            key = (condition.question, condition.full)
            masks[key] = mask = masks.get(key, condition.full) & condition.mask
            if not mask:
                return FALSE
        elif type(condition) is Threshold:
            if condition.count == len(condition.of):
                stack.extend(condition.of)
            else:
                rest[condition] = None
        elif condition is FALSE:
            return FALSE
    return _gather(masks, rest, every=True)


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Return the disjunction, flattened, with the atoms of one question merged."""
    masks: dict[tuple[int, int], int] = {}
    rest: dict[Condition, None] = {}
    stack = list(conditions)
    while stack:
        condition = stack.pop()
        if type(condition) is Atom:
            key = (condition.question, condition.full)
            masks[key] = mask = masks.get(key, 0) | condition.mask
            if mask == condition.full:
                return TRUE
        elif type(condition) is Threshold:
            if condition.count == 1:
                stack.extend(condition.of)
            else:
                rest[condition] = None
        elif condition is TRUE:
            return TRUE
    return _gather(masks, rest, every=False)


def at_least(count: int, conditions: Iterable[Condition]) -> Condition:
    """Return the condition that at least `count` of `conditions` hold (repeats count)."""
    rest: list[Condition] = []
    for condition in conditions:
        if condition is TRUE:
            count -= 1
        elif condition is not FALSE:
            rest.append(condition)
    if count <= 0:
        return TRUE
    if count > len(rest):
        return FALSE
    if count == 1:
        return any_of(rest)
    if count == len(rest):
        return all_of(rest)
    return Threshold(count, tuple(sorted(rest, key=_hash_of)))


def negate(condition: Condition) -> Condition:
    """Return the condition that holds exactly where `condition` does not."""
    if type(condition) is Atom:
        return Atom(condition.question, condition.full ^ condition.mask, condition.full)
    if type(condition) is not Threshold:
        return FALSE if condition is TRUE else TRUE
    known = condition.negation
    if known is None:
        # The dual of a condition in canonical order needs sorting again, but no merging.
        parts = sorted([negate(part) for part in condition.of], key=_hash_of)
        known = Threshold(len(parts) - condition.count + 1, tuple(parts))
        # Not the other way round as well: a circle would wait for the garbage collector.
        condition.negation = known
    return known


def members(bits: int) -> Iterator[int]:
    """Yield the places of the bits that are set, the lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def restrict(
    condition: Condition, question: int, bit: int, memo: dict[Condition, Condition] | None = None
) -> Condition:
    """Return what is left of `condition` once `question` is known to lie in the cell `bit`.

    `memo` may be shared between calls with the same question and cell, for conditions that have
    parts in common.
    """
    return restrict_all(condition, {question: bit}, 1 << question, memo)


def restrict_all(
    condition: Condition,
    bits: Mapping[int, int],
    scope: int,
    memo: dict[Condition, Condition] | None = None,
) -> Condition:
    """Return what is left of `condition` once each question of `bits` lies in its cell.

    `scope` has the bits of those questions set. This is the only place where an answer decides
    a condition.
    """
    if type(condition) is Atom:
        return _put_into((condition,), condition, 1, bits, scope, memo)
    if type(condition) is not Threshold or not condition.scope & scope:
        return condition
    if memo is None:
        return _put_into(condition.of, condition, condition.count, bits, scope, None)
    left = memo.get(condition)
    if left is None:
        left = _put_into(condition.of, condition, condition.count, bits, scope, memo)
        memo[condition] = left
    return left


def _put_into(  # noqa: PLR0913, PLR0917 - the hottest call there is
    parts: tuple[Condition, ...],
    condition: Condition,
    count: int,
    bits: Mapping[int, int],
    scope: int,
    memo: dict[Condition, Condition] | None,
) -> Condition:
    """Return what is left of "at least `count` of `parts`", the parts of `condition`."""
    rest: list[Condition] = []
    only_removed = True
    for part in parts:
        if type(part) is Atom:
            bit = bits.get(part.question)
            if bit is None:
                rest.append(part)
                continue
            left: Condition = TRUE if part.mask & bit else FALSE
        elif part.scope & scope:
            left = restrict_all(part, bits, scope, memo)
        else:
            rest.append(part)
            continue
        if left is TRUE:
            count -= 1
            if not count:
                return TRUE
        elif left is not FALSE:
            rest.append(left)
            only_removed = False
    return _regathered(condition, count, rest, only_removed=only_removed)


def _regathered(
    condition: Condition, count: int, rest: list[Condition], *, only_removed: bool
) -> Condition:
    """Return "at least `count` of `rest`", which is what is left of the parts of `condition`."""
    if count > len(rest):
        return FALSE
    if len(rest) == 1:
        return rest[0]
    assert type(condition) is Threshold
    kind = condition.count
    if only_removed and (kind in (1, len(condition.of)) or 1 < count < len(rest)):
        # What is left of parts in canonical order is in canonical order.
        return condition if len(rest) == len(condition.of) else Threshold(count, tuple(rest))
    return at_least(count, rest)


def substitute(condition: Condition, replace: Callable[[Atom], Condition]) -> Condition:
    """Return `condition` with each atom replaced by what `replace` makes of it."""
    if type(condition) is Atom:
        return replace(condition)
    if type(condition) is not Threshold:
        return condition
    count = condition.count
    rest: list[Condition] = []
    for part in condition.of:
        left = substitute(part, replace)
        if left is TRUE:
            count -= 1
            if not count:
                return TRUE
        elif left is not FALSE:
            rest.append(left)
    return at_least(count, rest)


def _gather(
    masks: dict[tuple[int, int], int], rest: dict[Condition, None], *, every: bool
) -> Condition:
    """Put merged atoms and the other parts together, dropping parts that another one absorbs."""
    parts: list[Condition] = [Atom(q, mask, full) for (q, full), mask in masks.items()]
    if rest:
        kept = [part for part in rest if not _absorbed(part, masks, rest, every=every)]
        parts.extend(kept)
    if not parts:
        return TRUE if every else FALSE
    if len(parts) == 1:
        return parts[0]
    parts.sort(key=_hash_of)
    return Threshold(len(parts) if every else 1, tuple(parts))


def _absorbed(
    part: Condition,
    masks: dict[tuple[int, int], int],
    rest: dict[Condition, None],
    *,
    every: bool,
) -> bool:
    """Say whether a sibling makes `part` redundant: `a and (a or b)`, `a or (a and b)`."""
    assert type(part) is Threshold
    if part.count != (1 if every else len(part.of)):
        return False
    for inner in part.of:
        if type(inner) is Atom:
            mask = masks.get((inner.question, inner.full))
            if mask is None:
                continue
            implied = mask & ~inner.mask == 0 if every else inner.mask & ~mask == 0
            if implied:
                return True
        elif inner in rest:
            return True
    return False
