"""Making any text harmless to a terminal, without hiding that something was there.

Packs are refused if they hold such characters; answers are not, so every place that shows text
sends it through `visible` first.
"""

from __future__ import annotations

import re

# C0 except tab and line feed, DEL and C1, bidirectional controls, separators, surrogates,
# byte-order marks and non-characters: what could move the cursor, reorder or hide text.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


def visible(text: str) -> str:
    r"""Return `text` with each hostile character as an escape that can be seen, such as `\x1b`."""
    return _HOSTILE.sub(lambda found: escape(ord(found.group())), text)


def escape(code: int) -> str:
    """Return how a character is written where it cannot be shown, by its number."""
    if code < 0x100:  # noqa: PLR2004 - two digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - four digits
