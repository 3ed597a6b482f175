"""Who reads a series: found from gates, rules, signs and methods.

- A gate, a rule and a sign read the series they name; a family all that begin so, but for forecasts.
- A method reads the series that hold its numbers.
- What nothing reads has no reader; of what ships that is said too.
"""

from dataclasses import replace

from data_sources.language.text import both, same
from strategies.documents.library import load_reports
from strategies.documents.sign import Sign
from strategies.methods.registry import METHODS
from strategies.readers import gates_on, readers_of, readers_together
from strategies.registry import STRATEGIES
from strategies.signals.quantities import Quantity, SeriesSource
from strategies.signals.values import load_signal_values

STRATEGY = replace(
    STRATEGIES["rate_power"],
    name="made_up",
    gates=(Quantity("orders", (SeriesSource("orders/", "level"),)),),
    reads=(Quantity("margin", (SeriesSource("margin/north", "value"),)),),
)


def test_gates_rules_and_signs_read_what_they_name() -> None:
    source = load_reports()[0]
    thesis = replace(
        source.theses[0],
        id="demand",
        falsifiers=(Sign(same("Orders fall"), "yoy(orders/north) < 0 or margin/ < 3"), Sign(same("Customers leave"))),
        confirms=(Sign(same("Orders rise"), "orders/north/forecast > 3"),),
    )
    report = replace(source, id="906", theses=(thesis,))
    names = ("orders/north", "orders/south", "orders/north/forecast", "margin/north", "price")
    assert readers_of(names, {"made_up": STRATEGY}, [report]) == {
        "orders/north": ("gate orders of made_up", "falsifier of 906.demand"),
        "orders/south": ("gate orders of made_up",),
        "orders/north/forecast": ("confirming sign of 906.demand",),
        "margin/north": ("rule margin of made_up", "falsifier of 906.demand"),
        "price": (),
    }
    assert gates_on(["price", "orders/north"], {"made_up": STRATEGY}) == ("made_up/orders",)
    assert gates_on(["price", "margin/north"], {"made_up": STRATEGY}) == ()


def test_together_a_gate_of_several_strategies_and_a_thesis_of_both_kinds_are_said_once() -> None:
    source = load_reports()[0]
    sign = Sign(same("Orders fall"), "yoy(orders/north) < 0")
    thesis = replace(source.theses[0], id="demand", name="Demand", name_zh="需求", falsifiers=(sign,), confirms=(sign,))
    report = replace(source, id="906", theses=(thesis,))
    strategies = {
        name: replace(STRATEGY, name=name, title=both(name.title(), zh)) for name, zh in (("one", "甲"), ("two", "乙"))
    }
    (read,) = readers_together(["orders/north"], strategies, [report]).values()
    assert read == ("gate orders of one and two", "falsifier and confirming sign of 906.demand")
    assert [each.zh for each in read] == ["“甲”、“乙”的择时开关“orders”", "906“需求”的证伪条件和佐证"]


def test_a_method_reads_the_series_that_hold_its_numbers() -> None:
    method = next(each for each in METHODS.values() if "wafer_capacity/CXMT" in each.series.values())
    found = readers_of(["wafer_capacity/CXMT", "nobody"], {}, methods=METHODS.values())
    assert found == {"wafer_capacity/CXMT": (f"method {method.key}",), "nobody": ()}


def test_of_what_ships_something_is_read_and_something_is_not() -> None:
    names = load_signal_values().by_series
    found = readers_of(names, STRATEGIES, load_reports(), METHODS.values())
    assert set(found) == set(names)
    assert any("falsifier of" in who for each in found.values() for who in each)
    assert any(not each for each in found.values())
