"""The commands that answer questions: the three front ends, and answers from a file."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from triage.cli.exit_codes import LEFT, OK, USAGE
from triage.cli.files import opened
from triage.cli.packs import pack_of
from triage.errors import TerminalRequired, UsageError

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from triage.core.engine import Position
    from triage.pack.reader import Pack
    from triage.ui.saving import Saver
    from triage.ui.walkthrough import Walkthrough

_WITHOUT_MENU = "incident"
"""The journey that is walked where a pack has no menu."""

SAFETY = "If a child is in danger, ring 999. Do not wait for this tool."


def screen(options: argparse.Namespace) -> int:
    """Walk on the full screen, or in plain lines where those are wanted."""
    from triage.ui.choosing import wants_plain
    from triage.ui.line_terminal import need_terminal, write_line

    need_terminal()
    if options.plain or wants_plain(os.environ, stdout_is_terminal=sys.stdout.isatty()):
        return plain(options)
    # Seen at once, while the full screen is still being loaded.
    for line in (SAFETY, "Starting ..."):
        write_line(line)
    # What is loaded now stays until the end; looking for garbage in it is a tenth of the start.
    gc.disable()
    walkthrough = _walkthrough(options)
    from triage.ui.tui import run

    return run(
        walkthrough,
        saver=_saver(options, walkthrough),
        mouse=not options.no_mouse,
        no_color=bool(os.environ.get("NO_COLOR")),
    )


def plain(options: argparse.Namespace) -> int:
    """Walk in plain lines."""
    from triage.ui.line_terminal import (
        leaving_on_signals,
        more_lines_wait,
        need_terminal,
        read_line,
        write_line,
    )
    from triage.ui.plain.conversation import Conversation

    need_terminal()
    walkthrough = _walkthrough(options)
    with leaving_on_signals():
        saver = _saver(options, walkthrough)
        conversation = Conversation(walkthrough, read_line, write_line, saver, more_lines_wait)
        finished = conversation.run()
    return OK if finished else LEFT


def ask(options: argparse.Namespace) -> int:
    """Walk in prompts."""
    from triage.ui.line_terminal import leaving_on_signals, need_terminal, write_line

    need_terminal()
    if not sys.stdout.isatty():
        message = "triage ask draws on a terminal. Use triage plain, or triage run for a script."
        raise TerminalRequired(message)
    walkthrough = _walkthrough(options)
    from triage.ui.prompts.conversation import Conversation

    with leaving_on_signals():
        finished = Conversation(walkthrough, write_line, _saver(options, walkthrough)).run()
    return OK if finished else LEFT


def _walkthrough(options: argparse.Namespace) -> Walkthrough:
    from triage.pack.locations import config_folder, pack_folder
    from triage.pack.own_contacts import with_own_contacts
    from triage.pack.reader import read_pack
    from triage.ui.walkthrough import Walkthrough

    folder = pack_folder(options.pack)
    pack = with_own_contacts(read_pack(folder), config_folder())
    journey = options.journey or (None if pack.menu else _WITHOUT_MENU)
    guidance = partial(read_pack, folder, with_guidance=True)
    return Walkthrough(pack, journey, options.clock().date(), guidance)


def _saver(options: argparse.Namespace, walkthrough: Walkthrough) -> Saver:
    from triage.ui.saving import WalkthroughSaver

    return WalkthroughSaver(walkthrough, options.clock, chance(options))


def chance(options: argparse.Namespace) -> random.Random:
    """Return what references are drawn from."""
    import secrets

    chance: random.Random | None = options.chance
    return chance or secrets.SystemRandom()


def run(options: argparse.Namespace) -> int:
    """Answer from a file or standard input, and print what that suggests."""
    from triage.core.program import compile_program
    from triage.ui.run.results import run_lines, run_one

    if options.summary and options.jsonl:
        message = "--summary goes with one object of answers, not with --jsonl."
        raise UsageError(message)
    if options.redacted and not options.summary:
        message = "--redacted goes with --summary FILE: it is that file that is redacted."
        raise UsageError(message)
    if options.first_message and not options.summary:
        message = "--first-message goes with --summary FILE, which says where to write it."
        raise UsageError(message)
    pack = pack_of(options)
    program = compile_program(pack.walk(options.walk))
    look_at = _looking_at(options.answers, pack)
    with opened(options.answers) as stream:
        if options.jsonl:
            bad = run_lines(options.walk, program, stream, sys.stdout, look_at)
            return USAGE if bad else OK
        raw = stream.read()
        position = run_one(options.walk, program, raw, sys.stdout)
    look_at(position, raw, 1)
    if options.summary:
        from triage.pack.locations import config_folder
        from triage.pack.own_contacts import with_own_contacts
        from triage.ui.saving import SummaryFile

        pack = with_own_contacts(pack, config_folder())
        for notice in pack.notices:
            sys.stderr.write(f"{notice}\n")
        file = SummaryFile(pack, options.clock, chance(options))
        said = file.write(
            position,
            options.summary,
            redacted=options.redacted,
            first_message=options.first_message,
        )
        sys.stderr.write(f"{said}\n")
    return OK


def _looking_at(file: str, pack: Pack) -> Callable[[Position, bytes, int], None]:
    """Return what says on standard error where a text may tell who somebody is."""
    from triage.errors import Place
    from triage.ui.free_text import TextCheck
    from triage.ui.run.typed_texts import said_of

    check, name = TextCheck(pack), "standard input" if file == "-" else file

    def look_at(position: Position, raw: bytes, line: int) -> None:
        for said in said_of(position, check, raw, Place(name, line)):
            sys.stderr.write(f"{said}\n")

    return look_at
