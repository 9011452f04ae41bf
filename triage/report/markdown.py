"""Markdown that shows any text as it was written.

The rules are those of CommonMark 0.31 and of GitHub's extensions to it: whatever could start a
list, a heading, a link, HTML, an entity or an emphasis gets a backslash in front.
"""

from __future__ import annotations

import re

from triage.report.safe_text import visible

# Special wherever they stand.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#|~^$]|&(?=#?\w{1,40};)", re.ASCII)
# Special where a line starts: bullets, rules, underlines of headings and of tables, numbers.
_AT_START = re.compile(
    r"(?=[-+](?:\s|$)|--|=+\s*$|:?-+:?\s*$)|[0-9]{1,9}(?=[.)](?:\s|$))", re.ASCII
)


def shown_as_written(text: str) -> str:
    """Return Markdown of one block that shows `text`, line by line, and nothing else."""
    return "\\\n".join(map(_line, visible(text).strip().split("\n")))


def _line(line: str) -> str:
    # Space at the start of a line would make it code; it is not shown in any case.
    escaped = _ANYWHERE.sub(r"\\\g<0>", line.strip())
    found = _AT_START.match(escaped)
    return escaped if found is None else f"{found.group()}\\{escaped[found.end() :]}"
