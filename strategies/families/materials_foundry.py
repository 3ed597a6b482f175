"""Materials and foundry self-reliance (材料与代工自主可控): full fabs at home buy what is still imported.

Reports: 000 Soochow Securities, 2025-02-06 (the foundry that inference cards move to); 001 Lianchu Securities, known
from 2025-03-20, chapter 4 (foundry; ten kinds of material, with makers and self-sufficiency in its table 10);
002 Minsheng Securities, known from 2025-05-07 (foundry, moulding compound); 003 Guolian Minsheng Securities,
2026-01-28, chapter 7 (foundry).

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

from data_sources.tables.facts import Dates, Floats
from strategies.contract.parameters import Parameter, Settings
from strategies.contract.strategy import Decisions, History, Strategy
from strategies.rules.basket import decisions, lay_basket
from strategies.rules.filters import filter_parameters
from strategies.rules.gate import FOUNDRY_UTILISATION, exposure, gate_notes, mean_known
from strategies.rules.members import Segment
from strategies.rules.schedule import PERIODS
from strategies.rules.weigh import cap, weigh
from strategies.signals.quantities import Quantity, Source, read_quantity

FOUNDRY = ("000.inference_cards_to_domestic_fab", "001.self_control_foundry", "002.foundry_advanced_node",
           "002.self_reliance_substitution", "003.domestic_foundry")  # fmt: skip
MATERIALS = ("001.self_control_materials", "002.other_supply_chain")
KINDS = ("silicon_wafers", "process_chemicals", "photomasks", "photoresists", "cmp_materials", "electronic_gases",
         "sputtering_targets", "lead_frames", "packaging_substrates", "moulding_compounds")  # fmt: skip

SEGMENTS = (
    Segment("foundry", "foundry", FOUNDRY, ("foundry",)),
    *(Segment(kind, kind, MATERIALS, (kind,)) for kind in KINDS),
)

PARAMETERS = {
    "foundry_share": Parameter(0.4, "share of the foundry sleeve; the materials have the rest", 0.0, 1.0),
    "full": Parameter(0.8, "utilisation of SMIC below which exposure falls", 0.3, 1.0),
    "below": Parameter(0.5, "exposure while utilisation is under that", 0.0, 1.0),
    "max_weight": Parameter(1.0, "most in one name, the rest stays in cash", 0.01, 1.0),
    "rebalance": Parameter("month", "decide after the last session of each", choices=PERIODS),
    **filter_parameters(SEGMENTS),
}


def targets(history: History, settings: Settings) -> Decisions:
    """Hold the foundries and the makers of materials, more of the kinds that are still imported."""
    basket = lay_basket(history, SEGMENTS, settings)
    room = _room(history, basket.dates)
    # Only kinds that have a name share the materials' part, so that it is whole before all of them are known.
    there = {s: basket.present[g] for g, s in enumerate(basket.sleeve_of)}
    total = sum((room[kind] * there[kind] for kind in KINDS if kind in there), np.zeros(len(basket.dates)))
    share = settings.number("foundry_share")
    sleeves: dict[str, Floats | float] = {
        kind: (1.0 - share) * np.divide(room[kind], total, out=np.zeros_like(total), where=total > 0) for kind in KINDS
    }
    weights = weigh(basket.members, basket.present, basket.sleeve_of, {"foundry": share, **sleeves})
    utilisation = read_quantity(FOUNDRY_UTILISATION, history.signals, basket.dates)
    invested = exposure(utilisation.values, settings.number("full"), settings.number("below"))
    held = cap(weights, settings.number("max_weight")) * invested[:, None]
    return decisions(history, basket, held, gate_notes(utilisation))


def _room(history: History, dates: Dates) -> dict[str, Floats]:
    """What of each kind is still imported (D), a fraction; the kinds' mean where unknown, 1 where all are."""
    imported = {}
    for kind in KINDS:
        quantity = Quantity(kind, (Source(f"domestic_share/materials/{kind}", "value"),))
        imported[kind] = np.clip(1.0 - read_quantity(quantity, history.signals, dates).values, 0.0, 1.0)
    middle = np.nan_to_num(mean_known(*imported.values()), nan=1.0)
    return {kind: np.where(np.isfinite(values), values, middle) for kind, values in imported.items()}


STRATEGY = Strategy(
    "materials_foundry", "Materials and foundry", targets, ("000", "001", "002", "003"), PARAMETERS, SEGMENTS
)
