"""The conversation of `triage ask`: one prompt a question, drawn by questionary.

Ctrl-C and Ctrl-D are leaving, never an answer: `asking` runs every prompt.
"""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import questionary

from triage.core.values import NOT_KNOWN
from triage.errors import AnswerError
from triage.report.safe_text import visible
from triage.ui import words
from triage.ui.line_by_line import lines
from triage.ui.line_by_line.conversation import Left, LineConversation
from triage.ui.line_terminal import rows_of, window_rows
from triage.ui.prompts import wording
from triage.ui.prompts.asking import HANGING, chosen, typed, typed_lines
from triage.ui.prompts.looking_again import wants_to_change
from triage.ui.screens import Ask, Home, Offer, Preview, Result, Review, Welcome, at_once
from triage.ui.typed_answers import plainly


@dataclass(frozen=True, slots=True)
class _Key:
    """Something to do other than answering; never equal to the value of an option."""

    name: str


_BACK, _WHY, _SO_FAR, _LEAVE = _Key("back"), _Key("why"), _Key("so far"), _Key("leave")
_RULES, _CHOOSE, _AGAIN = _Key("rules"), _Key("choose"), _Key("again")
_ASIDE = (
    (wording.WHY, _WHY),
    (words.RULES, _RULES),
    (wording.SO_FAR, _SO_FAR),
    (wording.BACK, _BACK),
    (words.LEAVE, _LEAVE),
)

_Option = str | tuple[str, object]

_NEXT = (
    words.SAVE,
    words.ANOTHER_CHILD,
    words.CHANGE_ANSWERS,
    words.ALL_CHANGES,
    words.RULES,
    words.PREVIEW,
)
_AFTER_PREVIEW = (words.TO_RESULT, words.CHANGE_ANSWERS, words.LEAVE)

MARGIN, LEAST_WIDTH = 7, 20
"""The room for questionary's own marks."""


