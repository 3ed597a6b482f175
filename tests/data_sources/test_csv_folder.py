"""Files on disk become frames; whatever is wrong with a file is a finding with its place, never an exception."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.errors import UserError
from data_sources.exports.given import read_given
from data_sources.tables.finding import Finding
from tests.data_sources.market_folder import FILES, spoiled, write_market

BARS = "bars/600000.SH.csv"
BAR = "600000.SH,2024-01-03,6.65,6.80,6.60,6.75,2000000,13400000"


def findings_of(folder: Path, **changes: str | bytes | None) -> tuple[Finding, ...]:
    return read_given([write_market(folder, **changes)]).findings


def test_the_small_market_is_read_without_a_finding(tmp_path: Path) -> None:
    reading = read_given([write_market(tmp_path / "small")])
    assert reading.findings == ()
    assert reading.source == "small"
    assert {name: len(frame) for name, frame in reading.frames.items()} == {
        "instruments": 2,
        "bars": 7,
        "actions": 1,
        "status": 1,
        "index": 6,
        "signals": 1,
    }
    bars = reading.frames["bars"]
    assert bars["symbol"][0] == "000001.SZ"
    assert bars["date"][0].item() == date(2024, 1, 2)
    assert bars["close"].tolist() == [9.35, 9.12, 9.25, 6.65, 6.75, 6.62, 6.68]
    assert bars.place(5) == (BARS, 4)
    # An empty number of an action is 0, *ST is ST.
    assert reading.frames["actions"]["bonus_per_share"].tolist() == [0.0]
    assert reading.frames["status"]["kind"].tolist() == ["ST"]


@pytest.mark.parametrize(
    ("number", "cell", "said"),
    [
        (1, "abc", "close 'abc' is no finite number"),
        (2, "inf", "close 'inf' is no finite number"),
        (3, "nan", "close 'nan' is no finite number"),
        (4, "1_0", "close '1_0' is no finite number"),
        (5, "6.75.1", "close '6.75.1' is no finite number"),
        (6, "1e999", "close '1e999' is no finite number"),
        (7, "６.75", "close '６.75' is no finite number"),
        (8, '"6,75"', "close '6,75' is no number with a decimal comma; write 6.75"),
        (9, "--", "close '--' is no finite number"),
        (10, '"1,006"', "close '1,006' is 1006 or 1.006, which nothing here decides; write it without a comma"),
        (11, "6.75%", "close '6.75%' is no finite number"),
    ],
)
def test_an_unparsable_number_is_found_with_file_and_line(tmp_path: Path, number: int, cell: str, said: str) -> None:
    assert number
    found = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, "6.60,6.75,", f"6.60,{cell},"))
    assert found == (Finding("severe", "bad_number", said, "bars", "600000.SH", date(2024, 1, 3), BARS, 3),)
    assert str(found[0]) == f"{BARS}:3: 600000.SH 2024-01-03: {said} [bad_number]"


@pytest.mark.parametrize(
    "cell", ["2024-02-30", "03/01/2024", "2024-1-32", "20240332", "2024-01-03x", "1.5", "２024-01-03"]
)
def test_an_unparsable_date_is_found_with_file_and_line(tmp_path: Path, cell: str) -> None:
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, "2024-01-03", cell))
    assert (found.rule, found.symbol, found.file, found.line) == ("bad_date", "600000.SH", BARS, 3)
    assert found.message == f"date {cell!r} is no date; write it like 2024-01-31"


@pytest.mark.parametrize(
    ("cell", "like"),
    [
        ("2024/1/3", "2024/1/2"),
        ("2024-1-3", "2024-1-2"),
        ('"2024-01-03,三"', "2024-01-02"),
        ("2024/01/03", "2024/1/2"),
        ("2024.01.03", "2024.1.2"),
        ("2024年1月3日", "2024年1月2日"),
        ("20240103.0", "20240102.0"),
        ("2024-01-03 00:00:00", "2024-01-02 00:00"),
        ("2024/1/3 15:00", "2024/1/2 00:00"),
        ("2024-01-03T00:00:00.000+08:00", "2024-01-02 00:00 with a zone, taken as the day in Shanghai"),
        ("2024-01-02T16:00:00Z", "2024-01-02 00:00 with a zone, taken as the day in Shanghai"),
        # Midnight of another zone at 8 o'clock in Shanghai is that day.
        ("2024-01-03 00:00:00+00:00", "2024-01-02 00:00 with a zone, taken as the day in Shanghai"),
    ],
)
def test_a_date_in_a_spreadsheet_s_spelling_is_read_and_said_so_once(tmp_path: Path, cell: str, like: str) -> None:
    text = spoiled(BARS, "2024-01-03", cell)
    reading = read_given([write_market(tmp_path, bars__600000_SH_csv=text)])
    assert reading.findings == (Finding("note", "read_as", f"date is written like {like}", "bars", "", None, BARS),)
    assert reading.frames["bars"]["date"][4].item() == date(2024, 1, 3)


@pytest.mark.parametrize("cell", ["2024-01-03 10:30:00", "2024/1/3 9:35", "2024-01-03T02:30:00Z"])
def test_one_moment_within_a_day_is_no_day(tmp_path: Path, cell: str) -> None:
    *_, found = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, "2024-01-03", cell))
    assert (found.rule, found.line) == ("bad_date", 3)
    assert found.message == f"date {cell!r} is a moment within the day; write 2024-01-03"


def test_many_moments_within_days_are_minute_bars(tmp_path: Path) -> None:
    rows = "".join(
        f"600000.SH,2024-01-02 {at},6.6,6.7,6.5,6.6,100,660\n" for at in ("10:30", "11:30", "14:00", "15:00")
    )
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=FILES[BARS].partition("\n")[0] + "\n" + rows)
    assert (found.severity, found.rule, found.symbol) == ("severe", "minute_bars", "600000.SH")
    assert found.message == "date has times of day such as 10:30: these are minute bars; give daily ones"


def test_one_time_in_every_row_that_is_neither_midnight_nor_the_close_is_of_another_zone(tmp_path: Path) -> None:
    # Midnight in Shanghai is 16:00 of the day before in UTC.
    rows = "".join(f"600000.SH,2024-01-0{day} 16:00:00,6.6,6.7,6.5,6.6,100,660\n" for day in (1, 2, 3))
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=FILES[BARS].partition("\n")[0] + "\n" + rows)
    assert (found.severity, found.rule) == ("severe", "other_zone")
    assert "date has the time 16:00 in every row" in found.message


def test_thousands_are_parted_where_a_column_leaves_no_doubt(tmp_path: Path) -> None:
    # The second amount alone could be a decimal comma; the first cannot.
    text = FILES[BARS].replace("6630000", '"6,630,000"').replace("13400000", '"13,400.5"').replace("1500000", '"1,500"')
    reading = read_given([write_market(tmp_path, bars__600000_SH_csv=text)])
    assert reading.frames["bars"]["amount"][3:5].tolist() == [6_630_000.0, 13_400.5]
    assert [(found.severity, found.message) for found in reading.findings] == [
        ("note", "amount is written with thousands separators"),
        ("severe", "volume '1,500' is 1500 or 1.500, which nothing here decides; write it without a comma"),
    ]


def test_a_file_with_semicolons_and_decimal_commas_is_named_not_guessed(tmp_path: Path) -> None:
    text = FILES["index.csv"].replace(",", ";").replace("3400.00", "3400,00").replace("3390.00", "3390,125")
    findings = findings_of(tmp_path, index_csv=text)
    assert [found.message for found in findings] == [
        "the fields are separated by ;",
        "close '3400,00' is no number with a decimal comma; write 3400.00",
        "close '3390,125' is no number with a decimal comma; write 3390.125",
    ]


@pytest.mark.parametrize(
    ("cell", "symbol", "said"),
    [
        ("63", "000063.SZ", "symbol 63: Excel dropped the zeros of 000063; read as 000063.SZ"),
        ("63.0", "000063.SZ", "symbol 63.0: Excel dropped the zeros of 000063; read as 000063.SZ"),
        ("6.30E+01", "000063.SZ", "symbol 6.30E+01: Excel dropped the zeros of 000063; read as 000063.SZ"),
        ("63.SZ", "000063.SZ", "symbol 63.SZ: Excel dropped the zeros of 000063.SZ; read as 000063.SZ"),
        ("'000063", "000063.SZ", "symbol '000063 is read as 000063.SZ"),
        ('"=""000063"""', "000063.SZ", 'symbol ="000063" is read as 000063.SZ'),
        ("600000.0", "600000.SH", "symbol 600000.0 is read as 600000.SH"),
    ],
)
def test_a_code_that_a_spreadsheet_took_for_a_number_is_mended_and_named(
    tmp_path: Path, cell: str, symbol: str, said: str
) -> None:
    text = FILES["instruments.csv"].replace("600000.SH", cell)
    reading = read_given([write_market(tmp_path, instruments_csv=text)])
    assert symbol in reading.frames["instruments"]["symbol"].tolist()
    assert [found.message for found in reading.findings if found.severity == "note"] == [said]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        # 600183 and 600000 both look like this.
        ("6.00E+05", "is no code: a spreadsheet cut its digits; make the column text and save it again"),
        # Five digits with a zero in front are of Hong Kong; 060000 is no A share.
        ("00700", "is no symbol in a known dialect; write it like 600000.SH"),
        ("60000", "is no symbol in a known dialect; write it like 600000.SH"),
    ],
)
def test_a_code_that_may_be_several_is_refused(tmp_path: Path, cell: str, said: str) -> None:
    (found,) = findings_of(tmp_path, instruments_csv=FILES["instruments.csv"].replace("600000.SH", cell))
    assert (found.rule, found.message) == ("bad_symbol", f"symbol {cell!r} {said}")


