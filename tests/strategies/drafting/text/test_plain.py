"""Text and Markdown keep the line numbers of an editor, whatever the encoding, and rows of tables get their cells."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import InputError
from strategies.drafting.lines import Line
from strategies.drafting.text import numbered_text, read_lines
from strategies.drafting.text.plain import plain_lines

NOTE = "松针证券\n\n标题：夜航\r\n  投资建议：关注溪石股份。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_each_encoding_gives_the_same_lines(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "note.txt").write_bytes(NOTE.encode(encoding))
    assert read_lines(tmp_path / "note.txt") == (
        Line(1, "松针证券"),
        Line(2, ""),
        Line(3, "标题：夜航"),
        Line(4, "投资建议：关注溪石股份。"),
    )


def test_a_row_is_apart_by_tabs_by_bars_or_by_wide_gaps() -> None:
    lines = plain_lines(
        "代码\t简称\t\t评级\n"  # a head over two columns leaves an empty cell
        "\t溪石股份\t推荐\n"
        "| 代码 | 简称 |\n|:--|--:|\n| 600987 | 甲\\|乙 |\n"
        "600987   溪石股份   12.30   0.51\n"
        "行业报告      2026年3月\n"  # two parts are no row
        "这是一句话，   中间   有空格。\n"
    )
    assert [line.cells for line in lines] == [
        ("代码", "简称", "", "评级"),
        ("", "溪石股份", "推荐"),
        ("代码", "简称"),
        (),
        ("600987", "甲|乙"),
        ("600987", "溪石股份", "12.30", "0.51"),
        (),
        (),
    ]


def test_marks_that_python_takes_for_line_ends_and_editors_do_not_keep_the_numbers() -> None:
    assert [(line.number, line.text) for line in plain_lines("a\x0bb\u2028c\x85d\ne")] == [
        (1, "a\x0bb\u2028c\x85d"),
        (2, "e"),
    ]


def test_a_form_feed_begins_a_page() -> None:
    assert [(line.text, line.page) for line in plain_lines("cover\n\fsecond\nstill\n\fthird")] == [
        ("cover", 1),
        ("second", 2),
        ("still", 2),
        ("third", 3),
    ]


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_the_counted_text_read_again_has_the_same_cells_under_the_same_numbers(text: str) -> None:
    lines = plain_lines(text)
    again = plain_lines(numbered_text(lines))
    assert [(line.number, line.cells) for line in again] == [(line.number, line.cells) for line in lines]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty.txt is empty; give a document with text"),
        ("blank.md", b" \n \n", "blank.md is empty; give a document with text"),
        ("blank.html", b"<html><body><p> </p></body></html>", "blank.html: there is no text in it"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n\0\0", "photo.txt: this is an image (PNG); recognise its text first (OCR)"),
        ("scan.jpg", b"\xff\xd8\xff\xe0\0\0", "scan.jpg: this is an image (JPEG)"),
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "old.doc: this is a file of old Office (.doc); save it",
        ),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "locked.docx: the file is encrypted; open it with its password",
        ),
        ("note.rtf", b"{\\rtf1 words}", "note.rtf: this is RTF; save it as .docx or as text"),
        ("cut.docx", b"PK\x03\x04 and no end", "cut.docx: the file is broken"),
        ("odd.txt", b"a\0b", "odd.txt: the file holds a NUL byte"),
    ],
)
def test_what_is_no_document_with_text_is_one_line_that_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as fault:
        read_lines(tmp_path / name)
    assert str(fault.value).startswith(words)
    assert "\n" not in str(fault.value)


def test_a_missing_file_and_a_folder_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"^cannot read none\.txt: No such file or directory; give the path of a document$"
    ):
        read_lines(tmp_path / "none.txt")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=r"^folder is a folder; give the file of one document$"):
        read_lines(tmp_path / "folder")
