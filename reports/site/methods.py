"""The tab of methods: the documents' own computations, and whether our numbers are those that they print."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data_sources.language.text import Text, both, same
from reports.site.listing import Cell, Column, Listing, Section, row, table
from strategies.methods.check_results import check_method
from strategies.methods.method import Method


def methods_listing(methods: Sequence[Method], steers: Callable[[Method], Text]) -> Listing:
    """Return the tab; ``steers`` says which rules read a method's numbers."""
    checks = [check for each in methods for check in check_method(each)]
    held = sum(each.holds for each in checks)
    columns = (
        Column(both("Method", "方法"), share=20),
        Column(both("What it computes", "测算内容"), wide=True, share=13),
        Column(both("Formula", "公式"), wide=True, share=25),
        Column(both("Checks that hold", "通过的核对"), number=True, share=7),
        Column(both("Checks", "核对数"), number=True, share=7),
        Column(both("Read by", "使用者"), wide=True, share=15),
        Column(both("Printed at", "原文位置"), wide=True, share=13),
    )
    said = both(
        f"{len(methods)} computations of the documents; {held} of {len(checks)} checks against printed numbers hold.",
        f"研报中的 {len(methods)} 项测算；与原文数字的 {len(checks)} 项核对中 {held} 项一致。",
    )
    rows = [_row(each, steers(each)) for each in methods]
    section = Section("methods", both("Methods", "测算方法"), (), table("methods", columns, rows))
    return Listing((said,), (section,))


def _row(method: Method, readers: Text) -> tuple[Cell, ...]:
    results = check_method(method)
    held = sum(each.holds for each in results)
    return row(
        method.key,
        Cell(method.title),
        method.formula,
        Cell(same(str(held)), tone="" if held == len(results) else "strong"),
        str(len(results)),
        readers,
        method.source,
    )