def test_notes_on_many_codes_and_files_are_one(tmp_path: Path) -> None:
    text = FILES["instruments.csv"].replace("600000.SH", "63").replace("000001.SZ", "1")
    bars = {name: FILES[f"bars/{name}.csv"].replace("2024-01-", "2024/1/") for name in ("600000.SH", "000001.SZ")}
    found = findings_of(
        tmp_path, instruments_csv=text, bars__600000_SH_csv=bars["600000.SH"], bars__000001_SZ_csv=bars["000001.SZ"]
    )
    assert [finding.message for finding in found] == [
        "symbol 63: Excel dropped the zeros of 000063; read as 000063.SZ, and 1 more code",
        "date is written like 2024/1/2, here and in 1 more file",
    ]


def test_the_csi_300_has_one_spelling(tmp_path: Path) -> None:
    text = FILES["index.csv"].replace("000300.SH", "sz399300")
    assert set(read_given([write_market(tmp_path, index_csv=text)]).frames["index"]["symbol"]) == {
        "000300.SH", "H00300.CSI",
    }  # fmt: skip


@pytest.mark.parametrize("volume", ["0", "", "-0.0"])
def test_numbers_of_a_row_without_volume_are_never_looked_at(tmp_path: Path, volume: str) -> None:
    row = f"600000.SH,2024-01-03,--,inf,nan,停牌,{volume},x"
    reading = read_given([write_market(tmp_path, bars__600000_SH_csv=spoiled(BARS, BAR, row))])
    assert reading.findings == ()
    assert [str(reading.frames["bars"][name][4]) for name in ("open", "high", "close", "amount")] == ["nan"] * 4


