"""Filling in a pack's template with a summary.

A template is checked first (`triage.report.templates`), sees plain values only, and every text
that it prints is made harmless for its format, whether the template remembers to or not.
"""

from __future__ import annotations

import functools
import time
import traceback
from collections.abc import Callable, Mapping

from jinja2 import Template, TemplateRuntimeError

from triage.errors import PackError, Place, Problem
from triage.report.filters import Laid
from triage.report.layouts import LAYOUTS, Layout
from triage.report.sandbox import Sandbox
from triage.report.shapes import plain
from triage.report.summary import Summary
from triage.report.templates import read_template

MOST_OUTPUT = 262_144
"""The most characters of a summary."""

MOST_SECONDS = 1.0

_KEPT = 8
"""How many templates are kept as they were read: those of one pack in each format."""

FOLDER = "content/templates"


def render_summary(
    summary: Summary,
    extension: str,
    templates: Mapping[str, str],
    layouts: Mapping[str, Layout] = LAYOUTS,
) -> str:
    """Return the summary as text of that format (`md` or `txt`), filled into the pack's template.

    `templates` has the texts of the pack's templates by file name, such as `summary.md.j2`; which
    of them is filled in is the summary's `document`.
    Raises `PackError` where the template is missing, says
    what it may not, or gives more than `MOST_OUTPUT` characters or takes over `MOST_SECONDS`.
    """
    wanted = layouts[extension]
    name = wanted.template_of(summary.document)
    file = f"{FOLDER}/{name}"
    text = templates.get(name)
    if text is None:
        fix = "Copy it from the built-in pack."
        raise PackError((Problem(Place(file), "no-template", "There is no such template.", fix),))
    return filled(text, file, summary, wanted)


def filled(
    text: str,
    file: str,
    summary: Summary,
    wanted: Layout,
    clock: Callable[[], float] = time.monotonic,
) -> str:
    """Return a template's text filled in; `clock` counts seconds. Raises `PackError`."""
    template, problems = _read(text, file, wanted)
    if template is None:
        raise PackError(problems)
    context = plain(summary)
    assert isinstance(context, dict), "a summary has named parts"
    return wanted.finish(_generated(template, context, file, clock))


@functools.lru_cache(maxsize=_KEPT)
def _read(text: str, file: str, wanted: Layout) -> tuple[Template | None, tuple[Problem, ...]]:
    """Return a template checked and ready to be filled in, or what is wrong with it.

    It is kept, for one sitting fills in the same few again and again: to look at, and to save. It
    holds nothing of what it was filled in with.
    """

    def printed(value: object) -> str:
        if isinstance(value, Laid):
            return value
        if isinstance(value, str | int):
            return wanted.harmless(str(value))
        # Only an entry of a list that is too short gets here: all else has been checked.
        raise TemplateRuntimeError("not a text")

    return read_template(text, file, Sandbox(wanted.harmless, printed))


def _generated(
    template: Template,
    context: Mapping[str, object],
    file: str,
    clock: Callable[[], float],
) -> str:
    end = clock() + MOST_SECONDS
    pieces: list[str] = []
    size = 0
    try:
        for piece in template.generate(context):
            pieces.append(piece)
            size += len(piece)
            if size > MOST_OUTPUT:
                raise _refused(file, 1, "What it gives is too long.", "Print less.")
            if clock() > end:
                raise _refused(file, 1, "It takes too long to fill in.", "Use fewer loops.")
    except TemplateRuntimeError as error:
        fix = "Put an if around it."
        line = _line(error, template.filename)
        raise _refused(file, line, "What is to be printed here is not there.", fix) from error
    return "".join(pieces)


def _refused(file: str, line: int, message: str, fix: str) -> PackError:
    return PackError((Problem(Place(file, line), "template-failed", message, fix),))


def _line(error: Exception, filename: str | None) -> int:
    """Return the line of the template where it failed."""
    walked = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in walked if frame.f_code.co_filename == filename]
    return lines[-1] if lines else 1
