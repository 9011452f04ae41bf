"""A summary as the bytes of a file, in any format.

Markdown and plain text are filled into the pack's templates; the web page, the Word and the PDF
document are laid out from that Markdown; the e-mail is the plain text with a subject. So what a
policy officer writes stands in every one of them, and none has words of its own. The data are the
summary itself, and the calendar has its dates only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.errors import UsageError
from triage.report.block_reader import read_blocks
from triage.report.blocks import Block, Document, Paragraph, plain_words
from triage.report.calendar_file import Event, calendar_text
from triage.report.email_text import email_text
from triage.report.formats import Format
from triage.report.json_document import json_document
from triage.report.layouts import LAYOUTS
from triage.report.pdf_document import pdf_document
from triage.report.render import render_summary
from triage.report.summary import Summary
from triage.report.web_page import web_page
from triage.report.word_document import word_document

NO_DAYS = (
    "No clock has a date, so there is nothing to put into a calendar. "
    "Answer the questions about days first, or use: triage deadlines."
)


def made(
    summary: Summary,
    wanted: Format,
    templates: Mapping[str, str],
    events: Sequence[Event] = (),
) -> bytes:
    """Return the summary in that format; `events` are the dates of the clocks, for a calendar.

    Raises `PackError` for a faulty template, and `UsageError` where a calendar would have no
    date or the program that writes PDF is not there.
    """
    ending = wanted.ending
    if ending == "pdf":
        return pdf_document(laid_out(summary, templates))
    if ending == "docx":
        return word_document(laid_out(summary, templates))
    return _text(summary, ending, templates, events).encode("utf-8")


def _text(
    summary: Summary, ending: str, templates: Mapping[str, str], events: Sequence[Event]
) -> str:
    if ending in LAYOUTS:
        return render_summary(summary, ending, templates)
    if ending == "html":
        return web_page(laid_out(summary, templates))
    if ending == "email.txt":
        return email_text(summary, render_summary(summary, "txt", templates))
    if ending == "json":
        return json_document(summary)
    if not events:
        raise UsageError(NO_DAYS)
    return calendar_text(events, summary.made_at, summary.tool_version)


def laid_out(summary: Summary, templates: Mapping[str, str]) -> Document:
    """Return the summary as blocks, as the pack's Markdown template says it."""
    return Document(
        title=summary.title,
        marking=summary.marking,
        reference=summary.reference,
        made_at=summary.made_at,
        blocks=_without_marking(read_blocks(render_summary(summary, "md", templates)), summary),
    )


def _without_marking(blocks: tuple[Block, ...], summary: Summary) -> tuple[Block, ...]:
    """Return the blocks without the marking at either end: it stands on every page."""
    ends = {0, len(blocks) - 1}
    return tuple(
        block
        for place, block in enumerate(blocks)
        if place not in ends
        or not isinstance(block, Paragraph)
        or plain_words(block.words) != summary.marking
    )
