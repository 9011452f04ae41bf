"""The traceability matrix as a table for people, as lines that are yet to be wrapped."""

from __future__ import annotations

from collections.abc import Iterator

from triage.guidance.matrix import Account, How, Matrix
from triage.ui.guidance.in_words import count, heading
from triage.ui.wrapping import Line, Row

_HOW: dict[How, str] = {
    "used": "used",
    "reserved": "later",
    "unused": "not needed",
    "unaccounted": "NOT ACCOUNTED",
}


def matrix(traced: Matrix) -> Iterator[Line]:
    """Yield every rule, section by section, and the totals last."""
    for section, accounts in traced.sections:
        yield f"{heading(section)} ({count(accounts, 'rule')})"
        for account in accounts:
            rule = account.rule
            label = f"  {rule.id:<8} {rule.kind:<12} {_HOW[account.how]:<11} "
            yield Row(label, _where(account))
        yield ""
    yield "Rules by what shows them (one rule may count in several):"
    for use, rules in traced.by_use().items():
        yield f"  {use:<12} {rules:>4}"
    yield "Rules by how they are accounted for:"
    for how, rules in traced.by_account().items():
        yield f"  {_HOW[how].lower():<14} {rules:>2}"
    yield total(traced)


def total(traced: Matrix) -> str:
    """Return the last line of the matrix."""
    rules = len(traced.accounts)
    return f"{rules - len(traced.unaccounted)} of {rules} rules accounted for"


def unaccounted(traced: Matrix) -> Iterator[str]:
    """Yield one error line for each rule that nothing accounts for."""
    for account in traced.unaccounted:
        rule = account.rule
        yield (
            f"{rule.place}: {rule.id} is not accounted for: nothing cites it. "
            "Cite it, or give it reserved: FLOW or unused: REASON."
        )


def _where(account: Account) -> str:
    rule = account.rule
    if not account.uses:
        return rule.reserved or rule.unused or "nothing cites it"
    first = account.uses[0]
    more = len(account.uses) - 1
    rest = f" and {more} more" if more else ""
    return f"{first.citer.use} {first.citer.id}, {first.place.file}:{first.place.line}{rest}"
