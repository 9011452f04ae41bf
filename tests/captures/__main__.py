"""Take every screen again: `python -m tests.captures`."""

from __future__ import annotations

from tests.captures.files import known, write
from tests.captures.screens import all_taken

write(all_taken(known()))
