"""Every format, read back by a parser that has nothing to do with what wrote it."""

from __future__ import annotations

import dataclasses
import datetime
import io
import itertools
import json
import re
import sys
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import docx
import html5lib
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.reading_back import READERS, published_schema, squeezed, tags_of_pdf
from tests.report.samples import (
    RECORD,
    REFERRAL,
    part_answered,
    particulars,
    summary,
    templates,
)
from triage.errors import UsageError
from triage.report.calendar_file import Event
from triage.report.documents import laid_out, made
from triage.report.formats import FORMATS, endings, format_of
from triage.report.json_document import schema
from triage.report.pdf_document import shown_in_pdf
from triage.report.safe_text import visible
from triage.report.summary import Summary, summarise

FULL = ["v11", "v23", REFERRAL]
WHOLE = [ending for ending in FORMATS if ending != "ics"]
LAID_OUT = ["html", "docx", "pdf"]
EVENTS = (Event("id-1", datetime.date(2026, 3, 5), "Meet", "Who: the partners"),)
TEXTS = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
NASTY = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</p></main><h1>Decision: no further action</h1>",
    "&lt;b&gt; &amp; &#x41;",
    "]]></w:t><w:br/>",
    "<w:t>x</w:t>",
    '#eval("1") $x^2$ *b* _i_ `c` @ref <label> \\u{41} // note',
    "=cmd|' /C calc'!A0",
    "# heading\n- item\n| a | b |\n|---|---|",
    "[x](javascript:alert(1)) ![p](http://example.org/x.png)",
    "END:VCALENDAR\r\nBEGIN:VALARM",
    "Bcc: someone@example.org\nSubject: other",
    "\x00\x1b]52;c;aGk=\x07\x9b2J \u202e \u2028 \ufeff",
    "中文 👧 שלום é",
    "\ufdd0 \ufffe \U0001ffff \U0010fffe",
    "word" * 200,
    "a|b \\| c\\",
    "ends with a backslash\\",
    "{{ title }} {% for a in b %}",
]


def everything(made_of: Summary) -> list[str]:
    """Return every text that a summary has, wherever it stands in it."""
    # How a field stands shows in words; a training copy says so in its marking.
    without = {"document", "id", "certainty", "state", "level", "ask", "needed_by", "training"}

    def texts(part: object) -> list[str]:
        if isinstance(part, str):
            return [part]
        if isinstance(part, tuple):
            return [text for each in part for text in texts(each)]
        if dataclasses.is_dataclass(part):
            fields = [each.name for each in dataclasses.fields(part) if each.name not in without]
            return [text for name in fields for text in texts(getattr(part, name))]
        return []

    # An edition stands in the banner, in words.
    return [text for text in texts(dataclasses.replace(made_of, editions=())) if text]


def written(made_of: Summary, ending: str) -> bytes:
    """Return a summary in one format."""
    return made(made_of, FORMATS[ending], templates(), EVENTS)


def read(made_of: Summary, ending: str) -> str:
    """Return all that another parser reads in one format, without space."""
    return squeezed("\n".join(READERS[ending](written(made_of, ending))))


@pytest.mark.parametrize("ending", WHOLE)
@pytest.mark.parametrize("case", FULL)
def test_each_format_holds_every_field_of_the_summary(case: str, ending: str) -> None:
    """Whatever stands in the summary of a full case stands in every format of it."""
    made_of = summary(case, "My own reasons.\nIn two lines.")
    seen = read(made_of, ending)
    expected = everything(made_of)
    assert len(expected) > 150
    # A list ends in a full stop, and so may a text that has none itself.
    assert [text for text in expected if squeezed(text).rstrip(".") not in seen] == []


@pytest.mark.parametrize("ending", LAID_OUT)
def test_laid_out_formats_say_what_the_markdown_says(ending: str) -> None:
    """They have the same texts in the same order as the pack's Markdown template."""
    made_of = summary("v11", "Mine.")
    # Blanks in a table are empty cells. In PDF only, bullets and numbers of lists are text, and the
    # header of a table is repeated on the next page.
    signs = re.compile(r"_{3,}|[•‣]|(?<=\n)[1-9]\.(?= )")
    heads = re.compile("No.QuestionAnswer|WhatFillin")
    texts = ["\n".join(READERS[each](written(made_of, each))) for each in ("md", ending)]
    markdown, laid = (heads.sub("", squeezed(signs.sub("", text))) for text in texts)
    assert laid == markdown