class Conversation(LineConversation):
    """Walks one person through a walkthrough, prompt by prompt."""

    def _home(self, screen: Home) -> None:
        self._say([*lines.introduction(screen), ""])
        self._walk.prepare()
        options: list[_Option] = []
        for group in screen.groups:
            options.append(f"{group.title}:")
            options.extend((lines.offer(each), each) for each in group.offers)
        self._write(screen.safety[0])
        options += [wording.TO_STOP, (words.LEAVE, _LEAVE)]
        picked = self._pick(wording.READY, options)
        if isinstance(picked, Offer):
            self._take(picked)

    def _ask_line(self, prompt: str) -> str:
        line = typed(questionary.text(_wrapped(prompt.rstrip(": ")))).strip()
        if line.lower() == "q":
            raise Left
        return line

    def _welcome(self, screen: Welcome) -> None:
        self._say([*lines.welcome(screen), ""])
        self._walk.prepare()
        back = [(wording.BACK, _BACK)] if self._walk.can_go_back else []
        ways_on = [(words.BEGIN, True), *back, (words.LEAVE, _LEAVE)]
        if self._pick(wording.READY, ways_on) is _BACK:
            self._walk.back()
        else:
            self._walk.begin()

    def _pick(self, title: str, options: Sequence[_Option], at: object = None) -> object:
        """Return what was picked; picking "Leave" raises `Left`. Text alone is a heading."""
        choices = [
            questionary.Separator(_wrapped(option))
            if isinstance(option, str)
            else questionary.Choice(_wrapped(option[0]), value=option[1])
            for option in options
        ]
        default = next((choice for choice in choices if choice.value == at), None)
        asked = _wrapped(title)
        picked: object = chosen(
            questionary.select(
                asked,
                choices=choices,
                default=default,
                use_shortcuts=False,
                instruction=_behind(asked, wording.PICK_HOW),
            ),
            asked,
        )
        if picked is _LEAVE:
            raise Left
        return picked

    def _ask(self, screen: Ask) -> None:
        self._say(_above(screen))
        if screen.kind == "choice":
            value = self._choose(screen)
        elif screen.kind == "choices":
            value = self._tick(screen)
        else:
            value = self._type(screen)
        if isinstance(value, _Key):
            self._aside(screen, value)
            return
        try:
            self._walk.answer(value)
        except AnswerError as error:
            self._write(f"Error: {plainly(error, screen.id)}")
        else:
            self._say_doubt(wording.DOUBT_BACK)

    def _choose(self, screen: Ask) -> object:
        """Return what is chosen. Without an answer so far, Enter alone chooses nothing."""
        now = next((choice.value for choice in screen.choices if choice.chosen), _CHOOSE)
        options: list[_Option] = [*_once_more(screen)]
        if now is _CHOOSE:
            options.append((wording.CHOOSE_WHAT if screen.acts else wording.CHOOSE, _CHOOSE))
        values = [choice.value for choice in screen.choices]
        options += [*zip(_labels(screen), values, strict=True), *_ASIDE]
        while (value := self._pick(screen.ask, options, now)) is _CHOOSE:
            self._write(wording.CHOOSE_HOW)
        return value

    def _tick(self, screen: Ask) -> object:
        self._write(wording.TICK_HOW)
        asked = _wrapped(screen.ask)
        ticked: list[str] = chosen(
            questionary.checkbox(
                asked,
                choices=[
                    *(questionary.Separator(_wrapped(line)) for line in _once_more(screen)),
                    *(
                        questionary.Choice(_wrapped(label), choice.value, checked=choice.chosen)
                        for label, choice in zip(_labels(screen), screen.choices, strict=True)
                    ),
                ],
                instruction=" ",
            ),
            asked,
        )
        ways_on = [(wording.TICK_AGAIN, _AGAIN), *_ASIDE]
        return ticked or self._pick(wording.NOTHING_TICKED, ways_on)

    def _type(self, screen: Ask) -> object:
        self._say(filter(None, _how_to_type(screen)))
        answer = _typed(screen, screen.typed)
        while self._looks_again(screen, answer):
            answer = _typed(screen, answer)
        return answer or self._nothing_typed(screen)

    def _looks_again(self, screen: Ask, answer: str) -> bool:
        """Say what in a text may tell who somebody is, once; return whether to change it."""
        if screen.kind != "text" or answer == screen.typed:
            return False
        return wants_to_change(self._walk.concerns(answer), self._say, self._pick)

    def _nothing_typed(self, screen: Ask) -> object:
        not_known = [(words.NOT_KNOWN, NOT_KNOWN)] if screen.not_known else []
        options = [(wording.TYPE_AGAIN, _AGAIN), *not_known, *_ASIDE]
        return self._pick(wording.NOTHING_TYPED, options)

    def _aside(self, screen: Ask, key: _Key) -> None:
        if key is _BACK:
            self._walk.back()
        elif key is _WHY:
            self._say(lines.why(screen))
        elif key is _RULES:
            self._read_rules(screen)
        elif key is _SO_FAR:
            self._say(lines.so_far(screen.already))

    def _review(self, screen: Review) -> None:
        self._write("")
        options: list[_Option] = [(screen.go_on, True)]
        for answered in screen.answers:
            if answered.section:
                options.append(f"{answered.section}:")
            options.append((lines.answered(answered), answered.id))
        title = "\n".join((*at_once(screen.already), f"{screen.title}. {screen.lead}"))
        picked = self._pick(title, [*options, *_ASIDE[-2:]])
        if picked is True:
            self._walk.go_on()
        elif picked is _BACK:
            self._walk.back()
        else:
            self._walk.change(str(picked))

    def _result(self, screen: Result) -> bool:
        self._say(["", *lines.result(screen, wording.SEE_ALL), ""])
        options = [
            *((lines.offer(each), each) for each in screen.first),
            *((name, name) for name in _NEXT),
            *((lines.offer(each), each) for each in screen.elsewhere),
            (words.LEAVE, words.LEAVE),
        ]
        return self._until_elsewhere(screen, lambda: self._pick(wording.WHAT_NEXT, options))

    def _preview(self, screen: Preview) -> bool:
        self._say(["", *lines.preview(screen, self._previewed()), ""])
        options: list[_Option] = [(words.give_now(gap.label), gap) for gap in screen.gaps]
        named = (screen.save, *screen.others, *_AFTER_PREVIEW)
        options += [(name, name) for name in named]
        options += [(lines.offer(each), each) for each in screen.onward]
        return self._until_elsewhere(screen, lambda: self._pick(wording.WHAT_NEXT, options))

    def _goes_on_unsaved(self) -> bool:
        self._say(["", words.UNSAVED_LEAD])
        ways_on = [(words.STAY, words.STAY), (words.GO_ON_UNSAVED, words.GO_ON_UNSAVED)]
        return self._pick(words.UNSAVED, ways_on) == words.GO_ON_UNSAVED

    def _save_summary(self, title: str) -> None:
        from triage.ui.prompts.save_step import SaveStep

        step = SaveStep(self._pick, self._say, self._saver, self._walk.concerns)
        step.run(title, redacted=self._walk.stage == "preview" and self._walk.redacted)