def test_a_volume_that_is_no_number_is_found(tmp_path: Path) -> None:
    row = "600000.SH,2024-01-03,--,1,1,1,many,x"
    found = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, BAR, row))
    assert [finding.message.partition(" ")[0] for finding in found] == ["open", "volume", "amount"]


def test_an_unparsable_symbol_is_found_and_pinned_to_the_file_named_after_one(tmp_path: Path) -> None:
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, "600000.SH,2024-01-03", "PUFA,2024-01-03"))
    assert (found.rule, found.symbol, found.line) == ("bad_symbol", "600000.SH", 3)
    assert "'PUFA' is no symbol in a known dialect" in found.message


def test_an_empty_key_is_found(tmp_path: Path) -> None:
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, "2024-01-03", ""))
    assert (found.rule, found.message, found.line) == ("empty_cell", "date is empty", 3)


@pytest.mark.parametrize("column", ["date", "open", "high", "low", "close", "volume", "amount"])
def test_a_missing_column_names_file_and_column(tmp_path: Path, column: str) -> None:
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, column, "other"))
    assert (found.rule, found.symbol, found.file) == ("missing_column", "600000.SH", BARS)
    assert found.message.startswith(f"column {column} is missing; there are ")


def test_a_file_without_symbols_holds_those_of_its_name(tmp_path: Path) -> None:
    reading = read_given([write_market(tmp_path, bars__600000_SH_csv=spoiled(BARS, "symbol", "other"))])
    assert reading.findings == ()
    assert reading.said[0].startswith("plain daily bars: 1 file, 4 rows; ")
    assert set(reading.frames["bars"]["symbol"].tolist()) == {"600000.SH", "000001.SZ"}


