"""What differs in how runs were made: their data, code, rules, conditions and versions, by their manifests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from backtest.options import LEFT_OUT_WHEN_NONE
from backtest.result.beside.option_words import option_label, option_value
from backtest.result.value_words import value_words
from data_sources.language.text import Text, both, same

Group: TypeAlias = Literal["data", "code", "rule", "documents", "options", "parameters", "versions"]

GROUPS: Mapping[Group, Text] = {
    "data": both("Data", "数据"),
    "code": both("Code", "代码"),
    "rule": both("Rule", "规则"),
    "documents": both("Documents", "研报文件"),
    "options": both("Conditions", "撮合与费用条件"),
    "parameters": both("Parameters", "参数"),
    "versions": both("Versions", "版本"),
}
NO_VALUE = both("not recorded", "未记录")
NOT_ITS = both("\N{EN DASH}", "\N{EN DASH}")
"""For a parameter that a strategy does not have."""
NO_MEANINGS: Mapping[str, Text] = MappingProxyType({})
SHORT = 12
"""Characters of a sum and of a commit by which people tell them apart."""


@dataclass(frozen=True)
class Differing:
    """One thing that is not the same in all runs; ``values`` has one entry a run, in their order."""

    group: Group
    name: str
    label: Text
    values: tuple[Text, ...]


@dataclass(frozen=True)
class SetOtherwise:
    """What differs between the manifests of runs.

    ``same_data`` says whether all ran on one snapshot. ``alone`` are the other parameters that not all of them have.
    """

    same_data: bool
    snapshots: tuple[str, ...]
    differing: tuple[Differing, ...]
    alone: tuple[str, ...]


def set_otherwise(manifests: Sequence[Mapping[str, Any]], meanings: Mapping[str, Text] = NO_MEANINGS) -> SetOtherwise:
    """Compare the manifests of runs: only what differs, in words, in the order of the groups.

    ``meanings`` are those of the parameters by name, for who does not read their names in code.
    The name of a run, its command, where its file lay and the hashes of its own files are no settings. Some entries
    were not recorded by earlier versions.
    """
    snapshots = tuple(str(each.get("snapshot", "")) for each in manifests)
    found = (
        _row("data", "snapshot", both("snapshot", "数据快照"), [same(each) for each in snapshots]),
        _row("data", "simulated", both("market", "行情"), [_market(each) for each in manifests]),
        _row(
            "data", "accepted", both("accepted findings", "已放行的数据问题"), [_accepted(each) for each in manifests]
        ),
        _row("code", "code", both("version", "程序版本"), [_code(each) for each in manifests]),
        _row("rule", "source", both("kind", "来源"), [_source(each) for each in manifests]),
        _row("rule", "definition", both("definition", "定义"), _definitions(manifests)),
        _row(
            "rule", "hindsight", both("hindsight", "发布前交易"), [_yes_no(each.get("hindsight")) for each in manifests]
        ),
        _row("documents", "reports", both("own documents", "自有研报"), [_documents(each) for each in manifests]),
        *_options([_of(each, "options") for each in manifests]),
        *_parameters([_of(each, "parameters") for each in manifests], meanings),
        *_versions([_of(each, "versions") for each in manifests]),
    )
    differing = tuple(row for row in found if row is not None)
    told = {row.name for row in differing if row.group == "parameters"}
    alone = _alone([_of(each, "parameters") for each in manifests])
    return SetOtherwise(
        same_data=len(set(snapshots)) == 1 and bool(snapshots[0]),
        snapshots=snapshots,
        differing=differing,
        alone=tuple(name for name in alone if name not in told),
    )


def _row(group: Group, name: str, label: Text, values: Sequence[Text]) -> Differing | None:
    """Return what differs; None when all are the same."""
    return Differing(group, name, label, tuple(values)) if len(set(values)) > 1 else None


def _of(manifest: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = manifest.get(name)
    return found if isinstance(found, Mapping) else {}


def _options(options: Sequence[Mapping[str, Any]]) -> list[Differing | None]:
    return [
        _row("options", name, option_label(name), [_option(each, name) for each in options]) for name in _names(options)
    ]


def _option(options: Mapping[str, Any], name: str) -> Text:
    if name in options or name in LEFT_OUT_WHEN_NONE:
        return option_value(name, options.get(name))
    return NO_VALUE


def _parameters(parameters: Sequence[Mapping[str, Any]], meanings: Mapping[str, Text]) -> list[Differing | None]:
    """Those that two runs or more have and that differ between these."""
    rows = []
    for name in _names(parameters):
        theirs = [_parameter(each, name) for each in parameters]
        if len({value for value in theirs if value is not NOT_ITS}) > 1:
            label = name.replace("_", " ")
            rows.append(_row("parameters", name, both(label, meanings.get(name, same(label)).zh), theirs))
    return rows


def _parameter(parameters: Mapping[str, Any], name: str) -> Text:
    return value_words(f"parameters.{name}", str(parameters[name])) if name in parameters else NOT_ITS


def _alone(parameters: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(name for name in _names(parameters) if not all(name in each for each in parameters))


def _versions(versions: Sequence[Mapping[str, Any]]) -> list[Differing | None]:
    rows = [
        (name, [same(str(each[name])) if each.get(name) else NO_VALUE for each in versions])
        for name in _names(versions)
    ]
    return [_row("versions", name, same(name), values) for name, values in rows]


def _names(each: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for mapping in each for name in mapping))


def _market(manifest: Mapping[str, Any]) -> Text:
    return both("simulated", "模拟行情") if manifest.get("simulated") else both("as imported", "导入行情")


def _accepted(manifest: Mapping[str, Any]) -> Text:
    found = manifest.get("accepted")
    return same(", ".join(map(str, found))) if isinstance(found, list | tuple) and found else both("none", "无")


def _code(manifest: Mapping[str, Any]) -> Text:
    code = _of(manifest, "code")
    words = " ".join(str(code[name])[:SHORT] for name in ("version", "commit") if code.get(name))
    if not words:
        return NO_VALUE
    return both(f"{words}, changed since", f"{words}，有未提交改动") if code.get("dirty") else same(words)


def _source(manifest: Mapping[str, Any]) -> Text:
    kinds = {
        "shipped": both("a shipped strategy", "内置策略"),
        "document": both("rules of a document", "研报文件中的规则"),
        "file": both("a file of one's own", "自有文件"),
        "handler file": both("a day-by-day file of one's own", "自有逐日文件"),
        "function": both("a function", "函数"),
        "table": both("a weight table", "权重表"),
    }
    return kinds.get(str(_of(manifest, "source").get("kind")), NO_VALUE)


def _definitions(manifests: Sequence[Mapping[str, Any]]) -> list[Text]:
    """The sum of each definition, where two of one name might not be one rule; other names are other rules anyway."""
    names = [str(each.get("name", "")) for each in manifests]
    if len(set(names)) == len(names):
        return [NOT_ITS for _ in names]
    sums = [str(_of(each, "source").get("definition") or "")[:SHORT] for each in manifests]
    return [same(f"{name} {found}".strip()) for name, found in zip(names, sums, strict=True)]


def _documents(manifest: Mapping[str, Any]) -> Text:
    found = _of(manifest, "reports")
    if not found:
        return both("none", "无")
    files = len(_of(found, "files"))
    digest = str(found.get("sum", ""))[:SHORT]
    return both(f"{files} files, {digest}", f"{files} 个文件，{digest}")


def _yes_no(value: object) -> Text:
    return both("yes", "是") if value else both("no", "否")
