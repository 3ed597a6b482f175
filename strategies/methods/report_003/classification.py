"""Rules of thumb that sort things into classes: where value grows, which drill, which device computes."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers

NOWHERE, GLASSES, PHONE, CLOUD = 0.0, 1.0, 2.0, 3.0


def value_expands(content_now: float, content_next: float, share_now: float, share_next: float) -> Numbers:
    """How many times the content of a part grows with a generation; 1 when its share of new capex rises as well."""
    multiple = content_next / content_now
    return {"multiple": multiple, "selected": float(multiple > 1 and share_next > share_now)}


def drill(diameter: float, mechanical_from: float, mechanical_possible_from: float) -> Numbers:
    """1 when a hole (mm) is drilled mechanically rather than by laser, and 1 when mechanical drilling can do it."""
    return {"mechanical": float(diameter >= mechanical_from), "possible": float(diameter >= mechanical_possible_from)}


def compute_tier(
    *, need: float, glasses_low: float, glasses_high: float, phone_low: float, phone_high: float, cloud_low: float
) -> Numbers:
    """Where a task (TOPS) runs: 1 glasses, 2 phone, 3 cloud; 0 between the printed ranges, which leave gaps."""
    if glasses_low <= need <= glasses_high:
        return {"tier": GLASSES}
    if phone_low <= need <= phone_high:
        return {"tier": PHONE}
    return {"tier": CLOUD if need >= cloud_low else NOWHERE}


METHODS = (
    Method(
        name="value_expansion_screen",
        report="003",
        title="Whether value expands in a segment",
        formula="content of the next generation / of this one above 1, and a rising share of new capex (form is ours)",
        source="lines 112, 666, 2304; the report gives examples and no threshold",
        inputs=(
            Input(
                "content_now", 6, "units a tray (any unit)", "quick couplings of GB200, pairs", "line 1400", low=1e-9
            ),
            Input("content_next", 12, "units a tray", "quick couplings of GB300, pairs", "line 1400"),
            Input("share_now", 1, "percent of new capex", "share of the segment now; not printed"),
            Input("share_next", 2, "percent of new capex", "share of the segment next; not printed"),
        ),
        compute=value_expands,
        outputs={"multiple": "times", "selected": "1 selected, 0 not"},
        checks=(
            Check("quick couplings, GB200 to GB300", 2, 0, "derived", "12 / 6", "multiple"),
            Check(
                "rack power, Ampere to Rubin Ultra",
                100,
                0,
                output="multiple",
                inputs={"content_now": 10, "content_next": 1_000},
            ),
            Check(
                "content grows, share of capex falls",
                0,
                0,
                "derived",
                "both are required",
                "selected",
                {"share_next": 0.5},
            ),
        ),
        steers="choice of segments; no rule reads it, as shares of capex are not printed",
    ),
    Method(
        name="drill_method",
        report="003",
        title="Mechanical drill or laser",
        formula="mechanical from 0.15 mm, laser below; mechanical drills reach down to 0.05 mm in part",
        source="lines 1184-1191",
        inputs=(
            Input("diameter", 0.15, "mm", "diameter of the hole"),
            Input("mechanical_from", 0.15, "mm", "from here mechanical", "line 1189"),
            Input("mechanical_possible_from", 0.05, "mm", "from here mechanical in part", "line 1189"),
        ),
        compute=drill,
        outputs={"mechanical": "1 mechanical, 0 laser", "possible": "1 a mechanical drill can do it, 0 not"},
        checks=(
            Check("at 0.15 mm", 1, 0, output="mechanical"),
            Check("at 0.10 mm", 0, 0, output="mechanical", inputs={"diameter": 0.1}),
            Check("mechanical possible at 0.10 mm", 1, 0, output="possible", inputs={"diameter": 0.1}),
        ),
    ),
    Method(
        name="glasses_compute_tiers",
        report="003",
        title="Where a task of smart glasses runs",
        formula="0.2 to 2 TOPS glasses, 5 to 10 phone, from 50 cloud; 2 to 5 and 10 to 50 are not assigned",
        source="lines 2195-2198",
        inputs=(
            Input("need", 1, "TOPS", "compute that the task needs"),
            Input("glasses_low", 0.2, "TOPS", "lower end of glasses", "line 2198"),
            Input("glasses_high", 2, "TOPS", "upper end of glasses", "line 2198"),
            Input("phone_low", 5, "TOPS", "lower end of the phone", "line 2198"),
            Input("phone_high", 10, "TOPS", "upper end of the phone", "line 2198"),
            Input("cloud_low", 50, "TOPS", "lower end of the cloud", "line 2198"),
        ),
        compute=compute_tier,
        outputs={"tier": "1 glasses, 2 phone, 3 cloud, 0 not assigned"},
        checks=tuple(
            Check(f"{need} TOPS", tier, 0, output="tier", inputs={"need": need})
            for need, tier in ((0.2, GLASSES), (2, GLASSES), (5, PHONE), (10, PHONE), (50, CLOUD))
        ),
    ),
)
