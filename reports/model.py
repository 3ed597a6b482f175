"""A result as the plain data of its page: everything a template writes, nothing that computes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from backtest.metrics.publication import Publication
from backtest.result.contribution import Contribution, contribution
from backtest.result.paper_diary import DiaryBeside, diary_sentence
from backtest.result.parts import run_parts
from backtest.result.phases import Phase, phases
from backtest.result.result import Result
from backtest.result.several import several_sentences
from backtest.result.simplifications import simplifications
from backtest.result.verdict import Verdict, verdict
from data_sources.language.text import Text, both, joined, same
from reports.charts.model import Chart
from reports.sections.curves import Curves, curves
from reports.sections.facts import Fact, facts
from reports.sections.growth import growth_chart, segments_chart
from reports.sections.holdings import Holdings, holdings
from reports.sections.key_numbers import NumberGroup, key_numbers
from reports.sections.manifest import ManifestRow, command, manifest_rows
from reports.sections.risk import RiskSection, risk_section
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
    segments: Chart | None


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
    card: ThesisCard | None
    verdict: VerdictSection
    facts: tuple[Fact, ...]
    benchmark_name: str
    parts: tuple[PartHead, ...]
    charts: Charts
    risk: RiskSection
    key_numbers: tuple[NumberGroup, ...]
    holdings: Holdings
    contributions: tuple[Contribution, ...]
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
) -> PageModel:
    """Return the data of a result's page; ``seen`` is its verdict where it is known already.

    A result with its base date alone has no parts and no curves.
    """
    parts, seen = run_parts(result), seen or verdict(result)
    paths, held, stretches = curves(result, parts, diary), holdings(result, parts), phases(result)
    headline = seen.benchmark
    return PageModel(
        name=result.name,
        title=result.title,
        page_title=_page_title(result),
        simulated=result.simulated,
        hindsight=result.hindsight,
        known_from=result.known_from,
        stated=result.stated,
        card=card,
        verdict=verdict_section(
            seen,
            tuple(each.sentence for each in result.caveats),
            several_sentences(result.several) if result.several else (),
        ),
        facts=facts(result, seen.part, seen.evidence, headline),
        benchmark_name=headline.name,
        parts=tuple(PartHead(part.name, part.label, part.base_date, part.last_date, part.sessions) for part in parts),
        charts=_charts(paths, held, result, stretches),
        risk=risk_section(result, parts, headline),
        key_numbers=key_numbers(result, parts),
        holdings=held,
        contributions=tuple(contribution(part) for part in parts),
        trading=trading_section(result, parts),
        phases=stretches,
        diary=diary_sentence(diary) if diary else "",
        notes=result.notes,
        simplifications=simplifications(result.options),
        command=command(result),
        manifest=manifest_rows(result),
    )


def _charts(paths: Curves | None, held: Holdings, result: Result, stretches: tuple[Phase, ...]) -> Charts:
    if paths is None:
        return Charts(None, None)
    return Charts(growth_chart(paths, result, stretches), segments_chart(paths, held))


def _page_title(result: Result) -> Text:
    """Name the run as a browser's tab shows it, with what must never be overlooked in front."""
    simulated = both("SIMULATED: ", "模拟数据：") if result.simulated else ""
    hindsight = both("(hindsight) ", "（后视）") if result.hindsight else ""
    return joined([simulated, hindsight, same(result.title)], en="")
