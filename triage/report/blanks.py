"""What is filled in by hand, or in the secure system, and never typed into the tool."""

from __future__ import annotations

from dataclasses import dataclass

from triage.report.form import Form

_CHILD = ("Name", "Date of birth", "Address", "NHS or case number")
_PERSON = (
    "Name",
    "Role and organisation",
    "Telephone",
    "Secure e-mail",
    "Agreed with (role, and when)",
)
_HANDOVER = (
    "Sent to, or spoke to",
    "How",
    "When (day and time)",
    "Acknowledged by",
    "Decision of the lead officer, and why",
)


@dataclass(frozen=True, slots=True)
class Blanks:
    """Labels with room to write, to be filled in the secure system and never in the tool."""

    title: str
    labels: tuple[str, ...]


def blanks_of(form: Form, *, referral: bool) -> tuple[Blanks, ...]:
    """Return the blanks of a referral form, or those of a summary without one."""
    if form.prepared:
        return tuple(Blanks(field.label, field.blank) for field in form.fields if field.blank)
    person, handover = (
        ("The person referring", "Handover to the lead officer")
        if referral
        else ("The person who made this check", "If you speak to the lead officer")
    )
    return (
        Blanks("The child or young person", _CHILD),
        Blanks(person, _PERSON),
        Blanks(handover, _HANDOVER),
    )
