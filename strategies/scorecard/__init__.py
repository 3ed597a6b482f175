"""The scorecard: each report judged as it asked to be, and beside it what chance and other bases would have made of it.

How a judgement is made:

- Base: the close of the publication day, or of the last session before it when the market was shut.
- End: the close of the last session on or before publication plus the horizon (6 or 12 months) of the standard.
- Return: the standards speak of price change (涨跌幅), so names count by price change, adjusted for bonus shares and
  rights as the indices themselves are, not for cash dividends. Total return stands beside it.
- Benchmark: the index that the document names for the market of the symbol; a name of Beijing against Beijing's where
  the document prints one, against that of A shares otherwise, and a note says so. It is the price index that is named,
  although runs are judged against one with dividends: a standard that speaks of the price change of a share and of the
  CSI 300 (沪深300指数) compares like with like. One that is not stored, or left open, gives no verdict.
- Excess: price change minus that of the benchmark, in percentage points; the ratio of the two growths less 1 stands
  beside it, for one standard (003) leaves open which is meant.
- Last bar: an open window ends with the last session on which any name traded, though an index may run on.
- Class: the class of the report's scale that holds the excess. No report says to which class an exact threshold
  belongs; we read every class as closed below and open above, on the excess rounded to a millionth of a point.
- Rated stocks: a rating better than neutral is met by its own class or a better one, a worse one by its own or a worse
  one, neutral by itself alone: ``met`` or ``missed``.
- Names listed without a rating (the formal list, 建议关注) are a class of their own: they ``beat`` their index by the
  points at which the scale's first class above neutral begins, or they ``did not beat`` it. That is our reading and no
  rating, so the two are never counted together.
- Industry: by an index of it (``strategies/documents/sector_indices.csv``) or not at all. Sub-industries that a report
  recommends without a rating by theirs (``sub_industries.csv``), with the words of names without one.
- Baskets: the equal weight of all the report's names, and of each thesis, bought at the base and left alone, against
  the benchmark of A shares. They are no calls: ``ahead`` or ``behind`` where the 95% interval of the excess leaves out
  zero, else ``unclear``; never met. Under three names there is no verdict.
- Not judged: names that the file disowns (source of a figure, in passing, unsure) and companies that it excludes.

What stands beside it:

- Base rate: the share of all stored names with a price at the base, the report's own among them, that would have earned
  the same good verdict in the same window, each against the index of its market; the mean over the settled calls. A
  store of report names is no market: its base rate is that of names which some report picked, later ones too.
- Median, average without the best name, and of how many independent names the list moves like; of theses the number of
  different names behind them, and of how many independent baskets they move like (``excess_path.moves_like``).
- Base days: the same calls from one session before the base and one after; where the date was derived the end moves
  with it.
- Traded: bought at the first open after publication at which it could be, sold at the open of the window's last
  session, under the default options of a run; while the window is open, or when it cannot be sold, marked at the close.
- Luck: the list beside random ones of its size, matched on board, run-up and beta as far as the names that reports had
  given by then allow.
- Run-up: what the list had made in the 240 sessions before, total return against the CSI 300 with dividends.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from strategies.scorecard.base_day import BaseDay
    from strategies.scorecard.base_rate import BaseRate
    from strategies.scorecard.card import Judged, Scorecard, score
    from strategies.scorecard.luck import Luck, Pool
    from strategies.scorecard.row import Row
    from strategies.scorecard.summary import Summary
    from strategies.scorecard.tally import Baskets, Beats, Hits

__all__ = [
    "BaseDay",
    "BaseRate",
    "Baskets",
    "Beats",
    "Hits",
    "Judged",
    "Luck",
    "Pool",
    "Row",
    "Scorecard",
    "Summary",
    "score",
]

# Where each name is defined; a run asks a module of this folder for one number, and not for the whole scorecard.
HOMES = {
    "BaseDay": "base_day",
    "BaseRate": "base_rate",
    "Baskets": "tally",
    "Beats": "tally",
    "Hits": "tally",
    "Judged": "card",
    "Luck": "luck",
    "Pool": "luck",
    "Row": "row",
    "Scorecard": "card",
    "Summary": "summary",
    "score": "card",
}


def __dir__() -> list[str]:
    """Offer the names to completion."""
    return sorted(__all__)


def __getattr__(name: str) -> object:
    """Return a name from its module."""
    if name in HOMES:
        return getattr(import_module(f"strategies.scorecard.{HOMES[name]}"), name)
    raise AttributeError(f"module 'strategies.scorecard' has no attribute {name!r}")
