"""Passwords in the address of a database, spelt in every way, given to every command that takes one.

No part of the password is on stdout or stderr, in a traceback of `--debug`, in `--json`, or in a file that a command
leaves behind; the command still fails in one line.
"""

from __future__ import annotations

from pathlib import Path

from tests.attacks.child import one_line, run
from tests.attacks.survival import Count, Survival
from tests.cli.command import Ran, backtest

QUICK = False
SECRET = "Zq7xWv"  # noqa: S105 - the password that must not be seen
# Port 9 of this machine (discard) answers nobody: the address is read, and the connection refused.
ADDRESSES = (
    "postgresql://user:{}@127.0.0.1:9/db",
    "postgresql+psycopg://user:{}@127.0.0.1:9/db",
    "postgresql+nosuch://user:{}@127.0.0.1:9/db",
    "postgresql://user:{}@127.0.0.1:port/db",
    "postgresql://user:{}@[::1/db",
    "postgresql:user:{}@127.0.0.1/db",
    "postgresql:/user:{}@127.0.0.1/db",
    "postgres:user:a@{}@127.0.0.1/db",
    "POSTGRESQL://user:{}@127.0.0.1:9/db",
    "user:{}@127.0.0.1/db",
    "//user:{}@127.0.0.1/db",
    "postgresql://127.0.0.1:9/db?user=u&password={}",
    "postgresql://user@127.0.0.1:9/db?options=-c%20secret={}",
    "host=127.0.0.1 user=u password={}",
    "mysql://user:{}@127.0.0.1:9/db",
    "nosuch://user:{}@127.0.0.1:9/db",
    "postgresql://user:%5A{}@127.0.0.1:9/db",
    "postgresql://user:{}/db",
    "postgresql://user:{} with spaces@127.0.0.1:9/db",
)
COMMANDS = (
    ("status",),
    ("doctor", "--no-network"),
    ("verify",),
    ("run", "rate_power", "--out", "out"),
    ("import", "data"),
    ("refresh", "--source", "data"),
    ("nightly", "--out", "site"),
    ("audit", "rate_power"),
    ("trials",),
    ("scorecard",),
    ("signals",),
    ("explain", "600025.SH", "2025-01-02"),
    ("rerun", "nowhere"),
)


def attack(work: Path) -> Survival:
    """Ask every command with every address, as an option and as the environment's."""
    count = Count()
    (work / "data").mkdir()
    for address in ADDRESSES:
        url = address.format(SECRET)
        for words in COMMANDS:
            _silent(count, f"{words[0]} {address}", _at(work, *words, "--db", url), words[0])
        _silent(count, f"--debug {address}", _at(work, "--debug", "status", "--db", url), "--debug")
        _silent(count, f"--json {address}", _at(work, "status", "--json", f"--db={url}"), "--json")
    for address in ADDRESSES[:2]:
        environment = {"BACKTEST_DATABASE_URL": address.format(SECRET)}
        for words in (("status",), ("--debug", "status"), ("run", "--al", "--db", address.format(SECRET))):
            _silent(count, f"environment {address}", run(*words, cwd=work, environment=environment), words[0])
    left = [path for path in work.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    named = [path for path in work.rglob("*") if SECRET in path.name]
    count.holds(f"files left behind: {left + named}", none_holds_it=not left, none_is_called_so=not named)
    return count.survival()


def _at(work: Path, *words: str) -> Ran:
    # Relative names of the command are names in the attack's own folder.
    return backtest(*(str(work / word) if word in ("out", "data", "site", "nowhere") else word for word in words))


def _silent(count: Count, attempt: str, ran: Ran, command: str) -> None:
    # Parts count too: half a password is a shorter search.
    seen = [SECRET[at : at + 4] for at in range(len(SECRET) - 3) if SECRET[at : at + 4] in ran.out + ran.err]
    count.holds(
        f"{attempt}: exit {ran.code}, {(ran.err or ran.out).strip()[-200:]!r}",
        not_seen=not seen,
        failed=ran.code in (1, 2),
        one_line=command in ("--debug", "doctor", "--json", "nightly") or one_line(ran),
    )