def test_optional_columns_may_be_missing_and_unknown_ones_are_ignored(tmp_path: Path) -> None:
    index = FILES["index.csv"].replace("close,amount", "close,pe")
    reading = read_given([write_market(tmp_path, index_csv=index)])
    assert reading.findings == ()
    assert set(reading.frames["index"].columns) == {
        "symbol", "date", "open", "high", "low", "close", "volume", "amount",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "rule", "line"),
    [
        (b"", "empty_file", 0),
        (b"\n\n", "empty_file", 0),
        (b"\xef\xbb\xbf", "empty_file", 0),
        (b"symbol,date\n600000.SH,\x00\n", "nul_byte", 2),
        (FILES[BARS].encode() + b"600000.SH,\xff\xff", "not_utf8", 6),
        (FILES[BARS].encode() + b'600000.SH,"2024-01-08', "broken_csv", 6),
        (b"symbol,date,date,open,high,low,close,volume,amount\n", "duplicate_column", 1),
    ],
)
def test_a_file_that_makes_no_sense_is_one_finding(tmp_path: Path, content: bytes, rule: str, line: int) -> None:
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=content)
    assert (found.severity, found.rule, found.symbol, found.line) == ("severe", rule, "600000.SH", line)


@pytest.mark.parametrize("row", ["600000.SH,2024-01-03,6.65", f"{BAR},1,2"])
def test_a_row_with_other_fields_than_the_header_is_found(tmp_path: Path, row: str) -> None:
    (found,) = findings_of(tmp_path, bars__600000_SH_csv=spoiled(BARS, BAR, row))
    assert (found.rule, found.symbol, found.file, found.line) == ("ragged_row", "600000.SH", BARS, 3)
    assert found.message == f"{row.count(',') + 1} fields where the header has 8"


def test_line_ends_marks_quotes_and_blank_lines_do_not_matter(tmp_path: Path) -> None:
    plain = read_given([write_market(tmp_path / "plain")])
    odd = FILES[BARS].replace("600000.SH,", '"600000.SH",').replace("\n", "\r\n").replace("2024-01-05", "20240105")
    reading = read_given([write_market(tmp_path / "odd", bars__600000_SH_csv=b"\xef\xbb\xbf\r\n" + odd.encode())])
    assert reading.findings == ()
    for name in ("symbol", "date", "close", "volume"):
        assert reading.frames["bars"][name].tolist() == plain.frames["bars"][name].tolist()
    # The blank first line counts: the last bar of 600000.SH stands in line 6.
    assert reading.frames["bars"].place(6) == (BARS, 6)


