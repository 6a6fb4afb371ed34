"""The form of Word: its parts, faces, headings and page numbers, whatever the data, and the same bytes every time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from bulletins import HOSTILE, bulletin
from docx.document import Document
from docx.oxml.ns import qn

from bangfu.bulletin.document import Column, Table, text
from bangfu.bulletin.docx.bulletin import bulletin_to_docx
from bangfu.bulletin.docx.columns import ems, layout
from bangfu.bulletin.docx.head import red_size

FORBIDDEN = "\x00\x01\x1b\ud800\ufffe"
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "word/footer3.xml",
    "word/footer4.xml",
    "word/settings.xml",
    "word/styles.xml",
}


def opened(words: str = "正文") -> Document:
    return docx.Document(BytesIO(bulletin_to_docx(bulletin(words))))


def parts(words: str = "正文") -> dict[str, str]:
    with ZipFile(BytesIO(bulletin_to_docx(bulletin(words)))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_it_holds_our_parts_and_nothing_of_a_template() -> None:
    found = parts()
    assert set(found) == PARTS
    assert not [name for name, part in found.items() if "python-docx" in part or "Theme=" in part]
    assert "evenAndOddHeaders" in found["word/settings.xml"]


def test_the_same_bulletin_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); from bulletins import bulletin;"
        "from bangfu.bulletin.docx.bulletin import bulletin_to_docx;"
        "print(hashlib.sha256(bulletin_to_docx(bulletin())).hexdigest())"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parent)]
    other = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert other == hashlib.sha256(bulletin_to_docx(bulletin())).hexdigest()


def test_no_clock_stands_in_it() -> None:
    properties = opened().core_properties
    assert (properties.title, properties.author) == ("关于正文", "正文")
    assert properties.created == properties.modified == datetime(2019, 7, 5, tzinfo=UTC)
    with ZipFile(BytesIO(bulletin_to_docx(bulletin()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("words", [HOSTILE, FORBIDDEN, "一\n二\t三\r\n四\u2028五\v六", "</w:t><w:br/>"])
def test_words_are_text_and_nothing_else(words: str) -> None:
    plain, hostile = parts(), parts(words)
    tags = [re.findall(r"<[/\w:]+", found["word/document.xml"]) for found in (plain, hostile)]
    assert tags[0] == tags[1]
    shown = re.sub("[\n\t\r\v\u2028]+", " ", re.sub(f"[{FORBIDDEN}]", "\ufffd", words))
    texts = [paragraph.text for paragraph in opened(words).paragraphs]
    assert texts.count(f"1、{shown}。收集256个{shown}") == 1
    assert f"（{shown}）" in texts


@pytest.mark.parametrize("words", ["", "长" * 4000])
def test_nothing_and_very_much_are_written_too(words: str) -> None:
    assert opened(words).paragraphs[-1].text == words


def test_every_face_is_named_for_every_script() -> None:
    styles = opened().styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        names = {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(names) == 1
        assert fonts.get(qn("w:hint")) == "eastAsia"
    faces = {
        style.style_id: style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
        for style in opened().styles
        if style.style_id in ("Issuer", "Title", "BodyText", "Heading1", "Heading2", "AnnexLabel", "Footer")
    }
    assert faces == {
        "Issuer": "方正小标宋简体",
        "Title": "方正小标宋简体",
        "BodyText": "仿宋_GB2312",
        "Heading1": "黑体",
        "Heading2": "楷体_GB2312",
        "AnnexLabel": "黑体",
        "Footer": "宋体",
    }
    runs = opened().element.body.iter(qn("w:r"))
    assert {run.rPr.find(qn("w:rFonts")).get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_headings_are_headings() -> None:
    document = opened()
    levels = {
        style.name: style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val"))
        for style in document.styles
        if style.element.pPr is not None and style.element.pPr.find(qn("w:outlineLvl")) is not None
    }
    assert levels == {"Heading 1": "0", "Heading 2": "1", "附件标题": "0"}
    named = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert ("Heading 1", "一、正文") in named
    assert ("附件标题", "正文") in named
    assert ("Title", "关于\n正文") in named
    run_in = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("1、")).runs[0]
    assert (run_in.text, run_in.style.name) == ("1、正文。", "小标题")
    assert run_in.style.font.bold


def test_the_sheet_and_the_place_of_its_number() -> None:
    upright, wide = opened().sections
    assert [round(length.mm, 1) for length in (upright.page_width, upright.page_height)] == [210.0, 297.0]  # type: ignore[union-attr]
    margins = (upright.top_margin, upright.right_margin, upright.bottom_margin, upright.left_margin)
    assert [round(length.mm, 1) for length in margins] == [37.0, 26.0, 34.9, 28.0]  # type: ignore[union-attr]
    turned = (wide.left_margin, wide.top_margin, wide.right_margin, wide.bottom_margin)
    assert [round(length.mm, 1) for length in turned] == [34.9, 28.0, 37.0, 26.0]  # type: ignore[union-attr]
    assert [round(length.mm, 1) for length in (wide.page_width, wide.page_height)] == [297.0, 210.0]  # type: ignore[union-attr]
    for section in (upright, wide):
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            assert [code.text for code in footer._element.iter(qn("w:instrText"))] == ["PAGE"]
            numbers = [
                p for p in footer._element.iter(qn("w:p")) if p.find(qn("w:r") + "/" + qn("w:fldChar")) is not None
            ]
            assert [p.pPr.find(qn("w:jc")).get(qn("w:val")) for p in numbers] == [side]
    assert 'vert="vert"' in wide.footer._element.xml


def test_a_tables_head_comes_again_and_no_row_is_torn() -> None:
    (table,) = opened().tables
    rows = table._tbl.tr_lst
    assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    assert sum(grid) == 22 * 580
    assert [cell.text for cell in table.rows[0].cells] == ["市州", "正文"]


def rates(count: int) -> Table:
    return Table(
        (Column("市州"), *(Column("按期办结率") for _ in range(count))),
        ((text("张家界市"), *(text("100.0%（128/128）") for _ in range(count))),),
    )


def test_a_figure_is_broken_only_where_it_must_be_and_only_before_its_fraction() -> None:
    words = "100.0%（128/128）"
    roomy, tight = layout(rates(3), 8845), layout(rates(4), 8845)
    assert (roomy.size, roomy.parted(1, words)) == (12.0, (words,))
    assert (tight.size, tight.parted(1, words)) == (12.0, ("100.0%", "（128/128）"))
    assert layout(rates(12), 8845).size < 11
    for laid in (roomy, tight):
        assert sum(laid.widths) == 8845
        for part in laid.parted(1, words):
            assert ems(part) * laid.size * 20 <= laid.widths[1]


def test_long_words_take_the_room_and_short_ones_keep_theirs() -> None:
    table = Table((Column("序号"), Column("问题", numeric=False)), ((text("1"), text("长" * 90)),))
    number, words = layout(table, 8845).widths
    assert 2.3 * 240 < number < 3.5 * 240
    assert number + words == 8845


@pytest.mark.parametrize(("letters", "size"), [(4, 62.0), (12, 36.5), (40, 11.0)])
def test_the_red_head_fits_its_line(letters: int, size: float) -> None:
    assert red_size("厅" * letters) == size
