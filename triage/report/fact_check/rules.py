"""Parts 2 and 3 of a fact-check pack: what the facts mean, and when each outcome is shown."""

from __future__ import annotations

from collections.abc import Mapping

from triage.core.model import Outcome, Rule, Step
from triage.report.fact_check.conditions import condition_after
from triage.report.fact_check.front_page import heading
from triage.report.fact_check.names import Names, cites, listed, readable, role, words


def facts_part(names: Names) -> list[str]:
    """Return the lines of part 2."""
    lines = [heading(2), "", "A fact is a name for a condition. Rules and other facts use it.", ""]
    for name, test in names.flow.facts.items():
        lead = f"- ☐ Fact {names.fact_number(name)}. **{readable(name)}** is true when"
        lines += condition_after(names, lead, test, depth=1)
    if not names.flow.facts:
        lines.append("This flow names no facts.")
    return [*lines, ""]


def outcomes_part(names: Names, contacts: Mapping[str, str]) -> list[str]:
    """Return the lines of part 3."""
    lines = [
        heading(3),
        "",
        "Every outcome that holds is shown, in this order. One rule that fires is enough.",
        "",
    ]
    for outcome in names.flow.outcomes:
        lines += _outcome(names, outcome, contacts)
    return lines


def _outcome(names: Names, outcome: Outcome, contacts: Mapping[str, str]) -> list[str]:
    number = names.outcome_number(outcome.id)
    lines = [f"### ☐ Outcome {number}. {words(outcome.title)}", ""]
    if outcome.not_in_guidance:
        lines += ["**This comes from elsewhere and is not in the guidance.**", ""]
    if outcome.means:
        lines += [words(outcome.means), ""]
    if outcome.decides:
        lines += [f"*Who decides:* {words(outcome.decides)}", ""]
    if outcome.at_once:
        lines += [f"*Shown with the next question, at once:* {words(outcome.at_once)}", ""]
    lines += ["**Shown when one of these rules fires:**", ""]
    for rule in outcome.rules:
        lines += _rule(names, outcome, rule)
    lines += _hidden(names, outcome)
    if outcome.steps:
        lines += ["", "**What to do:**", ""]
        lines += [f"{n}. ☐ {_step(step, contacts)}" for n, step in enumerate(outcome.steps, 1)]
    for part in outcome.checklist:
        lines += ["", f"**To tick off: {words(part.title)}**", ""]
        lines += [f"{n}. ☐ {_step(item, contacts)}" for n, item in enumerate(part.items, 1)]
    papers = "a referral summary" if outcome.referral else "a record of a check"
    return [
        *lines,
        "",
        f"- *Leads to:* {papers}",
        f"- *Every rule rests on:* {cites(outcome.cites)}",
        f"- *Name in the flow:* `{outcome.id}`",
        "",
    ]


def _rule(names: Names, outcome: Outcome, rule: Rule) -> list[str]:
    lines = [f"- ☐ **{words(rule.id)}.** {words(rule.says)}"]
    if rule.when is None:
        lines.append("  - Fires always.")
    else:
        lines += condition_after(names, "  - Fires when", rule.when, depth=2)
    if rule.only_when_any_of:
        lines.append(f"  - And only when a rule of {names.outcomes(rule.only_when_any_of)} fires.")
    if rule.only_when_none_of:
        none = names.outcomes(rule.only_when_none_of)
        lines.append(f"  - And only when no rule of {none} fires.")
    lines += _certainty(names, outcome, rule)
    lines.append(f"  - *Rests on:* {cites(rule.cites)}")
    return lines


def _certainty(names: Names, outcome: Outcome, rule: Rule) -> list[str]:
    if outcome.not_in_guidance:
        return ["  - *Certainty:* this comes from elsewhere and is not in the guidance."]
    if rule.certainty == "judgement":
        return ["  - *Certainty:* a matter of judgement."]
    if rule.judgement_when is None:
        return ["  - *Certainty:* the guidance is clear."]
    lead = "  - *Certainty:* the guidance is clear, but it is a matter of judgement when"
    return condition_after(names, lead, rule.judgement_when, depth=2)


def _hidden(names: Names, outcome: Outcome) -> list[str]:
    """Return what keeps an outcome off the screen although a rule fires."""
    lines: list[str] = []
    if outcome.yields_to:
        stronger = names.outcome(outcome.yields_to)
        lines.append(f"- Where {stronger} holds: that one takes its place.")
    if outcome.only_when_none_of:
        others = names.outcomes(outcome.only_when_none_of)
        lines.append(f"- Where a rule of {others} fires.")
    if outcome.unless is not None:
        lines += condition_after(names, "- Where", outcome.unless, depth=1)
    return ["", "**Not shown, even if a rule fires:**", "", *lines] if lines else []


def _step(step: Step, contacts: Mapping[str, str]) -> str:
    parts = [words(step.do)]
    if step.who:
        parts.append(f"*Who:* {_sentence(step.who)}")
    if step.contact:
        parts.append(f"*Contact:* {_sentence(role(contacts, step.contact))}")
    if step.clock:
        parts.append(f"*When:* {_sentence(step.clock)}")
    if step.timeline:
        parts.append(f"*Clock:* `{step.timeline}`.")
    if step.only_for:
        parts.append(f"*Only for:* {_sentence(listed(step.only_for, 'or'))}")
    parts.append(f"*Rests on:* {cites(step.cites)}")
    return " ".join(parts)


def _sentence(text: str) -> str:
    return words(text) if text.rstrip().endswith((".", "?", "!")) else f"{words(text)}."
