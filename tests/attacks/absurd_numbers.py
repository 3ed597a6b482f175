"""Numbers and days that no market has, given to every option that takes one.

A command ends within a bounded time: either in one line that names the option or the value, or with figures of which
none is infinite or no number at all. The same values in a weight table and in a strategy's own parameter count too.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from tests.attacks.child import one_line
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran, backtest

QUICK = False
SECONDS = 60
ABSURD = (
    "1e308",
    "1e309",
    "-1e308",
    "1e-9",
    "1e-320",
    "-1",
    "-0.0",
    "nan",
    "inf",
    "-inf",
    "9" * 400,
    "0x10",
    "1_0",
    "٣",
)
RUN_NUMBERS = (
    "--cash",
    "--commission-rate",
    "--commission-min",
    "--stamp-duty",
    "--transfer-fee",
    "--dividend-tax",
    "--slippage",
    "--participation",
    "--delist-recovery",
    "--risk-free",
)
COUNTS = ("0", "-1", "100000", "1" + "0" * 30, "1e3", "nan", "٣")
DAYS = (
    "0001-01-01",
    "9999-12-31",
    "1677-09-20",
    "2262-04-12",
    "1990-11-30",
    "2026-02-30",
    "NaT",
    "None",
    "-2026-01-01",
    "99999-01-01",
    "2026-1-1",
    "２０２６-01-05",
)
HEADER = "date,symbol,weight\n"


def attack(work: Path) -> Survival:
    """Give every value to every option."""
    count, store = Count(), sample_store(work / "market.db")
    table = work / "table.csv"
    table.write_text(f"{HEADER}2025-02-05,600025.SH,0.5\n2025-06-03,600027.SH,0.9\n")
    nowhere = work / "nowhere"
    trade = ("run", "--targets", table, "--json")
    for option in RUN_NUMBERS:
        for value in ABSURD:
            _ends(count, store, option, value, *trade, f"{option}={value}")
    for option in ("--from", "--to"):
        for value in DAYS:
            _ends(count, store, option, value, *trade, option, value)
    for value in DAYS:
        _ends(count, store, "--as-of", value, "signals", "--as-of", value, "--json")
        _ends(count, store, "scorecard --as-of", value, "scorecard", "--as-of", value, "--json")
        _ends(count, store, "list --as-of", value, "list", "members", "--as-of", value, "--json")
        _ends(count, store, "diary --day", value, "diary", "show", "--day", value, "--out", nowhere, "--json")
        _ends(count, store, "explain", value, "explain", "600025.SH", value, "--json")
    for value in COUNTS:
        _ends(count, store, "--days", value, "audit", "rate_power", f"--days={value}", "--seconds=1", "--json")
        night = ("nightly", "--source", nowhere, "--out", work / "site")
        _ends(count, store, "--max-age", value, *night, f"--max-age={value}")
    for value in ABSURD:
        _ends(count, store, "--seconds", value, "audit", "rate_power", "--days=1", f"--seconds={value}", "--json")
        _ends(count, store, "--set", value, "run", "rate_power", "--set", f"top={value}", "--json")
    for value in ABSURD:
        table.write_text(f"{HEADER}2025-02-05,600025.SH,{value}\n")
        _ends(count, store, "a weight", value, *trade)
    for value in DAYS:
        table.write_text(f"{HEADER}{value},600025.SH,0.5\n", encoding="utf-8")
        _ends(count, store, "a decision's day", value, *trade)
    return count.survival()


def _ends(count: Count, store: Path, option: str, value: str, *words: str | Path) -> None:
    begun = time.monotonic()
    ran = backtest(*words, store=store)
    took = time.monotonic() - begun
    failed = ran.code in (1, 2)
    count.holds(
        f"{option} {value[:40]}: exit {ran.code}, {ran.err.strip()[-160:]!r}",
        a_known_exit_code=ran.code in (0, 1, 2, 3),
        one_line_or_usage=not failed or one_line(ran) or "Usage:" in ran.err,
        no_fault_of_the_program="fault of the program" not in ran.err,
        short=len(ran.err) < 3_000,
        only_finite_figures=failed or _finite(ran),
        bounded_time=took < SECONDS,
    )


def _finite(ran: Ran) -> bool:
    def refuse(constant: str) -> float:
        raise ValueError(constant)

    try:
        json.loads(ran.out, parse_constant=refuse)
    except ValueError:
        return False
    return True
