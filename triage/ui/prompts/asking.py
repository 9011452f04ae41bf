"""One prompt of questionary, run so that it ends well: by a signal, a bug, or a lost terminal.

Left to themselves, questionary turns Ctrl-C into an answer of None. prompt_toolkit prints the
traceback of whatever goes wrong in it and waits for Enter, leaves the cursor hidden when a signal
ends it, and has keys of Emacs that would accept what nobody chose or take Ctrl-C for themselves.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Iterator
from typing import Any

from prompt_toolkit import Application
from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Always, Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import ALL_KEYS, Keys
from questionary import Choice, Question, Separator
from questionary.prompts.common import InquirerControl

from triage.report.safe_text import visible
from triage.ui.line_terminal import leave_if_asked, noticing_loss, on_signals

_LEFT_ON = {Keys.CPRResponse.value, Keys.ControlJ.value, Keys.Any.value}
"""What a terminal says of its cursor, what some send for Enter, and all the rest at once."""

_NOT_IN_LISTS = tuple(key for key in ALL_KEYS if key not in _LEFT_ON)
_AROUND = "?  []"
"""What questionary puts around a question and its answer, and the spaces between them."""

HANGING = " " * 5
"""Where later lines of a choice begin."""

_UP, _DOWN = ("up", "k", "c-p"), ("down", "j", "c-n")
"""Keys of questionary that move the mark of a list; it would go around at the ends."""

_NOT_IN_TEXT = (
    *("escape", "c-x"),  # start of many: repeat the next key a million times, run a macro
    *("c-r", "c-s"),  # search, where Ctrl-C only ends the search
    *("c-o", "c-z", "c-@", "c-]", "c-\\", "c-^"),
    *("<vt100-mouse-event>", "<windows-mouse-event>"),  # of a mouse that was not asked for
)


def typed(question: Question) -> str:
    """Return what was typed or pasted at a prompt, made harmless; raises as `chosen` does."""
    question.application.current_buffer.on_text_changed += _make_harmless
    answer: str = _run(question.application, _NOT_IN_TEXT)
    return answer


def typed_lines(question: Question) -> str:
    """Return a text of several lines, which Enter on an empty last line ends; raises as `chosen`.

    Nothing typed at all ends it as well.
    """
    application = question.application
    application.current_buffer.on_text_changed += functools.partial(_make_harmless, lines=True)
    own = application.key_bindings or KeyBindings()
    application.key_bindings = merge_key_bindings([own, _ending_lines()])
    answer: str = _run(application, _NOT_IN_TEXT)
    return answer.strip()


@functools.cache
def _ending_lines() -> KeyBindings:
    """Return what Enter does on an empty last line, and on nothing at all: it ends the text."""
    bindings = KeyBindings()

    def at_end() -> bool:
        document = get_app().current_buffer.document
        return document.is_cursor_at_the_end and not document.current_line.strip()

    def end(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    bindings.add(Keys.Enter, filter=Condition(at_end), eager=True)(end)
    return bindings


def _make_harmless(buffer: Buffer, *, lines: bool = False) -> None:
    """Show what could move the cursor or reorder text as its code, as soon as it is there."""
    text = buffer.text if lines else buffer.text.replace("\n", " ")
    shown = visible(text.replace("\t", " "))
    if shown != buffer.text:
        behind = len(visible(buffer.document.text_before_cursor))
        buffer.document = Document(shown, behind)


def chosen(question: Question, asked: str) -> Any:  # noqa: ANN401 - whatever the choices have
    """Return what was chosen or ticked at a prompt that asks for it in these words.

    Raises `KeyboardInterrupt` for Ctrl-C, Ctrl-D and a signal to end, `EOFError` where the input
    has ended, `TerminalLost`, and whatever went wrong in drawing or in a key.
    """
    application = question.application
    for window in application.layout.find_all_windows():
        window.wrap_lines = Always()  # questionary would cut off what is longer than a line
    application.before_render += functools.partial(_keep_words_whole, asked)
    own = application.key_bindings or KeyBindings()
    ends = [_ends_of(each) for each in _lists(application)]
    application.key_bindings = merge_key_bindings([own, *ends])
    return _run(application, _NOT_IN_LISTS, leaving=("c-d", "c-q"))


def _keep_words_whole(asked: str, application: Application[Any]) -> None:
    """Let what was chosen begin a line of its own, where it does not fit behind what was asked.

    Questionary goes on in the same line, and the terminal would break it inside a word.
    """
    room = application.output.get_size().columns - len(_AROUND) - len(asked.rpartition("\n")[2])
    for shown in _lists(application):
        for line in shown.choices if shown.is_answered else ():
            title = line.title
            if isinstance(title, str) and ("\n" in title or len(title) > room):
                line.title = [("", f"\n{HANGING}{title}")]


def _lists(application: Application[Any]) -> Iterator[InquirerControl]:
    return (
        each for each in application.layout.find_all_controls() if isinstance(each, InquirerControl)
    )


def _ends_of(shown: InquirerControl) -> KeyBindings:
    """Return what lets Up and Down stop at the ends: around the first line stands "Leave"."""
    bindings = KeyBindings()
    lines = [place for place, line in enumerate(shown.choices) if _can_be_chosen(line)]

    def stay(_: KeyPressEvent) -> None:
        pass

    at_first = Condition(lambda: shown.pointed_at == lines[0])
    at_last = Condition(lambda: shown.pointed_at == lines[-1])
    for at_end, keys in ((at_first, _UP), (at_last, _DOWN)):
        for key in keys:
            bindings.add(key, filter=at_end, eager=True)(stay)
    return bindings


def _can_be_chosen(line: Choice) -> bool:
    return not isinstance(line, Separator) and not line.disabled


@functools.cache
def _keys(off: tuple[str, ...], leaving: tuple[str, ...]) -> KeyBindings:
    """Return keys that do nothing, and keys that leave."""
    bindings = KeyBindings()

    def nothing(_: KeyPressEvent) -> None:
        pass

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    for keys, does in ((off, nothing), (leaving, leave)):
        for key in keys:
            bindings.add(key, eager=True)(does)
    return bindings


def _run(
    application: Application[Any], off: tuple[str, ...], leaving: tuple[str, ...] = ("c-q",)
) -> Any:  # noqa: ANN401 - as the application has it
    # Questionary's own keys come last, and so win.
    own = application.key_bindings or KeyBindings()
    application.key_bindings = merge_key_bindings([_keys(off, leaving), own])

    left = False

    def end(reason: BaseException) -> None:
        future = application.future
        if future is not None and not future.done():
            future.set_exception(reason)

    def leave() -> None:
        # Raised from here, it would hit whatever asyncio is in the middle of.
        nonlocal left
        left = True
        if application.loop is not None:
            application.loop.call_soon_threadsafe(end, KeyboardInterrupt())

    def fail(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        end(context.get("exception") or RuntimeError("a prompt has failed"))

    def begin() -> None:
        asyncio.get_running_loop().set_exception_handler(fail)
        if left:
            end(KeyboardInterrupt())

    with on_signals(leave), noticing_loss():
        leave_if_asked()
        answer = application.run(begin, set_exception_handler=False, handle_sigint=False)
    if left:
        raise KeyboardInterrupt
    return answer
