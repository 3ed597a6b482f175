"""A result as the plain data of its page: everything a template writes, nothing that computes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.metrics.publication import Publication
from backtest.result.front.front import front
from backtest.result.front.standing import NamesMet
from backtest.result.paper_diary import DiaryBeside, diary_sentence
from backtest.result.parts import RunPart, run_parts
from backtest.result.phases import Phase, phases
from backtest.result.price_charts import PriceCharts
from backtest.result.result import Result
from backtest.result.several import several_sentences
from backtest.result.simplifications import simplifications
from backtest.result.verdict import Verdict, verdict
from data_sources.language.text import Text, both, joined, same
from reports.charts.model import Chart
from reports.sections.curves import Curves, curves
from reports.sections.facts import Fact, facts
from reports.sections.gates import GatesSection, gates_section
from reports.sections.growth import growth_chart
from reports.sections.holdings import holdings
from reports.sections.holdings_charts import HoldingsCharts, holdings_charts
from reports.sections.key_numbers import NumberGroup, key_numbers
from reports.sections.manifest import ManifestRow, command, manifest_rows
from reports.sections.names import NamesSection, names_section
from reports.sections.other_indices import OtherIndexRow, other_index_rows
from reports.sections.risk import RiskSection, risk_section
from reports.sections.thesis import ThesisSection, thesis_section
from reports.sections.trading import TradingSection, trading_section
from reports.sections.verdict import VerdictSection, verdict_section
from reports.thesis_card import ThesisCard


@dataclass(frozen=True)
class PartHead:
    """The heading of a part's column."""

    name: str
    label: str
    base_date: date
    last_date: date
    sessions: int


@dataclass(frozen=True)
class Charts:
    """The charts of time series; None each without a part."""

    growth: Chart | None
    holdings: HoldingsCharts | None


@dataclass(frozen=True)
class PageModel:
    """One page. Fractions and CNY are numbers, metrics are already written out, days are dates."""

    name: str
    title: str
    page_title: Text
    simulated: bool
    hindsight: bool
    known_from: date | None
    stated: Publication | None
    thesis: ThesisSection | None
    gates: GatesSection | None
    verdict: VerdictSection
    facts: tuple[Fact, ...]
    benchmark_name: str
    parts: tuple[PartHead, ...]
    charts: Charts
    risk: RiskSection
    key_numbers: tuple[NumberGroup, ...]
    other_indices: tuple[OtherIndexRow, ...]
    names: NamesSection | None
    trading: TradingSection
    phases: tuple[Phase, ...]
    diary: str
    notes: tuple[str, ...]
    simplifications: tuple[str, ...]
    command: str | None
    manifest: tuple[ManifestRow, ...]


def page_model(
    result: Result,
    card: ThesisCard | None = None,
    diary: DiaryBeside | None = None,
    seen: Verdict | None = None,
    prices: PriceCharts = "held",
) -> PageModel:
    """Return the data of a result's page; ``seen`` is its verdict where it is known already.

    ``prices`` says of which names it has the price. A result with its base date alone has no parts and no curves.
    """
    parts, seen = run_parts(result), seen or verdict(result)
    paths, stretches = curves(result, parts, diary), phases(result)
    headline = seen.benchmark
    return PageModel(
        name=result.name,
        title=result.title,
        page_title=_page_title(result),
        simulated=result.simulated,
        hindsight=result.hindsight,
        known_from=result.known_from,
        stated=result.stated,
        thesis=thesis_section(card, seen.part, result.ledger.sessions[-1].item()) if card else None,
        gates=gates_section(result, seen.part),
        verdict=verdict_section(
            seen,
            front(result, seen, _names_met(result, card)),
            tuple(each.sentence for each in result.caveats),
            several_sentences(result.several) if result.several else (),
        ),
        facts=facts(result, seen.part, seen.evidence, headline),
        benchmark_name=headline.name,
        parts=tuple(PartHead(part.name, part.label, part.base_date, part.last_date, part.sessions) for part in parts),
        charts=_charts(result, parts, paths, stretches),
        risk=risk_section(result, parts, headline),
        key_numbers=key_numbers(result, parts),
        other_indices=other_index_rows(result),
        names=names_section(result, parts, prices),
        trading=trading_section(result, parts),
        phases=stretches,
        diary=diary_sentence(diary) if diary else "",
        notes=result.notes,
        simplifications=simplifications(result.options),
        command=command(result),
        manifest=manifest_rows(result, card.parameters if card else {}),
    )


def _charts(result: Result, parts: tuple[RunPart, ...], paths: Curves | None, stretches: tuple[Phase, ...]) -> Charts:
    if paths is None:
        return Charts(None, None)
    return Charts(growth_chart(paths, result, stretches), holdings_charts(paths, holdings(result, parts)))


def _page_title(result: Result) -> Text:
    """Name the run as a browser's tab shows it, with what must never be overlooked in front."""
    simulated = both("SIMULATED: ", "模拟数据：") if result.simulated else ""
    hindsight = both("(hindsight) ", "（后视）") if result.hindsight else ""
    return joined([simulated, hindsight, same(result.title)], en="")


def _names_met(result: Result, card: ThesisCard | None) -> NamesMet | None:
    """How many names of the report that is judged met its standard; None where that is unknown."""
    return card.names_met.get(result.standard.report) if card and result.standard else None
