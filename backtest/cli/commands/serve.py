"""``backtest serve``: a folder of pages on loopback."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import backtest
from backtest.cli.output import print_answer, say
from backtest.cli.shared_options import Json, file_path
from data_sources.language.text import both

if TYPE_CHECKING:
    from backtest.app.serve import Served

EXAMPLES = ("backtest serve var/site", "backtest serve var/demo --port 8080")


def serve(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", parser=file_path, help="A folder of pages.")],
    *,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 takes any that is free.")] = 8000,
    as_json: Json = False,
) -> None:
    """Show a folder to a browser on this machine.

    It listens on 127.0.0.1 and nowhere else, and only ever reads: no file outside of the folder, none that is hidden,
    no listing. Ctrl-C ends it.
    """
    with backtest.serve(folder, port=port) as served:
        print_answer(served, _print, as_json=as_json)
        with suppress(KeyboardInterrupt):
            served.wait()


def _print(served: Served) -> None:
    say(
        both(f"{served.folder}: {served.address} (Ctrl-C ends it)", f"{served.folder}：{served.address}（Ctrl-C 结束）")
    )
    if not served.page:
        say(
            both(
                "it has no index.html, and folders are not listed: name a page in it, such as NAME/report.html",
                "其中没有 index.html，也不列目录：请在地址后写出页面，如 NAME/report.html",
            )
        )
