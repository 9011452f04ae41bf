"""Part 6 of a fact-check pack: what must hold for every set of answers, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import (
    Always,
    Exclusive,
    Never,
    Safeguard,
    SomeOutcomeCites,
    StandsOnlyWith,
    Test,
)
from triage.report.fact_check.conditions import condition_after
from triage.report.fact_check.front_page import heading
from triage.report.fact_check.names import Names, words


def safeguards_part(names: Names, proved: Mapping[str, bool]) -> list[str]:
    """Return the lines of the part."""
    lines = [
        heading(6),
        "",
        "Proved means: the computer has looked at every set of answers that there can be.",
        "",
    ]
    for safeguard in names.flow.safeguards:
        lines += [
            f"- ☐ **{words(safeguard.says)}** {_verdict(safeguard, proved)}",
            *(f"  {line}" for line in _claim(names, safeguard)),
        ]
    if not names.flow.safeguards:
        lines.append("This flow has no safeguards.")
    return [*lines, ""]


def _verdict(safeguard: Safeguard, proved: Mapping[str, bool]) -> str:
    if safeguard.id not in proved:
        return "*Not checked.*"
    return "*Proved.*" if proved[safeguard.id] else "**NOT PROVED: some answers break it.**"


def _claim(names: Names, safeguard: Safeguard) -> list[str]:
    claim = safeguard.claim
    match claim:
        case Never():
            return [
                *_given(names, claim.given),
                f"- Never shown then: {names.outcomes(claim.outcomes)}.",
            ]
        case Always():
            return [
                *_given(names, claim.given),
                f"- Always shown then: {names.outcome(claim.outcome)}.",
            ]
        case StandsOnlyWith():
            beside = names.outcomes(claim.others) or "nothing else"
            return [f"- Beside {names.outcome(claim.outcome)}, only this may stand: {beside}."]
        case Exclusive():
            return [f"- No two of these are ever shown together: {names.outcomes(claim.outcomes)}."]
        case SomeOutcomeCites():
            return [f"- Some outcome that is shown always cites {words(claim.rule)}."]
        case _:
            levels = " then ".join(names.outcome(id_) for id_ in claim.levels)
            lines = [
                "- One answer is made more worrying, by one step of *from calm to worrying*.",
                f"- The response never becomes weaker. From weaker to stronger: {levels}.",
            ]
            if claim.never_loses:
                lines.append(f"- It never loses {names.outcomes(claim.never_loses)}.")
            return lines


def _given(names: Names, test: Test | None) -> list[str]:
    if test is None:
        return ["- For every set of answers."]
    return condition_after(names, "- For every set of answers where", test, depth=1)
