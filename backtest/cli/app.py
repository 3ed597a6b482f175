"""All commands under one name, with one help."""

from __future__ import annotations

from collections.abc import Callable

import typer

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
from backtest.cli.commands_group import add_command, without_commands
from backtest.cli.language_option import SpokenGroup

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

app = without_commands()

_groups = {name: typer.Typer(cls=SpokenGroup, rich_markup_mode=None, no_args_is_help=True) for name in GROUPS}
for _name, _help in GROUPS.items():
    app.add_typer(_groups[_name], name=_name, help=_help)

for _name, _function, _examples in COMMANDS:
    _group, _, _word = _name.rpartition(" ")
    add_command(_groups[_group] if _group else app, _word, _function, _examples)
