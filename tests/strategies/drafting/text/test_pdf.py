"""PDF without a browser: small files written by hand, what cannot be read, and the missing library."""

import sys
from pathlib import Path

import pytest

from data_sources.errors import InputError
from strategies.drafting.text import read_lines
from strategies.drafting.text.radicals import letters_for_radicals

HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
NAMELESS = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts [ << /Type /Font"
    " /Subtype /CIDFontType2 /BaseFont /Nameless /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    " /Supplement 0 >> >> ] >>"
)
ENCRYPT = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "ab" * 32 + "> /U <" + "cd" * 32 + "> >> "
    "/ID [ <0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef> ]"
)


def pdf(content: str, *, font: str = HELVETICA, trailer: str = "") -> bytes:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R /Resources 5 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        f"<< /Font << /F1 {font} >> >>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(text)
    text += f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R {trailer} >>\n"
    text += f"startxref\n{start}\n%%EOF\n"
    return text.encode("latin-1")


def shown(*lines: tuple[float, float, str]) -> str:
    return "\n".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in lines)


def test_lines_and_rows_are_told_by_their_places(tmp_path: Path) -> None:
    content = shown(
        (72, 760, "Lighthouse note"),
        (72, 700, "Code"),
        (172, 700, "Price"),
        (272, 700, "EPS"),
        (72, 680, "600987"),
        (172, 680, "12.30"),
        (272, 680, "0.51"),
        (72, 660, "600988"),
        (172, 660, "8.10"),
        (272, 660, "0.33"),
    )
    (tmp_path / "note.pdf").write_bytes(pdf(content))
    assert [(line.number, line.page, line.cells or line.text) for line in read_lines(tmp_path / "note.pdf")] == [
        (1, 1, "Lighthouse note"),
        (2, 1, ("Code", "Price", "EPS")),
        (3, 1, ("600987", "12.30", "0.51")),
        (4, 1, ("600988", "8.10", "0.33")),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(""), "a.pdf: there is no text in this PDF, only pictures of it; recognise its text first (OCR)"),
        (
            pdf("BT /F1 10 Tf 72 700 Td <00410042> Tj ET", font=NAMELESS),
            "a.pdf: the fonts of this PDF do not say which",
        ),
        (pdf(shown((72, 700, "words")), trailer=ENCRYPT), "a.pdf: the file is encrypted; open it with its password"),
        (b"%PDF-1.7\nnothing of a document", "a.pdf: the file is broken (no PDF that can be read)"),
        (pdf(shown((72, 700, "words")))[:250], "a.pdf: the file is broken"),
    ],
)
def test_what_has_no_text_is_one_line_that_says_what_to_do(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(InputError) as fault:
        read_lines(tmp_path / "a.pdf")
    assert str(fault.value).startswith(words)
    assert "\n" not in str(fault.value)


def test_without_the_library_the_command_that_installs_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(shown((72, 700, "words"))))
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(InputError, match=r'pip install "a-share-thesis-backtester\[documents\]"$'):
        read_lines(tmp_path / "a.pdf")


def test_radicals_are_read_as_the_letters_of_their_shape(tmp_path: Path) -> None:
    assert letters_for_radicals("2026年1⽉28⽇ 增⻓ 龙⻰ ⾏业 ⼾外") == "2026年1月28日 增长 龙龙 行业 户外"
    assert letters_for_radicals("普通 text １") == "普通 text １"
    (tmp_path / "a.txt").write_text("⾏业\n代码\t⻓城\n", encoding="utf-8")
    assert [line.cells or line.text for line in read_lines(tmp_path / "a.txt")] == ["行业", ("代码", "长城")]
