"""A document as one web page: no script, nothing fetched, and all text escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape

from triage.report.blocks import (
    DEEPEST_HEADING,
    LANGUAGE,
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
    Words,
)

STYLE = """
body { max-width: 45rem; margin: 0 auto; padding: 1rem; color: #0b0c0c; background: #fff;
  font: 1rem/1.5 Arial, Helvetica, sans-serif; overflow-wrap: anywhere; }
header, footer { text-align: center; font-weight: bold; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.4rem; margin-top: 2rem; border-top: 1px solid #505a5f;
  padding-top: 1rem; } h3 { font-size: 1.1rem; }
p, li, td, th, blockquote { white-space: pre-wrap; }
ul, ol, table, tr, thead, tbody { white-space: normal; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid #505a5f; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #505a5f; padding: 0.3rem 0.5rem; text-align: left;
  vertical-align: top; }
@media print { body { max-width: none; font-size: 11pt; }
  h1, h2, h3, h4 { break-after: avoid; } li, tr { break-inside: avoid; }
  thead { display: table-header-group; } }
"""

_POLICY = "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><p>{marking}</p></header>
<main>
{body}
</main>
<footer><p>{marking}</p></footer>
</body>
</html>
"""


def web_page(document: Document) -> str:
    """Return the document as HTML (the living standard), with a heading for each heading."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode("utf-8")).digest()).decode("ascii")
    return _PAGE.format(
        language=LANGUAGE,
        policy=_POLICY.format(digest=digest),
        title=escape(f"{document.title}, reference {document.reference}"),
        style=STYLE,
        marking=escape(document.marking),
        body="\n".join(_blocks(document.blocks)),
    )


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            name = f"h{min(block.level, DEEPEST_HEADING)}"
            yield f"<{name}>{_words(block.words)}</{name}>"
        elif isinstance(block, Paragraph):
            paragraph = f"<p>{_words(block.words)}</p>"
            yield f"<blockquote>{paragraph}</blockquote>" if block.quoted else paragraph
        elif isinstance(block, Items):
            yield _items(block)
        else:
            yield _table(block)


def _items(block: Items) -> str:
    items = "\n".join(f"<li>{_item(item)}</li>" for item in block.items)
    if block.start is None:
        return f"<ul>\n{items}\n</ul>"
    start = "" if block.start == 1 else f' start="{block.start}"'
    return f"<ol{start}>\n{items}\n</ol>"


def _item(blocks: tuple[Block, ...]) -> str:
    """Return an item; its first paragraph stands without a paragraph's space around it."""
    first, *others = blocks or (Paragraph(()),)
    if isinstance(first, Paragraph) and not first.quoted:
        return "".join((_words(first.words), *_blocks(tuple(others))))
    return "".join(_blocks(blocks))


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{_words(words)}</th>' for words in block.head)
    rows = "\n".join(f"<tr>{_row(row)}</tr>" for row in block.rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(row: tuple[Words, ...]) -> str:
    first, *others = (_words(words) for words in row)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{each}</td>" for each in others)


def _words(words: Words) -> str:
    """Return words escaped; a line that breaks is a `br`, which also reads as a break."""
    shown = ((escape(run.text).replace("\n", "<br>"), run.strong) for run in words)
    return "".join(f"<strong>{text}</strong>" if strong else text for text, strong in shown)
