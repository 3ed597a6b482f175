"""What the numbers rest on: the simplifications of the execution, and how to make the run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backtest.options import Options
from backtest.result.result import Result
from data_sources.store.address import masked
from reports.wording import rate


@dataclass(frozen=True)
class ManifestRow:
    """One fact of the manifest, written out."""

    name: str
    value: str


def simplifications(options: Options) -> tuple[str, ...]:
    """Return where the execution is simpler than the market, as sentences."""
    if options.participation is None:
        volume = "No volume cap: an order of any size fills, as if the market were deep enough for it."
    else:
        volume = (
            f"The volume cap of {rate(options.participation)} counts the whole session's volume, also for orders at "
            "the open, when most of that volume had not traded yet."
        )
    slippage = (
        "No slippage: every fill gets the session's price."
        if options.slippage == 0
        else f"Slippage is a flat {rate(options.slippage)} of the price, whatever the size of the order."
    )
    dividend_tax = (
        "Dividends are taxed by holding age, 20, 10 or 0%, at the sale; bonus shares are as old as their origin."
        if isinstance(options.dividend_tax, str)
        else f"Dividend tax is a flat {rate(options.dividend_tax)}, in place of 20, 10 or 0% by holding age."
    )
    return (
        f"Orders fill at the {options.fill} of the session after the decision, all at one price.",
        volume,
        slippage,
        dividend_tax,
        "Rights issues are not taken up. Cash earns no interest.",
        f"A delisted holding pays {rate(options.delist_recovery)} of its last value.",
    )


def manifest_rows(result: Result) -> tuple[ManifestRow, ...]:
    """Return the manifest flattened, nested names joined by dots, in its own order; passwords are blotted out."""
    return tuple(ManifestRow(name, _masked(value)) for name, value in _flat("", result.manifest))


def command(result: Result) -> str | None:
    """Return the command that made the run, when the manifest has one."""
    value = result.manifest.get("command")
    if isinstance(value, list | tuple):
        value = " ".join(str(word) for word in value)
    return _masked(value) if isinstance(value, str) and value else None


def _flat(prefix: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        inner = [_flat(f"{prefix}.{key}" if prefix else str(key), item) for key, item in value.items()]
        return [row for rows in inner for row in rows]
    if isinstance(value, list | tuple):
        return [(prefix, ", ".join(str(item) for item in value))]
    return [(prefix, "not set" if value is None else str(value))]


def _masked(text: str) -> str:
    """Mask word by word: what follows an address in a command is none of its password."""
    return " ".join(masked(word) for word in text.split(" "))
