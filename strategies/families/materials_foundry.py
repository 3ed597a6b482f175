"""Materials and foundry self-reliance (材料与代工自主可控): what Chinese fabs make and buy at home.

Reports: 001 Lianchu Securities, known from 2025-03-20, chapter 4 (foundry, advanced packaging, equipment; materials in
its table 10).

Stated by: 001 (2025-03-20), the only report it rests on. 000, 002 and 003 name the foundry for other theses, as where
inference cards are made and as the base of domestic compute; they lend no names here.

The claim: customers want chips made where they are sold, so Chinese fabs fill and expand; foundry, advanced packaging
and equipment come under domestic control faster than the rest. Materials are still largely imported, which leaves much
to replace.

How each sentence became a rule:
- 001, lines 20 and 1036: of the self-reliance chapter equipment, foundry and advanced packaging are recommended,
  without rank or weight. A sleeve each, equal, names equal in it. Faithful; that unranked means equal is our reading.
  They are three of the nine sub-industries that it recommends: the domestic compute chain (line 15) has names only in a
  garbled table, and SoC, MCU, power management, driving chips and image sensors (line 17) have none.
- 001, lines 905 to 907, 947 and 992: the foundries, packaging houses and makers of tools. All of them are named as
  examples or in tables; with listing=formal nothing is left. Faithful.
- 001, line 988: high utilisation of SMIC and Hua Hong shows that the fabs need to expand. While the last known
  utilisation of SMIC is under ``full``, exposure falls to ``below``; unknown: neutral. The driver is the report's, the
  limit and the half are ours.
- 001, lines 990 and 1009 to 1022: materials have low domestic shares and so much room, but they are not among what is
  recommended. They weigh ``materials``, nothing. Ours, off by default: a fourth equal sleeve, in which a kind weighs as
  one less its last known domestic share (domestic_share/materials), the mean of the others without a figure
  (materials).

Refuted if: SMIC's utilisation falls below ``full`` while new capacity opens; the basket does not beat the CSI 300 in
the six months after 2025-03-20; domestic fabs cut capital expenditure in 2025, which line 988 expects flat to up.

Edits: 2026-11-23 first version; 2026-11-29 the three recommended sub-industries, equal, instead of 40% foundry and 60%
materials, which became a variant; the foundry names of 000, 002 and 003 left.
"""

from __future__ import annotations

import numpy as np

from data_sources.tables.facts import Floats
from strategies.contract.parameters import OURS
from strategies.contract.strategy import Parameter, Segment
from strategies.contract.variant import Variant
from strategies.rules.basket import Basket
from strategies.rules.gate import FOUNDRY_UTILISATION, mean_known
from strategies.rules.thesis import Portfolio, thesis_strategy
from strategies.signals.quantities import Quantity, SeriesSource

MATERIALS = ("001.self_control_materials",)
KINDS = ("silicon_wafers", "process_chemicals", "photomasks", "photoresists", "cmp_materials", "electronic_gases",
         "sputtering_targets", "lead_frames", "packaging_substrates", "moulding_compounds")  # fmt: skip
DOMESTIC_SHARES = {kind: Quantity(kind, (SeriesSource(f"domestic_share/materials/{kind}", "value"),)) for kind in KINDS}

SEGMENTS = (
    Segment("foundry", "foundry", ("001.self_control_foundry",), ("foundry",)),
    Segment("packaging", "packaging", ("001.self_control_advanced_packaging",), ("advanced_packaging",)),
    Segment("equipment", "equipment", ("001.self_control_equipment",), ("front_end_equipment",)),
    *(Segment(kind, kind, MATERIALS, (kind,), dial="materials") for kind in KINDS),
)

PARAMETERS = {
    "materials": Parameter(
        0.0, "weight of all materials together, each recommended sub-industry being 1", 0.0, 10.0, source=OURS
    ),
    "full": Parameter(0.8, "utilisation of SMIC below which exposure falls", 0.3, 1.0, source=OURS),
    "below": Parameter(0.5, "exposure while utilisation is under that", 0.0, 1.0, source=OURS),
}

VARIANTS = (
    Variant(
        "materials",
        "001 sees much to replace in materials without recommending them, so they join as a fourth equal part",
        {"materials": 1.0},
    ),
)


def rule(basket: Basket) -> Portfolio:
    """Hold foundry, packaging and equipment alike, half of them when the fabs are not full."""
    recommended = {"foundry": 1.0, "packaging": 1.0, "equipment": 1.0}
    materials = {kind: basket.number("materials") * part for kind, part in _shares(basket).items()}
    utilisation = basket.read(FOUNDRY_UTILISATION)
    return Portfolio(
        sleeves={**recommended, **materials},
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
    stated_by=("001",), gates=(FOUNDRY_UTILISATION,), reads=tuple(DOMESTIC_SHARES.values()), variants=VARIANTS,
)  # fmt: skip
