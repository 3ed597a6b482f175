"""The contract of a strategy: parameters and one function from all that may be known to target weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from backtest.market.for_rules import for_rules
from backtest.result.source import Source
from data_sources.errors import UserError
from data_sources.language.text import NOTHING, Text, both, same
from strategies.contract.decisions import Decisions
from strategies.contract.history import History, with_hindsight
from strategies.contract.known_history import known_history
from strategies.contract.parameters import OURS, Parameter, Settings, Value, check_parameters
from strategies.contract.segment import Segment, held_by_default, reports_of
from strategies.contract.variant import Variant
from strategies.documents.document import Membership, Report
from strategies.documents.library import load_reports
from strategies.documents.sector_indices import indices_of
from strategies.signals.quantities import Quantity

__all__ = ["Decisions", "History", "Parameter", "Segment", "Settings", "Strategy", "decide", "known_history"]

HINDSIGHT_NOTE = both(
    "HINDSIGHT: names of the first publication were traded before it; those of later reports wait for their own day",
    "事后回溯：首份研报的个股在其发布之前即已交易；后续研报的个股仍等到各自的发布日",
)


@dataclass(frozen=True)
class Strategy:
    """Rules with a name.

    Parameters
    ----------
    name
        The word that asks for it: ``rate_power``.
    title
        How it is called in tables and on pages, in both languages; a plain text is the same in both.
    targets
        Computes every decision of the history at once: a pure, causal function of the history and the settings. It
        gives no decision before the first ``known_from`` among its memberships, which means cash.
    reports
        The ids of the reports it takes names from; empty for a user's own that names none.
    stated_by
        Those of them that state its thesis. The others only lent names: what was held before the first of these was
        published is no evidence on the thesis. Empty: no report states it, and no run of it judges a thesis.
    rules_written
        The day of the last edit of its rules. Until then its names are out of sample and its rules are not. None
        (default) when nobody wrote it down.
    drawn_names
        Which of the memberships the settings leave, by its filters; None (default): all of its reports.
    parameters
        Its dials by name; ``targets`` gets a checked value for each of them.
    segments
        The parts of the reports that it holds names of, or that a variant does; empty for a user's own.
    gates
        The quantities that decide how much it holds, in the order in which they are shown.
    reads
        The other quantities that its rules read.
    account
        The text that states the thesis under the headings of a family's docstring: the claim, how each sentence became
        a rule, what would refute it (``strategies.contract.account``). Empty for a strategy without such a text.
    definition
        The sum of the text of a user's own function, or of a file with the modules that it imports from its folder, by
        which its trials are told apart (``strategies.definition``); empty: that of ``targets`` counts.
    source
        The file of a user's own with the modules it imports, or the text of a function; None for a strategy that was
        made otherwise.
    variants
        Other values of its parameters that have a name: ours, never run unless asked for.
    variant
        The one that this is of another strategy; None for a strategy of its own.
    varies
        The strategy that a variant varies; None for a strategy of its own.
    given_documents
        The reports of ``reports`` themselves, for one that names documents of a user's folder
        (``strategies.library.named``); empty (default): they are shipped ones.
    """

    name: str
    title: Text
    targets: Callable[[History, Settings], Decisions]
    reports: tuple[str, ...] = ()
    stated_by: tuple[str, ...] = ()
    rules_written: date | None = None
    drawn_names: Callable[[Iterable[Membership], Settings], tuple[Membership, ...]] | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    gates: tuple[Quantity, ...] = ()
    reads: tuple[Quantity, ...] = ()
    account: Text = NOTHING
    definition: str = ""
    source: Source | None = None
    given_documents: tuple[Report, ...] = ()
    variants: tuple[Variant, ...] = ()
    variant: Variant | None = None
    varies: Strategy | None = None

    def __post_init__(self) -> None:
        """A user's own file gives plain texts, which are said alike in both languages."""
        object.__setattr__(self, "title", same(self.title))
        object.__setattr__(self, "account", same(self.account))

    @property
    def family(self) -> Strategy:
        """The strategy that a variant varies, and of which it is a trial; any other is its own."""
        return self.varies or self

    @property
    def own_segments(self) -> tuple[Segment, ...]:
        """The segments that it holds by its defaults: without those whose dial stands at 0."""
        return held_by_default(self.segments, self.parameters)

    @property
    def documents(self) -> tuple[Report, ...]:
        """The reports that it takes names from.

        Those of a shipped family are looked up when they are asked for and never held: the process of a user's rule
        imports families before it forgets what was not known on a day.
        """
        return self.given_documents or tuple(each for each in load_reports() if each.id in self.reports)

    @property
    def known_from(self) -> date | None:
        """The first day on which one of its reports was known; None without reports."""
        return min((each.known_from for each in self.documents), default=None)

    @property
    def sector(self) -> tuple[str, ...]:
        """The indices of what its reports are about, in the order of their rows, each once."""
        return tuple(dict.fromkeys(row.symbol for row in indices_of(self.documents)))

    def drawn(self, memberships: Iterable[Membership], settings: Settings) -> tuple[Membership, ...]:
        """The memberships that it may hold under the settings, those of all reports for a strategy without any."""
        if self.drawn_names:
            return self.drawn_names(memberships, settings)
        return tuple(each for each in memberships if not self.reports or each.report in self.reports)

    def varied(self, word: str) -> Strategy:
        """Return a variant as a strategy, named ``NAME/WORD``: the same rule with the variant's values as defaults.

        Raises UserError for a variant that it does not have.
        """
        found = next((each for each in self.variants if each.name == word), None)
        if found is None:
            known = ", ".join(each.name for each in self.variants)
            raise UserError(
                both(
                    f"{self.name} has no variant {word!r}; it has {known or 'none'}, and {self.name}/plain",
                    f"{self.name} 没有变体 {word!r}；可用的有 {known or '（无）'}，以及 {self.name}/plain",
                )
            )
        # No document prints what a variant sets, whatever it prints of the default.
        values = {
            name: replace(self.parameters[name], default=value, source=OURS) for name, value in found.values.items()
        }
        parameters = {**self.parameters, **values}
        return replace(
            self,
            name=f"{self.name}/{word}",
            title=both(f"{self.title}, variant {word}", f"{self.title.zh}，变体 {word}"),
            reports=reports_of(held_by_default(self.segments, parameters)) or self.reports,
            parameters=parameters,
            gates=found.gates or self.gates,
            variants=(),
            variant=found,
            varies=self,
        )


def decide(
    strategy: Strategy,
    history: History,
    given: Mapping[str, Value] | None = None,
    *,
    hindsight: bool = False,
) -> Decisions:
    """Compute every decision of a strategy on a history.

    Parameters
    ----------
    strategy
        The strategy.
    history
        All that it may see, such as ``known_history(panel)``.
    given
        Parameter values by name; text is read as the parameter's type. None (default) and what is missing: defaults.
    hindsight
        The memberships of the first publication that its filters leave count from the first session on, and the first
        note says so; a strategy without reports rests on the first publication there is. Default: False.

    Raises
    ------
    UserError
        For a parameter that is unknown or wrong.
    """
    settings = check_parameters(strategy.name, strategy.parameters, given or {})
    if hindsight:
        own = strategy.drawn(history.memberships, settings)
        history = with_hindsight(history, min((m.known_from for m in own), default=None))
    decisions = strategy.targets(replace(history, panel=for_rules(history.panel)), settings)
    if history.hindsight:
        return replace(decisions, notes=(HINDSIGHT_NOTE, *decisions.notes))
    return decisions