def _above(screen: Ask) -> list[str]:
    """Return what stands above the prompt of a question."""
    asked = (screen.progress, screen.hint, screen.contact)
    return [*lines.new_meanings(screen.already), *filter(None, asked)]


def _once_more(screen: Ask) -> tuple[str, ...]:
    """Return what cannot wait, for the prompt, where that pushes it off the window above.

    First comes what to do; the numbers after it are left out where they would hide that.
    """
    said = at_once(screen.already)
    prompt = (screen.ask, wording.CHOOSE, *_labels(screen), *(name for name, _ in _ASIDE))
    if not said or rows_of(_above(screen)) + _rows(prompt) < window_rows():
        return ()
    while len(said) > 1 and _rows((screen.ask, *said, wording.CHOOSE)) >= window_rows():
        said = said[:-1]
    return said


def _rows(texts: Iterable[str]) -> int:
    """Return how many rows of the window these texts take in a prompt."""
    return sum(_wrapped(text).count("\n") + 1 for text in texts)


def _how_to_type(screen: Ask) -> tuple[str, ...]:
    """Return what stands above a box to type in."""
    return (
        screen.format_hint,
        words.END_OF_TEXT if screen.several_lines else "",
        words.NOT_KNOWN_TYPED if screen.not_known else "",
        screen.doubt,
    )


def _typed(screen: Ask, before: str) -> str:
    """Return what is typed at a question, starting from what was typed before."""
    lines = screen.several_lines
    question = questionary.text(
        _wrapped("\n".join((*_once_more(screen), screen.ask))),
        default=visible(before),
        instruction="\n" if lines else " ",
        multiline=lines,
    )
    return typed_lines(question) if lines else typed(question)


def _wrapped(text: str) -> str:
    """Return a text broken between words: questionary would cut it at the edge of the window."""
    width = max(LEAST_WIDTH, shutil.get_terminal_size().columns - MARGIN)
    parts = text.split("\n")
    return "\n".join(
        textwrap.fill(visible(part), width, subsequent_indent=HANGING) for part in parts
    )


def _behind(asked: str, said: str) -> str:
    """Return what is said behind what is asked, on a line of its own where it does not fit."""
    room = shutil.get_terminal_size().columns - MARGIN
    fits = len(asked.rpartition("\n")[2]) + len(said) <= room
    return said if fits else f"\n{HANGING}{said}"


def _labels(screen: Ask) -> list[str]:
    return [
        f"{choice.label}. {choice.hint}" if choice.hint else choice.label
        for choice in screen.choices
    ]
