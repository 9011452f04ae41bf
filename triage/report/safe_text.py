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
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)


def visible(text: str) -> str:
    r"""Return `text` with each hostile character as an escape that can be seen, such as `\x1b`."""
    return _HOSTILE.sub(lambda found: _escape(ord(found.group())), text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - two digits
