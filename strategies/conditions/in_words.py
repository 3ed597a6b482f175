"""A condition in words: ``yoy(capex/big4_sum) < 0`` is that capital expenditure stands below that of a year before."""

from __future__ import annotations

from collections.abc import Mapping

from data_sources.language.text import NOTHING, Text, amid, both, joined, same
from strategies.conditions.condition import Comparison, Condition, Excess, Form, SeriesQuantity
from strategies.signals.names.series import series_name

FORMS: Mapping[Form, Text] = {
    "yoy": Text("year on year", "同比"),
    "qoq": Text("quarter on quarter", "环比"),
    "change": Text("change on the period before", "较上期变化"),
    "year": Text("of four quarters", "近十二个月合计"),
    "year_yoy": Text("of four quarters, year on year", "近十二个月合计同比"),
}
GROWTHS: tuple[Form, ...] = ("yoy", "qoq", "year_yoy")
SIGNS: Mapping[str, Text] = {
    "<": Text("below", "低于"),
    "<=": Text("at most", "不高于"),
    ">": Text("above", "高于"),
    ">=": Text("at least", "不低于"),
}
JOINING: Mapping[str, Text] = {"and": Text(" and ", "，且"), "or": Text(" or ", "，或")}


def condition_words(condition: Condition) -> Text:
    """Return what a condition says, in words and without a full stop."""
    if isinstance(condition, Comparison):
        return _comparison(condition)
    between = JOINING[condition.word]
    return joined(map(condition_words, condition.parts), en=between, zh=between.zh)


def quantity_words(quantity: SeriesQuantity | Excess) -> Text:
    """Return what a condition compares."""
    if isinstance(quantity, Excess):
        return both(f"excess over {quantity.months} months", f"{quantity.months} 个月超额")
    name = series_name(quantity.series)
    if quantity.form == "value":
        return name
    form = FORMS[quantity.form]
    return both(f"{name}, {form}", f"{amid(name).lstrip()}{form.zh}")


def _comparison(of: Comparison) -> Text:
    sign, number = SIGNS[of.sign], _number(of)
    said = both(
        f"{quantity_words(of.quantity)} {sign} {number}", f"{quantity_words(of.quantity).zh}{sign.zh} {number.zh}"
    )
    within = (
        both(f"for {of.periods} periods", f"连续 {of.periods} 期") if of.periods > 1 else "",
        both(f"in {of.during.first} to {of.during.last}", f"{of.during.first} 至 {of.during.last}")
        if of.during
        else "",
        both(f"since {of.since.first}", f"自 {of.since.first} 起") if of.since else "",
    )
    return joined((said, *within), zh="，")


def measure_of(quantity: SeriesQuantity | Excess) -> Text:
    """Return what stands behind a number of a quantity; empty where the unit is that of its series."""
    if isinstance(quantity, Excess):
        return both(" points", " 个百分点")
    if quantity.form in GROWTHS or quantity.series.split("/")[0].endswith(("_yoy", "_qoq", "_mom")):
        return same("%")
    return NOTHING


def _number(of: Comparison) -> Text:
    written, measure = f"{of.number:g}".replace("-", "\u2212"), measure_of(of.quantity)
    return both(f"{written}{measure}", f"{written}{measure.zh}")
