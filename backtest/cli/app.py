"""All commands under one name, with one help, one way to fail and one way to end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from backtest.app.command_line import command_line
from backtest.cli.commands import (
    audit,
    catalogue,
    compare,
    demo,
    diary,
    doctor,
    explain,
    findings,
    import_data,
    method,
    nightly,
    open_page,
    orders,
    refresh,
    report,
    report_draft,
    rerun,
    run,
    scorecard,
    serve,
    sheet,
    signals,
    site,
    status,
    sweep,
    trials,
    verify,
)
from backtest.cli.errors import USAGE, exit_code, time_errors
from backtest.cli.language import choose_language, without_language
from backtest.cli.language_option import LANGUAGE, SpokenCommand, SpokenGroup
from backtest.cli.process import begin, end_process
from backtest.cli.shared_options import DEBUG_FLAG
from data_sources.language.text import Language

# Command, its function and the lines that its help offers for pasting, in the order of the overview.
COMMANDS: tuple[tuple[str, Callable[..., None], tuple[str, ...]], ...] = (
    ("demo", demo.demo, demo.EXAMPLES),
    ("import", import_data.import_data, import_data.EXAMPLES),
    ("refresh", refresh.refresh, refresh.EXAMPLES),
    ("status", status.status, status.EXAMPLES),
    ("findings", findings.findings, findings.EXAMPLES),
    ("doctor", doctor.doctor, doctor.EXAMPLES),
    ("verify", verify.verify, verify.EXAMPLES),
    ("explain", explain.explain, explain.EXAMPLES),
    ("list", catalogue.catalogue, catalogue.EXAMPLES),
    ("run", run.run, run.EXAMPLES),
    ("orders", orders.orders, orders.EXAMPLES),
    ("rerun", rerun.rerun, rerun.EXAMPLES),
    ("sweep", sweep.sweep, sweep.EXAMPLES),
    ("compare", compare.compare, compare.EXAMPLES),
    ("sheet", sheet.sheet, sheet.EXAMPLES),
    ("audit", audit.audit, audit.EXAMPLES),
    ("trials", trials.trials, trials.EXAMPLES),
    ("scorecard", scorecard.scorecard, scorecard.EXAMPLES),
    ("signals", signals.signals, signals.EXAMPLES),
    ("method", method.method, method.EXAMPLES),
    ("nightly", nightly.nightly, nightly.EXAMPLES),
    ("site", site.site, site.EXAMPLES),
    ("open", open_page.open_, open_page.EXAMPLES),
    ("serve", serve.serve, serve.EXAMPLES),
    ("report new", report.new, report.NEW_EXAMPLES),
    ("report check", report.check, report.CHECK_EXAMPLES),
    ("report show", report.show, report.SHOW_EXAMPLES),
    ("diary verify", diary.verify, diary.VERIFY_EXAMPLES),
    ("diary show", diary.show, diary.SHOW_EXAMPLES),
    ("diary restore", diary.restore, diary.RESTORE_EXAMPLES),
    ("report draft", report_draft.draft, report_draft.EXAMPLES),
)
# Commands of two words stand in a group, which the first word names.
GROUPS = {
    "report": "Draft, begin, check or show the file of a report.",
    "diary": "Prove, show or put back the paper diary of a site.",
}
# The variable in which the script of a shell says that it wants words completed.
COMPLETE = "_BACKTEST_COMPLETE"
EPILOG = f"With {DEBUG_FLAG} an error shows its traceback. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done."


class Commands(SpokenGroup):
    """The group of all commands; it alone turns what goes wrong into one line and an exit code."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: object, **extra: object) -> Any:  # noqa: ANN401 - as typer has it
        """Run a command line to its exit code; ends only by SystemExit."""
        given = list(sys.argv[1:] if args is None else args)
        debug = DEBUG_FLAG in given
        words = [word for word in given if word != DEBUG_FLAG]
        extra |= {"standalone_mode": False, "obj": command_line(without_language(words))}
        for stream in (sys.stdout, sys.stderr):
            # Names are Chinese; a terminal that cannot write them shows a mark instead of failing.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        name = "backtest" if prog_name in (None, "root") else prog_name
        if COMPLETE in os.environ:
            # What a shell asks is no command line: words that are not finished are no fault. Its answer is plain text,
            # and the library would import a second's worth of markup for it where it finds that one.
            sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
            return TyperGroup.main(self, words, name)

        def carry_out() -> Any:  # noqa: ANN401 - as typer has it
            time_errors(on=False)
            choose_language(words)
            return TyperGroup.main(self, words or ["--help"], name, **extra)  # type: ignore[arg-type]

        code = exit_code(carry_out, debug=debug)
        sys.exit(code if words else USAGE)


app = typer.Typer(
    name="backtest",
    cls=Commands,
    # Plain help: an example in a frame or broken at its edge cannot be pasted.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _show_version(asked: bool) -> None:
    if asked:
        from backtest.version import __version__  # noqa: PLC0415 - nothing else needs it

        typer.echo(f"backtest {__version__}")
        raise typer.Exit


@app.callback(epilog=EPILOG)
def overview(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
    _lang: Annotated[Language | None, LANGUAGE] = None,
) -> None:
    """Turn sell-side calls on A-shares into dated rules, trade them and judge them against the CSI 300.

    First run: backtest demo
    """


_groups = {name: typer.Typer(cls=SpokenGroup, rich_markup_mode=None, no_args_is_help=True) for name in GROUPS}
for _name, _help in GROUPS.items():
    app.add_typer(_groups[_name], name=_name, help=_help)

for _name, _function, _examples in COMMANDS:
    _lines = "\n".join(f"  {example}" for example in _examples)
    # The control character tells the help to keep these lines as they are.
    _group, _, _word = _name.rpartition(" ")
    _of = _groups[_group] if _group else app
    _of.command(_word, cls=SpokenCommand, epilog=f"\b\nExamples:\n{_lines}\n\n{EPILOG}")(_function)


def main() -> None:
    """Run the command line of this process."""
    begin()
    try:
        app()
    except SystemExit as end:
        end_process(end.code if isinstance(end.code, int) else USAGE)
