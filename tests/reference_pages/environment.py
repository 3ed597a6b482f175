"""The variables of the environment that the program reads."""

from __future__ import annotations

from collections.abc import Mapping

VARIABLES: Mapping[str, str] = {
    "BACKTEST_DATABASE_URL": "the store, a file or a database URL, as `--db`; `var/market.db` without it",
    "BACKTEST_REPORTS": "the folder of your own documents, as `--reports`",
    "BACKTEST_LANG": "`zh` or `en`, as `--lang`; without it the locale decides",
    "BACKTEST_WEBHOOK": "the address to which `backtest nightly --webhook` posts how the night ended",
    "BACKTEST_COMPILE": "`auto` (compile where the work repays it), `always`, or `never` (plain Python, so that a "
    "debugger can step through a session)",
}
