"""A file to its lines, by the reader of its kind; whatever cannot be read is one line that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from data_sources.csv_folder.encodings import decoded
from data_sources.errors import InputError
from data_sources.plain_text import one_line
from data_sources.tables.raw import FileFaultError
from strategies.drafting.lines import Line
from strategies.drafting.text.kind import kind_of
from strategies.drafting.text.pdf import pdf_lines
from strategies.drafting.text.plain import plain_lines
from strategies.drafting.text.radicals import letters_for_radicals
from strategies.drafting.text.web_page import declared_encoding, web_page_lines
from strategies.drafting.text.word_file import word_lines

LARGEST = 200_000_000
"""Bytes of a document; the longest reports with pictures have a fifth of it."""


def read_lines(path: Path) -> tuple[Line, ...]:
    """Return the lines of a document in the order in which one reads it.

    Raises InputError in one line for what is no document with text: a missing or empty file, another kind of file, a
    broken or encrypted one, a scanned PDF without text.
    """
    name = one_line(path.name or str(path))
    data = _bytes_of(path, name)
    readers: dict[str, Callable[[bytes], tuple[Line, ...]]] = {
        "pdf": pdf_lines,
        "word": word_lines,
        "web page": lambda page: web_page_lines(_text_of(page, declared_encoding(page))),
        "text": lambda text: plain_lines(_text_of(text, "")),
    }
    try:
        lines = tuple(map(_with_letters, readers[kind_of(data, path.suffix)](data)))
    except InputError as fault:
        raise InputError(f"{name}: {fault}") from None
    if not any(line.text.strip() for line in lines):
        raise InputError(f"{name}: there is no text in it; give the document with its text")
    return lines


def numbered_text(lines: Iterable[Line]) -> str:
    """Return the text that was counted: its line N is the line of number N, and read again it gives the same cells."""
    by_number = {line.number: _on_one_line(line) for line in lines}
    return "".join(f"{by_number.get(number, '')}\n" for number in range(1, max(by_number, default=0) + 1))


def _with_letters(line: Line) -> Line:
    cells = tuple(map(letters_for_radicals, line.cells))
    return replace(line, text=letters_for_radicals(line.text), cells=cells)


def _on_one_line(line: Line) -> str:
    return "\t".join(line.cells) if line.cells else line.text


def _bytes_of(path: Path, name: str) -> bytes:
    if path.is_dir():
        raise InputError(f"{name} is a folder; give the file of one document")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(
                f"{name} has {size:,} bytes and at most {LARGEST:,} are read; save it without its pictures"
            )
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot read {name}: {error.strerror or error}; give the path of a document") from None
    if not data.strip():
        raise InputError(f"{name} is empty; give a document with text")
    return data


def _text_of(data: bytes, declared: str) -> str:
    """Return bytes as text in the encoding that they declare, or else in the one that they show."""
    if declared:
        try:
            return data.decode(declared)
        except UnicodeDecodeError:
            pass  # many pages declare what they are not
    try:
        return decoded(data)[0]
    except FileFaultError as fault:
        raise InputError(str(fault)) from None
