"""What the lint could not decide within the work that is allowed, and how it says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from triage.check.findings import Finding
from triage.core.budget import OutOfReach
from triage.core.model import Flow
from triage.core.part_names import flow_name

Part = TypeVar("Part")


@dataclass(slots=True)
class _Claim:
    """How many parts a claim was looked at for, and which of them, by place, are undecided."""

    looked_at: int = 0
    undecided: dict[int, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the names of what is undecided, and how many they are of how many.

        Names that stand in a row are "first to last".
        """
        runs: list[tuple[int, int]] = []
        for place in self.undecided:
            if runs and runs[-1][1] == place - 1:
                runs[-1] = runs[-1][0], place
            else:
                runs.append((place, place))
        named = (
            self.undecided[first]
            if first == last
            else f"{self.undecided[first]} to {self.undecided[last]}"
            for first, last in runs
        )
        return f"{', '.join(named)} ({len(self.undecided):,} of {self.looked_at:,})"


class Undecided:
    """What is undecided, claim by claim. A rule that cannot decide one part goes on to the next."""

    def __init__(self) -> None:
        """Begin with nothing looked at."""
        self._claims: dict[str, _Claim] = {}

    def of_each(
        self,
        claim: str,
        parts: Iterable[tuple[str, Part]],
        look: Callable[[Part], Iterator[Finding]],
    ) -> Iterator[Finding]:
        """Yield what is found at each part; note those, by name, that are out of reach.

        `claim` says what could not be decided, before the names; a part named "" is the whole flow.
        """
        noted = self._claims.setdefault(claim, _Claim())
        for name, part in parts:
            noted.looked_at += 1
            try:
                yield from look(part)
            except OutOfReach:
                noted.undecided[noted.looked_at] = name

    def finding(self, flow: Flow, walks_left_out: int) -> Iterator[Finding]:
        """Yield one finding that names all that is undecided, if anything is."""
        left = [
            claim if "" in noted.undecided.values() else f"{claim}: {noted}"
            for claim, noted in self._claims.items()
            if noted.undecided
        ]
        if walks_left_out:
            left.append(f"which answers show what is found (walks left out: {walks_left_out:,})")
        if left:
            yield Finding(
                flow.place,
                "not-decided",
                "warning",
                f"There are too many ways through this flow to find out {'; '.join(left)}. "
                "All else that the lint looks for is decided.",
                "Make the flow or its conditions smaller, or look at these yourself.",
                part=flow_name(flow.id),
            )
