"""``backtest rerun``: a stored run made again from its own files, and what differs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import backtest
from backtest.cli.completion import run_folders
from backtest.cli.errors import FAILED
from backtest.cli.known_documents import known_documents
from backtest.cli.output import print_answer, say
from backtest.cli.shared_options import Database, Json, Reports
from backtest.cli.shared_options import folder as named
from backtest.cli.streams import prints_to_stderr
from data_sources.language.text import both, said
from data_sources.plain_text import visible

if TYPE_CHECKING:
    from backtest.app.rerun import Rerun
    from strategies.library.library import Library

EXAMPLES = ("backtest rerun var/runs/rate_power", "backtest rerun var/runs/weights --db var/market.db --json")


def rerun(
    folder: Annotated[
        Path, typer.Argument(metavar="RUN_FOLDER", help="A folder that backtest run wrote.", autocompletion=run_folders)
    ],
    *,
    db: Database = None,
    out: Annotated[
        Path | None,
        typer.Option(parser=named, metavar="DIR", help="Keep the files of the repetition here; without it none are."),
    ] = None,
    trust: Annotated[
        bool, typer.Option("--trust", help="Execute a file of the run folder that you have not run before.")
    ] = False,
    reports: Reports = None,
    as_json: Json = False,
) -> None:
    """Repeat a stored run: identical, or which input moved.

    Reads manifest.json, the copy of a file of your own and, for a weight table, targets.csv, and repeats the run on the
    data of its time. Without --db it is looked for in the store that the run's own command names. Code that you have
    not run before is executed after a question in a terminal, else only with --trust. Exit code 1 when a file
    differs, with its first differing row.
    """
    # Without the option the documents are those of the run, whatever the environment names.
    known = None if reports is None else known_documents(reports)
    with prints_to_stderr():
        done = _repeat(folder, db, out, known, trust=trust)
    print_answer(done, lambda repeated: _print(folder, repeated), as_json=as_json)
    if done.differences:
        raise typer.Exit(FAILED)


def _repeat(folder: Path, db: str | None, out: Path | None, known: Library | None, *, trust: bool) -> Rerun:
    """Repeat a run; in a terminal ask for consent when it is needed."""
    from backtest.app.kept_source import UntrustedCode  # noqa: PLC0415 - nothing heavy before a command runs

    try:
        return backtest.rerun(folder, db=db, out=out, trust=trust, reports=known)
    except UntrustedCode as fault:
        asked = sys.stdin.isatty() and sys.stderr.isatty()
        if not (asked and typer.confirm(f"{visible(str(fault))}. Execute it now?", err=True)):
            raise
    return backtest.rerun(folder, db=db, out=out, trust=True, reports=known)


def _print(folder: Path, done: Rerun) -> None:
    files = ", ".join(each.file for each in done.differences)
    what = both(f"different in {files}", f"{files} 不同") if files else both("identical", "完全一致")
    say(
        both(
            f"{folder}: {what} ({done.name}, repeated as {done.kind} on snapshot {done.snapshot})",
            f"{folder}：{what.zh}（{done.name}，在数据快照 {done.snapshot} 上重跑）",
        )
    )
    for note in done.notes:
        say(both(f"  note: {note}", f"  注：{said(note, 'zh')}"))
    for moved in done.moved:
        say(
            both(
                f"  moved: {moved.input} was {moved.then}, is {moved.now}",
                f"  变动：{moved.input} 原为 {moved.then}，现为 {moved.now}",
            )
        )
    if done.differences and not done.moved:
        say(
            both(
                "  no recorded input moved: code, a strategy file or an imported series was changed without "
                "a new commit, version or snapshot",
                "  记录在案的输入均未变动：代码、策略文件或导入序列被改动而没有新的提交、版本或快照",
            )
        )
    for each in done.differences:
        say(both(f"  {each.file}, {each.place}:", f"  {each.file}，{each.place}："))
        say(both(f"    then {each.then}", f"    原为 {each.then}"))
        say(both(f"    now  {each.now}", f"    现为 {each.now}"))
