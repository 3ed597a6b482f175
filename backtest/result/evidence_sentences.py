"""The evidence in words: one sentence for each thing that was measured, in the order in which a reader asks."""

from __future__ import annotations

from collections.abc import Sequence

from backtest.market.indices import index_label, index_name
from backtest.metrics.split import TEST
from backtest.result.benchmark import HeadlineIndex, benchmark_sentence, written_name
from backtest.result.comparison import Comparison
from backtest.result.deep import deep_sentences
from backtest.result.evidence import Evidence, PoolExcess
from backtest.result.gates import gates_sentence
from backtest.result.look_ahead import FROM_OUTSIDE
from backtest.result.other_names import other_names_sentence
from backtest.result.out_of_sample import is_dated
from backtest.result.parts import RunPart
from backtest.result.plain_list import plain_sentence
from backtest.result.result import Result
from backtest.result.sector import SectorAlpha, sector_words
from backtest.result.standard import Standard, StandardOutcome
from backtest.result.traded_sentences import traded_sentences
from backtest.result.unjudged import held_nothing
from backtest.result.wording import listed, number, percent, points, sessions, signed_points, whole_sentence
from backtest.validity.drawdown_interval import DrawdownInterval
from backtest.validity.sharpe import Deflated, Sharpe

ONE_BASKET = "It is one basket in one period all the same."


def evidence_sentences(result: Result, part: RunPart, seen: Evidence, benchmark: HeadlineIndex) -> tuple[str, ...]:
    """Return what must be read with the claim about the judged part; if it held nothing only that and its audit."""
    if held_nothing(seen.traded):
        nothing = [*(whole_sentence(each) for each in traded_sentences(seen.traded)), _passed(result)]
        return tuple(each for each in nothing if each)
    dated = is_dated(part)
    said = (
        chance_sentence(part, seen.numbers, benchmark) if dated else "",
        benchmark_sentence(benchmark),
        sector_sentence(seen.sector, seen.numbers, seen.index) if dated and seen.sector else "",
        sector_returns_sentence(seen.sector_returns) if dated else "",
        _incomplete(seen.sector_incomplete),
        pool_sentence(seen.pool, seen.numbers) if dated and seen.pool else "",
        plain_sentence(result.plain) if dated and result.plain else _without_plain(result, part),
        other_names_sentence(result.others) if dated and result.others else "",
        *(deep_sentences(result.deep) if dated and result.deep else ()),
        standard_sentence(seen.standard) if seen.standard else "",
        *(whole_sentence(each) for each in traded_sentences(seen.traded)),
        gates_sentence([each.in_part(part.base_date, part.last_date) for each in result.gates], _since(part)),
        universe_sentence(result, part),
        drawdown_sentence(seen.drawdown, part) if dated and seen.drawdown else "",
        sharpe_sentence(seen.sharpe) if dated and seen.sharpe and not seen.numbers.under_a_year else "",
        trials_sentence(result, seen, benchmark, dated=dated),
        _passed(result),
    )
    return tuple(each for each in said if each)


def chance_sentence(part: RunPart, seen: Comparison, benchmark: HeadlineIndex) -> str:
    """Say whether a mean of zero explains the excess; under a year nothing is written as a rate a year."""
    interval = seen.shown_interval
    if interval is None:
        return f"With {sessions(part.sessions)} the record is too short to tell the excess from chance."
    what = (
        f"Its wealth relative to the index grew by {percent(seen.relative, signed=True)} in these {part.sessions} "
        "sessions"
        if seen.under_a_year
        else f"The excess is {percent(seen.annual_excess, signed=True)} a year"
    )
    span = (
        f"{what}; the {interval.confidence:.0%} interval of that, {percent(interval.low, signed=True)} to "
        f"{percent(interval.high, signed=True)}, "
    )
    if interval.excludes_zero:
        return f"{span}leaves zero out: not explained by a zero mean against the {benchmark.name}. {ONE_BASKET}"
    return f"{span}includes zero: it cannot be told from chance so far."


def sector_sentence(seen: SectorAlpha, numbers: Comparison, index: str) -> str:
    """Say what is left when the market, the index of the badge, and the sector have had their due."""
    alpha = seen.alpha
    scale = numbers.years if numbers.under_a_year else 1.0
    span = f"over these {alpha.sessions} sessions" if numbers.under_a_year else "a year"
    low, own, high = (percent(end * scale, signed=True) for end in (alpha.low, alpha.annual, alpha.high))
    without = "" if seen.by_pool else " (price indices, without dividends)"
    head = (
        f"Beside the {written_name(index)} and {sector_words(seen)}{without}, which explain "
        f"{percent(alpha.r_squared, 0)} of its daily variance, its alpha is {own} {span}; the {alpha.confidence:.0%} "
        f"interval of that, {low} to {high}, "
    )
    if not alpha.excludes_zero:
        return f"{head}includes zero: it cannot be told from its sector."
    return f"{head}lies {'above' if alpha.low > 0 else 'below'} zero."


def sector_returns_sentence(made: Sequence[tuple[str, float]]) -> str:
    """Say what each index of the sector made over the same sessions; empty without any."""
    if not made:
        return ""
    said = [f"{index_label(symbol)} {percent(each, signed=True)}" for symbol, each in made]
    return f"Over the same sessions, without dividends: {listed(said)}."


def pool_sentence(seen: PoolExcess, numbers: Comparison) -> str:
    """Say what holding all the names that reports had named by then made, and the excess over it."""
    over = seen.numbers
    interval = over.shown_interval
    told = "" if interval is None else (
        f"; the {interval.confidence:.0%} interval of the difference "
        f"{'leaves zero out' if interval.excludes_zero else 'includes zero'}"
    )  # fmt: skip
    return (
        f"The equal weight of the {seen.names} stored name{'' if seen.names == 1 else 's'} that reports had named by "
        f"then, its own among them, bought at the base and held without costs, made "
        f"{percent(over.market, signed=True)}: this run made "
        f"{points(numbers.own - over.market)} {'more' if numbers.own >= over.market else 'less'}{told}."
    )


