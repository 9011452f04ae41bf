"""Documents read back by parsers that have nothing to do with what wrote them.

Each reader takes the bytes of a file and returns its texts in the order of reading, one for each
paragraph, item, heading or cell. It also holds the file against what every file of its format must
be, and raises `AssertionError` where it is not.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "docs" / "reference" / "summary.schema.json"

_LEAF = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_REMOTE = {"src", "href", "srcset", "action", "formaction", "background", "data", "poster", "ping"}
_KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "header", "footer", "main", "blockquote"),
    *("ul", "ol", "table", "thead", "tbody", "tr", "strong", "br", *_LEAF),
}


def read_markdown(raw: bytes) -> list[str]:
    """Return the texts of Markdown, by markdown-it: nothing in it may be HTML but `br`."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - each reader imports what it needs

    texts = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(_decoded(raw)):
        assert token.type not in {"html_block", "code_block", "fence"}, token.type
        if token.type != "inline":
            continue
        text = ""
        for part in token.children or ():
            known = {"text", "text_special", "softbreak", "hardbreak", "strong_open"}
            is_break = part.type == "html_inline" and part.content == "<br>"
            assert part.type in {*known, "strong_close"} or is_break, part.type
            text += "\n" if is_break or part.type.endswith("break") else part.content
        texts.append(text)
    return texts


def read_text(raw: bytes) -> list[str]:
    """Return the lines of plain text."""
    return _decoded(raw).split("\n")


def read_html(raw: bytes) -> list[str]:
    """Return the texts of a web page, by html5lib: no script, no link, nothing that is fetched."""
    import html5lib  # noqa: PLC0415 - as above

    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    tree = parser.parse(_decoded(raw))
    for element in tree.iter():
        assert element.tag in _KNOWN, element.tag
        assert not _REMOTE & {name.lower() for name in element.attrib}, element.attrib
        assert not [name for name in element.attrib if name.lower().startswith("on")]
    errors = [code for _, code, _ in parser.errors]
    assert not errors, errors
    return [_own_text(each) for each in tree.find("body").iter() if each.tag in _LEAF]


def _own_text(element: Any) -> str:  # noqa: ANN401 - html5lib has no types for its trees
    """Return what stands in an element, without what stands in the lists inside it."""
    text = element.text or ""
    for child in element:
        if child.tag == "br":
            text += "\n"
        elif child.tag == "strong":
            text += _own_text(child)
        text += child.tail or ""
    return text


def read_word(raw: bytes) -> list[str]:
    """Return the texts of a Word file, by python-docx: no picture, no link, no author."""
    import docx  # noqa: PLC0415 - as above
    from docx.table import Table  # noqa: PLC0415 - as above

    file = docx.Document(io.BytesIO(raw))
    names = [str(part.partname) for part in file.part.package.iter_parts()]
    assert not [name for name in names if "media" in name or "thumbnail" in name], names
    relations = [each for part in file.part.package.iter_parts() for each in part.rels.values()]
    assert not [each for each in relations if each.is_external]
    assert file.core_properties.author == file.core_properties.last_modified_by == ""
    (section,) = file.sections
    texts = [section.header.paragraphs[0].text]
    for block in file.iter_inner_content():
        if isinstance(block, Table):
            texts += [cell.text for row in block.rows for cell in row.cells]
        else:
            texts.append(block.text)
    return [*texts, section.footer.paragraphs[0].text]


def read_pdf(raw: bytes) -> list[str]:
    """Return the lines of a PDF file, by pypdf; what stands on every page is there once."""
    import pypdf  # noqa: PLC0415 - as above

    reader: Any = pypdf.PdfReader(io.BytesIO(raw))
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert str(reader.root_object["/Lang"]).lower() == "en-gb"
    marking = ""
    lines = []
    for page in reader.pages:
        marking, *between, again, footer = page.extract_text().split("\n")
        assert marking == again
        assert "reference" in footer
        lines += between
    return [marking, *lines, marking]


def tags_of_pdf(raw: bytes) -> Counter[str]:
    """Return how often each kind of structure stands in the tag tree of a PDF file."""
    import pypdf  # noqa: PLC0415 - as above

    found: Counter[str] = Counter()

    def walk(node: Any) -> None:  # noqa: ANN401 - pypdf has one type for all of its objects
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif hasattr(node, "get"):
            if "/S" in node:
                found[str(node["/S"]).removeprefix("/")] += 1
            walk(node.get("/K"))

    walk(pypdf.PdfReader(io.BytesIO(raw)).root_object["/StructTreeRoot"])
    return found


def read_json(raw: bytes) -> list[str]:
    """Return every text of the data, having held them against the published schema."""
    import jsonschema  # noqa: PLC0415 - as above

    assert raw.isascii()
    found = json.loads(raw)
    jsonschema.Draft202012Validator(published_schema()).validate(found)
    return list(_texts_in(found))


@cache
def published_schema() -> dict[str, Any]:
    """Return the schema that the documentation has."""
    read: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return read


def _texts_in(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for each in part.values():
            yield from _texts_in(each)
    elif isinstance(part, list):
        for each in part:
            yield from _texts_in(each)


def read_calendar(raw: bytes) -> list[str]:
    """Return the texts of the events, by vobject; they have no part beyond the known ones."""
    import vobject  # noqa: PLC0415 - as above

    text = raw.decode("utf-8")
    assert "\n" not in text.replace("\r\n", ""), "a line end that the standard does not know"
    texts = []
    for event in vobject.readOne(text).vevent_list:
        known = {"uid", "dtstamp", "dtstart", "dtend", "summary", "description", "class", "transp"}
        assert set(event.contents) == known
        texts += [event.summary.value, event.description.value]
    return texts


READERS: Mapping[str, Callable[[bytes], list[str]]] = {
    "txt": read_text,
    "md": read_markdown,
    "docx": read_word,
    "html": read_html,
    "pdf": read_pdf,
    "email.txt": read_text,
    "ics": read_calendar,
    "json": read_json,
}


def squeezed(text: str) -> str:
    """Return a text without any space, so that where lines are broken makes no difference."""
    return re.sub(r"\s+", "", text)


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-8")
