"""A sweep as the plain data of its page: everything that the template writes, nothing that computes."""

from __future__ import annotations

from dataclasses import dataclass

from backtest.result.manifest_words import fact_words
from backtest.result.wording import number, percent
from backtest.sweeps.front import SweepFront, front_of
from backtest.sweeps.outcome import Sweep, SweptSetting
from backtest.sweeps.sentences import evidence_sentences, named_settings, sessions_sentence, trials_sentence
from backtest.sweeps.setting_words import METRIC_WORDS, metric_value, turned_words, value_word
from backtest.sweeps.walked_sentences import walked_sentences
from backtest.validity.setting_metric import RATIOS
from data_sources.language.text import Text, both, joined, same
from data_sources.passwords import masked
from reports.charts.model import Chart
from reports.charts.ticks import nice_ticks
from reports.sweep.charts import curves_chart
from reports.sweep.facts import Fact, facts_beside, shared_settings
from reports.sweep.maps import Maps, maps_of
from reports.sweep.walk_chart import walk_chart, window_returns

TICKS = 9
"""Labels of the axis of the spread, at most."""


@dataclass(frozen=True)
class DialRow:
    """A dial: what it is, the values that were looked at, and the strategy's own."""

    name: str
    meaning: Text
    looked: Text
    own: str


@dataclass(frozen=True)
class SettingRow:
    """A setting of the table; ``kind`` is "own", "best" or "", a number that is not defined a dash."""

    rank: int
    turned: tuple[str, ...]
    numbers: tuple[Text, ...]
    kind: str


@dataclass(frozen=True)
class WindowRow:
    """A window of a walk-forward: its stretches, what was chosen in it, the rank of that in the test, what was made.

    ``is_own`` says that the choice is the strategy's own setting; ``made`` are the returns in the test of the choices,
    the own setting and the index.
    """

    train: Text
    test: Text
    turned: str
    is_own: bool
    rank: int | None
    made: tuple[Text, ...]


@dataclass(frozen=True)
class Spread:
    """The excess of every setting as a fraction, the labels of its axis, the best, and the own one if ranked."""

    values: tuple[float, ...]
    ticks: tuple[float, ...]
    best: float
    own: float | None


@dataclass(frozen=True)
class SweepPage:
    """The page. ``rows`` are all settings with a rank, the best first; how many a page has room for it says itself."""

    title: Text
    simulated: bool
    front: SweepFront
    facts: tuple[Fact, ...]
    grounds: tuple[Text, ...]
    walked: tuple[Text, ...]
    windows: tuple[WindowRow, ...]
    walk_chart: Chart | None
    notes: tuple[Text, ...]
    chart: Chart | None
    maps: Maps
    spread: Spread | None
    dials: tuple[DialRow, ...]
    heads: tuple[Text, ...]
    rows: tuple[SettingRow, ...]
    in_no_rank: tuple[Text, ...]
    command: str
    options: tuple[Fact, ...]


def sweep_page(found: Sweep, command: str = "") -> SweepPage:
    """Return the data of the page; ``command`` is that which makes the sweep again, passwords in it are blotted out."""
    name = (
        both(f"{found.title} ({found.strategy})", f"{found.title.zh}（{found.strategy}）")
        if found.title
        else same(found.strategy)
    )
    return SweepPage(
        title=both(f"Sweep of {name}", f"参数扫描：{name.zh}"),
        simulated=found.simulated,
        front=front_of(found),
        facts=facts_beside(found),
        grounds=evidence_sentences(found),
        walked=walked_sentences(found.walked) if found.walked else (),
        windows=_windows(found),
        walk_chart=walk_chart(found),
        notes=tuple(each for each in (sessions_sentence(found), trials_sentence(found), *found.notes) if each),
        chart=curves_chart(found),
        maps=maps_of(found),
        spread=_spread(found),
        dials=_dials(found),
        heads=_heads(found),
        rows=tuple(_row(found, each) for each in found.ranked),
        in_no_rank=named_settings(found),
        command=" ".join(masked(word) for word in command.split(" ")),
        options=shared_settings(found),
    )


def _spread(found: Sweep) -> Spread | None:
    best = found.best
    made = [each.numbers.excess_arithmetic for each in found.ranked if each.numbers]
    values = tuple(value for value in made if value is not None)
    if best is None or best.numbers is None or best.numbers.excess_arithmetic is None or len(values) < 2:  # noqa: PLR2004
        return None
    own = found.own.numbers.excess_arithmetic if found.own.numbers else None
    ticks = nice_ticks(min(0.0, *values), max(0.0, *values), TICKS)
    return Spread(values, ticks, best.numbers.excess_arithmetic, own)


def _windows(found: Sweep) -> tuple[WindowRow, ...]:
    if found.walked is None:
        return ()
    return tuple(
        WindowRow(_stretch(each.train), _stretch(each.test), turned_words(each.turned), each.is_own, each.rank,
                  tuple(percent(made[name], signed=True) for name in ("walk_forward", "own", "benchmark")))
        for each, made in zip(found.walked.windows, window_returns(found.walked), strict=True)
    )  # fmt: skip


def _stretch(ends: tuple[str, str]) -> Text:
    return both(" to ".join(ends), " 至 ".join(ends))


def _dials(found: Sweep) -> tuple[DialRow, ...]:
    return tuple(
        DialRow(
            dial.name, found.meanings.get(dial.name) or fact_words(f"options.{dial.name}", {}),
            joined([value_word(value) for value in dial.values], ", ", "、"), value_word(found.own.turned[dial.name]),
        )
        for dial in found.grid.dials
    )  # fmt: skip


def _heads(found: Sweep) -> tuple[Text, ...]:
    return (
        *(same(dial.name) for dial in found.grid.dials),
        *(() if found.metric in RATIOS else (METRIC_WORDS[found.metric],)),
        both("return", "收益"),
        both("excess, points", "超额，百分点"),
        METRIC_WORDS["sharpe"],
        METRIC_WORDS["information_ratio"],
        both("volatility", "波动率"),
        both("drawdown", "最大回撤"),
    )


def _row(found: Sweep, each: SweptSetting) -> SettingRow:
    made = each.numbers
    assert made is not None and each.rank is not None  # noqa: S101, PT018 - only ranked settings are shown
    numbers = (
        *(() if found.metric in RATIOS else (metric_value(found.metric, made),)),
        percent(made.total_return, signed=True),
        number(None if made.excess_arithmetic is None else made.excess_arithmetic * 100, 1, signed=True),
        number(made.sharpe),
        number(made.information_ratio),
        percent(made.volatility),
        percent(made.max_drawdown),
    )
    kind = "own" if each.is_own else "best" if each is found.best else ""
    return SettingRow(each.rank, tuple(value_word(value) for value in each.turned.values()), numbers, kind)
