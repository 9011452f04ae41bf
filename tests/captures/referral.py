"""The screens of the referral: texts, lists of entries, the review by section, the preview."""

from __future__ import annotations

from collections.abc import Mapping

from tests.captures.camera import CASE, ENTER, ESCAPE, Camera, started
from tests.parity.referral import Step, keys_for, steps_from
from tests.parity.terminal import Terminal
from tests.parity.test_front_ends import questions_asked
from tests.ui.referral_walks import REFERRAL, at_result, offered


def to_the_referral(terminal: Terminal) -> None:
    """Go through the triage on the full screen, and on to the first question of the referral."""
    terminal.wait_for("Enter begin")
    terminal.send(ENTER)
    for number, asked in enumerate(questions_asked(dict(CASE)), start=1):
        terminal.wait_for(f"Question {number} of ")
        terminal.wait_for(asked.ask[:20])
        terminal.send("".join(map(str, asked.numbers)) + ENTER)
    terminal.wait_for("Check your answers")
    terminal.send("g")
    terminal.wait_for("What to do now")
    terminal.send("1" + ENTER)


def referral(camera: Camera) -> None:
    """Take the screens of a full referral."""
    with started("--journey", "incident") as terminal:
        to_the_referral(terminal)
        camera.take(terminal, "referral", "A first message now")
        for step in referral_steps({**CASE, "place_type": "unsure"}):
            terminal.wait_for(step.screen.progress[:30])
            terminal.wait_for(step.screen.ask[:40])
            if step.screen.id == "what_happened":
                terminal.send("The child died in hospital.\rSource: the ward")
                camera.take(terminal, "text", "Source: the ward")
                terminal.send("." + ENTER + ENTER)
                continue
            if step.screen.id == "agencies" and step.value == "done":
                camera.take(terminal, "list", "That is all")
                terminal.send("1" + ENTER)
                camera.take(terminal, "entry", "Remove it")
                terminal.send(ESCAPE)
                terminal.wait_for("That is all")
            terminal.send(keys_for(step))
        camera.take(terminal, "review-form", "Check your answers")
        terminal.send("g")
        camera.take(terminal, "preview", "Still missing")
        terminal.send("3" + ENTER)
        camera.take(terminal, "message", "This is the first message alone")


def referral_steps(answers: Mapping[str, object]) -> list[Step]:
    """Return the steps of the referral after the triage with these answers."""
    walk = at_result("v11", **CASE)
    walk.take(offered(walk))
    return steps_from(walk, {**CASE, **REFERRAL, **answers})


def small_text(camera: Camera) -> None:
    """Take a text in a small window."""
    with started("--journey", "incident", columns=40, rows=12) as terminal:
        to_the_referral(terminal)
        terminal.wait_for("A first message")
        terminal.send("1" + ENTER)
        terminal.wait_for("What has been done")
        terminal.send("Everyone is safe.")
        camera.take(terminal, "small-text", "Everyone is safe.")


def plain_text(camera: Camera) -> None:
    """Take a text in plain lines."""
    with started("plain", "--journey", "incident") as terminal:
        terminal.wait_for("q to leave:")
        terminal.send(ENTER)
        for number, asked in enumerate(questions_asked(dict(CASE)), start=1):
            terminal.wait_for(f"Question {number} of ")
            terminal.wait(lambda: terminal.shown().endswith("Answer:"), "the prompt")
            terminal.send(",".join(map(str, asked.numbers)) + ENTER)
        for prompt, keys in (("go back:", "0"), ("Number:", "1"), ("Answer:", "1")):
            terminal.wait(lambda prompt=prompt: terminal.shown().endswith(prompt), prompt)  # type: ignore[misc]
            terminal.send(keys + ENTER)
            terminal.pump(0.5)
        terminal.wait_for("What has been done")
        terminal.wait(lambda: terminal.shown().endswith("Answer:"), "the prompt")
        terminal.send("The brother is with his grandmother." + ENTER)
        camera.take(terminal, "plain-text", "to end:")
