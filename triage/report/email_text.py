"""The summary as a text to copy into a secure e-mail: nothing is sent, and no message is made.

The link opens a message with the subject only. It names nobody: the guidance supplies a shared
mailbox, and case details do not belong there. No answer stands in the subject or in the link.
"""

from __future__ import annotations

import string

from triage.report.plain_text import WIDTH, wrapped
from triage.report.safe_text import visible
from triage.report.summary import Summary

# What RFC 3986 leaves as it is anywhere in an address (section 2.3, "unreserved").
_UNRESERVED = frozenset((string.ascii_letters + string.digits + "-._~").encode("ascii"))
_HOW = (
    "This was not sent. Copy the subject, and what stands below the line, into a message of "
    "your secure e-mail. Check the address before you send it."
)


def subject(summary: Summary) -> str:
    """Return the subject: the marking first, then what it is, and the random reference."""
    line = f"{summary.marking}: {summary.title}, reference {summary.reference}"
    return " ".join(visible(line).split())


def email_text(summary: Summary, text: str) -> str:
    """Return the subject, a link to an empty message with it, and the plain text below a line."""
    about = subject(summary)
    return (
        f"{wrapped(_HOW)}\n\n"
        f"Subject: {about}\n"
        f"Link to an empty message: mailto:?subject={_percent(about)}\n\n"
        f"{'-' * WIDTH}\n\n"
        f"{text}"
    )


def _percent(text: str) -> str:
    """Return a text as part of an address: octets that are not plain letters as `%20` and so on."""
    octets = text.encode("utf-8", "backslashreplace")
    return "".join(chr(each) if each in _UNRESERVED else f"%{each:02X}" for each in octets)
