"""``backtest list``: reports, theses, strategies, names as they were known on a day, and a strategy's parameters."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import typer

import backtest
from backtest.cli.completion import strategy_names
from backtest.cli.errors import UsageFault
from backtest.cli.known_documents import known_documents
from backtest.cli.output import TextTable, print_json, print_rows, remark, say
from backtest.cli.shared_options import AsOf, Database, Json, Reports
from data_sources.language.text import both, said

Kind: TypeAlias = Literal["reports", "theses", "strategies", "members"]
Shown: TypeAlias = Kind | Literal["parameters"]

EXAMPLES = (
    "backtest list",
    "backtest list members --as-of 2025-06-30",
    "backtest list reports --json",
    "backtest list theses --coverage",
    "backtest list strategies --reports ./research",
    "backtest list theses --as-of 2026-03-31 --db var/market.db",
    "backtest list --parameters rate_power",
)

# What a table shows; JSON has more.
COLUMNS: dict[Shown, tuple[str, ...]] = {
    "strategies": ("name", "title", "known_from", "reports", "variants"),
    "reports": ("id", "known_from", "broker_zh", "title_zh", "rating", "theses", "names"),
    "theses": ("report", "id", "name_zh", "segments", "names", "state"),
    "members": ("symbol", "name", "report", "thesis", "segment", "listed_as", "line", "why_not", "known_from"),
    "parameters": ("name", "default", "range", "meaning", "source"),
}
HEADS = {
    "name": "名称",
    "title": "标题",
    "known_from": "可用日",
    "reports": "研报",
    "variants": "变体",
    "id": "编号",
    "broker_zh": "券商",
    "title_zh": "标题",
    "rating": "评级",
    "theses": "投资逻辑数",
    "names": "个股数",
    "report": "研报",
    "name_zh": "投资逻辑",
    "segments": "细分环节",
    "state": "证伪状态",
    "symbol": "代码",
    "thesis": "投资逻辑",
    "segment": "细分环节",
    "listed_as": "列示方式",
    "line": "行",
    "why_not": "未用原因",
    "where": "所在",
    "reads": "读取",
    "gates": "择时开关",
    "note": "注",
    "default": "默认值",
    "range": "取值范围",
    "meaning": "含义",
    "source": "出处",
}
COVERAGE_COLUMNS = ("report", "id", "where", "reads", "gates", "note")
RIGHT = frozenset({"theses", "names", "line"})
LONG = frozenset(
    {
        "id",
        "title",
        "title_zh",
        "name_zh",
        "segments",
        "segment",
        "thesis",
        "where",
        "note",
        "state",
        "reads",
        "gates",
        "meaning",
        "range",
    }
)


def catalogue(
    ctx: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What to list.")] = "strategies",
    *,
    as_of: AsOf = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="With theses: the strategy that trades each, or why none does.")
    ] = False,
    parameters: Annotated[
        str | None,
        typer.Option(
            metavar="STRATEGY",
            help="List the parameters of a strategy or of a file of your own: what they do, defaults, ranges, sources.",
            autocompletion=strategy_names,
        ),
    ] = None,
    db: Database = None,
    reports: Reports = None,
    as_json: Json = False,
) -> None:
    """List strategies, reports, theses or the names they give.

    Nothing is listed before its report was published. The state of a thesis says how many of its falsifiers have
    happened and when, have not, are unknown, or stand in words alone; which, and by which values, is in --json. Without
    a store only the series that ship and those of --reports are known. Into a pipe the columns are separated by tabs.
    """
    if coverage and kind != "theses":
        raise UsageFault(
            both(
                "--coverage is for theses: backtest list theses --coverage",
                "--coverage 只用于 theses：backtest list theses --coverage",
            ),
            ctx,
        )
    if parameters is not None and (kind != "strategies" or as_of is not None):
        raise UsageFault(
            both(
                "--parameters stands alone: backtest list --parameters rate_power",
                "--parameters 单独使用：backtest list --parameters rate_power",
            ),
            ctx,
        )
    known, shown = known_documents(reports), "parameters" if parameters else kind
    found = backtest.catalogue(shown, strategy=parameters, as_of=as_of, coverage=coverage, db=db, reports=known)
    if found.without_store:
        why = said(found.without_store, "zh")
        remark(
            both(
                f"no store: falsifiers are held against the series that ship with the product: {found.without_store}",
                f"没有数据库：证伪条件以随产品附带的序列核对：{why}",
            )
        )
    if as_json:
        print_json(found.document(), known)
        return
    if found.simulated:
        say(
            both(
                "SIMULATED market: no state of a thesis in it is real",
                "模拟(SIMULATED)行情：其中投资逻辑的状态均非真实",
            )
        )
    columns = COVERAGE_COLUMNS if coverage else COLUMNS[shown]
    cells = [tuple(_cell(_value(row, name)) for name in columns) for row in found.rows]
    print_rows(TextTable(tuple(both(name, HEADS.get(name, name)) for name in columns), cells, RIGHT, LONG))


def _value(row: object, column: str) -> object:
    """Return a cell; the one word that a document has where it has no Chinese one beside."""
    return getattr(row, column) or getattr(row, column.removesuffix("_zh"))


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return " ".join(str(getattr(each, "name", each)) for each in value)
    return "" if value is None else value if isinstance(value, str) else str(value)
