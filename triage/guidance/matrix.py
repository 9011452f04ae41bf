"""The traceability matrix: what becomes of each rule of the guidance in the pack.

A rule is accounted for where something cites it, or where the digest reserves it for a named
later flow, or gives the reason why no screen needs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from triage.pack.citations import USES, Citation, Use, uses_by_id
from triage.pack.digest import GuidanceRule, Section
from triage.pack.guidance import Digest

How = Literal["used", "reserved", "unused", "unaccounted"]


@dataclass(frozen=True, slots=True)
class Account:
    """One rule, and every citation that puts it to use."""

    rule: GuidanceRule
    uses: tuple[Citation, ...]

    @property
    def how(self) -> How:
        """How the rule is accounted for; a use counts before anything the digest says."""
        if self.uses:
            return "used"
        if self.rule.reserved:
            return "reserved"
        return "unused" if self.rule.unused else "unaccounted"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every rule of one edition, section by section."""

    edition: str
    sections: tuple[tuple[Section, tuple[Account, ...]], ...]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Every rule's account, in order."""
        return tuple(account for _, accounts in self.sections for account in accounts)

    @property
    def unaccounted(self) -> tuple[Account, ...]:
        """The rules that nothing accounts for."""
        return tuple(account for account in self.accounts if account.how == "unaccounted")

    def by_use(self) -> dict[Use, int]:
        """Return how many rules each kind of use shows; a rule counts once for each kind."""
        found = [{use.citer.use for use in account.uses} for account in self.accounts]
        return {use: sum(use in uses for uses in found) for use in USES}

    def by_account(self) -> dict[How, int]:
        """Return how many rules are accounted for in each way."""
        hows = [account.how for account in self.accounts]
        kinds: tuple[How, ...] = ("used", "reserved", "unused", "unaccounted")
        return {how: hows.count(how) for how in kinds}


def trace(digest: Digest, citations: Iterable[Citation]) -> Matrix:
    """Return the matrix of one edition from the citations of the whole pack."""
    uses = uses_by_id(citations, digest.edition)
    return Matrix(
        digest.edition,
        tuple(
            (section, tuple(Account(rule, uses.get(rule.id, ())) for rule in section.rules))
            for section in digest.sections
        ),
    )
