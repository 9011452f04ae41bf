"""A document as a Word file (Office Open XML): real headings, lists and tables, in British English.

It names no author and no machine, holds no picture, and its pages carry the marking.
"""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from triage.report.blocks import (
    LANGUAGE,
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Table,
    Words,
    column_shares,
    stays_whole,
)

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.shared import Length
    from docx.text.paragraph import Paragraph as WordParagraph

DEEPEST_LIST = 3
"""Word has built-in styles for lists of three levels."""

FONT = "Arial"
_TEXT_WIDTH = 9_354
"""Between the margins of the page, in twentieths of a point (A4 with 2.25 cm on each side)."""


def word_document(document: Document) -> bytes:
    """Return the document as the bytes of a .docx file."""
    import docx  # noqa: PLC0415 - slow to import, and only this needs it

    file = docx.Document()
    _forget_origin(file, document)
    _set_language(file)
    _set_styles(file)
    _set_page(file.sections[0], document)
    _Writing(file).blocks(document.blocks, 0)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _forget_origin(file: WordFile, document: Document) -> None:
    """Set what the file says of itself, and take out what the library's own template says."""
    properties = file.core_properties
    properties.title = document.title
    properties.subject = f"Reference {document.reference}"
    properties.language = LANGUAGE
    properties.category = document.marking
    properties.author = properties.last_modified_by = properties.comments = ""
    moment = document.made_at.astimezone(datetime.UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment
    # A picture of the template's first page, and the name of the program that made it.
    package = file.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            package.rels.pop(name)


def _set_language(file: WordFile) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - as docx

    for language in file.styles.element.iter(qn("w:lang")):
        language.attrib.clear()
        language.set(qn("w:val"), LANGUAGE)


def _set_styles(file: WordFile) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - as docx
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - as docx

    sizes = {"Normal": 11, "Heading 1": 20, "Heading 2": 15, "Heading 3": 12.5, "Heading 4": 11}
    for name, size in sizes.items():
        style: Any = file.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    title: Any = file.styles["Heading 1"]
    title.paragraph_format.space_before = Pt(0)
    quote: Any = file.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Pt(18)
    normal: Any = file.styles["Normal"]
    normal.paragraph_format.space_after = Pt(6)


def _set_page(section: Section, document: Document) -> None:
    """Put the marking at the top and bottom of an A4 page, and say which page it is."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as docx
    from docx.shared import Cm  # noqa: PLC0415 - as docx

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.25)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2.6)
    top, bottom = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (top, bottom):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(document.marking).bold = True
    paragraph = section.footer.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{document.title}, reference {document.reference}. Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: WordParagraph, code: str) -> None:
    field = _element("w:fldSimple", {"w:instr": code})
    run = _element("w:r")
    text: Any = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields of its own


class _Writing:
    """One Word file being written, block by block."""

    def __init__(self, file: WordFile) -> None:
        self._file = file

    def blocks(self, blocks: tuple[Block, ...], deep: int) -> None:
        """Write blocks that stand that many lists deep."""
        for place, block in enumerate(blocks):
            if isinstance(block, Heading):
                paragraph = self._file.add_paragraph(style=f"Heading {min(block.level, 9)}")
                _add_words(paragraph, block.words)
            elif isinstance(block, Items):
                self._items(block, deep + 1)
            elif isinstance(block, Table):
                self._table(block)
                if not any(isinstance(each, Heading) for each in blocks[place + 1 : place + 2]):
                    # Word runs two tables into one, and a heading has its own space above it.
                    self._file.add_paragraph()
            elif deep and not block.quoted:
                self._paragraph(block.words, _list_style("List Continue", deep))
            else:
                self._paragraph(block.words, "Quote" if block.quoted else "Normal")

    def _paragraph(self, words: Words, style: str) -> WordParagraph:
        paragraph = self._file.add_paragraph(style=style)
        _add_words(paragraph, words)
        return paragraph

    def _items(self, block: Items, deep: int) -> None:
        style = _list_style("List Bullet" if block.start is None else "List Number", deep)
        number = None if block.start is None else self._number_from(style, block.start)
        for item in block.items:
            first, *others = item or (Paragraph(()),)
            if isinstance(first, Paragraph):
                paragraph = self._paragraph(first.words, style)
                paragraph.paragraph_format.keep_with_next = bool(others)
                if number is not None:
                    _number(paragraph, number)
            else:
                self.blocks((first,), deep)
            self.blocks(tuple(others), deep)

    def _number_from(self, style: str, start: int) -> int:
        """Return the id of a new list of that style; without one, numbers would just go on."""
        from docx.oxml.ns import qn  # noqa: PLC0415 - as docx

        numbering: Any = self._file.part.numbering_part.element
        properties: Any = self._file.styles[style].element.pPr.numPr
        of_style = numbering.num_having_numId(properties.numId.val)
        number = numbering.add_num(of_style.abstractNumId.val)
        number.add_lvlOverride(ilvl=0).add_startOverride(val=start)
        return int(number.get(qn("w:numId")))

    def _table(self, block: Table) -> None:
        from docx.shared import Pt  # noqa: PLC0415 - as docx

        table = self._file.add_table(rows=0, cols=len(block.head), style="Table Grid")
        table.autofit = False
        widths = _widths(block)
        for number, row in enumerate((block.head, *block.rows)):
            added = table.add_row()
            properties = added._tr.get_or_add_trPr()  # noqa: SLF001 - not in the library
            properties.append(_element("w:cantSplit"))
            if number == 0:
                properties.append(_element("w:tblHeader"))
            for cell, words, width in zip(added.cells, row, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                layout = paragraph.paragraph_format
                layout.space_before = layout.space_after = Pt(2)
                layout.keep_with_next = stays_whole(block) and number < len(block.rows)
                _add_words(paragraph, words, strong=number == 0)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width


def _list_style(name: str, deep: int) -> str:
    level = min(deep, DEEPEST_LIST)
    return name if level == 1 else f"{name} {level}"


def _number(paragraph: WordParagraph, number: int) -> None:
    properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - as fields
    properties.get_or_add_numId().val = number


def _add_words(paragraph: WordParagraph, words: Words, *, strong: bool = False) -> None:
    """Add words as runs; a line that breaks is a line break of Word's."""
    for run in words:
        paragraph.add_run(run.text).bold = True if strong or run.strong else None


def _widths(block: Table) -> list[Length]:
    """Return how wide each column is, by the longest text that stands in it."""
    from docx.shared import Twips  # noqa: PLC0415 - as docx

    shares = column_shares(block)
    return [Twips(_TEXT_WIDTH * share // sum(shares)) for share in shares]


def _element(name: str, attributes: dict[str, str] | None = None) -> BaseOxmlElement:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as docx
    from docx.oxml.ns import qn  # noqa: PLC0415 - as docx

    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    return element
