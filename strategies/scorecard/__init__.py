"""The scorecard: each report judged by its own rating standard against the CSI 300, and beside it what could be traded.

How a judgement is made:

- Base: the close of the publication day, or of the last session before it when the market was shut.
- End: the close of the last session on or before publication plus the horizon (6 or 12 months) of the standard.
- Return: the standards speak of price change (涨跌幅), so names count by price change, adjusted for bonus shares and
  rights as the CSI 300 itself is, not for cash dividends. Total return stands beside it.
- Excess: price change minus that of the CSI 300 (price index), in percentage points; the ratio of the two growths less
  1 stands beside it, for one standard (003) leaves open which is meant. The index is ``000300.SH`` although runs are
  judged against ``H00300.CSI``: a standard that speaks of the price change of a share and of the CSI 300 (沪深300指数)
  compares like with like, and by an index with dividends it would be a harder one that no broker signed.
- Last bar: an open window ends with the last session on which any name traded, though an index may run on.
- Class: the class of the report's scale that holds the excess. No report says to which class an exact threshold
  belongs; we read every class as closed below and open above, on the excess rounded to a millionth of a point.
- Verdict: a rating better than neutral is met by its own class or a better one, a worse one by its own or a worse
  one, neutral by itself alone. A name recommended without a rating (建议关注) is read as the first class above neutral.
  A thesis basket, equal weight at the base and then left alone, is held to the report's rating of the industry.
- Traded: bought at the first open after publication at which it could be, sold at the open of the window's last
  session, under the default options of a run; while the window is open, or when it cannot be sold, marked at the close.
- Luck: the list beside random ones of its size, matched on board, run-up and beta as far as the names that reports had
  given by then allow.
- Run-up: what the list had made in the 240 sessions before, total return against the CSI 300 with dividends.
"""

from strategies.scorecard.card import Judged, Scorecard, score
from strategies.scorecard.luck import Luck, Pool
from strategies.scorecard.row import Row
from strategies.scorecard.summary import Hits, Summary

__all__ = ["Hits", "Judged", "Luck", "Pool", "Row", "Scorecard", "Summary", "score"]
