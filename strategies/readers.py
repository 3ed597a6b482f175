"""Who reads a series: gates and rules of strategies, signs of documents, methods; found from what they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from data_sources.language.text import NOTHING, Text, both, listed
from strategies.conditions.condition import SeriesQuantity, series_quantities
from strategies.conditions.parsing import read_condition
from strategies.contract.strategy import Strategy
from strategies.documents.document import Report, Thesis
from strategies.documents.sign import Sign
from strategies.methods.method import Method
from strategies.methods.readers import reads
from strategies.signals.names.series import quantity_name
from strategies.signals.quantities import Quantity

NOBODY = both("nothing reads it", "无人读取")

Takes: TypeAlias = Callable[[str], bool]


@dataclass(frozen=True)
class Use:
    """What reads a series, "gate hyperscaler_capex" or "falsifier", and whose it is; nobody's where a method reads."""

    what: Text
    of: Text = NOTHING

    @property
    def words(self) -> Text:
        """It in words: ``gate hyperscaler_capex of rate_power``."""
        return both(f"{self.what} of {self.of}", f"{self.of.zh}的{self.what.zh}") if self.of else self.what


Reader: TypeAlias = tuple[Use, Takes]  # who, and whether a series is read


def readers_of(
    series: Iterable[str],
    strategies: Mapping[str, Strategy],
    reports: Iterable[Report] = (),
    methods: Iterable[Method] = (),
) -> dict[str, tuple[Text, ...]]:
    """Return who reads each of some series, in words; empty for one that nothing reads.

    ``gate hyperscaler_capex of rate_power``, ``rule memory_maker_margin of storage_cycle``, ``falsifier of
    003.domestic_csp_capex``, ``confirming sign of ...``, ``method 003/capex_to_ocf``: strategies first, as they are
    registered, then documents, then methods. A gate, rule or sign that names a family reads its series but for
    forecasts.
    """
    uses = _uses(series, strategies, reports, methods)
    return {name: tuple(use.words for use in each) for name, each in uses.items()}


def readers_together(
    series: Iterable[str],
    strategies: Mapping[str, Strategy],
    reports: Iterable[Report] = (),
    methods: Iterable[Method] = (),
) -> dict[str, tuple[Text, ...]]:
    """Return the same in fewer words, ``gate hyperscaler_capex of rate_power and ai_cloud_side``.

    A gate that several strategies have is said once, and so is a thesis of which a falsifier and a confirming sign read
    a series.
    """
    return {name: _together(each) for name, each in _uses(series, strategies, reports, methods).items()}


def _uses(
    series: Iterable[str], strategies: Mapping[str, Strategy], reports: Iterable[Report], methods: Iterable[Method]
) -> dict[str, tuple[Use, ...]]:
    readers = (*_of_strategies(strategies.values()), *_of_reports(reports), *_of_methods(methods))
    return {name: tuple(dict.fromkeys(use for use, takes in readers if takes(name))) for name in series}


def _together(uses: Iterable[Use]) -> tuple[Text, ...]:
    owners: dict[Text, dict[Text, None]] = {}
    for use in uses:
        owners.setdefault(use.what, {})[use.of] = None
    shared: dict[tuple[Text, ...], list[Text]] = {}
    for what, of in owners.items():
        shared.setdefault(tuple(of), []).append(what)
    return tuple(text for of, kinds in shared.items() for text in _said(kinds, of))


def _said(kinds: list[Text], of: tuple[Text, ...]) -> list[Text]:
    if not any(of):
        return kinds
    what, whose = listed(kinds), listed(of)
    owners = "、".join(each.zh for each in of)
    return [both(f"{what} of {whose}", f"{owners}的{what.zh}")]


def gates_on(series: Iterable[str], strategies: Mapping[str, Strategy]) -> tuple[str, ...]:
    """Return the gates, ``rate_power/hyperscaler_capex``, that read one of some series or families."""
    names = tuple(series)
    return tuple(
        f"{strategy.name}/{gate.name}"
        for strategy in strategies.values()
        for gate in strategy.gates
        if any(_takes(gate)(name) for name in names)
    )


def series_of_signs(thesis: Thesis) -> tuple[str, ...]:
    """Return the series that the signs of a thesis read, each once, its falsifiers' first."""
    signs = (*thesis.falsifiers, *thesis.confirms)
    return tuple(dict.fromkeys(quantity.series for sign in signs for quantity in _quantities(sign)))


def _of_strategies(strategies: Iterable[Strategy]) -> Iterator[Reader]:
    for strategy in strategies:
        yield from ((_read_by(strategy, each, "gate", "择时开关"), _takes(each)) for each in strategy.gates)
        yield from ((_read_by(strategy, each, "rule", "规则"), _takes(each)) for each in strategy.reads)


def _read_by(strategy: Strategy, quantity: Quantity, en: str, zh: str) -> Use:
    called = quantity_name(quantity.name).zh
    return Use(both(f"{en} {quantity.name}", f"{zh}“{called}”"), both(strategy.name, f"“{strategy.title.zh}”"))


def _takes(quantity: Quantity) -> Takes:
    return lambda series: any(reads(source, series) for source in quantity.sources)


def _of_reports(reports: Iterable[Report]) -> Iterator[Reader]:
    for report in reports:
        for thesis in report.theses:
            of = both(f"{report.id}.{thesis.id}", f"{report.id}“{thesis.called.zh}”")
            kinds = (("falsifier", "证伪条件", thesis.falsifiers), ("confirming sign", "佐证", thesis.confirms))
            for en, zh, signs in kinds:
                for quantity in (each for sign in signs for each in _quantities(sign)):
                    yield Use(both(en, zh), of), quantity.takes


def _quantities(sign: Sign) -> tuple[SeriesQuantity, ...]:
    return series_quantities(read_condition(sign.when, excess=True)) if sign.when else ()


def _of_methods(methods: Iterable[Method]) -> Iterator[Reader]:
    for method in methods:
        for name in method.series.values():
            yield Use(both(f"method {method.key}", f"测算 {method.key}")), _held(name)


def _held(name: str) -> Takes:
    return lambda series: series == name or (name.endswith("/") and series.startswith(name))
