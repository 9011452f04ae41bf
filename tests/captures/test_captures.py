"""The screens in the documentation are those that the program shows now."""

from __future__ import annotations

import sys

import pytest

from tests.captures.camera import Camera
from tests.captures.files import FOLDER, PAGE, known, page
from tests.captures.screens import CAPTURES, SESSIONS


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("number", range(len(SESSIONS)))
def test_the_captures_are_up_to_date(number: int) -> None:
    """Where this fails, look at the difference, then run `python -m tests.captures`."""
    before = known()
    camera = Camera(before)
    SESSIONS[number](camera)
    assert camera.taken
    for name, shown in camera.taken.items():
        assert shown == before.get(name), f"{name} is stale: run python -m tests.captures"


def test_the_page_shows_every_capture_and_there_is_no_other_file() -> None:
    """The page is made of the files, and each file is one of the captures."""
    assert PAGE.read_text(encoding="utf-8") == page(known())
    assert {file.stem for file in FOLDER.iterdir()} == {capture.name for capture in CAPTURES}