def test_a_quoted_line_end_does_not_shift_later_lines(tmp_path: Path) -> None:
    header, first, second = FILES["instruments.csv"].splitlines()
    rows = (f"{header},remark", f'{first},"no column\nof ours"', f"{second},", "nonsense,x,,,")
    (found,) = findings_of(tmp_path, instruments_csv="\n".join(rows))
    # Lines: 1 header, 2-3 the quoted remark, 4 the other bank, 5 nonsense.
    assert (found.rule, found.line) == ("bad_symbol", 5)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('"Bank\nerror: forged"', r"name 'Bank\nerror: forged' holds a line end or another control character; "),
        ("Ba\x1b[2Jnk", r"name 'Ba\x1b[2Jnk' holds a line end or another control character; "),
        ("Ba\tnk", r"name 'Ba\tnk' holds a line end or another control character; "),
        ("Ba\u2028nk", r"name 'Ba\u2028nk' holds a line end or another control character; "),
        ("浦" * 201, f"name '{'浦' * 40}...' has 201 characters; at most 200 are read: shorten it"),
    ],
)
def test_a_text_that_is_no_line_of_plain_text_is_found_with_file_and_line(tmp_path: Path, cell: str, said: str) -> None:
    (found,) = findings_of(tmp_path, instruments_csv=FILES["instruments.csv"].replace("浦发银行", cell))
    line = 3 if cell.startswith('"') else 2
    assert (found.severity, found.rule, found.symbol, found.line) == ("severe", "bad_text", "600000.SH", line)
    assert found.file == "instruments.csv"
    assert found.message.startswith(said)


@pytest.mark.parametrize("name", ["浦" * 200, "*ST 浦发\u3000银行", " 浦发银行\t"])
def test_a_text_of_one_line_is_read(tmp_path: Path, name: str) -> None:
    reading = read_given([write_market(tmp_path, instruments_csv=FILES["instruments.csv"].replace("浦发银行", name))])
    assert reading.findings == ()
    assert name.strip() in reading.frames["instruments"]["name"].tolist()


def test_a_source_may_be_longer_than_a_name(tmp_path: Path) -> None:
    source = "https://example.com/" + "a" * 900
    assert (
        findings_of(tmp_path / "fits", signals__prices_csv=spoiled("signals/prices.csv", "a publisher", source)) == ()
    )
    longer = spoiled("signals/prices.csv", "a publisher", source + "b" * 100)
    (found,) = findings_of(tmp_path / "longer", signals__prices_csv=longer)
    assert found.message.endswith("has 1,020 characters; at most 1,000 are read: shorten it")


def test_one_file_or_many_csv_or_parquet_hold_the_same_table(tmp_path: Path) -> None:
    many = read_given([write_market(tmp_path / "many")])
    rows = FILES[BARS] + FILES["bars/000001.SZ.csv"].partition("\n")[2]
    one = read_given(
        [write_market(tmp_path / "one", bars_csv=rows, bars__600000_SH_csv=None, bars__000001_SZ_csv=None)]
    )
    folder = write_market(tmp_path / "parquet", bars__600000_SH_csv=None, bars__000001_SZ_csv=None)
    frame = many.frames["bars"]
    table = pa.table(
        {
            "symbol": pa.array([symbol[:6] for symbol in frame["symbol"].tolist()]).dictionary_encode(),
            "date": pa.array(frame["date"]).cast(pa.timestamp("ns")),
            **{name: frame[name] for name in ("open", "high", "low", "close", "amount")},
            "volume": frame["volume"].astype("int64"),
        }
    )
    (folder / "bars").mkdir(exist_ok=True)
    pq.write_table(table, folder / "bars" / "all.parquet")
    parquet = read_given([folder])
    assert one.findings == many.findings == parquet.findings == ()
    for name in ("symbol", "date", "open", "close", "volume"):
        assert one.frames["bars"][name].tolist() == frame[name].tolist()
        assert parquet.frames["bars"][name].tolist() == frame[name].tolist()


