"""Reading the guidance line by line: something is typed, a page is written, nothing is redrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from triage.errors import UsageError
from triage.ui import words
from triage.ui.reading.pages import ReadingPage
from triage.ui.reading.targets import Contents, Glossary, Readable
from triage.ui.walkthrough import Walkthrough
from triage.ui.wrapping import Row

HOW = (
    "Type a section (5, A or B), a rule (R5.58) or words to look for, and press Enter.",
    "g and a word looks in the glossary. Enter alone lists the sections. b goes back, q leaves.",
)
PROMPT = "Section, rule or words (b goes back): "


class Reading:
    """A person's way through the guidance; `b` at its first page ends it, where it began."""

    def __init__(
        self,
        walkthrough: Walkthrough,
        ask_line: Callable[[str], str],
        say: Callable[[Iterable[str]], None],
    ) -> None:
        """Take how to read one line after a prompt, and how to write several."""
        self._walk = walkthrough
        self._ask_line = ask_line
        self._say = say

    def begin(self, target: Readable) -> None:
        """Show a page, and go on from it until the person goes back."""
        try:
            self._show(target)
        except UsageError as error:
            self._say((f"Error: {error}",))
            return
        self._say(HOW)
        trail = [target]
        while trail:
            typed = self._ask_line(PROMPT)
            if typed == "b":  # a capital B is the appendix of that name
                trail.pop()
                if trail:
                    self._show(trail[-1])
            else:
                self._go_to(typed, trail)

    def _go_to(self, typed: str, trail: list[Readable]) -> None:
        try:
            target = self._meant_by(typed)
            self._show(target)
        except UsageError as error:
            self._say((f"Error: {error} Try a section such as 5, or other words.",))
        else:
            trail.append(target)

    def _meant_by(self, typed: str) -> Readable:
        if not typed:
            return Contents()
        start, _, rest = typed.partition(" ")
        if start.lower() == "g":
            return Glossary(rest.strip())
        return self._walk.asked_for(typed)

    def _show(self, target: Readable) -> None:
        self._say(("", *lines(self._walk.read(target))))


def lines(page: ReadingPage) -> Iterator[str]:
    """Yield a page as lines, each of which can be read alone."""
    texts = [f"{line.label}{line.text}" if isinstance(line, Row) else line for line in page.lines]
    if not texts or not texts[0].startswith(page.title):
        yield page.title
    yield from filter(None, texts)
    for link in page.links:
        if link.heading:
            yield f"{link.heading}:"
        number = f"{link.number}. " if link.number else ""
        yield f"{number}{words.colon(link.name, link.says)}"
