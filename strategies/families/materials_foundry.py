"""Materials and foundry self-reliance (材料与代工自主可控): full fabs at home buy what is still imported.

Reports: 000 Soochow Securities, 2025-02-06 (the foundry that inference cards move to); 001 Lianchu Securities, known
from 2025-03-20, chapter 4 (foundry; ten kinds of material, with makers and self-sufficiency in its table 10);
002 Minsheng Securities, known from 2025-05-07 (foundry, moulding compound); 003 Guolian Minsheng Securities,
2026-01-28, chapter 7 (foundry).

Stated by: 001 (2025-03-20); 000 only lent the foundry before. 001 alone argues from full fabs to the materials that
are still imported, with the domestic share of each kind; 000 names the foundry as where inference cards move to, 002
and 003 as what domestic chips need.

The claim: customers want chips made where they are sold, so Chinese fabs fill and expand; their materials are still
largely imported, and the smaller the domestic share, the more there is to replace.

How each sentence became a rule:
- "Fabs fill first": the foundry sleeve has ``foundry_share``, the materials the rest; while either has no name yet, the
  other has everything.
- "The smaller the share, the more room": a kind of material weighs as one less its last known domestic share
  (``domestic_share/materials``); a kind without a figure counts as the mean of the others. Names are equal in a kind.
- "Falling utilisation refutes it": while the last known utilisation of SMIC is under ``full``, exposure falls to
  ``below``. Without a known value: neutral.
- 001 gives the makers as a table, not as advice: with ``listing=formal`` only foundry and compound are left.

Refuted if: SMIC's utilisation falls below ``full`` while new capacity opens; the basket does not beat the CSI 300 in
the six months after 2025-03-20; kinds with a small domestic share do no better than the others.

Edits: 2026-11-23 first version.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.rules.basket import Basket
from strategies.rules.gate import FOUNDRY_UTILISATION, mean_known
from strategies.rules.thesis import Portfolio, thesis_strategy
from strategies.signals.quantities import Quantity, SeriesSource

FOUNDRY = ("000.inference_cards_to_domestic_fab", "001.self_control_foundry", "002.foundry_advanced_node",
           "002.self_reliance_substitution", "003.domestic_foundry")  # fmt: skip
MATERIALS = ("001.self_control_materials", "002.other_supply_chain")
KINDS = ("silicon_wafers", "process_chemicals", "photomasks", "photoresists", "cmp_materials", "electronic_gases",
         "sputtering_targets", "lead_frames", "packaging_substrates", "moulding_compounds")  # fmt: skip
DOMESTIC_SHARES = {kind: Quantity(kind, (SeriesSource(f"domestic_share/materials/{kind}", "value"),)) for kind in KINDS}

SEGMENTS = (
    Segment("foundry", "foundry", FOUNDRY, ("foundry",)),
    *(Segment(kind, kind, MATERIALS, (kind,)) for kind in KINDS),
)

PARAMETERS = {
    "foundry_share": Parameter(0.4, "share of the foundry sleeve; the materials have the rest", 0.0, 1.0, source=OURS),
    "full": Parameter(0.8, "utilisation of SMIC below which exposure falls", 0.3, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while utilisation is under that", 0.0, 1.0, source=OURS),
}


def rule(basket: Basket) -> Portfolio:
    """Hold the foundries and the makers of materials, more of the kinds that are still imported."""
    share = basket.number("foundry_share")
    utilisation = basket.read(FOUNDRY_UTILISATION)
    return Portfolio(
        sleeves={"foundry": share, **{kind: (1.0 - share) * part for kind, part in _shares(basket).items()}},
        invested=basket.exposure(utilisation.values, floor="full"),
        readings=(utilisation,),
    )


def _shares(basket: Basket) -> dict[str, Floats]:
    """The share (D) of each kind in the materials, by the part of it that is still imported.

    Only kinds that have a name share, so that the materials' part is whole before all of them are known.
    """
    room = _imported(basket)
    there = {sleeve: basket.present[g] for g, sleeve in enumerate(basket.sleeve_of)}
    total = sum((room[kind] * there[kind] for kind in KINDS if kind in there), np.zeros(len(basket.dates)))
    return {kind: np.divide(room[kind], total, out=np.zeros_like(total), where=total > 0) for kind in KINDS}


def _imported(basket: Basket) -> dict[str, Floats]:
    """The part of each kind that is still imported (D), a fraction; the kinds' mean where unknown, 1 where all are."""
    imported = {kind: np.clip(1.0 - basket.read(share).values, 0.0, 1.0) for kind, share in DOMESTIC_SHARES.items()}
    middle = np.nan_to_num(mean_known(*imported.values()), nan=1.0)
    return {kind: np.where(np.isfinite(values), values, middle) for kind, values in imported.items()}


STRATEGY = thesis_strategy(
    "materials_foundry", "Materials and foundry", rule, SEGMENTS, PARAMETERS,
    stated_by=("001",), gates=(FOUNDRY_UTILISATION,), reads=tuple(DOMESTIC_SHARES.values()),
)  # fmt: skip