def test_parquet_days_may_be_dates_texts_numbers_or_zoned_midnights(tmp_path: Path) -> None:
    days = [date(2024, 1, 2), date(2024, 1, 3)]
    spellings = {
        "date": pa.array(days),
        "text": pa.array(["2024-01-02", "20240103"]),
        "number": pa.array([20240102, 20240103]),
        # Midnight in Shanghai is still the day before in UTC.
        "zoned": pa.array([1704124800, 1704211200], pa.timestamp("s", tz="Asia/Shanghai")),
    }
    for name, column in spellings.items():
        folder = write_market(tmp_path / name, index_csv=None)
        pq.write_table(
            pa.table({"symbol": ["000300", "000300"], "date": column, "close": [1, 2]}), folder / "index.parquet"
        )
        reading = read_given([folder])
        assert reading.findings == ()
        assert reading.frames["index"]["date"].tolist() == days
        assert reading.frames["index"]["symbol"].tolist() == ["000300.SH", "000300.SH"]


def test_parquet_moments_are_days_in_shanghai_or_minute_bars(tmp_path: Path) -> None:
    # 1704153600 is 2024-01-02 00:00 in UTC and 08:00 in Shanghai, 1704124800 midnight in Shanghai.
    zones = {"UTC": [1704153600, 1704240000], "Etc/GMT+5": [1704124800, 1704211200]}
    for zone, moments in zones.items():
        folder = write_market(tmp_path / zone.replace("/", "-"), index_csv=None)
        days = pa.array(moments, pa.timestamp("s", tz=zone))
        pq.write_table(pa.table({"symbol": ["000300"] * 2, "date": days, "close": [1, 2]}), folder / "index.parquet")
        assert [str(day) for day in read_given([folder]).frames["index"]["date"]] == ["2024-01-02", "2024-01-03"]
    folder = write_market(tmp_path / "minutes", index_csv=None)
    days = pa.array([1704153600 + 1800, 1704153600 + 3600], pa.timestamp("s"))
    pq.write_table(pa.table({"symbol": ["000300"] * 2, "date": days, "close": [1, 2]}), folder / "index.parquet")
    assert [found.rule for found in read_given([folder]).findings] == ["minute_bars", "empty_table"]


def test_codes_that_are_numbers_are_given_their_zeros_and_named(tmp_path: Path) -> None:
    folder = write_market(tmp_path, index_csv=None)
    table = pa.table({"symbol": [300, 300, 852, 399006], "date": [20240102, 20240103] * 2, "close": [1.0] * 4})
    pq.write_table(table, folder / "index.parquet")
    reading = read_given([folder])
    said = "symbol 300: Excel dropped the zeros of 000300; read as 000300.SH, and 1 more code"
    assert reading.findings == (Finding("note", "lost_zeros", said, "index", "", None, "index.parquet"),)
    assert sorted(set(reading.frames["index"]["symbol"].tolist())) == ["000300.SH", "000852.SH", "399006.SZ"]


def test_single_precision_prices_are_the_decimals_they_stand_for(tmp_path: Path) -> None:
    folder = write_market(tmp_path, index_csv=None)
    # float32 holds 12.34 as 12.34000015 and 3456.78 as 3456.78003; a third has no four decimals.
    closes = pa.array([12.34, 3456.78, 1 / 3], pa.float32())
    table = pa.table({"symbol": ["000300"] * 3, "date": ["20240102", "20240103", "20240104"], "close": closes})
    pq.write_table(table, folder / "index.parquet")
    assert read_given([folder]).frames["index"]["close"].tolist() == [12.34, 3456.78, 0.3333333432674408]


def test_a_broken_parquet_file_is_a_finding(tmp_path: Path) -> None:
    folder = write_market(tmp_path, bars__600000_SH_csv=None)
    (folder / "bars" / "600000.SH.parquet").write_bytes(b"PAR1 and then nothing of the kind PAR1")
    (found,) = read_given([folder]).findings
    assert (found.severity, found.rule, found.symbol) == ("severe", "broken_parquet", "600000.SH")


def test_an_infinite_number_in_parquet_is_found_like_one_in_text(tmp_path: Path) -> None:
    folder = write_market(tmp_path, index_csv=None)
    table = pa.table({"symbol": ["000300"], "date": ["2024-01-02"], "close": [float("inf")]})
    pq.write_table(table, folder / "index.parquet")
    assert [found.rule for found in read_given([folder]).findings] == ["bad_number", "empty_table"]