def standard_sentence(seen: StandardOutcome) -> str:
    """Say how the call stands by its report's own rating standard."""
    standard = seen.standard
    over = f"over the {index_name(standard.benchmark)}"
    said = (
        f"{standard.report} called {standard.rating}, by its own standard {_asked(standard)} of excess by "
        f"{standard.due}"
    )
    if seen.due:
        met = "met" if seen.met else "missed"
        return (
            f"{said}: this run had {signed_points(seen.excess)} {over} by then and {met} that; the scorecard judges "
            "the call."
        )
    return f"{said}: this run stands at {signed_points(seen.excess)} {over}, and that day has not come."


def _asked(standard: Standard) -> str:
    """Both edges of a rating in between; whether an edge itself meets the call."""
    lower, upper = (f"{number((edge or 0.0) * 100, 0)} points" for edge in (standard.lower, standard.upper))
    least = "" if standard.lower is None else f"{'at least' if standard.lower_closed else 'more than'} {lower}"
    most = "" if standard.upper is None else f"{'at most' if standard.upper_closed else 'less than'} {upper}"
    if standard.lower is not None and standard.lower == standard.upper:
        return f"exactly {lower}"
    return " and ".join(each for each in (least, most) if each)


def sharpe_sentence(seen: Sharpe) -> str:
    """Say what the Sharpe ratio is, and how far it could be off; for a part of a year or more."""
    return (
        f"Its Sharpe ratio is {number(seen.annual)} a year, {seen.confidence:.0%} interval {number(seen.low)} to "
        f"{number(seen.high)}."
    )


def drawdown_sentence(seen: DrawdownInterval, part: RunPart) -> str:
    """Say how deep the worst fall was, and how deep stretches of the same days fall when they are drawn again."""
    deepest = part.metrics.get("max_drawdown")
    own = percent(deepest if isinstance(deepest, float) else None)
    return (
        f"Its maximum drawdown was {own}; stretches of as many of its days, drawn again in blocks of {seen.block} "
        f"sessions (bootstrap), fall by {percent(abs(seen.high))} to {percent(abs(seen.low))} in "
        f"{seen.confidence:.0%} of cases."
    )


def trials_sentence(result: Result, seen: Evidence, benchmark: HeadlineIndex, *, dated: bool) -> str:
    """Say how often this strategy was tried, and what its Sharpe ratio is worth among so many.

    Beside it stands the same probability of the benchmark: a rising market alone lifts both. What no day dates has one
    only after several settings, in sample; what looks ahead has none.
    """
    trials = result.trials
    if trials is None:
        return ""
    count = trials.count
    # A table is counted by its name alone: another list in a file of the same name is no other try of this one.
    what = f"weight tables named {result.name}" if result.look_ahead == FROM_OUTSIDE else "this strategy"
    settings = f"1 setting of {what} has" if count == 1 else f"{count} settings of {what} have"
    tried = f"{settings} been tried on this store"
    doubt = f" {trials.doubt}: more may have been, and the probability may be lower." if trials.altered else ""
    ahead = result.look_ahead is not None and result.look_ahead.standing == "failed"
    if seen.deflated is None or ahead or not (dated or count > 1):
        return f"{tried}.{doubt}"
    best = f"what the best of {count} independent ones without skill would show (the deflated Sharpe ratio)"
    bar = "zero" if count == 1 else best
    index = seen.deflated_benchmark
    beside = f"; that of the {benchmark.name} over the same days is {_probability(index)}" if index else ""
    return (
        f"{tried}: {'' if dated else 'in sample '}the probability that its true Sharpe ratio is above {bar} is "
        f"{_probability(seen.deflated)}{beside}.{doubt}"
    )


def _probability(seen: Deflated) -> str:
    """A probability in whole percents, never as a certainty."""
    low, high = 0.01, 0.99
    if seen.probability > high:
        return "over 99%"
    return "under 1%" if seen.probability < low else percent(seen.probability, 0)


def universe_sentence(result: Result, part: RunPart) -> str:
    """Say what the names that a user's own run chose from made, and how much of it no report had named."""
    universe = result.universe
    if universe is None:
        return ""
    share = universe.unnamed_share
    unnamed = (
        "" if share is None else f"; {percent(share, 0)} of its weight was in names that no report had named by then"
    )
    return (
        f"The equal weight of the {universe.names} name{'' if universe.names == 1 else 's'} of the store that it could "
        f"choose from made {percent(universe.over(part.first, part.last), signed=True)}{unnamed}."
    )


def _passed(result: Result) -> str:
    """The look-ahead audit of a user's own run that was passed; any other outcome is a caveat."""
    seen = result.look_ahead
    return f"Look-ahead audit: {seen.sentence}." if seen and seen.standing == "passed" else ""


def _without_plain(result: Result, part: RunPart) -> str:
    """Why a run that begins after its report has no plain list beside it."""
    if result.stated is None or part.name != TEST or part.base_date <= result.stated.known_from:
        return ""
    return (
        "It is not compared with the plain list of its names: that is bought when the report is published, and this "
        "run begins later."
    )


def _incomplete(symbols: tuple[str, ...]) -> str:
    if not symbols:
        return ""
    return f"{listed(symbols)} {'lacks' if len(symbols) == 1 else 'lack'} sessions of this part and could not be used."


def _since(part: RunPart) -> str:
    return f"from {part.base_date} to {part.last_date}"
