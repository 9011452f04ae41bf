"""A fact-check pack as one HTML page that prints on A4: no scripts, nothing from elsewhere."""

from __future__ import annotations

from html import escape

from markdown_it import MarkdownIt

_STYLE = """
body { font: 11pt/1.4 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; width: calc(100% - 2px); margin: 1em 1px; }
th, td { border: 1px solid #555; padding: 0.25em 0.4em; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
tr, li { break-inside: avoid; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
h2 { border-top: 2px solid; padding-top: 0.5em; margin-top: 2em; }
hr { border: 0; border-bottom: 1px solid #555; height: 1.8em; margin: 0; }
ul ul { margin: 0; }
@page { size: A4; margin: 15mm; }
@media print {
  body { font-size: 10pt; margin: 0; max-width: none; padding: 0; }
  h2 { break-before: page; border: 0; margin-top: 0; }
  h1 ~ h2:nth-of-type(-n + 2) { break-before: auto; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_PICTURE = "<p><em>The Markdown form of this pack shows a picture here.</em></p>\n"


def web_page(markdown: str, title: str) -> str:
    """Return a pack in Markdown as an HTML page; pictures are left to the list beside them."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(markdown)
    for token in tokens:
        if token.type == "fence" and token.info == "mermaid":
            token.type, token.content = "html_block", _PICTURE
    body = reader.renderer.render(tokens, reader.options, {})
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{body}</body>\n</html>\n"
    )