def test_a_day_beyond_the_calendar_of_python_is_found(tmp_path: Path) -> None:
    folder = write_market(tmp_path, index_csv=None)
    days = pa.array([10_000_000], pa.int32()).cast(pa.date32())
    pq.write_table(pa.table({"symbol": ["000300"], "date": days, "close": [1.0]}), folder / "index.parquet")
    found = read_given([folder]).findings[0]
    assert (found.rule, found.date, found.as_row()["date"]) == ("bad_date", None, None)


def test_other_files_are_left_alone_and_named(tmp_path: Path) -> None:
    folder = write_market(tmp_path, README_md="words", facts_csv="a,b\n")
    (folder / "bars" / ".DS_Store").write_bytes(b"\0")
    (folder / "bars" / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "negative").mkdir()
    reading = read_given([folder])
    assert reading.left_alone == ("README.md", "bars/.DS_Store", "bars/notes.txt", "facts.csv", "negative/")
    assert reading.findings == ()


@pytest.mark.parametrize("name", ["instruments", "index"])
def test_a_missing_required_table_is_named(tmp_path: Path, name: str) -> None:
    (found,) = findings_of(tmp_path, **{f"{name}_csv": None})
    assert (found.rule, found.table) == ("missing_table", name)
    assert found.message.startswith(f"no {name}.csv, {name}.parquet or folder {name}/ in ")


def test_a_folder_of_bars_with_nothing_readable_says_what_is_there(tmp_path: Path) -> None:
    folder = write_market(tmp_path, bars__600000_SH_csv=None, bars__000001_SZ_csv=None)
    (folder / "bars").mkdir()
    (found,) = read_given([folder]).findings
    assert found.message.startswith("no readable file in bars/: it is empty; save the table as CSV")
    (folder / "bars" / "notes.pdf").write_bytes(b"%PDF")
    (folder / "bars" / "prices.rar").write_bytes(b"Rar!")
    (found,) = read_given([folder]).findings
    assert (found.rule, found.table) == ("missing_table", "bars")
    assert found.message.startswith("no readable file in bars/: bars/notes.pdf, bars/prices.rar; save the table as CSV")


def test_columns_that_only_the_folders_name_are_read_from_them(tmp_path: Path) -> None:
    text = FILES[BARS].replace("600000.SH,", "").replace("symbol,", "")
    folder = write_market(tmp_path, bars__600000_SH_csv=None)
    (folder / "bars" / "symbol=600000.SH").mkdir(parents=True)
    (folder / "bars" / "symbol=600000.SH" / "part-0.csv").write_text(text, encoding="utf-8")
    reading = read_given([folder])
    assert reading.findings == ()
    assert len(reading.frames["bars"]) == 7


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"is not there; give a file, a folder or a .zip"):
        read_given([tmp_path / "nowhere"])


def test_many_bad_rows_of_a_symbol_are_counted_after_the_first_five(tmp_path: Path) -> None:
    rows = "".join(f"600000.SH,2024-01-{day:02d},x,1,1,1,1,1\n" for day in range(2, 14))
    found = findings_of(tmp_path, bars__600000_SH_csv=FILES[BARS].partition("\n")[0] + "\n" + rows)
    assert [finding.line for finding in found] == [2, 3, 4, 5, 6]
    assert found[-1].message == "open 'x' is no finite number, and 7 more rows"


@settings(max_examples=60)
@given(data=st.data())
def test_no_bytes_at_all_make_a_traceback(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    content = bytearray(FILES[name].encode())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content)))
        length = data.draw(st.integers(0, 8))
        content[place : place + length] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b",", b'"', b"\n", b"9" * 400])
        )
    folder = write_market(tmp_path_factory.mktemp("fuzz"))
    (folder / name).write_bytes(bytes(content))
    for finding in read_given([folder]).findings:
        assert "\n" not in str(finding)
        assert finding.file or finding.table
