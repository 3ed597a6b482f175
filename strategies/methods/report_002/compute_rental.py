"""Renting, buying or calling compute: pay-back, price-volume rule, all-in-one machine (002, lines 679-764)."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers


def leasing_payback(capex: float, usd_per_gpu_hour: float, utilisation: float, running_cost: float) -> Numbers:
    """Years in which a leased card earns its price back; the whole formula is ours, the report prints none."""
    earned = usd_per_gpu_hour * 8760 * utilisation / 100 - running_cost
    if earned <= 0:
        raise ValueError("the card never earns its price back")
    return {"earned_a_year": earned, "payback_years": capex / earned, "simple_return": 100 * earned / capex}


def price_volume(price_change: float, volume_change: float) -> Numbers:
    """Whether price and volume rise together, 1 or 0: the report's sign of a supply that falls short."""
    return {"both_rise": float(price_change > 0 and volume_change > 0)}


def machine_break_even(cloud_cost: float, years: float, saving: float) -> Numbers:
    """When an all-in-one machine is paid by the cloud bills it replaces, if all of it is paid on the first day (ours).

    The report prints a cost 40% lower over five years and no price of a machine.
    """
    machine = cloud_cost * years * (1 - saving / 100)
    return {"machine_cost": machine, "break_even_years": machine / cloud_cost}


METHODS = (
    Method(
        name="compute_leasing_payback",
        report="002",
        title="Years until a leased accelerator has earned its price",
        formula="price / (rental price x 8760 x utilisation - running cost) (ours)",
        source="002 lines 677-694 describe the business; no return, pay-back or utilisation is printed",
        inputs=(
            Input("capex", 30_000, "USD a card", "card with its share of server and network; our example"),
            Input("usd_per_gpu_hour", 2.0, "USD a GPU hour", "rental price of an H800", "lines 251, 268"),
            Input("utilisation", 70, "%", "hours that are rented; our example", high=100),
            Input("running_cost", 2_000, "USD a card a year", "power, racks, staff; our example"),
        ),
        compute=leasing_payback,
        outputs={
            "earned_a_year": "USD a card a year",
            "payback_years": "years",
            "simple_return": "% a year on the price, before wear",
        },
        checks=(
            # 2 x 8760 x 0.7 = 12264, less 2000 = 10264; 30000 / 10264 = 2.923
            Check("earned_a_year", 10_264, 0.0005, "derived"),
            Check("payback_years", 2.923, 0.0005, "derived"),
            # a rental price up 76% (line 679) is 3.52: 21584.64 - 2000 = 19584.64; 30000 / 19584.64 = 1.532
            Check("after +76%", 1.532, 0.0005, "derived", output="payback_years", inputs={"usd_per_gpu_hour": 3.52}),
        ),
        systems=("compute_leasing_roi",),
        steers="compute-leasing gate on the rental price",
    ),
    Method(
        name="cloud_price_volume",
        report="002",
        title="Price and volume of compute rise together",
        formula="price change > 0 and volume change > 0",
        source="002 lines 9, 679",
        inputs=(
            Input("price_change", 76, "%", "H100 cloud price over about a month", "line 679", low=-100),
            Input("volume_change", 300, "%", "searches for GPU rental over three months", "line 679", low=-100),
        ),
        compute=price_volume,
        outputs={"both_rise": "1 when both rise, else 0"},
        checks=(
            Check("both_rise", 1, 0, note="line 679 prints both changes and no levels"),
            Check("a falling price", 0, 0, "derived", output="both_rise", inputs={"price_change": -5}),
        ),
        steers="cloud price-volume gate",
    ),
    Method(
        name="aio_vs_cloud",
        report="002",
        title="Break-even of an all-in-one machine against the cloud",
        formula="machine = cloud cost x years x (1 - saving); break-even = machine / cloud cost (ours)",
        source="002 table 10, lines 760-764",
        inputs=(
            Input("cloud_cost", 1, "cloud bills a year", "any amount: the years do not depend on it"),
            Input("years", 5, "years", "time compared", "line 763"),
            Input("saving", 40, "%", "lower cost of running over that time", "line 763", high=100),
        ),
        compute=machine_break_even,
        outputs={"machine_cost": "cloud bills a year", "break_even_years": "years of cloud bills"},
        checks=(Check("break_even_years", 3, 0.0005, "derived", "5 x (1 - 0.4)"),),
    ),
)
