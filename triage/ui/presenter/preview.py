"""What will be saved, shown before it is: the text of a summary, in parts that can be jumped to.

It needs the modules of the summary, so it is loaded when it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from triage.core.engine import Position
from triage.core.explain import findings
from triage.core.form import ReferralForm
from triage.report.form import Form, filled_form
from triage.report.summary import title_for
from triage.ui import words
from triage.ui.screens import Gap, Offer, Preview


def preview(
    position: Position,
    form: ReferralForm | None,
    *,
    short: bool,
    redacted: bool = False,
    onward: tuple[Offer, ...] = (),
) -> Preview:
    """Return the screen that stands before saving the summary, or the `short` first message.

    `redacted` is whether it is the redacted copy that is looked at.
    """
    filled = _filled(position, form, short=short)
    title = title_for(position, findings(position), form)
    return Preview(
        title=words.PREVIEW_TITLE,
        lead=_lead(short=short, redacted=redacted),
        summary_title=form.first_message.title if short and form is not None else title,
        save=words.SAVE_MESSAGE if short else words.SAVE,
        missing=tuple(Gap(each.label, each.ask) for each in filled.missing),
        others=tuple(_others(short=short if filled.prepared else None, redacted=redacted)),
        redacted=redacted,
        onward=onward,
    )


def _lead(*, short: bool, redacted: bool) -> str:
    if redacted:
        return words.REDACTED_LEAD
    return words.MESSAGE_LEAD if short else words.PREVIEW_LEAD


def _others(*, short: bool | None, redacted: bool) -> Iterator[str]:
    """Yield what else can be looked at; without a referral there is no first message."""
    if short is not None:
        yield words.PREVIEW_WHOLE if short else words.PREVIEW_MESSAGE
    yield words.PREVIEW_FULL if redacted else words.PREVIEW_REDACTED


def _filled(position: Position, form: ReferralForm | None, *, short: bool) -> Form:
    if form is None or form.choice not in position.program.index:
        return Form()
    return filled_form(form, position, {}, first_message=short)


def sections(text: str) -> Iterator[list[str]]:
    """Yield the lines of a plain text section by section: each begins at an underlined heading.

    The empty lines between sections are left out.
    """
    lines = text.split("\n")
    starts = [n for n, pair in enumerate(pairwise(lines)) if _is_heading(*pair)]
    for start, end in pairwise(sorted({0, *starts, len(lines)})):
        section = "\n".join(lines[start:end]).strip("\n")
        if section:
            yield section.split("\n")


def _is_heading(line: str, below: str) -> bool:
    """Say whether the line below a text is a rule of the same length."""
    return bool(line.strip()) and below in {len(line) * "=", len(line) * "-"}
