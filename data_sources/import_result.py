"""What an import did, said and found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Literal, TypeAlias

from data_sources.quality.acceptance import idle_rules
from data_sources.quality.causes import causes_of
from data_sources.store import Counts
from data_sources.tables.finding import Finding

if TYPE_CHECKING:
    import pandas as pd

Outcome: TypeAlias = Literal["done", "partly", "refused"]


@dataclass(frozen=True)
class ImportResult:
    """What an import did. ``snapshot`` names the facts now stored, None when it was refused.

    ``left_out`` are the bad symbols (``skip_bad``), ``left_alone`` the files that are not tables. ``can_skip`` says of
    a refused import that leaving out the bad symbols would leave something to publish. ``accept`` are the rules that
    were to be accepted. ``said`` tells of each layout of another system what was done with its files. A ``dry_run``
    stored nothing; its counts are what would have been.
    """

    outcome: Outcome
    source: str
    snapshot: str | None
    counts: Mapping[str, Counts]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    left_alone: tuple[str, ...]
    simulated: bool = False
    can_skip: bool = False
    accept: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    dry_run: bool = False

    def __repr__(self) -> str:
        """Return what came of it, counts and the first of the worst findings, not all of them."""
        rows = ", ".join(f"{count.new + count.changed:,} {name}" for name, count in self.counts.items())
        worst = next((each for each in self.findings if each.severity == "severe"), None)
        first = worst or next(iter(self.findings), None)
        outcome = f"{self.outcome}{' (dry run)' * self.dry_run}"
        return (
            f"<ImportResult{' SIMULATED' * self.simulated} of {self.source}: {outcome}, "
            f"snapshot {self.snapshot}, new or changed {rows or 'nothing'},\n {len(self.findings):,} findings"
            f"{f', first {first.severity}: {first}' if first else ''}>"
        )

    def to_frame(self) -> pd.DataFrame:
        """One row per finding, ``date`` as a day or None, with the ``mend`` of its rule."""
        import pandas as pd  # noqa: PLC0415 - only who asks for a frame pays for it

        causes = causes_of(each.rule for each in self.findings)
        mends = {rule: cause.mend for rule, cause in causes.items()}
        rows = [asdict(each) | {"mend": mends.get(each.rule, "")} for each in self.findings]
        return pd.DataFrame(rows, columns=[*(each.name for each in fields(Finding)), "mend"])

    @property
    def accepted(self) -> tuple[str, ...]:
        """The rules in spite of which it was published, or would have been but for other findings."""
        return tuple(rule for rule in self.accept if rule not in self.idle)

    @property
    def idle(self) -> tuple[str, ...]:
        """The rules that were to be accepted and refuse nothing of what is published."""
        return idle_rules(self.accept, self.findings)

    def document(self) -> dict[str, object]:
        """Return plain values for ``--json``; ``rules`` explains those of the findings."""
        return asdict(self) | {
            "counts": {name: asdict(count) for name, count in self.counts.items()},
            "findings": [finding.as_row() for finding in self.findings],
            "rules": {rule: asdict(cause) for rule, cause in causes_of(each.rule for each in self.findings).items()},
            "left_out": list(self.left_out),
            "left_alone": list(self.left_alone),
            "said": list(self.said),
            "accept": list(self.accept),
            "accepted": list(self.accepted),
        }
