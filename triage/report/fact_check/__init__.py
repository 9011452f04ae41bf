"""A fact-check pack: one document about one flow, for people who do not read YAML.

The same flow gives the same document, byte by byte: there is no time in it unless one is passed
in. It is Markdown as CommonMark and GitHub read it, with pictures for Mermaid.
"""

from __future__ import annotations

from triage.core.model import Flow
from triage.report.fact_check.citations import citations_part
from triage.report.fact_check.diagram import diagram_part
from triage.report.fact_check.front_page import Particulars, front_page
from triage.report.fact_check.matrix import matrix_part
from triage.report.fact_check.names import Names
from triage.report.fact_check.paper_form import paper_form
from triage.report.fact_check.questions import questions_part
from triage.report.fact_check.rules import facts_part, outcomes_part
from triage.report.fact_check.safeguards import safeguards_part

__all__ = ["Particulars", "fact_check"]


def fact_check(flow: Flow, particulars: Particulars) -> str:
    """Return the fact-check pack of a flow as Markdown."""
    names = Names(flow)
    parts = (
        front_page(names, particulars),
        questions_part(names, particulars.contacts),
        facts_part(names),
        outcomes_part(names, particulars.contacts),
        matrix_part(names),
        diagram_part(names),
        safeguards_part(names, particulars.proved),
        citations_part(names),
        paper_form(names, particulars),
    )
    lines = "\n".join(line for part in parts for line in part)
    return lines.rstrip() + "\n"