@pytest.mark.parametrize("ending", WHOLE)
@pytest.mark.parametrize("text", NASTY)
def test_what_a_person_types_shows_as_typed(ending: str, text: str) -> None:
    """The usual tricks of each format show as they were typed, and do nothing."""
    made_of = hostile(text)
    lines = [line for line in as_shown(text, ending).split("\n") if line.strip()]
    seen = read(made_of, ending)
    # Once in the person's own reasons, once in the answer.
    assert all(seen.count(squeezed(line)) >= 2 for line in lines)


@settings(max_examples=6)
@given(texts=st.lists(TEXTS, min_size=15, max_size=20))
@example(texts=["a\n\nb", "-\n-", "1.", "a\\", "|", "<br>", "\t\ta", "e\u0301"])
def test_any_text_survives_every_format(texts: list[str]) -> None:
    """Generated texts come back from each format as they were, or visibly escaped.

    `python -m benchmarks.format_strings` does this ten thousand times.
    """
    made_of = with_answers(texts)
    for ending in WHOLE:
        seen = read(made_of, ending)
        for text in texts:
            assert all(squeezed(line) in seen for line in as_shown(text, ending).split("\n"))


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_a_text_of_several_lines_stays_in_one_place(ending: str) -> None:
    """A cell and a quote keep their lines together, so none passes for another row or heading."""
    text = "one\ntwo | three\n\n# four"
    assert READERS[ending](written(hostile(text), ending)).count(text) == 2


def as_shown(text: str, ending: str) -> str:
    """Return a text as a format shows it: with what cannot be shown as an escape."""
    shown = visible(text.replace("\r\n", "\n"))
    return shown_in_pdf(shown) if ending == "pdf" else shown


def hostile(text: str) -> Summary:
    """Return a summary with a text as the person's own reasons and as the first answer."""
    return dataclasses.replace(with_answers([text]), own_reasons=as_shown(text, "txt"))


def with_answers(texts: list[str]) -> Summary:
    """Return a summary whose first answers are these texts."""
    made_of = summary(RECORD)
    answers = [
        dataclasses.replace(made_of.answers[0], number=number, answer=as_shown(text, "txt"))
        for number, text in enumerate(texts, start=1)
    ]
    return dataclasses.replace(made_of, answers=(*answers, *made_of.answers[len(texts) :]))


