"""A small market on disk that tests spoil one thing at a time.

Four sessions (2024-01-02 Tuesday to 2024-01-05 Friday), two symbols, the CSI 300 with its total return.
"""

from __future__ import annotations

from pathlib import Path

FILES = {
    "instruments.csv": """\
symbol,name,list_date,delist_date
600000.SH,浦发银行,1999-11-10,
000001.SZ,平安银行,1991-04-03,
""",
    "bars/600000.SH.csv": """\
symbol,date,open,high,low,close,volume,amount
600000.SH,2024-01-02,6.60,6.70,6.55,6.65,1000000,6630000
600000.SH,2024-01-03,6.65,6.80,6.60,6.75,2000000,13400000
600000.SH,2024-01-04,6.75,6.75,6.60,6.62,1500000,
600000.SH,2024-01-05,6.62,6.70,6.60,6.68,1200000,7980000
""",
    "bars/000001.SZ.csv": """\
symbol,date,open,high,low,close,volume,amount
000001.SZ,2024-01-02,9.30,9.40,9.20,9.35,3000000,27900000
000001.SZ,2024-01-03,9.35,9.38,9.10,9.12,2500000,23000000
000001.SZ,2024-01-05,9.12,9.30,9.11,9.25,2800000,25800000
""",
    "index.csv": """\
symbol,date,close,amount
000300.SH,2024-01-02,3400.00,
000300.SH,2024-01-03,3390.00,
000300.SH,2024-01-04,3360.00,
000300.SH,2024-01-05,3340.00,
H00300.CSI,2024-01-02,4000.5,
H00300.CSI,2024-01-03,3990.5,
""",
    "actions.csv": """\
symbol,ex_date,cash_per_share,bonus_per_share,rights_per_share,rights_price
000001.SZ,2024-01-04,0.25,,0,
""",
    "status.csv": "symbol,start,end,kind\n600000.SH,2024-01-04,,*ST\n",
    "signals/prices.csv": """\
series,period,period_end,published_on,value,unit,source
dram,2023-12,2023-12-31,2024-01-04,1.95,USD,a publisher
""",
}


def write_market(folder: Path, **changes: str | bytes | None) -> Path:
    """Write the market with some files changed, named like ``index_csv`` or ``bars__600000_SH_csv``; None removes one.

    Returns the folder.
    """
    files: dict[str, str | bytes | None] = {**FILES, **{_file_name(name): text for name, text in changes.items()}}
    for name, content in files.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def spoiled(name: str, old: str, new: str) -> str:
    """Return the text of one file with one thing changed; fails when that thing is not there."""
    assert old in FILES[name], f"{old!r} is not in {name}"
    return FILES[name].replace(old, new, 1)


def _file_name(keyword: str) -> str:
    folder, _, file = keyword.rpartition("__")
    stem, _, suffix = file.rpartition("_")
    return f"{folder}/{stem}.{suffix}".lstrip("/").replace("_SH.", ".SH.").replace("_SZ.", ".SZ.")
