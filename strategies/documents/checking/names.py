"""The names of a report file beside those of a store: a code under the name of another company is a fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from strategies.documents.checking.places import Place
from strategies.documents.checking.same_company import bare_name, same_company
from strategies.documents.document import Report
from strategies.documents.reading import Fault

HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class StoredNames:
    """The short names of a store: today's by symbol, and those that it had published before."""

    today: Mapping[str, str]
    earlier: Mapping[str, Collection[str]]


def name_faults(report: Report, places: Sequence[Place], names: StoredNames) -> tuple[Fault, ...]:
    """Return a fault for each row whose name the store gives another company, or does not give this one.

    A name in ``[renamed]`` stands for the printed one. Rows without a name, English ones beside Chinese ones, and
    symbols that the store does not have, are passed over.
    """
    renamed = dict(report.renamed)
    owners: dict[str, list[str]] = {}
    for symbol, name in names.today.items():
        owners.setdefault(bare_name(name), []).append(symbol)
    faults = []
    for place in places:
        what = _wrong(place, names, owners.get(bare_name(place.name), []), renamed.get(place.symbol, ""))
        if what:
            faults.append(place.fault(what))
    return tuple(faults)


def name_remarks(places: Sequence[Place], names: StoredNames) -> tuple[Fault, ...]:
    """Return a remark for each row whose name is in another script than that of the store, so that nothing is told."""
    return tuple(
        place.fault(f"{place.name} is not in the letters of the store, which calls it {names.today[place.symbol]}")
        for place in places
        if place.symbol in names.today and _in_other_letters(place, names.today[place.symbol])
    )


def _in_other_letters(place: Place, stored: str) -> bool:
    named = place.name not in ("", place.symbol)
    return named and bool(HAN.search(stored)) and not HAN.search(place.name) and not same_company(place.name, stored)


def _wrong(place: Place, names: StoredNames, owners: Sequence[str], renamed: str) -> str:
    stored = names.today.get(place.symbol, "")
    if not stored or place.name in ("", place.symbol) or place.symbol in owners:
        return ""
    if any(bare_name(name) == bare_name(place.name) for name in names.earlier.get(place.symbol, ())):
        return ""
    if renamed and same_company(renamed, stored):
        return ""
    if owners:
        others = ", ".join(owners)
        return f"{place.name} is {others} in the store, and {place.symbol} is {stored}: correct the code or the name"
    if same_company(place.name, stored) or _in_other_letters(place, stored):
        return ""
    return (
        f"the store calls {place.symbol} {stored}, not {place.name}: correct the code or the name, or write "
        f'"{place.symbol}" = "{stored}" under [renamed] when {place.name} is its earlier name'
    )
