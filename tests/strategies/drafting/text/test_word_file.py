"""A Word file written part by part: headings, tables, text boxes, tracked changes, page headers."""

import io
import zipfile
from pathlib import Path

import pytest

from data_sources.errors import InputError
from strategies.drafting.text import read_lines
from strategies.drafting.text.word_file import word_lines

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
STYLES = (
    f'<w:styles {NAMES}><w:style w:styleId="a1"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="a2"><w:name w:val="Title"/></w:style></w:styles>'
)


def word_file(body: str, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", STYLES)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return file.getvalue()


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, span: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph(text)}</w:tc>'


def seen(data: bytes) -> list[str | tuple[str, ...]]:
    return [line.cells or line.text for line in word_lines(data)]


def test_headings_paragraphs_and_tables_come_in_order() -> None:
    rows = (cell("代码") + cell("EPS", 2), cell("600987") + cell("0.5") + cell("0.7"))
    table = f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    body = paragraph("夜航", "a2") + paragraph("投资建议", "a1") + table + paragraph("完")
    assert seen(word_file(body)) == ["# 夜航", "## 投资建议", ("代码", "EPS", ""), ("600987", "0.5", "0.7"), "完"]


def test_deleted_text_is_left_out_inserted_text_stays_and_runs_join() -> None:
    runs = (
        "<w:p><w:r><w:t>溪石</w:t></w:r><w:del><w:r><w:t>错</w:t><w:delText>错</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>股份</w:t></w:r></w:ins><w:r><w:br/><w:t>下一行</w:t></w:r></w:p>"
    )
    assert seen(word_file(runs)) == ["溪石股份", "下一行"]


def test_a_text_box_is_read_once_though_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{paragraph('松针证券研究所')}</w:txbxContent>"
    both = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>封面</w:t></w:r></w:p>"
    )
    assert seen(word_file(both)) == ["封面", "松针证券研究所"]


def test_page_headers_stand_once_at_the_end() -> None:
    header = f"<w:hdr {NAMES}>{paragraph('松针证券')}</w:hdr>"
    assert seen(word_file(paragraph("正文"), header1=header, header2=header)) == ["正文", "松针证券"]


def test_a_table_with_a_table_inside_is_layout() -> None:
    inner = f"<w:tbl><w:tr>{cell('甲')}{cell('乙')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr>{cell('左')}<w:tc>{paragraph('右')}{inner}</w:tc></w:tr></w:tbl>"
    assert seen(word_file(outer)) == ["左", "右", ("甲", "乙")]


@pytest.mark.parametrize("text", ["<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_broken_or_hostile_text_is_one_line(tmp_path: Path, text: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", text)
    with pytest.raises(InputError, match=r"^a\.docx: the file is broken .*; open it in Word and save it again$"):
        read_lines(tmp_path / "a.docx")


@pytest.mark.parametrize(("part", "words"), [("xl/workbook.xml", "an Excel workbook"), ("a.txt", "a ZIP archive")])
def test_another_archive_is_named(tmp_path: Path, part: str, words: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(part, "")
    with pytest.raises(InputError, match=rf"^a\.docx: this is {words}; give the document as"):
        read_lines(tmp_path / "a.docx")