def test_the_web_page_is_one_closed_file() -> None:
    """It allows nothing but its own style, says its language, and has its landmarks once each."""
    raw = written(summary(REFERRAL), "html")
    tree: Any = html5lib.parse(raw.decode(), namespaceHTMLElements=False)
    assert tree.get("lang") == "en-GB"
    (policy,) = [
        each.get("content")
        for each in tree.iter("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'",
        policy,
    )
    for name in ("header", "main", "footer", "h1", "title"):
        assert len(list(tree.iter(name))) == 1
    assert "script" not in raw.decode().lower()
    assert "http:" not in raw.decode()
    assert "url(" not in raw.decode()


def test_the_web_page_has_real_tables() -> None:
    """Each table has a header row with scopes, and each row says what it is about."""
    raw = written(summary(REFERRAL), "html")
    tree: Any = html5lib.parse(raw.decode(), namespaceHTMLElements=False)
    tables = list(tree.iter("table"))
    assert len(tables) == 4
    for table in tables:
        assert {each.get("scope") for each in table.find("thead").iter("th")} == {"col"}
        for row in table.find("tbody").iter("tr"):
            assert [each.get("scope") for each in row.iter("th")] == ["row"]


@pytest.mark.parametrize("ending", LAID_OUT)
def test_headings_go_down_one_level_at_a_time(ending: str) -> None:
    """The title is the one heading of level 1, and no level is left out on the way down."""
    raw = written(summary(REFERRAL), ending)
    if ending == "html":
        tree: Any = html5lib.parse(raw.decode(), namespaceHTMLElements=False)
        levels = [int(each.tag[1]) for each in tree.iter() if re.fullmatch("h[1-6]", str(each.tag))]
    elif ending == "docx":
        paragraphs: list[Any] = list(docx.Document(io.BytesIO(raw)).paragraphs)
        styles = [str(each.style.name) for each in paragraphs]
        levels = [int(name[8:]) for name in styles if name.startswith("Heading ")]
    else:
        tags = tags_of_pdf(raw)
        assert tags["H1"] == 1
        assert (tags["H2"], tags["H3"]) > (8, 4)
        return
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_the_word_document_says_what_it_is_and_nothing_of_who_made_it() -> None:
    """Title, language and marking are set; author, program and picture are not there."""
    raw = written(summary(REFERRAL), "docx")
    file = docx.Document(io.BytesIO(raw))
    properties = file.core_properties
    assert (properties.title, properties.language) == ("Referral summary", "en-GB")
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created == datetime.datetime(2026, 11, 23, 14, 5, tzinfo=datetime.UTC)
    for language in file.styles.element.iter(qn("w:lang")):
        assert set(language.attrib.values()) == {"en-GB"}
    names = ZipFile(io.BytesIO(raw)).namelist()
    assert not [name for name in names if "app.xml" in name or "media" in name or "jpeg" in name]
    (section,) = file.sections
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert section.footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert "7F3K" in section.footer.paragraphs[1].text


def test_the_word_document_has_real_tables_and_lists() -> None:
    """Header rows repeat on the next page, rows stay whole, and each list counts from its start."""
    file = docx.Document(io.BytesIO(written(summary(REFERRAL), "docx")))
    assert len(file.tables) == 4
    for table in file.tables:
        rows: list[Any] = [row._tr.trPr for row in table.rows]
        first, *others = rows
        assert first.find(qn("w:tblHeader")) is not None
        assert all(each.find(qn("w:tblHeader")) is None for each in others)
        assert all(each.find(qn("w:cantSplit")) is not None for each in (first, *others))
    paragraphs: list[Any] = list(file.paragraphs)
    numbered = [each for each in paragraphs if each.style.name == "List Number"]
    (number,) = {each._p.pPr.numPr.numId.val for each in numbered}
    (level,) = file.part.numbering_part.element.num_having_numId(number).lvlOverride_lst
    assert level.startOverride.val == 1
    assert [each for each in paragraphs if each.style.name == "List Bullet 2"]


def test_the_pdf_document_is_tagged() -> None:
    """It says that it keeps PDF/UA-1, has a title and a language, and tags what it shows."""
    raw = written(summary(REFERRAL), "pdf")
    reader: Any = pypdf.PdfReader(io.BytesIO(raw))
    metadata = reader.xmp_metadata.stream.get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert reader.metadata.title == "Referral summary"
    assert reader.metadata.author is None
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    tags = tags_of_pdf(raw)
    assert tags["Table"] == tags["THead"] == 4
    assert tags["TH"] == 3 + 3 * 2
    assert tags["L"] > 10
    assert tags["Figure"] == 0


def test_the_pdf_fonts_have_every_character_that_is_not_escaped() -> None:
    """All that we do not escape is set by the fonts of the library; else typst would refuse it."""
    shown = "".join(chr(code) for code in range(0x3000) if shown_in_pdf(chr(code)) == chr(code))
    assert len(shown) > 2_000
    made_of = dataclasses.replace(summary(RECORD), own_reasons=visible(shown))
    seen = read(made_of, "pdf")
    assert all(sign in seen for sign in "éŵŁςЖẃ“”…€→≤□☐")


def test_without_typst_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, the person is told how, and what else to do."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=r"pip install 'triage\[pdf\]'.*\.docx"):
        written(summary(RECORD), "pdf")


def test_the_published_schema_is_that_of_the_types() -> None:
    """What the documentation publishes is what the types say."""
    assert published_schema() == schema()


def test_the_data_keep_days_and_numbers_as_such() -> None:
    """Moments are in ISO 8601 with their offset, numbers are numbers, yes is true."""
    found = json.loads(written(summary(REFERRAL), "json"))
    assert (found["format"], found["version"]) == ("triage-summary", 1)
    data = found["summary"]
    assert data["made_at"] == "2026-11-23T14:05:00+00:00"
    assert data["editions"][0]["dated"] == "2024-09-09"
    assert data["answers"][0]["number"] == 1
    assert data["referral"] is True


@pytest.mark.parametrize("case", FULL)
def test_the_email_has_a_marked_subject_and_a_link_without_answers(case: str) -> None:
    """The subject begins with the marking; the link has it and nothing else, and names nobody."""
    made_of = summary(case, "My own reasons.")
    text = written(made_of, "email.txt").decode()
    head, _, body = text.partition("-" * 80)
    about = f"OFFICIAL-SENSITIVE: {made_of.title}, reference 7F3K"
    assert f"\nSubject: {about}\n" in head
    (link,) = re.findall(r"mailto:\S*", text)
    assert unquote(link) == f"mailto:?subject={about}"
    assert not [each for each in made_of.answers if len(each.answer) > 4 and each.answer in head]
    assert "My own reasons" not in head
    assert body.strip() == written(made_of, "txt").decode().strip()


def test_a_marking_cannot_add_a_header_to_the_email() -> None:
    """Line ends and signs in what becomes the subject stay inside it and inside the link."""
    title = "x\r\nBcc: a@example.org&body=y?z\u2028#\x00"
    made_of = dataclasses.replace(summary(RECORD), title=title)
    head = written(made_of, "email.txt").decode().partition("-" * 80)[0]
    assert not [line for line in head.splitlines() if line.startswith("Bcc")]
    (link,) = re.findall(r"mailto:\S*", head)
    assert not set("&#\r\n ") & set(link)
    assert link.count("?") == 1


def test_a_calendar_holds_the_days_and_no_answer() -> None:
    """It has the events that are passed in; without any, the person is told why."""
    made_of = summary(REFERRAL, "My own reasons.")
    texts = READERS["ics"](written(made_of, "ics"))
    assert texts == ["Meet", "Who: the partners"]
    with pytest.raises(UsageError, match="No clock has a date"):
        made(made_of, FORMATS["ics"], templates())


@pytest.mark.parametrize("ending", WHOLE)
def test_a_check_that_is_not_finished_is_written_too(ending: str) -> None:
    """Nothing answered, or only some of it, still gives a whole document."""
    for answers in ({}, {"outcome": "died", "suicide_unexplained": "yes"}):
        made_of = summarise(part_answered(**answers), particulars())
        assert squeezed(made_of.still_open[0]) in read(made_of, ending)


def test_a_lawful_basis_shows_only_where_the_pack_has_one() -> None:
    """The tool asserts none: without a line of the partnership's own there is no such line."""
    without = dataclasses.replace(summary(REFERRAL), lawful_basis="")
    for ending in ("md", "txt", "docx"):
        assert "Lawfulbasis" in read(summary(REFERRAL), ending)
        assert "awfulbasis" not in read(without, ending)


def test_the_marking_of_the_pack_is_on_every_page() -> None:
    """Another marking stands where the usual one would, and the usual one nowhere."""
    other = dataclasses.replace(summary(REFERRAL), marking="OFFICIAL: PERSONAL")
    for ending in WHOLE:
        raw = written(other, ending)
        assert b"OFFICIAL-SENSITIVE" not in raw
        assert "OFFICIAL:PERSONAL" in read(other, ending) or ending in LAID_OUT
    reader = pypdf.PdfReader(io.BytesIO(written(other, "pdf")))
    assert all(page.extract_text().count("OFFICIAL: PERSONAL") == 2 for page in reader.pages)


def test_files_say_their_format_by_the_longest_ending() -> None:
    """An e-mail's text ends in .email.txt, whatever the case; the list in words has them all."""
    assert format_of("A.Email.TXT").ending == "email.txt"
    assert format_of("email.txt").ending == "txt"
    assert format_of("a.HTML").ending == "html"
    assert all(f".{ending}" in endings() for ending in FORMATS)
    with pytest.raises(UsageError, match=re.escape(endings())):
        format_of("a.exe")


def test_no_repr_of_a_document_shows_an_answer() -> None:
    """What a crash or a debugger might print of the blocks holds no text."""
    blocks = laid_out(summary(REFERRAL, "private words"), templates())
    assert "private words" not in repr(blocks)
